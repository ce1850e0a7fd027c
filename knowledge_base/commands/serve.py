"""``kb serve``: the site on this machine, rebuilt at every save."""

from __future__ import annotations

import html
import logging
import shutil
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_base.building import build_site, site_config
from knowledge_base.clock import today
from knowledge_base.commands.build import said_in_one_line
from knowledge_base.commands.project import as_of_date, project_root, unwind_when_terminated

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_WATCHED = ("docs", "rules", "mkdocs.yml")
_NOT_BUILT = """<!doctype html>
<html lang="en">
<title>Not built</title>
<body><p>{} The terminal says where. This page comes to life at the next good save.</p></body>
</html>
"""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--as-of", metavar="DATE", help="Show the values of this day (default: today).")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, as_of: str | None) -> None:
    """Serve the help center and rebuild it at every save.

    A save that breaks something is reported and leaves the last good site standing.
    """
    root, day = project_root(ctx), as_of_date(as_of) if as_of else None
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    unwind_when_terminated()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="knowledge-base-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            _Served(root, day, folder / "site").run(host, port)
        except KeyboardInterrupt:
            click.echo("Stopped.")


class _Served:
    """A site in a folder of its own, and the server in front of it."""

    def __init__(self, root: Path, as_of: date | None, site: Path) -> None:
        self.root = root
        self.as_of = as_of
        self.site = site
        self.url = ""

    def run(self, host: str, port: int) -> None:
        """Listen, build, and rebuild at every save until interrupted."""
        from mkdocs.livereload import LiveReloadServer

        server = LiveReloadServer(self.build, host, port, str(self.site))
        self.url = server.url
        server.error_handler = self._error_page
        _check_port(server, host, port)
        self.build()
        for name in _WATCHED:
            server.watch(str(self.root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()

    def build(self) -> None:
        """Build the site; whatever is wrong is printed, and the last good site stays.

        Nothing is raised: the server of MkDocs holds back every page after a build that raises.
        """
        try:
            config = site_config(self.root, as_of=self.as_of or today())
            config.site_url = self.url
            build_site(config, self.site)
        except (Exception, SystemExit) as error:
            said = said_in_one_line(error)
            stays = "The last good site stays." if self.site.exists() else ""
            click.echo(f"kb: {said} {stays}".rstrip(), err=True)
            if not self.site.exists():
                self.site.mkdir()
                page = _NOT_BUILT.format(html.escape(said))
                (self.site / "index.html").write_text(page, encoding="utf-8")

    def _error_page(self, code: int) -> bytes | None:
        page = self.site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _check_port(server: LiveReloadServer, host: str, port: int) -> None:
    """Say that a port is taken before the first build, not after it."""
    import socket

    with socket.socket(server.address_family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError) as error:
            raise click.UsageError(
                f"cannot listen on {host}:{port}: {error}. Choose another with --port"
            ) from error
