"""Which page for staff says more about what was asked: the one table of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.asking.criteria import URGENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# The pages by what is asked: by a term of an ask, and by the ask. Of several, the first here counts.
BY_TERM = {
    ("leader", "peer-worker"): "peer-support-workers",
    ("leader", "lived-experience"): "peer-support-workers",
    ("setting", "one-to-one"): "peer-support-workers",
}
BY_ASK = {
    "leader": "who-leads",
    "format": "formats-compared",
    "setting": "formats-compared",
    "for": "tailored-groups",
    "activity": "tailored-groups",
    "style": "what-peer-support-is",
    "focus": "talking-about-it",
}
IN_DANGER = "when-it-is-not-enough"
BEFORE_JOINING = "before-you-join"


def page_for(asks: Mapping[str, Iterable[str]]) -> str:
    """The page that fits asks, each with its terms; nothing where none does."""
    if not URGENT.isdisjoint(asks.get("focus", ())):
        return IN_DANGER
    by_term = (page for (ask, term), page in BY_TERM.items() if term in (*asks.get(ask, ()),))
    by_ask = (page for ask, page in BY_ASK.items() if ask in asks)
    return next(by_term, "") or next(by_ask, "")


def page_before_joining(record: Mapping[str, Any]) -> str:
    """The page that fits what to ask about a group; an empty record stands for any group."""
    leader, setting = record.get("leader", ()), record.get("setting", ())
    is_worker = "peer-worker" in leader or (*setting,) == ("one-to-one",)
    return "peer-support-workers" if is_worker else BEFORE_JOINING


def pointer(page: str, is_there: Callable[[str], bool]) -> tuple[str, ...]:
    """The line that points to a page; none where a directory has no such page."""
    return (f"More about this: peerfind guide {page}",) if page and is_there(page) else ()
