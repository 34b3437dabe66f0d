"""Questions to small fictional directories, asked of functions and of the command line."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from conftest import GROUP, read_index

from peerfind.answers.answer import Answer, answer
from peerfind.answers.rank import Search
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import Query, Typed, understood
from peerfind.output.export import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerfind.answers.rank import Match
    from peerfind.asking.scoring import Score
    from peerfind.index.index import Index

DAY = "2026-11-25"  # a Wednesday
NOW = datetime(2026, 11, 25, tzinfo=ZoneInfo("Europe/London"))
REQUIRED = {
    "summary": "People meet and talk.",
    "format": ["in-person"],
    "leader": ["peer"],
    "focus": ["grief"],
    "sources": [{"url": "https://example.org/source"}],
}
SETTINGS = {"title": "Example directory", "review_after": "6 months", "hide_after": "24 months"}

VOCABULARY: dict[str, list[dict[str, Any]]] = {
    "focus": [
        {"id": "mental-health", "aliases": ["mental illness"]},
        {"id": "anxiety", "aliases": ["worry"], "broader": ["mental-health"]},
        {"id": "panic", "aliases": ["panic attacks"], "broader": ["anxiety"]},
        {"id": "stress", "broader": ["mental-health"], "related": ["anxiety"]},
        {"id": "grief", "label": "grief and loss", "aliases": ["bereavement"]},
        {"id": "grief-partner", "label": "loss of a partner", "broader": ["grief"]},
        {"id": "gambling", "aliases": ["betting"]},
    ],
    "activity": [
        {"id": "outdoors"},
        {"id": "walking", "broader": ["outdoors"]},
        {"id": "crafts", "aliases": ["knitting"]},
        {"id": "singing", "aliases": ["choir"], "related": ["crafts"]},
    ],
    "community": [
        {"id": "women", "excludes": ["men"]},
        {"id": "mothers", "broader": ["women"]},
        {"id": "men"},
        {"id": "fathers", "broader": ["men"]},
        {"id": "carers", "related": ["mothers"], "offers": ["practical-strategies"]},
        {"id": "south-asian", "label": "South Asian people"},
    ],
    "access": [
        {"id": "step-free", "aliases": ["wheelchair"]},
        {"id": "lift", "related": ["step-free"]},
        {"id": "hearing-loop"},
        {"id": "parking"},
        {"id": "disabled-parking", "aliases": ["blue badge"], "broader": ["parking"]},
    ],
    "language": [{"id": "en", "label": "English"}, {"id": "cy", "label": "Welsh"}],
    "format": [
        {"id": "in-person", "offers": ["personal-connection"]},
        {"id": "chat", "offers": ["anonymity", "no-travel"]},
        {"id": "video", "aliases": ["Zoom"], "offers": ["no-travel"]},
    ],
    "setting": [{"id": "one-to-one", "offers": ["one-to-one-attention"]}],
    "leader": [{"id": "peer", "aliases": ["peer-led"], "offers": ["personal-connection"]}],
    "style": [{"id": "course", "offers": ["practical-strategies"]}],
    "joining": [{"id": "drop-in", "aliases": ["just turn up"]}],
    "cost": [{"id": "free", "aliases": ["no charge"]}],
    "want": [{"id": "anonymity", "aliases": ["no names"]}],
}


def bare(**facts: Any) -> dict[str, Any]:
    """A group that states `facts` besides what every group must; None takes a key away."""
    name = {"name": "Example Group"}
    return {**dict.fromkeys(GROUP), **name, **REQUIRED, **facts}


def index_of(
    groups: Mapping[str, Mapping[str, Any]],
    *,
    vocabulary: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Index:
    """The index of groups, each the facts of a bare one, written to files and read again."""
    with tempfile.TemporaryDirectory() as folder:
        return read_index(
            Path(folder),
            {at: bare(**facts) for at, facts in groups.items()},
            vocabulary={**VOCABULARY, **(vocabulary or {})},
            settings={**SETTINGS, **(settings or {})},
        )


def typed(*words: str, **flags: Any) -> Typed:
    """What is typed: `for_` is `--for`; a text or a number is a flag that is given once."""
    given = {name.rstrip("_"): value for name, value in flags.items()}
    asks = {name: _texts(value) for name, value in given.items() if name in CRITERIA}
    lists = {name: _texts(given[name]) for name in _LISTS if name in given}
    rest = {name: given[name] for name in given if name not in asks and name not in lists}
    return Typed(words=words, asks=asks, **lists, **rest)


_LISTS = ("require", "avoid", "weight", "include")


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def question(index: Index, *words: str, now: datetime = NOW, **flags: Any) -> Query:
    """The question, understood."""
    read = typed(*words, **flags)
    return understood(read, index.vocabulary, now, index.settings["units"])


def ask(index: Index, *words: str, now: datetime = NOW, **flags: Any) -> Answer:
    """The answer to a question; all of it, unless `limit` says otherwise."""
    return answer(index, question(index, *words, now=now, **{"limit": 0, **flags}))


def document(found: Answer) -> dict[str, Any]:
    """The answer as a script reads it."""
    read: dict[str, Any] = json.loads("".join(json_text(found)))
    return read


def ids(found: Answer) -> list[str]:
    """The ids of the groups that were found, best first."""
    return [match.group.id for match in found.matches]


def match_of(found: Answer, name: str) -> Match:
    """The match of the group with an id."""
    return next(match for match in found.matches if match.group.id == name)


def score_of(found: Answer, name: str, group: str) -> Score:
    """How a group meets one ask."""
    judged = match_of(found, group).judged
    return next(one.score for one in judged if one.ask.name == name)


def judged_alone(facts: Mapping[str, Any], name: str, asked: Any, **others: Any) -> Score:
    """How one group with `facts` meets one ask, whether an answer would hide it or not."""
    index = index_of({"one": facts}, vocabulary=others.pop("vocabulary", None))
    return criterion_score(index, question(index, **{name: asked}, **others), name)


def criterion_score(index: Index, query: Query, name: str) -> Score:
    """How the first group meets one ask."""
    return Search(index, query).scores(name)[0]


def read_again(argv: list[str]) -> Typed:
    """What the command line would make of an argument list, for flags that all take a value."""
    given: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(argv)
    for item in rest:
        if item == "--":
            words.extend(rest)
        elif item.startswith("--"):
            given.setdefault(item[2:], []).append(next(rest))
        else:
            words.append(item)
    for name in ("within", "sort", "today", "directory"):
        if name in given:
            given[name] = given[name][-1]
    if "limit" in given:
        given["limit"] = int(given["limit"][-1])
    return typed(*words, **given)
