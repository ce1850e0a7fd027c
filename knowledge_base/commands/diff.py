"""``kb diff``: who is answered otherwise by another version of the rules."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import as_of_date, project_root
from knowledge_base.commands.terminal import ACCENT, console, rich_text
from knowledge_base.content.answers import fact_pairs
from knowledge_base.content.center import HelpCenter
from knowledge_base.loading import load_help_center
from rules_engine.history import Flip, flips
from rules_engine.model.decision import Verdict
from rules_engine.problems import refused
from rules_engine.ruleset import Ruleset, load_rules


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@click.option("--as-of", metavar="DATE", help="Date of the decisions (default: today).")
@click.option("--lang", default="en", show_default=True, help="Language of the words.")
@click.pass_context
def command(
    ctx: click.Context, before: str, after: str | None, as_of: str | None, lang: str
) -> None:
    """Compare two versions of the rules: folders, or revisions of git.

    AFTER is the project's own rules when left out. For each rule that answers otherwise, facts are
    shown with the answer before and after. Exit codes: 0 no difference, 1 differences, 2 bad input.
    """
    root, day = project_root(ctx), as_of_date(as_of)
    center = load_help_center(root, day)
    check_language(lang, center.languages)
    old = _version(root, before)
    new = _version(root, after) if after else center.ruleset
    view, found = _View(center, lang), False
    for rule, witnesses in flips(old, new, day):
        found = True
        view.show(rule, witnesses, was=rule in old.rules, is_now=rule in new.rules)
    if not found:
        click.echo("Every rule answers as before.")
    ctx.exit(1 if found else 0)


def _version(root: Path, name: str) -> Ruleset:
    folder = Path(name)
    if folder.is_dir():
        return load_rules(folder / "rules" if (folder / "rules").is_dir() else folder)
    packed = subprocess.run(  # noqa: S603  # git reads the name as a revision, never a shell
        ["git", "-C", str(root), "archive", "--format=tar", name, "rules"],  # noqa: S607  # git of PATH
        capture_output=True, check=False,
    )  # fmt: skip
    if packed.returncode != 0:
        raise refused(
            "KB007",
            f"{name!r} is no folder of rules, and no revision with some",
            "Name a folder, a tag, a branch or a commit.",
        )
    with tempfile.TemporaryDirectory() as beside:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(beside, filter="data")
        return load_rules(Path(beside) / "rules")


class _View:
    def __init__(self, center: HelpCenter, language: str) -> None:
        self.center = center
        self.language = language
        self.out = console()

    def show(self, rule: str, witnesses: list[Flip], *, was: bool, is_now: bool) -> None:
        self.out.print()
        known = rule in self.center.ruleset.rules
        question = self.center.words(rule, self.language).question.inline if known else None
        self.out.print(Text.assemble((rule, ACCENT), "  ", rich_text(question) if question else ""))
        if not (was and is_now):
            self.out.print(Padding("A new rule." if is_now else "Taken away.", (0, 0, 0, 2)))
        for flip in witnesses:
            self.out.print(Padding(Text(self._facts(flip)), (1, 0, 0, 2)))
            self.out.print(
                Padding(
                    Text.assemble(("before  ", "dim"), self._said(flip, flip.before)), (0, 0, 0, 4)
                )
            )
            self.out.print(
                Padding(
                    Text.assemble(("after   ", "dim"), self._said(flip, flip.after)), (0, 0, 0, 4)
                )
            )

    def _facts(self, flip: Flip) -> str:
        words = self.center.words(flip.rule, self.language)
        pairs = fact_pairs(flip.facts, words)
        labelled = self.center.wording(self.language).formats.labelled
        return " · ".join(labelled(label, value) for label, value in pairs)

    def _said(self, flip: Flip, verdict: Verdict) -> Text:
        words = self.center.words(flip.rule, self.language)
        site = self.center.site(self.language)
        known = verdict.outcome in words.rule.outcomes
        said = (
            rich_text(words.outcome(verdict.outcome).inline)
            if known and verdict.outcome
            else Text(verdict.outcome or site[f"decision.{verdict.status}"])
        )
        for reason in verdict.reasons:
            if reason in words.rule.reasons:
                said.append(" – ").append_text(rich_text(words.fails(reason).inline))
            else:
                said.append(f" – {reason}")
        for name, value in verdict.values.items():
            if name in words.rule.values:
                said.append(
                    f" {words.value_label(name).text}: "
                    f"{words.answer_value(name, value, flip.facts)}"
                )
        return said
