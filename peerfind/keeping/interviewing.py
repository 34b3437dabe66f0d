"""The interview by which a group is written down: one question after another, in plain lines.

It draws nothing and moves no cursor, so that a screen reader reads it; how a line is asked for and told is
given from outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from peerfind import text
from peerfind.keeping.answering import answer
from peerfind.keeping.questions import QUESTIONS, asked_in_order
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import Pattern
from peerfind.schedule.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from peerfind.keeping.adding import Adding, NewFile
    from peerfind.keeping.duplicates import Pair
    from peerfind.keeping.questions import Answers, Question

Step = Literal["next", "back", "end"]

HELLO = (
    "Answer each question and press Enter. Enter alone skips it, b goes back, ? explains, "
    "end skips all that is not needed. Ctrl-C leaves, and nothing is written. "
    "Leave out what you do not know: a gap is better than a guess."
)
_PROMPT = "> "
_BACK, _EXPLAIN, _END, _TAKE_OUT = "b", "?", "end", "-"
_SEVERAL = frozenset({"meetings", "sources", "lines"})
_KNOWING = frozenset(
    {"name", "venue.town", "venue.postcode", "contact.phone", "contact.website", "meets"}
)
_MOST_SHOWN = 16  # more choices than these in one line help nobody
_PARTS = {
    "days": "Which days? Such as tuesday, or monday, friday.",
    "start": "When does it start? Such as 7pm, 19:00 or evening.",
    "end": "When does it end?",
    "every": "How often? week, 2 weeks, month or varies.",
    "which": "Which ones of the month? Such as 1, 3 or last.",
    "from": "On which day is one of its meetings? Year, month and day, such as 2026-03-03.",
}
_WHOLE = "Write it? y writes the file, n leaves it, b goes back, or the key of a line to change: "


class Talk(NamedTuple):
    """How a person is talked to: `ask` gives what is typed at a prompt, `tell` says a line, `show` a text.

    What `ask` is given besides gives what can be typed, for those who press Tab; it raises EOFError where
    nothing more comes. `likeness` says in words why two groups may be one.
    """

    ask: Callable[[str, Callable[[], Sequence[str]]], str]
    tell: Callable[[str], None]
    show: Callable[[str], None]
    likeness: Callable[[Pair], str]


class Interview:
    """One group that is asked for: what was answered so far, and what the person was told."""

    def __init__(self, adding: Adding, talk: Talk) -> None:
        self.answers: Answers = {}
        self._adding = adding
        self._talk = talk
        self._done: list[str] = []
        self._told: set[str] = set()

    def ask_all(self) -> None:
        """Ask every question that makes sense until it is answered or skipped."""
        if not self._done:
            self._talk.tell(HELLO)
        while question := self._next():
            self._turn(question)
        self.answers = {
            key: value
            for key, value in self.answers.items()
            if QUESTIONS[key].is_asked(self.answers)
        }

    def finish(self) -> NewFile | None:
        """The file as the person wants it written; None where they do not."""
        while True:
            new = self._adding.file(self.answers)
            is_fine = self._show(new)
            typed = self._ask(_WHOLE)
            if typed.lower() in ("y", "yes"):
                if is_fine:
                    return new
                continue  # it is shown again, with what stands in the way
            if typed.lower() in ("n", "no"):
                return None
            self._change(typed)

    def _change(self, typed: str) -> None:
        """Ask the last question again, or the one whose key was typed."""
        if typed.lower() == _BACK and self._done:
            self._done.pop()
            self.ask_all()
        elif question := QUESTIONS.get(typed) or _only_inner(typed):
            self._one(question)
        else:
            self._talk.tell("Type y, n, b, or a key such as summary or venue.postcode.")

    def _show(self, new: NewFile) -> bool:
        """Show the file, and whatever is wrong with it; whether it can be written."""
        self._talk.show(f"\n{new.file} would say:\n\n{new.text}")
        problems = self._adding.problems(new)
        for one in problems:
            self._talk.tell(f"{one.level}, line {one.line}: {text.shown(one.message)}")
        for pair in self._adding.doubles(self.answers):
            self._talk.tell(self._talk.likeness(pair))
        errors = [one for one in problems if one.is_error]
        if errors:
            self._talk.tell("With an error it cannot be written. Change that line first.")
        return not errors

    def _next(self) -> Question | None:
        return next(iter(asked_in_order(self.answers, self._done)), None)

    def _turn(self, question: Question) -> None:
        """One question and where the answer leads: on, back, or to the end."""
        step = self._one(question)
        if step == "next":
            self._done.append(question.key)
        elif step == "end":
            self._done += [key for key, one in QUESTIONS.items() if not one.is_required]
        elif self._done:
            self._done.pop()
        else:
            self._talk.tell("This is the first question.")

    def _one(self, question: Question) -> Step:
        """Ask one question until it is answered or skipped."""
        needed = " (needed)" if question.is_required else ""
        self._lines("", f"{question.ask}{needed}", self._choices(question))
        if question.key in self.answers:
            now = _plainly(self.answers[question.key])
            self._lines(f"Now: {now}", f"Enter keeps it, {_TAKE_OUT} takes it out.")
        while True:
            typed = self._ask(_PROMPT, lambda: self._terms(question))
            if typed.lower() == _BACK:
                return "back"
            if typed.lower() == _END:
                return "end"
            if self._is_answered(question, typed):
                return "next"

    def _is_answered(self, question: Question, typed: str) -> bool:
        """Whether what was typed settles the question, be it by an answer or by none."""
        key = question.key
        if typed == _EXPLAIN:
            self._explain(question)
            return False
        if typed == _TAKE_OUT and key in self.answers:
            del self.answers[key]
            typed = ""
        if typed:
            return self._take_all(question, typed)
        if question.is_required and key not in self.answers:
            self._talk.tell(f"This one is needed. {question.why} ? explains, Ctrl-C leaves.")
            return False
        return True

    def _explain(self, question: Question) -> None:
        told = [question.help, f"Example: {question.example}", question.why]
        names = [f"{one} ({label})" for one, label in question.choices(self._adding.vocabulary)]
        told += [f"What can be written: {text.listed(names)}."] if names else []
        self._lines(*filter(None, told))

    def _terms(self, question: Question) -> list[str]:
        return [one for one, _ in question.choices(self._adding.vocabulary)]

    def _choices(self, question: Question) -> str:
        """A few choices below a question; of many an example, since ? tells them."""
        choices = self._terms(question)
        is_few = 0 < len(choices) <= _MOST_SHOWN
        return text.listed(choices, "or") if is_few else f"Such as: {question.example}"

    def _take_all(self, question: Question, typed: str) -> bool:
        """Take an answer, and where several make sense one more after the other."""
        found = self._read(question, typed)
        if found is None or not self._take(question, found):
            return False
        while question.kind in _SEVERAL and isinstance(found, list):
            self._talk.tell("One more? Enter goes on.")
            if (typed := self._ask(_PROMPT)).lower() in ("", _BACK, _END):
                break
            more = self._read(question, typed)
            if isinstance(more, list):
                self._take(question, [*found, *more])
                found = self.answers[question.key]
        return True

    def _read(self, question: Question, typed: str) -> Any:
        """What was typed as it is written; None where it cannot be read, which is said."""
        try:
            found = answer(question.key, typed, self._adding.vocabulary)
        except ValueError as error:
            self._talk.tell(str(error))
            return self._in_parts(question) if question.kind == "meetings" else None
        for note in found.notes:
            self._talk.tell(note)
        if question.kind == "meetings" and isinstance(found.value, list):
            return [self._meeting(question, one) for one in found.value]
        return found.value

    def _in_parts(self, question: Question) -> list[Any] | None:
        """A meeting that is asked for in small questions; None where none of them was answered."""
        self._talk.tell("Then in parts. Enter skips one, and b leaves them.")
        stated: dict[str, Any] = {}
        for part in ("days", "start", "end", "every"):
            if (found := self._part(question, part)) == _BACK:
                return None
            stated |= {part: found} if found else {}
        return [self._meeting(question, stated)] if stated else None

    def _meeting(self, question: Question, stated: dict[str, Any]) -> dict[str, Any]:
        """A meeting with what it takes to tell its dates, said back in words."""
        every = stated.get("every", "week")
        lacks = {"which": "month" in every, "from": re.match(r"\d", every) is not None}
        for part, is_lacking in lacks.items():
            if is_lacking and part not in stated:
                found = self._part(question, part)
                stated = {**stated, part: found} if found not in ("", _BACK) else stated
        self._talk.tell(f"That is: {words(Pattern.from_stated(stated))}.")
        return stated

    def _part(self, question: Question, part: str) -> Any:
        """What one small question was answered; empty for nothing, `b` for a way back."""
        self._talk.tell(_PARTS[part])
        while typed := self._ask(_PROMPT):
            if typed.lower() == _BACK:
                return _BACK
            plain = typed.replace(" and ", ", ") if part in ("days", "which") else typed
            try:
                found = answer(f"{question.key}.{part}", plain, self._adding.vocabulary).value
            except ValueError as error:
                self._talk.tell(str(error))
                continue
            return [day for days in found for day in days.split()] if part == "days" else found
        return ""

    def _take(self, question: Question, value: Any) -> bool:
        """Keep an answer, unless it brings an error into the file, which is said."""
        before = dict(self.answers)
        known = {one.message for one in self._problems(before)} if before else set()
        self.answers[question.key] = value
        new = [one for one in self._problems(self.answers) if one.message not in known]
        for one in new:
            self._talk.tell(text.shown(one.message))
        if any(one.is_error for one in new):
            self.answers = before
            return False
        if question.key in _KNOWING:
            self._tell_once(self._talk.likeness(one) for one in self._adding.doubles(self.answers))
        return True

    def _problems(self, answers: Answers) -> list[Any]:
        """What is wrong in what was answered so far; what is only missing yet is not."""
        found = self._adding.problems(self._adding.file(answers))
        return [one for one in found if one.rule != "missing" and one.level != "hint"]

    def _tell_once(self, lines: Iterable[str]) -> None:
        for line in lines:
            if line not in self._told:
                self._talk.tell(line)
                self._told.add(line)

    def _ask(self, prompt: str, offers: Callable[[], Sequence[str]] = tuple) -> str:
        return self._talk.ask(prompt, offers).strip()

    def _lines(self, *lines: str) -> None:
        for line in lines:
            self._talk.tell(line)


def _only_inner(typed: str) -> Question | None:
    """The question of a key that stands inside another, typed as it stands in the file."""
    found = [one for key, one in QUESTIONS.items() if key.endswith(f".{typed}")]
    return found[0] if len(found) == 1 else None


def _plainly(value: Any) -> str:
    """An answer as it was kept, on one line."""
    if isinstance(value, list):
        return (
            "; ".join(map(_plainly, value))
            if value and isinstance(value[0], dict)
            else ", ".join(value)
        )
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plainly(one)}" for key, one in value.items())
    return str(value)
