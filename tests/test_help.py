"""Help that a person can take in: whole screens, and what holds at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from running import in_process
from typer.testing import CliRunner

from peerfind.asking.criteria import CRITERIA
from peerfind.cli.commands import app
from peerfind.cli.help import GroupedCommand, GroupedCommands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = [[], *([one.callback.__name__] for one in app.registered_commands if one.callback)]


@pytest.fixture
def page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., str]:
    """The help that a command line shows on a terminal of a width."""
    peerfind = in_process(monkeypatch, capsys, tmp_path)

    def shown(*arguments: str, width: int = 80) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        ran = peerfind(*arguments, "--help")
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return shown


def test_the_whole_help_of_the_program(page: Callable[..., str]) -> None:
    assert (
        page()
        == """\
Usage: peerfind [OPTIONS] COMMAND [ARGS]...

  Find the peer-support groups that fit, offline. In danger now: peerfind
  crisis.

Finding a group:
  match      Rank the groups that fit a person, and say why each one does.
  next       List the meetings that fit in date order, from now on.
  browse     Search as you type, narrow, compare and share, on a whole screen.
  show       Print all about a group, in the order one reads it aloud.
  questions  List what to ask before joining, and what the entry answers.
  terms      List what can be asked for, and how many groups there are.
  crisis     List whom to ring or text when somebody cannot keep safe.
  report     Say where and how to report that an entry is wrong.
  share      Make a text message, an email or a page to give to a person.
  guide      Read the short pages for staff, or find where they speak of it.
  batch      Find groups for many needs at once, from a table of asks.

Looking after the directory:
  check       Print every problem in the files, with line and column.
  explain     Say what a rule of check is about, why it matters, what to do.
  new         Add a group: asks one question after another, writes its file.
  import      Take groups from others' files, and tell what was made of them.
  fmt         Bring files into one layout; what they say and remarks stay.
  confirm     Write down that you checked a group, how, and what you learned.
  close       Write down that a group has ended, why, and what took its place.
  pause       Write down that a group does not meet for a while, and why.
  reopen      Take out again what close or pause wrote.
  stale       List whom to ring: groups due for a check, the worst first.
  duplicates  List pairs of entries that may be one group, and why.
  diff        Say what readers will see change, and what to look at twice.
  stats       Count what there is, and find the towns without a group.
  schema      Print what a group's file may say, as JSON Schema for editors.
  scaffold    Write a repository for a directory: words, forms, robots, help.
  links       Go online to see which web addresses in the files still live.
  export      Write groups for other programs: csv, xlsx, json, html and more.
  config      Say what your settings are, and where each of them comes from.
  build       Make one file of the directory, to read with --directory FILE.
  doctor      Say what is read, what could not be, and what runs.

Options:
  --version             Show the version.
  --install-completion  Install completion for the current shell.
  --show-completion     Show completion for the current shell, to copy it or
                        customize the installation.
  -h, --help            Show this message and exit.

  Exit codes: 0 done, 1 not fine (check found errors; --fail-empty), 2 wrong
  use, 3 no directory, 4 no network, 70 our fault, 130 interrupted.
"""
    )


def test_the_whole_help_of_match(page: Callable[..., str]) -> None:
    assert (
        page("match")
        == """\
Usage: peerfind match [OPTIONS] [WORDS]...

  Rank the groups that fit a person, and say why each one does.

What to give:
  [WORDS]...  Any words, spelt as you can.

What the person needs:
  --focus TERM     What it is about, such as grief.
  --near PLACE     Postcode, LS6, town, or lat,lon; - asks for it.
  --format TERM    How people meet, such as in-person or online.
  --leader TERM    Who leads, such as peer or professional.
  --setting TERM   group or one-to-one.
  --age YEARS      The person's age in whole years.
  --for TERM       Communities the person belongs to, such as men.
  --day DAY        monday, weekdays, weekend, today, tomorrow.
  --time TIME      morning, afternoon, evening, or 18:00-21:00.
  --activity TERM  What people do, such as walking.
  --style TERM     How a meeting runs, such as structured.
  --language TERM  Language spoken, such as cy or BSL.
  --access TERM    What must be there, such as step-free.
  --joining TERM   How one joins, such as drop-in.
  --cost TERM      free, donation or paid.
  --want TERM      What the person looks for, such as anonymity.
  --guide          Ask step by step, on a terminal.

Narrow, order:
  --within DISTANCE     At most this far: 10, 10mi, 15km.
  --require NAMES       Flags that must be met: format,access or all.
  --avoid NAME=TERM     Leave out groups that have it: format=phone.
  --include WHAT        closed, paused or stale ones too.
  --weight NAME=NUMBER  How much a flag counts: near=5.
  --literal             Search the words; read nothing from them.
  --ignore NAMES        Do not read these from the words: near,age or all.
  --sort ORDER          fit, near, next, checked, name.  [default: fit]
  --limit N             How many; 0 is all.  [default: 10]
  --why ID              Show the whole sum of one group instead.

Team:
  --use NAME   Ask what your team keeps as NAME too.
  --save NAME  Keep weights and asks as NAME.
  --replace    Let --save write over one.

Output:
  -o, --output FORM  How to print it: table, plain, json, jsonl, csv, tsv,
                     markdown, html, message.
  --no-input         Ask nothing.
  --fail-empty       Exit 1 when nothing is found.
  --lang LANGUAGE    en, or cy for Welsh; also PEERFIND_LANG.
  --directory PATH   The directory to read.
  --today DATE       Answer as on this date.
  --color WHEN       auto, always or never.
  --width N          Columns of a line; 100 are used at most.
  --no-pager         Show all at once, however long.

Other:
  -h, --help  Show this message and exit.

  Terms that can be asked for: peerfind terms
"""
    )


def test_the_help_of_match_on_a_narrow_screen(page: Callable[..., str]) -> None:
    assert page("match", width=40).startswith(
        """\
Usage: peerfind match\N{SPACE}
           [OPTIONS] [WORDS]...

  Rank the groups that fit a person, and
  say why each one does.

What to give:
  [WORDS]...  Any words, spelt as you
              can.

What the person needs:
  --focus TERM     What it is about,
                   such as grief.
"""
    )


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("arguments", PAGES, ids=lambda names: names[0] if names else "all")
def test_help_is_never_wider_than_the_terminal(
    page: Callable[..., str], arguments: list[str], width: int
) -> None:
    lines = page(*arguments, width=width).splitlines()
    assert [line for line in lines if len(line) > min(width, 100)] == []


@pytest.mark.parametrize("arguments", PAGES, ids=lambda names: names[0] if names else "all")
def test_help_has_no_boxes_and_no_colours(page: Callable[..., str], arguments: list[str]) -> None:
    assert page(*arguments).isascii()
    assert "\x1b" not in page(*arguments)


@pytest.mark.parametrize("arguments", PAGES, ids=lambda names: names[0] if names else "all")
def test_each_flag_takes_one_line_on_a_screen_of_100(
    page: Callable[..., str], arguments: list[str]
) -> None:
    listed = page(*arguments, width=100).split("\n\n", 2)[2].splitlines()
    continued = [line for line in listed if line.startswith(" " * 12)]
    assert len(continued) <= 1, continued


@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_stands_under_what_the_person_needs(
    page: Callable[..., str], name: str
) -> None:
    section = page("match").split("What the person needs:\n")[1].split("\n\n")[0]
    rows = [line.split("  ") for line in section.splitlines()]
    assert f"--{name} {CRITERIA[name].metavar}" in [row[1].strip() for row in rows]


# The layout itself, on a program of two commands

small = typer.Typer(cls=GroupedCommands, rich_markup_mode=None, add_completion=False)


@small.callback()
def _program() -> None:
    """Do little."""


@small.command(cls=GroupedCommand, rich_help_panel="First")
def shown(
    plain: str = typer.Option("", metavar="TEXT", help="Under no head."),
    headed: str = typer.Option("", metavar="TEXT", help="Under a head.", rich_help_panel="Head"),
    secret: str = typer.Option("", help="Told to nobody.", hidden=True),
) -> None:
    """Show something."""
    typer.echo(plain + headed + secret)


@small.command(cls=GroupedCommand, hidden=True)
def hidden() -> None:
    """Stay out of sight."""


@small.command()
def bare() -> None:
    """Stand under no head."""


def layout(*arguments: str) -> str:
    """The help of the small program."""
    return CliRunner().invoke(small, [*arguments, "--help"], terminal_width=80).stdout


def test_commands_stand_under_their_heads_and_hidden_ones_nowhere() -> None:
    assert (
        layout().split("Do little.\n\n")[1]
        == """\
First:
  shown  Show something.

Commands:
  bare  Stand under no head.

Options:
  --help  Show this message and exit.
"""
    )


def test_flags_stand_under_their_heads_and_hidden_ones_nowhere() -> None:
    assert (
        layout("shown").split("Show something.\n\n")[1]
        == """\
Head:
  --headed TEXT  Under a head.

Other:
  --plain TEXT  Under no head.
  --help        Show this message and exit.
"""
    )


def test_a_hidden_command_still_explains_itself() -> None:
    assert "Stay out of sight.\n\nOther:\n" in layout("hidden")
