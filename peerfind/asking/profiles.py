"""A team's profile: weights and asks kept beside the groups, and never what one caller said.

The registry of its keys, how it is read, and what it adds to a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.asking.query import DEFAULT_LIMIT, INCLUDES, SORTS
from peerfind.asking.settings import weights
from peerfind.directory.readers import (
    Key,
    Reading,
    checked_text,
    items,
    keyed,
    one_of,
    term,
    words,
)
from peerfind.errors import UsageError
from peerfind.named import NamedTuple
from peerfind.source import Map, Text, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from peerfind.asking.query import Query, Typed
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.problems import Problem
    from peerfind.source import Node

FOLDER = "profiles"
OF_A_CALLER = (WORDS, "near", "within", "age", "for", "day", "time")
_VALUE = "profile-value"
_ASKS = tuple(one for one in CRITERIA.values() if one.facet and one.name not in OF_A_CALLER)
_MOST = 10_000  # groups


class Profile(NamedTuple):
    """What a team asks each time; `keys` are its values as they are written."""

    name: str
    keys: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


def _limit(typed: str) -> int:
    """A number of groups. Raises ValueError for what is none."""
    if not typed.isdecimal() or int(typed) > _MOST:
        raise ValueError("Write a number of groups, or 0 for all, such as 5.")
    return int(typed)


def _avoid(node: Node, reading: Reading) -> str | None:
    """What is left out, as NAME=TERM."""
    if (typed := words(node, reading)) is None or not isinstance(node, Text):
        return None
    name, _, value = (part.strip() for part in typed.partition("="))
    facets = {one.name: one.facet for one in _ASKS if one.facet}
    if name not in facets or not value:
        message = (
            f"Write NAME=TERM, such as leader=nurse, where NAME is {text.listed(facets, 'or')}."
        )
        reading.problem(node, _VALUE, message)
        return None
    known = term(facets[name])(node._replace(text=value), reading)
    return known and f"{name}={known}"


KEYS = {
    key.name: key
    for key in (
        Key("note", words, "what it is for"),
        *(Key(one.name, items(term(one.facet or "")), one.help) for one in _ASKS),
        Key("require", items(one_of((*CRITERIA, WORDS), _VALUE)), "asks that must be met"),
        Key("avoid", items(_avoid), "what is left out: NAME=TERM"),
        Key("weights", weights, "how much asks count"),
        Key("include", items(one_of(INCLUDES, _VALUE)), "groups that are hidden else"),
        Key("sort", one_of(SORTS, _VALUE), "the order"),
        Key("limit", checked_text(_limit, _VALUE), "how many groups"),
    )
}


def file_of(name: str) -> str:
    """The path of a profile in its directory. Raises UsageError for what cannot be a name."""
    if not name or name != text.slug(name):
        such = text.slug(name) or "night-line"
        raise UsageError(
            f"A profile's name has small letters, figures and hyphens, such as {such}."
        )
    return f"{FOLDER}/{name}.yaml"


def names(folder: Path) -> list[str]:
    """The names of the profiles of a directory."""
    return sorted(path.stem for path in (folder / FOLDER).glob("*.yaml") if path.is_file())


def profile(folder: Path, name: str, vocabulary: Vocabulary) -> Profile:
    """A profile of the directory in `folder`, with all that is wrong in its file."""
    file = f"{FOLDER}/{name}.yaml"
    document = read_file(folder / file, file)
    reading, root = Reading(file, vocabulary), document.root
    kept = _without_callers(root, reading)
    stated = (keyed(kept, KEYS, reading) if kept else None) or {}
    return Profile(name, stated, (*document.problems, *reading.problems))


def _without_callers(root: Node | None, reading: Reading) -> Node | None:
    """The keys of a file but for those that one caller says, which are reported."""
    if not isinstance(root, Map):
        return root
    for name in OF_A_CALLER:
        if name in root.entries:
            message = f"{name} is what one caller says, and a profile is a team's. Leave it out."
            reading.problem(root.entries[name][0], "caller-in-profile", message)
    left = {name: one for name, one in root.entries.items() if name not in OF_A_CALLER}
    return root._replace(entries=left)


def with_profile(typed: Typed, used: Profile, given: frozenset[str]) -> Typed:
    """The question with what a profile adds. A flag beats it; what is avoided comes to what is.

    `given` are the names of the flags for order and number that were given. A must counts for what is asked.
    """
    keys = used.keys
    asks: dict[str, list[str]] = {
        name: keys[name] for name in CRITERIA if keys.get(name) and not typed.asks.get(name)
    }
    every: dict[str, Sequence[str]] = {**asks, **typed.asks}
    musts = [name for name in keys.get("require", ()) if every.get(name) or _says(typed, name)]
    flagged = {item.partition("=")[0].strip() for item in ",".join(typed.weight).split(",")}
    usual = {name: one for name, one in keys.get("weights", {}).items() if name not in flagged}
    weight = [f"{name}={value:g}" for name, value in usual.items()]
    added: dict[str, Sequence[str]] = {
        **asks,
        "require": musts,
        "avoid": keys.get("avoid", ()),
        "weight": weight,
        "include": keys.get("include", ()),
        **{name: [f"{keys[name]}"] for name in ("sort", "limit") if name in {*keys} - given},
    }
    return typed._replace(
        asks=every,
        require=[*typed.require, *musts],
        avoid=[*typed.avoid, *added["avoid"]],
        weight=[*weight, *typed.weight],
        include=[*typed.include, *added["include"]],
        sort=keys["sort"] if "sort" in added else typed.sort,
        limit=keys["limit"] if "limit" in added else typed.limit,
        notes=(*typed.notes, _note(used.name, added)),
    )


def _says(typed: Typed, name: str) -> bool:
    return name == WORDS and bool(typed.words)


def _note(name: str, added: Mapping[str, Any]) -> str:
    flags = " ".join(f"--{flag} {','.join(values)}" for flag, values in added.items() if values)
    return f"from the profile {name}: {flags or 'nothing that was not said'}"


def lines_of(typed: Typed, query: Query) -> Iterator[str]:
    """The lines of a profile that keeps what was typed, and was understood as `query`.

    Raises UsageError for what one caller says.
    """
    told = ["the words"] if typed.words else []
    told += [f"--{name}" for name in OF_A_CALLER if typed.asks.get(name)]
    told += ["--within"] if typed.within else []
    if told:
        raise UsageError(
            f"--save keeps what a team asks, never what one caller said: leave out {text.listed(told)}."
        )
    lists = {
        **{name: ask.texts for name, ask in query.asks.items()},
        "require": query.require,
        "avoid": tuple(f"{ask.name}={ask.texts[0]}" for ask in query.avoid),
        "include": query.include,
    }
    yield from (f"{key}: [{', '.join(values)}]" for key, values in lists.items() if values)
    if query.weights:
        yield "weights:"
        yield from (f"  {name}: {weight:g}" for name, weight in query.weights.items())
    if query.sort != SORTS[0]:
        yield f"sort: {query.sort}"
    if query.limit != DEFAULT_LIMIT:
        yield f"limit: {query.limit}"
