"""Groups of a feed beside those of a directory: new, changed, the same, to be decided by a person, or gone.

A group is found again by the id that its source gives it (`external_ids`), or by its own id where the form
has the ids of a directory. What only looks like one that is there is left to a person, and so is a group that
people checked: a feed does not know better than who rang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from peerfind import text
from peerfind.directory.folder import group_id, group_in
from peerfind.directory.readers import ID
from peerfind.errors import UsageError
from peerfind.keeping.adding import missing
from peerfind.keeping.duplicates import pairs
from peerfind.keeping.formatting import changed
from peerfind.keeping.writing import rewrite
from peerfind.model import public
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peerfind.keeping.adding import Adding, NewFile
    from peerfind.keeping.importing.draft import Draft
    from peerfind.keeping.writing import Rewrite
    from peerfind.model import Record

Outcome = Literal["new", "changed", "same", "decide", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "decide", "refused", "same")
_OVER = frozenset({"paused", "closed"})
_NEVER = frozenset({"checked", "former_ids"})
_TIMES = frozenset({"meets", "hours"})
_SPLIT = ", "
_LONGEST_ID = 100  # characters, with which a file still has a name that every system takes
_MOVES = ("address", "town", "postcode")
_OF_A_PLACE = (*_MOVES, "latitude", "longitude", "directions")


class Item(NamedTuple):
    """What comes of one record: where it stands in its file, its name, the id and file of its group, and why.

    `why` are the keys that change, what there is to decide, or what is wrong. `new` or `rewrite` is what is
    to be written, if anything.
    """

    outcome: Outcome
    place: str
    name: str
    id: str = ""
    file: str = ""
    why: tuple[str, ...] = ()
    new: NewFile | None = None
    rewrite: Rewrite | None = None


class Feed(NamedTuple):
    """What is known of a feed: the name of its source, and whether its records have the ids of a directory.

    `is_alike_fine` takes groups that look like ones that are there as new ones. `checks` are the checks that
    are known, by id: only a record that has the very same one keeps it.
    """

    source: str
    checks: Mapping[str, Any]
    is_own: bool = False
    is_alike_fine: bool = False


class Staging:
    """A directory, and a feed that is put beside it."""

    def __init__(self, adding: Adding, records: Sequence[Record], feed: Feed) -> None:
        self._adding = adding
        self._feed = feed
        self._records = records
        self._by_id = {name: one for one in records for name in one.get("former_ids", ())}
        self._by_id |= {one["id"]: one for one in records}
        self._by_source = {number: one for one in records for number in self._numbers(one)}
        self._found: dict[
            str, str
        ] = {}  # ids of groups that a record was found for, with its place
        self._there: set[str] = set()
        self._used = {*self._by_id}

    def items(self, drafts: Sequence[Draft], progress: Callable[[int, int], None]) -> list[Item]:
        """What comes of each draft, in the order of the feed; nothing is written."""
        self._used |= {draft.own_id for draft in drafts}
        made = [self._started(draft) for draft in drafts]
        alike = self._alike([one for one in made if one.new])
        items = []
        for number, (draft, item) in enumerate(zip(drafts, made, strict=True), 1):
            items.append(self._judged(draft, item, alike) if item.new else item)
            progress(number, len(made))
        return items

    def gone(self) -> list[Record]:
        """The groups that came from this source, are not in it any more, and are open."""
        there = (one for one in self._records if [*self._numbers(one)])
        return [
            one
            for one in there
            if one["id"] not in self._found
            and self._there.isdisjoint(self._numbers(one))
            and one.get("status") not in _OVER
        ]

    def _numbers(self, record: Record) -> Iterator[str]:
        stated = record.get("external_ids", {}).get(self._feed.source, "")
        yield from filter(None, str(stated).split(_SPLIT))

    def _started(self, draft: Draft) -> Item:
        """What comes of a draft by itself; a new one has its file already, since others may name it."""
        self._there.update(draft.ids)
        name = str(draft.keys.get("name", ""))
        if draft.fault:
            return Item("refused", draft.place, name, why=(draft.fault,))
        if lacking := missing(draft.keys):
            told = tuple(f"{one.partition(' (')[0]} is missing" for one in lacking)
            told += ("give one for all: --set focus=TERM",) * ("focus is missing" in told)
            return Item("refused", draft.place, name, why=told)
        old = self._old(draft)
        if old and (before := self._found.get(old["id"])):
            why = (f"it is the same group as {before}",)
            return Item("decide", draft.place, name, old["id"], old["_file"], why)
        try:
            item = self._beside(draft, old) if old else self._as_new(draft)
        except UsageError as error:
            why = (str(error),)
            return Item("refused", draft.place, name, old["id"] if old else "", why=why)
        self._found[item.id] = draft.place
        return item

    def _old(self, draft: Draft) -> Record | None:
        """The group of the directory that a draft is about."""
        found = next((self._by_source[one] for one in draft.ids if one in self._by_source), None)
        return found or (self._by_id.get(draft.own_id) if self._feed.is_own else None)

    def _as_new(self, draft: Draft) -> Item:
        keys = self._stated(draft)
        if former := self._former(draft, keys.pop("former_ids", ())):
            keys["former_ids"] = former
        is_id = ID.match(draft.own_id) and len(draft.own_id) <= _LONGEST_ID
        wanted = draft.own_id if is_id else ""
        new = self._adding.file(keys, wanted)
        self._adding.take(new, former)
        name = group_id(new.file)
        self._used.add(name)
        told = (f"its id {draft.own_id!r} is taken or is none here",) * (
            draft.own_id not in ("", name)
        )
        return Item("new", draft.place, keys["name"], name, new.file, told, new=new)

    def _former(self, draft: Draft, value: Any) -> list[str]:
        """The former ids that no other group has or had."""
        stated = [str(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
        kept = [one for one in stated if ID.match(one) and one not in self._used]
        self._used.update(kept)
        for one in stated:
            if one not in kept:
                draft.leave("former_ids", f"{one!r} is an id of another group, or is none")
        return kept

    def _stated(self, draft: Draft) -> dict[str, Any]:
        """The keys of a new file: a check is no program's to claim, and stays only where it is known here."""
        keys = dict(draft.keys)
        if "checked" in keys and keys["checked"] != self._feed.checks.get(draft.own_id):
            del keys["checked"]
            draft.keys.pop("checked")
            draft.leave("checked", "only people say that they checked a group")
        if draft.ids:
            number = _SPLIT.join(draft.ids)
            keys["external_ids"] = {**keys.get("external_ids", {}), self._feed.source: number}
        return {key: _as_written(key, value) for key, value in keys.items()}

    def _beside(self, draft: Draft, old: Record) -> Item:
        """What a draft says of a group that is there."""
        keys = self._stated(draft)
        record = self._read(self._adding.file(keys))
        changes = dict(self._changes(draft, record, old))
        item = Item("same", draft.place, keys["name"], old["id"], old["_file"])
        if not changes:
            return item
        item = item._replace(why=(*changes,))
        if "checked" in old:
            day = old["checked"].get("on")
            return item._replace(outcome="decide", why=(f"people checked it on {day}", *changes))
        if "status" in changes and old.get("status") in _OVER:
            return item._replace(outcome="decide", why=(f"it is {old['status']} here", *changes))
        if "venue" in changes and old.get("venue", {}).get("private") == "yes":
            return item._replace(outcome="decide", why=("its place is kept back", *changes))
        if "venue" in changes and (parts := _of_the_old_place(public(record), public(old))):
            told = f"it moved, and the feed does not say its new {text.listed(parts)}"
            return item._replace(outcome="decide", why=(told, *changes))
        made = rewrite(self._adding.folder, old["_file"], changes, self._adding.vocabulary)
        return item._replace(outcome="changed", rewrite=_in_layout(made))

    def _changes(self, draft: Draft, new: Record, old: Record) -> Iterator[tuple[str, Any]]:
        """The keys in which a feed says other than a group's file, with what would stand there."""
        stated, there = public(new), public(old)
        made = {key.partition(".")[0] for key in draft.made}
        for key, value in stated.items():
            if key in _NEVER or key in made or key in ("id", "external_ids"):
                continue
            wanted = {**there.get(key, {}), **value} if isinstance(value, dict) else value
            if wanted != there.get(key):
                yield key, _as_written(key, wanted)

    def _read(self, new: NewFile) -> Record:
        record = group_in(read_bytes(new.data, new.file), self._adding.vocabulary).record
        if record is None:
            raise UsageError("No group can be read of it.")
        return record

    def _alike(self, items: Sequence[Item]) -> dict[str, list[str]]:
        """The ids of the groups that each new one looks like: of the directory, and of the feed."""
        made = [self._read(one.new) for one in items if one.new]
        new = {one["id"] for one in made}
        found: dict[str, list[str]] = {}
        for pair in pairs([*self._records, *made]):
            one, other = pair.one["id"], pair.other["id"]
            if one in new:
                found.setdefault(one, []).append(other)
            if other in new:
                found.setdefault(other, []).append(one)
        return found

    def _judged(self, draft: Draft, item: Item, alike: Mapping[str, list[str]]) -> Item:
        """A new group after all that `check` says of its file, and a look at those that it is like."""
        new = item.new
        if new is None:
            return item
        errors = [one.message for one in self._adding.problems(new) if one.is_error]
        if errors:
            return item._replace(outcome="refused", file="", why=tuple(errors), new=None)
        there = [one for one in alike.get(item.id, ()) if one in self._by_id]
        if there and not self._feed.is_alike_fine:
            why = (f"it looks like {there[0]}", *_how_to_say(self._feed.source, draft))
            return item._replace(outcome="decide", why=why, id=there[0], file="", new=None)
        like = [self._found.get(one, one) for one in alike.get(item.id, ())]
        return item._replace(why=(*item.why, *(f"it looks like {one}" for one in like[:1])))


def _as_written(key: str, value: Any) -> Any:
    """A value as people write it: the single day of a meeting time without brackets."""
    if key not in _TIMES or not isinstance(value, list):
        return value
    days = [one.get("days", ()) for one in value]
    single = [isinstance(one, list) and len(one) == 1 for one in days]
    return [
        {**one, "days": one["days"][0]} if is_single else one
        for one, is_single in zip(value, single, strict=True)
    ]


def _of_the_old_place(new: Record, old: Record) -> list[str]:
    """What a file says of the place that a group left, and a feed does not; nothing if it did not move."""
    there, stated = old.get("venue", {}), new.get("venue", {})
    moved = any(there.get(one, stated[one]) != stated[one] for one in _MOVES if one in stated)
    return [one for one in _OF_A_PLACE if one in there and one not in stated] if moved else []


def _how_to_say(source: str, draft: Draft) -> Iterator[str]:
    """How a person says that a group is the one that it looks like."""
    if draft.ids:
        yield f"if it is, write there external_ids: {{{source}: {_SPLIT.join(draft.ids)}}}"


def _in_layout(made: Rewrite) -> Rewrite:
    """A file that was in the usual layout, in it again; another stays as it is laid out."""
    before = changed(made.before, made.file)
    after = changed(made.after, made.file)
    if isinstance(before, Problem) or isinstance(after, Problem) or before.after != made.before:
        return made
    return made._replace(after=after.after)
