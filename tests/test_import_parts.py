"""The parts of an import by themselves: drafts, what is put in, staging, columns, and what is told."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feeds
import pytest
import yaml
from conftest import GROUP, write_directory
from feeds import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pace import some
from running import Ran, program

from peerfind.cli import complete
from peerfind.directory.folder import load
from peerfind.errors import UsageError
from peerfind.keeping import flat
from peerfind.keeping.adding import Adding
from peerfind.keeping.edits import edited
from peerfind.keeping.importing.column_maps import column_map, sketch
from peerfind.keeping.importing.draft import Draft, Note, Raw, Setting
from peerfind.keeping.importing.forms import FORMS, form_named
from peerfind.keeping.importing.hsds import map_service
from peerfind.keeping.importing.own import column_name
from peerfind.keeping.importing.settling import complete as completed
from peerfind.keeping.importing.settling import drafts
from peerfind.keeping.importing.staging import Feed, Staging
from peerfind.wording.imported import pause_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.directory.vocabulary import Vocabulary

DOCS = Path(__file__).parent.parent / "docs" / "imports.md"
ROW = "Name,Summary,Focus,Phone,Venue name,Town\n"


everyone = pytest.fixture(scope="module")(feeds.everyone)
folder = pytest.fixture(feeds.folder)
words = pytest.fixture(scope="module")(feeds.words)
setting = pytest.fixture(scope="module")(feeds.setting)
peerfind = pytest.fixture(feeds.peerfind)


def notes(draft: Draft, kind: str) -> list[tuple[str, str]]:
    return [(one.key, one.why) for one in draft.notes if one.kind == kind]


# Drafts


def test_nothing_is_put_where_nothing_is_stated() -> None:
    draft = Draft("row 2")
    for nothing in (None, "", [], {}):
        draft.put("summary", nothing)
    draft.words("summary", "<p> </p>")
    draft.web("")
    draft.phone("contact.phone", None)
    draft.point(None, "")
    draft.about(None)
    assert (draft.keys, draft.notes) == ({}, [])


def test_a_list_goes_on_and_a_text_takes_the_place_of_another() -> None:
    draft = Draft("row 2")
    draft.put("focus", ["grief"])
    draft.put("focus", ["anxiety"])
    draft.put("name", "A")
    draft.put("name", "B")
    assert draft.keys == {"focus": ["grief", "anxiety"], "name": "B"}


def test_what_is_guessed_is_known_not_to_be_stated() -> None:
    draft = Draft("row 2")
    draft.guess("summary", "A group.", "made of its other facts")
    assert draft.made == {"summary"}
    assert draft.notes == [Note("guessed", "summary", "made of its other facts")]


def test_a_link_that_no_browser_opens_is_left_out() -> None:
    draft = Draft("row 2")
    draft.web("javascript:alert(1)")
    assert notes(draft, "left") == [("contact.website", "it is no web address")]


@pytest.mark.parametrize(
    ("key", "value", "made", "kind"),
    [
        ("start", "19:00", {"start": "19:00"}, ""),
        ("end", "24:00", {"end": "00:00"}, "guessed"),
        ("start", "24:00", {}, "left"),
    ],
)
def test_midnight_is_an_end_and_no_start(
    key: str, value: str, made: dict[str, str], kind: str
) -> None:
    draft, pattern = Draft("row 2"), dict[str, Any]()
    draft.clock(pattern, key, value)
    assert pattern == made
    assert [one.kind for one in draft.notes] == [kind] * bool(kind)
    assert draft.keys == {}


# What must be there


def test_what_a_feed_does_not_say_is_unknown_where_it_may_be() -> None:
    draft = Draft("row 2")
    draft.keys = {"name": "A", "organisation": "Example Trust", "venue.town": "Otley"}
    draft.ids = ["17"]
    completed(draft, {}, "feed.csv")
    assert draft.keys["leader"] == draft.keys["format"] == ["unknown"]
    assert draft.keys["summary"] == "A group of Example Trust at Otley."
    assert draft.keys["sources"] == [{"note": "Imported from feed.csv, 17."}]
    assert "focus" not in draft.keys
    assert notes(draft, "unknown") == [("format", ""), ("leader", "")]


def test_what_is_set_for_all_takes_no_place_of_what_is_stated() -> None:
    draft = Draft("row 2")
    draft.keys = {"name": "A", "summary": "Tea.", "focus": ["grief"]}
    completed(draft, {"focus": ["anxiety"], "leader": ["peer"], "summary": "x"}, "f")
    assert (draft.keys["focus"], draft.keys["summary"]) == (["grief"], "Tea.")
    assert draft.keys["leader"] == ["peer"]


@pytest.mark.parametrize(
    ("key", "value", "kept", "told"),
    [
        ("focus", ["grief", "nonsense"], ["grief"], True),
        ("focus", ["nonsense"], None, True),
        ("ages", "old", None, True),
        ("size", 8, "8", False),
        ("organisation", True, "yes", False),
        ("nothing_such", "x", None, True),
        ("venue.nothing", "x", None, True),
        ("meets", [{"days": ["tuesday"]}, {"days": ["noday"]}], [{"days": ["tuesday"]}], True),
        ("contact", ["x"], None, True),
        ("venue.latitude", "north", None, True),
    ],
)
def test_of_a_value_stays_what_can_be_read_and_the_rest_is_told(
    setting: Setting, key: str, value: Any, kept: Any, *, told: bool
) -> None:
    def mapping(_: Any, draft: Draft, __: Setting) -> None:
        draft.put(key, value)

    (draft,) = drafts([Raw("row 2", {})], mapping, setting)
    assert draft.keys.get(key) == kept
    assert bool(notes(draft, "left")) == told
    assert all(why for _, why in notes(draft, "left"))


def test_half_of_a_point_is_no_point(setting: Setting) -> None:
    def mapping(_: Any, draft: Draft, __: Setting) -> None:
        draft.put("venue.latitude", "x")
        draft.put("venue.longitude", -1.6)

    (draft,) = drafts([Raw("row 2", {})], mapping, setting)
    assert draft.keys == {}


def test_a_record_that_cannot_be_read_is_not_mapped(setting: Setting) -> None:
    def mapping(*_: Any) -> None:
        raise AssertionError

    (draft,) = drafts([Raw("line 3", None, "The line is no JSON.")], mapping, setting)
    assert (draft.place, draft.fault) == ("line 3", "The line is no JSON.")


# Services


def service(setting: Setting, **data: Any) -> Draft:
    draft = Draft("record 1")
    map_service({"name": "A", **data}, draft, setting)
    return draft


def attribute(key: str, facet: str, code: str, value: str = "") -> dict[str, Any]:
    term = {"code": code, "name": code.title(), "taxonomy": facet}
    return {"link_type": key, "value": value, "taxonomy_term": term}


def test_terms_of_our_own_export_come_back_under_their_keys(setting: Setting) -> None:
    both = [
        attribute("only_for", "community", one, "women+south-asian")
        for one in ("women", "south-asian")
    ]
    found = [
        attribute("leader", "leader", "peer"),
        attribute("format", "format", "video"),
        attribute("welcomes", "community", "carers"),
        *both,
        attribute("focus", "focus", "nonsense"),
    ]
    draft = service(setting, attributes=found)
    assert draft.keys["leader"] == ["peer"]
    assert draft.keys["format"] == ["video"]
    assert draft.keys["welcomes"] == ["carers"]
    assert draft.keys["only_for"] == ["women+south-asian"]
    assert notes(draft, "left") == [("attributes", "Nonsense is no focus term")]


def test_access_is_taken_by_its_own_words_only(setting: Setting) -> None:
    said = ["step-free", "Not there: hearing loop", "There may be a step at the back."]
    location = {"accessibility": [{"description": one} for one in said]}
    draft = service(setting, service_at_locations=[{"location": location}])
    assert (draft.keys["access"], draft.keys["no_access"]) == (["step-free"], ["hearing-loop"])
    assert [key for key, _ in notes(draft, "left")] == ["accessibility"]


def test_a_nation_is_no_county(setting: Setting) -> None:
    address = {"city": "Otley", "region": "England", "state_province": ""}
    draft = service(setting, service_at_locations=[{"location": {"addresses": [address]}}])
    assert draft.keys["nation"] == "England"
    assert "venue.county" not in draft.keys


def test_a_virtual_place_is_none_and_says_no_format(setting: Setting) -> None:
    location = {"location_type": "virtual", "name": "Zoom"}
    draft = service(setting, service_at_locations=[{"location": location}])
    assert not {"format", "venue.name"} & draft.keys.keys()
    assert notes(draft, "left")[0][0] == "location"


def test_names_of_people_and_other_keys_are_left_out_and_told(setting: Setting) -> None:
    draft = service(
        setting, contacts=[{"name": "Ann Persona"}], funding=[{"source": "x"}], logo="x"
    )
    assert "Ann Persona" not in json.dumps(draft.keys)
    assert {"contacts", "funding", "logo"} == {key for key, _ in notes(draft, "left")}


# Beside a directory


def staged(folder: Path, words: Vocabulary, *made: Draft, **feed: Any) -> Staging:
    records = load(folder).records
    staging = Staging(Adding(folder, words, records, TODAY), records, Feed("f", {}, **feed))
    staging.items(made, lambda *_: None)
    return staging


def whole(**keys: Any) -> Draft:
    draft = Draft(keys.pop("place", "row 2"))
    draft.keys = {"name": "Quilters of Ilkley", "summary": "Tea.", "focus": ["grief"], **keys}
    completed(draft, {}, "f")
    return draft


def test_an_id_is_taken_once(folder: Path, words: Vocabulary) -> None:
    adding = Adding(folder, words, load(folder).records, TODAY)
    ids = []
    for _ in range(3):
        new = adding.file({"name": "Quilters"}, "evening-circle")
        adding.take(new, ["evening-circle-4"])
        ids.append(Path(new.file).stem)
    assert ids == ["evening-circle-2", "evening-circle-3", "evening-circle-5"]


def test_two_of_one_feed_that_look_alike_are_both_new_and_told(
    folder: Path, words: Vocabulary
) -> None:
    records = load(folder).records
    staging = Staging(Adding(folder, words, records, TODAY), records, Feed("f", {}))
    items = staging.items([whole(), whole(place="row 3")], lambda *_: None)
    assert [one.outcome for one in items] == ["new", "new"]
    assert {one.why for one in items} == {("it looks like row 3",), ("it looks like row 2",)}
    assert len({one.id for one in items}) == 2


def test_the_progress_is_told_to_the_end(folder: Path, words: Vocabulary) -> None:
    told: list[tuple[int, int]] = []
    records = load(folder).records
    staging = Staging(Adding(folder, words, records, TODAY), records, Feed("f", {}))
    staging.items([whole(), Draft("row 3")], lambda *at: told.append(at))
    assert told[-1] == (2, 2)


def test_only_groups_of_the_same_source_can_be_gone(tmp_path: Path, words: Vocabulary) -> None:
    groups = {
        "a/one": {"external_ids": {"f": "1"}},
        "a/two": {"external_ids": {"g": "2"}, "name": "Two"},
        "a/three": {"external_ids": {"f": "3, 4"}, "name": "Three"},
        "a/four": {"external_ids": {"f": "5"}, "name": "Four", "status": "closed"},
    }
    folder = write_directory(tmp_path / "more", groups)
    draft = whole()
    draft.ids = ["4"]
    assert [one["id"] for one in staged(folder, words, draft).gone()] == ["one"]


def test_the_command_for_who_is_gone_can_be_typed(peerfind: Callable[..., Ran]) -> None:
    command = pause_command({"id": "evening-circle"}, "the council's list")
    assert "'\"'\"'" in command
    import shlex

    assert peerfind(*shlex.split(command)[1:], "--dry-run").code == 0


@pytest.mark.parametrize("is_laid_out", [True, False])
def test_a_file_stays_in_its_layout_or_out_of_it(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path, *, is_laid_out: bool
) -> None:
    path = folder / "groups/west-yorkshire/evening-circle.yaml"
    if is_laid_out:
        peerfind("fmt")
    before = path.read_text()
    (tmp_path / "all.jsonl").write_text(
        json.dumps({**GROUP, "id": "evening-circle", "ages": "25+"})
    )
    assert peerfind("import", "jsonl", "all.jsonl").code == 0
    assert path.read_text() == re.sub(r"18\+", "25+", before)
    assert (peerfind("fmt", "--check").code == 0) == is_laid_out


@settings(max_examples=some(18))
@given(
    st.recursive(
        st.text("ab: #'\"-[]{},\n é", max_size=8).filter(str.strip),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=2)
        ),
        max_leaves=5,
    )
)
def test_any_value_can_be_set_and_every_other_key_stays(value: Any) -> None:
    before = "name: A\n# Ours.\nfocus: [grief] # why\nsummary: Tea.\n"
    after = edited(before, {"meets": value})
    made = yaml.safe_load(after)
    assert made.pop("meets") == value
    assert made == yaml.safe_load(before)
    assert {"# Ours.", "# why"} <= {*re.findall("# .*", after)}


# Columns


@pytest.mark.parametrize(
    ("name", "column"),
    [("Venue name", "venue_name"), (" NAME ", "name"), ("also-known-as", "also_known_as")],
)
def test_the_columns_of_an_export_are_known_however_they_are_spelt(name: str, column: str) -> None:
    assert column_name(name) == column
    assert column in flat.COLUMNS


def test_a_sketch_is_a_map_for_any_names_of_columns(words: Vocabulary) -> None:
    names = ['a "b" c', "x: y # z", "é", "Tel", "tel", "- x", "Day"]
    said = sketch([Raw("row 2", dict.fromkeys(names, 'v "1"\n# x'))], "it's: one")
    made = column_map(said.encode(), "map.yaml", words)
    assert (made.source, made.columns) == (
        "it's: one",
        {"Tel": "contact.phone", "Day": "meets.days"},
    )


def test_an_empty_table_has_no_sketch() -> None:
    with pytest.raises(UsageError, match="no row below a head"):
        sketch([], "x")


def test_meeting_times_in_parts_are_put_together(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    rows = [
        "Name,About,Which,Day,From,To",
        "Quilters of Ilkley,Tea.,1st and 3rd,Tuesday,19:00:00,21:00",
        "Walkers of Ripon,Walks.,,Saturdays,10am,",
        "Singers of Selby,Songs.,sometimes,Friday,7,9",
    ]
    (tmp_path / "t.csv").write_text("\n".join(rows))
    (tmp_path / "m.yaml").write_text(
        "columns: {Name: name, About: summary, Which: meets.which, Day: meets.days,"
        " From: meets.start, To: meets.end}\nalways: {focus: grief}\n"
    )
    ran = peerfind("import", "csv", "t.csv", "--map", "m.yaml", "--to", "made")
    made = {one["name"]: one.get("meets") for one in load(tmp_path / "made").records}
    first = {
        "days": ["tuesday"],
        "start": "19:00",
        "end": "21:00",
        "every": "month",
        "which": [1, 3],
    }
    assert made["Quilters of Ilkley"] == [first]
    assert made["Walkers of Ripon"] == [{"days": ["saturday"], "start": "10:00"}]
    assert made["Singers of Selby"] is None
    assert "  meets 1: " in ran.out


# Files


def test_a_spreadsheet_a_pipe_and_several_files(
    peerfind: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    for row in (ROW.strip().split(","), ["Example Quilters", "Tea.", "grief", 1134960177]):
        book.active.append(row)
    book.save(tmp_path / "one.xlsx")
    ran = peerfind("import", "xlsx", "one.xlsx", "--dry-run", "-o", "json")
    (record,) = json.loads(ran.out)["records"]
    assert (record["outcome"], record["place"], record["why"]) == ("new", "row 2", [])
    said = f"{ROW}Walkers of Ripon,Walks.,grief,,,Ripon\n".encode("utf-16")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said)))
    (tmp_path / "two.csv").write_text(f"{ROW}Singers of Selby,Songs.,grief,,,Selby\n")
    ran = peerfind("import", "csv", "-", "two.csv", "--dry-run")
    assert "2 records in 2 files of csv.\n" in ran.out
    assert "  stdin, row 2: groups/" in ran.out
    assert "  two.csv, row 2: groups/" in ran.out


def test_a_file_of_windows_is_told_of(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes(f"{ROW}Café,Tea.,grief,,,Otley\n".encode("cp1252"))
    ran = peerfind("import", "csv", "w.csv", "--to", "made")
    assert "w.csv is not in UTF-8, and was read as Windows-1252: look at its accents.\n" in ran.out
    assert [one["name"] for one in load(tmp_path / "made").records] == ["Café"]


@pytest.mark.parametrize("data", [b"", b"\n\n", ROW.encode(), b"\xef\xbb\xbf"])
def test_a_file_without_a_record_says_so_and_nobody_is_gone(
    peerfind: Callable[..., Ran], tmp_path: Path, folder: Path, data: bytes
) -> None:
    path = folder / "groups/west-yorkshire/evening-circle.yaml"
    path.write_text(f"{path.read_text()}external_ids: {{csv: '1'}}\n")
    (tmp_path / "none.csv").write_bytes(data)
    ran = peerfind("import", "csv", "none.csv")
    assert ran.out == "0 records in 1 file of csv.\nnone.csv has no record.\n"
    assert (ran.code, ran.err) == (0, f"0 files written in {folder}.\n")


def test_many_reasons_are_cut_short_and_the_rest_is_counted(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    rows = [f"Group {n} {n * 7919},Tea.,zz{n},,,\n" for n in range(9)]
    (tmp_path / "t.csv").write_text(ROW + "".join(rows))
    ran = peerfind("import", "csv", "t.csv", "--set", "focus=grief", "--to", "made")
    assert len(re.findall(r"^  focus 1: ", ran.out, flags=re.MULTILINE)) == 5
    assert "  focus 4: for other reasons. See all: -o json\n" in ran.out


def test_a_closed_pipe_is_no_fault(tmp_path: Path, folder: Path) -> None:
    rows = [f"Group {n} {n * 7919},Tea.,grief,,,\n" for n in range(20)]
    (tmp_path / "t.csv").write_text(ROW + "".join(rows))
    code = (
        "import os, sys; r, w = os.pipe(); os.close(r); os.dup2(w, 1);"
        "from peerfind.__main__ import main;"
        "sys.argv = ['peerfind', 'import', 'csv', 't.csv', '--to', 'made']; main()"
    )
    variables = {"PEERFIND_DIRECTORY": str(folder), "PEERFIND_CACHE": str(tmp_path / "c")}
    ran = program(cwd=tmp_path, tool=code, **variables)
    assert "Traceback" not in ran.err
    assert len(load(tmp_path / "made").records) == 20


# The registry


def test_the_page_about_imports_has_every_form_and_no_other() -> None:
    table = re.findall(
        r"^\| `([a-z-]+)` \| ([^|]+) \|", DOCS.read_text("utf-8"), flags=re.MULTILINE
    )
    assert dict(table) == {one.name: one.says for one in FORMS.values()}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_loaded_and_is_offered(name: str) -> None:
    reader, mapping = form_named(name).load()
    assert callable(reader)
    assert callable(mapping)
    assert name in complete.import_forms(name[:2])


def test_no_other_form_is_taken() -> None:
    with pytest.raises(UsageError, match=r"^FORMAT is csv, xlsx, .* or ics, not 'doc'\.$"):
        form_named("doc")
