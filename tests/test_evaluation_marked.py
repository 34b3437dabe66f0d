"""How the things in marked notes are taken is counted rightly, and is no worse than it was."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from pace import uncounted

sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluation import cases, marked, measure
from evaluation.marked import MEANT, Note, Taken, Thing
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
VOCABULARY = Vocabulary(load(cases.VOCABULARY.parent).common.terms)
FILES = [marked.HELD, *sorted((ROOT / "tools/notes/marked").glob("*.txt"))]


def notes(tmp_path: Path, *lines: str) -> list[Note]:
    path = tmp_path / "notes.txt"
    path.write_text("\n".join(lines), "utf-8")
    return marked.notes(path)


def counted(tmp_path: Path, line: str) -> dict[str, Counter[str]]:
    """What was taken how in a note, without what is not in it."""
    found = marked.measured(notes(tmp_path, line), VOCABULARY).things
    return {meant: counts for meant, counts in found.items() if counts}


def test_a_note_is_what_it_says_and_where_its_things_are(tmp_path: Path) -> None:
    (found,) = notes(tmp_path, "{Zoom}-? no. wants {face to face}+, by {half past six}!")
    assert found.says == "Zoom? no. wants face to face, by half past six"
    # "half past six" is one token: a time.
    assert found.things == (Thing(0, 1, "-"), Thing(3, 6, "+"), Thing(7, 8, "!"))


def test_what_is_cut_into_other_words_in_its_sentence_is_no_thing(tmp_path: Path) -> None:
    (found,) = notes(tmp_path, "after {seven}~ of them, at {seven}+ pm")
    assert [one.meant for one in found.things] == ["~"]


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("{grief}+ near {Otley}+", {"wished": {"asked for": 2}}),
        ("no {yoga}- please", {"refused": {"refused": 1}}),
        ("{zoom}- in Leeds", {"refused": {"asked for": 1}}),
        ("it must be {free}!", {"a must": {"asked for": 1}}),
        ("not {Mondays}-", {"refused": {"refused": 1}}),
        ("{Mondays}+ or {Tuesdays}+", {"wished": {"asked for": 2}}),
        ("works {Mondays}~, free {Tuesdays}+",
         {"only told": {"left alone": 1}, "wished": {"asked for": 1}}),
        ("lives in Otley, sister in {Leeds}~", {"only told": {"left alone": 1}}),
        ("a {xyzzy}+", {"wished": {"left alone": 1}}),
    ],
)  # fmt: skip
def test_a_thing_is_taken_as_what_was_read_at_its_place(
    tmp_path: Path, line: str, taken: dict[str, dict[str, int]]
) -> None:
    assert counted(tmp_path, line) == taken


def test_the_report_and_the_figures_tell_shares() -> None:
    things = {meant: Counter[str]() for meant in MEANT.values()}
    things["wished"].update({"asked for": 3, "left alone": 1})
    things["refused"].update({"refused": 1, "left alone": 6, "asked for": 1})
    found = Taken(7, things)
    assert marked.figures(found) == {
        "wished, asked for": 0.75,
        "refused, refused": 0.125,
        "refused, not asked for": 0.875,
    }
    assert "| 7 notes held back | refused | asked for | left alone |" in marked.report(found)
    assert "| refused (8) | 1 | 1 | 6 |" in marked.report(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_a_note_with_something_marked(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not marked.THING.search(line)] == []
    bare = [marked.THING.sub("", line) for line in lines]
    assert [line for line in bare if "{" in line or "}" in line] == []


def test_what_is_held_back_is_learnt_from_nowhere() -> None:
    held, *others = ({one.says for one in marked.notes(path)} for path in FILES)
    assert not held & set().union(*others)
    assert len(held) == len(marked.notes(marked.HELD))


def test_things_are_taken_no_worse_than_they_were() -> None:
    """`python -m evaluation --write` sets the floors."""
    floors = json.loads(measure.FLOORS.read_text("utf-8"))[marked.FLOORS]
    with uncounted():
        found = marked.figures(marked.measured(marked.notes(marked.HELD), VOCABULARY))
    assert found.keys() == floors.keys()
    worse = {key: (found[key], floor) for key, floor in floors.items() if found[key] < floor}
    assert worse == {}
