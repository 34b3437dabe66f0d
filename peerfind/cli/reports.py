"""What is shown to those who keep a directory, in each form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

from peerfind import config
from peerfind.cli import printing
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from peerfind.keeping.checking import Checked
    from peerfind.keeping.fixing import Fixing
    from peerfind.keeping.formatting import Formatting
    from peerfind.keeping.importing.feed import Imported
    from peerfind.keeping.rules.rule import Rule
    from peerfind.wording.changes import Report
    from peerfind.wording.coverage import Overview
    from peerfind.wording.likeness import Likeness
    from peerfind.wording.linking import Links
    from peerfind.wording.ringing import RingList


def write_problems(form: str, found: Checked) -> None:
    """Print what a check found."""
    printing.write(_report(form, found))


def problems_to_file(form: str, found: Checked, path: Path) -> None:
    """Write what a check found to a file, whole or not at all. Raises UsageError if that fails."""
    from peerfind.output.files import write_whole

    try:
        write_whole(path, _report(form, found))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None


def _report(form: str, found: Checked) -> Iterator[str]:
    """The report of a check in a form."""
    if form == "text":
        from peerfind.output.report import WIDTH, problems_text

        return problems_text(found, config.width() if sys.stdout.isatty() else WIDTH)
    homes = {"github": "annotations", "sarif": "sarif", "markdown": "report_markdown"}
    made = getattr(printing.layout(homes.get(form, "report")), f"problems_{form}")(found)
    return cast("Iterator[str]", made)


def write_rules(form: str, rules: Sequence[Rule]) -> None:
    """Print rules in full, or the list of all where there are none."""
    from peerfind.keeping.rules import RULES as EVERY
    from peerfind.output import rules as page

    if form == "json":
        printing.write_documents(
            form, "rules", [rule._asdict() for rule in rules or EVERY.values()]
        )
    elif form == "markdown":
        printing.write_as_is(page.reference(rules))
    else:
        printing.write_lines(page.lines(rules))


def write_ring_list(form: str, ring: RingList) -> None:
    """Print whom to ring."""
    from peerfind.output import ringlist

    printing.write_laid_out(form, ringlist, ring, ringlist.print_list)


def write_pairs(form: str, found: Sequence[Likeness]) -> None:
    """Print pairs that may be one group."""
    from peerfind.output import pairs

    printing.write_laid_out(form, pairs, found, pairs.print_pairs)


def write_changes(form: str, found: Report) -> None:
    """Print what changed."""
    from peerfind.output import changes

    printing.write_laid_out(form, changes, found, changes.print_changes)


def write_links(form: str, found: Links) -> None:
    """Print which web addresses still live."""
    from peerfind.output import links

    printing.write_laid_out(form, links, found, links.print_links)


def write_stats(form: str, found: Overview) -> None:
    """Print what a directory has, and where it has nothing."""
    from peerfind.output import coverage

    if form == "json":
        printing.write_document(coverage.document(found))
    else:
        printing.write_laid_out(form, coverage, found, coverage.print_overview)


def write_formatting(found: Formatting, *, as_diff: bool, is_written: bool) -> None:
    """Print the files that are not in their layout, or the lines that differ; the rest on standard error."""
    from peerfind.output import formatted

    printing.write_as_is(
        formatted.diffs(found.changes) if as_diff else formatted.changed_files(found)
    )
    sys.stdout.flush()  # so that on a terminal the count comes last
    sys.stderr.writelines(f"{line}\n" for line in formatted.told(found, is_written=is_written))


def write_fixing(made: Fixing, remaining: int | None) -> None:
    """Print the lines that would differ, where nothing is written; on standard error what was mended."""
    from peerfind.output import formatted

    if remaining is None:
        printing.write_as_is(formatted.diffs(made.changes, in_place=True))
        sys.stdout.flush()  # so that on a terminal the count comes last
    sys.stderr.writelines(f"{line}\n" for line in formatted.mended(made, remaining))


def write_facts(form: str, facts: Mapping[str, Any]) -> None:
    """Print what doctor found."""
    from peerfind.output import doctor

    if form == "json":
        printing.write_document(facts)
    else:
        printing.write_lines(doctor.lines(facts))


def write_imported(form: str, found: Imported) -> None:
    """Print what came of an import."""
    from peerfind.output import imported as data
    from peerfind.wording import imported as words

    if form == "plain":
        printing.write_lines(words.lines(found))
    else:
        printing.write_document(data.document(found))
