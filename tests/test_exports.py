"""What `peerfind export` writes, in every form, and how it puts files in place."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from asking import NOW, bare, index_of, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, environment, example_directory, program

from peerfind.answers.answer import answer_to
from peerfind.answers.filtered import filtered
from peerfind.config import shipped_directory
from peerfind.directory.derived import derived
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.index.columns import mask_of
from peerfind.index.index import Index
from peerfind.index.parts import parts
from peerfind.keeping.flat import COLUMNS, cells, guarded, record_of, unguarded
from peerfind.model import public
from peerfind.output import exports
from peerfind.output.exporting.tables import quoted
from peerfind.output.exports import EXPORTS, Export, exported, reference

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = ("--today", DAY)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


def written(index: Index, form: str, *fields: str, **flags: Any) -> tuple[bytes, dict[str, int]]:
    """An export as bytes, and what it could not carry."""
    made = exported(index, filtered(index, typed(**flags), NOW), fields, NOW)
    pieces = [*EXPORTS[form].load()(made)]
    whole = b"".join(one.encode() if isinstance(one, str) else one for one in pieces)
    return whole, dict(made.lost)


@pytest.fixture(scope="module")
def shipped() -> Index:
    return Index(parts(load(shipped_directory())).__getitem__)


def kept(index: Index) -> list[dict[str, Any]]:
    """What all groups of a directory state, in the order of their ids."""
    return [public(one) for one in index.records(index.everyone)]


# What is chosen


def test_every_ask_is_required_and_what_is_not_stated_is_not_met() -> None:
    groups = {
        "free": {"cost": "free"},
        "unsaid": {},
        "paid": {"cost": "£3"},
        "gone": {"status": "closed"},
    }
    index = index_of({at: bare(**facts) for at, facts in groups.items()})
    found = filtered(index, typed(cost="free"), NOW)
    assert [one["id"] for one in index.records(found.kept)] == ["free"]
    assert (found.total, found.hidden) == (1, {"closed": 1, "require": 2})


ASKS = {
    "focus": ("grief", "anxiety", "panic"), "cost": ("free", "donation"), "format": ("video", "in-person"),
    "age": ("16", "30"), "near": ("Leeds", "LS6"), "for": ("women", "men"), "day": ("tuesday", "weekend"),
}  # fmt: skip
GROUPS = {
    "walk": {"cost": "free", "ages": "18+", "meets": [{"days": "tue"}], "venue": {"town": "Leeds"}},
    "call": {"format": ["video"], "cost": "donation", "only_for": ["women"], "focus": ["anxiety"]},
    "both": {
        "format": ["in-person", "video"],
        "focus": ["panic", "grief"],
        "venue": {"town": "Otley"},
    },
    "calm": {"ages": "16-25", "cost": "£3", "meets": "any time", "focus": ["mental-health"]},
    "done": {"status": "closed", "cost": "free"},
    "void": {},
}


@pytest.fixture(scope="module")
def small() -> Index:
    return index_of({at: bare(**facts) for at, facts in GROUPS.items()})


@settings(max_examples=some(18), deadline=None)
@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(of) for name, of in ASKS.items()}))
def test_a_filter_keeps_what_match_finds_when_all_is_required(
    small: Index, asked: dict[str, str]
) -> None:
    found = filtered(small, typed(**asked), NOW)
    answer = answer_to(small, typed(**asked, require="all", limit=0), NOW)
    ids = [one["id"] for one in small.records(found.kept)]
    assert ids == sorted(one.group.id for one in answer.matches)
    assert (found.total, found.hidden) == (answer.total, answer.hidden)
    assert found.total + sum(found.hidden.values()) == small.count


@settings(max_examples=some(30), deadline=None)
@given(st.sets(st.integers(0, len(GROUPS) - 1)))
def test_the_records_of_any_set_come_in_order(small: Index, numbers: set[int]) -> None:
    records = [*small.records(mask_of(numbers, small.size))]
    assert records == sorted((small.record(one) for one in numbers), key=lambda one: one["id"])


def test_groups_stand_in_the_order_of_their_ids(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("export", "-o", "jsonl", "--fields", "name", *SHOWN)
    ids = [json.loads(line)["id"] for line in ran.out.splitlines()]
    assert ids == sorted(ids)
    assert ran.code == 0


def test_groups_that_changed_since_stand_in_their_order_too(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    names = [f"g{number:02}" for number in range(40)]
    home = example_directory(tmp_path / "directory")
    place = home / "groups" / "extra"
    place.mkdir()
    old = (home / "groups").rglob("young-voices.yaml")
    text = next(old).read_text(encoding="utf-8")
    for name in names:
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    asked = ("export", "-o", "jsonl", "--directory", str(home), *SHOWN)
    first = peerfind(*asked)
    (place / "g07.yaml").write_text(text.replace("Young Voices", "Changed"), encoding="utf-8")
    (place / "a-new-one.yaml").write_text(text, encoding="utf-8")
    after = peerfind(*asked)
    ids = [json.loads(line)["id"] for line in after.out.splitlines()]
    assert ids == sorted(ids)
    assert len(ids) == first.out.count("\n") + 1
    assert '"id": "g07", "name": "Changed"' in after.out


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--focus", "grief-partner", "--format", "video"], "1 group; left out 5: "),
        (["--age", "18", "--focus", "hearing-voices"], "1 group; left out 5: "),
        (["--cost", "free", "--age", "10"], "0 groups; left out 6: "),
    ],
)
def test_the_exact_number_is_told_apart_from_the_data(
    peerfind: Callable[..., Ran], flags: list[str], told: str
) -> None:
    ran = peerfind("export", "-o", "csv", *flags, *SHOWN)
    assert ran.err.startswith(told)
    assert len([*csv.reader(io.StringIO(ran.out, newline=""))]) - 1 == int(told.partition(" ")[0])


def test_a_place_from_a_line_of_input_is_told_nowhere(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("export", "-o", "json", "--near", "-", "--within", "30", *SHOWN, typed="LS21\n")
    assert ran.code == 0
    assert "LS21 " not in ran.err
    refused = peerfind("export", "-o", "json", "--near", "-", typed="")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["-o", "pdf"], "peerfind: --output takes csv, tsv,"),
        (["-o", "csv", "--fields", "fone"], "peerfind: --fields: there is no field 'fone'."),
        (["-o", "csv", "--focus", "zzzz"], "peerfind: --focus: "),
        (["-o", "csv", "--within", "10"], "peerfind: --within needs --near"),
    ],
)
def test_wrong_use_is_one_line_and_no_data(
    peerfind: Callable[..., Ran], flags: list[str], told: str
) -> None:
    ran = peerfind("export", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told)
    assert ran.err.count("\n") == 1


# The forms


def test_json_lines_are_all_that_files_state(shipped: Index) -> None:
    lines = (
        written(shipped, "jsonl", include=("closed", "paused", "stale"))[0].decode().splitlines()
    )
    assert [json.loads(line) for line in lines] == kept(shipped)


def test_json_lines_are_records_again_with_all_that_follows_from_them() -> None:
    found = load(shipped_directory())
    index = Index(parts(found).__getitem__)
    lines = written(index, "jsonl", include=("closed", "paused", "stale"))[0].splitlines()
    by_id = {record["id"]: record for record in found.records}
    vocabulary = index.vocabulary
    assert isinstance(vocabulary, Vocabulary)
    for line in lines[::7]:
        again = derived(json.loads(line), vocabulary)
        whole = by_id[again["id"]]
        assert again == {key: whole[key] for key in whole if key != "_file"}


def test_json_is_the_lines_in_one_document(shipped: Index) -> None:
    document = json.loads(written(shipped, "json")[0])
    lines = written(shipped, "jsonl")[0].decode().splitlines()
    assert document["groups"] == [json.loads(line) for line in lines]
    assert (document["version"], document["total"]) == (1, len(lines))
    assert document["directory"]["title"] == shipped.settings["title"]


def test_an_export_of_nothing_is_still_whole() -> None:
    index = index_of({})
    assert json.loads(written(index, "json")[0])["groups"] == []
    assert written(index, "jsonl")[0] == b""
    assert written(index, "csv")[0].decode() == ",".join(COLUMNS) + "\r\n"
    assert b"0 groups." in written(index, "html")[0]
    assert openpyxl.load_workbook(io.BytesIO(written(index, "xlsx")[0])).active.max_row == 1


def test_the_rows_of_a_table_are_the_groups_again(shipped: Index) -> None:
    rows = csv.DictReader(io.StringIO(written(shipped, "csv")[0].decode(), newline=""))
    again = [record_of({name: unguarded(cell) for name, cell in row.items()}) for row in rows]
    lines = written(shipped, "jsonl")[0].decode().splitlines()
    assert again == [json.loads(line) for line in lines]


_SIGNS = st.sampled_from(
    [*",;=+-@'[{é0a x", '"', "\n", "\r", "\r\n", "\t", "\x85", "\u2028", "\xad"]
)
cell_texts = st.lists(_SIGNS, min_size=1, max_size=6).map("".join)


@settings(max_examples=some(60), deadline=None)
@given(st.lists(cell_texts, min_size=1, max_size=5))
def test_a_line_is_what_the_csv_module_writes(row: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(map(guarded, row))
    assert ",".join(map(quoted, row)) + "\r\n" == file.getvalue()


def test_a_whole_table_is_what_the_csv_module_writes(shipped: Index) -> None:
    places = {name: at for at, name in enumerate(COLUMNS)}
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(cells(one, places, guarded) for one in shipped.records(shipped.everyone))
    assert (
        written(shipped, "csv", include=("closed", "stale", "paused"))[0].decode()
        == file.getvalue()
    )


@pytest.mark.parametrize("groups", [0, 1, 255, 256, 257, 513])
def test_a_table_has_a_row_for_each_group_however_many(groups: int) -> None:
    index = index_of({f"g{at:03}": bare() for at in range(groups)})
    for form in ("csv", "tsv"):
        head, *rows = written(index, form)[0].decode().splitlines()
        assert head[:2] == "id"
        assert [row[:4] for row in rows] == [f"g{at:03}" for at in range(groups)]


def test_tabs_part_a_table_and_breaks_in_texts_are_counted() -> None:
    index = index_of({"one": bare(summary="One\ntwo", cost="=1"), "two": bare(summary="One two")})
    made, lost = written(index, "tsv", "summary", "cost")
    assert made.decode() == "id\tsummary\tcost\none\tOne two\t'=1\ntwo\tOne two\t\n"
    assert lost == {"summary (line breaks)": 1}


def test_the_whole_of_a_small_csv(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind(
        "export", "-o", "csv", "--fields", "name,town,checked_on", "--focus", "grief", *SHOWN
    )
    rows = ran.out.split("\r\n")
    assert rows[0] == "id,name,town,checked_on"
    assert "aire-walk,Aire Walk and Talk,Leeds,2026-01-05" in rows
    assert rows[-1] == ""


def sheet_of(made: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made)).active


def test_a_spreadsheet_is_the_groups_again_with_days_as_days_and_phones_as_text() -> None:
    facts = {
        "contact": {"phone": "0113 496 0123", "consent": "2026-05-02"},
        "checked": {"on": "2026-11-01", "how": "phone"},
        "venue": {"town": "Leeds", "latitude": "53.8"},
        "summary": "=HYPERLINK(1)",
    }
    index = index_of({"one": bare(**facts)})
    sheet = sheet_of(written(index, "xlsx")[0])
    head, row = sheet.iter_rows(max_row=2)
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert cells["checked_on"].value == datetime(2026, 11, 1)  # noqa: DTZ001 (a cell has no zone)
    assert cells["consent"].is_date
    assert (cells["phone"].value, cells["phone"].data_type) == ("0113 496 0123", "s")
    assert cells["summary"].data_type in {"s", "inlineStr"}
    assert cells["latitude"].value == 53.8
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("C2", "A1:")
    assert sheet.column_dimensions["B"].width > 30
    texts = {
        name: cell.value.date().isoformat() if cell.is_date else str(cell.value)
        for name, cell in cells.items()
        if cell.value is not None
    }
    assert record_of(texts) == public(index.record(0))


def test_a_text_too_long_for_a_cell_is_cut_and_counted() -> None:
    index = index_of({"one": bare(description="x" * 40_000)})
    made, lost = written(index, "xlsx", "description")
    assert lost == {"description (cut)": 1}
    assert len(sheet_of(made)["B2"].value) == 32_767


class Page(HTMLParser):
    """The tags of a page, and the texts in the cells of its table."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_a_page_is_whole_without_its_script_and_fetches_nothing(shipped: Index) -> None:
    page = Page(written(shipped, "html")[0].decode())
    total = filtered(shipped, typed(), NOW).total
    assert len(page.rows) == total + 1
    assert [cell.strip() for cell in page.rows[0]] == [
        "Name", "About", "When", "Where", "How", "Who", "Contact", "Checked", "Source", "Id",
    ]  # fmt: skip
    assert {len(row) for row in page.rows[:-1]} == {10}
    assert [
        attributes for tag, attributes in page.tags if "src" in attributes or tag == "link"
    ] == []
    assert ("html", {"lang": "en-GB"}) in page.tags
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes == ["col"] * 10 + ["row"] * total
    assert [
        tag for tag, _ in page.tags if tag in {"input", "button"}
    ] == []  # the script makes them
    policy = next(a["content"] or "" for t, a in page.tags if "http-equiv" in a and t == "meta")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")


def test_a_page_runs_nothing_that_a_directory_holds() -> None:
    evil = "</td><script>alert(1)</script>"
    index = index_of(
        {"one": bare(name=evil, summary=evil, contact={"website": "javascript:alert(1)"})}
    )
    page = Page(written(index, "html")[0].decode())
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [a for tag, a in page.tags if tag == "a" and "javascript" in str(a)] == []
    assert evil.replace("<", "\\<") not in written(index, "markdown")[0].decode()
    assert "<script>" not in written(index, "markdown")[0].decode()


def test_markdown_has_a_head_for_each_group_and_tells_what_it_leaves_out() -> None:
    facts = {"cost": "free", "venue": {"town": "Leeds"}, "typical_session": "Tea.", "size": "6-12"}
    made, lost = written(index_of({"one": bare(**facts)}), "markdown")
    assert made.decode() == (
        "# Example directory\n\n1 group.\n\n## Example Group\n\n"
        "- **About:** Grief and loss; People meet and talk.\n"
        "- **When:** Times not stated: ask\n"
        "- **Where:** Leeds\n"
        "- **How:** In person; Free\n"
        "- **Who:** Led by people who have been through it\n"
        "- **Contact:** No way to get in touch is stated\n"
        "- **Checked:** Never confirmed: ask before you send anybody\n"
        "- **Source:** [example.org/source (no date).](https://example.org/source)\n"
        "- **Id:** `one`\n\n---\n\nThe directory has no crisis contacts for the whole UK.\n"
    )
    assert lost == {"typical_session": 1, "size": 1}


def test_a_page_of_a_few_fields_says_of_no_other_that_it_is_not_stated() -> None:
    facts = {"contact": {"phone": "0113 496 0123"}, "meets": "by arrangement"}
    index = index_of({"one": bare(**facts)})
    made = written(index, "markdown", "name", "website", "focus", "hours", "ages")[0].decode()
    (group,) = made.partition("\n\n---")[0].split("## ")[1:]
    assert group == "Example Group\n\n- **About:** Grief and loss\n- **Id:** `one`"


@pytest.mark.parametrize(
    "keys",
    [
        ("name", "address", "directions", "postcode", "latitude"),
        ("address",),
        ("postcode",),
        ("latitude",),
    ],
)
def test_no_form_tells_the_door_of_a_private_venue(keys: tuple[str, ...]) -> None:
    secret = {
        "name": "Secret House", "address": "1 Hidden Lane", "directions": "Ring twice",
        "postcode": "LS6 4AP", "latitude": "53.98765",
    }  # fmt: skip
    venue = {"town": "Leeds", "private": "yes", **{key: secret[key] for key in keys}}
    index = index_of({"one": bare(venue=venue)})
    for form in EXPORTS:
        made = written(index, form)[0]
        if form == "xlsx":
            made = repr([[cell.value for cell in row] for row in sheet_of(made)]).encode()
        told = [
            word
            for word in ("Secret", "Hidden", "twice", "4AP", "53.98765")
            if word.encode() in made
        ]
        assert told == [], form


def test_pages_end_with_whom_to_ring_in_a_crisis(peerfind: Callable[..., Ran]) -> None:
    for form in ("markdown", "html"):
        page = peerfind("export", "-o", form, *SHOWN).out
        assert page.index("In danger, or cannot keep safe: 0113 496 0999.") > page.index(
            "young-voices"
        )


# The registry


def test_the_page_of_exports_has_the_table_of_the_registry() -> None:
    page = (Path(exports.__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert "<!-- forms -->\n" + "\n".join(reference()) + "\n<!-- /forms -->" in page


def test_every_form_has_a_name_a_writer_and_what_it_lacks() -> None:
    for name, one in EXPORTS.items():
        assert name == one.name
        assert callable(one.load())
        assert one.says
        assert one.lacks
        assert one.check


def test_a_library_that_is_missing_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "peerfind.output.exporting.xlsx", None)
    with pytest.raises(UsageError, match=r"pip install 'peerfind\[xlsx\]'"):
        EXPORTS["xlsx"].load()
    with pytest.raises(ModuleNotFoundError):
        Export("x", "x", "nowhere:x", "x", "x").load()


# Files


def test_a_file_is_written_whole_and_the_number_told(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    for form in EXPORTS:
        target = tmp_path / f"out.{form}"
        ran = peerfind("export", "-o", form, "--to", str(target), *SHOWN)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.splitlines()[0].startswith(f"5 groups in {target}; left out 1: closed 1.")
        assert target.stat().st_size
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_an_export_that_must_carry_everything_leaves_the_old_file(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    target = tmp_path / "out.md"
    target.write_text("old", encoding="utf-8")
    asked = ("--fields", "name,replaced_by,access,size,text,owner,also_known_as,format", *SHOWN)
    assert peerfind("export", "-o", "csv", "--strict", *asked).code == 0
    index = index_of({"one": bare(size="6-12")})
    assert written(index, "markdown")[1] == {"size": 1}
    home = example_directory(tmp_path / "more")
    file = next((home / "groups").rglob("young-voices.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "size: 6-12\n", encoding="utf-8")
    asked = ("export", "-o", "markdown", "--directory", str(home), "--strict", *SHOWN)
    ran = peerfind(*asked, "--to", str(target))
    assert (ran.code, target.read_text(encoding="utf-8")) == (1, "old")
    assert ran.err == (
        f"{target} was not written.\nWhat markdown cannot carry, with the number of groups: size 1.\n"
    )
    printed = peerfind(*asked)
    assert (printed.code, printed.out[:2]) == (1, "# ")


@pytest.mark.parametrize("case", ["folder", "no folder", "read-only"])
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    peerfind: Callable[..., Ran], tmp_path: Path, case: str
) -> None:
    target = tmp_path / "out.csv"
    if case == "folder":
        target.mkdir()
    elif case == "no folder":
        target = tmp_path / "nowhere" / "out.csv"
    else:
        target.write_text("old", encoding="utf-8")
        target.chmod(0o444)
    ran = peerfind("export", "-o", "csv", "--to", str(target), *SHOWN)
    why = {"folder": "Is a directory", "no folder": "No such file or directory"}
    told = why.get(case, "it is read-only")
    assert (ran.code, ran.err) == (2, f"peerfind: {target} cannot be written: {told}.\n")
    if case == "read-only":
        assert target.read_text(encoding="utf-8") == "old"
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".out")]


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path, directory: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    asked = ("export", "-o", "jsonl", "--directory", str(directory), *SHOWN)
    assert program(*asked, cwd=tmp_path, PEERFIND_CACHE="cache").code == 0  # the cache is there now
    run = subprocess.run(
        [sys.executable, "-m", "peerfind", *asked, "--to", str(target)],
        check=False, capture_output=True, encoding="utf-8", cwd=tmp_path,
        env=environment(PEERFIND_CACHE="cache"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (
        2, f"peerfind: {target} cannot be written: File too large.\n",
    )  # fmt: skip
    assert target.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if "out.csv" in one.name] == ["out.csv"]


KILLED = """
import sys
from pathlib import Path
from peerfind.output.files import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
"""


def test_a_writer_that_is_killed_midway_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(target)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        os.kill(writer.pid, signal.SIGKILL)
    assert writer.returncode == -signal.SIGKILL
    assert target.read_text(encoding="utf-8") == "old"


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, directory: Path) -> None:
    asked = [sys.executable, "-m", "peerfind", "export", "-o", "csv", "--directory", str(directory)]
    with subprocess.Popen(
        asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
        env=environment(PEERFIND_CACHE="cache"),
    ) as run:  # fmt: skip
        assert run.stdout is not None
        run.stdout.close()
        _, told = run.communicate()
    assert run.returncode == 0
    assert b"fault" not in told


def test_links_lead_where_they_led_and_permissions_stay(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert peerfind("export", "-o", "csv", "--to", str(link), *SHOWN).code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("id,name,")
    assert real.stat().st_mode & 0o777 == 0o640


# Streaming


@pytest.mark.parametrize("form", [name for name, one in EXPORTS.items() if not one.is_binary])
def test_a_writer_asks_for_the_next_group_only_when_it_has_written_the_last(form: str) -> None:
    """A form that gathered all groups before it wrote would have read them all at its first piece."""
    index = index_of({"one": bare(meets=[{"days": "tuesday", "start": "19:00"}])})
    record = index.record(0)
    read = 0

    def endless() -> Any:
        nonlocal read
        while True:
            read += 1
            yield record

    made = exported(index, filtered(index, typed(), NOW), (), NOW)._replace(records=endless())
    pieces = EXPORTS[form].load()(made)
    start = time.process_time()
    size = 0
    while size < 100_000:
        size += len(next(pieces))
    assert read < 2_000
    assert time.process_time() - start < 5
