"""The flags and arguments of commands for those who keep a directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerfind.cli import complete, flags, forms
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.model import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable


def _noted(
    name: str, metavar: str, help_: str, offers: Callable[[str], list[str]] | None = None
) -> Any:
    """A flag whose value is written into a group's file."""
    return typer.Option(
        f"--{name}",
        metavar=metavar,
        help=help_,
        autocompletion=flags.on_tab(offers),
        rich_help_panel=flags.NOTED,
    )


def _rules(name: str, help_: str) -> Any:
    """A flag that takes rules."""
    return typer.Option(
        f"--{name}",
        metavar="RULES",
        help=help_,
        autocompletion=flags.on_tab(complete.rules),
        rich_help_panel=flags.NARROW,
    )


Paths = Annotated[list[Path] | None, flags.argument("[PATH]...", "Files or folders; all if none.")]
Base = Annotated[str, flags.argument("BASE", "The state before: a revision of git, or a folder.")]
Head = Annotated[
    str | None, flags.argument("[HEAD]", "The state after; the files as they are, if not said.")
]
OptionalRule = Annotated[
    str | None, flags.argument("[RULE]", "The name of a rule; all if none.", complete.rules)
]
Only = Annotated[list[str] | None, _rules("only", "Look for these rules alone.")]
Skip = Annotated[list[str] | None, _rules("skip", "Leave these rules out.")]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        metavar="REF",
        help="Only files changed since then count: origin/main.",
        rich_help_panel=flags.NARROW,
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Warnings are not fine either.", rich_help_panel=flags.NARROW),
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend in the files what can be mended for sure.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Mend what is only likely too: read it over.")
]
FixDiff = Annotated[bool, typer.Option("--diff", help="Write nothing; show what --fix would.")]
Owner = Annotated[str | None, flags.narrow("owner", "NAME", "Only groups that this owner keeps.")]
Around = Annotated[
    str | None, flags.narrow("near", "PLACE", "Only groups that meet around here: LS6, Otley.")
]
AroundWithin = Annotated[
    str | None, flags.narrow("within", "DISTANCE", "How far around; 25 miles if not said.")
]
Against = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Only pairs with this one, new or not.",
        rich_help_panel=flags.NARROW,
    ),
]
Verdicts = Annotated[
    list[str] | None,
    flags.narrow("only", "VERDICTS", f"List these alone: {', '.join(VERDICTS)}.", VERDICTS),
]
Host = Annotated[str | None, flags.narrow("host", "NAME", "Only addresses there: example.org.")]
StateFile = Annotated[
    Path | None,
    typer.Option(
        "--state", metavar="FILE", help="Where to keep what failed when: dead takes three days."
    ),
]
Rate = Annotated[float, typer.Option(metavar="N", help="Requests a minute to one host, at most.")]
Seconds = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="How long to wait for an answer.")
]
AtOnce = Annotated[int, typer.Option(metavar="N", help="Requests at once over all hosts.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Go to machines of your own network too.")
]
GapFocus = Annotated[
    str | None,
    typer.Option(
        "--focus",
        metavar="TERM",
        help="Show towns without a group about it; grief if not said.",
        autocompletion=flags.on_tab(complete.terms("focus")),
        rich_help_panel=flags.NARROW,
    ),
]
GapWithin = Annotated[
    str, flags.narrow("within", "DISTANCE", "How far from a town a group may be.")
]
ChangesForm = Annotated[str | None, flags.form(forms.CHANGES)]
PairsForm = Annotated[str | None, flags.form(forms.PAIRS)]
LinksForm = Annotated[str | None, flags.form(forms.LINKS)]
StatsForm = Annotated[str | None, flags.form(forms.STATS)]
RingListForm = Annotated[str | None, flags.form(forms.RING_LIST)]
CheckForm = Annotated[str | None, flags.form(forms.CHECK)]
RulesForm = Annotated[str | None, flags.form(forms.RULES)]
Also = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORM=FILE",
        help="Write it to a file too: sarif=out.sarif.",
        rich_help_panel=flags.OUTPUT,
    ),
]
BuiltFile = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FILE", help="The file to write.", rich_help_panel=flags.OUTPUT
    ),
]
OnlyCheck = Annotated[
    bool, typer.Option("--check", help="Change nothing; exit 1 where a file is not in its layout.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Change nothing; show the lines that differ.")]
Repository = Annotated[
    Path, flags.argument("DIR", "The folder of the repository, there or not yet.")
]
ScaffoldCheck = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 where a file is missing or differs.")
]
ScaffoldDiff = Annotated[bool, typer.Option("--diff", help="Write nothing; show how they differ.")]
Force = Annotated[
    bool, typer.Option("--force", help="Write over what differs; never over what is yours.")
]
How = Annotated[str, _noted("how", "WAY", f"{', '.join(CHECKS)}.", complete.choices(CHECKS))]
On = Annotated[str | None, _noted("on", "DATE", "The day of the check; else today.")]
By = Annotated[str | None, _noted("by", "ROLE", "Who checked: a role, never a name.")]
Note = Annotated[str | None, _noted("note", "TEXT", "What was confirmed; else it is asked for.")]
Reason = Annotated[str, _noted("reason", "TEXT", "Why, in words for readers.")]
ReplacedBy = Annotated[
    str | None, _noted("replaced-by", "ID", "The group that took its place.", complete.ids)
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="An answer, such as venue.town=Otley or focus=grief,anxiety. Asks nothing then.",
        rich_help_panel=flags.NOTED,
    ),
]
FromForm = Annotated[
    Path | None,
    _noted("from-form", "FILE", "Take the answers of a filled issue form; - is standard input."),
]
Geocode = Annotated[
    bool,
    typer.Option(
        "--geocode",
        help="Ask an online geocoder where the venue lies. Sends its address.",
        rich_help_panel=flags.NOTED,
    ),
]
Geocoder = Annotated[
    str | None,
    _noted("geocoder", "URL", "Another Nominatim server; also PEERFIND_GEOCODER."),
]
AcceptFar = Annotated[
    bool,
    typer.Option(
        "--accept-far",
        help="Take coordinates that lie far from the postcode.",
        rich_help_panel=flags.NOTED,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Show the changes, write nothing.", rich_help_panel=flags.OUTPUT
    ),
]
