"""The commands of those who keep a directory true: thin, as those of cli.commands, which registers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.cli import flags, forms
from peerfind.cli.session import opened, tell_unreadable

if TYPE_CHECKING:
    from peerfind.cli.session import Session
    from peerfind.keeping.due import Around

RING_LIMIT = 20  # an afternoon on the telephone


def stale(
    owner: flags.Owner = None,
    near: flags.Around = None,
    within: flags.AroundWithin = None,
    limit: flags.Limit = RING_LIMIT,
    output: flags.RingListForm = None,
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
    forms.write_ring_list(form, ring_list(found, most, settings, day))
    tell_unreadable(session.index)


def _around(near: str | None, within: str | None, session: Session) -> Around | None:
    """The place that was asked for, with how far around it."""
    from peerfind import places
    from peerfind.asking.query import LOCAL_KM, distance_asked
    from peerfind.keeping.due import Around

    place = places.resolve(near) if near else None
    far = distance_asked(within, session.index.settings["units"], place)
    return Around(place, far.km if far else LOCAL_KM) if place else None


COMMANDS = (stale,)
