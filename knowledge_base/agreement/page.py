"""A page with the compiled rules, served on loopback under the strictest policy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rules_engine.compile.javascript import runtime_modules

# Nothing inline, nothing from elsewhere, no eval.
POLICY = "default-src 'self'"
_KINDS = {".js": "text/javascript", ".json": "application/json"}
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<title>Agreement</title><script type="module" src="judge.js"></script></html>
"""


@contextmanager
def served_page(rule_file: Callable[[str], str]) -> Iterator[str]:
    """Serve a page that decides, and give its address.

    ``rule_file`` gives the text of ``<rule>.js``, its module, and ``<rule>.json``, its origin.
    """
    files = {
        "/": _PAGE,
        "/judge.js": (Path(__file__).parent / "judge.js").read_text(encoding="utf-8"),
        **{f"/{name}": text for name, text in runtime_modules().items()},
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = files.get(self.path)
            if found is None and self.path.startswith("/rules/"):
                found = rule_file(self.path.removeprefix("/rules/"))
            body = (found or "").encode()
            self.send_response(404 if found is None else 200)
            kind = _KINDS.get(Path(self.path).suffix, "text/html")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its own name
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
