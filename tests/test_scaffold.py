"""`scaffold`: a whole repository for a directory, that reads well at once and is never written over."""

from __future__ import annotations

import json
import re
import shutil
import stat
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from running import DAY, ROOT, Ran

from peerfind import __version__
from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import ROLL_UPS, Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping import scaffold
from peerfind.keeping.layout import laid_out
from peerfind.keeping.placing import create
from peerfind.keeping.scaffold import MADE, TEMPLATES, is_yours, wanted, words_of
from peerfind.keeping.snippets import snippets
from peerfind.keeping.standing import RECORD, compared, to_write, write

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = shipped_directory()
WORKFLOW = ".github/workflows/check.yml"
TERM = "- id: example-term\n  label: an example term\n"


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return words_of(tmp_path_factory.mktemp("none"))


@pytest.fixture(scope="module")
def files(vocabulary: Vocabulary) -> dict[str, bytes]:
    return wanted(vocabulary)


@pytest.fixture(scope="module")
def fresh(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    standings = compared(folder, files)
    write(folder, standings, standings)
    return folder


@pytest.fixture
def words_are_read(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that changes the words of its repository."""
    assert repository
    monkeypatch.setattr(scaffold, "words_of", words_of)


@pytest.fixture
def repository(
    tmp_path: Path, fresh: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A repository that was just written; its words are taken as read, since that takes a while."""
    monkeypatch.setattr(scaffold, "words_of", lambda _: vocabulary)
    return Path(shutil.copytree(fresh, tmp_path / "repo"))


def every(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# A new repository


def test_a_scaffold_names_each_file_and_says_where_to_go_on(
    peerfind: Callable[..., Ran], tmp_path: Path, files: dict[str, bytes]
) -> None:
    ran = peerfind("scaffold", "new/repo")
    assert ran.code == 0
    assert ran.out.splitlines() == sorted(files)
    readme = Path("new/repo/README.md")
    assert ran.err == (
        f"Written in {readme.parent}: {len(files)} files.\n"
        f"Read next what only you can decide: {readme}\n"
    )
    found = every(tmp_path / "new/repo")
    record = json.loads(found.pop(RECORD))
    assert found == files
    assert record["peerfind"] == __version__
    assert record["sha256"].keys() == files.keys()


def test_what_a_team_needs_is_there(files: dict[str, bytes]) -> None:
    needed = """
        .editorconfig .gitattributes .github/CODEOWNERS .github/ISSUE_TEMPLATE/change.yml
        .github/ISSUE_TEMPLATE/closed.yml .github/PULL_REQUEST_TEMPLATE.md
        .github/workflows/check.yml .github/workflows/comment.yml .github/workflows/housekeeping.yml
        .github/workflows/form-to-pull-request.yml .pre-commit-config.yaml .vscode/extensions.json
        .vscode/peerfind.code-snippets .vscode/settings.json CONTRIBUTING.md LICENSE.md README.md
        directory/crisis.yaml directory/directory.yaml directory/groups/.gitkeep
        directory/guide/before-you-join.md directory/questions.yaml directory/vocabulary/focus.yaml
        group.schema.json requirements.txt
    """
    assert {*needed.split()} <= files.keys()


def test_words_contacts_and_questions_are_those_that_come_with_the_program(
    files: dict[str, bytes],
) -> None:
    copied = [*SHIPPED.glob("vocabulary/*.yaml"), *SHIPPED.glob("guide/*.md")]
    for path in (*copied, SHIPPED / "crisis.yaml", SHIPPED / "questions.yaml"):
        assert files[f"directory/{path.relative_to(SHIPPED).as_posix()}"] == path.read_bytes()


def test_no_group_comes_with_it(files: dict[str, bytes]) -> None:
    assert [file for file in files if "/groups/" in file] == ["directory/groups/.gitkeep"]


def test_nothing_is_wrong_in_a_new_repository(
    repository: Path, peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    ran = peerfind("check", "--strict", "--output", "json")
    assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])
    asked = peerfind("match", "grief", "--near", "LS6", "--output", "json", "--today", DAY)
    assert (asked.code, json.loads(asked.out)["results"]) == (0, [])
    assert "116 123" in peerfind("crisis").out
    assert peerfind("stale", "--output", "markdown").code == 0
    assert peerfind("duplicates").code == 0
    facts = json.loads(peerfind("doctor", "--output", "json").out)
    assert str(repository / "directory") in json.dumps(facts)


def example_of(paper: bytes) -> str:
    (found,) = re.findall(r"```yaml\n(name: .*?)```", paper.decode(), flags=re.DOTALL)
    return str(found)


def test_the_example_for_volunteers_is_taken_without_a_word(
    repository: Path,
    peerfind: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, bytes],
) -> None:
    monkeypatch.chdir(repository)
    example = example_of(files["CONTRIBUTING.md"])
    group = repository / "directory/groups/leeds/example-evening-circle.yaml"
    group.parent.mkdir()
    group.write_text(example, encoding="utf-8")
    ran = peerfind("check", "--strict", "--output", "json", "--today", DAY)
    assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])
    asked = peerfind("match", "grief", "--near", "LS6", "--output", "json", "--today", DAY)
    assert [one["id"] for one in json.loads(asked.out)["results"]] == ["example-evening-circle"]
    schema = json.loads(files["group.schema.json"])
    jsonschema.validate(yaml.load(example, Loader=yaml.BaseLoader), schema)  # noqa: S506


def test_no_paper_claims_what_only_the_team_can_decide(files: dict[str, bytes]) -> None:
    assert b"licence:" not in files["directory/directory.yaml"]
    assert files["LICENSE.md"].startswith(b"# Licence\n\n**Not decided yet.**")
    owners = files[".github/CODEOWNERS"].decode().splitlines()
    assert [line for line in owners if line and not line.startswith("#")] == []
    assert b"checked:" not in files["directory/directory.yaml"] + files["directory/crisis.yaml"]


def test_every_file_that_a_paper_names_is_there(files: dict[str, bytes]) -> None:
    for paper in ("README.md", "CONTRIBUTING.md", "LICENSE.md"):
        text = files[paper].decode()
        links = re.findall(r"\]\((?!https)([^)#]+)\)", text)
        told = re.findall(r"`((?:directory|\.github|\.vscode)/[a-zA-Z./]*|[a-z.]+\.txt)`", text)
        for name in {*links, *told} - {"directory/groups/PLACE/ID.yaml"}:
            assert any(file == name or file.startswith(f"{name.rstrip('/')}/") for file in files)


def test_the_version_that_runs_is_the_one_that_wrote_it(files: dict[str, bytes]) -> None:
    lines = files["requirements.txt"].decode().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"peerfind=={__version__}"]


def test_no_template_is_left_open_and_none_has_a_name_that_git_obeys(
    files: dict[str, bytes],
) -> None:
    assert [path for path in TEMPLATES.rglob("*") if path.name.startswith(".")] == []
    for path in TEMPLATES.rglob("*.tmpl"):
        name = path.relative_to(TEMPLATES).as_posix().replace("dot-", ".").removesuffix(".tmpl")
        assert re.search(rb"\$[a-z{]", files[name]) is None


def test_the_templates_come_with_the_package() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert build["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["peerfind"]
    assert TEMPLATES.is_relative_to(ROOT / "peerfind")
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    parts = {part for path in TEMPLATES.rglob("*") for part in path.relative_to(ROOT).parts}
    assert not parts & {line.rstrip("/") for line in ignored}


# Editors


def editor_settings(data: bytes) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"": {}}
    section = ""
    for line in data.decode().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            found[section] = {}
        elif "=" in line:
            name, _, value = line.partition(" = ")
            found[section][name] = value
    return found


def test_editors_and_the_layout_want_the_same(files: dict[str, bytes]) -> None:
    wild = "name: A\nmeets:\n      - days: monday\n        start: '19:00'\nvenue: {town: Leeds, name: B}"
    text = laid_out(wild, FIELDS)
    settings = editor_settings(files[".editorconfig"])
    assert settings[""] == {"root": "true"}
    assert settings["*"] == {
        "charset": "utf-8",
        "end_of_line": "lf",
        "indent_size": "2",
        "indent_style": "space",
        "insert_final_newline": "true",
        "trim_trailing_whitespace": "true",
    }
    assert settings["*.yaml"] == {"max_line_length": "off"}
    assert text.endswith("\n")
    assert not re.search(r"[\t\r]| \n|\n\n", text)
    assert {len(line) - len(line.lstrip()) for line in text.splitlines()} == {0, 2, 4}
    assert b"*.yaml text eol=lf\n" in files[".gitattributes"]


def test_files_are_as_their_own_editor_settings_want_them(files: dict[str, bytes]) -> None:
    for file, data in files.items():
        assert not re.search(rb"[\r\t]", data), file
        assert re.fullmatch(rb"(?s).*[^\n]\n|", data), file
        assert not re.search(rb" +\n", data), file
        data.decode()


def test_an_editor_is_told_the_schema_of_groups_and_formats_nothing(
    files: dict[str, bytes],
) -> None:
    settings = json.loads(files[".vscode/settings.json"])
    ((schema, pattern),) = settings["yaml.schemas"].items()
    assert schema.removeprefix("./") in files
    assert Path("directory/groups/leeds/x.yaml").match(pattern.replace("**/", "*/"))
    assert settings["yaml.format.enable"] is False
    jsonschema.Draft7Validator.check_schema(json.loads(files["group.schema.json"]))


def filled(body: list[str]) -> str:
    """A snippet as somebody leaves it who presses Tab through it."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", lambda found: json.dumps(found[1]), text)


def test_the_snippet_of_a_group_has_all_that_is_needed_and_picks_from_the_words(
    vocabulary: Vocabulary,
) -> None:
    body = snippets(vocabulary)["A group"]["body"]
    group = yaml.load(filled(body), Loader=yaml.BaseLoader)  # noqa: S506
    assert [*group] == [key.name for key in FIELDS.values() if key.required]
    (format_line,) = [line for line in body if line.startswith("format:")]
    assert "|in-person,phone,video," in format_line
    assert not any(f",{one}," in format_line for one in ROLL_UPS)


def test_every_snippet_is_yaml_with_keys_that_are_known(vocabulary: Vocabulary) -> None:
    for snippet in snippets(vocabulary).values():
        said = yaml.load(filled(snippet["body"]), Loader=yaml.BaseLoader)  # noqa: S506
        assert said.keys() <= FIELDS.keys()
        numbers = [int(one) for one in re.findall(r"\$\{(\d+)", "\n".join(snippet["body"]))]
        assert numbers == [*range(1, len(numbers) + 1)]


def test_no_snippet_offers_what_only_a_person_decides(vocabulary: Vocabulary) -> None:
    text = json.dumps(snippets(vocabulary))
    assert not re.search(r"\b(checked|consent|private):", text)


def test_marks_that_an_editor_obeys_are_escaped() -> None:
    terms = [{"id": "a", "label": "a"}, {"id": "b|c,d\\", "label": "b"}]
    body = snippets(Vocabulary({"focus": terms}))["A group"]["body"]
    assert r"focus: [${5|a,b\|c\,d\\|}]" in body


def test_a_hook_checks_and_lays_out_with_the_program_that_is_there(files: dict[str, bytes]) -> None:
    (local,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"]
    check, fmt = local["hooks"]
    assert local["repo"] == "local"
    assert check["entry"].startswith("peerfind check")
    assert fmt["entry"].startswith("peerfind fmt")
    assert re.search(check["files"], "directory/crisis.yaml")
    assert re.search(fmt["files"], "directory/groups/leeds/x.yaml")
    assert not re.search(fmt["files"], "directory/crisis.yaml")
    assert not re.search(check["files"], ".github/workflows/check.yml")


# Forms


@pytest.mark.usefixtures("words_are_read")
def test_a_form_offers_the_words_of_the_team(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    words = repository / "directory/vocabulary/leader.yaml"
    text = words.read_text(encoding="utf-8")
    words.write_text(
        text.replace("label: a nurse", "label: 'somebody: \"a nurse\"'"), encoding="utf-8"
    )
    assert peerfind("scaffold", "--force", "repo").code == 0
    form = yaml.safe_load((repository / ".github/ISSUE_TEMPLATE/change.yml").read_bytes())
    options = {part.get("id"): part["attributes"].get("options") for part in form["body"]}
    assert 'nurse: somebody: "a nurse"' in options["leader"]
    assert not any(one.split(":")[0] in ROLL_UPS for one in options["leader"] + options["format"])
    assert "meets: when it meets" in options["keys"]
    assert not any(one.startswith(("checked", "owner", "former")) for one in options["keys"])


# Once more


def test_a_second_run_writes_nothing(repository: Path, peerfind: Callable[..., Ran]) -> None:
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    assert peerfind("scaffold", "repo") == Ran(0, "", "Nothing to write.\n")
    assert peerfind("scaffold", "--force", "repo") == Ran(0, "", "Nothing to write.\n")
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before


def test_a_fresh_repository_is_up_to_date(
    repository: Path, peerfind: Callable[..., Ran], files: dict[str, bytes]
) -> None:
    told = f"Files: {len(files)} as written.\n"
    assert peerfind("scaffold", "--check", "repo") == Ran(0, "", told)
    assert peerfind("scaffold", "--diff", "repo") == Ran(0, "", told)
    assert repository.is_dir()


def aged(repository: Path, file: str, data: bytes) -> None:
    """Make a file one that an older version wrote."""
    from hashlib import sha256

    (repository / file).write_bytes(data)
    record = json.loads((repository / RECORD).read_text(encoding="utf-8"))
    record["sha256"][file] = sha256(data).hexdigest()
    (repository / RECORD).write_text(json.dumps(record), encoding="utf-8")


def test_what_is_missing_changed_or_out_of_date_is_told_apart(
    repository: Path, peerfind: Callable[..., Ran], files: dict[str, bytes]
) -> None:
    (repository / ".editorconfig").unlink()
    (repository / WORKFLOW).write_bytes(files[WORKFLOW] + b"# ours\n")
    aged(repository, ".gitattributes", b"* text=auto\n")
    (repository / "README.md").write_text("# Ours\n", encoding="utf-8")
    before = every(repository)
    ran = peerfind("scaffold", "--check", "repo")
    assert ran == Ran(
        1,
        f".editorconfig: missing\n.gitattributes: out of date\n{WORKFLOW}: changed by you\n",
        f"Files: 1 missing, 1 out of date, 1 changed by you, 1 yours and {len(files) - 4} as written.\n"
        "Look with --diff; --force writes all but what is yours.\n",
    )
    diff = peerfind("scaffold", "--check", "--diff", "repo")
    assert diff.code == 1
    assert f"--- {WORKFLOW}\n+++ {WORKFLOW}\n" in diff.out
    assert "\n-# ours\n" in diff.out
    assert "+++ .editorconfig\n" in diff.out
    assert "# Ours" not in diff.out
    assert every(repository) == before


def test_a_file_that_differs_stays_and_is_named_until_it_is_forced(
    repository: Path, peerfind: Callable[..., Ran], files: dict[str, bytes]
) -> None:
    (repository / WORKFLOW).write_text("ours\n", encoding="utf-8")
    (repository / "directory/crisis.yaml").write_text("[]\n", encoding="utf-8")
    assert peerfind("scaffold", "repo") == Ran(
        0,
        "",
        f"{WORKFLOW}: left as it is (changed by you).\n"
        "See how they differ: peerfind scaffold --diff repo\nNothing to write.\n",
    )
    assert (repository / WORKFLOW).read_text(encoding="utf-8") == "ours\n"
    forced = peerfind("scaffold", "--force", "repo")
    assert forced == Ran(0, f"{WORKFLOW}\n", "Written in repo: 1 file.\n")
    assert (repository / WORKFLOW).read_bytes() == files[WORKFLOW]
    assert (repository / "directory/crisis.yaml").read_text(encoding="utf-8") == "[]\n"


def test_what_the_team_changed_is_never_taken_for_what_it_was(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    # Another run must not write down that what stands there now was written by it.
    (repository / WORKFLOW).write_text("ours\n", encoding="utf-8")
    (repository / ".editorconfig").unlink()
    assert peerfind("scaffold", "repo").out == ".editorconfig\n"
    assert "changed by you" in peerfind("scaffold", "--check", "repo").out


@pytest.mark.usefixtures("words_are_read")
def test_new_words_make_what_is_made_of_them_out_of_date(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    with (repository / "directory/vocabulary/focus.yaml").open("a", encoding="utf-8") as file:
        file.write(TERM)
    ran = peerfind("scaffold", "--check", "repo")
    made = [".github/ISSUE_TEMPLATE/new-group.yml", "group.schema.json"]
    assert (ran.code, ran.out) == (1, "".join(f"{one}: out of date\n" for one in made))
    assert peerfind("scaffold", "--force", "repo").out.split() == made
    assert b"example-term" in (repository / "group.schema.json").read_bytes()
    assert peerfind("scaffold", "--check", "repo").code == 0


def test_what_the_team_threw_away_of_its_own_stays_away(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    (repository / "directory/guide/evidence.md").unlink()
    assert peerfind("scaffold", "repo").out == ""
    assert peerfind("scaffold", "--check", "repo").code == 0


def test_what_comes_with_the_program_and_was_not_touched_can_be_renewed(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    aged(repository, "directory/crisis.yaml", b"- {id: old, name: An old one}\n")
    assert peerfind("scaffold", "--check", "repo").out == "directory/crisis.yaml: out of date\n"
    assert peerfind("scaffold", "--force", "repo").out == "directory/crisis.yaml\n"
    assert (repository / "directory/crisis.yaml").read_bytes() == (
        SHIPPED / "crisis.yaml"
    ).read_bytes()


def test_a_directory_that_is_there_already_keeps_all_that_it_has(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    there = tmp_path / "old/directory"
    (there / "groups").mkdir(parents=True)
    (there / "directory.yaml").write_text("title: Ours\n", encoding="utf-8")
    (tmp_path / "old/README.md").write_text("Ours\n", encoding="utf-8")
    ran = peerfind("scaffold", "--force", "old")
    assert ran.code == 0
    assert not {"README.md", "directory/directory.yaml"} & {*ran.out.splitlines()}
    assert (there / "directory.yaml").read_text(encoding="utf-8") == "title: Ours\n"
    assert (tmp_path / "old/README.md").read_text(encoding="utf-8") == "Ours\n"


def test_a_file_of_the_same_name_that_is_none_of_ours_is_changed_by_somebody(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / ".editorconfig").write_text("root = false\n", encoding="utf-8")
    (one,) = [one for one in compared(tmp_path, files) if one.file == ".editorconfig"]
    assert one.state == "changed"
    assert one not in to_write([one], force=False)
    assert one in to_write([one], force=True)


def test_each_file_that_is_made_is_one_that_the_program_keeps() -> None:
    assert not any(map(is_yours, MADE))
    assert is_yours("directory/groups/x.yaml")
    assert is_yours(".github/CODEOWNERS")
    assert not is_yours(WORKFLOW)


# Faults


@pytest.mark.usefixtures("words_are_read")
def test_words_that_cannot_be_read_make_no_forms(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    (repository / "directory/vocabulary/focus.yaml").write_text("a: [", encoding="utf-8")
    ran = peerfind("scaffold", "--force", "repo")
    assert ran == Ran(
        2,
        "",
        "peerfind: Nothing could be read of vocabulary/focus.yaml. "
        "See why: peerfind check repo/directory\n",
    )


@pytest.mark.parametrize(
    "record", ["", "[]", "{", '{"sha256": []}', '{"sha256": 1}', "null", "[" * 99_999, "\x00"]
)
def test_a_record_that_cannot_be_read_is_told_in_a_line(
    repository: Path, peerfind: Callable[..., Ran], record: str
) -> None:
    (repository / RECORD).write_text(record, encoding="utf-8")
    ran = peerfind("scaffold", "repo")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        f"peerfind: {RECORD} cannot be read. Take it away, and all that differs"
    )
    assert ran.err.count("\n") == 1


def test_without_its_record_a_repository_still_knows_what_is_as_written(
    repository: Path, peerfind: Callable[..., Ran]
) -> None:
    (repository / RECORD).unlink()
    assert peerfind("scaffold", "--check", "repo").code == 0
    assert not (repository / RECORD).exists()
    assert peerfind("scaffold", "repo").code == 0
    assert (repository / RECORD).exists()


def test_a_file_in_the_place_of_the_folder_is_told_in_a_line(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "repo").write_text("x", encoding="utf-8")
    ran = peerfind("scaffold", "repo")
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"peerfind: .+ cannot be read: Not a directory\.\n", ran.err)


def test_a_folder_in_the_place_of_a_file_is_told_in_a_line(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "repo/README.md").mkdir(parents=True)
    ran = peerfind("scaffold", "repo")
    assert (ran.code, ran.err) == (2, "peerfind: README.md cannot be read: Is a directory.\n")


def test_nothing_is_forced_where_nothing_is_to_be_written(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("scaffold", "--check", "--force", "repo")
    assert (ran.code, ran.err) == (
        2,
        "peerfind: --check and --diff write nothing, so they do not go with --force.\n",
    )


def test_a_new_file_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    there = tmp_path / "a.yaml"
    there.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^a\.yaml is there already, and stays as it is\.$"):
        create(there, "a.yaml", b"new")
    assert every(tmp_path) == {"a.yaml": b"old"}


def test_a_new_file_is_whole_and_has_the_rights_of_any_other(tmp_path: Path) -> None:
    create(tmp_path / "b/c/a.yaml", "a.yaml", b"new")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert every(tmp_path) == {"b/c/a.yaml": b"new", "plain": b""}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (plain, tmp_path / "b/c/a.yaml")}
    assert len(modes) == 1


def test_a_new_file_is_made_where_the_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create(tmp_path / "a.yaml", "a.yaml", b"new")
    with pytest.raises(UsageError, match="is there already"):
        create(tmp_path / "a.yaml", "a.yaml", b"newer")
    assert every(tmp_path) == {"a.yaml": b"new"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    with pytest.raises(UsageError, match=r"^b/a\.yaml cannot be written: "):
        create(tmp_path / "b/a.yaml", "b/a.yaml", b"new")
