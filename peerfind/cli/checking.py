"""The commands of those who keep a directory true: thin, as those of cli.commands, which registers them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerfind.cli import flags, forms, keeper_flags, reports
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from peerfind.keeping.checking import Checked, Choice
    from peerfind.keeping.fixing import Fixing


def check(  # noqa: PLR0917 (a command has as many as it has flags)
    paths: keeper_flags.Paths = None,
    fix: keeper_flags.Fix = False,
    unsafe_fixes: keeper_flags.UnsafeFixes = False,
    diff: keeper_flags.FixDiff = False,
    only: keeper_flags.Only = None,
    skip: keeper_flags.Skip = None,
    changed_since: keeper_flags.ChangedSince = None,
    strict: keeper_flags.Strict = False,
    output: keeper_flags.CheckForm = None,
    also: keeper_flags.Also = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Print every problem in the files, with line and column."""
    from peerfind.cli.session import day_of
    from peerfind.keeping.checking import Choice, checked, chosen_rules

    if diff and (output or also):
        raise UsageError("--diff shows lines, and goes with neither --output nor --also.")
    form, files = forms.chosen(output, forms.CHECK), _files(also or ())
    choice = Choice(chosen_rules(only or ()), chosen_rules(skip or ()), changed_since, strict)
    day = day_of(today) if today else None

    def look() -> Checked:
        return checked(paths or [], directory, choice, day)

    found = look()
    if diff:
        reports.write_fixing(_fixing(found, choice, day, unsure=unsafe_fixes), None)
    elif fix or unsafe_fixes:
        found = _fixed(look, found, _fixing(found, choice, day, unsure=unsafe_fixes))
    if not diff:
        reports.write_problems(form, found)
    for other, path in files:
        reports.problems_to_file(other, found, path)
    if not found.is_fine:
        raise typer.Exit(NOT_FINE)


def _fixing(found: Checked, choice: Choice, day: date | None, *, unsure: bool) -> Fixing:
    from peerfind.keeping.fixing import fixing

    return fixing(found, choice, day, unsure=unsure)


def _fixed(look: Callable[[], Checked], found: Checked, made: Fixing) -> Checked:
    """Put files in place that were mended, and what a look finds after it."""
    from peerfind.keeping.formatting import write

    write(made.folder, made.changes)
    after = look() if made.changes else found
    reports.write_fixing(made, len(after.problems))
    return after


def _files(also: Sequence[str]) -> list[tuple[str, Path]]:
    """The forms and the files that `--also` names. Raises UsageError for what is neither."""
    pairs = [one.partition("=") for one in also]
    for form, _, file in pairs:
        if form not in forms.CHECK or not file:
            raise UsageError(
                f"--also takes a form and a file, such as sarif=out.sarif, not {form!r}."
            )
    return [(form, Path(file)) for form, _, file in pairs]


def explain(
    rule: keeper_flags.OptionalRule = None,
    output: keeper_flags.RulesForm = None,
) -> None:
    """Say what a rule of check is about, why it matters, what to do."""
    from peerfind.keeping.checking import rule_id
    from peerfind.keeping.rules import RULES

    form = forms.chosen(output, forms.RULES)
    reports.write_rules(form, [RULES[rule_id(rule)]] if rule else [])


COMMANDS = (check, explain)
