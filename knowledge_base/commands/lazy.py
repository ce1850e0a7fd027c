"""Groups of commands, each a module of its own that is imported when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Imports a command only when it runs, so that ``kb decide`` starts at once.

    ``words`` has one line of help for each command; its module stands in ``package``.
    """

    def __init__(self, *args: Any, package: str, words: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package = package
        self._words = words

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click passes it
        """Return the names of the commands in the order of the help."""
        return list(self._words)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click passes it
        cmd_name: str,
    ) -> click.Command | None:
        """Return a command, or None for an unknown name."""
        if cmd_name not in self._words:
            return None
        command: click.Command = import_module(f"{self._package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; refuse an unknown one with a near name."""
        if args and args[0] not in self._words and not args[0].startswith("-"):
            from rules_engine.problems import near

            raise click.UsageError(f"there is no command {args[0]!r}.{near(args[0], self._words)}",
                                   ctx)  # fmt: skip
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click passes it
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._words.items()))
