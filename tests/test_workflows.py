"""Every workflow and form, ours and what `scaffold` writes: valid, of few rights, deaf to foreign text."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from our_robots import CHANGES, ours
from workflows import loaded, steps

from peerfind.keeping.scaffold import wanted, words_of

ROOT = Path(__file__).parent.parent
OURS = [*ROOT.glob(".github/workflows/*.yml")]
OUR_FORMS = [*ROOT.glob(".github/ISSUE_TEMPLATE/*.yml")]
SCAFFOLD = ROOT / "peerfind/data/scaffold/dot-github"
THEIRS = [*SCAFFOLD.glob("workflows/*.yml")]
WORKFLOWS = sorted(OURS + THEIRS)
RIGHTS = {
    "check.yml": {"contents": "read"},
    "comment.yml": {"actions": "read", "pull-requests": "write"},
    "form-to-pull-request.yml": {
        "contents": "write",
        "issues": "write",
        "pull-requests": "write",
    },
    "housekeeping.yml": {"contents": "read", "issues": "write"},
}
ALONE = {("release.yml", "publish"): {"id-token": "write"}}
"""What a job may do that may do something else than the others of its file."""
OF_NO_CHANGE = {"audit.yml", "ci.yml", "release.yml"}
"""Those that a scaffold has no like of."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(loaded(path)["jobs"].values())


def validator(name: str) -> jsonschema.protocols.Validator:
    """The check against a schema that comes with check-jsonschema, so that nothing is fetched."""
    schemas = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that `scaffold` writes."""
    folder = tmp_path_factory.mktemp("scaffold")
    for file, data in wanted(words_of(folder)).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def faults(path: Path, name: str) -> list[str]:
    """What a schema finds wrong in a file, whose numbers and truths are read as GitHub reads them."""
    import yaml

    class Loader(yaml.SafeLoader):
        """`on` is a word, as in YAML 1.2."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), [*"tf"])
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
    return [f"{path.name}: {one.message}" for one in validator(name).iter_errors(document)]


def test_every_workflow_of_ours_and_of_a_scaffold_is_known_here() -> None:
    assert {path.name for path in OURS} == OF_NO_CHANGE | {name for _, name in CHANGES}
    assert {path.name for path in THEIRS} == RIGHTS.keys()


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_workflow_is_valid(path: Path) -> None:
    assert faults(path, "github-workflows") == []


def test_the_schema_finds_what_is_wrong_in_a_workflow(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs: {a: {runs-on: x, stepps: []}}\n", encoding="utf-8")
    assert faults(wrong, "github-workflows") != []


def test_every_form_is_valid(written: Path) -> None:
    made = [*(written / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    forms = [path for path in (*made, *OUR_FORMS) if path.name != "config.yml"]
    assert len(made) >= 3
    assert [fault for path in forms for fault in faults(path, "github-issue-forms")] == []
    chooser = written / ".github/ISSUE_TEMPLATE/config.yml"
    assert faults(chooser, "github-issue-config") == []
    assert faults(written / ".github/dependabot.yml", "dependabot") == []
    assert faults(ROOT / ".github/dependabot.yml", "dependabot") == []


def test_no_choice_of_a_form_stands_twice(written: Path) -> None:
    for path in (written / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        for part in loaded(path).get("body", []):
            options = [str(one) for one in part["attributes"].get("options", ["one"])]
            assert len(options) == len({*options}) > 0, path


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_nothing_that_others_wrote_stands_in_a_script(path: Path) -> None:
    # Values reach a script through its environment; a matrix is our own.
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert runs
    assert [run for run in runs if "${{" in run] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_every_action_is_pinned_by_its_whole_hash_and_says_which_version_that_is(
    path: Path,
) -> None:
    uses = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    owner = "(actions|pypa)" if path.name == "release.yml" else "actions"
    pinned = rf"{owner}/[a-z-]+@[0-9a-f]{{40}} # v\d+\.\d+\.\d+"
    assert [line for line in uses if not re.fullmatch(pinned, line)] == []


def test_one_version_of_an_action_has_one_hash_everywhere() -> None:
    every = {
        line
        for path in WORKFLOWS
        for line in re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    }
    assert len(every) == len({line.partition("@")[0] for line in every}) == 5


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_workflow_has_the_rights_of_its_jobs_only_and_comes_to_an_end(path: Path) -> None:
    assert loaded(path)["permissions"] == {}
    expected = RIGHTS.get(path.name, {"contents": "read"})
    for name, job in loaded(path)["jobs"].items():
        assert job["permissions"] == ALONE.get((path.name, name), expected)
    assert all(1 <= int(job["timeout-minutes"]) <= 60 for job in jobs(path))
    assert loaded(path)["concurrency"]["group"].startswith("${{ github.workflow }}")
    assert "pull_request_target" not in loaded(path)["on"]


@pytest.mark.parametrize(
    "path", [one for one in WORKFLOWS if "pull_request" in loaded(one)["on"]], ids=named
)
def test_what_reads_a_pull_request_gives_way_to_its_next_run(path: Path) -> None:
    assert loaded(path)["concurrency"]["cancel-in-progress"] == "true"


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_checkout_leaves_no_key_behind(path: Path) -> None:
    checkouts = [step for step in steps(path) if "actions/checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
    assert bool(checkouts) == (path.name != "comment.yml")


def test_the_job_that_may_comment_takes_no_action_and_no_code_of_a_pull_request() -> None:
    path = SCAFFOLD / "workflows/comment.yml"
    assert all("uses" not in step for step in steps(path))
    assert not re.search(
        r"checkout|git |pip|python|eval|source ", "\n".join(s["run"] for s in steps(path))
    )
    assert loaded(path)["on"] == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert loaded(SCAFFOLD / "workflows/check.yml")["name"] == "Check"


def test_a_pull_request_is_read_with_no_key_in_reach() -> None:
    text = (SCAFFOLD / "workflows/check.yml").read_text(encoding="utf-8")
    assert "token" not in text
    assert "secrets" not in text


def test_the_key_is_given_only_to_steps_that_call_github() -> None:
    for name in ("form-to-pull-request.yml", "housekeeping.yml"):
        for step in steps(SCAFFOLD / "workflows" / name):
            assert ("GH_TOKEN" in step.get("env", {})) == ("gh " in step.get("run", "")), step


def test_no_form_gives_itself_the_label_that_makes_a_pull_request(written: Path) -> None:
    (job,) = jobs(SCAFFOLD / "workflows/form-to-pull-request.yml")
    label = re.search(r"label.name == '(.+)'", job["if"])
    assert label
    for path in (written / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        assert label[1] not in loaded(path).get("labels", [])
    assert f"`{label[1]}`" in (written / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHANGES, ids=lambda name: name[1])
def test_our_own_robots_are_those_of_the_scaffold(name: tuple[str, str]) -> None:
    """After a change of those: `python tests/our_robots.py`."""
    assert (ROOT / ".github/workflows" / name[1]).read_text(encoding="utf-8") == ours(name)
