"""The one layout of the files of a directory: the order of keys, quotes, brackets, lines and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.directory.fields import NESTED, NUMBERS_AND_DAYS
from peerfind.keeping.outline import outline
from peerfind.keeping.quoting import filled, on_one_line, on_rows, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from peerfind.keeping.outline import Comment, Outline, Part

WIDTH = 118  # columns of a list in brackets, and of a text that goes over several lines
LONGEST = (
    2 * WIDTH
)  # columns up to which a text stays on its line, as editors in browsers show it best
STEP = 2
# A list of whole sentences has a line for each, a small map of facts that belong together stands in one line.
ONE_A_LINE, IN_ONE_LINE = frozenset({"doubts"}), frozenset({"checked"})


def laid_out(text: str, keys: Collection[str]) -> str:
    """A file in its layout, with its keys in the order of `keys`; what it says and its comments stay.

    `text` is one that `read_text` can read, and may have any line ends. A key that is not known stays behind
    the one that it follows. Raises ValueError for a text that holds what can have no place in it.
    """
    found = outline(text.replace("\r\n", "\n").replace("\r", "\n"))
    layout = _Layout(found, {name: number for number, name in enumerate(keys)})
    return "\n".join(layout.rows()).rstrip("\n") + "\n"


class _Layout:
    """Writes the parts of a file as rows of text."""

    def __init__(self, found: Outline, order: dict[str, int]) -> None:
        self.root, self.above, self.beside, self.below, self.is_apart = found
        self.order = order

    def rows(self) -> list[str]:
        """The whole file."""
        head = _comment_rows(self.above.get(0, ()), 0)
        if self.root.kind != "text" and not self.root.children:
            return [*head, "[]" if self.root.kind == "list" else "{}"]
        return [*head, *self._children(self.root, "", 0)]

    def _children(self, part: Part, name: str, indent: int) -> list[str]:
        """What stands in a list or map, each on lines of its own; `name` is the key that it stands under."""
        rows: list[str] = []
        is_apart = part is self.root and self.is_apart
        for child in self._ordered(part, name):
            rows += [""] if is_apart and rows else []
            if child.key is not None:
                rows += _comment_rows(self.above.get(child.number, ()), indent)
                rows += self._entry(child, child.key, indent)
            else:
                rows += _comment_rows(self._above_item(child, name), indent)
                rows += self._item(child, name, indent)
        return rows + _comment_rows(self.below.get(part.number, ()), indent, is_last=True)

    def _ordered(self, part: Part, name: str) -> list[Part]:
        """The children of a map in the order of the file format, those of a list as they are."""
        if part.kind == "list":
            return [*part.children]
        inner = {key: number for number, key in enumerate(NESTED.get(name, ()))}
        order = inner if name else self.order
        ranks, rank = [], -1
        for child in part.children:
            rank = order.get(child.key or "", rank)
            ranks.append(rank)
        numbers = sorted(range(len(ranks)), key=ranks.__getitem__)
        return [part.children[number] for number in numbers]

    def _above_item(self, part: Part, name: str) -> list[Comment]:
        """The comments above an item of a list, and above what would else stand right behind its hyphen."""
        found = [*self.above.get(part.number, ())]
        if not part.children:
            return found
        found += self._above_first(part, name)
        if part.number in self.beside and not self._has_one_line(part, name):
            found.append(self.beside[part.number])
        return sorted(found, key=lambda comment: comment.start)

    def _above_first(self, part: Part, name: str) -> Iterable[Comment]:
        """The comments above the first of the children."""
        first = self._ordered(part, name)[0]
        is_item = first.key is None
        return self._above_item(first, name) if is_item else self.above.get(first.number, ())

    def _entry(self, part: Part, key: str, indent: int) -> list[str]:
        """A key and its value."""
        head = f"{' ' * indent}{_key(key)}:"
        if part.kind == "text" or not part.children or self._has_one_line(part, key):
            return self._value(part, key, head, indent)
        beside = self._beside(part)
        return [head + beside, *self._children(part, key, indent + STEP)]

    def _item(self, part: Part, name: str, indent: int) -> list[str]:
        """An item of a list, behind its hyphen."""
        head = f"{' ' * indent}-"
        if part.kind == "text" or not part.children or self._has_one_line(part, name):
            return self._value(part, name, head, indent)
        skipped = len(_comment_rows(self._above_first(part, name), 0))
        rows = self._children(part, name, indent + STEP)[skipped:]
        return [f"{head} {rows[0].lstrip(' ')}", *rows[1:]]

    def _value(self, part: Part, name: str, head: str, indent: int) -> list[str]:
        """A text, or a list or map in brackets, behind its key or hyphen."""
        if part.kind == "text":
            rows = self._text(part, name, head, indent)
        else:
            words = [_word(child, name) for child in self._ordered(part, name)]
            rows = _in_brackets(part.kind, words, head, indent)
        return [*rows[:-1], rows[-1] + self._beside(part)]

    def _text(self, part: Part, name: str, head: str, indent: int) -> list[str]:
        if not part.text and not part.style:
            return [head]
        may_be_number = name in NUMBERS_AND_DAYS
        written = on_one_line(part.text, may_be_number=may_be_number)
        if part.number in self.beside:
            # A comment behind a plain text may be a part of it that was cut off: `check` must still see that.
            is_typed_plain = not part.style and "\n" not in part.text
            return [f"{head} {part.text if is_typed_plain else quoted(part.text)}"]
        is_long = len(head) + 1 + len(written) > LONGEST and " " in part.text
        if "\n" in part.text or is_long:
            pad = " " * (indent + STEP)
            if rows := on_rows(part.text, WIDTH - len(pad)):
                return [f"{head} {rows.mark}", *(pad + row if row else "" for row in rows.lines)]
        return [f"{head} {written}"]

    def _beside(self, part: Part) -> str:
        comment = self.beside.get(part.number)
        return f" {comment.text}" if comment else ""

    def _has_one_line(self, part: Part, name: str) -> bool:
        """Whether a list or map stands in brackets: short texts alone, and no comment among them."""
        is_item = part.key is None
        above = part.children[is_item:]  # those of an item's first child go above its hyphen
        has_comment = (
            part.number in self.below
            or any(child.number in self.beside for child in part.children)
            or any(child.number in self.above for child in above)
        )
        if has_comment or not all(map(_is_short, part.children)):
            return False
        if part.kind == "list":
            return name not in ONE_A_LINE
        words = [_word(child, name) for child in part.children]
        fits = len(_in_brackets(part.kind, words, f"{name}:", 0)[0]) <= WIDTH
        return name in IN_ONE_LINE and not is_item and fits


def _is_short(part: Part) -> bool:
    """Whether a part is a text that can stand among others in brackets."""
    return part.kind == "text" and bool(part.text or part.style) and "\n" not in part.text


def _in_brackets(kind: str, words: list[str], head: str, indent: int) -> list[str]:
    """A list or map of texts in brackets; a list that is too long for its line on several."""
    opening, closing = "[]" if kind == "list" else "{}"
    row = f"{head} {opening}{', '.join(words)}{closing}"
    if len(row) <= WIDTH or kind == "map" or not words:
        return [row]
    pad = " " * (indent + STEP)
    with_commas = [f"{word}," for word in words[:-1]] + words[-1:]
    lines = filled(with_commas, WIDTH - len(pad))
    return [f"{head} {opening}", *(pad + line for line in lines), f"{' ' * indent}{closing}"]


def _word(part: Part, name: str) -> str:
    """A text as it stands in brackets, with its key if it has one."""
    may_be_number = (part.key or name) in NUMBERS_AND_DAYS
    written = on_one_line(part.text, in_brackets=True, may_be_number=may_be_number)
    return f"{_key(part.key, in_brackets=True)}: {written}" if part.key is not None else written


def _key(key: str, *, in_brackets: bool = False) -> str:
    """A key as it is written; the `on` of a check has no quotes, though YAML 1.1 takes it for yes."""
    return key if key in NESTED["checked"] else on_one_line(key, in_brackets=in_brackets)


def _comment_rows(comments: Iterable[Comment], indent: int, *, is_last: bool = False) -> list[str]:
    """Comments on lines of their own; an empty line stays under one, but not under the last at an end."""
    rows: list[str] = []
    for comment in comments:
        rows.append(" " * indent + comment.text)
        rows += [""] if comment.has_gap else []
    return rows[:-1] if is_last and rows and not rows[-1] else rows
