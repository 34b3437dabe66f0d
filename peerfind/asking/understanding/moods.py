"""How a thing is spoken of: by the rules of `negation`, and beyond them by all that is said around it.

Many who refuse a thing never say "not": "Zoom? She laughed", "Tuesdays is dialysis". So what the rules take
for wanted is weighed by signs, the words before and behind it and in the clauses beside it. Their weights
(`peerfind/data/mood_signs.tsv`) were learnt by `tools/build_mood_signs.py`. What is likely refused is
unwanted, and what may be is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from peerfind.asking.understanding import negation, weighing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.understanding.said import Mood, Said
    from peerfind.asking.understanding.weighing import Signs

Kind = Literal["thing", "time", "place"]

TABLE = "mood_signs.tsv"
_REFUSED, _DOUBTFUL = 0.7, 0.3  # the logarithms of odds
_FAR = 7  # words of a clause
_BESIDE = 6  # words of the clause before
_LIST = (",", ";")
_START, _END = "^", "$"


def mood_of_time(said: Said, start: int, end: int = 0) -> Mood:
    """How a time that stands from `start` to `end` is spoken of."""
    return _mood(said, start, end or start + 1, "time")


def mood_of_place(said: Said, start: int, end: int = 0) -> Mood:
    """The same of a place."""
    return _mood(said, start, end or start + 1, "place")


def mood_of_thing(said: Said, start: int, end: int = 0) -> Mood:
    """The same of anything else, such as a way of meeting."""
    return _mood(said, start, end or start + 1, "thing")


def _mood(said: Said, start: int, end: int, kind: Kind) -> Mood:
    known = said.moods.get((start, end, kind))
    if known is None:
        known = said.moods[start, end, kind] = _weighed(said, start, end, kind)
    return known


def _weighed(said: Said, start: int, end: int, kind: Kind) -> Mood:
    by_rules = negation.mood(said, start, end, is_thing=kind == "thing")
    if by_rules == "unwanted":
        return by_rules
    odds = weighing.worth(signs(said, start, end, kind), weighing.weights(TABLE))
    if odds >= _REFUSED:
        return "unwanted"
    return "unclear" if odds >= _DOUBTFUL else by_rules


def signs(said: Said, start: int, end: int, kind: Kind) -> Signs:
    """What speaks for or against that a thing is refused, by name."""
    clause = said.clause(start)
    before = said.words[max(clause.start, start - _FAR) : start]
    after = said.words[end : min(clause.stop, end + _FAR)]
    return dict.fromkeys(
        (
            kind,
            *(f"{kind} {one}" for one in _of_marks(said, clause, before, after)),
            *_of_words(before, after),
            *_of_next(said, clause, is_last=not after),
            *_of_last(said, clause),
            *_of_head(said, start),
        ),
        1.0,
    )


def _of_marks(
    said: Said, clause: range, before: Sequence[str], after: Sequence[str]
) -> Iterator[str]:
    """The marks between which its clause stands, and whether it stands next to them."""
    lead, tail = _lead(said, clause), _tail(said, clause)
    yield f"led {lead}"
    yield f"tail {tail}"
    if not after:
        yield f"ends {tail}"
    if not before:
        yield f"starts {lead}"
    if not (before or after):
        yield f"alone {lead} {tail}"


def _lead(said: Said, clause: range) -> str:
    return said.tokens[clause.start].mark if clause.start else _START


def _tail(said: Said, clause: range) -> str:
    return said.tokens[clause.stop].mark if clause.stop < len(said) else _END


def _of_words(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The words of its clause: those right beside it by where they stand."""
    yield from (f"{word} … _" for word in before[:-1])
    yield from (f"_ … {word}" for word in after[1:])
    yield f"{before[-1]} _" if before else "^ _"
    yield f"_ {after[0]}" if after else "_ $"
    if len(before) > 1:
        yield f"{before[-2]} {before[-1]} _"
    if len(after) > 1:
        yield f"_ {after[0]} {after[1]}"


def _of_next(said: Said, clause: range, *, is_last: bool) -> Iterator[str]:
    """What the next clause says."""
    if clause.stop == len(said):
        yield "next: none"
        return
    beside = said.clause(clause.stop)
    words = said.words[beside.start : beside.stop][:_FAR]
    mark = _lead(said, beside)
    yield f"next: {mark} {words[0]}"
    yield f"next: {' '.join(words[:2])}"
    yield from (f"next: … {word}" for word in words)
    yield f"next: {min(len(words), 5)} {mark} {_tail(said, beside)}" + " bare" * is_last


def _of_last(said: Said, clause: range) -> Iterator[str]:
    """What the clause before says."""
    if clause.start:
        words = said.words[said.clause(clause.start - 1).start : clause.start][-_BESIDE:]
        yield f"{words[-1]} {_lead(said, clause)} _"
        yield f"{' '.join(words[-2:])} | _"
        yield from (f"{word} … | _" for word in words)


def _of_head(said: Said, start: int) -> Iterator[str]:
    """What stands before the colon of the list in which it is: "no to: x, y, z"."""
    clause = said.clause(start)
    while clause.start and _lead(said, clause) in _LIST:
        clause = said.clause(clause.start - 1)
    if clause.start and _lead(said, clause) == ":":
        words = said.words[said.clause(clause.start - 1).start : clause.start][-3:]
        yield f"head {words[-1]}"
        yield from (f"head … {word}" for word in words)
