"""What an experienced signposter would expect of the shipped directory, one file a caller's need."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from peerfind.__main__ import run
from peerfind.config import shipped_directory

NEEDS = sorted((Path(__file__).parent / "cases" / "needs").glob("*.yaml"))
TODAY = "2026-11-25"


def shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The ids of all the groups that answer, best first."""
    assert run(["match", *arguments, "--today", TODAY, "--limit", "0", "-o", "json"]) == 0
    return [result["id"] for result in json.loads(capsys.readouterr().out)["results"]]


def test_there_are_at_least_twenty_needs() -> None:
    assert len(NEEDS) >= 20


@pytest.mark.parametrize("file", NEEDS, ids=lambda file: file.stem)
def test_what_the_caller_needs_is_near_the_top(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (text only)

    ids = shown([*need["ask"], "--directory", str(shipped_directory())], capsys)

    first = ids[: int(need["within_first"])]
    assert set(need["must_show"]) <= set(first), f"{need['why']} But the first are {ids[:6]}."
    too_high = set(need.get("must_not_show", ())) & set(ids[: int(need.get("not_within_first", 0))])
    assert not too_high, need["why"]
