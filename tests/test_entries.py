from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import VOCABULARY, write_directory
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.entries import entries, terms
from peerfind.directory.fields import CRISIS, QUESTION, TERM
from peerfind.directory.folder import Directory, load
from peerfind.directory.readers import Key, Reading
from peerfind.directory.vocabulary import CLOSED, FACETS, Vocabulary
from peerfind.source import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.problems import Problem

Told = list[tuple[str, int, int]]


def told(problems: list[Problem]) -> Told:
    return [(problem.rule, problem.line, problem.column) for problem in problems]


def read(text: str, keys: dict[str, Key]) -> tuple[list[dict[str, Any]], list[Problem]]:
    reading = Reading("f.yaml", Vocabulary(VOCABULARY))
    return entries(read_text(text, "f.yaml").root, keys, reading), reading.problems


def read_terms(text: str, facet: str = "focus") -> tuple[list[dict[str, Any]], list[Problem]]:
    found, reading = terms(read_text(text, "f.yaml").root, facet, "f.yaml")
    return found, reading.problems


class TestAnEntry:
    @pytest.mark.parametrize(
        ("keys", "rest"),
        [
            pytest.param(TERM, "", id="term"),
            pytest.param(CRISIS, ", name: N", id="crisis"),
            pytest.param(QUESTION, ", ask: A?", id="question"),
        ],
    )
    def test_has_an_id_that_no_earlier_one_has(self, keys: dict[str, Key], rest: str) -> None:
        text = f"- {{id: a{rest}}}\n- {{id: b{rest}}}\n- {{id:   a{rest}}}\n"
        found, problems = read(text, keys)
        assert [entry["id"] for entry in found] == ["a", "b"]
        assert told(problems) == [("repeated-id", 3, 10)]
        assert problems[0].message == "a is already on line 1. Keep one of the two."

    def test_whose_id_a_later_one_has_is_kept_as_it_is(self) -> None:
        found, problems = read("- {id: a, note: first}\n- {id: a, note: second, x: 1}\n", TERM)
        assert found == [{"id": "a", "note": "first"}]
        assert told(problems) == [("unknown-key", 2, 25), ("repeated-id", 2, 8)]

    def test_that_cannot_be_used_leaves_its_id_to_the_next(self) -> None:
        found, problems = read("- id: a\n- {id: a, name: A}\n", CRISIS)
        assert found == [{"id": "a", "name": "A"}]
        assert told(problems) == [("missing", 1, 3)]

    @pytest.mark.parametrize("lost", ["", "id: A b, ", "id: &x a, ", "id: a, id: b, ", "id: '', "])
    def test_without_an_id_is_left_out(self, lost: str) -> None:
        found, problems = read(f"- {{{lost}name: A}}\n- {{id: b, name: B}}\n", CRISIS)
        assert found == [{"id": "b", "name": "B"}]
        assert {problem.line for problem in problems} <= {1}

    def test_is_no_single_text(self) -> None:
        found, problems = read("- a\n- {id: b}\n", TERM)
        assert found == [{"id": "b"}]
        assert told(problems) == [("not-keys", 1, 3)]

    @pytest.mark.parametrize(("text", "rule"), [("id: a", "not-a-list"), ("text", "not-a-list")])
    def test_stands_in_a_list(self, text: str, rule: str) -> None:
        found, problems = read(text, TERM)
        assert (found, told(problems)) == ([], [(rule, 1, 1)])

    @pytest.mark.parametrize("text", ["", "[]", "# none yet\n"])
    def test_may_be_missing(self, text: str) -> None:
        assert read(text, TERM) == ([], [])

    @given(st.lists(st.sampled_from("abc"), max_size=6))
    def test_comes_first_of_all_with_its_id(self, names: list[str]) -> None:
        text = "".join(f"- {{id: {name}, note: '{at}'}}\n" for at, name in enumerate(names))
        found, problems = read(text or "[]", TERM)
        assert [entry["id"] for entry in found] == [*dict.fromkeys(names)]
        assert all(names.index(entry["id"]) == int(entry["note"]) for entry in found)
        assert len(found) + len(problems) == len(names)


NATIONS = [
    pytest.param("nations: [Wales, Scotlnd]", ["Wales"], id="one of two"),
    pytest.param("nations: [Wales, *x]", ["Wales"], id="one of two, the other refused"),
    pytest.param("nations: []", None, id="empty"),
    pytest.param("nations: ''", None, id="an empty text"),
    pytest.param("nations: Wales, nation: a", ["Wales"], id="a misspelt key beside it"),
    pytest.param("notes: a", None, id="another unknown key"),
    pytest.param("cost: free", None, id="not written"),
]
LOST_NATIONS = [
    pytest.param("nations: [Scotlnd]", "unknown-nation", id="not known"),
    pytest.param("nations: Great Britain", "unknown-nation", id="more than a nation"),
    pytest.param("nations: {a: Wales}", "not-text", id="keys"),
    pytest.param("nations: [[Wales]]", "not-text", id="a list in a list"),
    pytest.param("nation: [Wales]", "unknown-key", id="a misspelt key"),
    pytest.param("Nations: Wales", "unknown-key", id="a key in capitals"),
    pytest.param("nations: [*x]", None, id="refused"),
    pytest.param("nations: &x [Wales]", None, id="a list that was refused"),
    pytest.param("nations: Wales, nations: Scotland", None, id="two different values"),
    pytest.param("nation: Wales, nation: Scotland", None, id="a misspelt key twice"),
]


class TestACrisisContact:
    @pytest.mark.parametrize(("typed", "nations"), NATIONS)
    def test_serves_the_nations_that_can_be_read(
        self, typed: str, nations: list[str] | None
    ) -> None:
        (line,), _ = read(f"- {{id: line, name: Line, {typed}}}\n", CRISIS)
        assert line.get("nations") == nations

    @pytest.mark.parametrize(("typed", "rule"), LOST_NATIONS)
    def test_never_serves_every_nation_because_its_own_cannot_be_read(
        self, typed: str, rule: str | None
    ) -> None:
        text = f"- {{id: line, name: Line, {typed}}}\n- {{id: other, name: Other}}\n"
        found, problems = read(text, CRISIS)
        assert found == [{"id": "other", "name": "Other"}]
        assert [problem.rule for problem in problems] == ([rule] if rule else [])

    def test_that_is_left_out_is_reported(self, tmp_path: Path) -> None:
        crisis = "- id: line\n  name: Line\n  nations: &all [Wales]\n"
        directory = load(write_directory(tmp_path, crisis=crisis))
        assert directory.common.crisis == []
        assert told([*directory.problems]) == [("anchor", 3, 12)]


class TestATermsRelations:
    @pytest.mark.parametrize("key", ["broader", "related", "excludes"])
    def test_name_terms_of_their_facet(self, key: str) -> None:
        text = f"- id: grief\n  {key}: [anxeity, mood, anxiety]\n- id: anxiety\n"
        found, problems = read_terms(text)
        assert found == [{"id": "grief", key: ["anxiety"]}, {"id": "anxiety"}]
        at = len(key) + 6
        assert told(problems) == [("unknown-term", 2, at), ("unknown-term", 2, at + 9)]
        said = "'anxeity' is not among the words for focus. Did you mean anxiety?"
        assert (problems[0].message, problems[0].fix) == (said, "anxiety")
        assert all(problem.is_error for problem in problems)

    @pytest.mark.parametrize("key", ["broader", "related", "excludes"])
    def test_may_name_a_term_further_down_or_the_first_of_two(self, key: str) -> None:
        text = f"- {{id: a, {key}: [b]}}\n- {{id: b}}\n- {{id: b, label: again}}\n"
        found, problems = read_terms(text)
        assert found == [{"id": "a", key: ["b"]}, {"id": "b"}]
        assert told(problems) == [("repeated-id", 3, 8)]

    def test_name_no_term_that_was_left_out(self) -> None:
        found, problems = read_terms("- {id: a, broader: [lost]}\n- {label: lost}\n")
        assert found == [{"id": "a"}]
        assert [problem.rule for problem in problems] == ["unknown-term", "missing"]

    def test_by_an_alias_are_told_the_term(self) -> None:
        text = "- {id: grief, aliases: [bereavement]}\n- {id: a, related: bereavement}\n"
        _, (problem,) = read_terms(text)
        assert problem.fix == "grief"

    def test_of_a_closed_facet_may_name_what_the_file_format_fixes(self) -> None:
        text = "- {id: video, related: [phone], broader: [online]}\n"
        found, problems = read_terms(text, "format")
        assert (found, problems) == (
            [{"id": "video", "broader": ["online"], "related": ["phone"]}],
            [],
        )

    def test_of_another_facet_are_not_known(self) -> None:
        _, (problem,) = read_terms("- {id: women, related: [grief]}\n", "community")
        assert problem.message.startswith("'grief' is not among the words for community.")

    @pytest.mark.parametrize(
        "text", ["- {id: a, relatd: [b]}\n- {id: a, related: [zz]}", "- {id: a b}"]
    )
    def test_are_told_once_though_the_file_is_read_twice(self, text: str) -> None:
        _, problems = read_terms(text)
        assert len(problems) == len({*problems})
        assert problems


class TestAClosedFacet:
    @pytest.mark.parametrize("facet", sorted(CLOSED))
    def test_has_no_terms_but_its_own(self, facet: str) -> None:
        name = next(iter(Vocabulary({})[facet].terms))
        text = f"- {{id: {name}, label: A}}\n- {{id: zzz, label: B}}\n"
        found, problems = read_terms(text, facet)
        assert found == [{"id": name, "label": "A"}]
        assert told(problems) == [("unknown-term", 2, 8)]
        assert problems[0].message.startswith(f"'zzz' is not among the words for {facet}.")

    def test_names_the_nearest(self) -> None:
        _, (problem,) = read_terms("- {id: vidoe, label: Video call}\n", "format")
        said = "'vidoe' is not among the words for format. Did you mean video?"
        assert (problem.message, problem.fix) == (said, "video")

    @pytest.mark.parametrize("roll_up", ["online", "lay"])
    def test_may_call_a_roll_up_otherwise(self, roll_up: str) -> None:
        facet = "format" if roll_up == "online" else "leader"
        found, problems = read_terms(f"- {{id: {roll_up}, aliases: [a]}}\n", facet)
        assert (found, problems) == ([{"id": roll_up, "aliases": ["a"]}], [])

    @pytest.mark.parametrize("facet", sorted({*FACETS} - CLOSED))
    def test_is_what_the_others_are_not(self, facet: str) -> None:
        assert read_terms("- {id: new-term}\n", facet) == ([{"id": "new-term"}], [])


def test_what_is_wrong_in_a_vocabulary_is_told_where_it_stands(tmp_path: Path) -> None:
    vocabulary = {
        "focus": "- id: grief\n- id: grief\n- id: a\n  broader: [greif]\n",
        "format": "- id: zoom\n",
    }
    directory: Directory = load(write_directory(tmp_path, vocabulary=vocabulary))
    assert directory.common.terms["focus"] == [{"id": "grief"}, {"id": "a"}]
    assert directory.common.terms["format"] == []
    assert [(one.file, one.rule, one.line, one.column) for one in directory.problems] == [
        ("vocabulary/focus.yaml", "repeated-id", 2, 7),
        ("vocabulary/focus.yaml", "unknown-term", 4, 13),
        ("vocabulary/format.yaml", "unknown-term", 1, 7),
    ]
