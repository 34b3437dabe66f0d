"""What stands in others' files, made fit to be read: HTML, numbers of spreadsheets, clocks."""

from __future__ import annotations

import html
import math
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.keeping.phones import phones
from peerfind.schedule.recurrence import stated_clock
from peerfind.zones import zone_named

if TYPE_CHECKING:
    from datetime import date, tzinfo

_TAG = r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.{0,2000}?--)>"
_HIDDEN_PARTS = r"(?is)<(script|style)\b.*?</\1\s*>"
_SENTENCE = r"(?<=[.!?])\s+"
_LONGEST_SUMMARY = 240  # characters
_BY_A_SPREADSHEET = r"\d(?:\.\d+)?e\+?\d+"
_DAY_END = "24:00"


def plain(value: Any) -> str:
    """A value as text on one line, without HTML; a whole number without its `.0`; nothing for None."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    said = str(value)
    if "<" in said:
        said = re.sub(_TAG, " ", re.sub(_HIDDEN_PARTS, " ", said))
    if "&" in said:
        said = html.unescape(said)
    return text.shown(said.replace("\u00a0", " ").encode("utf-8", "replace").decode())


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def clock(value: Any) -> tuple[str, str]:
    """A time of day as `HH:MM`, and what was mended in it. Raises ValueError for what is none.

    24:00 is the end of a day, and so 00:00.
    """
    if isinstance(value, datetime):
        value = value.time()
    said = value.strftime("%H:%M") if isinstance(value, time) else plain(value)
    short = re.sub(r"^(\d{1,2}:\d\d):\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?(?=$|\s)", r"\1", said)
    if re.fullmatch(r"[0-2]\d[0-5]\d", short):
        short = f"{short[:2]}:{short[2:]}"
    if short == _DAY_END:
        return "00:00", "24:00 is 00:00"
    return stated_clock(short), ""


def phone(value: Any) -> tuple[str, str]:
    """A telephone number as text, and what was mended; no number, and why, for what is none."""
    said = plain(value)
    if not said:
        return "", ""
    if re.fullmatch(_BY_A_SPREADSHEET, said, re.IGNORECASE):
        return "", "a spreadsheet cut the number short"
    found = [*phones(said)]
    if not found:
        return "", "there is no number in it"
    if len(found) == 1 and found[0].lost_nought and found[0].typed.strip() == said:
        nought = found[0].lost_nought
        return nought, f"{said} had lost its first 0"
    return said.strip("\"' "), ""


def is_web(address: str) -> bool:
    """Whether a text is a web address, with or without what stands before it."""
    return bool(
        re.fullmatch(r"(?:https?://)?[^\s/:@]+\.[a-zA-Z]{2,}(?::\d+)?(?:[/?#]\S*)?", address)
    )


def point(latitude: Any, longitude: Any) -> tuple[tuple[float, float] | None, str]:
    """A point of the earth in degrees, or why it is none; neither where nothing is stated."""
    said = plain(latitude), plain(longitude)
    if not any(said):
        return None, ""
    try:
        north, east = float(said[0]), float(said[1])
    except ValueError:
        return None, "they are no numbers"
    if not (abs(north) <= 90 and abs(east) <= 180):  # noqa: PLR2004 (degrees)
        return None, "they are on no map"
    if round(north, 3) == 0:
        return None, "a latitude of 0 is in the sea, and means that nobody knows"
    return (north, east), ""


def first_sentences(said: str) -> str:
    """As many whole sentences as fit a summary, of a longer first one its first words."""
    kept = ""
    for one in re.split(_SENTENCE, said):
        if kept and len(kept) + len(one) >= _LONGEST_SUMMARY:
            break
        kept = f"{kept} {one}".strip()
    if len(kept) <= _LONGEST_SUMMARY:
        return kept
    return f"{kept[:_LONGEST_SUMMARY].rpartition(' ')[0] or kept[:_LONGEST_SUMMARY]}…"


def day(value: Any) -> str:
    """The day of a date or of a moment as `YYYY-MM-DD`; empty where there is none."""
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", plain(value))
    return "-".join(found.groups()) if found else ""


def is_same_clock(name: str, zone: tzinfo, today: date) -> bool:
    """Whether the clocks of a zone, by its name, show what those of another show, in winter and in summer."""
    try:
        other = zone_named(name)
    except ValueError:
        return False
    days = [datetime(today.year, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    return all(
        day.astimezone(other).utcoffset() == day.astimezone(zone).utcoffset() for day in days
    )


def within(days: list[date]) -> list[str]:
    """Days as texts, each once and in order."""
    return [one.isoformat() for one in sorted(set(days))]
