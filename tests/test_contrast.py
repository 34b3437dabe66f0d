"""What is drawn can be read on every screen: letters and ground have a contrast of 4.5 (AA of WCAG 2.2)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from running import DAY, Ran, example_directory, in_process

from peerfind.output.render import ACCENT, HEADING, ID, NAME, Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AA = 4.5
NAMES = ("red", "green", "yellow", "blue", "magenta", "cyan")
# What common terminals show for the six hues, on the grounds that they have as they come.
PALETTES = {
    "xterm": ("#000000", "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd"),
    "xterm, light": ("#ffffff", "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd"),
    "Windows Terminal, Campbell": ("#0c0c0c", "c50f1f 13a10e c19c00 0037da 881798 3a96dd"),
    "Windows Terminal, One Half Light": ("#fafafa", "e45649 50a14f c18301 0184bc a626a4 0997b3"),
    "VS Code, dark": ("#1e1e1e", "cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd"),
    "VS Code, light": ("#ffffff", "cd3131 00bc00 949800 0451a5 bc05bc 0598bc"),
    "macOS Terminal, Pro": ("#000000", "990000 00a600 999900 0000b2 b200b2 00a6b2"),
    "macOS Terminal, Basic": ("#ffffff", "990000 00a600 999900 0000b2 b200b2 00a6b2"),
    "GNOME, dark": ("#1e1e1e", "c01c28 26a269 a2734c 12488b a347ba 2aa1b3"),
    "GNOME, light": ("#ffffff", "c01c28 26a269 a2734c 12488b a347ba 2aa1b3"),
}
# Letters as each of them has them where a program asks for no colour.
LETTERS = {
    "xterm": "#e5e5e5", "xterm, light": "#000000", "Windows Terminal, Campbell": "#cccccc",
    "Windows Terminal, One Half Light": "#383a42", "VS Code, dark": "#cccccc",
    "VS Code, light": "#333333", "macOS Terminal, Pro": "#f2f2f2", "macOS Terminal, Basic": "#000000",
    "GNOME, dark": "#d0cfcc", "GNOME, light": "#171421",
}  # fmt: skip
SENT = re.compile(r"\x1b\[([0-9;]*)m")
# Reset, bold, slanted, underlined, struck out, and their ends: letters and ground keep their colours.
COLOURLESS = {"", "0", "1", "3", "4", "9", "22", "23", "24", "29"}
LINES = {
    "match": ["match", "grief", "--near", "LS21", "--age", "40", "--today", DAY, "-o", "table"],
    "nothing found": ["match", "--focus", "hearing-voices", "--age", "80", "-o", "table"],
    "next": ["next", "grief", "--today", DAY, "-o", "table"],
    "show": ["show", "aire-walk", "--today", DAY, "-o", "table"],
    "compared": ["show", "--compare", "aire-walk", "young-voices", "-o", "table"],
    "guide": ["guide", "who-leads", "-o", "table"],
    "guide search": ["guide", "--search", "peer", "-o", "table"],
    "crisis": ["crisis"],
    "questions": ["questions", "aire-walk"],
    "terms": ["terms", "focus"],
    "check": ["check"],
    "stale": ["stale"],
    "stats": ["stats"],
    "doctor": ["doctor"],
}


def light(colour: str) -> float:
    """The relative luminance of a colour such as `#cd0000`, from 0 to 1."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, bright = sorted((light(first), light(second)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_reckoned_as_the_standard_does(
    first: str, second: str, expected: float
) -> None:
    assert contrast(first, second) == contrast(second, first) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("name", NAMES)
def test_no_hue_of_a_terminal_can_be_read_everywhere(name: str) -> None:
    at = NAMES.index(name)
    reached = [contrast(f"#{hues.split()[at]}", ground) for ground, hues in PALETTES.values()]
    assert min(reached) < AA


@pytest.mark.parametrize("terminal", PALETTES)
def test_a_terminals_own_letters_can(terminal: str) -> None:
    assert contrast(LETTERS[terminal], PALETTES[terminal][0]) >= AA


def test_what_stands_out_does_so_without_a_colour() -> None:
    words = {word for style in (NAME, ID, ACCENT, HEADING) for word in style.split()}
    assert words == {"bold", "underline"}


def codes(said: str) -> set[str]:
    """Every code for the look of letters that is sent."""
    return {code for sent in SENT.findall(said) for code in sent.split(";")}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_nothing_that_is_drawn_has_a_colour_of_ours(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    shared: Path,
    line: list[str],
) -> None:
    peerfind: Callable[..., Ran] = in_process(monkeypatch, capsys, tmp_path, shared)
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = peerfind(*line)
    assert ran.code == 0
    assert codes(ran.out + ran.err) <= COLOURLESS
    if line[0] in ("match", "next", "show", "guide"):
        assert "1" in codes(ran.out)  # or else nothing was drawn at all


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("contrast") / "directory")


def test_no_mark_of_a_page_for_staff_has_a_colour() -> None:
    source = "# A\n\n## B\n\n> quoted\n\n1. `code` *slanted* **bold** ~~gone~~\n\n- [x](https://example.org)\n\n"
    table = "| a | b |\n| - | - |\n| 1 | 2 |\n\n```sh\npeerfind crisis\n```\n"
    stream = io.StringIO()
    Page(stream, 80, color=True).markdown(source + table)
    assert {"1", "3"} <= codes(stream.getvalue())
    assert codes(stream.getvalue()) <= COLOURLESS


def test_a_page_of_words_keeps_what_is_said() -> None:
    with_colour, without = io.StringIO(), io.StringIO()
    for stream in (with_colour, without):
        Page(stream, 60, color=stream is with_colour).markdown("## B\n\n1. one\n2. `two`\n")
    assert SENT.sub("", with_colour.getvalue()) == without.getvalue()
