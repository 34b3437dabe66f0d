"""What a person sees around the groups of an answer: what was understood, how many there are, what to try."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.asking.criteria import CRITERIA, URGENT, WORDS
from peerfind.asking.heard import ways_refused
from peerfind.asking.words import NAMED_FACETS
from peerfind.language import ENGLISH, spoken, translated
from peerfind.named import NamedTuple
from peerfind.wording import crisis, say
from peerfind.wording.cards import term_label
from peerfind.wording.say import cleaned, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.answers.answer import Answer
    from peerfind.answers.relax import Relaxation
    from peerfind.asking.query import Correction, Query
    from peerfind.asking.scoring import Ask
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.wording.crisis import First

_EVERY_GROUP = "every group, for nothing was asked"
# What a group is that was left out, one and several.
LEFT_OUT: dict[str, tuple[str, str]] = {
    "closed": ("closed", "closed"),
    "paused": ("paused", "paused"),
    "stale": ("not checked for long", "not checked for long"),
    "age": ("for other ages", "for other ages"),
    "for": ("for other people only", "for other people only"),
    "covers": ("for other areas only", "for other areas only"),
    "within": ("too far", "too far"),
    "avoid": ("that has what to avoid", "that have what to avoid"),
    "require": ("that misses a must", "that miss a must"),
    "focus": ("about other things", "about other things"),
    WORDS: ("without these words", "without these words"),
}
_FIRST_BY = {"fit": "best", "near": "nearest", "next": "soonest", "checked": "last checked"}
_SORTED_BY = {
    "near": "nearest first",
    "next": "soonest first",
    "checked": "newest check first",
    "name": "by name",
}
MORE_LINES = "More lines: peerfind crisis"
_MOST_SUGGESTIONS = 6


class Suggestion(NamedTuple):
    """A change that would find more: how many groups, what changes, and what to type."""

    groups: str
    change: str
    flags: str


def understood(answer: Answer) -> tuple[str, ...]:
    """What the question was taken to mean, part by part, with what was typed where it differs."""
    query = answer.query
    asked = [_must(ask, query, _ask_words(ask, answer)) for ask in query.asks.values()]
    wishes = asked or [translated(_EVERY_GROUP)]
    found: tuple[str, ...] = cleaned((*wishes, *_limits(query, answer.vocabulary)))
    return found


def _must(ask: Ask, query: Query, words: str) -> str:
    return translated("{wish} (a must)", wish=words) if ask.name in query.require else words


def _ask_words(ask: Ask, answer: Answer) -> str:
    query = answer.query
    if ask.name == "near":
        place = query.near_text
        if not query.within:
            return translated("near {place}", place=place)
        far = _span(query.within.typed, answer.settings["units"])
        return translated("within {distance} of {place}", distance=far, place=place)
    if ask.name == "age":
        return translated("age {age}", age=ask.texts[0])
    if ask.name == WORDS:
        words = translated('the words "{words}"', words=" ".join(ask.texts))
        return f"{words}{_respelt(query.corrections, answer.vocabulary)}"
    if CRITERIA[ask.name].facet is None:
        return say.listed((term_label(ask.name, one, answer.vocabulary) for one in ask.texts), "or")
    return _terms_words(ask, query, answer.vocabulary)


def _terms_words(ask: Ask, query: Query, vocabulary: Vocabulary) -> str:
    if ask.name == "format" and (refused := ways_refused(query)):
        return _refused("format", refused, vocabulary)
    joint = "and" if ask.name in ("focus", "access", "want", "for") else "or"
    labels = (
        f"{term_label(ask.name, term, vocabulary)}{_typed(ask.name, term, query.corrections)}"
        for term in ask.values
    )
    said = say.listed(labels, joint)
    return translated("for {people}", people=said) if ask.name == "for" else said


def _typed(name: str, term: str, corrections: Iterable[Correction]) -> str:
    """What was typed for a term, where that was something else."""
    for one in corrections:
        if (one.flag, one.understood) == (name, term):
            return f' (you wrote "{one.typed}")' if one.near_spelling else f' ("{one.typed}")'
    return ""


def _respelt(corrections: Iterable[Correction], vocabulary: Vocabulary) -> str:
    """What free words were taken for: a word for a slip, and what a term is called."""
    read = [
        f"{one.typed} read as {one.understood}"
        if one.near_spelling
        else f"{one.typed}: {_called(one.understood, vocabulary)}"
        for one in corrections
        if one.flag == WORDS
    ]
    return f" ({', '.join(read)})" if read else ""


def _called(term: str, vocabulary: Vocabulary) -> str:
    facets = (vocabulary[name] for name in NAMED_FACETS)
    return next((facet.label(term) for facet in facets if term in facet.terms), term)


def _limits(query: Query, vocabulary: Vocabulary) -> Iterator[str]:
    """What narrows or orders the answer besides the asks."""
    for ask in query.avoid:
        yield _refused(ask.name, ask.texts, vocabulary)
    if shown := [name for name in query.include if name != "full"]:
        yield f"{text.listed(shown)} groups too"
    if query.sort in _SORTED_BY:
        yield translated(_SORTED_BY[query.sort])


def _refused(name: str, terms: Iterable[str], vocabulary: Vocabulary) -> str:
    """What is not wanted."""
    labels = (term_label(name, term, vocabulary) for term in terms)
    return translated("not {terms}", terms=say.listed(labels, "or"))


def _span(typed: str, units: str) -> str:
    """A distance as it was typed, with its unit in full: `10 miles`, `15 km`."""
    number = re.match(r"[\d.]+", typed)
    amount = number[0] if number else typed
    is_km = "k" in typed.lower() or (typed[-1].isdigit() and units == "km")
    if is_km:
        return f"{amount} km"
    return translated("{number} mile" if amount == "1" else "{number} miles", number=amount)


def count_line(answer: Answer) -> str:
    """How many groups fit, how many are here, and how many were left out for what."""
    shown, total = len(answer.matches), answer.total
    if not total:
        said = translated("No group fits.")
    elif shown < total:
        first = _FIRST_BY.get(answer.query.sort, "first")
        groups = counted(total, "group")
        which = translated(f"the {first} {{number}} here", number=f"{shown:,}")
        said = f"{groups}, {which}."
    else:
        said = f"{counted(total, 'group')}."
    return f"{said}{left_out(answer.hidden)}"


def left_out(hidden: Mapping[str, int]) -> str:
    """How many groups were left out for what; nothing where none was."""
    reasons = [
        f"{hidden[reason]:,} {translated(LEFT_OUT[reason][hidden[reason] != 1])}"
        for reason in LEFT_OUT
        if hidden.get(reason)
    ]
    return f" {translated('Left out')}: {', '.join(reasons)}." if reasons else ""


def _removable(query: Query) -> Iterator[str]:
    """How to take back what was read from the words: each part by its flag, or all."""
    names = [*dict.fromkeys(part.name for part in query.said)]
    if names:
        read = ", ".join(dict.fromkeys(f'"{part.typed}"' for part in query.said if part.typed))
        yield f"Read from the words: {read}. Not meant so? --ignore {','.join(names)}, or --literal for none"


def suggestions(answer: Answer) -> tuple[Suggestion, ...]:
    """The changes that would find more, with the true count of each."""
    found: tuple[Suggestion, ...] = cleaned(
        tuple(
            Suggestion(_found(one), one.change, one.flags_changed)
            for one in answer.relaxations[:_MOST_SUGGESTIONS]
        )
    )
    return found


def suggestions_heading(answer: Answer) -> str:
    """What the suggestions are for; nothing where there is nothing to say."""
    if not answer.total:
        nothing = f"Nothing fits all of: {', '.join(understood(answer))}."
        return f"{nothing} Closest changes that do:" if answer.relaxations else nothing
    if not answer.relaxations:
        return ""
    if answer.relaxations[0].local is None:
        return "Few groups fit. Changes that find more:"
    return f"Few of these are to go to near {answer.query.near_text}. Changes that find more:"


def _found(one: Relaxation) -> str:
    """How many groups a change finds, and how many of them are to go to, where those are few."""
    return (
        f"{counted(one.total, 'group')}{'' if one.local is None else f', {one.local:,} to go to'}"
    )


@spoken(ENGLISH)  # until a speaker of another language has signed its words
def crisis_pointer(contacts: Iterable[Mapping[str, Any]], nation: str | None) -> tuple[str, ...]:
    """Whom to ring at once, as the directory has it for a nation; None means anywhere in the UK."""
    found = crisis.chosen(contacts, nation)
    first = crisis.first_lines(found)
    if not (first.danger or first.low):
        where = say.region_words([nation]) if nation else "the whole UK"
        return (f"The directory has no crisis contacts for {where}.",)
    has_none = bool(found.note) and not found.own
    lines = [found.note] if has_none else []
    if first.danger:
        danger = first.danger if has_none else _danger(first)
        lines.append(f"In danger, or cannot keep safe: {danger}.")
    if first.low:
        lines.append(f"Very low now: {' or '.join(first.low)}.")
    return (*lines, MORE_LINES)


@spoken(ENGLISH)
def crisis_sms(contacts: Iterable[Mapping[str, Any]], nation: str | None) -> str:
    """The crisis contacts in a few words, for a text message; nothing where there are none."""
    first = crisis.first_lines(crisis.chosen(contacts, nation))
    # A text message has little room, so the line with the shortest name stands for the others.
    numbers = [one for one in (_danger(first), min(first.low, key=len, default="")) if one]
    return f"If you feel unsafe: {', or '.join(numbers)}." if numbers else ""


def _danger(first: First) -> str:
    """The number for danger to life, with where it is for if that is not the nation that was asked."""
    return f"{first.danger} (in the UK)" if first.is_for_uk else first.danger


def nation_of(answer: Answer) -> str | None:
    """The nation of the place that was asked for, where both are known."""
    return answer.query.near.nation if answer.query.near else None


def pointer(answer: Answer) -> tuple[str, ...]:
    """The crisis lines at the end of an answer."""
    return crisis_pointer(answer.crisis, nation_of(answer))


def notes(answer: Answer) -> tuple[str, ...]:
    """What comes before the groups: crisis lines first where life may be at risk, then the place typed."""
    first = pointer(answer) if is_urgent(answer) else ()
    query = answer.query
    said = (say.sentence(note) for note in (*query.notes, *_removable(query)))
    found: tuple[str, ...] = cleaned(tuple(said))
    return (*first, *found)


def is_urgent(answer: Answer) -> bool:
    """Whether the question is about something that may cost a life: no guess at who is at risk."""
    focus = answer.query.asks.get("focus")
    named = {one.understood for one in answer.query.corrections if one.flag == WORDS}
    return not URGENT.isdisjoint(named.union(focus.values if focus else ()))
