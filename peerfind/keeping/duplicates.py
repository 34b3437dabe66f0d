"""Which groups may stand in a directory twice, and why that seems so.

Groups are put into blocks by what duplicates share: a number, a page, a word of the name in a place, a
meeting. Only those in one block are compared and, in a large one, only those whose names stand near each
other; so the work grows with the number of groups, not with its square. Places that are known to lie apart
keep two groups apart, whatever else they share: a group that meets in two towns is two entries.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from peerfind import text
from peerfind.geo import Point, great_circle_km
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.model import Record

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
    place: tuple[Point, float] | None
    town: str


def pairs(records: Iterable[Record]) -> list[Pair]:
    """The pairs among `records` that may be one group, the most alike first."""
    blocks: dict[str, list[Entry]] = {}
    for entry in sorted(map(entry_of, records), key=lambda one: (one.name, one.record["id"])):
        for key in _keys(entry):
            blocks.setdefault(key, []).append(entry)
    seen: dict[tuple[str, str], Pair] = {}
    for block in blocks.values():
        for one, other in _neighbours(block):
            ids = (one.record["id"], other.record["id"])
            if ids not in seen:
                seen[ids] = compared(one, other)
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


def compared(one: Entry, other: Entry) -> Pair:
    """Two groups with what they share; without any reason where something says that they are two."""
    reasons = () if _are_two(one, other) else tuple(_reasons(one, other))
    return Pair(one.record, other.record, reasons)


def _reasons(one: Entry, other: Entry) -> Iterator[Reason]:
    if one.record["id"] == other.record["id"]:
        yield Reason("same-id", one.record["id"])
    is_alike = _are_alike(one, other)
    is_one_meeting = sorted(one.meetings & other.meetings)
    # One office answers for all the groups that it runs: its number counts where the names do not differ.
    if is_alike or is_one_meeting or _organisation(one) != _organisation(other):
        for phone in sorted(one.phones & other.phones):
            yield Reason("same-phone", phone)
        if one.page and one.page == other.page:
            yield Reason("same-page", one.page)
    if is_alike:
        yield Reason("near-name", one.town if one.town == other.town else "")
    if is_one_meeting:
        yield Reason("same-meeting", is_one_meeting[0].partition("@")[0])


def _are_two(one: Entry, other: Entry) -> bool:
    """Whether the entries say that they are two groups, or their places do."""
    for mine, its in ((one.record, other.record), (other.record, one.record)):
        links = (*mine.get("not_duplicate_of", ()), mine.get("part_of"), mine.get("replaced_by"))
        if its["id"] in links or not frozenset(its.get("former_ids", ())).isdisjoint(links):
            return True
    if one.town != other.town and _names_its_town(one) and _names_its_town(other):
        return True
    if one.place is None or other.place is None:
        return False
    far = great_circle_km(one.place[0], other.place[0])
    return far > APART_KM + one.place[1] + other.place[1]


def _names_its_town(entry: Entry) -> bool:
    """Whether the name says in which town, to tell the group from others of its kind."""
    return bool(entry.town) and entry.town in entry.name


def _are_alike(one: Entry, other: Entry) -> bool:
    """Whether the names are those of one group: near in spelling, or the same but for usual words."""
    from rapidfuzz import fuzz

    if one.telling and other.telling and one.telling.isdisjoint(other.telling):
        return False
    if one.words and one.words == other.words:
        return True
    return fuzz.token_sort_ratio(one.name, other.name, score_cutoff=100 * ALIKE) > 0


def _organisation(entry: Entry) -> str:
    return text.key(entry.record.get("organisation", ""))


def entry_of(record: Record) -> Entry:
    """What of a group is compared with others."""
    name, contact = text.key(record["name"]), record.get("contact", {})
    town = text.key(_town(record))
    stems = frozenset(text.stems(name))
    place = record.get("_place")
    return Entry(
        record=record,
        name=name,
        words=stems - _stems_of(_USUAL) - frozenset(text.stems(town)),
        telling=stems & _stems_of(_TELLING),
        phones=frozenset(
            filter(None, (_digits(contact.get(key, "")) for key in ("phone", "text")))
        ),
        page=_page(contact.get("website", "")),
        meetings=frozenset(_meetings(record)),
        place=(Point(place[1], place[2]), place[4]) if place else None,
        town=town,
    )


def _town(record: Record) -> str:
    """The town of a group; of one that is joined from home, nothing."""
    if record.get("_reach") == "remote":
        return ""
    place = record.get("_place")
    return str(record.get("venue", {}).get("town") or (place[0] if place else ""))


def _digits(phone: str) -> str:
    """A number as it is dialled in the UK; nothing where there are too few figures for one."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    digits = re.sub(r"^(?:00)?44(?=[1-9]\d{8})", "0", digits)
    return digits if len(digits) > 5 else ""  # noqa: PLR2004 (116 123 has six)


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
