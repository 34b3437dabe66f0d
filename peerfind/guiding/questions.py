"""The questions of a conversation, each once: its flag, its words, and how an answer is put in."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.criteria import CRITERIA, OF_FACET, WORDS
from peerfind.errors import UsageError
from peerfind.named import NamedTuple
from peerfind.schedule.fit import asked_days, asked_time
from peerfind.schedule.recurrence import BANDS, DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerfind.asking.query import Typed
    from peerfind.directory.vocabulary import Facet, Understood, Vocabulary

    Put = Callable[[Typed, str, Vocabulary], Typed]

_FEW = 20  # terms that can be read out; of more, those with nothing broader above them
# Of what a group may have to avoid, the most usual first: the first facet that knows a word has it.
_AVOIDED = (
    "format", "leader", "activity", "style", "setting", "focus", "community", "joining", "cost", "access",
)  # fmt: skip


class Question(NamedTuple):
    """One question: the flag that it fills, its words, what `?` says, and how an answer is put in."""

    name: str
    words: str
    help: str
    put: Put


def _put_ask(name: str, typed: Typed, answer: str, _: Vocabulary) -> Typed:
    return typed._replace(asks={**typed.asks, name: (answer,)})


def _put_subject(typed: Typed, answer: str, vocabulary: Vocabulary) -> Typed:
    """A subject where all of the answer is one by name; else words, which are read as on the command line."""
    items = _items(answer)
    if items and all(_is_name(vocabulary["focus"], item) for item in items):
        return _put_ask("focus", typed, answer, vocabulary)
    return typed._replace(words=(*typed.words, answer))


def _put_within(typed: Typed, answer: str, _: Vocabulary) -> Typed:
    return typed._replace(within=answer)


def _put_when(typed: Typed, answer: str, _: Vocabulary) -> Typed:
    """Days and times, each told by what it is: `tuesday evening` is both.

    Raises UsageError for what is neither.
    """
    found: dict[str, list[str]] = {"day": [], "time": []}
    for item in _items(answer):
        day, _space, time = item.partition(" ")
        named = {"day": item} if _is_day(item) else {"time": item} if _is_time(item) else {}
        if not named and _is_day(day) and _is_time(time):
            named = {"day": day, "time": time}
        if not named:
            raise UsageError(
                f'"{item}" is no day or time. Write tuesday, weekend, evening, or 6pm-9pm.'
            )
        for name, value in named.items():
            found[name].append(value)
    asks = {name: (",".join(values),) for name, values in found.items() if values}
    return typed._replace(asks={**typed.asks, **asks})


def _is_day(typed: str) -> bool:
    with suppress(ValueError):
        return bool(asked_days(typed, date.min))
    return False


def _is_time(typed: str) -> bool:
    with suppress(ValueError):
        return bool(asked_time(typed))
    return False


def _items(answer: str) -> list[str]:
    return [item.strip() for item in answer.split(",") if item.strip()]


def _put_avoid(typed: Typed, answer: str, vocabulary: Vocabulary) -> Typed:
    items = _items(answer)
    return typed._replace(
        avoid=(*typed.avoid, *(_to_avoid(item, vocabulary) for item in items)),
    )


def _understood(facet: Facet, typed: str) -> Understood | None:
    try:
        return facet.understood(typed)
    except UsageError:
        return None


def _is_name(facet: Facet, typed: str) -> bool:
    meant = _understood(facet, typed)
    return meant is not None and not meant.near_spelling


def _to_avoid(typed: str, vocabulary: Vocabulary) -> str:
    """The `NAME=TERM` that a term means; a name counts before a near spelling of another one.

    Raises UsageError, with the nearest terms, where no facet has it.
    """
    if "=" in typed:
        return typed
    found = [
        (meant.near_spelling, OF_FACET[name].name, meant.term)
        for name in _AVOIDED
        if (meant := _understood(vocabulary[name], typed))
    ]
    if found:
        _, name, term = min(found, key=lambda one: one[0])
        return f"{name}={term}"
    near = [term for name in _AVOIDED for term in vocabulary[name].nearest(typed)]
    meant_to = f" Did you mean {text.listed(near[:3], 'or')}?" if near else ""
    raise UsageError(f'"{typed}" is not a term here.{meant_to}')


QUESTIONS: tuple[Question, ...] = (
    Question(
        WORDS, "What is it about?",
        "Any words, as the caller says them: lost my husband, hears voices, drinks too much.",
        _put_subject,
    ),
    Question(
        "near", "Where?",
        "A postcode, the first half of one (LS6), a town or a village. To keep the place out of the "
        "command line that is shown at the end, type - and then the place.",
        partial(_put_ask, "near"),
    ),
    Question(
        "within", "How far would they go?",
        "A distance: 10, 10 miles, 15 km. Groups that are not met in a room stay, and so do those whose "
        "place is not known.",
        _put_within,
    ),
    Question(
        "format", "In person, or how else?",
        "How people meet. Several with commas.",
        partial(_put_ask, "format"),
    ),
    Question(
        "leader", "Who should lead it?",
        "Lay people, or a professional. Several with commas.",
        partial(_put_ask, "leader"),
    ),
    Question(
        "day", "On which days, at what time?",
        "Days, weekdays, weekend, today, tomorrow; morning, afternoon, evening, or two times such as "
        "18:00-21:00 or 6pm-9pm: a meeting has to start then. Several with commas: tuesday, evening.",
        _put_when,
    ),
    Question(
        "age", "How old is the person?",
        "Whole years. Groups for other ages are left out.",
        partial(_put_ask, "age"),
    ),
    Question(
        "for", "Whom do they belong to, if it matters?",
        "Such as women, carers, veterans. Groups for other people only are left out. Several with commas.",
        partial(_put_ask, "for"),
    ),
    Question(
        "avoid", "Anything to avoid?",
        "What a group must not have: phone, nurse, gardening. Several with commas.",
        _put_avoid,
    ),
)  # fmt: skip

KEYS = "Enter skips, b goes back, ? explains, q shows the groups, ! says whom to ring in danger."
NO_MATTER = frozenset(
    ("no", "none", "nothing", "any", "anything", "anywhere", "anyone", "skip", "dont know",
     "dont mind", "doesnt matter", "does not matter", "no matter")
)  # fmt: skip


def facet_of(question: Question) -> str | None:
    """The facet whose terms answer a question, if any does."""
    if question.name == WORDS:
        return "focus"
    return CRITERIA[question.name].facet if question.name in CRITERIA else None


def explanation(question: Question, vocabulary: Vocabulary) -> list[str]:
    """What `?` says of a question: what to type, and the terms there are."""
    facet = facet_of(question)
    if facet is None:
        return [question.help]
    terms = [term for term in vocabulary[facet].terms.values() if term.id != "unknown"]
    few = terms if len(terms) <= _FEW else [term for term in terms if not term.broader]
    said = ", ".join(
        term.id if text.key(term.id) == text.key(term.label) else f"{term.id} ({term.label})"
        for term in few
    )
    more = "" if len(few) == len(terms) else f" All of them: peerfind terms {facet}"
    return [question.help, f"Terms: {said}.{more}"] if few else [question.help]


def offers(question: Question, vocabulary: Vocabulary) -> Sequence[str]:
    """What Tab offers for a question."""
    if question.name == "near":
        from peerfind.places.gazetteer import everything

        return sorted({name for _, name, _ in everything()})
    if question.name == "day":
        return (*DAY_NAMES, "weekdays", "weekend", "today", "tomorrow", *BANDS)
    names = _AVOIDED if question.name == "avoid" else filter(None, (facet_of(question),))
    return [term for name in names for term in vocabulary[name].terms if term != "unknown"]
