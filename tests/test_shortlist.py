"""A shortlist of ids, as staff keep it in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.asking.shortlist import decoded, ids_in, ids_of, once
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

IDS = st.lists(st.text("ab-7", min_size=1, max_size=4), max_size=8)


@pytest.mark.parametrize(
    ("listed", "ids"),
    [
        pytest.param("one\ntwo\n", ("one", "two"), id="lines"),
        pytest.param("one two,three , four", ("one", "two", "three", "four"), id="in a row"),
        pytest.param("# for Tuesday\none # ring first\n\n#two\n", ("one",), id="remarks"),
        pytest.param("one\r\ntwo\rthree", ("one", "two", "three"), id="line ends of all kinds"),
        pytest.param("\ufeffone", ("one",), id="a mark of the byte order"),
        pytest.param("one\none", ("one",), id="each once"),
        pytest.param("", (), id="nothing"),
        pytest.param("#\n # \n,\n", (), id="nothing but marks"),
    ],
)
def test_ids_of_a_list(listed: str, ids: tuple[str, ...]) -> None:
    assert ids_in(listed) == ids


@given(IDS, st.sampled_from(["\n", " ", ", ", "\r\n", " # a remark\n"]))
def test_every_id_is_found_once_in_its_order(ids: list[str], between: str) -> None:
    assert ids_in(between.join(ids)) == once(ids)


@given(IDS)
def test_once_is_once(ids: list[str]) -> None:
    found = once(ids)
    assert {*found} == {*ids}
    assert len({*found}) == len(found)
    assert once(found) == found


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("one # Grŵp\n", encoding="utf-8")
    assert ids_of(tmp_path / "list") == ("one",)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none", None, "cannot be read: No such file or directory."),
        ("bytes", b"\xff\xfe\x00", "is no list of ids: it is not text in UTF-8."),
        ("long", b"a" * 65_537, "is too long for a list of ids."),
    ],
)
def test_what_is_no_list_is_told(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        ids_of(path)
    assert str(raised.value) == f"{path} {told}"


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        ids_of(tmp_path)


def test_the_longest_list_is_read() -> None:
    assert decoded(b"a" * 65_536, "it") == ("a" * 65_536,)
