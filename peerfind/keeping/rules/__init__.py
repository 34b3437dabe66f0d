"""The registry of rules: all that may be wrong in a directory, each thing once.

The reader of files reports the rules of `files`, `writing` and `values` itself, and names them by id; those
of the other modules have a `check` beside them. What `explain` and the reference say is made from here.
"""

from __future__ import annotations

from peerfind.keeping.rules import contacts, dates, files, others, places, texts, values, writing
from peerfind.keeping.rules.rule import rules

HEADS = {
    "Files": files.RULES,
    "How a file is written": writing.RULES,
    "Keys and values": values.RULES,
    "Dates and times": dates.RULES,
    "Places": places.RULES,
    "Ways to get in touch": contacts.RULES,
    "Texts": texts.RULES,
    "Other groups": others.RULES,
}
"""The rules under the heads of the reference, in its order."""

RULES = rules(*HEADS.values())
"""All rules by their ids."""

CHECKS = (dates.check, places.check, contacts.check, texts.check)
"""What looks at an entry by itself."""
