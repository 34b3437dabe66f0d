"""How much is tried: all of it at home, a part where a robot tries it at each change."""

from __future__ import annotations

import os

IS_ROBOT = bool(os.environ.get("CI"))
_SHARE, _FEWEST = 3, 8


def some(number: int) -> int:
    """So many examples, or a third of them on the robot's machine, though not fewer than eight of more."""
    return min(number, max(_FEWEST, number // _SHARE)) if IS_ROBOT else number
