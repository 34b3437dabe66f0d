"""Browsing as text at three widths, in light and dark, while typing, and after any keys at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browsed import Size, played, seen, shared, walked
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.answer import answer, query_of
from peerfind.asking.query import Typed
from peerfind.browsing import pages
from peerfind.browsing.narrowing import narrowed
from peerfind.browsing.state import added

if TYPE_CHECKING:
    from peerfind.browsing.screen import Browser
    from peerfind.browsing.state import Chosen

GROUPS_40 = """\
/ lost my husband
4 groups: grief of a partner
  Wharfe Evening Bereavement Group
  Otley
  Tue 1 Dec 7pm-8.30pm, then 1st and
    3rd Tue · in person · free
  yes grief of a partner
  Widowed Together Online
  anywhere in the UK
  Thu 26 Nov 7.30pm-9pm, then every Thu
    · video · £2 a call
  yes grief of a partner
  Example Network
  place not stated: ask
  times not stated: ask · how people   ▁
    meet is not stated: ask
  partly grief of a partner (here:
    grief)

In danger, or cannot keep safe: 0113 496
0999. Very low now: 01632 960 123
(Example Listeners) or text HELLO to
07700 900 123 (Example Texts).
/ search  f narrow  ? help  ! crisis"""
CHOICES_40 = """\
/ lost my husband
2 groups: grief of a partner, in person
(a must)
Format
[x] in person                         2
[ ] online                            1
[ ] phone                             -
Led by
[ ] not professionals                 1
[ ] professionals                     -
When
[ ] morning                           -
[ ] afternoon                         -
[ ] evening                           1▂
[ ] weekdays                          1
[ ] weekend                           -
Access
[ ] step-free access                  -

In danger, or cannot keep safe: 0113 496
0999. Very low now: 01632 960 123
(Example Listeners) or text HELLO to
07700 900 123 (Example Texts).
/ search  f narrow  ? help  ! crisis"""
HEAD_200 = [
    "/ lost my husband",
    "4 groups: grief of a partner",
    f"Format                    │  Wharfe Evening Bereavement Group{'Otley':>138}",
    "[ ] in person          2  │  Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue · in person · free",
    "[ ] online             1  │  yes grief of a partner",
]
DETAIL_200 = """\
Wharfe Evening Bereavement Group  0113 496 0001
A quiet evening group for people whose partner has died.
Next: Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month, not in August
Where: Otley. Example Hall, 1 Example Street, Otley LS21 3AA
in person · free · Led by people who have been through it · just turn up · for ages 18 and over
Confirmed by phone 2 Oct 2026"""
HELP_80 = f"""\
Keys
{pages.HELP}

In danger, or cannot keep safe: 0113 496 0999. Very low now: 01632 960 123
(Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
up, down read on  escape close"""


# What is seen


def test_groups_and_choices_at_40_columns() -> None:
    _, groups, _, choices = walked(("enter", "f", "space"), words="lost my husband", size=(40, 24))
    assert groups == GROUPS_40
    assert choices == CHOICES_40


def test_all_of_it_at_200_columns() -> None:
    lines = played(words="lost my husband", size=(200, 50)).splitlines()
    assert lines[:5] == HEAD_200
    right = [line.partition("│")[2] for line in lines]
    at = next(number for number, line in enumerate(right) if line.startswith("───"))
    assert "\n".join(right[at + 1 : at + 7]) == DETAIL_200
    assert lines[-2].startswith("In danger, or cannot keep safe: 0113 496 0999. Very low now: ")
    assert lines[-1] == pages.TYPING_KEYS


def test_the_keys_are_told_at_80_columns() -> None:
    lines = played("question_mark").splitlines()
    assert [line for line in lines if line] == [line for line in HELP_80.splitlines() if line]
    assert len(lines) == 24


def test_a_page_of_groups_beside_one_another_is_whole_at_40_columns() -> None:
    keys = ("enter", "space", "down", "space", "c")
    lines = played(*keys, words="lost my husband", size=(40, 60)).splitlines()
    assert lines[:5] == [
        "Compared",
        "A  Wharfe Evening Bereavement Group",
        "B  Widowed Together Online",
        "",
        "DIFFERENT",
    ]
    assert "  A  0113 496 0001" in lines
    assert lines[-1] == "y copy  up, down read on  escape close"


def test_every_view_has_the_colours_of_the_terminal_so_light_and_dark_are_as_its_owner_has_them() -> (
    None
):
    def colours(app: Browser) -> set[str]:
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 (as in `seen`)
        styles = [one.style for strip in strips for one in strip if one.style]
        found = {colour for one in styles for colour in (one.color, one.bgcolor) if colour}
        return {colour.name for colour in found if not colour.is_default}

    keys = ("enter", "f", "space", "escape", "space", "s", "escape", "question_mark")
    typing, *others = walked(keys, then=colours, words="grie")
    assert typing == {"color(0)", "color(7)"}  # the block at which one types
    assert set().union(*others) == set()


def test_what_is_at_the_hand_is_marked_without_a_colour() -> None:
    def reversed_words(app: Browser) -> str:
        strips = app.screen._compositor.render_strips()  # noqa: SLF001
        return " ".join(
            one.text.strip() for strip in strips for one in strip if one.style and one.style.reverse
        )

    typing, groups, choices = walked(("enter", "f"), words="lost my husband", then=reversed_words)
    assert [one for one in (typing, groups, choices) if "Wharfe Evening" in one] == [groups]
    assert [one for one in (typing, groups, choices) if "[ ] in person" in one] == [choices]


# Typing


def test_every_letter_that_is_a_key_elsewhere_is_typed_while_typing() -> None:
    def typed(app: Browser) -> tuple[str, int, Any]:
        return app.state.typed, len(app.screen_stack), app.state.chosen

    keys = ("f", "u", "p", "s", "c", "q", "y", "slash", "space", "b")
    assert played(*keys, then=typed) == ("fupscqy/ b", 1, ())


@pytest.mark.parametrize("key", ["question_mark", "exclamation_mark", "f1"])
def test_keys_for_help_and_crisis_are_never_typed(key: str) -> None:
    pages_open, typed = played(
        "g", key, then=lambda app: (len(app.screen_stack), app.state.typed)
    )  # fmt: skip
    assert (pages_open, typed) == (2, "g")


def test_the_groups_follow_each_letter_and_each_letter_taken_back() -> None:
    views = walked(("v", "o", "i", "backspace", "backspace", "backspace"), words="hear ")
    counts = [view.splitlines()[1].split(":")[0] for view in views]
    assert counts[1:3] == counts[5:3:-1]
    assert counts[0] == counts[6]
    assert "Young Voices" in views[3]


@pytest.mark.parametrize(
    "words",
    ["[bold]x[/bold]", "[red", "[@click=app.bell]x", "$x", "日本語 😀", "'\" ; rm", "--near", "near:",
     "{0}", "%s", "\u202eabc"],
)  # fmt: skip
def test_what_is_typed_is_words_and_no_mark_up(words: str) -> None:
    lines = played(words=words).splitlines()
    assert lines[0].startswith("/ ")
    assert lines[1].startswith("0 groups: the words ")
    assert "[red" not in words or "[red" in lines[1]


def test_from_the_choices_to_typing_the_groups_come_back_on_a_narrow_screen() -> None:
    *_, choices, typing, typed = walked(
        ("enter", "f", "tab", "x"), words="lost my husband", size=(40, 24)
    )
    assert "[ ] in person" in choices
    for view in (typing, typed):
        assert "[ ] in person" not in view
        assert "Wharfe Evening" in view


# Any size, any keys


@pytest.mark.parametrize("small", [(20, 10), (3, 3), (2, 2), (1, 1), (0, 0)])
def test_a_window_may_become_tiny_and_large_again(small: Size) -> None:
    before, _, after = walked([small, (80, 24)], words="lost my husband")
    # The choices may stand a line further on: their list went with the one at which it stands.
    right = [
        [line.partition("│")[2] or line for line in view.splitlines()] for view in (before, after)
    ]
    assert right[0] == right[1]
    assert "in person" in after


def test_a_window_may_change_while_a_page_is_over_it() -> None:
    narrow = played(words="lost my husband", size=(40, 24))
    keys = ["question_mark", (40, 24), "exclamation_mark", "escape", "escape", (80, 24)]
    wide, *_, below, again = walked(keys, words="lost my husband")
    assert below == narrow
    assert again == wide


def test_what_is_aside_and_chosen_stays_when_the_window_changes() -> None:
    keys = ("enter", "space", "f", "space", (40, 24), (200, 50), (80, 24))
    views = walked(keys, words="lost my husband", size=(80, 24))
    assert views[-1] == views[-4]
    assert all("shortlist 1" in " ".join(view.split()) for view in views[2:])
    assert all("in person (a must)" in " ".join(view.split()) for view in views[4:])


def total(words: str, chosen: Chosen) -> int:
    """How many groups the engine itself finds, asked anew."""
    finder = shared()
    index = finder.opened.index
    asked = query_of(index, Typed(words=words.split(), limit=20), finder.opened.now)
    return answer(index, narrowed(asked, chosen, index.vocabulary)).total


def check(app: Browser) -> None:
    """Nothing that is on the screen is wrong: numbers, marks, and what can be taken."""
    assert app.found
    if len(app.screen_stack) > 1:
        return
    words = app.state.typed
    assert app.found.answer.total == total(words, app.state.chosen)
    said = next(line for line in seen(app).splitlines()[1:] if line)
    assert said.split()[0] == str(app.found.answer.total)
    for option in app.query_one("#choices").options:
        choice = next((one for one in app.found.counts if "=".join(one) == option.id), None)
        if choice:
            left = total(words, added(app.state.chosen, choice))
            is_chosen = choice in app.state.chosen
            line = str(option.prompt)
            assert line.rsplit(maxsplit=1)[-1] == (f"{left:,}" if left else "-")
            assert line.startswith("[x]" if is_chosen else "[ ]")
            assert option.disabled is (not left and not is_chosen)


KEYS = ["f", "space", "down", "down", "up", "u", "enter", "escape", "tab", "slash", "question_mark",
        "exclamation_mark", "s", "c", "p", "y", "pagedown", "end", "home"]  # fmt: skip


@settings(max_examples=some(4), derandomize=True)
@given(
    st.sampled_from(["grief", "", "in person"]), st.lists(st.sampled_from(KEYS), max_size=12)
)  # fmt: skip
def test_no_number_is_wrong_after_any_keys(words: str, keys: list[str]) -> None:
    # To the choices first, or most keys would be typed.
    walked(["enter", "f", *keys], then=check, words=words)


@settings(max_examples=some(2), derandomize=True)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_undo_goes_back_over_any_choices_and_the_numbers_with_it(steps: list[int]) -> None:
    def state(app: Browser) -> tuple[Chosen, str]:
        check(app)
        return app.state.chosen, seen(app).splitlines()[1]

    keys = [key for step in steps for key in (*["down"] * step, "space")]
    came = walked(["enter", "f", *keys, *["u"] * len(steps)], then=state, words="grief")
    made = [came[0], *(one for key, one in zip(keys, came[3:], strict=False) if key == "space")]
    back = came[len(came) - len(steps) :]
    chosen = [one for number, one in enumerate(made) if not number or one != made[number - 1]]
    assert back[: len(chosen) - 1] == chosen[-2::-1]
    assert back[-1] == came[0]
