"""Rules about how a file is written, which the reader reports: what YAML cannot read, or loses."""

from __future__ import annotations

from peerfind.faults import REFUSED, TOLD
from peerfind.keeping.rules.rule import Rule

_NOTHING = "Nothing of the file can be used, so the group is missing for everybody."
_LOST = "The value is left out, and readers see that it is not stated."


def _stops(name: str, what: str, bad: str, good: str) -> Rule:
    """A rule about what stops the parser."""
    return Rule(name, "error", what, _NOTHING, TOLD[name], bad, good)


def _refused(name: str, what: str, bad: str, good: str) -> Rule:
    """A rule about what YAML allows and a directory has no use for."""
    return Rule(name, "error", what, _LOST, REFUSED[name], bad, good)


RULES = (
    _stops(
        "conflict-marker",
        "Git joined two versions of the file and left its marks in it.",
        "<<<<<<< HEAD\ncost: free\n=======\ncost: £3\n>>>>>>> other",
        "cost: free",
    ),
    _stops(
        "tab",
        "There is a tab where spaces must be.",
        "venue:\n\ttown: Otley",
        "venue:\n  town: Otley",
    ),
    _stops(
        "backslash",
        "A backslash stands between double quotes and means something else there.",
        'area: "north\\south"',
        "area: 'north\\south'",
    ),
    _stops(
        "quote-not-closed",
        "A quote starts and never ends.",
        'area: "the north of Leeds',
        'area: "the north of Leeds"',
    ),
    _stops(
        "code-fence",
        "A line with ``` stands in the file, as around code in Markdown.",
        "```\nstatus: open\n```",
        "status: open",
    ),
    _stops("needs-quotes", "A text starts with @, ` or %.", "owner: @example", 'owner: "@example"'),
    _stops(
        "text-after-quotes",
        "A text starts with a part in quotes and goes on after them.",
        'area: "North" Leeds',
        "area: '\"North\" Leeds'",
    ),
    _stops(
        "wrong-indent",
        "A line does not start under the one that it belongs with.",
        "status: open\n  cost: free",
        "status: open\ncost: free",
    ),
    _stops(
        "odd-indent",
        "A line starts with a space that is not the usual one, as comes with text that was pasted.",
        "venue:\n\u00a0 name: The Hall\n  town: Otley",
        "venue:\n  name: The Hall\n  town: Otley",
    ),
    _stops(
        "not-an-item",
        "An item of a list starts with no hyphen and space.",
        "meets:\n  -days: tuesday\n    start: 19:00",
        "meets:\n  - days: tuesday\n    start: 19:00",
    ),
    _stops(
        "colon-in-text",
        "There is a second colon and a space on a line.",
        "area: Otley: all of it",
        'area: "Otley: all of it"',
    ),
    _stops(
        "apostrophe",
        "A text in single quotes has an apostrophe in it.",
        "area: 'the men's side'",
        'area: "the men\'s side"',
    ),
    _stops(
        "control-character",
        "There is a character that cannot be seen and that YAML refuses.",
        "area: Leeds\x07",
        "area: Leeds",
    ),
    _stops("cannot-read", "A line cannot be read.", "status: open\n]", "status: open"),
    _stops(
        "no-space-after",
        "There is no space after the colon of a key.",
        "status:open\ncost: free",
        "status: open\ncost: free",
    ),
    _stops(
        "bracket-not-closed",
        "A list starts with [ and never ends.",
        "style: [social\nsize: 8",
        "style: [social]\nsize: 8",
    ),
    _stops(
        "no-colon",
        "There is no colon after a key.",
        "status open\nsize: 8",
        "status: open\nsize: 8",
    ),
    _refused("anchor", "A value has a name after &.", "cost: &usual free", "cost: free"),
    _refused(
        "alias",
        "A value starts with * and means a copy of another.",
        "area: *usual",
        'area: "*usual"',
    ),
    _refused("tag", "A value starts with ! and a word.", "area: !Leeds", 'area: "!Leeds"'),
    _refused(
        "merge-key",
        "<< is used as a key.",
        "contact:\n  <<: here",
        "contact:\n  phone: 0113 496 0001",
    ),
    _refused("complex-key", "A key is a list or a map.", "[status]: open", "status: open"),
    _refused(
        "too-deep",
        "Lists and maps stand more than eight deep in each other.",
        "area: [[[[[[[[[Leeds]]]]]]]]]",
        "area: Leeds",
    ),
    Rule(
        "second-document",
        "error",
        "--- starts a second document in the file.",
        "All that follows it is left out.",
        REFUSED["second-document"],
        "status: open\n---\ncost: free",
        "status: open\ncost: free",
    ),
    Rule(
        "text-cut-off",
        "error",
        "A text has a space and a # in it, and no quotes around it.",
        'Readers lose everything after " #": a door number, or half a sentence.',
        REFUSED["text-cut-off"],
        "area: back room #2, ring the bell",
        'area: "back room #2, ring the bell"',
        is_fixable=True,
    ),
    Rule(
        "repeated-key",
        "error",
        "A key stands twice in the same place.",
        "Where the two differ neither is used: the wrong telephone number would be worse than none.",
        "Keep one of the two.",
        "status: open\nstatus: full",
        "status: full",
    ),
)
