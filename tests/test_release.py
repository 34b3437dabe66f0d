"""The way of a version to PyPI: what is compared before, and that nobody but the last job may publish."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workflows import Runner, loaded, script

import peerfind

ROOT = Path(__file__).parent.parent
RELEASE = ROOT / ".github/workflows/release.yml"
JOBS = loaded(RELEASE)["jobs"]
BUILDS = ROOT / ".ci/release.txt"
COMPARE, SEE = "Compare the tag with the version", "See that it is what it should be"
GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
on_linux = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("bash", "git", "sha256sum"))),
    reason="the workflow runs on Linux",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Runner:
    """A checkout of a version 1.2.3 that is in main and told in the changelog."""
    runner = Runner(tmp_path, {}, {})
    (runner.work / "peerfind").mkdir()
    (runner.work / "peerfind/__init__.py").write_text('x = 1\n__version__ = "1.2.3"\n')
    (runner.work / "CHANGELOG.md").write_text("## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n")
    git(runner, "init", "--quiet", "--initial-branch", "main")
    git(runner, "add", ".")
    git(runner, "commit", "--quiet", "--message", "A version")
    git(runner, "update-ref", "refs/remotes/origin/main", "HEAD")
    return runner


def git(runner: Runner, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=runner.work, check=True)


def compared(runner: Runner, tag: str = "v1.2.3") -> tuple[int, str]:
    done = runner.run(script(RELEASE, COMPARE), TAG=tag)
    return done.code, done.log


@on_linux
def test_a_tag_that_is_the_version_goes_on(checkout: Runner) -> None:
    assert compared(checkout) == (0, "")


@on_linux
@pytest.mark.parametrize("tag", ["v1.2.4", "v1.2", "1.2.3", "v1.2.30", "vx", "v$(id)", ""])
def test_any_other_tag_does_not(checkout: Runner, tag: str) -> None:
    told = f"The tag is {tag}, the program says 1.2.3.\n"
    assert compared(checkout, tag) == (1, told)


@on_linux
def test_a_version_that_the_changelog_does_not_know_does_not(checkout: Runner) -> None:
    (checkout.work / "CHANGELOG.md").write_text("## [Unreleased]\n\n## [1x2.3] - 2026-12-01\n")
    assert compared(checkout) == (1, "CHANGELOG.md has no part about 1.2.3.\n")


@on_linux
def test_a_tag_on_a_branch_that_was_never_merged_does_not(checkout: Runner) -> None:
    git(checkout, "commit", "--quiet", "--allow-empty", "--message", "Unread")
    assert compared(checkout) == (1, "v1.2.3 is not in main.\n")


@on_linux
def test_our_own_version_is_read_as_the_program_says_it(checkout: Runner) -> None:
    own = (ROOT / "peerfind/__init__.py").read_text(encoding="utf-8")
    (checkout.work / "peerfind/__init__.py").write_text(own, encoding="utf-8")
    version = peerfind.__version__
    (checkout.work / "CHANGELOG.md").write_text(f"## [{version}]\n")
    assert compared(checkout, f"v{version}") == (0, "")


@on_linux
@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["peerfind-1.2.3-py3-none-any.whl", "peerfind-1.2.3.tar.gz"], 0),
        (["peerfind-1.2.3-py3-none-any.whl"], 1),
        (["peerfind-1.2.4-py3-none-any.whl", "peerfind-1.2.4.tar.gz"], 1),
        (["more", "peerfind-1.2.3-py3-none-any.whl", "peerfind-1.2.3.tar.gz"], 1),
        ([], 1),
    ],
    ids=["both", "one", "of another version", "more", "none"],
)
def test_what_was_built_is_a_wheel_and_a_source_of_the_version_and_nothing_else(
    checkout: Runner, files: list[str], code: int
) -> None:
    (checkout.work / "dist").mkdir()
    for name in files:
        (checkout.work / "dist" / name).write_bytes(b"x")
    done = checkout.run(script(RELEASE, SEE), TAG="v1.2.3", GITHUB_STEP_SUMMARY="/dev/null")
    assert done.code == code
    sums = re.findall(r"^[0-9a-f]{64}  (.+)$", done.log, flags=re.MULTILINE)
    assert sums == ([] if code else files)


def test_only_a_tag_of_three_numbers_begins_it() -> None:
    assert loaded(RELEASE)["on"] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}


def test_it_is_tested_then_built_then_published() -> None:
    assert list(JOBS) == ["test", "build", "publish"]
    assert [job.get("needs") for job in JOBS.values()] == [None, "test", "build"]
    assert [step["run"] for step in JOBS["test"]["steps"] if "run" in step] == [".ci/run"]


def test_the_job_that_publishes_runs_no_code_of_ours_and_sees_no_checkout() -> None:
    names = [step["uses"].partition("@")[0] for step in JOBS["publish"]["steps"]]
    assert names == ["actions/download-artifact", "pypa/gh-action-pypi-publish"]
    assert [step for step in JOBS["publish"]["steps"] if "run" in step] == []


def test_no_other_job_can_ask_pypi_for_a_key() -> None:
    may = {name: job["permissions"].get("id-token") for name, job in JOBS.items()}
    assert may == {"test": None, "build": None, "publish": "write"}
    assert JOBS["publish"]["environment"]["name"] == "pypi"


def test_there_is_no_password_and_every_file_is_attested() -> None:
    text = RELEASE.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "password:" not in text
    assert JOBS["publish"]["steps"][-1]["with"] == {"attestations": "true"}


def test_what_is_published_is_what_was_built() -> None:
    kept, taken = JOBS["build"]["steps"][-1]["with"], JOBS["publish"]["steps"][0]["with"]
    assert (kept["name"], kept["path"]) == (taken["name"], taken["path"]) == ("dist", "dist")


def test_all_that_builds_is_pinned_by_hashes() -> None:
    lines = [line for line in BUILDS.read_text("utf-8").splitlines() if line[:1] not in {"#", " "}]
    assert [line for line in lines if not re.fullmatch(r"[a-z-]+==[0-9.]+ \\", line)] == []
    assert [line for line in lines if line.startswith("hatchling==")]
    hashes = BUILDS.read_text("utf-8").count("--hash=sha256:")
    assert hashes == 2 * len(lines)  # the wheel and the source of each
    build = next(step["run"] for step in JOBS["build"]["steps"] if step.get("name") == "Build")
    assert "--require-hashes --only-binary :all: --requirement .ci/release.txt" in build


def test_what_is_audited_is_what_people_install_and_what_builds() -> None:
    runs = " ".join(
        step["run"]
        for job in loaded(ROOT / ".github/workflows/audit.yml")["jobs"].values()
        for step in job["steps"]
        if "run" in step
    )
    for extra in ("links", "share", "browse", "xlsx"):
        assert re.search(rf"[\[,]{extra}[,\]]", runs)
    assert "--requirement .ci/release.txt" in runs
    assert runs.count("pip_audit --strict") == 2


def test_the_lowest_versions_are_tried_with_the_oldest_python() -> None:
    job = loaded(ROOT / ".github/workflows/ci.yml")["jobs"]["lowest"]
    oldest = re.search(
        r'requires-python = ">=(3\.\d+)"', (ROOT / "pyproject.toml").read_text("utf-8")
    )
    assert oldest
    assert job["steps"][1]["with"] == {"python-version": oldest[1]}
    assert job["steps"][-1] == {"run": "python tools/lowest.py"}
