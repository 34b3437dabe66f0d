"""Workflows of GitHub: read from a file, and their steps run in a shell, with a `gh` that only notes down."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHELL = [
    "bash",
    "--noprofile",
    "--norc",
    "-eo",
    "pipefail",
]  # as GitHub starts it for `shell: bash`
GH = """\
#!/usr/bin/env bash
{{ printf '%s\\x1f' "$@"; printf '\\x1e'; }} >> {fake}/calls
query=""
last=""
for one in "$@"; do
  if [ "$last" = --jq ]; then query=$one; fi
  case "$last=$one" in
    --input=-) cat >> {fake}/input; echo >> {fake}/input ;;
    --body-file=*) cat "$one" > {fake}/body ;;
    *=body=@*) cat "${{one#body=@}}" > {fake}/body ;;
    *=content=@*) cat "${{one#content=@}}" > {fake}/content ;;
  esac
  last=$one
done
answer() {{ if [ -n "$query" ]; then jq --raw-output "$query"; else cat; fi; }}
case "$*" in
{cases}
  *) ;;
esac
"""


class Stepped(NamedTuple):
    """What a step came to: its exit code, all that it wrote, its outputs, and the calls of `gh`."""

    code: int
    log: str
    outputs: dict[str, str]
    calls: list[list[str]]


def loaded(path: Path) -> Any:
    """A YAML file, every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def steps(path: Path) -> list[dict[str, Any]]:
    """The steps of all the jobs of a workflow."""
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def script(path: Path, name: str) -> str:
    """What the step of a name runs."""
    (found,) = [step["run"] for step in steps(path) if step.get("name") == name]
    return str(found)


class Runner:
    """A machine with a working folder, where steps run one after the other.

    `answers` says what `gh` prints where its arguments hold a text: bytes, or JSON for `--jq`. `tools` are
    other programs, each a script of its own.
    """

    def __init__(
        self, folder: Path, answers: Mapping[str, bytes], tools: Mapping[str, str]
    ) -> None:
        self.work, self.fake, self.temp = (folder / name for name in ("work", "fake", "temp"))
        for one in (self.work, self.fake, self.temp, folder / "bin"):
            one.mkdir(parents=True)
        cases = []
        for number, (pattern, answer) in enumerate(answers.items()):
            (self.fake / f"answer{number}").write_bytes(answer)
            quoted = re.sub(r"([^A-Za-z0-9*])", r"\\\1", pattern)
            cases.append(f"  *{quoted}*) answer < {self.fake}/answer{number} ;;")
        self._tool(folder, "gh", GH.format(fake=self.fake, cases="\n".join(cases)))
        for name, text in tools.items():
            self._tool(folder, name, f"#!/usr/bin/env bash\n{text}")
        self.path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def _tool(self, folder: Path, name: str, text: str) -> None:
        (folder / "bin" / name).write_text(text, encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)

    def run(self, text: str, **variables: str) -> Stepped:
        """Run what a step runs, with the variables of its `env`."""
        output = self.fake / "output"
        output.write_bytes(b"")
        (self.fake / "calls").write_bytes(b"")
        given = {
            "PATH": self.path,
            "LANG": "C.UTF-8",
            "HOME": str(self.work),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.fake / "summary"),
            "RUNNER_TEMP": str(self.temp),
            **variables,
        }
        (self.fake / "step.sh").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [*SHELL, str(self.fake / "step.sh")],
            cwd=self.work,
            env=given,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=30,
        )
        log = done.stdout.decode(errors="replace")
        pairs = [line.partition("=") for line in output.read_text(encoding="utf-8").splitlines()]
        calls = (self.fake / "calls").read_text(encoding="utf-8").split("\x1e")[:-1]
        arguments = [call.split("\x1f")[:-1] for call in calls]
        return Stepped(done.returncode, log, {name: value for name, _, value in pairs}, arguments)

    def kept(self, name: str) -> str:
        """What `gh` was given as its body, content or input."""
        path = self.fake / name
        return path.read_text(encoding="utf-8") if path.exists() else ""
