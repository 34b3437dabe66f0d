"""The steps of a scaffold's workflows, run in a shell: what they write, and what nobody can make them do."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from running import ROOT, example_directory, in_process
from workflows import Runner, Stepped, script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCAFFOLD = ROOT / "peerfind/data/scaffold/dot-github/workflows"
COMMENT, FORM, CHECK, HOUSEKEEPING = (
    SCAFFOLD / f"{name}.yml"
    for name in ("comment", "form-to-pull-request", "check", "housekeeping")
)
NEEDED = ("bash", "jq", "unzip", "iconv", "git", "base64")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, NEEDED)),
    reason="the workflows run on Linux, with the tools that are there",
)
HEAD = "a" * 40
AUTHOR = "-c user.name=x -c user.email=x@example.org"
BOT = "github-actions[bot]"
MARK = "<!-- peerfind:check -->"
TOLD = "### told\n\n### What readers will see change\n\n**Example**: new\n"
FIXES = """\
--- groups/leeds/example.yaml
+++ groups/leeds/example.yaml
@@ -10,7 +10,7 @@
 venue:
   name: Example Hall
   address: 1 Example Street
-  town: “Leeds”
+  town: "Leeds"
 cost: free
 contact:
   phone: 0113 496 0123
@@ -20,4 +20,3 @@
-a: b
-c: d
+a: "b"
 e: f
"""


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def answers(
    files: Mapping[str, bytes], size: int = 1000, head: str = HEAD, **others: object
) -> dict[str, bytes]:
    listed = {"artifacts": [{"id": 5, "name": "peerfind-report", "size_in_bytes": size}]}
    return {
        "runs/77/artifacts": json.dumps(listed).encode(),
        "artifacts/5/zip": zipped(files),
        "pulls/12/comments --jq": json.dumps(others.get("offered", [])).encode(),
        "issues/12/comments --jq": json.dumps(others.get("comments", [])).encode(),
        "pulls/12 --jq": json.dumps({"head": {"sha": head}}).encode(),
    }


def fetched(folder: Path, files: Mapping[str, bytes], **others: object) -> tuple[Runner, Stepped]:
    """The comment job after its first step."""
    runner = Runner(folder, answers({"number": b"12\n", **files}, **others), {})  # type: ignore[arg-type]
    given = {"REPOSITORY": "o/r", "RUN": "77", "CHECKED": HEAD}
    return runner, runner.run(script(COMMENT, "Fetch the report"), **given)


def written(runner: Runner) -> Stepped:
    return runner.run(script(COMMENT, "Write the comment"), REPOSITORY="o/r", NUMBER="12")


def suggested(runner: Runner) -> list[dict[str, object]]:
    step = script(COMMENT, "Offer the lines that are surely meant")
    done = runner.run(step, REPOSITORY="o/r", NUMBER="12", CHECKED=HEAD)
    assert done.code == 0, done.log
    return [json.loads(line) for line in runner.kept("input").splitlines() if line]


# The comment


def test_the_first_report_makes_a_comment(tmp_path: Path) -> None:
    runner, step = fetched(tmp_path, {"comment.md": "### 1 error — “so”\n".encode()})
    assert (step.code, step.outputs) == (0, {"number": "12"})
    done = written(runner)
    assert done.code == 0, done.log
    assert done.calls[-1][:5] == [
        "api",
        "--silent",
        "--method",
        "POST",
        "repos/o/r/issues/12/comments",
    ]
    assert runner.kept("body") == (
        f"{MARK}\n### 1 error — “so”\n\n\n"
        "When you save again, this note renews itself. Stuck? Answer here in your own words.\n"
    )


def test_a_later_report_renews_the_comment_of_the_robot_and_nobody_elses(tmp_path: Path) -> None:
    others = [
        {"id": 1, "user": {"login": "somebody"}, "body": f"{MARK}\nnot the robot"},
        {"id": 2, "user": {"login": BOT}, "body": "something else"},
        {"id": 3, "user": {"login": BOT}, "body": f"{MARK}\nold"},
        {"id": 4, "user": {"login": BOT}, "body": f"{MARK}\nolder"},
    ]
    runner, _ = fetched(tmp_path, {"comment.md": b"new"}, comments=others)
    done = written(runner)
    assert done.calls[-1][2:5] == ["--method", "PATCH", "repos/o/r/issues/comments/3"]
    assert "new" in runner.kept("body")


@pytest.mark.parametrize(
    "number",
    [
        b"",
        b"12; touch hacked",
        b"12\n13",
        b"0",
        b"1" * 30,
        "１２".encode(),  # noqa: RUF001
        b"\xff\xfe12",
        b"a[$(touch hacked)]",
    ],
)
def test_a_number_that_is_none_ends_it(tmp_path: Path, number: bytes) -> None:
    runner, step = fetched(tmp_path, {"number": number, "comment.md": b"x"})
    assert (step.code, step.outputs) == (0, {})
    assert "names no pull request" in step.log
    assert len(step.calls) == 2  # nobody was asked about such a pull request
    assert not (runner.work / "hacked").exists()


def test_the_number_of_another_pull_request_ends_it(tmp_path: Path) -> None:
    _, step = fetched(tmp_path, {"comment.md": b"x"}, head="b" * 40)
    assert (step.code, step.outputs) == (0, {})
    assert "has other commits now" in step.log


def test_a_report_that_is_too_large_is_not_fetched(tmp_path: Path) -> None:
    _, step = fetched(tmp_path, {"comment.md": b"x"}, size=2_000_000)
    assert (step.code, step.outputs, len(step.calls)) == (0, {}, 1)


def test_a_run_without_a_report_says_nothing(tmp_path: Path) -> None:
    runner = Runner(tmp_path, {"artifacts": b'{"artifacts": []}'}, {})
    given = {"REPOSITORY": "o/r", "RUN": "77", "CHECKED": HEAD}
    step = runner.run(script(COMMENT, "Fetch the report"), **given)
    assert (step.code, step.outputs) == (0, {})


def test_a_small_archive_of_a_huge_text_is_cut(tmp_path: Path) -> None:
    runner, step = fetched(
        tmp_path, {"comment.md": b"@a " * 3_000_000, "fixes.diff": b"\0" * 9_000_000}
    )
    assert step.code == 0, step.log
    written(runner)
    assert 40_000 < len(runner.kept("body")) < 65_536


def test_bytes_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    runner, step = fetched(tmp_path, {"comment.md": b"a\xff\0b \xe2\x80"})
    assert step.code == 0, step.log
    written(runner)
    assert runner.kept("body").startswith(f"{MARK}\nab ")


def test_a_report_calls_nobody_and_leaves_addresses_as_they_are(tmp_path: Path) -> None:
    text = "@all, @@team/x (@me) -@you .@he write to hello@example.org"
    runner, _ = fetched(tmp_path, {"comment.md": text.encode()})
    written(runner)
    assert runner.kept("body").splitlines()[1] == (
        "&#64;all, @&#64;team/x (&#64;me) -&#64;you .&#64;he write to hello@example.org"
    )


def test_no_file_of_a_report_is_unpacked_under_its_own_name(tmp_path: Path) -> None:
    files = {
        "comment.md": b"x",
        "../../bin/gh": b"hacked",
        "/hacked-gh": b"x",
        "report/x": b"x",
    }
    runner, _ = fetched(tmp_path, files)
    assert {path.name for path in runner.work.iterdir()} == {
        "report.zip", "text.md", "fixes.diff", "comment.md",
    }  # fmt: skip
    assert b"hacked" not in (tmp_path / "bin/gh").read_bytes()


@pytest.mark.parametrize("packed", [b"", b"no archive", zipped({})[:10]])
def test_what_is_no_archive_ends_it(tmp_path: Path, packed: bytes) -> None:
    runner = Runner(tmp_path, answers({}) | {"artifacts/5/zip": packed}, {})
    given = {"REPOSITORY": "o/r", "RUN": "77", "CHECKED": HEAD}
    step = runner.run(script(COMMENT, "Fetch the report"), **given)
    assert (step.code, step.outputs) == (0, {})


# Suggestions


def test_lines_that_are_surely_meant_become_suggestions(tmp_path: Path) -> None:
    runner, _ = fetched(tmp_path, {"comment.md": b"x", "fixes.diff": FIXES.encode()})
    one, two = suggested(runner)
    assert one == {
        "path": "directory/groups/leeds/example.yaml",
        "commit_id": HEAD,
        "side": "RIGHT",
        "line": 13,
        "body": 'This is surely meant:\n```suggestion\n  town: "Leeds"\n```',
    }
    assert (two["start_line"], two["line"]) == (20, 21)
    assert two["body"] == 'This is surely meant:\n```suggestion\na: "b"\n```'


def test_no_suggestion_is_made_a_second_time(tmp_path: Path) -> None:
    offered = [
        {
            "user": {"login": BOT},
            "path": "directory/groups/leeds/example.yaml",
            "body": 'This is surely meant:\n```suggestion\n  town: "Leeds"\n```',
        }
    ]
    files = {"comment.md": b"x", "fixes.diff": FIXES.encode()}
    runner, _ = fetched(tmp_path, files, offered=offered)
    assert [one["line"] for one in suggested(runner)] == [21]


def test_a_path_that_is_no_group_gets_no_suggestion(tmp_path: Path) -> None:
    paths = (
        "../.github/x.yaml",
        "groups/../../x.yaml",
        "groups/a b.yaml",
        "crisis.yaml",
        "groups/$(x).yaml",
    )
    diff = "".join(FIXES.replace("groups/leeds/example.yaml", path) for path in paths)
    runner, _ = fetched(tmp_path, {"comment.md": b"x", "fixes.diff": f"{diff}{FIXES}".encode()})
    assert {one["path"] for one in suggested(runner)} == {"directory/groups/leeds/example.yaml"}


@pytest.mark.parametrize(
    "diff",
    [
        "",
        "nonsense\n@@ -x +y @@\n-a\n+b\n",
        "--- groups/a.yaml\n@@ -1 +1 @@\n-a\n--- groups/b.yaml\n@@ -1 +1 @@\n-a\n+b ``` @all\n",
        f"--- groups/c.yaml\n@@ -1 +1 @@\n-a\n+{'x' * 3000}\n",
    ],
    ids=["nothing", "nonsense", "unsure", "long"],
)
def test_what_is_no_sure_line_gets_no_suggestion(tmp_path: Path, diff: str) -> None:
    runner, _ = fetched(tmp_path, {"comment.md": b"x", "fixes.diff": diff.encode()})
    assert suggested(runner) == []


def test_ten_suggestions_are_enough(tmp_path: Path) -> None:
    changes = "".join(f"-a{n}\n+b{n}\n c\n" for n in range(30))
    diff = f"--- groups/a.yaml\n+++ groups/a.yaml\n@@ -1,60 +1,60 @@\n{changes}"
    runner, _ = fetched(tmp_path, {"comment.md": b"x", "fixes.diff": diff.encode()})
    assert [one["line"] for one in suggested(runner)] == [*range(1, 20, 2)]


def test_what_the_program_mends_is_what_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_directory(tmp_path / "repo/directory")
    peerfind = in_process(monkeypatch, capsys, tmp_path / "repo")
    for command in ("init -q --template=", "add -A", f"{AUTHOR} commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    group = folder / "groups/leeds/example-circle.yaml"
    lines = [
        "name: Example Circle",
        "summary: “Talk over tea.”",
        "format: [in-person]",
        "leader: [peer]",
    ]
    group.parent.mkdir(parents=True, exist_ok=True)
    group.write_text("\n".join([*lines, "focus: [grief]", ""]), encoding="utf-8")
    ran = peerfind(
        "check", "--directory", "directory", "--changed-since", "HEAD", "--fix", "--diff"
    )
    runner, _ = fetched(tmp_path, {"comment.md": b"x", "fixes.diff": ran.out.encode()})
    (one,) = suggested(runner)
    assert one["path"] == "directory/groups/leeds/example-circle.yaml"
    assert one["line"] == 2
    assert 'summary: "Talk over tea."\n```' in str(one["body"])


# The form


def proposed(folder: Path, body: str, new: str, **variables: str) -> tuple[Runner, Stepped]:
    """The job of a form after the step that writes the file, with a `peerfind new` of our own."""
    peerfind = f'if [ "$1" = check ]; then echo "### No problems"; exit 0; fi\n{new}\n'
    runner = Runner(folder, {}, {"peerfind": peerfind})
    (runner.work / "directory/groups").mkdir(parents=True)
    (runner.work / "README.md").write_text("x", encoding="utf-8")
    for command in ("init -q --template=", "add -A", f"{AUTHOR} commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=runner.work, check=True)
    step = runner.run(script(FORM, "Write the file"), BODY=body, NUMBER="8", **variables)
    return runner, step


NEW = (
    'mkdir -p directory/groups/leeds; cp "$5" {file}; echo {file}'
    "; case $* in 'new --directory directory --from-form '*) ;; *) exit 2 ;; esac"
)
GOOD = "directory/groups/leeds/example-circle.yaml"
HOSTILE = "### Name\n$(touch hacked) `touch hacked`; ${{ github.token }} '\" \\ @all\r\n-e x\n"


def test_a_form_becomes_a_file_and_that_a_pull_request(tmp_path: Path) -> None:
    runner, step = proposed(tmp_path, HOSTILE, NEW.format(file=GOOD))
    assert (step.code, step.outputs) == (0, {"made": GOOD}), step.log
    assert (runner.work / GOOD).read_bytes() == f"{HOSTILE}\n".encode()
    assert not (runner.work / "hacked").exists()
    given = {"NUMBER": "8", "GH_REPO": "o/r", "BASE": "main", "FILE": GOOD}
    done = runner.run(script(FORM, "Propose it"), **given)
    assert done.code == 0, done.log
    ref, put, pull = done.calls
    assert "ref=refs/heads/form/8" in ref
    assert f"repos/o/r/contents/{GOOD}" in put
    assert base64.b64decode(runner.kept("content")) == f"{HOSTILE}\n".encode()
    assert pull[:8] == [
        "pr", "create", "--head", "form/8", "--base", "main", "--title", "A new group, from #8",
    ]  # fmt: skip
    assert runner.kept("body") == (
        "Made of the form in #8. Read it over: is it what the form says, and is it true?\n\n"
        "Closes #8\n\n### No problems\n"
    )


@pytest.mark.parametrize(
    "new",
    [
        "echo 'peerfind: the form has no name, @all' >&2; exit 2",
        "exit 0",
        NEW.format(file=".github/workflows/x.yaml"),
        NEW.format(file=GOOD) + "; echo x > directory/groups/leeds/other.yaml",
        NEW.format(file=GOOD) + "; echo y > README.md",
        NEW.format(file="'directory/groups/leeds/$(touch hacked).yaml'"),
    ],
)
def test_what_is_not_one_file_of_a_group_makes_no_pull_request(tmp_path: Path, new: str) -> None:
    runner, step = proposed(tmp_path, HOSTILE, new)
    assert (step.code, step.outputs) == (0, {"made": ""}), step.log
    assert not (runner.work / "hacked").exists()
    done = runner.run(script(FORM, "Say that it could not be made"), NUMBER="8", GH_REPO="o/r")
    assert done.code == 0, done.log
    assert [call[:3] for call in done.calls] == [["issue", "comment", "8"]]
    told = runner.kept("body").splitlines()[2:-2]
    assert all(line.startswith("    ") for line in told)


@pytest.mark.parametrize(
    ("sender", "may", "code"),
    [
        ("keeper", "admin", 0),
        ("keeper", "write", 0),
        ("keeper", "read", 1),
        ("../x", "admin", 1),
    ],
)
def test_only_who_may_write_may_ask_for_a_pull_request(
    tmp_path: Path, sender: str, may: str, code: int
) -> None:
    runner = Runner(tmp_path, {"permission": json.dumps({"permission": may}).encode()}, {})
    done = runner.run(script(FORM, "See who asks"), SENDER=sender, GH_REPO="o/r")
    assert done.code == code, done.log


# Check


def checked(folder: Path, code: int) -> tuple[Runner, Stepped]:
    peerfind = (
        f'case "$*" in *--also*) echo "::error::x"; echo "### told" > report/check.md; exit {code} ;;\n'
        "  *--fix*) echo '--- x'; exit 1 ;;\n  diff*) echo '**Example**: new' ;;\nesac\n"
    )
    runner = Runner(folder, {}, {"peerfind": peerfind})
    return runner, runner.run(script(CHECK, "Check"), BASE="b" * 40, NUMBER="12")


@pytest.mark.parametrize("code", [0, 1])
def test_a_check_leaves_a_report_and_ends_as_the_program_did(tmp_path: Path, code: int) -> None:
    runner, step = checked(tmp_path, code)
    assert (step.code, step.log) == (code, "::error::x\n")
    report = runner.work / "report"
    assert (report / "number").read_text(encoding="utf-8") == "12\n"
    assert (report / "fixes.diff").read_text(encoding="utf-8") == "--- x\n"
    assert (report / "comment.md").read_text(encoding="utf-8") == TOLD
    assert (runner.fake / "summary").read_text(encoding="utf-8") == TOLD


@pytest.mark.parametrize("code", [2, 70])
def test_a_check_that_could_not_be_made_leaves_no_comment(tmp_path: Path, code: int) -> None:
    runner, step = checked(tmp_path, code)
    assert step.code == code
    assert not (runner.work / "report/comment.md").exists()


# Housekeeping


def kept_house(folder: Path, issues: object, links: str = "") -> tuple[Runner, Stepped]:
    peerfind = (
        'echo "told by $1"; case "$1" in check|scaffold) exit 1 ;; duplicates) exit 3 ;; esac'
    )
    runner = Runner(folder, {"issue list": json.dumps(issues).encode()}, {"peerfind": peerfind})
    looked = runner.run(script(HOUSEKEEPING, "Look"), LINKS=links)
    assert looked.code == 0, looked.log
    return runner, runner.run(script(HOUSEKEEPING, "Write it into one issue"), GH_REPO="o/r")


def test_housekeeping_starts_an_issue_with_all_that_is_due(tmp_path: Path) -> None:
    runner, done = kept_house(tmp_path, [])
    assert done.code == 0, done.log
    assert [call[:2] for call in done.calls][1:] == [["issue", "list"], ["issue", "create"]]
    assert runner.kept("body") == (
        "This note is renewed each week. Tick off what you did; what is still due comes back.\n"
        "\n## Whom to ring\n\ntold by stale\n"
        "\n## What is wrong\n\ntold by check\n"
        "\n## What may stand twice\n\n~~~~text\ntold by duplicates\n\n~~~~\n"
        "\nThis could not be told: see the log of this run.\n"
        "\n## What peerfind would write otherwise in this repository\n\n"
        "~~~~text\ntold by scaffold\n\n~~~~\n"
    )


def test_housekeeping_renews_the_issue_that_is_there(tmp_path: Path) -> None:
    runner, done = kept_house(tmp_path, [{"number": 31}], links="true")
    assert done.calls[-1][:3] == ["issue", "edit", "31"]
    assert "## Links that do not open\n\n~~~~text\ntold by links\n\n~~~~\n" in runner.kept("body")
