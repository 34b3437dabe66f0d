"""How a written value becomes a stored one: one reader for each kind of value in the file format.

A reader takes a node and a `Reading`, returns the plain value, and returns None where there is nothing to
use, after reporting why. It never raises for what a volunteer wrote.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory import shapes
from peerfind.directory.advice import MOST_TERMS, home_of, not_keys, unknown_term
from peerfind.directory.shapes import any_of, shaped, text_like
from peerfind.model import Ages
from peerfind.named import NamedTuple
from peerfind.problems import Level, Problem
from peerfind.schedule.recurrence import YEAR_FIRST
from peerfind.source import Items, Map, Node, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.schedule.misread import Advice

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
# Patterns of which few files have any need are texts, which `re` compiles when they are first used.
_PUBLISHED = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$"
_SIZE = r"(?:up to )?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\+?$"
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
_PERIOD = r"(\d{1,3}) (day|week|month|year)s?$"

_REMEMBERED = 1024  # typed values of each kind: the same ones stand in many files


class Key(NamedTuple):
    """One key of the file format; `inner` are the names of the keys that stand under it.

    An entry where a `decisive` key is written and cannot be read would say too much.
    """

    name: str
    read: Callable[[Node, Reading], Any | None]
    doc: str
    required: bool = False
    inner: frozenset[str] = frozenset()
    decisive: bool = False


class Reading:
    """The reading of one file: its name, the vocabulary, and the problems met so far."""

    def __init__(self, file: str, vocabulary: Vocabulary) -> None:
        self.file = file
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def problem(
        self, node: Node, rule: str, message: str, *, fix: str = "", level: Level = "error"
    ) -> None:
        """Report a problem where `node` stands."""
        self.problems.append(Problem(self.file, node.line, node.column, level, rule, message, fix))


def keyed(node: Node, keys: Mapping[str, Key], reading: Reading) -> dict[str, Any] | None:
    """The values of a map, in the order of `keys`; unknown, empty and missing keys are reported."""
    if not isinstance(node, Map):
        reading.problem(node, "not-keys", not_keys(keys))
        return None
    written, found = node.entries, {}
    if not written.keys() <= keys.keys():
        _report_unknown(node, keys, reading)
    for name, key in keys.items():
        if name in written:
            at, value = written[name]
            before = len(reading.problems)
            if (stored := key.read(value, reading)) is not None:
                found[name] = stored
            elif is_empty(value):  # all there is to say of it
                del reading.problems[before:]
                _empty(at, key, reading)
        elif key.required and name not in node.lost:
            reading.problem(node, "missing", f"{key.name} is missing: {key.doc}.")
    return found


def is_empty(value: Node) -> bool:
    """Whether nothing is written there: no text, no item, no key."""
    if isinstance(value, Text):
        return not value.text.strip()
    if isinstance(value, Items):
        return not value.lost and all(map(is_empty, value.items))
    return not value.entries.keys() | value.lost


def is_cut(value: Node, key: Key, reading: Reading) -> bool:
    """Whether a part of `value` is left out when it is read, because of an error."""
    again = Reading(reading.file, reading.vocabulary)
    if not is_empty(value):
        key.read(value, again)
    is_refused = not isinstance(value, Text) and bool(value.lost)
    return is_refused or any(problem.is_error for problem in again.problems)


def unread_keys(
    node: Map, keys: Mapping[str, Key], stated: Mapping[str, Any]
) -> Iterator[tuple[str, Node | None]]:
    """The known keys that are written, or were meant, and that left nothing in `stated`.

    Each comes with its value, or None where that was refused.
    """
    for name in sorted({*node.entries, *node.lost}.difference(stated)):
        if (key := meant_key(name, keys)) and key not in stated:
            yield key, node.entries[name][1] if name in node.entries else None


def meant_key(name: str, keys: Mapping[str, Key]) -> str | None:
    """The key that a written name is, or looks most like."""
    return name if name in keys else next(iter(text.nearest(name, keys, limit=1)), None)


def _report_unknown(node: Map, keys: Mapping[str, Key], reading: Reading) -> None:
    for at in (at for name, (at, _) in node.entries.items() if name not in keys):
        fix, meant = "", " See the example in CONTRIBUTING."
        if len(keys) <= MOST_TERMS:
            meant = f" Known here are {text.listed(keys)}."
        if told := home_of(at.text, {name: key.inner for name, key in keys.items()}):
            meant = f" {told}"
        elif text.shown(at.text) in keys:
            fix, meant = text.shown(at.text), " There is a hidden character in it: type it again."
        elif nearest := meant_key(at.text, keys):
            fix, meant = nearest, f" Did you mean {nearest}?"
        message = f"{text.shown(at.text)!r} is not known at the start of a line here.{meant}"
        reading.problem(at, "unknown-key", message, fix=fix)


def _empty(at: Text, key: Key, reading: Reading) -> None:
    if key.required:
        reading.problem(at, "missing", f"{key.name} is empty: {key.doc}.")
    else:
        message = f"{key.name} is empty. Leave the line out where nothing is known."
        reading.problem(at, "empty", message, level="hint")


def words(node: Node, reading: Reading) -> str | None:
    """Text, as typed, without the spaces around it."""
    if isinstance(node, Text):
        return node.text.strip() or None
    reading.problem(
        node, "not-text", "Write text here. Put quotes around it if it has [ or { in it."
    )
    return None


def items(
    read: Callable[[Node, Reading], Any | None],
) -> Callable[[Node, Reading], list[Any] | None]:
    """A list of what `read` reads; one value alone is a list of one."""

    @shaped(shapes.one_or_more(shapes.shape_of(read)))
    def read_items(node: Node, reading: Reading) -> list[Any] | None:
        nodes = node.items if isinstance(node, Items) else (node,)
        values = [value for item in nodes if (value := read(item, reading)) is not None]
        if len(values) > 1 and not isinstance(values[0], dict):
            return list(dict.fromkeys(values))
        return values or None

    return read_items


def checked_text(
    check: Callable[[str], Any], rule: str, advised: Callable[[str], Advice | None] | None = None
) -> Callable[[Node, Reading], Any | None]:
    """Text that `check` accepts; the ValueError that it raises says what to write instead.

    `advised` may know better what to write in a file in place of what was typed.
    """
    shape = shapes.shape_of(check)
    check = lru_cache(_REMEMBERED)(check)

    @shaped(shape)
    def read(node: Node, reading: Reading) -> Any | None:
        if (typed := words(node, reading)) is None:
            return None
        try:
            return check(typed)
        except ValueError as error:
            named = str(error).startswith(f'"{typed}"')  # quoted as the schedule does
            said = str(error) if named else f"{text.shown(typed)!r} cannot be used. {error}"
            advice = advised(typed) if advised else None
            fix = advice.fix if advice else ""
            told = (advice and advice.message) or said
            reading.problem(node, rule, text.shown(told), fix=fix)
            return None

    return read


def one_of(
    choices: tuple[str, ...], rule: str, advice: str = ""
) -> Callable[[Node, Reading], str | None]:
    """One of a few fixed words, in any case; `advice` is a sentence on what else may be written."""
    by_key = {text.key(choice): choice for choice in choices}

    @shaped(shapes.choice(choices))
    def read(node: Node, reading: Reading) -> str | None:
        if (typed := words(node, reading)) is None:
            return None
        if known := typed if typed in choices else by_key.get(text.key(typed)):
            return known
        nearest = text.nearest(typed, choices, limit=1)
        fix = nearest[0] if nearest else ""
        message = f"{text.shown(typed)!r} is not known here. Write {text.listed(choices, 'or')}."
        reading.problem(node, rule, f"{message} {advice}".rstrip(), fix=fix)
        return None

    return read


def term(
    facet: str, *, allowed: frozenset[str] | None = None
) -> Callable[[Node, Reading], str | None]:
    """A term of a facet, by its id; `allowed` are the ones that may be written where that is fewer."""

    @shaped(shapes.term_of(facet))
    def read(node: Node, reading: Reading) -> str | None:
        if (typed := words(node, reading)) is None:
            return None
        if typed in (reading.vocabulary[facet] if allowed is None else allowed):
            return typed
        choices = frozenset(reading.vocabulary[facet].terms) if allowed is None else allowed
        advice = unknown_term(typed, reading.vocabulary[facet], choices)
        reading.problem(node, "unknown-term", advice.message, fix=advice.fix)
        return None

    return read


@shaped(any_of(shapes.term_of("community"), text_like(r"[a-z0-9-]+(?:\s*\+\s*[a-z0-9-]+)+")))
def communities(node: Node, reading: Reading) -> str | None:
    """A community term, or several that must all be true, as in `women+south-asian`."""
    if (typed := words(node, reading)) is None or not isinstance(node, Text):
        return None
    read, parts = term("community"), [part.strip() for part in typed.split("+")]
    if not all(parts):
        message = "Write a community on both sides of +, as in women+south-asian."
        reading.problem(node, "unknown-term", message)
        return None
    known = [read(node._replace(text=part), reading) for part in parts]
    return "+".join(filter(None, known)) if all(known) else None


@shaped(shapes.AGES)
def ages(typed: str) -> str:
    """The text of an age range, after a look that it is one."""
    Ages.parse(typed)
    return typed


def _in_form(pattern: str, told: str) -> Callable[[str], str]:
    """A look that typed text has a form; `told` is what to write instead."""

    @shaped(text_like(pattern))
    def read(typed: str) -> str:
        if not re.match(pattern, typed):
            raise ValueError(told)
        return typed

    return read


identifier = _in_form(ID.pattern, "An id has small letters, figures and single hyphens only.")
period = _in_form(_PERIOD, "Write a length of time such as 6 months, 2 years or 30 days.")
size = _in_form(_SIZE, "Write how many people usually come as 6-12 or 8.")
_tag = _in_form(_LANGUAGE, "Write a language tag, such as en, cy, ur, or bfi for BSL.")


@shaped(any_of(shapes.term_of("language"), text_like(_LANGUAGE)))
def language(typed: str) -> str:
    """A BCP 47 language tag in lower case."""
    return _tag(typed).lower()


@shaped(text_like(_PUBLISHED))
def published(typed: str) -> str:
    """A year, a month or a day that exists, in ISO form."""
    parts = re.match(_PUBLISHED, typed)
    try:
        if parts:
            date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
            return typed
    except ValueError:
        pass
    raise ValueError(f"Write 2023, 2023-05 or a whole date. {YEAR_FIRST}")


def number(low: float, high: float, such_as: str) -> Callable[[str], float]:
    """A decimal number between two bounds; `such_as` is shown to who wrote another."""

    @shaped(shapes.number_between(low, high))
    def read(typed: str) -> float:
        try:
            value = float(typed)
        except ValueError:
            value = high + 1
        if not low <= value <= high:
            raise ValueError(f"Write a number between {low:g} and {high:g}, such as {such_as}.")
        return value

    return read


def rank(typed: str) -> float:
    """A place in an order, from 0 to 10,000: an int where a whole number is written."""
    value = number(0, 10_000, "10")(typed)
    return int(value) if value.is_integer() else value


def time_zone(typed: str) -> str:
    """A time zone that the machine knows by its IANA name."""
    from peerfind.zones import zone_named

    try:
        zone_named(typed)
    except ValueError:
        raise ValueError("Write a time zone such as Europe/London.") from None
    return typed


@shaped(any_of(shapes.choice(("free", "donation")), shapes.TEXT))
def cost(node: Node, reading: Reading) -> str | None:
    """`free` or `donation`, by any of their names, or text with an amount."""
    if (typed := words(node, reading)) is None:
        return None
    phrase = text.key(typed)
    for named in ("free", "donation"):
        if phrase in _phrases(reading.vocabulary["cost"].terms[named].names):
            return named
    if not any(character.isdigit() for character in typed):
        unknown = "" if re.search(r"\w", typed) else " Leave the line out where nothing is known."
        message = (
            f"{text.shown(typed)!r} names no amount. "
            f"Write free, donation, or an amount such as £3 a session.{unknown}"
        )
        reading.problem(node, "cost-without-amount", message, level="warning")
    return typed


@lru_cache
def _phrases(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(text.key, names))
