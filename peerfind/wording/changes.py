"""What readers will see change, in words: one line a fact, with what to look at twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.keeping.changes import FAR_KM
from peerfind.model import Ages, Checked, Source, meeting_times, typed
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.sheets import MEMBERSHIP, MORE, source_fact
from peerfind.wording.when import pattern_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.changes import Change, Changed, Difference

LOOK_TWICE = {
    "new-number": "a number that was not here before: ring it",
    "new-website": "an address that was not here before: open it",
    "new-mailbox": "a mailbox that was not here before: is it the organisation's?",
    "moved-far": f"it moved more than {FAR_KM:.0f} km",
    "moved-somewhere": "it moved to another town, and how far cannot be told",
    "place-revealed": "the exact place was kept back, and is not any more",
    "narrowed": "fewer people may join than before: does the source say only?",
    "now-closed": "it ends: does the source say so?",
    "now-paused": "it pauses: does the source say so?",
    "check-claimed": "a check is claimed: who made it?",
    "consent-claimed": "a person's consent is claimed: who asked?",
    "removed": "an entry is never deleted: write status: closed, or its new id's former_ids",
    "crisis": "people ring this when they cannot keep safe: ring it",
}
LABELS = {
    "also_known_as": "Also called", "organisation": "Run by", "status_note": "Status, why",
    "replaced_by": "In its place", "format": "How", "leader": "Led by", "focus": "About",
    "activities": "What people do", "style": "A meeting is", "only_for": "Only for",
    "welcomes": "Specially for", "not_suitable_for": "Not suitable for", "meets": "When",
    "hours": "Open", "venue.name": "Place", "venue.private": "Place kept back", "covers": "Only in",
    "area": "Works in", "no_access": "Known not to have", "waiting": "Waiting", "size": "How many come",
    "membership": "New people", "sources": "Source", "doubts": "Unclear", "owner": "Kept by",
    "not_duplicate_of": "Not the same as", "external_ids": "Ids elsewhere", **MORE,
}  # fmt: skip
_TERMS = {
    "focus": "focus", "activities": "activity", "style": "style", "welcomes": "community",
    "access": "access", "no_access": "access", "languages": "language", "setting": "setting",
}  # fmt: skip
NOTHING = "Nothing that readers see has changed."


class Line(NamedTuple):
    """One fact that changed: its words before and after where it has one value, else what came and went.

    `look` says why to look twice, one entry a reason.
    """

    key: str
    label: str
    before: str
    after: str
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    look: tuple[str, ...] = ()

    def said(self, arrow: str = "->") -> str:
        """The change in a few words: `Tuesdays, 7pm -> Wednesdays, 7pm`, `added 0113 496 0001`."""
        if self.came or self.went:
            return "; ".join(
                f"{verb} {', '.join(words)}"
                for verb, words in (("added", self.came), ("removed", self.went))
                if words
            )
        if not (self.before and self.after):
            return f"added {self.after}" if self.after else f"removed {self.before}"
        return f"{self.before} {arrow} {self.after}"


class Entry(NamedTuple):
    """One entry that changed; `note` says what became of the whole, and is empty where it only changed."""

    id: str
    name: str
    note: str
    lines: tuple[Line, ...]
    look: tuple[str, ...] = ()


class Report(NamedTuple):
    """All that changed, in words."""

    groups: tuple[Entry, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    crisis: tuple[Entry, ...]
    notes: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, crisis contacts first."""
        return (*self.crisis, *self.groups, *self.removed, *self.added)

    @property
    def count_line(self) -> str:
        """How much changed."""
        if not any((self.groups, self.added, self.removed, self.crisis)):
            return NOTHING
        crisis = [f"{say.counted(len(self.crisis), 'crisis contact')}"] if self.crisis else []
        counts = (f"{len(self.groups):,} changed", f"{len(self.added):,} added")
        return f"{', '.join((*counts, f'{len(self.removed):,} removed', *crisis))}."

    @property
    def twice(self) -> int:
        """How many things to look at twice."""
        return sum(
            len(one.look) + sum(len(line.look) for line in one.lines) for one in self.entries
        )


def report(found: Difference, vocabulary: Vocabulary) -> Report:
    """What differs, in words; `vocabulary` is that of the later state."""
    shown: Report = say.cleaned(
        Report(
            groups=tuple(_entry(one, vocabulary) for one in found.changed),
            added=tuple(Entry(one["id"], one["name"], "new", ()) for one in found.added),
            removed=tuple(
                Entry(one["id"], one["name"], "removed", (), (LOOK_TWICE["removed"],))
                for one in found.removed
            ),
            crisis=tuple(_entry(one, vocabulary) for one in found.crisis),
            notes=tuple(_notes(found)),
        )
    )
    return shown


def _notes(found: Difference) -> Iterator[str]:
    if found.others:
        yield f"Also changed: {text.listed(found.others)}."
    before, after = found.unread
    if after:
        yield f"{say.counted(after, 'file')} could not be read: see peerfind check."
    if before:
        yield f"{say.counted(before, 'file')} could not be read before."


def _entry(one: Changed, vocabulary: Vocabulary) -> Entry:
    known = one.after or one.before
    note = "" if one.after and one.before else "new" if one.after else "removed"
    if one.former_id:
        note = f"its id was {one.former_id}"
    lines = tuple(filter(None, (_line(change, vocabulary) for change in one.changes)))
    return Entry(known["id"], known["name"], note, lines)


def _line(change: Change, vocabulary: Vocabulary) -> Line:
    look = tuple(LOOK_TWICE[flag] for flag in change.flags)
    label = LABELS.get(change.key) or _label(change.key)
    before, after = (
        _words(change.key, value, vocabulary) for value in (change.before, change.after)
    )
    if len(before) < 2 > len(after):  # noqa: PLR2004 (one value on each side)
        return Line(change.key, label, "".join(before), "".join(after), look=look)
    came, went = Counter(after) - Counter(before), Counter(before) - Counter(after)
    if not (came or went):  # the same in another order
        return Line(change.key, label, ", ".join(before), ", ".join(after), look=look)
    return Line(change.key, label, "", "", tuple(came.elements()), tuple(went.elements()), look)


def _label(key: str) -> str:
    last = key.rpartition(".")[2]
    return say.WAY_LABELS.get(last) or say.capitalised(last.replace("_", " "))


def _words(key: str, value: Any, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A value in words, one entry for each of a list; nothing where it is not stated."""
    if value is None:
        return ()
    if key in _TERMS:
        return tuple(map(vocabulary[_TERMS[key]].label, value))
    if key == "only_for":
        return tuple(say.together_words(one, vocabulary["community"]) for one in value)
    if make := _WORDS.get(key):
        return make(value)
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value))
    return (str(value),)


def _named(names: Mapping[str, str]) -> Callable[[Any], tuple[str, ...]]:
    """Terms by what they are called in a sentence."""

    def words(value: Any) -> tuple[str, ...]:
        terms = [value] if isinstance(value, str) else value
        return tuple(names.get(term, term) for term in terms)

    return words


def _meetings(value: Any) -> tuple[str, ...]:
    found = meeting_times(value)
    return (found,) if isinstance(found, str) else tuple(map(pattern_words, found))


def _check(value: Mapping[str, Any]) -> tuple[str, ...]:
    checked: Checked = typed("checked", value)
    by = f"by: {checked.by}" if checked.by else ""
    return (", ".join(filter(None, (say.check_words(checked), by, checked.note))),)


_WORDS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "format": _named(say.FORMATS),
    "leader": _named(say.LEADERS),
    "joining": _named(say.JOINING),
    "membership": _named(MEMBERSHIP),
    "ages": lambda value: (say.ages_words(Ages.parse(value)),),
    "cost": lambda value: (say.cost_words(value),),
    "covers": lambda value: tuple(say.region_words([one]) for one in value),
    "meets": _meetings,
    "hours": _meetings,
    "sources": lambda value: tuple(source_fact(Source(**one)).words for one in value),
    "checked": _check,
    "external_ids": lambda value: tuple(f"{scheme} {name}" for scheme, name in value.items()),
}
