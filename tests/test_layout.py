from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import some
from typing_yaml import groups, other_readings, typed

from peerfind.config import shipped_directory
from peerfind.directory import fields
from peerfind.keeping.formatting import Change, changed
from peerfind.keeping.layout import LONGEST, STEP, WIDTH, laid_out
from peerfind.source import Items, Map, Node, Text, read_text

FILE = "groups/example/one.yaml"
COMMENT = re.compile(r"#c\d+c")


def layout(text: str) -> str:
    """A group's file laid out; its values are the same."""
    found = changed(text.encode(), FILE)
    assert isinstance(found, Change), found
    return found.after.decode()


EXAMPLES = {
    "keys stand in the order of the registry, also inside": (
        "cost: free\nvenue:\n  town: Otley\n  name: Hall\nname: A\n",
        "name: A\nvenue:\n  name: Hall\n  town: Otley\ncost: free\n",
    ),
    "a key that is not known stays behind its neighbour": (
        "cost: free\nodd: 1x\nname: A\n",
        "name: A\ncost: free\nodd: 1x\n",
    ),
    "a key that stands twice stays so": (
        "cost: a\nname: A\ncost: b\n",
        "name: A\ncost: a\ncost: b\n",
    ),
    "a list of words stands in brackets": (
        "name: A\nformat:\n- chat\n- 'video'\n",
        "name: A\nformat: [chat, video]\n",
    ),
    "a list of sentences has a line for each": (
        "name: A\ndoubts: ['One: two.', Three.]\n",
        'name: A\ndoubts:\n  - "One: two."\n  - Three.\n',
    ),
    "a word alone stays alone": ("name: A\nformat: chat\n", "name: A\nformat: chat\n"),
    "a map has a line for each key": (
        "name: A\nvenue: {town: Otley, name: 'Hall, Otley'}\n",
        "name: A\nvenue:\n  name: Hall, Otley\n  town: Otley\n",
    ),
    "a check stands in one line": (
        "name: A\nchecked:\n  how: phone\n  on: 2026-05-02\n",
        "name: A\nchecked: {on: 2026-05-02, how: phone}\n",
    ),
    "a check with a long note does not": (
        f"name: A\nchecked: {{on: 2026-05-02, note: {'long ' * 25}}}\n",
        f"name: A\nchecked:\n  on: 2026-05-02\n  note: {('long ' * 25).strip()}\n",
    ),
    "lists of maps are indented by two": (
        "name: A\nmeets:\n- start: 19:30\n  days: tuesday\nsources:\n    - {url: x}\n",
        'name: A\nmeets:\n  - days: tuesday\n    start: "19:30"\nsources:\n  - url: x\n',
    ),
    "times and leading noughts are quoted, days and numbers are not": (
        "name: A\nmeets:\n  - start: 19:30\n    which: [1, 3]\n    from: 2026-03-03\n",
        'name: A\nmeets:\n  - start: "19:30"\n    which: [1, 3]\n    from: 2026-03-03\n',
    ),
    "numbers of telephones are texts": (
        "name: A\ncontact: {phone: 01134960123, text: 0113 496 0123}\n",
        'name: A\ncontact:\n  phone: "01134960123"\n  text: 0113 496 0123\n',
    ),
    "quotes that nobody needs go": ("name: 'A'\nsummary: \"B\"\n", "name: A\nsummary: B\n"),
    "empty things stay": (
        "name: A\nsummary:\ndescription: ''\nformat: []\nfocus:\n- a\n-\nvenue: {}\n",
        'name: A\nsummary:\ndescription: ""\nformat: []\nfocus:\n  - a\n  -\nvenue: {}\n',
    ),
    "spaces, empty lines and marks of Windows go": (
        "\ufeffname:   A  \r\n\r\n\r\ncost: free\r\n\r\n",
        "name: A\ncost: free\n",
    ),
    "a last line that does not end is ended": ("name: A", "name: A\n"),
    "the marks around a document go": ("---\nname: A\n...\n", "name: A\n"),
    "short lines of text stay lines": (
        "name: A\ndescription: |-\n     One.\n\n     Two.\n",
        "name: A\ndescription: |-\n  One.\n\n  Two.\n",
    ),
    "a text that goes over lines without need is joined": (
        "name: A\nsummary: One\n  two\n   three.\n",
        "name: A\nsummary: One two three.\n",
    ),
    "a list of lists": (
        "name: A\nodd:\n- [a, b]\n- - c\n  -  d: e\n",
        "name: A\nodd:\n  - [a, b]\n  - - c\n    - d: e\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_layout(before: str, after: str) -> None:
    assert layout(before) == after
    assert layout(after) == after


COMMENTS = {
    "above a key": (
        "cost: free\n# Hers.\nname: A\n# C.\nages: all\n",
        "# Hers.\nname: A\n# C.\nages: all\ncost: free\n",
    ),
    "beside a key": (
        "cost: free # C.\nname: 'A'  # Hers.\n",
        'name: "A" # Hers.\ncost: free # C.\n',
    ),
    "at the head of a file": (
        "# One.\n\n# Two.\ncost: free\nname: A\n",
        "# One.\n\n# Two.\nname: A\ncost: free\n",
    ),
    "at the end of a file": ("cost: free\nname: A\n# End.\n\n", "name: A\ncost: free\n# End.\n"),
    "at the end of a map": (
        "venue:\n  town: Otley\n  # Where?\nname: A\n",
        "name: A\nvenue:\n  town: Otley\n  # Where?\n",
    ),
    "beside a key whose value is below": (
        "name: A\nvenue: # V.\n  town: B\n",
        "name: A\nvenue: # V.\n  town: B\n",
    ),
    "above and beside items": (
        "name: A\nfocus:\n# G.\n- grief # G2.\n- ocd\n",
        "name: A\nfocus:\n  # G.\n  - grief # G2.\n  - ocd\n",
    ),
    "between brackets": (
        "name: A\nfocus: [\n  grief, # G.\n  # O.\n  ocd\n  # End.\n]\n",
        "name: A\nfocus:\n  # G.\n  - grief\n  # O.\n  - ocd\n  # End.\n",
    ),
    "behind brackets": ("name: A\nfocus: [ a,  b ]   # G.\n", "name: A\nfocus: [a, b] # G.\n"),
    "in brackets with nothing else": ("name: A\nfocus: [ # G.\n]\n", "name: A\n# G.\nfocus: []\n"),
    "behind a map in brackets": (
        "name: A\nsources:\n  - {url: a} # S.\n",
        "name: A\nsources:\n  # S.\n  - url: a\n",
    ),
    "inside an item, at a key that becomes the first": (
        "name: A\nmeets:\n  - end: 20:00\n    # D.\n    days: daily\n    # End.\n  - days: sunday\n",
        'name: A\nmeets:\n  # D.\n  - days: daily\n    end: "20:00"\n    # End.\n  - days: sunday\n',
    ),
    "behind a hyphen": (
        "name: A\nmeets:\n  - # D.\n    days: daily\n",
        "name: A\nmeets:\n  # D.\n  - days: daily\n",
    ),
    "behind the mark of a text on lines": (
        "name: A\nsummary: | # S.\n  One.\n  # Not one.\n",
        "name: A\n# S.\nsummary: |\n  One.\n  # Not one.\n",
    ),
    "between a key and its text": ("name:\n  # N.\n  A\n", "# N.\nname: A\n"),
    "further in than anything": ("name: A\n     # N.\ncost: free\n", "name: A\n# N.\ncost: free\n"),
    "with an empty line under it": (
        "name: A\n# N.\n\ncost: free\n",
        "name: A\n# N.\n\ncost: free\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), COMMENTS.values(), ids=COMMENTS)
def test_a_comment_stays_where_it_stands(before: str, after: str) -> None:
    assert layout(before) == after
    assert layout(after) == after


def test_a_text_that_was_cut_off_stays_cut_off_for_check_to_see() -> None:
    text = "name: A\nvenue:\n  address: no # 2\n"
    assert layout(text) == text
    assert [one.rule for one in read_text(text, FILE).problems] == ["text-cut-off"]


class TestLongThings:
    def test_a_list_fills_its_lines(self) -> None:
        words = [f"word number {number}" for number in range(20)]
        text = layout(f"name: A\nalso_known_as: [{', '.join(words)}]\n")
        first, opening, *lines, closing = text.splitlines()
        assert (first, opening, closing) == ("name: A", "also_known_as: [", "]")
        assert " ".join(line.strip() for line in lines) == ", ".join(words)
        assert all(len(line) <= WIDTH for line in lines)
        nexts = (line.split(",")[0].strip() for line in lines[1:])
        pairs = zip(lines, nexts, strict=False)
        assert all(len(line) + 1 + len(word) > WIDTH - 1 for line, word in pairs)

    @pytest.mark.parametrize(("length", "lines"), [(LONGEST, 1), (LONGEST + 1, 3)])
    def test_a_text_is_folded_where_it_would_be_longer_than_two_lines(
        self, length: int, lines: int
    ) -> None:
        words = ("word " * LONGEST)[: length - len("summary: ") - 1] + "x"
        text = layout(f"name: A\nsummary: {words}\n")
        assert len(text.splitlines()) == 1 + lines
        assert max(map(len, text.splitlines()[1:])) <= (LONGEST if lines == 1 else WIDTH)

    def test_an_address_is_never_broken(self) -> None:
        url = f"https://example.org/{'x' * 400}"
        assert layout(f"name: A\nsources:\n  - url: {url}\n").endswith(f"  - url: {url}\n")


class TestFilesThatAreLists:
    def test_entries_stay_apart_and_their_comments_with_them(self) -> None:
        text = "# Words.\n\n- label: a\n  id: a\n  # End of a.\n\n# B.\n- id: b\n- id: c\n"
        assert laid_out(text, fields.TERM) == (
            "# Words.\n\n- id: a\n  label: a\n  # End of a.\n\n# B.\n- id: b\n\n- id: c\n"
        )

    def test_entries_that_are_together_stay_together(self) -> None:
        text = "- id: a\n  note: |\n    x\n\n    y\n- id: b\n"
        assert laid_out(text, fields.TERM) == text


TYPED = settings(max_examples=some(150), suppress_health_check=[*HealthCheck])


@TYPED
@given(typed(groups()))
def test_laws_of_the_layout(text: str) -> None:
    """The values are the same, a second time changes nothing, each comment is there once, and it is tidy."""
    found = read_text(text, FILE)
    if found.root is None or {one.rule for one in found.problems} - {"text-cut-off"}:
        return
    after = layout(text)
    assert layout(after) == after
    assert sorted(COMMENT.findall(after)) == sorted(COMMENT.findall(text))
    assert after.endswith("\n")
    assert not after.endswith("\n\n")
    assert not re.search(r"[ \t]$|\r", after, re.MULTILINE)
    assert isinstance(found.root, Map)
    known = [key for key in read_keys(after) if key in fields.FIELDS]
    assert known == sorted(known, key=[*fields.FIELDS].index) or {*found.root.entries} - {*known}


def read_keys(text: str) -> list[str]:
    root = read_text(text, FILE).root
    return [*root.entries] if isinstance(root, Map) else []


@TYPED
@given(typed(groups()))
def test_the_layout_is_the_same_without_the_parser_in_c(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("peerfind.source.Loader", yaml.SafeLoader)
        if {one.rule for one in read_text(text, FILE).problems} - {"text-cut-off"}:
            return
        alone = laid_out(text, fields.FIELDS)
    assert laid_out(text, fields.FIELDS) == alone


@TYPED
@given(typed(groups(), has_comments=False))
def test_other_readers_read_texts_where_people_meant_texts(text: str) -> None:
    found = read_text(text, FILE)
    if found.root is None or found.problems:
        return
    after = layout(text)
    assert all(meant(found.root, value) for value in other_readings(after))


def meant(node: Node, value: Any, key: str = "") -> bool:
    """Whether another reader has what was typed: nothing for nothing, and numbers and days as such only
    where these are meant."""
    if isinstance(node, Items):
        pairs = zip(node.items, value, strict=True)
        return isinstance(value, list) and all(meant(one, other, key) for one, other in pairs)
    if isinstance(node, Map):
        named = {"on" if name is True else name: inner for name, inner in value.items()}
        assert named.keys() == node.entries.keys()
        return all(meant(inner, named[name], name) for name, (_, inner) in node.entries.items())
    if not node.text and not node.quoted:
        return value is None
    if key in fields.NUMBERS_AND_DAYS and not isinstance(value, str):
        return value == float(node.text) if not hasattr(value, "year") else str(value) == node.text
    return value == node.text


@given(st.text("name: A\n-[]{}#'\"|>&*!? ,\t", max_size=30))
def test_any_text_keeps_its_meaning_or_is_left_alone(text: str) -> None:
    found = changed(text.encode(), FILE)
    if isinstance(found, Change):
        before, after = (read_text(one, FILE) for one in (text, found.after.decode()))
        assert values(before.root) == values(after.root)


def values(node: Node | None) -> Any:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [values(item) for item in node.items]
    return {key: values(inner) for key, (_, inner) in node.entries.items()} if node else None


class TestTheShippedDirectory:
    def test_of_its_groups_only_quotes_would_change(self) -> None:
        for path in sorted((shipped_directory() / "groups").rglob("*.yaml")):
            before = path.read_text("utf-8")
            assert layout(before).replace('"', "") == before.replace('"', ""), path

    def test_the_order_of_keys_is_the_one_of_its_words(self) -> None:
        for path in sorted((shipped_directory() / "vocabulary").glob("*.yaml")):
            before = path.read_text("utf-8")
            keys = [
                re.findall(r"^(?:- |  )\w+:", text, re.MULTILINE)
                for text in (before, laid_out(before, fields.TERM))
            ]
            assert keys[0] == keys[1]


def test_a_file_of_nothing_but_comments_and_keys_does_not_take_long() -> None:
    text = "name: A\n" + "".join(f'k{number}: "x" # c\n# d\n' for number in range(3400))
    assert layout(text).count("# d") == 3400


def test_editors_are_told_the_same() -> None:
    told = ConfigParser()
    text = (Path(__file__).parent.parent / ".editorconfig").read_text("utf-8")
    told.read_string(text.replace("root = true", "", 1))
    assert dict(told["*"]) == {
        "charset": "utf-8",
        "end_of_line": "lf",
        "indent_size": str(STEP),
        "indent_style": "space",
        "insert_final_newline": "true",
        "trim_trailing_whitespace": "true",
    }
    assert told["*.yaml"]["max_line_length"] == "off"
