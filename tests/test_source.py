from __future__ import annotations

import os
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerfind import source
from peerfind.source import (
    LIBYAML,
    MAX_BYTES,
    MAX_DEPTH,
    Document,
    Items,
    Map,
    Node,
    Text,
    read_bytes,
    read_file,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOADERS = [
    pytest.param("CSafeLoader", id="libyaml", marks=pytest.mark.skipif(not LIBYAML, reason="none")),
    pytest.param("SafeLoader", id="pure Python"),
]


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(source, "Loader", getattr(yaml, request.param))
    return str(request.param)


def plain(node: Node | None) -> Any:
    """The texts of a node without their places."""
    if isinstance(node, Map):
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return node.text if node else None


def values(text: str) -> Any:
    document = read_text(text, "f.yaml")
    assert document.problems == ()
    return plain(document.root)


def found(document: Document) -> list[tuple[str, int, int]]:
    assert all(problem.is_error and problem.file == "f.yaml" for problem in document.problems)
    return [(problem.rule, problem.line, problem.column) for problem in document.problems]


AS_TYPED = [
    "19:30", "1:30:45", "no", "yes", "on", "off", "true", "False", "null", "~", "0117 496 0123",
    "01174960123", "010", "0o17", "0x1F", "1e3", "1_000", "3.10", ".5", "-0", "+44 113 496 0123",
    "2026-03-03", "2026-03-03T10:00:00Z", "=", "y", "n", ".inf", ".nan", "Grŵp Men’s", "£3 a week",
    "a#b", "C++", "a, b", "it's", "https://example.org/a?b=c#d", "90%", "😀 ok", "<<x",
]  # fmt: skip


@pytest.mark.usefixtures("loader")
class TestATypedValue:
    @pytest.mark.parametrize("typed", AS_TYPED)
    def test_is_the_text_that_was_typed(self, typed: str) -> None:
        assert values(f"a: {typed}\n") == {"a": typed}

    @pytest.mark.parametrize("typed", AS_TYPED)
    def test_is_the_same_in_quotes_and_in_a_list(self, typed: str) -> None:
        single = typed.replace("'", "''")
        assert values(f"a: ['{single}', \"{typed}\"]\n") == {"a": [typed, typed]}

    @pytest.mark.parametrize("typed", ["no", "010", "19", "~", "2026-03-03"])
    def test_is_the_same_as_a_key(self, typed: str) -> None:
        assert values(f"{typed}: x\n") == {typed: "x"}

    def test_knows_whether_it_was_quoted(self) -> None:
        root = read_text("a: ''\nb:\nc: \"x\"\nd: x\ne: |\n  x\n", "f.yaml").root
        assert isinstance(root, Map)
        quoted = {name: value.quoted for name, (_, value) in root.entries.items()}  # type: ignore[union-attr]
        assert quoted == {"a": True, "b": False, "c": True, "d": False, "e": True}

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            pytest.param("a: one\n  two\n", "one two", id="continued on the next line"),
            pytest.param("a: |\n  one\n  two\n", "one\ntwo\n", id="lines kept"),
            pytest.param("a: >-\n  one\n  two\n", "one two", id="lines joined"),
            pytest.param("# a remark\na: x\n", "x", id="a remark above it"),
            pytest.param('a: "\\u00a3 \\n"\n', "£ \n", id="an escape"),
            pytest.param("a:\n", "", id="nothing"),
            pytest.param("a: x\r\n", "x", id="Windows line end"),
            pytest.param("a: x\r", "x", id="old Mac line end"),
            pytest.param("\ufeffa: x\n", "x", id="byte order mark"),
            pytest.param("---\na: x\n...\n", "x", id="marks around the document"),
        ],
    )
    def test_is_read_whole(self, text: str, value: str) -> None:
        document = read_bytes(text.encode(), "f.yaml")
        assert (plain(document.root), document.problems) == ({"a": value}, ())

    @pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
    def test_is_not_ended_by_a_line_break_that_no_editor_shows(self, mark: str) -> None:
        root = read_text(f"a: one{mark}two\nb: &x\n", "f.yaml")
        assert plain(root.root) == {"a": "one two"}
        assert found(root) == [("anchor", 2, 4)]

    def test_stands_where_its_first_character_stands(self) -> None:
        text = "é: x\n# remark\nlist:\n  - one\n  - 'two'\nmap: {k: [v]}\r\nlast: y\n"
        assert read_text(text, "f.yaml").root == Map(
            {
                "é": (Text("é", 1, 1), Text("x", 1, 4)),
                "list": (
                    Text("list", 3, 1),
                    Items((Text("one", 4, 5), Text("two", 5, 5, quoted=True)), 4, 3),
                ),
                "map": (
                    Text("map", 6, 1),
                    Map({"k": (Text("k", 6, 7), Items((Text("v", 6, 11),), 6, 10))}, 6, 6),
                ),
                "last": (Text("last", 7, 1), Text("y", 7, 7)),
            },
            1,
            1,
        )


REFUSED = [
    pytest.param("a: &x 1\nb: 2\n", [("anchor", 1, 4)], {"b": "2"}, id="anchor"),
    pytest.param("a: &x [1]\nb: 2\n", [("anchor", 1, 4)], {"b": "2"}, id="anchor on a list"),
    pytest.param(
        "a: &x 1\nb: *x\nc: 3\n", [("anchor", 1, 4), ("alias", 2, 4)], {"c": "3"}, id="alias"
    ),
    pytest.param("b: *x\nc: [*y, 3]\n", [("alias", 1, 4), ("alias", 2, 5)], {"c": ["3"]},
                 id="alias of nothing"),
    pytest.param("a: !!int 1\nb: 2\n", [("tag", 1, 4)], {"b": "2"}, id="tag"),
    pytest.param("a: !!python/object/apply:os.getcwd []\nb: 2\n", [("tag", 1, 4)], {"b": "2"},
                 id="tag that would run a program"),
    pytest.param("a: ! 1\nb: 2\n", [("tag", 1, 4)], {"b": "2"}, id="bare tag"),
    pytest.param("&k a: 1\nb: 2\n", [("anchor", 1, 1)], {"b": "2"}, id="anchor on a key"),
    pytest.param("<<: {a: 1}\nb: 2\n", [("merge-key", 1, 1)], {"b": "2"}, id="merge key"),
    pytest.param("b: 2\n'<<': 1\n", [], {"b": "2", "<<": "1"}, id="merge key in quotes is text"),
    pytest.param("? [a]\n: 1\nb: 2\n", [("complex-key", 1, 3)], {"b": "2"}, id="list for a key"),
    pytest.param("{a: 1}: 1\nb: 2\n", [("complex-key", 1, 1)], {"b": "2"}, id="map for a key"),
    pytest.param("a: 1\nb: 2\na: 3\n", [("repeated-key", 3, 1)], {"b": "2"},
                 id="repeated key, values differ: neither"),
    pytest.param("a: 1\na: 3\na: 1\n", [("repeated-key", 2, 1), ("repeated-key", 3, 1)], {},
                 id="repeated twice"),
    pytest.param("a: 1\na: '1'\n", [("repeated-key", 2, 1)], {"a": "1"}, id="same value"),
    pytest.param("a: [1, 2]\na: ['1', 2]\n", [("repeated-key", 2, 1)], {"a": ["1", "2"]},
                 id="same list"),
    pytest.param("a: [1, 2]\na: [1]\n", [("repeated-key", 2, 1)], {}, id="shorter list"),
    pytest.param("a: 1\na: [1]\n", [("repeated-key", 2, 1)], {}, id="value and list"),
    pytest.param("a: &x 1\na: 2\n", [("anchor", 1, 4), ("repeated-key", 2, 1)], {},
                 id="repeated after one that was refused"),
    pytest.param("v: {p: 1, p: 2, q: 3}\n", [("repeated-key", 1, 11)], {"v": {"q": "3"}},
                 id="repeated key inside"),
    pytest.param("a: 1\n---\nb: 2\n", [("second-document", 2, 1)], {"a": "1"},
                 id="second document"),
]  # fmt: skip


@pytest.mark.usefixtures("loader")
class TestWhatMayNotBeWritten:
    @pytest.mark.parametrize(("text", "problems", "rest"), REFUSED)
    def test_costs_only_its_own_value(
        self, text: str, problems: list[tuple[str, int, int]], rest: dict[str, Any]
    ) -> None:
        document = read_text(text, "f.yaml")
        assert (found(document), plain(document.root)) == (problems, rest)

    def test_leaves_its_key_behind_as_lost(self) -> None:
        root = read_text("a: &x 1\nb: 2\nc: 1\nc: 2\nd: 1\nd: 1\n", "f.yaml").root
        assert isinstance(root, Map)
        assert (root.lost, [*root.entries]) == ({"a", "c"}, ["b", "d"])

    def test_leaves_no_document_where_it_is_all_there_is(self) -> None:
        assert read_text("&all {a: 1}", "f.yaml").root is None

    def test_says_which_line_a_repeated_key_was_on(self) -> None:
        (problem,) = read_text("phone: 1\nb: 2\nphone: 3\n", "f.yaml").problems
        assert problem.message == "phone is already on line 1. Keep one of the two."

    @pytest.mark.parametrize(("open_", "close"), [("[", "]"), ("{a: ", "}")])
    def test_depth_ends_at_eight(self, open_: str, close: str) -> None:
        def nested(depth: int) -> Document:
            return read_text(open_ * depth + "1" + close * depth, "f.yaml")

        assert nested(MAX_DEPTH).problems == ()
        assert nested(MAX_DEPTH).root is not None
        column = len(open_) * MAX_DEPTH + 1
        for depth in (MAX_DEPTH + 1, MAX_DEPTH + 2, MAX_DEPTH + 90):
            assert found(nested(depth)) == [("too-deep", 1, column)]

    @pytest.mark.parametrize("deep", ["[1, {a: [2]}]", "{a: [1], b: 2}", "[&x 1, *x, !t 2]", "[]"])
    def test_what_is_too_deep_costs_only_its_own_value(self, deep: str) -> None:
        text = f"a: [[[[[[[1, {deep}, 2]]]]]]]\nb: 3\n"
        document = read_text(text, "f.yaml")
        assert found(document) == [("too-deep", 1, 14)]
        assert plain(document.root) == {"a": [[[[[[["1", "2"]]]]]]], "b": "3"}

    def test_what_is_too_deep_leaves_its_key_behind_as_lost(self) -> None:
        text = "a: [[[[[[{b: [1], c: 2}]]]]]]\nd: 3\n"
        document = read_text(text, "f.yaml")
        inner = [node for node in nodes(document.root) if isinstance(node, Map)][-1]
        assert (inner.lost, [*inner.entries]) == ({"b"}, ["c"])

    def test_what_is_too_deep_cannot_be_a_key(self) -> None:
        document = read_text("a: [[[[[[{? [1]\n : 2, c: 3}]]]]]]\nd: 4\n", "f.yaml")
        assert found(document) == [("too-deep", 1, 13)]
        assert plain(document.root) == {"a": [[[[[[{"c": "3"}]]]]]], "d": "4"}

    @pytest.mark.parametrize(
        ("text", "lost"),
        [("[1, 2]", 0), ("[&x 1, 2]", 1), ("[*x, !t 2]", 2), ("[[*x], 1]", 0), ("[]", 0)],
    )
    def test_leaves_a_list_that_counts_what_it_lost(self, text: str, lost: int) -> None:
        root = read_text(text, "f.yaml").root
        assert isinstance(root, Items)
        assert root.lost == lost

    def test_deep_nesting_is_refused_quickly(self) -> None:
        before = process_time()
        assert found(read_text("[" * 900, "f.yaml")) == [("too-deep", 1, 9)]
        assert read_text("[" * 60_000, "f.yaml").root is None
        assert process_time() - before < 20  # it would be minutes, and machines are busy


SYNTAX = [
    pytest.param("name: A\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", ("conflict-marker", 2, 1),
                 id="two versions joined"),
    pytest.param("a: 1\r\n<<<<<<< HEAD\r\na: 1\r\n=======\r\n", ("conflict-marker", 2, 1),
                 id="two versions joined on Windows"),
    pytest.param("a: [1\n=======\n", ("conflict-marker", 2, 1), id="middle of a joined file"),
    pytest.param("a:\n\tb: 1\n", ("tab", 2, 1), id="tab"),
    pytest.param("\ta: 1\n", ("tab", 1, 1), id="tab at the start"),
    pytest.param("a: 1\nb: 'x\nc: 1\n", ("quote-not-closed", 2, 4), id="single quote not closed"),
    pytest.param('a: "x\n', ("quote-not-closed", 1, 4), id="double quote not closed"),
    pytest.param('a: "C:\\dir"\n', ("backslash", 1, 4), id="backslash in double quotes"),
    pytest.param('a: "\\xZZ"\n', ("backslash", 1, 4), id="escape without its number"),
    pytest.param("a: @home\n", ("needs-quotes", 1, 4), id="at sign"),
    pytest.param("a: `x`\n", ("needs-quotes", 1, 4), id="backtick"),
    pytest.param("a: %x\n", ("needs-quotes", 1, 4), id="per cent sign"),
    pytest.param("a: Tea: and talk\n", ("colon-in-text", 1, 7), id="two colons"),
    pytest.param("a: 1\n  b: 2\n", ("wrong-indent", 2, 4), id="indented too far"),
    pytest.param("é: 1\nää: b: c\n", ("colon-in-text", 2, 6), id="columns count characters"),
    pytest.param("a: 1\rb: c: d\r", ("colon-in-text", 2, 5), id="old Mac line ends"),
    pytest.param("a: x\u2028b: c\nd: 1", ("colon-in-text", 1, 7), id="line separator is no line"),
    pytest.param("a: \x07\n", ("control-character", 1, 4), id="bell"),
    pytest.param("é: 😀\né😀\x07\n", ("control-character", 2, 3), id="after wide characters"),
    pytest.param("a: 1\nb: x\x00y\n", ("control-character", 2, 5), id="nought byte"),
    pytest.param("a: [x,,y]\n", ("cannot-read", 1, 7), id="two commas"),
    pytest.param("- a\nb: c\n", ("cannot-read", 2, 1), id="list, then key"),
    pytest.param("a: -\n", ("cannot-read", 1, 4), id="a dash alone"),
    pytest.param("a:\n  - b\n - c\n", ("cannot-read", 3, 2), id="not under the one above"),
    pytest.param("a: 1\n...\nb\n", ("cannot-read", 3, 1), id="text after the end"),
]  # fmt: skip


@pytest.mark.usefixtures("loader")
class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize(("text", "problem"), SYNTAX)
    def test_says_why_and_exactly_where(self, text: str, problem: tuple[str, int, int]) -> None:
        document = read_text(text, "f.yaml")
        assert (found(document), document.root) == ([problem], None)

    def test_still_tells_what_was_refused_before(self) -> None:
        rules = [rule for rule, _, _ in found(read_text("a: &x 1\nb: 'x\n", "f.yaml"))]
        assert rules == ["anchor", "quote-not-closed"]

    @pytest.mark.parametrize(
        ("data", "place"),
        [
            pytest.param(b"a: \xff", (1, 4), id="first line"),
            pytest.param(b"a: 1\nb: caf\xe9\n", (2, 7), id="Latin-1"),
            pytest.param("a: 1\nnämé: ".encode() + b"\xff", (2, 7), id="columns are characters"),
            pytest.param(b"\xef\xbb\xbfa\nb\xff", (2, 2), id="after a byte order mark"),
            pytest.param("a: 1".encode("utf-16"), (1, 1), id="UTF-16"),
            pytest.param(b"a: \xc3", (1, 4), id="half a character"),
            pytest.param(b"a: \xed\xa0\x80", (1, 4), id="a surrogate"),
        ],
    )
    def test_says_where_it_is_not_utf_8(self, data: bytes, place: tuple[int, int]) -> None:
        document = read_bytes(data, "f.yaml")
        assert (found(document), document.root) == ([("not-utf-8", *place)], None)

    def test_may_be_64_kib_and_no_more(self) -> None:
        text = b"a: " + b"x" * (MAX_BYTES - 3)
        assert read_bytes(text, "f.yaml").problems == ()
        assert found(read_bytes(text + b"x", "f.yaml")) == [("file-too-large", 1, 1)]

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", " \n"])
    def test_that_is_empty_has_nothing_and_no_problem(self, text: str) -> None:
        assert read_text(text, "f.yaml") == Document("f.yaml", None, ())


class TestAFileOnDisk:
    def test_is_read_under_the_name_that_is_given(self, tmp_path: Path) -> None:
        (tmp_path / "x.yaml").write_bytes(b"a: 1")
        assert read_file(tmp_path / "x.yaml", "f.yaml") == read_text("a: 1", "f.yaml")

    def test_that_is_missing_is_a_problem(self, tmp_path: Path) -> None:
        (problem,) = read_file(tmp_path / "x.yaml", "f.yaml").problems
        assert problem.message == "The file cannot be opened: No such file or directory."

    def test_that_is_a_folder_is_a_problem(self, tmp_path: Path) -> None:
        assert found(read_file(tmp_path, "f.yaml")) == [("unreadable-file", 1, 1)]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    @pytest.mark.parametrize("is_held_open", [True, False])
    def test_that_is_a_pipe_does_not_hold_us_up(
        self, tmp_path: Path, *, is_held_open: bool
    ) -> None:
        os.mkfifo(tmp_path / "pipe")
        writer = os.open(tmp_path / "pipe", os.O_RDWR) if is_held_open else None
        try:
            assert read_file(tmp_path / "pipe", "f.yaml").root is None
        finally:
            if writer is not None:
                os.close(writer)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may open any file")
    def test_that_may_not_be_opened_is_a_problem(self, tmp_path: Path) -> None:
        (tmp_path / "x.yaml").touch(0o000)
        assert found(read_file(tmp_path / "x.yaml", "f.yaml")) == [("unreadable-file", 1, 1)]

    def test_that_is_enormous_is_not_read_to_its_end(self, tmp_path: Path) -> None:
        with (tmp_path / "x.yaml").open("wb") as file:
            file.truncate(10**12)
        assert found(read_file(tmp_path / "x.yaml", "f.yaml")) == [("file-too-large", 1, 1)]


fragments = st.lists(
    st.sampled_from([
        "a", "b", ":", ": ", "- ", "\n", "\n  ", "\n    ", " ", "[", "]", "{", "}", ",", "'", '"',
        "&x ", "*x", "!t ", "!!str ", "<<", "? ", "| ", "> ", "#", " #", "---\n", "...\n", "%", "@", "~",
        "\r\n", "\r", "\u2028", "\x85", "é", "😀", "\ufeff", "\\", "\\ud800", "\\U00110000", "\x00",
        "%YAML 1.1\n", "%TAG ! x\n", "<<<<<<< x\n", "=======\n", "key: value\n", "- item\n", "0", "10",
    ]),
    max_size=30,
).map("".join)  # fmt: skip


def nodes(node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    yield node
    if isinstance(node, Items):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Map):
        for key, value in node.entries.values():
            yield key
            yield from nodes(value)


def places(root: Node) -> list[tuple[int, int]]:
    """Where every value stands; what is not there, as after `key:`, the readers see here and there."""
    stated = (node for node in nodes(root) if not isinstance(node, Text) or node.text)
    return [(node.line, node.column) for node in stated]


class TestForAnyTextAtAll:
    @given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
    def test_reading_never_raises(self, data: bytes) -> None:
        assert read_bytes(data, "f.yaml").file == "f.yaml"

    @given(fragments, st.sampled_from(["CSafeLoader", "SafeLoader"]))
    def test_every_place_lies_in_the_file(self, text: str, name: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "Loader", getattr(yaml, name, yaml.SafeLoader))
            document = read_text(text, "f.yaml")
        lines = len(text.splitlines()) + 1
        for place in [*document.problems, *nodes(document.root)]:
            assert 1 <= place.line <= lines
            assert 1 <= place.column <= len(text) + 1

    @given(fragments)
    def test_texts_can_be_stored_and_printed(self, text: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "Loader", yaml.SafeLoader)
            document = read_text(text, "f.yaml")
        for node in nodes(document.root):
            if isinstance(node, Text):
                assert node.text.encode().decode() == node.text

    @pytest.mark.skipif(not LIBYAML, reason="there is only one reader here")
    @given(fragments.filter(lambda text: "\ufeff" not in text))
    def test_the_readers_agree_where_both_can_read(self, text: str) -> None:
        documents = []
        for name in ("CSafeLoader", "SafeLoader"):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(source, "Loader", getattr(yaml, name))
                documents.append(read_text(text, "f.yaml"))
        ours, theirs = documents
        if ours.root is not None and theirs.root is not None:
            assert plain(ours.root) == plain(theirs.root)
            assert [one.rule for one in ours.problems] == [one.rule for one in theirs.problems]
            assert places(ours.root) == places(theirs.root)

    @given(st.dictionaries(st.text("abc", min_size=1), st.text("aé 1:#-'", max_size=8), max_size=5))
    def test_quoted_texts_come_back_as_they_were(self, texts: dict[str, str]) -> None:
        quoted = {key: value.replace("'", "''") for key, value in texts.items()}
        text = "".join(f"'{key}': '{value}'\n" for key, value in quoted.items()) or "{}"
        assert values(text) == texts

    def test_reading_takes_time_in_step_with_the_size(self) -> None:
        def seconds(lines: int) -> float:
            text = "".join(f"key{number}: [value, 'other']\n" for number in range(lines))
            times = []
            for _ in range(3):
                before = process_time()
                read_text(text, "f.yaml")
                times.append(process_time() - before)
            return min(times)

        assert seconds(2_000) < 40 * seconds(200)


@pytest.mark.parametrize(
    ("typed", "read", "place", "fix"),
    [
        pytest.param("a: Room #3, Hall\n", "Room", (1, 8), '"Room #3, Hall"', id="in a name"),
        pytest.param(
            "a: one\n  two #3 b\n", "one two", (2, 6), '"one two #3 b"', id="on a second line"
        ),
        pytest.param(
            'a: the "x" #1\n', 'the "x"', (1, 11), '"the \\"x\\" #1"', id="with quotes in it"
        ),
    ],
)
def test_text_that_a_hash_cuts_off_is_told_with_what_to_write(
    typed: str, read: str, place: tuple[int, int], fix: str
) -> None:
    document = read_text(typed, "f.yaml")
    (problem,) = document.problems
    assert plain(document.root) == {"a": read}
    assert (problem.rule, problem.line, problem.column, problem.fix) == (
        "text-cut-off",
        *place,
        fix,
    )
    assert plain(read_text(f"a: {fix}\n", "f.yaml").root) != {"a": read}


@pytest.mark.parametrize(
    "text",
    ["# above\na: x\n", 'a: "x #1"\n', "a: x#1\n", "a: [x] # after a list\n", "a: |\n  x #1\n"],
)
def test_a_hash_that_cuts_off_nothing_is_no_problem(text: str) -> None:
    assert read_text(text, "f.yaml").problems == ()


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        pytest.param(
            "a: x\nphone:0113\nb: y\n", "no-space-after", 2, 7, id="no space after a colon"
        ),
        pytest.param("a:\n  b: y\n   c: z\n", "wrong-indent", 3, 5, id="a space too many"),
        pytest.param("a: x\nname Example\nb: y\n", "no-colon", 2, 1, id="no colon"),
        pytest.param("a: one\ntwo three\nb: y\n", "no-colon", 2, 1, id="a text that goes on"),
        pytest.param("a: x\nb: [y\nc: z\n", "bracket-not-closed", 2, 4, id="an open bracket"),
        pytest.param("a: 'Men's group'\n", "apostrophe", 1, 9, id="an apostrophe in quotes"),
        pytest.param("a: Tea: talk\n", "colon-in-text", 1, 7, id="a second colon"),
    ],
)
def test_the_commonest_slips_are_told_where_they_are(
    text: str, rule: str, line: int, column: int
) -> None:
    (problem,) = read_text(text, "f.yaml").problems
    assert (problem.rule, problem.line, problem.column) == (rule, line, column)
