"""A group in plain words for the person who may go there, to keep: what it is, when, where, how to reach it.

The fixed sentences suit a reader of 9 to 11 years; a test measures them. Nothing here knows what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.freshness import freshness
from peerfind.model import Group
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.say import Fact, sentence
from peerfind.wording.summary import MORE_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.freshness import Freshness
    from peerfind.model import Record
    from peerfind.wording.say import Way
    from peerfind.wording.sheets import Row, Sheet

TITLES = ("A group that you could try", "Groups that you could try")
WRITTEN = "Written on {day}. Things may have changed since then."
CHOICE = (
    "It is your choice. You can go once and see how it feels. "
    "If it does not feel right, that is fine. You can stop, or try another one."
)
CHECKED = {
    "checked": "We last checked this on {day}.",
    "due": "We last checked this on {day}. It may have changed.",
    "stale": "We last checked this a long time ago, on {day}. It may have changed or ended.",
    "never-checked": "We have not checked this yet. It may have changed or ended.",
}
FIRST = {
    "phone": "Ring first. Ask if it is still on, and if it is right for you.",
    "text": "Send a text first. Ask if it is still on, and if it is right for you.",
    "email": "Write first. Ask if it is still on, and if it is right for you.",
    "website": "Look at the website first, to see if it is still on.",
    "": "We do not know how to reach it. We read of it here: {site}. Ask if it is still on.",
    "nothing": "We do not know how to reach it. Ask the one who gave you this page.",
}
RESTING = "It does not meet just now. Ring or write before you plan to go."
SCAN = {
    "tel": "To ring, point your phone's camera at this square.",
    "http": "To see the website, point your phone's camera at this square.",
}
HELP_NOW = "If you need help now"

# The rows of a sheet that a person needs, what each is called here, and the order.
_ROWS = {
    "When": "When", "Where": "Where", "Phone": "Phone", "Text": "Text", "Email": "Email",
    "Website": "Website", "How": "How it works", "Who": "Who", "Access": "Getting in",
}  # fmt: skip


class Leaflet(NamedTuple):
    """One group for the person: `notes` come before its facts; `link` is what a camera may read."""

    name: str
    summary: str
    notes: tuple[str, ...]
    first: str
    rows: tuple[Row, ...]
    checked: str
    link: str


class Handout(NamedTuple):
    """A page to give away: its title, what stands above the groups, the groups, and the crisis lines."""

    title: str
    above: tuple[str, ...]
    leaflets: tuple[Leaflet, ...]
    crisis: tuple[str, ...]


def handout(leaflets: Sequence[Leaflet], crisis: Sequence[str], today: date) -> Handout:
    """The page for groups, as written `today`; the line that names a command is left out of `crisis`."""
    written = WRITTEN.format(day=_day(today))
    lines = tuple(line for line in crisis if line != MORE_LINES)
    return Handout(TITLES[len(leaflets) > 1], (written, CHOICE), tuple(leaflets), lines)


def leaflet(sheet: Sheet, record: Record, settings: Mapping[str, str], today: date) -> Leaflet:
    """The group of a sheet and a record in plain words."""
    group = Group.of(record)
    found = how_fresh(group, settings, today)
    notes: tuple[str, ...] = say.cleaned(tuple(_notes(group)))
    kept = {row.label: row for row in sheet.rows if row.label in _ROWS}
    if group.status in say.RESTING:
        kept.pop("When", None)
    rows = (kept[label]._replace(label=_ROWS[label]) for label in _ROWS if label in kept)
    return Leaflet(
        name=sheet.name,
        summary=sentence(sheet.summary) if sheet.summary else "",
        notes=notes,
        first=_first(sheet.brief.ways, sheet.brief.site.address),
        rows=tuple(rows),
        checked=CHECKED[found].format(day=_day(group.checked.on) if group.checked else ""),
        link=_link(sheet.brief.ways),
    )


def how_fresh(group: Group, settings: Mapping[str, str], today: date) -> Freshness:
    """How fresh the check of a group is."""
    on = group.checked.on if group.checked else None
    return freshness(on, today, settings["review_after"], settings["hide_after"])


def _notes(group: Group) -> Iterator[str]:
    yield from say.standing(group)
    if group.status in say.RESTING:
        yield RESTING
    if group.not_suitable_for:
        yield sentence(f"Not suitable for: {group.not_suitable_for}")
    yield from say.unclear(group)


def _first(ways: Sequence[Way], site: str) -> str:
    """What to do before going there."""
    if ways:
        return FIRST[ways[0].kind]
    return FIRST[""].format(site=site) if site else FIRST["nothing"]


def _link(ways: Sequence[Way]) -> str:
    """The number to ring, else the website, as a camera follows it; nothing where there is neither."""
    links = {way.kind: way.link for way in reversed(ways) if way.link}
    return links.get("phone") or links.get("website", "")


def scan_words(link: str) -> str:
    """What the square of a link is for."""
    return SCAN["tel" if link.startswith("tel:") else "http"]


def _day(day: date) -> str:
    return say.published_words(day.isoformat())


def facts_words(facts: Sequence[Fact]) -> str:
    """Facts as one text."""
    return " ".join(fact.words for fact in facts)
