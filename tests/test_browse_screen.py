"""The screen of browsing: keys, what is seen at three widths, what is copied, and what is left behind."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING, Any

import pytest
from browsed import played, settled, shared, thread, walked
from running import Ran, example_directory, in_process

from peerfind.browsing.screen import Browser
from peerfind.browsing.widgets import Page
from peerfind.errors import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

PAGE_80 = """\
/ lost my husband
4 groups: grief of a partner
Format                    │  Wharfe Evening Bereavement Group             Otley
[ ] in person          2  │  Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue · in
[ ] online             1  │    person · free
[ ] phone              -  │  yes grief of a partner
Led by                    │  Widowed Together Online         anywhere in the UK
[ ] not professionals  2  │  Thu 26 Nov 7.30pm-9pm, then every Thu · video · £2
[ ] professionals      1  │    a call                                          ▂
When                      │  yes grief of a partner
[ ] morning            -  │  Example Network              place not stated: ask
[ ] afternoon          -  │  times not stated: ask · how people meet is not
[ ] evening            2  │─────────────────────────────────────────────────────
[ ] weekdays           2  │Wharfe Evening Bereavement Group  0113 496 0001
[ ] weekend            -  │A quiet evening group for people whose partner has
Access                    │died.
[ ] step-free access   -  │Next: Tuesday 1 December 2026, 7pm to 8.30pm, then
[ ] hearing loop       - ▄│1st and 3rd Tuesday of the month, not in August
Cost                      │Where: Otley. Example Hall, 1 Example Street, Otley
[ ] free               1  │LS21 3AA

In danger, or cannot keep safe: 0113 496 0999. Very low now: 01632 960 123
(Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
enter groups  tab narrow  ? help  ! crisis  ctrl+c quit"""
OPEN = "Wharfe Evening Bereavement Group"
CRISIS = "Very low now: 01632 960 123"


@pytest.fixture
def screen() -> Callable[..., Any]:
    """Runs a screen of a size, presses keys, and gives what `then` makes of it."""
    return played


def test_the_whole_screen_at_80_columns(screen: Callable[..., Any]) -> None:
    assert screen(words="lost my husband") == PAGE_80


def test_one_part_at_a_time_at_40_columns() -> None:
    _, groups, choices, again = walked(("enter", "f", "escape"), words="grief", size=(40, 24))
    assert (OPEN in groups, "[ ]" in groups) == (True, False)
    assert (OPEN in choices, "[ ] in person" in choices) == (False, True)
    assert again == groups
    assert max(map(len, groups.splitlines())) <= 40


def test_at_200_columns_a_group_takes_three_lines(screen: Callable[..., Any]) -> None:
    lines = screen(words="lost my husband", size=(200, 50)).splitlines()
    (first,) = (line for line in lines if OPEN in line and "0113" not in line)
    assert len(first) > 150


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
def test_the_crisis_lines_are_in_every_view(size: tuple[int, int]) -> None:
    keys = (
        "enter", "f", "escape", "enter", "escape", "question_mark", "escape", "exclamation_mark",
        "escape", "s", "escape", "space", "down", "space", "c",
    )  # fmt: skip
    views = walked(keys, words="grief", size=size)
    assert len({*views}) > 8
    assert [view for view in views if CRISIS not in " ".join(view.split())] == []


def test_groups_follow_what_is_typed(screen: Callable[..., Any]) -> None:
    page = screen(*"voi", words="hear ")
    assert "Young Voices" in page
    assert page.splitlines()[0] == "/ hear voi"


def test_space_chooses_u_undoes_and_what_leaves_nothing_cannot_be_taken(
    screen: Callable[..., Any],
) -> None:
    def state(app: Browser) -> Any:
        return app.state.chosen

    keys = ("enter", "f", "space", "u", "space", "space")
    *_, chosen, undone, again, back = walked(keys, words="grief", then=state)
    assert [*map("=".join, chosen)] == ["format=in-person"]
    assert (undone, again, back) == ((), chosen, ())
    panel = screen("enter", "f", words="grief", then=disabled)
    assert "format=phone" in panel
    assert "format=in-person" not in panel


def disabled(app: Browser) -> set[str]:
    options = app.query_one("#choices").options
    return {one.id for one in options if one.disabled and one.id}


def test_nothing_to_undo_is_told(screen: Callable[..., Any]) -> None:
    assert "Nothing was narrowed." in screen("enter", "u", words="grief")


def test_the_phone_number_is_copied_and_told(
    screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(Browser, "copy_to_clipboard", lambda _, text: copied.append(text))
    page = screen("enter", "p", words="lost my husband in otley")
    assert copied == ["0113 496 0001"]
    assert "Sent to the clipboard: 0113 496 0001." in page
    told = screen("enter", "p", words="young people who hear voices")
    assert "No phone number is stated." in told
    assert copied == ["0113 496 0001"]


def test_a_text_to_send_is_shown_and_copied(
    screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(Browser, "copy_to_clipboard", lambda _, text: copied.append(text))
    page = screen("enter", "s", "y", words="lost my husband in otley")
    assert page.splitlines()[1].startswith(f"{OPEN}: Tue 1 Dec 7pm")
    assert "If it does not paste" in page
    (text,) = copied
    assert "husband" not in text  # nothing that was asked is in it
    assert "If you feel unsafe" in text


def test_two_groups_are_compared_and_one_is_not(screen: Callable[..., Any]) -> None:
    page = screen("enter", "space", "down", "space", "c", words="lost my husband")
    assert page.splitlines()[0] == "Compared"
    assert "DIFFERENT" in page
    told = screen("enter", "space", "c", words="lost my husband")
    assert "Put two groups on the shortlist first" in told
    assert "shortlist 1" in told


def test_a_group_is_opened_and_closed(screen: Callable[..., Any]) -> None:
    assert "Example Hall" in screen("enter", "enter", words="lost my husband in otley")
    closed = screen(
        "enter", "enter", "escape", words="lost my husband", then=lambda app: app.screen
    )
    assert not isinstance(closed, Page)


def test_help_and_crisis_come_over_anything_once(screen: Callable[..., Any]) -> None:
    def pages(app: Browser) -> list[str]:
        return [one.title or "" for one in app.screen_stack[1:]]

    assert screen("question_mark", "question_mark", then=pages) == ["Keys"]
    twice = screen("question_mark", "exclamation_mark", "exclamation_mark", then=pages)
    assert twice == ["Keys", "When somebody cannot keep safe"]


def test_nothing_found_offers_what_would_find_more(screen: Callable[..., Any]) -> None:
    page = screen(words="zzzzqq")
    assert "0 groups" in page
    assert "Nothing fits all of" in " ".join(page.split())


@pytest.mark.parametrize(("keys", "code"), [(("enter", "q"), 0), (("ctrl+c",), INTERRUPTED)])
def test_it_ends_with_its_code(
    screen: Callable[..., Any], keys: tuple[str, ...], code: int
) -> None:
    assert screen(*keys, then=lambda app: app.return_value) == code


def test_a_mouse_chooses_too() -> None:
    async def play() -> Any:
        app = Browser(shared(), thread(), "grief")
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.click("#choices", offset=(3, 1))
            await settled(pilot)
            return app.state.chosen

    assert [*map("=".join, asyncio.run(play()))] == ["format=in-person"]


def test_nothing_moves_by_itself(screen: Callable[..., Any]) -> None:
    moves = screen(then=lambda app: (app.animation_level, app.query_one("#typed").cursor_blink))
    assert moves == ("none", False)


def test_no_connection_is_made_and_nothing_is_written(
    screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def forbidden(*_: object) -> None:
        pytest.fail("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    screen("f", "enter", "f", "space", "s")
    assert [*tmp_path.rglob("*")] == []


# The command


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    directory = example_directory(tmp_path / "directory")
    return in_process(monkeypatch, capsys, tmp_path, directory)


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")


def test_without_a_terminal_match_is_named(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("browse", "grief")
    told = "peerfind: browse needs a terminal. For a list: peerfind match WORDS\n"
    assert ran == Ran(2, "", told)


def test_a_dumb_terminal_is_told_of_match(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    ran = peerfind("browse")
    told = "peerfind: browse needs a screen to draw on. For plain lines: peerfind match WORDS\n"
    assert ran == Ran(2, "", told)


def test_without_textual_the_command_that_installs_it_is_told(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(monkeypatch)
    monkeypatch.setattr("peerfind.cli.browsing.find_spec", lambda _: None)
    ran = peerfind("browse")
    told = "peerfind: browse needs Textual. Install it: pip install 'peerfind[browse]'\n"
    assert ran == Ran(2, "", told)


@pytest.mark.parametrize("code", [0, INTERRUPTED])
def test_the_screen_begins_with_the_flags_and_without_what_textual_would_tell(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    on_terminal(monkeypatch)
    monkeypatch.setenv("TEXTUAL_LOG", "log.txt")
    monkeypatch.setenv("TEXTUAL", "devtools")
    began: list[Any] = []

    def run_whole(app: Browser) -> int:
        began.append((app.state.typed, *(one in os.environ for one in ("TEXTUAL", "TEXTUAL_LOG"))))
        return code

    monkeypatch.setattr(Browser, "run_whole", run_whole)
    assert peerfind("browse", "lost", "my husband", "--near", "LS21") == Ran(code, "", "")
    assert began == [("lost my husband", False, False)]


def test_a_fault_tells_nothing_of_what_was_typed(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Awaitable[None]:
        raise RuntimeError("zanzibarwort")

    on_terminal(monkeypatch)
    monkeypatch.setattr("peerfind.browsing.finding.Finder.found", fails)
    whole = Browser.run_whole

    def headless(app: Browser) -> int:
        run = app.run
        monkeypatch.setattr(app, "run", lambda: run(headless=True))
        return whole(app)

    monkeypatch.setattr(Browser, "run_whole", headless)
    ran = peerfind("browse", "zanzibarwort")
    assert ran.code == 70
    assert "a fault of ours (RuntimeError" in ran.err
    assert "zanzibarwort" not in ran.out + ran.err
