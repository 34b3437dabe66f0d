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
from peerfind.model import NATIONS
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


def on_tab(offers: Callable[[str], list[str]] | None) -> Callable[[str], list[str]] | None:
    """What Tab offers, where Tab was pressed: Typer takes longer to look at it than a search takes."""
    return offers if config.is_completing() else None


def narrow(name: str, metavar: str, help_: str, offers: tuple[str, ...] = ()) -> Any:
    """A flag that narrows or orders the answer."""
    return typer.Option(
        f"--{name}",
        metavar=metavar,
        help=help_,
        autocompletion=on_tab(complete.choices(offers) if offers else None),
        rich_help_panel=NARROW,
    )


def form(known: tuple[str, ...]) -> Any:
    """The flag that chooses how a thing is printed."""
    return typer.Option(
        "--output",
        "-o",
        metavar="FORM",
        help=f"How to print it: {', '.join(known)}.",
        autocompletion=on_tab(complete.choices(known)),
        rich_help_panel=OUTPUT,
    )


def argument(metavar: str, help_: str, offers: Callable[[str], list[str]] | None = None) -> Any:
    """An argument, with what Tab offers for it."""
    return typer.Argument(metavar=metavar, help=help_, autocompletion=on_tab(offers))


Words = Annotated[list[str] | None, argument("[WORDS]...", "Any words, spelt as you can.")]
Ids = Annotated[list[str], argument("ID...", "The ids of groups.", complete.ids)]
OneId = Annotated[str, argument("ID", "The id of a group.", complete.ids)]
OptionalIds = Annotated[list[str] | None, argument("[ID]...", "The ids of groups.", complete.ids)]
FacetName = Annotated[
    str | None, argument("[FACET]", f"{', '.join(FACETS)}.", complete.choices(FACETS))
]
Word = Annotated[str | None, argument("[WORD]", "Only terms that have to do with it.")]


PageName = Annotated[
    str | None, argument("[PAGE]", "The name of a page; the list of all if none.", complete.pages)
]
SearchWords = Annotated[
    list[str] | None,
    typer.Option("--search", metavar="WORDS", help="Say which pages speak of it, and where."),
]
ShareIds = Annotated[
    list[str] | None, argument("[ID]...", "The ids of groups; - reads them.", complete.ids)
]
FromFile = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="FILE", help="Ids in a file, # for remarks; - reads them."),
]
Parts = Annotated[
    int, typer.Option("--parts", metavar="N", min=1, max=10, help="A text message's parts at most.")
]


Within = Annotated[str | None, narrow("within", "DISTANCE", "At most this far: 10, 10mi, 15km.")]
Require = Annotated[
    list[str] | None,
    narrow("require", "NAMES", "Flags that must be met: format,access or all.", _REQUIRED),
]
Avoid = Annotated[
    list[str] | None, narrow("avoid", "NAME=TERM", "Leave out groups that have it: format=phone.")
]
Include = Annotated[
    list[str] | None, narrow("include", "WHAT", "closed, paused or stale ones too.", INCLUDES)
]
Weight = Annotated[
    list[str] | None,
    narrow("weight", "NAME=NUMBER", "How much a flag counts: near=5.", _WEIGHED),
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
    narrow("ignore", "NAMES", "Do not read these from the words: near,age or all.", IGNORES),
]
Why = Annotated[
    str | None,
    narrow("why", "ID", "Show the whole sum of one group instead.", offers=()),
]
Guide = Annotated[
    bool,
    typer.Option("--guide", help="Ask step by step, on a terminal.", rich_help_panel=NEED),
]
Sort = Annotated[str, narrow("sort", "ORDER", f"{', '.join(SORTS)}.", SORTS)]
Limit = Annotated[int, narrow("limit", "N", "How many; 0 is all.")]
DaysAhead = Annotated[int | None, narrow("days", "N", "So many days from today on; 7 if not said.")]
OnDay = Annotated[
    str | None,
    narrow("on", "DAY", "Only then: saturday, tomorrow, 2026-12-05.", (*DAY_NAMES, "tomorrow")),
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


AnswerForm = Annotated[str | None, form(forms.ANSWER)]
AgendaForm = Annotated[str | None, form(forms.AGENDA)]
SheetForm = Annotated[str | None, form(forms.SHEET)]
ListForm = Annotated[str | None, form(forms.LIST)]
ShareForm = Annotated[str | None, form(forms.SHARE)]
BatchForm = Annotated[str | None, form(forms.BATCH)]
GuideForm = Annotated[str | None, form(forms.GUIDE)]
ExportForm = Annotated[str, form((*EXPORTS,))]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAMES",
        help="Only these, such as name,town,phone; all if not said.",
        autocompletion=on_tab(complete.fields),
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
FailEmpty = Annotated[
    bool,
    typer.Option("--fail-empty", help="Exit 1 when nothing is found.", rich_help_panel=OUTPUT),
]
Directory = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="The directory to read.", rich_help_panel=OUTPUT),
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
        autocompletion=on_tab(complete.choices(NATIONS)),
    ),
]


NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.", rich_help_panel=OUTPUT)]


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
        autocompletion=on_tab(complete.terms(criterion.facet) if criterion.facet else None),
        rich_help_panel=NEED,
    )
    # `for` is no name for a parameter of Python's, so each one has an ending.
    return inspect.Parameter(
        f"{criterion.name}{ASKED}",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, option],
    )
