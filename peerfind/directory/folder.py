"""A whole directory, read from its folder: every group that can be read, and every problem met."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind import config, text
from peerfind.directory import fields
from peerfind.directory.derived import derived
from peerfind.directory.readers import ID, Key, Reading, keyed
from peerfind.directory.scan import Scan, scan
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.problems import Problem
from peerfind.source import Document, Items, Node, read_file

if TYPE_CHECKING:
    from peerfind.model import Record

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
    `unreadable` counts the group files that left no group.
    """

    settings: dict[str, Any]
    terms: dict[str, list[dict[str, Any]]]
    records: list[Record]
    crisis: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    problems: tuple[Problem, ...]
    unreadable: int


def load(folder: Path, found: Scan | None = None) -> Directory:
    """Read the directory in `folder`; `found` is a scan of it that was already made."""
    return _Loader(folder, found or scan(folder)).directory()


def group_id(file: str) -> str:
    """The id of the group in a file: the stem of its name."""
    return PurePosixPath(file).stem


class _Loader:
    def __init__(self, folder: Path, found: Scan) -> None:
        self.folder = folder
        self.files = found.files
        self.problems: list[Problem] = [*found.problems]
        self.unreadable = sum(problem.file.startswith("groups/") for problem in found.problems)

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
        )

    def _terms(self, facet: str) -> list[dict[str, Any]]:
        """The terms of a facet; without a file for it, the words that came with peerfind."""
        file = f"vocabulary/{facet}.yaml"
        if file in self.files:
            return self._many(file, fields.TERM, Vocabulary({}))
        shipped = config.shipped_directory()
        if self.folder == shipped or not (shipped / file).is_file():
            return []
        return _Loader(shipped, Scan({file: None}, ()))._terms(facet)  # type: ignore[dict-item]  # noqa: SLF001

    def _read(self, file: str) -> Document:
        document = read_file(self.folder / file, file)
        self.problems += document.problems
        return document

    def _one(self, file: str, keys: dict[str, Key]) -> dict[str, Any]:
        if file not in self.files:
            message = "This file is missing. It gives the directory its title and its rules."
            self.problems.append(Problem(file, 1, 1, "warning", "missing-file", message))
            return {}
        root = self._read(file).root
        return self._keyed(root, keys, Reading(file, Vocabulary({}))) or {} if root else {}

    def _many(
        self, file: str, keys: dict[str, Key], vocabulary: Vocabulary
    ) -> list[dict[str, Any]]:
        """The entries of a file that is a list; one without its required keys is left out."""
        root = self._read(file).root if file in self.files else None
        reading = Reading(file, vocabulary)
        if root is not None and not isinstance(root, Items):
            reading.problem(root, "not-a-list", "Start each entry here with - id:")
        nodes = root.items if isinstance(root, Items) else ()
        entries = [entry for node in nodes if (entry := self._keyed(node, keys, reading))]
        self.problems += [p for p in reading.problems if p not in self.problems]
        required = [key.name for key in keys.values() if key.required]
        return [entry for entry in entries if all(name in entry for name in required)]

    def _keyed(self, node: Node, keys: dict[str, Key], reading: Reading) -> dict[str, Any] | None:
        stated = keyed(node, keys, reading)
        self.problems += reading.problems
        reading.problems.clear()
        return stated

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
        return [records[name] for name in sorted(records)]

    def _group(self, file: str, vocabulary: Vocabulary, at: dict[str, str]) -> Record | None:
        """The group in one file; None where no name can be read, or another file has its id."""
        root = self._read(file).root
        reading = Reading(file, vocabulary)
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
        stated = self._keyed(root, fields.FIELDS, reading)
        if not stated or "name" not in stated or name in at:
            return None
        return derived({"id": name, "_file": file, **stated}, vocabulary)

    def _explain_nothing(self, file: str) -> None:
        if not any(problem.file == file for problem in self.problems):
            message = "The file is empty. Write a group in it, or delete it."
            self.problems.append(Problem(file, 1, 1, "error", "empty-file", message))
