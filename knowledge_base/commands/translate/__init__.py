"""``kb translate``: what translations need, and what was done about it."""

from __future__ import annotations

import click

from knowledge_base.commands.lazy import LazyGroup

_COMMANDS = {
    "status": "List the texts that need a translator, most needed first.",
    "show": "Show a text beside the English it was made from, and what is wrong with it.",
    "todo": "Walk through what needs a translator, one text at a time.",
    "edit": "Open a text in your editor, then check and record it.",
    "accept": "Say that texts are right as they are, and why.",
    "record": "Write down which texts were edited by hand.",
    "level": "Say how much a change of the English text matters.",
    "export": "Write texts for a translation tool, as PO or XLIFF.",
    "import": "Take texts back from a translation tool.",
}


@click.command(cls=LazyGroup, package="knowledge_base.commands.translate", words=_COMMANDS)
def command() -> None:
    """See what translations need, and write down what was done.

    docs/LANGUAGE/.state.json remembers of each text which English it was made from.
    """
