"""One YAML file as the text that was typed, with the line and column of every value.

Nothing is guessed: `19:30`, `no` and `0117 496 0000` stay text, quoted or not. What a volunteer
never needs and an attacker likes (anchors, aliases, tags, merge keys, a second document, deep
nesting, large files) is refused with a sentence; it costs its own value, and the rest is read.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from peerfind.faults import BREAK, conflict, cut_off, syntax_problem
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from yaml.events import Event

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
_HOPELESS_DEPTH = 100  # nothing after it is read: each level makes the parser slower
LIBYAML = bool(yaml.__with_libyaml__)
_Loader: Any = yaml.CSafeLoader if LIBYAML else yaml.SafeLoader
# YAML ends a line at these, no editor does: they come with text that was pasted.
_UNSEEN_BREAK = re.compile("[\x85\u2028\u2029]")


class Text(NamedTuple):
    """A value as typed. `quoted` tells `"" ` (an empty text) from nothing at all."""

    text: str
    line: int
    column: int
    quoted: bool = False


class Items(NamedTuple):
    """A list of values; `lost` counts those that stand there too, but were refused."""

    items: tuple[Node, ...]
    line: int
    column: int
    lost: int = 0


class Map(NamedTuple):
    """Keys, each with where it stands and its value, in the order of the file.

    `lost` are the keys that stand there too, but whose value was refused.
    """

    entries: dict[str, tuple[Text, Node]]
    line: int
    column: int
    lost: frozenset[str] = frozenset()


Node = Text | Items | Map


class Document(NamedTuple):
    """A file as read: `root` is absent where nothing in it can be used."""

    file: str
    root: Node | None
    problems: tuple[Problem, ...]


class _Refused(NamedTuple):
    """A value that may not be written; it was reported and is left out."""

    line: int
    column: int


_REFUSED = {
    "anchor": "A name after & is not read here. Write the value out in full each time.",
    "alias": "A * at the start means a copy of another value, which is not read here. "
    "Write the value out in full, or put quotes around it if it is text.",
    "tag": "A word after ! at the start is not read here. Leave it out, or put quotes around it.",
    "merge-key": "<< is not read here. Write the lines out in full.",
    "complex-key": "A key must be one plain word, such as name or phone.",
    "too-deep": f"This is nested more than {MAX_DEPTH} levels deep. Nothing needs more than four.",
    "second-document": "--- starts a second document. Keep one group a file: "
    "move the rest to its own.",
}


def read_file(path: Path, file: str) -> Document:
    """The document at `path`, reported as `file`. Never raises for what the file holds."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            data = stream.read(MAX_BYTES + 1) or b""  # a pipe may have nothing to say
    except OSError as error:
        return _unusable(file, "unreadable-file", f"The file cannot be opened: {error.strerror}.")
    return read_bytes(data, file)


def read_bytes(data: bytes, file: str) -> Document:
    """The document that `data` holds; bytes over 64 KiB or not in UTF-8 leave no document."""
    if len(data) > MAX_BYTES:
        return _unusable(
            file, "file-too-large", "The file is over 64 KiB. A group needs one or two: shorten it."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()  # without the byte order mark
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = "A character here is not in UTF-8. Save the file as UTF-8 and type it again."
        return _unusable(file, "not-utf-8", message, line, column)
    return read_text(text, file)


def read_text(text: str, file: str) -> Document:
    """The document that `text` holds, with all that was refused in it."""
    text = _UNSEEN_BREAK.sub(" ", text)
    builder = _Builder(file, BREAK.split(text))
    try:
        with suppress(_StopError):
            builder.build(_events(text))
    except (yaml.YAMLError, ValueError) as error:  # pure Python lets ValueErrors through
        problem = conflict(text, file) or syntax_problem(error, text, file)
        return Document(file, None, (*builder.problems, problem))
    root = None if isinstance(builder.root, _Refused) else builder.root
    return Document(file, root, tuple(builder.problems))


def _unusable(file: str, rule: str, message: str, line: int = 1, column: int = 1) -> Document:
    return Document(file, None, (Problem(file, line, column, "error", rule, message),))


def _events(text: str) -> Iterator[Event]:
    loader = _Loader(text)
    try:
        while not isinstance(event := loader.get_event(), StreamEndEvent):
            yield event
    finally:
        loader.dispose()


class _StopError(Exception):
    """Nothing after this point of the file is read; why was reported."""


class _Open(NamedTuple):
    """A list or map that is being filled; the children of a map are keys and values by turns."""

    is_map: bool
    line: int
    column: int
    refused: bool
    children: list[Node | _Refused]


class _Builder:
    """Turns parser events into nodes, refusing what may not be written."""

    def __init__(self, file: str, rows: Sequence[str]) -> None:
        self.file = file
        self._rows = rows
        self.root: Node | _Refused | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._documents = 0
        self._levels_too_deep = 0

    def build(self, stream: Iterator[Event]) -> None:
        """Take every event of `stream`."""
        for event in stream:
            if self._levels_too_deep:
                self._pass_over(event)
            elif isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                self._start(event)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self._end()
            elif isinstance(event, AliasEvent):
                self.refuse("alias", *_place(event))
                self._add(_Refused(*_place(event)))
            elif isinstance(event, DocumentStartEvent):
                self._document(event)

    def refuse(self, rule: str, line: int, column: int, message: str = "") -> None:
        """Report one error."""
        told = message or _REFUSED[rule]
        self.problems.append(Problem(self.file, line, column, "error", rule, told))

    def _document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self.refuse("second-document", *_place(event))
            raise _StopError

    def _scalar(self, event: ScalarEvent) -> None:
        line, column = _place(event)
        if self._is_refused(event):
            self._add(_Refused(line, column))
        else:
            if not event.style:
                self._report_cut_off(event, line, column)
            event.value.encode()  # pure Python lets half a character through, as "\ud800"
            self._add(Text(event.value, line, column, quoted=bool(event.style)))

    def _report_cut_off(self, event: ScalarEvent, line: int, column: int) -> None:
        """Report a value that ends at ` #`, after which everything is lost without a word."""
        end: Any = event.end_mark
        if meant := cut_off(self._rows, line, column, (end.line + 1, end.column + 1)):
            message = (
                'Everything after " #" is a comment, so readers lose it. Put quotes around it.'
            )
            quoted = meant.replace("\\", "\\\\").replace('"', '\\"')
            place = (end.line + 1, end.column + 1)
            fix = f'"{quoted}"'
            self.problems.append(Problem(self.file, *place, "error", "text-cut-off", message, fix))

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        line, column = _place(event)
        if len(self._open) >= MAX_DEPTH:
            self.refuse("too-deep", line, column)
            self._add(_Refused(line, column))
            self._levels_too_deep = 1
            return
        is_map = isinstance(event, MappingStartEvent)
        self._open.append(_Open(is_map, line, column, self._is_refused(event), []))

    def _pass_over(self, event: Event) -> None:
        """Keep count of the levels inside a value that is nested too deep, up to its end."""
        self._levels_too_deep += isinstance(event, (MappingStartEvent, SequenceStartEvent))
        self._levels_too_deep -= isinstance(event, (MappingEndEvent, SequenceEndEvent))
        if self._levels_too_deep > _HOPELESS_DEPTH:
            raise _StopError

    def _end(self) -> None:
        done = self._open.pop()
        if done.refused:
            self._add(_Refused(done.line, done.column))
        elif done.is_map:
            self._add(self._map(done))
        else:
            items = tuple(child for child in done.children if not isinstance(child, _Refused))
            self._add(Items(items, done.line, done.column, len(done.children) - len(items)))

    def _map(self, done: _Open) -> Map:
        entries: dict[str, tuple[Text, Node]] = {}
        seen: dict[str, Text] = {}
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if self._is_bad_key(key) or not isinstance(key, Text):
                continue
            if key.text in seen:
                self._repeated(key, value, seen[key.text], entries)
            elif not isinstance(value, _Refused):
                entries[key.text] = (key, value)
            seen.setdefault(key.text, key)
        return Map(entries, done.line, done.column, frozenset(seen.keys() - entries.keys()))

    def _is_bad_key(self, key: Node | _Refused) -> bool:
        if isinstance(key, _Refused):
            return True
        if not isinstance(key, Text):
            self.refuse("complex-key", key.line, key.column)
            return True
        if key.text == "<<" and not key.quoted:
            self.refuse("merge-key", key.line, key.column)
            return True
        return False

    def _repeated(
        self,
        key: Text,
        value: Node | _Refused,
        first: Text,
        entries: dict[str, tuple[Text, Node]],
    ) -> None:
        """Report a key that stands twice, and use neither value where they differ.

        Taking one of two phone numbers by chance could send somebody to the wrong one.
        """
        message = f"{key.text} is already on line {first.line}. Keep one of the two."
        self.refuse("repeated-key", key.line, key.column, message)
        if key.text in entries and not _same(entries[key.text][1], value):
            del entries[key.text]

    def _is_refused(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> bool:
        """Whether the value carries an anchor or a tag, which is reported."""
        rule = "anchor" if event.anchor is not None else "tag" if event.tag is not None else ""
        if rule:
            self.refuse(rule, *_place(event))
        return bool(rule)

    def _add(self, node: Node | _Refused) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node


def _place(event: Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _same(one: Node, other: Node | _Refused) -> bool:
    """Whether two values say the same, wherever they stand."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one.text == other.text
    if isinstance(one, Items) and isinstance(other, Items):
        pairs = zip(one.items, other.items, strict=False)
        return len(one.items) == len(other.items) and all(_same(a, b) for a, b in pairs)
    return False
