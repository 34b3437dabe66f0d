"""What a check looks at, what it leaves out, and how it comes out in each form."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from hypothesis import example, given
from hypothesis import strategies as st
from running import in_process

from peerfind import config, text
from peerfind.config import shipped_directory
from peerfind.directory.scan import scan
from peerfind.errors import UsageError
from peerfind.index import cache
from peerfind.keeping.checking import Checked, Choice, checked
from peerfind.keeping.rules import RULES
from peerfind.keeping.rules.files import FOLDER
from peerfind.output.annotations import MOST, MOST_CHARACTERS, problems_github
from peerfind.output.files import write_whole
from peerfind.output.report_markdown import problems_markdown
from peerfind.output.sarif import problems_sarif
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Ran

TODAY = date(2026, 11, 25)
FILE = "groups/example/walk.yaml"
CUT = "name: Example Walk\narea: back room #2, ring\n"
SLIP = Problem(
    FILE, 2, 16, "error", "text-cut-off", "It is cut: 100%,\nhere.", '"back room #2, ring"'
)


def rules_of(folder: Path, *paths: str, **choice: Any) -> list[tuple[str, str]]:
    """The files and rules of the problems in a directory."""
    found = checked([folder / path for path in paths], str(folder), Choice(**choice), TODAY)
    return [(problem.file.rpartition("/")[2], problem.rule) for problem in found.problems]


def settled_since(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all files of a directory have been as they are for long."""
    for path in folder.rglob("*.yaml"):
        os.utime(path, ns=(1, 1_700_000_000_123_456_789))
    monkeypatch.setattr(config, "nanoseconds", lambda: 1 << 62)


def damaged_in_the_middle(kept: Path) -> None:
    """Turn every byte of the second half of a file over."""
    data = kept.read_bytes()
    half = len(data) // 2
    kept.write_bytes(data[:half] + bytes(255 - one for one in data[half:]))


def at(number: int, level: Any = "error") -> Problem:
    """One of many problems."""
    return Problem(f"groups/example/{number}.yaml", 1, 1, level, "missing", "Something.")


class TestFilesAsSuch:
    def test_are_told_by_rules_of_their_own(self, tmp_path: Path) -> None:
        folder = write_directory(
            tmp_path, {"Men's Walk": {"name": "Example A"}, "empty": "# nothing\n"}
        )
        place = folder / "groups" / "example"
        (place / "large.yaml").write_text("#" * 70_000, encoding="utf-8")
        (place / "latin.yaml").write_bytes("name: Café\n".encode("latin-1"))
        (place / "walk.yml").write_text("", encoding="utf-8")
        (folder / "groups" / "stray.yaml").write_text(
            group_yaml(name="Example B", venue={"town": "Otley"}), encoding="utf-8"
        )
        (folder / "directory.yaml").unlink()
        write_directory(tmp_path / "other", {})
        found = {rule for _, rule in rules_of(folder)}
        assert found == {
            *("file-name", "empty-file", "file-too-large", "not-utf-8", "wrong-ending"),
            *("misplaced-file", "missing-file"),
        }
        told = checked([], str(folder), today=TODAY).problems
        assert [one for one in told if one.level != RULES[one.rule].level] == []

    @pytest.mark.skipif(os.name == "nt", reason="names and links are otherwise there")
    def test_that_lead_out_or_have_no_name(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path / "directory", {})
        (folder / "groups").mkdir()
        (folder / "groups" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
        Path(os.fsdecode(os.fsencode(folder / "groups") + b"/caf\xe9.yaml")).write_text("a: b")
        assert {rule for _, rule in rules_of(folder)} == {"link-out", "unreadable-name"}

    def test_have_rules_of_which_all_are_tried_here_or_need_another_person(self) -> None:
        tried = {
            *("file-name", "empty-file", "file-too-large", "not-utf-8", "wrong-ending"),
            *("misplaced-file", "missing-file", "link-out", "unreadable-name"),
        }
        others = {"unreadable-file", "unreadable-folder"}  # root, who runs the robots, may open all
        assert tried | others == {rule.id for rule in RULES.values() if rule.file == FOLDER}


class TestOneFile:
    """What it needs of the others is kept, and no more trusted than the files."""

    def test_is_judged_by_the_words_of_today(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        folder = write_directory(tmp_path / "directory", {"walk": {"focus": ["grief"]}})
        settled_since(folder, monkeypatch)
        assert rules_of(folder, FILE) == rules_of(folder, FILE) == []
        (folder / "vocabulary" / "focus.yaml").write_text("- {id: other, label: other}\n")
        assert rules_of(folder, FILE) == [("walk.yaml", "unknown-term")]
        (folder / "vocabulary" / "focus.yaml").write_text("- {id: grief, label: grief}\n")
        assert rules_of(folder, FILE) == []

    def test_is_judged_on_the_day_of_the_settings(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        folder = write_directory(
            tmp_path / "directory", {"walk": {"checked": {"on": "2026-11-26"}}}
        )
        settled_since(folder, monkeypatch)
        late = datetime(2026, 11, 25, 20, tzinfo=UTC)
        monkeypatch.setattr(config, "now", late.astimezone)
        path = folder / FILE
        assert [one.rule for one in checked([path], None).problems] == ["future-date"]
        (folder / "directory.yaml").write_text("title: A\ntime_zone: Pacific/Auckland\n")
        assert checked([path], None).problems == ()


class TestGroupsThatKnowOfEachOther:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        groups = {
            "a/one": {"name": "Example One", "former_ids": ["old", "two"]},
            "a/two": {"name": "Example Two", "former_ids": ["old"], "venue": {"town": "Otley"}},
            "a/three": {"name": "Example Three", "part_of": "old", "replaced_by": "nobody"},
            "b/three": {"name": "Example Four", "venue": {"town": "Ilkley"}},
            "b/four": {
                "name": "Example Five",
                "part_of": "four",
                "venue": {"town": "Leeds", "postcode": "LS6 3HN"},
            },
        }
        return write_directory(tmp_path / "directory", groups)

    def test_are_told_the_same_alone_as_with_all_others(self, folder: Path) -> None:
        whole = [one for one in rules_of(folder) if one[1] != "possible-duplicate"]
        files = [path.relative_to(folder) for path in (folder / "groups").rglob("*.yaml")]
        alone = [one for file in files for one in rules_of(folder, str(file))]
        assert sorted(alone) == sorted(whole)
        assert {rule for _, rule in whole} >= {
            "former-id-clash",
            "unknown-group",
            "repeated-id",
            "names-itself",
        }

    def test_are_looked_at_only_where_one_names_another(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        settled_since(folder, monkeypatch)
        path, naming = (f"groups/{one}.yaml" for one in ("b/three", "a/three"))
        first = rules_of(folder, path)
        looks: list[Path] = []
        monkeypatch.setattr(cache, "scan", lambda at: looks.append(at) or scan(at))
        assert rules_of(folder, path) == first == [("three.yaml", "repeated-id")]
        assert looks == []
        (folder / "groups" / "a" / "two.yaml").unlink()
        (folder / "groups" / "a" / "three.yaml").write_text(group_yaml(part_of="two"))
        assert rules_of(folder, path) == first
        assert looks == []
        assert rules_of(folder, naming) == []  # it is what `one` was called formerly
        assert looks == [folder]

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda kept: kept.unlink(), id="gone"),
            pytest.param(lambda kept: kept.write_bytes(kept.read_bytes()[:5000]), id="cut off"),
            pytest.param(damaged_in_the_middle, id="damaged"),
        ],
    )
    def test_are_told_the_same_whatever_became_of_the_index(
        self,
        folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        change: Callable[[Path], object],
    ) -> None:
        monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        settled_since(folder, monkeypatch)
        before = rules_of(folder, "groups/a/three.yaml")
        (kept,) = (tmp_path / "cache").glob("*.sqlite")
        change(kept)
        assert rules_of(folder, "groups/a/three.yaml") == before != []

    def test_that_look_alike_are_told_both(self, tmp_path: Path) -> None:
        same = {"name": "Example Circle"}
        folder = write_directory(tmp_path, {"one": same, "two": same})
        assert rules_of(folder) == [
            ("one.yaml", "possible-duplicate"),
            ("two.yaml", "possible-duplicate"),
        ]

    def test_that_are_said_to_differ_stay_quiet(self, tmp_path: Path) -> None:
        differs = {"name": "Example Circle", "not_duplicate_of": ["one"]}
        folder = write_directory(tmp_path, {"one": {"name": "Example Circle"}, "two": differs})
        assert rules_of(folder) == []


def test_a_private_venue_is_checked_whole(tmp_path: Path) -> None:
    venue = {"town": "Otley", "postcode": "BS1 4DJ", "private": "yes"}
    folder = write_directory(tmp_path, {"one": {"venue": venue}})
    assert rules_of(folder) == [("one.yaml", "postcode-and-town")]


class TestWhatIsWanted:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return write_directory(
            tmp_path, {"one": {"size": "", "cost": "a little", "ages": "adults"}}
        )

    def test_may_be_some_rules_alone_or_all_but_some(self, folder: Path) -> None:
        assert rules_of(folder, only=frozenset({"empty"})) == [("one.yaml", "empty")]
        assert ("one.yaml", "empty") not in rules_of(folder, skip=frozenset({"empty"}))

    def test_is_fine_without_errors_and_if_strict_without_warnings(self, folder: Path) -> None:
        for skip, is_strict, is_fine in (
            ([], False, False),
            (["not-ages"], False, True),
            (["not-ages"], True, False),
            (["not-ages", "cost-without-amount"], True, True),
        ):
            found = checked(
                [], str(folder), Choice(skip=frozenset(skip), is_strict=is_strict), TODAY
            )
            assert found.is_fine == is_fine


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Example", "-c", "user.email=example@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


class TestWhatWasTouched:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        groups = {
            "old": {"size": "many", "name": "Example Old"},
            "new": {"venue": {"town": "Otley"}},
        }
        folder = write_directory(tmp_path / "repository" / "directory", groups)
        git(folder.parent, "init", "--quiet", "--initial-branch=main")
        git(folder.parent, "add", ".")
        git(folder.parent, "commit", "--quiet", "--message", "Start")
        return folder

    def problems(self, folder: Path, since: str = "main") -> tuple[list[str], list[str]]:
        found = checked([], str(folder), Choice(since=since), TODAY)
        return [one.file for one in found.problems], [one.file for one in found.elsewhere]

    OLD, NEW = "groups/example/old.yaml", "groups/example/new.yaml"

    def test_blocks_and_the_rest_is_told(self, folder: Path) -> None:
        assert self.problems(folder) == ([], [self.OLD])
        (folder / self.NEW).write_text(
            group_yaml(ages="adults", venue={"town": "Otley"}), encoding="utf-8"
        )
        assert self.problems(folder) == ([self.NEW], [self.OLD])
        added = "groups/example/added one.yaml"
        (folder / added).write_text(
            group_yaml(ages="adults", name="Example Added"), encoding="utf-8"
        )
        assert {*self.problems(folder)[0]} == {self.NEW, added}

    def test_counts_from_where_the_work_branched_off(self, folder: Path) -> None:
        git(folder, "checkout", "--quiet", "-b", "work")
        (folder / self.NEW).write_text(
            group_yaml(ages="adults", venue={"town": "Otley"}), encoding="utf-8"
        )
        git(folder, "commit", "--quiet", "--all", "--message", "Work")
        git(folder, "checkout", "--quiet", "main")
        (folder / self.OLD).write_text(
            group_yaml(size="lots", name="Example Old"), encoding="utf-8"
        )
        git(folder, "commit", "--quiet", "--all", "--message", "Meanwhile")
        git(folder, "checkout", "--quiet", "work")
        assert self.problems(folder) == ([self.NEW], [self.OLD])

    def test_blocks_where_a_term_was_taken_out_of_the_vocabulary(self, folder: Path) -> None:
        (folder / "vocabulary" / "focus.yaml").write_text("- id: grief\n", encoding="utf-8")
        assert {*self.problems(folder)[0]} == {self.OLD, self.NEW}

    @pytest.mark.parametrize("since", ["nowhere", "--output=x", "main..main", "HEAD:directory", ""])
    def test_needs_a_revision_that_git_knows(self, folder: Path, since: str) -> None:
        if not since:
            assert self.problems(folder, since) == ([self.OLD], [])  # as if it had not been given
            return
        with pytest.raises(UsageError, match="git knows no revision"):
            self.problems(folder, since)

    def test_needs_a_repository(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path / "bare", {})
        with pytest.raises(UsageError, match="in no git repository"):
            self.problems(folder)

    def test_needs_git(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(folder))
        with pytest.raises(UsageError, match="git is not installed"):
            self.problems(folder)


class TestAnnotations:
    def lines(self, folder: Path, *problems: Problem) -> list[str]:
        return "".join(problems_github(Checked(folder, problems, 9))).splitlines()

    def test_are_escaped_and_say_what_to_write(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "directory" / FILE).parent.mkdir(parents=True)
        (tmp_path / "directory" / FILE).write_text(CUT, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert self.lines(tmp_path / "directory", SLIP)[0] == (
            "::error file=directory/groups/example/walk.yaml,line=2,col=16,title=text-cut-off::"
            'It is cut: 100%25,%0Ahere.%0Awrite: area: "back room #2, ring"'
        )

    def test_cannot_be_made_to_say_another_command(self, tmp_path: Path) -> None:
        evil = "a,b:c%\n::set-output name=x::y\r"
        problem = Problem(f"groups/{evil}.yaml", 1, 1, "error", "missing", evil, evil)
        lines = self.lines(tmp_path, problem)
        assert len(lines) == 2
        assert lines[0].count("::error ") == 1
        assert "%2C" in lines[0]
        assert "%3A" in lines[0].split("title=")[0]

    @pytest.mark.parametrize(
        ("message", "fix", "is_offered"),
        [("m" * 4050, "f" * 20, True), ("m" * 4050, "f" * 99, False), ("m" * 5000, "f", False)],
    )
    def test_are_no_longer_than_github_shows_and_offer_whole_lines(
        self, tmp_path: Path, message: str, fix: str, *, is_offered: bool
    ) -> None:
        line = self.lines(tmp_path, at(1)._replace(message=message, fix=fix))[0]
        told = line.rpartition("::")[2].replace("%0A", "\n")
        assert len(told) <= MOST_CHARACTERS
        assert told.endswith("f") == is_offered

    @given(st.text(min_size=1), st.text(st.characters(exclude_characters="/\0"), min_size=1))
    @example("a\r\n::stop-commands::x", "::error::\u202e%0A,:.yaml")
    @example("##[add-mask]a\u2028::set-output", "##[group]\n::x")
    def test_are_one_command_a_line_whatever_a_file_says(self, message: str, name: str) -> None:
        problem = at(1)._replace(message=message, fix=message, file=f"groups/{name}")
        written = "".join(problems_github(Checked(Path("nowhere"), (problem,), 9, ())))
        first, second, rest = re.split(r"\r|\n", written)
        assert (second, rest) == ("1 error in 1 of 9 files.", "")
        stated, told = re.fullmatch("::error (.*?)::(.*)", first, re.DOTALL).groups()  # type: ignore[union-attr]
        values = dict(one.split("=", 1) for one in stated.split(","))
        assert [*values] == ["file", "line", "col", "title"]
        assert not re.search("[:,]", "".join(values.values()))
        assert not re.search("%(?!25|0A|3A|2C)", first)
        read = told.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        assert text.shown(message).split() == read.split()[: len(text.shown(message).split())]

    @pytest.mark.parametrize(("count", "shown", "rest"), [(10, 10, 0), (11, 9, 2), (300, 9, 291)])
    def test_are_ten_of_a_level_and_the_last_counts_the_rest(
        self, tmp_path: Path, count: int, shown: int, rest: int
    ) -> None:
        lines = self.lines(tmp_path, *map(at, range(count)), at(0, "hint"))
        errors = [line for line in lines if line.startswith("::error ")]
        assert len([line for line in errors if "file=" in line]) == shown
        assert len(errors) <= MOST
        if rest:
            assert f"{rest} more errors in {rest} files." in errors[-1]
        assert len([line for line in lines if line.startswith("::notice ")]) == 1


class TestSarif:
    def document(
        self, folder: Path, *problems: Problem, elsewhere: tuple[Problem, ...] = ()
    ) -> Any:
        return json.loads("".join(problems_sarif(Checked(folder, problems, 9, elsewhere))))

    def test_has_what_the_standard_asks_for(self, tmp_path: Path) -> None:
        (tmp_path / FILE).parent.mkdir(parents=True)
        (tmp_path / FILE).write_text(CUT, encoding="utf-8")
        document = self.document(tmp_path, SLIP, at(1, "hint"), elsewhere=(at(2),))
        (run,) = document["runs"]
        driver = run["tool"]["driver"]
        assert (document["version"], driver["name"]) == ("2.1.0", "peerfind")
        assert [one["id"] for one in driver["rules"]] == [*RULES]
        for result in run["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            region = result["locations"][0]["physicalLocation"]["region"]
            assert min(region.values()) >= 1
        assert [one["level"] for one in run["results"]] == ["error", "note", "error"]
        assert [one.get("baselineState") for one in run["results"]] == [None, None, "unchanged"]

    def test_carries_the_line_to_write_where_it_is_sure(self, tmp_path: Path) -> None:
        (tmp_path / FILE).parent.mkdir(parents=True)
        (tmp_path / FILE).write_text(CUT, encoding="utf-8")
        result = self.document(tmp_path, SLIP)["runs"][0]["results"][0]
        (change,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert change["deletedRegion"] == {"startLine": 2, "startColumn": 1, "endColumn": 25}
        assert change["insertedContent"] == {"text": 'area: "back room #2, ring"'}

    def test_writes_a_path_as_an_address(self, tmp_path: Path) -> None:
        problem = SLIP._replace(file="groups/example/café #1.yaml")
        result = self.document(tmp_path, problem)["runs"][0]["results"][0]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.endswith("groups/example/caf%C3%A9%20%231.yaml")


def test_markdown_tells_the_worst_first_and_what_to_write(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(CUT, encoding="utf-8")
    evil = at(7, "warning")._replace(message="<img src=x> [a](b) `c`")
    found = Checked(tmp_path, (evil, SLIP), 9, (at(1),))
    assert (
        "".join(problems_markdown(found))
        == """\
### 1 error and 1 warning

**Must fix**

1. `groups/example/walk.yaml` line 2: It is cut: 100%, here. (`text-cut-off`)

   write:

   ```yaml
   area: "back room #2, ring"
   ```


**Please look**

1. `groups/example/7.yaml` line 1: \\<img src=x\\> \\[a\\](b) \\`c\\` (`missing`)

1 problem in files that were not touched, and in nobody's way.

1 error and 1 warning in 2 of 9 files. 1 other elsewhere.
"""
    )


class TestTheCommands:
    @pytest.fixture
    def peerfind(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> Callable[..., Ran]:
        folder = write_directory(tmp_path / "directory", {"one": {"ages": "adults"}})
        return in_process(monkeypatch, capsys, tmp_path, folder)

    def test_write_other_forms_to_files_as_well(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        ran = peerfind("check", "-o", "github", "--also", "sarif=a.sarif", "--also", "json=b.json")
        assert (ran.code, ran.err) == (1, "")
        assert ran.out.startswith("::error file=directory/groups/example/one.yaml,line=")
        assert json.loads((tmp_path / "a.sarif").read_text())["version"] == "2.1.0"
        assert json.loads((tmp_path / "b.json").read_text())["files"] == 15

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (
                ["check", "--only", "not-agess"],
                "There is no rule 'not-agess'. Did you mean not-ages",
            ),
            (["check", "--skip", "zzzzzz"], "There is no rule 'zzzzzz'. See all: peerfind explain"),
            (["check", "--also", "sarif"], "--also takes a form and a file"),
            (["check", "--also", "pdf=x"], "--also takes a form and a file"),
            (["check", "-o", "xml"], "--output takes text, plain, json, github, sarif or markdown"),
            (["check", "--today", "soon"], "--today: "),
            (["explain", "tabb"], "There is no rule 'tabb'. Did you mean tab"),
        ],
    )
    def test_say_what_is_wrong_with_what_was_typed(
        self, peerfind: Callable[..., Ran], arguments: list[str], told: str
    ) -> None:
        ran = peerfind(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"peerfind: {told}")

    def test_take_rules_with_commas(self, peerfind: Callable[..., Ran]) -> None:
        assert peerfind("check", "--skip", "tab,Not Ages").code == 0

    def test_judge_dates_by_the_day_that_is_given(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        write_directory(tmp_path / "directory", {"one": {"checked": {"on": "2026-05-02"}}})
        assert peerfind("check", "--today", "2026-05-02").code == 0
        ran = peerfind("check", "--today", "2026-05-01", "directory/groups/example/one.yaml")
        assert (ran.code, "future-date" in ran.out) == (1, True)

    def test_speak_on_lines_to_a_screen_reader(
        self, peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ACCESSIBLE", "1")
        assert peerfind("check").out.startswith("groups/example/one.yaml:11:7: error: ")

    def test_explain_a_rule(self, peerfind: Callable[..., Ran]) -> None:
        assert (
            peerfind("explain", "future-date").out
            == """\
future-date (error, since 0.1)
A check, a consent or a page has a date that has not come yet.
Why: The entry looks fresher than it is, and stays so for long.
What to do: Write the day on which it was. Often the year is wrong, or day and month are swapped.
Not so:
  checked: {on: 2027-10-02, how: phone}
But so:
  checked: {on: 2026-10-02, how: phone}
"""
        )
        document = json.loads(peerfind("explain", "tab", "-o", "json").out)
        assert [one["id"] for one in document["rules"]] == ["tab"]


class TestAFile:
    def test_keeps_its_rights_and_is_written_through_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("old")
        (tmp_path / "real").chmod(0o640)
        (tmp_path / "link").symlink_to("real")
        write_whole(tmp_path / "link", ["ne", "w\n"])
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() == "new\n"
        assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640
        assert {path.name for path in tmp_path.iterdir()} == {"real", "link"}

    def test_stays_as_it_was_where_writing_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        (tmp_path / "a").write_text("old")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            write_whole(tmp_path / "a", ["new"])
        assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_no_rule_fires_on_the_shipped_directory_without_being_right() -> None:
    """Each was read over: the sources of these entries do not say what is missing."""
    found = checked([], str(shipped_directory()), today=TODAY).problems
    warnings = [(problem.file, problem.rule) for problem in found if problem.level != "hint"]
    assert warnings == [
        ("groups/north-yorkshire/wellbeing-hub-and-cafe-skipton.yaml", "meetings-over")
    ]
    hints = {problem.rule for problem in found} - {"meetings-over"}
    assert hints == {"no-first-date", "no-week-of-month", "no-place", "website-without-https"}
