"""Writes the manual page and the completions of a system's shells, from the same help that `-h` prints.

    python tools/build_man.py [FOLDER]

In FOLDER (`share` where none is named) files stand as in /usr/share: `man/man1/peerfind.1`, and a completion
each for bash, zsh and fish. Whoever packages peerfind runs it; nothing of it is kept in the repository, so
none is ever out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from peerfind import __version__
from peerfind.cli.commands import command

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPLETIONS = {
    "bash": "bash-completion/completions/peerfind",
    "zsh": "zsh/site-functions/_peerfind",
    "fish": "fish/vendor_completions.d/peerfind.fish",
}
ENVIRONMENT = {
    "PEERFIND_DIRECTORY": "The directory to read, or a file that build made.",
    "PEERFIND_CACHE": "The folder of the index.",
    "PEERFIND_DEBUG": "Show the traceback of a fault.",
    "ACCESSIBLE": "Print plain lines, as a screen reader reads them.",
    "NO_COLOR": "Print nothing bold and nothing underlined.",
    "COLUMNS": "The width of the screen.",
}
PRIVACY = (
    "What is asked is kept nowhere but in the history of the shell. A place that is typed as --near - is "
    "asked for at a prompt, and so is not in that history either."
)


def main(arguments: list[str]) -> None:
    """Write every file, and print its path."""
    folder = Path(arguments[0] if arguments else "share")
    files = {"man/man1/peerfind.1": manual()}
    files |= {path: completion(shell) for shell, path in COMPLETIONS.items()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        print(path)


def manual() -> str:
    """The manual page, as troff."""
    return "\n".join(_lines()) + "\n"


def completion(shell: str) -> str:
    """What a shell reads to complete what is typed after `peerfind`."""
    from typer._completion_shared import get_completion_script

    return get_completion_script(
        prog_name="peerfind", complete_var="_PEERFIND_COMPLETE", shell=shell
    )


def _lines() -> Iterator[str]:
    program = command()
    context = _context(program, "peerfind")
    yield f'.TH PEERFIND 1 "" "peerfind {__version__}" "User Commands"'
    yield from (".SH NAME", f"peerfind \\- {_first_small(escaped(_sentence(program.help)))}")
    yield from (".SH SYNOPSIS", ".B peerfind", ".I COMMAND", "[ARGUMENTS]")
    yield from (".SH DESCRIPTION", escaped(program.help))
    yield from (".SH OPTIONS", *_parameters(program, context))
    yield ".SH COMMANDS"
    for name in program.list_commands(context):
        one = program.get_command(context, name)
        if not one.hidden:
            yield from _command(one, _context(one, name, context))
    yield from (".SH ENVIRONMENT", *_terms(ENVIRONMENT))
    yield from (".SH EXIT STATUS", escaped(program.epilog.removeprefix("Exit codes: ")))
    yield from (".SH PRIVACY", escaped(PRIVACY))


def _context(one: Any, name: str, parent: Any = None) -> Any:
    return one.context_class(one, info_name=name, parent=parent, **one.context_settings)


def _command(one: Any, context: Any) -> Iterator[str]:
    usage = " ".join((context.info_name, *one.collect_usage_pieces(context)))
    yield from (f".SS {escaped(usage)}", escaped(one.help))
    yield from _parameters(one, context)


def _parameters(one: Any, context: Any) -> Iterator[str]:
    """Every argument and flag with its help, but `--help`, which all commands have."""
    rows = (row for each in one.get_params(context) if (row := each.get_help_record(context)))
    yield from _terms({flags: said for flags, said in rows if "--help" not in flags})


def _terms(rows: dict[str, str]) -> Iterator[str]:
    for name, said in rows.items():
        yield from (".TP", f".B {escaped(name)}", escaped(said) or "\\&")


def escaped(words: str) -> str:
    """Words that troff shows as they are: on one line, no hyphen broken, nothing taken for a request."""
    line = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _sentence(words: str) -> str:
    return words.partition(".")[0]


def _first_small(words: str) -> str:
    return words[:1].lower() + words[1:]


if __name__ == "__main__":
    main(sys.argv[1:])
