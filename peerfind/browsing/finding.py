"""What a state of browsing finds: the answer of the engine, with counts of what would narrow it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from peerfind.answers.answer import Answer, answer, query_of
from peerfind.browsing.completing import Completer, completer
from peerfind.browsing.narrowing import counts, forget_words, narrowed
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from peerfind.answers.rank import Known
    from peerfind.asking.query import Typed
    from peerfind.browsing.state import Choice, State
    from peerfind.index.index import Index
    from peerfind.model import Group, Record
    from peerfind.wording.cards import Card
    from peerfind.wording.sheets import Sheet


class Opened(Protocol):
    """A directory that was opened, at a time in its own time zone."""

    index: Index
    now: datetime

    def record(self, name: str) -> Record:
        """The record with an id."""

    def sheet(self, record: Record) -> Sheet:
        """A group in full, in words."""

    def network(self, group: Group) -> Record | None:
        """The record of the network that a group belongs to."""


class Found(NamedTuple):
    """An answer, its groups in words, and how many groups each choice would leave."""

    answer: Answer
    cards: tuple[Card, ...]
    counts: Mapping[Choice, int]


class Finder:
    """Answers one state after another from a directory that stays open."""

    def __init__(self, opened: Opened, asked: Typed) -> None:
        """Take the directory, and the flags with which browsing began."""
        self.opened = opened
        self._asked = asked._replace(words=())
        self._known: Known = {}

    @cached_property
    def _completer(self) -> Completer:
        return completer(self.opened.index)

    def found(self, state: State) -> Found:
        """What a state finds. Raises UsageError for what cannot be understood."""
        from peerfind.wording.cards import card

        index = self.opened.index
        words = self._completer.completed(state.typed).split() if state.typed.strip() else []
        forget_words(self._known)
        asked = query_of(index, self._asked._replace(words=words), self.opened.now)
        query = narrowed(asked, state.chosen, index.vocabulary)
        found = answer(index, query, self._known)
        shown = (card(one, found, self.opened.network(one.group)) for one in found.matches)
        return Found(found, tuple(shown), counts(index, asked, state.chosen, self._known))

    def sheets(self, ids: tuple[str, ...]) -> list[Sheet]:
        """Groups in full, in the order of their ids as given."""
        return [self.opened.sheet(self.opened.record(one)) for one in ids]
