"""What is printed, piece by piece; what a form needs is imported when it is used."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from peerfind import config
from peerfind.cli.forms import DATA
from peerfind.cli.lines import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from peerfind.output.render import Page

VERSION = 1


def write_laid_out(form: str, layout: Any, made: Any, draw: Callable[[Any, Page], None]) -> None:
    """Print what was made: drawn for a terminal, as data, or as it is laid out in another form."""
    if form == "table":
        draw(made, page())
    elif form in DATA:
        write(getattr(layout, f"{form}_text")(made))
    else:
        write_as_is(getattr(layout, f"{form}_text")(made))


def layout(form: str) -> Any:
    """The module that lays out a form."""
    return import_module(f"peerfind.output.{form}")


def page() -> Page:
    """Where things are drawn for a terminal."""
    from peerfind.output.render import Page

    return Page(sys.stdout, config.width(), color=config.has_color(sys.stdout))


def write(parts: Iterable[str]) -> None:
    """Write texts to standard output, one after the other."""
    for part in parts:
        sys.stdout.write(part)


def write_as_is(lines: Iterable[str]) -> None:
    """Write lines as they are, however long."""
    write(f"{line}\n" for line in lines)


def write_lines(lines: Iterable[str]) -> None:
    """Write lines; a terminal gets them wrapped, unless its user has asked for plain ones."""
    is_wrapped = sys.stdout.isatty() and not config.is_plain()
    write_as_is(wrapped(lines, config.width()) if is_wrapped else lines)


def write_document(document: Mapping[str, Any]) -> None:
    """Print one JSON document."""
    write((json.dumps(document, ensure_ascii=False, indent=2), "\n"))


def write_documents(form: str, name: str, documents: Sequence[Any]) -> None:
    """Print documents: each on a line of its own, or all under a name in one."""
    if form == "jsonl":
        write_as_is(json.dumps(one, ensure_ascii=False) for one in documents)
        return
    whole = {"version": VERSION, name: documents}
    write((json.dumps(whole, ensure_ascii=False, indent=2), "\n"))
