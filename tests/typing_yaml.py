"""Files as people type them: any order of keys, any quotes and brackets, comments wherever they may stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from hypothesis import strategies as st

from peerfind.directory import fields
from peerfind.source import Map, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

# What another reader of YAML takes for something else, or what YAML itself cuts or refuses.
HARD_TEXTS = (
    "no", "Yes", "y", "on", "off", "true", "null", "~", "19:30", "09:30", "9:5", "190:20:30", "0117 496 0123",
    "01174960123", "+441174960123", "999", "0o17", "017", "0x1F", "1_000", "1.", ".5", "1e3", "1.5", "-1",
    "0", ".inf", ".NaN", "2026-03-03", "2026-02-30", "2026-3-3", "2026-03-03 19:00", "2026", "2026-05", "=",
    "<<", "Tea: and talk", "Unit #2", "Unit # 2", "ends:", "#hash", "@home", "`tick`", "%", "!bang", "&and",
    "*star", "- dash", "-", "?", "? what", ":", ": x", "---", "--- x", "...", "[x]", "{x}", "a, b", "[", "]",
    "it's", "'quoted'", '"quoted"', 'say "hi": now', "back\\slash", "a  b", " lead", "trail ", "tab\there",
    "a\nb", "a\n", "a\n\nb\n", "\na", " a\nb", "a\n  b\n", "a \nb", "\n", "a\n\n", "é café", "😀", "a\u2028b",
    "a\x85b", "a\xa0b", "\ufeffa", "a\x07b", "what? yes", "http://example.org/a?b=c#d", "| x", "> x", "",
    "a:b", "a#b", "word " * 60 + "end", "x" * 300, ("word " * 30 + "\n") * 3, "long  double " * 20 + "end",
    "- a\n- b\n", "#a\n#b\n", "a: b\nc: d\n", "word " * 50 + "\n\n\n" + "word " * 50,
)  # fmt: skip
KEYS = (*fields.FIELDS, "unknown", "no", "2026-03-03", "odd key")
LETTERS = "ab 01:#-,.'\"\\\n[]{}?!&*%@`|>~=é\t"


def other_readings(typed: str) -> list[Any]:
    """What other readers of YAML 1.1 make of a text: the one in Python, and the one in C if it is there."""
    found = [yaml.load(typed, Loader=yaml.SafeLoader)]
    return found + ([yaml.load(typed, Loader=yaml.CSafeLoader)] if yaml.__with_libyaml__ else [])


class Row(NamedTuple):
    """A line of a file, and whether a comment may stand above it and at its end."""

    text: str
    is_free: bool = True
    is_open: bool = True


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(HARD_TEXTS) | st.text(LETTERS, max_size=12)


def values(depth: int = 2) -> st.SearchStrategy[Any]:
    if not depth:
        return texts()
    inner = values(depth - 1)
    keys = st.sampled_from((*fields.PATTERN, *fields.VENUE, *KEYS[-4:]))
    return (
        texts() | st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4) | st.none()
    )


def groups() -> st.SearchStrategy[dict[str, Any]]:
    """What a file says: a map of keys, known and not, in any order; None is a key without a value."""
    return st.dictionaries(st.sampled_from(KEYS), values(), min_size=1, max_size=6)


def reads_as(typed: str, text: str) -> bool:
    """Whether a value is read as a text and as nothing else."""
    document = read_text(f"k: {typed}\nz: z\n", "f")
    root = document.root
    if document.problems or not isinstance(root, Map) or root.entries.keys() != {"k", "z"}:
        return False
    value = root.entries["k"][1]
    return isinstance(value, Text) and value.text == text


class Typist:
    """Types values, with a choice wherever there is one."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def short(self, text: str | None) -> str:
        """A text as it may be typed in brackets and out of them."""
        if text is None:
            return '""'
        in_double, in_single = json.dumps(text), "'" + text.replace("'", "''") + "'"
        ways = [in_double]
        if reads_as(in_single, text) and "\n" not in text:
            ways.append(in_single)
        if reads_as(text, text) and not {*",[]{}?:"} & {*text} and "\n" not in text:
            ways += [text] * 3
        return self.draw(st.sampled_from(ways))

    def in_brackets(self, value: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(self.in_brackets, value))}]"
        if isinstance(value, dict):
            pairs = (f"{self.short(key)}: {self.in_brackets(value[key])}" for key in value)
            return f"{{{', '.join(pairs)}}}"
        return self.short(value)

    def rows(self, head: str, value: Any, indent: int) -> list[Row]:
        """A value behind its key or hyphen, which stands `indent` spaces in."""
        if value is None:
            return [Row(head)]
        if isinstance(value, str):
            return self.text(head, value, indent)
        if not value or self.chance():
            return self.bracketed(head, value, indent)
        step = self.draw(st.sampled_from([1, 2, 4]))
        is_list = isinstance(value, list)
        if is_list and head.endswith(":") and self.chance():
            step = 0
        if head.endswith("-"):
            first, *rest = self.block(value, indent + 2)
            return [Row(f"{head} {first.text.lstrip()}", first.is_free, first.is_open), *rest]
        return [Row(head), *self.block(value, indent + step)]

    def bracketed(self, head: str, value: Any, indent: int) -> list[Row]:
        if isinstance(value, dict) or not value or self.chance():
            return [Row(f"{head} {self.in_brackets(value)}")]
        pad = " " * (indent + 3)
        items = [Row(f"{pad}{self.in_brackets(item)},") for item in value]
        return [Row(f"{head} ["), *items, Row(" " * (indent + 1) + "]")]

    def text(self, head: str, value: str, indent: int) -> list[Row]:
        pad = " " * (indent + 2)
        typed = "\n".join(pad + row if row else "" for row in value.split("\n"))
        ends = {"|": value.endswith("\n") and not value.endswith("\n\n"), "|-": value[-1:] != "\n"}
        for mark, fits in ends.items():
            if fits and reads_as(f"{mark}\n{typed}", value) and self.chance():
                lines = typed.removesuffix("\n").split("\n")
                return [
                    Row(f"{head} {mark}"),
                    *(Row(line, is_free=False, is_open=False) for line in lines),
                ]
        if reads_as(value, value) and "\n" not in value and self.chance():
            return [Row(f"{head} {value}")]
        return [Row(f"{head} {self.short(value)}")]

    def block(self, value: Any, indent: int) -> list[Row]:
        pad, rows = " " * indent, []
        if isinstance(value, dict):
            for key in value:
                rows += self.rows(f"{pad}{self.short(key)}:", value[key], indent)
        else:
            for item in value:
                rows += self.rows(f"{pad}-", item, indent)
        return rows

    def with_comments(self, rows: list[Row]) -> list[str]:
        lines = []
        for row in [*rows, Row("")]:
            if row.is_free and self.draw(st.integers(0, 4)) == 0:
                lines.append(" " * self.draw(st.integers(0, 6)) + self.comment())
                lines += [""] if self.chance() else []
            is_beside = row.text and row.is_open and self.draw(st.integers(0, 5)) == 0
            lines.append(f"{row.text} {self.comment()}" if is_beside else row.text)
        return lines

    def comment(self) -> str:
        self.count += 1
        return f"#c{self.count}c"


def typed(said: st.SearchStrategy[Any], *, has_comments: bool = True) -> st.SearchStrategy[str]:
    """Ways to type what `said` draws."""

    def write(draw: DrawFn) -> str:
        typist = Typist(draw)
        value = draw(said)
        rows = typist.block(value, 0)
        lines = typist.with_comments(rows) if has_comments else [row.text for row in rows]
        return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines) + "\n"

    make: Callable[..., st.SearchStrategy[str]] = st.composite(write)
    return make()
