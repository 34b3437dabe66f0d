"""A group of an answer as a person sees it in a list: plain strings, ready for any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.language import translated
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import DAY_NAMES
from peerfind.wording import say
from peerfind.wording.when import When, when
from peerfind.wording.where import address_words, is_named, place_words, where_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.answers.answer import Answer
    from peerfind.answers.rank import Judged, Match
    from peerfind.asking.scoring import Verdict
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Group, Record
    from peerfind.wording.say import Site, Way

# Asks of which every part counts; of the others the best one does.
_EVERY_PART = ("focus", "access", "want")
# Asks of which the kind that a group is of is told: of the others its card says it anyhow.
_KIND_IS_TOLD = ("focus", "activity", "style", "access")
_OWN_WORDS = " (in its own words only)"


class Brief(NamedTuple):
    """The little of a group that goes into a text message.

    `status` says that it is full, paused or closed; `when` is empty where it does not meet now.
    """

    name: str
    when: str
    address: str
    where: str
    terms: tuple[str, ...]
    ways: tuple[Way, ...]
    site: Site
    status: str = ""


class Card(NamedTuple):
    """One group in words.

    `place` is `where` with the whole address. `how`, `who` and `terms` (what it costs and how one
    joins) are short facts. `site` is where it was read. `yes`, `partly`, `missed` and `ask` say how it
    meets what was asked. `cautions` are sentences. Nothing in it can steer a terminal.
    """

    rank: int
    id: str
    name: str
    summary: str
    where: str
    place: str
    when: When
    how: tuple[str, ...]
    who: tuple[str, ...]
    terms: tuple[str, ...]
    address: str
    ways: tuple[Way, ...]
    site: Site
    yes: tuple[str, ...]
    partly: tuple[str, ...]
    missed: tuple[str, ...]
    ask: tuple[str, ...]
    fresh: str
    cautions: tuple[str, ...]
    status: str = ""
    is_resting: bool = False

    @property
    def brief(self) -> Brief:
        """The group in brief."""
        where = f"{self.where}, {self.how[0]}"
        when = "" if self.is_resting else self.when.start or self.when.short
        told = (self.name, when, self.address, where, self.terms, self.ways, self.site, self.status)
        return Brief(*told)

    def reasons(
        self, headings: tuple[str, str, str, str] = ("Fits", "Partly", "Not", "Ask about")
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """How it meets what was asked: each heading with what stands under it, where anything does."""
        labels = (self.yes, self.partly, self.missed, self.ask)
        return (one for one in zip(headings, labels, strict=True) if one[1])


def cards(answer: Answer, networks: Mapping[str, Record]) -> Iterator[Card]:
    """Every group shown of an answer; `networks` are the records of those that groups are part of, by id."""
    for match in answer.matches:
        yield card(match, answer, networks.get(match.group.part_of or ""))


def card(match: Match, answer: Answer, network: Record | None = None) -> Card:
    """The group of a match in words."""
    group = match.group
    ways = say.ways(group.contact, network)
    found = [*verdicts(match.judged, answer.vocabulary)]
    where, place, address = _where(match, answer)
    shown: Card = say.cleaned(
        Card(
            rank=match.rank,
            id=group.id,
            name=group.name,
            summary=group.summary or "",
            where=where,
            place=place,
            when=when(group, match.next_meeting, answer.query.today),
            how=_stated(say.format_words(group), say.cost_words(group.cost)),
            who=_who(group, answer.vocabulary),
            terms=_stated(say.cost_words(group.cost), say.joining_words(group.joining)),
            address=address,
            ways=ways,
            site=say.site(group.sources),
            yes=_with(found, "met"),
            partly=_with(found, "partly"),
            missed=_with(found, "missed"),
            ask=_with(found, "not-stated"),
            fresh=say.freshness_words(group, match.freshness, ways),
            cautions=(*_joining_note(group), *say.cautions(group)),
            status=say.status_words(group),
            is_resting=group.status in say.RESTING,
        )
    )
    return shown


def _where(match: Match, answer: Answer) -> tuple[str, str, str]:
    """Where it is in short and in full, and the address alone, which a remote group has not."""
    units, is_near_asked = answer.settings["units"], answer.query.near is not None
    venue = match.group.venue
    address = address_words(venue) if match.reach != "remote" else ""
    hall = address if is_named(venue) else ""
    where = where_words(match, units, is_near_asked=is_near_asked)
    full = where_words(match, units, is_near_asked=is_near_asked, hall=hall)
    return where, place_words(full, address), address


def _joining_note(group: Group) -> Iterator[str]:
    if group.joining_note:
        yield say.sentence(f"To join: {group.joining_note}")


def _who(group: Group, vocabulary: Vocabulary) -> tuple[str, ...]:
    communities = vocabulary["community"]
    return _stated(
        say.leader_words(group.leader),
        say.joining_words(group.joining),
        say.ages_words(group.ages),
        *say.only_for_words(group, communities),
        say.welcome_words(group, communities),
    )


def _stated(*facts: str) -> tuple[str, ...]:
    return tuple(filter(None, facts))


def _with(found: Iterable[tuple[Verdict, str]], verdict: Verdict) -> tuple[str, ...]:
    return tuple(label for one, label in found if one == verdict)


def verdicts(judged: Iterable[Judged], vocabulary: Vocabulary) -> Iterator[tuple[Verdict, str]]:
    """What was asked, in short labels, each with how the group meets it.

    What is not stated is a question to ask.
    """
    for one in judged:
        if one.ask.name == WORDS:
            yield from _words(one)
        elif one.ask.name in _EVERY_PART and one.score.parts:
            yield from _parts(one, vocabulary)
        else:
            yield one.score.verdict, _whole(one, vocabulary)


def _words(judged: Judged) -> Iterator[tuple[Verdict, str]]:
    """The words that were met, and those that were not, each kind together."""
    parts = judged.score.parts or [(word, "missed") for word in judged.ask.values]
    for verdict in ("met", "missed"):
        if said := " ".join(part for part, one in parts if one == verdict):
            yield verdict, f'"{said}"'


def _parts(judged: Judged, vocabulary: Vocabulary) -> Iterator[tuple[Verdict, str]]:
    """Each asked term, with the kind of it that the group has, or what it has in its place."""
    for term, verdict in judged.score.parts:
        label = term_label(judged.ask.name, term, vocabulary)
        yield verdict, f"{label}{_kind(judged, term, verdict, vocabulary)}"


def _whole(judged: Judged, vocabulary: Vocabulary) -> str:
    """An ask of which the best part counts, as one label."""
    name, verdict = judged.ask.name, judged.score.verdict
    if verdict == "not-stated":
        return translated(CRITERIA[name].question)
    if name == "near":
        return translated(name)
    if name == "age":
        return translated("age {age}", age=judged.ask.texts[0])
    asked = [part for part, one in judged.score.parts if one == verdict] or judged.ask.texts
    labels = (
        f"{term_label(name, term, vocabulary)}{_kind(judged, term, verdict, vocabulary)}"
        for term in asked
    )
    is_instead = verdict == "partly" and name not in _KIND_IS_TOLD
    instead = _here(name, judged.score.found, vocabulary) if is_instead else ""
    return say.listed(labels, "and" if verdict == "met" else "or") + instead


def _kind(judged: Judged, asked: str, verdict: Verdict, vocabulary: Vocabulary) -> str:
    """What kind of an asked term was found, or what related to it; nothing for the term itself."""
    name, found = judged.ask.name, judged.score.found
    facet = CRITERIA[name].facet
    if name == "want" and verdict == "met":
        reason = vocabulary.reason(asked, found)
        return f" ({reason})" if reason else ""
    if name not in _KIND_IS_TOLD or facet is None or verdict not in ("met", "partly"):
        return ""
    if asked in found:
        return translated(_OWN_WORDS) if verdict == "partly" else ""
    relations = ("narrower",) if verdict == "met" else ("narrower", "broader", "related")
    kin = [one for one in found if vocabulary[facet].relation(asked, one) in relations]
    return _here(name, kin, vocabulary)


def _here(name: str, found: Iterable[str], vocabulary: Vocabulary) -> str:
    """What a group has, in brackets."""
    labels = [term_label(name, term, vocabulary) for term in found]
    return translated(" (here: {terms})", terms=say.listed(labels)) if labels else ""


def term_label(name: str, term: str, vocabulary: Vocabulary) -> str:
    """What people call a term of the ask `name`; a day or a time as it was typed."""
    facet = CRITERIA[name].facet
    if facet is None:
        is_day = name == "day" and any(term.lower().startswith(day[:3]) for day in DAY_NAMES)
        return translated(term.capitalize() if is_day else term)
    if name == "leader":
        leader = translated(say.LEADERS[term]) if term in say.LEADERS else ""
        return translated("led by {leader}", leader=leader or vocabulary[facet].label(term))
    return say.listed(vocabulary[facet].label(part) for part in term.split("+"))
