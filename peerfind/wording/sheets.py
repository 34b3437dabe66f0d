"""One group in full: every stated fact in words, in the order in which one reads it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.freshness import freshness
from peerfind.language import translated
from peerfind.model import Group
from peerfind.named import NamedTuple
from peerfind.schedule.words import clock, day_words
from peerfind.wording import say
from peerfind.wording.cards import Brief
from peerfind.wording.interview import first_open, not_stated
from peerfind.wording.say import WAY_LABELS, Fact, Way, sentence
from peerfind.wording.when import (
    TIMES_NOT_STATED,
    When,
    meeting_day,
    opening,
    pattern_words,
    when,
)
from peerfind.wording.where import (
    IN_PERSON_WHERE,
    PLACE_NOT_STATED,
    address_words,
    home_words,
    town_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index
    from peerfind.model import Record, Source

MORE = {
    "typical_session": "A usual session",
    "ground_rules": "Ground rules",
    "confidentiality": "What stays private",
    "distress_plan": "If somebody is upset",
    "leader_training": "Leaders' training",
    "companions": "Bringing someone",
}
MEMBERSHIP = {
    "open": "anyone can come in any week",
    "closed": "the same people each time, for a set run",
}


class Row(NamedTuple):
    """A label and the facts that belong to it."""

    label: str
    facts: tuple[Fact, ...]


class Sheet(NamedTuple):
    """One group in full; `questions` are the first that the entry does not answer."""

    id: str
    name: str
    summary: str
    rows: tuple[Row, ...]
    questions: tuple[str, ...]
    brief: Brief


def sheet(
    record: Record,
    index: Index,
    today: date,
    next_meetings: Sequence[datetime | date],
    network: Record | None = None,
) -> Sheet:
    """The group that `record` states in full.

    `next_meetings` are its next starts, soonest first; `network` is the record of what it is part of.
    """
    group = Group.of(record)
    ways = say.ways(group.contact, network)
    rows: dict[str, Iterable[str] | Iterable[str | Fact]] = {
        "Note": say.cautions(group),
        "When": _when(group, next_meetings),
        "Where": _where(group),
        "How": _how(group),
        **_reached(ways),
        "Who": _who(group, index.vocabulary),
        "About": _about(group, index.vocabulary),
        "Access": _access(group, index.vocabulary),
        "More": _more(record),
        "Part of": _network(group, network),
        "Checked": _checked(group, ways, index.settings, today),
        "Source": map(source_fact, group.sources),
        "Not stated": _not_stated(group),
    }
    shown: Sheet = say.cleaned(
        Sheet(
            id=group.id,
            name=group.name,
            summary=group.summary or "",
            rows=tuple(
                Row(label, facts) for label, found in rows.items() if (facts := _facts(found))
            ),
            questions=tuple(first_open(index.questions, group, record, index.vocabulary)),
            brief=_brief(group, ways, when(group, next(iter(next_meetings), None), today)),
        )
    )
    return shown


def _brief(group: Group, ways: tuple[Way, ...], times: When) -> Brief:
    place = town_words(group.venue) or home_words(group)
    return Brief(
        name=group.name,
        when="" if group.status in say.RESTING else times.start or times.short,
        address=address_words(group.venue) if group.reach != "remote" else "",
        where=f"{place}, {say.format_words(group)}",
        terms=tuple(filter(None, (say.cost_words(group.cost), say.joining_words(group.joining)))),
        ways=ways,
        site=say.site(group.sources),
        status=say.status_words(group),
    )


def _facts(found: Iterable[str] | Iterable[str | Fact]) -> tuple[Fact, ...]:
    return tuple(one if isinstance(one, Fact) else Fact(one) for one in found if one)


def _when(group: Group, next_meetings: Sequence[datetime | date]) -> Iterator[str]:
    if isinstance(group.meets, str):
        yield sentence(group.meets)
    for pattern in group.patterns:
        yield sentence(pattern_words(pattern))
    if next_meetings:
        starts = ", ".join(map(_start, next_meetings))
        yield translated("Next: {starts}.", starts=starts)
    if group.hours:
        yield sentence(opening(group.hours))
    if not (group.meets or group.hours):
        yield sentence(translated(TIMES_NOT_STATED))


def _start(start: datetime | date) -> str:
    at = getattr(start, "time", None)
    return " ".join(filter(None, (day_words(meeting_day(start)), clock(at()) if at else "")))


def _where(group: Group) -> Iterator[str]:
    venue = group.venue
    if address := address_words(venue):
        yield sentence(address)
    if venue and venue.private:
        yield translated("The exact place is given when you get in touch.")
    if venue and venue.directions:
        yield sentence(venue.directions)
    home = home_words(group) if group.reach != "local" else ""
    if home:
        yield sentence(home)
        if group.reach == "both" and not address:
            yield sentence(translated(IN_PERSON_WHERE))
    elif not address:
        yield sentence(
            f"somewhere in {group.nation}: ask" if group.nation else translated(PLACE_NOT_STATED)
        )
    if group.area and group.area not in home:
        yield sentence(f"Says it works in: {group.area}")


def _how(group: Group) -> Iterator[str]:
    facts = (
        say.format_words(group),
        say.joining_words(group.joining),
        say.cost_words(group.cost),
        group.joining_note,
        group.waiting and f"Waiting: {group.waiting}",
    )
    return (sentence(fact) for fact in facts if fact)


def _reached(ways: Iterable[Way]) -> dict[str, Iterable[Fact]]:
    """A row for each way to get in touch."""
    found = {WAY_LABELS[way.kind]: [Fact(way.said, way.link)] for way in ways}
    return {**(found or {"Contact": [Fact(sentence(translated(say.NO_CONTACT)))]})}


def _who(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    yield sentence(say.leader_words(group.leader))
    if ages := say.ages_words(group.ages):
        yield sentence(ages)
    for only in say.only_for_words(group, vocabulary["community"]):
        yield sentence(only)
    if group.welcomes:
        people = _labels(vocabulary, "community", group.welcomes)
        yield translated("Specially welcomes {people}.", people=people)
    if group.size:
        yield translated("{number} usually come.", number=group.size)
    if group.membership:
        yield sentence(translated(MEMBERSHIP[group.membership]))
    if group.languages:
        languages = _labels(vocabulary, "language", group.languages)
        yield f"{translated('Languages')}: {languages}."
    if group.organisation:
        yield sentence(translated("run by {organisation}", organisation=group.organisation))


def _about(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    yield sentence(_labels(vocabulary, "focus", group.focus)) if group.focus else ""
    if group.activities:
        yield f"{translated('What people do')}: {_labels(vocabulary, 'activity', group.activities)}."
    if group.style:
        yield f"{translated('A meeting is')}: {_labels(vocabulary, 'style', group.style)}."
    if group.description:
        yield sentence(group.description)
    if group.also_known_as:
        yield f"{translated('Also called')}: {', '.join(group.also_known_as)}."


def _labels(vocabulary: Vocabulary, facet: str, terms: Iterable[str]) -> str:
    return ", ".join(vocabulary[facet].label(term) for term in terms)


def _access(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    if group.access:
        yield sentence(_labels(vocabulary, "access", group.access))
    if group.no_access:
        yield f"{translated('Known not to have')}: {_labels(vocabulary, 'access', group.no_access)}."


def _more(record: Record) -> Iterator[str]:
    return (
        sentence(f"{translated(label)}: {record[key]}")
        for key, label in MORE.items()
        if key in record
    )


def _network(group: Group, network: Record | None) -> Iterator[str]:
    if group.part_of:
        yield f"{network['name']} ({group.part_of})" if network else group.part_of


def _checked(
    group: Group, ways: Sequence[Way], settings: Mapping[str, str], today: date
) -> Iterator[str]:
    checked = group.checked
    ages = (settings["review_after"], settings["hide_after"])
    how_fresh = freshness(checked.on if checked else None, today, *ages)
    yield sentence(say.freshness_words(group, how_fresh, ways))
    if checked and checked.by:
        yield sentence(f"by: {checked.by}")
    if checked and checked.note:
        yield sentence(checked.note)


def source_fact(source: Source) -> Fact:
    """The page, who published it and when, and what it says."""
    dated = say.published_words(source.published) if source.published else translated("no date")
    about = ", ".join(filter(None, (source.kind, dated)))
    said = ": ".join(filter(None, (about, (source.note or "").rstrip("."))))
    page = say.web_words(source.url or "")
    return Fact(f"{page} ({said})." if page else sentence(said), say.web_link(source.url or ""))


def _not_stated(group: Group) -> Iterator[str]:
    if missing := not_stated(group):
        yield sentence(text.listed(missing))
