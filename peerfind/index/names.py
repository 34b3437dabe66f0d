"""The names of groups in what was typed: who asks for a group by its name means that group."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import TOWN, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from peerfind.directory.vocabulary import Vocabulary

MOST_LOOKED_AT = 120  # groups whose names are compared: of more, those with most of the words
_MOST_LIKE = 50  # groups that may have a name like the words
_ALIKE = 0.6  # the part of the words that must be in a name that is like them, and of it in them
_MOST_NAMED = 8  # groups of one name whose sisters are looked for
_QUESTIONS = 8  # the same words are asked about several times in one
# The least that words are worth in a group whose name they are, in one of the same organisation for the same
# subject, and in a group of an organisation whose name they are.
OWN, SISTER, OF_AN_ORGANISATION = 0.95, 0.5, 0.1
_FEWEST = 2  # words of a name that stands among others
_BETWEEN = 2  # small words at most among those of a name that are none of its own
_LONG = 4  # words of a name that is told by its small words


class Called(NamedTuple):
    """Groups whose name was typed, by number, where the name is, and what that is worth."""

    numbers: frozenset[int]
    start: int
    end: int
    worth: float


class _Core(NamedTuple):
    """The words of a text that tell it from others: their places, and their stems."""

    places: tuple[int, ...]
    stems: tuple[str, ...]


class Names:
    """The names of a directory's groups.

    `saying` gives the groups that say a stem, `in_names` those that have it in a name (as `stems_told`
    tells), `record` a group by its number.
    """

    def __init__(
        self,
        saying: Callable[[str], Mapping[int, int]],
        in_names: Callable[[str], Mapping[int, int]],
        record: Callable[[int], Mapping[str, Any]],
        vocabulary: Vocabulary,
    ) -> None:
        self._saying = saying
        self._in_names = in_names
        self._record = record
        self._vocabulary = vocabulary
        self._found = lru_cache(_QUESTIONS)(self._looked_up)

    def called(self, words: Sequence[str]) -> Called | None:
        """The groups that some folded words name; None where they name none.

        A name is all of them, apart from words beside it ("number for", "group"). Or it is a stretch of two
        and more, if a word of it is neither that of a term nor of a place: "Anxiety Support" is a name, but
        who asks for anxiety support in Leeds asks for any.
        """
        return self._found(tuple(words))

    def worth(self, words: Sequence[str]) -> dict[int, float]:
        """What some folded words are worth at least in the groups that they name, and in their sisters."""
        called = self.called(words)
        if not called:
            return {}
        sisters = self._sisters(called.numbers) if called.worth == OWN else ()
        return dict.fromkeys(sisters, SISTER) | dict.fromkeys(called.numbers, called.worth)

    def _sisters(self, numbers: Iterable[int]) -> Iterator[int]:
        """The groups of the same organisation for one of the same subjects."""
        for own in map(self._record, sorted(numbers)[:_MOST_NAMED]):
            name = own.get("organisation", "")
            for number in self._candidates({*_core(text.words(name)).stems}):
                other = self._record(number)
                is_theirs = name and other.get("organisation") == name
                if is_theirs and not {*other.get("focus", ())}.isdisjoint(own.get("focus", ())):
                    yield number

    def _looked_up(self, words: tuple[str, ...]) -> Called | None:
        core = _core(words)
        found: dict[tuple[int, int, int], set[int]] = {}
        for number in self._candidates({*core.stems, "".join(words)}):
            for name, is_own in names_of(self._record(number)):
                said = text.words(name)
                if said and (span := self._span(words, core, said)):
                    closeness = is_own + (is_own and [*words[slice(*span)]] == said)
                    found.setdefault((closeness, *span), set()).add(number)
        if not found:
            return None
        best = max(found, key=lambda one: (one[2] - one[1], one[0], -one[1]))
        return Called(frozenset(found[best]), *best[1:], OWN if best[0] else OF_AN_ORGANISATION)

    def is_like(self, words: Sequence[str]) -> bool:
        """Whether most words stand in the name of one group, and most of its name in them."""
        said = {text.stem(word) for word in words if word not in text.STOP_WORDS}
        if len(said) < _FEWEST:
            return False
        times = Counter(number for stem in said for number in self._saying(stem))
        near = [one for one, count in times.most_common(_MOST_LIKE) if count >= len(said) - 1]
        names = ({*text.stems(self._record(one)["name"])} for one in near)
        return any(
            len(said & name) >= _FEWEST
            and len(said & name) >= _ALIKE * max(len(said), len(name - text.STOP_WORDS))
            for name in names
        )

    def _candidates(self, said: set[str]) -> list[int]:
        """The groups that may have a name among the words; of very many, those with most of the words."""
        times, fewest = Counter[int](), dict[int, int]()
        for stem in said:
            for number, length in self._in_names(stem).items():
                times[number] += 1
                fewest[number] = min(length, fewest.get(number, length))
        possible = [one for one in times.most_common() if one[1] >= fewest[one[0]]]
        if len(possible) > MOST_LOOKED_AT:
            too_few = possible[MOST_LOOKED_AT][1]
            possible = [one for one in possible if one[1] > too_few]
        return [number for number, _ in possible]

    def _span(
        self, words: Sequence[str], core: _Core, name: Sequence[str]
    ) -> tuple[int, int] | None:
        """Where a name stands among the words; None where it does not."""
        if [*name] == [*words] or "".join(name) == "".join(words):
            return 0, len(words)
        own = _core(name)
        length = len(own.stems)
        starts = range(len(core.stems) - length + 1)
        at = next((at for at in starts if core.stems[at : at + length] == own.stems), None)
        is_part = own.stems != core.stems
        if at is None or (is_part and length < _FEWEST):
            return None
        start, stop = core.places[at], core.places[at + length - 1] + 1
        if is_part and stop - start > len(name) + _BETWEEN:
            return None
        if not self._tells(name, own) and not _is_in_full(words[max(0, start - 2) : stop], name):
            return None
        return start, stop

    def _tells(self, name: Sequence[str], own: _Core) -> bool:
        """Whether a word of a name is neither of the name of a term nor a known place, and no small word."""
        named = self._vocabulary.named([text.stem(word) for word in name])
        telling = (
            name[at] for at in own.places if at not in named and name[at] not in text.BESIDE_NAMES
        )
        return not all(map(_is_town, telling))


def _is_in_full(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name of several words is there with its small words but one: "by hook or crook"."""
    missing = Counter(name) - Counter(words)
    return len(name) >= _LONG and missing.total() <= 1


def _is_town(word: str) -> bool:
    """Whether a word is the name of a town, and not only of a few houses."""
    return any(one.size >= TOWN for one in entries(word))


def names_of(record: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The names of a group, and that of its organisation, each with whether it is the group's own."""
    for name in (record["name"], *record.get("also_known_as", ())):
        yield name, True
    if "organisation" in record:
        yield record["organisation"], False


def stems_told(record: Mapping[str, Any]) -> dict[str, int]:
    """What tells a group's names from others, each with how many of them the shortest name with it has.

    These are the stems of each name, and the whole of it without spaces, which alone is enough.
    """
    fewest: dict[str, int] = {}
    for name, _ in names_of(record):
        words = text.words(name)
        stems = {*_core(words).stems}
        for stem in stems:
            fewest[stem] = min(len(stems), fewest.get(stem, len(stems)))
        fewest["".join(words)] = 1
    return fewest


def _core(words: Sequence[str]) -> _Core:
    """The words that tell a text from others; all, where none does."""
    places = [at for at, word in enumerate(words) if word not in text.BESIDE_NAMES] or [
        *range(len(words))
    ]
    return _Core(tuple(places), tuple(text.stem(words[at]) for at in places))
