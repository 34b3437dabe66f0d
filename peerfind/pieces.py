"""Where the parts of a YAML text stand: the keys at its top, or every value in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from peerfind import source
from peerfind.named import NamedTuple
from peerfind.source import ENDS, STARTS, without_unseen_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_KINDS: dict[type, Literal["text", "list", "map", "end"]] = {
    ScalarEvent: "text",
    SequenceStartEvent: "list",
    MappingStartEvent: "map",
    SequenceEndEvent: "end",
    MappingEndEvent: "end",
}

Span = tuple[int, int]
"""A part of a text: where it starts and where it has ended, in characters from 0."""


class Place(NamedTuple):
    """Where a key at the top of a file stands, and its value; `texts` are the texts in that value.

    A value that is not written stands just after the colon, with no length.
    """

    name: str
    key: Span
    value: Span
    texts: tuple[Span, ...]


class Piece(NamedTuple):
    """A step of the parser: a text, or the start or end of a list or map.

    `style` is the mark that it starts with, such as `"` or `[`; empty where there is none. `start` and `end`
    count characters from 0, `column` those before it on its line.
    """

    kind: Literal["text", "list", "map", "end"]
    text: str
    style: str
    start: int
    end: int
    column: int


def places(text: str) -> tuple[Place, ...]:
    """Where the keys at the top of a text stand, in its order; none where all stand in one pair of braces.

    The text must be one that `read_text` can read, without a byte order mark.
    """
    loader = source.Loader(without_unseen_breaks(text))
    try:
        return tuple(_top_places(loader.get_event))
    finally:
        loader.dispose()


def _top_places(take: Callable[[], Any]) -> Iterator[Place]:
    while take().__class__ not in (DocumentStartEvent, StreamEndEvent):
        pass
    root = take()  # None where there is no document
    if root.__class__ is MappingStartEvent and not root.flow_style:
        while (key := take()).__class__ is ScalarEvent:
            yield _top_place(key, take)


def _top_place(key: Any, take: Callable[[], Any]) -> Place:
    """The place of a key, whose value is taken event by event."""
    spans: list[Span] = []
    texts: list[Span] = []
    levels = 0
    while not spans or levels:
        event = take()
        span = event.start_mark.index, event.end_mark.index
        spans.append(span)
        if event.__class__ is ScalarEvent:
            texts.append(span)
        levels += event.__class__ in STARTS
        levels -= event.__class__ in ENDS
    # A list or map without brackets ends, for the parser, where the next key starts.
    end = max(end for start, end in spans if end > start or (start, end) in texts)
    return Place(
        key.value, (key.start_mark.index, key.end_mark.index), (spans[0][0], end), (*texts,)
    )


def pieces(text: str) -> Iterator[Piece]:
    """Every value of a text with its place, in its order; `text` is one that `read_text` can read."""
    loader = source.Loader(without_unseen_breaks(text))
    try:
        while (event := loader.get_event()).__class__ is not StreamEndEvent:
            if kind := _KINDS.get(event.__class__):
                start, end = event.start_mark, event.end_mark
                style = _opening(event) if kind in {"list", "map"} else getattr(event, "style", "")
                said = getattr(event, "value", "")
                yield Piece(kind, said, style or "", start.index, end.index, start.column)
    finally:
        loader.dispose()


def _opening(event: Any) -> str:
    """The bracket that a list or map starts with, if any."""
    return ("{" if event.__class__ is MappingStartEvent else "[") if event.flow_style else ""
