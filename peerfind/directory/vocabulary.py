"""The words that can be asked for and written: terms by facet, how they relate, what people say.

Relations follow SKOS: `broader` climbs to more general terms, `related` is association and is not
passed on. A *roll-up* such as `online` is a term that is asked for but not written.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Literal

from peerfind import text
from peerfind.errors import UsageError
from peerfind.language import is_english
from peerfind.mutation import mutated
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Relation = Literal["same", "narrower", "broader", "related"]
# Names as stems, each with the id of the term that has it, by the first stem.
Phrases = dict[str, list[tuple[list[str], str]]]

FACETS = (
    "focus", "activity", "community", "format", "setting", "leader", "style", "access", "joining", "cost",
    "language", "want",
)  # fmt: skip

# What the file format fixes for every directory: id, the roll-ups above it, what it partly is.
_FIXED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "format": (
        ("in-person", "face-to-face", ""),
        ("phone", "remote", ""),
        ("video", "online remote", ""),
        ("chat", "online remote", ""),
        ("forum", "online remote", ""),
        ("text", "remote", ""),
        ("email", "online remote", ""),
        ("unknown", "", ""),
        ("face-to-face", "", ""),
        ("online", "", ""),
        ("remote", "", ""),
    ),
    "setting": (("group", "", ""), ("one-to-one", "", "")),
    "leader": (
        ("peer", "lay lived-experience", ""),
        ("peer-worker", "lived-experience", ""),
        ("volunteer", "lay", ""),
        ("nurse", "professional", ""),
        ("social-worker", "professional", ""),
        ("psychologist", "professional", ""),
        ("counsellor", "professional", ""),
        ("other-professional", "professional", ""),
        ("co-led", "", "lay professional"),
        ("unknown", "", ""),
        ("lay", "", ""),
        ("lived-experience", "", ""),
        ("professional", "", ""),
    ),
    "style": tuple(
        (style, "", "")
        for style in (
            "open-discussion", "structured", "course", "activity", "social", "guest-speakers",
        )
    ),
    "joining": tuple(
        (joining, "", "")
        for joining in (
            "drop-in", "book", "self-referral", "gp-referral", "professional-referral", "membership",
        )
    ),
    "cost": (("free", "", ""), ("donation", "", ""), ("paid", "", "")),
    "want": tuple(
        (want, "", "")
        for want in (
            "anonymity", "no-travel", "personal-connection", "shared-activities", "real-time-feedback",
            "diverse-people", "own-pace", "practical-strategies", "one-to-one-attention",
            "lasting-friendship",
        )
    ),
}  # fmt: skip

# Facets whose written values the file format closes; a directory may relabel them, not add to them.
CLOSED = frozenset(_FIXED)
ROLL_UPS = frozenset(
    {"face-to-face", "online", "remote", "lay", "lived-experience", "professional"}
)
# Facets whose terms say what they offer to people, and the keys that name other terms of a facet.
OFFERING = ("format", "setting", "leader", "style", "activity", "community")
RELATIONS = ("broader", "related", "excludes", "distinct_from")
_BCP47 = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"


class Term(NamedTuple):
    """One thing that can be asked for.

    `distinct_from` names terms that people take for it and that are something else; `reasons` says in a
    few words why it serves a want; `wanted` is "yes" where people ask for it and no group is about it yet.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    note: str = ""
    label_cy: str = ""
    aliases_cy: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    wanted: str = ""
    offers: tuple[str, ...] = ()
    reasons: Mapping[str, str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that the term answers to."""
        return (
            self.id,
            self.label,
            *self.aliases,
            *self.names_cy,
        )

    @property
    def names_cy(self) -> tuple[str, ...]:
        """Its names in Welsh."""
        return (*filter(None, (self.label_cy,)), *self.aliases_cy)


class Understood(NamedTuple):
    """The term that a person meant, and what they typed where it differs from its id or label."""

    term: str
    typed: str
    near_spelling: bool = False


class Facet:
    """The terms of one facet and how they relate."""

    def __init__(
        self, name: str, terms: Iterable[Term], phrases: Callable[[], Phrases] | None = None
    ) -> None:
        """Take its terms, and its names as stems where they have been worked out before."""
        self.name = name
        self._kept_phrases = phrases
        self.terms: dict[str, Term] = {term.id: term for term in terms}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._near = cache(self._slip)  # a check asks for the same ones after each mending

    def __contains__(self, term: str) -> bool:
        return term in self.terms or (self.name == "language" and bool(re.fullmatch(_BCP47, term)))

    def label(self, term: str) -> str:
        """What people call the term, in the language that they are spoken to where it has a name in it."""
        if term not in self.terms:
            return term.replace("-", " ")
        known = self.terms[term]
        return known.label if is_english() else known.label_cy or known.label

    def above(self, term: str) -> frozenset[str]:
        """The term and everything more general."""
        return _closure(term, lambda t: self.terms[t].broader if t in self.terms else ())

    def below(self, term: str) -> frozenset[str]:
        """The term and everything more special."""
        return _closure(term, lambda t: self._narrower.get(t, ()))

    def relation(self, asked: str, found: str) -> Relation | None:
        """What `found` is to `asked`; a language tag takes in the longer ones (RFC 4647)."""
        return self.relations(asked)(found)

    def relations(self, asked: str) -> Callable[[str], Relation | None]:
        """What any term is to `asked`."""
        if self.name == "language":
            return partial(_tag_relation, asked)
        if asked not in self._relations:
            self._relations[asked] = self._related_to(asked)
        return self._relations[asked].get

    def offering(self, want: str) -> frozenset[str]:
        """The terms that serve a want."""
        return frozenset(term.id for term in self.terms.values() if want in term.offers)

    def understood(self, typed: str) -> Understood:
        """The term that `typed` means: its id, label, an alias, or a near spelling of one of them.

        Raises UsageError, naming the nearest terms, when it means none of them.
        """
        if found := self.meant(typed):
            return found
        raise UsageError(self._unknown(typed))

    def meant(self, typed: str) -> Understood | None:
        """The same; None when it means none of them."""
        if typed in self.terms:
            return Understood(typed, "")
        phrase = text.key(typed)
        if term := self._by_name.get(phrase) or self._mutated.get(phrase):
            known = phrase in (text.key(term), text.key(self.label(term)))
            return Understood(term, "" if known else typed)
        if self.name == "language" and re.fullmatch(_BCP47, typed.strip()):
            return Understood(typed.strip().lower(), "")
        if term := self._near(phrase):
            return Understood(term, typed, near_spelling=True)
        return None

    def mentions(self, stems: list[str]) -> Iterator[tuple[int, int, str]]:
        """Every name of a term in a row of stems: where it starts, how many stems it takes up, the term."""
        places = [place for place, stem in enumerate(stems) if stem not in text.FILLERS]
        said = [stems[place] for place in places]
        for first, stem in enumerate(said):
            for phrase, term in self.phrases.get(stem, ()):
                last = first + len(phrase)
                if said[first:last] == phrase:
                    yield places[first], places[last - 1] + 1 - places[first], term

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name, folded."""
        return frozenset(word for name in (*self._mutated, *self._by_name) for word in name.split())

    @cached_property
    def phrases(self) -> Phrases:
        """Every name as stems (without fillers) with the term that has it, by its first stem."""
        if self._kept_phrases:
            return self._kept_phrases()
        phrases: Phrases = {}
        for name, term in (self._mutated | self._by_name).items():
            if phrase := text.phrase(text.stems(name)):
                phrases.setdefault(phrase[0], []).append((phrase, term))
        return phrases

    def nearest(self, typed: str) -> list[str]:
        """Up to three terms whose id, label or alias looks like `typed`."""
        names = text.nearest(typed, self._by_name, limit=6, cutoff=0.55)
        return [*dict.fromkeys(self._by_name[text.key(name)] for name in names)][:3]

    def _slip(self, phrase: str) -> str | None:
        """The one term a slip or two away; None where several are, or it is too short to tell."""
        if not (edits := text.edits_allowed(phrase)):
            return None
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        near = extract(
            phrase, [*self._by_name], scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        best = {self._by_name[name] for name, distance, _ in near if distance == near[0][1]}
        return best.pop() if len(best) == 1 else None

    def _unknown(self, typed: str) -> str:
        nearest = self.nearest(typed)
        said = f"{text.shown(typed)!r} is not among the {self.name} terms."
        if nearest:
            said += f" Did you mean {text.listed(nearest, 'or')}?"
        return f"{said} All of them: peerfind terms {self.name}"

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Every name that a term answers to; a term's own id and label win over another's alias."""
        names = {text.key(name): term.id for term in self.terms.values() for name in term.names}
        names |= {text.key(term.label): term.id for term in self.terms.values()}
        return names | {text.key(term): term for term in self.terms}

    @cached_property
    def _mutated(self) -> dict[str, str]:
        """The names in Welsh with another first letter, of which none has come to be another name."""
        return {
            form: term.id
            for term in self.terms.values()
            for name in term.names_cy
            for form in mutated(text.key(name))
            if form not in self._by_name
        }

    @cached_property
    def _narrower(self) -> dict[str, list[str]]:
        narrower: dict[str, list[str]] = {}
        for term in self.terms.values():
            for broader in term.broader:
                narrower.setdefault(broader, []).append(term.id)
        return narrower

    def _related_to(self, asked: str) -> dict[str, Relation]:
        related = {term.id for term in self.terms.values() if asked in term.related}
        if asked in self.terms:
            related |= set(self.terms[asked].related)
        relations: dict[str, Relation] = dict.fromkeys(related, "related")
        relations |= dict.fromkeys(self.above(asked), "broader")
        relations |= dict.fromkeys(self.below(asked), "narrower")
        return relations | {asked: "same"}


class Vocabulary:
    """All the facets of a directory, each built when it is first asked for.

    `stored` holds the plain terms by facet, as the files state them; what the file format fixes is
    put under them. `kept` gives what follows from them and was worked out before: `naming`, and
    `phrases/<facet>`.
    """

    def __init__(
        self,
        stored: Mapping[str, Iterable[Mapping[str, Any]]],
        kept: Callable[[str], Any] | None = None,
    ) -> None:
        self._stored = stored
        self._kept = kept
        self._facets: dict[str, Facet] = {}

    def __getitem__(self, name: str) -> Facet:
        if name not in self._facets:
            terms = [_term(record) for record in self._stored.get(name, ())]
            phrases = partial(self._kept, f"phrases/{name}") if self._kept else None
            self._facets[name] = Facet(name, _with_fixed(terms, _FIXED.get(name, ())), phrases)
        return self._facets[name]

    def named(self, stems: list[str], facets: Iterable[str] = FACETS) -> set[int]:
        """The places in a row of stems that belong to the name of a term."""
        return {
            place
            for facet in facets
            for start, length, _ in self[facet].mentions(stems)
            for place in range(start, start + length)
        }

    @cached_property
    def naming(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """For each stem of a name, the terms that have it, by facet."""
        if self._kept:
            found: Mapping[str, Mapping[str, Sequence[str]]] = self._kept("naming")
            return found
        naming: dict[str, dict[str, list[str]]] = {}
        for facet in FACETS:
            for term in self[facet].terms.values():
                for stem in {stem for name in term.names for stem in text.stems(name)}:
                    naming.setdefault(stem, {}).setdefault(facet, []).append(term.id)
        return dict(sorted(naming.items()))

    def reason(self, want: str, terms: Iterable[str]) -> str:
        """Why one of `terms` serves a want, in a few words: its reason, or else what it is called."""
        known = [
            facet.terms[one]
            for facet in map(self.__getitem__, OFFERING)
            for one in terms
            if one in facet.terms
        ]
        serving = [one for one in known if want in one.offers]
        reasons = [one.reasons[want] for one in serving if one.reasons and want in one.reasons]
        return next(iter((*reasons, *(one.label for one in serving))), "")

    def excluded(self, *communities: str) -> frozenset[str]:
        """The communities that nobody in `communities` belongs to, by one of them or by anything broader."""
        facet = self["community"]
        above = frozenset[str]().union(*(facet.above(one) for one in communities))
        stated = {t for term in above if term in facet.terms for t in facet.terms[term].excludes}
        reverse = {t.id for t in facet.terms.values() if set(t.excludes) & above}
        return frozenset().union(*(facet.below(term) for term in stated | reverse))


def _tag_relation(asked: str, found: str) -> Relation | None:
    if asked == found:
        return "same"
    if found.startswith(f"{asked}-"):
        return "narrower"
    return "broader" if asked.startswith(f"{found}-") else None


def _term(record: Mapping[str, Any]) -> Term:
    values: dict[str, Any] = {"label": record["id"].replace("-", " ")}
    for key, value in record.items():
        values[key] = tuple(value) if isinstance(value, list) else value
    return Term(**values)


def _with_fixed(terms: list[Term], fixed: tuple[tuple[str, str, str], ...]) -> Iterable[Term]:
    """`terms` with the fixed relations added, and the fixed terms that they lack."""
    written = {term.id: term for term in terms}
    for name, broader, related in fixed:
        term = written.pop(name, None) or Term(name, name.replace("-", " "))
        yield term._replace(
            broader=tuple(dict.fromkeys((*broader.split(), *term.broader))),
            related=tuple(dict.fromkeys((*related.split(), *term.related))),
        )
    yield from written.values()


def _closure(start: str, following: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """`start` and all that can be reached from it; a circle in the data ends it."""
    reached, ahead = {start}, [start]
    while ahead:
        for term in following(ahead.pop()):
            if term not in reached:
                reached.add(term)
                ahead.append(term)
    return frozenset(reached)
