"""What is in effect of all that a person may set, and where each of it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerfind.config import Location
    from peerfind.preferences import Preferences

USUAL = "usual"
EXAMPLE = """\
near: Otley            # the place of a question that names none
unit: miles            # or km
directory: ~/groups    # read where no other is near
weights:
  near: 4              # as with --weight
output: plain          # on a terminal; or table
width: 100             # columns
color: never           # or auto, always
pager: never           # or auto
language: cy           # or en
"""
_OF_COLOR = ("NO_COLOR", "TERM", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR")


class Fact(NamedTuple):
    """A setting: its value in words, empty where there is none, and where that comes from."""

    name: str
    value: str
    source: str


class Around(NamedTuple):
    """What is in effect besides the settings file: variables, the directory, width, colour and language."""

    environment: Mapping[str, str]
    location: Location
    width: int
    color: str
    language: str = ""


def in_effect(kept: Preferences, lines: Mapping[str, int], around: Around) -> tuple[Fact, ...]:
    """Each setting with its value and its source; `lines` are those of the settings file by key."""
    weights = ", ".join(f"{name}={weight:g}" for name, weight in kept.weights.items())
    variables = around.environment
    plain = next((name for name in ("ACCESSIBLE", "TERM") if _is_plain(name, variables)), "")
    colored = next((name for name in _OF_COLOR if variables.get(name)), "") if around.color else ""
    location = around.location

    def fact(name: str, value: str, usual: str, variable: str = "", in_variable: str = "") -> Fact:
        if variable:
            return Fact(name, in_variable, variable)
        return (
            Fact(name, value, f"your settings, line {lines[name]}")
            if value
            else Fact(name, usual, USUAL)
        )

    columns = "COLUMNS" if variables.get("COLUMNS") else ""
    pager = "PAGER" if "PAGER" in variables and kept.pager != "never" else ""
    return (
        fact("near", kept.near, ""),
        fact("unit", kept.unit, "as the directory says"),
        Fact("directory", str(location.path), location.reason),
        fact("weights", weights, ""),
        fact("output", kept.output, "table", plain, "plain"),
        fact("width", str(kept.width or ""), f"{around.width}", columns, f"{around.width}"),
        fact("color", kept.color, "auto", colored, around.color),
        fact("pager", kept.pager, "auto", pager, variables.get("PAGER") or "never"),
        fact("language", kept.language, "en", around.language and "PEERFIND_LANG", around.language),
    )


def _is_plain(name: str, variables: Mapping[str, str]) -> bool:
    value = variables.get(name)
    return value == "dumb" if name == "TERM" else bool(value)
