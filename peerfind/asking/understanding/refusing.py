"""The phrases by which people refuse a thing, as `phrases` reads them: those before it and those after it.

What ends in "." is said at the end of a clause.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.phrases import Phrases, beginning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.asking.understanding.said import Said

_WORDS = {
    "THEM": "her him me them us",
    "THEIR": "her his my their our your",
    "WHO": "he she they i we",
    "IT": "it that them those this",
    "ISNT": "isnt arent wasnt werent not never aint",
    "CANT": "cant cannot couldnt could can",
    "HATED": "hated hates hate loathed loathes detested despised dreaded",
    "ILL": "anxious worse panic ill sick panicky nervous cringe uncomfortable uneasy shudder shake cry tense",
    "RIGID": "rigid stiff silly senseless stupid",
}
_SUPPOSED = frozenset("its it is theres there thats".split())
_SETS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
# In the clause of a thing, with little words between, or in the next one.
_AT_ONCE = (
    "god no", "no never", "no thank you", "no thanks .", "no ta .", "no chance .", "no way .",
    "not a chance|hope|prayer .", "not likely .", "hell|lord|heavens no .", "forget it|that .",
    "never again .",
    "absolutely|definitely|certainly not .", "not at any price .",
    "no thanks very much .", "you can whistle|keep .", "you can keep it|them|that .",
    "absolutely no .", "under no circumstances .", "over THEIR dead body", "not on THEIR life|nelly",
    "not in a million years",
)  # fmt: skip
# What is said of a thing after it.
_AFTER = (
    *_AT_ONCE,
    "is|are out", "out then .", "nah|nope .", "please no .", "no chance WHO", "of no use|good|interest",
    "offered? and? turned down", "pointless .", "off the table|menu", "no good|use|go", "nogo", "useless",
    "hopeless", "impossible", "torture", "no earthly|bloody|flaming use|good", "isnt ok|okay .", "neither .",
    "finished for THEM",
    "a dead loss .", "wont|wouldnt be any use|good .", "ISNT any use|good .", "you can whistle for",
    "is|are not her|his|my|their size .", "unwanted .", "unsuitable .",
    "write off", "dont|doesnt|wont|wouldnt work|suit|do", "cant happen", "isnt|not|never going to happen",
    "isnt|aint|not happening", "put|puts THEM clean|right|well|really? off", "turn|turns THEM off",
    "give|gives|gave THEM the creeps|willies|shivers|fear|jitters|heebies|ick", "scare|scares",
    "terrify|terrifies",
    "frighten|frightens", "clash|clashes", "and|but hated", "not for THEM", "set|sets THEM off",
    "out of the question", "a no from", "do|does THEIR head in", "too intense|much|scary|noisy",
    "is too far", "is|are off .", "is|are|be beyond THEM", "is|are|be banned|vetoed|forbidden|verboten",
    "ruled out", "best avoided", "to|should|must be avoided",
    "a|an firm|flat|hard|definite|big|absolute? no .",
    "a nono|nono", "non starter", "bad for THEM", "a deal breaker", "a dealbreaker",
    "would finish|kill THEM", "THEIR idea of hell",
    "WHO couldnt|cant|cannot|wont|wouldnt .", "can get lost", "can do one", "can take a hike",
    "a miss", "a wide berth", "THEIR worst nightmare", "a step too far", "well away .",
    "bore|bores THEM RIGID", "contraindicated", "discontinued", "prohibited", "inadvisable",
    "not advised|advisable|permitted|allowed", "against medical advice", "absent .",
    "bore|bores THEM to tears|death", "bored THEM? RIGID",
)  # fmt: skip
# These say that something else would be better, and that it would do.
_MILD = (
    "do without", "sooner|rather not", "not THEIR cup of tea", "not my cuppa", "leaves|leave THEM cold",
    "bore|bores",
)  # fmt: skip
# Of a thing these refuse it, and tell of a time only how it is: "groups freak her out".
_UPSETTING = (
    "freak|freaks|stresses|overwhelm|overwhelms|exhaust|exhausts", "winds|wind|wound THEM up",
    "drives|drive THEM mad|nuts|crazy|potty|daft|bonkers", "drives|drive THEM up the wall",
    "wears|wear THEM out", "makes|make|made THEM ILL", "makes|make|made THEM feel ILL",
    "ISNT THEIR bag|thing|scene|style|forte", "ISNT really THEIR bag|thing|scene|style", "ISNT for THEM",
    "ISNT really for THEM", "no no", "the? last thing", "ISNT an option",
    "gets|get|got on THEIR nerves|wick|goat|tits", "does|do|did nothing for THEM",
    "brings|bring THEM out in", "fills|fill THEM with dread|horror|terror",
)  # fmt: skip
# What takes back a thing by "it" or the like, or by how it was: "tried yoga, hated it".
_OF_IT = (
    "HATED IT", "HATED every|each|all|both", "CANT stand|stick|bear|hack|stomach|abide|face|handle IT",
    "CANT be doing|bothered|arsed with IT", "never again", "never going back", "wont|wouldnt go back",
    "not doing|trying|going IT? again", "not again .", "ISNT for THEM", "ISNT THEIR thing|bag|scene|cuppa",
    "ISNT THEIR cup of tea", "none of IT", "no more of IT", "put|puts|putting THEM right|clean|well? off",
    "made|makes THEM ILL", "made|makes THEM feel ILL", "did|does|done nothing for THEM", "bored THEM? RIGID",
    "bored THEM to tears|death", "got nothing|nowt out|from of?", "waste of time",
    "same story|again|result .",
    "didnt like|enjoy|rate IT", "didnt|doesnt suit .", "didnt|doesnt suit THEM .", "didnt get on with IT",
    "doesnt|dont like|want|fancy IT", "doesnt|dont|didnt|wont|wouldnt .", "changed THEIR mind",
    "was|were rubbish|useless|pants|crap|pointless|dull|boring|hopeless .",
    "wasnt|werent|no any? help|use|good .", "made IT worse",
    "thought better of IT", "gave it up as a bad job", "not having IT .", "wont hear of IT",
)  # fmt: skip
# Before them, at the beginning of a clause or after "and".
_LEADING_TO = frozenset(
    "he she they i we said says and but so it that was absolutely really just reckons swears".split()
)
_SKIPPED = 3
# At the beginning of the next clause, or after "so", these take back what was said before, a time as well.
_TAKEN_BACK = (
    "count|leave that|those|it out", "those|that are|is out", "thats out", "any other day",
    "obviously|clearly|certainly|naturally? not that|those|then|them|there .",
    "thats them|those|it gone|out", "them|thems|theyre|thats|its no use|good",
    "any|anything|anywhere but|bar .", "skip .", "swerve|avoid|miss .",
    "not any of? that|those|them", "neither .", "likewise .", "none of those|them",
    "i couldnt come then", "cant come then", "skip that|those|it", "give that|those|it a miss",
    "keep them out", "anything|anywhere|owt but|bar|except that|those|them", "apart from that|those|them .",
    "except for that|those|them .",
    "dont bother", "please avoid", "avoid groups|those|that|them", "definitely not",
    "none of those|that|them .", "WHO cant|cannot|couldnt .", "then no .",
    "no|nope|nah .", "scrap|scratch|strike|cancel|ignore that|those|it|them", *_AT_ONCE,
)  # fmt: skip


def _all(*kinds: tuple[str, Iterable[str]]) -> Phrases:
    """Phrases, each with what it says; with "." behind that, only at the end of a clause."""
    written = [
        (one.removesuffix(" ."), kind + "." * one.endswith(" ."))
        for kind, some in kinds
        for one in some
    ]
    return Phrases(written, _SETS)


_REFUSED = _all(("outright", _AFTER), ("mild", _MILD))
_UPSET = _all(("outright", _UPSETTING))
_BACK = _all(("back", _TAKEN_BACK))
_IT = _all(("back", _OF_IT))


_NO = frozenset("no nope nah".split())
_EARNEST = frozenset("honest honestly seriously joking kidding wait hang".split())
# After "hates it" these say that a thing is not always so.
_AT_TIMES = frozenset("when if whenever".split())


def _found(said: Said, at: int, known: Phrases) -> set[str]:
    """What the phrases say that begin at a token."""
    if at >= len(said) or said.words[at] not in known:
        return set()
    return {
        says.rstrip(".")
        for end, says in beginning(said, at, known)
        if (not says.endswith(".") or said.ends(end)) and said.word(end) not in _AT_TIMES
    }


def after(said: Said, at: int, *, is_thing: bool = False) -> str:
    """How a phrase at a token refuses what stands before it: "mild", "outright", or not at all: ""."""
    says = _found(said, at, _REFUSED) | (_found(said, at, _UPSET) if is_thing else set())
    return "outright" if "outright" in says else next(iter(says), "")


def takes_back(said: Said, at: int) -> bool:
    """Whether what begins at a token takes back what was said before it."""
    is_joke = said.word(at) in _NO and said.word(at + 1) in _EARNEST  # "no, honest, I'd love one"
    return not is_joke and bool(_found(said, at, _BACK))


def takes_it_back(said: Said, end: int) -> bool:
    """Whether what follows a thing that ends before a token says that it was no good: "hated it"."""
    first = said.clause(end - 1)
    last = said.clause(first.stop).stop if first.stop < len(said) else first.stop
    for at in range(end, last):
        if (said.starts(at) or said.words[at] in ("and", "but", "so", "then")) and _of_it(said, at):
            return True
    return False


def _of_it(said: Said, at: int) -> bool:
    """Whether a phrase of that begins at a token, or after a few that lead to it."""
    for place in range(at, min(at + _SKIPPED + 1, said.clause(at).stop)):
        if _found(said, place, _IT):
            return True
        if said.words[place] not in _LEADING_TO | {"then"}:
            return False
    return False


def _each(written: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases between commas by their last words; `a|b` is a choice."""
    by_last: dict[str, list[tuple[str, ...]]] = {}
    for one in written.split(","):
        for words in product(*(piece.split("|") for piece in one.split())):
            by_last.setdefault(words[-1], []).append(words)
    return by_last


# Before a thing these refuse it.
_BEFORE = _each(
    """last thing, the thought of, the very thought of, to the back teeth of, dead against, no part of,
    wants|want no part in, nowhere near, well away from, well clear of, done|finished|through with,
    put anywhere near, no wish to be, nowhere where, sooner eat his|her|my own foot|hat than, not within
    a hundred|thousand miles|mile of, over the water to, been run by, steer|steers|steered|steering clear of,
    keep|keeps|kept|keeping|stay|stays|stayed|shy|shies|back|backs away from, up to here with, a mile
    from, over her|his|my|their dead body, same goes for, same for, no way|chance, no|little chance|hope
    of, not a chance of, not in a million years, wont|wouldnt|not hear of, least of all, phobia
    of|about, phobic about, wouldnt|not thank you for, cant|couldnt|cannot be bothered|arsed|fashed
    with, wouldnt|not be seen|caught dead in|at|with|doing, isnt|not|arent after, isnt|not|never
    big|mad|sold|struck|wild|crazy|partial on|about|to, no truck with, no
    time|patience|love|stomach|appetite for, no interest in, little|zero interest in, no use for, no
    desire|wish to, no intention of, no point, no|little point|use telling|asking|offering|sending
    me|her|him|them, no good, no use, god|heaven forbid, rule|rules|ruled|ruling out, count|counts out,
    leave|leaves|leaving out, spare her|him|me|them|us, gone|went|goes right|clean|totally off,
    gone|went|goes off, right|totally|completely off, had it with, fill|bellyful of, no
    trust|faith|confidence in, doesnt|dont|cant|wont|didnt trust, let down by, mistrusts|distrusts all,
    bored rigid|stiff|silly|senseless by|with|of, to death of, back teeth with|of, keep|keeps
    her|him|me|them|us away from, keep|keeps her|him|me|them|us off, stay|stays|lay|lays|keep|keeps off,
    no privacy for, hasnt|havent the petrol|fare|money|legs for, never been able to,
    in place of, in lieu of, no fan|lover of, turned|put|creeped|freaked|weirded off|out by,
    intimidated|overwhelmed|unsettled|spooked|scared|bored by, object|objects to|against,
    baulks|balks|recoils|cringes at|from, been there done that with, nothing|nowt to do with,
    owt|anything but, anything|anywhere save|barring, rid of, say|says|said|saying no to, run|runs from"""
)
# Before a thing these say that it would do, although they say "not".
_HARMLESS = _each(
    """nothing|nowt|not against, no objection|objections|aversion to, no
    problem|issue|bother|qualms|quarrel|worries with, no harm|shame in, nothing wrong with, wouldnt|wont
    say no to, wouldnt|wldnt mind, wouldnt turn down, not averse|opposed to, cant wait for|to,
    cant|couldnt get enough of, nothing better|nicer|more than, likes|loves nothing like, why not,
    nothing stopping, no end of"""
)


_GOOD_AT = frozenset("at with to".split())  # what somebody does badly


# Before a thing these leave it open: "it doesn't have to be a nurse".
_OPEN = _each(
    """doesnt|dont|didnt|wont|not have|need|got to be, neednt be, no need for, no need to be,
    doesnt|dont matter if its"""
)


def leaves_open(said: Said, at: int) -> bool:
    """Whether a phrase ends before a place that leaves open what follows."""
    return said.follows(at, _OPEN.get(said.word(at - 1), ())) > 0


def before(said: Said, at: int) -> int:
    """How many tokens before a place are a phrase that refuses what follows; 0 for none."""
    length = said.follows(at, _BEFORE.get(said.word(at - 1), ()))
    return (
        0
        if said.words[at - length : at] == ["no", "good"] and said.word(at) in _GOOD_AT
        else length
    )


def is_harmless(said: Said, at: int) -> bool:
    """Whether a phrase ends before a place by which what follows would do: "nothing against"."""
    return said.follows(at, _HARMLESS.get(said.word(at - 1), ())) > 0


def is_supposed(said: Said, at: int) -> bool:
    """Whether "not" at a place tells what would be without a thing: "if it's not evenings she can't come"."""
    return said.word(said.back(at, _SUPPOSED)) == "if"


def words() -> Iterator[str]:
    """The words of the phrases that stand before a thing."""
    for some in (*_BEFORE.values(), *_HARMLESS.values(), *_OPEN.values()):
        for one in some:
            yield from one
