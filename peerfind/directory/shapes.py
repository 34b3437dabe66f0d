"""What may be written where a reader reads, as JSON Schema (draft-07) says it: each reader carries its own.

A shape never refuses what its reader takes, but for capital letters in the words of a fixed list. Numbers
and yes and no are let through where text is meant, since another reader of YAML may take it for such.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from peerfind.model import AGE_FORMS
from peerfind.schedule import recurrence as schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from peerfind.directory.readers import Key

Shape = dict[str, Any]
F = TypeVar("F", bound="Callable[..., Any]")

_SCALAR = ["string", "number", "boolean"]
_BOOLEANS = {"yes": True, "no": False}
_NOT_A_NAME = r"\\.|\[[^]]*\]|\(\?"  # what any_case leaves alone
_DATE = r"\d{4}-\d\d-\d\d"
# One clear time: 19:00 or 19.30, and 7.30 only with am or pm.
_CLOCK = (
    r"(?:[01]?\d|2[0-3]):[0-5]\d|(?:1[3-9]|2[0-3])\.[0-5]\d"
    r"|(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?\s*(?:a|p)\.?m\.?|noon|midday|12 noon|midnight"
)
_SHORTEST = 3  # letters of the name of a day or a month

TEXT: Shape = {"type": _SCALAR, "pattern": r"\S"}


def shaped(shape: Shape) -> Callable[[F], F]:
    """A mark on a reader, or on a check of typed text, of what it takes."""

    def mark(read: F) -> F:
        read.shape = shape  # type: ignore[attr-defined]
        return read

    return mark


def shape_of(read: Callable[..., Any]) -> Shape:
    """What a reader or a check takes: any text where it does not say."""
    found: Shape = _OF_SCHEDULE.get(read) or getattr(read, "shape", TEXT)
    return found


def text_like(pattern: str) -> Shape:
    """Text that has a form, in small letters or capitals, with any spaces around it."""
    form = any_case(pattern.removesuffix("$"))
    return {"type": _SCALAR, "pattern": rf"^\s*(?:{form})\s*$"}


def any_case(pattern: str) -> str:
    """A regular expression of small letters that takes capitals too, without any flag."""

    def both(found: re.Match[str]) -> str:
        letter = found[0]
        return letter if len(letter) > 1 else f"[{letter}{letter.upper()}]"

    return re.sub(rf"{_NOT_A_NAME}|[a-z]", both, pattern)


def number_between(low: float, high: float) -> Shape:
    """A number between two bounds, or text that can be one."""
    return {
        "anyOf": [
            {"type": "number", "minimum": low, "maximum": high},
            {"type": "string", "pattern": r"^\s*[-+.\d_eE]+\s*$"},
        ]
    }


def choice(words: Iterable[str]) -> Shape:
    """One of a few words; yes and no are truths to some readers of YAML."""
    known = [*words]
    return {"enum": [*known, *(_BOOLEANS[word] for word in known if word in _BOOLEANS)]}


def term_of(facet: str) -> Shape:
    """A term of a facet, whose terms the whole schema defines by its name."""
    return {"$ref": f"#/definitions/{facet}"}


def any_of(*shapes: Shape) -> Shape:
    """What one of `shapes` takes."""
    return {"anyOf": [part for one in shapes for part in one.get("anyOf", (one,))]}


def one_or_more(shape: Shape) -> Shape:
    """One value alone, or a list of such."""
    return any_of(shape, {"type": "array", "items": shape, "minItems": 1})


def map_of(keys: Mapping[str, Key]) -> Shape:
    """A map of `keys` and no others, with what each says."""
    known = {key.name: {"description": key.doc, **shape_of(key.read)} for key in keys.values()}
    required = [key.name for key in keys.values() if key.required]
    return {
        "type": "object",
        "properties": known,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _beginnings(names: Iterable[str]) -> str:
    """The names, each cut short to no fewer than three letters or whole."""
    return "|".join(map(_beginning, names))


def _beginning(name: str) -> str:
    rest = name[_SHORTEST:]
    return name[:_SHORTEST] + "".join(f"(?:{letter}" for letter in rest) + ")?" * len(rest)


_DAYS = f"(?:{_beginnings(schedule.DAY_NAMES)}|{'|'.join(schedule.DAY_SETS)})s?"
_MONTHS = _beginnings(schedule.MONTH_NAMES)
_OF_SCHEDULE: dict[Callable[..., Any], Shape] = {
    schedule.stated_date: text_like(_DATE),
    schedule.stated_clock: text_like(_CLOCK),
    schedule.stated_time: any_of(
        choice(schedule.BANDS), text_like(rf"{_CLOCK}|(?:{'|'.join(schedule.BANDS)})s?")
    ),
    schedule.stated_every: text_like(r"varies|fortnight|(?:\d{1,3}\s+)?(?:week|month)s?"),
    schedule.stated_which: text_like(rf"last|{'|'.join(schedule.ORDINALS)}|[1-5](?:st|nd|rd|th)?"),
    schedule.stated_exception: text_like(
        rf"bank\s+holidays?|{_MONTHS}|{_DATE}(?:\s+to\s+{_DATE})?"
    ),
}
AGES = text_like(AGE_FORMS)
DAYS = any_of(choice((*schedule.DAY_NAMES, *schedule.DAY_SETS)), text_like(_DAYS))
