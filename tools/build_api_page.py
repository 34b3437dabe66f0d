"""Writes docs/api.md from the docstrings of peerfind.api: `python tools/build_api_page.py`."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerfind import api
from peerfind.answers.ahead import Ahead, Coming
from peerfind.answers.answer import Answer
from peerfind.answers.rank import Match
from peerfind.errors import DirectoryError, UsageError
from peerfind.wording.interview import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
PROMISED = ("match", "next", "show", "questions", "terms", "crisis", "groups")
HEAD = """\
# peerfind from Python

*This page is written by `tools/build_api_page.py`. The tests run its examples; their groups are made up.*

```python
import peerfind

directory = peerfind.open("directory")  # a folder, or a file that `peerfind build` made
for match in directory.match(focus=["grief"], near="LS6").matches:
    print(match.rank, match.group.name, match.group.contact.phone if match.group.contact else "")
```

A directory that is open answers several questions much faster than as many commands do: it is read once. No
network is used, and what is asked is kept nowhere but in memory. `import peerfind` alone loads nothing else.

What stands on this page keeps its name and meaning within a major version; what other modules hold may not.
"""
RESULTS = (Answer, Match, Ahead, Coming, Question)
ERRORS = (UsageError, DirectoryError)


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## `peerfind.open(path=None)`\n", _told(api.opened)]
    parts += ["## A directory\n", _told(api.Directory)]
    for name in PROMISED:
        method = getattr(api.Directory, name)
        parts += [f"### `{_signature(method)}`\n", _told(method)]
    parts += [f"## `peerfind.api.{_signature(api.as_data)}`\n", _told(api.as_data)]
    parts += ["## What comes back\n", *map(_result, RESULTS)]
    parts += [
        "## Errors\n",
        *(f"- `{one.__module__}.{one.__name__}`: {_first(one)}" for one in ERRORS),
    ]
    return "\n".join(parts) + "\n"


def _signature(function: Any) -> str:
    """A function as it is called."""
    shown = str(inspect.signature(function)).replace("'", "")
    return f"{function.__name__}{shown.replace('(self, ', '(').replace('(self)', '()')}"


def _told(owner: Any) -> str:
    """What a docstring says, with its examples as blocks of code."""
    return "\n".join(_lines(inspect.getdoc(owner) or "")) + "\n"


def _lines(doc: str) -> Iterator[str]:
    is_code = False
    for line in doc.splitlines():
        starts = line.startswith(">>> ")
        if starts and not is_code:
            yield "```pycon"
        is_code = starts or (is_code and bool(line))
        if not line and is_code:
            yield "```"
        yield line
    if is_code:
        yield "```"


def _result(kind: Any) -> str:
    """What a value that comes back holds."""
    fields = ", ".join(f"`{name}`" for name in kind._fields)
    return f"### `{kind.__name__}`\n\n{_told(kind)}\nHolds {fields}.\n"


def _first(kind: type) -> str:
    return re.split(r"\n\n", inspect.getdoc(kind) or "")[0].replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
