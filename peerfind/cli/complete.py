"""What Tab offers: terms, ids and places' names, from the index, or nothing at all; never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.config import Location
    from peerfind.index.index import Index


def terms(facet: str) -> Callable[[str], list[str]]:
    """Offers the terms of a facet, after a comma too."""

    def offered(incomplete: str) -> list[str]:
        before, comma, typed = incomplete.rpartition(",")
        known = _offered(lambda index: [*index.vocabulary[facet].terms])
        return [f"{before}{comma}{term}" for term in known if term.startswith(typed.lower())]

    return offered


def ids(incomplete: str) -> list[str]:
    """Offers the ids of groups."""
    return _offered(lambda index: index.ids_starting(incomplete.lower()))


def choices(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Offers a few fixed words, after a comma too."""

    def offered(incomplete: str) -> list[str]:
        before, comma, typed = incomplete.rpartition(",")
        offers = (one for one in known if one.lower().startswith(typed.lower()))
        return [f"{before}{comma}{one}" for one in offers]

    return offered


def rules(incomplete: str) -> list[str]:
    """Offers the names of rules, after a comma too."""
    from peerfind.keeping.rules import RULES

    return choices((*RULES,))(incomplete)


def import_forms(incomplete: str) -> list[str]:
    """Offers the forms that can be imported."""
    from peerfind.keeping.importing.forms import FORMS

    return choices((*FORMS,))(incomplete)


def pages(incomplete: str) -> list[str]:
    """Offers the names of the pages for staff."""
    from peerfind.directory.guide import pages_folder, read_pages
    from peerfind.errors import PeerfindError

    try:
        known = read_pages(pages_folder(_location().path)).pages
    except (PeerfindError, OSError):
        return []
    return [one.id for one in known if one.id.startswith(incomplete.lower())]


def fields(incomplete: str) -> list[str]:
    """Offers the fields of a group, after a comma too."""
    from peerfind.keeping.flat import COLUMNS

    return choices((*COLUMNS,))(incomplete)


def _offered(read: Callable[[Index], list[str]]) -> list[str]:
    """What `read` finds in the index of the directory that a command would take."""
    from peerfind import config
    from peerfind.errors import PeerfindError
    from peerfind.index.opening import index_at

    try:
        location = _location()
        return read(index_at(location.path, config.cache_folder()))
    except (PeerfindError, OSError):
        return []


def _location() -> Location:
    """The directory that a command would take. Raises PeerfindError."""
    from peerfind import config, preferences
    from peerfind.cli.running import settings

    with preferences.preferring(settings(), preferences.NOTHING):
        return config.directory_location(None)
