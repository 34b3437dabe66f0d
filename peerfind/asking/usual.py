"""What is usual for the person who asks, added to a question that asks something and says nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import places
from peerfind.asking.criteria import LOSSES, WORDS
from peerfind.asking.query import EVERYTHING, Typed
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_usual(typed: Typed) -> Typed:
    """The question with what is usual for the person who asks, where it asks something.

    Raises UsageError for a usual place that there is not.
    """
    if not (typed.words or typed.avoid or any(typed.asks.values())):
        return typed
    return _with_usual_weights(_near_the_usual(typed))


def _near_the_usual(typed: Typed) -> Typed:
    """The question near the usual place, where it names none and does not ignore it."""
    is_ignored = {"near", EVERYTHING}.intersection(_items(typed.ignore))
    if not typed.usual_near or is_ignored or typed.asks.get("near"):
        return typed
    try:
        places.resolve(typed.usual_near)
    except UsageError as error:
        raise UsageError(f"near in your settings: {error} See them: peerfind config") from None
    note = f"near {typed.usual_near} is from your settings: --ignore near takes it back"
    return typed._replace(
        asks={**typed.asks, "near": [typed.usual_near]}, notes=(*typed.notes, note)
    )


def _with_usual_weights(typed: Typed) -> Typed:
    """The question with the usual weights of what it asks, but for those that it gives itself."""
    asked = {name for name, values in typed.asks.items() if values} | {*LOSSES}
    asked |= {WORDS} if typed.words else set()
    asked -= {item.partition("=")[0].strip() for item in _items(typed.weight)}
    usual = [item for item in typed.usual_weight if item.partition("=")[0] in asked]
    if not usual:
        return typed
    note = f"weights from your settings: {', '.join(usual)}"
    return typed._replace(weight=(*usual, *typed.weight), notes=(*typed.notes, note))


def _items(typed: Sequence[str]) -> list[str]:
    return [part.strip() for one in typed for part in one.split(",")]
