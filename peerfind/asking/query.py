"""What was asked, understood: every flag read once, with what was taken for what."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peerfind import places, text
from peerfind.asking.criteria import (
    AT_ONE_MEETING,
    CRITERIA,
    FAINT,
    LOSSES,
    NAME_SAID,
    SUBJECT_SAID,
    WORDS,
    WORDS_BESIDE,
    WORDS_WEIGHT,
)
from peerfind.asking.scoring import Ask, Context
from peerfind.errors import UsageError
from peerfind.geo import KM_PER_MILE
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import BANDS, DAY_NAMES, DAY_SETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from peerfind.asking.understanding.said import Part
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.places import Place
    from peerfind.schedule.fit import DayAsk, TimeRange

SORTS = ("fit", "near", "next", "checked", "name")
INCLUDES = ("closed", "paused", "stale", "full")
DEFAULT_LIMIT = 10
OLDEST_AGE = 125
EVERYTHING = "all"
IGNORES = (*CRITERIA, "within", "avoid", "require", EVERYTHING)
FROM_PROMPT = "-"  # stands for a place that was typed at a prompt, wherever asks are repeated

_DISTANCE = r"([0-9]+(?:\.[0-9]+)?)\s*(mi|miles?|kms?|kilomet(?:re|er)s?)?"


class Typed(NamedTuple):
    """The flags of `match` as they came from the command line.

    `usual_near` and `usual_weight` are those of the person's settings, for a question that asks something
    and says nothing of them; `notes` say what was added.
    """

    words: Sequence[str] = ()
    asks: Mapping[str, Sequence[str]] = MappingProxyType({})
    near_typed: str | None = None
    within: str | None = None
    require: Sequence[str] = ()
    avoid: Sequence[str] = ()
    weight: Sequence[str] = ()
    sort: str = SORTS[0]
    limit: int = DEFAULT_LIMIT
    include: Sequence[str] = ()
    today: str | None = None
    directory: str | None = None
    literal: bool = False
    ignore: Sequence[str] = ()
    usual_near: str | None = None
    usual_weight: Sequence[str] = ()
    notes: tuple[str, ...] = ()


class Correction(NamedTuple):
    """What was typed, and what it was taken for; `flag` is the name of the ask."""

    flag: str
    typed: str
    understood: str
    near_spelling: bool = False


LOCAL_KM = 25 * KM_PER_MILE


class Within(NamedTuple):
    """A distance, and how it was typed."""

    km: float
    typed: str


class Query(NamedTuple):
    """A question, understood. `asks` are in the order of the registry of criteria.

    `said` are those of them that were read from free words; `ignore` names those that must not be.
    `has_name` tells that the words ask for a group by its name.
    """

    asks: dict[str, Ask]
    now: datetime
    within: Within | None = None
    require: tuple[str, ...] = ()
    avoid: tuple[Ask, ...] = ()
    weights: Mapping[str, float] = MappingProxyType({})
    sort: str = SORTS[0]
    limit: int = DEFAULT_LIMIT
    include: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    literal: bool = False
    ignore: tuple[str, ...] = ()
    said: tuple[Part, ...] = ()
    has_name: bool = False

    @property
    def today(self) -> date:
        """The day of the question, in the directory's time zone."""
        return self.now.date()

    @property
    def near(self) -> Place | None:
        """The place that was asked for."""
        return self.asks["near"].values[0] if "near" in self.asks else None

    @property
    def local_km(self) -> float:
        """How far is still local: as far as was asked, or a usual way to go."""
        return self.within.km if self.within else LOCAL_KM

    @property
    def near_text(self) -> str:
        """The place in words that may be shown: never one that was typed at a prompt."""
        if self.near is None:
            return ""
        return "the place you gave" if self.asks["near"].texts == (FROM_PROMPT,) else self.near.name

    def is_said(self, name: str) -> bool:
        """Whether an ask was read from free words."""
        return any(part.name == name for part in self.said)

    def weight(self, name: str) -> float:
        """How much an ask counts."""
        usual = CRITERIA[name].weight if name in CRITERIA else WORDS_WEIGHT
        if self.is_said("focus"):
            usual = {"focus": SUBJECT_SAID, WORDS: WORDS_BESIDE}.get(name, usual)
        if self.has_name and name == WORDS:
            usual = NAME_SAID
        faint = [part.is_faint for part in self.said if part.name == name]
        if faint and all(faint):
            usual *= FAINT
        return self.weights.get(name, 1.0 if name in LOSSES else usual)

    def beside(self, name: str) -> tuple[object, ...]:
        """What the scorer of an ask looks at besides it: the same ask and these have the same scores."""
        if name == "near":
            return (self.within and self.within.km,)
        if name == WORDS:
            return (self.literal,)
        if name not in AT_ONE_MEETING:
            return ()
        return tuple(
            (self.asks.get(one), one in self.require, self.weight(one)) for one in AT_ONE_MEETING
        )

    def context(self, vocabulary: Vocabulary) -> Context:
        """What a scorer may know of this question."""
        within_km = self.within.km if self.within else None
        weights = {name: self.weight(name) for name in self.asks}
        required = frozenset(self.require)
        return Context(vocabulary, self.today, self.asks, within_km, required, weights, fits={})


def understood(typed: Typed, vocabulary: Vocabulary, now: datetime, unit: str = "miles") -> Query:
    """The question that `typed` asks at the time `now`.

    Raises UsageError, with what was typed and the nearest that is known, for a term, a place or a
    name that cannot be understood.
    """
    reader = _Reader(vocabulary, now)
    asks = {name: reader.ask(name, typed) for name in CRITERIA if typed.asks.get(name)}
    if found := text.words(" ".join(typed.words)):
        asks[WORDS] = Ask(WORDS, tuple(dict.fromkeys(found)), tuple(typed.words))
    near = asks["near"].values[0] if "near" in asks else None
    shown = near and near.note and not typed.near_typed
    return Query(
        asks=asks,
        now=now,
        within=distance_asked(typed.within, unit, near),
        require=_required(typed.require, asks),
        avoid=tuple(reader.avoid(item) for item in _split(typed.avoid)),
        weights=dict(_weights(typed.weight)),
        sort=_choice("sort", typed.sort, SORTS),
        limit=limit_asked(typed.limit),
        include=tuple(_choice("include", item, INCLUDES) for item in _split(typed.include)),
        corrections=tuple(reader.corrections),
        notes=(*typed.notes, *((near.note,) if near and shown else ())),
        fixed=_fixed_flags(typed),
        literal=typed.literal,
        ignore=tuple(_choice("ignore", name, IGNORES) for name in _split(typed.ignore)),
    )


def _fixed_flags(typed: Typed) -> tuple[str, ...]:
    """The flags that say where and when, which no change of the question touches."""
    today = ("--today", typed.today) if typed.today else ()
    return (*today, "--directory", typed.directory) if typed.directory else today


class _Reader:
    """Reads the values of asks, and keeps what was taken for what."""

    def __init__(self, vocabulary: Vocabulary, now: datetime) -> None:
        self.vocabulary = vocabulary
        self.now = now
        self.corrections: list[Correction] = []

    def ask(self, name: str, typed: Typed) -> Ask:
        """What was asked of one criterion."""
        items = typed.asks[name]
        if name == "near":
            place = places.resolve(typed.near_typed or items[-1])
            return Ask(name, (place,), (items[-1],))
        # Of a flag that takes one value the last counts, as with the place.
        return self._ask(name, _split(items) if CRITERIA[name].repeatable else [items[-1].strip()])

    def avoid(self, item: str) -> Ask:
        """What a `NAME=TERM` leaves out."""
        name, _, value = item.partition("=")
        name = name.strip()
        if not value.strip() or name not in CRITERIA or not CRITERIA[name].repeatable:
            names = text.listed((n for n, c in CRITERIA.items() if c.repeatable), "or")
            raise UsageError(
                f"--avoid takes NAME=TERM, such as format=phone, where NAME is {names}, "
                f"not {item!r}."
            )
        return self._ask(name, [value.strip()])

    def _ask(self, name: str, items: Sequence[str]) -> Ask:
        criterion = CRITERIA[name]
        if not items:
            raise UsageError(f"--{name} needs a value: {criterion.help}")
        if criterion.facet:
            terms = tuple(dict.fromkeys(self._term(name, criterion.facet, item) for item in items))
            return Ask(name, terms, terms)
        read = {"age": _age, "day": self._day, "time": _time}[name]
        values = tuple(_read(name, item, read) for item in items)
        texts = (_text(value, item) for value, item in zip(values, items, strict=True))
        return Ask(name, values, tuple(texts))

    def _day(self, item: str) -> DayAsk:
        from peerfind.schedule.fit import asked_days

        return asked_days(item, self.now.date())

    def _term(self, name: str, facet: str, item: str) -> str:
        try:
            meant = self.vocabulary[facet].understood(item)
        except UsageError as error:
            raise UsageError(f"--{name}: {error}") from None
        if meant.typed:
            self.corrections.append(Correction(name, item, meant.term, meant.near_spelling))
        return meant.term


def _text(value: Any, typed: str) -> str:
    """What was asked, in one way of typing it: `fri` is `friday`, `6pm-9pm` is `18:00-21:00`."""
    if isinstance(value, frozenset):
        every = {frozenset(map(DAY_NAMES.index, names)): name for name, names in DAY_SETS.items()}
        named = every.get(value) or " ".join(DAY_NAMES[day] for day in sorted(value))
        return "weekdays" if named == "weekday" else named
    if isinstance(value, tuple):
        parts = {times: name for name, times in BANDS.items()}
        return parts.get(value) or "-".join(f"{one:%H:%M}" for one in value)
    return typed.strip().lower()


def _read(name: str, item: str, read: Callable[[str], object]) -> object:
    try:
        return read(item)
    except ValueError as error:
        raise UsageError(f"--{name}: {error}") from None


def _time(item: str) -> TimeRange:
    from peerfind.schedule.fit import asked_time

    return asked_time(item)


def _age(item: str) -> int:
    if not item.isdecimal() or int(item) > OLDEST_AGE:
        raise ValueError(f"{item!r} is not an age. Write whole years, such as 22.")
    return int(item)


def _split(items: Sequence[str]) -> list[str]:
    """The items of a repeatable flag, where each may hold several with commas between."""
    return [part.strip() for item in items for part in item.split(",") if part.strip()]


def _choice(flag: str, typed: str, choices: Sequence[str]) -> str:
    if typed in choices:
        return typed
    nearest = text.nearest(typed, choices, limit=1)
    meant = f" Did you mean {nearest[0]}?" if nearest else ""
    raise UsageError(f"--{flag} takes {text.listed(choices, 'or')}, not {typed!r}.{meant}")


def limit_asked(typed: int) -> int:
    """The number that `--limit` was given; 0 is all. Raises UsageError for one below."""
    if typed < 0:
        raise UsageError(f"--limit takes a number of groups, or 0 for all, not {typed}.")
    return typed


def distance_asked(typed: str | None, unit: str, near: Place | None) -> Within | None:
    """The distance that `--within` was given, in `unit` (`miles` or `km`) where it names none.

    Raises UsageError for what is no distance, and for one without a place.
    """
    if typed is None:
        return None
    found = stated_distance(typed, unit)
    if near is None:
        raise UsageError("--within needs --near: within how far of where?")
    return found


def stated_distance(typed: str, unit: str) -> Within:
    """A typed distance, in `unit` where it names none. Raises UsageError for what is no distance."""
    found = re.fullmatch(_DISTANCE, typed.strip().lower())
    if not found or not (distance := float(found[1])):
        raise UsageError(f"--within takes a distance such as 10, 10mi or 15km, not {typed!r}.")
    in_km = (found[2] or unit).startswith("k")
    return Within(distance if in_km else distance * KM_PER_MILE, typed.strip())


def _required(typed: Sequence[str], asks: Mapping[str, Ask]) -> tuple[str, ...]:
    names = _split(typed)
    if "all" in names:
        return tuple(asks)
    for name in names:
        _choice("require", name, (*CRITERIA, WORDS, "all"))
        if name not in asks:
            needed = "some words" if name == WORDS else f"--{name}"
            raise UsageError(f"--require {name} needs {needed}: there is nothing to meet.")
    return tuple(name for name in asks if name in names)


def _weights(typed: Sequence[str]) -> Iterator[tuple[str, float]]:
    for item in _split(typed):
        name, _, number = item.partition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if not 0 <= weight <= 1000:  # noqa: PLR2004 (more would drown every other ask)
            raise UsageError(
                f"--weight takes NAME=NUMBER, such as near=2, from 0 to 1000, not {item!r}."
            )
        yield _choice("weight", name.strip(), (*CRITERIA, WORDS, *LOSSES)), weight
