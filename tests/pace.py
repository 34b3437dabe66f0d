"""How much is tried: all of it at home, a part where a robot tries it at each change."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
IS_ROBOT = bool(os.environ.get("CI"))
_SHARE, _FEWEST = 3, 8


def some(number: int) -> int:
    """So many examples, or a third of them on the robot's machine, though not fewer than eight of more."""
    return min(number, max(_FEWEST, number // _SHARE)) if IS_ROBOT else number


def every(some: Sequence[T]) -> Sequence[T]:
    """All of these, or every third on the robot's machine."""
    return some[::_SHARE] if IS_ROBOT else some


@contextmanager
def uncounted() -> Iterator[None]:
    """Run what is done a thousand times without counting its lines, which takes three times as long."""
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counting)
