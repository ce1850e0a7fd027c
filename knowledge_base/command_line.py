"""``kb``: the command line. Each command is a module of its own, imported when it is called."""

from __future__ import annotations

import sys

import click

from knowledge_base.commands.lazy import LazyGroup
from knowledge_base.commands.project import ROOT, find_root

_COMMANDS = {
    "decide": "Decide a rule on some facts.",
    "bulk": "Decide every row of a table.",
    "rules": "List the rules, or show one in words.",
    "check": "Check rules, guides and texts.",
    "fmt": "Put text files into their one form.",
    "build": "Build the help center.",
    "serve": "Serve the help center and the API, rebuilt at every save.",
    "api": "Answer over HTTP: decisions, batches, rules and values.",
    "feedback": "Report what readers say of the guides.",
    "translate": "Show what translations need, and write down what was done.",
    "read": "Compare what the languages say, text by text.",
    "coverage": "Count which facts of the fact sheets are told.",
    "labels": "List the labels of the product, and which are assumed.",
    "addresses": "List the addresses of the guides, and record new ones.",
    "replay": "Decide a record again by today's rules.",
    "agree": "Decide the same cases in every back end, and compare.",
    "diff": "Show who is answered otherwise by another version of the rules.",
    "sql": "Print a rule as SQL that decides every row of a table.",
    "export": "Write a rule as JsonLogic or DMN for engines of others.",
    "schema": "Write the schemas with which an editor helps to word texts.",
    "new": "Start a rule, a guide or a language.",
}

# A command that cannot work says why in a few lines; `kb check` says everything.
_SHOWN = 5


@click.command(
    cls=LazyGroup,
    package="knowledge_base.commands",
    words=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--root", help="Folder of the project (default: the nearest one upwards).")
@click.version_option(package_name="knowledge-base")
@click.pass_context
def kb(ctx: click.Context, root: str | None) -> None:
    """A help center whose pages and answers come from the same rules."""
    ctx.meta[ROOT] = lambda: find_root(root)


def run() -> None:
    """Run ``kb``. Exit codes: 0 done or decided, 2 bad input, 3 needs-info, 4 invalid.

    Whatever is wrong is one line for each problem on standard error, never a usage page.
    """
    from rules_engine.problems import ProblemsFound

    try:
        sys.exit(kb.main(prog_name="kb", standalone_mode=False))
    except ProblemsFound as found:
        errors = [each for each in found.problems if each.severity == "error"]
        for problem in errors[:_SHOWN]:
            click.echo(f"kb: {problem.in_one_line()}", err=True)
        if len(errors) > _SHOWN:
            click.echo(f"kb: and {len(errors) - _SHOWN} more. See all: kb check", err=True)
    except click.exceptions.NoArgsIsHelpError as nothing_asked:
        nothing_asked.show()
    except click.ClickException as error:
        click.echo(f"kb: {_said(error)}", err=True)
    except click.Abort:  # interrupted by its user, who knows
        sys.exit(130)
    except BrokenPipeError:  # the reader of a pipe went away: nothing is left to say
        sys.stderr.close()
        sys.exit(0)
    sys.exit(2)


def _said(error: click.ClickException) -> str:
    """Return what click complains about in one line, with the help that explains it."""
    message = " ".join(error.format_message().split()).rstrip(".")
    stop = "" if message.endswith(("?", ")")) else "."
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" See: {context.command_path} --help" if context else ""
    return f"{message}{stop}{hint}"
