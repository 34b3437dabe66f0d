"""Free words, cut into tokens, and what a stretch of them is taken for."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from peerfind import text
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

_PIECE = r"[^\W_]+(?:['’`´][^\W_]+)*|[^\w\s]+|_+"
# Without its mark it is a shed, such as men have.
_SHE_WOULD = re.compile(r"(she)['’`´]d", re.IGNORECASE)
# Between "Otley - grief", but what follows "singing - no thanks" or "Zoom - she can't" says more about it.
_DASH = (
    r"(?<=[^\W\d])\s+-+\s+(?=[^\W\d])"
    r"(?!(?:no|not|never|god|absolutely|definitely|don'?t|can'?t|won'?t|hates?|he|she|they|it|i)\b)"
)
_INSIDE = frozenset("'’`´-/&+")  # marks that do not end a clause
_MARKS = '?:"!.,'  # of several the first of these counts, and other marks are like a semicolon
_ALIKE = str.maketrans("\u201c\u201d\u2026", '"".')
# As people write them who take notes: "w/out", "w/o"; "w/ a nurse", but "m w f" are days.
_WITHOUT = re.compile(r"\bw/\s?o(?:ut)?\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\bw/\s?in(?= (?:[a-z]+ )?(?:[0-9]|mile|half|a ))", re.IGNORECASE
)  # "w/in 10 miles"
_WITH = re.compile(
    r"(?<!\b[a-z] )\bw(?:/ ?| |i['’]? )(?=[a-z\d'\"]{2}|a\b)(?!ends?\b)", re.IGNORECASE
)
_HALF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)  # "a.m."
# Between two days, or two times: "Mon-Fri", "10am \N{EN DASH} 2pm".
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)"
_FROM_DAY = re.compile(
    rf"(?<=day|mon|tue|wed|thu|hur|urs|eds|ues|fri|sat|sun)\s?[-\u2013]\s?(?={_DAY_NAME})|(?<=[\dm])\s?\u2013\s?(?=\d)",
    re.IGNORECASE,
)
# As a Scot says it.
_IN_ENGLISH = {
    "cannae": "cant", "canna": "cant", "dinnae": "dont", "dinna": "dont", "doesnae": "doesnt",
    "disnae": "doesnt", "didnae": "didnt", "isnae": "isnt", "arenae": "arent", "wasnae": "wasnt",
    "wisnae": "wasnt", "werenae": "werent", "couldnae": "couldnt", "wouldnae": "wouldnt",
    "shouldnae": "shouldnt", "mustnae": "mustnt", "willnae": "wont", "winnae": "wont", "wullnae": "wont",
    "hasnae": "hasnt", "havenae": "havent", "hadnae": "hadnt", "neednae": "neednt", "nae": "no",
    "dae": "do", "tae": "to", "hae": "have", "fae": "from",
}  # fmt: skip
_UNDER_TWENTY = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: at for at, word in enumerate(_UNDER_TWENTY, 1)}
NUMBERS |= {word: 10 * at for at, word in enumerate(_TENS, 2)}
# Beside these a number in words is a figure: "twelve step" and "one to one" are none.
_UNITS = frozenset("miles mile mi km kms kilometres pm am oclock year years yr yrs".split())
_BEFORE_AN_AGE = frozenset("aged age turned turning shes hes im is am at".split())
_BEFORE_AN_HOUR = frozenset("after before between until from till til past b4 btwn betw".split())
_AFTER_AN_HOUR = frozenset("and onwards onward on to till".split())
# Between two hours in words, and after "at" one where something ends: "one till three", "clocks off at four".
_BETWEEN = frozenset("between btwn betw".split())
_TILL = frozenset("till til until".split())
_ENDING = frozenset("off out finishes finish ends end closes shuts done home back".split())
_OF_DAY = frozenset("morning afternoon evening".split())
_DIGITS = 2  # of an age without "years"
_HOURS = 12  # of the clock
LONGEST = 60  # letters of a word that somebody says
MOST_TOKENS = 200  # a caller's words on a call; of more, the rest is searched as words only


Mood = Literal["wanted", "unwanted", "unclear"]


class Token(NamedTuple):
    """A word: folded, as it was typed, and the number of its clause. `7.30pm` is one.

    `mark` is the one after which its clause begins; nothing at the beginning of all.
    """

    word: str
    typed: str
    clause: int
    mark: str = ""


class Part(NamedTuple):
    """What some of the tokens ask for: a flag with its values, and what to tell about it.

    `name` is that of a flag of `match`. Of one that was said in the negative it is `avoid`, and its
    values are `NAME=TERM`. `start` and `end` are tokens, the last one not counted; `more` are others that
    say the same. A faint one decides what a person may join, and is hardly a wish.
    """

    name: str
    values: tuple[str, ...]
    start: int
    end: int
    typed: str = ""
    note: str = ""
    more: tuple[int, ...] = ()
    is_faint: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """All its tokens."""
        return (*range(self.start, self.end), *self.more)


class Said:
    """What was said, token by token."""

    def __init__(self, typed: str, right: Callable[[str], str] = str) -> None:
        """Take what was typed; `right` is how a word is spelt, in one word or in two."""
        self.spellings: dict[str, str] = {}
        heard, self.rest = _heard(typed)
        spelt = [part for token in _tokens(heard) for part in self._respelt(token, right)]
        self.tokens = [*_in_figures(spelt)]
        self.words = [token.word for token in self.tokens]
        self.taken = [False] * len(self.tokens)
        self.told: set[int] = set()  # what asks for nothing, and is no search either
        self._clauses = [*self._ranges()]
        self.moods: dict[
            tuple[int, int, str], Mood
        ] = {}  # how its stretches are spoken of, once known
        self.has_capitals = any(token.typed[:1].islower() for token in self.tokens)

    def _respelt(self, token: Token, right: Callable[[str], str]) -> Iterator[Token]:
        """The token, or those that it is in the right spelling, which is kept."""
        spelt = right(token.word)
        if spelt == token.word:
            yield token
            return
        self.spellings[token.typed] = spelt
        yield from (Token(word, word, *token[2:]) for word in spelt.split())

    def _ranges(self) -> Iterator[range]:
        """For each token the places of its clause."""
        for _, tokens in groupby(range(len(self.tokens)), lambda at: self.tokens[at].clause):
            places = [*tokens]
            yield from [range(places[0], places[-1] + 1)] * len(places)

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The word at a place; nothing outside of what was said."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def typed(self, start: int, end: int) -> str:
        """The tokens as they were typed."""
        return " ".join(token.typed for token in self.tokens[start:end])

    def is_free(self, start: int, end: int) -> bool:
        """Whether none of the tokens has been taken for anything."""
        return end <= len(self.taken) and not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Keep some tokens from being taken for anything else."""
        self.taken[start:end] = [True] * (end - start)

    def tell(self, start: int, end: int) -> None:
        """Keep some tokens from being taken for anything, and from being searched for."""
        self.take(start, end)
        self.told.update(range(start, end))

    def is_one_clause(self, start: int, end: int) -> bool:
        """Whether some tokens stand between the same marks."""
        clauses = {token.clause for token in self.tokens[start:end]}
        return len(clauses) == 1

    def starts(self, at: int) -> bool:
        """Whether a token is the first of its clause."""
        return at == 0 or self.tokens[at - 1].clause != self.tokens[at].clause

    def ends(self, end: int) -> bool:
        """Whether a clause ends before the token `end`."""
        return end >= len(self.tokens) or self.tokens[end].clause != self.tokens[end - 1].clause

    def is_clause(self, start: int, end: int) -> bool:
        """Whether some tokens are all that stands between two marks."""
        return self.starts(start) and self.ends(end)

    def clause(self, at: int) -> range:
        """The places of the clause of a token."""
        return self._clauses[at]

    def back(self, at: int, over: Container[str], most: int = 4) -> int:
        """The place of the first word before `at`, in its clause, that is not among `over`; -1 for none."""
        for place in range(at - 1, max(-1, at - 1 - most), -1):
            if self.tokens[place].clause != self.tokens[at].clause:
                return -1
            if self.words[place] not in over:
                return place
        return -1

    def begins(self, at: int, phrases: Sequence[Sequence[str]]) -> int:
        """How many tokens from `at` on are one of some phrases; the longest. "." ends a clause."""
        first = self.word(at)
        return max((self._length(at, one) for one in phrases if one[0] == first), default=0)

    def _length(self, at: int, phrase: Sequence[str]) -> int:
        """How many tokens a phrase is that stands at one of them; 0 where it does not."""
        is_last = phrase[-1] == "."
        length = len(phrase) - is_last
        is_there = self.words[at : at + length] == [*phrase[:length]]
        return length if is_there and (not is_last or self.ends(at + length)) else 0

    def follows(self, at: int, phrases: Sequence[Sequence[str]]) -> int:
        """How many tokens before `at` are one of some phrases; the longest."""
        last = self.word(at - 1)
        lengths = (
            len(phrase)
            for phrase in phrases
            if phrase[-1] == last
            and at >= len(phrase)
            and self.words[at - len(phrase) : at] == [*phrase]
        )
        return max(lengths, default=0)


def spoken(text: str) -> tuple[tuple[str, ...], ...]:
    """Phrases between commas, as words; "." at the end of one is the end of a clause."""
    return tuple(tuple(one.split()) for one in text.split(","))


def _in_figures(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with figures for numbers in words where these are miles, years, or a time of day."""
    at = 0
    led = ""  # what leads to a number: of "between two and four" for both
    while at < len(tokens):
        if at and tokens[at].clause != tokens[at - 1].clause:
            led = ""
        figure, length = _number(tokens, at)
        after = tokens[at + length].word if _goes_on(tokens, at, length) else ""
        is_first = not _goes_on(tokens, at - 1, 1)
        if figure and (
            _is_figure(figure, led, after, is_first=is_first) or _is_hour(tokens, at, length)
        ):
            typed = " ".join(token.typed for token in tokens[at : at + length])
            yield Token(figure, typed, *tokens[at][2:])
            at += length
            continue
        yield tokens[at]
        led = led if tokens[at].word in ("and", "n") else tokens[at].word
        at += 1


def _goes_on(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether the clause of a token goes on after so many."""
    end = at + length
    return at >= 0 and end < len(tokens) and tokens[end].clause == tokens[at].clause


def _number(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The number in words that begins at a token, in figures, and how many tokens say it."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[0] == "half":  # past six
        hour = [word for word in words[1:] if word != "past"][:1]
        figure = (NUMBERS.get(*hour) or _hour(*hour)) if hour else None
        return (f"{figure}:30", words.index(hour[0]) + 1) if figure else ("", 1)
    if words[0] in _TENS and words[1:] and words[1] in _UNDER_TWENTY[:9]:
        return str(NUMBERS[words[0]] + NUMBERS[words[1]]), 2
    return str(NUMBERS.get(words[0], "")), 1


def _hour(word: str) -> int | None:
    """The hour of the clock that a word is in figures; None for another."""
    is_short = word.isdecimal() and len(word) <= _DIGITS
    return int(word) if is_short and 0 < int(word) <= _HOURS else None


def _is_figure(figure: str, led: str, after: str, *, is_first: bool) -> bool:
    """Whether a number in words is one of miles, of years or of the clock by what stands around it."""
    if led in _BEFORE_AN_HOUR:
        return not after or after in _AFTER_AN_HOUR or after in _UNITS
    if after in _UNITS:
        return True
    return len(figure) == _DIGITS and (led in _BEFORE_AN_AGE or (is_first and not after))


def _is_hour(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a number in words is an hour by more than the words beside it: "one till three", "half six"."""
    near = tokens[max(0, at - 4) : at]
    before = ["", "", *(one.word for one in near if one.clause == tokens[at].clause)]
    rest = tokens[at + length : at + length + 3]
    after = [*(one.word for one in rest if one.clause == tokens[at].clause), "", ""]
    led = before[-1]
    if tokens[at].word == "half":
        return after[0] not in _UNITS - {"pm", "am"}
    if led in _BETWEEN:
        return after[0] in ("and", "n") and _is_number(after[1])
    is_second = led in _TILL or (led in ("and", "n") and not _BETWEEN.isdisjoint(before))
    if (is_second and _is_number(before[-2])) or (after[0] in _TILL and _is_number(after[1])):
        return True
    if led in ("at", "by") and not after[0]:
        return led == "by" or not _ENDING.isdisjoint(before)
    return after[:2] == ["in", "the"] and not _OF_DAY.isdisjoint(after[2:])


def _is_number(word: str) -> bool:
    """Whether a word is an hour, in figures or in words, or "half" of one."""
    return word == "half" or NUMBERS.get(word, _HOURS + 1) <= _HOURS or bool(_hour(word))


def _heard(typed: str) -> tuple[str, str]:
    """What is read as a caller's words, and the rest, which nobody says on a call and is only searched."""
    pieces = typed.split()
    heard = [one for one in pieces[:MOST_TOKENS] if len(one) <= LONGEST]
    rest = [one for one in pieces[:MOST_TOKENS] if len(one) > LONGEST] + pieces[MOST_TOKENS:]
    return " ".join(heard), " ".join(rest)


def _tokens(typed: str) -> Iterator[Token]:
    """The words of a text, each with the clause in which it stands."""
    clause, mark = 0, ""
    typed = _HALF_DAY.sub(r"\1m", typed)
    typed = _FROM_DAY.sub(" to ", typed)
    typed = _WITH.sub("with ", _WITHOUT.sub("without", _WITHIN.sub("within", typed)))
    typed = re.sub(
        r"\b([A-Za-z])\.(?=[A-Za-z]\.)|(?<=\.)([A-Za-z])\.(?![A-Za-z]\w)", r"\1\2 ", typed
    )  # M.E., C.P.N.
    typed = re.sub(_DASH, " ; ", typed, flags=re.IGNORECASE)
    joined = re.sub(r"(?<=\d)[.:](?=\d\d\s*(?:[ap]\.?m\b|\b))", ":", typed)
    for found in re.finditer(rf"\d{{1,2}}:\d\d(?:\s*[ap]m\b)?|{_PIECE}", joined, re.IGNORECASE):
        piece = found[0]
        if re.match(r"\d{1,2}:\d\d", piece):
            yield Token(piece.replace(" ", "").lower(), piece, clause, mark)
        elif word := "".join(
            text.words(short[1] if (short := _SHE_WOULD.fullmatch(piece)) else piece)
        ):
            yield Token(_IN_ENGLISH.get(word, word), piece, clause, mark)
        elif not _INSIDE.issuperset(piece):
            clause += 1
            mark = next((one for one in _MARKS if one in piece.translate(_ALIKE)), ";")
