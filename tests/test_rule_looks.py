"""Laws of how rules look: a glance at all texts passes over nothing, and doubles are told alike."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.folder import load
from peerfind.keeping.checking import checked
from peerfind.keeping.duplicates import pairs
from peerfind.keeping.rules import texts
from peerfind.keeping.rules.rule import Entry
from peerfind.source import Items, Map, read_text

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 25)
PARTS = (
    *(
        "Ask for ",
        "ASK FOR ",
        "Mrs. ",
        "call ",
        "Rev ",
        "dr ",
        "Jo Example",
        "Jo A. Example",
        "Hall",
    ),
    *("We ", "guarantee", "IMMEDIATE ", "help", "emergency ", "support", "can cure", "safe"),
    *("<b>", "&amp;", "**bold**", "[a](b)", "\u201c", "\u201d", "-a", "\u200b", "\u00a0", "\t"),
    *(" ", ".", ",", "\n", "tea", "TBC", "n/a", "£3", "\uff21", "\u017f", "\u212a"),
)
KEYS = ("name", "summary", "description", "area", "doubts", "website", "focus")


def entry_with(said: list[tuple[str, str]]) -> Entry:
    """An entry with these texts, typed in double quotes or not at all."""
    typed = "".join(f"{key}: {json.dumps(one, ensure_ascii=False)}\n" for key, one in said)
    root = read_text(typed, "groups/a/b.yaml").root
    assert isinstance(root, Map)
    return Entry.of("groups/a/b.yaml", root, {"id": "b"}, TODAY)


@given(
    st.dictionaries(
        st.sampled_from(KEYS), st.lists(st.sampled_from(PARTS)).map("".join), min_size=1
    )
)
def test_no_text_is_passed_over_that_a_rule_has_something_to_say_of(said: dict[str, str]) -> None:
    entry = entry_with([*said.items()])
    looks = [getattr(texts, f"_{name}") for name in ("signs", "markup", "person", "promise")]
    by_all = [one for key, node in entry.texts for look in looks for one in look(key, node)]
    rules = {"too-long", "template-text"}
    told = [one for one in texts.check(entry) if one.rule not in rules]
    assert sorted(told) == sorted(by_all)


@pytest.mark.parametrize(
    ("key", "said", "rule"),
    [
        ("summary", "Please ASK FOR Jo Example.", "personal-name"),
        ("summary", "Please speak to. Jo A. Example", "personal-name"),
        ("summary", "See Rev. Jo Example at noon", "personal-name"),
        ("area", "We GUARANTEE it", "promise"),
        ("doubts", "It is &pound;3", "markup"),
        ("area", "Leeds\u200b", "hidden-character"),
        ("area", "Leeds\u00a0North", "odd-space"),
        ("area", "N/A", "template-text"),
    ],
)
def test_a_text_among_others_is_found(key: str, said: str, rule: str) -> None:
    others = [(other, "A weekly walk.") for other in KEYS if other != key]
    (found,) = texts.check(entry_with([*others, (key, said)]))
    assert (found.rule, found.line) == (rule, len(KEYS))


def test_all_texts_are_held_with_the_nearest_key_above() -> None:
    root = read_text("a: b\nc:\n  - d: e\n    f: [g, h]\n  - i\n", "groups/a/b.yaml").root
    assert isinstance(root, Map)
    entry = Entry.of("groups/a/b.yaml", root, {}, TODAY)
    assert [(key, node.text) for key, node in entry.texts] == [
        *(("a", "b"), ("d", "e"), ("f", "g"), ("f", "h"), ("c", "i")),
    ]
    assert entry.said == "\nb\ne\ng\nh\ni"


def test_what_is_refused_leaves_the_rest_of_a_list_and_of_a_map() -> None:
    document = read_text("a: [b, &c d, e]\nf: !g h\ni: j\n", "x.yaml")
    root = document.root
    assert isinstance(root, Map)
    kept = root.entries["a"][1]
    assert isinstance(kept, Items)
    assert ([getattr(one, "text", "") for one in kept.items], kept.lost) == (["b", "e"], 1)
    assert ([*root.entries], root.lost) == (["a", "i"], {"f"})
    assert [one.rule for one in document.problems] == ["anchor", "tag"]


def told_by_check(folder: Path) -> set[str]:
    found = checked([], str(folder), today=TODAY).problems
    return {one.file for one in found if one.rule == "possible-duplicate"}


def told_by_duplicates(folder: Path) -> set[str]:
    found = load(folder).records
    return {one["_file"] for pair in pairs(found) for one in (pair.one, pair.other)}


def entry(name: str, number: int, **facts: Any) -> dict[str, Any]:
    """A group with a way in touch of its own, unless `facts` give it one."""
    contact = {"phone": f"0113 496 0{number:03}", "website": f"https://example.org/{number}"}
    return {"name": name, "contact": contact, "meets": "by arrangement", **facts}


def venue(town: str, **more: str) -> dict[str, Any]:
    return {"venue": {"town": town, **more}}


PHONE = {"contact": {"phone": "0113 496 0999"}}
FINE = entry("Example Walk", 1, **venue("Otley"))


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        pytest.param(entry("Example Walks", 2, **venue("Otley")), True, id="near name"),
        pytest.param(entry("Example Walk", 2, **venue("Bristol")), False, id="far apart"),
        pytest.param(
            entry("Example Walk", 2, **venue("Otley"), not_duplicate_of=["one"]), False, id="said"
        ),
        pytest.param(entry("Quokka Choir", 2, **venue("Otley")), False, id="another"),
        pytest.param(
            entry(
                "Example Walk", 2, venue={"town": "Otley", "postcode": "LS21 3AA", "private": "yes"}
            ),
            True,
            id="private",
        ),
        pytest.param(entry("Example Walk", 2, format=["phone"]), True, id="from home"),
    ],
)
def test_check_and_duplicates_agree(
    tmp_path: Path, other: dict[str, Any], *, is_told: bool
) -> None:
    folder = write_directory(tmp_path / "directory", {"one": FINE, "two": other})
    told = told_by_check(folder)
    assert told == told_by_duplicates(folder)
    assert bool(told) is is_told


def test_check_names_the_other_and_the_reasons(tmp_path: Path) -> None:
    other = entry("Example Walk", 1, **venue("Otley"))
    folder = write_directory(tmp_path / "directory", {"one": FINE, "two": other})
    found = checked([], str(folder), today=TODAY).problems
    messages = [one.message for one in found if one.rule == "possible-duplicate"]
    assert messages[0].startswith("It may be the same group as two (groups/")
    assert messages[0].endswith(": same phone, same page and near name.")


def test_the_second_of_two_numbers_is_compared_too(tmp_path: Path) -> None:
    groups = {
        "one": entry("Wharfe Singers", 1, organisation="A", **PHONE),
        "two": entry(
            "Quokka Choir",
            2,
            organisation="B",
            contact={"phone": "0113 496 0001 or +44 113 496 0999"},
        ),
    }
    folder = write_directory(tmp_path / "directory", groups)
    assert len(told_by_check(folder)) == len(groups)
