"""What Python files import, and what of it they use, each file read once for all tests."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pace import uncounted

if TYPE_CHECKING:
    from pathlib import Path


class Import(NamedTuple):
    """A module that is imported whole, or some names from it; `level` is the number of dots before it."""

    module: str
    names: tuple[str, ...] = ()
    level: int = 0

    @property
    def top(self) -> str:
        """The library in which it is."""
        return self.module.split(".")[0]


class Source(NamedTuple):
    """What a file imports, wherever that stands in it, and the `os.name` in it as ("os", "name")."""

    imports: tuple[Import, ...]
    attributes: frozenset[tuple[str, str]]


def source_in(text: str) -> Source:
    """A file that says `text`."""
    imports, attributes = list[Import](), set[tuple[str, str]]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imports += [Import(alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            imports.append(Import(node.module or "", names, node.level))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            attributes.add((node.value.id, node.attr))
    return Source(tuple(imports), frozenset(attributes))


@cache
def source(path: Path) -> Source:
    """A file."""
    with uncounted():
        return source_in(path.read_text("utf-8"))
