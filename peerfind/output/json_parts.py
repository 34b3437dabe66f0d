"""A JSON document in parts, so that one of a hundred thousand entries is never held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_STEP = "  "
# With an indent, the encoder leaves cycles behind at each call, and a program this short collects none.
_scalar = json.JSONEncoder(ensure_ascii=False).encode


def json_parts(value: Any, indent: str = "") -> Iterator[str]:
    """The text that `json.dumps(value, ensure_ascii=False, indent=2)` gives, in parts.

    An iterator, be it in maps or in other iterators, is a list whose items are made one at a time. `indent`
    is what stands before each line but the first.
    """
    if isinstance(value, Iterator):
        yield from _between("[]", ((item, "") for item in value), indent)
    elif _is_lazy(value):
        named = ((item, f"{_scalar(key)}: ") for key, item in value.items())
        yield from _between("{}", named, indent)
    else:
        yield _text(value, indent)


def _between(signs: str, entries: Iterator[tuple[Any, str]], indent: str) -> Iterator[str]:
    """Entries, each with what stands before it, between two signs; only the signs where there is none."""
    inner, before = f"\n{indent}{_STEP}", signs[0]
    for value, name in entries:
        yield f"{before}{inner}{name}"
        yield from json_parts(value, indent + _STEP)
        before = ","
    yield f"\n{indent}{signs[1]}" if before == "," else signs


def _is_lazy(value: Any) -> bool:
    is_map = isinstance(value, dict)
    return isinstance(value, Iterator) or (is_map and any(map(_is_lazy, value.values())))


def _text(value: Any, indent: str) -> str:
    """The whole text of a value in which nothing is an iterator."""
    inner = indent + _STEP
    if isinstance(value, dict) and value:
        signs = "{}"
        entries = [f"{_scalar(key)}: {_text(item, inner)}" for key, item in value.items()]
    elif isinstance(value, (list, tuple)) and value:
        signs, entries = "[]", [_text(item, inner) for item in value]
    else:
        return _scalar(value)
    joint = f",\n{inner}"
    return f"{signs[0]}\n{inner}{joint.join(entries)}\n{indent}{signs[1]}"
