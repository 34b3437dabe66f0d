"""How one group meets what was asked, for each thing that can be asked.

A scorer reads only what was asked, the few facts of the group that its criterion names, and the context
of the question.
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import TYPE_CHECKING

from peerfind.asking import scoring
from peerfind.asking.scoring import (
    NAMING,
    REMOTE,
    Ask,
    Context,
    Score,
    Verdict,
    best,
    mean,
    score,
    term_score,
)
from peerfind.geo import great_circle_km
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.directory.vocabulary import Facet, Vocabulary
    from peerfind.model import Group
    from peerfind.places import Place

Scorer = Callable[[Ask, "Group", Context], Score]
Related = Callable[[Ask, "Vocabulary"], dict[str, frozenset[str]]]

HALF_DISTANCE_KM = 16.0934  # at ten miles a group is worth as much as one that needs no journey


def best_term(attribute: str, facet: str) -> Callable[[Ask, Group, Context], Score]:
    """The best of the asked terms counts."""

    def scorer(ask: Ask, group: Group, context: Context) -> Score:
        found = _stated(getattr(group, attribute))
        own = group.named_activities if facet == "activity" else ()
        known = context.vocabulary[facet]
        scores = [term_score(term, found, known, own) for term in ask.values]
        return best(ask.texts, scores)

    return scorer


def _stated(terms: Sequence[str]) -> Sequence[str]:
    """The terms that say something: `unknown` is the same as nothing."""
    return tuple(term for term in terms if term != UNKNOWN)


def focus_score(ask: Ask, group: Group, context: Context) -> Score:
    """The mean over the asked terms: a person with two troubles looks for a group for both."""
    facet = context.vocabulary["focus"]
    terms = [term_score(term, group.focus, facet, group.named_focus) for term in ask.values]
    return mean(ask.texts, terms)


def focus_related(ask: Ask, vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The terms that have to do with the asked ones: as a focus, and as one that a group's words name."""
    facet = vocabulary["focus"]
    known = [*facet.terms]
    relations = [facet.relations(term) for term in ask.values]
    return {
        "focus": frozenset(one for one in known if any(relation(one) for relation in relations)),
        "_named_focus": frozenset(
            one for one in known if any(relation(one) in NAMING for relation in relations)
        ),
    }


def leader_score(ask: Ask, group: Group, context: Context) -> Score:
    """The best asked term; lay people and a professional who are both named are `co-led`."""
    facet, found = context.vocabulary["leader"], _stated(group.leader)
    lay = any(term in facet.below("lay") | facet.below("lived-experience") for term in found)
    both = lay and any(term in facet.below("professional") for term in found)
    scores = [
        score("met", found) if term == "co-led" and both else term_score(term, found, facet)
        for term in ask.values
    ]
    return best(ask.texts, scores)


def setting_score(ask: Ask, group: Group, context: Context) -> Score:
    """The best asked term; a setting that is not stated is a group."""
    found = group.setting or ("group",)
    facet = context.vocabulary["setting"]
    return best(ask.texts, [term_score(term, found, facet) for term in ask.values])


def format_score(_: Ask, group: Group, context: Context) -> Score:
    """The best asked term; where formats differ by meeting, at the one that suits day and time."""
    if group.joint and context.asks.keys() & {"day", "time"}:
        from peerfind.asking import meetings

        return meetings.fit(group.joint_meetings(), context).format
    return scoring.format_score(group.format, context)


def access_score(ask: Ask, group: Group, context: Context) -> Score:
    """The mean over the asked terms; what is known to be missing is missed, the rest not stated."""
    facet = context.vocabulary["access"]
    return mean(ask.texts, [_access_term(term, group, facet) for term in ask.values])


def _access_term(asked: str, group: Group, facet: Facet) -> Score:
    there = term_score(asked, group.access, facet)
    missing = [term for term in group.no_access if term in facet.above(asked)]
    if missing and there.verdict != "met":
        return score("missed", missing)
    return there if there.verdict in ("met", "partly") else score("not-stated")


def cost_score(ask: Ask, group: Group, _: Context) -> Score:
    """The best of the asked kinds of cost; `free` and `donation` partly meet each other."""
    if group.cost is None:
        return best(ask.texts, [score("not-stated") for _ in ask.values])
    kind = group.cost if group.cost in ("free", "donation") else "paid"
    found = (group.cost,)
    worth = {
        ("donation", "free"): score("partly", found),
        ("free", "donation"): score("partly", found),
    }
    scores = [
        score("met", found) if asked == kind else worth.get((asked, kind), score("missed", found))
        for asked in ask.values
    ]
    return best(ask.texts, scores)


def want_score(ask: Ask, group: Group, context: Context) -> Score:
    """The mean over the wants; a format, setting, leader, style or activity may serve each.

    So may being for particular people: those who are alike have much to tell each other.
    """
    return mean(ask.texts, [_want(want, group, context.vocabulary) for want in ask.values])


def _want(want: str, group: Group, vocabulary: Vocabulary) -> Score:
    stated = {
        "format": _stated(group.format),
        "setting": group.setting or ("group",),
        "leader": _stated(group.leader),
        "style": group.style,
        "activity": group.activities,
        "community": (
            *(part for one in group.only_for for part in one.split("+")),
            *group.welcomes,
        ),
    }
    offering = {facet: vocabulary[facet].offering(want) for facet in stated}
    if want == "shared-activities":
        offering["activity"] |= frozenset(group.activities)
    if found := [term for facet in stated for term in stated[facet] if term in offering[facet]]:
        return score("met", found)
    could = [
        facet
        for facet in stated
        if offering[facet] or (facet, want) == ("activity", "shared-activities")
    ]
    is_open = not could or any(not stated[facet] for facet in could)
    return score("not-stated") if is_open else score("missed")


def age_score(ask: Ask, group: Group, _: Context) -> Score:
    """Whether the stated ages hold the asked one, and no others are told not to suit."""
    if group.unsuited_ages and group.is_unsuited_at(ask.values[0]):
        return score("missed", (group.unsuited_ages.text,))
    if group.ages is None:
        return score("not-stated")
    return score("met" if ask.values[0] in group.ages else "missed", (group.ages.text,))


def for_score(ask: Ask, group: Group, context: Context) -> Score:
    """Whether the group is for, or welcomes, the communities that the person belongs to.

    A group that is for others only is hidden before this. One whose welcome is all for people that
    the person cannot be one of is missed; one that says nothing is a question.
    """
    facet = context.vocabulary["community"]
    person = frozenset().union(*(facet.above(term) for term in ask.values))
    if own := [
        one for one in group.only_for if all(_belongs(person, t, facet) for t in one.split("+"))
    ]:
        return score("met", own)
    if welcome := [term for term in group.welcomes if _belongs(person, term, facet)]:
        return score("met", welcome)
    near = [t for t in group.welcomes if any(facet.relation(asked, t) for asked in ask.values)]
    if near:
        return score("partly", near)
    others = context.vocabulary.excluded(*ask.values)
    is_for_others = group.welcomes and others.issuperset(group.welcomes)
    return score("missed", group.welcomes) if is_for_others else score("not-stated", group.only_for)


def _belongs(person: frozenset[str], term: str, facet: Facet) -> bool:
    """Whether the communities of a person make them one of `term`: South Asian and a woman, say."""
    broader = facet.terms[term].broader if term in facet.terms else ()
    return term in person or (len(broader) > 1 and person.issuperset(broader))


def near_score(ask: Ask, group: Group, context: Context) -> Score:
    """How near the group is; one that can be joined from anywhere counts as a middling distance."""
    if group.reach == "remote":
        return score("not-applicable")
    here = distance_score(ask, group, context)
    if group.reach == "both" and here.value < REMOTE:
        return score("not-applicable")
    return here


def distance_score(ask: Ask, group: Group, context: Context) -> Score:
    """How near the group's place is: 1 at the door, a half at `within` or ten miles, less beyond.

    What counts is the distance to expect: two places that are known by their town alone are farther
    apart than their middles, by about half of each radius.
    """
    if group.place is None:
        return score("not-stated")
    near: Place = ask.values[0]
    between_km = great_circle_km(near.point, group.place.point)
    expected_km = hypot(between_km, near.radius_km / 2, group.place.radius_km / 2)
    scale_km = context.within_km or HALF_DISTANCE_KM
    value = 1 / (1 + (expected_km / scale_km) ** 2)
    return Score(_nearness(between_km, scale_km), value, (group.place.name,))


def _nearness(between_km: float, scale_km: float) -> Verdict:
    if between_km <= scale_km:
        return "met"
    return "partly" if between_km <= 2 * scale_km else "missed"


def day_score(_: Ask, group: Group, context: Context) -> Score:
    """Whether it meets on one of the days, at the meeting that suits best."""
    from peerfind.asking import meetings

    return meetings.fit(group, context).day


def time_score(_: Ask, group: Group, context: Context) -> Score:
    """Whether it meets at one of the times, at the meeting that suits best."""
    from peerfind.asking import meetings

    return meetings.fit(group, context).time
