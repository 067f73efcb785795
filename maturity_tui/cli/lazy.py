"""A Click group that imports a command's file only when that command is called.

`maturity --help` reads the table in main.py and nothing else: importing every command costs what they import.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NamedTuple

import click

from maturity_tui.cli.speak import shorten


class Lazy(NamedTuple):
    """A command that is not imported yet: its name, what it does, and where it stands."""

    name: str
    help: str
    module: str
    attribute: str


class LazyGroup(click.Group):
    """A group whose commands are named in a table, and imported one at a time."""

    def __init__(self, *args: Any, lazy: Sequence[Lazy] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = {item.name: item for item in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table, which is the order of the work."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        item = self.lazy.get(cmd_name)
        if item is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"maturity_tui.cli.{item.module}"), item.attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click's, but a misspelt name gets the nearest known one."""
        name = args[0]
        if name in self.list_commands(ctx) or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        close = get_close_matches(shorten(name), self.list_commands(ctx), n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise click.UsageError(f"There is no command {shorten(name)!r}.{hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        if not self.lazy:
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl([(item.name, item.help) for item in self.lazy.values()])
