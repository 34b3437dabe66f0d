"""Whether a place that is named is where the person is, or one of the story, or no place at all.

"Works in Leeds but home is Ilkley" is about Ilkley, "grew up in Glasgow" is told, and "Ms Lancaster" is a
person. A place of the story is taken only where no other is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.ages import PEOPLE, RELATIONS

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# These say of the next place that the person is there, and lead to nothing else.
HOME = (
    ("lives", "in"), ("live", "in"), ("live", "at"), ("lives", "at"), ("living", "in"), ("living", "at"),
    ("lives", "near"), ("live", "near"), ("living", "near"), ("lives", "outside"), ("based", "in"),
    ("moved", "to"), ("moving", "to"), ("settled", "in"), ("home", "is"), ("homes",),
    ("home", "is", "in"), ("lives", "up", "in"), ("lives", "over", "in"),
    ("lives", "down", "in"), ("lives", "out", "in"), ("lives", "just", "outside"), ("living", "up", "in"),
)  # fmt: skip
_AT_HOME = frozenset("lives live living home homes based now settled brought".split())
# What was, or is, somewhere else: with one of these before it in its clause a place is told.
_TOLD = frozenset(
    """grew born raised childhood originally works work worked working commutes commuting happened died
    killed attacked raped buried funeral crash accident trained studied used holiday""".split()
)  # fmt: skip
_LEFT = frozenset("moved came fled left".split())
# These end what is told of a place: "works in Leeds but".
_TURNS = frozenset("but so and".split())
_TITLES = frozenset("mr mrs ms miss mister mx dr doctor nurse pc sgt rev canon".split())
_CALLED = frozenset("called named name surname".split())
_PETS = frozenset("dog cat pup puppy horse rabbit budgie".split())
_FAMILY = frozenset(RELATIONS) | frozenset(
    "mate neighbour uncle auntie aunt cousin colleague".split()
)
_DOES = frozenset("is has was who drives says comes can will".split())
# After the name of a town these make it the name of a thing.
_THINGS = frozenset("street road avenue lane close terrace crescent rovers albion utd".split())
_AWAY = frozenset("lives live living is moved went works emigrated".split())
_OWNERS = frozenset("my her his our their own older younger eldest youngest only other".split())
# A person who may be from a town whose name is a word: "lady from Deal", "teaching assistant in Rugby".
_PERSONS = frozenset(PEOPLE) | frozenset(
    """gent widow widower mum mam dad nan nana grandad granny caller person client student teacher nurse
    assistant asst worker driver farmer carer pensioner veteran couple family lad lass""".split()
)  # fmt: skip
_IS_FROM = frozenset("is hes shes im am theyre was comes hails are".split())
# What people come from, or are in, that is no town.
_NO_TOWN = frozenset(
    """work church university school march may hope hall park week town moment pieces par bed pool stock
    need hospital""".split()
)  # fmt: skip
_ABOUT = frozenset("way area side".split())
_SAYS_AGAIN = frozenset("he hes she shes they theyre i im its it thats sorry wait".split())
_FAR = 6  # words


def is_name(said: Said, at: int, end: int) -> bool:
    """Whether a name of a town is that of a person or a street here: "Ms Lancaster", "York Road"."""
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(end) else said.word(end)
    if before in _TITLES | _CALLED or after in _THINGS:
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
        said.words[place] in _PERSONS or said.word(place - 1) in _TITLES
    )
    return is_person and (led == "from" or said.ends(at + 1))


def is_told(said: Said, start: int, end: int) -> bool:
    """Whether a place is one of the story: "grew up in Glasgow", "works in Leeds", "her son lives in York".

    It stands from `start`, with the words that lead to it, to `end`.
    """
    if not said.ends(end) and said.word(end) == "originally":
        return True
    if _is_corrected(said, end):
        return True
    for place in range(start, max(said.clause(start).start, start - _FAR) - 1, -1):
        word = said.words[place]
        if _is_anothers(said, place) or (word in _LEFT and said.word(start) == "from"):
            return True
        if word in _AT_HOME:
            return said.words[max(0, place - 2) : place] == ["used", "to"]
        if word in _TOLD or (place < start and word in _TURNS):
            return word in _TOLD
    return False


def _is_corrected(said: Said, end: int) -> bool:
    """Whether the next clause takes back a place that ends here: "Salisbury way? No, he's in Shrewsbury"."""
    while not said.ends(end) and said.word(end) in _ABOUT:
        end += 1
    is_no = said.ends(end) and said.word(end) in ("no", "nope", "sorry")
    return is_no and (said.ends(end + 1) or said.word(end + 1) in _SAYS_AGAIN)


def _is_anothers(said: Said, at: int) -> bool:
    """Whether a token says that another of the family is elsewhere: "her son lives in", "his sister in"."""
    if said.starts(at) or said.word(at - 1) not in _FAMILY:
        return False
    return said.word(at) in _AWAY or (said.word(at) == "in" and said.word(at - 2) in _OWNERS)
