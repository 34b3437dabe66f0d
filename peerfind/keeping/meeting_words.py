"""When a group meets, as people type it: brought into the words that the schedule itself writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind.model import ANY_TIME, BY_ARRANGEMENT
from peerfind.schedule.recurrence import BANDS, stated_clock
from peerfind.schedule.words import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?|noon|midday|midnight)"
_TIMES = rf"\b({_CLOCK})\s*(?:to|until|till|[-–—])\s*({_CLOCK})"
_NTH = r"(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|last)"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DATES = r",? ?\b(from|starting|since|until) (\d{4}-\d\d-\d\d)"
_UNCLEAR = r"\bevery (?:second|2nd)\b(?! (?:and|&) )(?!.* month)"
# What people write, and what the schedule writes for it; in this order.
_AS_WRITTEN = (
    (r"(?<![a-z])([ap])\.m\b\.?", r"\1m"),
    (r"\b12 ?(?=noon|midday|midnight)", ""),
    (r"\s*[&+]\s*|\s*/\s*(?=[a-z])", " and "),
    (rf"\bevery other (?:week on )?(?={_DAY})", "every 2 weeks on "),
    (r"\b(?:fortnightly|every fortnight|once a fortnight)(?: on)?\b", "every 2 weeks on"),
    (r"\bevery other week\b", "every 2 weeks"),
    (r"\b(?:weekly|every week|once a week)(?: on)?,? (?=[a-z])", "every "),
    (rf"\bmonthly(?: on(?: the)?)?,? (?={_NTH})", ""),
    (rf"\b(?:on |every )?(?:the )?(?={_NTH} )", ""),
    (r"\b(?:of|in) (?:the|each|every|a) month\b|\beach month\b", "of the month"),
    (
        r",? ?\b(?:but not|except(?: for| in| on)?|not in|not on|no meetings? (?:in|on)|not)\b",
        ", not",
    ),
    (rf",? ?\b(?:at|from) (?!\d{{4}}-)(?={_CLOCK})", ", "),
    (r"every 2 weeks on[, ]*$", "every 2 weeks"),
    (r"^on |[ ,]*\.$", ""),
)
_NO_CLOCK = r"(?!\d+(?:st|nd|rd|th| weeks| months))"
_STARTS = rf",? ?\b(?:in the )?(?:{'|'.join(BANDS)})|,? ?\b{_NO_CLOCK}{_CLOCK}|, not"


def meetings(lines: Iterable[str]) -> list[dict[str, Any]] | str:
    """The meeting patterns that lines describe, or `any time` or `by arrangement`.

    Raises ValueError with the first line that cannot be read, and an example.
    """
    stated = [line.strip(" -*•\t") for line in lines]
    stated = [line for line in stated if line]
    if len(stated) == 1 and (alone := stated[0].lower().rstrip(".")) in (ANY_TIME, BY_ARRANGEMENT):
        return alone
    return [meeting(line) for line in stated]


def meeting(typed: str) -> dict[str, Any]:
    """The pattern that words describe, as plain data: `1st and 3rd Tuesday 7pm to 8.30pm`.

    Raises ValueError with what to write for what cannot be read, or may mean two things.
    """
    said = " ".join(typed.lower().split())
    if re.search(_UNCLEAR, said):
        raise ValueError(f'"{typed}" may be every 2 weeks, or the 2nd of the month. Write which.')
    for pattern, written in _AS_WRITTEN:
        said = re.sub(pattern, written, said)
    try:
        said = _with_clear_times(said)
        stated = pattern_of(said).stated()
    except ValueError as error:
        told = str(error).replace(f'"{said}"', f'"{typed}"')
        raise ValueError(told if typed in told else f'"{typed}": {told}') from None
    return {**stated, "every": "month"} if "which" in stated and "every" not in stated else stated


def _with_clear_times(said: str) -> str:
    """`said` with both ends of its times clear, and its dates before them, where the schedule has them."""
    dated = re.findall(_DATES, said)
    found = {"until" if word == "until" else "from": day for word, day in dated}
    if len(found) < len(dated):
        raise ValueError(
            "It begins or ends on two dates. Write one of each, or a line for each stretch."
        )
    rest = re.sub(_TIMES, _spelled_out, re.sub(_DATES, "", said)).strip(" ,")
    dates = "".join(f" {word} {found[word]}" for word in ("from", "until") if word in found)
    at = re.search(_STARTS, rest)
    place = at.start() if at else len(rest)
    return f"{rest[:place]}{dates}{rest[place:]}".strip()


def _spelled_out(found: re.Match[str]) -> str:
    """A stretch of time with both of its halves of the day: `7-8.30pm` is `7pm to 8.30pm`."""
    start, end = (part.replace(" ", "") for part in found.groups())
    half = re.search(r"[ap]m", end)
    if half and re.fullmatch(r"\d{1,2}(?:[:.]\d\d)?", start):
        start = _before(start.replace(":", "."), end, half[0])
    return f"{start} to {end}"


def _before(start: str, end: str, half: str) -> str:
    """A start without a half of the day, in the half in which it comes before the end."""
    if not 1 <= int(start.partition(".")[0]) <= 12:  # noqa: PLR2004 (of a clock with two halves)
        return start
    other = "am" if half == "pm" else "pm"
    is_same = stated_clock(start + half) < stated_clock(end)
    return start + (half if is_same else other)
