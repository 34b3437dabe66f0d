"""The pictures in docs/screens: the script still makes them, and they show what is shown."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest
from running import example_directory

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import build_screens
from build_screens import FOLDER, SCREENS, Screen, picture, shown, without_fetching

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
EACH = pytest.mark.parametrize("screen", SCREENS, ids=[one.name for one in SCREENS])
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("screens") / "directory")


def words(drawn: str) -> list[str]:
    """What is to be read in a picture, in order, however another version of rich places it."""
    found = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    return " ".join(unescape(one) for one in found).replace("\u00a0", " ").split()


@EACH
def test_the_script_still_makes_the_same_words(directory: Path, screen: Screen) -> None:
    kept = (FOLDER / f"{screen.name}.svg").read_text(encoding="utf-8")
    made = picture(screen, directory)
    assert words(kept) == words(made), "Run tools/build_screens.py, and look at the pictures."
    assert len(words(made)) > 20


@EACH
def test_a_picture_has_every_word_of_the_screen(directory: Path, screen: Screen) -> None:
    read = ESCAPE.sub("", shown(screen, directory)).split()
    assert "".join(words(picture(screen, directory))).endswith("".join(read))


@EACH
def test_a_picture_fetches_nothing_and_names_no_folder(directory: Path, screen: Screen) -> None:
    kept = (FOLDER / f"{screen.name}.svg").read_text(encoding="utf-8")
    assert "@font-face" not in kept
    assert "url(http" not in kept
    assert str(directory) not in kept


@EACH
def test_a_picture_is_on_the_page_with_its_command_and_words_for_it(screen: Screen) -> None:
    row = rf"!\[[A-Z][^\]]+\]\(screens/{screen.name}\.svg\) \| `{re.escape(screen.typed)}` \|"
    assert re.search(row, PAGE)


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {one.name for one in SCREENS}


def test_every_command_by_which_a_group_is_found_and_given_is_drawn() -> None:
    drawn = {one.arguments[0] for one in SCREENS}
    assert drawn >= {"match", "next", "show", "questions", "share", "guide", "crisis"}


def test_a_typeface_is_taken_out_whole() -> None:
    drawn = (
        "<style>\n@font-face { a: url(http://x) }\n@font-face { b }\n.c { font: Fira Code }</style>"
    )
    left = without_fetching(drawn)
    assert ".c { font: DejaVu Sans Mono" in left
    assert "http" not in left


def test_a_command_that_fails_is_no_picture(directory: Path) -> None:
    with pytest.raises(SystemExit, match="show nothing left with 2"):
        shown(Screen("x", ("show", "nothing")), directory)


def test_all_are_written_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_screens, "FOLDER", tmp_path / "screens")
    monkeypatch.setattr(build_screens, "ROOT", tmp_path)
    monkeypatch.setattr(build_screens, "SCREENS", SCREENS[-2:])
    build_screens.main()
    assert capsys.readouterr().out == "screens/guide.svg\nscreens/crisis.svg\n"
    assert "<svg" in (tmp_path / "screens" / "crisis.svg").read_text(encoding="utf-8")
