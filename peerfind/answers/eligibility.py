"""The only things that leave a group out. Everything else ranks.

Each rule looks at distinct values, like a scorer; what is not stated never hides, unless required.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.freshness import Freshness, first_day, freshness
from peerfind.geo import great_circle_km
from peerfind.index.columns import CHECKED, COVERS, ONLY_FOR, STATUS, TRAVEL
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from datetime import date

    from peerfind.asking.query import Query, Within
    from peerfind.asking.scoring import Ask, Context
    from peerfind.index.index import Index
    from peerfind.model import Group, Region
    from peerfind.places import Place

# Why a group is left out, in the order in which the first one counts.
REASONS = (
    "closed", "paused", "stale", "age", "for", "covers", "within", "avoid", "require", "focus", WORDS,
)  # fmt: skip


class Rule(NamedTuple):
    """One reason to leave groups out, with the keys that it looks at.

    `asked` is what of the question it depends on, so that two rules can be told apart.
    """

    reason: str
    keys: tuple[str, ...]
    is_hidden: Callable[[Group], bool]
    asked: Hashable = None

    @property
    def key(self) -> Hashable:
        """What tells two rules apart."""
        return self.reason, self.keys, self.asked


def rules(index: Index, query: Query, context: Context) -> Iterator[Rule]:
    """What can leave a group out of an answer, in the order in which the first one counts."""
    yield from _status_rules(index, query)
    yield from _person_rules(query, context)
    if query.near:
        yield from _place_rules(query.near, query.within)
    for ask in query.avoid:
        yield Rule("avoid", CRITERIA[ask.name].keys, partial(has, ask, context), ask)


def selections(query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The asks that select, each under its reason: a group that has nothing to do with them is left out.

    Where the free words named the subject, either is enough: it or one of the other words.
    """
    names = tuple(name for name in ("focus", WORDS) if name in query.asks)
    if query.is_said("focus") and WORDS in names:
        yield WORDS, names
        return
    yield from ((name, (name,)) for name in names)


def _status_rules(index: Index, query: Query) -> Iterator[Rule]:
    for status in ("closed", "paused"):
        if status not in query.include:
            yield Rule(status, STATUS, partial(_has_status, status))
    if "stale" not in query.include:
        oldest = first_day(query.today, index.settings["hide_after"])
        yield Rule("stale", CHECKED, partial(_is_stale, oldest))


def _has_status(status: str, group: Group) -> bool:
    return group.status == status


def _is_stale(oldest: date, group: Group) -> bool:
    return group.checked is not None and group.checked.on < oldest


def _person_rules(query: Query, context: Context) -> Iterator[Rule]:
    if age := query.asks.get("age"):
        yield Rule("age", CRITERIA["age"].keys, partial(is_wrong_age, age), age)
    if person := query.asks.get("for"):
        yield Rule("for", ONLY_FOR, partial(is_for_others, person, context), person)


def _place_rules(near: Place, within: Within | None) -> Iterator[Rule]:
    yield Rule("covers", COVERS, partial(is_elsewhere, near), near)
    if within:
        yield Rule("within", TRAVEL, partial(is_too_far, near, within.km), (near, within.km))


def group_freshness(group: Group, query: Query, index: Index) -> Freshness:
    """How fresh a group's check is on the day of the question."""
    settings = index.settings
    checked_on = group.checked.on if group.checked else None
    return freshness(checked_on, query.today, settings["review_after"], settings["hide_after"])


def is_wrong_age(ask: Ask, group: Group) -> bool:
    """Whether the group states ages that do not hold the asked one."""
    return group.ages is not None and ask.values[0] not in group.ages


def is_for_others(ask: Ask, context: Context, group: Group) -> bool:
    """Whether the group is only for people that the person cannot be one of.

    Each alternative must be ruled out: not met, and with a term that excludes one of the person's.
    """
    facet = context.vocabulary["community"]
    person = frozenset[str]().union(*(facet.above(term) for term in ask.values))
    excluded = context.vocabulary.excluded(*ask.values)
    alternatives = [one.split("+") for one in group.only_for]
    return (
        bool(alternatives)
        and not group.only_for_cut
        and all(
            not person.issuperset(terms) and not excluded.isdisjoint(terms)
            for terms in alternatives
        )
    )


def is_elsewhere(near: Place, group: Group) -> bool:
    """Whether the group may only be used by people of other parts of the country."""
    return bool(group.regions) and all(_is_other(near, region) for region in group.regions)


def _is_other(near: Place, region: Region | None) -> bool:
    """Whether a place is known to lie outside a region."""
    if region is None or region.nation is None or near.nation is None:
        return False
    if near.nation != region.nation:
        return True
    return region.county is not None and near.is_outside(region.county)


def is_too_far(near: Place, within_km: float, group: Group) -> bool:
    """Whether the group can only be joined in person at a place known to be farther away.

    Both places may be off by their radius, so a group that may be near enough stays.
    """
    return {*group.format} == {"in-person"} and is_beyond(near, within_km, group)


def is_beyond(near: Place, within_km: float, group: Group) -> bool:
    """Whether the group's place is known to be farther, as well as both places are known."""
    if group.place is None:
        return False
    distance_km = great_circle_km(near.point, group.place.point)
    return distance_km - near.radius_km - group.place.radius_km > within_km


def is_close(near: Place, km: float, group: Group) -> bool:
    """Whether the group meets at a place that is known, and not known to be farther."""
    return group.reach != "remote" and group.place is not None and not is_beyond(near, km, group)


def has(ask: Ask, context: Context, group: Group) -> bool:
    """Whether the group has what is to be avoided."""
    if ask.name == "for":
        return _is_for_any(ask, context, group)
    return CRITERIA[ask.name].score(ask, group, context.alone(ask)).verdict == "met"


def _is_for_any(ask: Ask, context: Context, group: Group) -> bool:
    """Whether the group is for, or welcomes, the asked communities or some of their people."""
    facet = context.vocabulary["community"]
    named = {term for one in (*group.only_for, *group.welcomes) for term in one.split("+")}
    return any(not named.isdisjoint(facet.below(term)) for term in ask.values)
