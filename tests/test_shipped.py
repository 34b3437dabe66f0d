from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from peerfind import text
from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS, NUMBERS_AND_DAYS
from peerfind.directory.folder import Directory, group_id, load
from peerfind.directory.readers import ID
from peerfind.directory.scan import scan
from peerfind.directory.vocabulary import FACETS, OFFERING, RELATIONS, ROLL_UPS, Vocabulary
from peerfind.keeping.checking import checked
from peerfind.keeping.formatting import formatting
from peerfind.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = shipped_directory()
GROUP_FILES = sorted((FOLDER / "groups").rglob("*.yaml"))
WANTS = {*Vocabulary({})["want"].terms}


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return load(FOLDER)


@pytest.fixture(scope="module")
def words(shipped: Directory) -> Vocabulary:
    return Vocabulary(shipped.common.terms)


def repeated(values: Any) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_every_file_reads_without_an_error(shipped: Directory) -> None:
    assert [problem for problem in shipped.problems if problem.is_error] == []
    assert not checked([], str(FOLDER)).has_errors
    assert shipped.unreadable == 0


def test_every_group_file_is_a_group(shipped: Directory) -> None:
    assert len(shipped.records) == len(GROUP_FILES) > 0
    assert sorted(group_id(record["_file"]) for record in shipped.records) == [
        record["id"] for record in shipped.records
    ]


def test_every_file_is_in_the_layout_of_fmt() -> None:
    found = formatting([], str(FOLDER))
    assert ([one.file for one in found.changes], found.left) == ([], ())
    assert found.right > len(GROUP_FILES)


def test_another_reader_of_yaml_makes_nothing_of_a_text_but_numbers_and_days() -> None:
    files = [*FOLDER.rglob("*.yaml")]
    read = [yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in files]
    assert {*chain.from_iterable(map(not_text, read))} <= NUMBERS_AND_DAYS | {"rank"}


def not_text(value: Any, key: Any = "") -> Iterator[Any]:
    """The keys of all values that are no texts."""
    if isinstance(value, dict):
        yield from chain.from_iterable(not_text(inner, name) for name, inner in value.items())
    elif isinstance(value, list):
        yield from chain.from_iterable(not_text(inner, key) for inner in value)
    elif not isinstance(value, str):
        yield key


def test_files_are_named_by_ids_that_are_unique() -> None:
    names = [path.stem for path in GROUP_FILES]
    assert [name for name in names if not ID.fullmatch(name)] == []
    assert repeated(names) == []


def test_files_stand_in_folders_of_a_place() -> None:
    places = {path.relative_to(FOLDER / "groups").parts for path in GROUP_FILES}
    assert {len(parts) for parts in places} == {2}
    assert all(ID.fullmatch(parts[0]) for parts in places)


def test_nobody_has_checked_an_entry_yet_so_none_says_so(shipped: Directory) -> None:
    everything = [*shipped.records, *shipped.common.crisis]
    assert [entry["id"] for entry in everything if "checked" in entry] == []


def test_every_required_key_is_there(shipped: Directory) -> None:
    required = {key.name for key in FIELDS.values() if key.required}
    assert [record["id"] for record in shipped.records if required - record.keys()] == []


def test_every_term_that_is_used_is_known(shipped: Directory, words: Vocabulary) -> None:
    used = {
        "focus": "focus", "activities": "activity", "welcomes": "community", "format": "format",
        "leader": "leader", "setting": "setting", "style": "style", "access": "access",
        "no_access": "access", "joining": "joining", "languages": "language",
    }  # fmt: skip
    unknown = {
        (record["id"], term)
        for record in shipped.records
        for key, facet in used.items()
        for term in record.get(key, ())
        if term not in words[facet] or term in ROLL_UPS
    }
    needed = chain.from_iterable(record.get("only_for", ()) for record in shipped.records)
    parts = {part for one in needed for part in one.split("+")}
    assert unknown == set()
    assert parts <= words["community"].terms.keys()


def test_networks_and_successors_are_entries(shipped: Directory) -> None:
    ids = {record["id"] for record in shipped.records}
    for record in shipped.records:
        named = [
            record.get("part_of"),
            record.get("replaced_by"),
            *record.get("not_duplicate_of", ()),
        ]
        assert {one for one in named if one} <= ids, record["id"]
        assert record["id"] not in named


def test_ids_in_the_other_files_are_unique(shipped: Directory) -> None:
    for entries in (
        shipped.common.crisis,
        shipped.common.questions,
        *shipped.common.terms.values(),
    ):
        assert repeated(entry["id"] for entry in entries) == []


def test_crisis_contacts_can_be_reached_and_are_in_order(shipped: Directory) -> None:
    ways = {"phone", "text", "email", "website", "textphone"}
    silent = [one for one in shipped.common.crisis if not ways & one.keys()]
    assert [one["id"] for one in silent if "doubts" not in one] == []  # it says why there is none
    ranks = [one["rank"] for one in shipped.common.crisis]
    assert ranks == sorted(ranks)
    assert shipped.common.crisis[0]["phone"] == "999"


def test_questions_name_the_keys_that_can_answer_them(shipped: Directory) -> None:
    fields = [*chain.from_iterable(one.get("fields", ()) for one in shipped.common.questions)]
    assert {*fields} <= FIELDS.keys()
    assert all(one["ask"].endswith("?") for one in shipped.common.questions)


@pytest.mark.parametrize("facet", FACETS)
class TestTheFacet:
    def test_has_a_file_of_its_own_that_is_small_enough(self, facet: str) -> None:
        path = FOLDER / "vocabulary" / f"{facet}.yaml"
        assert 0 < path.stat().st_size < MAX_BYTES

    def test_gives_no_name_to_two_terms(self, facet: str, words: Vocabulary) -> None:
        named = {
            (text.key(name), term.id) for term in words[facet].terms.values() for name in term.names
        }
        assert repeated(name for name, _ in named) == []

    def test_has_no_name_that_cannot_be_typed(self, facet: str, words: Vocabulary) -> None:
        names = [name for term in words[facet].terms.values() for name in term.names]
        assert [name for name in names if not text.key(name)] == []

    def test_refers_to_known_terms_only(self, facet: str, words: Vocabulary) -> None:
        known = words[facet].terms
        for term in known.values():
            named = [*chain.from_iterable(getattr(term, relation) for relation in RELATIONS)]
            assert {*named} <= known.keys() - {term.id}, term.id
            assert {*term.offers} <= WANTS

    def test_has_no_circle_of_broader_terms(self, facet: str, words: Vocabulary) -> None:
        known = words[facet]
        both = [
            (one, other)
            for one in known.terms
            for other in known.above(one) - {one}
            if one in known.above(other)
        ]
        assert both == []

    def test_offers_wants_only_where_a_group_can(self, facet: str, words: Vocabulary) -> None:
        offers = any(term.offers for term in words[facet].terms.values())
        assert not offers or facet in OFFERING


def test_every_want_is_offered_by_something(words: Vocabulary) -> None:
    offered = {want for want in WANTS if any(words[facet].offering(want) for facet in OFFERING)}
    assert offered == WANTS


def test_every_offer_has_a_reason_unless_the_thing_itself_is_the_reason(words: Vocabulary) -> None:
    for term in chain.from_iterable(words[facet].terms.values() for facet in OFFERING):
        reasons = term.reasons or {}
        assert {*term.offers} - {"shared-activities"} <= reasons.keys() <= {*term.offers}, term.id


def test_no_community_excludes_itself_or_what_is_broader(words: Vocabulary) -> None:
    for community in words["community"].terms:
        assert not words.excluded(community) & words["community"].above(community), community


def test_every_file_of_the_directory_is_read() -> None:
    found = scan(FOLDER)
    assert found.problems == ()
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert {file for file in files if file.endswith((".yaml", ".yml"))} == {*found.files}
