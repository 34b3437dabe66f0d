"""What is wrong in a text that YAML cannot read, or reads only in part, in a volunteer's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BREAK = r"\r\n?|\n"
MAX_DEPTH = 8

# What may not be written, by its rule, and what to write instead.
REFUSED = {
    "anchor": "A name after & is not read here. Write the value out in full each time.",
    "alias": "A * at the start means a copy of another value, which is not read here. "
    "Write the value out in full, or put quotes around it if it is text.",
    "tag": "A word after ! at the start is not read here. Leave it out, or put quotes around it.",
    "merge-key": "<< is not read here. Write the lines out in full.",
    "complex-key": "What stands before a colon must be one plain word, such as name or phone.",
    "too-deep": f"This is nested more than {MAX_DEPTH} levels deep. Nothing needs more than four.",
    "second-document": "--- starts a second document. Keep one group a file: "
    "move the rest to its own.",
    "text-cut-off": 'Everything after " #" is a comment, so readers lose it. Put quotes around it.',
    "file-too-large": "The file is over 64 KiB. A group needs one or two: shorten it.",
    "not-utf-8": "A character here is not in UTF-8. Save the file as UTF-8 and type it again.",
}

# What to do about these where they stand twice: keeping one of the two would lose what is true.
REPEATED = {
    "venue": "A file can hold one place. Keep this place's meetings here, and put the other place "
    "and its meetings in a file of its own.",
    "meets": "If all are at one place, put them under one meets:, each with a hyphen before it.",
    "sources": "Put all sources under one sources:, each with a hyphen before it.",
}

STOPPED = "Nothing after this line could be read. More may follow when it is mended."
"""What is added to what stopped the reader: it saw no more of the file."""

_CONFLICT = re.compile(r"^(?:<{7} |={7}\r?$|>{7} )", re.MULTILINE)


_BEFORE_COLON = r"\s*(?:- +)?[\w-]+\s*"
_QUESTION = r"\s*(?:- +)?[\w-]+:\s+\?\s*"
_STARTS_WITH_KEY = r" +(?=[\w-]+:(?:\s|$))"


def _is_in_another_column(row: str, column: int, said: str) -> bool:
    """Whether the parser stopped at a key because of the column in which its line starts."""
    if "mapping values are not allowed" in said:
        return row.count(":") == 1 or re.fullmatch(_BEFORE_COLON, row[: column - 1]) is not None
    start = re.match(_STARTS_WITH_KEY, row)
    is_misplaced = "expected '-' indicator" in said or "did not find expected key" in said
    return start is not None and is_misplaced and start.end() == column - 1


# What stops the parser: a rule, what to do about it in a volunteer's words, and a look at the line, the
# column and the parser's own words. The first that fits is told.
_CAUSES: tuple[tuple[str, str, Callable[[str, int, str], bool]], ...] = (
    (
        "tab",
        "There is a tab here. Use spaces.",
        lambda row, at, _: row[at - 1 : at] == "\t" or "\t" in row[: len(row) - len(row.lstrip())],
    ),
    (
        "code-fence",
        "``` is Markdown's mark for code. Delete this line, and the one with ``` at the end.",
        lambda row, _, __: row.startswith("```"),
    ),
    (
        "backslash",
        "A \\ between double quotes changes the character after it. Use single quotes instead.",
        lambda _, __, said: "escape" in said or "hexdecimal" in said,
    ),
    (
        "quote-not-closed",
        "A quote starts here and never ends. Add the closing quote.",
        lambda _, __, said: "quoted" in said,
    ),
    (
        "needs-quotes",
        "Text that starts with @, ` or % needs quotes around it.",
        lambda row, at, _: row[at - 1 : at] in tuple("@`%"),
    ),
    (
        "text-after-quotes",
        "Text goes on after the closing quote. Take the quotes out, or put others around all of it.",
        lambda row, at, _: re.search(r""":\s+"[^"]*"\s*$""", row[: at - 1]) is not None,
    ),
    (
        "wrong-indent",
        "This line starts with more or fewer spaces than those it belongs with. Count them.",
        _is_in_another_column,
    ),
    (
        "colon-in-text",
        'There is a second colon on this line. Put quotes around the text: "Tea: and talk".',
        lambda _, __, said: "mapping values are not allowed" in said,
    ),
    (
        "apostrophe",
        "Put double quotes around text that starts with a quote and has an apostrophe in it.",
        lambda row, _, __: re.search(r":\s*'.*\w'\w", row) is not None,
    ),
    (
        "control-character",
        "There is a character here that cannot be seen. Delete it.",
        lambda _, __, said: "control characters" in said or "special characters" in said,
    ),
    (
        "cannot-read",
        (
            "This line cannot be read. Look for a missing space after : or -, a missing colon, a "
            "quote that is not closed, or a line that does not start under the one above."
        ),
        lambda _, __, ___: True,
    ),
)

# What the line above may have done to the one that the parser stopped at: a rule, what to do about it,
# and a pattern whose first group starts at the fault.
_CAUSES_ABOVE = (
    ("no-space-after", "Put a space after the colon.", r"\s*(?:- )?[\w-]+:([^\s/].*)"),
    ("bracket-not-closed", "A [ starts here and never ends. Add the ].", r"[^#\[]*(\[[^\]]*)"),
    (
        "no-colon",
        (
            "There is no colon after a key here, or no hyphen before an item of a list. If the line goes "
            "on from the one above it, start it two spaces further in than that line's key."
        ),
        r"\s*([^\s#:-][^:]*)",
    ),
)
# The same of a line that starts with a key and would be right on its own.
_CAUSES_ABOVE_KEY = (
    (
        "odd-indent",
        "The space at the start of this line is not the usual one. Type the spaces again.",
        "([ ]*[\u00a0\u2000-\u200a\u202f\u3000].*)",
    ),
    (
        "not-an-item",
        "Start each item of a list with a hyphen and a space, such as: - days: tuesday.",
        r"\s*((?:-(?=[^\W\d])|[*\u2022\u00b7\u2013\u2014\u25aa]\s*)[\w-]+:.*)",
    ),
)

TOLD = {rule: message for rule, message, _ in (*_CAUSES, *_CAUSES_ABOVE, *_CAUSES_ABOVE_KEY)} | {
    "conflict-marker": "Two versions of this file were joined here. Keep one, and delete the lines "
    "that start with <<<<<<<, ======= and >>>>>>>."
}
"""What is said of a text that the parser cannot read, by its rule."""


def conflict(text: str, file: str) -> Problem | None:
    """The first mark that a merge of two versions left behind; the parser stops anywhere after it."""
    if not (mark := _CONFLICT.search(text)):
        return None
    line = len(re.findall(BREAK, text[: mark.start()])) + 1
    return Problem(file, line, 1, "error", "conflict-marker", TOLD["conflict-marker"])


def syntax_problem(error: Exception, text: str, file: str) -> Problem:
    """What stopped the parser, in a volunteer's words, where the cause is likeliest."""
    line, column = _fault(error, text)
    rows = re.split(BREAK, text)
    row, said = rows[line - 1] if line <= len(rows) else "", str(error)
    if "could not find expected" in said or "expected ',' or" in said:
        above = _problem_above(rows, line, file, _CAUSES_ABOVE)
    elif _is_in_another_column(row, column, said):
        above = _problem_above(rows, line, file, _CAUSES_ABOVE_KEY)
    else:
        above = None
    if above:
        return above
    rule, message = next((rule, told) for rule, told, fits in _CAUSES if fits(row, column, said))
    if rule == "wrong-indent":
        message = _counted(rows, line) or message
    elif rule == "cannot-read" and re.fullmatch(_QUESTION, row):
        message = "A ? alone cannot be read. Leave the line out where nothing is known."
    return Problem(file, line, column, "error", rule, message)


def stopped(problem: Problem) -> Problem:
    """A problem that ended the reading of its file, which says that others may stand behind it."""
    return problem._replace(message=f"{problem.message} {STOPPED}")


def _counted(rows: Sequence[str], line: int) -> str:
    """How many spaces a line starts with, and how many one above it with nearly as many; empty where none."""
    row = rows[line - 1]
    at, is_item = _indent(row), row.lstrip().startswith("-")
    above = [(n, _start(rows[n - 1], is_item=is_item)) for n in range(line - 1, 0, -1)]
    starts = [
        (abs(start - at), -n, start) for n, start in above if start is not None and start != at
    ]
    if not starts:
        return ""
    _, number, start = min(starts)
    counted = " (its hyphen counts as one)" if start != _indent(rows[-number - 1]) else ""
    return (
        f"Line {line} starts with {_spaces(at)}, and line {-number} above it with {start}{counted}. "
        "Lines that belong together start with as many."
    )


def _start(row: str, *, is_item: bool) -> int | None:
    """The column, from 0, in which the key or the hyphen of a line stands; None where it has neither.

    Beside lines that are no items, what counts of an item is its first key.
    """
    mark = re.match(
        r"[ ]*(?:- +)*(?=[\w-]+:(?:\s|$))" if not is_item else r"[ ]*(?=- |[\w-]+:)", row
    )
    return mark.end() if mark else None


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _spaces(count: int) -> str:
    return f"{count or 'no'} {'space' if count == 1 else 'spaces'}"


def _problem_above(
    rows: Sequence[str], line: int, file: str, causes: Sequence[tuple[str, str, str]]
) -> Problem | None:
    """What is wrong in the last line with text before `line`; None where nothing is known of it."""
    above = next((n for n in range(line - 1, 0, -1) if rows[n - 1].strip()), 0)
    for rule, message, pattern in causes if above else ():
        if found := re.fullmatch(pattern, rows[above - 1]):
            return Problem(file, above, found.start(1) + 1, "error", rule, message)
    return None


def _fault(error: Exception, text: str) -> tuple[int, int]:
    at, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    in_quotes = "quoted" in str(getattr(error, "context", ""))
    mark = (begun or at) if in_quotes else (at or begun)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    position = getattr(error, "position", None) or 0
    counts_bytes = getattr(error, "encoding", "") != "unicode"  # libyaml does
    before = text.encode()[:position].decode(errors="ignore") if counts_bytes else text[:position]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def cut_off(rows: Sequence[str], line: int, column: int, end: tuple[int, int]) -> str | None:
    """The whole text that was meant, where ` #` ended a value early; None where it did not.

    `line`, `column` and `end` (the place after the value as read) count from 1.
    """
    if end[0] > len(rows) or not re.match(r"[ \t]+#", rows[end[0] - 1][end[1] - 1 :]):
        return None
    meant = [rows[line - 1][column - 1 :], *rows[line : end[0]]] if line < end[0] else []
    whole = meant or [rows[line - 1][column - 1 :]]
    return " ".join(row.strip() for row in whole)
