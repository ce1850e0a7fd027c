"""A server under load: ``python -m benchmarks.load``. 30 seconds, 32 connections, loopback.

Prints errors, requests a second, how long one took, and how much memory the server held.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cases import LEAVE

ROOT = Path(__file__).parent.parent
SECONDS, CONNECTIONS, PORT = 30, 32, 8799


@dataclass
class Seen:
    """What the clients saw: seconds of each answer, and how many were no good answer."""

    spent: list[float] = field(default_factory=list)
    errors: int = 0


def main() -> None:
    """Start a server, ask it, and print what was seen."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=int, default=SECONDS)
    options.add_argument("--connections", type=int, default=CONNECTIONS)
    given = options.parse_args()
    command = [str(Path(sys.executable).with_name("kb")), "--root", str(ROOT), "api"]
    server = subprocess.Popen([*command, "--port", str(PORT)], stderr=subprocess.DEVNULL)
    try:
        asyncio.run(_measure(server.pid, given.seconds, given.connections))
    finally:
        server.terminate()
        code = server.wait(60)
    print(f"{'exit code after SIGTERM':28}{code:>12}")


async def _measure(process: int, seconds: int, connections: int) -> None:
    await _until_it_answers()
    held = [_megabytes(process)]
    busy = _busy(process)
    seen = Seen()
    end = time.perf_counter() + seconds
    clients = [asyncio.create_task(_client(seen, end, number)) for number in range(connections)]
    await asyncio.sleep(seconds / 2)
    held.append(_megabytes(process))
    await asyncio.gather(*clients)
    held.append(_megabytes(process))
    seen.spent.sort()
    rows = {
        "connections": f"{connections}",
        "answers": f"{len(seen.spent)}",
        "errors": f"{seen.errors}",
        "answers a second": f"{len(seen.spent) / seconds:.0f}",
        "server's work an answer": f"{(_busy(process) - busy) / len(seen.spent) * 1000:.2f} ms",
        "median": f"{_at(seen.spent, 0.5) * 1000:.1f} ms",
        "99 of 100 within": f"{_at(seen.spent, 0.99) * 1000:.1f} ms",
        "longest": f"{seen.spent[-1] * 1000:.1f} ms",
        "memory at start, middle, end": " ".join(f"{each:.0f} MB" for each in held),
    }
    for what, measured in rows.items():
        print(f"{what:28}{measured:>12}")


async def _until_it_answers() -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            break
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    await _ask(reader, writer, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    writer.close()


def _requests() -> list[bytes]:
    """Return requests with every fact known, with some of them, and one that does not fit."""
    facts = [*LEAVE, {"is_owner": True}, {}]
    bodies = [json.dumps({"facts": each}).encode() for each in facts]
    head = (
        b"POST /v1/rules/leave-organization/decide%s HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
    )
    found = [head % (b"", len(body), body) for body in bodies]
    return [*found, head % (b"?words=de", len(bodies[0]), bodies[0])]


async def _client(seen: Seen, end: float, number: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    requests = _requests()
    while (start := time.perf_counter()) < end:
        number += 1
        try:
            status, body = await _ask(reader, writer, requests[number % len(requests)])
        except (OSError, asyncio.IncompleteReadError):
            seen.errors += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            continue
        seen.spent.append(time.perf_counter() - start)
        seen.errors += status != 200 or json.loads(body)["rule"] != "leave-organization"
    writer.close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bytes]:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


def _at(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def _busy(process: int) -> float:
    """Return the seconds of processor time that a process has used."""
    numbers = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576


if __name__ == "__main__":
    main()
