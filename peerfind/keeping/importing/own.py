"""Rows and records in the keys of the file format, and rows of others whose columns a file names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import CLOSED
from peerfind.errors import UsageError
from peerfind.keeping import flat
from peerfind.keeping.answering import stated
from peerfind.keeping.importing import clean
from peerfind.keeping.questions import facet_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerfind.keeping.importing.draft import Draft, Setting

ID = "id"
MEETING = ("meets.every", "meets.which", "meets.days", "meets.start", "meets.end")
"""Columns that each say a part of one meeting time."""
SPREAD = ("venue", "contact")
_CLOCKS = ("meets.start", "meets.end")
_POINT = ("venue.latitude", "venue.longitude")
_PHONES = ("contact.phone", "contact.text")
_BROKEN = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)  # fmt: skip
_NO_RESULT = "a spreadsheet could not work it out"
_SURE = frozenset({"leader", "format"})  # no near spelling is taken for a term of these


def map_record(data: Any, draft: Draft, _: Setting) -> None:
    """Put a record of an export into a draft: what it states, as it states it."""
    if not isinstance(data, dict):
        draft.fault = "It is no group."
        return
    record = data["group"] if isinstance(data.get("group"), dict) else data
    if isinstance(record.get(ID), str):
        draft.own_id = record[ID]
    for key, value in record.items():
        if key in SPREAD and isinstance(value, dict):
            for inner, one in value.items():
                draft.put(f"{key}.{inner}", one)
        elif key == "checked":  # which is no program's to set: only a known one stays
            draft.keys[key] = value
        elif key in FIELDS:
            draft.put(key, value)
        elif key != ID:
            draft.leave(key, "there is no key for it")


def map_row(data: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """Put a row into a draft: by the columns that a file names, else by those of an export."""
    if setting.columns:
        _map_columns(data, draft, setting)
        return
    for name, cell in data.items():
        column = flat.COLUMNS.get(column_name(name))
        said = _cell(cell)
        if not said:
            continue
        if said in _BROKEN:
            draft.leave(name, _NO_RESULT)
        elif column is None:
            draft.leave(name, "there is no key for it: name one in a file, see --sketch-map")
        elif column.name == ID:
            draft.own_id = said
        elif column.inner in ("phone", "text") and not isinstance(cell, str):
            draft.phone(f"{column.key}.{column.inner}", said)
        else:
            _put_column(column, said, draft)


def column_name(name: str) -> str:
    """The name of a column as an export writes it: `Venue name` is `venue_name`."""
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _put_column(column: flat.Column, said: str, draft: Draft) -> None:
    try:
        record = flat.record_of({column.name: said})
    except ValueError as error:
        draft.leave(column.name, str(error))
        return
    value = record[column.key]
    if column.key in SPREAD:
        draft.put(f"{column.key}.{column.inner}", value[column.inner])
    elif column.inner:  # of a check, which is no program's to set
        draft.keys[column.key] = {**draft.keys.get(column.key, {}), **value}
    else:
        draft.put(column.key, value)


def _cell(cell: Any) -> str:
    """What a cell says, with the breaks in it; of what is no text, as text."""
    return cell if isinstance(cell, str) else clean.plain(cell)


def _map_columns(data: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    keys = {text.key(name): key for name, key in setting.columns.items()}
    meeting: dict[str, str] = {}
    for name, cell in data.items():
        said = clean.plain(cell)
        if not said:
            continue
        key = keys.get(text.key(name), "")
        if said in _BROKEN:
            draft.leave(name, _NO_RESULT)
        elif not key:
            draft.leave(name, "the file of columns names no key for it")
        elif key == ID:
            draft.ids.append(said)
        elif key in MEETING:
            meeting[key] = f"{meeting.get(key, '')} {_part(key, cell, draft)}".strip()
        elif key in _PHONES:
            draft.phone(key, said)
        elif key == "contact.website":
            draft.web(said)
        else:
            _put_answer(key, cell, draft, setting)
    _put_point(draft)
    if meeting:
        _put_meeting(meeting, draft)


def _put_point(draft: Draft) -> None:
    """Both halves of a point together, looked at as those of any other form."""
    if any(one in draft.keys for one in _POINT):
        pair = [draft.keys.pop(one, None) for one in _POINT]
        draft.notes = [one for one in draft.notes if one.key not in _POINT]
        draft.point(*pair)


def _part(key: str, cell: Any, draft: Draft) -> str:
    """A part of a meeting time in words that can be read."""
    if key not in _CLOCKS:
        return clean.plain(cell)
    try:
        made: dict[str, str] = {}
        draft.clock(made, key.partition(".")[2], cell)
    except ValueError:
        return clean.plain(cell)
    return "".join(made.values())


def _put_meeting(parts: Mapping[str, str], draft: Draft) -> None:
    """One meeting time of its parts. What cannot be read is told."""
    from peerfind.keeping.meeting_words import meeting

    day = " ".join(parts[key] for key in MEETING[:3] if key in parts)
    clock = " to ".join(parts[key] for key in _CLOCKS if parts.get(key) and parts.get(_CLOCKS[0]))
    try:
        draft.put("meets", [meeting(", ".join(filter(None, (day, clock))))])
    except ValueError as error:
        draft.leave("meets", str(error))


def _put_answer(key: str, cell: Any, draft: Draft, setting: Setting) -> None:
    said = clean.plain(cell)
    if kind_of(key) == "terms":
        _put_terms(key, said, draft, setting)
        return
    said = setting.words.get(key, {}).get(text.key(said), said)
    try:
        found = stated(key, str(said), setting.vocabulary)
    except ValueError as error:
        draft.leave(key, str(error))
        return
    if isinstance(found.value, str) and kind_of(key) == "text" and key in draft.keys:
        found = found._replace(value=f"{draft.keys[key]}; {found.value}")
    draft.put(key, found.value)


def _put_terms(key: str, said: str, draft: Draft, setting: Setting) -> None:
    """The terms that a cell names, by any of their names; of who leads and how people meet, only as spelt."""
    words = setting.words.get(key, {})
    if text.key(said) in words:
        draft.put(key, _listed(words[text.key(said)]))
        return
    known = setting.vocabulary[facet_of(key)]
    for part in filter(None, (one.strip() for one in re.split(r"[,;/\n]", said))):
        if text.key(part) in words:
            draft.put(key, _listed(words[text.key(part)]))
            continue
        if part.lower() == "unknown" and facet_of(key) in CLOSED:
            continue
        try:
            found = known.understood(part)
        except UsageError:
            draft.leave(key, f"{part} is no {facet_of(key)} term")
            continue
        if found.near_spelling and key in _SURE:
            draft.leave(key, f"{part} is no {facet_of(key)} term as it is spelt")
        elif found.near_spelling:
            draft.guess(
                key, [*draft.keys.get(key, []), found.term], f"{part} is taken as {found.term}"
            )
        else:
            draft.put(key, [found.term])


def _listed(value: Any) -> list[Any]:
    return [*value] if isinstance(value, list) else [value]
