"""Rules about texts: what is found of each, where, and what is offered in its place."""

from __future__ import annotations

import json

import pytest
from ruling import entry_of, found_by, told_by

from peerfind.keeping.rules import rule, texts
from peerfind.problems import Problem
from peerfind.source import Items, Map, Text, read_text

# The most signs that a text may have.
ROOM = {
    "name": 100,
    "organisation": 120,
    "summary": 300,
    "description": 1200,
    "area": 600,
    "doubts": 600,
}
# As they are typed in a file.
TYPED = {
    "summary: TBC": ["template-text 2:10"],
    "area: '?'": ["template-text 2:7"],
    "doubts: [unknown]": [],
    "sources: [{note: TBC}]": [],
    "summary: None of us": [],
    "summary: your group's summary here": ["template-text 2:10"],
    "area: xx": [],
    "area: xxx": ["template-text 2:7"],
    "area: n/a.": ["template-text 2:7"],
    "area: ...": ["template-text 2:7"],
    "summary: \u201cA walk\u201d": ['curly-quotes 2:10 => "A walk"'],
    "summary: \u201eA walk\u201d": ['curly-quotes 2:10 => "A walk"'],
    "summary: \u2018A men\u2019s walk\u2019": ['curly-quotes 2:10 => "A men’s walk"'],
    "summary: '\u201cA walk\u201d'": [],
    "summary: \u201cA walk\u201d and \u201ctea\u201d": [],
    'summary: “A "big" walk”': ["curly-quotes 2:10"],
    "summary: \u2018\u2019": ['curly-quotes 2:10 => ""'],
    "summary: \u2018A walk\u2019 \u2018b\u2019": [],
    "summary: A walk,": ["stray-comma 2:10 => A walk"],
    "summary: A walk;": ["stray-comma 2:10 => A walk"],
    "summary: A walk ;,": ["stray-comma 2:10 => A walk"],
    "summary: 'A walk,'": [],
    "summary: ','": [],
    "summary: |\n  A walk,\n  Tea,": [],
    "summary: A walk.": [],
    "cost: free,": ["stray-comma 2:7 => free"],
    "summary: 'a, b,'\nsize: 8,": ["stray-comma 3:7 => 8"],
    "area: -Leeds": ["no-space-after-hyphen 2:7"],
    "area: '-Leeds'": [],
    "area: -5": [],
    "area: L-eeds": [],
    "ages: -x": [],
    "sources:\n  - {note: -Leeds}": [],
    "summary: A <b>walk</b>": ["markup 2:10"],
    "summary: Tea &amp; cake": ["markup 2:10 => Tea & cake"],
    "summary: A **bold** walk": ["markup 2:10"],
    "summary: See [our page](https://quokka.uk)": ["markup 2:10"],
    "summary: 3 < 5 & 7": [],
    "contact: {website: 'https://quokka.uk/<b>'}": [],
    "sources: [{url: 'https://quokka.uk/&amp;'}]": [],
    "sources: [{note: 'A <br> b'}]": ["markup 2:18"],
    "summary: 'Tea &amp; cake: &lt;'": ['markup 2:10 => "Tea & cake: <"'],
    "doubts: [a <br/> b]": ["markup 2:10"],
    "sources: [{note: Ask for Jo Example.}]": [],
    "joining_note: Ask for Jo Example.\nsummary: Tea.": ["personal-name 2:15"],
    "focus: [Ask for Jo Example.]": [],
    "sources: [{note: We guarantee it}]": [],
}
# With signs that are hard to see.
SIGNS = {
    "a\u200bb": ["hidden-character 2:10 => ab"],
    "a\u200bb\u00a0c": ["hidden-character 2:10 => ab\u00a0c"],
    "a\u00a0b": ["odd-space 2:10 => a b"],
    "\u00a0b: \u00a0\u00a0c\u00a0": ['odd-space 2:10 => "b: c"'],
    "a\tb": ["odd-space 2:10 => a b"],
    "a\u2603b": [],
}
# Of summaries.
SUMMARIES = {
    "Ask for Jo Example.": ["personal-name 2:10"],
    "Ask for Jo Example on Monday": ["personal-name 2:10"],
    "Ask for Jo Example today": [],
    "Contact Jo Hall.": [],
    "Contact Jo A. Example, please": ["personal-name 2:10"],
    "Contact Jo A. Hall, please": [],
    "Mrs Jo Example": ["personal-name 2:10"],
    "Ring Leeds Mind.": [],
    "Ask for jo example.": [],
    "The Rev. Jo Example at noon": ["personal-name 2:10"],
    "We guarantee it": ["promise 2:10"],
    "immediate help": ["promise 2:10"],
    "Guaranteed!": ["promise 2:10"],
    "emergency helpers": [],
    "Emergency support": ["promise 2:10"],
    "keeps you safe": ["promise 2:10"],
    "It can cure": ["promise 2:10"],
    "It is safe.": [],
}
# Of groups that are free.
FREE = {
    "summary: It is £3 a time.": ["free-and-amount 3:10"],
    "description: It is £3 a time.": ["free-and-amount 3:14"],
    "joining_note: It is £3 a time.": ["free-and-amount 3:15"],
    "typical_session: It is £3 a time.": ["free-and-amount 3:18"],
    "area: It is £3 a time.": [],
    "summary: £3": ["free-and-amount 3:10"],
    "summary: £3million": [],
    "summary: Three pounds": [],
    "summary: £2.50 each": ["free-and-amount 3:10"],
    "summary: Tea.\ndescription: £2 each": ["free-and-amount 4:14"],
}
# Of ages, and of what is said of them.
AGES = {
    "60+\nsummary: For over 60s.": [],
    "61+\nsummary: For over 60s.": [],
    "62+\nsummary: For over 60s.": ["ages-and-text 2:7"],
    "59+\nsummary: For over 60s.": ["ages-and-text 2:7"],
    "18-30\nsummary: For over 60s.": ["ages-and-text 2:7"],
    "50+\nsummary: Walk 50+": [],
    "60+\nsummary: Walk 50+": ["ages-and-text 2:7"],
    "18+\nsummary: For £30+, if aged 18": [],
    "under 25\nsummary: For under 25s": [],
    "16-25\nsummary: For under 25s": [],
    "16-24\nsummary: For under 25s": [],
    "16-26\nsummary: For under 25s": ["ages-and-text 2:7"],
    "16-23\nsummary: For under 25s": ["ages-and-text 2:7"],
    "18+\nsummary: For under 25s": ["ages-and-text 2:7"],
    "adults\nsummary: For under 25s": [],
    "all\nsummary: For under 25s": ["ages-and-text 2:7"],
    "18+\nsummary: over 60 people": [],
    "18-30\ndescription: over 60s": [],
    "18+\nsummary: under 18s and over 60s": ["ages-and-text 2:7", "ages-and-text 2:7"],
    "31+\nfocus: [young-people]": ["ages-and-text 3:9"],
    "30+\nfocus: [young-people]": [],
    "18-49\nfocus: [older-people]": ["ages-and-text 3:9"],
    "18-50\nfocus: [older-people]": [],
    "18+\nfocus: [older-people]": [],
    "31-49\nfocus: [grief, older-people, teenagers]\nwelcomes: [older-people]\nonly_for: children": [
        "ages-and-text 3:16",
        "ages-and-text 3:30",
        "ages-and-text 5:11",
        "ages-and-text 4:12",
    ],
    "31+\nwelcomes: [young-adults]": ["ages-and-text 3:12"],
    "all\nfocus: [young-people, older-people]": [],
}

TOLD = [
    ("summary: TBC", "'TBC' says nothing about it."),
    (
        'summary: "a\\u200bb"',
        "There is a hidden character (Unicode U+200B) in summary. Type the value again.",
    ),
    ('summary: "a\\u00a0b"', "There is an unusual space in summary."),
    ("area: \u201cLeeds\u201d", 'Curly quotes are part of the text. Write straight ones: ".'),
    ("area: Leeds;", "The ; at the end is part of the text. Delete it."),
    ("area: -Leeds", "Put a space after the hyphen."),
    ("summary: A <b>walk</b>", "<b> is shown as it stands."),
    ("summary: Ask for Jo Example.", "Is Jo Example a person? Write the role."),
    ("summary: We guarantee it", "Can the group keep that? 'guarantee' is a promise."),
    (
        "cost: free\nsummary: £2.50 each",
        "The cost is free, and here is £2.50. Which is right?",
    ),
    ("ages: 18+\nsummary: For over 60s", "summary says 'over 60s', and ages 18+."),
    ("ages: 18-30\nsummary: Walk 60+", "summary says '60+', and ages 18-30."),
    ("ages: 18+\nsummary: For under 25s", "summary says 'under 25s', and ages 18+."),
    ("name: Over 60s Walk\nages: 18-30", "name says 'Over 60s', and ages 18-30."),
    ("ages: 31+\nfocus: [young-people]", "young-people, and ages are 31+."),
]


@pytest.mark.parametrize("key", ROOM)
def test_a_text_has_room_for_so_many_signs_and_no_more(key: str) -> None:
    fits, other = "a" * ROOM[key], "" if key == "name" else "name: Quokka Walk\n"
    at = f"{other.count(chr(10)) + 1}:{len(key) + 3}"
    assert found_by(texts.check, f"name: {fits}" if key == "name" else f"{key}: {fits}") == []
    entry = entry_of(f"{other}{key}: {fits}b")
    (found,) = texts.check(entry)
    assert f"{found.rule} {found.line}:{found.column}" == f"too-long {at}"
    many, room = f"{len(fits) + 1:,}", f"{len(fits):,}"
    assert found.message == f"{key} has {many} characters. No more than {room} have room."


def test_an_address_may_be_long() -> None:
    assert found_by(texts.check, f"sources: [{{url: https://quokka.uk/{'a' * 700}}}]") == []


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_as_it_is_typed(typed: str) -> None:
    assert found_by(texts.check, typed) == TYPED[typed]


@pytest.mark.parametrize("said", SIGNS)
def test_signs_that_are_hard_to_see(said: str) -> None:
    assert found_by(texts.check, f"summary: {json.dumps(said)}") == SIGNS[said]


@pytest.mark.parametrize("said", SUMMARIES)
def test_persons_and_promises(said: str) -> None:
    assert found_by(texts.check, f"summary: {json.dumps(said)}") == SUMMARIES[said]


@pytest.mark.parametrize("typed", FREE)
def test_what_is_free_has_no_price(typed: str) -> None:
    assert found_by(texts.check, f"cost: free\n{typed}") == FREE[typed]


@pytest.mark.parametrize("typed", ["", "cost: donation\n", "cost: £3 a time\n"])
def test_what_is_not_free_may_have_one(typed: str) -> None:
    assert found_by(texts.check, f"{typed}summary: It is £3 a time.") == []


@pytest.mark.parametrize("typed", AGES)
def test_ages_agree_with_what_is_said(typed: str) -> None:
    assert found_by(texts.check, f"ages: {typed}") == AGES[typed]


@pytest.mark.parametrize(("typed", "message"), TOLD)
def test_what_is_told(typed: str, message: str) -> None:
    assert told_by(texts.check, typed) == [message]


@pytest.mark.parametrize(
    ("name", "signs", "without"),
    [
        ("hidden-character", 3, "ab: \u00a0c\td"),
        ("odd-space", 2, "a\u200bb: c d\u200b\u200b"),
    ],
)
def test_odd_signs_are_counted_and_taken_out(name: str, signs: int, without: str) -> None:
    typed = "a\u200bb: \u00a0c\td\u200b\u200b"
    assert texts.odd_signs(typed, name) == signs
    assert texts.without_odd_signs(typed, name) == without


# What all rules look with.


def root_of(typed: str) -> Map:
    root = read_text(typed, "x.yaml").root
    assert isinstance(root, Map)
    return root


def test_a_value_is_looked_up_key_by_key() -> None:
    root = root_of("a: {b: {c: d}}\ne: [f, g]\nh: ' '\n")
    found = rule.value(root, "a", "b", "c")
    assert isinstance(found, Text)
    assert (found.text, rule.typed(root, "a", "b", "c")) == ("d", found)
    assert rule.value(root) is root
    assert rule.typed(root, "e") is rule.typed(root, "h") is rule.typed(root, "a") is None
    missing = [("x",), ("a", "x"), ("e", "f"), ("a", "b", "c", "d")]
    assert [rule.value(root, *path) for path in missing] == [None] * len(missing)
    assert rule.value(None, "a") is None


def test_each_gives_the_items_of_a_list_and_of_a_value_alone() -> None:
    root = root_of("e: [f, g]\nh: i\n")
    listed, alone = rule.value(root, "e"), rule.value(root, "h")
    assert isinstance(listed, Items)
    assert rule.each(listed) == listed.items
    assert rule.each(alone) == (alone,)
    assert rule.each(None) == ()


def test_meetings_are_those_that_could_be_read_and_no_others() -> None:
    entry = entry_of("meets:\n  - {days: monday}\n  - {days: friday}\nhours: {days: sunday}\n")
    found = [(node.line, stated["days"]) for node, stated in rule.meetings(entry, "meets", "hours")]
    assert found == [(3, ["monday"]), (4, ["friday"]), (5, ["sunday"])]
    assert [*rule.meetings(entry_of("meets: by arrangement\n"), "meets")] == []
    less = entry._replace(stated={"meets": [{"days": ["monday"]}]})
    assert [*rule.meetings(less, "meets")] == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("A walk: by the river", '"A walk: by the river"'),
        ("https://example.org/#a", "https://example.org/#a"),
        ("A walk #2", '"A walk #2"'),
        ("No", '"No"'),
        ("Nobody", "Nobody"),
        ("A walk ", '"A walk "'),
        ("A walk\u2019s end", "A walk\u2019s end"),
        ("\u2019s, end", '"\u2019s, end"'),
        ("", '""'),
    ],
)
def test_a_text_is_written_in_quotes_where_it_needs_any(typed: str, written: str) -> None:
    assert rule.written(typed) == written
    assert root_of(f"a: {written}\n").entries["a"][1].text == typed  # type: ignore[union-attr]


def test_a_finding_is_a_problem_of_a_file() -> None:
    node = root_of("a: b\n").entries["a"][1]
    finding = rule.found("empty", node, "It is\x1b empty.", "c")
    problem = finding.problem("x.yaml", "hint")
    assert problem == Problem("x.yaml", 1, 4, "hint", "empty", problem.message, "c")
    assert "\x1b" not in problem.message
    assert "\x1b" in finding.message


def test_two_rules_cannot_have_one_id() -> None:
    one = rule.Rule("empty", "hint", "a", "b", "c", "d", "e")
    other = one._replace(id="full")
    assert rule.rules([one], [other]) == {"empty": one, "full": other}
    with pytest.raises(ValueError, match="same id"):
        rule.rules([one], [one])


def test_an_entry_is_a_group_by_its_folder() -> None:
    entry = entry_of("summary: Tea\n")
    assert entry.is_group
    assert not entry_of("- {id: line, name: Example Line}").is_group
