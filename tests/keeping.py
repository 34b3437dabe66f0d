"""Directories that change, all that an index of one holds, and the files that a run opens."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
import zlib
from contextlib import closing, contextmanager, suppress
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conftest import VOCABULARY, group_yaml, typed
from facts import FACTS

from peerfind import text
from peerfind.asking.frequencies import said
from peerfind.directory.vocabulary import FACETS
from peerfind.index.parts import column_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from peerfind.index.index import Index
    from peerfind.model import Record

_SETTLED_SECONDS = 0.03
PLACES = ("calder", "leeds", "otley")
_HEARD: list[list[Path]] = []


def settled(folder: Path) -> Path:
    """The folder, when its files are too old to change again within the tick that stamped them."""
    time.sleep(_SETTLED_SECONDS)
    return folder


def records_of(index: Index) -> dict[str, Record]:
    """The records of an index by their ids, in the order of the ids."""
    records = [index.record(number) for number in index.numbers()]
    return {record["id"]: record for record in sorted(records, key=itemgetter("id"))}


def names_of(index: Index) -> list[str]:
    """The names of the groups of an index, in the order of their ids."""
    return [record["name"] for record in records_of(index).values()]


def everything(index: Index) -> dict[str, Any]:
    """All that an index holds, by the ids of groups: how it is laid out makes no difference."""
    ids = {number: index.record(number)["id"] for number in index.numbers()}
    records = records_of(index)
    words = {word for record in records.values() for word in said(record)}
    tables = {keys: index.table(keys, repr) for keys in column_keys()}
    return {
        "settings": index.settings,
        "count": index.count,
        "unreadable": index.unreadable,
        "broken": index.broken,
        "crisis": index.crisis,
        "questions": index.questions,
        "terms": {facet: index.vocabulary[facet].terms for facet in FACETS},
        "records": records,
        "former": {
            one: ids.get(index.number(one))
            for record in records.values()
            for one in (record["id"], *record.get("former_ids", ()))
        },
        "order": [ids[number] for number in sorted(ids, key=index.order.__getitem__)],
        "words": {**index.lexicon.words()},
        "said": {
            word: {ids[number]: often for number, often in found.items()}
            for word in sorted(words)
            for found in [index.lexicon.frequencies(text.stem(word))]
        },
        "columns": {
            keys: {name: table[number] for number, name in ids.items()}
            for keys, table in tables.items()
        },
    }


@contextmanager
def opened() -> Iterator[list[Path]]:
    """The YAML files that this process opens inside a `with`, in order, by whatever means."""
    _listen()
    files: list[Path] = []
    _HEARD.append(files)
    try:
        yield files
    finally:
        _HEARD.pop()


@cache
def _listen() -> None:
    """Hear of every file that is opened from now on; a hook can never be taken away."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _HEARD and event == "open" and str(arguments[0]).endswith(".yaml"):
        _HEARD[-1].append(Path(arguments[0]))


def laid_bare(path: Path) -> list[tuple[bytes, bytes]]:
    """The parts of a file as they are stored, each with what it says when nothing is deflated."""
    with closing(sqlite3.connect(path)) as database:
        rows = dict(database.execute("SELECT name, data FROM part"))
    patterns = [data for name, data in rows.items() if name.endswith("pattern")]
    return [(data, b"\n".join((data, *_inflated(data, patterns)))) for data in rows.values()]


def _inflated(data: bytes, patterns: list[bytes]) -> Iterator[bytes]:
    """What bytes may say, however they were deflated."""
    tries = [(data, {}), (data[1:], {}), *((data, {"zdict": one}) for one in patterns)]
    for deflated, how in tries:
        for window in (15, -15):
            with suppress(zlib.error):
                yield zlib.decompressobj(window, **how).decompress(deflated)


def whole_content(path: Path) -> bytes:
    """All bytes of a file, and all that its parts say."""
    return b"\n".join((path.read_bytes(), *(plain for _, plain in laid_bare(path))))


# What people do to a directory; each takes its folder, and chance to choose by.


def some_group(folder: Path, chance: Random) -> Path:
    """A file of a group; where there is none, one is made."""
    files = sorted(path for path in (folder / "groups").rglob("*.yaml") if path.is_file())
    return chance.choice(files) if files else add(folder, chance)


def some_facts(chance: Random) -> str:
    """A group that states whatever it likes."""
    return group_yaml(**{key: chance.choice(values) for key, values in FACTS.items()})


def add(folder: Path, chance: Random) -> Path:
    """A group that is new, or that takes the place of another."""
    at = folder / "groups" / chance.choice(PLACES) / f"new-{chance.randrange(20)}.yaml"
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(some_facts(chance), encoding="utf-8")
    return at


def change(folder: Path, chance: Random) -> None:
    """Other facts in a file."""
    some_group(folder, chance).write_text(some_facts(chance), encoding="utf-8")


def change_unseen(folder: Path, chance: Random) -> None:
    """Another letter in a file of the same size, with the time of its last change set back."""
    path = some_group(folder, chance)
    before = path.stat()
    letters = path.read_text(encoding="utf-8").replace("a", "o", 1)
    path.write_text(letters, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(folder: Path, chance: Random) -> None:
    """Another file in the place of one, as most editors save."""
    path = some_group(folder, chance)
    other = path.with_suffix(".new")
    other.write_text(some_facts(chance), encoding="utf-8")
    other.replace(path)


def move(folder: Path, chance: Random) -> None:
    """A file in another folder, where another may have its id."""
    path = some_group(folder, chance)
    at = folder / "groups" / chance.choice(PLACES) / path.name
    at.parent.mkdir(parents=True, exist_ok=True)
    path.replace(at)


def rename(folder: Path, chance: Random) -> None:
    """A group with another id."""
    path = some_group(folder, chance)
    path.replace(path.with_name(f"renamed-{chance.randrange(20)}.yaml"))


def move_all(folder: Path, chance: Random) -> None:
    """A whole folder with another name."""
    places = sorted(path for path in (folder / "groups").glob("*/"))
    to = folder / "groups" / f"place-{chance.randrange(3)}"
    if places and not to.exists():
        chance.choice(places).rename(to)


def repeat(folder: Path, chance: Random) -> None:
    """Two files with one id."""
    path = some_group(folder, chance)
    at = folder / "groups" / "twice" / path.name
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(some_facts(chance), encoding="utf-8")


def link(folder: Path, chance: Random) -> None:
    """A link, to one group or another."""
    at = folder / "groups" / "link.yaml"
    target = some_group(folder, chance)
    at.unlink(missing_ok=True)
    if target != at:
        at.symlink_to(target)


def tell_otherwise(folder: Path, chance: Random) -> None:
    """Another title, other rules, another unit."""
    months = f"{chance.randrange(1, 99)} months"
    told = {
        "title": f"Number {chance.randrange(99)}",
        "hide_after": months,
        "review_after": "1 week",
    }
    (folder / "directory.yaml").write_text(typed({**told, "units": chance.choice(["km", "miles"])}))


def put_otherwise(folder: Path, chance: Random) -> None:
    """Other words for things, and other things above them."""
    facet = chance.choice(["focus", "community", "activity", "access"])
    names = ["tea", "lantern", "otley", "low mood", "river"]
    terms = [
        {
            **term,
            "aliases": [chance.choice(names)],
            "broader": [chance.choice(VOCABULARY[facet])["id"]],
        }
        if chance.random() < 0.3
        else term
        for term in VOCABULARY[facet]
    ]
    (folder / "vocabulary" / f"{facet}.yaml").write_text(json.dumps(terms))


def add_contact(folder: Path, chance: Random) -> None:
    """Another crisis contact."""
    line = {"id": "line", "name": "Example Line", "phone": f"0113 496 0{chance.randrange(999):03}"}
    (folder / "crisis.yaml").write_text(json.dumps([line]))


def add_question(folder: Path, chance: Random) -> None:
    """Another question to ask."""
    asked = {"id": f"q{chance.randrange(9)}", "ask": "What does it cost?", "fields": ["cost"]}
    (folder / "questions.yaml").write_text(json.dumps([asked]))


EDITS: dict[str, Callable[[Path, Random], object]] = {
    "add": add,
    "change": change,
    "change unseen": change_unseen,
    "replace": replace,
    "remove": lambda folder, chance: some_group(folder, chance).unlink(),
    "break": lambda folder, chance: some_group(folder, chance).write_text("name: 'A"),
    "empty": lambda folder, chance: some_group(folder, chance).write_text(""),
    "touch": lambda folder, chance: some_group(folder, chance).touch(),
    "move": move,
    "rename": rename,
    "move all": move_all,
    "repeat": repeat,
    "link": link,
    "wrong ending": lambda folder, _: (folder / "vocabulary" / "other.yml").touch(),
    "right ending": lambda at, _: (at / "vocabulary" / "other.yml").unlink(missing_ok=True),
    "settings": tell_otherwise,
    "vocabulary": put_otherwise,
    "no vocabulary": lambda at, _: (at / "vocabulary" / "focus.yaml").unlink(missing_ok=True),
    "crisis": add_contact,
    "questions": add_question,
    "nothing": lambda *_: None,
}
