"""How our own robots differ from those that `scaffold` writes: they install the program from the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
THEIRS = ROOT / "peerfind/data/scaffold/dot-github/workflows"
OURS = ROOT / ".github/workflows"
_INSTALL = ("--quiet --requirement requirements.txt", "--quiet .")
_SCAFFOLD = "peerfind scaffold --check ."
_OLD_FILES = f"part \"What peerfind would write otherwise in this repository\" '~~~~' {_SCAFFOLD}"
# What is put in place of what, by the name of the file in the scaffold and here.
CHANGES = {
    ("check.yml", "directory.yml"): (
        _INSTALL,
        ("name: Check\n\n", "name: Directory\n\n"),
        ("  pull_request:\n", '  pull_request:\n    paths: ["directory/**"]\n'),
    ),
    ("comment.yml", "comment.yml"): (
        ("[Check]", "[Directory]"),
        ("what Check found", "what Directory found"),
    ),
    ("form-to-pull-request.yml", "form-to-pull-request.yml"): (_INSTALL,),
    ("housekeeping.yml", "housekeeping.yml"): (_INSTALL, (f"            {_OLD_FILES}\n", "")),
}


def ours(name: tuple[str, str]) -> str:
    """A robot of the scaffold as it has to stand here. Raises ValueError where nothing is to be changed."""
    robot = (THEIRS / name[0]).read_text(encoding="utf-8")
    for old, new in CHANGES[name]:
        if robot.count(old) != 1:
            raise ValueError(old)
        robot = robot.replace(old, new)
    return robot


if __name__ == "__main__":
    for one in CHANGES:
        (OURS / one[1]).write_text(ours(one), encoding="utf-8")
