"""What stands in each part of the screen while browsing: plain lines, cut to no width but their own."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.browsing.state import HEADS
from peerfind.freshness import first_day
from peerfind.output.message import message
from peerfind.output.plain import crisis_text, show_text
from peerfind.wording import crisis, summary
from peerfind.wording.cards import term_label
from peerfind.wording.comparison import compared
from peerfind.wording.say import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.browsing.state import Choice, State
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.wording.cards import Card
    from peerfind.wording.sheets import Sheet

# What the keys do: while typing, in the lists, and where there is little room.
TYPING_KEYS = "enter groups  tab narrow  ? help  ! crisis  ctrl+c quit"
KEYS = "/ search  f narrow  enter open  space shortlist  c compare  s share  ! crisis"
FEW_TYPING_KEYS = "enter groups  ? help  ! crisis"
FEW_KEYS = "/ search  f narrow  ? help  ! crisis"
_LEADERS = {"lay": "not professionals", "professional": "professionals"}
HELP = """\
Type what the caller says; the groups follow each word.
enter    from typing to the groups, where these keys work
/        back to typing
f        narrow: choices, and how many groups each leaves
space    in the groups: onto the shortlist, or off it
         in the choices: choose, or take back
u        undo the last narrowing
enter    open a group in full
p        copy its phone number
s        the shortlist, or this group, as a text to send; y copies it
c        compare the groups on the shortlist
!        crisis lines, from everywhere
escape   close, or back to the groups
q        quit; ctrl+c from everywhere

Choices are musts. One that leaves no group is marked -, and cannot be taken.
The mouse works too. Nothing that you type is kept."""
COPIED = "Sent to the clipboard: {}. If it does not paste, your terminal does not allow it."


def understood(answer: Answer) -> str:
    """What was understood, with how many groups there are."""
    return f"{counted(answer.total, 'group')}: {', '.join(summary.understood(answer))}"


def label(choice: Choice, vocabulary: Vocabulary) -> str:
    """What a choice is called."""
    if choice.value in _LEADERS:
        return _LEADERS[choice.value]
    found = term_label(choice.name, choice.value, vocabulary)
    return found.removeprefix("an ").removeprefix("a ")


def choice_line(mark: str, called: str, count: int, width: int) -> str:
    """A choice with its mark and, at the end of the line, the number of groups that it leaves."""
    number = f"{count:,}" if count else "-"
    room = max(1, width - len(mark) - len(number) - 2)
    short = called if len(called) <= room else f"{called[: room - 1]}."
    return f"{mark} {short:<{room}} {number}"


def choices(
    state: State, counts: Mapping[Choice, int], vocabulary: Vocabulary, width: int
) -> Iterator[tuple[str, Choice | None]]:
    """The lines of the panel of choices: headings, and choices with what each would leave."""
    for head in HEADS:
        known = [one for one in head.choices if one in counts]
        if known:
            yield head.title, None
        for one in known:
            mark = "[x]" if one in state.chosen else "[ ]"
            yield choice_line(mark, label(one, vocabulary), counts[one], width), one


def row(card: Card, width: int, *, is_aside: bool) -> list[str]:
    """A group in the list: its name and where, when and how, and why; the name is never cut."""
    name = f"{'* ' if is_aside else '  '}{card.name}"
    gap = width - len(name) - len(card.where)
    first = [f"{name}{' ' * gap}{card.where}"] if gap > 1 else [name, f"  {card.where}"]
    facts = " · ".join((card.when.short, *card.how))
    reasons = "; ".join(
        f"{head} {', '.join(found)}"
        for head, found in card.reasons(("yes", "partly", "not", "ask"))
    )
    lines = [*first, f"  {facts}", *([f"  {reasons}"] if reasons else [])]
    return [part for line in lines for part in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> list[str]:
    """A line in as many as it takes, the later ones set in; what is set apart by spaces stays so."""
    if len(line) <= width:
        return [line]
    return wrap(line, max(1, width), subsequent_indent="    ", break_on_hyphens=False)


def detail(card: Card) -> list[str]:
    """A group in short, the number to ring first: what one says next on the phone."""
    way = card.ways[0].said if card.ways else "No contact is stated"
    lines = [f"{card.name}  {way}", card.summary, *card.cautions, f"Next: {card.when.full}"]
    lines += [f"Where: {card.place}", " · ".join((*card.how, *card.who)), card.fresh]
    lines += [f"Ask: {', '.join(card.ask)}"] if card.ask else []
    return [line for line in lines if line]


def full(sheet: Sheet) -> str:
    """A group in full, with the questions to ask first."""
    asked = ["", "Ask:", *(f"- {one}" for one in sheet.questions)] if sheet.questions else []
    return "\n".join([*show_text(sheet, ()), *asked])


def shared(sheets: Sequence[Sheet], crisis_sms: str) -> str:
    """Groups as texts to send."""
    return "\n\n".join(message(one.brief, crisis_sms) for one in sheets)


def comparison(sheets: Sequence[Sheet]) -> str:
    """Groups beside one another, one line for each under what is compared, differences first."""
    found = compared(sheets, ())
    lines = [f"{one.letter}  {one.name}" for one in found.groups]
    for title, rows in (("Different", found.different), ("The same", found.same)):
        lines += ["", title.upper()] if rows else []
        for line in rows:
            if title == "Different":
                cells = zip(found.groups, line.cells, strict=True)
                lines += [line.label, *(f"  {group.letter}  {cell}" for group, cell in cells)]
            else:
                lines.append(f"{line.label}: {line.cells[0]}")
    return "\n".join(lines)


def phone(card: Card) -> str:
    """The number to ring or text; nothing where none is stated."""
    return next((way.words for way in card.ways if way.kind in ("phone", "text")), "")


def keys(width: int, *, is_typing: bool) -> str:
    """What the keys do, as much as a width has room for."""
    whole = TYPING_KEYS if is_typing else KEYS
    few = FEW_TYPING_KEYS if is_typing else FEW_KEYS
    return whole if len(whole) <= width else few


def crisis_line(lines: Sequence[str]) -> str:
    """The crisis lines as one, without what names a command: a key is nearer here."""
    return text.shown(" ".join(one for one in lines if one != summary.MORE_LINES))


def crisis_page(answer: Answer) -> list[str]:
    """Whom to ring or text in a crisis, all of them, where the caller is."""
    there = crisis.chosen(answer.crisis, summary.nation_of(answer))
    since = first_day(answer.query.today, answer.settings["hide_after"])
    return [*crisis_text(there, since)]
