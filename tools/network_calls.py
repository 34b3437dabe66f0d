"""Runs every command but `links` under strace, and tells which asked the kernel for a socket.

    python tools/network_calls.py

Needs strace (Linux). A command that opens any socket at all is printed with its call, and the exit code is 1.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
GROUP = """name: Example Walk
summary: A walk.
format: [in-person]
leader: [peer]
focus: [grief]
meets:
  - days: tuesday
sources:
  - url: https://example.org/walk
"""
LINES = (
    "match grief --near LS6 --age 40", "match -o html", "next --days 30", "next -o ics", "show walk",
    "questions walk", "share walk", "report walk", "terms focus", "crisis", "guide --search grief",
    "check", "check --fix", "fmt --check", "explain text-cut-off", "stale", "duplicates", "stats",
    "schema", "doctor", "export -o csv", "export -o html", "build --output built.sqlite",
    "diff directory directory", "confirm walk --how phone --note same --dry-run",
    "close walk --reason ended --dry-run", "pause walk --reason rest --dry-run", "scaffold repository",
)  # fmt: skip


def sockets(folder: Path, line: str) -> list[str]:
    """The calls about the network that a command makes, as strace tells them."""
    log = folder / "calls"
    strace = ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", str(log)]
    program = [sys.executable, "-m", "peerfind", *line.split()]
    paths = {"PYTHONPATH": str(ROOT), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*strace, *program], cwd=folder, env=paths, check=False, capture_output=True
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{line} ended with {done.returncode}: {done.stderr.decode()}")
    return log.read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Run all commands and tell what they called."""
    found = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "directory" / "groups" / "leeds").mkdir(parents=True)
        (folder / "directory" / "directory.yaml").write_text("title: Example\n", encoding="utf-8")
        (folder / "directory" / "groups" / "leeds" / "walk.yaml").write_text(
            GROUP, encoding="utf-8"
        )
        for line in LINES:
            calls = sockets(folder, line)
            found += bool(calls)
            print(f"peerfind {line}: {len(calls)} calls", *calls[:3], sep="\n  ")
    print(f"{len(LINES)} command lines, {found} with a call about the network")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
