"""What a person answers, as it is written in a file: terms by any of their names, lists, meetings, sources.

Everything is read as the file format reads it, so nothing is taken here that a file may not say.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.readers import Reading
from peerfind.directory.vocabulary import CLOSED, Understood
from peerfind.errors import UsageError
from peerfind.keeping.meeting_words import meetings
from peerfind.keeping.questions import NEVER, Answers, facet_of, field_of, kind_of
from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple
from peerfind.source import Items, Map, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.directory.vocabulary import Facet, Vocabulary
    from peerfind.source import Node

_PUBLISHED = r"(?:^|[\s,(])(\d{4}(?:-\d\d(?:-\d\d)?)?)\)?\.?$"
_URL = r"https?://\S+"
_IN_BRACES = ("{", "[")
_SHORT = {"y": "yes", "n": "no"}
_LISTS = ("terms", "list", "lines", "meetings", "sources")
MOST = 4_000  # characters of one answer


class Answer(NamedTuple):
    """What is written for an answer, and what there is to say of it: what was taken for what."""

    value: Any
    notes: tuple[str, ...] = ()


def answer(key: str, typed: str, vocabulary: Vocabulary) -> Answer:
    """What `typed` says as the value of `key`. Raises ValueError with what to write instead."""
    if len(typed) > MOST:
        raise ValueError(f"That is {len(typed):,} characters long. Write at most {MOST:,}.")
    rows = [row for line in typed.splitlines() if (row := _clean(line))]
    if not rows:
        raise ValueError("There is nothing in it.")
    kind = kind_of(key)
    if kind == "terms":
        value, taken = _terms(facet_of(key), " , ".join(rows), vocabulary)
        return as_value(key, value, vocabulary, map(_said, taken))
    if kind == "meetings":
        parts = [part for row in rows for part in row.split(";")]
        return as_value(key, meetings(parts), vocabulary)
    if kind == "sources":
        return as_value(key, [source(row) for row in rows], vocabulary)
    if kind in ("list", "lines"):
        parts = rows if kind == "lines" else _split(", ".join(rows))
        return as_value(key, parts, vocabulary)
    if kind == "flag":
        rows = [_SHORT.get(row.lower(), row) for row in rows]
    return as_value(key, "\n".join(rows) if kind == "text" else " ".join(rows), vocabulary)


def stated(key: str, typed: str, vocabulary: Vocabulary) -> Answer:
    """What `typed` says as the value of `key`, where a script may also write YAML in brackets.

    Raises ValueError with what to write instead.
    """
    if kind_of(key) not in _LISTS or not typed.strip().startswith(_IN_BRACES):
        return answer(key, typed, vocabulary)
    document = read_text(f"value: {typed.strip()}\n", "")
    if document.problems or not isinstance(document.root, Map):
        told = document.problems[0].message if document.problems else "It cannot be read as YAML."
        raise ValueError(told)
    node = document.root.entries["value"][1]
    return Answer(_from_node(key, node, vocabulary))


def source(row: str) -> dict[str, str]:
    """A source on one line: the address, when the page was published, and whatever else is said of it."""
    address = re.search(_URL, row)
    url = address[0].rstrip(".,;)>") if address else ""
    rest = row.replace(address[0], " ") if address else row
    day = re.search(_PUBLISHED, rest.strip())
    note = (rest.strip()[: day.start()] if day else rest).strip(" ,;()<>-")
    parts = {"url": url, "published": day[1] if day else "", "note": note}
    return {key: value for key, value in parts.items() if value}


def given(settings: Sequence[str], vocabulary: Vocabulary) -> tuple[Answers, list[str]]:
    """The answers of `--set key=value`, and what there is to say of them; a list goes on in a second one.

    Raises UsageError that names every one that cannot be used.
    """
    answers: Answers = {}
    notes: list[str] = []
    faults: list[str] = []
    for setting in settings:
        key, _, typed = setting.partition("=")
        try:
            found = stated(_known(key.strip()), typed, vocabulary)
        except (ValueError, UsageError) as error:
            faults.append(f"{text.shown(key)}: {error}")
            continue
        before, key = answers.get(key.strip()), key.strip()
        is_more = isinstance(before, list) and isinstance(found.value, list)
        answers[key] = [*before, *found.value] if is_more and before else found.value
        notes += found.notes
    if faults:
        raise UsageError(" ".join(faults))
    return answers, notes


def _known(key: str) -> str:
    """A key that may be set. Raises ValueError for another."""
    if key.partition(".")[0] in NEVER:
        raise ValueError("A new group has none. What was checked is written by peerfind confirm.")
    try:
        kind_of(key)
    except KeyError:
        nearest = text.nearest(key, _every_key(), limit=1)
        meant = f" Did you mean {nearest[0]}?" if nearest else ""
        raise ValueError(f"There is no such key.{meant}") from None
    if key in ("venue", "contact", "external_ids"):
        raise ValueError(f"Set what stands in it, such as {key}.{_INNER[key]}=…")
    return key


_INNER = {"venue": "town", "contact": "phone", "external_ids": "scheme"}


def _every_key() -> Iterator[str]:
    from peerfind.directory.fields import CONTACT, FIELDS, VENUE

    yield from (key for key in FIELDS if key not in NEVER)
    yield from (f"venue.{key}" for key in VENUE)
    yield from (f"contact.{key}" for key in CONTACT)


def _terms(facet: str, typed: str, vocabulary: Vocabulary) -> tuple[list[str], list[Understood]]:
    """The ids of the terms that are meant, each once, and what was taken for what."""
    known, taken = vocabulary[facet], []
    ids = []
    for item in _split(typed):
        parts = [_term(known, part.strip()) for part in item.split("+")]
        taken += [one for one in parts if one.typed]
        ids.append("+".join(one.term for one in parts))
    return [*dict.fromkeys(ids)], taken


def _term(facet: Facet, typed: str) -> Understood:
    """The term that is meant; of a closed facet it may be `unknown`. Raises ValueError for none."""
    if facet.name in CLOSED and text.key(typed) == UNKNOWN:
        return Understood(UNKNOWN, "")
    try:
        return facet.understood(typed)
    except UsageError as error:
        raise ValueError(str(error)) from None


def _said(one: Understood) -> str:
    return f"{text.shown(one.typed)} is taken as {one.term}."


def _split(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _clean(typed: str) -> str:
    """Text of one line with nothing in it that is not seen."""
    return text.shown(typed.encode("utf-8", "replace").decode())


def as_value(key: str, value: Any, vocabulary: Vocabulary, notes: Iterable[str] = ()) -> Answer:
    """A value after a look that the file format takes it. Raises ValueError with the first problem."""
    root = read_text(json.dumps({"value": value}, ensure_ascii=False), "").root
    if not isinstance(root, Map) or "value" not in root.entries:
        raise ValueError("It cannot be written in a file.")
    reading = Reading("", vocabulary)
    found = field_of(key).read(root.entries["value"][1], reading)
    told = [one.message for one in reading.problems if one.is_error]
    if told or found is None:
        raise ValueError(told[0] if told else "It cannot be used.")
    is_text = isinstance(value, str) and isinstance(found, str)
    is_list = kind_of(key) in ("terms", "list")
    hints = (one.message for one in reading.problems if not one.is_error)
    return Answer(found if is_text or is_list else value, (*notes, *hints))


def _from_node(key: str, node: Node, vocabulary: Vocabulary) -> list[Any]:
    """The list of a node of YAML, with its texts as typed. Raises ValueError with the first problem."""
    reading = Reading("", vocabulary)
    found = field_of(key).read(node, reading)
    told = [one.message for one in reading.problems if one.is_error]
    if told or found is None:
        raise ValueError(told[0] if told else "It cannot be used.")
    value = _plain(node)
    return value if isinstance(value, list) else [value]


def _plain(node: Node) -> Any:
    """What a node says, as plain data: texts, lists and maps."""
    if isinstance(node, Items):
        return [*map(_plain, node.items)]
    if isinstance(node, Map):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    return _clean(node.text)
