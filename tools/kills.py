"""Kills commands that write, at moments chosen at random and at single steps, and looks at what is left.

    python tools/kills.py [--kills 1000] [--seed 0] [--only COMMAND]

Each command works on a copy of one small directory. Half of the runs are killed after a random part of the
time that a whole run takes, half before their n-th step on the disk (a file opened, renamed, linked, removed
or made safe). Then each file must be the old one or the new one, with its permissions and its link; nothing
else may be there but hidden drafts; `check` must answer as it does without these; and the same command, run
again, must end where a run that nobody kills ends. What went wrong is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import signal
import stat
import sys
import time
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from peerfind.__main__ import run  # noqa: E402 (of this checkout)
from peerfind.directory.vocabulary import FACETS  # noqa: E402

STEPS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.rmdir"}
TERMS = {"focus": "grief", "leader": "peer", "format": "video"}
GROUP = """# kept by the council
name: {name}
summary: A walk, and a hot drink after it.
focus: [grief]
leader: [peer]
format: [in-person]
meets:
- days: tuesday
  note: back room #2, ring the bell
contact: {{phone: 0113 496 0123}}
sources: [{{url: "https://example.org/{name}"}}]
"""
ROW = '{{"id": "{0}", "name": "{1}", "summary": "Tea.", "format": ["video"], "leader": ["peer"], "focus": ["grief"], "sources": [{{"url": "https://example.org/{0}"}}]}}\n'  # noqa: E501
NEW = ("name=Example Choir", "summary=Songs.", "format=video", "leader=peer", "focus=grief",
       "sources=https://example.org/choir")  # fmt: skip
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("build", "--output", "built"),
    "fmt": ("fmt",),
    "check --fix": ("check", "--fix"),
    "confirm": ("confirm", "walk", "shed", "--how", "phone", "--on", "2026-11-20", "--note", "All right."),
    "export --to": ("export", "-o", "csv", "--to", "out.csv", "--today", "2026-11-25"),
    "import": ("import", "jsonl", "feed.jsonl", "--source", "council"),
    "import --to": ("import", "jsonl", "feed.jsonl", "--to", "taken"),
    "new": ("new", "--no-input", *(word for one in NEW for word in ("--set", one))),
    "scaffold": ("scaffold", "repository"),
}  # fmt: skip


class Kept(NamedTuple):
    """What is to be kept of a file: its bytes, its permissions, and where it leads if it is a link."""

    data: bytes
    mode: int
    leads: str


class Story(NamedTuple):
    """A command with the folder that it begins with, the files before and after it, and how long it takes."""

    arguments: tuple[str, ...]
    begin: Path
    old: dict[str, Kept]
    new: dict[str, Kept]
    seconds: float
    steps: int


class Tried(NamedTuple):
    """What came of a run: whether it was dead before its end, whether drafts were left, and what is wrong."""

    was_killed: bool
    left_drafts: bool
    is_changed: bool
    wrong: str


def begun(folder: Path) -> Path:
    """Make the folder with which every command begins: a directory, a link in it, files to write over."""
    groups = folder / "directory" / "groups" / "leeds"
    groups.mkdir(parents=True)
    (folder / "directory" / "directory.yaml").write_text("title: Example\n", encoding="utf-8")
    (folder / "directory" / "vocabulary").mkdir()
    for facet in FACETS:  # else the whole vocabulary that is shipped is read, each time
        terms = f"- {{id: {TERMS[facet]}}}\n" if facet in TERMS else "[]\n"
        (folder / "directory" / "vocabulary" / f"{facet}.yaml").write_text(terms, encoding="utf-8")
    for name in ("walk", "shed", "circle"):
        (groups / f"{name}.yaml").write_text(GROUP.format(name=name), encoding="utf-8")
    (folder / "directory" / "kept").mkdir()
    (groups / "shed.yaml").rename(folder / "directory" / "kept" / "real.txt")
    (groups / "shed.yaml").symlink_to("../../kept/real.txt")
    (groups / "walk.yaml").chmod(0o640)
    rows = (("a1", "Example Tea"), ("a2", "Example Yarn"), ("a3", "Example Swim"))
    (folder / "feed.jsonl").write_text("".join(ROW.format(*one) for one in rows), encoding="utf-8")
    (folder / "exports").mkdir()
    (folder / "exports" / "real.csv").write_text("old\n", encoding="utf-8")
    (folder / "exports" / "real.csv").chmod(0o600)
    (folder / "out.csv").symlink_to("exports/real.csv")
    waited(forked(folder, lambda: run(["build", "--output", "exports/index"])))
    (folder / "exports" / "index").chmod(0o640)
    (folder / "built").symlink_to("exports/index")
    (groups / "late.yaml").write_text(GROUP.format(name="late"), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, Kept]:
    """All files below a folder, by their paths in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        is_link = path.is_symlink()
        if is_link or path.is_file():
            mode = stat.S_IMODE(path.stat().st_mode)
            leads = str(path.readlink()) if is_link else ""
            found[str(path.relative_to(folder))] = Kept(path.read_bytes(), mode, leads)
    return found


def is_draft(file: str, known: set[str]) -> bool:
    """Whether a path that nobody expects is hidden: its name, or that of the first folder that is new."""
    parts = Path(file).parts
    folders = {str(folder) for one in known for folder in Path(one).parents}
    for number in range(1, len(parts) + 1):
        if str(Path(*parts[:number])) not in folders:
            return parts[number - 1].startswith(".")
    return False


def harm(found: dict[str, Kept], story: Story) -> str:
    """What is wrong with files that somebody left who was killed; nothing where all are whole."""
    for file, before in story.old.items():
        if file not in found:
            return f"{file} is lost"
        if found[file] not in (before, story.new[file]):
            return f"{file} is neither the old nor the new one"
    for file, kept in found.items():
        if file not in story.old and file in story.new:
            if kept != story.new[file]:
                return f"{file} is not whole"
        elif file not in story.old and not is_draft(file, {*story.old, *story.new}):
            return f"{file} was left in sight"
    return ""


def warmed(folder: Path) -> Path:
    """Run everything once in this process, so that its forks import nothing; the folder to begin with."""
    os.environ.update(PEERFIND_CACHE=str(folder / "cache"), PEERFIND_DIRECTORY="directory")
    pattern = begun(folder / "begin")
    shutil.copytree(pattern, folder / "all", symlinks=True)
    with chdir(folder / "all"), redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
        for arguments in (*COMMANDS.values(), ("check", "-o", "json")):
            if run([*arguments]) not in {0, 1}:
                raise SystemExit(f"{' '.join(arguments)}: {said.getvalue()}")
    gc.freeze()  # or each process that is forked copies all there is when it looks for cycles
    gc.disable()
    return pattern


def story_of(name: str, pattern: Path, base: Path) -> Story:
    """A command run to its end, with what it begins with and comes to. Raises SystemExit where it fails."""
    begin, end, again = base / "begin", base / "end", base / "again"
    for folder in (begin, end, again):
        shutil.copytree(pattern, folder, symlinks=True)
    start = time.perf_counter()
    code = waited(forked(end, lambda: run([*COMMANDS[name]])))
    seconds = time.perf_counter() - start
    if code not in {0, 1 << 8}:
        raise SystemExit(f"{name} ended with {code >> 8}")
    steps, counted = os.pipe()
    pid = forked(again, lambda: os.write(counted, str(_counting(COMMANDS[name], 0)).encode()))
    os.close(counted)
    with os.fdopen(steps) as stream:
        count = int(stream.read())
    waited(pid)
    old, new = files(begin), files(end)
    if old == new or new != files(again):
        raise SystemExit(f"{name} changes nothing, or not the same each time")
    return Story(COMMANDS[name], begin, old, new, seconds, count)


def tried(story: Story, folder: Path, chance: Random, *, is_at_step: bool) -> Tried:
    """Kill one run of a command in a copy of its folder, and judge what it left."""
    shutil.copytree(story.begin, folder, symlinks=True)
    try:
        if is_at_step:
            step = chance.randint(1, story.steps)
            status = waited(forked(folder, lambda: _counting(story.arguments, step)))
        else:
            pid = forked(folder, lambda: run([*story.arguments]))
            time.sleep(story.seconds * chance.random())
            os.kill(pid, signal.SIGKILL)
            status = waited(pid)
        found = files(folder)
        known = {*story.old, *story.new}
        drafts = found.keys() - known
        is_changed = {file: found[file] for file in known & found.keys()} != story.old
        wrong = harm(found, story) or _told_otherwise(folder, drafts)
        if is_changed or drafts:  # else it would only begin at the beginning
            wrong = wrong or _not_gone_on(story, folder)
        return Tried(os.WIFSIGNALED(status), bool(drafts), is_changed, wrong)
    finally:
        shutil.rmtree(folder)


def _told_otherwise(folder: Path, drafts: set[str]) -> str:
    """What is wrong where `check` tells of drafts that somebody left."""
    if not drafts:
        return ""
    before = _said(folder)
    for file in drafts:
        (folder / file).unlink()
    return "" if before == _said(folder) else "check says something else for a draft"


def _not_gone_on(story: Story, folder: Path) -> str:
    """What is wrong where the same command, run again, does not come to where it should have come."""
    now = {file: kept for file, kept in files(folder).items() if file in story.new}
    if now == story.new:
        return ""
    waited(forked(folder, lambda: run([*story.arguments])))
    left = files(folder)
    return "" if {file: left.get(file) for file in story.new} == story.new else "it cannot go on"


def _said(folder: Path) -> bytes:
    """What `check` says of a directory."""
    waited(forked(folder, lambda: run(["check", "-o", "json"]), folder.parent / "said"))
    return (folder.parent / "said").read_bytes()


def _counting(arguments: tuple[str, ...], kill_at: int) -> int:
    """Run a command line in this process, which dies at a step on the disk; the number of steps (0: none)."""
    count, sync = 0, os.fsync

    def step(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        if event in STEPS or (event == "open" and given[2] & os.O_CREAT):
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def safe(file: int) -> None:
        step("os.rename", ())
        sync(file)

    os.fsync = safe
    sys.addaudithook(step)
    run([*arguments])
    return count


def forked(folder: Path, work: Callable[[], object], output: Path | None = None) -> int:
    """A process that works in a folder, with a cache of its own beside it, and ends."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        os.chdir(folder)
        os.environ.update(
            PEERFIND_CACHE=str(folder.parent / "cache"), PEERFIND_DIRECTORY="directory"
        )
        out = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDWR)
        for stream, to in enumerate((null, out, null)):
            os.dup2(to, stream)
        code = int(work() or 0) & 255  # type: ignore[call-overload]
    finally:
        os._exit(code)


def waited(pid: int) -> int:
    """How a process ended, as the system tells it."""
    return os.waitpid(pid, 0)[1]


def told(name: str, many: list[Tried]) -> str:
    """A line of the table."""
    killed, drafts, changed = (sum(one[number] for one in many) for number in range(3))
    wrong = [one.wrong for one in many if one.wrong]
    return f"{name:12} {len(many):6} {killed:7} {drafts:7} {changed:8} {len(wrong):6} {'; '.join({*wrong})}"


def main() -> None:
    """Kill as often as was asked, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=COMMANDS)
    asked = parser.parse_args()
    names = [asked.only] if asked.only else [*COMMANDS]
    print("command        runs  killed  drafts  changed  wrong")
    every: list[Tried] = []
    with TemporaryDirectory() as name:
        pattern = warmed(Path(name) / "warm")
        for number, command in enumerate(names):
            base = Path(name) / str(number)
            story = story_of(command, pattern, base)
            chance = Random(f"{asked.seed} {command}")  # noqa: S311 (it is to be the same again)
            share = asked.kills * (number + 1) // len(names) - asked.kills * number // len(names)
            many: list[Tried] = []
            while sum(one.was_killed for one in many) < share and len(many) < 3 * share + 9:
                at_step = len(many) % 2 == 0
                many.append(tried(story, base / "try", chance, is_at_step=at_step))
            print(told(command, many), flush=True)
            every += many
    print(told("all", every))
    sys.exit(any(one.wrong for one in every))


if __name__ == "__main__":
    main()
