"""What understanding a caller's sentence adds to a run, as a ratio to the same question in flags.

    python benchmarks/sentences.py [ROUNDS] [--sizes 10000] [--work FOLDER]

Run it as benchmarks/sizes.py, of whose folder it can use the directories. Both are whole programs over a
built index. The flags ask for what is read from the sentence, and the words that are left are taken as words.
"""

from __future__ import annotations

from measuring import command_rounds, milliseconds, print_table, ratio
from sizes import BUILT, HEAD, MIDDLE, work_asked

MOST_ADDED = 1.25
SENTENCES = {
    "a subject, a place, a day, a time, an age": (
        ("lost my husband, near LS6, Tuesday evenings, in person, 45, free, lantern",),
        (
            *("lantern", "--literal", "--focus", "grief-partner", "--near", "LS6"),
            *("--day", "tuesday", "--time", "evening", "--format", "in-person"),
            *("--age", "45", "--cost", "free"),
        ),
    ),
    "slips, and a town": (
        ("greif in Harrogte, evenngs",),
        ("--focus", "grief", "--near", "Harrogate", "--time", "evening"),
    ),
    "a guess": (
        ("red letters piling up, Hull",),
        ("red letters piling", "--literal", "--focus", "debt", "--near", "Hull"),
    ),
}


def main() -> None:
    """Print the table."""
    with work_asked("Measure what understanding adds.", 15, (MIDDLE,)) as (work, rounds):
        for at in work.sizes:
            rows = []
            for name, (sentence, flags) in SENTENCES.items():
                base = work.match(flags, BUILT, at)
                asked = {name: work.match(sentence, BUILT, at)}
                pairs = command_rounds(asked, base, rounds, work.folder)[name]
                took = ratio(pairs)
                ms = milliseconds(pairs)
                times = (f"{ms:.0f}", f"{ms / took.middle:.0f}")
                rows.append(
                    (name, f"{at:,}", f"{took.middle:.2f}", took.quartiles, str(MOST_ADDED), *times)
                )
            print_table(HEAD, rows)


if __name__ == "__main__":
    main()
