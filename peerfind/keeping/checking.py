"""All that is wrong in a directory, or in some of its files, by the registry of rules."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerfind import config, text
from peerfind.answers.check import chosen
from peerfind.beside import by_halves
from peerfind.directory.folder import (
    assembled,
    group_file,
    group_id,
    read_common,
    repeated_id,
    stated_in,
    unknown_links,
)
from peerfind.directory.scan import is_group, listed
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping import profiles
from peerfind.keeping.rules import CHECKS, RULES, contacts, dates, others, texts
from peerfind.keeping.rules.rule import Entry
from peerfind.keeping.touched import touched_since
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import Items, Map, contents, read_bytes, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.directory.folder import Common, Directory, GroupFile
    from peerfind.directory.scan import Listing
    from peerfind.index.index import Index
    from peerfind.keeping.rules.rule import Finding
    from peerfind.model import Record
    from peerfind.source import Document

_CRISIS = "crisis.yaml"
_DEPTH = 2  # strokes in the path of a group: groups/place/id.yaml
_FOR_CONTACTS = (dates.check, contacts.check, texts.check)
# A problem in a file that was not touched may come of one that was: the start of its path.
_CAUSED_BY = {"unknown-term": "vocabulary/", "unknown-group": "groups/"}


class Choice(NamedTuple):
    """What of all that is found is wanted.

    `only` and `skip` are ids of rules. Where `since` names a revision of git, problems in files that were
    not touched since then are kept apart. Where `is_strict`, warnings are not fine either.
    """

    only: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    since: str | None = None
    is_strict: bool = False

    def takes(self, problem: Problem) -> bool:
        """Whether the rule of a problem is among those wanted."""
        return problem.rule not in self.skip and (not self.only or problem.rule in self.only)


EVERYTHING = Choice()


class Checked(NamedTuple):
    """What a check found; `files` counts the files that it looked at.

    `elsewhere` are the problems in files that were not touched, which are in nobody's way.
    """

    folder: Path
    problems: tuple[Problem, ...]
    files: int
    elsewhere: tuple[Problem, ...] = ()
    is_strict: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether a reader of the directory loses something."""
        return any(problem.is_error for problem in self.problems)

    @property
    def is_fine(self) -> bool:
        """Whether nothing found is in the way."""
        bad = ("error", "warning") if self.is_strict else ("error",)
        return not any(problem.level in bad for problem in self.problems)


def chosen_rules(typed: Iterable[str]) -> frozenset[str]:
    """The ids of rules in typed words, which may have commas between them.

    Raises UsageError, with the nearest, for one that there is not.
    """
    return frozenset(rule_id(name) for some in typed for name in some.split(",") if name.strip())


def rule_id(typed: str) -> str:
    """The id of a rule as somebody typed it. Raises UsageError, with the nearest, where there is none."""
    name = text.slug(typed)
    if name in RULES:
        return name
    near = text.nearest(name, RULES)
    hint = f"Did you mean {text.listed(near, 'or')}?" if near else "See all: peerfind explain"
    raise UsageError(f"There is no rule {text.shown(typed)!r}. {hint}")


def checked(
    paths: Sequence[Path],
    directory: str | None,
    choice: Choice = EVERYTHING,
    today: date | None = None,
) -> Checked:
    """Every problem in the files below `paths`, or in the whole directory where there are none.

    `today` is the day of the check, if it is not to be the one that it is where the directory is.

    Raises UsageError for a path that is not there or lies in another directory than the first, and for a
    revision that git does not know.
    """
    asked = chosen(paths, directory)
    folder, found = asked.folder, asked.listing
    touched = touched_since(folder, choice.since) if choice.since else None
    kind = _Whole if len(asked.files) == len(found.paths) else _Some
    every = {*kind(folder, found, today).problems(asked.files)}
    wanted = sorted(one for one in every if asked.has(one.file) and choice.takes(one))
    blocking = [touched is None or _is_touched(one, touched) for one in wanted]
    return Checked(
        folder,
        tuple(compress(wanted, blocking)),
        len(asked.files),
        tuple(
            one for one, is_in_the_way in zip(wanted, blocking, strict=True) if not is_in_the_way
        ),
        choice.is_strict,
    )


def _is_touched(problem: Problem, touched: frozenset[str]) -> bool:
    cause = _CAUSED_BY.get(problem.rule)
    return problem.file in touched or bool(
        cause and any(file.startswith(cause) for file in touched)
    )


class _Read(NamedTuple):
    """A group file as it was looked at; `linked` is its entry, where that names other groups."""

    group: GroupFile
    problems: tuple[Problem, ...]
    linked: Entry | None


class _Look:
    """A look at files of a directory: what all of them need to know, and what each holds."""

    def __init__(self, folder: Path, found: Listing, today: date | None) -> None:
        self.folder = folder
        self.found = found
        self._today = today
        self.settings: Mapping[str, str] = {}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The first file of each id."""
        return _first_files(self.found.paths)

    @cached_property
    def today(self) -> date:
        """The day of the check."""
        return self._today or config.now(ZoneInfo(self.settings["time_zone"])).date()

    def group(self, file: str, vocabulary: Vocabulary) -> _Read:
        """What a group file holds, and what is wrong with it by itself."""
        return self.group_in(read_file(f"{self.folder}/{file}", file), vocabulary)

    def group_in(self, document: Document, vocabulary: Vocabulary) -> _Read:
        """What a group file holds that was read as `document`."""
        file, stated = document.file, stated_in(document, vocabulary)
        problems = [] if file.count("/") == _DEPTH else [_misplaced(file)]
        entry, root = None, stated.document.root
        if stated.keys is not None and isinstance(root, Map):
            entry = Entry.of(file, root, stated.keys, self.today)
            problems += _problems(entry, (found for look in CHECKS for found in look(entry)))
        is_linked = entry is not None and others.LINKS & entry.root.entries.keys()
        return _Read(group_file(stated, stated.keys), tuple(problems), entry if is_linked else None)

    def crisis(self, common: Common) -> list[Problem]:
        """What is wrong with the crisis contacts, which are read once more for their places."""
        if _CRISIS not in self.found.paths:
            return []
        root = read_file(self.folder / _CRISIS, _CRISIS).root
        by_id = {one["id"]: one for one in common.crisis}
        problems: list[Problem] = []
        for node in root.items if isinstance(root, Items) else ():
            name = node.entries.get("id") if isinstance(node, Map) else None
            stated = by_id.get(getattr(name and name[1], "text", ""))
            if stated and isinstance(node, Map):
                entry = Entry.of(_CRISIS, node, stated, self.today)
                looks = (found for look in _FOR_CONTACTS for found in look(entry))
                problems += _problems(entry, looks)
        return problems


class _Whole(_Look):
    """A look at all files, which learns from them what each must know of the others."""

    def problems(self, files: Sequence[str]) -> Iterator[Problem]:
        """The problems of all files."""
        common = read_common(self.folder, self.found)
        self.settings, vocabulary = _words(common)
        read: list[_Read] = []
        for one in by_halves(
            lambda some: (self.group(file, vocabulary) for file in some),
            sorted(filter(is_group, files)),
        ):
            yield from one.problems
            read.append(one._replace(problems=()))
        yield from self.crisis(common)
        yield from profiles.problems(self.folder, vocabulary)
        every = assembled(common, (one.group for one in read), self.found)
        yield from every.problems
        yield from self._between(read, every)

    def _between(self, read: Sequence[_Read], every: Directory) -> Iterator[Problem]:
        known: dict[str, set[str]] = {name: {name} for name in self.ids}
        for record in every.records:
            for name in record.get("former_ids", ()):
                known.setdefault(name, set()).add(record["id"])

        def holders(name: str) -> set[str]:
            return known.get(name, set())

        alike = _alike(every.records)
        for one in read:
            own = group_id(one.group.file)
            if one.linked:
                yield from _problems(one.linked, others.check(one.linked, holders))
            if own in alike and self.ids[own] == one.group.file:
                yield self._double(one.group, *alike[own])

    def _double(self, group: GroupFile, other: str, reasons: str) -> Problem:
        message = f"It may be the same group as {other} ({self.ids[other]}): {reasons}."
        rule = RULES["possible-duplicate"]
        return Problem(group.file, group.line, group.column, rule.level, rule.id, message)


def _alike(records: Iterable[Record]) -> dict[str, tuple[str, str]]:
    """The ids of groups that look like another, each with the id of the one most like it, and why."""
    from peerfind.directory.derived import place_of, reached
    from peerfind.keeping.duplicates import pairs

    found: dict[str, tuple[str, str]] = {}
    for pair in pairs(map(reached, records), place_of):
        why = text.listed(reason.kind.replace("-", " ") for reason in pair.reasons)
        one, other = pair.one["id"], pair.other["id"]
        found.setdefault(one, (other, why))
        found.setdefault(other, (one, why))
    return found


class _Some(_Look):
    """A look at some files; what they must know of the others comes from the index."""

    def problems(self, files: Sequence[str]) -> Iterator[Problem]:
        """The problems of some files."""
        common = None if all(map(is_group, files)) else read_common(self.folder, self.found)
        self.settings, vocabulary = _words(common) if common else self._kept_words()
        yield from self.found.problems
        if common:
            yield from common.problems
            yield from self.crisis(common) if _CRISIS in files else ()
        yield from profiles.problems(self.folder, vocabulary)
        names = {*map(_name, files)}
        first = _first_files(path for path in self.found.paths if _name(path) in names)
        for file in sorted(filter(is_group, files)):
            yield from self._group(file, vocabulary, first[group_id(file)])

    def _kept_words(self) -> tuple[Mapping[str, str], Vocabulary]:
        """The settings and the words of the directory, which hang on no group."""
        from peerfind.index.cache import shared_of

        index = shared_of(self.folder, config.cache_folder())
        return index.settings, index.vocabulary

    @cached_property
    def _index(self) -> Index:
        """The index of all groups, which is brought up to date first."""
        from peerfind.index.opening import index_at

        return index_at(self.folder, config.cache_folder())

    def _holders(self, name: str) -> set[str]:
        """The groups that have an id or used to have it."""
        formerly = self._index.former.get(name, ())
        return {name} & self.ids.keys() | {str(self._index.record(one)["id"]) for one in formerly}

    def _group(self, file: str, vocabulary: Vocabulary, first: str) -> Iterator[Problem]:
        """The problems of a group file; `first` is the first that has its id."""
        one = self.group(file, vocabulary)
        yield from (*one.group.problems, *one.problems)
        if one.group.links:
            yield from unknown_links([one.group], self.ids, lambda name: bool(self._holders(name)))
        if first != file:
            yield repeated_id(one.group, first)
        if one.linked:
            yield from _problems(one.linked, others.check(one.linked, self._holders))


class Judge(_Look):
    """Tells what would be wrong with a file by itself if it held other bytes."""

    def __init__(self, folder: Path, today: date | None) -> None:
        found = listed(folder)
        super().__init__(folder, found, today)
        self.settings, self._vocabulary = _words(read_common(folder, found))

    def problems(self, file: str, data: bytes) -> list[Problem]:
        """What would be wrong, whatever other files say of it."""
        if not is_group(file):
            return self._common_problems(file, data)
        one = self.group_in(read_bytes(data, file), self._vocabulary)
        return [*{*one.group.problems, *one.problems}]

    def _common_problems(self, file: str, data: bytes) -> list[Problem]:
        """What would be wrong with a file that is no group's: tried in a folder without groups."""
        import tempfile  # most checks mend nothing

        with tempfile.TemporaryDirectory(prefix="peerfind-") as name:
            trial = Path(name)
            for other in (one for one in self.found.paths if not is_group(one)):
                (trial / other).parent.mkdir(parents=True, exist_ok=True)
                there = data if other == file else contents(self.folder / other)
                (trial / other).write_bytes(there)
            found = _Whole(trial, listed(trial), self.today).problems(())
            return [*{one for one in found if one.file == file}]


def _words(common: Common) -> tuple[Mapping[str, str], Vocabulary]:
    return common.settings, Vocabulary(common.terms)


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _first_files(files: Iterable[str]) -> dict[str, str]:
    """The first file of each id among the groups of some files, in the order of the files."""
    found: dict[str, str] = {}
    for file in sorted(filter(is_group, files)):
        found.setdefault(group_id(file), file)
    return found


def _misplaced(file: str) -> Problem:
    message = "Groups stand in a folder of their place: groups, then the place, then the file."
    rule = RULES["misplaced-file"]
    return Problem(file, 1, 1, rule.level, rule.id, message)


def _problems(entry: Entry, found: Iterable[Finding]) -> list[Problem]:
    return [one.problem(entry.file, RULES[one.rule].level) for one in found]
