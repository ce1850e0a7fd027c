"""A PostgreSQL of one's own: in a temporary folder, on a socket there, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.project_copy import ROOT

_PATIENCE = 60  # seconds


@contextmanager
def running_server() -> Iterator[str]:
    """How to connect to a server that runs meanwhile."""
    programs = Path(_programs())
    folder = Path(tempfile.mkdtemp(prefix="kb-postgres-"))
    account = _account(folder)
    try:
        data = folder / "data"
        made: list[str | Path] = [
            programs / "initdb", "--pgdata", data, "--auth", "trust", "--username", "kb",
            "--no-sync", "--encoding", "UTF8", "--locale", "C",
        ]  # fmt: skip
        subprocess.run([*account, *made], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        started: list[str | Path] = [
            programs / "postgres", "-D", data, "-k", folder,
            "-c", "listen_addresses=", "-c", "fsync=off",
        ]  # fmt: skip
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*account, *started], cwd=folder, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            address = f"host={folder} user=kb dbname=postgres"
            _await(address, server, folder / "log")
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # ends connections, then itself
            server.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder)


def _programs() -> str:
    return (
        os.environ.get("KB_POSTGRES")
        or subprocess.run(
            [sys.executable, ROOT / "tools" / "find_postgres"],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout.strip()
    )


def _account(folder: Path) -> list[str]:
    """What runs the server as another account: it refuses to be root."""
    if os.geteuid() != 0:
        return []
    names = {each.pw_name for each in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return ["setpriv", f"--reuid={name}", "--clear-groups"]


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        else:
            return
