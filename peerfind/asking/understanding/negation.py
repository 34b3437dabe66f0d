"""Whether something is said in the negative: understood, or left alone, and never turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from peerfind.asking.understanding import welsh

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

Mood = Literal["wanted", "unwanted", "unclear"]

# Right before a thing, or with only little words between, these say that it is not wanted.
NOT = frozenset(
    """not no none nothing nowt nowhere neither without except avoid avoiding never hate hates dislikes isnt
    arent nor dont doesnt didnt cant cannot wont wouldnt couldnt mustnt shant shouldnt than bar minus skip
    refuse refuses unable dislike detest detests loathe loathes despise despises excluding denies
    denied denying""".split()
)  # fmt: skip
# After "no" these begin a sentence: "no, he's in Hull", typed without the mark.
_BEGINNING = frozenset(
    "he hes hed she shes shed they theyre i im ive id we were its it thats that theres".split()
)
_BETWEEN = frozenset(
    """a an the any do does make manage come go get to want wants wanting like likes need needs use using
    be is it too very really for with by on in at of led run join attend face-to-face up keen fond
    into under more another longer talk talking speak speaking see seeing sure about groups group just
    only work please someone some when anyone anything that its thats theyre was were been and or
    meet anybody suggest where has have having he she they one those these her his my their lets let
    people bring bother room hall comfortable confident going somewhere anywhere set foot front there
    are near anybody nobody owt summat willing prepared ready able interested fan great happy allowed point
    blank flat active actively currently current feeling having plans all you circumstances entertain send
    him"""
    .split()
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
# What ends before these is refused with them: "the last thing she wants is".
_LAST = (
    ("last", "thing"),
    ("keep", "away", "from"),
    ("stay", "away", "from"),
    ("kept", "away", "from"),
    ("up", "to", "here", "with"),
    ("a", "mile", "from"),
    ("seen", "dead", "in"),
    ("seen", "dead", "at"),
    ("caught", "dead", "in"),
    ("caught", "dead", "at"),
)
_ENDS_LAST = frozenset(one[-1] for one in _LAST)
_REFUSING = frozenset(
    "wanted needed please good suitable suit possible really work ok okay thanks thx appeal".split()
)
# After a thing these say that it is not wanted, with words of the first set between: "online is no good".
_LINKING = frozenset(
    """is are was were be s a an the being groups group led run ones stuff things at moment one calls
    support meetings to me us her him really just that feels would he she i they could can id hed shed theyd
    oh um er"""
    .split()
)  # fmt: skip
# These refuse in the clause of a thing and in the next one; a mark is the end of the clause.
_OUTRIGHT = (
    "god no", "no never", "no thank you", "no thanks .", "no ta .", "no chance .", "no way .",
    "not a chance .", "not likely .", "hell no .", "lord no .", "heavens no .", "forget it .",
    "never again", "under no circumstances",
)  # fmt: skip
# These say that something else would be better, and that it would do.
_MILD = (
    "do without", "sooner not", "rather not", "not my cup of tea", "not his cup of tea",
    "not her cup of tea", "leaves me cold", "leaves him cold", "leaves her cold", "bore", "bores",
)  # fmt: skip
_REFUSALS = (
    "is out", "are out", "off the table", "no good", "no use", "no go", "nogo", "useless", "hopeless",
    "impossible", "torture", "write off", "dont work", "dont suit", "doesnt work", "doesnt suit",
    "wont work", "wont suit", "wont do", "cant happen", "put her off", "puts her off", "put him off",
    "puts him off", "give her the creeps", "scare", "scares", "terrify", "terrifies", "frighten",
    "frightens", "clash", "clashes", "and hated", "but hated", "not my thing",
    "not his thing", "not her thing", "not for me", "not for her", "not for him", "sets her off",
    "sets him off", "out of the question", "a no from", "gives her the creeps",
    "do my head in", "does my head in", "do her head in", "do his head in", "too intense", "too much",
    "too scary", "too noisy", "is too far", "well away .", *_OUTRIGHT, *_MILD,
)  # fmt: skip
_REFUSED = tuple(tuple(one.split()) for one in _REFUSALS)
_REFUSED_MILDLY = tuple(tuple(one.split()) for one in _MILD)
# After a thing these refuse it, and tell of a time only how it is: "groups freak her out".
_UPSETTING = tuple(
    tuple(one.split())
    for one in (
        "freak", "freaks", "stresses", "overwhelm", "overwhelms", "exhaust", "exhausts", "winds her up",
        "winds him up", "wind her up", "wind him up", "drives her mad", "drives him mad", "drive her mad",
        "drive him mad", "wears her out", "wears him out", "makes her anxious", "makes him anxious",
        "make her anxious", "make him anxious", "makes her worse", "makes him worse", "makes her panic",
        "makes him panic", "make her panic", "make him panic", "not her bag", "not his bag", "isnt her bag",
        "isnt his bag", "isnt her thing", "isnt his thing", "arent her thing", "arent his thing",
        "isnt for her", "isnt for him", "isnt for me", "arent for her", "arent for him", "arent for me",
        "non starter", "a nono", "no no", "the last thing", "last thing", "not an option", "isnt an option",
        "not really for her", "not really for him", "not really her thing", "not really his thing",
    )
)  # fmt: skip
# After a thing and one of these nobody knows whether it would do, but with these of the second set it would.
_DOUBTING = frozenset("doesnt dont isnt arent wouldnt".split())
_OR_ELSE = frozenset("its it nothing nowt not no else thats shes hes im forget".split())
_NO_MATTER = frozenset("matter bother mind problem issue worry".split())
# Before a place or a time these put it in the stead of the one that was said before.
CORRECTING = tuple(
    tuple(one.split())
    for one in (
        "no sorry", "sorry no", "no actually", "actually no", "actually", "no wait", "wait no", "no hang on",
        "no make it", "make it", "make that", "no i mean", "i mean", "i meant", "sorry i mean", "but meant",
        "or rather", "scrap that", "forget that", "strike that", "cancel that", "no its", "no thats",
        "should be", "correction", "i tell a lie",
    )
)  # fmt: skip
# At the beginning of the next clause, or after "so", these take back what was said before.
_TAKEN_BACK = tuple(
    tuple(one.split())
    for one in (
        "count that out", "leave that out", "those are out", "that is out", "thats out",
        "any other day", "not that", "not those", "i couldnt come then", "cant come then", "skip that",
        "give those a miss", "keep them out", "dont bother", "please avoid", "avoid groups",
        "definitely not", "count those out", *_OUTRIGHT,
    )
)  # fmt: skip
WORDS = frozenset().union(NOT, welsh.NOT, _BETWEEN, _UNCLEAR, _FACING, _LOATHING)
_PASSED = _BETWEEN | _UNCLEAR | _FACING | _LOATHING
_TRIED = frozenset("tried tries done".split())  # nobody knows how it was
_FAR, _CLOSE = 8, 2  # words back


def mood(said: Said, at: int, end: int = 0) -> Mood:
    """How what stands from `at` to `end` is spoken of, by the clause before it and what follows.

    "Cannot do evenings" is unwanted; "cannot face the evenings" is about something else, and unclear.
    """
    return _mood(said, at, end or at + 1, _FACING)


def mood_of_thing(said: Said, at: int, end: int = 0) -> Mood:
    """The same of a thing that is no time and no place, such as a way of meeting: "cannot face groups"."""
    found = _mood(said, at, end or at + 1, _FACING - _LOATHING)
    is_upsetting = found != "unwanted" and _is_upsetting(said, end or at + 1)
    return "unwanted" if is_upsetting else found


def _mood(said: Said, at: int, end: int, facing: frozenset[str]) -> Mood:
    before = _before(said, at, facing)
    if before == "wanted" and _is_refused(said, end):
        return "unwanted"
    return "unclear" if before == "wanted" and _is_doubted(said, end) else before


def _before(said: Said, at: int, facing: frozenset[str]) -> Mood:
    between: list[str] = []
    for place in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if said.tokens[place].clause != said.tokens[at].clause:
            break
        word = said.words[place]
        if any(word in _OF.get(one, ()) for one in between) or (
            word in _ENDS_LAST and said.follows(place + 1, _LAST)
        ):
            return "unwanted"
        if word in _WAS_NOT or (word in _TRIED and len(between) <= _CLOSE):
            return "unclear"
        if _says_not(said, place):
            if not said.starts(place) and said.words[place - 1] in (
                "why",
                "say",
            ):  # "why not a group?", "wouldn't say no to Zoom"
                return "wanted"
            is_other = bool(_UNCLEAR.intersection(between) or facing.intersection(between))
            return "unclear" if is_other else "unwanted"
        is_listed = between[-1:] in (["or"], ["and"], ["nor"])  # "no counsellors or nurses"
        if not is_listed and word not in _PASSED and word not in _OF:
            # "no do-gooder nurses"
            is_no = not between and any(
                said.words[one] == "no" and _says_not(said, one)
                for one in range(max(said.clause(place).start, place - 2), place)
            )
            return "unclear" if is_no or _has_not(said, place) else "wanted"
        between.append(word)
    return "wanted"


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


def _is_refused(said: Said, end: int) -> bool:
    """Whether what ends before the token `end` is refused by what follows: "Zoom not wanted"."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        if said.begins(at, _REFUSED) or _is_not(said, at):
            return True
        if said.words[at] == "or" and said.word(at + 1) in _OR_ELSE:  # "a drop-in or it's no good"
            return False
        if said.words[at] in ("and", "or") and at == end:  # "Mondays and Wednesdays clash"
            at += 2
            continue
        if said.words[at] in ("so", "but"):
            return said.begins(at + 1, _TAKEN_BACK) > 0
        if said.words[at] not in _LINKING:
            return _is_taken_back(said, end)
        at += 1
    return _is_taken_back(said, end)


def _is_upsetting(said: Said, end: int) -> bool:
    """Whether what ends before the token `end` is said to upset: "Zoom freaks her out"."""
    for at in range(end, min(end + _FAR, said.clause(end - 1).stop)):
        if said.begins(at, _UPSETTING):
            return True
        if said.words[at] not in _LINKING:
            return False
    return False


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


def is_refused_outright(said: Said, end: int) -> bool:
    """Whether what ends before the token `end` is refused by what follows, and would not do instead."""
    mild = range(end, min(end + _FAR, len(said)))
    is_mild = any(
        said.begins(at, _REFUSED_MILDLY) for at in mild if said.is_one_clause(end - 1, at + 1)
    )
    return not is_mild and _is_refused(said, end)


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
        if said.words[at] == "so" and said.begins(at + 1, _TAKEN_BACK):
            return True
        if is_first and said.begins(at, _TAKEN_BACK):
            return True
        at += 1
    return False
