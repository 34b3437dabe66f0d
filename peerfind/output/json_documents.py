"""Every JSON document that a command prints, as JSON Schema (2020-12) says it: one entry a document."""

from __future__ import annotations

from typing import get_args

from peerfind.answers.ahead import UNDATED
from peerfind.answers.eligibility import REASONS
from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.asking.query import INCLUDES, SORTS
from peerfind.asking.scoring import Verdict
from peerfind.asking.settings import KEYS
from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import FACETS
from peerfind.keeping.coverage import FRESHNESS
from peerfind.keeping.duplicates import Kind
from peerfind.keeping.importing.draft import Kind as NoteKind
from peerfind.keeping.importing.staging import OUTCOMES
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.model import PRECISIONS, Reach
from peerfind.output.batch import COLUMNS
from peerfind.output.doctor import LIBRARIES
from peerfind.output.export import VERSION
from peerfind.output.json_groups import (
    COUNTED,
    DAY,
    NUMBER,
    START,
    TEXT,
    WHOLE,
    YES_OR_NO,
    Shape,
    any_of,
    count_of,
    defined,
    group_shapes,
    listed,
    map_of,
    one_of,
    or_null,
)
from peerfind.problems import Level

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTION = (
    "What the commands of peerfind print with -o json, each in $defs under its name; NAME-line is a line of "
    "-o jsonl. Keys may be added within a version, none is renamed or taken away."
)
_FRESH = one_of(FRESHNESS)
_SHARE: Shape = {"type": "number", "minimum": 0, "maximum": 1}
_TEXTS = listed(TEXT)
_ABOUT = ("country", "time_zone", "units", "licence", "corrections")
_VERSION: Shape = {"const": VERSION}


def answers_schema() -> Shape:
    """The schema of every document that a command prints as JSON, the same for each directory."""
    documents = {
        **_of_match(),
        **_of_next(),
        **_of_batch(),
        **_of_groups(),
        **_of_terms(),
        **_of_keeping(),
        **_of_changes(),
        **_of_figures(),
        **_of_export(),
        **_of_import(),
        **_of_settings(),
    }
    return {
        "$schema": DRAFT,
        "title": "What peerfind prints as JSON",
        "description": DESCRIPTION,
        "anyOf": [defined(name) for name in documents],
        "$defs": {**documents, **_parts(), **group_shapes()},
    }


def _document(always: dict[str, Shape], sometimes: dict[str, Shape] | None = None) -> Shape:
    """A whole document, which says its version."""
    return map_of({"version": _VERSION, **always}, sometimes)


_ASKED = {"today": DAY, "query": defined("query")}
_COUNTED = {"total": WHOLE, "hidden": count_of(REASONS), "unreadable": WHOLE}


def _of_match() -> dict[str, Shape]:
    """What `match` prints."""
    lists = {
        "results": listed(defined("match-line")),
        "relaxations": listed(defined("relaxation")),
    }
    why = {
        "query": defined("query"),
        "hidden": or_null(one_of(REASONS)),
        "of": WHOLE,
        "mean": _SHARE,
        "kept": _SHARE,
        "result": defined("match-line"),
    }
    line = {"rank": WHOLE, "score": _SHARE, **_result_shapes(), "next_meeting": or_null(START)}
    return {
        "match": _document({**_ASKED, **_COUNTED, **lists}),
        "match-why": _document({"why": listed(map_of(why))}),
        "match-line": map_of(line),
    }


def _of_batch() -> dict[str, Shape]:
    """What `batch` prints: one group of one need a line."""
    known = {"need": TEXT, "rank": COUNTED, "id": TEXT, "name": TEXT, "score": _SHARE}
    known |= {"next_meeting": or_null(START), "freshness": _FRESH}
    line = {name: known.get(name, or_null(TEXT)) for name in COLUMNS}
    return {"batch-line": map_of(line)}


def _of_next() -> dict[str, Shape]:
    """What `next` prints."""
    days = {"from": DAY, "to": DAY, "groups": WHOLE, "other_days": WHOLE}
    lists = {"not_dated": count_of(UNDATED), "meetings": listed(defined("next-line"))}
    line = {
        "start": or_null(START),
        "end": or_null(START),
        "not_dated": or_null(one_of(UNDATED)),
        "format": _TEXTS,
        "note": or_null(TEXT),
    }
    return {
        "next": _document({**_ASKED, **_COUNTED, **days, **lists}),
        "next-line": map_of({**line, **_result_shapes()}),
    }


def _result_shapes() -> dict[str, Shape]:
    """What an answer says of each group."""
    return {
        "id": TEXT,
        "name": TEXT,
        "reach": one_of(get_args(Reach)),
        "distance_miles": or_null(NUMBER),
        "distance_km": or_null(NUMBER),
        "place_precision": or_null(one_of(PRECISIONS)),
        "criteria": listed(defined("criterion")),
        "freshness": _FRESH,
        "group": defined("group"),
    }


def _of_groups() -> dict[str, Shape]:
    """What `show`, `questions`, `crisis` and `guide` print."""
    question = {
        "id": TEXT,
        "ask": TEXT,
        "why": TEXT,
        "answered_by": _TEXTS,
        "is_answerable": YES_OR_NO,
        "group": or_null(TEXT),
    }
    section = map_of({"heading": TEXT, "text": TEXT})
    page = {"id": TEXT, "title": TEXT, "summary": TEXT, "sections": listed(section)}
    found = map_of({"page": TEXT, "heading": TEXT, "words": TEXT})
    keys = listed(one_of(("next_meetings", *FIELDS)))
    groups = listed(defined("show-line"))
    return {
        "show": _document({"groups": groups}),
        "show-line": map_of(
            {"id": TEXT, "next_meetings": listed(START), "group": defined("group")}
        ),
        "show-compare": _document({"different": keys, "same": keys, "groups": groups}),
        "questions": _document({"questions": listed(map_of(question))}),
        "crisis": _document({"contacts": listed(defined("contact-line"))}),
        "guide": _document({"pages": any_of(listed(found), listed(map_of(page)))}),
    }


def _of_terms() -> dict[str, Shape]:
    """What `terms` prints: of what there are terms, or the terms of one facet under its name."""
    facet = map_of({"id": one_of(FACETS), "terms": WHOLE})
    terms = _document({}, dict.fromkeys(FACETS, listed(defined("term"))))
    return {
        "terms": {**terms, "minProperties": 2, "maxProperties": 2},
        "terms-facets": _document({"facets": listed(facet)}),
    }


def _of_keeping() -> dict[str, Shape]:
    """What `check`, `explain`, `stale`, `duplicates` and `links` print."""
    rule = {
        **dict.fromkeys(("id", "what", "why", "how", "bad", "good", "file", "since"), TEXT),
        "level": one_of(get_args(Level)),
        "is_fixable": YES_OR_NO,
    }
    problems = listed(defined("problem"))
    reasons = listed(one_of(get_args(Kind)))
    pair = {"ids": _TEXTS, "files": _TEXTS, "reasons": reasons, "why": _TEXTS}
    return {
        "check": _document({"problems": problems, "files": WHOLE}, {"elsewhere": problems}),
        "explain": _document({"rules": listed(map_of(rule))}),
        "stale": _document({"today": DAY, "total": WHOLE, "groups": listed(defined("call"))}),
        "duplicates": _document({"pairs": listed(map_of(pair))}),
        "links": _document(
            {"total": WHOLE, "counts": count_of(VERDICTS), "links": listed(defined("link"))}
        ),
    }


def _of_changes() -> dict[str, Shape]:
    """What `diff` prints."""
    said = {
        **dict.fromkeys(("key", "label", "said"), TEXT),
        **dict.fromkeys(("before", "after"), or_null(TEXT)),
        **dict.fromkeys(("added", "removed", "look_twice"), _TEXTS),
    }
    entry = {
        **dict.fromkeys(("id", "name"), TEXT),
        "note": or_null(TEXT),
        "look_twice": _TEXTS,
        "changes": listed(map_of(said)),
    }
    entries = dict.fromkeys(("changed", "added", "removed", "crisis"), listed(map_of(entry)))
    return {"diff": _document({**entries, "look_twice": WHOLE, "notes": _TEXTS})}


def _of_export() -> dict[str, Shape]:
    """What `export` prints: groups as they are stated, and what their directory says of itself."""
    directory = map_of({"title": TEXT}, dict.fromkeys(_ABOUT, TEXT))
    groups = listed(defined("group"))
    return {
        "export": _document({"directory": directory, "total": WHOLE, "groups": groups}),
        "export-line": group_shapes()["group"],
    }


def _of_import() -> dict[str, Shape]:
    """What `import` prints: what became of each record of a feed, and of each of its values."""
    note = map_of({"kind": one_of(get_args(NoteKind)), "key": TEXT, "why": TEXT})
    record = {
        **dict.fromkeys(("place", "name", "id", "file"), TEXT),
        "outcome": one_of(OUTCOMES),
        "why": _TEXTS,
        "source_ids": _TEXTS,
        "notes": listed(note),
    }
    gone = dict.fromkeys(("id", "file", "command"), TEXT)
    said = {"format": TEXT, "source": TEXT, "notes": _TEXTS}
    lists = {"records": listed(map_of(record)), "gone": listed(map_of(gone))}
    return {"import": _document({**said, **lists})}


def _of_settings() -> dict[str, Shape]:
    """What `config` prints: each setting, and where it comes from."""
    setting = map_of({"value": or_null(TEXT), "source": TEXT})
    settings = map_of(dict.fromkeys(KEYS, setting))
    return {"config": _document({"file": or_null(TEXT), "exists": YES_OR_NO, "settings": settings})}


def _of_figures() -> dict[str, Shape]:
    """What `stats` and `doctor` print; doctor's names are those that it shows to people."""
    row = map_of({"id": or_null(TEXT), "groups": WHOLE, "share": _SHARE})
    tables = ("nation", "format", "leader", "focus", "stated", "freshness", "newest_source")
    town = {
        "name": TEXT,
        **dict.fromkeys(("county", "nation", "nearest"), or_null(TEXT)),
        "people": WHOLE,
        "distance_miles": or_null(NUMBER),
    }
    gaps = {
        "focus": TEXT,
        "within_miles": NUMBER,
        "groups": WHOLE,
        "total": WHOLE,
        "towns": listed(map_of(town)),
    }
    facts = {
        **dict.fromkeys(("peerfind", "directory", "title", "oldest check", "newest check"), TEXT),
        **dict.fromkeys(("came with peerfind", "newest source"), TEXT),
        **dict.fromkeys(("never checked", "place data", "cache", "python", "yaml reader"), TEXT),
        **dict.fromkeys(("terminal", "encoding", *(one.lower() for one in LIBRARIES)), TEXT),
        **dict.fromkeys(("groups read", "files not read", "crisis contacts"), WHOLE),
        "place data from": _TEXTS,
    }
    return {
        "stats": _document(
            {
                "today": DAY,
                "groups": WHOLE,
                "closed": WHOLE,
                **dict.fromkeys(tables, listed(row)),
                "gaps": or_null(map_of(gaps)),
            }
        ),
        "doctor": map_of(facts, {"errors": WHOLE, "built by": TEXT, "size": TEXT}),
    }


def _parts() -> dict[str, Shape]:
    """What stands in several documents, or is long."""
    asked = any_of(TEXT, NUMBER)
    return {
        "query": _query(),
        "criterion": map_of(
            {
                "name": one_of((*CRITERIA, WORDS)),
                "asked": listed(asked),
                "found": listed(asked),
                "verdict": one_of(get_args(Verdict)),
                "score": _SHARE,
                "weight": NUMBER,
            }
        ),
        "relaxation": map_of({"change": TEXT, "flags": _TEXTS, "count": COUNTED}, {"local": WHOLE}),
        "term": _term(),
        "problem": map_of(
            {
                **dict.fromkeys(("file", "rule", "message", "fix"), TEXT),
                **dict.fromkeys(("line", "column"), COUNTED),
                "level": one_of(get_args(Level)),
            }
        ),
        "call": _call(),
        "link": map_of(
            {
                **dict.fromkeys(("url", "why", "reason", "new"), TEXT),
                "verdict": one_of(VERDICTS),
                "status": WHOLE,
                "failed_on": listed(DAY),
                "spots": listed(map_of({"file": TEXT, "line": COUNTED, "entry": TEXT})),
            }
        ),
    }


def _query() -> Shape:
    """A question as it was understood: each ask that was made, by its name."""
    typed = map_of({"typed": TEXT})
    place = {**dict.fromkeys(("typed", "name"), TEXT), "precision": one_of(PRECISIONS)}
    place |= dict.fromkeys(("county", "nation"), or_null(TEXT))
    correction = dict.fromkeys(("flag", "typed", "understood"), TEXT)
    asks = {
        **dict.fromkeys((*CRITERIA, WORDS), _TEXTS),
        "age": WHOLE,
        "near": any_of(typed, map_of(place)),
        "within": map_of({"typed": TEXT, "km": NUMBER}),
        "require": _TEXTS,
        "avoid": _TEXTS,
        "weight": {"type": "object", "additionalProperties": NUMBER},
        "include": listed(one_of(INCLUDES)),
    }
    always = {
        "sort": one_of(SORTS),
        "limit": WHOLE,
        "corrections": listed(map_of({**correction, "near_spelling": YES_OR_NO})),
        "notes": _TEXTS,
    }
    return map_of(always, asks)


def _term() -> Shape:
    """One thing that can be asked for, with how many groups there are of it."""
    lists = ("aliases", "broader", "related", "excludes", "aliases_cy", "offers", "distinct_from")
    words = ("id", "label", "note", "label_cy", "wanted")
    return map_of(
        {
            **dict.fromkeys(words, TEXT),
            **dict.fromkeys(lists, _TEXTS),
            "reasons": or_null({"type": "object", "additionalProperties": TEXT}),
            "groups": WHOLE,
        }
    )


def _call() -> Shape:
    """One group to ring."""
    ways = dict.fromkeys(("phone", "text", "email", "website"), TEXT)
    return map_of(
        {
            "number": COUNTED,
            **dict.fromkeys(("id", "name", "file", "when", "where"), TEXT),
            "freshness": _FRESH,
            **dict.fromkeys(("owner", "checked_on", "newest_source"), or_null(TEXT)),
            "distance_miles": or_null(NUMBER),
            "contact": map_of({}, ways),
            **dict.fromkeys(("ask_first", "not_stated"), _TEXTS),
        }
    )
