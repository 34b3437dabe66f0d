"""Rules about what a text says, and about signs in it that readers do not see, or see wrong."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.rules.rule import Finding, Rule, each, found, typed, value, written
from peerfind.model import Ages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.keeping.rules.rule import Entry
    from peerfind.source import Text

RULES = (
    Rule(
        "hidden-character",
        "error",
        "A text holds a character that cannot be seen: a control, zero-width or direction mark.",
        "It can turn words round, hide what is written, or keep a search from finding it.",
        "Delete the value, and type it again.",
        "organisation: Example\u200b Trust",
        "organisation: Example Trust",
        is_fixable=True,
    ),
    Rule(
        "odd-space",
        "hint",
        "A text holds a space that is not the usual one, as comes with text that was pasted.",
        "Who looks for the words with usual spaces in the file does not find them.",
        "Type a usual space in its place.",
        "organisation: Example\u00a0Trust",
        "organisation: Example Trust",
        is_fixable=True,
    ),
    Rule(
        "curly-quotes",
        "warning",
        "A text stands in curly quotes, which YAML takes for part of it.",
        "The quotes are shown, and what they should keep together is not kept.",
        'Write straight quotes: "like this".',
        "organisation: \u201cExample Trust\u201d",
        'organisation: "Example Trust"',
        is_fixable=True,
    ),
    Rule(
        "stray-comma",
        "warning",
        "A text ends in a comma or a semicolon, as lines do in other kinds of file.",
        "It is part of the text, and is shown.",
        "Delete it: here a line ends with its value.",
        "organisation: Example Trust,",
        "organisation: Example Trust",
        is_fixable=True,
    ),
    Rule(
        "no-space-after-hyphen",
        "warning",
        "A text starts with a hyphen and no space, and was meant as an item of a list.",
        "It is read as one text, and the list is lost.",
        "Put a space after each hyphen.",
        "also_known_as:\n  -Example Walk",
        "also_known_as:\n  - Example Walk",
    ),
    Rule(
        "template-text",
        "error",
        "A text is what stood in the template, or stands for nothing: TBC, n/a, xxx.",
        "Readers are shown it as if it were a fact.",
        "Write the fact, or leave the line out.",
        "joining_note: TBC",
        "joining_note: Ring first.",
    ),
    Rule(
        "too-long",
        "warning",
        "A text is longer than has room where it is shown.",
        "It pushes everything else off the screen, or is read by nobody.",
        "Cut it. A summary is one or two sentences; the rest goes into description.",
        f"name: Example Group{' for Everybody in the Whole of the Valley' * 3}",
        "name: Example Group for the Valley",
    ),
    Rule(
        "markup",
        "warning",
        "A text holds HTML or Markdown, which is shown as it stands.",
        "Readers see the marks, and a screen reader says them.",
        "Write the words alone. A link goes under contact or sources.",
        "description: We <b>always</b> have tea &amp; cake.",
        "description: We always have tea and cake.",
    ),
    Rule(
        "personal-name",
        "hint",
        "A text seems to have the full name of a person in it.",
        "What is in the file is public for good, and the person may not know.",
        "Write the role: the organiser, a volunteer.",
        "joining_note: Ask for Jo Example.",
        "joining_note: Ask for the organiser.",
    ),
    Rule(
        "promise",
        "hint",
        "A text promises what a peer-support group cannot give.",
        "In an emergency somebody may wait for help that does not come.",
        "Say what happens there, and leave emergencies to those who answer day and night.",
        "description: We guarantee that you will feel better.",
        "description: We listen to each other.",
    ),
    Rule(
        "free-and-amount",
        "warning",
        "The cost is free, and another text names an amount.",
        "People come without money, and are asked for some.",
        "Write what the source says under cost, such as £3 a session.",
        "cost: free\njoining_note: It is £3 a session.",
        "cost: £3 a session\njoining_note: It is £3 a session.",
    ),
    Rule(
        "ages-and-text",
        "warning",
        "The ages are other ones than the name, the summary or the communities say.",
        "People of the wrong age are sent there, or those of the right age are not.",
        "Look in the source who may join, and mend the one that is wrong.",
        "name: Example Over 60s Walk\nages: 18-30",
        "name: Example Over 60s Walk\nages: 60+",
    ),
)

# Characters that each text may have, where it is more than a note.
LONGEST = {"name": 100, "organisation": 120, "summary": 300, "description": 1200}
_LONGEST_OTHER = 600
_SHORT = min(LONGEST.values())
_SIGNS = re.compile("[^ -~£–—’…À-ž\n]")  # what nearly every text is without
_SIGNS_OR_ENDS = re.compile(f"{_SIGNS.pattern}|\n-|[,;](?:\n|$)")
_HIDDEN = "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # noqa: E501
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]"
# Double ones, or single ones with none between them but for apostrophes.
_CURLY = (
    "[\u201c\u201d\u201e]([^\u201c\u201d\u201e]*)[\u201c\u201d]"
    "|\u2018((?:[^\u2018\u2019]|(?<=\\w)\u2019(?=\\w))*)\u2019"
)
_STRAY = r"(?s)([^\n]*[^\s,;])\s*[,;]+"
# What is gone through is not gone through again (`*+`), so that the time is in step with the length.
_TEMPLATE = (
    r"(?i)\W*+(?:tb[ac]|todo|to do|fixme|x{3,}|n/?a|none|null|nil|unknown|not known|not stated|test"
    r"|lorem ipsum.*+|(?:your|the) (?:group'?s? )?(?:name|summary|text|address)(?: here)?)\W*+"
    r"|[^\w?~.-]*+[?~.-]\W*+"
)
_FREE_TEXT = frozenset(
    "name also_known_as organisation summary description status_note not_suitable_for area "  # noqa: SIM905
    "joining_note waiting confidentiality ground_rules leader_training distress_plan "
    "typical_session companions phone text email website address town county directions "
    "phone_note".split()
)
_WORDS = _FREE_TEXT | {"note", "doubts", "by", "owner"}
_MARKUP = (
    r"(?i)</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d+);"
    r"|\*\*[^\s*][^*\n]*(?<!\s)\*\*|\[[^][]+\]\([^()]+\)"
)
_MARKUP_SIGNS = "[<&*[]"  # one of them is in every mark
_PERSON = (
    r"\b(?:(?i:ask for|speak to|contact|call|ring|email|text)|Mrs?|Ms|Miss|Mx|Dr|Rev)\.? "
    r"([A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+)(?= on\b| at\b|[.,;:)]|$)"
)
# What is in every text that `_PERSON` finds, and, in small letters, in every one that `_PROMISE` does.
# The first starts at the space before the names, with the last letters of what stands before it.
_BEFORE_NAMES = (
    r" (?<=(?i:or|to|ct|ll|ng|il|xt|mr|rs|ms|ss|mx|dr|ev|.\.) )[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]"
)
_PROMISING = ("guarantee", "emergency ", "immediate ", "cure", "safe")
_NO_SURNAMES = frozenset(
    "Hall Centre House Church Library School College University Hospital Surgery Cafe Trust Mind "  # noqa: SIM905
    "Council Hub Club Group Charity Street Road Lane Line Helpline Samaritans Support Team".split()
)
_PROMISE = (
    r"(?i)\b(?:we |is |are )?(guarantee[sd]?|emergency (?:help|support)|immediate (?:help|support)"
    r"|(?:will|can) cure|keeps? you safe)\b"
)
_AMOUNT = r"(?i)£\d[\d.]*(?= ?(?:a|an|per|each|for|to|on|at|/|entry|fee)\b|[.,;)]|$)"
_PAID_IN = ("summary", "description", "joining_note", "typical_session")
_FROM_AGE = r"(?i)\b(?:over|aged) (\d\d)(?:'?s)?\b(?! (?:people|groups|per))|\b(?<!£)(\d\d)\+"
_UP_TO_AGE = r"(?i)\bunder (\d\d)(?:'?s)?\b"
_YOUNG = frozenset({"young-people", "young-adults", "teenagers", "children"})
_OLD = frozenset({"older-people"})
_NO_LONGER_YOUNG, _NOT_YET_OLD = 31, 49


def check(entry: Entry) -> Iterator[Finding]:
    """What is wrong with the texts of an entry."""
    looks = tuple(_looks(entry.said))
    for key, node in entry.texts:
        if key in _WORDS:
            if len(node.text) > _SHORT:
                yield from _length(key, node)
            if key in _FREE_TEXT and says_nothing(node.text):
                told = f"{text.shown(node.text)!r} says nothing about it."
                yield found("template-text", node, told)
        for look in looks:
            yield from look(key, node)
    yield from _amount(entry)
    yield from _ages(entry)


def says_nothing(typed_text: str) -> bool:
    """Whether a text only fills a place: TBC, n/a, xxx, ?, or what stood in a template."""
    return _template().fullmatch(typed_text) is not None


def odd_signs(typed_text: str, rule: str) -> int:
    """How many signs a text has that `hidden-character` or `odd-space` forbids."""
    return len(re.findall(_HIDDEN if rule == "hidden-character" else _ODD_SPACE, typed_text))


def without_odd_signs(typed_text: str, rule: str) -> str:
    """A text without what `hidden-character` forbids, or with usual spaces for those of `odd-space`.

    An odd space goes where a usual one stands before it already, after a colon or a hyphen.
    """
    if rule == "hidden-character":
        return re.sub(_HIDDEN, "", typed_text)
    return re.sub(_ODD_SPACE, " ", re.sub(rf"(?<=[:-] ){_ODD_SPACE}+", "", typed_text))


def _looks(said: str) -> Iterator[Callable[[str, Text], Iterator[Finding]]]:
    """The looks at each text that all texts in one give reason for."""
    if _SIGNS_OR_ENDS.search(said):
        yield _signs
    if re.search(_MARKUP_SIGNS, said):
        yield _markup
    if re.search(_BEFORE_NAMES, said):
        yield _person
    low = said.casefold()
    if any(word in low for word in _PROMISING):
        yield _promise


@cache
def _template() -> re.Pattern[str]:
    return re.compile(_TEMPLATE)


def _signs(key: str, node: Text) -> Iterator[Finding]:
    """Signs that readers do not see, or see wrong."""
    typed_text = node.text
    if _SIGNS.search(typed_text):
        if hidden := re.search(_HIDDEN, typed_text):
            clean = without_odd_signs(typed_text, "hidden-character")
            code, fix = f"U+{ord(hidden[0]):04X}", written(clean)
            told = f"There is a hidden character (Unicode {code}) in {key}. Type the value again."
            yield found("hidden-character", node, told, fix)
        elif re.search(_ODD_SPACE, typed_text):
            fix = written(without_odd_signs(typed_text, "odd-space").strip(" "))
            yield found("odd-space", node, f"There is an unusual space in {key}.", fix)
    if not node.quoted and (curly := re.fullmatch(_CURLY, typed_text)):
        told, inner = (
            'Curly quotes are part of the text. Write straight ones: ".',
            curly[1] or curly[2],
        )
        yield found("curly-quotes", node, told, f'"{inner}"' if '"' not in inner else "")
    is_stray = not node.quoted and typed_text.endswith((",", ";"))
    if is_stray and (stray := re.fullmatch(_STRAY, typed_text)):
        told = f"The {typed_text[-1]} at the end is part of the text. Delete it."
        yield found("stray-comma", node, told, written(stray[1]))
    if key in _FREE_TEXT and not node.quoted and re.match(r"-[^\W\d]", typed_text):
        yield found("no-space-after-hyphen", node, "Put a space after the hyphen.")


def _length(key: str, node: Text) -> Iterator[Finding]:
    longest = LONGEST.get(key, _LONGEST_OTHER)
    if len(node.text) > longest:
        told = f"{key} has {len(node.text):,} characters. No more than {longest:,} have room."
        yield found("too-long", node, told)


def _markup(key: str, node: Text) -> Iterator[Finding]:
    is_read = key in _WORDS and key != "website"
    if is_read and (mark := re.search(_MARKUP, node.text)):
        from html import unescape  # most texts have no need of it

        fix = written(unescape(node.text)) if mark[0].startswith("&") else ""
        yield found("markup", node, f"{text.shown(mark[0])} is shown as it stands.", fix)


def _person(key: str, node: Text) -> Iterator[Finding]:
    is_read = key in _FREE_TEXT and re.search(_BEFORE_NAMES, node.text)
    person = re.search(_PERSON, node.text) if is_read else None
    if person and person[1].split()[-1] not in _NO_SURNAMES:
        yield found("personal-name", node, f"Is {person[1]} a person? Write the role.")


def _promise(key: str, node: Text) -> Iterator[Finding]:
    if key in _FREE_TEXT and (promise := re.search(_PROMISE, node.text)):
        yield found("promise", node, f"Can the group keep that? {promise[1]!r} is a promise.")


def _amount(entry: Entry) -> Iterator[Finding]:
    if entry.stated.get("cost") != "free":
        return
    for key in _PAID_IN:
        node = typed(entry.root, key)
        if node and "£" in node.text and (amount := re.search(_AMOUNT, node.text)):
            told = f"The cost is free, and here is {amount[0]}. Which is right?"
            yield found("free-and-amount", node, told)


def _ages(entry: Entry) -> Iterator[Finding]:
    """Where the ages and what the texts and the communities say differ."""
    if "ages" not in entry.stated or not (at := typed(entry.root, "ages")):
        return
    ages = Ages.parse(entry.stated["ages"])
    for key in ("name", "summary"):
        said = entry.stated.get(key, "")
        for aged in re.finditer(_FROM_AGE, said):
            if int(aged[1] or aged[2]) - ages.youngest not in (0, -1):
                yield found("ages-and-text", at, f"{key} says {aged[0]!r}, and ages {at.text}.")
        for aged in re.finditer(_UP_TO_AGE, said):
            if ages.oldest is None or int(aged[1]) - ages.oldest not in (0, 1):
                yield found("ages-and-text", at, f"{key} says {aged[0]!r}, and ages {at.text}.")
    yield from _communities(entry, ages)


def _communities(entry: Entry, ages: Ages) -> Iterator[Finding]:
    for key in ("focus", "only_for", "welcomes"):
        for node in each(value(entry.root, key)):
            term = getattr(node, "text", "")
            is_young = term in _YOUNG and ages.youngest >= _NO_LONGER_YOUNG
            is_old = term in _OLD and ages.oldest is not None and ages.oldest <= _NOT_YET_OLD
            if is_young or is_old:
                yield found("ages-and-text", node, f"{term}, and ages are {ages.text}.")
