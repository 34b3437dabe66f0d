"""Small fictional directories, written as a volunteer would write them."""

from __future__ import annotations

import gc
import json
import signal
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings
from pace import IS_ROBOT, uncounted

from peerfind.directory.folder import load
from peerfind.index.index import Index
from peerfind.index.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from running import Ran

# A shell ignores interrupts for what it runs in the background, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Twenty thousand tests are many objects to look through each time: a seventh of all the time.
gc.set_threshold(100_000, 50, 100)
# A slow machine is not a fault in what is tested.
hypothesis_settings.register_profile("patient", deadline=None)
# What the robot tries is the same each time, so that it never fails a change that is not at fault, and fewer
# things, so that nobody waits; on other machines it is something new each time, and so faults are found.
hypothesis_settings.register_profile(
    "settled", deadline=None, derandomize=True, database=None, max_examples=25
)
hypothesis_settings.load_profile("settled" if IS_ROBOT else "patient")

# Of one test's examples the robot counts the lines of so many: the others run through the same ones.
COUNTED = 5
_EXAMPLES: Counter[tuple[str, str]] = Counter()


@pytest.fixture(autouse=True)
def _few_examples_counted(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run most examples of a long list, and what is marked so, without counting their lines.

    To count them takes up to three times as long.
    """
    test = request.node.path.name, getattr(request.node, "originalname", "")
    _EXAMPLES[test] += 1
    is_known = request.node.get_closest_marker("uncounted") or _EXAMPLES[test] > COUNTED
    with uncounted() if IS_ROBOT and is_known else nullcontext():
        yield


GROUP: dict[str, Any] = {
    "name": "Example Evening Circle",
    "organisation": "Example Trust",
    "summary": "A weekly evening where people talk over tea.",
    "status": "open",
    "format": ["in-person"],
    "setting": ["group"],
    "leader": ["peer"],
    "focus": ["depression"],
    "activities": ["walking"],
    "style": ["open-discussion"],
    "ages": "18+",
    "welcomes": ["carers"],
    "languages": ["en"],
    "meets": [{"days": ["tuesday"], "start": "19:00", "end": "20:30"}],
    "nation": "England",
    "venue": {"name": "Example Hall", "town": "Hebden Bridge", "postcode": "HX7 8AD"},
    "access": ["step-free"],
    "no_access": ["hearing-loop"],
    "cost": "free",
    "joining": ["drop-in"],
    "contact": {"phone": "0113 496 0123", "website": "https://example.org/circle"},
    "sources": [{"url": "https://example.org/circle", "published": "2026-05"}],
}

VOCABULARY: dict[str, list[dict[str, Any]]] = {
    "focus": [
        {"id": "mental-health", "aliases": ["mental illness"]},
        {"id": "mood", "broader": ["mental-health"]},
        {"id": "depression", "aliases": ["low mood"], "broader": ["mood"], "related": ["anxiety"]},
        {"id": "postnatal-depression", "aliases": ["baby blues"], "broader": ["depression"]},
        {"id": "anxiety", "aliases": ["worry"], "broader": ["mental-health"]},
        {"id": "grief", "label": "grief and loss", "aliases": ["bereavement"]},
    ],
    "activity": [
        {"id": "outdoors"},
        {"id": "walking", "broader": ["outdoors"], "offers": ["personal-connection"]},
        {"id": "crafts", "aliases": ["knitting"]},
    ],
    "community": [
        {"id": "women", "excludes": ["men"]},
        {"id": "mothers", "broader": ["women"]},
        {"id": "men"},
        {"id": "carers"},
        {"id": "south-asian", "label": "South Asian people"},
    ],
    "access": [{"id": "step-free"}, {"id": "hearing-loop"}, {"id": "accessible-toilet"}],
    "language": [{"id": "en", "label": "English"}, {"id": "cy", "label": "Welsh"}],
    "format": [{"id": "chat", "offers": ["anonymity", "no-travel"]}],
    "setting": [{"id": "one-to-one", "offers": ["one-to-one-attention"]}],
    "leader": [{"id": "peer", "aliases": ["someone who has been there"]}],
    "style": [{"id": "course", "offers": ["practical-strategies"]}],
    "joining": [{"id": "drop-in", "aliases": ["just turn up"]}],
    "cost": [],
    "want": [{"id": "anonymity", "aliases": ["no names"]}],
}

SETTINGS = {"title": "Example directory", "review_after": "6 months"}


def typed(keys: Mapping[str, Any]) -> str:
    """A YAML file with a line a key; a value of None leaves the line out."""
    stated = {key: value for key, value in keys.items() if value is not None}
    return "".join(f"{key}: {json.dumps(stated[key], ensure_ascii=False)}\n" for key in stated)


def group_yaml(**changes: Any) -> str:
    """A complete fictional group with some keys changed, added, or (None) left out."""
    return typed({**GROUP, **changes})


def write_directory(
    folder: Path,
    groups: Mapping[str, str | Mapping[str, Any]] | None = None,
    *,
    vocabulary: Mapping[str, Any] | None = None,
    settings: str | Mapping[str, Any] | None = None,
    crisis: str | list[dict[str, Any]] | None = None,
) -> Path:
    """Write a directory below `folder`; a group is its whole text, or changes to the usual one.

    A group's key is its id or `place/id`. `vocabulary` replaces whole facets of the usual one.
    """
    files = {f"vocabulary/{k}.yaml": v for k, v in {**VOCABULARY, **(vocabulary or {})}.items()}
    files["directory.yaml"] = settings if isinstance(settings, str) else typed(settings or SETTINGS)
    files["crisis.yaml"] = [] if crisis is None else crisis
    for at, group in (groups or {}).items():
        file = f"groups/{at if '/' in at else f'example/{at}'}.yaml"
        files[file] = group if isinstance(group, str) else group_yaml(**group)
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def read_index(folder: Path, *groups: Any, **others: Any) -> Index:
    """The index of a directory that is written below `folder`, without a cache."""
    return Index(parts(load(write_directory(folder, *groups, **others))).__getitem__)


@pytest.fixture
def index(tmp_path: Path) -> Callable[..., Index]:
    """A maker of indexes: `index({"one": {"cost": "free"}})`."""
    return lambda *groups, **others: read_index(tmp_path / "directory", *groups, **others)


@pytest.fixture
def directory() -> Path | None:
    """The directory that `peerfind` asks, where a module has one of its own; this one is none."""
    return None


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path | None,
) -> Callable[..., Ran]:
    """The command line in this process, as a person runs it who has this directory and no settings."""
    from running import in_process  # which takes the directories of this module

    return in_process(monkeypatch, capsys, tmp_path, directory)
