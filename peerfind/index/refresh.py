"""Making the parts of an index from YAML, all of them or those of the files that changed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peerfind.directory.folder import (
    Common,
    Directory,
    GroupFile,
    group_id,
    load,
    read_by_halves,
    read_common,
    read_groups,
)
from peerfind.directory.scan import SUFFIX, is_group
from peerfind.index import packing
from peerfind.index.parts import Head, Parts, parts, segment, shared, shared_names
from peerfind.index.stamps import stamps
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from peerfind.directory.scan import Scan, Stamp
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index
    from peerfind.model import Record

    Watch = Callable[[int, int], None]

# With more groups changed than this share of all, or than this many, they are laid out anew with the rest.
_MOST_SHARE, _MOST = 0.05, 256


_NOBODY: Mapping[str, int] = MappingProxyType({})


class Fresh(NamedTuple):
    """The parts that differ from those that are kept, or all of them where `is_whole`."""

    parts: Parts
    is_whole: bool


def made(folder: Path, found: Scan, watch: Watch | None = None) -> Parts:
    """All parts, of a directory that is read whole."""
    directory = _read(folder, found, watch)
    return {**parts(directory), "unread": packing.packed(directory.unread)}


def _read(folder: Path, found: Scan, watch: Watch | None) -> Directory:
    def read(at: Path, files: Sequence[str], vocabulary: Vocabulary) -> Iterator[GroupFile]:
        return _watched(read_by_halves(at, files, vocabulary), len(files), watch)

    return load(folder, found.listing, read)


def _watched(groups: Iterable[GroupFile], total: int, watch: Watch | None) -> Iterator[GroupFile]:
    """The group files as they are read, of which `watch` is told."""
    for done, group in enumerate(groups, 1):
        yield group
        if watch:
            watch(done, total)


def laid_out_again(
    folder: Path, found: Scan, as_told: dict[str, Any], watch: Watch | None = None
) -> Parts:
    """All parts anew, in the segments that a head tells of; a dead group is an empty one."""
    directory = _read(folder, found, watch)
    common = directory.common
    by_id = {record["id"]: record for record in directory.records}
    added, dead = as_told["added"], as_told["dead"]
    told = Head(common.settings, common.broken, directory.unreadable, as_told["sizes"], dead, added)
    first = sorted({*by_id, *dead}.difference({*added} - dead.keys()))
    return {
        "head": told.packed(),
        **shared(common),
        **segment(0, [_dead(name) if name in dead else by_id[name] for name in first]),
        **(segment(1, [by_id[name] for name in added]) if added else {}),
    }


def _dead(name: str) -> Record:
    return {"id": name, "name": "", "_file": ""}


def refreshed(kept: Index, folder: Path, found: Scan, watch: Watch | None = None) -> Fresh | None:
    """What changed in a directory since an index of it was kept; None where all must be read again."""
    before = stamps(kept.part("stamps"))
    changed = sorted(_differing(found.files, before.files))
    groups = [*filter(is_group, changed)]
    if found.problems != before.problems or _need_all(
        changed, groups, [*found.files, *before.files]
    ):
        return None
    common = None if len(groups) == len(changed) else read_common(folder, found.listing)
    there = [file for file in groups if file in found.files]
    read = [*_watched(read_groups(folder, there, kept.vocabulary), len(there), watch)]
    return _Refresh(kept, common).fresh(groups, read)


def _differing(now: Mapping[str, Stamp], before: Mapping[str, Stamp]) -> Collection[str]:
    """The files that are new, gone or otherwise than before."""
    if [*now] == [*before]:
        pairs = zip(now.items(), before.values(), strict=True)
        return [file for (file, stamp), old in pairs if stamp != old]
    return {file for file, _ in now.items() ^ before.items()}


def _need_all(changed: Sequence[str], groups: Sequence[str], every: Iterable[str]) -> bool:
    """Whether changes touch what other files mean: their words, or whose an id is."""
    if any(file.startswith("vocabulary/") for file in changed):
        return True
    names = "\n".join(("", *{*filter(is_group, every)}, ""))
    ends = {f"/{group_id(file)}{SUFFIX}\n" for file in groups}
    return any(names.count(end) > 1 for end in ends)


class _Refresh:
    """An index that is kept, in which some files are now otherwise; `common` if those besides groups are."""

    def __init__(self, kept: Index, common: Common | None) -> None:
        self.kept = kept
        self.common = common
        self.unread: set[str] = {*packing.unpacked(kept.part("unread"))}

    def fresh(self, groups: Sequence[str], read: Sequence[GroupFile]) -> Fresh:
        """The parts that are new, after `groups` changed and those of `read` are left of them."""
        same = {one.file for one in read if self._is_same(one)}
        numbers = (self._number(file) for file in groups if file not in same)
        gone = {number for number in numbers if number is not None}
        self.unread.difference_update(groups)
        self.unread.update(one.file for one in read if one.record is None)
        base = self.kept.sizes[0]
        added = [
            *(
                self.kept.record(number)
                for number in range(base, self.kept.size)
                if number not in gone
            ),
            *(one.record for one in read if one.record and one.file not in same),
        ]
        dead = self.kept.head["dead"] | {
            self.kept.record(number)["id"]: number for number in gone if number < base
        }
        is_hidden = any(map(_is_private, read))
        if is_hidden or len(added) + len(dead) > min(_MOST, base * _MOST_SHARE):
            return self._whole(added, {*dead.values()})
        return self._beside(added, dead)

    def _is_same(self, read: GroupFile) -> bool:
        """Whether a file says what it said before."""
        number = self._number(read.file)
        return number is not None and self.kept.record(number) == read.record

    def _number(self, file: str) -> int | None:
        """The number of the group that a file held; a file whose id another has may have left none."""
        number = self.kept.number(group_id(file))
        is_its = number is not None and self.kept.record(number)["_file"] == file
        return number if is_its else None

    def _beside(self, added: Sequence[Record], dead: dict[str, int]) -> Fresh:
        """The parts of a second segment of `added`, which stands beside the first."""
        base = self.kept.sizes[0]
        records = _ordered(added)
        sizes = [base, len(records)] if records else [base]
        told = self._head(sizes, dead, [record["id"] for record in records])
        second = segment(1, records) if records else {}
        return Fresh(
            {**told, **(shared(self.common) if self.common else {}), **second}, is_whole=False
        )

    def _whole(self, added: Sequence[Record], dead: AbstractSet[int]) -> Fresh:
        """All parts, with what was added among the rest."""
        alive = (number for number in range(self.kept.sizes[0]) if number not in dead)
        records = _ordered([*map(self.kept.record, alive), *added])
        common = (
            shared(self.common)
            if self.common
            else {name: self.kept.part(name) for name in shared_names()}
        )
        return Fresh({**self._head([len(records)]), **common, **segment(0, records)}, is_whole=True)

    def _head(
        self, sizes: Sequence[int], dead: Mapping[str, int] = _NOBODY, added: Sequence[str] = ()
    ) -> Parts:
        known = self.common or self.kept
        return {
            "head": Head(
                known.settings, known.broken, len(self.unread), sizes, dead, added
            ).packed(),
            "unread": packing.packed(sorted(self.unread)),
        }


def _is_private(read: GroupFile) -> bool:
    """Whether a place is kept back that may have been told before, and so may stand in what is kept."""
    return read.record is not None and "private" in read.record.get("venue", {})


def _ordered(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record["id"])
