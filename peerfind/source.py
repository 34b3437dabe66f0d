"""One YAML file as the text that was typed, with the line and column of every value.

Nothing is guessed: `19:30`, `no` and `0117 496 0000` stay text, quoted or not. What a volunteer
never needs and an attacker likes (anchors, aliases, tags, merge keys, a second document, deep
nesting, large files) is refused with a sentence; it costs its own value, and the rest is read.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

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

from peerfind.faults import (
    BREAK,
    MAX_DEPTH,
    REFUSED,
    REPEATED,
    conflict,
    cut_off,
    stopped,
    syntax_problem,
)
from peerfind.named import NamedTuple
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

MAX_BYTES = 64 * 1024
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HOPELESS_DEPTH = 100  # nothing after it is read: each level makes the parser slower
LIBYAML = bool(yaml.__with_libyaml__)
Loader: Any = yaml.CSafeLoader if LIBYAML else yaml.SafeLoader
# YAML ends a line at these, no editor does: they come with text that was pasted.
_UNSEEN_BREAKS = "\x85\u2028\u2029"


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


_Found = Node | _Refused
STARTS = (MappingStartEvent, SequenceStartEvent)
ENDS = (MappingEndEvent, SequenceEndEvent)


def read_file(path: str | PathLike[str], file: str) -> Document:
    """The document at `path`, reported as `file`. Never raises for what the file holds."""
    try:
        data = contents(path)
    except OSError as error:
        return _unusable(file, "unreadable-file", f"The file cannot be opened: {error.strerror}.")
    return read_bytes(data, file)


def contents(path: str | PathLike[str]) -> bytes:
    """What the file at `path` holds, up to a byte more than `MAX_BYTES`; a pipe is not waited for.

    Raises OSError.
    """
    descriptor, data = os.open(path, _FLAGS), b""
    try:
        while len(data) <= MAX_BYTES and (more := os.read(descriptor, MAX_BYTES + 1 - len(data))):
            data += more
    except BlockingIOError:  # a pipe may have nothing to say
        pass
    finally:
        os.close(descriptor)
    return data


def read_bytes(data: bytes, file: str) -> Document:
    """The document that `data` holds; bytes over 64 KiB or not in UTF-8 leave no document."""
    if len(data) > MAX_BYTES:
        return _unusable(file, "file-too-large", REFUSED["file-too-large"])
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()  # without the byte order mark
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        return _unusable(file, "not-utf-8", REFUSED["not-utf-8"], line, column)
    return read_text(text, file)


def read_text(text: str, file: str) -> Document:
    """The document that `text` holds, with all that was refused in it."""
    text = without_unseen_breaks(text)
    builder = _Builder(file, text)
    try:
        builder.read(Loader(text))
    except _StopError:
        pass
    except (yaml.YAMLError, ValueError) as error:  # pure Python lets ValueErrors through
        problem = stopped(conflict(text, file) or syntax_problem(error, text, file))
        return Document(file, None, (*builder.problems, problem))
    root = None if isinstance(builder.root, _Refused) else builder.root
    return Document(file, root, tuple(builder.problems))


def without_unseen_breaks(text: str) -> str:
    """`text`, of the same length, with a space for each break that no editor shows."""
    for unseen in _UNSEEN_BREAKS:
        text = text.replace(unseen, " ")
    return text


def _unusable(file: str, rule: str, message: str, line: int = 1, column: int = 1) -> Document:
    return Document(file, None, (Problem(file, line, column, "error", rule, message),))


class _StopError(Exception):
    """Nothing after this point of the file is read; why was reported."""


class _Builder:
    """Turns parser events into nodes, refusing what may not be written.

    Every value of every file comes through here: an event is told by its class alone, and its place is
    asked for once.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.root: _Found | None = None
        self.problems: list[Problem] = []
        self._take: Callable[[], Any] = StreamEndEvent
        # Without a remark at the end of a line, nothing can be cut off by one.
        self._rows = re.split(BREAK, text) if " #" in text or "\t#" in text else []

    def read(self, loader: Any) -> None:
        """Take every event of `loader`."""
        self._take = loader.get_event
        try:
            while (event := self._take()).__class__ is not StreamEndEvent:
                if event.__class__ is DocumentStartEvent:
                    self._document(event)
        finally:
            loader.dispose()

    def refuse(self, rule: str, line: int, column: int, message: str = "") -> None:
        """Report one error."""
        told = message or REFUSED[rule]
        self.problems.append(Problem(self.file, line, column, "error", rule, told))

    def _document(self, event: Any) -> None:
        if self.root is not None:
            self.refuse("second-document", *_place(event))
            raise _StopError
        self.root = self._node(self._take(), 0)

    def _node(self, event: Any, depth: int) -> _Found:
        """The value that starts with `event`, inside of `depth` others."""
        if event.__class__ is ScalarEvent:
            return self._scalar(event)
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if event.__class__ is AliasEvent:
            self.refuse("alias", line, column)
        elif depth >= MAX_DEPTH:
            self.refuse("too-deep", line, column)
            self._pass_over()
        else:
            is_named = event.anchor is not None or event.tag is not None
            is_refused, found = is_named and self._is_refused(event), self._children(depth + 1)
            if not is_refused:
                make = self._map if event.__class__ is MappingStartEvent else _items
                return make(found, line, column)
        return _Refused(line, column)

    def _children(self, depth: int) -> list[_Found]:
        """The values up to the end of a list or map; those of a map are keys and values by turns."""
        children: list[_Found] = []
        take, scalar, node, add = self._take, self._scalar, self._node, children.append
        while (kind := (event := take()).__class__) not in ENDS:
            add(scalar(event) if kind is ScalarEvent else node(event, depth))
        return children

    def _scalar(self, event: Any) -> Text | _Refused:
        """A text; most of what a file holds comes through here."""
        mark, value, style = event.start_mark, event.value, event.style
        line, column = mark.line + 1, mark.column + 1
        if (event.anchor is not None or event.tag is not None) and self._is_refused(event):
            return _Refused(line, column)
        if style:
            value.encode()  # pure Python lets half a character through, as "\ud800"
        elif self._rows:
            self._report_cut_off(event, line, column)
        return tuple.__new__(Text, (value, line, column, bool(style)))

    def _is_refused(self, event: Any) -> bool:
        """Whether the value carries an anchor or a tag, which is reported."""
        rule = "anchor" if event.anchor is not None else "tag" if event.tag is not None else ""
        if rule:
            self.refuse(rule, *_place(event))
        return bool(rule)

    def _report_cut_off(self, event: Any, line: int, column: int) -> None:
        """Report a value that ends at ` #`, after which everything is lost without a word."""
        end: Any = event.end_mark
        if meant := cut_off(self._rows, line, column, (end.line + 1, end.column + 1)):
            quoted = meant.replace("\\", "\\\\").replace('"', '\\"')
            place = (end.line + 1, end.column + 1)
            fix = f'"{quoted}"'
            told = REFUSED["text-cut-off"]
            self.problems.append(Problem(self.file, *place, "error", "text-cut-off", told, fix))

    def _pass_over(self) -> None:
        """Pass over the rest of a value that is nested too deep."""
        levels = 1
        while levels:
            kind = self._take().__class__
            levels += kind in STARTS
            levels -= kind in ENDS
            if levels > _HOPELESS_DEPTH:
                raise _StopError

    def _map(self, children: list[_Found], line: int, column: int) -> Map:
        keys, values = children[::2], children[1::2]
        pairs = [*zip(keys, values, strict=True)]
        entries: Any = {}
        if {Text}.issuperset(map(type, keys)) and _Refused not in map(type, values):
            entries = {key.text: (key, value) for key, value in pairs}  # type: ignore[union-attr]
        if len(entries) < len(pairs) or "<<" in entries:
            return self._mended(pairs, line, column)
        return Map(entries, line, column)

    def _mended(self, pairs: list[tuple[_Found, _Found]], line: int, column: int) -> Map:
        """The map of what may be written of `pairs`; the rest is reported."""
        entries: dict[str, tuple[Text, Node]] = {}
        seen: dict[str, Text] = {}
        for key, value in pairs:
            if self._is_bad_key(key) or not isinstance(key, Text):
                continue
            if key.text in seen:
                self._repeated(key, value, seen[key.text], entries)
            elif not isinstance(value, _Refused):
                entries[key.text] = (key, value)
            seen.setdefault(key.text, key)
        return Map(entries, line, column, frozenset(seen.keys() - entries.keys()))

    def _is_bad_key(self, key: _Found) -> bool:
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
        value: _Found,
        first: Text,
        entries: dict[str, tuple[Text, Node]],
    ) -> None:
        """Report a key that stands twice, and use neither value where they differ.

        Taking one of two phone numbers by chance could send somebody to the wrong one.
        """
        keep = REPEATED.get(key.text, "Keep one of the two.")
        message = f"{key.text} is already on line {first.line}. {keep}"
        self.refuse("repeated-key", key.line, key.column, message)
        if key.text in entries and not _same(entries[key.text][1], value):
            del entries[key.text]


def _items(children: list[_Found], line: int, column: int) -> Items:
    items: Any = tuple(children)
    if _Refused in map(type, children):
        items = tuple([child for child in children if not isinstance(child, _Refused)])
    return Items(items, line, column, len(children) - len(items))


def _place(event: Any) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _same(one: Node, other: _Found) -> bool:
    """Whether two values say the same, wherever they stand."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one.text == other.text
    if isinstance(one, Items) and isinstance(other, Items):
        pairs = zip(one.items, other.items, strict=False)
        return len(one.items) == len(other.items) and all(_same(a, b) for a, b in pairs)
    return False
