"""Makes up groups, one after another: each key as often as in the shipped ones, with values like theirs."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sampled import Drawn, facets, is_joined_from_home, lengths, speech
from venues import Venue, Venues

from peerfind import text
from peerfind.directory.fields import FIELDS
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sampled import Entry, Shipped

# What shipped groups do not have, or too few to count: shares of the groups.
ADDED = {"status": 0.04, "only_for": 0.03, "covers": 0.03, "no_access": 0.02, "checked": 0.2}
STATUSES = {"closed": 2.0, "paused": 1.0, "full": 2.0}
PRIVATE = 0.01  # of the venues
NETWORKS = 0.01  # of the groups have others that are part of them
COLON = 0.04  # of the texts, so that as many files have quotes in them as in the shipped directory
NAMED_TOWN = 0.5  # of the names end in the town
LABELLED = 0.7  # of the summaries say what the group is about in the words of the vocabulary
MENTIONED = 0.1  # of them name something else that a group may be about
FIXED_FORTNIGHT = 0.5  # of the groups that meet every two weeks state the date of one meeting
LAST_DAY = date(2026, 11, 1)
_CHECKED_DAYS, _PUBLISHED_DAYS = 3 * 365, 12 * 365
SHAPED = ("meets", "hours", "venue", "contact", "sources")  # like those of a shipped group
TEXTS = (
    *("name", "also_known_as", "organisation", "summary", "description", "not_suitable_for"),
    *("joining_note", "waiting", "confidentiality", "ground_rules", "leader_training"),
    *("typical_session", "companions", "doubts"),
)
# Ofcom keeps 496 0000 to 496 0999 of these for drama.
_AREA_CODES = ("0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0161")
_ENDINGS = ("Trust", "Network", "Foundation", "Community", "Charity", "Project", "Alliance", "CIC")
_ROLES = ("directory volunteer", "link worker", "helpline volunteer", "peer worker")


class About(NamedTuple):
    """What several values of one group follow from."""

    id: str
    name: str
    format: tuple[str, ...]
    focus: tuple[str, ...]
    venue: Venue

    @property
    def is_remote(self) -> bool:
        """Whether it is joined from home alone."""
        return is_joined_from_home(self.format)


class Author:
    """Makes up one group after another; each may be part of a network that came before."""

    def __init__(self, draw: Random, found: Shipped) -> None:
        self._draw = draw
        self._words, self._names = speech(draw, found)
        self._venues = Venues(draw, self._names)
        self._facets = facets(draw, found)
        self._labels = {term["id"]: term["label"] for term in found.terms["focus"]}
        self._shares = {remote: _shares(found, is_remote=remote) for remote in (True, False)}
        self._lengths = {key: lengths(draw, found.values(key)) for key in TEXTS}
        self._shapes = {key: Drawn(draw, found.values(key)) for key in SHAPED}
        self._times = Times(draw, found)
        self._statuses = Drawn(draw, STATUSES, STATUSES.values())
        self._uses: Counter[str] = Counter()
        self._networks: list[str] = []
        self._own: dict[str, Callable[[About], Any]] = {
            "name": lambda about: about.name,
            "organisation": self._organisation,
            "summary": self._summary,
            "status": lambda _: self._statuses.one(),
            "part_of": self._network,
            "format": lambda about: about.format,
            "focus": lambda about: about.focus,
            "meets": self._meets,
            "hours": self._hours,
            "nation": lambda about: about.venue.town.nation,
            "venue": self._venue,
            "covers": self._covers,
            "area": self._area,
            "contact": self._contact,
            "sources": self._sources,
            "doubts": lambda _: [self._text("doubts")],
            "also_known_as": lambda _: [self._title(self._lengths["also_known_as"].one())],
            "checked": self._checked,
        }

    def group(self) -> tuple[About, Entry]:
        """The next group."""
        about = self._about()
        shares, chance = self._shares[about.is_remote], self._draw.random
        stated = (key for key, share in shares.items() if chance() < share)
        entry = {key: value for key in stated if (value := self._value(key, about))}
        if not self._networks or chance() < NETWORKS:
            self._networks.append(about.id)
        return about, entry

    def _about(self) -> About:
        form, venue = self._facets["format"].one(), self._venues.one()
        count = self._lengths["name"].one()
        if is_joined_from_home(form) or self._draw.random() > NAMED_TOWN:
            name = self._title(count)
        else:
            name = f"{self._title(max(2, count - 2))}, {venue.town.name}"
        slug = text.slug(name)
        self._uses[slug] += 1
        times = self._uses[slug]
        new = slug if times == 1 else f"{slug}-{times}"
        return About(new, name, form, self._facets["focus"].one(), venue)

    def _value(self, key: str, about: About) -> Any:
        """The value of a key; empty where there can be none."""
        if key in self._own:
            return self._own[key](about)
        return self._facets[key].one() if key in self._facets else self._text(key)

    def _text(self, key: str) -> str:
        """A text as long as those of the key are."""
        return self._sentence(self._lengths[key].one())

    def _sentence(self, count: int, *said: str) -> str:
        """So many words, with what has to be said among them."""
        typed = self._words.several(max(2, count - sum(len(one.split()) for one in said)))
        for one in said:
            typed.insert(self._draw.randint(1, len(typed)), one)
        if len(typed) > 4 and self._draw.random() < COLON:
            typed[1] = f"{typed[1].strip(',')}:"
        whole = " ".join(typed).rstrip(",")
        return f"{whole[0].upper()}{whole[1:]}."

    def _title(self, count: int) -> str:
        """So many words as a name."""
        return " ".join(self._names.several(count)).title()

    def _organisation(self, _: About) -> str:
        """Mostly one of several groups: the rarer the words, the fewer share it."""
        count = max(1, self._lengths["organisation"].one() - 2)
        return f"Example {self._title(count)} {self._draw.choice(_ENDINGS)}"

    def _summary(self, about: About) -> str:
        named = ((LABELLED, about.focus), (MENTIONED, self._facets["focus"].one()))
        said = [self._labels[focus[0]] for share, focus in named if self._draw.random() < share]
        return self._sentence(self._lengths["summary"].one(), *said)

    def _network(self, _: About) -> str:
        """One of the networks, the first ones most often."""
        known = self._networks
        return known[int(len(known) * self._draw.random() ** 2)] if known else ""

    def _meets(self, _: About) -> Any:
        return self._patterns(self._shapes["meets"].one())

    def _hours(self, _: About) -> Any:
        return self._patterns(self._shapes["hours"].one())

    def _patterns(self, times: Any) -> Any:
        """Meeting patterns of the same shapes, on other days."""
        return times if isinstance(times, str) else [*map(self._pattern, times)]

    def _pattern(self, shape: Entry) -> Entry:
        new = {**shape, **self._times.like(shape)}
        if (
            new.get("every") == "2 weeks"
            and "days" in new
            and self._draw.random() < FIXED_FORTNIGHT
        ):
            new["from"] = self._day_of_week(new["days"])
        if "note" in new:
            new["note"] = self._sentence(len(new["note"].split())).rstrip(".").lower()
        return new

    def _day_of_week(self, days: str | list[str]) -> str:
        """A day that is the first of some days of the week, since `from` is the date of one meeting."""
        named = days if isinstance(days, str) else days[0]
        on = date.fromisoformat(self._day(_CHECKED_DAYS))
        wanted = DAY_NAMES.index(named) if named in DAY_NAMES else on.weekday()
        return (on - timedelta(days=(on.weekday() - wanted) % 7)).isoformat()

    def _day(self, before: int) -> str:
        """A day up to so many days before the last."""
        return (LAST_DAY - timedelta(days=self._draw.randrange(before))).isoformat()

    def _venue(self, about: About) -> Entry:
        venue, keys = about.venue, self._shapes["venue"].one()
        known = {
            "name": venue.name,
            "address": venue.address,
            "town": venue.town.name,
            "county": venue.town.county,
            "postcode": venue.postcode,
        }
        stated = {key: known[key] for key in keys if known.get(key)}
        if "directions" in keys:
            stated["directions"] = self._sentence(5)
        if self._draw.random() < PRIVATE:
            stated["private"] = "yes"
        return stated

    def _covers(self, about: About) -> list[str]:
        town = about.venue.town
        return [self._draw.choice((town.county or town.nation, town.nation or "UK"))]

    def _area(self, about: About) -> str:
        """Where it says it works: the country, a county, or several towns."""
        if about.is_remote and self._draw.random() < 0.7:
            return "UK"
        towns = [self._venues.town() for _ in range(self._draw.choice((0, 0, 1, 2)))]
        return text.listed([about.venue.town.county or "UK", *(town.name for town in towns)])

    def _contact(self, about: About) -> Entry:
        phone = f"{self._draw.choice(_AREA_CODES)} 496 {self._draw.randrange(1000):04}"
        known = {
            "phone": phone,
            "text": f"07700 900{self._draw.randrange(1000):03}",
            "email": f"{about.id[:30].strip('-')}@example.org",
            "website": f"https://www.example.org/{about.id[:10].strip('-')}",
        }
        return {key: known[key] for key in self._shapes["contact"].one() if key in known}

    def _sources(self, _: About) -> list[Entry]:
        return [*map(self._source, self._shapes["sources"].one())]

    def _source(self, shape: Entry) -> Entry:
        """A source with the keys and the kind of a shipped one, and a day like its day."""
        new, day = {**shape}, self._day(_PUBLISHED_DAYS)
        path = "-".join(word.strip(",'’") for word in self._words.several(6))
        new["url"] = f"https://www.example.org/{day.replace('-', '/')}/{text.slug(path)}"
        if "published" in new:
            new["published"] = day[: len(new["published"])]
        if "note" in new:
            new["note"] = self._sentence(len(new["note"].split()))
        return new

    def _checked(self, _: About) -> Entry:
        how = self._draw.choice(("phone", "phone", "email", "visit", "website"))
        return {"on": self._day(_CHECKED_DAYS), "how": how, "by": self._draw.choice(_ROLES)}


class Times:
    """The days and times at which shipped groups meet."""

    def __init__(self, draw: Random, found: Shipped) -> None:
        patterns = found.inner("meets")
        self._dated = {
            key: Drawn(draw, [one[key] for one in patterns if key in one])
            for key in ("days", "which")
        }
        timed = [one for one in patterns if "start" in one]
        self._starts = Drawn(draw, [one for one in timed if "end" not in one])
        self._spans = Drawn(draw, [one for one in timed if "end" in one])

    def like(self, shape: Entry) -> Entry:
        """Other days and times for a pattern with the keys of `shape`."""
        new = {key: values.one() for key, values in self._dated.items() if key in shape}
        if "start" in shape:
            other = self._spans.one() if "end" in shape else self._starts.one()
            new |= {key: other[key] for key in ("start", "end") if key in other}
        return new


def _shares(found: Shipped, *, is_remote: bool) -> dict[str, float]:
    """The share of the groups that state each key, in the order in which keys are written."""
    shares = {key: found.share(key, is_remote=is_remote) for key in FIELDS}
    shares |= ADDED
    return {key: share for key, share in shares.items() if share}
