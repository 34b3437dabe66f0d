"""The settings file of a person: a registry of its keys, and how it is read. Nothing here writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import config, text
from peerfind.asking.criteria import CRITERIA, LOSSES, WORDS
from peerfind.asking.query import FROM_PROMPT
from peerfind.directory.readers import Key, Reading, checked_text, keyed, number, one_of, words
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.language import LANGUAGES
from peerfind.preferences import COLORS, NARROWEST, PAGERS, Preferences
from peerfind.source import Map, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.source import Node

WIDEST = 1000  # columns
HEAVIEST = 1000
OUTPUTS = ("table", "plain")
_RULE = "profile-value"  # a profile of a team has such values too
_REMARK = "text-cut-off"  # in a file of one's own, what stands after # is meant as a remark
_WEIGHTS = {
    name: Key(name, checked_text(number(0, HEAVIEST, "2"), _RULE), "how much it counts")
    for name in (*CRITERIA, WORDS, *LOSSES)
}


def weights(node: Node, reading: Reading) -> dict[str, float] | None:
    """How much asks count, by name; None where none can be read."""
    return keyed(node, _WEIGHTS, reading) or None


def _place(typed: str) -> str:
    """The text of a place. Raises ValueError for the one that stands for a prompt."""
    if typed == FROM_PROMPT:
        raise ValueError("Write a place, such as LS6 or Otley: settings ask nothing.")
    return typed


def _width(typed: str) -> int:
    """A number of columns. Raises ValueError for what is none."""
    if not typed.isdecimal() or not NARROWEST <= int(typed) <= WIDEST:
        raise ValueError(f"Write a number of columns, {NARROWEST} or more, such as 100.")
    return int(typed)


KEYS = {
    key.name: key
    for key in (
        Key("near", checked_text(_place, _RULE), "the place of a question that names none"),
        Key("unit", one_of(("miles", "km"), _RULE), "miles or km"),
        Key("directory", words, "the directory to read where no other is near"),
        Key("weights", weights, "how much asks count, as with --weight"),
        Key("output", one_of(OUTPUTS, _RULE), "table or plain, on a terminal"),
        Key("width", checked_text(_width, _RULE), "columns of a line"),
        Key("color", one_of(COLORS, _RULE), "auto, always or never"),
        Key("pager", one_of(PAGERS, _RULE), "auto or never"),
        Key("language", one_of(LANGUAGES, _RULE), "en, or cy for Welsh"),
    )
}


def read_settings(path: Path) -> Preferences:
    """What the settings file at `path` says.

    Raises UsageError for the first thing in it that cannot be used: file, line, and what to write.
    """
    stated, _ = _stated(path)
    if folder := stated.get("directory"):
        stated["directory"] = str(path.parent / config.expanded(folder))
    return Preferences(**stated)


def lines_of(path: Path) -> dict[str, int]:
    """The line of each setting in the file at `path`.

    Raises UsageError as `read_settings`, and for a place that there is not.
    """
    stated, lines = _stated(path)
    if near := stated.get("near"):
        from peerfind import places

        try:
            places.resolve(near)
        except UsageError as error:
            raise UsageError(f"{text.shown(str(path))}:{lines['near']}: {error}") from None
    return lines


def _stated(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The values that a settings file gives, and the line of each."""
    document = read_file(path, str(path))
    reading, root = Reading(document.file, Vocabulary({})), document.root
    stated = (keyed(root, KEYS, reading) if root else None) or {}
    for problem in sorted((*document.problems, *reading.problems)):
        if problem.is_error and problem.rule != _REMARK:
            raise UsageError(f"{text.shown(str(path))}:{problem.line}: {problem.message}")
    entries = root.entries if isinstance(root, Map) else {}
    return stated, {name: entries[name][0].line for name in stated}
