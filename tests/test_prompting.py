"""What is asked of a person at a terminal: who can be asked, which line is read, and that nothing is kept."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from peerfind.asking.query import Typed
from peerfind.cli import prompting
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN = Typed(asks={"near": ["-"]})


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _set_up_anew() -> Iterator[None]:
    prompting._has_readline.cache_clear()  # noqa: SLF001
    yield
    prompting._has_readline.cache_clear()  # noqa: SLF001


def streams(
    monkeypatch: pytest.MonkeyPatch, typed: str, *, terminal_in: bool, terminal_out: bool = True
) -> None:
    """Put streams with lines to read in place of the person's."""
    monkeypatch.setattr(sys, "stdin", (Terminal if terminal_in else io.StringIO)(typed))
    monkeypatch.setattr(sys, "stdout", (Terminal if terminal_out else io.StringIO)())


@pytest.mark.parametrize("terminal_in", [True, False])
@pytest.mark.parametrize("terminal_out", [True, False])
@pytest.mark.parametrize("no_input", [True, False])
def test_a_person_is_asked_only_where_both_ends_are_a_terminal(
    monkeypatch: pytest.MonkeyPatch, *, terminal_in: bool, terminal_out: bool, no_input: bool
) -> None:
    streams(monkeypatch, "", terminal_in=terminal_in, terminal_out=terminal_out)
    expected = terminal_in and terminal_out and not no_input
    assert prompting.can_ask(no_input=no_input) is expected


# The place


@pytest.mark.parametrize("near", [(), ("Otley",), ("-", "Otley")])
def test_a_place_that_was_given_is_not_asked_for(near: tuple[str, ...]) -> None:
    typed = Typed(asks={"near": near} if near else {})
    assert prompting.with_place(typed, no_input=True) == typed


@pytest.mark.parametrize("no_input", [True, False])
def test_a_place_through_a_pipe_is_read_in_any_case(
    monkeypatch: pytest.MonkeyPatch, *, no_input: bool
) -> None:
    streams(monkeypatch, " Otley \n", terminal_in=False)
    assert prompting.with_place(HIDDEN, no_input=no_input).near_typed == "Otley"


def test_a_place_is_not_asked_of_a_person_where_that_is_forbidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streams(monkeypatch, "Otley\n", terminal_in=True)
    with pytest.raises(UsageError, match="which --no-input forbids"):
        prompting.with_place(HIDDEN, no_input=True)


def test_a_prompt_for_the_place_is_not_among_the_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Otley\n"))
    assert prompting.with_place(HIDDEN, no_input=False).near_typed == "Otley"
    assert capsys.readouterr() == ("", "Near which place: ")


# A line


def test_a_plain_line_is_read_without_readline(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("grief\n"))
    assert prompting.hear("> ", list) == "grief\n"
    assert capsys.readouterr() == ("", "> ")
    with pytest.raises(EOFError):
        prompting.hear("> ", list)


def test_readline_keeps_no_line_and_has_its_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    readline = pytest.importorskip("readline")
    before = readline.get_current_history_length()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "Pateley Bridge")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert prompting.hear("> ", lambda: ["grief"]) == "Pateley Bridge"
    assert readline.get_completer()("gr", 0) == "grief"
    assert readline.get_current_history_length() == before


def test_tab_offers_no_more_than_a_screen_can_show() -> None:
    offered = prompting.completer(lambda: [f"a{number}" for number in range(1000)])
    assert offered("a", 199) is not None
    assert offered("a", 200) is None


def test_tab_finds_a_name_however_it_is_accented() -> None:
    assert prompting.completer(lambda: ["Llanfair P\u0175ll"])("llanfair pw", 0) is not None
