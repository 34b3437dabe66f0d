"""The commands of what is given away, and of what staff read: thin, as those of cli.commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerfind import text
from peerfind.asking.query import FROM_PROMPT
from peerfind.cli import finding, flags, forms
from peerfind.cli.lines import tell
from peerfind.cli.session import opened, tell_unreadable
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.cli.session import Session
    from peerfind.directory.guide import GuidePage, Pages
    from peerfind.model import Record

TWO_PARTS = 2


def share(  # noqa: PLR0917 (a command has as many as it has flags)
    ids: flags.ShareIds = None,
    from_: flags.FromFile = None,
    parts: flags.Parts = TWO_PARTS,
    output: flags.ShareForm = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Make a text message, an email or a page to give to a person."""
    form = forms.chosen(output or forms.SHARE[0], forms.SHARE)
    named = _shortlist(ids or (), from_ or ())
    session = opened(directory, today)
    records = _to_share([session.record(name) for name in named])
    _tell_standing(records, session)
    if form == "message":
        finding.write_messages([*_messages(records, session, parts)])
    else:
        _write_handout(form, records, session)
    tell_unreadable(session.index)


def _shortlist(ids: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
    """The ids that were typed, those in the files, and those that are piped in, each once."""
    from peerfind.asking.shortlist import ids_of, once

    typed = [name for name in ids if name != FROM_PROMPT]
    kept = [name for file in files if file != FROM_PROMPT for name in ids_of(Path(file))]
    piped = _piped() if FROM_PROMPT in (*ids, *files) else ()
    if found := once((*typed, *kept, *piped)):
        return found
    raise UsageError("There is no id of a group. Find one: peerfind match WORDS")


def _piped() -> tuple[str, ...]:
    """The ids that are typed or come through a pipe."""
    from peerfind.asking.shortlist import decoded

    if sys.stdin.isatty():
        typer.echo("Ids, then an empty line: ", err=True)
        typed = "".join(iter(sys.stdin.readline, "\n"))
        return decoded(typed.encode("utf-8", "replace"), "What was typed")
    stream = getattr(sys.stdin, "buffer", None)
    content = stream.read() if stream else sys.stdin.read().encode("utf-8", "replace")
    return decoded(content, "What was piped in")


def _to_share(records: Sequence[Record]) -> list[Record]:
    """The groups that have not ended; of the others it is said on standard error.

    Raises UsageError where none is left.
    """
    every = {record["id"]: record for record in records}
    left = [record for record in every.values() if record.get("status") != "closed"]
    closed = [_closed_words(one) for one in every.values() if one.get("status") == "closed"]
    if not left:
        raise UsageError(" ".join((*closed, "Nothing is left to share.")))
    for words in closed:
        tell(f"{words} It is left out.")
    return left


def _closed_words(record: Record) -> str:
    instead = record.get("replaced_by")
    told = f"{record['id']} is closed{f' ({instead} took its place)' if instead else ''}."
    return text.shown(told)


def _tell_standing(records: Sequence[Record], session: Session) -> None:
    """Say on standard error what staff should know of groups before they give them away."""
    from peerfind.model import Group
    from peerfind.wording.handout import how_fresh
    from peerfind.wording.say import STATUSES

    for record in records:
        group = Group.of(record)
        if status := STATUSES.get(group.status or ""):
            tell(f"{group.id}: {status.lower()}, and it says so.")
        if how_fresh(group, session.index.settings, session.now.date()) == "stale":
            tell(f"{group.id}: not checked for long. Ring before you share it.")


def _messages(records: Sequence[Record], session: Session, parts: int) -> Iterator[str]:
    """A text message for each group; its length is told on standard error."""
    from peerfind.output.message import composed, told
    from peerfind.wording.summary import crisis_sms

    for record in records:
        crisis = crisis_sms(session.index.crisis, record.get("nation"))
        made = composed(session.sheet(record).brief, crisis, parts)
        yield made.text
        for line in told(record["id"], made, parts):
            tell(line)


def _write_handout(form: str, records: Sequence[Record], session: Session) -> None:
    from peerfind.output import qr
    from peerfind.wording.handout import handout, leaflet

    today, settings = session.now.date(), session.index.settings
    leaflets = [leaflet(session.sheet(one), one, settings, today) for one in records]
    finding.write_handout(form, handout(leaflets, session.crisis_lines(records), today))
    if form == "html" and not qr.is_there():
        tell(qr.MISSING)


def guide(
    page: flags.PageName = None,
    search: flags.SearchWords = None,
    output: flags.GuideForm = None,
    directory: flags.Directory = None,
) -> None:
    """Read the short pages for staff, or find where they speak of it."""
    from peerfind.directory.guide import read_pages
    from peerfind.wording.guide import Guided, contents, found

    form = forms.chosen(output, forms.GUIDE)
    session = opened(directory, None)
    known = read_pages(session.guide_folder)
    crisis = session.crisis_lines([])
    if search:
        from peerfind.answers.guide import search as hits_for

        among = [_page(page, known)] if page else known.pages
        finding.write_guide(form, Guided(found(hits_for(among, search), search), crisis))
    else:
        shown = _page(page, known) if page else contents(known.pages)
        finding.write_guide(form, Guided(shown, crisis))
    if known.unread:
        files = text.shown(text.listed(known.unread))
        tell(f"Nothing could be read of {files} in {session.guide_folder}.")


def _page(name: str, known: Pages) -> GuidePage:
    """The page of a name. Raises UsageError with the nearest names where there is none."""
    by_id = {one.id: one for one in known.pages}
    typed = text.slug(name.removesuffix(".md"))
    if typed in by_id:
        return by_id[typed]
    titled = {text.slug(one.title): one.id for one in known.pages}
    near = text.nearest(typed, {**{one: one for one in by_id}, **titled}, limit=2, cutoff=0.4)
    ids = [*dict.fromkeys({**titled, **{one: one for one in by_id}}[one] for one in near)]
    meant = f"The nearest: {text.listed(ids)}." if ids else "All of them: peerfind guide"
    raise UsageError(f"There is no page {text.shown(name)!r}. {meant}")


COMMANDS = (share, guide)
