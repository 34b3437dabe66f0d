"""Time zones by their names, which may be anything that a file says."""

from __future__ import annotations

from zoneinfo import ZoneInfo

_LONGEST = (
    64  # characters; a part more is a folder more to look through, and thousands are too many
)


def zone_named(name: str) -> ZoneInfo:
    """The zone that the machine knows by an IANA name. Raises ValueError where it knows none."""
    try:
        if len(name) <= _LONGEST:
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise ValueError("The machine knows no time zone of that name.")
