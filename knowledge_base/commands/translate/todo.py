"""``kb translate todo``: what needs a translator, one text after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from knowledge_base.clock import today
from knowledge_base.commands.project import unwind_when_terminated
from knowledge_base.commands.translate.editing import asked, edit_texts
from knowledge_base.commands.translate.project import read_project
from knowledge_base.commands.translate.text_view import print_text
from knowledge_base.content.units import files_of
from knowledge_base.translation.closeup import CloseUps
from knowledge_base.translation.recording import accept

if TYPE_CHECKING:
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit
    from knowledge_base.translation.closeup import CloseUp
    from rules_engine.ruleset import Ruleset


@click.command()
@click.argument("language")
@click.option("--guide", metavar="GUIDE", help="Only a guide and its rules, a rule, or a file.")
@click.pass_context
def command(ctx: click.Context, language: str, guide: str | None) -> None:
    """Walk through the texts of LANGUAGE that need a translator, the most needed first.

    Each is shown as by show. Answer e to edit it, a to accept it as it is with a reason, s to skip
    it, q to stop. Whatever is done is recorded at once: Ctrl-C and a closed terminal lose nothing.
    """
    unwind_when_terminated()
    walk = _Walk(ctx, language, guide)
    try:
        while (unit := walk.next_unit()) and walk.take(unit):
            pass
    except KeyboardInterrupt:
        click.echo(f"\n{walk.summary()}")
        raise click.Abort from None
    click.echo(walk.summary())


class _Walk:
    """Where somebody is in the list, and what was done on the way."""

    def __init__(self, ctx: click.Context, language: str, guide: str | None) -> None:
        self._ctx = ctx
        self._language = language
        self._guide = guide
        self._passed: set[Unit] = set()
        self._done = {"edited": 0, "accepted": 0, "skipped": 0}
        self._sources: Sources
        self._ruleset: Ruleset
        self._views: CloseUps
        self._read()

    def next_unit(self) -> Unit | None:
        """Return the most needed text that was not passed yet."""
        return next(iter(self._open()), None)

    def take(self, unit: Unit) -> bool:
        """Show a text until something is done about it; return whether to go on."""
        while True:
            view = self._views.of(unit)
            print_text(view)
            click.echo()
            can_accept = "" if view.kind == "missing" else "(a)ccept, "
            left = len(self._open())
            answer = asked(f"{left} to do. (e)dit, {can_accept}(s)kip, (q)uit: ")
            match (answer or "q")[:1].lower():
                case "e":
                    self._edit(unit)
                    return True
                case "a" if can_accept:
                    if self._accepted(view):
                        return True
                case "s":
                    self._pass("skipped", unit)
                    return True
                case "q":
                    return False

    def summary(self) -> str:
        """Return in a line what was done, and what is left."""
        done = ", ".join(f"{count} {what}" for what, count in self._done.items() if count)
        return f"{done or 'Nothing done'}; {len(self._views.needs)} texts of {self._language} open"

    def _read(self) -> None:
        self._sources, self._ruleset = read_project(self._ctx, self._language)
        self._views = CloseUps(self._sources, self._ruleset, self._language, today())

    def _open(self) -> list[Unit]:
        files = files_of(self._sources, self._guide) if self._guide else None
        return [
            unit
            for unit in self._views.needs
            if unit not in self._passed and (files is None or unit.file in files)
        ]

    def _pass(self, what: str, unit: Unit) -> None:
        self._done[what] += 1
        self._passed.add(unit)

    def _edit(self, unit: Unit) -> None:
        edit_texts(self._sources, self._ruleset, self._language, [unit], unit)
        self._read()
        self._pass("skipped" if unit in self._views.needs else "edited", unit)

    def _accepted(self, view: CloseUp) -> bool:
        """Accept a text as it was shown; return False where it is to be shown again."""
        reason = asked("Why may it stay as it is? ")
        if not reason:
            return False
        self._read()  # somebody may have edited it, or its source, since it was shown
        if view.unit not in self._views.needs:
            click.echo("It is current by now.")
            return True
        if self._views.of(view.unit) != view:
            click.echo("It was changed meanwhile: look again.")
            return False
        accept(self._sources, self._ruleset, self._language, [view.unit], reason)
        self._pass("accepted", view.unit)
        self._read()
        return True
