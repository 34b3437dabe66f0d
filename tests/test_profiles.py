"""A team's profiles: what is kept, what it adds, what beats it, and that no caller is in one."""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, ROOT, Ran, example_directory

from peerfind.asking.criteria import CRITERIA
from peerfind.asking.profiles import KEYS, OF_A_CALLER, Profile, lines_of, profile, with_profile
from peerfind.asking.query import Typed, understood
from peerfind.directory.folder import load
from peerfind.directory.scan import scan
from peerfind.directory.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 11, 25, tzinfo=ZoneInfo("Europe/London"))
KEPT = """\
format: [in-person]
leader: [peer]
require: [format]
avoid: [leader=nurse]
include: [closed]
weights:
  near: 4
  freshness: 0.5
sort: name
limit: 3
"""
FLAGS = (
    "--format", "face to face,in-person", "--leader", "peer", "--require", "format", "--avoid",
    "leader=nurse", "--include", "closed", "--weight", "near=4,freshness=0.5", "--sort", "name",
    "--limit", "3",
)  # fmt: skip


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return example_directory(tmp_path / "directory")


def kept(directory: Path, text: str = KEPT, name: str = "team") -> Path:
    """The file of a profile, written."""
    path = directory / "profiles" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def query_of(ran: Ran) -> dict[str, object]:
    """The question that an answer as data is to."""
    assert ran.code == 0
    found: dict[str, object] = json.loads(ran.out)["query"]
    return found


# Kept


@pytest.mark.parametrize("command", ["match", "next"])
def test_flags_are_kept_as_terms_and_the_answer_is_given_too(
    peerfind: Callable[..., Ran], directory: Path, command: str
) -> None:
    flags = [one for one in FLAGS if command == "match" or one not in ("--sort", "name")]
    asked = (command, *(one.replace("face to face,", "") for one in flags), "--today", DAY)
    answer = peerfind(*asked)
    ran = peerfind(*asked, "--save", "team")
    path = directory / "profiles" / "team.yaml"
    assert ran == Ran(0, answer.out, f"{path}: kept. Use it with --use team\n")
    expected = KEPT if command == "match" else KEPT.replace("sort: name\n", "")
    assert path.read_text() == expected
    assert sorted(one.name for one in path.parent.iterdir()) == ["team.yaml"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(["lost my husband"], id="words"),
        *(
            pytest.param([f"--{name}", value], id=name)
            for name, value in {
                "near": "LS21", "age": "40", "for": "women", "day": "tuesday", "time": "evening",
            }.items()
        ),
        pytest.param(["--near", "LS21", "--within", "5"], id="within"),
    ],
)  # fmt: skip
def test_what_one_caller_says_is_never_kept(
    peerfind: Callable[..., Ran], directory: Path, said: list[str]
) -> None:
    ran = peerfind("match", *said, "--format", "video", "--save", "team")
    assert (ran.code, ran.out) == (2, "")
    assert "never what one caller said: leave out " in ran.err
    assert (said[0] if said[0].startswith("--") else "the words") in ran.err
    assert not (directory / "profiles").exists()


def test_a_place_of_the_settings_is_not_kept_either(
    peerfind: Callable[..., Ran], directory: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings" / "peerfind" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("near: Otley\nweights:\n  format: 9\n")
    ran = peerfind("match", "--format", "video", "--save", "team")
    assert (ran.code, "Otley" in ran.out) == (0, True)
    assert (directory / "profiles" / "team.yaml").read_text() == "format: [video]\n"


def test_a_profile_that_is_there_is_only_replaced_when_told(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    path = kept(directory)
    path.chmod(0o640)
    ran = peerfind("match", "--format", "video", "--save", "team")
    assert (ran.code, ran.out, path.read_text()) == (2, "", KEPT)
    assert ran.err.endswith("is there already, and stays as it is. To replace it: --replace\n")
    assert peerfind("match", "--format", "video", "--save", "team", "--replace").code == 0
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("format: [video]\n", 0o640)


@pytest.mark.parametrize("name", ["../x", "a b", "", "Night", "a.yaml", "/x"])
def test_a_name_is_one_of_a_file_in_the_folder(
    peerfind: Callable[..., Ran], directory: Path, name: str
) -> None:
    for flag in ("--save", "--use"):
        ran = peerfind("match", "--format", "video", flag, name)
        assert (ran.code, ran.out) == (2, "")
        assert "small letters, figures and hyphens, such as " in ran.err
    assert not (directory / "profiles").exists()


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--save", "team"], "--save has nothing to keep"),
        (["--format", "video", "--replace"], "--replace needs --save"),
        (["--format", "video", "--sort", "x", "--save", "team"], "--sort takes"),
    ],
)
def test_what_cannot_be_kept_is_told(
    peerfind: Callable[..., Ran], directory: Path, flags: list[str], told: str
) -> None:
    ran = peerfind("match", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not (directory / "profiles").exists()


@pytest.mark.skipif(os.name == "nt", reason="a file in the place of a folder")
def test_a_folder_that_cannot_be_made_is_told(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    (directory / "profiles").write_text("")
    ran = peerfind("match", "--format", "video", "--save", "team")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


# Used


def test_a_profile_asks_again_what_was_kept_and_says_so(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    kept(directory)
    by_flags = query_of(peerfind("match", "--focus", "grief", *FLAGS, "-o", "json"))
    used = query_of(peerfind("match", "--focus", "grief", "--use", "team", "-o", "json"))
    left = {"notes", "corrections"}
    rest = (
        "--avoid leader=nurse --weight near=4,freshness=0.5 --include closed --sort name --limit 3"
    )
    assert {k: v for k, v in used.items() if k not in left} == {
        **{k: v for k, v in by_flags.items() if k not in left},
        "format": ["in-person"],
    }
    assert used["notes"] == [
        f"from the profile team: --format in-person --leader peer --require format {rest}"
    ]
    for command in ("match", "next"):
        assert "\nFrom the profile team: --format" in peerfind(command, "--use", "team").out


def test_flags_beat_a_profile(peerfind: Callable[..., Ran], directory: Path) -> None:
    kept(directory)
    flags = ("--format", "video", "--weight", "near=2", "--sort", "fit", "--limit", "10")
    query = query_of(peerfind("match", "--use", "team", *flags, "-o", "json"))
    assert (query["format"], query["leader"]) == (["video"], ["peer"])
    assert query["weight"] == {"near": 2.0, "freshness": 0.5}
    assert (query["sort"], query["limit"]) == ("fit", 10)
    (note,) = query["notes"]  # type: ignore[misc]
    assert not [one for one in ("--format", "near=", "--sort", "--limit") if one in note]


def test_a_must_counts_for_what_is_asked(peerfind: Callable[..., Ran], directory: Path) -> None:
    kept(directory, "require: [access, words]\n")
    assert "require" not in query_of(peerfind("match", "--use", "team", "-o", "json"))
    asked = ("match", "--access", "step-free", "--use", "team", "-o", "json")
    assert query_of(peerfind(*asked))["require"] == ["access"]


@settings(max_examples=some(25))
@given(
    st.lists(st.sampled_from(["in-person", "video", "phone"]), min_size=1, unique=True),
    st.dictionaries(st.sampled_from(["near", "cost", "words"]), st.integers(0, 1000)),
    st.integers(0, 50),
)
def test_what_is_kept_is_what_is_used(
    formats: list[str], weights: dict[str, int], limit: int
) -> None:
    words = {"format": [{"id": one, "label": one, "offers": []} for one in formats]}
    typed = Typed(
        asks={"format": formats}, weight=[f"{a}={b}" for a, b in weights.items()], limit=limit
    )
    query = understood(typed, Vocabulary(words), NOW)
    keys = {
        "format": formats,
        **({"weights": {a: float(b) for a, b in weights.items()}} if weights else {}),
        **({"limit": limit} if limit != 10 else {}),
    }
    written = "".join(f"{line}\n" for line in lines_of(typed, query))
    used = with_profile(Typed(), Profile("team", keys), frozenset())
    assert understood(used, Vocabulary(words), NOW)._replace(notes=()) == query
    assert all(f"{key}:" in written for key in keys)


@pytest.mark.parametrize(
    ("name", "told"), [("taem", "Did you mean team?"), ("xyzzy", "There is: team.")]
)
def test_a_profile_that_there_is_not_is_told_with_the_nearest(
    peerfind: Callable[..., Ran], directory: Path, name: str, told: str
) -> None:
    kept(directory)
    ran = peerfind("match", "--use", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"peerfind: There is no profile '{name}' in {directory}. {told}\n"


def test_a_profile_with_errors_is_not_used(peerfind: Callable[..., Ran], directory: Path) -> None:
    path = kept(directory, "format: [in-person]\nnear: LS6\n")
    ran = peerfind("match", "--use", "team")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"peerfind: {path}:2:1: near is what one caller says")


def test_a_built_file_has_none_and_says_so(peerfind: Callable[..., Ran], directory: Path) -> None:
    kept(directory)
    assert peerfind("build", "--output", "built").code == 0
    for flag in ("--use", "--save"):
        ran = peerfind("match", "--format", "video", flag, "team", "--directory", "built")
        assert (ran.code, ran.out) == (2, "")
        assert "A built file has no profiles." in ran.err


# Checked, and in nobody's way


def test_check_reads_profiles_whole_and_alone(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    path = kept(directory, "limit: many\n")
    for asked in (["check"], ["check", str(path)], ["check", str(path.parent)]):
        ran = peerfind(*asked, "-o", "json")
        told = [
            one for one in json.loads(ran.out)["problems"] if one["file"] == "profiles/team.yaml"
        ]
        assert [(one["line"], one["column"], one["rule"]) for one in told] == [
            (1, 8, "profile-value")
        ]
        assert ran.code == 1
    other = str(directory / "groups")
    assert "profiles/" not in peerfind("check", other).out


def test_the_folder_changes_no_index(directory: Path) -> None:
    before = scan(directory), load(directory)
    kept(directory, "near: [\n")
    (directory / "profiles" / "odd.txt").write_text("x")
    (directory / "profiles" / "folder.yaml").mkdir()
    assert (scan(directory), load(directory)) == before


def test_each_ask_is_either_a_teams_or_a_callers() -> None:
    assert {*CRITERIA} <= {*KEYS, *OF_A_CALLER}
    assert not {*KEYS} & {*OF_A_CALLER}


def test_the_example_on_the_page_is_fine(directory: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    kept(directory, page.partition("```yaml\n")[2].partition("```")[0])
    shipped = load(ROOT / "directory").common.terms
    found = profile(directory, "team", Vocabulary(shipped))
    assert (found.problems, found.keys["limit"]) == ((), 5)


# One file


WRONG = [
    pytest.param("format: [in-persn]", "unknown-term", 1, 10, id="a term"),
    pytest.param("fromat: [video]", "unknown-key", 1, 1, id="a key"),
    pytest.param("avoid: [leader]", "profile-value", 1, 9, id="no term to avoid"),
    pytest.param("avoid: [age=40]", "profile-value", 1, 9, id="an ask of a caller"),
    pytest.param("avoid: [leader=nurs]", "unknown-term", 1, 9, id="a term to avoid"),
    pytest.param("require: [all]", "profile-value", 1, 11, id="all that is asked"),
    pytest.param("include: [everything]", "profile-value", 1, 11, id="groups to include"),
    pytest.param("sort: [near]", "not-text", 1, 7, id="several orders"),
    pytest.param("sort: neer", "profile-value", 1, 7, id="an order"),
    pytest.param("limit: -1", "profile-value", 1, 8, id="fewer than none"),
    pytest.param("limit: 99999", "profile-value", 1, 8, id="more than there are"),
    pytest.param("weights: [near=3]", "not-keys", 1, 10, id="weights in a list"),
    pytest.param("weights:\n  near: 1001", "profile-value", 2, 9, id="a weight"),
    pytest.param("- format: video", "not-keys", 1, 1, id="a list"),
    pytest.param("words: widow", "caller-in-profile", 1, 1, id="words"),
    pytest.param("limit: 5\nlimit: 6", "repeated-key", 2, 1, id="a key twice"),
]


@pytest.mark.parametrize(("text", "rule", "line", "column"), WRONG)
def test_each_mistake_is_found_where_it_is(
    directory: Path, text: str, rule: str, line: int, column: int
) -> None:
    kept(directory, f"{text}\n")
    vocabulary = Vocabulary(load(directory).common.terms)
    (problem,) = profile(directory, "team", vocabulary).problems
    assert (problem.rule, problem.line, problem.column) == (rule, line, column)
    assert (problem.file, problem.is_error) == ("profiles/team.yaml", True)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "note: For later.\n"])
def test_a_profile_may_ask_nothing_yet(
    peerfind: Callable[..., Ran], directory: Path, text: str
) -> None:
    kept(directory, text)
    ran = peerfind("match", "--use", "team", "--today", DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "From the profile team: nothing that was not said." in ran.out


@pytest.mark.skipif(os.name == "nt", reason="a link needs leave there")
def test_a_profile_that_is_a_link_stays_one(
    peerfind: Callable[..., Ran], directory: Path, tmp_path: Path
) -> None:
    (directory / "profiles").mkdir()
    target = tmp_path / "shared.yaml"
    target.write_text(KEPT)
    (directory / "profiles" / "team.yaml").symlink_to(target)
    assert peerfind("match", "--format", "video", "--save", "team", "--replace").code == 0
    assert (directory / "profiles" / "team.yaml").is_symlink()
    assert target.read_text() == "format: [video]\n"


def test_a_disk_that_is_full_leaves_the_old_profile(
    peerfind: Callable[..., Ran], directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(directory)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for name in ("team", "other"):
        ran = peerfind("match", "--format", "video", "--save", name, "--replace")
        assert (ran.code, ran.out) == (2, "")
        assert f"profiles/{name}.yaml cannot be written: No space left on device." in ran.err
    assert path.read_text() == KEPT
    assert [one.name for one in path.parent.iterdir()] == ["team.yaml"]


def test_what_is_kept_passes_check_and_is_kept_the_same_again(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    assert peerfind("match", *FLAGS, "--save", "team").code == 0
    path = directory / "profiles" / "team.yaml"
    assert "profiles/" not in peerfind("check", str(path)).out
    assert peerfind("match", *FLAGS, "--save", "again").code == 0
    assert path.read_text() == path.with_name("again.yaml").read_text()


def test_a_profile_may_be_kept_while_another_is_used(
    peerfind: Callable[..., Ran], directory: Path
) -> None:
    kept(directory)
    ran = peerfind("match", "--cost", "free", "--use", "team", "--save", "cheap", "-o", "json")
    assert query_of(ran)["leader"] == ["peer"]
    assert (directory / "profiles" / "cheap.yaml").read_text() == "cost: [free]\n"
