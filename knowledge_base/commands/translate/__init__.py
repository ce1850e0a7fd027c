"""``kb translate``: what translations need, and what was done about it."""

from __future__ import annotations

import click

from knowledge_base.commands.lazy import LazyGroup

_COMMANDS = {
    "record": "Write down which texts were edited by hand.",
}


@click.command(
    cls=LazyGroup,
    package="knowledge_base.commands.translate",
    words=_COMMANDS,
    short_help="Translate.",
)
def command() -> None:
    """See what translations need, and write down what was done.

    docs/LANGUAGE/.state.json remembers of each text which English it was made from.
    """
