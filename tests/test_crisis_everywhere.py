"""Whom to ring at once is in every view for people, by nation, and its source is one command away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from running import DAY, Ran, example_directory
from showing import TODAY

from peerfind.cli import forms
from peerfind.cli.commands import FINDING, app
from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.model import NATIONS
from peerfind.output.plain import crisis_text
from peerfind.wording.crisis import UK_NATIONS, chosen
from peerfind.wording.summary import crisis_pointer, crisis_sms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DANGER = "0113 496 0999"
NIGHT_LINE = "0113 496 0111"  # of England alone
HUMAN = ("table", "plain", "markdown", "html", "message")
GROUP = "wharfe-evening-bereavement"
VIEWS = {
    "match": (["match", "--near", "LS21"], forms.ANSWER),
    "match of words": (["match", "grief", "--limit", "1"], forms.ANSWER),
    "match with nothing found": (["match", "--focus", "hearing-voices", "--age", "80"], forms.ANSWER),
    "match of all": (["match", "--limit", "0", "--include", "closed"], forms.ANSWER),
    "the sum of one": (["match", "--focus", "grief", "--why", GROUP], ("plain",)),
    "next": (["next", "--days", "60"], forms.AGENDA),
    "next with nothing found": (["next", "--focus", "hearing-voices", "--age", "80"], forms.AGENDA),
    "show": (["show", GROUP], forms.SHEET),
    "compared": (["show", GROUP, "aire-walk", "--compare"], forms.COMPARISON),
    "show several": (["show", GROUP, "old-circle"], forms.SHEET),
    "questions": (["questions"], forms.LIST),
    "questions of one": (["questions", GROUP], forms.LIST),
    "share": (["share", GROUP], forms.SHARE),
    "share several": (["share", GROUP, "aire-walk"], forms.SHARE),
    "guide": (["guide"], forms.GUIDE),
    "guide page": (["guide", "who-leads"], forms.GUIDE),
    "guide search": (["guide", "--search", "grief"], forms.GUIDE),
}  # fmt: skip
EACH = [
    pytest.param([*line, "-o", form], id=f"{name} as {form}")
    for name, (line, known) in VIEWS.items()
    for form in known
    if form in HUMAN
]
# What shows no group, what is about the crisis lines or an entry's faults, and what writes data alone. The
# screen of `browse` has tests of its own.
WITHOUT = {"terms", "report", "crisis", "batch", "browse"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


def on(line: list[str]) -> list[str]:
    """A command line as on the day of the tests, where it can be told."""
    return [*line, "--today", DAY] if line[0] in ("match", "next", "show", "share") else line


@pytest.mark.parametrize("line", EACH)
def test_no_view_for_people_lacks_it_nor_the_way_to_its_source(
    peerfind: Callable[..., Ran], line: list[str]
) -> None:
    ran = peerfind(*on(line))
    assert ran.code == 0
    assert DANGER in ran.out
    # What is given away names no command, which the person has not.
    is_given_away = line[0] == "share" or line[-1] == "message"
    has_groups = "Nothing fits" not in ran.out
    assert ("peerfind crisis" in ran.out) != (is_given_away and has_groups)


def test_every_message_of_several_has_it(peerfind: Callable[..., Ran]) -> None:
    for line in (["match"], ["share", GROUP, "aire-walk", "young-voices"]):
        messages = peerfind(*on([*line, "-o", "message"])).out.split("\n\n")
        assert len(messages) == 3
        assert all(DANGER in one for one in messages)


def test_every_command_that_finds_a_group_is_looked_at() -> None:
    found = {
        one.callback.__name__
        for one in app.registered_commands
        if one.callback and one.rich_help_panel == FINDING
    }
    assert found == {line[0] for line, _ in VIEWS.values()} | WITHOUT


@pytest.mark.parametrize(
    "line",
    [["match", "--near", "LS21"], ["show", GROUP], ["questions", GROUP], ["share", GROUP, "-o", "plain"]],
    ids=lambda line: line[0],
)  # fmt: skip
def test_it_is_that_of_the_nation(peerfind: Callable[..., Ran], line: list[str]) -> None:
    assert NIGHT_LINE in peerfind(*on(line)).out


def test_groups_of_no_one_nation_have_that_of_the_whole_country(
    peerfind: Callable[..., Ran],
) -> None:
    said = peerfind(*on(["share", GROUP, "young-voices", "-o", "plain"])).out
    assert DANGER in said
    assert NIGHT_LINE not in said


# The directory that came with peerfind

COMMON = load(shipped_directory()).common


@pytest.mark.parametrize("nation", [*NATIONS, None])
def test_every_nation_has_a_number_for_danger_to_life(nation: str | None) -> None:
    assert "999" in " ".join(crisis_pointer(COMMON.crisis, nation))
    assert "999" in crisis_sms(COMMON.crisis, nation)


@pytest.mark.parametrize("nation", sorted(UK_NATIONS))
def test_every_nation_of_the_uk_has_a_line_for_those_who_are_very_low(nation: str) -> None:
    assert any(one.startswith("Very low now: ") for one in crisis_pointer(COMMON.crisis, nation))


@pytest.mark.parametrize("nation", NATIONS)
def test_every_contact_is_told_with_its_source_and_date(nation: str) -> None:
    there = chosen(COMMON.crisis, nation)
    said = "\n".join(crisis_text(there, TODAY))
    told = [one for one in there.every if one.keys() & {"phone", "text"}]
    sources = re.findall(r"^Source: \S+ \((?:[\w ]+)\)", said, re.MULTILINE)
    assert len(sources) >= len(told) > 0


def test_every_contact_has_a_source() -> None:
    assert [one["id"] for one in COMMON.crisis if not one.get("sources")] == []
