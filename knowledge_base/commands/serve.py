"""``kb serve``: the site on this machine, rebuilt at every save."""

from __future__ import annotations

import html
import logging
import shutil
import tempfile
from pathlib import Path

import click

from knowledge_base.building import build_site, site_config
from knowledge_base.commands.project import project_root

_NOT_BUILT = """<!doctype html>
<html lang="en">
<title>Not built</title>
<body><p>{}. The terminal says where. This page comes to life at the next good save.</p></body>
</html>
"""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--as-of", metavar="DATE", help="Show the values of this day (default: today).")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, as_of: str | None) -> None:
    """Serve the help center and rebuild it at every save.

    A save that breaks something is reported and leaves the last good site standing.
    """
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    root = project_root(ctx)
    with _Served(root, as_of) as served:
        served.run(host, port)


class _Served:
    """A site in a folder of its own, and the server in front of it."""

    def __init__(self, root: Path, as_of: str | None) -> None:
        self.root = root
        self.as_of = as_of
        self.folder = Path(tempfile.mkdtemp(prefix="knowledge-base-"))
        self.site = self.folder / "site"
        self.url = ""

    def __enter__(self) -> _Served:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, host: str, port: int) -> None:
        """Build, listen and rebuild until interrupted."""
        from mkdocs.livereload import LiveReloadServer

        server = LiveReloadServer(self.build, host, port, str(self.site))
        self.url = server.url
        server.error_handler = self._error_page
        self.build()
        for name in ("docs", "rules", "mkdocs.yml"):
            server.watch(str(self.root / name))
        try:
            server.serve()
        except KeyboardInterrupt:
            click.echo("Stopped.")
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {host}:{port}: {error.strerror}"
            ) from error
        finally:
            server.shutdown()

    def build(self) -> None:
        """Build the site; what is wrong is printed, and the last good site stays."""
        from mkdocs.exceptions import MkDocsException

        from knowledge_base.commands.project import as_of_date

        try:
            config = site_config(self.root, as_of=as_of_date(self.as_of))
            config.site_url = self.url
            build_site(config, self.site)
        except MkDocsException as error:
            click.echo(f"kb: {error}. The last good site stays.", err=True)
            if not self.site.exists():
                self.site.mkdir()
                page = _NOT_BUILT.format(html.escape(str(error)))
                (self.site / "index.html").write_text(page, encoding="utf-8")

    def _error_page(self, code: int) -> bytes | None:
        page = self.site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
