"""An editor without a screen: it speaks to the real yaml-language-server over its protocol."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.node_engines import NODE, beside_python

_SERVER = NODE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE = 60  # seconds; an answer takes milliseconds, but the machine may be busy
# As an editor is set up by .vscode/settings.json, and nothing is asked of other hosts.
_SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "hoverSchemaSource": False,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    }
}
_CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "publishDiagnostics": {},
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the server underlines; line and column count from 1, as ``kb check`` counts them."""

    line: int
    column: int
    message: str


class LanguageServer:
    """One server for one folder. Files are told to it as an editor tells them, saved or not."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._server = subprocess.Popen(
            [beside_python("node"), str(_SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._ids = itertools.count(1)
        self._versions = itertools.count(1)
        self._open: set[str] = set()
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._found: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()
        where = {"rootUri": root.as_uri(), "capabilities": _CAPABILITIES, "processId": None}
        self._ask("initialize", where | {"workspaceFolders": None})
        self._tell("initialized", {})

    def close(self) -> None:
        """End the server as an editor ends it."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._server.wait(timeout=_PATIENCE)
        self._reader.join(timeout=_PATIENCE)
        for stream in (self._server.stdin, self._server.stdout):
            assert stream is not None
            stream.close()

    def open(self, file: str, content: str | None = None) -> list[Finding]:
        """Open a file with what it holds, or with ``content``; return what is underlined."""
        path = self._root / file
        text = path.read_text(encoding="utf-8") if content is None else content
        document = {"uri": path.as_uri(), "version": next(self._versions)}
        self._forget()
        if file in self._open:
            changes = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", changes)
        else:
            self._open.add(file)
            document |= {"languageId": "yaml", "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        return self.findings(file)

    def tell_of_schema(self, file: str) -> None:
        """Tell that a schema was written, as an editor does that watches the folder."""
        self._forget()
        change = {"uri": (self._root / file).as_uri(), "type": 2}
        self._tell("workspace/didChangeWatchedFiles", {"changes": [change]})

    def findings(self, file: str) -> list[Finding]:
        """Return what the server next says of a file."""
        uri = (self._root / file).as_uri()
        while True:
            said = self._found.get(timeout=_PATIENCE)
            if said["uri"] == uri:
                return sorted(map(_finding, said["diagnostics"]), key=lambda each: each.line)

    def hover(self, file: str, line: int, column: int) -> str:
        """Return the Markdown shown at a place, which counts from 1."""
        answer = self._ask("textDocument/hover", self._place(file, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def completions(self, file: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """Return what is offered at a place, by its label."""
        answer = self._ask("textDocument/completion", self._place(file, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: item for item in items}

    def _place(self, file: str, line: int, column: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": (self._root / file).as_uri()},
            "position": {"line": line - 1, "character": column - 1},
        }

    def _forget(self) -> None:
        while not self._found.empty():
            self._found.get()

    def _ask(self, method: str, params: object) -> Any:
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while (answer := self._answers.get(timeout=_PATIENCE))["id"] != number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._server.stdin.flush()

    def _read_all(self) -> None:
        while (message := self._read()) is not None:
            method = message.get("method")
            if method == "textDocument/publishDiagnostics":
                self._found.put(message["params"])
            elif method == "workspace/configuration":
                wanted = [_SETTINGS.get(each["section"]) for each in message["params"]["items"]]
                self._send({"id": message["id"], "result": wanted})
            elif method is None:
                self._answers.put(message)
            elif "id" in message:
                self._send({"id": message["id"], "result": None})

    def _read(self) -> dict[str, Any] | None:
        assert self._server.stdout is not None
        length = 0
        while (line := self._server.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        if not line:
            return None
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        return message


def _finding(said: dict[str, Any]) -> Finding:
    start = said["range"]["start"]
    return Finding(start["line"] + 1, start["character"] + 1, said["message"])
