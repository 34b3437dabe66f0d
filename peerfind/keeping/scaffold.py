"""What a data repository of a team's own holds besides its groups, file by file.

Most files stand as they are in `data/scaffold`, where a name that starts with a dot starts with `dot-`; the
first words, contacts, questions and pages are those of the directory that comes with the program; the rest is
made of the registries and of the words that the team's directory knows.
"""

from __future__ import annotations

import json
from string import Template
from typing import TYPE_CHECKING

from peerfind import __version__, config, model, text
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import read_common
from peerfind.directory.scan import listed
from peerfind.directory.vocabulary import CLOSED, ROLL_UPS, Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping.issue_forms import issue_form
from peerfind.keeping.schema import schema
from peerfind.keeping.snippets import snippets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from peerfind.directory.vocabulary import Facet

TEMPLATES = config.PACKAGE / "data" / "scaffold"
_TEMPLATE = ".tmpl"
_DOT = "dot-"
_COPIED = ("vocabulary/*.yaml", "crisis.yaml", "questions.yaml", "guide/*.md")
_FOR_KEEPERS = "checked former_ids not_duplicate_of external_ids owner part_of replaced_by"
_NOTES = "status_note joining_note"
_NOT_IN_A_FORM = frozenset(f"{_FOR_KEEPERS} {_NOTES}".split())
_YOURS = ("directory/", "README.md", "CONTRIBUTING.md", "LICENSE.md", "requirements.txt")
_YOURS_TOO = frozenset({".github/CODEOWNERS"})
_ENDINGS = {
    "closed": "it has ended for good",
    "paused": "it has stopped for now",
    "full": "it runs, but takes nobody new",
}
_WAYS = {
    "phone": "somebody rang",
    "email": "somebody wrote",
    "visit": "somebody went there",
    "website": "it stands on the group's own website",
}

# The files that are made of the words of a directory.
MADE: dict[str, Callable[[Vocabulary], str]] = {
    ".github/ISSUE_TEMPLATE/new-group.yml": issue_form,
    "group.schema.json": lambda vocabulary: _json(schema(vocabulary, "this directory")),
    ".vscode/peerfind.code-snippets": lambda vocabulary: _json(snippets(vocabulary)),
}


def is_yours(file: str) -> bool:
    """Whether a file is the team's own from the first day, for them to change as they like."""
    return file.startswith(_YOURS) or file in _YOURS_TOO


def words_of(repository: Path) -> Vocabulary:
    """The words of a repository's own directory, or those that come with the program where it has none.

    Raises UsageError where some of its own cannot be read: what is made of them would lack the rest.
    """
    folder = repository / "directory"
    is_own = config.is_file(folder / config.SETTINGS_FILE)
    found = folder if is_own else config.shipped_directory()
    common = read_common(found, listed(found))
    if broken := [file for file in common.broken if file.startswith("vocabulary/")]:
        files = text.shown(text.listed(broken))
        raise UsageError(f"Nothing could be read of {files}. See why: peerfind check {folder}")
    return Vocabulary(common.terms)


def wanted(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Every file that this version would write for a directory with these words, by its path."""
    facts = _facts(vocabulary)
    found = {file: _written(path, facts) for file, path in _templates()}
    found |= {f"directory/{file}": path.read_bytes() for file, path in _copied()}
    found |= {file: make(vocabulary).encode() for file, make in MADE.items()}
    return dict(sorted(found.items()))


def _templates() -> Iterator[tuple[str, Path]]:
    for path in TEMPLATES.rglob("*"):
        if path.is_file():
            parts = path.relative_to(TEMPLATES).parts
            named = "/".join(
                f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in parts
            )
            yield named.removesuffix(_TEMPLATE), path


def _written(path: Path, facts: dict[str, str]) -> bytes:
    if path.suffix != _TEMPLATE:
        return path.read_bytes()
    return Template(path.read_text(encoding="utf-8")).substitute(facts).encode()


def _copied() -> Iterator[tuple[str, Path]]:
    """What comes with the program and does for any directory."""
    shipped = config.shipped_directory()
    for pattern in _COPIED:
        for path in shipped.glob(pattern):
            yield path.relative_to(shipped).as_posix(), path


def _facts(vocabulary: Vocabulary) -> dict[str, str]:
    """The few things that the templates leave open: the version, and what there is to choose from."""
    keys = [key for key in FIELDS.values() if key.name not in _NOT_IN_A_FORM]
    return {
        "version": __version__,
        "keys": _options(f"{key.name}: {key.doc}" for key in keys),
        "format": _options(_terms(vocabulary["format"])),
        "leader": _options(_terms(vocabulary["leader"])),
        "status": _options(f"{one}: {_ENDINGS[one]}" for one in model.STATUSES[:0:-1]),
        "how": _options((*(f"{one}: {_WAYS[one]}" for one in model.CHECKS), "something else")),
    }


def _terms(facet: Facet) -> Iterator[str]:
    """The terms that may be written, each with what people call it."""
    for term in facet.terms.values():
        if not (facet.name in CLOSED and term.id in ROLL_UPS):
            yield f"{term.id}: {term.label}"


def _options(options: Iterable[str]) -> str:
    """The options of a question in a form, each once, as the lines of a YAML list."""
    lines = (json.dumps(option, ensure_ascii=False) for option in dict.fromkeys(options))
    return "\n".join(f"        - {line}" for line in lines)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
