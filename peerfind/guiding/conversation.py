"""A conversation that fills in a question step by step, and says after each how many groups are left.

It reads and writes through two functions that it is given, so that a terminal and a test are the same.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.answers.answer import outlook, query_of
from peerfind.asking.arguments import arguments
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import FROM_PROMPT, Typed, understood
from peerfind.asking.scoring import Ask
from peerfind.errors import UsageError
from peerfind.guiding.questions import KEYS, NO_MATTER, QUESTIONS, explanation, offers
from peerfind.named import NamedTuple
from peerfind.wording import summary
from peerfind.wording.say import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from peerfind.answers.answer import Answer
    from peerfind.answers.rank import Known
    from peerfind.asking.query import Query
    from peerfind.guiding.questions import Question
    from peerfind.index.index import Index

    # Gives the line that a person types after a prompt; the second argument gives what Tab offers.
    Hear = Callable[[str, Callable[[], Sequence[str]]], str]
    Say = Callable[[str], None]

_BACK, _HELP, _STOP, _CRISIS = "b", "?", "q", "!"
_END = len(QUESTIONS)


class Step(NamedTuple):
    """How far a conversation is: the next question, what is asked, and how many groups that leaves."""

    at: int
    typed: Typed
    answer: Answer


class Conversation:
    """The questions, put one after the other to a person who has an index open."""

    def __init__(self, index: Index, now: datetime, hear: Hear, say: Say) -> None:
        self._index = index
        self._now = now
        self._hear = hear
        self._say = say
        self._known: Known = {}
        self._said: set[str] = set()

    def held(self, typed: Typed) -> Typed:
        """What is asked at the end, in the terms of the directory; it begins with what `typed` asks.

        Raises EOFError and KeyboardInterrupt as they come from the person, UsageError for a beginning
        that cannot be understood.
        """
        begun = self._taken(0, typed)
        given = {*begun.typed.asks, *(("within",) if typed.within else ())}
        given |= {WORDS} if typed.words or "focus" in given else set()
        self._say(KEYS)
        past: list[Step] = []
        step = begun
        while step.at < _END:
            question = QUESTIONS[step.at]
            if question.name in given or (question.name == "within" and not step.answer.query.near):
                step = step._replace(at=step.at + 1)
            else:
                step = self._after(step, past)
        return step.typed

    def _after(self, step: Step, past: list[Step]) -> Step:
        """Where the conversation is after one question."""
        question = QUESTIONS[step.at]
        self._say("")
        self._say(f"{step.at + 1} of {_END}. {question.words}{_read_before(question, step.answer)}")
        while True:
            heard = self._heard(question, "> ")
            if heard == _BACK and past:
                return past.pop()
            if heard == _STOP:
                return step._replace(at=_END)
            if heard in (_BACK, _HELP, _CRISIS):
                self._help(heard, step)
            elif after := self._with(step, question, heard):
                past.append(step)
                return after

    def _help(self, heard: str, step: Step) -> None:
        """Say what was asked about a question, and stay there."""
        said: Sequence[str] = ["This is the first question."]
        if heard == _HELP:
            said = explanation(QUESTIONS[step.at], self._index.vocabulary)
        elif heard == _CRISIS:
            said = summary.pointer(step.answer)
        for line in said:
            self._say(line)

    def _heard(self, question: Question, prompt: str) -> str:
        offered = partial(offers, question, self._index.vocabulary)
        heard = text.shown(self._hear(prompt, offered))
        return heard.lower() if len(heard) == 1 else heard

    def _with(self, step: Step, question: Question, heard: str) -> Step | None:
        """The step after an answer; None, when that was told, for one that is not understood."""
        if not heard or text.key(heard) in NO_MATTER:
            return step._replace(at=step.at + 1)
        typed = step.typed
        if question.name == "near":
            typed = typed._replace(near_typed=None)
            if heard == FROM_PROMPT:
                self._say("The place is not shown again.")
                place = self._heard(question, "Place: ")
                typed = typed._replace(near_typed=place or None)
                if not place:
                    return None
        try:
            after = self._taken(step.at + 1, question.put(typed, heard, self._index.vocabulary))
            _refuse_strange_words(question, after.answer)
        except UsageError as error:
            self._say(_without_flags(str(error), question))
            return None
        self._tell(after.answer)
        return after

    def _taken(self, at: int, typed: Typed) -> Step:
        """What the engine makes of a question, with its terms in place of what was typed for them."""
        query = query_of(self._index, typed, self._now)
        asks = {name: query.asks[name].texts for name in typed.asks if name in query.asks}
        avoided = understood(Typed(avoid=typed.avoid), self._index.vocabulary, self._now).avoid
        settled = typed._replace(asks=asks, avoid=tuple(map(_name_and_term, avoided)))
        return Step(at, settled, outlook(self._index, query, self._known))

    def _tell(self, answer: Answer) -> None:
        """Say what is understood and how many groups are left; a note, and whom to ring, only once."""
        urgent = summary.pointer(answer) if summary.is_urgent(answer) else ()
        for line in (*urgent, *_taken_for(answer.query), *map(sentence, answer.query.notes)):
            if line not in self._said:
                self._said.add(line)
                self._say(line)
        self._say(f"So far: {', '.join(summary.understood(answer))}.")
        self._say(left(answer))


def left(answer: Answer) -> str:
    """How many groups fit an unfinished question."""
    if not answer.total:
        return "No group fits so far. b takes that back."
    return f"{counted(answer.total, 'group')} {'fits' if answer.total == 1 else 'fit'} so far."


def command_line(index: Index, typed: Typed, now: datetime) -> str:
    """The command that asks `typed` again, for a shell; a place given to `-` stays `-`."""
    import shlex

    query = query_of(index, typed, now)
    return shlex.join(["peerfind", "match", *arguments(_as_typed(query, typed))])


def _as_typed(query: Query, typed: Typed) -> Query:
    """The question without what was read from its words, which stand as they were typed."""
    asks = {name: ask for name, ask in query.asks.items() if name in typed.asks}
    if typed.words:
        asks[WORDS] = Ask(WORDS, (), tuple(typed.words))
    return query._replace(
        asks=asks,
        said=(),
        within=query.within if typed.within else None,
        avoid=query.avoid[: len(typed.avoid)],
        require=tuple(typed.require),
    )


def _name_and_term(ask: Ask) -> str:
    return f"{ask.name}={ask.texts[0]}"


def _read_before(question: Question, answer: Answer) -> str:
    """What was read from the words already of what a question asks."""
    parts = [part for part in answer.query.said if part.name == question.name]
    said = text.listed(dict.fromkeys(part.typed or " ".join(part.values) for part in parts))
    return f' (You said "{said}": Enter keeps it.)' if parts else ""


def _taken_for(query: Query) -> Iterator[str]:
    """What free words were taken for: which of them ask for something, and slips that were put right."""
    read = dict.fromkeys(f'"{part.typed}"' for part in query.said if part.typed)
    if read:
        yield f"Read from the words: {', '.join(read)}."
    for one in query.corrections:
        if one.flag == WORDS and one.near_spelling:
            yield f"{one.typed} is read as {one.understood}."


def _refuse_strange_words(question: Question, answer: Answer) -> None:
    """Raise UsageError where free words say nothing that any group or term knows."""
    query = answer.query
    if question.name != WORDS or answer.total or query.said or WORDS not in answer.hidden:
        return
    raise UsageError(" ".join((*map(sentence, query.notes), "Other words? Enter skips.")))


def _without_flags(message: str, question: Question) -> str:
    """A message for the command line, in a conversation that has no flags."""
    plain = message.removeprefix(f"--{question.name}: ")
    return plain.replace(f"--{question.name} takes", "Type").replace(
        f"--{question.name} needs", "This needs"
    )
