"""``kb serve``: goes on after a broken save, and recovers at the next good one."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import IO, TYPE_CHECKING

import pytest

from tests.project_copy import edit, kb, kb_command, kb_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "docs/en/guides/billing/billing-frequency.yml"
SUMMARY, BROKEN = "\nsummary:", "\nsummary: ["
PAGE = "billing/billing-frequency/"


class Server:
    """A running ``kb serve``, asked as a browser asks."""

    def __init__(self, root: Path, temporary: Path, errors: IO[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.errors = errors
        self.process = subprocess.Popen(
            kb_command("serve", "--port", str(self.port)),
            cwd=root,
            env=kb_environment(TMPDIR=str(temporary)),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )

    def page(self, address: str) -> str:
        url = f"http://127.0.0.1:{self.port}/{address}"
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.read().decode())
        except OSError:
            return ""  # it does not listen yet

    def said(self) -> str:
        self.errors.seek(0)
        return self.errors.read()

    def stop(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        out, _ = self.process.communicate(timeout=60)
        return self.process.returncode, out


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


@pytest.fixture
def server(project: Path, temporary: Path, tmp_path: Path) -> Iterator[Server]:
    """Start where the very first build fails."""
    edit(project / TEXT, SUMMARY, BROKEN)
    with (tmp_path / "errors").open("w+", encoding="utf-8") as errors:
        running = Server(project, temporary, errors)
        yield running
        running.process.kill()
        running.process.communicate()


def eventually(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def test_a_broken_save_never_takes_the_site_away(
    server: Server, project: Path, temporary: Path
) -> None:
    eventually(lambda: "comes to life at the next good save" in server.page(""), "a first page")
    assert "KB290" in server.said()
    assert '"code": "KB808"' in server.page("v1/rules")

    edit(project / TEXT, BROKEN, SUMMARY)
    eventually(lambda: "</article>" in server.page(PAGE), "the first good site")
    served = server.page(PAGE)
    assert "/livereload/" in server.page("js/livereload.js") or "livereload" in served
    assert (project / ".schemas/de/guides/billing/billing-frequency.json").exists()

    edit(project / TEXT, SUMMARY, BROKEN)
    eventually(lambda: "The last good site stays." in server.said(), "the problem is printed")
    assert without_epochs(server.page(PAGE)) == without_epochs(served)

    edit(project / TEXT, BROKEN, SUMMARY)
    words = (project / TEXT).read_text(encoding="utf-8")
    (project / TEXT).write_text(
        re.sub('^title: "', 'title: "Saved again: ', words, flags=re.MULTILINE), encoding="utf-8"
    )
    eventually(lambda: "Saved again: " in server.page(PAGE), "the next good save")

    code, out = server.stop(signal.SIGTERM)
    assert (code, out) == (0, "Stopped.\n")
    assert "Traceback" not in server.said()
    assert list(temporary.iterdir()) == []


def test_the_api_answers_by_the_rules_of_the_last_good_save(
    server: Server, project: Path, temporary: Path
) -> None:
    eventually(lambda: "KB290" in server.said(), "the first build")
    edit(project / TEXT, BROKEN, SUMMARY)  # before the server listens
    eventually(lambda: '"status": "ok"' in server.page("healthz"), "the first good site")
    lines = [
        {"rule": "sms-two-factor-country", "facts": {"residence_country": "NO"}},
        {"rule": "sms-two-factor-country", "facts": {"residence_country": "CH"}},
    ]

    def outcomes() -> list[str]:
        body = "\n".join(json.dumps(line) for line in lines).encode()
        headers = {"Content-Type": "application/x-ndjson"}
        url = f"http://127.0.0.1:{server.port}/v1/decide"
        request = urllib.request.Request(url, body, headers)
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  our own
            return [json.loads(line)["outcome"] for line in answer]

    assert outcomes() == ["denied", "allowed"]

    parameters = project / "rules/parameters/two-factor.yml"
    edit(parameters, "value: [CH, FR, BE, DE]", "value: [CH, FR, BE, DE, XX]")
    eventually(lambda: "The last good site stays." in server.said(), "the problem is printed")
    assert outcomes() == ["denied", "allowed"]

    edit(parameters, "value: [CH, FR, BE, DE, XX]", "value: [NO, FR, BE, DE]")
    eventually(lambda: outcomes() == ["allowed", "denied"], "the next good save")


def without_epochs(page: str) -> str:
    """Return a page without the numbers that the live reload counts with."""
    return re.sub(r"livereload\(\d+, \d+\)", "livereload()", page)


def test_ctrl_c_stops_it_cleanly(server: Server, temporary: Path) -> None:
    eventually(lambda: server.page("") != "", "a first page")
    code, out = server.stop(signal.SIGINT)
    assert (code, out) == (0, "Stopped.\n")
    assert "Traceback" not in server.said()
    assert list(temporary.iterdir()) == []


def test_a_port_in_use_is_said_before_anything_is_built(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = kb(project, "serve", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert ended.stderr.startswith("kb: cannot listen on 127.0.0.1:")
    assert "Choose another with --port." in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "x"], ["--as-of", "soon"]])
def test_a_wrong_word_is_one_line(project: Path, arguments: list[str]) -> None:
    ended = kb(project, "serve", *arguments)
    assert ended.returncode == 2
    assert ended.stderr.startswith("kb: ")
    assert ended.stderr.count("\n") == 1
