"""Files that say what the columns of somebody's table mean: read, and sketched from the table itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.errors import UsageError
from peerfind.keeping import flat
from peerfind.keeping.answering import given
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.own import ID, MEETING, column_name
from peerfind.keeping.questions import kind_of
from peerfind.named import NamedTuple
from peerfind.source import Items, Map, Node, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.importing.draft import Raw
    from peerfind.keeping.questions import Answers

_PARTS = ("source", "columns", "words", "always")
_NEVER = ("checked", "former_ids")
_EXAMPLE = 40  # letters of a cell that are shown
# What others call a column, beside the keys themselves.
_USUAL = {
    "title": "name", "group name": "name", "service name": "name", "group": "name", "about": "summary",
    "description": "summary", "provider": "organisation", "organization": "organisation",
    "organisation name": "organisation", "tel": "contact.phone", "telephone": "contact.phone",
    "phone": "contact.phone", "phone number": "contact.phone", "mobile": "contact.phone",
    "e mail": "contact.email", "email": "contact.email", "email address": "contact.email",
    "url": "contact.website", "web": "contact.website", "website": "contact.website",
    "venue": "venue.name", "address": "venue.address", "street": "venue.address", "town": "venue.town",
    "city": "venue.town", "town city": "venue.town", "county": "venue.county",
    "postcode": "venue.postcode", "post code": "venue.postcode", "lat": "venue.latitude",
    "latitude": "venue.latitude", "long": "venue.longitude", "lng": "venue.longitude",
    "longitude": "venue.longitude", "day": "meets.days", "days": "meets.days", "start": "meets.start",
    "start time": "meets.start", "time": "meets.start", "end": "meets.end", "end time": "meets.end",
    "finish": "meets.end", "frequency": "meets.every", "when": "meets", "age": "ages",
    "age range": "ages", "price": "cost", "fee": "cost", "topic": "focus", "theme": "focus",
    "id": ID, "ref": ID, "reference": ID, "ref no": ID, "source": "sources",
}  # fmt: skip


class ColumnMap(NamedTuple):
    """What a file of columns says: the name of the source, keys by column, words by key, what always is."""

    source: str
    columns: dict[str, str]
    words: dict[str, dict[str, Any]]
    always: Answers


def column_map(data: bytes, file: str, vocabulary: Vocabulary) -> ColumnMap:
    """What a file of columns says. Raises UsageError, which names the place, for what cannot be used."""
    document = read_bytes(data, file)
    if document.problems:
        first = document.problems[0]
        raise UsageError(f"{file}, line {first.line}: {first.message}")
    said = _plain(document.root) if document.root else None
    typed = said.get("columns") if isinstance(said, dict) else None
    columns = (
        {name: str(key) for name, key in typed.items() if key} if isinstance(typed, dict) else {}
    )
    if not isinstance(said, dict) or not columns:
        raise UsageError(f"{file} names no columns. Make one to begin with: --sketch-map")
    if unknown := sorted(said.keys() - set(_PARTS)):
        raise UsageError(f"{file}: {text.shown(unknown[0])!r} is none of {text.listed(_PARTS)}.")
    for name, key in columns.items():
        _look_at(key, f"{file}: {text.shown(name)}")
    words = {
        key: {text.key(one): value for one, value in _part(found, f"{file}: words: {key}").items()}
        for key, found in _part(said.get("words"), f"{file}: words").items()
    }
    for key in words:
        _look_at(key, f"{file}: words")
    always, _ = given(_settings(_part(said.get("always"), f"{file}: always")), vocabulary)
    return ColumnMap(str(said.get("source") or ""), columns, words, always)


def _part(said: Any, where: str) -> dict[str, Any]:
    """What stands under a key of a file of columns. Raises UsageError where that is not one thing a line."""
    if said and not isinstance(said, dict):
        raise UsageError(f"{text.shown(where)} takes a line each, such as KEY: VALUE.")
    return said or {}


def _settings(always: Mapping[str, Any]) -> list[str]:
    """What always is, in the form of `--set`."""
    return [
        f"{key}={json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value}"
        for key, value in always.items()
    ]


def _look_at(key: str, where: str) -> None:
    """Raise UsageError where a key is none that a column can have."""
    if key in (ID, *MEETING):
        return
    if key.partition(".")[0] in _NEVER:
        raise UsageError(f"{where}: {key} is set by people only.")
    try:
        kind_of(key)
    except KeyError:
        near = text.nearest(key, _keys(), limit=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"{where}: there is no key {text.shown(key)!r}.{meant}") from None


def _keys() -> Iterator[str]:
    for column in flat.COLUMNS.values():
        yield f"{column.key}.{column.inner}" if column.inner else column.key
    yield from MEETING


def sketch(rows: Iterable[Raw], source: str) -> str:
    """A file of columns to begin with: each column of a table, the key that it may be, and an example."""
    examples: dict[str, str] = {}
    for row in rows:
        for name, cell in (row.data or {}).items():
            examples[name] = examples.get(name) or clean.plain(cell)
    if not examples:
        raise UsageError("There is no row below a head in it.")
    return "\n".join(
        [*_HEAD, f"source: {json.dumps(source)}", "columns:", *_lines(examples), *_FOOT, ""]
    )


_HEAD = (
    "# What each column is: a key of the file format, such as name, summary, contact.phone or venue.town.",
    "# id is the number that the source gives a group. A meeting time may stand in parts: meets.days,",
    '# meets.start, meets.end, meets.every, meets.which. A column with "" is left out. Look at every line.',
)
_FOOT = (
    "# What a word in a column means, by key:",
    "# words:",
    "#   focus:",
    "#     Bereavement cafe: [grief]",
    "# What is so for every group that does not say otherwise:",
    "# always:",
    "#   leader: [unknown]",
)


def _lines(examples: Mapping[str, str]) -> Iterator[str]:
    taken: set[str] = set()
    for name, example in examples.items():
        key = _likely(name)
        key = "" if key in taken else key
        taken.add(key)
        short = text.shown(example)[:_EXAMPLE]
        if short:
            yield f"  # such as: {short}"
        yield f"  {json.dumps(name, ensure_ascii=False)}: {key or json.dumps('')}"


def _likely(name: str) -> str:
    """The key that a column may be, by its name alone; empty where nothing is likely."""
    if known := _USUAL.get(text.key(name)):
        return known
    column = flat.COLUMNS.get(column_name(name))
    if column is None or column.key in _NEVER:
        return ""
    return f"{column.key}.{column.inner}" if column.inner else column.key


def _plain(node: Node) -> Any:
    if isinstance(node, Items):
        return [*map(_plain, node.items)]
    if isinstance(node, Map):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    return node.text
