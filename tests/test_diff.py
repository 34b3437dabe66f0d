"""What readers will see change: between folders, between revisions of git, and what to look at twice."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from conftest import GROUP, write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import Ran, in_process

from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import Common, Directory, load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.changes import Difference, difference
from peerfind.keeping.revisions import laid_out
from peerfind.wording.changes import report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Peerfind = Callable[..., Ran]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
NETWORK = {"name": "Example Network"}


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Peerfind:
    """Runs a command line beside the directories `before` and `after`."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return in_process(monkeypatch, capsys, tmp_path)


@pytest.fixture
def lines(tmp_path: Path, peerfind: Peerfind) -> Callable[..., list[str]]:
    """What plain lines say of one group that changed, without the counts."""

    def said(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
        write_directory(tmp_path / "before", {"one": before})
        write_directory(tmp_path / "after", {"one": after})
        ran = peerfind("diff", "before", "after", "-o", "plain")
        assert (ran.code, ran.err) == (0, "")
        return [line.strip() for line in ran.out.splitlines() if line.startswith(("- ", "  "))]

    return said


def flags(found: Difference) -> set[str]:
    return {flag for one in found.changed for change in one.changes for flag in change.flags}


class TestASentence:
    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            pytest.param(
                {"meets": [{"days": "tuesday", "start": "19:30"}]},
                {"meets": [{"days": "wednesday", "start": "19:30"}]},
                ["- When: Tuesdays, 7.30pm -> Wednesdays, 7.30pm."],
                id="meets",
            ),
            pytest.param({}, {"access": ["step-free", "accessible-toilet"]}, None, id="access"),
            pytest.param({}, {"cost": None}, ["- Cost: removed free."], id="cost"),
            pytest.param({}, {"leader": ["nurse"]}, None, id="leader"),
            pytest.param(
                {"joining": None}, {"joining": ["drop-in", "book"]},
                ["- Joining: added just turn up, book first."], id="joining",
            ),
            pytest.param({}, {"status": "full"}, ["- Status: open -> full."], id="status"),
            pytest.param(
                {"welcomes": None}, {"welcomes": ["south-asian"]},
                ["- Specially for: added South Asian people."], id="welcomes",
            ),
        ],
    )  # fmt: skip
    def test_says_what_was_and_what_is(
        self,
        lines: Callable[..., list[str]],
        before: dict[str, Any],
        after: dict[str, Any],
        said: list[str] | None,
    ) -> None:
        found = lines(before, after)
        assert len(found) == 1
        assert said is None or found == said

    def test_tells_what_came_and_what_went_of_a_list(self, lines: Callable[..., list[str]]) -> None:
        before = {"access": ["step-free", "hearing-loop"]}
        after = {"access": ["hearing-loop", "accessible-toilet"]}
        assert lines(before, after) == ["- Access: added accessible toilet; removed step free."]

    def test_has_a_look_under_what_deserves_it(self, lines: Callable[..., list[str]]) -> None:
        after = {"contact": {"phone": "0113 496 0001", "website": "https://example.org/circle"}}
        assert lines({}, after) == [
            "- Phone: 0113 496 0123 -> 0113 496 0001.",
            "Look twice: A number that was not here before: ring it.",
        ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({}, {"contact": {"phone": "0113 496 0001"}}, {"new-number"}, id="phone"),
        pytest.param(
            {}, {"contact": {**GROUP["contact"], "website": "https://example.org/x"}}, {"new-website"},
            id="website",
        ),
        pytest.param(
            {}, {"contact": {**GROUP["contact"], "email": "a@example.org"}}, {"new-mailbox"}, id="email"
        ),
        pytest.param({}, {"venue": {"town": "Truro"}}, {"moved-far"}, id="moved far"),
        pytest.param({}, {"venue": {"town": "Qqqqq"}}, {"moved-somewhere"}, id="moved somewhere"),
        pytest.param(
            {}, {"venue": {**GROUP["venue"], "name": "Other Hall"}}, set(), id="moved next door"
        ),
        pytest.param(
            {"venue": {"town": "Leeds", "private": "yes"}}, {"venue": {"town": "Leeds"}},
            {"place-revealed"}, id="private no more",
        ),
        pytest.param({}, {"ages": "18-30"}, {"narrowed"}, id="older out"),
        pytest.param({}, {"ages": "16+"}, set(), id="younger in"),
        pytest.param({"ages": None}, {"ages": "all"}, set(), id="all ages stated"),
        pytest.param({}, {"only_for": ["women"]}, {"narrowed"}, id="only for"),
        pytest.param(
            {"only_for": ["women"]}, {"only_for": ["women", "carers"]}, set(), id="others too"
        ),
        pytest.param({}, {"covers": ["UK"]}, set(), id="covers all"),
        pytest.param({"covers": ["UK"]}, {"covers": ["Wales"]}, {"narrowed"}, id="covers less"),
        pytest.param({}, {"status": "closed"}, {"now-closed"}, id="closed"),
        pytest.param({}, {"status": "paused"}, {"now-paused"}, id="paused"),
        pytest.param(
            {}, {"checked": {"on": "2026-10-02", "how": "phone"}}, {"check-claimed"}, id="checked"
        ),
        pytest.param(
            {}, {"contact": {**GROUP["contact"], "consent": "2026-05-02"}}, {"consent-claimed"},
            id="consent",
        ),
        pytest.param({}, {"cost": "£2"}, set(), id="cost"),
    ],
)  # fmt: skip
def test_what_deserves_a_second_look(
    tmp_path: Path, before: dict[str, Any], after: dict[str, Any], expected: set[str]
) -> None:
    base = load(write_directory(tmp_path / "before", {"one": before}))
    head = load(write_directory(tmp_path / "after", {"one": after}))
    found = difference(base, head)
    assert len(found.changed) == 1
    assert flags(found) == expected


class TestEntries:
    def test_come_go_and_take_another_id(self, tmp_path: Path, peerfind: Peerfind) -> None:
        write_directory(tmp_path / "before", {"one": {}, "two": {}, "three": {}})
        write_directory(
            tmp_path / "after", {"uno": {"former_ids": ["one"]}, "three": {}, "four": NETWORK}
        )
        found = json.loads(peerfind("diff", "before", "after", "-o", "json").out)
        assert [(one["id"], one["note"]) for one in found["changed"]] == [("uno", "its id was one")]
        assert [one["id"] for one in found["added"]] == ["four"]
        assert [one["id"] for one in found["removed"]] == ["two"]
        assert "never deleted" in found["removed"][0]["look_twice"][0]

    def test_of_crisis_contacts_are_always_looked_at_twice(
        self, tmp_path: Path, peerfind: Peerfind
    ) -> None:
        line = {"id": "line", "name": "Example Line", "phone": "0113 496 0111"}
        write_directory(tmp_path / "before", crisis=[line])
        write_directory(tmp_path / "after", crisis=[{**line, "phone": "0113 496 0112"}])
        said = peerfind("diff", "before", "after").out
        assert said.startswith("0 changed, 0 added, 0 removed, 1 crisis contact.\n")
        assert "- Phone: 0113 496 0111 -> 0113 496 0112.\n  Look twice: People ring this" in said

    def test_of_the_vocabulary_and_files_that_cannot_be_read_are_told(
        self, tmp_path: Path, peerfind: Peerfind
    ) -> None:
        write_directory(tmp_path / "before", {"one": {}})
        words = {"access": [{"id": "step-free", "label": "no steps"}]}
        write_directory(tmp_path / "after", {"one": {}, "bad": "a: ["}, vocabulary=words)
        said = peerfind("diff", "before", "after").out
        assert "Also changed: vocabulary/access.yaml.\n" in said
        assert "1 file could not be read: see peerfind check.\n" in said

    def test_that_did_not_change_say_so(self, tmp_path: Path, peerfind: Peerfind) -> None:
        write_directory(tmp_path / "before", {"one": {}})
        for form in ("table", "plain"):
            ran = peerfind("diff", "before", "before", "-o", form)
            assert (ran.code, ran.out) == (0, "Nothing that readers see has changed.\n")


@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_what_a_file_says_is_never_obeyed(form: str, tmp_path: Path, peerfind: Peerfind) -> None:
    write_directory(tmp_path / "before", {"one": {}})
    evil = "<img src=x>\u202e\x1b[1m[x](https://example.org) @everyone"
    write_directory(tmp_path / "after", {"one": {"name": evil, "summary": evil}})
    said = peerfind("diff", "before", "after", "-o", form).out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert form != "markdown" or ("\\<img" in said and "[x](" not in said)


def test_the_table_keeps_within_the_terminal(tmp_path: Path, peerfind: Peerfind) -> None:
    write_directory(tmp_path / "before", {"one": {}})
    write_directory(tmp_path / "after", {"one": {"summary": "Many words. " * 20, "ages": "18-30"}})
    said = peerfind("diff", "before", "after", "-o", "table").out
    assert max(map(len, said.splitlines())) <= 80
    assert "\u2192" in said


def test_every_key_of_a_group_has_words(tmp_path: Path) -> None:
    before, after = (load(write_directory(tmp_path / name, {"one": {}})) for name in "ab")
    whole = load(shipped_directory())
    stated = {key: record[key] for record in whole.records for key in record if key in FIELDS}
    for key, value in stated.items():
        head = Directory(after.common, [{"id": "one", "name": "One", key: value}], (), ())
        base = Directory(before.common, [{"id": "one", "name": "Won"}], (), ())
        (entry,) = report(difference(base, head), Vocabulary(whole.common.terms)).groups
        assert all(line.said() and line.label for line in entry.lines)


def as_directory(records: dict[str, dict[str, str]]) -> Directory:
    common = Common({}, {}, [], [], (), ())
    return Directory(common, [{"id": name, **facts} for name, facts in records.items()], (), ())


RECORDS = st.dictionaries(
    st.sampled_from("abcd"),
    st.fixed_dictionaries(
        {"name": st.sampled_from(["One", "Two"]), "cost": st.sampled_from(["free", "£2"])}
    ),
)


@given(RECORDS, RECORDS)
def test_a_difference_holds_all_that_differs_and_turns_round(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    found = difference(as_directory(before), as_directory(after))
    back = difference(as_directory(after), as_directory(before))
    assert (found == difference(as_directory(before), as_directory(before))) == (before == after)
    assert (found.added, found.removed) == (back.removed, back.added)
    assert {one.after["id"] for one in found.changed} == {
        name for name in before.keys() & after.keys() if before[name] != after[name]
    }
    turned = {
        (one.after["id"], c.key, c.after, c.before) for one in back.changed for c in one.changes
    }
    assert turned == {
        (one.after["id"], c.key, c.before, c.after) for one in found.changed for c in one.changes
    }


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, peerfind: Peerfind) -> Path:
    """A repository with two commits, and another change in its working tree."""
    assert peerfind
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / ".gitattributes").write_text("*.yaml export-ignore eol=crlf\n")
    for step, cost in enumerate(["free", "£1", "£2"]):
        write_directory(folder / "directory", {"one": {"cost": cost}, "gone": {}})
        if step < 2:
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--message", f"Step {step}")
            git(folder, "tag", f"step{step}")
    return folder


@needs_git
class TestRevisions:
    @pytest.fixture(autouse=True)
    def _there(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository)

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (["step0"], "free -> £2"),
            (["HEAD"], "£1 -> £2"),
            (["step0", "step1"], "free -> £1"),
            (["HEAD~1", "main"], "free -> £1"),
            (["step0", "directory"], "free -> £2"),
            (["directory", "step0"], "£2 -> free"),
        ],
    )
    def test_are_compared(self, peerfind: Peerfind, asked: list[str], said: str) -> None:
        ran = peerfind("diff", *asked)
        assert (ran.code, ran.err) == (0, "")
        assert f"- Cost: {said}." in ran.out
        assert ran.out.startswith("1 changed, 0 added, 0 removed.\n")

    def test_leave_the_working_tree_and_the_index_alone(
        self, peerfind: Peerfind, repository: Path
    ) -> None:
        (repository / "directory" / "groups" / "example" / "new.yaml").write_text("name: New\n")
        before = git(repository, "status", "--porcelain=v2"), git(repository, "stash", "list")
        content = {path: path.read_bytes() for path in repository.rglob("*.yaml")}
        assert peerfind("diff", "step0", "step1").code == 0
        assert (
            git(repository, "status", "--porcelain=v2"),
            git(repository, "stash", "list"),
        ) == before
        assert {path: path.read_bytes() for path in repository.rglob("*.yaml")} == content

    def test_are_laid_out_byte_for_byte(self, repository: Path, tmp_path: Path) -> None:
        folder = laid_out(repository / "directory", "step1", tmp_path / "out")
        for path in (repository / "directory").rglob("*.yaml"):
            name = path.relative_to(repository).as_posix()
            stored = subprocess.run(
                ["git", "-C", str(repository), "show", f"step1:{name}"],
                check=True,
                capture_output=True,
            ).stdout
            assert (folder / path.relative_to(repository / "directory")).read_bytes() == stored

    def test_hold_in_a_hook_too(
        self, peerfind: Peerfind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        assert "free -> £1" in peerfind("diff", "step0", "step1").out

    def test_may_be_those_of_another_directory(
        self, peerfind: Peerfind, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ran = peerfind("diff", "step0", "--directory", str(repository / "directory"))
        assert "free -> £2" in ran.out

    @pytest.mark.parametrize("revision", ["nowhere", "--help-me", "", "HEAD~99", "main:directory"])
    def test_that_git_does_not_know_are_wrong_use(self, peerfind: Peerfind, revision: str) -> None:
        ran = peerfind("diff", "--", revision)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("peerfind: git knows no revision")
        assert ran.err.count("\n") == 1

    def test_without_a_directory_are_none(self, peerfind: Peerfind, repository: Path) -> None:
        git(repository, "checkout", "--quiet", "--orphan", "bare")
        git(repository, "rm", "-r", "--quiet", "--force", "--cached", ".")
        git(repository, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
        ran = peerfind("diff", "bare")
        assert (ran.code, ran.out) == (3, "")
        assert ran.err == "peerfind: At bare there is no directory in directory/.\n"

    def test_need_git(self, peerfind: Peerfind, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        ran = peerfind("diff", "step0")
        assert (ran.code, ran.out) == (2, "")
        assert "git is not installed here" in ran.err

    def test_need_a_repository(
        self, peerfind: Peerfind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        write_directory(tmp_path / "alone", {"one": {}})
        ran = peerfind("diff", "HEAD", "--directory", "alone")
        assert (ran.code, ran.out) == (2, "")
        assert "lies in no git repository" in ran.err
