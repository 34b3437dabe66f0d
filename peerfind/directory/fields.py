"""Every key of the file format, once: how it is read, whether it must be there, and what it says.

`FIELDS` describes a group file; the smaller tables describe what stands inside it and the other files
of a directory. The order is the order in which a file is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import model
from peerfind.directory import shapes
from peerfind.directory.patterns import HOURS, MEETS, day_names, meeting_times
from peerfind.directory.readers import (
    Key,
    Reading,
    ages,
    checked_text,
    communities,
    cost,
    identifier,
    is_empty,
    items,
    keyed,
    language,
    number,
    one_of,
    period,
    published,
    rank,
    size,
    term,
    time_zone,
    unread_keys,
    words,
)
from peerfind.directory.shapes import TEXT, map_of, shaped
from peerfind.directory.vocabulary import CLOSED, RELATIONS, ROLL_UPS, Vocabulary
from peerfind.schedule import misread
from peerfind.schedule import recurrence as schedule
from peerfind.source import Map, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.source import Node


_ADDRESS_ALONE = r"https?://[^\s,:\[\]{}#\"']+"
_NOT_A_SOURCE = (
    "Start a source with - url: and its address. For a leaflet or a phone call write - note: and "
    "what it was."
)


def _keys(*keys: Key) -> dict[str, Key]:
    return {key.name: key for key in keys}


def _map(keys: dict[str, Key]) -> Callable[[Node, Reading], dict[str, Any] | None]:
    """A map, unless one of its required keys is missing: then the rest of it says nothing."""
    required = {key.name for key in keys.values() if key.required}

    @shaped(map_of(keys))
    def read(node: Node, reading: Reading) -> dict[str, Any] | None:
        stated = keyed(node, keys, reading)
        return stated if stated and required <= stated.keys() else None

    return read


def _venue(node: Node, reading: Reading) -> dict[str, Any] | None:
    """A venue; one whose `private` cannot be read counts as private, since a door once shown is shown."""
    stated = keyed(node, VENUE, reading)
    if stated and isinstance(node, Map) and "private" in dict(unread_keys(node, VENUE, stated)):
        stated["private"] = "yes"
    return stated or None


def _written(facet: str) -> Callable[[Node, Reading], list[Any] | None]:
    """A list of terms that may be written; a roll-up is asked for, never written."""
    is_fixed = facet in CLOSED
    allowed = frozenset(Vocabulary({})[facet].terms) - ROLL_UPS if is_fixed else None
    return items(term(facet, allowed=allowed))


@shaped({"type": "object", "additionalProperties": TEXT})
def _external_ids(node: Node, reading: Reading) -> dict[str, str] | None:
    scheme_names = getattr(node, "entries", {})
    keys = _keys(*(Key(name, words, "an id") for name in scheme_names))
    return None if is_empty(node) else keyed(node, keys, reading)


_id = checked_text(identifier, "not-an-id")
_date = checked_text(schedule.stated_date, "not-a-date", misread.of_date)
_time = checked_text(schedule.stated_time, "not-a-time", misread.of_time)
_clock = checked_text(schedule.stated_clock, "not-a-time", misread.of_time)
_day = checked_text(day_names, "unknown-day", misread.of_days)
_every = checked_text(schedule.stated_every, "unknown-repeat", misread.of_repeat)
_which = checked_text(schedule.stated_which, "unknown-repeat")
_exception = checked_text(schedule.stated_exception, "not-a-date", misread.of_date)
_published = checked_text(published, "not-a-date", misread.of_published)
_language = checked_text(language, "not-a-language")
_nation = one_of(model.NATIONS, "unknown-nation")

PATTERN = _keys(
    Key("days", items(_day), "the days of the week"),
    Key("start", _time, "when it starts, such as 19:00 or evening"),
    Key("end", _clock, "when it ends"),
    Key("every", _every, "week, 2 weeks, month, varies"),
    Key("which", items(_which), "1 to 5 or last"),
    Key("from", _date, "the first date, or the date of one meeting"),
    Key("until", _date, "the last date"),
    Key("except", items(_exception), "when it does not meet"),
    Key("format", _written("format"), "the formats at this meeting alone"),
    Key("note", words, "anything else about this meeting"),
)

VENUE = _keys(
    Key("name", words, "the name of the place"),
    Key("address", words, "the street"),
    Key("town", words, "the town or village"),
    Key("county", words, "the county"),
    Key("postcode", words, "the postcode"),
    Key("latitude", checked_text(number(-90, 90, "53.8197"), "not-a-coordinate"), "degrees north"),
    Key(
        "longitude", checked_text(number(-180, 180, "-1.5491"), "not-a-coordinate"), "degrees east"
    ),
    Key("directions", words, "how to find it"),
    Key("private", one_of(("yes", "no"), "not-yes-or-no"), "whether the exact place is kept back"),
)
shaped(map_of(VENUE))(_venue)

CONTACT = _keys(
    Key("phone", words, "a telephone number"),
    Key("text", words, "a number for text messages"),
    Key("email", words, "an e-mail address"),
    Key("website", words, "a web address"),
    Key("consent", _date, "when a private person agreed to be named"),
)

SOURCE = _keys(
    Key("url", words, "the address of the page"),
    Key("published", _published, "when the page was published"),
    Key("kind", words, "who published it"),
    Key("note", words, "what it says"),
)

_read_source = _map(SOURCE)


def _source(node: Node, reading: Reading) -> dict[str, Any] | None:
    """A source; of an address alone it is sure what was meant."""
    if not isinstance(node, Text) or is_empty(node):
        return _read_source(node, reading)
    fix = f"url: {node.text.strip()}" if re.fullmatch(_ADDRESS_ALONE, node.text.strip()) else ""
    reading.problem(node, "not-keys", _NOT_A_SOURCE, fix=fix)
    return None


_source_list = items(shaped(map_of(SOURCE))(_source))


@shaped(shapes.shape_of(_source_list))
def _sources(node: Node, reading: Reading) -> list[Any] | None:
    """The sources; a text alone is none of them, an address neither."""
    if isinstance(node, Text) and not is_empty(node):
        reading.problem(node, "not-keys", _NOT_A_SOURCE)
        return None
    return _source_list(node, reading)


CHECKED = _keys(
    Key("on", _date, "the day of the check", required=True),
    Key("how", one_of(model.CHECKS, "unknown-check"), "phone, email, visit or website"),
    Key("by", words, "the role of the person who checked"),
    Key("note", words, "what they learned"),
)

FIELDS = _keys(
    Key("name", words, "the name of the group", required=True),
    Key("also_known_as", items(words), "other names"),
    Key("organisation", words, "who stands behind it"),
    Key("summary", words, "one or two sentences in your own words", required=True),
    Key("description", words, "a longer text"),
    Key("status", one_of(model.STATUSES, "unknown-status"), "open, full, paused or closed"),
    Key("status_note", words, "why"),
    Key("part_of", _id, "the id of the network that it belongs to"),
    Key("replaced_by", _id, "the id of the group that took its place"),
    Key("format", _written("format"), "how people meet, such as [in-person]", required=True),
    Key("setting", _written("setting"), "group or one-to-one"),
    Key("leader", _written("leader"), "who leads, such as [peer], or [unknown]", required=True),
    Key("focus", _written("focus"), "what it is about, such as [grief]", required=True),
    Key("activities", _written("activity"), "what people do there"),
    Key("style", _written("style"), "how a meeting runs"),
    Key("ages", checked_text(ages, "not-ages"), "who may join by age"),
    Key("only_for", items(communities), "the only people who may join"),
    Key("welcomes", _written("community"), "people it is specially for, others welcome"),
    Key("not_suitable_for", words, "for whom it is not right"),
    Key("languages", items(_language), "the languages spoken"),
    Key("meets", meeting_times(PATTERN, MEETS), "when it meets", inner=frozenset(PATTERN)),
    Key(
        "hours",
        meeting_times(PATTERN, HOURS),
        "when a line or a forum is open",
        inner=frozenset(PATTERN),
    ),
    Key("nation", _nation, "the nation where it is"),
    Key("venue", _venue, "where it meets", inner=frozenset(VENUE)),
    Key("covers", items(words), "the only places whose people may use it"),
    Key("area", words, "where it says it works"),
    Key("access", _written("access"), "what is there for disabled people"),
    Key("no_access", _written("access"), "what is known to be missing"),
    Key("cost", cost, "free, donation, or an amount"),
    Key("joining", _written("joining"), "how one joins"),
    Key("joining_note", words, "more about joining"),
    Key("waiting", words, "how long people wait"),
    Key("size", checked_text(size, "not-a-size"), "how many usually come"),
    Key("membership", one_of(model.MEMBERSHIPS, "unknown-membership"), "open or closed"),
    Key("confidentiality", words, "what stays in the room"),
    Key("ground_rules", words, "the rules of the group"),
    Key("leader_training", words, "what training leaders have"),
    Key("distress_plan", words, "what happens if somebody is upset"),
    Key("typical_session", words, "what a meeting is like"),
    Key("companions", words, "whether a friend may come"),
    Key("contact", _map(CONTACT), "how to reach the organisation", inner=frozenset(CONTACT)),
    Key(
        "sources",
        _sources,
        "where the facts come from",
        required=True,
        inner=frozenset(SOURCE),
    ),
    Key("doubts", items(words), "what is unclear"),
    Key("checked", _map(CHECKED), "who confirmed it and when", inner=frozenset(CHECKED)),
    Key("former_ids", items(words), "ids that it used to have"),
    Key("owner", words, "who keeps this entry"),
    Key("not_duplicate_of", items(_id), "ids of groups that look alike but differ"),
    Key("external_ids", _external_ids, "its ids elsewhere"),
)

# The keys of what stands under a key, wherever that is.
NESTED = {
    "meets": PATTERN,
    "hours": PATTERN,
    "venue": VENUE,
    "contact": CONTACT,
    "sources": SOURCE,
    "checked": CHECKED,
}

# The keys that hold numbers or days, which any reader of YAML may take for such.
NUMBERS_AND_DAYS = frozenset(
    {
        "consent",
        "except",
        "from",
        "latitude",
        "longitude",
        "on",
        "published",
        "rank",
        "size",
        "until",
        "which",
    }
)

_WANTS = _keys(*(Key(want, words, "a few words") for want in Vocabulary({})["want"].terms))

TERM = _keys(
    Key("id", _id, "the id of the term", required=True),
    Key("label", words, "what people call it"),
    Key("aliases", items(words), "other words for it"),
    Key("broader", items(_id), "the more general terms"),
    Key("related", items(_id), "terms that have to do with it"),
    Key("excludes", items(_id), "communities that one person is not both of"),
    Key("distinct_from", items(_id), "terms that people take for it, and that are something else"),
    Key("note", words, "one line about it"),
    Key("label_cy", words, "its name in Welsh"),
    Key("aliases_cy", items(words), "other words for it in Welsh"),
    Key("wanted", one_of(("yes", "no"), "not-yes-or-no"), "asked for, with no group about it yet"),
    Key("offers", items(term("want")), "the wants that it serves"),
    Key("reasons", _map(_WANTS), "in a few words, why it serves each of them"),
)


def term_keys(facet: str) -> dict[str, Key]:
    """The keys of a term of `facet`, whose relations are terms of the same facet.

    A facet that the file format closes has no other ids than the ones that it knows.
    """
    fixed = frozenset(Vocabulary({})[facet].terms) if facet in CLOSED else None
    known = term(facet, allowed=fixed)
    related = {name: items(known) for name in RELATIONS}
    readers = related | ({"id": known} if fixed else {})
    return {**TERM, **{name: TERM[name]._replace(read=read) for name, read in readers.items()}}


CRISIS = _keys(
    Key("id", _id, "a short name", required=True),
    Key("name", words, "the name of the service", required=True),
    Key("organisation", words, "who runs it"),
    Key("phone", words, "the number to ring"),
    Key("phone_note", words, "what to press or say"),
    Key("text", words, "the number to text"),
    Key("email", words, "an e-mail address"),
    Key("website", words, "a web address"),
    Key("textphone", words, "the number for textphones"),
    Key("hours", meeting_times(PATTERN, HOURS), "when it is open"),
    Key("nations", items(_nation), "the nations it serves; none means all", decisive=True),
    Key("ages", checked_text(ages, "not-ages"), "whom it serves by age"),
    Key("languages", items(_language), "the languages spoken"),
    Key("cost", cost, "what a call costs"),
    Key("sources", _sources, "where the facts come from"),
    Key("doubts", items(words), "what is unclear"),
    Key("rank", checked_text(rank, "not-a-number"), "its place in the order"),
    Key("checked", _map(CHECKED), "who confirmed it and when"),
)

QUESTION = _keys(
    Key("id", _id, "a short name", required=True),
    Key("ask", words, "the question", required=True),
    Key("why", words, "why it matters"),
    Key("fields", items(one_of(tuple(FIELDS), "unknown-key")), "the keys that can answer it"),
    Key("sets", items(words), "when it is asked"),
)

SETTINGS = _keys(
    Key("title", words, "the name of the directory"),
    Key("country", words, "a country code"),
    Key("time_zone", checked_text(time_zone, "not-a-time-zone"), "an IANA time zone"),
    Key("units", one_of(("miles", "km"), "unknown-unit"), "miles or km"),
    Key("review_after", checked_text(period, "not-a-period"), "when an entry is due for a check"),
    Key("hide_after", checked_text(period, "not-a-period"), "when an entry is too old to show"),
    Key("licence", words, "the licence of the texts"),
    Key("corrections", words, "how to say that an entry is wrong"),
)
