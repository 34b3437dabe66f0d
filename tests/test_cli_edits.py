"""The commands that write down what somebody found out about a group, as a volunteer sees them."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import processes
import pytest
from conftest import group_yaml, write_directory
from processes import by_itself, signalled, started, steps_of_writing, together
from running import Ran, in_process

from peerfind import config
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping.checking import checked
from peerfind.keeping.writing import rewrite, write_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from peerfind.keeping.writing import Rewrite

from datetime import datetime as moment

WALK = group_yaml(name="Example Walk", status=None)
OLD = group_yaml(name="Example Choir", checked={"on": "2026-10-02", "how": "email"})
ENDED = group_yaml(name="Example Shed", status="closed", replaced_by="walk")
NOTE = ("--note", "Time and phone number are right.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    groups = {"walk": WALK, "choir": OLD, "shed": ENDED, "broken": "name: [\n"}
    return write_directory(tmp_path / "directory", groups)


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    """Runs a command line on a directory of four files, on 25 November 2026."""

    def now(zone: tzinfo) -> datetime:
        return moment(2026, 11, 25, 9, tzinfo=zone)

    monkeypatch.setattr(config, "now", now)
    return in_process(monkeypatch, capsys, tmp_path, folder)


def at(folder: Path, name: str) -> Path:
    return folder / "groups" / "example" / f"{name}.yaml"


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in at(folder, "walk").parent.iterdir()}


def refused(ran: Ran) -> str:
    """What a command told that wrote nothing."""
    assert (ran.code, ran.out) == (2, "")
    return ran.err.removeprefix("peerfind: ").rstrip("\n")


def test_confirm_writes_who_checked_and_nothing_else(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    ran = peerfind("confirm", "walk", "--how", "phone", "--by", "link worker", *NOTE)
    line = (
        "checked: {on: 2026-11-25, how: phone, by: link worker, "
        "note: Time and phone number are right.}"
    )
    assert ran == Ran(0, f"{at(folder, 'walk')}:22\n+ {line}\n", "1 file changed.\n")
    assert at(folder, "walk").read_text("utf-8") == WALK + line + "\n"
    assert not [one for one in checked([at(folder, "walk")], None).problems if one.is_error]


def test_confirm_writes_several_groups(peerfind: Callable[..., Ran], folder: Path) -> None:
    ran = peerfind(
        "confirm", "walk", "CHOIR", "walk", "--how", "visit", "--on", "2026-10-02", *NOTE
    )
    assert (ran.code, ran.err) == (0, "2 files changed.\n")
    line = "checked: {on: 2026-10-02, how: visit, note: Time and phone number are right.}\n"
    assert at(folder, "walk").read_text("utf-8").endswith(line)
    assert at(folder, "choir").read_text("utf-8").endswith(line)


def test_confirm_of_a_closed_group_says_that_it_stays_closed(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("confirm", "shed", "--how", "phone", *NOTE)
    assert "shed is still shut in the directory. If it runs: peerfind reopen shed\n" in ran.err


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_confirm_asks_a_person_for_each_group(
    peerfind: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal("Times are right.\nRang: all right.\n"))
    ran = peerfind("confirm", "walk", "choir", "--how", "phone")
    assert ran.code == 0
    assert ran.err.startswith(
        "Example Walk: what was confirmed? Example Choir: what was confirmed? "
    )
    assert "note: Times are right." in at(folder, "walk").read_text("utf-8")
    assert 'note: "Rang: all right."' in at(folder, "choir").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("walk",), 'Say what was confirmed: --note "Day, time and phone number are right."'),
        (("walk", "--note", " "), "--note takes one line of words."),
        (("walk", "--note", "x" * 301), "--note has 301 characters. Say it in 300."),
        (("walk", "--by", "", *NOTE), "--by takes one line of words."),
        (
            ("walk", "--note", "N/A"),
            "--note 'N/A' says nothing about it. It takes one line of words.",
        ),
        (
            ("walk", "--by", "tbc", *NOTE),
            "--by 'tbc' says nothing about it. It takes one line of words.",
        ),
        (
            ("walk", "--on", "2026-11-26", *NOTE),
            "--on 2026-11-26 is still to come: today is 2026-11-25. Nobody has checked then.",
        ),
        (
            ("walk", "choir", "--on", "2026-10-01", *NOTE),
            "choir was checked on 2026-10-02, which is after 2026-10-01.",
        ),
        (("wlak", *NOTE), "There is no group 'wlak'. The nearest: walk."),
        (("walk", "choirs", *NOTE), "There is no group 'choirs'. The nearest: choir."),
    ],
)
def test_confirm_writes_none_where_it_cannot_write_all(
    peerfind: Callable[..., Ran], folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = files(folder)
    said = refused(peerfind("confirm", *arguments, "--how", "phone", typed=""))
    assert said.startswith(told.removesuffix("."))
    assert files(folder) == before


def test_confirm_refuses_other_ways_and_other_dates(peerfind: Callable[..., Ran]) -> None:
    told = refused(peerfind("confirm", "walk", "--how", "fone", *NOTE))
    assert told == "--how takes phone, email, visit or website, not 'fone'."
    said = refused(peerfind("confirm", "walk", "--how", "phone", "--on", "3/5/26", *NOTE))
    assert said.startswith('--on: "3/5/26" is not a date.')


@pytest.mark.parametrize("typed", ["\n", ""])
def test_confirm_takes_no_answer_for_none(
    peerfind: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    ran = peerfind("confirm", "walk", "--how", "phone")
    assert ran.code == 2
    assert ran.err.endswith("Nothing was typed, so nothing was confirmed.\n")
    assert "checked" not in at(folder, "walk").read_text("utf-8")


def test_confirm_asks_nobody_who_does_not_want_it(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal("Times are right.\n"))
    assert "--note" in refused(peerfind("confirm", "walk", "--how", "phone", "--no-input"))


def test_a_file_without_a_group_is_named(peerfind: Callable[..., Ran], folder: Path) -> None:
    path = at(folder, "broken")
    told = refused(peerfind("confirm", "broken", "--how", "phone", *NOTE))
    assert told == f"{path} holds no group. See why: peerfind check {path}"


def test_a_built_index_has_no_files(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    built = str(tmp_path / "built")
    peerfind("build", "--output", built)
    for arguments in (("confirm", "walk", "--how", "phone", *NOTE), ("reopen", "shed")):
        told = refused(peerfind(*arguments, "--directory", built))
        assert told == f"{built} is an index, which has no files. Name their folder."


def test_close_says_why_and_what_took_its_place(peerfind: Callable[..., Ran], folder: Path) -> None:
    ran = peerfind("close", "choir", "--reason", "Ended in May.", "--replaced-by", "walk")
    assert ran.out == (
        f"{at(folder, 'choir')}:4\n"
        '- status: "open"\n'
        "+ status: closed\n"
        "+ status_note: Ended in May.\n"
        "+ replaced_by: walk\n"
    )


def test_close_refuses_a_group_in_its_own_place(peerfind: Callable[..., Ran]) -> None:
    own = refused(peerfind("close", "walk", "--reason", "x", "--replaced-by", "walk"))
    assert own == "walk cannot take its own place. Name another group."
    circle = refused(peerfind("close", "walk", "--reason", "x", "--replaced-by", "shed"))
    assert circle == "walk took the place of shed. Reopen that one first."
    assert "nearest: walk" in refused(
        peerfind("close", "shed", "--reason", "x", "--replaced-by", "walks")
    )


@pytest.mark.parametrize("command", ["close", "pause"])
def test_reopen_takes_out_what_was_written(
    peerfind: Callable[..., Ran], folder: Path, command: str
) -> None:
    peerfind(command, "walk", "--reason", "Until May: no room.")
    assert 'status_note: "Until May: no room."\n' in at(folder, "walk").read_text("utf-8")
    assert peerfind("reopen", "walk").code == 0
    assert at(folder, "walk").read_text("utf-8") == WALK


def test_only_what_is_shut_is_reopened_and_only_what_runs_is_paused(
    peerfind: Callable[..., Ran],
) -> None:
    assert refused(peerfind("reopen", "walk")) == (
        "walk is not closed or paused: nothing to reopen."
    )
    assert refused(peerfind("pause", "shed", "--reason", "x")) == (
        "shed is closed. If it is only paused: peerfind reopen shed first."
    )


def test_a_dry_run_shows_all_and_writes_nothing(peerfind: Callable[..., Ran], folder: Path) -> None:
    before = files(folder)
    trial = peerfind("pause", "walk", "--reason", "Back in May.", "--dry-run")
    assert (trial.code, trial.err) == (0, "This would change 1 file.\n")
    assert files(folder) == before
    assert peerfind("pause", "walk", "--reason", "Back in May.").out == trial.out
    again = peerfind("pause", "walk", "--reason", "Back in May.")
    assert again == Ran(0, "", "Nothing to change: it already says so.\n")


def test_what_was_wrong_before_is_told_and_stays(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    path = at(folder, "walk")
    path.write_text(WALK + "size: many\n", encoding="utf-8")
    ran = peerfind("pause", "walk", "--reason", "Back in May.")
    assert ran.code == 0
    assert f"Something in {path} is wrong. See what: peerfind check {path}\n" in ran.err


def test_nothing_that_a_terminal_would_obey_is_printed(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    path = at(folder, "walk")
    path.write_text(f"{WALK}status: open # \u202e\n", encoding="utf-8")
    assert "- status: open # ?\n" in peerfind("close", "walk", "--reason", "x").out


# Files


def made(folder: Path, *names: str, status: str = "paused") -> list[Rewrite]:
    words = Vocabulary({})
    return [
        rewrite(folder, f"groups/example/{name}.yaml", {"status": status}, words) for name in names
    ]


def test_a_read_only_file_is_left_and_so_are_the_others(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    before = files(folder)
    at(folder, "choir").chmod(0o444)
    told = refused(peerfind("confirm", "walk", "choir", "--how", "phone", *NOTE))
    assert told == "groups/example/choir.yaml cannot be written: it is read-only."
    assert files(folder) == before


def test_permissions_stay_and_a_link_stays_a_link(folder: Path) -> None:
    real = folder / "groups" / "real.yaml"
    at(folder, "walk").rename(real)
    at(folder, "walk").symlink_to(real)
    real.chmod(0o640)
    write_all(made(folder, "walk"))
    assert at(folder, "walk").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "status: paused" in real.read_text("utf-8")


def test_what_somebody_else_changed_meanwhile_is_not_lost(folder: Path) -> None:
    both = made(folder, "choir", "walk")
    before = files(folder)
    at(folder, "walk").write_text("name: New\n")
    with pytest.raises(UsageError, match=r"walk\.yaml cannot be written: somebody else"):
        write_all(both)
    assert files(folder) == {**before, "walk.yaml": b"name: New\n"}


def test_a_full_disk_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = files(folder)
    both = made(folder, "choir", "walk")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"choir\.yaml cannot be written: No space left"):
        write_all(both)
    assert files(folder) == before


def test_a_file_is_not_given_problems_that_it_had_not(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"walk\.yaml was not changed\. 'opne' is not known"):
        made(folder, "walk", status="opne")
    with pytest.raises(UsageError, match=r"broken\.yaml was not changed\. It cannot be read"):
        made(folder, "broken")
    with pytest.raises(UsageError, match=r"none\.yaml cannot be read: No such file"):
        made(folder, "none")


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed otherwise there")


@forks
def test_a_writer_who_is_killed_at_any_step_leaves_the_old_file_or_the_new(folder: Path) -> None:
    told = by_itself(killed_at_every_step, folder)
    assert told["other"] == []
    assert min(told["old"], told["new"]) > 0
    assert told["killed"] == told["steps"] > 20


@forks
def test_several_at_once_lose_none_of_their_edits(folder: Path) -> None:
    assert by_itself(many_at_once, folder) == ["paused"] * 8


# In a program of their own


def killed_at_every_step(folder: str) -> dict[str, Any]:
    processes.WRITING = ("keeping/writing.py", "keeping/placing.py")
    path = at(Path(folder), "walk")
    old = path.read_bytes()
    work: Callable[[], object] = partial(_pause, folder, "walk")
    steps = steps_of_writing(work)
    new = path.read_bytes()
    found: dict[str, Any] = {"steps": steps, "old": 0, "new": 0, "other": [], "killed": 0}
    for step in range(1, steps + 1):
        path.write_bytes(old)
        _, status = os.waitpid(started(partial(signalled, work, step, signal.SIGKILL)), 0)
        found["killed"] += os.WIFSIGNALED(status)
        data = path.read_bytes()
        kind = {old: "old", new: "new"}.get(data)
        if kind:
            found[kind] += 1
        else:
            found["other"].append(step)
    return found


def many_at_once(folder: str) -> list[str]:
    names = [f"g{number}" for number in range(8)]
    write_directory(Path(folder), dict.fromkeys(names, WALK))
    together([partial(_pause, folder, name) for name in names])
    texts = [at(Path(folder), name).read_text("utf-8") for name in names]
    return [text.partition("status: ")[2].partition("\n")[0] for text in texts]


def _pause(folder: str, *names: str) -> None:
    write_all(made(Path(folder), *names))
