"""A YAML file as it is laid out: each value with its place, and the comments with what they stand at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.pieces import Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_COMMENT = re.compile(r"#[^\n]*")
_HEAD = re.compile(r"[|>][^\n]*")  # of a text that stands on lines of its own
_MARKS = re.compile(
    r"[\s\-:,\[\]{}?.|>+0-9]*"
)  # all that may stand between values besides comments


class Part(NamedTuple):
    """A value, with its key where it has one; its number is its place among all, that of the whole is 0.

    `start` is where it starts, with its key; `head` where the key, or what has none, has ended; `first` and
    `end` where the value itself starts and has ended. They count characters from 0. `column` is that of the
    value. `style` is the mark that the value starts with.
    """

    number: int
    parent: int
    kind: str
    key: str | None
    text: str
    style: str
    start: int
    head: int
    first: int
    end: int
    column: int
    children: tuple[Part, ...]

    @property
    def has_brackets(self) -> bool:
        """Whether it is a list or map that stands in brackets."""
        return self.style in {"[", "{"}

    @property
    def is_one_token(self) -> bool:
        """Whether it ends where it is seen to end: a text, or what stands in brackets."""
        return self.kind == "text" or self.has_brackets


class Comment(NamedTuple):
    """A comment: its text with the mark, where it starts, how far in, and what stands around it."""

    text: str
    start: int
    column: int
    is_beside: bool
    has_gap: bool  # an empty line under it


class Outline(NamedTuple):
    """A file: the whole, and its comments by the number of the part that they stand above, beside or below.

    Above the whole are the comments at the head of the file. Below a list or map are those at its end.
    `is_apart` tells a file that is a list with an empty line between any two of its entries.
    """

    root: Part
    above: dict[int, list[Comment]]
    beside: dict[int, Comment]
    below: dict[int, list[Comment]]
    is_apart: bool


def outline(text: str) -> Outline:
    """The outline of a text that `read_text` can read, all of whose lines end as on Unix.

    Raises ValueError for one that holds what can have no place in it, such as a directive.
    """
    found = [*pieces(text)]
    builder = _Builder(found)
    root = builder.part(None, builder.take(), 0)
    placing = _Placing(text, builder.parts)
    for comment in _comments(text, [one for one in found if one.kind == "text"]):
        placing.place(comment)
    return Outline(root, placing.above, placing.beside, placing.below, _is_apart(root, text))


def _is_apart(root: Part, text: str) -> bool:
    """Whether an empty line stands between two entries of a list that is the whole file."""
    return root.kind == "list" and any(
        re.search(r"\n[ ]*\n", text[_last_end(one, text) : other.start])
        for one, other in pairwise(root.children)
    )


def _last_end(part: Part, text: str) -> int:
    """Where the last text or bracket in a part ends, without the empty lines that YAML counts to it."""
    while not part.is_one_token and part.children:
        part = part.children[-1]
    return part.first + len(text[part.first : part.end].rstrip())


class _Builder:
    """Turns the steps of the parser into parts, which it counts in their order."""

    def __init__(self, found: Iterable[Piece]) -> None:
        self.take = iter(found).__next__
        self.parts: list[Part] = []

    def part(self, key: Piece | None, value: Piece, parent: int) -> Part:
        """The part that `value` starts, with all in it; its steps are taken."""
        number = len(self.parts)
        self.parts += [_NOTHING]
        children, end = self._children(value, number)
        start = key.start if key else value.start
        head = key.end if key else end if value.kind == "text" else value.start
        made = Part(
            number, parent, value.kind, key.text if key else None, value.text, value.style,
            start, head, value.start, end, value.column, children,
        )  # fmt: skip
        self.parts[number] = made
        return made

    def _children(self, value: Piece, number: int) -> tuple[tuple[Part, ...], int]:
        """What stands in a list or map, and where that ends."""
        children: list[Part] = []
        last = value
        while value.kind != "text" and (last := self.take()).kind != "end":
            key, first = (last, self.take()) if value.kind == "map" else (None, last)
            children.append(self.part(key, first, number))
        return tuple(children), last.end


_NOTHING = Part(0, 0, "text", None, "", "", 0, 0, 0, 0, 0, ())


def _comments(text: str, texts: Sequence[Piece]) -> Iterator[Comment]:
    """The comments of a file, all of which stand between its texts. Raises ValueError as `outline` does."""
    for start, end in _gaps(text, texts):
        gap = text[start:end]
        if not _MARKS.fullmatch(_COMMENT.sub("", gap)):
            raise ValueError("There is a line here that is neither a value nor a comment.")
        for found in _COMMENT.finditer(gap):
            yield _comment(text, start + found.start(), found[0])


def _gaps(text: str, texts: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """What lies between texts, and the lines that say how the next lines are to be read."""
    ends = [0]
    for one in texts:
        head = _HEAD.match(text, one.start) if one.style in {"|", ">"} else None
        ends += [head.end() if head else one.start, one.end]
    ends.append(len(text))
    yield from ((start, end) for start, end in zip(ends[::2], ends[1::2], strict=True))


def _comment(text: str, start: int, typed: str) -> Comment:
    line = text.rfind("\n", 0, start) + 1
    under = start + len(typed) + 1
    end = text.find("\n", under)
    has_gap = end >= 0 and not text[under:end].strip()
    return Comment(typed.rstrip(), start, start - line, bool(text[line:start].strip()), has_gap)


class _Placing:
    """Finds for each comment the part that it stands at."""

    def __init__(self, text: str, parts: list[Part]) -> None:
        self.text = text
        self.parts = parts
        self.starts = [part.start for part in parts[1:]]  # the whole starts with its first part
        self.above: dict[int, list[Comment]] = {}
        self.beside: dict[int, Comment] = {}
        self.below: dict[int, list[Comment]] = {}

    def place(self, comment: Comment) -> None:
        """Put a comment with the part that it stands at."""
        last = self._last_before(comment)
        if last is None:
            self.above.setdefault(0, []).append(comment)
        elif not (comment.is_beside and self._put_beside(comment, last)):
            where, number = self._around(comment, last)
            where.setdefault(number, []).append(comment)

    def _last_before(self, comment: Comment) -> Part | None:
        """The last part that starts before a comment, and of those that start together the innermost."""
        number = bisect_left(self.starts, comment.start)
        return self.parts[number] if number else None

    def _first_after(self, comment: Comment) -> Part | None:
        """The first part that starts after a comment, and of those that start together the outermost."""
        number = bisect_right(self.starts, comment.start) + 1
        return self.parts[number] if number < len(self.parts) else None

    def _put_beside(self, comment: Comment, part: Part) -> bool:
        """Put a comment beside what it follows on its line; one after a comma or bracket stands above."""
        while part.parent and self._has_ended(self.parts[part.parent], comment):
            part = self.parts[part.parent]
        is_whole = part.is_one_token and part.end <= comment.start
        end = part.end if is_whole else part.head
        if end > comment.start or "\n" in self.text[end : comment.start]:
            return False
        between = self.text[end : comment.start].strip()
        is_free = part.number not in self.beside and not (part.kind == "text" and not is_whole)
        if is_free and between in ({""} if is_whole else {"", ":"}):
            self.beside[part.number] = comment
        else:
            self.above.setdefault(part.number, []).append(comment)
        return True

    def _has_ended(self, part: Part, comment: Comment) -> bool:
        return part.has_brackets and part.end <= comment.start

    def _around(self, comment: Comment, last: Part) -> tuple[dict[int, list[Comment]], int]:
        """Whether a comment on a line of its own stands above or below a part, and which."""
        after = self._first_after(comment)
        if last.first > comment.start and last.is_one_token:  # between a key and its value
            return self.above, last.number
        if last.style in {"|", ">"} and last.first < comment.start < last.end:
            return self.above, last.number
        if around := self._brackets_around(comment, last):
            is_inside = after is not None and after.start < around.end
            if after is not None and is_inside:
                return self.above, after.number
            return (self.below if around.children else self.above), around.number
        if after is not None and comment.column <= self.parts[after.parent].column:
            return self.above, after.number
        return self._at_an_end(comment, last, after)

    def _brackets_around(self, comment: Comment, last: Part) -> Part | None:
        """The innermost list or map in brackets that a comment stands in, which `last` lies in or is."""
        around = map(self.parts.__getitem__, self._chain(last))
        return next(
            (one for one in around if one.has_brackets and one.first < comment.start < one.end),
            None,
        )

    def _at_an_end(
        self, comment: Comment, last: Part, after: Part | None
    ) -> tuple[dict[int, list[Comment]], int]:
        """The list or map that ended before a comment which starts as far in; else what comes after."""
        still_open = {*self._chain(after)} if after else set()
        ended = [
            part
            for part in map(self.parts.__getitem__, self._chain(last))
            if not part.is_one_token
            and part.number not in still_open
            and part.column <= comment.column
        ]
        if ended:
            return self.below, max(ended, key=lambda part: (part.column, -part.number)).number
        return (self.above, after.number) if after else (self.below, 0)

    def _chain(self, part: Part) -> Iterator[int]:
        """The numbers of a part and of all that it lies in."""
        yield part.number
        if part.number:
            yield from self._chain(self.parts[part.parent])
