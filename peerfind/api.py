"""peerfind from Python: a directory that stays open, and is asked as the command line asks it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from peerfind import config, text
from peerfind.errors import UsageError
from peerfind.index.opening import index_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from peerfind.answers.ahead import Ahead
    from peerfind.answers.answer import Answer
    from peerfind.answers.rank import Known
    from peerfind.asking.query import Query, Typed
    from peerfind.directory.vocabulary import Term
    from peerfind.index.index import Index
    from peerfind.model import Group, Record
    from peerfind.schedule.ahead import Days
    from peerfind.wording.interview import Question

    Flag = str | float | Sequence[str]

__all__ = ["Directory", "as_data", "opened"]

USUAL_DAYS = 7
MEETINGS_SHOWN = 2
_MOST_KNOWN = 200  # of 100,000 groups, each takes some tenths of a megabyte
_OTHERS = ("within", "require", "avoid", "weight", "include", "sort", "limit", "literal", "ignore")


class Directory:
    """A directory as it was when it was opened: what changes on disk later is not seen.

    >>> import peerfind
    >>> directory = peerfind.open("directory")
    >>> len(directory)
    6
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._day: date | None = None
        self._known: Known = {}

    def __len__(self) -> int:
        return self.index.count

    def match(self, *words: str, today: date | None = None, **flags: Flag) -> Answer:
        """The answer to a question: groups in the order in which they fit, and who is left out for what.

        `flags` are those of `peerfind match`, with `_` after the words of Python's own: `for_` is `--for`. A
        flag is a text, a number, or several of them; `literal` is true or false. `today` is the day to
        answer for, from its beginning on; without one it is now. Raises UsageError for what cannot be
        understood.

        >>> found = directory.match("lost my husband", near="LS21", today=date(2026, 11, 25))
        >>> found.total
        4
        >>> [(one.group.id, one.score) for one in found.matches][0]
        ('wharfe-evening-bereavement', 0.9832)
        """
        return self.answer(typed(words, flags), self.now(today))

    def next(
        self,
        *words: str,
        days: int | None = None,
        on: str | None = None,
        today: date | None = None,
        **flags: Flag,
    ) -> Ahead:
        """The meetings that fit in date order, as `peerfind next` lists them.

        `days` is how many days from today on, 7 without one; or `on` names one day (`saturday`,
        `2026-12-01`). The rest is as in `match`. Raises UsageError.

        >>> ahead = directory.next(focus="grief", days=14, today=date(2026, 11, 25))
        >>> [(one.match.group.id, one.meeting.start.isoformat()) for one in ahead.shown][:1]
        [('widowed-together-online', '2026-11-26T19:30:00+00:00')]
        """
        from peerfind.answers.ahead import ahead

        now = self.now(today)
        return ahead(self.index, typed(words, flags), now, days_asked(days, on, now.date()))

    def show(self, name: str, today: date | None = None) -> dict[str, Any]:
        """A group by its id, or by one that it used to have, as `peerfind show -o json` prints it.

        Raises UsageError with the nearest ids where there is none.

        >>> directory.show("aire-walk")["group"]["venue"]
        {'town': 'Leeds'}
        """
        return self.document(self.record(name), self.now(today))

    def questions(self, name: str | None = None) -> list[Question]:
        """What to ask before joining a group, and which keys of its entry answer it; without an id, of any.

        Raises UsageError where there is no such group.

        >>> directory.questions("aire-walk")[0].ask
        'Who leads it?'
        """
        from peerfind.model import Group
        from peerfind.wording.interview import questions

        record = {} if name is None else self.record(name)
        group = Group.of(record) if record else None
        return [*questions(self.index.questions, group, record, self.index.vocabulary)]

    def terms(self, facet: str, word: str | None = None) -> list[Term]:
        """The terms of a facet such as `focus`; with `word`, those that have to do with it.

        Raises UsageError where there is no such facet.

        >>> [term.id for term in directory.terms("focus", "widow")]
        ['grief-partner']
        """
        from peerfind.answers.terms import facet_named, terms_about

        return [*terms_about(facet_named(self.index, facet), word)]

    def crisis(self, nation: str | None = None) -> list[dict[str, Any]]:
        """Whom to ring or text when somebody cannot keep safe; of every nation, without one.

        Raises UsageError for a nation that is none.

        >>> directory.crisis("Scotland")[0]["phone"]
        '0113 496 0999'
        """
        from peerfind.model import public
        from peerfind.wording.crisis import chosen, everywhere

        known = self.index.crisis
        there = chosen(known, nation_asked(nation)) if nation else everywhere(known)
        return [*map(public, there.every)]

    def groups(self) -> list[Group]:
        """Every group with its types, in the order of their ids; one with `status` closed too.

        >>> [group.id for group in directory.groups()][:2]
        ['aire-walk', 'example-network']
        """
        from peerfind.model import Group

        return [*map(Group.of, self.records())]

    def now(self, today: date | None = None) -> datetime:
        """The time in the directory's own zone; of a day that is given, its beginning."""
        zone = ZoneInfo(self.index.settings["time_zone"])  # reading has made sure that there is one
        return datetime.combine(today, time(), zone) if today else config.now(zone)

    def answer(self, question: Typed, now: datetime) -> Answer:
        """The answer to a question as it was typed, at the time `now`. Raises UsageError."""
        from peerfind.answers.answer import answer_to  # showing a group needs nothing of it

        return answer_to(self.index, question, now, self._known_on(now.date()))

    def best(self, question: Typed, now: datetime) -> Answer:
        """The same answer without what would find more, which takes long to find. Raises UsageError."""
        from peerfind.answers.answer import found, query_of

        query = query_of(self.index, question, now)
        return found(self.index, query, self._known_on(now.date()))

    def understood(self, question: Typed, now: datetime) -> Query:
        """A question as it is understood. Raises UsageError."""
        from peerfind.answers.answer import query_of

        return query_of(self.index, question, now)

    def record(self, name: str) -> Record:
        """The record with an id, or with one that it used to have.

        Raises UsageError with the nearest ids where there is none.
        """
        wanted = name.strip().lower()
        if (number := self.index.number(wanted)) is not None:
            return self.index.record(number)
        raise UsageError(f"There is no group {text.shown(name)!r}.{self._did_you_mean(wanted)}")

    def records(self) -> list[Record]:
        """The records of all groups, in the order of their ids."""
        every = map(self.index.record, self.index.numbers())
        return sorted(every, key=lambda record: record["id"])

    def document(self, record: Record, now: datetime) -> dict[str, Any]:
        """A group in full, as data."""
        from peerfind.model import Group, public

        meetings = next_meetings(Group.of(record), now)
        return {
            "id": record["id"],
            "next_meetings": [start.isoformat() for start in meetings],
            "group": public(record),
        }

    def _did_you_mean(self, wanted: str) -> str:
        """The ids of up to three groups whose id or name holds what was typed, or looks like it."""
        by_name = {called: one for one, called in self.index.named.items()}
        by_name |= {one: one for one in self.index.named}
        part = text.key(wanted)
        holding = [name for name in by_name if part and part in text.key(name)]
        near = text.nearest(wanted, by_name, limit=6, cutoff=0.4)
        ids = [*dict.fromkeys(by_name[one] for one in (*holding, *near))][:3]
        return f" The nearest: {text.listed(ids)}." if ids else " Find one: peerfind match WORDS"

    def _known_on(self, day: date) -> Known:
        """What the last questions of the same day had worked out."""
        if day != self._day or len(self._known) > _MOST_KNOWN:
            self._day, self._known = day, {}
        return self._known


def opened(path: str | Path | None = None) -> Directory:
    """The directory at `path`: a folder, a built index, or without one the directory a command would take.

    This is `peerfind.open`. Raises DirectoryError where there is none.
    """
    location = config.directory_location(None if path is None else str(path))
    return Directory(index_at(location.path, config.cache_folder()))


def as_data(answer: Answer) -> dict[str, Any]:
    """An answer as the document that `peerfind match -o json` prints (see `peerfind schema --answers`).

    >>> as_data(directory.match(focus="grief", limit=1, today=date(2026, 11, 25)))["results"][0]["id"]
    'example-network'
    """
    from peerfind.output.export import answer_document

    return answer_document(answer)


def next_meetings(group: Group, now: datetime) -> list[datetime | date]:
    """The next starts of a group that can be told, soonest first."""
    from peerfind.schedule.recurrence import next_start

    starts: list[datetime | date] = []
    after = now
    while len(starts) < MEETINGS_SHOWN and (
        start := next_start(group.patterns, after, group.holiday_nation)
    ):
        starts.append(start)
        after = _just_after(start, now)
    return starts


def _just_after(start: datetime | date, now: datetime) -> datetime:
    """The first moment from which the next start is another one."""
    if isinstance(start, datetime):
        return start + timedelta(minutes=1)
    return datetime.combine(start + timedelta(days=1), time(), now.tzinfo)


def days_asked(number: int | None, on: str | None, today: date) -> Days:
    """The days that `--days` or `--on` asks for. Raises UsageError."""
    from peerfind.schedule.ahead import days_ahead, days_named

    if on is not None and number is not None:
        raise UsageError("--on and --days both say which days. Leave one out.")
    try:
        if on is not None:
            return days_named(on, today)
        return days_ahead(USUAL_DAYS if number is None else number, today)
    except ValueError as error:
        raise UsageError(f"--{'days' if on is None else 'on'}: {error}") from None


def nation_asked(said: str) -> str:
    """The nation that is meant. Raises UsageError for one that is none."""
    from peerfind.model import NATIONS

    by_key = {text.key(nation): nation for nation in NATIONS}
    if text.key(said) not in by_key:
        raise UsageError(f"--nation takes {text.listed(NATIONS, 'or')}, not {said!r}.")
    return by_key[text.key(said)]


def typed(words: Sequence[str], flags: Mapping[str, Flag]) -> Typed:
    """What was asked, as the command line would give it. Raises UsageError for what is no flag."""
    from peerfind.asking.criteria import CRITERIA
    from peerfind.asking.query import DEFAULT_LIMIT, SORTS, Typed

    given = {name.rstrip("_"): flag for name, flag in flags.items()}
    for name in given:
        if name not in (*CRITERIA, *_OTHERS):
            raise UsageError(f"match takes no {name!r}.")
    limit, within = given.get("limit", DEFAULT_LIMIT), given.get("within")
    if not isinstance(limit, int):
        raise UsageError(f"limit takes a number of groups, or 0 for all, not {limit!r}.")
    return Typed(
        words=words,
        asks={name: _texts(given[name]) for name in CRITERIA if name in given},
        within=None if within is None else str(within),
        require=_texts(given.get("require", ())),
        avoid=_texts(given.get("avoid", ())),
        weight=_texts(given.get("weight", ())),
        include=_texts(given.get("include", ())),
        sort=str(given.get("sort", SORTS[0])),
        limit=limit,
        literal=bool(given.get("literal")),
        ignore=_texts(given.get("ignore", ())),
    )


def _texts(flag: Flag) -> list[str]:
    return [str(flag)] if isinstance(flag, (str, int, float)) else [*map(str, flag)]
