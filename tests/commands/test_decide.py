"""``kb decide``: exit codes, the record and nothing else, batches that go on after a bad line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.project_copy import ROOT, kb, kb_command, kb_environment

TIMING = {
    "current_frequency": "annual",
    "new_frequency": "monthly",
    "term_start": "2023-01-01",
    "change_date": "2023-11-30",
}
LEAVE = {
    "belongs_to_organization": True,
    "in_organization_ksuite": False,
    "login_address_in_mail_service": False,
    "is_owner": False,
    "owner_count": 1,
    "user_count": 5,
}
GOOD_LINE = json.dumps({"rule": "frequency-change-timing", "facts": TIMING})
DAY = ("--as-of", "2026-11-22")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def decide(cache: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return kb(ROOT, "decide", *arguments, stdin=stdin, KB_CACHE=cache)


def batch(cache: str, data: bytes) -> tuple[list[dict[str, object]], int]:
    """Return the records of a batch of bytes, and the exit code."""
    ended = subprocess.run(
        kb_command("decide", "--batch", "-"),
        cwd=ROOT,
        env=kb_environment(KB_CACHE=cache),
        input=data,
        capture_output=True,
        check=False,
    )
    assert ended.stderr == b""
    return [json.loads(line) for line in ended.stdout.splitlines()], ended.returncode


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        (LEAVE, "decided", 0),
        ({**LEAVE, "is_owner": True}, "decided", 0),
        ({}, "needs-info", 3),
        ({**LEAVE, "belongs_to_organization": False}, "invalid", 4),
    ],
)
def test_the_exit_code_says_how_far_it_came(
    cache: str, facts: dict[str, object], status: str, code: int
) -> None:
    ended = decide(cache, "leave-organization", "--facts", json.dumps(facts), "--json", *DAY)
    assert ended.returncode == code, ended.stderr
    assert ended.stderr == ""
    record = json.loads(ended.stdout)
    assert ended.stdout.count("\n") == 1
    assert (record["status"], record["as_of"]) == (status, "2026-11-22")


def test_flags_say_the_same_as_json(cache: str) -> None:
    flags = [part for name, value in LEAVE.items()
             for part in (f"--{name.replace('_', '-')}", str(value).lower())]  # fmt: skip
    by_flags = decide(cache, "leave-organization", *flags, "--json", *DAY)
    by_json = decide(cache, "leave-organization", "--facts", json.dumps(LEAVE), "--json", *DAY)
    assert by_flags.stdout == by_json.stdout != ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["leave-organisation"], "Did you mean 'leave-organization'?"),
        (["leave-organization", "--facts", '{"is_ownr": true}'], "Did you mean 'is_owner'?"),
        (["leave-organization", "--facts", '{"owner_count": "many"}'], "a whole number"),
        (["leave-organization", "--facts", '{"owner_count": 1.5}'], "a whole number"),
        (["leave-organization", "--facts", '{"is_owner": "true"}'], "without quotes"),
        (["leave-organization", "--facts", '{"is_owner": 1, "is_owner": 2}'], "stands twice"),
        (["leave-organization", "--facts", '{"is_owner": NaN}'], "NaN is no number"),
        (["leave-organization", "--facts", "[]"], "no JSON object"),
        (["leave-organization", "--facts", "{"], "not JSON"),
        (["leave-organization", "--is-ownr", "true"], "--is-owner"),
        (["leave-organization", "--as-of", "tomorrow"], "as_of"),
        (["leave-organization", "--as-of", "2026-02-30"], "There is no such day"),
        (["leave-organization", "--as-of", "2019-12-31"], "KB504"),
        (["leave-organization", "--lang", "ge"], "there is no language 'ge'"),
        (["frequency-change-timing", "--new-frequency", "montly"], "Did you mean 'monthly'?"),
        ([], "name a rule"),
        (["--batch", "no-such-file"], "no-such-file"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(
    cache: str, arguments: list[str], said: str
) -> None:
    ended = decide(cache, *arguments)
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_batch_answers_every_line_in_order_and_goes_on_after_garbage(cache: str) -> None:
    records, code = batch(cache, f"{GOOD_LINE}\ngarbage\n{GOOD_LINE}\n".encode())
    first, error, last = records
    assert code == 2
    assert first == last
    assert first["outcome"] == "too-early"
    assert first["values"] == {"window_first": "2023-12-01", "window_last": "2023-12-31"}
    assert set(error) == {"error"}


@pytest.mark.parametrize(
    ("line", "code", "subject"),
    [
        (b"", "KB503", None),
        (b"null", "KB503", None),
        (b'{"rule": "leave-organization", "facts": {"is_owner": "\xff"}}', "KB503", None),
        (b"\xff\xfe", "KB503", None),
        (b'{"rule": "leave-organisation"}', "KB505", "leave-organisation"),
        (b'{"rule": "leave-organization", "fact": {}}', "KB503", "fact"),
        (b'{"rule": "leave-organization", "facts": {"is_ownr": 1}}', "KB501", "is_ownr"),
        (b'{"rule": "leave-organization", "facts": {"is_owner": 1}}', "KB502", "is_owner"),
        (b'{"rule": "leave-organization", "as_of": "2019-12-31"}', "KB504", None),
        (b'{"rule": "leave-organization", "as_of": 5}', "KB506", "as_of"),
        (b'{"rule": "../leave-organization"}', "KB505", "../leave-organization"),
        (b'{"rule": "cashback-amount", "facts": {"a": 1e999999999}}', "KB501", "a"),
        (b"[" * 100_000, "KB503", None),
        (b'{"rule": "' + b"x" * 2_000_000 + b'"}', "KB503", None),
        (b'{"rule": "\\ud800"}', "KB503", None),
    ],
)
def test_a_bad_line_is_an_error_of_its_own(
    cache: str, line: bytes, code: str, subject: str | None
) -> None:
    good = GOOD_LINE.encode()
    (before, found, after), _ = batch(cache, b"\n".join([good, line, good]))
    assert before == after
    error = found["error"]
    assert isinstance(error, dict)
    assert error["code"] == code
    assert error.get("input", None if code != "KB504" else "") in (subject, "")
    assert len(json.dumps(error)) < 2000


def test_a_batch_of_good_lines_ends_with_0_even_when_facts_are_missing(cache: str) -> None:
    records, code = batch(cache, b'{"rule": "leave-organization"}\n' + GOOD_LINE.encode())
    assert [each["status"] for each in records] == ["needs-info", "decided"]
    assert code == 0


def test_the_date_of_a_line_goes_before_that_of_the_command(cache: str) -> None:
    lines = ['{"rule": "leave-organization", "as_of": "2025-05-05"}',
             '{"rule": "leave-organization"}']  # fmt: skip
    ended = decide(cache, "--batch", "-", "--as-of", "2024-04-04", stdin="\n".join(lines))
    dates = [json.loads(line)["as_of"] for line in ended.stdout.splitlines()]
    assert dates == ["2025-05-05", "2024-04-04"]


def test_a_batch_may_be_read_from_a_file(cache: str, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(GOOD_LINE, "utf-8")
    assert json.loads(decide(cache, "--batch", str(file)).stdout)["outcome"] == "too-early"


def test_a_reader_that_goes_away_ends_the_batch_quietly(cache: str) -> None:
    with subprocess.Popen(
        kb_command("decide", "--batch", "-"),
        cwd=ROOT,
        env=kb_environment(KB_CACHE=cache),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(GOOD_LINE.encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write((GOOD_LINE.encode() + b"\n") * 2000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""


def test_answers_come_line_by_line_while_more_is_written(cache: str) -> None:
    with subprocess.Popen(
        kb_command("decide", "--batch", "-"),
        cwd=ROOT,
        env=kb_environment(KB_CACHE=cache),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(GOOD_LINE.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"] == "too-early"
        process.stdin.close()
