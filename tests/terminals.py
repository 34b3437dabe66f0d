"""Real terminals: what their screens are sent, and a shell that is typed into as staff do."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from running import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
READY = "@ready@ "
MORNING = """\
import sys
from datetime import datetime
from peerfind import config
config.now = lambda zone: datetime(2026, 11, 25, 9, tzinfo=zone)
from peerfind.__main__ import run
sys.exit(run(sys.argv[1:]))
"""
"""The program at nine on the morning of the tests' day, which staff do not type."""


def sized(terminal: int, width: int) -> None:
    """Give a terminal so many columns, and 24 rows."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))


def read_until(terminal: int, *ends: str, patience: float = 20) -> str:
    """What a terminal is sent until the text ends in one of `ends`, or until the program leaves."""
    shown = b""
    while select.select([terminal], [], [], patience)[0]:
        try:
            sent = os.read(terminal, 65536)
        except OSError:  # on Linux, the program has left
            break
        if not sent:
            break
        shown += sent
        if ends and shown.endswith(tuple(end.encode() for end in ends)):
            break
    return shown.decode()


class Shell:
    """An interactive shell with `peerfind` on its path, which keeps a history as everybody's does."""

    def __init__(self, home: Path, directory: Path, width: int = 80) -> None:
        self._ours, theirs = os.openpty()
        sized(theirs, width)
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc", "--noediting", "-i"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=_folder(home / "here"),
            env=self._variables(home, directory),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (no threads)
        )
        os.close(theirs)
        self._wait()

    @staticmethod
    def _variables(home: Path, directory: Path) -> dict[str, str]:
        program = _folder(home / "bin") / "peerfind"
        (home / "bin" / "morning.py").write_text(MORNING, encoding="utf-8")
        program.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{home}/bin/morning.py" "$@"\n', encoding="utf-8"
        )
        program.chmod(0o755)
        return environment(
            HOME=str(home),
            HISTFILE=str(home / ".bash_history"),
            PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            PEERFIND_DIRECTORY=str(directory),
            PS1=READY,
            PYTHONDONTWRITEBYTECODE="1",
            PYTHONPATH=str(ROOT),
            TERM="xterm-256color",
            TMPDIR=str(_folder(home / "tmp")),
            XDG_CACHE_HOME=str(_folder(home / "cache")),
            XDG_CONFIG_HOME=str(home / "config"),
            XDG_DATA_HOME=str(home / "data"),
            XDG_STATE_HOME=str(home / "state"),
        )

    def _wait(self) -> str:
        return read_until(self._ours, READY, "place: ", "> ")

    def typed(self, lines: Sequence[str]) -> str:
        """What is shown for a command, and for the lines that are typed at its prompts."""
        shown = ""
        for line in lines:
            os.write(self._ours, f"{line}\n".encode())
            _, _, answer = self._wait().partition("\n")  # less the line itself, which is echoed
            shown += answer
        return ESCAPE.sub("", shown).replace("\r", "").removesuffix(READY)

    def left(self) -> int:
        """The exit code of the shell, which writes its history when it is left."""
        os.write(self._ours, b"exit 0\n")
        read_until(self._ours)
        code = self._process.wait(timeout=20)
        os.close(self._ours)
        return code


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
