"""The site, built once by the command everybody knows, and served as a web server would."""

from __future__ import annotations

import functools
import gzip
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "fr", "de", "it", "es")

# What a careful administrator sends, and what every page says itself.
SECURITY_POLICY = "default-src 'self'"
# What web servers compress: text of any kind. Fonts and pictures are compressed already.
_COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml")


def build(target: Path, *arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target), *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def addresses(site: Path) -> list[str]:
    """Return the address of every page for readers, the English ones first.

    Pages that only lead on are left out, and the one of the team about translations.
    """
    pages = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    found = (("/" if page == "." else f"/{page}/") for page in pages)
    return sorted(each for each in found if not each.startswith(("/a/", "/translations/")))


def language_of(address: str) -> str:
    """Return the language that an address stands for."""
    first = address.split("/")[1]
    return first if first in LANGUAGES else "en"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  named so by what it overrides
        """Stay quiet."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", SECURITY_POLICY)
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with compressed text where the browser takes it; leave all else to Python."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        kind = self.guess_type(path)
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or not path.is_file() or not kind.startswith(_COMPRESSED):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), compresslevel=6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site on loopback and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
