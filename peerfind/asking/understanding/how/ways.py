"""Ways of meeting told without their names: "sat round a table", "a voice down the line", "all typed".

A phrase of one asks for it where somebody wishes for it, or where it stands by itself; what is told of
("was in the same room") asks for nothing. Things that a way needs ("dont do computers") are only refused.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from peerfind.asking.understanding.how import phrases, settings
from peerfind.asking.understanding.how.way_phrases import PHRASES, REFUSED, SETS, WRITTEN
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.how.phrases import Phrases
    from peerfind.asking.understanding.said import Said

_FAR = 4
# Things that a way of meeting needs, by the way: they are looked at only where they are refused.
_NEEDED = {
    "online": SETS["COMPUTERS"]
    | frozenset({"screen", "screens"}) - {"online", "web", "keyboard", "keyboards"},
    "phone": frozenset("calls phoning ringing phonecalls".split()),
    "video": frozenset("camera cameras".split()),
}
_NEEDED_FOR = {word: term for term, words in _NEEDED.items() for word in words}
_WISHING = frozenset(
    """want wants wanting like likes love happy would wd could can will prefer prefers rather sooner either
    needs need doing wishes somewhere anywhere something anything summat might may after try ideally best fine
    ok okay looking please pls choice open must only group able willing so hell shell theyll ill hed shed
    theyd id join joins joining log logging just but asking preferably pref wishing hoping keen
    wish lemme""".split()
)  # fmt: skip
_TELLING = frozenset(
    """was were had used happened rang phoned tried hated saw got went came met lost died left been did didnt
    when since because works worked working keeps kept told gave hears heard hearing sees
    who whose whos stuck trapped locked sits panics panic freezes hides shut hear died dies caught saw
    dreads scared""".split()
)  # fmt: skip
# Before a phrase that stands by itself.
_LITTLE = frozenset(
    """so but just or and then a an the some of them more with w by it in at be being all maybe perhaps
    definitely few somebody someone people folk others other one not to friendly kind warm nice
    another""".split()
)
# After "come in" or "drive over" these tell of something else.
_NO_WAY = frozenset("a an as his her my their drunk at the with handy".split())
_TIMES = frozenset("from by at for before after until till".split())
_OR = frozenset("or and".split())
_CHOICES = frozenset(
    "zoom skype teams online phone telephone video text email chat forum facetime webcam laptop".split()
)
_WELL = frozenset("nicely well fine great ok okay badly slowly".split())  # "coming along nicely"
_HELL = frozenset("hell torture murder agony misery impossible purgatory".split())
_OVER = frozenset("was were died dies left hanging hung".split())  # after a phrase that is told
_COMPANY = frozenset("company group support meetings".split())
_FEW = 2  # words before a phrase that stands by itself
_TYPING = frozenset("typing typed type types".split())
_AT_ONCE = frozenset("live straight instantly chat chatroom chats real realtime each".split())
_TO_TYPE = frozenset(
    "she he to can could rather sooner people they just folk everyone prefers would".split()
)
_AFTER_TYPE = frozenset("to instead not live rather it things back messages out".split())
_NO_TYPING = frozenset("pool job work works worked typist errors".split())
# A seat at home, from which people join.
_SEATS = frozenset(
    "settee sofa armchair couch kitchen bedroom bed house home room chair lounge table flat".split()
)
_OWN = frozenset("the her his my their own".split())
_JOINING = frozenset(
    """join joins joining log logging do doing talk take part chat dial something anything somewhere
    group support meet without wants stay online would like""".split()
)
_COMFORT = frozenset("comfort safety warmth privacy of".split())  # "of her own armchair"  # fmt: skip
_STORY = frozenset(
    "rang rings ringing called got get fell moved back away up out works working work".split()
)
# With these the faces of others are seen on a screen.
_ON_SCREEN = frozenset(
    "screen online laptop tablet ipad computer sofa settee couch home bed bedroom zoom remotely".split()
)


# Words that are spelt right: things that people meet with, which the list of usual words lacks.
WORDS = (
    SETS["DEVICE"]
    | SETS["CAMERA"]
    | SETS["COMPUTERS"]
    | {"penpal", "penfriend", "phonecalls", "wifi"}
)


class Way(NamedTuple):
    """A stretch of what was said, and the terms of a facet that it may mean; or that are refused."""

    start: int
    end: int
    facet: str
    terms: tuple[str, ...]
    is_refused: bool = False


@cache
def _known() -> Phrases:
    """The phrases that ask for a way of meeting."""
    return phrases.Phrases(PHRASES, SETS)


@cache
def _against() -> Phrases:
    """The phrases that refuse one."""
    return phrases.Phrases(REFUSED, SETS)


def in_other_words(said: Said) -> Iterator[Way]:
    """Where a way of meeting is asked for, or refused, without its name."""
    known, against = _known(), _against()
    for at, word in enumerate(said.words):
        if word in _TYPING and (terms := _typed(said, at)):
            yield Way(at, at + 1, "format", terms)
        elif word == "hear" and (end := _voice(said, at)):
            yield Way(at, end, "format", ("phone",))
        elif word == "from" and (end := _seat(said, at)):
            yield Way(at, end, "format", ("remote",))
        elif word == "faces" and (start := _faces(said, at)) >= 0:
            yield Way(start, at + 1, "format", ("video",))
        else:
            if word in known:
                yield from _phrased(said, at)
            if word in against or word in _NEEDED_FOR:
                yield from _refused(said, at)


def _phrased(said: Said, at: int) -> Iterator[Way]:
    """What a phrase that begins at a token asks for."""
    facets = set[str]()
    for end, says in phrases.beginning(said, at, _known()):
        facet, _, terms = says.rstrip("!").partition("=")
        if (
            facet in facets
            or mood_of_thing(said, at, end) != "wanted"
            or _is_other(said, at, end, says)
        ):
            continue
        if is_asked_for(said, at, end, says):
            facets.add(facet)
            start = at + (said.words[at] in _OR)
            yield Way(start, end, facet, tuple(terms.split(",")))


def _is_other(said: Said, at: int, end: int, says: str) -> bool:
    """Whether what follows makes a phrase something else: "dial in on video", "come in a state"."""
    after = "" if said.ends(end) else said.word(end)
    if said.words[at].startswith("dial"):
        return not (_ON_SCREEN | {"video"}).isdisjoint(said.words[end : end + 2 * _FAR])
    if says == "setting=group" and said.words[end - 1] in ("other", "others"):
        return settings.says_who(said, end)
    clause = said.clause(at)
    if says == "format=in-person":
        if (
            "person" in said.words[clause.start : clause.stop + _FEW]
        ):  # with how many, or "in person"
            return True
        last = said.words[end - 1]
        is_well = last == "along" and after in _WELL
        is_hell = after == "is" and said.word(end + 1) in _HELL
        if is_well or is_hell or (last == "there" and after in _TIMES):  # "get there from eleven"
            return True
        is_in = last in ("up", *SETS["IN"]) and not said.words[at].startswith("meet")
        if is_in and (after in _NO_WAY or (after == "to" and said.word(end + 1) in ("a", "an"))):
            return True
    is_a_hall = after == "of" and said.words[end - 1] in SETS["ROOM"]  # of residence
    return is_a_hall or after == "back"


def is_asked_for(said: Said, at: int, end: int, says: str) -> bool:
    """Whether a phrase is what somebody wishes for, or stands by itself, and is not told of."""
    clause = said.clause(at)
    before, after = said.words[clause.start : at], said.words[end : clause.stop]
    is_one_more = said.words[at] in _OR  # "Skype or get the bus in"
    is_choice = is_one_more and not _CHOICES.isdisjoint(before)
    for word in reversed([*before, said.words[at]]):
        if word in _WISHING or word in _TELLING:
            return is_choice or word in _WISHING
    beyond = said.words[clause.stop : clause.stop + _FEW]
    if is_choice or not _WISHING.isdisjoint([*after, *beyond]):
        return True
    is_by_itself = _LITTLE.issuperset(before) or len(clause) <= _FAR or said.word(end) in _COMPANY
    return is_by_itself and not says.endswith("!") and _OVER.isdisjoint(after)


def _refused(said: Said, at: int) -> Iterator[Way]:
    """What is refused at a token: a phrase that begins there, or a thing that a way of meeting needs."""
    for end, term in phrases.beginning(said, at, _against()):
        yield Way(end - 1, end, "format", (term,), is_refused=True)
    term = _NEEDED_FOR.get(said.words[at], "")
    if said.word(said.back(at, SETS["DET"])) == "off":  # "cant stay off the internet"
        return
    if (
        term
        and mood_of_thing(said, at) == "unwanted"
        and said.word(at + 1) not in ("on", "off", "no")
    ):
        yield Way(at, at + 1, "format", (term,), is_refused=True)


def _faces(said: Said, at: int) -> int:
    """Where it begins that somebody would see the faces of others on a screen; -1 for nowhere."""
    back = said.back(at, SETS["DET"] | {"other", "others", "peoples", "friendly", "of"})
    if said.word(back) not in ("see", "seeing") or mood_of_thing(said, back) != "wanted":
        return -1
    is_on_screen = not _ON_SCREEN.isdisjoint(said.words)
    return back if is_on_screen and is_asked_for(said, back, at + 1, "format") else -1


def _typed(said: Said, at: int) -> tuple[str, ...]:
    """The ways of meeting by typing that are meant by a word of it; none for a type of something."""
    word, clause = said.words[at], said.clause(at)
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(at + 1) else said.word(at + 1)
    words = {*said.words[clause.start : clause.stop]}
    if after in _NO_TYPING or before in _NO_TYPING:
        return ()
    if word == "type" and not (before in _TO_TYPE and (not after or after in _AFTER_TYPE)):
        return ()
    if word in ("types", "typed") and after not in ("chat", "messages", "chats", "conversation"):
        return ()
    is_wished = len(words) <= _FAR or not (_WISHING | _AT_ONCE | {"not"}).isdisjoint(words)
    if not is_wished or mood_of_thing(said, at) != "wanted":
        return ()
    return WRITTEN[:1] if words & _AT_ONCE else WRITTEN


def _seat(said: Said, at: int) -> int:
    """Where a seat at home ends that somebody is to join from, with the "from" at a token; 0 for none."""
    end = at + 1
    while said.word(end) in _OWN or said.word(end) in _COMFORT:
        end += 1
    if said.word(end) not in _SEATS or end == at + 1 or not said.is_one_clause(at, end + 1):
        return 0
    before = {*said.words[said.clause(at).start : at]}
    is_comfort = not _COMFORT.isdisjoint(said.words[at:end])
    is_told = said.word(at - 1) in _STORY or not (is_comfort or before & _JOINING)
    return 0 if is_told or mood_of_thing(said, at) != "wanted" else end + 1


def _voice(said: Said, at: int) -> int:
    """Where the voice ends that somebody wants to hear, with "hear" at a token; 0 for none."""
    end = said.clause(at).stop
    for place in range(at + 1, min(at + _FAR, end)):
        if said.words[place] == "voice":
            return place + 1 if wants_a_voice(said, at, place + 1) else 0
    return 0


def wants_a_voice(said: Said, start: int, end: int) -> bool:
    """Whether somebody would like to hear a voice, and does not hear voices."""
    is_one = said.word(end - 1) == "voice" and said.word(start) == "hear"
    return is_one and said.word(start - 1) == "to" and said.word(start - 2) in _WISHING
