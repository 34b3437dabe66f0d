"""Who has been through it, asked for to lead without a name of such: "other widows running it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.leaders import LEADING, OTHER, PEOPLE, is_leading
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.negation import NOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_HAS_BEEN = frozenset(
    """been had lived lives lost got same also themselves walked survived through actually experienced
    overcome recovered recovering heard faced fought beaten suffered coped""".split()
)  # fmt: skip
_NOT_PEOPLE = frozenset(
    """groups meetings sessions things classes courses buses trains walks lines always mornings
    evenings this its was is has hes shes does needs wants likes says thats whats theres staff
    tests minutes hours weeks months years days ones lets lots means leads runs heads charities
    services cafes clubs peoples""".split()
)  # fmt: skip
# People who have been through something, whatever it was: "led by survivors".
_SURVIVORS = frozenset(
    """survivor survivors sufferers sufferer patients widows widowers mums mams mothers dads fathers parents
    carers addicts alcoholics drinkers users gamblers smokers offenders veterans widowed bereaved
    recovering recovered ex former others""".split()
)  # fmt: skip
_SOMEBODY = frozenset("someone somebody anyone anybody person one woman man bloke lady lad".split())
_WHO = frozenset("who that whos whose whove".split())
_HAD = frozenset(
    """had been lived gone come came went walked survived recovered lost experienced through faced fought
    beat beaten suffered quit kicked""".split()
)
_DONE = frozenset("did done does".split())  # "it too", "it herself"
# With these it is their own: "someone who had it herself".
_OWN = frozenset("themselves themself himself herself theirselves too firsthand".split())
# Before who has been through it these say that somebody would talk with them.
_WITH = frozenset(
    "to with from by wants want wanting needs need like prefer prefers rather".split()
)
_TALKING = frozenset(
    """talk talking talks speak speaking chat chatting listen listening hear hearing learn trust trusts
    believe told wants want wanting needs need like prefer prefers rather help support advice it""".split()
)  # fmt: skip
_KNOWING = frozenset(
    """knows knew met lives lived living married caring cares care looks looking after supports lost seeing
    dating""".split()
)  # fmt: skip
_IF = frozenset("whether if unless long only must".split())
_THEY = frozenset("they theyve".split())
_FORMER = frozenset("ex former".split())
_PATIENTS = frozenset("patient patients".split())
_TURNS = frozenset("but ideally just preferably then".split())
_NO = NOT | {"nobody", "noone"}
_HAS_NOT = frozenset("hasnt havent hadnt not never".split())
_LONG = 4  # letters of a word for people
_NEAR = 7


def been_through_it(said: Said) -> Iterator[tuple[int, int]]:
    """Where somebody who has been through it is asked for to lead, without a name of one."""
    for at, word in enumerate(said.words):
        found = None
        if word in LEADING and is_leading(said, at):
            found = _leading(said, at) or _led_by(said, at)
        elif word in _SOMEBODY:
            found = _somebody(said, at)
        elif word in _THEY:
            found = _they(said, at)
        if found:
            yield found
            return


def _leading(said: Said, at: int) -> tuple[int, int] | None:
    """The people in the clause of a word of leading who have been through it."""
    stretch = said.clause(at)
    if at > stretch.start and said.words[at - 1] in NOT:
        return None
    for place in stretch:
        here = said.words[place]
        if here in OTHER and place + 1 in stretch and said.words[place + 1] not in LEADING:
            return place, min(place + 2, stretch.stop)
        if here in _FORMER and said.word(place + 1) in _PATIENTS:
            return place, place + 2
        has_been = _HAS_BEEN.intersection(said.words[place + 1 : min(place + _NEAR, stretch.stop)])
        if here in PEOPLE and has_been and mood_of_thing(said, place) == "wanted":
            return place, place + 1
    is_led = said.words[at] in ("led", "run", "ran")
    if at > stretch.start and not is_led and _is_people(said, at - 1):
        return at - 1, at
    return None


def _led_by(said: Said, at: int) -> tuple[int, int] | None:
    """Those who have been through something, after "led by" at a token."""
    if said.word(at + 1) != "by" or said.ends(at + 1) or mood_of_thing(said, at) != "wanted":
        return None
    is_one = said.word(at + 2) in _SURVIVORS and not said.ends(at + 2)
    return (at + 2, at + 3) if is_one else None


def _somebody(said: Said, at: int) -> tuple[int, int] | None:
    """Somebody at a token who has been through it, and with whom a person would talk."""
    clause = said.clause(at)
    after = said.words[at + 1 : min(at + 1 + _NEAR, clause.stop)]
    is_own = not _OWN.isdisjoint(said.words[at : clause.stop])
    had = _HAD | _DONE if is_own else _HAD
    if not after or after[0] not in _WHO or had.isdisjoint(after[1:4]):
        return None
    before = _since_but(said.words[max(clause.start, at - _NEAR) : at])
    is_refused = not _NO.isdisjoint(before)
    if not _KNOWING.isdisjoint(before) or is_refused == _HAS_NOT.isdisjoint(after[1:4]):
        return None
    is_with = before[-1:] and before[-1] in _WITH and not _TALKING.isdisjoint(before)
    end = at + 2 + next(place for place, word in enumerate(after[1:]) if word in had)
    is_whole = said.starts(at) and said.words[clause.stop : clause.stop + 2] == ["thats", "who"]
    return (at, end + 1) if is_own or is_with or is_whole else None


def _since_but(words: list[str]) -> list[str]:
    """Some words from where they turn to what is wished for: "not a nurse but ideally"."""
    turns = [place for place, word in enumerate(words) if word in _TURNS]
    return words[turns[-1] + 1 :] if turns else words


def _they(said: Said, at: int) -> tuple[int, int] | None:
    """Those who must have been through it themselves: "as long as they've had voices themselves"."""
    clause = said.clause(at)
    after = said.words[at + 1 : min(at + 1 + _NEAR, clause.stop)]
    before = said.words[clause.start : at]
    is_own = not _HAD.isdisjoint(after) and not _OWN.isdisjoint(after)
    return (at, at + 1) if is_own and not _IF.isdisjoint(before) else None


def _is_people(said: Said, at: int) -> bool:
    """Whether a token is of several people: "ex-drinkers", and no "people's"."""
    word = said.words[at]
    is_many = word.endswith("s") and len(word) >= _LONG and not said.tokens[at].typed.endswith("'s")
    return is_many and word not in _NOT_PEOPLE
