"""Opinions are kept in SQLite and PostgreSQL alike, and what was acknowledged outlives a kill."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_base.feedback.opinion import Opinion
from knowledge_base.feedback.store import NotKept, open_store
from rules_engine.problems import ProblemsFound
from tests.project_copy import ROOT, kb_environment
from tests.rules_engine.sql.postgres_server import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 11, 22)
# Keeps opinions as fast as it can, and says of each that it is kept.
WRITER = """
import sys, uuid
from datetime import date
from knowledge_base.feedback.opinion import Opinion
from knowledge_base.feedback.store import open_store

store = open_store(sys.argv[1])
while True:
    id = uuid.uuid4().hex
    store.keep(Opinion(id, "g", "en", "0" * 12, False, "wrong", id * 30), date(2026, 11, 22))
    print(id, flush=True)
"""


def opinion(**changed: object) -> Opinion:
    given = {"id": uuid.uuid4().hex, "guide": "add-user", "language": "de", "revision": "0" * 12,
             "helpful": False, "reason": None, "comment": None}  # fmt: skip
    return Opinion(**{**given, **changed})  # type: ignore[arg-type]  # what is given fits the fields


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'opinions.sqlite'}"
        return
    with running_server() as server:
        folder = dict(each.split("=") for each in server.split())["host"]
        yield f"postgresql://kb@/postgres?host={folder}"


def test_what_is_kept_is_counted_and_the_last_word_counts(address: str) -> None:
    store = open_store(address)
    first = opinion()
    store.keep(first, DAY)
    store.keep(opinion(helpful=True), date(2026, 11, 20))
    said = {"reason": "wrong", "comment": "Größe → 30 Tage 🙂\n\"--'; %s {}"}
    store.keep(opinion(id=first.id, **said), DAY)
    store.close()
    again = open_store(address)
    assert list(again.counts()) == [
        ("add-user", "de", "0" * 12, False, "wrong", 1, DAY, DAY),
        ("add-user", "de", "0" * 12, True, None, 1, date(2026, 11, 20), date(2026, 11, 20)),
    ]
    assert list(again.comments()) == [
        ("add-user", "de", "0" * 12, DAY, "wrong", said["comment"]),
    ]
    again.close()


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "opinions.sqlite"
    address = f"sqlite:///{path}"
    acknowledged: list[str] = []
    for count in (1, 7, 40):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, address],
            cwd=ROOT, env=kb_environment(), stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert writer.stdout is not None
        acknowledged += [writer.stdout.readline().strip() for _ in range(count)]
        writer.kill()  # in the middle of one of the next
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
        store = open_store(address)
        kept = {comment[:32] for *_, comment in store.comments()}
        assert kept >= set(acknowledged)
        assert all(len(comment) == 960 for *_, comment in store.comments())
        store.keep(opinion(), DAY)
        store.close()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_nothing_of_the_sender_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "opinions.sqlite"
    open_store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(opinions)")]
    database.close()
    assert columns == [
        "id", "day", "guide", "language", "revision", "helpful", "reason", "comment",
    ]  # fmt: skip


def test_a_store_that_is_damaged_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "opinions.sqlite"
    store = open_store(f"sqlite:///{path}")
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE opinions")
    database.close()
    with pytest.raises(NotKept) as caught:
        store.keep(opinion(comment="nobody repeats me"), DAY)
    assert "nobody" not in str(caught.value.__cause__)
    store.close()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("opinions.sqlite", "the address of the opinions is none"),
        ("sqlite://", "the address of the opinions names no file"),
        ("mysql://root:secret@host/x", "opinions are not kept in 'mysql'"),
        ("postgresql+pg8000://kb:secret@host/x", "not kept in 'postgresql+pg8000'"),
        ("sqlite:////nowhere/at/all.sqlite", "unable to open database file"),
    ],
)
def test_a_store_that_cannot_be_opened_is_a_problem(address: str, message: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        open_store(address)
    (problem,) = caught.value.problems
    assert problem.code == "KB901"
    assert message in problem.message
    assert "secret" not in json.dumps(problem)
