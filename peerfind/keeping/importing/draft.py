"""What is read of others' files, and the group that is made of it, with all there is to tell of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from peerfind.keeping.importing import clean
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from peerfind.directory.vocabulary import Vocabulary

Kind = Literal["mapped", "guessed", "unknown", "left"]


class Raw(NamedTuple):
    """A record as it stands in a file: where (`row 3`), what it says, and why it cannot be read."""

    place: str
    data: Any
    fault: str = ""


class Note(NamedTuple):
    """What became of one value, and why: taken as stated, made of others or mended, or left out.

    `unknown` is what a file must have and the feed does not say.
    """

    kind: Kind
    key: str
    why: str = ""


class Setting(NamedTuple):
    """What a mapping has to know: the words of the directory, its day and zone, and the columns of a table.

    `columns` are the keys of columns by their names; `words` are terms by key and by what a column says.
    """

    vocabulary: Vocabulary
    today: date
    zone: tzinfo
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, Any]]


class Draft:
    """A group in the making: its keys, written with a dot where they stand under another, and the notes.

    `ids` are those that it has where it comes from, `own_id` the one that it says it has in a directory.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.keys: dict[str, Any] = {}
        self.notes: list[Note] = []
        self.ids: list[str] = []
        self.own_id = ""
        self.fault = ""
        self.made: set[str] = set()  # keys that the feed does not state

    def put(self, key: str, value: Any) -> None:
        """Take a value as it is stated; nothing where there is none, and a list after what was put before."""
        if value is None or value in ("", [], {}):
            return
        before = self.keys.get(key)
        is_more = isinstance(before, list) and isinstance(value, list)
        self.keys[key] = [*before, *value] if is_more and before else value
        self.notes.append(Note("mapped", key))

    def words(self, key: str, value: Any) -> None:
        """Take a text without marks of HTML and characters that are not seen."""
        self.put(key, clean.plain(value))

    def guess(self, key: str, value: Any, why: str) -> None:
        """Take a value that is made of others, and tell why it is thought so."""
        self.keys[key] = value
        self.made.add(key)
        self.notes.append(Note("guessed", key, why))

    def mend(self, key: str, value: Any, why: str) -> None:
        """Take a value that is stated, but was mended: it counts as stated, and what was done is told."""
        self.keys[key] = value
        self.notes.append(Note("guessed", key, why))

    def leave(self, key: str, why: str) -> None:
        """Tell that something stated is not taken."""
        self.notes.append(Note("left", clean.plain(key) or "(no name)", why))

    def leave_others(self, data: Mapping[str, Any], known: frozenset[str]) -> None:
        """Tell all that is stated under keys that no one looks at."""
        for key in sorted(
            str(key) for key, value in data.items() if value not in (None, "", [], {})
        ):
            if key not in known:
                self.leave(key, "there is no key for it")

    def phone(self, key: str, value: Any) -> None:
        """Take a telephone number; one that lost its nought gets it back where it can be no other."""
        number, why = clean.phone(value)
        if number and why:
            self.mend(key, number, why)
        elif number:
            self.put(key, number)
        elif why:
            self.leave(key, why)

    def web(self, value: Any) -> None:
        """Take a web address, where it is one that a browser opens."""
        address = clean.plain(value)
        if address and clean.is_web(address):
            self.put("contact.website", address)
        elif address:
            self.leave("contact.website", "it is no web address")

    def clock(self, pattern: dict[str, Any], key: str, value: Any) -> None:
        """Take the start or the end of a meeting. Raises ValueError for what is no time.

        A start at 24:00 may be meant for the day or for the next, so it is left out.
        """
        found, mended = clean.clock(value)
        if mended and key == "start":
            self.leave("meets.start", f"{mended}, of which day nobody can tell")
            return
        if mended:
            self.notes.append(Note("guessed", "meets.end", mended))
        pattern[key] = found

    def point(self, latitude: Any, longitude: Any) -> None:
        """Take coordinates; 0,0 and what lies on no map are left out."""
        found, why = clean.point(latitude, longitude)
        if found:
            self.put("venue.latitude", found[0])
            self.put("venue.longitude", found[1])
        elif why:
            self.leave("coordinates", why)

    def about(self, value: Any) -> None:
        """Take a text about the group: its first paragraph or sentences as the summary, and all."""
        first, _, rest = str(value).partition("\n\n") if isinstance(value, str) else ("", "", "")
        said = clean.plain(value)
        if clean.plain(rest) and clean.first_sentences(clean.plain(first)) == clean.plain(first):
            self.words("summary", first)
            self.words("description", rest)
            return
        short = clean.first_sentences(said)
        if short:
            self.put("summary", short)
        if short != said:
            self.put("description", said)
