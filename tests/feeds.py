"""The files of others: read as an import reads them, and imported into a directory that is put back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from conftest import write_directory
from running import in_process, left_as_it_was, shared

from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.importing.draft import Setting
from peerfind.keeping.importing.forms import FORMS, Read
from peerfind.keeping.importing.settling import drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest
    from running import Ran

    from peerfind.keeping.importing.draft import Draft

TODAY = date(2026, 11, 25)  # a Wednesday
LONDON = ZoneInfo("Europe/London")


def read(form: str, data: Any, setting: Setting) -> list[Draft]:
    """What is made of the bytes or the text of a file, or of what its JSON says."""
    reader, mapping = FORMS[form].load()
    said = data if isinstance(data, bytes | str) else json.dumps(data)
    raw = said.encode() if isinstance(said, str) else said
    return [*drafts(reader(raw, Read()), mapping, setting)]


def left(draft: Draft) -> dict[str, str]:
    """What is left out, and why."""
    return {note.key: note.why for note in draft.notes if note.kind == "left"}


# Fixtures, which a module takes by `folder = pytest.fixture(feeds.folder)`


def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The words of the usual small directory."""
    return Vocabulary(load(write_directory(tmp_path_factory.mktemp("words"))).common.terms)


def setting(words: Vocabulary) -> Setting:
    """What a mapping has to know."""
    return Setting(words, TODAY, LONDON, {}, {})


def everyone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of one group for all tests of a module, so that its index is made once."""
    groups: dict[str, dict[str, Any]] = {"west-yorkshire/evening-circle": {}}
    return shared(tmp_path_factory.mktemp("shared") / "directory", groups)


def folder(everyone: Path) -> Iterator[Path]:
    """The same, and what a test changes in it is put back."""
    with left_as_it_was(everyone) as folder:
        yield folder


def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    """The command line over that directory, with the index that all tests of a module share."""
    runner = in_process(monkeypatch, capsys, tmp_path, folder)
    monkeypatch.setenv("PEERFIND_CACHE", str(folder.parent / "cache"))
    return runner
