"""Single keys at the top of a group's text, set or taken out; all else keeps its bytes.

Nothing is written out anew: a few characters are cut and others put in their place. What comes out is read
again, and is given back only where it says the same as before in every other key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from peerfind.directory.fields import FIELDS
from peerfind.faults import BREAK
from peerfind.pieces import places
from peerfind.source import Items, Map, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.pieces import Place, Span
    from peerfind.source import Node

    Value = str | Mapping[str, Any] | Sequence[Any]
    """What is set: a text, or lists and maps of texts, numbers, lists and maps."""

    Changes = Mapping[str, Value | None]
    """What is set by its key; None takes the key out."""

BYTE_ORDER_MARK = "\ufeff"
_ORDER = (*FIELDS,)
_BLOCK = ("|", ">")
_KEEPS_BLANK_ROWS = re.compile(r"[|>]\d?\+")
_NEXT_ROW = re.compile(rf"(?:{BREAK})([ \t]*)(#[^\r\n]*)?")
_DATE = r"\d{4}-\d\d-\d\d"
# Texts that need no quotes, for any reader of YAML; a comma ends a text between braces.
_PLAIN = r"[^\W_](?:[\w .'’()/£&+;!?–-]*[\w.')!?])?"
_PLAIN_ALONE = r"[^\W_](?:[\w ,.'’()/£&+;!?–-]*[\w.')!?])?"
_OF_ANOTHER_KIND = r"(?i:y|n|yes|no|on|off|true|false|null|[\d._:+-]*|0x[\da-f]+|[\d.]+e[\d+-]+)"
_BY_HAND = (
    "It cannot be changed here without harm to what stands beside it. Change it in an editor."
)


def edited(text: str, changes: Changes) -> str:
    """`text` with some keys at its top set, or taken out where their value is None.

    A key that is not there yet is put where the order of the file format has it. Remarks stay, also those
    beside a value that goes. Raises ValueError with a sentence where nothing can be changed without harm.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    after = text.removeprefix(mark)
    for key, value in changes.items():
        after = _with_change(after, key, value)
    return mark + after


def _with_change(text: str, key: str, value: Value | None) -> str:
    """`text` with one change, after a look that it says the same in every other key."""
    wanted = _stated(text)
    wanted.pop(key, None)
    if value is None:
        after = _without(text, key)
    else:
        line = written(value)
        after = _with(text, key, line)
        wanted[key] = _stated(f"value: {line}\n")["value"]
    if _stated(after) != wanted:
        raise ValueError(_BY_HAND)
    return after


def written(value: Value) -> str:
    """A value as YAML on one line, with quotes where any reader of YAML needs them."""
    if isinstance(value, str):
        return _quoted(value, _PLAIN_ALONE)
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        return f"{{{', '.join(f'{key}: {_quoted(value[key], _PLAIN)}' for key in value)}}}"
    return json.dumps(value, ensure_ascii=False)


def _quoted(value: str, plain: str) -> str:
    is_plain = re.fullmatch(plain, value) and not re.fullmatch(_OF_ANOTHER_KIND, value)
    return (
        value if is_plain or re.fullmatch(_DATE, value) else json.dumps(value, ensure_ascii=False)
    )


def _stated(text: str) -> dict[str, Any]:
    """What a text states, as plain data by key; a value that was refused is `...`."""
    root = read_text(text, "").root
    if not isinstance(root, Map):
        raise ValueError("It cannot be read. See why: peerfind check")  # noqa: TRY004
    found: dict[str, Any] = _plain(root)
    return found


def _plain(node: Node) -> Any:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [*map(_plain, node.items), node.lost]
    entries = {name: _plain(value) for name, (_, value) in node.entries.items()}
    return {**entries, **dict.fromkeys(node.lost, ...)}


def _place(text: str, key: str) -> Place | None:
    """Where a key stands; None where it does not. Raises ValueError where it stands twice."""
    found = [one for one in places(text) if one.name == key]
    if len(found) > 1:
        line = len(re.findall(BREAK, text[: found[1].key[0]])) + 1
        raise ValueError(
            f"{key} is there twice, the second time on line {line}. Keep one of the two."
        )
    return found[0] if found else None


def _with(text: str, key: str, value: str) -> str:
    at = _place(text, key)
    return _replaced(text, at, value) if at else _added(text, key, value)


def _replaced(text: str, at: Place, value: str) -> str:
    """`text` with another value for a key; remarks inside of the old value go below the new one."""
    colon = text.index(":", at.key[1]) + 1
    start, end = at.value[0], _end(text, at)
    is_beside = start > colon and not re.search(BREAK, text[colon:start])
    head = text[:start] if is_beside else f"{text[:colon]} "
    row_end = _row_end(text, end)
    joint = _break(text, row_end) + _indent(text, at)
    remarks = "".join(joint + one for one in _remarks(text, (colon, end), at))
    return head + value + text[end:row_end] + remarks + text[row_end:]


def _without(text: str, key: str) -> str:
    """`text` without the lines of a key; the remarks in them stay."""
    if (at := _place(text, key)) is None:
        return text
    start, end = _row_start(text, at.key[0]), _row_end(text, _end(text, at))
    joint, indent = _break(text, end), _indent(text, at)
    if remarks := [indent + one for one in _remarks(text, (at.key[1], end), at)]:
        return text[:start] + joint.join(remarks) + text[end:]
    if end < len(text):
        return text[:start] + text[end + len(joint) :]
    return _without_last_break(text[:start])


def _added(text: str, key: str, value: str) -> str:
    """`text` with a key that it has not, after the last of those that the file format has before it."""
    known = [one for one in places(text) if one.name in _ORDER]
    if not known:
        raise ValueError(_BY_HAND)
    rank = _ORDER.index(key)
    row = f"{_indent(text, known[0])}{key}: {value}"
    if before := [one for one in known if _ORDER.index(one.name) < rank]:
        last = max(before, key=lambda one: _ORDER.index(one.name))
        end = _whole_end(text, last)
        return text[:end] + _break(text, end) + row + text[end:]
    start = _row_start(text, known[0].key[0])
    return text[:start] + row + _break(text, _row_end(text, start)) + text[start:]


def _end(text: str, at: Place) -> int:
    """Just after the last character of a value that can be seen."""
    if _is_block(text, at):
        return max(at.value[0] + 1, len(text[: at.value[1]].rstrip(" \t\r\n")))
    return at.value[1]


def _whole_end(text: str, at: Place) -> int:
    """The end of the last line that belongs to a key: its value's, or that of remarks further in."""
    end = last = _row_end(text, _end(text, at))
    if _is_block(text, at) and _KEEPS_BLANK_ROWS.match(text, at.texts[-1][0]):
        blank = text[end : at.value[1]]  # which is a part of the value
        return end + len(_without_last_break(blank))
    while row := _NEXT_ROW.match(text, end):
        end = row.end()
        if row[2] and len(row[1]) <= len(_indent(text, at)):
            break
        last = end if row[2] else last
    return last


def _is_block(text: str, at: Place) -> bool:
    """Whether a value ends in a text of lines under | or >, which takes the blank lines below with it."""
    return bool(at.texts) and at.texts[-1][1] == at.value[1] and _opens_block(text, at.texts[-1])


def _opens_block(text: str, span: Span) -> bool:
    return text[span[0] : span[1]].startswith(_BLOCK)


def _remarks(text: str, span: Span, at: Place) -> Iterator[str]:
    """The remarks inside a part of a text: what follows # outside of the texts of a value."""
    start, end = span
    for one in (*at.texts, (end, end)):
        until = _row_end(text, one[0]) if _opens_block(text, one) else one[0]
        yield from re.findall(r"#[^\r\n]*", text[start : min(until, end)])
        start = max(start, one[1])


def _indent(text: str, at: Place) -> str:
    """The spaces before a key. Raises ValueError where something else stands there."""
    before = text[_row_start(text, at.key[0]) : at.key[0]]
    if before.strip(" "):
        raise ValueError(_BY_HAND)
    return before


def _row_start(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _row_end(text: str, position: int) -> int:
    found = re.compile(BREAK).search(text, position)
    return found.start() if found else len(text)


def _break(text: str, row_end: int) -> str:
    """What ends the line that ends there; the file's first break where it is the last line."""
    found = re.compile(BREAK).match(text, row_end) or re.search(BREAK, text)
    return found[0] if found else "\n"


def _without_last_break(text: str) -> str:
    return re.sub(rf"(?:{BREAK})\Z", "", text)
