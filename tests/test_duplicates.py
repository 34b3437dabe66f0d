"""Which entries may be one group, why, and what keeps a pair quiet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import Ran, in_process

from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.keeping import duplicates
from peerfind.keeping.duplicates import Pair, pairs, pairs_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Peerfind = Callable[..., Ran]

VENUE = {"name": "Example Hall", "town": "Otley", "postcode": "LS21 3AA"}
LEEDS = {"name": "Example Rooms", "town": "Leeds", "postcode": "LS1 4AP"}
BARE: dict[str, Any] = {"contact": None, "meets": None, "organisation": None, "venue": VENUE}
ONE = {**BARE, "name": "Wharfe Bereavement Cafe"}
OTHER = {**BARE, "name": "Chevin Ramblers"}


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Pair]]:
    """The pairs in a directory of groups."""

    def pairs_of(*groups: dict[str, Any]) -> list[Pair]:
        named = {f"g{number}": group for number, group in enumerate(groups)}
        return pairs(load(write_directory(tmp_path / "directory", named)).records)

    return pairs_of


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Peerfind:
    """Runs a command line on two entries that are one group."""
    meets = [{"days": ["tuesday"], "start": "19:00"}]
    twice = {"wharfe": {**ONE, "meets": meets}, "wharf": {**ONE, "meets": meets}, "ramblers": OTHER}
    folder = write_directory(tmp_path / "directory", twice)
    return in_process(monkeypatch, capsys, tmp_path, folder)


def kinds(found: list[Pair]) -> list[str]:
    return [reason.kind for pair in found for reason in pair.reasons]


def phone(number: str) -> dict[str, Any]:
    return {"contact": {"phone": number}, "organisation": number}


def page(address: str) -> dict[str, Any]:
    return {"contact": {"website": address}, "organisation": address}


def meets(day: str, start: str) -> dict[str, Any]:
    return {"meets": [{"days": [day], "start": start}]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(phone("0113 496 0123"), phone("+44 (0)113 4960123"), ["same-phone"], id="phone"),
        pytest.param(phone("0113 496 0123"), phone("0113 496 0124"), [], id="another phone"),
        pytest.param(
            page("https://www.example.org/Walk/"),
            page("http://example.org/walk?from=x#top"),
            ["same-page"],
            id="page",
        ),
        pytest.param(
            page("https://example.org"), page("https://example.org/"), [], id="the front of a site"
        ),
        pytest.param(
            meets("tuesday", "19:00"), meets("tue", "7pm"), ["same-meeting"], id="venue and time"
        ),
        pytest.param(meets("tuesday", "19:00"), meets("monday", "19:00"), [], id="another day"),
        pytest.param(
            {"name": "Wharfe Evening Circle"},
            {"name": "The Wharfe evening circles"},
            ["near-name"],
            id="name",
        ),
        pytest.param(
            {"name": "Wharfe Bereavment Cafe"}, {"name": "Wharfe Bereavement Café"}, ["near-name"],
            id="a slip in the name",
        ),
        pytest.param(
            {"name": "Wharfe Women's Circle"}, {"name": "Wharfe Men's Circle"}, [], id="women, men"
        ),
        pytest.param(
            {"name": "Wharfe Tuesday Circle"}, {"name": "Wharfe Friday Circle"}, [], id="two days"
        ),
        pytest.param(
            {"name": "Peer Support Group"}, {"name": "Men's Talking Club"}, [], id="usual words"
        ),
    ],
)  # fmt: skip
def test_a_pair_has_a_reason(
    found: Callable[..., list[Pair]],
    one: dict[str, Any],
    other: dict[str, Any],
    expected: list[str],
) -> None:
    assert kinds(found({**ONE, **one}, {**OTHER, **other})) == expected


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"not_duplicate_of": ["g0"]}, id="said to be another"),
        pytest.param({"part_of": "g0"}, id="its network"),
        pytest.param({"replaced_by": "g0"}, id="what took its place"),
        pytest.param({"venue": LEEDS}, id="in another town"),
    ],
)
def test_a_pair_is_kept_quiet(found: Callable[..., list[Pair]], facts: dict[str, Any]) -> None:
    assert len(found(ONE, ONE)) == 1
    assert found(ONE, {**ONE, **facts}) == []


def test_an_id_of_old_keeps_a_pair_quiet_too(found: Callable[..., list[Pair]]) -> None:
    assert found({**ONE, "former_ids": ["wharfe"]}, {**ONE, "not_duplicate_of": ["wharfe"]}) == []


def test_one_office_may_answer_for_several_groups(found: Callable[..., list[Pair]]) -> None:
    office = {"contact": {"phone": "0113 496 0123"}, "organisation": "Example Trust"}
    assert found({**ONE, **office}, {**OTHER, **office}) == []
    assert kinds(found({**ONE, **office}, {**ONE, **office})) == ["same-phone", "near-name"]


WORDS = st.sampled_from(
    [
        "Wharfe",
        "Chevin",
        "Aire",
        "Circle",
        "Walk",
        "Women",
        "Men",
        "Tuesday",
        "Bereavement",
        "Otley",
    ]
)
FACTS = st.fixed_dictionaries(
    {
        "name": st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
        "_place": st.sampled_from(
            [["Otley", 53.905, -1.693, "town", 1.5], ["Leeds", 53.8, -1.55, "town", 8.0]]
        ),
        "contact": st.sampled_from([{}, {"phone": "0113 496 0123"}, {"phone": "0113 496 0124"}]),
        "organisation": st.sampled_from(["A", "B"]),
    }
)


@given(st.lists(FACTS, max_size=7))
def test_the_order_of_files_makes_no_difference_and_one_against_all_finds_the_same(
    facts: list[dict[str, Any]],
) -> None:
    records = [{"id": f"g{number}", **one} for number, one in enumerate(facts)]
    every = {frozenset((pair.one["id"], pair.other["id"])): pair.reasons for pair in pairs(records)}
    again = pairs(reversed(records))
    assert {frozenset((pair.one["id"], pair.other["id"])): pair.reasons for pair in again} == every
    for new in records:
        rest = [one for one in records if one is not new]
        own = {
            frozenset((new["id"], pair.other["id"])): pair.reasons for pair in pairs_with(new, rest)
        }
        assert own == {ids: reasons for ids, reasons in every.items() if new["id"] in ids}


def test_the_work_grows_with_the_groups_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = duplicates.compared
    counts = []

    def counted(*entries: Any) -> Pair:
        counts[-1] += 1
        return compared(*entries)

    monkeypatch.setattr(duplicates, "compared", counted)
    for size in (200, 2000):
        counts.append(0)
        pairs(
            {"id": f"g{n}", "name": f"Wharfe Circle {n}", "contact": {"phone": "0113 496 0123"}}
            for n in range(size)
        )
    assert counts[1] <= 15 * counts[0]


def test_the_shipped_directory_has_none() -> None:
    assert pairs(load(shipped_directory()).records) == []


class TestTheCommand:
    def test_tells_the_reasons_and_how_to_keep_a_pair_quiet(self, peerfind: Peerfind) -> None:
        ran = peerfind("duplicates")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == (
            "1 pair of entries may be one group.\n"
            "\n"
            "Pair 1: near name in Otley; same place and time Tuesday 19:00.\n"
            "- Wharfe Bereavement Cafe. Tuesdays, 7pm. Example Hall, Otley LS21 3AA. "
            "Id: wharf, in groups/example/wharf.yaml\n"
            "- Wharfe Bereavement Cafe. Tuesdays, 7pm. Example Hall, Otley LS21 3AA. "
            "Id: wharfe, in groups/example/wharfe.yaml\n"
            "\n"
            "Two groups after all? Then write in one of them: not_duplicate_of: [ID of the other]\n"
        )

    def test_is_data_for_scripts(self, peerfind: Peerfind) -> None:
        (pair,) = json.loads(peerfind("duplicates", "-o", "json").out)["pairs"]
        assert pair["ids"] == ["wharf", "wharfe"]
        assert pair["reasons"] == ["near-name", "same-meeting"]

    def test_keeps_within_the_terminal(self, peerfind: Peerfind) -> None:
        said = peerfind("duplicates", "-o", "table").out
        assert max(map(len, said.splitlines())) <= 80
        assert "Near name in Otley" in said

    def test_compares_one_new_file(self, peerfind: Peerfind, tmp_path: Path) -> None:
        new = tmp_path / "new.yaml"
        new.write_text(group_yaml(**{**OTHER, "name": "Chevin Rambler"}), encoding="utf-8")
        (pair,) = json.loads(peerfind("duplicates", "--against", str(new), "-o", "json").out)[
            "pairs"
        ]
        assert pair["ids"] == ["new", "ramblers"]

    def test_does_not_take_a_file_for_its_own_double(
        self, peerfind: Peerfind, tmp_path: Path
    ) -> None:
        own = "groups/example/ramblers.yaml"
        file = tmp_path / "directory" / own
        assert peerfind("duplicates", "--against", str(file)).out == (
            "No two entries look like one group.\n"
        )
        copy = tmp_path / "ramblers.yaml"
        copy.write_bytes(file.read_bytes())
        (pair,) = json.loads(peerfind("duplicates", "--against", str(copy), "-o", "json").out)[
            "pairs"
        ]
        assert pair["reasons"] == ["same-id", "near-name"]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "There is no file"),
            ("summary: x\n", "No group can be read"),
            ("a: [", "No group"),
        ],
    )
    def test_a_file_that_holds_no_group_is_wrong_use(
        self, peerfind: Peerfind, tmp_path: Path, content: str | None, said: str
    ) -> None:
        file = tmp_path / "new.yaml"
        if content is not None:
            file.write_text(content, encoding="utf-8")
        ran = peerfind("duplicates", "--against", str(file))
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.count("\n") == 1
