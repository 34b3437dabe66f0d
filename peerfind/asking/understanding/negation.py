"""Whether something is said in the negative: understood, or left alone, and never turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import refusing, welsh
from peerfind.asking.understanding.said import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.asking.understanding.said import Mood, Said

# Right before a thing, or with only little words between, these say that it is not wanted.
NOT = frozenset(
    """not no none nothing nowt nowhere neither without except avoid avoiding never hate hates dislikes isnt
    arent nor dont doesnt didnt cant cannot wont wouldnt couldnt mustnt shant shouldnt than bar minus skip
    refuse refuses unable dislike detest detests loathe loathes despise despises excluding denies
    denied denying hated hating shun shuns veto vetoes vetoed ban banned forget ditch swerve
    scrap barring nil refused refusing decline declines declined declining rejects rejected
    disliked""".split()
)  # fmt: skip
# Those of them that say of a thing by themselves that somebody will have none of it.
DISLIKING = frozenset(
    """avoid avoiding hate hates hated hating dislike dislikes detest detests loathe loathes despise despises
    shun shuns veto vetoes vetoed ban banned forget ditch swerve scrap skip refuse refuses refused refusing
    decline declines declined declining rejects rejected disliked""".split()
)
# Of what somebody was not given, or who did not give it, these refuse nothing: "declined by the nurse".
_NOT_GRANTED = frozenset("was were been being got gets is her him them me us by".split())
# Before a thing these refuse it, and tell of a time only how it is: "dreads the phone".
_DREADING = frozenset("dread dreads dreading".split())
# Between "not" and "really" or its like, and such a word, it is turned round: "doesn't really hate yoga".
_REALLY = frozenset("really exactly actually totally completely".split())
# "Not" or its like, before "if there's": "won't set foot in it if there are men".
_NEVER_IF = frozenset("not wont wouldnt never cant couldnt no".split())
_IF_THERE = frozenset("theres there".split())
_RATHER = frozenset("rather sooner prefer prefers preferred better".split())
_PREFERRING = frozenset("prefer prefers preferred preferring".split())
_PREPOSITIONS = frozenset("at in on with by to near from of over through".split())
_HAS_NOT = frozenset("hasnt havent hadnt".split())  # of what is told
_SO_ARE = ("so", "are")
# After "he" or "she" these begin anew, but not after these: "the last thing she wants".
_WISHES = frozenset("wants want needs need likes loves prefers would wd could".split())
_SUBORDINATE = frozenset(
    """thing things think thinks reckon sure if that what whatever which say says said know body way
    would will wd""".split()
)
_TURNING = frozenset("unless but though tho although however".split())
_TO_SOMEWHERE = frozenset("go goes going come coming get getting walk listening talking".split())
_NO_LONGER = frozenset(
    "but so because cos as though although he she they we i hed shed theyd id wants want would".split()
)  # of what "rather than" refuses
_CANNOT = frozenset("cant cannot couldnt mustnt shouldnt wont".split())
# After "no" these begin a sentence: "no, he's in Hull", typed without the mark.
_BEGINNING = frozenset(
    "he hes hed she shes shed they theyre i im ive id we were its it thats that theres".split()
)
_BETWEEN = frozenset(
    """a an the any do does make manage come go get to want wants wanting like likes need needs use
    using be is it too very really for with by on in at of led run join attend face-to-face up keen fond
    into under more another other longer talk talking speak speaking see seeing sure about groups group
    just only work please someone some when anyone anything that its thats theyre was were been and or
    meet anybody suggest where has have having he she they one those these her his my their lets let
    people bring bother room hall comfortable confident going somewhere anywhere set foot front there
    are near anybody nobody owt summat willing prepared ready able interested fan great happy allowed
    point blank flat active actively currently current feeling having plans all you circumstances
    entertain send him that thats theres idea thought sound try touch countenance contemplate consider
    tolerate accept gonna via thru voice say propose recommend offer looking seeking searching asking
    hoping will would hed shed theyd id hell shell doing catch imagine picture history sign signs
    mention evidence record sit sitting stuck share sharing""".split()
).union(welsh.BETWEEN)  # fmt: skip
_WAS_NOT = frozenset("wasnt werent".split())  # of what is told
# Before these "not" is about something else: "not sure if online is best".
_UNCLEAR = frozenset(
    "if whether sure sometimes always only just mind bothered fussed necessarily".split()
)
_FACING = frozenset("face bear stand sleep settle stop cope tell understand leave".split())
# Before a thing, and no time, these refuse it: "can't stand the phone", but "can't face the evenings".
_LOATHING = frozenset("face bear stand abide stick stomach hack tolerate handle".split())
# Before these words, with no more than little ones between, these say the same: "fed up of courses".
_OF = {
    "of": frozenset(
        """fed sick tired enough bored done weary scared afraid frightened instead wary bellyful clear
        suspicious mistrustful terrified petrified""".split()
    ),
    "with": frozenset("fed done bored doing".split()),
    "but": frozenset("anything anywhere anyone any day".split()),
    "off": frozenset("keep".split()),
    "at": frozenset("line".split()),  # that is drawn
    "from": frozenset("apart aside banned barred".split()),
    "to": frozenset("averse opposed allergic".split()),
    "against": frozenset("set dead firmly totally completely".split()),
}  # fmt: skip
_REFUSING = frozenset(
    "wanted needed please good suitable suit possible really work ok okay thanks thx appeal".split()
)
# After a thing these say that it is not wanted, with words of the first set between: "online is no good".
_LINKING = frozenset(
    """is are was were be s a an the being groups group grp grps led run ones stuff things at moment one
    calls pool pools baths place places centre idea thought bit side support class classes club clubs
    session sessions course courses meetings to me us her him really just that feels would he she i they
    could can id hed shed theyd oh um er r"""
    .split()
)  # fmt: skip
# After a thing and one of these nobody knows whether it would do, but with these of the second set it would.
_DOUBTING = frozenset("doesnt dont isnt arent wouldnt".split())
_NO_MATTER = frozenset("matter bother mind problem issue worry".split())
_GETTING = frozenset("get gets getting got make makes come go went going".split())
_SHORT_FOR_IS = ("'s", "\u2019s")
_OR_ELSE = frozenset(
    "its it thats shes hes theyre he she they im i nothing nowt not no else forget".split()
)
# Before a place or a time these put it in the stead of the one that was said before.
CORRECTING = spoken(
    """no sorry, sorry no, no actually, actually no, actually, no wait, wait no, no hang on, no make it,
    make it, make that, no i mean, i mean, i meant, sorry i mean, but meant, or rather, scrap that,
    forget that, strike that, cancel that, no its, no thats, should be, correction, i tell a lie"""
)
_WHO = frozenset("he she they i we".split())
# After "so" these say what follows from what cannot be: "doesn't drive so needs a bus".
_THEREFORE = _WHO | frozenset("it its has have needs need must wants want would wd should".split())
_ARTICLES = frozenset("a an the any".split())
WORDS = frozenset().union(refusing.words(), NOT, welsh.NOT, _BETWEEN, _UNCLEAR, _FACING, _LOATHING)
_PASSED = _BETWEEN | _UNCLEAR | _FACING | _LOATHING
# So does one of these after him: "sports he dreads".
_TOPICAL = frozenset("wouldnt dreads dread hates hate loathes detests avoids refuses".split())
_TRIED = frozenset("tried tries done".split())  # nobody knows how it was
_FAR, _CLOSE = 8, 2  # words back
_NEEDED = -2  # instead of a place: it is wanted whatever follows


def mood(said: Said, start: int, end: int = 0, *, is_thing: bool = False) -> Mood:
    """How what stands from `start` to `end` is spoken of, by the clause before it and what follows.

    "Cannot do evenings" is unwanted; "cannot face the evenings" is about something else, and unclear, and
    so is a place; "cannot face groups" is of a thing.
    """
    before = _before(said, start, is_thing=is_thing)
    return _with_after(said, before, range(start, end or start + 1), is_thing=is_thing)


def refused_from(said: Said, at: int) -> int:
    """Where the words begin that refuse a thing at a token by what stands before it; -1 where none do."""
    found, place = _before(said, at, is_thing=True)
    return place if found == "unwanted" else -1


def is_refused_outright(said: Said, start: int, end: int) -> bool:
    """Whether a thing is refused by what follows, and would not do instead."""
    return _after(said, range(start, end), is_thing=True) == "outright"


def _with_after(said: Said, found: tuple[Mood, int], here: range, *, is_thing: bool) -> Mood:
    """How something is spoken of, with what follows it."""
    before, place = found
    if before == "unwanted" or place == _NEEDED:
        return before
    if (before == "wanted" or is_thing) and _after(said, here, is_thing=is_thing):
        return "unwanted"
    return "unclear" if before == "wanted" and _is_doubted(said, here.stop) else before


def _before(said: Said, at: int, *, is_thing: bool) -> tuple[Mood, int]:
    """How something is spoken of by what stands before it, and where the words begin that refuse it."""
    between: list[str] = []
    for place in range(at - 1, max(said.clause(at).start, at - _FAR) - 1, -1):
        word = said.words[place]
        if word in NOT and refusing.is_supposed(said, place):
            found: tuple[Mood, int] | None = ("wanted", _NEEDED)
        else:
            found = _by_phrase(said, place, between)
        if found := found or _by_word(said, place, between, is_thing=is_thing):
            return found
        is_turn = word in _TURNING and said.word(place - 1) not in _OF["but"]  # "anything but"
        is_so = word == "so" and said.word(place - 1) not in NOT
        if is_turn or (is_so and not _THEREFORE.isdisjoint(between[-1:])):
            return "wanted", -1
        is_listed = between[-1:] in (["or"], ["and"], ["nor"])  # "no counsellors or nurses"
        is_through = word == "through" and said.word(place - 1) not in _GETTING
        if not (is_listed or is_through or word in _PASSED or word in _OF):
            return _stopped(said, at, place, is_right_before=not between)
        if word in _WHO and between and _begins_anew(said, place, between[-1]):
            return "wanted", -1
        between.append(word)
    if _is_so_too(said, at):
        return "unwanted", at - len(_SO_ARE)
    than = _rather_than(said, at)
    return ("wanted", -1) if than < 0 else ("unwanted", than)


def _by_word(
    said: Said, place: int, between: Sequence[str], *, is_thing: bool
) -> tuple[Mood, int] | None:
    """What a word at a place says of what stands behind those between; None for none."""
    word = said.words[place]
    if word in _DREADING:
        return ("unwanted" if is_thing else "unclear"), place
    if word in _WAS_NOT or (word in _TRIED and len(between) <= _CLOSE):
        return "unclear", -1
    if _says_not(said, place):
        return _denied(said, place, between, is_thing=is_thing), place
    return None


def _begins_anew(said: Said, at: int, after: str) -> bool:
    """Whether a person at a token is said to want what follows: "no yoga he wants walking"."""
    before = "" if said.starts(at) else said.word(at - 1)
    return after in _WISHES and bool(before) and before not in _SUBORDINATE | NOT


def _is_so_too(said: Said, at: int) -> bool:
    """Whether something is as what the clause before refuses: "weekends are out, so are mornings"."""
    start = at - len(_SO_ARE)
    is_so = (
        start > 0 and said.words[start : at - 1] == ["so"] and said.words[at - 1] in ("is", "are")
    )
    before = said.clause(start - 1) if is_so and said.starts(start) else range(0)
    return any(refusing.after(said, place) for place in before)


def _by_phrase(said: Said, place: int, between: Sequence[str]) -> tuple[Mood, int] | None:
    """What a phrase says that ends at a place, of what stands behind those between; None for none."""
    if refusing.is_harmless(said, place + 1):
        return "wanted", -1
    if refusing.leaves_open(said, place + 1) or said.words[place] in _HAS_NOT:
        return "unclear", -1
    is_nobody = said.words[place] == "nobody" and not between
    if is_nobody and said.word(place + 1) not in _PREPOSITIONS:  # "nobody professional"
        return "unwanted", place
    if (
        said.words[place] == "for"
        and said.word(place - 2) == "too"
        and place - 2 in said.clause(place)
    ):
        return "unwanted", place - 2  # "too creaky for yoga"
    length = refusing.before(said, place + 1)
    if not length and not any(said.words[place] in _OF.get(one, ()) for one in between):
        return None
    start = place - max(0, length - 1)
    return ("unclear" if _is_turned(said, start) else "unwanted"), start


def _is_turned(said: Said, at: int) -> bool:
    """Whether "not" stands before words of refusing: "not scared of groups"."""
    back = said.back(at, _REALLY)
    return back >= 0 and _says_not(said, back)


def _denied(said: Said, place: int, between: Sequence[str], *, is_thing: bool) -> Mood:
    """What "not", "without" or "hates" at a place says of what stands behind the words between."""
    word = said.words[place]
    before = "" if said.starts(place) else said.word(place - 1)
    is_new = word in DISLIKING and not _WISHES.isdisjoint(between)  # "declined, wants a course"
    if before in ("why", "say") or (word == "not" and before in _CANNOT) or is_new:
        return "wanted"  # "why not a group?", "wouldn't say no to Zoom", "can't not be free"
    if word == "without" and not NOT.isdisjoint(said.words[said.clause(place).start : place]):
        return "wanted" if is_thing else "unclear"  # "can't come without a ramp"
    is_denied = word.endswith("ed") and not _NOT_GRANTED.isdisjoint([before, *between[-1:]])
    if word in DISLIKING and (is_denied or _is_turned(said, place)):
        return "unclear"
    unclear = _UNCLEAR.intersection(between)
    if unclear == {"if"} and word in _NEVER_IF and between[between.index("if") - 1] in _IF_THERE:
        return "unwanted"
    facing = _FACING - _LOATHING if is_thing else _FACING
    return "unclear" if unclear or facing.intersection(between) else "unwanted"


def _stopped(said: Said, at: int, place: int, *, is_right_before: bool) -> tuple[Mood, int]:
    """What is known of something, where a word before it says something else."""
    than = _rather_than(said, at)
    if than >= 0:
        return "unwanted", than
    if said.words[place + 1] == "to" and _is_less_liked(said, at, place):
        return "unclear", -1
    # "no do-gooder nurses"
    is_no = is_right_before and any(
        said.words[one] == "no" and _says_not(said, one)
        for one in range(max(said.clause(at).start, place - 2), place)
    )
    return ("unclear" if is_no or _has_not(said, place) else "wanted"), -1


def _is_less_liked(said: Said, at: int, place: int) -> bool:
    """Whether somebody prefers what stands at a place to something: "prefers walking to swimming"."""
    before = said.words[said.clause(at).start : place]
    return not _PREFERRING.isdisjoint(before) and said.words[place] not in _TO_SOMEWHERE


def _rather_than(said: Said, at: int) -> int:
    """Where "than" stands if it refuses something: "rather be in a crowd than singled out for it"; or -1."""
    clause = said.clause(at)
    before = said.words[clause.start : at]
    if "than" not in before:
        return -1
    than = before.index("than")
    is_rather = not _RATHER.isdisjoint(before[:than])
    return clause.start + than if is_rather and _NO_LONGER.isdisjoint(before[than:]) else -1


def _says_not(said: Said, at: int) -> bool:
    """Whether a token says "not", and no "no" that answers: "no he is in Hull"."""
    word = said.words[at]
    if word == "no" and said.word(at + 1) in _BEGINNING and not said.ends(at + 1):
        return False
    return word in NOT or welsh.is_negation(said.word(at - 1), word, said.word(at + 1))


def _has_not(said: Said, at: int) -> bool:
    """Whether the clause says "not" a few words farther back, about nobody knows what."""
    first = max(0, at - 2)
    return any(
        _says_not(said, place)
        and said.words[place] not in ("than", "no")
        and said.tokens[place].clause == said.tokens[at].clause
        for place in range(first, at)
    )


def _after(said: Said, here: range, *, is_thing: bool) -> str:
    """How what follows refuses something: "mild", "outright", or not at all: "". "Zoom not wanted"."""
    end = here.stop
    stop = said.clause(end - 1).stop
    at = end
    while at < stop:
        if kind := refusing.after(said, at, is_thing=is_thing):
            return kind
        is_out = at == end and said.word(at) in ("out", "off") and said.ends(at + 1)
        if _is_not(said, at) or (is_out and said.tokens[at - 1].typed[-2:] in _SHORT_FOR_IS):
            return "outright"
        if said.words[at] == "or" and said.word(at + 1) in _OR_ELSE:
            return ""  # "a drop-in or it's no good"
        if said.words[at] in ("and", "or") and at == end:  # "Mondays and Wednesdays clash"
            at += 2
            continue
        if said.words[at] in ("so", "but"):
            return "outright" if refusing.takes_back(said, at + 1) else ""
        if said.words[at] not in _LINKING:
            break
        at += 1
    is_back = _is_topic(said, here) or _is_taken_back(said, end)
    return "outright" if is_back or (is_thing and refusing.takes_it_back(said, end)) else ""


def _is_topic(said: Said, here: range) -> bool:
    """Whether a clause begins with something and ends by saying that somebody cannot: "Zoom she couldn't"."""
    clause = said.clause(here.start)
    is_first = here.start == clause.start or said.back(here.start, _ARTICLES) < 0
    ends = said.words[clause.stop - 2 : clause.stop]
    return (
        is_first
        and len(ends) == len(clause[-2:]) == _CLOSE
        and (
            here.stop <= clause.stop - _CLOSE
            and ends[0] in _WHO
            and (ends[1] in _CANNOT or ends[1] in _TOPICAL)
        )
    )


def _is_doubted(said: Said, end: int) -> bool:
    """Whether what ends before the token `end` does not do something: "Zoom doesn't thrill her"."""
    if said.ends(end) or said.word(end) not in _DOUBTING:
        return False
    return _NO_MATTER.isdisjoint(said.words[end : said.clause(end).stop])


def corrects(said: Said, at: int) -> bool:
    """Whether a place or a time at a token comes in the stead of one before: "no sorry Thursday"."""
    length = said.follows(at, CORRECTING)
    before = said.word(at - length - 1)
    return length > 0 and before not in NOT | {"can", "could", "to"}


def _is_not(said: Said, at: int) -> bool:
    """Whether "not" or its like ends the clause, or stands before a word of refusing."""
    is_not = said.word(at) in ("not", "isnt", "arent", "wont", "doesnt", "no")
    return is_not and (said.ends(at + 1) or said.word(at + 1) in _REFUSING)


def _is_taken_back(said: Said, end: int) -> bool:
    """Whether the rest of the clause, or the beginning of the next, takes back what ends before `end`."""
    at, clauses = end, 0
    while at < len(said) and at - end < 2 * _FAR:
        is_first = said.starts(at)
        clauses += is_first
        if clauses > 1:
            return False
        is_near = clauses == 0 or is_first
        is_so = is_near and said.words[at] == "so" and refusing.takes_back(said, at + 1)
        if is_so or (is_first and refusing.takes_back(said, at)):
            return True
        at += 1
    return False
