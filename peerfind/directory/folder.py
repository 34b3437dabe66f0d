"""A whole directory, read from its folder: every group that can be read, and every problem met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from peerfind import config, text
from peerfind.beside import by_halves
from peerfind.directory import entries, fields
from peerfind.directory.derived import derived
from peerfind.directory.readers import ID, Key, Reading, is_cut, keyed
from peerfind.directory.scan import SUFFIX, Listing, is_group, listed
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import Document, Items, Map, Node, Text, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from peerfind.model import Record
    from peerfind.source import Document

Found = TypeVar("Found", list[dict[str, Any]], dict[str, Any])

LINKS = ("part_of", "replaced_by", "not_duplicate_of")
DEFAULTS = {
    "title": "Peer-support groups",
    "country": "GB",
    "time_zone": "Europe/London",
    "units": "miles",
    "review_after": "6 months",
    "hide_after": "24 months",
}


class Common(NamedTuple):
    """What a directory holds besides its groups, as plain data.

    `terms` are the stored vocabulary terms by facet. `broken` names the files that hold something and
    left nothing.
    """

    settings: dict[str, Any]
    terms: dict[str, list[dict[str, Any]]]
    crisis: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]


class GroupFile(NamedTuple):
    """One group file as read; `record` is absent where it left no group.

    `line` and `column` are where the group starts. `links` are the ids of other groups that it names,
    each with its key.
    """

    file: str
    record: Record | None
    problems: tuple[Problem, ...]
    line: int = 1
    column: int = 1
    links: tuple[tuple[str, Text], ...] = ()


class Stated(NamedTuple):
    """A group file as read, before anything follows from it or is kept back.

    `keys` are what it states, absent where it left no group; `problems` are those of text and values.
    """

    document: Document
    keys: Record | None
    problems: tuple[Problem, ...]


class Directory(NamedTuple):
    """What a folder holds. `records` are in the order of their ids; `unread` left no group."""

    common: Common
    records: list[Record]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]

    @property
    def unreadable(self) -> int:
        """The number of group files that left no group."""
        return len(self.unread)


def load(
    folder: Path,
    found: Listing | None = None,
    read: Callable[[Path, Sequence[str], Vocabulary], Iterable[GroupFile]] | None = None,
) -> Directory:
    """Read the directory in `folder`; `found` are its files, where they are listed already.

    `read` reads its group files, where it is not to be `read_groups`.
    """
    found = found or listed(folder)
    common = read_common(folder, found)
    files = sorted(filter(is_group, found.paths))
    groups = (read or read_groups)(folder, files, Vocabulary(common.terms))
    return assembled(common, groups, found)


def read_groups(folder: Path, files: Iterable[str], vocabulary: Vocabulary) -> Iterator[GroupFile]:
    """Read group files, one after the other."""
    return (read_group(folder, file, vocabulary) for file in files)


def read_by_halves(
    folder: Path, files: Sequence[str], vocabulary: Vocabulary
) -> Iterator[GroupFile]:
    """Read group files in their order, the second half of many beside the first."""
    yield from by_halves(lambda some: read_groups(folder, some, vocabulary), files)


def assembled(common: Common, groups: Iterable[GroupFile], found: Listing) -> Directory:
    """The directory of what was read of its files, with what the files say of each other."""
    kept: dict[str, GroupFile] = {}
    problems = [*found.problems, *common.problems]
    unread = [problem.file for problem in found.problems if is_group(problem.file)]
    for group in groups:
        problems += group.problems
        other = kept.get(name := group_id(group.file))
        if other or not group.record:
            unread.append(group.file)
            problems += [repeated_id(group, other.file)] if other else []
        else:
            kept[name] = group
    ids = {group_id(file) for file in found.paths if is_group(file)}
    former = {name for one in kept.values() for name in (one.record or {}).get("former_ids", ())}
    problems += unknown_links(kept.values(), ids, former.__contains__)
    records = [kept[name].record or {} for name in sorted(kept)]
    return Directory(common, records, tuple(sorted(set(problems))), tuple(unread))


def group_id(file: str) -> str:
    """The id of the group in a file: the stem of its name."""
    name = file.rpartition("/")[2]
    return name.removesuffix(SUFFIX) or name


def repeated_id(group: GroupFile, other: str) -> Problem:
    """The problem of a group file whose id the file `other` has too."""
    message = f"{other} has the same id. Give this file another name."
    return Problem(group.file, group.line, group.column, "error", "repeated-id", message)


def unknown_links(
    groups: Iterable[GroupFile], ids: Collection[str], is_former: Callable[[str], bool]
) -> Iterator[Problem]:
    """The ids that groups name and that no file has, now (`ids`) or formerly."""
    for group in groups:
        for key, typed in group.links:
            is_id = ID.match(typed.text) is not None  # what is none was told
            if is_id and typed.text not in ids and not is_former(typed.text):
                nearest = text.nearest(typed.text, ids, limit=1)
                meant = f" Did you mean {nearest[0]}?" if nearest else ""
                message = (
                    f"{key} names {text.shown(typed.text)!r}, and there is no such group.{meant}"
                )
                place, fix = (group.file, typed.line, typed.column), (nearest or [""])[0]
                yield Problem(*place, "warning", "unknown-group", message, fix)


def read_group(folder: Path, file: str, vocabulary: Vocabulary) -> GroupFile:
    """Read one group file. It leaves no group where no name can be read."""
    return group_in(read_file(f"{folder}/{file}", file), vocabulary)


def group_in(document: Document, vocabulary: Vocabulary) -> GroupFile:
    """The group file whose text was read as `document`."""
    stated = stated_in(document, vocabulary)
    record = derived(stated.keys, vocabulary) if stated.keys else None
    return group_file(stated, record)


def stated_in(document: Document, vocabulary: Vocabulary) -> Stated:
    """What a group file states, and what is wrong in it."""
    root, reading = document.root, Reading(document.file, vocabulary)
    if root is None:
        return Stated(document, None, document.problems or (_empty(document.file),))
    name = group_id(document.file)
    if not ID.match(name):
        fix = f"{text.slug(name)}.yaml"
        message = "A file's name is the id: small letters, figures and hyphens."
        reading.problem(root, "file-name", message, fix=fix, level="warning")
    stated = keyed(root, fields.FIELDS, reading)
    problems = (*document.problems, *reading.problems)
    if not stated or "name" not in stated:
        return Stated(document, None, problems)
    record = {"id": name, "_file": document.file, **stated, **_cut(root, stated, reading)}
    return Stated(document, record, problems)


def group_file(stated: Stated, record: Record | None) -> GroupFile:
    """The group file of what was stated; `record` is what stands for it."""
    root, links = stated.document.root, tuple(_links(stated.document.root)) if record else ()
    line, column = (root.line, root.column) if root else (1, 1)
    return GroupFile(stated.document.file, record, stated.problems, line, column, links)


def _empty(file: str) -> Problem:
    message = "The file is empty. Write a group in it, or delete it."
    return Problem(file, 1, 1, "error", "empty-file", message)


def _cut(root: Node, stated: Record, reading: Reading) -> Record:
    """Whether somebody else may join too, whom an alternative of `only_for` that is not readable names."""
    key = fields.FIELDS["only_for"]
    if key.name not in stated or not isinstance(root, Map):
        return {}
    is_known = not is_cut(root.entries[key.name][1], key, reading)
    return {} if is_known else {"_only_for_cut": True}


def _links(root: Node | None) -> Iterator[tuple[str, Text]]:
    """The ids of other groups that a group names, each with its key."""
    found = root.entries if isinstance(root, Map) else {}
    for node, key in ((found[key][1], key) for key in LINKS if key in found):
        for typed in node.items if isinstance(node, Items) else (node,):
            if isinstance(typed, Text) and typed.text.strip():
                yield key, typed


def read_common(folder: Path, found: Listing) -> Common:
    """Read the settings, the vocabulary, the crisis contacts and the questions of a directory."""
    return _CommonFiles(folder, frozenset(found.paths), found.problems).common()


class _CommonFiles:
    """The files of a directory besides its groups."""

    def __init__(
        self, folder: Path, files: Container[str], problems: Sequence[Problem] = ()
    ) -> None:
        self.folder = folder
        self.files = files
        self.problems: list[Problem] = []
        self.broken = {one.file for one in problems if one.file.split("/")[0] != "groups"}

    def common(self) -> Common:
        settings = self._one("directory.yaml", fields.SETTINGS)
        terms = {facet: self.terms(facet) for facet in FACETS}
        vocabulary = Vocabulary(terms)
        crisis = self._many("crisis.yaml", fields.CRISIS, vocabulary)
        return Common(
            settings={**DEFAULTS, **settings},
            terms=terms,
            crisis=sorted(crisis, key=lambda one: (one.get("rank", 10_000), one["id"])),
            questions=self._many("questions.yaml", fields.QUESTION, vocabulary),
            problems=tuple(self.problems),
            broken=tuple(sorted(self.broken)),
        )

    def terms(self, facet: str) -> list[dict[str, Any]]:
        """The terms of a facet; without a file for it, the words that came with peerfind."""
        file = f"vocabulary/{facet}.yaml"
        if file in self.files:
            return self._kept(file, *entries.terms(self._read(file), facet, file))
        shipped = config.shipped_directory()
        if self.folder == shipped or not (shipped / file).is_file():
            return []
        return _CommonFiles(shipped, {file}).terms(facet)

    def _read(self, file: str) -> Node | None:
        document = read_file(self.folder / file, file)
        self.problems += document.problems
        return document.root

    def _kept(self, file: str, found: Found, reading: Reading) -> Found:
        """What was found in a file; where errors left nothing, the file is broken."""
        self.problems += reading.problems
        if not found and any(one.file == file and one.is_error for one in self.problems):
            self.broken.add(file)
        return found

    def _one(self, file: str, keys: dict[str, Key]) -> dict[str, Any]:
        if file not in self.files:
            message = "This file is missing. It gives the directory its title and its rules."
            self.problems.append(Problem(file, 1, 1, "warning", "missing-file", message))
            return {}
        root, reading = self._read(file), Reading(file, Vocabulary({}))
        stated = keyed(root, keys, reading) if root else None
        return self._kept(file, stated or {}, reading)

    def _many(
        self, file: str, keys: dict[str, Key], vocabulary: Vocabulary
    ) -> list[dict[str, Any]]:
        """The entries of a file that is a list, if there is such a file."""
        if file not in self.files:
            return []
        reading = Reading(file, vocabulary)
        return self._kept(file, entries.entries(self._read(file), keys, reading), reading)
