"""What to ask before joining: which questions suit a group, and which of them its entry answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Group, Record

FIRST = 3  # as many as a caller keeps in mind
_YOUNG = 25  # a group that nobody older may join is one for young people
_ONLINE = frozenset({"video", "chat", "forum", "email"})


# What staff are asked most, in the order of the sheet, as a person would name it.
WANTED = {
    "format": "how people meet",
    "leader": "who leads it",
    "meets": "when it meets",
    "joining": "how one joins",
    "cost": "what it costs",
    "ages": "what ages it is for",
    "access": "access",
    "languages": "languages",
    "size": "how many come",
    "membership": "whether new people can come any week",
}


class Question(NamedTuple):
    """One question in plain words, why it matters, and the stated keys that answer it, if any."""

    id: str
    ask: str
    why: str
    answered_by: tuple[str, ...] = ()
    is_answerable: bool = False


def questions(
    known: Iterable[Mapping[str, Any]], group: Group | None, record: Record, vocabulary: Vocabulary
) -> Iterator[Question]:
    """The questions that suit a group, or all of them without one, in the order of the directory."""
    sets = frozenset(_sets(group, vocabulary)) if group else frozenset()
    for one in known:
        if group is None or sets.intersection(one.get("sets", ("all",))):
            keys = one.get("fields", ())
            stated = tuple(key for key in keys if is_stated(record.get(key)))
            yield Question(one["id"], one["ask"], one.get("why", ""), stated, bool(keys))


def first_open(
    known: Iterable[Mapping[str, Any]], group: Group, record: Record, vocabulary: Vocabulary
) -> list[str]:
    """The first few questions that an entry could answer and does not."""
    suiting = questions(known, group, record, vocabulary)
    return [one.ask for one in suiting if one.is_answerable and not one.answered_by][:FIRST]


def is_stated(value: Any) -> bool:
    """Whether a value says something: `unknown` says nothing."""
    return bool(value) and tuple(value) != (UNKNOWN,)


def not_stated(group: Group) -> list[str]:
    """What people want to know and the entry does not say, as a person would name it."""
    return [label for key, label in WANTED.items() if not is_stated(getattr(group, key))]


def _sets(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    """The sets of questions that suit a group, as questions.yaml names them."""
    yield "all"
    if "in-person" in group.format:
        yield "in person"
    if _ONLINE.intersection(group.format):
        yield "online"
    if "phone" in group.format:
        yield "phone"
    if "group" in (group.setting or ("group",)):
        yield "group"
    if "one-to-one" in group.setting:
        yield "one to one"
    people = {part for one in (*group.only_for, *group.welcomes) for part in one.split("+")}
    carers = people & vocabulary["community"].below("carers")
    if carers or vocabulary["focus"].below("carers").intersection(group.focus):
        yield "carers"
    is_young = group.ages and group.ages.oldest is not None and group.ages.oldest <= _YOUNG
    if is_young or "young-people" in people:
        yield "young people"
