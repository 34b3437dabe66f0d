"""The sum of one group in lines of text: each ask, its score and its weight, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.wording.cards import verdicts
from peerfind.wording.say import counted
from peerfind.wording.summary import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.answers.why import Why
    from peerfind.asking.query import Query
    from peerfind.directory.vocabulary import Vocabulary

_VERDICTS = {
    "met": "Met",
    "partly": "Partly",
    "missed": "Missed",
    "not-stated": "Not stated",
    "not-applicable": "No place",
}


def lines(found: Why, query: Query, vocabulary: Vocabulary) -> Iterator[str]:
    """Where the group stands, then its sum, an ask a line."""
    group = found.match.group
    yield text.shown(f"{group.name} ({group.id})")
    yield _standing(found, query)
    yield ""
    for one in found.judged:
        said = ", ".join(label for _, label in verdicts([one], vocabulary)) or ", ".join(
            one.ask.texts
        )
        said = f"near {query.near_text}" if one.ask.name == "near" else said
        worth = one.score.value * one.weight
        yield text.shown(
            f"{one.ask.name}: {said}. {_VERDICTS[one.score.verdict]}: "
            f"{one.score.value:.2f} × {one.weight:g} = {worth:.2f}"
        )
    if found.judged:
        earned = found.mean * found.weight
        yield f"Together {earned:.2f} of {found.weight:g}: {found.mean:.4f}"
    if found.worth.fresh < 1:
        why = " and ".join(_losses(found))
        yield f"{why}: × {found.worth.fresh:.4f}"
    if found.worth.alike < 1:
        yield f"One more of this organisation, in the same place for the same: × {found.worth.alike:.4f}"
    yield f"Total: {found.match.score:.4f}"


def _standing(found: Why, query: Query) -> str:
    """Its place in the list, or why it is not in it."""
    if not found.hidden:
        return f"Place {found.rank:,} of {counted(found.of, 'group')}."
    stated = {"age": found.match.group.ages and found.match.group.ages.text}.get(found.hidden)
    said = f" (it says {stated})" if stated else ""
    missed = f": {', '.join(query.require)}" if found.hidden == "require" else ""
    return f"Not in the list. Left out as one {LEFT_OUT[found.hidden][0]}{said}{missed}."


def _losses(found: Why) -> Iterator[str]:
    """What lowers the total."""
    if found.match.freshness != "checked":
        yield {
            "due": "Its check is due", "stale": "Its check is old", "never-checked": "Never confirmed",
        }[found.match.freshness]  # fmt: skip
    group = found.match.group
    if group.status == "full":
        yield "full"
    ages = (one.ask.values[0] for one in found.judged if one.ask.name == "age")
    if any(map(group.is_unsuited_at, ages)):
        yield "not right for that age, by its own words"
