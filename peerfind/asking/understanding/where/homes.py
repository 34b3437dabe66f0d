"""Whether a place that is named is where the person is, or one of the story, or no place at all.

"Works in Leeds but home is Ilkley" is about Ilkley, "grew up in Glasgow" is told, and "Ms Lancaster" is a
person. A place of the story is taken only where no other is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.who.people import PEOPLE, RELATIONS

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# These say of the next place that the person is there, and lead to nothing else.
HOME = (
    ("lives", "in"), ("live", "in"), ("live", "at"), ("lives", "at"), ("living", "in"), ("living", "at"),
    ("lives", "near"), ("live", "near"), ("living", "near"), ("lives", "outside"), ("based", "in"),
    ("moved", "to"), ("moving", "to"), ("settled", "in"), ("home", "is"), ("homes",),
    ("callers", "in"), ("clients", "in"), ("pts", "in"), ("patient", "in"), ("pt", "in"), ("client", "in"),
    ("caller", "in"), ("halls", "in"), ("digs", "in"),
    ("lodging", "in"), ("lodgings", "in"), ("renting", "in"),
    ("home", "is", "in"), ("home", "in"), ("discharged", "to"),
    ("relocating", "to"), ("moves", "to"), ("off", "to"), ("starts", "at"),
    ("starting", "at"), ("start", "at"), ("started", "at"), ("lives", "up", "in"), ("lives", "over", "in"),
    ("lives", "down", "in"), ("lives", "out", "in"), ("lives", "just", "outside"), ("living", "up", "in"),
)  # fmt: skip
# So do these, if it can be nothing but a place.
NOW = (
    ("hes",),
    ("shes",),
    ("theyre",),
    ("lives",),
    ("live",),
    ("living",),
    ("now",),
    ("stays", "in"),
    ("stopping", "in"),
    ("back", "in"),
)
_AT_HOME = frozenset("lives live living home homes based now settled brought".split())
_OCCUPIED = frozenset(
    """works work worked working commutes commuting studies studied studying teaches taught teaching
    lectures""".split()
)  # fmt: skip
# What was, or is, somewhere else: with one of these before it in its clause a place is told.
_TOLD = _OCCUPIED | frozenset(
    """grew born raised childhood originally happened died killed attacked raped buried funeral crash
    accident trained used uses tried attended attends holiday registered sectioned discharged released
    operation op hmp prison served supports supporter job chemo radiotherapy dialysis treatment surgery
    clinic scan scans appointment appointments ward met married wed wedding honeymoon honeymooned
    divorced holidayed weekend outing trip stag hen qualified enlisted stationed posted interned
    memories memory hospital inpatient races""".split()
)  # fmt: skip
# After a name these say that somebody was there once, or is at what is there: "Durham prison".
_OF_OLD = frozenset("originally born raised native hospital infirmary prison gp cmht".split())
_LEFT = frozenset("moved moving relocating came fled fleeing left leaving".split())
# These end what is told of a place: "works in Leeds but".
_TURNS = frozenset("but so and".split())
_OF_OTHERS = frozenset("a care nursing old".split())  # homes
_TITLES = frozenset(
    "mr mrs ms miss mister mx dr doctor nurse pc sgt rev canon hmp hmyoi yoi hms".split()
)
# After "the" these are no towns.
_RIVERS = frozenset(
    """trent thames mersey humber severn tyne tees wear tweed tay clyde forth dee don spey ness avon stour
    ouse exe dart tamar wye usk taff aire calder ribble lune derwent eden nene cam medway esk nith annan test
    itchen teign torridge kennet cherwell colne lea irwell wharfe nidd swale tawe teifi towy conwy bann
    lagan foyle leven kelvin""".split()
)
_CALLED = frozenset("called named name surname".split())
_CALLS = frozenset("ringing rang calling phoning phoned rings calls".split())
_PETS = frozenset(
    """dog cat pup puppy kitten horse pony rabbit budgie parrot hamster labrador lab retriever spaniel collie
    terrier greyhound whippet poodle beagle alsatian lurcher staffie staffy cockapoo labradoodle""".split()
)
_FAMILY = frozenset(f"{one}{s}" for one in RELATIONS for s in ("", "s")) | frozenset(
    "mate neighbour uncle auntie aunt cousin colleague ex family".split()
)
_DOES = frozenset("is has was who drives says comes can will died dies passed got had".split())
# After the name of a town these make it the name of a thing: a street, a team, what is eaten or drunk.
_THINGS = frozenset(
    """street road avenue lane close terrace crescent rovers albion utd united fc rfc afc wanderers
    athletic argyle hotspur rhinos game games match matches derby marathon fan fans supporter supporters
    ground brethren brown ale bitter gin tart tarts cake cakes bun buns pudding puddings pasty pasties
    pie pies sausage sausages cheese hotpot sauce gazette echo herald""".split()
)
# These do so before one of a supporter: "Leeds city fan".
_TEAMS = frozenset("city town county wednesday united season football rugby".split())
_OF_TEAMS = frozenset("fan fans supporter supporters game match season shirt scarf ticket".split())
_AWAY = frozenset("lives live living is moved went works emigrated".split())
_OWNERS = frozenset("my her his our their own older younger eldest youngest only other".split())
# A person who may be from a town whose name is a word: "lady from Deal", "teaching assistant in Rugby".
PERSONS = frozenset(PEOPLE) | frozenset(
    """pt pts patient client cl gent widow widower mum mam dad nan nana grandad granny caller person
    student teacher nurse assistant asst worker driver farmer carer pensioner veteran couple family lad
    lass""".split()
)  # fmt: skip
_IS_FROM = frozenset("is hes shes im am theyre was comes hails are".split())
# What people come from, or are in, that is no town.
_NO_TOWN = frozenset(
    """work church university school march may hope hall park week town moment pieces par bed pool stock
    need hospital""".split()
)  # fmt: skip
# After a town these go on about the person: "lady in Deal who", "man in Wells aged 80".
_GOES_ON = frozenset(
    "who whos whose with w wi aged age has is had needs wants wanting on has hears drinks".split()
)
_WITH_SOMEBODY = frozenset("battle deal".split())  # "in battle with her bank"
_THINGS_IN_ING = frozenset(
    "building morning evening thing something nothing anything during".split()
)
_FAR = 6  # words


def is_name(said: Said, at: int, end: int) -> bool:
    """Whether a name of a town is that of a person or a street here: "Ms Lancaster", "York Road"."""
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(end) else said.word(end)
    if before in _TITLES | _CALLED or after in _THINGS:
        return True
    is_river = before == "the" and said.word(at) in _RIVERS and end - at == 1
    if is_river and after not in ("area", "valley", "side", "way", "end", "coast"):
        return True  # "fishing on the Trent"
    following = said.word(end + 1)
    if (after == "the" and following in _PETS) or (after in _TEAMS and following in _OF_TEAMS):
        return True
    return before in _FAMILY | _PETS and after in _DOES


def is_of_a_person(said: Said, at: int) -> bool:
    """Whether a word is the town of somebody: "from Crook", "lady of 70 in Wells", "man 52 Deal"."""
    led = "" if said.starts(at) else said.word(at - 1)
    if said.word(at) in _NO_TOWN or not (led in ("from", "in") or led.isdecimal()):
        return False
    place, clause = at - 2, said.clause(at)
    if led == "from" and (at - 1 == clause.start or said.word(place) in _IS_FROM):
        return said.ends(at + 1)
    while place >= clause.start and (
        said.words[place].isdecimal() or said.words[place] in ("of", "aged")
    ):
        place -= 1
    is_person = place >= clause.start and (
        said.words[place] in PERSONS or said.word(place - 1) in _TITLES
    )
    return is_person and (led == "from" or _goes_on_about(said, at))


def _goes_on_about(said: Said, at: int) -> bool:
    """Whether the clause ends with a word, or goes on with what a person is or does: "lady in Deal who"."""
    following = said.word(at + 1)
    is_idiom = following == "with" and said.word(at) in _WITH_SOMEBODY
    is_doing = following.endswith("ing") and following not in _THINGS_IN_ING
    return said.ends(at + 1) or (not is_idiom and (is_doing or following in _GOES_ON))


def is_of_the_past(said: Said, at: int) -> bool:
    """Whether what begins at a token tells what was or is done somewhere: "is where she grew up"."""
    following = said.words[at : at + _FAR]
    return not (_TOLD | {"lived", "met", "went"}).isdisjoint(following)


def is_told(said: Said, start: int, end: int) -> bool:
    """Whether a place is one of the story: "grew up in Glasgow", "works in Leeds", "her son lives in York".

    It stands from `start`, with the words that lead to it, to `end`.
    """
    is_pushed = said.words[end : end + 3] == ["at", "a", "push"]
    if is_pushed or (not said.ends(end) and said.word(end) in _OF_OLD):
        return True
    for place in range(start, max(said.clause(start).start, start - _FAR) - 1, -1):
        word = said.words[place]
        if _is_anothers(said, place) or (word in _LEFT and said.word(start) == "from"):
            return True
        if word == "home" and said.word(place - 1) in _OF_OTHERS:
            return True
        if word in _AT_HOME:
            return said.words[max(0, place - 2) : place] == ["used", "to"]
        if word in _TOLD or (place < start and word in _TURNS):
            return word in _TOLD
    return False


def leading(said: Said, start: int) -> range:
    """The words that tell what is done in the place that starts at a token: "works in", "home is"."""
    at = said.back(
        start, ("in", "at", "to", "near", "from", "for", "is", "up", "over", "out", "down")
    )
    is_verb = at >= 0 and said.words[at] in _AT_HOME | _OCCUPIED
    return range(at, start) if is_verb else range(start, start)


def is_of_a_call(said: Said, start: int, end: int) -> bool:
    """Whether a place is where somebody rings from, for another perhaps: "GP in Thirsk rang about"."""
    if said.word(end) in _CALLS and said.word(end + 1) in ("about", "for", "re", "regarding"):
        return True
    first = max(said.clause(start).start, start - 1)
    return (
        not _CALLS.isdisjoint(said.words[first : start + 1])
        and "from" in said.words[first : start + 2]
    )


def _is_anothers(said: Said, at: int) -> bool:
    """Whether a token says that another of the family is elsewhere: "her son lives in", "his sister in"."""
    if said.starts(at) or said.word(at - 1) not in _FAMILY:
        return False
    is_short = said.tokens[at - 1].typed[-2:] in ("'s", "’s")  # "mum's in York"
    is_owned = said.word(at - 2) in _OWNERS
    return said.word(at) in _AWAY or (said.word(at) == "in" and (is_owned or is_short))
