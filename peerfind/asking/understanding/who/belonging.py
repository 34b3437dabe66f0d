"""Communities that are named and say nothing of whom a group is for: "mum's house", "a black mood"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# Kin of whom something is told, where no group follows: "dads ashes".
_KIN = frozenset(
    """mums mams moms mothers dads fathers parents grans grandads granddads grandparents kids childs childrens
    partners spouses wives husbands babies""".split()
)
# After these a name is still that of people.
_OF_THEM = frozenset(
    """group groups meeting meetings line lines chat service support session sessions club clubs cafe circle
    night nights morning mornings thing things stuff only with w who whos whove whose of in for to and or
    near nr like at from that over under where round on by as too around between please pls together
    network forum network course class choir walk walks breakfast day days matter here there aged first new
    will can would have get go are were themselves looking going wanting struggling coping dealing""".split()
)
# With these words after them they are an idiom, or somebody else.
_IDIOMS = {
    "gay": frozenset("old abandon time best".split()),
    "black": frozenset(
        """mood moods dog eye eyes cab cabs ice hole holes market sheep pudding friday cloud clouds thoughts
        days spot humour coffee belt tie bin bag mould""".split()
    ),
    "blind": frozenset("drunk date dates spot panic rage eye faith fury alley".split()),
    "deaf": frozenset("ears ear to".split()),
    "bi": frozenset("weekly monthly annual annually".split()),
    "indian": frozenset("takeaway restaurant meal food curry summer".split()),
    "chinese": frozenset("takeaway restaurant meal food".split()),
    "student": frozenset("nurse nurses loan loans debt teacher flat doctor".split()),
    "family": frozenset(
        "man doctor gp home house dog car court business chat row rows bakery".split()
    ),
}
_SPEAKING = frozenset("speak speaks speaking talk talks spoken".split())
# Before "with" these say that somebody may be there.
_FINE = frozenset("fine ok okay happy comfortable alright right cool good easy".split())
_WITH = frozenset("with w".split())
_YOUNG = frozenset("kid child teenager teen youth youngster baby".split())
# Those close to somebody are told of more often than they ask; so are those who have stopped working.
_CLOSE = frozenset(
    "family families partner partners spouse spouses relative relatives loved ones members member".split()
)
_FOR_THEM = frozenset("for other fellow supporting".split())
_GROUPS = frozenset(
    "group groups support meeting meetings session sessions of and people folk club".split()
)

_OLD = frozenset(map(str, range(60, 100)))


def is_told(said: Said, start: int, end: int) -> bool:
    """Whether the community that is named from one token to another is only told of."""
    last, after = said.words[end - 1], "" if said.ends(end) else said.word(end)
    before = "" if said.starts(start) else said.word(start - 1)
    if _CLOSE.issuperset(said.words[start:end]):
        return before not in _FOR_THEM and after not in _GROUPS
    if last == "retired":
        return after not in _GROUPS and _OLD.isdisjoint(said.words)
    is_as_a_child = last in _YOUNG and said.words[max(0, start - 2) : start] == ["as", "a"]
    is_a_language = before in _SPEAKING or after == "speaking"
    is_word = end - start == 1 and (last.endswith("ing") or after in _IDIOMS.get(last, ()))
    is_owner = last in _KIN and after not in _OF_THEM and bool(after) and not after.isdecimal()
    is_told = is_as_a_child or is_a_language or is_word or is_owner
    return is_told or _is_accepted(said, start)


def _is_accepted(said: Said, at: int) -> bool:
    """Whether somebody does not mind those at a token: "fine with Muslims, Hindus"."""
    clause = said.clause(at)
    if clause.start and len(clause) == 1:
        clause = said.clause(clause.start - 1)
    return any(
        said.words[place] in _FINE and said.words[place + 1] in _WITH
        for place in range(clause.start, min(clause.stop, at) - 1)
    )
