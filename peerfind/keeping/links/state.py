"""On which days addresses have failed: what is kept between looks, in a file that the user names."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from peerfind.keeping.links.outcomes import Outcome

VERSION = 1
_MOST_DAYS = 10  # the newest of them; the first day is kept too


class Failure(NamedTuple):
    """The days on which an address has failed since it was last seen to live, and why the last time."""

    failed_on: tuple[str, ...]
    why: str


State = dict[str, Failure]


def read_state(path: Path | None) -> State:
    """What a file keeps; nothing where there is none yet, or where it is empty.

    Raises UsageError for a file that cannot be read, or that holds something else.
    """
    if path is None:
        return {}
    try:
        content = path.read_text(encoding="utf-8")
        return _state(json.loads(content)) if content.strip() else {}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError(f"{path} holds no state of links. Name another file: --state") from None


def state_text(state: Mapping[str, Failure]) -> str:
    """The text of the file."""
    kept = {url: one._asdict() for url, one in sorted(state.items())}
    document = {"version": VERSION, "addresses": kept}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def of_addresses(state: Mapping[str, Failure], urls: Iterable[str]) -> State:
    """What is kept of some addresses: what a directory does not name any more need not be known."""
    named = frozenset(urls)
    return {url: one for url, one in state.items() if url in named}


def noted(state: Mapping[str, Failure], found: Mapping[str, Outcome], today: date) -> State:
    """A state with what was found on a day: what failed has one day more, what lives is taken out.

    Where nothing could be told of an address, what was known of it stays.
    """
    kept = {**state}
    for url, outcome in found.items():
        if outcome.has_failed:
            before = kept[url].failed_on if url in kept else ()
            days = sorted({*before, today.isoformat()})
            kept[url] = Failure((*days[:1], *days[1:][-_MOST_DAYS:]), outcome.why)
        elif outcome.can_be_told:
            kept.pop(url, None)
    return kept


def _state(document: Any) -> State:
    if document["version"] != VERSION:
        raise ValueError
    return {str(url): _failure(one) for url, one in document["addresses"].items()}


def _failure(stored: Any) -> Failure:
    days = {date.fromisoformat(day).isoformat() for day in stored["failed_on"]}
    return Failure(tuple(sorted(days)), str(stored["why"]))
