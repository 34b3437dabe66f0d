"""Every flag and argument, once: its name, what it takes, its help and what Tab offers for it."""

from __future__ import annotations

import inspect
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerfind import config
from peerfind.asking.criteria import CRITERIA, LOSSES, WORDS, Criterion
from peerfind.asking.query import IGNORES, INCLUDES, SORTS
from peerfind.cli import complete, forms
from peerfind.directory.vocabulary import FACETS
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.model import CHECKS, NATIONS
from peerfind.output.exports import EXPORTS
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.asking.query import Typed

NEED, NARROW, OUTPUT = "What the person needs", "Narrow, order", "Output"
NOTED = "What to write down"
ASKED = "_asked"
_REQUIRED = (*CRITERIA, WORDS, "all")
_WEIGHED = tuple(f"{name}=" for name in (*CRITERIA, WORDS, *LOSSES))


def _on_tab(offers: Callable[[str], list[str]] | None) -> Callable[[str], list[str]] | None:
    """What Tab offers, where Tab was pressed: Typer takes longer to look at it than a search takes."""
    return offers if config.is_completing() else None


def _narrow(name: str, metavar: str, help_: str, offers: tuple[str, ...] = ()) -> Any:
    """A flag that narrows or orders the answer."""
    return typer.Option(
        f"--{name}",
        metavar=metavar,
        help=help_,
        autocompletion=_on_tab(complete.choices(offers) if offers else None),
        rich_help_panel=NARROW,
    )


def _noted(
    name: str, metavar: str, help_: str, offers: Callable[[str], list[str]] | None = None
) -> Any:
    """A flag whose value is written into a group's file."""
    return typer.Option(
        f"--{name}",
        metavar=metavar,
        help=help_,
        autocompletion=_on_tab(offers),
        rich_help_panel=NOTED,
    )


def _form(known: tuple[str, ...]) -> Any:
    """The flag that chooses how a thing is printed."""
    return typer.Option(
        "--output",
        "-o",
        metavar="FORM",
        help=f"How to print it: {', '.join(known)}.",
        autocompletion=_on_tab(complete.choices(known)),
        rich_help_panel=OUTPUT,
    )


def _rules(name: str, help_: str) -> Any:
    """A flag that takes rules."""
    return typer.Option(
        f"--{name}",
        metavar="RULES",
        help=help_,
        autocompletion=_on_tab(complete.rules),
        rich_help_panel=NARROW,
    )


def _argument(metavar: str, help_: str, offers: Callable[[str], list[str]] | None = None) -> Any:
    return typer.Argument(metavar=metavar, help=help_, autocompletion=_on_tab(offers))


Words = Annotated[list[str] | None, _argument("[WORDS]...", "Any words, spelt as you can.")]
Ids = Annotated[list[str], _argument("ID...", "The ids of groups.", complete.ids)]
OneId = Annotated[str, _argument("ID", "The id of a group.", complete.ids)]
OptionalIds = Annotated[list[str] | None, _argument("[ID]...", "The ids of groups.", complete.ids)]
FacetName = Annotated[
    str | None, _argument("[FACET]", f"{', '.join(FACETS)}.", complete.choices(FACETS))
]
Word = Annotated[str | None, _argument("[WORD]", "Only terms that have to do with it.")]
Paths = Annotated[list[Path] | None, _argument("[PATH]...", "Files or folders; all if none.")]

Base = Annotated[str, _argument("BASE", "The state before: a revision of git, or a folder.")]
Head = Annotated[
    str | None, _argument("[HEAD]", "The state after; the files as they are, if not said.")
]

PageName = Annotated[
    str | None, _argument("[PAGE]", "The name of a page; the list of all if none.", complete.pages)
]
SearchWords = Annotated[
    list[str] | None,
    typer.Option("--search", metavar="WORDS", help="Say which pages speak of it, and where."),
]
ShareIds = Annotated[
    list[str] | None, _argument("[ID]...", "The ids of groups; - reads them.", complete.ids)
]
FromFile = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="FILE", help="Ids in a file, # for remarks; - reads them."),
]
Parts = Annotated[
    int, typer.Option("--parts", metavar="N", min=1, max=10, help="A text message's parts at most.")
]

OptionalRule = Annotated[
    str | None, _argument("[RULE]", "The name of a rule; all if none.", complete.rules)
]

Only = Annotated[list[str] | None, _rules("only", "Look for these rules alone.")]
Skip = Annotated[list[str] | None, _rules("skip", "Leave these rules out.")]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        metavar="REF",
        help="Only files changed since then count: origin/main.",
        rich_help_panel=NARROW,
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Warnings are not fine either.", rich_help_panel=NARROW)
]

Fix = Annotated[bool, typer.Option("--fix", help="Mend in the files what can be mended for sure.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Mend what is only likely too: read it over.")
]
FixDiff = Annotated[bool, typer.Option("--diff", help="Write nothing; show what --fix would.")]

Within = Annotated[str | None, _narrow("within", "DISTANCE", "At most this far: 10, 10mi, 15km.")]
Require = Annotated[
    list[str] | None,
    _narrow("require", "NAMES", "Flags that must be met: format,access or all.", _REQUIRED),
]
Avoid = Annotated[
    list[str] | None, _narrow("avoid", "NAME=TERM", "Leave out groups that have it: format=phone.")
]
Include = Annotated[
    list[str] | None, _narrow("include", "WHAT", "closed, paused or stale ones too.", INCLUDES)
]
Weight = Annotated[
    list[str] | None,
    _narrow("weight", "NAME=NUMBER", "How much a flag counts: near=5.", _WEIGHED),
]
Literal = Annotated[
    bool,
    typer.Option(
        "--literal",
        help="Search the words; read nothing from them.",
        rich_help_panel=NARROW,
    ),
]
Ignore = Annotated[
    list[str] | None,
    _narrow("ignore", "NAMES", "Do not read these from the words: near,age or all.", IGNORES),
]
Why = Annotated[
    str | None,
    _narrow("why", "ID", "Show the whole sum of one group instead.", offers=()),
]
Guide = Annotated[
    bool,
    typer.Option("--guide", help="Ask step by step, on a terminal.", rich_help_panel=NEED),
]
Sort = Annotated[str, _narrow("sort", "ORDER", f"{', '.join(SORTS)}.", SORTS)]
Limit = Annotated[int, _narrow("limit", "N", "How many; 0 is all.")]
DaysAhead = Annotated[
    int | None, _narrow("days", "N", "So many days from today on; 7 if not said.")
]
OnDay = Annotated[
    str | None,
    _narrow("on", "DAY", "Only then: saturday, tomorrow, 2026-12-05.", (*DAY_NAMES, "tomorrow")),
]
Undated = Annotated[
    bool,
    typer.Option(
        "--undated",
        help="List the groups that fit but tell no dates instead.",
        rich_help_panel=NARROW,
    ),
]
Compare = Annotated[
    bool, typer.Option("--compare", help="Side by side, differences first; -o csv works too.")
]

Owner = Annotated[str | None, _narrow("owner", "NAME", "Only groups that this owner keeps.")]
Around = Annotated[
    str | None, _narrow("near", "PLACE", "Only groups that meet around here: LS6, Otley.")
]
AroundWithin = Annotated[
    str | None, _narrow("within", "DISTANCE", "How far around; 25 miles if not said.")
]

Against = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Only pairs with this one, new or not.",
        rich_help_panel=NARROW,
    ),
]

Verdicts = Annotated[
    list[str] | None,
    _narrow("only", "VERDICTS", f"List these alone: {', '.join(VERDICTS)}.", VERDICTS),
]
Host = Annotated[str | None, _narrow("host", "NAME", "Only addresses there: example.org.")]
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
        autocompletion=_on_tab(complete.terms("focus")),
        rich_help_panel=NARROW,
    ),
]
GapWithin = Annotated[str, _narrow("within", "DISTANCE", "How far from a town a group may be.")]

AnswerForm = Annotated[str | None, _form(forms.ANSWER)]
AgendaForm = Annotated[str | None, _form(forms.AGENDA)]
SheetForm = Annotated[str | None, _form(forms.SHEET)]
ListForm = Annotated[str | None, _form(forms.LIST)]
ShareForm = Annotated[str | None, _form(forms.SHARE)]
GuideForm = Annotated[str | None, _form(forms.GUIDE)]
ChangesForm = Annotated[str | None, _form(forms.CHANGES)]
PairsForm = Annotated[str | None, _form(forms.PAIRS)]
LinksForm = Annotated[str | None, _form(forms.LINKS)]
StatsForm = Annotated[str | None, _form(forms.STATS)]
RingListForm = Annotated[str | None, _form(forms.RING_LIST)]
CheckForm = Annotated[str | None, _form(forms.CHECK)]
RulesForm = Annotated[str | None, _form(forms.RULES)]
ExportForm = Annotated[str, _form((*EXPORTS,))]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAMES",
        help="Only these, such as name,town,phone; all if not said.",
        autocompletion=_on_tab(complete.fields),
        rich_help_panel=OUTPUT,
    ),
]
To = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write it to a file, whole or not at all.", rich_help_panel=OUTPUT
    ),
]
StrictExport = Annotated[
    bool,
    typer.Option(
        "--strict", help="Exit 1 where a form cannot carry it all.", rich_help_panel=OUTPUT
    ),
]
Also = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORM=FILE", help="Write it to a file too: sarif=out.sarif.", rich_help_panel=OUTPUT
    ),
]
FailEmpty = Annotated[
    bool,
    typer.Option("--fail-empty", help="Exit 1 when nothing is found.", rich_help_panel=OUTPUT),
]
Directory = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="The directory to read.", rich_help_panel=OUTPUT),
]
BuiltFile = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FILE", help="The file to write.", rich_help_panel=OUTPUT
    ),
]
OnlyCheck = Annotated[
    bool, typer.Option("--check", help="Change nothing; exit 1 where a file is not in its layout.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Change nothing; show the lines that differ.")]
Repository = Annotated[Path, _argument("DIR", "The folder of the repository, there or not yet.")]
ScaffoldCheck = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 where a file is missing or differs.")
]
ScaffoldDiff = Annotated[bool, typer.Option("--diff", help="Write nothing; show how they differ.")]
Force = Annotated[
    bool, typer.Option("--force", help="Write over what differs; never over what is yours.")
]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Answer as on this date.", rich_help_panel=OUTPUT),
]
Nation = Annotated[
    str | None,
    typer.Option(
        metavar="NATION",
        help=f"{', '.join(NATIONS)}.",
        autocompletion=_on_tab(complete.choices(NATIONS)),
    ),
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
        rich_help_panel=NOTED,
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
        rich_help_panel=NOTED,
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
        rich_help_panel=NOTED,
    ),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.", rich_help_panel=OUTPUT)]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Show the changes, write nothing.", rich_help_panel=OUTPUT),
]


def of_question(question: Callable[..., Typed]) -> Callable[[Callable[..., Any]], Any]:
    """Gives a command the words and flags of `question`, and what that made of them as its first argument.

    A flag for each criterion stands in place of the `**asks` of `question`.
    """
    signature = inspect.signature(question, eval_str=True)
    named = [one for one in signature.parameters.values() if one.kind is not one.VAR_KEYWORD]
    asked = [named[0], *map(_criterion_flag, CRITERIA.values()), *named[1:]]

    def with_question(function: Callable[..., Any]) -> Callable[..., Any]:
        own = [*inspect.signature(function, eval_str=True).parameters.values()][1:]

        @wraps(function)
        def command(**given: Any) -> None:
            typed = question(**{one.name: given.pop(one.name) for one in asked})
            function(typed, **given)

        parameters = [*asked, *own]
        command.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=parameters, return_annotation=None
        )
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        return command

    return with_question


def _criterion_flag(criterion: Criterion) -> inspect.Parameter:
    option = typer.Option(
        f"--{criterion.name}",
        metavar=criterion.metavar,
        help=criterion.help,
        autocompletion=_on_tab(complete.terms(criterion.facet) if criterion.facet else None),
        rich_help_panel=NEED,
    )
    # `for` is no name for a parameter of Python's, so each one has an ending.
    return inspect.Parameter(
        f"{criterion.name}{ASKED}",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, option],
    )
