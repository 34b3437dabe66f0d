"""Answers for scripts: JSON, JSON lines, CSV and TSV, the same bytes for the same question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import FROM_PROMPT, Query
from peerfind.geo import KM_PER_MILE
from peerfind.model import public

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.answers.rank import Match
    from peerfind.answers.relax import Relaxation
    from peerfind.answers.why import Why
    from peerfind.asking.scoring import Ask

VERSION = 1
COLUMNS = (
    "id", "name", "rank", "score", "reach", "distance_miles", "distance_km", "place_precision",
    "next_meeting", "freshness", "checked_on", "status", "organisation", "summary", "format", "leader",
    "focus", "activities", "ages", "only_for", "welcomes", "cost", "joining", "access", "no_access",
    "languages", "town", "county", "postcode", "nation", "phone", "text", "email", "website",
    "not_suitable_for", "doubts", "met", "partly", "missed", "not_stated",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_text(answer: Answer) -> Iterator[str]:
    """One JSON document."""
    yield json.dumps(answer_document(answer), ensure_ascii=False)
    yield "\n"


def answer_document(answer: Answer) -> dict[str, Any]:
    """An answer as data."""
    return {
        "version": VERSION,
        "today": answer.query.today.isoformat(),
        "query": query_document(answer.query),
        "total": answer.total,
        "hidden": answer.hidden,
        "results": [result_document(match) for match in answer.matches],
        "relaxations": [_relaxation_document(one) for one in answer.relaxations],
        "unreadable": answer.unreadable,
    }


def jsonl_text(answer: Answer) -> Iterator[str]:
    """One result a line."""
    for match in answer.matches:
        yield json.dumps(result_document(match), ensure_ascii=False)
        yield "\n"


def query_document(query: Query) -> dict[str, Any]:
    """The question as it was understood; a place that was typed at a prompt stays `-`."""
    asks = {name: _asked(query, name) for name in query.asks}
    settings = {
        "within": query.within and {"typed": query.within.typed, "km": round(query.within.km, 3)},
        "require": [*query.require],
        "avoid": [f"{ask.name}={ask.texts[0]}" for ask in query.avoid],
        "weight": {**query.weights},
        "include": [*query.include],
    }
    return {
        **asks,
        **{name: value for name, value in settings.items() if value},
        "sort": query.sort,
        "limit": query.limit,
        "corrections": [one._asdict() for one in query.corrections],
        "notes": [*query.notes],
    }


def _asked(query: Query, name: str) -> object:
    ask = query.asks[name]
    if name == "age":
        return ask.values[0]
    if name == "near" and query.near and ask.texts != (FROM_PROMPT,):
        place = query.near
        return {
            "typed": ask.texts[0],
            "name": place.name,
            "precision": place.precision,
            "county": place.county,
            "nation": place.nation,
        }
    return {"typed": FROM_PROMPT} if name == "near" else [*ask.texts]


def why_document(found: Why, query: Query) -> dict[str, Any]:
    """The sum of one group: its place, or why it is left out, and its result as in an answer."""
    return {
        "query": query_document(query),
        "hidden": found.hidden or None,
        "of": found.of,
        "mean": round(found.mean, 4),
        "kept": round(found.kept, 4),
        "result": result_document(found.match),
    }


def result_document(match: Match) -> dict[str, Any]:
    """One result: where it stands and why, and all that the group states."""
    return {
        "rank": match.rank,
        "id": match.group.id,
        "name": match.group.name,
        "score": match.score,
        "reach": match.reach,
        **_distances(match),
        "criteria": [
            {
                "name": judged.ask.name,
                "asked": [*_asked_values(judged.ask)],
                "found": [*judged.score.found],
                "verdict": judged.score.verdict,
                "score": round(judged.score.value, 4),
                "weight": judged.weight,
            }
            for judged in match.judged
        ],
        "next_meeting": match.next_meeting and match.next_meeting.isoformat(),
        "freshness": match.freshness,
        "group": public(match.record),
    }


def _asked_values(ask: Ask) -> tuple[Any, ...]:
    return ask.values if ask.name in ("age", WORDS) else ask.texts


def _distances(match: Match) -> dict[str, Any]:
    km = match.distance_km
    return {
        "distance_miles": None if km is None else round(km / KM_PER_MILE, 1),
        "distance_km": None if km is None else round(km, 1),
        "place_precision": match.precision,
    }


def _relaxation_document(one: Relaxation) -> dict[str, Any]:
    document = {"change": one.change, "flags": [*one.arguments], "count": one.total}
    return document if one.local is None else {**document, "local": one.local}


def csv_text(answer: Answer) -> Iterator[str]:
    """One result a line, as CSV."""
    yield from csv_lines(COLUMNS, (_row(match) for match in answer.matches))


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """RFC 4180 with a head; `cell` makes the cells that a spreadsheet would run harmless."""
    import csv
    import io

    for row in (head, *rows):
        buffer = io.StringIO()
        csv.writer(buffer).writerow(row)
        yield buffer.getvalue()


def tsv_text(answer: Answer) -> Iterator[str]:
    """Values with tabs between, one result a line, nothing quoted."""
    yield "\t".join(COLUMNS) + "\n"
    for match in answer.matches:
        yield "\t".join(_row(match)) + "\n"


def _row(match: Match) -> list[str]:
    """The cells of one result, in the order of `COLUMNS`."""
    record = match.record
    verdicts: dict[str, list[str]] = {}
    for judged in match.judged:
        verdicts.setdefault(judged.score.verdict, []).append(judged.ask.name)
    values: dict[str, Any] = {
        **public(record),
        **record.get("venue", {}),
        **record.get("contact", {}),
        "name": record["name"],
        "rank": match.rank,
        "score": match.score,
        "reach": match.reach,
        **_distances(match),
        "next_meeting": match.next_meeting and match.next_meeting.isoformat(),
        "freshness": match.freshness,
        "checked_on": record.get("checked", {}).get("on"),
        "met": verdicts.get("met"),
        "partly": verdicts.get("partly"),
        "missed": verdicts.get("missed"),
        "not_stated": verdicts.get("not-stated"),
    }
    return [cell(values.get(column)) for column in COLUMNS]


def cell(value: object) -> str:
    """A value on one line; one that a spreadsheet would run is guarded with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    joined = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    shown = text.shown(joined)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
