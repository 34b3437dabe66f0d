"""The language in which people are spoken to: the one place where a message is looked up.

Messages are English in the program. A catalogue in the form of gettext has what is said in their place;
where it has nothing, they stay English. What is no talk with a person (data, errors) is never looked up.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENGLISH, WELSH = "en", "cy"
LANGUAGES = (ENGLISH, WELSH)
_FOLDER = Path(__file__).parent / "locale"
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak one of `LANGUAGES` to people within a block or a function."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def is_english() -> bool:
    """Whether people are spoken to in English."""
    return _spoken.get() == ENGLISH


def translated(message: str, **values: object) -> str:
    """A message in the language that is spoken, with values in its fields."""
    language = _spoken.get()
    said = message if language == ENGLISH else catalogue(language).get(message, message)
    return said.format(**values) if values else said


def catalogue_file(language: str) -> Path:
    """The file of the messages in a language."""
    return _FOLDER / language / "LC_MESSAGES" / "peerfind.po"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """What is said in a language for each message that it has; those not reviewed yet are among them."""
    return read_catalogue(catalogue_file(language).read_text("utf-8"))


def read_catalogue(source: str) -> dict[str, str]:
    """The messages of the text of a catalogue (`.po`) and what is said for them, without empty ones."""
    import ast  # only those who are not spoken to in English need it

    found: dict[str, str] = {}
    read = {"msgid": "", "msgstr": ""}
    key = "msgid"
    for line in (*source.splitlines(), "msgid"):
        keyword, _, quoted = line.strip().partition(" ")
        if keyword == "msgid":
            found[read["msgid"]] = read["msgstr"]
            read = {"msgid": "", "msgstr": ""}
        if keyword in read:
            key = keyword
        elif line.startswith('"'):
            quoted = line
        else:
            continue
        read[key] += ast.literal_eval(quoted) if quoted else ""
    return {message: said for message, said in found.items() if message and said}
