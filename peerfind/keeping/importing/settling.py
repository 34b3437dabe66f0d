"""A draft made fit for a file: each value read as the file format reads it, and what must be there put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import CLOSED
from peerfind.keeping.answering import as_value
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.draft import Draft, Note
from peerfind.keeping.questions import facet_of
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.importing.draft import Raw, Setting
    from peerfind.keeping.importing.forms import Mapping_

_COORDINATES = ("venue.latitude", "venue.longitude")


def drafts(raws: Iterable[Raw], mapping: Mapping_, setting: Setting) -> Iterator[Draft]:
    """A draft of each record, with the values that the file format takes."""
    for raw in raws:
        draft = Draft(raw.place)
        draft.fault = raw.fault
        if not raw.fault:
            mapping(raw.data, draft, setting)
        # In a file ids stand with a comma and a space between, so that none may have both in it.
        draft.ids = [*dict.fromkeys(one.replace(", ", ",") for one in draft.ids if one)]
        for key in [*draft.keys]:
            if (
                key != "checked" and key in draft.keys
            ):  # half of a point takes the other half with it
                _settle(draft, key, setting.vocabulary)
        yield draft


def _settle(draft: Draft, key: str, vocabulary: Vocabulary) -> None:
    """Keep of a value what can be read, and tell the rest."""
    value = draft.keys.pop(key)
    if isinstance(value, (bool, int, float)) and key not in _COORDINATES:
        value = clean.plain(value)
    try:
        draft.keys[key] = as_value(key, value, vocabulary).value
    except KeyError:
        draft.leave(key, "there is no key for it")
    except ValueError as error:
        _settle_parts(draft, key, value, str(error), vocabulary)


def _settle_parts(draft: Draft, key: str, value: Any, why: str, vocabulary: Vocabulary) -> None:
    """Keep of a list the items that can be read; of what has none, tell why."""
    good = (
        [*_good(draft, key, value, vocabulary)]
        if isinstance(value, list) and len(value) > 1
        else []
    )
    if good:
        draft.keys[key] = good
        return
    draft.notes = [one for one in draft.notes if (one.kind, one.key) != ("mapped", key)]
    draft.leave(key, why)
    for other in _COORDINATES if key in _COORDINATES else ():
        draft.keys.pop(other, None)


def _good(draft: Draft, key: str, values: list[Any], vocabulary: Vocabulary) -> Iterator[Any]:
    """The items of a list that can be read by themselves; the others are told."""
    for one in values:
        try:
            as_value(key, [one], vocabulary)
        except KeyError:
            draft.leave(key, "there is no key for it")
        except ValueError as error:
            draft.leave(key, str(error))
        else:
            yield one


def complete(draft: Draft, always: Mapping[str, Any], source: str) -> None:
    """Put in what every group of the feed has, and what a file must have and a feed does not say.

    Who leads and how people meet is never guessed: it is `[unknown]`.
    """
    for key, value in always.items():
        if key not in draft.keys:
            draft.guess(key, value, "as it was set for all")
    for key in (key for key in FIELDS if FIELDS[key].required and facet_of(key) in CLOSED):
        if key not in draft.keys:
            draft.keys[key] = [UNKNOWN]
            draft.made.add(key)
            draft.notes.append(Note("unknown", key))
    if "summary" not in draft.keys and (made := _summary(draft.keys)):
        draft.guess("summary", made, "made of its other facts")
    if "sources" not in draft.keys:
        draft.guess("sources", [_source(draft, source)], "the feed itself")


def _summary(keys: Mapping[str, Any]) -> str:
    """A sentence of facts that are stated elsewhere in the file; empty where there are none."""
    where = ", ".join(filter(None, (keys.get("venue.name"), keys.get("venue.town"))))
    who = keys.get("organisation", "")
    if not where and not who:
        return ""
    return f"{'A group of ' + who if who else 'A group'}{' at ' + where if where else ''}."


def _source(draft: Draft, source: str) -> dict[str, str]:
    number = f", {', '.join(draft.ids)}" if draft.ids else ""
    page = draft.keys.get("contact.website", "")
    return {
        **({"url": page} if page else {}),
        "note": clean.plain(f"Imported from {source}{number}."),
    }
