"""What a group, a crisis contact and their parts are as JSON prints them, as JSON Schema (2020-12) says it.

The names of their keys come from the registry of the file format; here stands which of them are not text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import model
from peerfind.directory.fields import CHECKED, CONTACT, CRISIS, FIELDS, PATTERN, SOURCE, VENUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerfind.directory.readers import Key

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer", "minimum": 0}
COUNTED: Shape = {"type": "integer", "minimum": 1}
NUMBER: Shape = {"type": "number"}
YES_OR_NO: Shape = {"type": "boolean"}
DAY: Shape = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
START: Shape = {
    "description": "a moment with its offset, or a date alone where the time is not stated",
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$",
}


def listed(item: Shape) -> Shape:
    """A list of `item`."""
    return {"type": "array", "items": item}


def any_of(*shapes: Shape) -> Shape:
    """One of several shapes."""
    return {"anyOf": [*shapes]}


def or_null(shape: Shape) -> Shape:
    """A shape, or null."""
    return any_of(shape, {"type": "null"})


def one_of(words: Iterable[Any]) -> Shape:
    """One of a few words."""
    return {"enum": [*words]}


def defined(name: str) -> Shape:
    """A shape that the whole schema defines by its name."""
    return {"$ref": f"#/$defs/{name}"}


def map_of(always: Mapping[str, Shape], sometimes: Mapping[str, Shape] | None = None) -> Shape:
    """A map of the keys `always`, all of which are there, those of `sometimes`, and no others."""
    return {
        "type": "object",
        "properties": {**always, **(sometimes or {})},
        "required": [*always],
        "additionalProperties": False,
    }


def count_of(names: Iterable[str]) -> Shape:
    """How many there are, by any of these names and by no others."""
    return map_of({}, dict.fromkeys(names, WHOLE))


def _stated(keys: Mapping[str, Key], others: Mapping[str, Shape]) -> Shape:
    """What a map of the file format states, each key with what it says; text, where `others` has none."""
    known = {name: {"description": key.doc, **others.get(name, TEXT)} for name, key in keys.items()}
    return map_of({name: known[name] for name in keys if keys[name].required}, known)


def _group(others: Mapping[str, Shape]) -> Shape:
    """A group: its id and its name are there; what cannot be read of the rest is not stated."""
    known = _stated({**FIELDS, **_ID}, others)
    return {**known, "required": ["id", "name"]}


_ID = {"id": CRISIS["id"]}
_TEXTS = listed(TEXT)
_AT_TIMES = any_of(listed(defined("pattern")), one_of((model.BY_ARRANGEMENT, model.ANY_TIME)))
_LISTS = (
    "also_known_as", "format", "setting", "leader", "focus", "activities", "style", "only_for", "welcomes",
    "languages", "covers", "access", "no_access", "joining", "doubts", "former_ids", "not_duplicate_of",
    "nations",
)  # fmt: skip
_SHARED = {
    **dict.fromkeys(_LISTS, _TEXTS),
    "nation": one_of(model.NATIONS),
    "nations": listed(one_of(model.NATIONS)),
    "meets": _AT_TIMES,
    "hours": _AT_TIMES,
    "sources": listed(defined("source")),
    "checked": defined("checked"),
}


def group_shapes() -> dict[str, Shape]:
    """A group, a crisis contact and what stands in both, by the names that they have in `$defs`."""
    group = {
        **_SHARED,
        "status": one_of(model.STATUSES),
        "membership": one_of(model.MEMBERSHIPS),
        "venue": defined("venue"),
        "contact": defined("contact"),
        "external_ids": {"type": "object", "additionalProperties": TEXT},
    }
    nth = any_of({"type": "integer", "minimum": 1, "maximum": 5}, {"const": "last"})
    pattern = {
        "days": _TEXTS,
        "which": listed(nth),
        "from": DAY,
        "until": DAY,
        "except": _TEXTS,
        "format": _TEXTS,
    }
    venue = {"latitude": NUMBER, "longitude": NUMBER, "private": one_of(("yes", "no"))}
    return {
        "group": _group(group),
        "contact-line": _stated(CRISIS, {**_SHARED, "rank": {"type": "integer"}}),
        "pattern": _stated(PATTERN, pattern),
        "venue": _stated(VENUE, venue),
        "contact": _stated(CONTACT, {"consent": DAY}),
        "source": _stated(SOURCE, {}),
        "checked": _stated(CHECKED, {"on": DAY, "how": one_of(model.CHECKS)}),
    }
