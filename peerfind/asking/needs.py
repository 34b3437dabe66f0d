"""A list of needs, as a table (CSV) or as JSON in lines: an id each, and columns named as flags of `match`.

Nothing that is told of a fault holds a value: a list of needs is about people.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.asking.query import FROM_PROMPT
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Column = str | float | bool | list[str]

ID, LITERAL = "id", "literal"
SETTINGS = ("within", "require", "avoid", "weight", "include", "sort", "ignore", LITERAL)
COLUMNS = (ID, WORDS, *CRITERIA, *SETTINGS)
_DELIMITERS = ",;\t"
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
_MOST_CHARACTERS = 64 * 1024  # in a line


class Need(NamedTuple):
    """One need: the line on which it begins, its id, and what it asks by the name of the column."""

    line: int
    id: str
    asks: Mapping[str, Column]


class Unread(NamedTuple):
    """A need that cannot be used: its line, the column that is at fault, if it is one, and what is wrong."""

    line: int
    column: str
    why: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"Line {self.line}{column}: {self.why}."


class _FaultError(ValueError):
    """What is wrong in a column."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


def needs(lines: Iterable[bytes]) -> Iterator[Need | Unread]:
    """The needs of a file, one by one as its lines come.

    What begins with `{` is JSON in lines, all else a table with a head; commas, semicolons or tabs stand
    between. An id that stands there a second time is at fault. Raises UsageError for a head that is none.
    """
    seen: dict[str, int] = {}
    for line, found in _rows(_decoded(lines)):
        if isinstance(found, Unread):
            yield found
            continue
        try:
            need = _need(line, found)
        except _FaultError as fault:
            yield Unread(line, fault.column, str(fault))
            continue
        if (first := seen.setdefault(need.id, line)) != line:
            yield Unread(line, ID, f"line {first} has the same")
        else:
            yield need


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines as text; what is not UTF-8 is kept as it is, to be found by `_is_text`."""
    for number, line in enumerate(lines):
        yield line.decode("utf-8-sig" if not number else "utf-8", "surrogateescape")


def _is_text(line: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in line)


def _rows(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any] | Unread]]:
    """Each row as a map, or what is wrong with it, with the line on which it begins."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            first = number, line
            break
    else:
        raise UsageError("There are no needs in it.")
    if first[1].lstrip().startswith("{"):
        yield _of_json(*first)
        for number, line in enumerate(lines, first[0] + 1):
            if line.strip():
                yield _of_json(number, line)
    else:
        yield from _of_table(first[0], first[1], lines)


def _of_json(number: int, line: str) -> tuple[int, dict[str, Any] | Unread]:
    """A line of JSON as a map."""
    if not _is_text(line):
        return number, Unread(number, "", "it is not text in UTF-8")
    try:
        found = json.loads(line, object_pairs_hook=_map) if len(line) <= _MOST_CHARACTERS else None
    except _FaultError as fault:
        return number, Unread(number, fault.column, str(fault))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return number, Unread(number, "", "it is no map in JSON on one line")
    return number, found


def _map(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A map in JSON by the names of columns. Raises _FaultError where one stands twice."""
    found = {_column(name): value for name, value in pairs}
    if len(found) < len(pairs):
        raise _FaultError("", "it has a key twice")
    return found


def _of_table(
    number: int, head: str, lines: Iterator[str]
) -> Iterator[tuple[int, dict[str, Any] | Unread]]:
    """The rows below a head."""
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        columns = _head(next(csv.reader([head], delimiter=delimiter)), number)
    except csv.Error:
        raise UsageError(
            f"Line {number}: it can be no head: its length or its ends of lines."
        ) from None
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        at = number + rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            last = number + rows.line_num
            lost = f", and all to line {last} is lost with it" if last > at else ""
            yield at, Unread(at, "", f"its quotes or its length cannot be right{lost}")
            continue
        if any(cell.strip() for cell in cells):
            yield at, _of_cells(at, columns, cells)


def _of_cells(line: int, columns: list[str], cells: list[str]) -> dict[str, Any] | Unread:
    if not all(map(_is_text, cells)):
        return Unread(line, "", "it is not text in UTF-8")
    if len(cells) > len(columns):
        return Unread(line, "", f"it has {len(cells)} cells, and the head has {len(columns)}")
    return dict(zip(columns, cells, strict=False))


def _head(cells: list[str], line: int) -> list[str]:
    """The columns of a table. Raises UsageError, which holds none of what stands there."""
    columns = [_column(cell) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for number, name in enumerate(columns, 1):
        if name not in COLUMNS:
            raise UsageError(
                f"Line {line}: column {number} of the head is none that a need has. They are: "
                f"{text.listed(COLUMNS)}. A list of needs has no names of people in it."
            )
        if name in columns[: number - 1]:
            raise UsageError(f"Line {line}: the head has {name} twice.")
    if ID not in columns:
        raise UsageError(f"Line {line}: the head has no column id.")
    return columns


def _column(typed: str) -> str:
    """The name of a column as it is known: `--Near` and `near` are one."""
    return typed.strip().lstrip("-").lower()


def _need(line: int, row: Mapping[str, Any]) -> Need:
    """A need of what its row holds. Raises _FaultError."""
    for name in row:
        if name not in COLUMNS:
            raise _FaultError("", "it has a key that no need has")
    typed = row.get(ID)
    named = "" if typed is None or isinstance(typed, (bool, list, dict)) else str(typed).strip()
    if not named or not named.isprintable():
        raise _FaultError(ID, "it is empty, or no id")
    asks = {name: _value(name, value) for name, value in row.items() if name != ID}
    return Need(line, named, {name: value for name, value in asks.items() if value not in ("", [])})


def _value(name: str, value: Any) -> Column:
    """What a column asks; empty where it asks nothing. Raises _FaultError."""
    if name == LITERAL:
        return _is_literal(value)
    if value is None:
        return ""
    if isinstance(value, list) and all(map(_is_said, value)):
        return [str(one) for one in value]
    if not _is_said(value):
        raise _FaultError(name, "it is neither text nor a number nor a list of them")
    said = str(value).strip()
    if name == "near" and said == FROM_PROMPT:
        raise _FaultError(name, f"{FROM_PROMPT} asks at a prompt, and here there is none")
    return said


def _is_said(value: Any) -> bool:
    """Whether it is text or a number, which can be written in any letters there are."""
    if isinstance(value, str):
        return _is_text(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_literal(value: Any) -> bool | str:
    said = str(value).strip().lower() if value is not None else ""
    if said not in (*_YES, *_NO, ""):
        raise _FaultError(LITERAL, "it is neither yes nor no")
    return said in _YES or ""
