"""``kb serve``: the site and the API on this machine, rebuilt at every save."""

from __future__ import annotations

import html
import logging
import shutil
import tempfile
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from knowledge_base.building import build_site, site_config
from knowledge_base.clock import today
from knowledge_base.commands.api import check_installed
from knowledge_base.commands.build import said_in_one_line
from knowledge_base.commands.feedback import store_address
from knowledge_base.commands.project import as_of_date, project_root, unwind_when_terminated
from knowledge_base.translation.schema_folder import keep_schemas
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from knowledge_base.pages.plugin import KnowledgeBasePlugin

_WATCHED = ("docs", "rules", "mkdocs.yml")
_POLLED = 0.5  # seconds between two looks at them
_API = ("/v1/", "/openapi.json", "/healthz")
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
    """Serve the help center and the API, and rebuild at every save.

    A save that breaks something is reported and leaves the last good site and rules standing.
    The schemas for editors are kept current too, as kb schema --watch does.
    """
    check_installed()
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
    """A site in a folder of its own, the API beside it, and the server in front of both."""

    def __init__(self, root: Path, as_of: date | None, site: Path) -> None:
        from a2wsgi import ASGIMiddleware

        from knowledge_base.http.app import create_app
        from knowledge_base.http.library import Library
        from knowledge_base.http.settings import Settings

        self.root = root
        self.as_of = as_of
        self.site = site
        self.url = ""
        self.library = Library()
        # The server of MkDocs speaks WSGI. a2wsgi has types of its own for what both of them say.
        settings = Settings(as_of=as_of, feedback=store_address(root))
        app: Any = create_app(root, settings, self.library)
        self.api: Any = ASGIMiddleware(app)

    def run(self, host: str, port: int) -> None:
        """Listen, build, and rebuild at every save until interrupted."""
        from mkdocs.livereload import LiveReloadServer
        from watchdog.observers.polling import PollingObserver

        class EarlyObserver(PollingObserver):
            """Watches from before the first build on, so that no save is missed meanwhile."""

            def start(self) -> None:
                if not self.is_alive():  # the server starts it again once it listens
                    super().start()

        server = LiveReloadServer(self.build, host, port, str(self.site))
        server.observer = EarlyObserver(timeout=_POLLED)
        self.url = server.url

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"].startswith(_API):
                answered: Iterable[bytes] = self.api(environ, start)
                return answered
            return server.serve_request(environ, start)

        server.set_app(answer)
        server.error_handler = self._error_page
        _check_port(server, host, port)
        for name in _WATCHED:
            server.watch(str(self.root / name))
        server.observer.start()
        try:
            self.build()
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs has no types here
        finally:
            server.shutdown()

    def build(self) -> None:
        """Build the site; whatever is wrong is printed, and the last good site stays.

        Nothing is raised: the server of MkDocs holds back every page after a build that raises.
        """
        day = self.as_of or today()
        with suppress(ProblemsFound, OSError):  # what is wrong in the sources, the build says
            keep_schemas(self.root, day)  # first: editors wait for it, and it takes a second
        try:
            config = site_config(self.root, as_of=day)
            config.site_url = self.url
            config.plugins["knowledge-base"].config.update(live=True, feedback="/v1/feedback")
            build_site(config, self.site)
            self.library.put(_plugin(config).center)
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


def _plugin(config: MkDocsConfig) -> KnowledgeBasePlugin:
    return cast("KnowledgeBasePlugin", config.plugins["knowledge-base"])


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
