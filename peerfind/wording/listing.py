"""A group as a row of a list of many: the little that one looks for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.model import Group
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.say import Fact, capitalised
from peerfind.wording.sheets import source_fact
from peerfind.wording.when import every_meeting
from peerfind.wording.where import spot_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Any

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Record

    Told = Callable[[Group, Vocabulary], Iterator[str | Fact]]

TIMES = "times not stated: ask"


class Part(NamedTuple):
    """A heading, the keys of a record that it tells, and how.

    Without the key that it `needs` it would call something not stated that is.
    """

    heading: str
    keys: tuple[str, ...]
    told: Told
    needs: str = ""


def _when(group: Group, _: Vocabulary) -> Iterator[str]:
    yield from map(capitalised, every_meeting(group) or [TIMES])


def _where(group: Group, _: Vocabulary) -> Iterator[str]:
    yield capitalised(spot_words(group))


def _how(group: Group, _: Vocabulary) -> Iterator[str]:
    known = (say.format_words(group), say.joining_words(group.joining), say.cost_words(group.cost))
    yield from (capitalised(one) for one in known if one)


def _who(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    communities = vocabulary["community"]
    yield say.leader_words(group.leader)
    found = (
        say.ages_words(group.ages),
        *say.only_for_words(group, communities),
        say.welcome_words(group, communities),
        group.organisation and f"run by {group.organisation}",
    )
    yield from (capitalised(one) for one in found if one)


def _about(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    for facet, terms in (("focus", group.focus), ("activity", group.activities)):
        if terms:
            yield capitalised(text.listed(map(vocabulary[facet].label, terms)))
    if group.summary:
        yield group.summary


def _contact(group: Group, _: Vocabulary) -> Iterator[str | Fact]:
    found = [Fact(way.said, way.link) for way in say.ways(group.contact)]
    if not found and group.part_of:
        yield f"Ask its network: {group.part_of}"
    elif not found:
        yield capitalised(say.NO_CONTACT)
    yield from found


def _checked(group: Group, _: Vocabulary) -> Iterator[str]:
    found = group.checked
    yield (
        capitalised(say.check_words(found))
        if found
        else "Never confirmed: ask before you send anybody"
    )
    yield from say.cautions(group)


def _source(group: Group, _: Vocabulary) -> Iterator[Fact]:
    yield from map(source_fact, group.sources)


PARTS = (
    Part("About", ("summary", "focus", "activities"), _about),
    Part("When", ("meets", "hours"), _when, "meets"),
    Part("Where", ("venue", "nation", "covers"), _where, "venue"),
    Part("How", ("format", "setting", "joining", "cost"), _how, "format"),
    Part("Who", ("leader", "ages", "only_for", "welcomes", "organisation"), _who, "leader"),
    Part("Contact", ("contact", "part_of"), _contact, "contact"),
    Part(
        "Checked",
        ("checked", "status", "status_note", "doubts", "not_suitable_for"),
        _checked,
        "checked",
    ),
    Part("Source", ("sources",), _source),
)
TOLD = frozenset({"id", "name", *(key for part in PARTS for key in part.keys)})


def parts_of(keys: Collection[str]) -> tuple[Part, ...]:
    """The parts of a row that can be told of some keys alone."""
    return tuple(
        part
        for part in PARTS
        if (part.needs in keys if part.needs else not {*part.keys}.isdisjoint(keys))
    )


def name_of(record: Mapping[str, Any]) -> str:
    """What a row is called: the group's name, or its id where the name was not asked for."""
    called: str = say.cleaned(record.get("name", record["id"]))
    return called


def facts(part: Part, record: Record, vocabulary: Vocabulary, *, is_cut: bool) -> tuple[Fact, ...]:
    """What a part tells of a group, each on one line; of a record that was cut, only what is there."""
    if is_cut and record.keys().isdisjoint(part.keys):
        return ()
    group = Group.of(record)
    found = (one if isinstance(one, Fact) else Fact(one) for one in part.told(group, vocabulary))
    cleaned: tuple[Fact, ...] = say.cleaned(tuple(found))
    return cleaned
