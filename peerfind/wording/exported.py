"""What an export came to, in words: how many groups, how many were left out, what it could not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def count_line(total: int, hidden: Mapping[str, int], to: Path | None) -> str:
    """How many groups were written, and how many were left out for what."""
    where = f" in {to}" if to else ""
    written = f"{total:,} {'group' if total == 1 else 'groups'}{where}"
    if not hidden:
        return f"{written}."
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in hidden.items())
    return f"{written}; left out {sum(hidden.values()):,}: {reasons}."


def lost_lines(form: str, lost: Mapping[str, int]) -> Iterator[str]:
    """What a form could not carry, by key, with the number of groups that state it."""
    if lost:
        keys = ", ".join(f"{key} {lost[key]:,}" for key in sorted(lost))
        yield f"What {form} cannot carry, with the number of groups: {keys}."
