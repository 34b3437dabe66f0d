"""Help that fits a screen: flags in named groups, one line each, without boxes."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from peerfind import config

ARGUMENTS, OTHER = "What to give", "Other"


class GroupedCommand(TyperCommand):
    """A command whose flags stand under the heads that `rich_help_panel` names, in the order of the code."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, no wider than the terminal."""
        _fit(formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the flags by group."""
        groups: dict[str, list[tuple[str, str]]] = {ARGUMENTS: []}
        for parameter in self.get_params(ctx):
            if row := parameter.get_help_record(ctx):
                is_argument = parameter.param_type_name == "argument"
                head = (
                    ARGUMENTS
                    if is_argument
                    else getattr(parameter, "rich_help_panel", None) or OTHER
                )
                groups.setdefault(head, []).append(row)
        other = groups.pop(OTHER, [])
        for head, rows in (*groups.items(), (OTHER, other)):
            if rows:
                with formatter.section(head):
                    formatter.write_dl(rows, col_max=26)


class GroupedCommands(TyperGroup):
    """The list of commands, under the heads that `rich_help_panel` names."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, no wider than the terminal."""
        _fit(formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by group, then the flags."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                head = getattr(command, "rich_help_panel", None) or "Commands"
                groups.setdefault(head, []).append((name, command.get_short_help_str(limit=70)))
        for head, rows in groups.items():
            with formatter.section(head):
                formatter.write_dl(rows)
        rows = [row for one in self.get_params(ctx) if (row := one.get_help_record(ctx))]
        with formatter.section("Options"):
            formatter.write_dl(rows)


def _fit(formatter: Any) -> None:
    """Keep lines within the terminal: Typer writes at least 50 columns, which a narrow one tears."""
    formatter.width = min(formatter.width, config.width())
