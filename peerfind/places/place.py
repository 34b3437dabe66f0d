"""What a look-up gives: a place with its precision, or a reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from peerfind.errors import UsageError
from peerfind.named import NamedTuple
from peerfind.text import shown

if TYPE_CHECKING:
    from peerfind.geo import Point

Precision = Literal["point", "postcode", "sector", "district", "town"]

SEPARATOR = " · "
_OFFERED = 8


class Place(NamedTuple):
    """Somewhere, as precisely as it is known.

    `radius_km` is how far the true place may lie from `point`: in about 19 of 20 cases it is
    nearer. `county` and `nation` are None where they are not known for sure. `note` says in a
    sentence what was used instead of what was typed, and is empty where nothing was. `counties` are
    those of a place that lies in several.
    """

    name: str
    point: Point
    precision: Precision
    radius_km: float
    county: str | None
    nation: str | None
    note: str = ""
    counties: tuple[str, ...] = ()

    def is_outside(self, county: str) -> bool:
        """Whether the place is known not to lie in a county."""
        known = (self.county,) if self.county else self.counties
        return bool(known) and county not in known


class PlaceUnknown(UsageError):  # noqa: N818 (it says what the matter is)
    """Nothing of that name is known; `nearest` are names that look like it."""

    def __init__(self, text: str, nearest: tuple[str, ...] = (), reason: str = "") -> None:
        self.text, self.nearest = text, nearest
        what = reason or f"{shown(text)}: no such place is known."
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"{what}{hint} Type a town, a village or the first half of a postcode.")


class PlaceAmbiguous(UsageError):  # noqa: N818 (the same)
    """Several places have that name; `choices` are what to type for each, largest first."""

    def __init__(self, text: str, choices: tuple[str, ...]) -> None:
        self.text, self.choices = text, choices
        super().__init__(f"{shown(text)}: which one? Type one of: {offered(choices)}")


def offered(choices: tuple[str, ...]) -> str:
    """The first choices, and how to type another where there are more."""
    listed = SEPARATOR.join(choices[:_OFFERED])
    more = len(choices) - _OFFERED
    hint = f" (or, for {more} more, add the county or the first half of the postcode)"
    return listed + hint if more > 0 else listed
