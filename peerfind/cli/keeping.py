"""The commands of those who keep a directory true: thin, as those of cli.commands, which registers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.cli import flags, forms, keeper_flags, printing, reports, script_flags
from peerfind.cli.session import opened, tell_unreadable

if TYPE_CHECKING:
    from peerfind.cli.session import Session
    from peerfind.keeping.due import Around

RING_LIMIT = 20  # an afternoon on the telephone


def stale(  # noqa: PLR0917 (a command has as many as it has flags)
    owner: keeper_flags.Owner = None,
    near: keeper_flags.Around = None,
    within: keeper_flags.AroundWithin = None,
    limit: flags.Limit = RING_LIMIT,
    output: keeper_flags.RingListForm = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """List whom to ring: groups due for a check, the worst first."""
    from peerfind.asking.query import limit_asked
    from peerfind.keeping.due import due, owned
    from peerfind.wording.ringing import ring_list

    form = forms.chosen(output, forms.RING_LIST)
    most = limit_asked(limit)
    session = opened(directory, today)
    around = _around(near, within, session)
    every = session.records()
    settings, day = session.index.settings, session.now.date()
    found = due(every, settings, day, around)
    if owner is not None:
        found = owned(found, every, owner)
    reports.write_ring_list(form, ring_list(found, most, settings, day))
    tell_unreadable(session.index)


def _around(near: str | None, within: str | None, session: Session) -> Around | None:
    """The place that was asked for, with how far around it."""
    from peerfind import places
    from peerfind.asking.query import LOCAL_KM, distance_asked
    from peerfind.keeping.due import Around

    place = places.resolve(near) if near else None
    far = distance_asked(within, session.index.settings["units"], place)
    return Around(place, far.km if far else LOCAL_KM) if place else None


def duplicates(
    against: keeper_flags.Against = None,
    output: keeper_flags.PairsForm = None,
    directory: flags.Directory = None,
) -> None:
    """List pairs of entries that may be one group, and why."""
    from peerfind.keeping.duplicates import pairs, pairs_with
    from peerfind.wording.likeness import Likeness

    form = forms.chosen(output, forms.PAIRS)
    session = opened(directory, None)
    every = session.records()
    if against is None:
        found = pairs(every)
    else:
        new = session.read_as_new(against)
        others = (one for one in every if not session.is_file_of(one, against))
        found = pairs_with(new, others)
    reports.write_pairs(form, [Likeness.of(pair) for pair in found])
    tell_unreadable(session.index)


def diff(
    base: keeper_flags.Base,
    head: keeper_flags.Head = None,
    output: keeper_flags.ChangesForm = None,
    directory: flags.Directory = None,
) -> None:
    """Say what readers will see change, and what to look at twice."""
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.changes import difference
    from peerfind.keeping.states import read_states
    from peerfind.wording.changes import report

    form = forms.chosen(output, forms.CHANGES)
    before, after = read_states(base, head, directory)
    found = report(difference(before, after), Vocabulary(after.common.terms))
    reports.write_changes(form, found)


def stats(
    focus: keeper_flags.GapFocus = None,
    within: keeper_flags.GapWithin = "20mi",
    output: keeper_flags.StatsForm = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Count what there is, and find the towns without a group."""
    from peerfind.asking.query import stated_distance
    from peerfind.keeping.coverage import counts, focus_asked, gaps, shown
    from peerfind.wording.coverage import overview

    form = forms.chosen(output, forms.STATS)
    session = opened(directory, today)
    index, day = session.index, session.now.date()
    far = stated_distance(within, index.settings["units"])
    term = focus_asked(focus, index.vocabulary)
    every = session.records()
    found = counts(every, index.settings, day)
    there = shown(every, index.settings, day)
    missing = gaps(there, index.vocabulary["focus"], term, far.km) if term else None
    reports.write_stats(form, overview(found, missing, index, day))
    tell_unreadable(index)


def schema(answers: script_flags.Answers = False, directory: flags.Directory = None) -> None:
    """Print what a group's file may say, as JSON Schema for editors."""
    from peerfind.keeping.schema import schema as schema_of

    if answers:
        from peerfind.output.json_documents import answers_schema

        printing.write_document(answers_schema())
        return
    session = opened(directory, None)
    index = session.index
    printing.write_document(schema_of(index.vocabulary, index.settings["title"]))
    tell_unreadable(index)


COMMANDS = (stale, duplicates, diff, stats, schema)
