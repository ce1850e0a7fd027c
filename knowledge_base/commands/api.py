"""``kb api``: the rules over HTTP."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from knowledge_base.commands.feedback import STORE
from knowledge_base.commands.project import as_of_date, project_root

_KEYS = "KB_API_KEYS"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
@click.option("--as-of", metavar="DATE", help="Day of requests without one (default: today).")
@click.option(
    "--api-keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Lines 'name sha256'; only who holds such a key may ask. Or set {_KEYS}.",
)
@click.option(
    "--allow-origin",
    multiple=True,
    metavar="ORIGIN",
    help="Site whose pages may ask from a browser; may be given several times.",
)
@click.option(
    "--feedback",
    metavar="ADDRESS",
    help="Take opinions of readers, kept in sqlite:///FILE or postgresql://USER@HOST/DATABASE. "
    f"Or set {STORE}, which hides a password.",
)
@click.pass_context
def command(
    ctx: click.Context,
    host: str,
    port: int,
    as_of: str | None,
    api_keys: Path | None,
    allow_origin: tuple[str, ...],
    feedback: str | None,
) -> None:
    """Answer over HTTP until SIGTERM or Ctrl-C; what was taken is finished.

    Addresses: /v1/reference shows them all, /openapi.json says them to programs.
    """
    check_installed()
    from knowledge_base.http.app import create_app  # FastAPI takes long to load
    from knowledge_base.http.keys import Keys, read_keys
    from knowledge_base.http.server import listen, log_to_standard_error, serve
    from knowledge_base.http.settings import Settings

    for origin in allow_origin:
        if not re.fullmatch(r"https?://[^/\s]+", origin):
            raise click.UsageError(f"{origin!r} is no origin. Write https://host, without a path")
    keys = Keys()
    if api_keys is not None:
        keys = read_keys(api_keys.read_text(encoding="utf-8", errors="replace"), str(api_keys))
    elif _KEYS in os.environ:
        keys = read_keys(os.environ[_KEYS], _KEYS)
    day = as_of_date(as_of) if as_of else None
    opinions = feedback or os.environ.get(STORE)
    settings = Settings(as_of=day, allow_origins=allow_origin, keys=keys, feedback=opinions)
    try:
        listening = listen(host, port)
    except (OSError, OverflowError) as error:
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error}. Choose another with --port"
        ) from error
    with listening:
        app = create_app(project_root(ctx), settings)
        app.state.library.edition.prepare(settings.day())
        log_to_standard_error()
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Answering on http://{shown}:{port}/v1/reference", err=True)
        serve(app, listening)


def check_installed() -> None:
    """Raise ``click.UsageError`` where what HTTP needs is not there: it is an extra."""
    from importlib.util import find_spec

    missing = [
        each for each in ("fastapi", "uvicorn", "a2wsgi", "sqlalchemy") if find_spec(each) is None
    ]
    if missing:
        raise click.UsageError(
            f"{', '.join(missing)} is not installed. Install knowledge-base[http]"
        )
