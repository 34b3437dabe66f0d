from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pace import some

from peerfind import config
from peerfind.directory.folder import DEFAULTS, Directory, group_id, load
from peerfind.directory.vocabulary import FACETS
from peerfind.model import Group, public
from peerfind.source import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

# The example of the file format's own page.
EXAMPLE = """\
name: Hebden Bridge Bereavement Walk
organisation: Calder Example Trust
summary: A gentle canal-side walk and a hot drink for people who have lost someone close.
format: [in-person]
leader: [peer, nurse]
focus: [grief]
activities: [walking]
ages: 18+
meets:
  - days: tuesday
    every: month
    which: [1, 3]
    start: 10:30
    end: 12:00
    except: [august]
venue: {name: Example Hall, town: Hebden Bridge, postcode: HX7 8AD}
access: [step-free, accessible-toilet]
cost: free
joining: [drop-in]
contact: {phone: 01422 496 000, website: https://example.org/walk}
sources:
  - url: https://example.org/walk
checked: {on: 2026-10-02, how: phone, by: directory volunteer}
"""


def ids(directory: Directory) -> list[str]:
    return [record["id"] for record in directory.records]


def told(directory: Directory) -> list[tuple[str, str]]:
    return [(problem.file, problem.rule) for problem in directory.problems]


def test_the_example_of_the_file_format_is_read_as_it_is_meant(tmp_path: Path) -> None:
    directory = load(write_directory(tmp_path, {"walk": EXAMPLE}))
    assert directory.problems == ()
    assert public(directory.records[0]) == {
        "id": "walk",
        "name": "Hebden Bridge Bereavement Walk",
        "organisation": "Calder Example Trust",
        "summary": "A gentle canal-side walk and a hot drink for people who have lost someone close.",
        "format": ["in-person"],
        "leader": ["peer", "nurse"],
        "focus": ["grief"],
        "activities": ["walking"],
        "ages": "18+",
        "meets": [
            {
                "days": ["tuesday"],
                "start": "10:30",
                "end": "12:00",
                "every": "month",
                "which": [1, 3],
                "except": ["august"],
            }
        ],
        "venue": {"name": "Example Hall", "town": "Hebden Bridge", "postcode": "HX7 8AD"},
        "access": ["step-free", "accessible-toilet"],
        "cost": "free",
        "joining": ["drop-in"],
        "contact": {"phone": "01422 496 000", "website": "https://example.org/walk"},
        "sources": [{"url": "https://example.org/walk"}],
        "checked": {"on": "2026-10-02", "how": "phone", "by": "directory volunteer"},
    }


def test_nothing_is_made_up_for_what_is_not_stated(tmp_path: Path) -> None:
    directory = load(write_directory(tmp_path, {"bare": "name: A\n"}))
    assert public(directory.records[0]) == {"id": "bare", "name": "A"}
    assert directory.unreadable == 0


class TestAnId:
    def test_is_the_stem_of_the_file(self) -> None:
        assert group_id("groups/leeds/mind-walk.yaml") == "mind-walk"

    def test_that_two_files_have_belongs_to_the_first(self, tmp_path: Path) -> None:
        groups = {"leeds/same": {"name": "First"}, "york/same": {"name": "Second"}, "other": {}}
        directory = load(write_directory(tmp_path, groups))
        assert [record["name"] for record in directory.records] == [
            "Example Evening Circle",
            "First",
        ]
        assert directory.unreadable == 1
        (problem,) = directory.problems
        assert problem[:5] == ("groups/york/same.yaml", 1, 1, "error", "repeated-id")
        said = "groups/leeds/same.yaml has the same id. Give this file another name."
        assert problem.message == said

    def test_is_free_for_the_second_file_when_the_first_holds_no_group(
        self, tmp_path: Path
    ) -> None:
        groups = {"leeds/same": "name: 'A", "york/same": {"name": "Second"}}
        directory = load(write_directory(tmp_path, groups))
        assert [record["name"] for record in directory.records] == ["Second"]
        assert directory.unreadable == 1

    @pytest.mark.parametrize(
        ("name", "fix"),
        [("Men's Shed", "mens-shed.yaml"), ("a--b", "a-b.yaml"), ("-a", "a.yaml"),
         ("a_b", "a-b.yaml"), ("Tŷ", "ty.yaml"), ("a.b", "a-b.yaml")],
    )  # fmt: skip
    def test_of_another_form_is_a_warning(self, tmp_path: Path, name: str, fix: str) -> None:
        directory = load(write_directory(tmp_path, {name: {}}))
        (problem,) = directory.problems
        assert (problem.rule, problem.level, problem.fix) == ("file-name", "warning", fix)
        assert ids(directory) == [name]

    def test_orders_the_records_wherever_the_files_are(self, tmp_path: Path) -> None:
        directory = load(write_directory(tmp_path, {"z/a": {}, "a/c": {}, "m/b": {}}))
        assert ids(directory) == ["a", "b", "c"]


BROKEN = [
    pytest.param("name: 'A\n", "quote-not-closed", id="quote not closed"),
    pytest.param("", "empty-file", id="empty"),
    pytest.param("# a remark\n", "empty-file", id="a remark alone"),
    pytest.param("just text\n", "not-keys", id="text"),
    pytest.param("- name: A\n", "not-keys", id="a list"),
    pytest.param("---\n", "not-keys", id="an empty document"),
    pytest.param("organisation: B\n", "missing", id="no name"),
    pytest.param("name:\n", "missing", id="an empty name"),
    pytest.param("name: [A]\n", "not-text", id="a list for a name"),
    pytest.param("name: &n A\n", "anchor", id="a name with an anchor"),
    pytest.param("name: A\nname: B\n", "repeated-key", id="two names"),
    pytest.param("<<<<<<< HEAD\nname: A\n=======\nname: B\n", "conflict-marker", id="a conflict"),
    pytest.param("name: A\n\tx: 1\n", "tab", id="a tab"),
    pytest.param("name: [[[[[[[[[1]]]]]]]]]\n", "too-deep", id="a name nested too deep"),
    pytest.param(f"name: A\nx: {'[' * 200}{']' * 200}\n", "too-deep", id="nested far too deep"),
    pytest.param(f"name: {'x' * MAX_BYTES}\n", "file-too-large", id="too large"),
]


@pytest.mark.parametrize(("text", "rule"), BROKEN)
def test_a_file_that_leaves_no_group_costs_only_itself(
    tmp_path: Path, text: str, rule: str
) -> None:
    directory = load(write_directory(tmp_path, {"broken": text, "sound": {}}))
    assert ids(directory) == ["sound"]
    assert directory.unreadable == 1
    assert ("groups/example/broken.yaml", rule) in told(directory)
    assert {file for file, _ in told(directory)} == {"groups/example/broken.yaml"}


def test_a_file_that_is_not_utf_8_costs_only_itself(tmp_path: Path) -> None:
    folder = write_directory(tmp_path, {"sound": {}})
    (folder / "groups" / "latin.yaml").write_bytes("name: Café\n".encode("latin-1"))
    directory = load(folder)
    assert (ids(directory), directory.unreadable) == (["sound"], 1)
    (problem,) = directory.problems
    assert problem[:5] == ("groups/latin.yaml", 1, 10, "error", "not-utf-8")


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("status: shut", "status"), ("colour: blue", "colour"), ("focus: [greif]", "focus"),
        ("ages: adults", "ages"), ("checked: {how: phone}", "checked"), ("cost: !x free", "cost"),
        ("contact: *c", "contact"), ("venue: here", "venue"), ("meets: often", "meets"),
        ("size: 5\nsize: 6", "size"), ("welcomes: [[[[[[[[[1]]]]]]]]]", "welcomes"),
    ],
)  # fmt: skip
def test_any_other_error_costs_only_its_value(tmp_path: Path, line: str, lost: str) -> None:
    whole = load(write_directory(tmp_path / "a", {"one": {lost: None}})).records[0]
    text = group_yaml(**{lost: None}) + line + "\n"
    directory = load(write_directory(tmp_path / "b", {"one": text}))
    assert any(problem.is_error for problem in directory.problems)
    assert directory.records == [whole]
    assert directory.unreadable == 0


def test_a_second_document_costs_only_itself(tmp_path: Path) -> None:
    text = group_yaml() + "---\n" + group_yaml(name="Another")
    directory = load(write_directory(tmp_path, {"one": text}))
    assert [record["name"] for record in directory.records] == ["Example Evening Circle"]
    assert [rule for _, rule in told(directory)] == ["second-document"]


class TestFilesThatAreNotRead:
    def test_count_as_unreadable_when_they_would_be_groups(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path, {"one": {}})
        (folder / "groups" / "two.yml").write_text(group_yaml())
        (folder / "vocabulary" / "focus.yml").write_text("[]")
        directory = load(folder)
        assert (ids(directory), directory.unreadable) == (["one"], 1)
        assert told(directory) == [
            ("groups/two.yml", "wrong-ending"),
            ("vocabulary/focus.yml", "wrong-ending"),
        ]

    @pytest.mark.skipif(os.name == "nt", reason="links need a right there")
    def test_keep_what_a_link_leads_to_outside(self, tmp_path: Path) -> None:
        (tmp_path / "secret.yaml").write_text(group_yaml(name="Secret"))
        folder = write_directory(tmp_path / "directory", {"one": {}})
        (folder / "groups" / "two.yaml").symlink_to(tmp_path / "secret.yaml")
        directory = load(folder)
        assert (ids(directory), directory.unreadable) == (["one"], 1)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_do_not_hold_us_up(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path, {"one": {}})
        os.mkfifo(folder / "groups" / "pipe.yaml")
        assert load(folder).unreadable == 1


class TestSettings:
    def test_have_their_usual_values_where_the_file_says_nothing(self, tmp_path: Path) -> None:
        directory = load(write_directory(tmp_path, settings="title: Mine\n"))
        assert directory.common.settings == {**DEFAULTS, "title": "Mine"}
        assert (DEFAULTS["review_after"], DEFAULTS["hide_after"]) == ("6 months", "24 months")

    @pytest.mark.parametrize(
        "text",
        ["units: furlongs\n", "[]\n", "text\n", "units: 'x\n", "time_zone: Europe/Atlantis\n"],
    )
    def test_have_their_usual_values_where_they_cannot_be_read(
        self, tmp_path: Path, text: str
    ) -> None:
        directory = load(write_directory(tmp_path, {"one": {}}, settings=text))
        assert directory.common.settings == DEFAULTS
        assert ids(directory) == ["one"]
        assert {file for file, _ in told(directory)} == {"directory.yaml"}

    def test_that_are_missing_are_a_warning(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path, {"one": {}})
        (folder / "directory.yaml").unlink()
        (problem,) = load(folder).problems
        assert (problem.file, problem.rule, problem.level) == (
            "directory.yaml",
            "missing-file",
            "warning",
        )


class TestTheCrisisFile:
    def test_is_in_the_order_of_rank_then_id(self, tmp_path: Path) -> None:
        crisis = [
            {"id": "z", "name": "Z"},
            {"id": "b", "name": "B", "rank": "10"},
            {"id": "a", "name": "A", "rank": "10"},
            {"id": "c", "name": "C", "rank": "2"},
        ]
        directory = load(write_directory(tmp_path, crisis=crisis))
        assert [one["id"] for one in directory.common.crisis] == ["c", "a", "b", "z"]

    def test_leaves_out_an_entry_without_a_name(self, tmp_path: Path) -> None:
        crisis = "- id: a\n- {id: b, name: B, phone: 116 000}\n- name: C\n"
        directory = load(write_directory(tmp_path, crisis=crisis))
        assert directory.common.crisis == [{"id": "b", "name": "B", "phone": "116 000"}]
        assert [(p.rule, p.line) for p in directory.problems] == [("missing", 1), ("missing", 3)]

    @pytest.mark.parametrize("text", ["id: a\n", "text\n", "- id: 'a\n"])
    def test_that_is_no_list_costs_only_itself(self, tmp_path: Path, text: str) -> None:
        directory = load(write_directory(tmp_path, {"one": {}}, crisis=text))
        assert (ids(directory), directory.common.crisis) == (["one"], [])
        assert {file for file, _ in told(directory)} == {"crisis.yaml"}


class TestTheVocabulary:
    def test_of_a_facet_without_a_file_is_the_one_that_came_with_the_program(
        self, tmp_path: Path
    ) -> None:
        folder = write_directory(tmp_path)
        (folder / "vocabulary" / "focus.yaml").unlink()
        directory = load(folder)
        assert {"grief", "depression"} <= {term["id"] for term in directory.common.terms["focus"]}
        assert directory.problems == ()

    def test_of_the_program_may_be_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(config, "PACKAGE", tmp_path / "peerfind")
        folder = write_directory(tmp_path / "mine")
        (folder / "vocabulary" / "focus.yaml").unlink()
        assert load(folder).common.terms["focus"] == []

    def test_is_there_for_every_facet(self, tmp_path: Path) -> None:
        assert {*load(write_directory(tmp_path)).common.terms} == {*FACETS}

    def test_term_without_an_id_costs_only_itself(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path, {"one": {}})
        text = "- id: depression\n- label: Lost\n- text\n"
        (folder / "vocabulary" / "focus.yaml").write_text(text)
        directory = load(folder)
        assert directory.common.terms["focus"] == [{"id": "depression"}]
        assert [(p.rule, p.line) for p in directory.problems] == [("missing", 2), ("not-keys", 3)]


BROKEN_FILES = [
    pytest.param({"crisis.yaml": "- id: 'a\n"}, ["crisis.yaml"], id="a quote not closed"),
    pytest.param({"crisis.yaml": "id: a\n"}, ["crisis.yaml"], id="no list"),
    pytest.param({"crisis.yaml": "- id: a\n"}, ["crisis.yaml"], id="no entry with its name"),
    pytest.param({"crisis.yaml": "- {id: a, name: A, nations: [Spain]}\n"}, ["crisis.yaml"],
                 id="no entry with nations that are known"),
    pytest.param({"crisis.yaml": "- {id: a, name: A}\n- {id: b}\n"}, [], id="one entry of two"),
    pytest.param({"crisis.yaml": ""}, [], id="empty"),
    pytest.param({"crisis.yaml": "[]\n"}, [], id="an empty list"),
    pytest.param({"questions.yaml": "a: &x\n  - b"}, ["questions.yaml"], id="questions"),
    pytest.param({"questions.yaml": "- {id: a, ask: A?}\n"}, [], id="a question"),
    pytest.param({"directory.yaml": "units: furlongs\n"}, ["directory.yaml"], id="no setting"),
    pytest.param({"directory.yaml": "title: A\nunits: furlongs\n"}, [], id="a setting"),
    pytest.param({"directory.yaml": "titel: A\n"}, ["directory.yaml"], id="no known setting"),
    pytest.param({"directory.yaml": "title:\n"}, [], id="an empty setting is a hint"),
    pytest.param({"vocabulary/focus.yaml": "- a\n"}, ["vocabulary/focus.yaml"], id="no term"),
    pytest.param({"vocabulary/want.yaml": "- id: money\n"}, ["vocabulary/want.yaml"],
                 id="no term that may be there"),
    pytest.param({"vocabulary/focus.yml": "[]\n"}, ["vocabulary/focus.yml"], id="another ending"),
    pytest.param({"groups/a.yaml": "name: 'A\n", "groups/b.yml": ""}, [], id="groups"),
    pytest.param({"crisis.yaml": "text\n", "vocabulary/access.yaml": "{}\n",
                  "directory.yaml": "[]\n"},
                 ["crisis.yaml", "directory.yaml", "vocabulary/access.yaml"], id="several"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "broken"), BROKEN_FILES)
def test_a_file_that_is_no_group_is_broken_when_errors_leave_nothing_of_it(
    tmp_path: Path, files: dict[str, str], broken: list[str]
) -> None:
    folder = write_directory(tmp_path, {"one": {}})
    for file, text in files.items():
        (folder / file).write_text(text)
    directory = load(folder)
    assert [*directory.common.broken] == broken
    assert {*broken} <= {file for file, _ in told(directory)}
    assert "one" in ids(directory)


def test_a_file_that_is_missing_is_not_broken(tmp_path: Path) -> None:
    assert load(tmp_path).common.broken == ()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_file_that_leads_out_of_the_directory_is_broken(tmp_path: Path) -> None:
    (tmp_path / "crisis.yaml").write_text("- {id: a, name: A}\n")
    folder = write_directory(tmp_path / "directory")
    (folder / "crisis.yaml").unlink()
    (folder / "crisis.yaml").symlink_to(tmp_path / "crisis.yaml")
    assert load(folder).common.broken == ("crisis.yaml",)


@pytest.mark.parametrize(
    ("only_for", "kept", "is_cut"),
    [
        pytest.param("[women, wimmin]", ["women"], True, id="a term that is not known"),
        pytest.param("[women, *x]", ["women"], True, id="one that was refused"),
        pytest.param("[women, men+asian]", ["women"], True, id="half of one"),
        pytest.param("[women, men]", ["women", "men"], False, id="all"),
        pytest.param("[wimmin]", None, False, id="none at all"),
        pytest.param("&x [women]", None, False, id="refused as a whole"),
    ],
)
def test_a_group_tells_that_an_alternative_of_only_for_cannot_be_read(
    tmp_path: Path, only_for: str, kept: list[str] | None, *, is_cut: bool
) -> None:
    text = f"{group_yaml()}only_for: {only_for}\n"
    (record,) = load(write_directory(tmp_path, {"one": text})).records
    assert record.get("only_for") == kept
    assert record.get("_only_for_cut", False) is is_cut
    assert Group.of(record).only_for_cut is is_cut
    assert "_only_for_cut" not in public(record)


def test_a_group_that_is_for_everybody_tells_nothing_of_the_kind(tmp_path: Path) -> None:
    (record,) = load(write_directory(tmp_path, {"one": {}})).records
    assert "_only_for_cut" not in record


def test_an_error_about_dates_is_kept_with_its_pattern_and_never_printed(tmp_path: Path) -> None:
    meets = [{"days": ["monday"], "every": "3rd week"}, {"days": ["friday"], "notes": "a"}]
    (record,) = load(write_directory(tmp_path, {"one": {"meets": meets}})).records
    assert record["meets"] == [{"days": ["monday"], "_unsure": True}, {"days": ["friday"]}]
    assert public(record)["meets"] == [{"days": ["monday"]}, {"days": ["friday"]}]


def test_ids_that_a_group_used_to_have_may_be_any_text(tmp_path: Path) -> None:
    former = ["Old Id", "123", "https://example.org/?id=4"]
    directory = load(write_directory(tmp_path, {"one": {"former_ids": former}}))
    assert (directory.records[0]["former_ids"], directory.problems) == (former, ())


def test_questions_are_in_the_order_of_their_file(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    text = "- {id: b, ask: B?}\n- {id: a, ask: A?, fields: [meets]}\n"
    (folder / "questions.yaml").write_text(text)
    assert load(folder).common.questions == [
        {"id": "b", "ask": "B?"},
        {"id": "a", "ask": "A?", "fields": ["meets"]},
    ]


def test_problems_are_in_the_order_of_file_line_and_column(tmp_path: Path) -> None:
    bad = "name: A\nages: x\nsize: y\n"
    problems = load(write_directory(tmp_path, {"b": bad, "a": bad})).problems
    assert [*problems] == sorted(problems)
    assert len({*problems}) == len(problems)


def test_a_directory_without_anything_is_empty(tmp_path: Path) -> None:
    directory = load(tmp_path)
    assert (directory.records, directory.common.crisis, directory.common.questions) == ([], [], [])


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@settings(max_examples=some(40))
@given(st.lists(st.binary(max_size=60) | st.text(": -\n'[]{}&*", max_size=30).map(str.encode)))
def test_whatever_the_files_hold_every_file_is_a_group_or_unreadable(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    folder = write_directory(tmp_path_factory.mktemp("any"), {"sound": {}})
    for number, content in enumerate(contents):
        (folder / "groups" / f"any-{number}.yaml").write_bytes(content)
    directory = load(folder)
    assert len(directory.records) + directory.unreadable == len(contents) + 1
    assert "sound" in ids(directory)
    assert json.loads(json.dumps(directory.records)) == directory.records


@settings(max_examples=some(40))
@example({"name": "\u3000"})
@given(st.dictionaries(st.sampled_from(["name", "area", "owner", "summary"]), names, min_size=1))
def test_texts_come_back_as_they_were_typed(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, Any]
) -> None:
    directory = load(write_directory(tmp_path_factory.mktemp("any"), {"one": texts}))
    breaks = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
    read = {key: value.translate(breaks).strip() or None for key, value in texts.items()}
    if read.get("name", "a name of its own") is None:
        assert (directory.records, directory.unreadable) == ([], 1)
        return
    for key, value in texts.items():
        assert directory.records[0].get(key) == read[key] or value == "\ufeff"


@pytest.mark.parametrize(
    ("line", "home"),
    [
        pytest.param("phone: 0113 496 0000", "contact", id="a phone number"),
        pytest.param("postcode: HX7 8AD", "venue", id="a postcode"),
        pytest.param("private: yes", "venue", id="whether a place is kept back"),
    ],
)
def test_a_key_in_the_wrong_place_is_told_where_it_stands(
    tmp_path: Path, line: str, home: str
) -> None:
    write_directory(tmp_path, {"circle": f"{group_yaml()}{line}\n"})

    (problem,) = load(tmp_path).problems

    assert problem.rule == "unknown-key"
    assert f"It stands under {home}" in problem.message
    assert problem.fix == ""


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        pytest.param("grief, anxiety", "[grief, anxiety]", id="with a comma"),
        pytest.param("-grief -anxiety", "[grief, anxiety]", id="with hyphens that touch"),
        pytest.param("greif", "grief", id="a slip is only a slip"),
    ],
)
def test_several_terms_in_one_text_are_told_as_a_list(tmp_path: Path, typed: str, fix: str) -> None:
    write_directory(tmp_path, {"one": f"{group_yaml(focus=None)}focus: {typed}\n"})
    (problem,) = load(tmp_path).problems
    assert (problem.rule, problem.fix) == ("unknown-term", fix)


@pytest.mark.parametrize("key", ["part_of", "replaced_by", "not_duplicate_of"])
def test_an_id_that_no_group_has_is_told_with_the_nearest(tmp_path: Path, key: str) -> None:
    write_directory(
        tmp_path, {"one": f"{group_yaml()}{key}: example-circel\n", "example-circle": group_yaml()}
    )

    (problem,) = load(tmp_path).problems

    assert (problem.rule, problem.level, problem.fix) == (
        "unknown-group",
        "warning",
        "example-circle",
    )
    assert (tmp_path / problem.file).read_text().splitlines()[problem.line - 1].startswith(key)


def test_a_group_may_be_named_by_an_id_that_it_used_to_have(tmp_path: Path) -> None:
    groups = {"one": group_yaml(part_of="old"), "two": group_yaml(former_ids=["old"])}
    write_directory(tmp_path, groups)
    assert load(tmp_path).problems == ()
