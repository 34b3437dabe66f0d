"""The grammar of free words: what is read first, and what is left for the search.

Order: places after words that only go before one, ages, times; then the names of terms, the longest first;
then names of places by themselves. What a person put into a flag is not read from the words as well.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.understanding import moods, musts, negation, welsh
from peerfind.asking.understanding.how import ways
from peerfind.asking.understanding.said import Part, Said
from peerfind.asking.understanding.what import cues, subjects
from peerfind.asking.understanding.what.refused import is_of_groups_after
from peerfind.asking.understanding.what.terms import as_people, mentions
from peerfind.asking.understanding.what.wishes import communities, is_denied, wishes
from peerfind.asking.understanding.when import times
from peerfind.asking.understanding.where import whereabouts
from peerfind.asking.understanding.who import ages, fans, genders
from peerfind.directory.vocabulary import FACETS
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Facet, Vocabulary


# The words that the grammar knows, which are spelt right and which others may be slips of.
WORDS_OF_GRAMMAR = frozenset().union(
    ages.WORDS, times.WORDS, whereabouts.WORDS, negation.WORDS, ways.WORDS
)


# A word of the names in these is no place by itself.
NOT_PLACES = ("focus", "community", "activity", "format")


# What people who take notes on a call write for little words, and of how long something has been.
_SHORTHAND = frozenset(
    """w wd re bc coz cos tho thro til pls plz inc owt nowt summat ta yr yrs wk wks mth mths ago no2 twice
    chap gent lady""".split()
)  # fmt: skip
# Little words of talk, short forms and what people say of a person besides what is the matter: no search
# beside something that was understood, but all that there is where they stand alone.
_CHATTER = frozenset(
    """thats thatll hed whos whod whove whatll theyd theyll theyve youd youll youve weve itll itd isnt arent
    got needs gone done doing being went let lets how where whose whoever which before behind through into
    along apart around across while whilst instead either neither else otherwise already here anywhere
    everywhere nowhere nor plus without within whatsoever ok okay fine yes yeah yep nah poss hopefully
    definitely maybe stuff bits folk folks ppl knows likes loves wants says lives live works work speaks speak
    chat proper whole half enough little em n b4 wi wld cld shd suit suits manage
    should must may might shall reckon reckons mainly mostly usually especially ideally preferably""".split()
)  # fmt: skip


_OF_AN_AGE = frozenset("young younger old older elderly aged age youngish oldish".split())
# Words that are no search beside what was understood.
SAYS_NOTHING = (
    text.STOP_WORDS
    | negation.NOT
    | welsh.SAYS_NOTHING
    | frozenset(
        "must essential mandatory required led talk talking number deal deals dealing dealt".split()
    )
    | _SHORTHAND
)


class Reading(NamedTuple):
    """What was understood of free words: the asks in them, what they leave, and what to tell.

    `spellings` are words by how they were typed. `has_name` tells that a clause is the name of a group.
    """

    parts: tuple[Part, ...] = ()
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    spellings: Mapping[str, str] = MappingProxyType({})
    has_name: bool = False


def read(  # noqa: PLR0913, PLR0917 (what was typed, and all that it is read with)
    typed: Sequence[str],
    vocabulary: Vocabulary,
    right: Callable[[str], str] = str,
    ignored: Collection[str] = (),
    given: Collection[str] = (),
    name_in: Callable[[Sequence[str]], range] = lambda _: range(0),
    *,
    may_guess: bool = True,
) -> Reading:
    """What the words `typed` ask for.

    `ignored` are the names of asks that are not to be read from them, `given` those that a flag asks
    for: the words for these are passed over. `right` tells how a word is spelt, `name_in` where the name of
    a group is, which is not read.
    """
    said = _said(_in_a_row(typed), vocabulary, right)
    if not len(said):
        return Reading(left=tuple(typed))
    name = name_in(said.words)
    said.take(name.start, name.stop)
    ignored = {*ignored, "within"} if "near" in ignored else ignored
    parts = _who_where_when(said, vocabulary, ignored, has_place="near" in given)
    found = mentions(said, vocabulary)
    named = _subjects(said, found)
    if may_guess and "focus" not in ignored:
        found, guesses = _meant(said, found, named, vocabulary["focus"])
        parts += _kept(said, guesses, ignored)
    parts += _kept(said, wishes(said, found), ignored)
    people = [*communities(said, found)]
    has_subject = any(part.name == "focus" and part.values for part in parts)
    if not has_subject:  # then it is people who are looked for
        people = [part._replace(end=part.start) for part in people]
    outright = _kept(said, people, ignored)
    parts = _not_faint(parts, outright)
    parts += _once(parts, outright)
    if not any(_is_of_a_sex(part) for part in parts):
        parts += _kept(said, genders.gender(said), ignored)
    parts += _kept(said, musts.musts(said, parts), ignored)
    new = [part for part in _not_avoided(parts) if not _is_given(part, given)]
    return Reading(
        tuple(dict.fromkeys(part for part in new if part.values)),
        _left(said, parts, vocabulary),
        tuple(dict.fromkeys(part.note for part in new if part.note)),
        said.spellings,
        _is_asked_for(said, name, parts),
    )


def _is_asked_for(said: Said, name: range, parts: Sequence[Part]) -> bool:
    """Whether a clause is a name with where it is or what is wanted of it: "number for the Lantern in Hull".

    The words of a name may also be part of a story: "brown envelopes piling up".
    """
    if not name:
        return False
    beside = {place for part in parts if part.name == "near" for place in part.places}.union(name)
    clauses = {*said.clause(name.start), *said.clause(name.stop - 1)} - beside
    return text.BESIDE_NAMES.issuperset(said.words[at] for at in clauses)


def _subjects(said: Said, found: Sequence[Mention]) -> list[Mention]:
    """The subjects that are named; what is denied is no cue and is not searched for."""
    denied = [one for one in found if is_denied(said, one)]
    for one in denied:
        said.tell(one.start, one.end + is_of_groups_after(said, one))
    return [one for one in found if one.facet == "focus" and one not in denied]


def _meant(
    said: Said, found: list[Mention], named: list[Mention], facet: Facet
) -> tuple[list[Mention], list[Part]]:
    """The mentions without subjects that are named in passing, and those that the words only give away."""
    hints = cues.Hints(said, facet, cues.apart(found))
    meant = subjects.meant(said, named, hints, facet)
    guessed = [term for term in meant if not any(one.term == term for one in named)]
    passed = [one for one in named if one.term not in meant]
    rather = [*dict.fromkeys(one.term for one in passed)]
    told = [*hints.told(guessed, rather)] or [*_in_passing(rather, facet)]
    kept = [as_people(one) if one in passed else one for one in found]
    for one in passed:
        if one in kept:  # it names no people either
            said.tell(one.start, one.end)
    return [one for one in kept if one not in passed], told


def _in_passing(terms: Sequence[str], facet: Facet) -> Iterator[Part]:
    """What to tell of subjects that are named and not asked for."""
    if terms:
        labels = text.listed(map(facet.label, terms))
        note = f"Named in passing: {labels}. To ask for it: --focus {','.join(terms)}"
        yield Part("focus", (), 0, 0, note=note)


def named_in(typed: str, vocabulary: Vocabulary) -> tuple[Said, list[Mention], list[Mention]]:
    """A text, of which its ages, places and times are taken, the terms named in it, and its subjects."""
    said = Said(typed)
    _who_where_when(said, vocabulary, ())
    found = mentions(said, vocabulary)
    return said, found, _subjects(said, found)


def places_in(typed: str, vocabulary: Vocabulary) -> tuple[Said, Callable[[str], bool]]:
    """A text, of which its ages are taken, and what tells the words that mean other things than a place."""
    said = Said(typed)
    words_too = _named(said, vocabulary, NOT_PLACES)
    _who(said, ())
    return said, words_too.__contains__


def _who_where_when(
    said: Said, vocabulary: Vocabulary, ignored: Collection[str], *, has_place: bool = False
) -> list[Part]:
    """The ages, places, distances and times that are said, in the order in which they are read."""
    words_too = _named(said, vocabulary, NOT_PLACES)
    parts = _who(said, ignored)
    parts += _kept(
        said, whereabouts.read(said, words_too.__contains__, has_place=has_place), ignored
    )
    return parts + _kept(said, times.read(said), ignored)


def _who(said: Said, ignored: Collection[str]) -> list[Part]:
    """The ages that are said, and what people are fans of."""
    parts = _kept(said, ages.read(said), ignored)
    return parts + _kept(said, fans.read(said), ignored)


def _in_a_row(typed: Sequence[str]) -> str:
    """The arguments as one text: words typed without quotes are a sentence, what was quoted is by itself."""
    return " ".join(f", {one} ," if " " in one else one for one in typed)


def _is_given(part: Part, given: Collection[str]) -> bool:
    """Whether a flag asks already for what a part is about."""
    if part.name in ("avoid", "require"):
        return part.values[0].partition("=")[0] in given
    return part.name in given


def _said(typed: str, vocabulary: Vocabulary, right: Callable[[str], str]) -> Said:
    """What was said, respelt by `right` where that makes it mean something."""
    said = Said(typed, right)
    idle = _idle(said, vocabulary) if len(said) else set()
    return Said(typed, lambda word: word if word in idle else right(word)) if idle else said


def _idle(said: Said, vocabulary: Vocabulary) -> set[str]:
    """The words that were respelt and that as respelt mean nothing here: they stay as they were typed."""
    if not said.spellings:
        return set()
    named = _named(said, vocabulary, FACETS)
    known = named | WORDS_OF_GRAMMAR
    idle = (one for one in said.spellings.items() if known.isdisjoint(one[1].split()))
    return {text.key(typed) for typed, right in idle if not entries(right)}


def _named(said: Said, vocabulary: Vocabulary, facets: Iterable[str]) -> set[str]:
    """The words that belong to the name of a term."""
    stems = [text.stem(word) for word in said.words]
    return {said.words[place] for place in vocabulary.named(stems, facets)}


def _kept(said: Said, parts: Iterable[Part], ignored: Collection[str]) -> list[Part]:
    """The parts that may be read; their tokens are taken."""
    kept = []
    for part in parts:
        if part.name in ignored or (
            part.name == "avoid" and part.values[0].partition("=")[0] in ignored
        ):
            continue
        for place in part.places:
            said.take(place, place + 1)
        kept.append(part)
    return kept


def _not_avoided(parts: Sequence[Part]) -> list[Part]:
    """The parts without wishes for what is refused in another place: "did the course, no more courses"."""
    avoided = {value for part in parts if part.name == "avoid" for value in part.values}
    kept = [part for part in parts if f"{part.name}={(*part.values, '')[0]}" not in avoided]
    asked = {part.name for part in kept}
    return [part for part in kept if part.name != "require" or asked.issuperset(part.values)]


def _is_of_a_sex(part: Part) -> bool:
    """Whether a part says whom a group is for, and not only what has made somebody alone: "widow"."""
    return part.name == "for" and (not part.is_faint or part.values[0] in genders.SEXES)


def _not_faint(before: Sequence[Part], outright: Iterable[Part]) -> list[Part]:
    """The parts without faint ones that are said outright elsewhere: "she's 71, women only"."""
    said = {(part.name, part.values) for part in outright}
    return [part for part in before if not part.is_faint or (part.name, part.values) not in said]


def _once(before: Sequence[Part], parts: Iterable[Part]) -> list[Part]:
    """The parts that say something that those before do not."""
    known = {(part.name, value) for part in before for value in part.values}
    return [part for part in parts if (part.name, part.values[0]) not in known]


def _said_for(said: Said, part: Part) -> Iterator[int]:
    """The places of a part, and of the words by which it is refused: "steer clear of Zoom"."""
    yield from part.places
    refused = negation.refused_from(said, part.start) if part.name == "avoid" else -1
    if refused >= 0:
        yield from range(refused, part.start)


def _left(said: Said, parts: Sequence[Part], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that were not understood, as they were typed, for the search.

    A bare number beside what was understood is of the story: "the baby is 4 months". What may be refused
    is not searched for, for that would bring it up.
    """
    is_beside = any(part.values for part in parts)
    idle = SAYS_NOTHING | _CHATTER if is_beside else SAYS_NOTHING
    if any(part.name == "age" for part in parts):
        idle |= _OF_AN_AGE
    asked = [False] * len(said)
    for place in (place for part in parts for place in _said_for(said, part)):
        asked[place] = True
    kept = [
        at
        for at, token in enumerate(said.tokens)
        if not asked[at]
        and at not in said.told
        and idle.isdisjoint((token.word, token.typed.lower()))
        and not (is_beside and token.word.isdecimal())
    ]
    doubtful = {at for at in kept if moods.mood_of_thing(said, at) != "wanted"}
    refused = {*_refused(said, doubtful, vocabulary)}
    words = (said.tokens[at].typed for at in kept if at not in refused)
    left = " ".join((*words, *filter(None, (said.rest,))))
    return (left,) if left else ()


def _refused(said: Said, doubtful: Collection[int], vocabulary: Vocabulary) -> Iterator[int]:
    """The words, of those that may be refused, that name something, or that are refused outright."""
    names = _named(said, vocabulary, FACETS) if doubtful else set[str]()
    for at in doubtful:
        if said.words[at] in names or negation.mood(said, at, is_thing=True) == "unwanted":
            yield at
