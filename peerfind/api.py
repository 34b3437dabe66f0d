"""peerfind from Python: a directory that stays open, and is asked as the command line asks it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerfind import config
from peerfind.answers.answer import answer_to
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import DEFAULT_LIMIT, SORTS, Typed
from peerfind.errors import UsageError
from peerfind.index.opening import index_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peerfind.answers.answer import Answer
    from peerfind.answers.rank import Known
    from peerfind.index.index import Index

    Flag = str | float | Sequence[str]

_MOST_KNOWN = 200  # of 100,000 groups, each takes some tenths of a megabyte
_OTHERS = ("within", "require", "avoid", "weight", "include", "sort", "limit", "literal", "ignore")


class Directory:
    """A directory as it was when it was opened."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._day: date | None = None
        self._known: Known = {}

    def match(self, *words: str, today: date | None = None, **flags: Flag) -> Answer:
        """The answer to a question; `flags` are those of `peerfind match` (`for_` is `--for`).

        A flag is a text, a number, or several of them; `literal` is true or false. `today` is the day
        to answer for, from its beginning on; without one it is now. Raises UsageError for what cannot
        be understood.
        """
        zone = ZoneInfo(self.index.settings["time_zone"])
        now = datetime.combine(today, time(), zone) if today else config.now(zone)
        typed = _typed(words, {name.rstrip("_"): flag for name, flag in flags.items()})
        return answer_to(self.index, typed, now, self._known_on(now.date()))

    def _known_on(self, day: date) -> Known:
        """What the last questions of the same day had worked out."""
        if day != self._day or len(self._known) > _MOST_KNOWN:
            self._day, self._known = day, {}
        return self._known


def opened(path: str | Path | None = None) -> Directory:
    """The directory at `path`: a folder, a built index, or without one the directory a command would take.

    Raises DirectoryError where there is none.
    """
    location = config.directory_location(None if path is None else str(path))
    return Directory(index_at(location.path, config.cache_folder()))


def _typed(words: Sequence[str], flags: dict[str, Flag]) -> Typed:
    """What was asked, as the command line would give it."""
    for name in flags:
        if name not in (*CRITERIA, *_OTHERS):
            raise UsageError(f"match takes no {name!r}.")
    limit, within = flags.get("limit", DEFAULT_LIMIT), flags.get("within")
    if not isinstance(limit, int):
        raise UsageError(f"limit takes a number of groups, or 0 for all, not {limit!r}.")
    return Typed(
        words=words,
        asks={name: _texts(flags[name]) for name in CRITERIA if name in flags},
        within=None if within is None else str(within),
        require=_texts(flags.get("require", ())),
        avoid=_texts(flags.get("avoid", ())),
        weight=_texts(flags.get("weight", ())),
        include=_texts(flags.get("include", ())),
        sort=str(flags.get("sort", SORTS[0])),
        limit=limit,
        literal=bool(flags.get("literal")),
        ignore=_texts(flags.get("ignore", ())),
    )


def _texts(flag: Flag) -> list[str]:
    return [str(flag)] if isinstance(flag, (str, int, float)) else [*map(str, flag)]
