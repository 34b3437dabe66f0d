"""Where a venue lies, as an online geocoder has it, and how far that is from what is known offline.

The one thing that is sent is the address of a public venue, and only where a person asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from peerfind import __version__, places, text
from peerfind.errors import NetworkError, UsageError
from peerfind.geo import Point, great_circle_km, plausible
from peerfind.keeping.rules.places import around_km
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.keeping.questions import Answers

SERVER = "https://nominatim.openstreetmap.org"
TIMEOUT_SECONDS = 10.0
AGENT = f"peerfind/{__version__} (a directory of peer-support groups)"
_COUNTRIES = ("gb", "im", "je", "gg")
_SENT = ("venue.address", "venue.name", "venue.town", "venue.county", "venue.postcode")
_LONGEST_NAME = 160
_FIGURES = 5  # after the point: about a metre
# What an answer of no known form, or one that is nested without end, makes its reader raise.
_ODD = (AttributeError, RecursionError)


class Located(NamedTuple):
    """What a geocoder found: its name and place, and how far that is from `near`, the place known offline.

    `away_km` is None where no place is known that it could be compared with. `is_far` says that it cannot
    be the venue, or that nobody can tell.
    """

    name: str
    point: Point
    near: str
    away_km: float | None
    is_far: bool

    @property
    def answers(self) -> Answers:
        """The coordinates, as a file has them."""
        names = ("venue.latitude", "venue.longitude")
        figures = (_figures(one) for one in self.point)
        return dict(zip(names, figures, strict=True))


def _figures(degrees: float) -> str:
    """Degrees as people write them: no exponent close to Greenwich, no zeros at the end."""
    whole, _, part = f"{round(degrees, _FIGURES) + 0.0:.{_FIGURES}f}".partition(".")
    return f"{whole}.{part.rstrip('0') or '0'}"


def located(answers: Answers, server: str) -> Located:
    """Where the venue lies, as the geocoder at the address `server` has it.

    Raises UsageError where there is no address to ask for, or it is private, and NetworkError where no
    answer can be had, or none that can be used.
    """
    if answers.get("venue.private") == "yes":
        raise UsageError("The place is private, so it is not sent to anybody: leave out --geocode.")
    known = [str(answers[key]) for key in _SENT if key in answers]
    if not known:
        raise UsageError("There is no venue to look up. Give its street, town or postcode.")
    name, point = _asked(", ".join(known), server)
    if not plausible(point):
        raise NetworkError(f"The geocoder found {name}, which is not in the British Isles.")
    place = places.venue_place(
        town=answers.get("venue.town"),
        county=answers.get("venue.county"),
        postcode=answers.get("venue.postcode"),
        nation=answers.get("nation"),
    )
    if place is None:
        return Located(name, point, "", None, is_far=True)
    away_km = great_circle_km(point, place.point)
    return Located(name, point, place.name, away_km, is_far=away_km > around_km(place))


def _asked(query: str, server: str) -> tuple[str, Point]:
    """The name and the place that a geocoder has for a query. Raises NetworkError."""
    from geopy.adapters import URLLibAdapter
    from geopy.exc import GeopyError
    from geopy.geocoders import Nominatim

    try:
        parts = urlsplit(server)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"{text.shown(server)!r} is no web address of a geocoder.")
    geocoder = Nominatim(
        user_agent=AGENT,
        scheme=parts.scheme,
        domain=f"{parts.netloc}{parts.path}",
        timeout=TIMEOUT_SECONDS,
        adapter_factory=URLLibAdapter,
    )
    try:
        found = geocoder.geocode(query, country_codes=_COUNTRIES)
        if found is None:
            raise NetworkError("The geocoder knows no such place.")
        return text.shown(found.address)[:_LONGEST_NAME], Point(found.latitude, found.longitude)
    except GeopyError as error:
        raise NetworkError(f"The geocoder gave no answer: {_reason(error)}") from None
    except (ArithmeticError, LookupError, TypeError, ValueError, OSError, *_ODD):
        raise NetworkError("The geocoder gave an answer that cannot be read.") from None


def _reason(error: Exception) -> str:
    """Why there was no answer, in few words and without what was asked."""
    kinds: Iterable[tuple[str, str]] = (
        ("TimedOut", "it took too long."),
        ("ParseError", "it cannot be read."),
        ("RateLimited", "it is asked too often. Try again later."),
        ("InsufficientPrivileges", "it refuses to answer."),
        ("Unavailable", "it cannot be reached."),
        ("Query", "it does not understand the question."),
    )
    name = type(error).__name__
    return next((told for part, told in kinds if part in name), "it has a fault of its own.")
