"""How a text is written, so that every reader of YAML reads it as it was typed.

Readers of YAML 1.1 and 1.2 make numbers, dates, yes and no of texts that look like one: `no`, `19:30`, `~`,
`0117`. Quotes stand around those, around what YAML would cut or not read, and nowhere else.
"""

from __future__ import annotations

import re
from datetime import date

from peerfind.named import NamedTuple

# What some reader of YAML takes for something else than a text, in any case.
_NOT_TEXT = re.compile(
    r"""
    ~ | null | y | n | yes | no | true | false | on | off | = | <<
    | [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+ )
    | [-+]? \.? [0-9] [0-9_]* (?: \. [0-9_]* )? (?: e [-+]? [0-9]+ )?
    | [-+]? [0-9] [0-9_]* (?: : [0-9]{1,2} )+ (?: \. [0-9_]* )?
    | [-+]? \. (?: inf | nan )
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: (?: t | [ \t]+ ) [0-9] .* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BAD_START = re.compile(r"""[,\[\]{}#&*!|>'"%@`]|[-?:](?:[\s,\[\]{}]|$)|(?:---|\.\.\.)(?:\s|$)""")
_BAD_INSIDE = re.compile(r":(?:\s|$)|\s#|[\t\n]|^\s|\s$")
_BAD_IN_BRACKETS = re.compile(r"[,\[\]{}?]|^[:-]")
# What may not stand in a file as it is, or ends a line there that no editor ends.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_FOLDABLE = re.compile(r"(?<=[^\s]) (?=[^\s])")


class Rows(NamedTuple):
    """A text on lines of its own: the mark that stands before them, and the lines."""

    mark: str
    lines: tuple[str, ...]


def on_one_line(text: str, *, in_brackets: bool = False, may_be_number: bool = False) -> str:
    """`text` as it is written on one line: plain where every reader then reads it as it is, else in quotes.

    `may_be_number` says that a number or a day here may be read as one.
    """
    is_plain = _can_be_plain(text, in_brackets=in_brackets) and (
        not _NOT_TEXT.fullmatch(text) or (may_be_number and _is_number_or_day(text))
    )
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """`text` in quotes: double ones, but for a text with such in it that single ones can hold as it is."""
    has_marks = '"' in text or "\\" in text
    if (
        has_marks
        and "'" not in text
        and not re.search(r"[\n\t]", text)
        and not _UNSEEN.search(text)
    ):
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def on_rows(text: str, width: int) -> Rows | None:
    """`text` on lines of at most `width`, as it can be written after `|` or `>`; None where it cannot.

    Words longer than a line are left whole. The lines read back as the very same text.
    """
    rows = text.removesuffix("\n").split("\n")
    has_edges = not rows[0] or not rows[-1] or rows[0] != rows[0].lstrip()
    if has_edges or _UNSEEN.search(text) or any(row != row.rstrip() for row in rows):
        return None
    chomp = "" if text.endswith("\n") else "-"
    is_indented = any(row != row.lstrip() for row in rows)
    if "\n" in text and (is_indented or all(len(row) <= width for row in rows)):
        return Rows(f"|{chomp}", tuple(rows))
    return Rows(f">{chomp}", tuple(_folded(rows, width)))


def filled(words: list[str], width: int, between: str = " ") -> list[str]:
    """Lines of at most `width` columns, each with as many of the words as it has room for."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(between) + len(word) <= width:
            lines[-1] += between + word
        else:
            lines.append(word)
    return lines


def _can_be_plain(text: str, *, in_brackets: bool) -> bool:
    """Whether YAML reads `text` whole without quotes; a text of nothing at all it does not."""
    return not (
        not text
        or _BAD_START.match(text)
        or _BAD_INSIDE.search(text)
        or _UNSEEN.search(text)
        or (in_brackets and _BAD_IN_BRACKETS.search(text))
    )


def _is_number_or_day(text: str) -> bool:
    """Whether `text` is a number or a day in the one way in which all readers write them."""
    if not _DAY.fullmatch(text):
        return _NUMBER.fullmatch(text) is not None
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04x}" if _UNSEEN.match(character) else character


def _folded(rows: list[str], width: int) -> list[str]:
    """Rows as they stand after `>`: each may go over several lines, and an empty one tells a break."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        lines += [""] if number and rows[number - 1] else []
        lines += filled(_FOLDABLE.split(row), width) if row else [""]
    return lines
