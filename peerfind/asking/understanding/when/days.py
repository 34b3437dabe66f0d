"""The days of the week in what was said: whole and short names, stretches ("Mon to Fri") and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_SURE = {
    "mon": 0, "mons": 0, "tue": 1, "tues": 1, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
    "fris": 4, "sats": 5, "suns": 6,
}  # fmt: skip
_UNSURE = {"wed": 2, "sat": 5, "sun": 6}  # words as well
NAMES = (
    {name: at for at, name in enumerate(DAY_NAMES)}
    | {f"{name}s": at for at, name in enumerate(DAY_NAMES)}
    | _SURE
)
_ALL = NAMES | _UNSURE
SETS = {
    "weekday": range(5), "weekdays": range(5), "weeknight": range(5), "weeknights": range(5),
    "wkday": range(5), "wkdays": range(5), "wknight": range(5), "wknights": range(5),
    "midweek": range(1, 4), "weekend": range(5, 7), "weekends": range(5, 7), "wkend": range(5, 7),
    "wkends": range(5, 7), "wknd": range(5, 7), "wknds": range(5, 7), **welsh.SETS,
}  # fmt: skip
# By their first letters, which need two more to be days.
_LETTERS = (
    (("m", "t", "w", "t", "f"), range(5)), (("m", "t", "w", "t"), range(4)), (("m", "w", "f"), (0, 2, 4)),
    (("t", "w", "t"), (1, 2, 3)), (("m", "t", "w"), (0, 1, 2)), (("w", "t", "f"), (2, 3, 4)),
)  # fmt: skip
PARTS = frozenset(
    """am pm morning mornings afternoon afternoons aft afts evening evenings evs eve eves night nights
    daytime daytimes dinnertime dinnertimes lunchtime lunchtimes teatime teatimes morn morns
    mornin mornins evenin evenins evng evngs aftn aftns arvo arvos forenoon forenoons""".split()
)
_WEEK = frozenset(
    "night nights eve eves evening evenings day days morning mornings afternoons".split()
)
TO = frozenset("to till til until thru through".split())
_JOINING = frozenset(
    "and or nor n plus also on either both ideally preferably poss possibly".split()
)
# Before a short name that is a word as well: surely, and where nothing after it speaks against it.
_LEADING = frozenset("on every each next last alternate".split())
_LOOSELY = frozenset(
    """and or not except bar but so than plus only free off from any this a do cant this like
    prefer prefers prefer by for til till until""".split()
)
_AFTER_A_DAY = frozenset(
    "only please pls ideally ideal best if would either suits good poss ok".split()
)
_BEFORE_A_TIME = frozenset("at after before from between".split())
_ASKED = frozenset("can could free any anything something somewhere only available".split())
_BEGIN = frozenset().union(_ALL, SETS, welsh.DAYS, "mtw", ("week", "wk", "school", "in", "during"))
_MOST_BETWEEN = 3  # words between two days of a list
WORDS = frozenset().union(NAMES, SETS, welsh.DAYS, welsh.BEFORE_A_DAY)


# These leave out what follows them.
EXCEPT = (
    ("but",), ("bar",), ("barring",), ("except",), ("except", "for"), ("excluding",), ("minus",),
    ("apart", "from"), ("other", "than"), ("aside", "from"), ("besides",),
    ("save",), ("save", "for"),
)  # fmt: skip
_ANY = frozenset("day days night nights evening evenings time any every anytime week wk".split())
_ANY_TIME = frozenset("time times anytime any".split())


class Run(NamedTuple):
    """Days that are named one after the other, from 0 for Monday, and where they stand."""

    start: int
    end: int
    days: frozenset[int]
    places: tuple[int, ...]


def runs(said: Said) -> Iterator[Run]:
    """The lists of days in what was said, in order: "Tuesdays and Fridays" is one."""
    at = 0
    while at < len(said):
        found = _run(said, at)
        if found:
            yield found
        at = found.end if found else at + 1


def named(said: Said, at: int) -> tuple[frozenset[int], int]:
    """The days that are named from a token on, and how many tokens name them; none, and 0."""
    if said.words[at] not in _BEGIN or said.taken[at]:
        return frozenset(), 0
    for read in (_stretch, _by_letters, _set, _single):
        if found := read(said, at):
            return found
    return frozenset(), 0


def is_many(said: Said, at: int) -> bool:
    """Whether a token is the name of several days, of which one can be left out."""
    return 0 <= at < len(said) and (said.words[at] in _ALL or said.words[at] in SETS)


def is_day(said: Said, at: int) -> bool:
    """Whether a token surely is, or begins, the name of a day or of several."""
    if not 0 <= at < len(said):
        return False
    return said.words[at] in _ALL or said.words[at] in SETS or bool(named(said, at)[1])


def _run(said: Said, at: int) -> Run | None:
    days, length = named(said, at)
    if not length:
        return None
    places = [*range(at, at + length)]
    end = at + length
    while True:
        following = _next(said, end)
        more, length = named(said, following) if following else (frozenset[int](), 0)
        if not length:
            return Run(at, end, days, tuple(places))
        days |= more
        end = following + length
        places += range(following, end)


def _next(said: Said, end: int) -> int:
    """Where the next day of a list would begin; 0 where the list is over."""
    for at in range(end, min(end + _MOST_BETWEEN + 1, len(said))):
        if said.starts(at):
            return at if at == end and _goes_on(said, at) else 0
        if said.words[at] in _ALL or said.words[at] in SETS or named(said, at)[1]:
            return at
        if said.words[at] not in _JOINING and said.words[at] not in PARTS:
            return 0
    return 0


def _goes_on(said: Said, at: int) -> bool:
    """Whether a list goes on after a mark: "Mondays, Tuesdays or Fridays"."""
    length = named(said, at)[1]
    if not length:
        return False
    after = at + length
    return said.ends(after) or (
        said.word(after) in ("and", "or", "nor", "n") and is_day(said, after + 1)
    )


def _stretch(said: Said, at: int) -> tuple[frozenset[int], int] | None:
    """The days from one to another: "Mon to Fri"."""
    if said.word(at + 1) not in TO or not said.is_one_clause(at, min(at + 3, len(said))):
        return None
    first, last = _ALL.get(said.word(at)), _ALL.get(said.word(at + 2))
    if first is None or last is None:
        return None
    return frozenset((first + day) % 7 for day in range((last - first) % 7 + 1)), 3


def _by_letters(said: Said, at: int) -> tuple[frozenset[int], int] | None:
    """Days by their letters alone: "m/w/f"."""
    if len(said.words[at]) > 1:
        return None
    for letters, days in _LETTERS:
        if tuple(said.words[at : at + len(letters)]) == letters and said.is_one_clause(
            at, at + len(letters)
        ):
            return frozenset(days), len(letters)
    return None


def _set(said: Said, at: int) -> tuple[frozenset[int], int] | None:
    """Several days by one name: "weekends", "week nights", "school nights", "during the week"."""
    word = said.words[at]
    if word in SETS:
        return frozenset(SETS[word]), 1
    following = said.word(at + 1)
    if word == "w" and following in ("end", "ends") and said.word(at + 2) != "of":
        return frozenset((5, 6)), 2
    is_here = said.is_one_clause(at, at + 2) and said.word(at - 1) not in ("last", "this")
    if word in ("week", "wk", "school") and is_here:
        is_school = word == "school" and following in ("night", "nights")
        if is_school or (word != "school" and following in _WEEK):
            return frozenset(range(5)), 1
    is_within = word in ("in", "during") and said.words[at + 1 : at + 3] in (
        ["the", "week"],
        ["the", "wk"],
    )
    if not is_within or said.word(at + 3) in _WEEK:
        return None
    before = said.words[said.clause(at).start : at]
    is_asked = not before or said.ends(at + 3) or not _ASKED.isdisjoint(before)
    return (frozenset(range(5)), 3) if is_asked else None


def _single(said: Said, at: int) -> tuple[frozenset[int], int] | None:
    word = said.words[at]
    if word in NAMES:
        is_island = word == "mon" and said.word(at - 1) in ("ynys", "sir")
        return None if is_island else (frozenset((NAMES[word],)), 1)
    if word in welsh.DAYS and said.word(at - 1) in welsh.BEFORE_A_DAY:
        return frozenset((welsh.DAYS[word],)), 1
    if word in _UNSURE and _is_short_name(said, at):
        return frozenset((_UNSURE[word],)), 1
    return None


def _is_short_name(said: Said, at: int) -> bool:
    """Whether "sat", "sun" or "wed" is a day by what stands beside it, and no word."""
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(at + 1) else said.word(at + 1)
    if before in _LEADING or after in PARTS or before in _ALL or after in _ALL:
        return True
    if (after in TO or after in _JOINING) and said.word(at + 2) in _ALL:
        return True
    if before in (TO | _JOINING) and said.word(at - 2) in _ALL:
        return True
    if before == "a" and said.word(at - 2) in ("on", "of") and said.word(at - 2):
        return True
    is_led = before in _LOOSELY or (not before and (after or said.words[at] != "sun"))
    if after[:1].isdigit() and (said.word(at + 2)[:1].isdigit() or said.word(at + 2) in TO):
        return is_led and not said.ends(at + 2)
    is_timed = after in _BEFORE_A_TIME and said.word(at + 2)[:1].isdigit()
    return is_led and (not after or after in _AFTER_A_DAY or is_timed)


def is_not_but(said: Said, at: int) -> bool:
    """Whether days are wanted in the stead of others: "not Tuesday but Wednesday"."""
    before = said.words[said.clause(at).start : at]
    return before[-1:] == ["but"] and is_day(said, at - 2) and before[-3:-2] == ["not"]


def is_left_out(said: Said, at: int, *, is_of_days: bool = True) -> bool:
    """Whether days, or a time, are what is left out of others: "any night but Thursday".

    "Weekdays but Friday" leaves one out, "Mondays but after six" says more of them.
    """
    length = said.follows(at, EXCEPT)
    if not length or not said.is_one_clause(at - length, at + 1):
        return False
    back = at - length - 1
    is_but = said.word(at - length) == "but"
    if is_but and not is_of_days:
        return said.word(back) in _ANY_TIME
    is_of_many = back >= 0 and (said.word(back) in _ANY or is_many(said, back))
    if is_but and is_not_but(said, at):
        return False
    return is_of_many or not is_but
