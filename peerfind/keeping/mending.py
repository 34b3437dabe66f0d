"""Lines that YAML cannot read, or reads as something else, as they were surely meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.directory import fields
from peerfind.keeping.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.problems import Problem

_TABLES = (
    *(fields.FIELDS, fields.PATTERN, fields.VENUE, fields.CONTACT, fields.SOURCE, fields.CHECKED),
    *(fields.TERM, fields.CRISIS, fields.QUESTION, fields.SETTINGS),
)
_KEYS = frozenset(key for table in _TABLES for key in table)
_WITH_KEY = r"([ ]*(?:- +)?)([\w-]+):( *)(.*)"  # what stands before a key, it, the space, the value
_WITH_ODD_SPACES = "([ \u00a0\u2000-\u200a\u202f]*)([\\w-]+:)?([ \u00a0\u2000-\u200a\u202f]*)(.*)"
_CONTROL = "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
_OPENING = '"\u201c'
_WITHOUT_QUOTES = frozenset({"colon-in-text", "needs-quotes"})
_OPENS = r"(?::|[|>]-?)\s*(?:#.*)?$"
_NOT_AN_ITEM = r"(?<![^ ])(?:-(?! )|[*\u2022\u00b7\u2013\u2014\u25aa] *)"
_ITEM = r"\s*-(?=[^\W\d])"


def mended(rows: Sequence[str], problem: Problem) -> list[str] | None:
    """The lines of a file that cannot be read, without what stopped the reader; None where it is not sure."""
    if problem.line > len(rows):
        return None
    if problem.rule == "tab":
        return _without_tabs(rows)
    above = max(problem.line - 2, 0)
    around = rows[above : problem.line]
    if (spaced := [*map(_spaced, around)]) != [*around]:
        return [*rows[:above], *spaced, *rows[problem.line :]]
    row = _mended(rows[problem.line - 1], problem)
    if row is None or (problem.rule in _WITHOUT_QUOTES and _goes_on(rows, problem.line)):
        return None
    return [*rows[: problem.line - 1], row, *rows[problem.line :]]


def _mended(row: str, problem: Problem) -> str | None:
    """The line of a problem as it was meant."""
    if problem.rule == "control-character":
        return re.sub(_CONTROL, "", row)
    if problem.rule == "not-an-item":
        return re.sub(_NOT_AN_ITEM, "- ", row, count=1)
    parts = re.fullmatch(_WITH_KEY, row.rstrip())
    if not parts or parts[2] not in _KEYS:
        return None
    before, key, typed = f"{parts[1]}{parts[2]}: ", parts[2], parts[4]
    end = row[len(row.rstrip()) :]
    if problem.rule == "no-space-after":
        return f"{before}{typed}{end}" if typed and not parts[3] else None
    text = _text_meant(typed, problem.rule)
    if not parts[3] or text is None or key in fields.NESTED:
        return None
    return f"{before}{quoted(text)}{end}"


def _spaced(row: str) -> str:
    """A line with usual spaces at its start and after the colon of its key."""
    start, key, odd, rest = re.fullmatch(_WITH_ODD_SPACES, row, re.DOTALL).groups("")  # type: ignore[union-attr]
    is_key = key.rstrip(":") in _KEYS
    return f"{' ' * len(start)}{key}{' ' * len(odd) if is_key else odd}{rest}"


def _text_meant(typed: str, rule: str) -> str | None:
    """The whole text of a value that is to stand in quotes; None where that is not sure."""
    inner = typed[1:-1]
    if rule == "apostrophe":
        is_one = len(typed) > 1 and typed[0] == typed[-1] == "'" and "''" not in inner
        return (
            inner if is_one and " #" not in inner and not re.search(r"'\s*[,:\]}]", inner) else None
        )
    if rule == "quote-not-closed":
        is_curly = len(typed) > 1 and typed[0] in _OPENING and typed[-1] in "\u201c\u201d"
        return inner if is_curly and not re.search(r'["\\\u201c\u201d]', inner) else None
    if rule not in _WITHOUT_QUOTES or re.match(r"[\"'\[{|>&*!]", typed) or " #" in typed:
        return None
    is_two = any(word in _KEYS for word in re.findall(r"([\w-]+):(?:\s|$)", typed))
    return None if is_two or typed.endswith(":") else typed


def _goes_on(rows: Sequence[str], line: int) -> bool:
    """Whether what follows a line stands further in than it, and so may belong to its value."""
    following = next((row for row in rows[line:] if row.strip()), "")
    return _indent(following) > _indent(rows[line - 1])


def _without_tabs(rows: Sequence[str]) -> list[str] | None:
    """Lines with two spaces for each tab at a start; None where it is not sure under what they stand."""
    made: list[str] = []
    open_at, below = [0], 0  # the columns at which a line may start here
    for row in rows:
        bare = row.lstrip(" \t")
        start = row[: len(row) - len(bare)]
        if not bare or bare.startswith("#"):
            made.append(row)
            continue
        indent = len(start.replace("\t", "  "))
        if "\t" in start and ("\t" in start.lstrip("\t") or indent not in (*open_at, below)):
            return None
        made.append(f"{' ' * indent}{bare}" if "\t" in start else row)
        inner = indent + len(bare) - len(re.sub(r"^(?:- +)+", "", bare))
        open_at = [*(one for one in open_at if one < indent), indent, inner]
        below = inner + 2 if re.search(_OPENS, bare) else 0
    return made


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def as_items(rows: Sequence[str], line: int, text: str) -> tuple[list[str], list[str]] | None:
    """Lines with a space after each hyphen of a list that was read as `text`, and its items.

    `line` is where the text starts. None where the text is not surely such a list.
    """
    made, items = [*rows], []
    for at in range(line - 1, len(rows)):
        if not (mark := re.match(_ITEM, rows[at])):
            break
        items.append(rows[at][mark.end() :].strip())
        made[at] = f"{mark[0]} {rows[at][mark.end() :]}"
    is_whole = " ".join(f"-{item}" for item in items) == text
    return (made, items) if items and is_whole else None
