"""Single keys of a group's text, changed: what it says, and that all else keeps its bytes."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS
from peerfind.keeping.edits import edited, written
from peerfind.source import Map, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerfind.keeping.edits import Changes

CHECK = {"on": "2026-10-02", "how": "phone", "by": "link worker", "note": "All is right."}
CHECKED = "checked: {on: 2026-10-02, how: phone, by: link worker, note: All is right.}\n"
CLOSE: Changes = {"status": "closed", "status_note": "The leader: retired.", "replaced_by": "other"}
REOPEN: Changes = {"status": None, "status_note": None, "replaced_by": None}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("name: A\nstatus: open\n", "name: A\nstatus: closed\n", id="a plain value"),
        pytest.param("status: 'open'\nname: A\n", "status: closed\nname: A\n", id="in quotes"),
        pytest.param('"status" : "open"\n', '"status" : closed\n', id="a key in quotes"),
        pytest.param("status:   open   \n", "status:   closed   \n", id="spaces around it"),
        pytest.param("status: open # yes\n", "status: closed # yes\n", id="a remark after it"),
        pytest.param("status:\nname: A\n", "status: closed\nname: A\n", id="nothing there"),
        pytest.param("status: # ?\nname: A\n", "status: closed # ?\nname: A\n", id="only a remark"),
        pytest.param("status: open", "status: closed", id="no newline at the end"),
        pytest.param(
            "\ufeffname: A\r\nstatus: open\r\n",
            "\ufeffname: A\r\nstatus: closed\r\n",
            id="a mark at the start and CRLF",
        ),
        pytest.param("name: A\rstatus: open\r", "name: A\rstatus: closed\r", id="CR"),
        pytest.param(
            "---\n status: open\n...\n", "---\n status: closed\n...\n", id="set further in"
        ),
        pytest.param(
            "status:\n  open\nname: A\n", "status: closed\nname: A\n", id="on a line below"
        ),
        pytest.param(
            "status: # why\n  # since May\n  - open # or full\n# Name\nname: A\n",
            "status: closed # or full\n# why\n# since May\n# Name\nname: A\n",
            id="a list with remarks",
        ),
        pytest.param(
            "status: | # why\n  open\n  # a text\n\nname: A # b\n",
            "status: closed\n# why\n\nname: A # b\n",
            id="lines of text",
        ),
        pytest.param(
            "status: {a: 'x # y', # one\n  b: z} # two\n",
            "status: closed # two\n# one\n",
            id="braces over two lines",
        ),
        pytest.param("status: a\u2028b\n", "status: closed\n", id="a break that no editor shows"),
        pytest.param("name: A\n", "name: A\nstatus: closed\n", id="not there"),
        pytest.param("name: A", "name: A\nstatus: closed", id="not there, no newline at the end"),
        pytest.param("name: A\r\n", "name: A\r\nstatus: closed\r\n", id="not there, CRLF"),
        pytest.param(
            "focus: [grief]\nname: A\n", "focus: [grief]\nname: A\nstatus: closed\n", id="odd order"
        ),
        pytest.param(
            "# x\nages: 18+\n", "# x\nstatus: closed\nages: 18+\n", id="before all others"
        ),
        pytest.param(
            "name: A\nsummary: B # c\n  # d\n\n  # e\n\n# f\nages: 18+\n",
            "name: A\nsummary: B # c\n  # d\n\n  # e\nstatus: closed\n\n# f\nages: 18+\n",
            id="after remarks that belong to the key above",
        ),
        pytest.param(
            "name: A\ndescription: |\n  B\n\nages: 18+\n",
            "name: A\ndescription: |\n  B\nstatus: closed\n\nages: 18+\n",
            id="after lines of text",
        ),
        pytest.param(
            "description: |+\n  B\n\n\nages: 18+\n",
            "description: |+\n  B\n\n\nstatus: closed\nages: 18+\n",
            id="after lines of text that keep their blank ones",
        ),
    ],
)
def test_a_key_is_set(before: str, after: str) -> None:
    assert edited(before, {"status": "closed"}) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("name: A\nstatus: open\nages: 9+\n", "name: A\nages: 9+\n", id="a line"),
        pytest.param("name: A\nstatus: open", "name: A", id="the last, no newline at the end"),
        pytest.param("name: A\r\nstatus: open", "name: A", id="the same with CRLF"),
        pytest.param("name: A\r\nstatus: open\r\n", "name: A\r\n", id="CRLF"),
        pytest.param("name: A\nstatus:\n  - open\n  - b\n", "name: A\n", id="a block"),
        pytest.param(
            "name: A\nstatus: open # yes\nages: 9+\n", "name: A\n# yes\nages: 9+\n", id="a remark"
        ),
        pytest.param(
            " name: A\n status: >\n  open\n\n # b\n", " name: A\n\n # b\n", id="lines of text"
        ),
        pytest.param("name: A\n", "name: A\n", id="not there"),
    ],
)
def test_a_key_is_taken_out(before: str, after: str) -> None:
    assert edited(before, {"status": None}) == after


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "status: open\nstatus: full\n", "twice, the second time on line 2", id="twice"
        ),
        pytest.param("{name: A, status: open}\n", "in an editor", id="all in braces"),
        pytest.param(
            "? status\n: open\nname: A\n", "in an editor", id="a key with a question mark"
        ),
        pytest.param("status: [open\n", "cannot be read", id="not YAML"),
        pytest.param("- status\n", "cannot be read", id="a list"),
        pytest.param("", "cannot be read", id="empty"),
        pytest.param("other: A\n", "in an editor", id="no key of the file format"),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        edited(text, {"status": None if "?" in text else "closed"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("description: |+\n  A\nstatus: open\n\nages: 9+\n", id="a blank line"),
        pytest.param("description: |\n  A\nstatus: open\n  # b\nages: 9+\n", id="a remark"),
    ],
)
def test_what_the_text_above_would_take_in_is_no_place_for_a_cut(text: str) -> None:
    with pytest.raises(ValueError, match="in an editor"):
        edited(text, {"status": None})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("closed", "closed"),
        ("no", '"no"'),
        ("2026", '"2026"'),
        ("19:30", '"19:30"'),
        ("2026-10-02", "2026-10-02"),
        ("The leader, Ann, moved.", "The leader, Ann, moved."),
        ("Tea: and talk", '"Tea: and talk"'),
        ("Unit #2", '"Unit #2"'),
        ('say "hi" \\', '"say \\"hi\\" \\\\"'),
        ("@us", '"@us"'),
        ("Grŵp Café", "Grŵp Café"),
        ("ends with a colon:", '"ends with a colon:"'),
        ({"a": "one, two", "b": "x"}, '{a: "one, two", b: x}'),
    ],
)
def test_quotes_stand_where_a_reader_of_yaml_needs_them(
    value: str | Mapping[str, str], said: str
) -> None:
    assert written(value) == said


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1
)


@given(LINES.map(lambda line: " ".join(line.replace("\ufeff", "").split())).filter(bool))
def test_any_line_of_words_comes_back_as_it_was(line: str) -> None:
    text = edited("name: A\n", {"status_note": line, "checked": {"on": "2026-10-02", "note": line}})
    assert stated(text) == {
        "name": "A",
        "status_note": line,
        "checked": {"on": "2026-10-02", "note": line},
    }
    if re.fullmatch(r"[\w ,.:#'-]*", line, re.ASCII):  # others read it as text too
        assert yaml.safe_load(text)["status_note"] == line


# Laws

SHIPPED = {
    path.name: path.read_bytes().decode() for path in shipped_directory().glob("groups/*/*.yaml")
}


def stated(text: str) -> dict[str, Any]:
    """What a text states, by key."""
    root = read_text(text.removeprefix("\ufeff"), "").root
    assert isinstance(root, Map)
    found: dict[str, Any] = plain(root)
    return found


def plain(node: Any) -> Any:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Map):
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    return [*map(plain, node.items)]


def with_changes(stated: dict[str, Any], changes: Changes) -> dict[str, Any]:
    whole = {**stated, **changes}
    return {key: value for key, value in whole.items() if value is not None}


def lost_lines(before: str, after: str) -> list[str]:
    """The lines of `before`, with what ends them, that `after` has not in the same order."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [row for kind, i, j, _, _ in codes if kind != "equal" for row in old[i:j]]


@pytest.mark.parametrize("changes", [CLOSE, {"checked": CHECK}], ids=["close", "confirm"])
def test_a_new_key_leaves_every_line_of_every_shipped_group(changes: Changes) -> None:
    assert len(SHIPPED) > 200
    for text in SHIPPED.values():
        before, after = stated(text), edited(text, changes)
        assert stated(after) == with_changes(before, changes)
        kept = [key for key in changes if key not in before]
        assert lost_lines(text, after) == [] or len(kept) < len(changes)
        order = [*FIELDS]
        is_sorted = [*before] == sorted(before, key=order.index)
        assert not is_sorted or [*stated(after)] == sorted(stated(after), key=order.index)


def test_every_shipped_group_that_is_closed_and_reopened_has_the_same_bytes() -> None:
    for text in SHIPPED.values():
        if not {*CLOSE} & stated(text).keys():
            assert edited(edited(text, CLOSE), REOPEN) == text
            windows = text.replace("\n", "\r\n").removesuffix("\r\n")
            assert edited(edited(windows, CLOSE), REOPEN) == windows


VALUES = st.sampled_from(
    [
        "A", "'it''s # so'", '"B # c"', "", "[a, b]", "{a: b, c: [d]}", "[a, # note\n  b]",
        "\n  - a\n  - b: c # note\n    d: e", "\n- a\n- b", "|\n  A # text\n\n  B", ">-\n  A\n  B",
        "A\n  and B", "\n  # note\n  a: b\n  # note\n  c:", "|+\n  A\n\n", "'A\n\n  B'", "Grŵp 🙂",
    ]
)  # fmt: skip
KEYS = ["name", "summary", "status", "status_note", "replaced_by", "format", "checked", "owner"]
REMARKS = st.sampled_from(["", "", "# note\n", "\n", "\n# note: x\n\n", "  # further in\n"])


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A group's text in some layout that may be odd, which can be read."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    text = draw(st.sampled_from(["", "---\n", "# top\n\n"]))
    for key in keys:
        value, quote = draw(VALUES), draw(st.sampled_from(["", '"']))
        spot = (
            draw(st.sampled_from(["", " # note"])) if "|" not in value and ">" not in value else ""
        )
        text += f"{quote}{key}{quote}: {value}{spot}\n{draw(REMARKS)}"
    text = text[:-1] if draw(st.booleans()) and text.endswith("\n") else text
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def remarks(text: str) -> int:
    """How many remarks stand in a text: those words that are no part of any value."""
    words = re.compile(r"# (?:note|top|further in)")
    return len(words.findall(text)) - len(words.findall(json.dumps(stated(text))))


CHANGES = st.sampled_from([CLOSE, REOPEN, {"checked": CHECK}, {"status": "paused"}])


@given(layouts(), CHANGES)
def test_an_edit_changes_what_it_is_about_and_nothing_else(text: str, changes: Changes) -> None:
    if not isinstance(read_text(text.removeprefix("\ufeff"), "").root, Map):
        return
    before = stated(text)
    try:
        after = edited(text, changes)
    except ValueError:  # only where blank lines or remarks would come into the text above
        assert re.search(r"[|>]", text) or before.keys() <= changes.keys()
        return
    assert stated(after) == with_changes(before, changes)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert re.sub(r"\r\n", "", after).count("\n") == 0 or "\r\n" not in text
    assert text.endswith("\n") or not after.endswith("\n") or before.keys() <= changes.keys()
    rows = {
        row.strip() for row in lost_lines(*(one.removeprefix("\ufeff") for one in (text, after)))
    }
    untouched = [key for key in before if key not in changes]
    if text.endswith("\n"):
        assert not any(re.match(rf'"?{key}"?:', row) for key in untouched for row in rows)
    assert remarks(after) == remarks(text)
    assert edited(after, changes) == after
