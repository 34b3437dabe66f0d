"""All that a directory tells who asks, as a script reads it, whatever it is read from."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

from asking import NOW, typed

from peerfind.answers.terms import group_counts, terms_about
from peerfind.cli import finding
from peerfind.cli.session import Session
from peerfind.config import Location
from peerfind.directory.vocabulary import FACETS
from peerfind.index.opening import index_at

if TYPE_CHECKING:
    from pathlib import Path

# Questions that reach every kind of part: columns, words and spellings, places, days, relaxations.
QUESTIONS = (
    typed(limit=0, include=["closed", "paused", "stale"]),
    typed("grief", "walking", "bereavment", "otley", limit=0),
    typed("the", "lantern", "by", "night", sort="name"),
    typed(focus=["grief"], near="LS21", within="30", sort="near", weight="near=2"),
    typed(near="Leeds", day="weekdays", time="evening", format=["online", "in-person"], age="40"),
    typed(for_="women", leader="lay", setting="group", want=["anonymity"], sort="checked"),
    typed(cost="free", joining="drop-in", access="step-free", language="cy", require="all"),
    typed(activity="walking", style="course", avoid=["format=phone", "for=men"], sort="next"),
)


def told_of(at: Path, kept: Path | None) -> str:
    """Whole answers to questions, every group in full, what to ask it, all terms, all contacts."""
    index = index_at(at, kept)
    session = Session(Location(at, "named by a test"), index, NOW)
    records = [index.record(number) for number in index.numbers()]
    records.sort(key=lambda record: str(record["id"]))
    with redirect_stdout(StringIO()) as out:
        for question in QUESTIONS:
            finding.write_answer("json", session.answer(question), session)
        finding.write_sheets("json", records, session)
        finding.write_questions("json", [session.record(one["id"]) for one in records], session)
        finding.write_questions("json", [], session)
        finding.write_facets("json", index)
        for facet in map(index.vocabulary.__getitem__, FACETS):
            counts = group_counts(index, facet, terms := terms_about(facet, None), NOW.date())
            finding.write_terms("json", facet.name, terms, counts)
        finding.write_crisis("json", index.crisis, None, NOW.date())
        print(index.ids_starting(""), index.settings, index.unreadable, index.broken)  # noqa: T201
    return out.getvalue()
