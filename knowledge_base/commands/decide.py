"""``kb decide``: one decision, or a batch; every rule is a subcommand with flags of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from knowledge_base.clock import today
from knowledge_base.commands.at_once import EXIT_CODES
from knowledge_base.commands.project import as_of_date, project_root, rules_folder
from rules_engine.json_facts import error_record, read_facts, read_request
from rules_engine.problems import ProblemsFound
from rules_engine.program_cache import CachedPrograms, open_programs

if TYPE_CHECKING:
    from rules_engine.model.decision import Decision
    from rules_engine.model.value_types import ValueType
    from rules_engine.program import Program


class _RuleCommands(click.Group):
    """A command for each rule, with a flag for each of its inputs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return open_programs(rules_folder(ctx)).rules

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        return _rule_command(open_programs(rules_folder(ctx)).program(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Rules"):
            formatter.write_text(", ".join(self.list_commands(ctx)))


@click.group(cls=_RuleCommands, invoke_without_command=True, subcommand_metavar="RULE [FACTS]...")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="JSON lines {rule, facts, as_of?}; '-' reads standard input.",
)
@click.option("--as-of", metavar="DATE", help="With --batch: the date of lines without one.")
@click.pass_context
def command(ctx: click.Context, batch: TextIO | None, as_of: str | None) -> None:
    """Decide a rule on some facts.

    Exit codes: 0 decided, 3 more facts are needed, 4 the facts contradict each other, 2 bad input.
    """
    if ctx.invoked_subcommand is not None:
        if batch is not None or as_of is not None:
            raise click.UsageError(
                "--batch and its --as-of go without a rule; --as-of after the rule"
            )
        return
    if batch is None:
        raise click.UsageError("name a rule, or give --batch FILE")
    default = as_of_date(as_of) if as_of else None
    programs = open_programs(rules_folder(ctx))
    wrong = 0
    for record in _records(batch, programs, default):
        wrong += "error" in record
        click.echo(json.dumps(record, ensure_ascii=False))
    ctx.exit(2 if wrong else 0)


def _records(
    lines: TextIO, programs: CachedPrograms, default: date | None
) -> Iterator[dict[str, object]]:
    for line in _lines(lines):
        try:
            rule, facts, as_of = read_request(line)
            day = as_of or default or today()
            yield programs.program(rule).decide(facts, day).to_json()
        except ProblemsFound as found:
            yield error_record(found)


def _lines(lines: TextIO) -> Iterator[str]:
    """Yield every line; one that is not UTF-8 comes as such, and becomes an error of its own."""
    if hasattr(lines, "reconfigure"):
        lines.reconfigure(errors="backslashreplace")
    yield from lines


def _rule_command(program: Program) -> click.Command:
    options: list[click.Parameter] = [
        click.Option([f"--{name.replace('_', '-')}", f"fact_{name}"], metavar=_metavar(each),
                     help=each.allowed)
        for name, each in program.types.items()
    ]  # fmt: skip
    options += [
        click.Option(["--facts"], metavar="JSON", help="All facts as one JSON object."),
        click.Option(["--as-of"], metavar="DATE", help="Date of the decision (default: today)."),
        click.Option(["--lang"], default="en", help="Language of the answer.", show_default=True),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the decision record only."),
    ]

    @click.pass_context
    def run(
        ctx: click.Context, /, facts: str | None, as_of: str | None, lang: str, as_json: bool,
        **given: str | None,
    ) -> None:  # fmt: skip
        found: dict[str, object] = read_facts(facts) if facts is not None else {}
        for option, value in given.items():
            if value is not None:
                name = option.removeprefix("fact_")
                found[name] = _typed(program.types[name], value)
        decision = program.decide(found, as_of_date(as_of))
        if as_json:
            click.echo(json.dumps(decision.to_json(), ensure_ascii=False))
        else:
            _show(ctx, decision, lang)
        ctx.exit(EXIT_CODES[decision.status])

    return click.Command(program.rule, params=options, callback=run,
                         help=f"Decide the rule {program.rule}.")  # fmt: skip


def _metavar(each: ValueType) -> str:
    return "|".join(each.choices) if each.kind == "choice" else each.kind.upper()


def _typed(each: ValueType, text: str) -> object:
    """Return the value that a word of the command line stands for; types check it afterwards."""
    if text == "null" and each.nullable:
        return None
    if each.kind == "boolean":
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if each.kind == "integer" and text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        return int(text) if len(text) < 20 else text
    return text


def _show(ctx: click.Context, decision: Decision, language: str) -> None:
    from knowledge_base.commands.answer_view import show_answer  # words and colours: slow to load

    show_answer(project_root(ctx), decision, language)
