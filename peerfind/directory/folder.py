"""A whole directory, read from its folder: every group that can be read, and every problem met."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from peerfind import config, text
from peerfind.directory import entries, fields
from peerfind.directory.derived import derived
from peerfind.directory.readers import ID, Key, Reading, is_cut, keyed
from peerfind.directory.scan import Scan, scan
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.problems import Problem
from peerfind.source import Items, Map, Node, Text, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.model import Record

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


class Directory(NamedTuple):
    """What a folder holds, as plain data.

    `terms` are the stored vocabulary terms by facet. `records` are in the order of their ids.
    `unreadable` counts the group files that left no group; `broken` names the other files that hold
    something and left nothing.
    """

    settings: dict[str, Any]
    terms: dict[str, list[dict[str, Any]]]
    records: list[Record]
    crisis: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    problems: tuple[Problem, ...]
    unreadable: int
    broken: tuple[str, ...]


def load(folder: Path, found: Scan | None = None) -> Directory:
    """Read the directory in `folder`; `found` is a scan of it that was already made."""
    return _Loader(folder, found or scan(folder)).directory()


def group_id(file: str) -> str:
    """The id of the group in a file: the stem of its name."""
    return PurePosixPath(file).stem


def _cut(root: Node, stated: Record, reading: Reading) -> Record:
    """Whether somebody else may join too, whom an alternative of `only_for` that is not readable names."""
    key = fields.FIELDS["only_for"]
    if key.name not in stated or not isinstance(root, Map):
        return {}
    is_known = not is_cut(root.entries[key.name][1], key, reading)
    return {} if is_known else {"_only_for_cut": True}


def _links(root: Node, file: str) -> Iterator[tuple[str, str, Text]]:
    """The ids of other groups that a group names, each with its file and key."""
    found = root.entries if isinstance(root, Map) else {}
    for node, key in ((found[key][1], key) for key in LINKS if key in found):
        for typed in node.items if isinstance(node, Items) else (node,):
            if isinstance(typed, Text) and typed.text.strip():
                yield file, key, typed


class _Loader:
    def __init__(self, folder: Path, found: Scan) -> None:
        self.folder = folder
        self.files = found.files
        self.problems: list[Problem] = [*found.problems]
        files = [problem.file for problem in found.problems]
        self.unreadable = sum(file.startswith("groups/") for file in files)
        self.links: list[tuple[str, str, Text]] = []
        self.broken = {file for file in files if file.split("/")[0] != "groups"}

    def directory(self) -> Directory:
        settings = self._one("directory.yaml", fields.SETTINGS)
        terms = {facet: self._terms(facet) for facet in FACETS}
        vocabulary = Vocabulary(terms)
        crisis = self._many("crisis.yaml", fields.CRISIS, vocabulary)
        return Directory(
            settings={**DEFAULTS, **settings},
            terms=terms,
            records=self._groups(vocabulary),
            crisis=sorted(crisis, key=lambda one: (one.get("rank", 10_000), one["id"])),
            questions=self._many("questions.yaml", fields.QUESTION, vocabulary),
            problems=tuple(sorted(set(self.problems))),
            unreadable=self.unreadable,
            broken=tuple(sorted(self.broken)),
        )

    def _terms(self, facet: str) -> list[dict[str, Any]]:
        """The terms of a facet; without a file for it, the words that came with peerfind."""
        file = f"vocabulary/{facet}.yaml"
        if file in self.files:
            return self._kept(file, *entries.terms(self._read(file), facet, file))
        shipped = config.shipped_directory()
        if self.folder == shipped or not (shipped / file).is_file():
            return []
        return _Loader(shipped, Scan({file: None}, ()))._terms(facet)  # type: ignore[dict-item]  # noqa: SLF001

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

    def _groups(self, vocabulary: Vocabulary) -> list[Record]:
        records: dict[str, Record] = {}
        at: dict[str, str] = {}
        for file in (file for file in self.files if file.startswith("groups/")):
            record = self._group(file, vocabulary, at)
            if record is None:
                self.unreadable += 1
            else:
                records[record["id"]] = record
                at[record["id"]] = file
        self._check_links([record.get("former_ids", ()) for record in records.values()])
        return [records[name] for name in sorted(records)]

    def _check_links(self, former: Iterable[Iterable[str]]) -> None:
        """Report the ids that groups name and that no file has, now or formerly."""
        known = {group_id(file) for file in self.files if file.startswith("groups/")}
        known.update(*former)
        for file, key, typed in self.links:
            if typed.text not in known:
                nearest = text.nearest(typed.text, known, limit=1)
                meant = f" Did you mean {nearest[0]}?" if nearest else ""
                message = (
                    f"{key} names {text.shown(typed.text)!r}, and there is no such group.{meant}"
                )
                place, fix = (file, typed.line, typed.column), (nearest or [""])[0]
                self.problems.append(Problem(*place, "warning", "unknown-group", message, fix))

    def _group(self, file: str, vocabulary: Vocabulary, at: dict[str, str]) -> Record | None:
        """The group in one file; None where no name can be read, or another file has its id."""
        root, reading = self._read(file), Reading(file, vocabulary)
        if root is None:
            self._explain_nothing(file)
            return None
        name = group_id(file)
        if name in at:
            reading.problem(
                root, "repeated-id", f"{at[name]} has the same id. Give this file another name."
            )
        if not ID.match(name):
            fix = f"{text.slug(name)}.yaml"
            message = "A file's name is the id: small letters, figures and hyphens."
            reading.problem(root, "file-name", message, fix=fix, level="warning")
        stated = keyed(root, fields.FIELDS, reading)
        self.problems += reading.problems
        if not stated or "name" not in stated or name in at:
            return None
        self.links += _links(root, file)
        record = {"id": name, "_file": file, **stated, **_cut(root, stated, reading)}
        return derived(record, vocabulary)

    def _explain_nothing(self, file: str) -> None:
        if not any(problem.file == file for problem in self.problems):
            message = "The file is empty. Write a group in it, or delete it."
            self.problems.append(Problem(file, 1, 1, "error", "empty-file", message))
