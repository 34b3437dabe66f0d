"""What may hurt somebody: a group that has ended, a number that was changed, a group that is not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from asking import DAY, NOW, bare, index_of, typed
from conftest import VOCABULARY, write_directory
from everywhere import filled, lines
from facts import ASKED, FACTS, asks_of, facts
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.answer import answer_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

    from peerfind.index.index import Index

    Peerfind = Callable[..., Ran]

PHONE = "(0113) 496-0123 or 01134960124"
READ = ("table", "plain", "markdown", "html", "message", "")
SOON = [{"days": ["daily"], "start": "19:00"}]
USUAL: dict[str, Any] = {
    "focus": ["grief"], "meets": SOON, "contact": {"phone": PHONE}, "leader": ["peer"], "status": None,
}  # fmt: skip
FIRST = r"Ring \S+ \S+ or \S+ first"  # all that has room in a text message
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "closed": ({"status": "closed"}, r"Closed|closed"),
    "stale": (
        {"checked": {"on": "2020-01-01", "how": "phone"}},
        r"long (time )?ago|old|1 Jan(uary)? 2020|" + FIRST,
    ),
    "never": ({}, r"[Nn]ever confirmed|not checked this yet|[Nn]ever checked|" + FIRST),
    "full": ({"status": "full"}, r"[Ff]ull just now|full"),
}
SHOWING = ("match", "match near", "next", "show", "show compared", "share", "export")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("safety") / "directory"
    groups = {name: {**USUAL, "name": f"Group {name}", **own} for name, (own, _) in KINDS.items()}
    return write_directory(
        folder, {**groups, "other": {"checked": {"on": "2026-10-02"}, "meets": None}}
    )


# What is gone, or that nobody has looked at for long, says so wherever it is shown


EACH = [
    pytest.param(line, kind, id=f"{kind}: {name}")
    for name, line, form in lines(*SHOWING)
    for kind in KINDS
    if form in READ and (kind, line[0]) != ("closed", "share")
    if form != "message" or line[0] in ("show", "share")  # a search gives messages of the first few
]


@pytest.mark.parametrize(("line", "kind"), EACH)
def test_a_group_that_cannot_be_relied_on_is_marked_wherever_people_see_it(
    peerfind: Peerfind, line: list[str], kind: str
) -> None:
    asked = ["--focus", "grief"] if line[0] in ("match", "next", "export") else []
    dated = [] if line[0] == "export" else ["--today", DAY]
    ran = peerfind(*filled([line[0], *asked, *line[1:], *dated], id=kind))
    assert ran.code == 0, ran.err
    shown = [part for part in parts(ran.out) if f"Group {kind}" in part]
    assert shown
    assert re.search(KINDS[kind][1], "\n".join(shown)), shown


def parts(page: str) -> list[str]:
    """A page cut before each name of a group, so that what stands with one is told from the rest."""
    return re.split(r"(?=Group (?:closed|stale|never|full))", page)


def test_what_has_ended_is_not_given_away(peerfind: Peerfind) -> None:
    ran = peerfind("share", "closed")
    assert (ran.code, ran.out) == (2, "")


# A number is printed as it was written


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=name) for name, line, form in lines(*SHOWING) if form in READ]
)
def test_a_number_is_printed_as_it_is_written(peerfind: Peerfind, line: list[str]) -> None:
    dated = [] if line[0] == "export" else ["--today", DAY]
    out = peerfind(*filled([*line, *dated], id="never")).out
    plain = re.sub(r"\\(.)", r"\1", out).replace("\u00a0", " ")
    assert PHONE in re.sub(r"\s+", " ", plain)


numbers = st.from_regex(r"\(?\+?[0-9]{2,5}\)?([ -][0-9]{3,4}){1,3}( ext [0-9]{2})?", fullmatch=True)


@settings(max_examples=some(8))
@given(numbers.filter(str.isascii))
def test_whatever_its_form_a_number_is_never_rewritten(number: str) -> None:
    found = index_of({"one": bare(contact={"phone": number})})
    (match,) = answer_to(found, typed(), NOW).matches
    assert match.group.contact
    assert match.group.contact.phone == number


# What is not stated hides nothing


HIDING = ("closed", "paused", "stale", "age", "for", "covers", "within", "avoid")


@settings(max_examples=some(15))
@given(st.data(), facts, st.sets(st.sampled_from([*FACTS])))
def test_a_group_that_states_less_is_hidden_for_no_more(
    data: st.DataObject, stated: dict[str, Any], taken: set[str]
) -> None:
    asked = asks_of(data, *data.draw(st.lists(st.sampled_from([*ASKED]), max_size=3, unique=True)))
    whole = {key: value for key, value in stated.items() if value is not None}
    # What a group must state is never left out of a file, and what a text says may select it.
    kept = {"name", "summary", "format", "leader", "focus", "description"}
    less = {key: value for key, value in whole.items() if key in kept or key not in taken}
    known = index_of({"whole": bare(**whole), "less": bare(**less)}, vocabulary=VOCABULARY)
    hidden = answer_to(known, asked._replace(limit=0), NOW)
    shown = {match.group.id for match in hidden.matches}
    without = [reason for reason in HIDING if hidden.hidden.get(reason)]
    if "whole" in shown and "focus" not in asked.asks:
        assert "less" in shown, without


@pytest.fixture(scope="module")
def silent() -> Index:
    return index_of({"one": bare()}, vocabulary=VOCABULARY)


@given(data=st.data())
def test_a_group_that_states_nothing_more_than_it_must_is_never_hidden_by_a_flag(
    silent: Index, data: st.DataObject
) -> None:
    names = [name for name in ASKED if name != "focus"]
    asked = asks_of(data, *data.draw(st.lists(st.sampled_from(names), max_size=5, unique=True)))
    found = answer_to(silent, asked, NOW)
    assert [match.group.id for match in found.matches] == ["one"]


# A directory that nobody keeps any more


OLD = "THIS DIRECTORY IS OLD"


@pytest.mark.parametrize("line", [["match"], ["next"], ["show", "never"]], ids=lambda line: line[0])
def test_far_in_the_future_it_says_loudly_that_the_directory_is_old(
    peerfind: Peerfind, line: list[str]
) -> None:
    assert OLD not in peerfind(*line, "--today", DAY).err
    late = peerfind(*line, "--today", "2040-01-01")
    assert late.code == 0
    assert late.err.splitlines()[-1] == (
        "THIS DIRECTORY IS OLD: no group that goes on was checked after 2026-10-02, and today is 2040-01-01. "
        "Numbers and times may be wrong: ring before you send anybody, and ask for a newer one."
    )


@pytest.mark.parametrize(
    ("today", "is_old"),
    [("2028-10-02", False), ("2028-10-03", True), ("9999-12-31", True), ("2020-01-01", False)],
)
def test_it_is_old_when_its_newest_check_hides_a_group(
    peerfind: Peerfind,
    today: str,
    is_old: bool,  # noqa: FBT001
) -> None:
    ran = peerfind("match", "--today", today)
    assert (ran.code, OLD in ran.err) == (0, is_old)


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param({"checked": {"on": "2039-12-01"}, "status": "closed"}, id="what has ended"),
        pytest.param({"checked": {"on": "2093-10-02"}}, id="a day to come"),
    ],
)
def test_neither_an_ended_group_nor_a_day_to_come_makes_an_old_directory_new(
    peerfind: Peerfind, tmp_path: Path, slip: dict[str, Any]
) -> None:
    groups = {"one": {"checked": {"on": "2026-10-02"}}, "other": slip}
    folder = write_directory(tmp_path / "slip", groups)
    late = peerfind("match", "--directory", str(folder), "--today", "2040-01-01")
    assert f"{OLD}: no group that goes on was checked after 2026-10-02, and" in late.err


def test_a_directory_in_which_nobody_has_checked_anything_is_not_old_for_that(
    peerfind: Peerfind, tmp_path: Path
) -> None:
    for groups in ({}, {"one": {}, "two": {}}):
        folder = write_directory(tmp_path / f"d{len(groups)}", groups)
        ran = peerfind("match", "--directory", str(folder), "--today", "2040-01-01")
        assert (ran.code, OLD in ran.err) == (0, False)
