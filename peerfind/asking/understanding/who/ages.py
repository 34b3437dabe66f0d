"""How old the person is who needs the group: "she's 71", "in her seventies", "my 15 year old son"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.who import decades, sakes, speakers
from peerfind.asking.understanding.who.people import CHILDREN, OWNERS, PARENTS, PEOPLE, RELATIONS
from peerfind.places.gazetteer import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

YOUNGEST, OLDEST = 5, 110
_JOINED = 3  # words that lead to an age after "and"
_HEADER = 4  # words before an age and a town, where these begin a call
_DIGITS = 2  # of an age that stands by itself
_BEFORE = frozenset("shes hes im am is was aged age turning turned theyre who ive now".split())
_PERSONS = frozenset("person woman man lady girl boy lad lass bloke chap gentleman gent".split())
_SUBJECTS = _PERSONS | {"she", "he", "i", "they", "who"}
# What makes a number something else.
_NOT_BEFORE = frozenset(
    """within under over about around near at from to than past after before until till route room no
    number step""".split()
)  # fmt: skip
_UNITS = frozenset(
    """miles mile mi km kms k minutes minute mins min hours hours hour hrs hr weeks week wks months month mths
    days day pm am th st nd rd stone kilos kg pounds quid percent times sessions people members kids children
    steps step ago years year yrs yr of since""".split()
)  # fmt: skip
# Right before a number these make it an age, whatever follows: "man 52 Dorchester".
_NOUNS = _PERSONS | frozenset(
    "fella guy male female widow widower student pensioner teenager f m".split()
)
_DEATHS = frozenset("died dies death passed killed lost dead was".split())
# "Rang about her dad": who the call is about.
_CALLS = frozenset(
    "rang ring rings ringing phoned phones phoning called calls calling enquiring asking emailed".split()
)
_ABOUT = frozenset("about for re regarding".split())
_OF_AN_AGE = frozenset(
    """widow widower student pensioner person adult lad lass boy girl mother lesbian veteran farmer nurse
    teacher miner driver carer refugee retiree alcoholic divorcee bachelor caller client""".split()
)
_OF_AN_AGE |= {*PEOPLE, *RELATIONS}
# After an age these begin to tell of the person.
_OF_A_CALLER = frozenset(
    """lives living needs wants just recently single married trans gay lesbian bi black white asian
    autistic deaf blind disabled retired widowed divorced bereaved lonely pregnant""".split()
)
# With these an age has not come yet: "turns 18 next month".
_NEXT = frozenset("turns nearly almost".split())
# Before these somebody else is told of.
_OTHERS = frozenset(
    """neighbour neighbours landlord landlady boss uncle aunt auntie aunty cousin colleague flatmate lodger
    teacher doctor dog cat horse house car""".split()
)
# Before "at 19" these make it long ago, and these now.
_THEN = frozenset(
    """left lost started began met moved married was were been abused fled stopped dropped first learnt
    learned had since joined quit got""".split()
)
_NOW = frozenset("just last now today recently yesterday told diagnosed out still".split())
_WILL_BE = frozenset("shell hell ill theyll will wholl".split())
_HOURS = 24  # "just gone twelve" is a time
# Before a number these take back one that was said before it.
_RATHER = frozenset("sorry mean meant rather".split())
_LETTERS = {"m": "men", "f": "women"}
WORDS = frozenset().union(
    decades.TENS, decades.WITHIN_TEN, _BEFORE, _SUBJECTS, RELATIONS, PEOPLE, _UNITS, _NOT_BEFORE
)


def read(said: Said) -> Iterator[Part]:
    """The age that is said, and who the person is where that is said with it."""
    ages = [one for at in range(len(said)) if (one := _age(said, at))]
    found = speakers.in_need(said, ages)
    if found:
        rather = (one for one in found if _is_rather(said, one[1]))
        yield from _person(said, *next(rather, found[0]))


def _age(said: Said, at: int) -> tuple[int, int, int] | None:
    """An age that begins at a token, and where the words for it start and end."""
    if found := decades.decade(said, at) or _noted(said, at):
        return found
    number = _number(said, at)
    return None if number and _is_anothers(said, at) else number


def _is_rather(said: Said, at: int) -> bool:
    """Whether an age is said instead of one before it: "37? sorry, 73", "calling about a grandson 13"."""
    is_child = said.word(at - 1) in CHILDREN and not _ABOUT.isdisjoint(
        said.words[max(0, at - 4) : at]
    )
    return is_child or said.word(at - 1) in _RATHER


def _is_anothers(said: Said, at: int) -> bool:
    """Whether a number is how old somebody else is: "her neighbour is 80", "like a 5 year old"."""
    back = said.back(at, ("is", "was", "a", "an", "s"))
    if said.word(at + 1) == "when" and said.word(at - 1) in ("was", "were"):  # "was 17 when"
        return True
    return back >= 0 and (said.words[back] in _OTHERS or said.words[back] == "like")


def _number(said: Said, at: int) -> tuple[int, int, int] | None:
    """A number that can only be an age, or that stands where an age stands."""
    found = re.fullmatch(r"(\d{1,3})(yo|yrs?|y|st|nd|rd|th)?", said.word(at))
    is_birthday = said.word(at + 1) == "birthday"
    if not found or ((found[2] or "")[-1:] in {*"tdh"}) != is_birthday:
        return None
    age = int(found[1])
    if not YOUNGEST <= age <= OLDEST:
        return None
    if found[2] and not is_birthday and (found[2] == "yo" or _is_old(said, at)):
        return age, at, at + 1 + (said.word(at + 1) == "old")
    if length := _years_old(said, at + 1):
        return age, _from(said, at), at + 1 + length
    if is_birthday:
        return (age, at - 1, at + 2) if said.word(at - 1) in ("my", "his", "her") else None
    is_to_come = _is_to_come(said, at)
    start = at - 1 if is_to_come else _from(said, at)
    is_age = is_to_come or _stands_for_an_age(said, at)
    return (age - is_to_come, start, at + 1) if is_age else None


def _is_to_come(said: Said, at: int) -> bool:
    """Whether a number is an age that somebody will be: "nearly 18", "she'll be 18 in May"."""
    is_next = said.word(at - 1) in _NEXT and not said.starts(at)
    is_next = is_next or (said.word(at - 1) == "be" and said.word(at - 2) in _WILL_BE)
    return is_next and said.word(at + 1) not in _UNITS


def _noted(said: Said, at: int) -> tuple[int, int, int] | None:
    """An age with a letter for who it is, among the first words: "72F lonely", "F 72", "lonely, F72"."""
    word = said.word(at)
    if re.fullmatch(r"\d\d[mf]?|f\d\d", word) is None or not _letter(said, at, at + 1):
        return None
    typed = said.tokens[at].typed
    is_header = at == 0 or said.starts(at) or (at <= _HEADER and said.is_one_clause(0, at + 1))
    is_length = said.word(at - 1) in {"in", *_NOT_BEFORE} or (
        typed.endswith("m") and at > 0
    )  # "20m walk"
    is_age = is_header and not is_length and not _is_a_death(said, at)
    return (int(word.strip("mf")), at, at + 1) if is_age else None


def _is_old(said: Said, at: int) -> bool:
    """Whether "20yrs" is how old somebody is, and not how long: "in 20yrs", "20yrs on diazepam"."""
    before = "" if said.starts(at) else said.word(at - 1)
    is_old = said.word(at + 1) in ("old", "olds") and not said.ends(at + 1)
    return is_old or before in _BEFORE | _NOUNS or said.is_clause(at, at + 1)


def _years_old(said: Said, at: int) -> int:
    """How many tokens say that what comes before is an age."""
    following = [said.word(place) for place in range(at, at + 2)]
    if following[0] in ("year", "years", "yr", "yrs") and following[1] in ("old", "olds"):
        return 2
    if following == ["y", "o"]:
        return 2
    return int(following[0] in ("yo", "yearold", "oed"))


def _stands_for_an_age(said: Said, at: int) -> bool:
    """Whether a number stands where an age stands: after "she is", or between two marks."""
    before, after = said.word(at - 1), said.word(at + 1)
    if said.starts(at):
        before = ""
    if (after in _UNITS or (after == "odd" and said.word(at + 2) in _UNITS)) and not said.ends(
        at + 1
    ):
        return False
    if before in _BEFORE or (before in RELATIONS and said.word(at - 2) in OWNERS):
        return not (_is_a_death(said, at) or _is_long_ago(said, at))
    if before in _LEADING:
        return _LEADING[before](said, at)
    if before in _NOT_BEFORE or len(said.word(at)) != _DIGITS or _is_a_death(said, at):
        return False
    if before in CHILDREN - {"friend"}:  # "daughter 16 needs"
        return not sakes.is_for_those_close(said)
    # A number by itself between two marks, or the last word: "bereaved, 22, Leeds", "34 now".
    is_last = said.ends(at + 1) or (after == "now" and said.ends(at + 2))
    is_alone = (said.starts(at) or before in PEOPLE or before in _SUBJECTS) and is_last
    return is_alone or before in _NOUNS or _is_before_a_town(said, at) or _begins_a_call(said, at)


def _is_of_an_age(said: Said, at: int) -> bool:
    """Whether "of" leads to an age: "a widow of 66"."""
    return said.word(at - 2) in _OF_AN_AGE


def _is_last(said: Said, at: int) -> bool:
    """Whether a number in two figures ends its clause."""
    return len(said.word(at)) == _DIGITS and said.ends(at + 1)


def _is_just_past(said: Said, at: int) -> bool:
    """Whether "gone" leads to an age and to no hour: "she's just gone 50"."""
    is_said = said.word(at - 2) in ("just", "only") or said.word(at - 2) in _BEFORE
    return is_said and said.word(at).isdecimal() and int(said.word(at)) > _HOURS


def _is_at_an_age(said: Said, at: int) -> bool:
    """Whether "at" leads to an age of now: "bereaved at 22", but "mum died at 60", "left at 19"."""
    if _is_a_death(said, at) or len(said.word(at)) != _DIGITS:
        return False
    near = said.words[max(said.clause(at).start, at - 5) : at - 1]
    is_now = not _NOW.isdisjoint(near)
    return is_now or (said.ends(at + 1) and _THEN.isdisjoint(near[-3:]))


def _begins_a_call(said: Said, at: int) -> bool:
    """Whether a number is the first word, and who or where the person is follows: "22 from Penzance"."""
    if at or said.word(1) in ("from", "in"):
        return at == 0 and bool(entries(said.word(2)))
    return said.word(1) in _OF_A_CALLER or said.word(1) in _OF_AN_AGE - {"person"}


def _is_before_a_town(said: Said, at: int) -> bool:
    """Whether a number begins the call, before a town that ends its clause: "ex miner 66 Hull"."""
    is_header = at > 0 and said.is_one_clause(0, at + 1) and at <= _HEADER
    is_last = not said.ends(at + 1) and said.ends(at + 2)
    return (
        is_header and is_last and said.word(at + 1).isalpha() and bool(entries(said.word(at + 1)))
    )


def _is_joined(said: Said, at: int) -> bool:
    """Whether a number is told beside something else of a person: "I'm gay and 62"."""
    is_told = said.ends(at + 1) and at >= _JOINED and said.is_one_clause(at - _JOINED, at)
    return is_told and len(said.word(at)) == _DIGITS and said.word(at - _JOINED) in _BEFORE


def _is_a_death(said: Said, at: int) -> bool:
    """Whether the words before tell of somebody who died: the number is how old they were."""
    near = [
        said.word(place)
        for place in range(max(0, at - 5), at)
        if said.tokens[place].clause == said.tokens[at].clause
    ]
    if said.is_clause(at, at + 1) and said.word(at - 1) in RELATIONS:
        near.append(said.word(at + 1))  # "her lad (24) died"
    return bool({"died", "death", "passed", "killed", "dead"}.intersection(near))


def _is_long_ago(said: Said, at: int) -> bool:
    """Whether a number is how old somebody was: "tics since he was 7"."""
    before = said.words[max(0, at - 4) : at]
    return before[-1:] == ["was"] and not {"since", "when"}.isdisjoint(before)


def _is_lost(said: Said, at: int) -> bool:
    """Whether the clause of a token tells of somebody who died."""
    clause = said.tokens[at].clause
    return any(
        word in _DEATHS - {"was"} and token.clause == clause
        for word, token in zip(said.words, said.tokens, strict=True)
    )


def _from(said: Said, at: int) -> int:
    """Where the words begin that say whose age it is."""
    start = at
    while start > 0 and said.tokens[start - 1].clause == said.tokens[at].clause:
        if said.words[start - 1] not in (
            "aged",
            "age",
            "is",
            "am",
            "shes",
            "hes",
            "im",
            "she",
            "he",
            "i",
            "a",
            "who",
            "of",
            *PEOPLE,
        ):
            break
        start -= 1
    return start


def _around(said: Said, start: int, end: int) -> Iterator[int]:
    """The words that may say whose age it is: those of the clause before it, and right after "year old"."""
    yield from (
        at for at in range(end, min(len(said), end + 2)) if said.is_one_clause(end - 1, at + 1)
    )
    for at in range(start - 1, max(-1, start - 9), -1):
        if said.tokens[at].clause < said.tokens[start].clause - 1:
            return
        if said.word(at - 1) in OWNERS or said.word(at - 1) in ("old", "olds"):
            yield at


def _person(said: Said, age: int, start: int, end: int) -> Iterator[Part]:
    """The age of the person, and of whom; of a relation it is the relation's need."""
    relation = next((at for at in _around(said, start, end) if said.words[at] in RELATIONS), None)
    if (
        relation is not None
        and not said.is_one_clause(min(relation, start), max(relation, start) + 1)
        and _is_lost(said, relation)
    ):
        relation = None  # "lost my wife, 68": the person who is left
    is_self = relation is not None and relation >= end and said.words[relation] in PARENTS
    if is_self and OWNERS.isdisjoint(said.words[max(0, start - 2) : start]):
        relation = None  # "38 year old mum": she herself
    if relation is not None and _is_of_the_other(said, relation, start):
        relation = None  # "he's her dad, she is 15"
    typed = said.typed(start, end)
    if relation is not None:
        who = said.words[relation]
        if who not in CHILDREN and not _is_called_about(said, relation):
            note = (
                f"{age} is not asked for, as it is the age of the {who}. "
                f"If the group is for them: --age {age}"
            )
            yield Part("age", (), start, start, typed, note)
            return
        other = "the parent" if who in CHILDREN else "who calls"
        note = f"The group is taken to be for the {who}. If it is for {other}: --ignore age,for"
        yield Part("age", (str(age),), start, end, typed, note)
        if gender := RELATIONS[who]:
            yield Part("for", (gender,), relation, relation, who, is_faint=True)
        return
    letter = _letter(said, start, end)
    yield Part("age", (str(age),), start, end + (said.word(end) in _LETTERS), typed)
    if letter:
        yield Part("for", (_LETTERS[letter],), start, start, typed, is_faint=True)
        return
    around = said.clause(start) if speakers.is_speakers(said, start) else range(len(said))
    words = {said.words[at] for at in around if start - 2 <= at < end + 2}
    genders = {PEOPLE[word] for word in words if word in PEOPLE}
    if len(genders) == 1:
        yield Part("for", (genders.pop(),), start, start, typed, is_faint=True)


def _is_of_the_other(said: Said, relation: int, start: int) -> bool:
    """Whether who is said to be of an age is no such relation: "he is her dad, she is 15", "dad, I am 17"."""
    if speakers.is_speakers(said, start):
        return True
    subject = PEOPLE.get(said.words[start], "") if said.starts(start) else ""
    return (
        relation < start
        and bool(subject)
        and subject != (RELATIONS[said.words[relation]] or subject)
    )


def _is_called_about(said: Said, at: int) -> bool:
    """Whether a relation is the one who needs the group: "ringing about my mum"."""
    first = said.clause(at).start
    before = said.words[max(first, at - 4) : at]
    return (
        len(before) > 1
        and before[-1] in OWNERS
        and before[-2] in _ABOUT
        and (before[-2] in ("re", "regarding") or not _CALLS.isdisjoint(before[:-2]))
    )


def parent_called_about(said: Said) -> str:
    """The word for a parent of the caller who needs the group; nothing where it is no parent."""
    return next(
        (
            word
            for at, word in enumerate(said.words)
            if word in PARENTS and _is_called_about(said, at)
        ),
        "",
    )


def _letter(said: Said, start: int, end: int) -> str:
    """The letter beside an age that says who it is: "72F", "22 yo m"; nothing where there is none."""
    after = "" if said.ends(end) else said.word(end)
    before = "" if said.starts(start) else said.word(start - 1)
    noted = said.word(start) if re.search(r"\d", said.word(start)) else ""
    return next((one for one in (noted[-1:], noted[:1], after, before) if one in _LETTERS), "")


# What tells whether a number after one of these words is an age.
_LEADING = {
    "of": _is_of_an_age,
    "and": _is_joined,
    "at": _is_at_an_age,
    "gone": _is_just_past,
    **dict.fromkeys(_RATHER, _is_last),
}
