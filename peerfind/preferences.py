"""What a person prefers: in the settings file of their own, and in the flags of one command.

A command sets both at its start; what reads the world (`config`) and what asks (`cli.usual`) looks them up.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLORS = ("auto", "always", "never")
PAGERS = ("auto", "never")
NARROWEST = 20  # columns


class Preferences(NamedTuple):
    """What is preferred; empty, or 0, where nothing is said."""

    near: str = ""
    unit: str = ""
    directory: str = ""
    weights: Mapping[str, float] = MappingProxyType({})
    output: str = ""
    width: int = 0
    color: str = ""
    pager: str = ""
    language: str = ""


NOTHING = Preferences()
_KEPT: ContextVar[Preferences] = ContextVar("kept", default=NOTHING)
_ASKED: ContextVar[Preferences] = ContextVar("asked", default=NOTHING)


def kept() -> Preferences:
    """What the settings file of the person says."""
    return _KEPT.get()


def asked() -> Preferences:
    """What the flags of this command say."""
    return _ASKED.get()


@contextmanager
def preferring(kept: Preferences, asked: Preferences) -> Iterator[None]:
    """Prefer what a settings file and what flags say, until the end of the block."""
    tokens = _KEPT.set(kept), _ASKED.set(asked)
    try:
        yield
    finally:
        _KEPT.reset(tokens[0])
        _ASKED.reset(tokens[1])
