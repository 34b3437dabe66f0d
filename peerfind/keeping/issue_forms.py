"""The issue form by which anybody can tell of a group, and the answers in what GitHub makes of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.errors import UsageError
from peerfind.keeping.answering import answer
from peerfind.keeping.questions import QUESTIONS, Answers
from peerfind.keeping.quoting import on_one_line
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.questions import Question

MOST = 256 * 1024  # characters; GitHub takes 65,536
INTRODUCTION = (
    "Thank you. Only the answers with a star are needed. **Leave out what you do not know**: a gap is better "
    "than a guess.\nThis page is public. Please write nothing about a person who goes to the group."
)
_NO_ANSWER = "_No response_"
_HEADING = r"(?m)^###[ \t]+(\S.*)$"
_BOX = r"(?m)^[ \t]*[-*][ \t]+\[( |x|X)\][ \t]*(.*)$"
_LINES = frozenset({"meetings", "sources", "lines"})
_FREE = frozenset({"languages"})  # there are more of them than any list has


class Read(NamedTuple):
    """What a form says: the answers, what there is to say of them, and the headings of no question."""

    answers: Answers
    notes: tuple[str, ...]
    unknown: tuple[str, ...]


def issue_form(vocabulary: Vocabulary) -> str:
    """The issue form for a new group as YAML, with the terms of a directory to pick from."""
    form = {
        "name": "A new group",
        "description": "Tell us about a peer-support group that is not in the directory yet.",
        "title": "New group: ",
        "labels": ["directory"],
        "body": [
            {"type": "markdown", "attributes": {"value": INTRODUCTION}},
            *(_part(one, vocabulary) for one in QUESTIONS.values()),
        ],
    }
    return "\n".join(_rows(form, 0)) + "\n"


def form_answers(markdown: str, vocabulary: Vocabulary) -> Read:
    """The answers in the text that GitHub makes of a filled form: `### Label`, an empty line, the answer.

    Raises UsageError that names every answer that cannot be used, and for a heading that stands twice:
    somebody may have typed it into another answer.
    """
    if len(markdown) > MOST:
        raise UsageError(f"That is {len(markdown):,} characters long. A form has at most {MOST:,}.")
    by_label = {text.key(one.ask): one for one in QUESTIONS.values()}
    answers: Answers = {}
    notes: list[str] = []
    unknown, faults, seen = [], [], set()
    for label, typed in _sections(markdown):
        question = by_label.get(text.key(label))
        if question is None:
            unknown.append(text.shown(label)[:80])
        elif question.key in seen:
            faults.append(f"{question.key}: The heading {question.ask!r} stands twice.")
        elif said := _said(question, typed, vocabulary):
            try:
                found = answer(question.key, said, vocabulary)
            except ValueError as error:
                faults.append(f"{question.key}: {error}")
            else:
                answers[question.key] = found.value
                notes += found.notes
        seen |= {question.key} if question else set()
    if faults:
        raise UsageError(f"The form cannot be used as it is. {' '.join(faults)}")
    return Read(answers, tuple(notes), tuple(unknown))


def _sections(markdown: str) -> Iterator[tuple[str, str]]:
    """Each heading with what stands under it."""
    plain = re.sub(r"\r\n?", "\n", markdown)
    _, *parts = re.split(_HEADING, plain)
    yield from zip(parts[::2], parts[1::2], strict=True)


def _said(question: Question, typed: str, vocabulary: Vocabulary) -> str:
    """An answer without what a form adds to it; empty for none."""
    said = typed.strip()
    if said == _NO_ANSWER:
        return ""
    if question.kind == "flag":
        is_ticked = any(mark != " " for mark, _ in re.findall(_BOX, said))
        return "yes" if is_ticked else "" if re.search(_BOX, said) else said
    if boxes := re.findall(_BOX, said):
        said = ", ".join(label for mark, label in boxes if mark != " ")
    known = {one for one, _ in question.choices(vocabulary)}
    return _without_labels(said, known) if known and question.key not in _FREE else said


def _without_labels(said: str, known: set[str]) -> str:
    """What was picked, by its id: each choice is an id, a colon and a label, which may have commas in it."""
    kept: list[str] = []
    has_label = False
    for part in said.split(","):
        name, colon, _ = part.strip().partition(":")
        if colon and name in known:
            kept.append(name)
            has_label = True
        elif part.strip() in known or not has_label:
            kept.append(part.strip())
    return ", ".join(kept)


def _part(question: Question, vocabulary: Vocabulary) -> dict[str, Any]:
    """The part of a form that asks a question."""
    choices = question.choices(vocabulary)
    name = {"id": question.key.replace(".", "_")}
    needed = {"validations": {"required": True}} if question.is_required else {}
    shown = {"label": question.ask, "description": question.help}
    if question.kind == "flag":
        box = {"label": "Yes, only people who get in touch are told where it is."}
        return {"type": "checkboxes", **name, "attributes": {**shown, "options": [box]}}
    if choices and question.key not in _FREE:
        options = [one if one == label else f"{one}: {label}" for one, label in choices]
        several = {"multiple": True} if question.facet else {}
        return {
            "type": "dropdown",
            **name,
            "attributes": {**shown, **several, "options": options},
            **needed,
        }
    is_long = question.kind in _LINES or question.key == "summary"
    shown["placeholder"] = question.example
    return {"type": "textarea" if is_long else "input", **name, "attributes": shown, **needed}


def _rows(value: Any, indent: int) -> Iterator[str]:
    """Plain data as lines of YAML, with quotes wherever some reader of YAML needs them."""
    pad = " " * indent
    for key, one in value.items():
        if isinstance(one, dict):
            yield f"{pad}{key}:"
            yield from _rows(one, indent + 2)
        elif isinstance(one, list):
            yield f"{pad}{key}:"
            yield from _items(one, indent + 2)
        elif isinstance(one, bool):
            yield f"{pad}{key}: {'true' if one else 'false'}"
        elif "\n" in one:
            yield f"{pad}{key}: |"
            yield from (f"{pad}  {row}" for row in one.split("\n"))
        else:
            yield f"{pad}{key}: {on_one_line(one)}"


def _items(items: list[Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for one in items:
        if isinstance(one, dict):
            first, *rest = _rows(one, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {on_one_line(one)}"
