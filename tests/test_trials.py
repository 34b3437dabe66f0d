"""Lines changed on trial: what was put can be taken back, and a look is taken for many changes at once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from rapidfuzz import process
from test_fixing import FINE, TODAY, look

from peerfind.directory.vocabulary import Facet, Term
from peerfind.keeping import trials
from peerfind.keeping.checking import Choice, Judge
from peerfind.keeping.fixing import fixing
from peerfind.keeping.formatting import said
from peerfind.keeping.trials import Draft, Edit, Places, Reader, Trial, joined
from peerfind.problems import Problem
from peerfind.source import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerfind.keeping.fixing import Fixing
    from peerfind.source import Document, Node

FILE = "groups/example/walk.yaml"
WALK = FINE.replace("until: 2026-03-31", "until: 2027-03-31")


def root_of(text: str) -> Node:
    root = read_text(text, FILE).root
    assert root is not None
    return root


def problem(rule: str, line: int, column: int) -> Problem:
    return Problem(FILE, line, column, "error", rule, "Told.", "x")


class TestADraft:
    TEXT = "name: A\nfocus:\n  - a\n  - b\nvenue: {town: C}"

    @pytest.mark.parametrize(
        "edit",
        [
            Edit({0: "name: B"}, (0, "name"), ("B", False)),
            Edit({2: "  - c"}, (0, "focus", 0), ("c", False)),
            Edit({4: "venue: {city: C}"}, (0, "venue", "town"), name="city"),
            Edit({0: "x"}, (0,), ("x", False)),
            Edit({}, (0, "venue"), ([], 0)),
        ],
    )
    def test_takes_a_change_back(self, edit: Edit) -> None:
        draft = Draft(self.TEXT.split("\n"), root_of(self.TEXT))
        undo = draft.put(edit)
        assert not draft.is_said_by(root_of(self.TEXT))
        assert [draft.rows[at] for at in edit.rows] == [*edit.rows.values()]
        draft.put(undo)
        assert draft.rows == self.TEXT.split("\n")
        assert draft.is_said_by(root_of(self.TEXT))

    def test_says_what_was_put(self) -> None:
        draft = Draft(self.TEXT.split("\n"), root_of(self.TEXT))
        draft.put(Edit({3: "  - d"}, (0, "focus", 1), ("d", False)))
        draft.put(Edit({4: "venue: {city: C}"}, (0, "venue", "town"), name="city"))
        assert draft.is_said_by(root_of("\n".join(draft.rows)))
        assert not draft.is_said_by(None)

    def test_keeps_both_of_two_keys_that_become_one(self) -> None:
        text = "area: A\naera: A"
        draft = Draft(text.split("\n"), root_of(text))
        undo = draft.put(Edit({1: "area: A"}, (0, "aera"), name="area"))
        assert draft.is_said_by(root_of("area: A"))
        draft.put(undo)
        assert draft.is_said_by(root_of(text))

    @settings(max_examples=some(60))
    @given(st.data())
    def test_is_as_before_when_all_is_taken_back(self, data: st.DataObject) -> None:
        texts = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz"), min_size=3)
        start = data.draw(texts)
        text = "".join(f"{key}: {value}\n" for key, value in start.items())
        draft, undone, known = Draft(text.split("\n"), root_of(text)), [], [*start]
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, len(known) - 1))
            if data.draw(st.booleans()):
                name = f"new{len(undone)}"
                undone.append(draft.put(Edit({at: f"{name}: x"}, (0, known[at]), name=name)))
                known[at] = name
            else:
                undone.append(draft.put(Edit({at: ""}, (0, known[at]), ("w", False))))
        for undo in reversed(undone):
            draft.put(undo)
        assert "\n".join(draft.rows) == text
        assert draft.is_said_by(root_of(text))


class TestPlaces:
    TEXT = "name: A\nfocus: [a, b c]\nmeets:\n  - days: daily\n    note: |\n      One.\n      Two. \narea: D"

    @pytest.mark.parametrize(
        ("rule", "line", "column", "path"),
        [
            ("any", 1, 7, (0, "name")),
            ("any", 2, 12, (0, "focus", 1)),
            ("any", 4, 11, (0, "meets", 0, "days")),
            ("any", 1, 1, (0,)),
            ("unknown-key", 4, 5, (0, "meets", 0, "days")),
            ("unknown-key", 1, 7, None),
            ("any", 9, 1, None),
            ("text-cut-off", 2, 15, (0, "focus", 1)),
            ("text-cut-off", 8, 8, (0, "area")),
            ("text-cut-off", 1, 7, None),
        ],
    )
    def test_a_problem_is_about_what_stands_there(
        self, rule: str, line: int, column: int, path: tuple[str | int, ...] | None
    ) -> None:
        at = Places(root_of(self.TEXT)).of(problem(rule, line, column))
        assert (at and at[0]) == path

    def test_a_text_goes_on_to_the_line_of_the_next_at_most(self) -> None:
        places = Places(root_of(self.TEXT))
        ends = [places.of(problem("any", *at)) for at in ((2, 9), (5, 11), (8, 7))]
        assert [at and places.last_line(at[1]) for at in ends] == [2, 8, None]


class TestATrial:
    """Of thousands of changes that hold, all are made with one look; those that do not cost their own."""

    @staticmethod
    def mended(bad: set[int], count: int, *, second: bool = False) -> tuple[list[str], int, int]:
        """The lines after it, how many were mended, how often was looked: rows of a list, each a problem."""
        text = "\n".join(f"- a{number}" for number in range(count))
        reader, looks = Reader(FILE), []

        def look_at(rows: Sequence[str]) -> Document | None:
            looks.append(1)
            return reader.read(rows, [*["\n"] * (count - 1), ""])

        def candidates(one: Problem, _: Trial) -> Iterator[Edit]:
            at = one.line - 1
            yield Edit({at: "- c" if at in bad else "- b"}, (0, at), ("b", False))
            if second:
                yield Edit({at: "- b"}, (0, at), ("b", False))

        trial = Trial(Draft(text.split("\n"), root_of(text)), look_at, candidates)
        trial.mend([problem("any", number, 3) for number in range(count, 0, -1)])
        return trial.draft.rows, trial.mended, len(looks)

    def test_looks_once_where_all_goes_well(self) -> None:
        assert self.mended(set(), 500) == (["- b"] * 500, 500, 1)

    def test_leaves_those_that_do_not_hold(self) -> None:
        rows, count, looks = self.mended({3, 77}, 100)
        assert [at for at, row in enumerate(rows) if row != "- b"] == [3, 77]
        assert (rows[3], rows[77], count) == ("- a3", "- a77", 98)
        assert looks < 40

    def test_makes_the_next_change_where_the_first_does_not_hold(self) -> None:
        rows, count, _ = self.mended({0, 9}, 10, second=True)
        assert (rows, count) == (["- b"] * 10, 10)

    def test_one_change_a_line(self) -> None:
        draft = Draft(["a: [b, c]"], root_of("a: [b, c]"))

        def candidates(one: Problem, trial: Trial) -> Iterator[Edit]:
            row = trial.draft.rows[0]
            at = one.column - 1
            put = f"{row[:at]}x{row[at + 1 :]}"
            yield Edit({0: put}, (0, "a", 0 if at < 6 else 1), ("x", False))

        trial = Trial(draft, lambda rows: read_text("\n".join(rows), FILE), candidates)
        trial.mend([problem("any", 1, 8), problem("any", 1, 5)])
        assert (draft.rows, trial.mended) == (["a: [b, x]"], 1)

    def test_ends_when_enough_was_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(trials, "MOST_READ", 2000)
        rows, count, _ = self.mended({*range(100)}, 100)
        assert (rows[0], rows[99], count) == ("- a0", "- a99", 0)
        reader = Reader(FILE)
        assert reader.read(["a" * 2500], [""]) is not None
        assert reader.read(["a"], [""]) is None

    @settings(max_examples=some(30))
    @given(st.sets(st.integers(0, 39)), st.integers(1, 40))
    def test_mends_all_but_those(self, bad: set[int], count: int) -> None:
        rows, mended, looks = self.mended(bad, count)
        expected = [f"- a{at}" if at in bad else "- b" for at in range(count)]
        assert rows == expected
        assert mended == expected.count("- b")
        assert looks <= 2 * count + 1


@settings(max_examples=some(40))
@given(st.lists(st.text("ab \u00a0", max_size=5)), st.sampled_from(["\n", "\r\n"]))
def test_lines_with_their_breaks_are_the_text(rows: list[str], end: str) -> None:
    assert joined([*rows, ""], [*[end] * len(rows), ""]) == "".join(f"{row}{end}" for row in rows)


def test_a_reading_compares_what_is_said_and_not_where() -> None:
    assert said(root_of("a: 1\nb: 2")) == said(root_of("b: 2\n\na:   '1'"))


# Mistakes by the number of each: what stands before them, one of them, and what it is when mended.
Kind = tuple[str, "Callable[[int], str]", "Callable[[int], str]"]
KINDS: dict[str, Kind] = {
    "odd spaces": (
        "doubts:\n",
        lambda n: f"  - a\u00a0b {n}\n",
        lambda n: f"  - a b {n}\n",
    ),
    "odd spaces on two lines": (
        "doubts:\n",
        lambda n: f'  - "a\u00a0b\n    c\u00a0d {n}"\n',
        lambda n: f'  - "a b\n    c d {n}"\n',
    ),
    "odd spaces in one text": (
        "description: |\n",
        lambda n: f"  a\u00a0b {n}.\n",
        lambda n: f"  a b {n}.\n",
    ),
    "hidden characters": (
        "doubts:\n",
        lambda n: f"  - a\u200bb {n}\n",
        lambda n: f"  - ab {n}\n",
    ),
    "cut off": ("doubts:\n", lambda n: f"  - a{n} #2\n", lambda n: f'  - "a{n} #2"\n'),
    "keys misspelt": (
        "",
        lambda n: f"  - ulr: https://example.org/{n}\n",
        lambda n: f"  - url: https://example.org/{n}\n",
    ),
    "dates": (
        "  - url: https://example.org/a\n    published: 2026-01-01\n",
        lambda n: f"  - url: https://example.org/{n}\n    published: 31/03/2026\n",
        lambda n: f"  - url: https://example.org/{n}\n    published: 2026-03-31\n",
    ),
}


class TestAFile:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return write_directory(tmp_path, {"walk": WALK})

    @pytest.fixture
    def looks(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The texts that were read again on trial, or judged."""
        read: list[str] = []
        again, judged = trials.read_text, Judge.problems

        def counted(text: str, file: str) -> Document:
            read.append(text)
            return again(text, file)

        def counted_too(judge: Judge, file: str, data: bytes) -> list[Problem]:
            read.append(data.decode())
            return judged(judge, file, data)

        monkeypatch.setattr(trials, "read_text", counted)
        monkeypatch.setattr(Judge, "problems", counted_too)
        return read

    @staticmethod
    def fixed(folder: Path, text: str) -> Fixing:
        path = folder / FILE
        try:
            path.write_text(text, encoding="utf-8")
            return fixing(look(folder, FILE), Choice(), TODAY, unsure=True)
        finally:
            path.unlink()

    @pytest.mark.parametrize("kind", KINDS)
    def test_is_read_as_often_with_many_mistakes_as_with_few(
        self, folder: Path, looks: list[str], kind: str
    ) -> None:
        before, wrong, right = KINDS[kind]
        counts = []
        for many in (15, 150):
            bad, good = ("".join(made(n) for n in range(many)) for made in (wrong, right))
            made = self.fixed(folder, f"{WALK}{before}{bad}")
            assert [one.after.decode() for one in made.changes] == [f"{WALK}{before}{good}"]
            counts.append(len(looks))
            looks.clear()
        assert counts[0] == counts[1] <= 10

    @pytest.mark.parametrize(
        ("typed", "after"),
        [
            (
                '"a\u00a0b\n    \tc\n    d\u00a0e"',
                '"a b\n     c\n    d e"',
            ),  # a tab is no part of it
            ('"a\u00a0b\n    c d\n    \te"', '"a b\n    c d\n    \te"'),
            ('"a\\_b"', "a b"),
            ('"a\\_b\n    \tc"', None),
            ('"a\u00a0b\n    c\\_d"', None),
        ],
    )
    def test_no_more_lines_of_a_text_are_mended_than_it_takes(
        self, folder: Path, typed: str, after: str | None
    ) -> None:
        made = self.fixed(folder, f"{WALK}doubts:\n  - {typed}\n  - the end\n")
        expected = [f"{WALK}doubts:\n  - {after}\n  - the end\n"] if after else []
        assert [one.after.decode() for one in made.changes] == expected

    def test_costs_no_more_than_is_promised_whatever_it_holds(
        self, folder: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = "".join(f'  - "a\u00a0b {n}\n    c\\_d"\n' for n in range(100))
        text = f"{WALK}doubts:\n{bad}"
        assert self.fixed(folder, text).changes == ()
        least = sum(map(len, looks))
        looks.clear()
        monkeypatch.setattr(trials, "MOST_READ", 5 * len(text))
        assert self.fixed(folder, text).changes == ()
        assert sum(map(len, looks)) < 9 * len(text) < least

    def test_that_cannot_be_read_costs_no_more_either(
        self, folder: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = "".join(f'  - "a\n    \u00a0b{n}"\n  - !t x\n' for n in range(100))
        text = f"{WALK}doubts:\n{bad}x: [\n"
        monkeypatch.setattr(trials, "MOST_READ", 5 * len(text))
        assert self.fixed(folder, text).changes == ()
        assert sum(map(len, looks)) < 9 * len(text)

    def test_keys_that_would_stand_twice_are_not_tried(
        self, folder: Path, looks: list[str]
    ) -> None:
        text = WALK + "".join(f"sumary{n}: x\n" for n in range(100))
        assert self.fixed(folder, text).changes == ()
        assert len(looks) == 1


@settings(max_examples=some(15), deadline=None)
@given(st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=4, unique=True), st.integers(1, 4))
def test_mistakes_of_several_kinds_are_mended_together(kinds: list[str], many: int) -> None:
    """All that is mended says what it says where it was right from the first."""
    starts = {"doubts:\n": "doubts", "description: |\n": "description"}
    chosen = {starts.get(KINDS[kind][0], "sources"): kind for kind in kinds}
    order = [chosen[key] for key in ("sources", "doubts", "description") if key in chosen]
    bad, good = (
        WALK
        + "".join(
            KINDS[kind][0] + "".join(KINDS[kind][which](n) for n in range(many)) for kind in order
        )
        for which in (1, 2)
    )
    with TemporaryDirectory() as name:
        folder = write_directory(Path(name), {"walk": WALK})
        (made,) = TestAFile.fixed(folder, bad).changes
    assert made.after.decode() == good


def test_a_near_term_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    facet = Facet("focus", [Term("grief", "Grief"), Term("anxiety", "Anxiety")])
    asked: list[str] = []

    def counted(phrase: str, *others: Any, **more: Any) -> Any:
        asked.append(phrase)
        return extract(phrase, *others, **more)

    extract = process.extract
    monkeypatch.setattr(process, "extract", counted)
    found = [facet.meant(typed) for typed in ("greif", "greif", "nothing like it", "Greif")]
    is_grief = [
        one is not None and (one.term, one.near_spelling) == ("grief", True) for one in found
    ]
    assert is_grief == [True, True, False, True]
    assert facet.meant("nothing like it") is None
    assert asked == ["greif", "nothing like it"]
