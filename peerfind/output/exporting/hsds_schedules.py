"""When a group meets or is open, as HSDS schedules: a rule where its dates can be told, and always words."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from peerfind.keeping.neighbours import HOURS, MEETS, TIMES, service_id, stable_id
from peerfind.output.exporting.carried import stated
from peerfind.schedule.rrule import rule_of
from peerfind.wording import say
from peerfind.wording.when import pattern_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from peerfind.model import Group, Meets
    from peerfind.schedule.recurrence import Pattern

    Entity = dict[str, Any]

_NO_DATES = "(dates that no rule tells)"
_DAYS_OFF = "(days off)"


def schedules(group: Group, today: date, lost: set[str]) -> list[Entity]:
    """The schedules of a group; what only their descriptions say is added to `lost`.

    Times are those on the wall of where it meets: an offset from UTC would be wrong for half of the year.
    """
    return [
        *_schedules(group, "meets", MEETS, (today, lost)),
        *_schedules(group, "hours", HOURS, (today, lost)),
    ]


def _schedules(group: Group, key: str, label: str, told: tuple[date, set[str]]) -> Iterator[Entity]:
    times: Meets = getattr(group, key)
    service = service_id(group.id)
    if isinstance(times, str):
        own = stable_id("schedule", group.id, key)
        yield {"id": own, "service_id": service, "description": f"{label}{times}"}
        return
    for number, pattern in enumerate(times, 1):
        today, lost = told
        recurring = _recurring(pattern, today)
        lost.update([] if recurring else [f"{key} {_NO_DATES}"])
        lost.update([f"{key} {_DAYS_OFF}"] if pattern.exceptions else [])
        head = {"id": stable_id("schedule", group.id, key, str(number)), "service_id": service}
        yield {**head, **stated({**_plain(pattern, label), **recurring})}


def _plain(pattern: Pattern, label: str) -> Entity:
    """What a schedule says whether or not its dates can be told."""
    until = pattern.until and pattern.until.isoformat()
    times = {field: getattr(pattern, key) for field, key in TIMES.items()}
    return {
        "valid_to": until,
        "until": until,
        **{field: f"{at:%H:%M}" for field, at in times.items() if isinstance(at, time)},
        "description": f"{label}{pattern_words(pattern)}",
        "attending_type": ", ".join(say.FORMATS.get(one, one) for one in pattern.formats),
        "notes": pattern.note,
    }


def _recurring(pattern: Pattern, today: date) -> Entity:
    """The rule of a pattern as HSDS has it, without its days off; nothing where no dates can be told."""
    rule = rule_of(pattern._replace(exceptions=()), pattern.since or today)
    if rule is None:
        return {}
    parts = dict(rule.parts)
    return {
        "dtstart": pattern.since and pattern.since.isoformat(),
        "freq": parts["FREQ"],
        "interval": int(parts.get("INTERVAL", "1")),
        "byday": parts["BYDAY"],
        "wkst": parts.get("WKST"),
    }
