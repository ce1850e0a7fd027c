"""``kb api`` as it runs: it streams, it ends without losing what it took, it waits for nobody."""

from __future__ import annotations

import hashlib
import http.client
import json
import signal
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.http.test_decisions import LEAVE
from tests.project_copy import ROOT, kb, kb_command, kb_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECIDE = "/v1/rules/leave-organization/decide"
BODY = json.dumps({"facts": LEAVE})
JSON = {"Content-Type": "application/json"}
pytestmark = pytest.mark.xdist_group("kb-api")


class Server:
    def __init__(self, log: Path, *arguments: str, **environment: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = log
        with log.open("w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                kb_command("api", "--port", str(self.port), *arguments),
                cwd=ROOT,
                env=kb_environment(**environment),
                stderr=errors,
            )
        deadline = time.monotonic() + 120
        while "Answering on" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def connect(self) -> closing[http.client.HTTPConnection]:
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60))

    def ask(self, method: str, path: str, **given: Any) -> tuple[int, bytes]:
        with self.connect() as connection:
            return ask(connection, method, path, **given)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)


@contextmanager
def running(log: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    server = Server(log, *arguments, **environment)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("api") / "log", "--as-of", "2026-11-22") as found:
        yield found


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, **given: Any
) -> tuple[int, bytes]:
    connection.request(method, path, **given)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_it_decides_and_keeps_the_connection(server: Server) -> None:
    with server.connect() as connection:
        for _ in range(3):
            status, body = ask(connection, "POST", DECIDE, body=BODY, headers=JSON)
            assert (status, json.loads(body)["outcome"]) == (200, "denied")


def test_answers_stream_while_lines_are_still_sent(server: Server) -> None:
    with ExitStack() as stack:
        address = ("127.0.0.1", server.port)
        client = stack.enter_context(socket.create_connection(address, timeout=60))
        client.sendall(
            b"POST /v1/decide HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            b"Content-Type: application/x-ndjson\r\n\r\n"
        )
        line = json.dumps({"rule": "leave-organization", "facts": LEAVE}).encode() + b"\n"
        answers = stack.enter_context(client.makefile("rb"))
        while answers.readline() != b"\r\n":
            pass
        for _ in range(3):
            client.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            size = int(answers.readline(), 16)
            record = json.loads(answers.read(size))
            answers.readline()
            assert record["outcome"] == "denied"
        client.sendall(b"0\r\n\r\n")
        assert answers.readline() == b"0\r\n"


def test_a_client_that_sends_everything_before_it_reads_is_answered_in_order(
    server: Server,
) -> None:
    count = 20_000  # the answers are more than any buffer between the two holds
    lines = "".join(
        json.dumps({"rule": "leave-organization", "facts": {"user_count": each}}) + "\n"
        for each in range(count)
    )
    headers = {"Content-Type": "application/jsonl"}
    status, body = server.ask("POST", "/v1/decide", body=lines.encode(), headers=headers)
    assert status == 200
    counted = [json.loads(line)["facts"]["user_count"] for line in body.splitlines()]
    assert counted == list(range(count))


def test_a_client_that_goes_away_does_no_harm(server: Server) -> None:
    for sent in (b"POST", f"POST {DECIDE} HTTP/1.1\r\nContent-Length: 9\r\n"
                 "Content-Type: application/json\r\n\r\n{".encode()):  # fmt: skip
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(sent)
    assert server.ask("GET", "/healthz")[0] == 200


@pytest.mark.parametrize("sent", [b"", b"GET /healthz HTTP/1.1\r\nHost: "])
def test_a_connection_on_which_no_whole_head_comes_is_closed(server: Server, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as client:
        client.sendall(sent)
        assert client.recv(1) == b""


def test_too_large_a_body_is_refused_whether_its_length_is_said_or_not(server: Server) -> None:
    for chunked in (False, True):
        body: Any = iter([b" " * 65_536] * 40) if chunked else b" " * 2_000_000
        status, answer = server.ask("POST", DECIDE, body=body, headers=JSON, encode_chunked=chunked)
        assert (status, json.loads(answer)["code"]) == (413, "KB804")


def test_too_long_a_head_is_refused(server: Server) -> None:
    headers = {f"X-{number}": "x" * 1000 for number in range(80)}
    assert server.ask("GET", "/healthz", headers=headers)[0] in {400, 431}


def test_the_log_has_a_line_of_json_for_each_request_and_no_facts(server: Server) -> None:
    facts = {"facts": {"login_address": "sec-ret@example.org"}}
    server.ask("POST", f"{DECIDE}?q=sec-ret", body=json.dumps(facts), headers=JSON)
    server.ask("GET", "/sec-ret")
    deadline = time.monotonic() + 60
    while '"status": 404' not in server.said():  # it is written after the answer is sent
        assert time.monotonic() < deadline
        time.sleep(0.05)
    head, *lines = server.said().splitlines()
    assert head.startswith("Answering on http://127.0.0.1:")
    logged = [json.loads(line) for line in lines]
    assert any(each.get("rule") == "leave-organization" for each in logged)
    assert "sec-ret" not in server.said()


def test_terminated_under_load_it_finishes_what_it_took(tmp_path: Path) -> None:
    lines = json.dumps({"rule": "leave-organization", "facts": LEAVE}) + "\n"
    with running(tmp_path / "log") as server, server.connect() as batch:
        clients = [_Client(server) for _ in range(8)]
        for each in clients:
            each.start()
        for each in clients:
            assert each.answered.wait(60)
        batch.request("POST", "/v1/decide", lines * 5000, {"Content-Type": "application/jsonl"})
        taken = batch.getresponse()
        first = taken.readline()
        server.process.send_signal(signal.SIGTERM)
        assert (first + taken.read()).count(b"\n") == 5000
        assert server.process.wait(60) == 0
        for each in clients:
            each.join(60)
        assert [each.end for each in clients] == ["refused"] * 8
        assert "Traceback" not in server.said()


class _Client(threading.Thread):
    """Asks again and again until the server takes no more; ``end`` says how that was seen."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.answered = threading.Event()
        self.end = ""

    def run(self) -> None:
        with self.server.connect() as connection:
            while not self.end:
                self.end = self._ask(connection)
                self.answered.set()

    @staticmethod
    def _ask(connection: http.client.HTTPConnection) -> str:
        try:
            connection.request("POST", DECIDE, BODY, JSON)
            answer = connection.getresponse()
        except OSError:  # not taken: nothing of an answer has come
            return "refused"
        try:
            decided = json.loads(answer.read())["outcome"]
        except (OSError, ValueError, http.client.HTTPException):
            return "cut"
        return "" if (answer.status, decided) == (200, "denied") else f"{answer.status} {decided}"


def test_ctrl_c_ends_it_cleanly_too(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        assert server.stop(signal.SIGINT) == 0
        assert "Traceback" not in server.said()


def test_keys_come_from_a_file_or_from_the_environment(tmp_path: Path) -> None:
    line = f"crm {hashlib.sha256(b'key').hexdigest()}\n"
    (tmp_path / "keys").write_text(line, encoding="utf-8")
    known = {"Authorization": "Bearer key"}
    with running(tmp_path / "log", "--api-keys", str(tmp_path / "keys")) as server:
        assert server.ask("GET", "/v1/rules")[0] == 401
        assert server.ask("GET", "/v1/rules", headers=known)[0] == 200
    with running(tmp_path / "log", KB_API_KEYS=line) as server:
        assert server.ask("GET", "/v1/rules")[0] == 401
        assert server.ask("GET", "/v1/rules", headers=known)[0] == 200


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = kb(ROOT, "api", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert ended.stderr.startswith("kb: cannot listen on 127.0.0.1:")
    assert "Choose another with --port." in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "0"], "--port"),
        (["--as-of", "soon"], "KB506"),
        (["--allow-origin", "help.example.org"], "is no origin"),
        (["--allow-origin", "https://help.example.org/"], "is no origin"),
        (["--api-keys", "nowhere"], "--api-keys"),
        (["--api-keys", "mkdocs.yml"], "KB811"),
    ],
)
def test_a_wrong_word_is_bad_input(arguments: list[str], said: str) -> None:
    ended = kb(ROOT, "api", *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
