"""Which groups may stand in a directory twice, and why that seems so.

Groups are put into blocks by what duplicates share: a number, a page, a word of the name in a place, a
meeting. Only those in one block are compared and, in a large one, only those whose names stand near each
other; so the work grows with the number of groups, not with its square. Places that are known to lie apart
keep two groups apart, whatever else they share: a group that meets in two towns is two entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from peerfind import text
from peerfind.geo import Point, great_circle_km
from peerfind.keeping.phones import phones
from peerfind.model import Record
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["same-id", "same-phone", "same-page", "near-name", "same-meeting"]

ALIKE = 0.86  # of the names, from 0 to 1
APART_KM = 3.0  # beyond what is not known of both places
_SMALL = 24  # a block of so many is compared whole
_WINDOW = 8  # of a larger one, each is compared with so many that follow it by name
# Words that many groups have in their names: alone they do not bring two together.
_USUAL = (
    "a and at for in of the group groups support peer club meeting circle cafe community centre mental "
    "health wellbeing online drop men mens women womens talk walk service network hub branch society session"
)
# Words by which groups of one organisation in one place are told apart.
_TELLING = (
    "men mens women womens mums dads young older junior senior morning afternoon evening one two three 1 2 3 "
    + " ".join(DAY_NAMES)
)


@cache
def _stems_of(words: str) -> frozenset[str]:
    return frozenset(text.stems(words))


class Reason(NamedTuple):
    """One thing that two groups share, and what it is: the number, the page, the day."""

    kind: Kind
    shared: str = ""


class Pair(NamedTuple):
    """Two groups that may be one, and why."""

    one: Record
    other: Record
    reasons: tuple[Reason, ...]


class Entry(NamedTuple):
    """What of a group is compared."""

    record: Record
    name: str
    words: frozenset[str]
    telling: frozenset[str]
    phones: frozenset[str]
    page: str
    meetings: frozenset[str]
    town: str
    organisation: str
    ids: frozenset[str]
    links: frozenset[str]


PlaceOf = Callable[[Record], list[Any] | None]
"""What gives the `_place` of a record, which costs some time where it was not worked out before."""


def _kept_place(record: Record) -> list[Any] | None:
    return record.get("_place")


def pairs(records: Iterable[Record], place_of: PlaceOf = _kept_place) -> list[Pair]:
    """The pairs among `records` that may be one group, the most alike first."""
    blocks: dict[str, list[Entry]] = {}
    entries = (entry_of(record, place_of) for record in records)
    for entry in sorted(entries, key=lambda one: (one.name, one.record["id"])):
        for key in _keys(entry):
            blocks.setdefault(key, []).append(entry)
    seen: dict[tuple[str, str], Pair] = {}
    for block in blocks.values():
        for one, other in _neighbours(block):
            ids = (one.record["id"], other.record["id"])
            if ids not in seen:
                seen[ids] = compared(one, other, place_of)
    return _ordered(seen.values())


def pairs_with(new: Record, records: Iterable[Record]) -> list[Pair]:
    """The pairs of one group, which may be in no directory yet, with those among `records`."""
    mine = entry_of(new)
    keys = frozenset((*_keys(mine), mine.record["id"]))
    others = (entry_of(record) for record in records)
    near = (one for one in others if not keys.isdisjoint((*_keys(one), one.record["id"])))
    return _ordered(compared(mine, one) for one in near)


def _neighbours(block: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    ahead = len(block) if len(block) <= _SMALL else _WINDOW
    for number, one in enumerate(block):
        for other in block[number + 1 : number + 1 + ahead]:
            yield one, other


def _ordered(found: Iterable[Pair]) -> list[Pair]:
    real = (pair for pair in found if pair.reasons)
    return sorted(real, key=lambda pair: (-len(pair.reasons), pair.one["id"], pair.other["id"]))


def compared(one: Entry, other: Entry, place_of: PlaceOf = _kept_place) -> Pair:
    """Two groups with what they share; without any reason where something says that they are two."""
    reasons = () if _are_two(one, other) else tuple(_reasons(one, other))
    if reasons and _lie_apart(place_of(one.record), place_of(other.record)):
        reasons = ()
    return Pair(one.record, other.record, reasons)


def _reasons(one: Entry, other: Entry) -> Iterator[Reason]:
    if one.record["id"] == other.record["id"]:
        yield Reason("same-id", one.record["id"])
    is_alike = _are_alike(one, other)
    is_one_meeting = sorted(one.meetings & other.meetings)
    # One office answers for all the groups that it runs: its number counts where the names do not differ.
    if is_alike or is_one_meeting or one.organisation != other.organisation:
        for phone in sorted(one.phones & other.phones):
            yield Reason("same-phone", phone)
        if one.page and one.page == other.page:
            yield Reason("same-page", one.page)
    if is_alike:
        yield Reason("near-name", one.town if one.town == other.town else "")
    if is_one_meeting:
        yield Reason("same-meeting", is_one_meeting[0].partition("@")[0])


def _are_two(one: Entry, other: Entry) -> bool:
    """Whether the entries say that they are two groups."""
    if not (one.links.isdisjoint(other.ids) and other.links.isdisjoint(one.ids)):
        return True
    return one.town != other.town and _names_its_town(one) and _names_its_town(other)


def _lie_apart(one: list[Any] | None, other: list[Any] | None) -> bool:
    """Whether two places, as records have them, are too far from each other to be one."""
    if one is None or other is None:
        return False
    far = great_circle_km(Point(one[1], one[2]), Point(other[1], other[2]))
    return bool(far > APART_KM + one[4] + other[4])


def _names_its_town(entry: Entry) -> bool:
    """Whether the name says in which town, to tell the group from others of its kind."""
    return bool(entry.town) and entry.town in entry.name


def _are_alike(one: Entry, other: Entry) -> bool:
    """Whether the names are those of one group: near in spelling, or the same but for usual words."""
    if one.telling and other.telling and one.telling.isdisjoint(other.telling):
        return False
    if one.words and one.words == other.words:
        return True
    return _likeness()(one.name, other.name, score_cutoff=100 * ALIKE) > 0


@cache
def _likeness() -> Callable[..., float]:
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio


def entry_of(record: Record, place_of: PlaceOf = _kept_place) -> Entry:
    """What of a group is compared with others."""
    words, contact = text.words(record["name"]), record.get("contact", {})
    town = text.key(_town(record, place_of))
    stems = frozenset(map(text.stem, words))
    links = (*record.get("not_duplicate_of", ()), record.get("part_of"), record.get("replaced_by"))
    return Entry(
        record=record,
        name=" ".join(words),
        words=stems - _stems_of(_USUAL) - _stems_of(town),
        telling=stems & _stems_of(_TELLING),
        phones=frozenset(_numbers(contact)) if contact else frozenset(),
        page=_page(contact.get("website", "")),
        meetings=frozenset(_meetings(record)),
        town=town,
        organisation=text.key(record.get("organisation", "")),
        ids=frozenset((record["id"], *record.get("former_ids", ()))),
        links=frozenset(filter(None, links)),
    )


def _town(record: Record, place_of: PlaceOf) -> str:
    """The town of a group; of one that is joined from home, nothing."""
    if record.get("_reach") == "remote":
        return ""
    if town := record.get("venue", {}).get("town"):
        return str(town)
    place = place_of(record)
    return str(place[0]) if place else ""


def _numbers(contact: Record) -> Iterator[str]:
    """The numbers under a contact as they are dialled, but for those that everybody has, such as 111."""
    for key in ("phone", "text"):
        for phone in phones(contact.get(key, "")):
            if len(phone.dialled) > 5:  # noqa: PLR2004 (116 123 has six)
                yield phone.dialled


def _page(address: str) -> str:
    """A page without what makes no difference to it; nothing where it is the front of a whole site."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?|[?#].*$", "", address.strip(), flags=re.IGNORECASE)
    bare = bare.rstrip("/").lower()
    return bare if "/" in bare else ""


def _meetings(record: Record) -> Iterator[str]:
    """Each weekly hour and where: `tuesday 19:00@hx78ad`; none where either is not stated."""
    venue = record.get("venue", {})
    hall = text.key(venue.get("name", "") or venue.get("address", ""))
    code = re.sub(r"\s", "", venue.get("postcode", "")).lower()
    where = f"{hall} {text.key(venue.get('town', ''))}" if hall else code
    patterns = record.get("meets", ())
    if not where or isinstance(patterns, str):
        return
    for pattern in patterns:
        for day in pattern.get("days", ()) if "start" in pattern else ():
            yield f"{day} {pattern['start']}@{where}"


def _keys(entry: Entry) -> Iterator[str]:
    """The blocks that a group belongs to."""
    yield f"name {entry.name}"
    yield from (f"phone {phone}" for phone in entry.phones)
    yield from (f"meeting {meeting}" for meeting in entry.meetings)
    if entry.page:
        yield f"page {entry.page}"
    for word in entry.words:
        yield f"word {word} in {entry.town}"
