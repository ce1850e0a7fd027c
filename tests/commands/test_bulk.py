"""``kb bulk``: exit codes, what is written and what is not, and what is said of it."""

from __future__ import annotations

import csv
import resource
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest

from tests.project_copy import ROOT, kb, kb_command, kb_environment

HEADER = (
    "belongs_to_organization,in_organization_ksuite,login_address_in_mail_service,"
    "is_owner,owner_count,user_count"
)
MEMBER = "true,false,false,false,1,5"
LAST_OWNER = "true,false,false,true,1,5"
DAY = ("--as-of", "2026-01-15")


def bulk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Decide ``in.csv`` of a folder into ``out.csv``."""
    files = ("--in", str(folder / "in.csv"), "--out", str(folder / "out.csv"))
    return kb(ROOT, "bulk", "leave-organization", *files, *DAY, *arguments)


def table(folder: Path, *lines: str, header: str = HEADER) -> None:
    (folder / "in.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_every_row_is_decided_and_its_other_columns_are_carried_along(tmp_path: Path) -> None:
    table(tmp_path, f"010,{MEMBER},NO", f"7,{LAST_OWNER},", header=f"id,{HEADER},country")
    ended = bulk(tmp_path)
    assert (ended.returncode, ended.stdout.startswith("2 of 2 rows written")) == (0, True)
    assert "carried along: id, country" in ended.stderr
    assert rows(tmp_path / "out.csv") == [
        {"id": "010", "country": "NO", "status": "decided", "outcome": "allowed",
         "reason_mask": "0", "open_mask": "0", "missing_mask": "0"},
        {"id": "7", "country": "", "status": "decided", "outcome": "denied",
         "reason_mask": "4", "open_mask": "0", "missing_mask": "0"},
    ]  # fmt: skip
    assert names(tmp_path) == {"in.csv", "out.csv"}


def test_rows_that_do_not_fit_are_set_aside_with_their_number_and_reason(tmp_path: Path) -> None:
    table(tmp_path, MEMBER, "true,false", "1,false,false,false,1,many", f"{MEMBER},7", "true,,,,,9")
    ended = bulk(tmp_path)
    assert ended.returncode == 1
    assert "3 rows set aside in" in ended.stderr
    assert len(rows(tmp_path / "out.csv")) == 2
    aside = [tuple(each.values())[:4] for each in rows(tmp_path / "out.rejects.csv")]
    assert aside == [
        ("2", "", "true,false", "KB709"),
        ("3", "belongs_to_organization", "1", "KB502"),
        ("3", "user_count", "many", "KB502"),
        ("4", "", f"{MEMBER},7", "KB709"),
    ]


def test_rejects_of_an_earlier_run_do_not_outlive_it(tmp_path: Path) -> None:
    table(tmp_path, "maybe,,,,,")
    assert bulk(tmp_path).returncode == 1
    table(tmp_path, MEMBER)
    assert bulk(tmp_path).returncode == 0
    assert rows(tmp_path / "out.rejects.csv") == []


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeff{HEADER}\r\n{MEMBER}\r\n",
        f"{HEADER}\n{MEMBER}".replace(",", ";"),
        f"{HEADER}\n{MEMBER}\n".replace(",", "\t"),
        f'"{HEADER}"\n"{MEMBER}"\n'.replace(",", '","'),
        f"note,{HEADER}\n\"a\nb; \"\"c\"\", d\",{MEMBER}\n",
        f",{HEADER}\n0, TRUE ,FALSE,false,False,01, 5\n",
    ],
)  # fmt: skip
def test_csv_is_read_as_it_is_found(tmp_path: Path, data: str) -> None:
    (tmp_path / "in.csv").write_text(data, encoding="utf-8", newline="")
    ended = bulk(tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert rows(tmp_path / "out.csv")[0]["outcome"] == "allowed"


@pytest.mark.parametrize("end", ["csv", "parquet"])
def test_a_table_without_rows_is_decided_into_one_without_rows(tmp_path: Path, end: str) -> None:
    table(tmp_path)
    out = tmp_path / f"none.{end}"
    arguments = ("--in", str(tmp_path / "in.csv"), "--out", str(out), "--lang", "de", "--ids")
    ended = kb(ROOT, "bulk", "leave-organization", *arguments, "--summary")
    assert ended.returncode == 0, ended.stderr
    assert "0 of 0 rows" in ended.stdout
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT * FROM '{out}'").fetchall() == []


def test_words_and_ids_stand_beside_the_masks(tmp_path: Path) -> None:
    table(tmp_path, LAST_OWNER, "true,,,,,", "false,false,false,false,1,1")
    assert bulk(tmp_path, "--ids", "--lang", "de").returncode == 0
    denied, asked, invalid = rows(tmp_path / "out.csv")
    assert denied["reasons"] == "last-owner"
    assert denied["outcome_words"].startswith("Sie können diese Organisation zurzeit nicht")
    assert denied["reason_words"].startswith("Ohne Sie blieben zu wenige gesetzliche Vertreter.")
    assert asked["outcome_words"] == "Weitere Angaben nötig"
    assert asked["missing"].split()[-1] == "user_count"
    assert asked["missing_words"].endswith("Anzahl der Benutzer")
    assert invalid["reasons"] == "not-a-member inconsistent-counts"
    assert invalid["reason_words"].startswith("Wer nicht zu einer Organisation gehört")


def test_a_column_says_that_an_input_is_known_to_have_none(tmp_path: Path) -> None:
    header = "address,login_identifier,login_identifier_is_none"
    lines = ("a@b.ch,,", "a@b.ch,,true", "a@b.ch,c@d.ch,true", "a@b.ch,c@d.ch,false")
    table(tmp_path, *lines, header=header)
    files = ("--in", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv"))
    assert kb(ROOT, "bulk", "address-shareable", *files).returncode == 1
    statuses = [each["status"] for each in rows(tmp_path / "out.csv")]
    assert statuses == ["needs-info", "decided", "decided"]
    assert [each["code"] for each in rows(tmp_path / "out.rejects.csv")] == ["KB711"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--map", "owners=owner_count"], "KB704 in.csv has no column 'owners'"),
        (["--map", "head count=user_cont"], "Did you mean 'user_count'?"),
        (["--map", "head count"], "KB704 'head count' is no mapping"),
        (["--map", "head count=owner_count"], "KB704 the input owner_count would be read from"),
        (["--keep", "heads count"], "Did you mean 'head count'?"),
        (["--results", "outcme"], "Did you mean 'outcome'?"),
        (["--lang", "dee"], "KB002"),
        (["--as-of", "1999-01-01"], "KB504"),
        (["--rejects", "{folder}/in.csv"], "KB708"),
        (["--rejects", "{folder}/aside.txt"], "KB702"),
        (["--rejects", "{folder}/none/aside.csv"], "KB708"),
        (["--threads", "0"], "--threads"),
    ],
)
def test_wrong_words_are_one_line_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    table(tmp_path, MEMBER, header=HEADER.replace("user_count", "head count"))
    ended = bulk(tmp_path, *(each.format(folder=tmp_path) for each in arguments))
    assert ended.returncode == 2
    assert said in ended.stderr
    assert names(tmp_path) == {"in.csv"}


def test_a_column_of_another_name_is_mapped_or_asked_about(tmp_path: Path) -> None:
    table(tmp_path, LAST_OWNER, header=HEADER.replace("user_count", "User Count"))
    ended = bulk(tmp_path)
    assert "is 'User Count' meant as user_count?" in ended.stderr
    assert "unknown in every row, for want of a column: user_count" in ended.stderr
    assert bulk(tmp_path, "--map", "User Count=user_count").returncode == 0
    assert rows(tmp_path / "out.csv")[0]["missing_mask"] == "0"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "KB703"),
        (b"id,name\n1,2\n", "KB706"),
        (b"is_owner,is_owner\ntrue,true\n", "KB703"),
        (HEADER.encode("utf-16"), "KB703"),
        (b"status,is_owner\nnew,true\n", "KB707"),
    ],
)
def test_a_table_that_cannot_be_used_is_said_so(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "in.csv").write_bytes(data)
    ended = bulk(tmp_path)
    assert (ended.returncode, said in ended.stderr) == (2, True), ended.stderr
    assert names(tmp_path) == {"in.csv"}


def test_files_that_are_missing_or_no_parquet_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_text("nothing of the kind", encoding="utf-8")
    for name in ("broken.parquet", "none.parquet", "none.csv"):
        files = ("--in", str(tmp_path / name), "--out", str(tmp_path / "out.parquet"))
        ended = kb(ROOT, "bulk", "leave-organization", *files)
        assert (ended.returncode, "KB701" in ended.stderr) == (2, True), ended.stderr
    assert names(tmp_path) == {"broken.parquet"}


def test_a_column_of_binary_fractions_is_refused_whole(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    duckdb.sql(f"COPY (SELECT 1.0::DOUBLE AS owner_count, true AS is_owner) TO '{source}'")
    files = ("--in", str(source), "--out", str(tmp_path / "out.parquet"))
    ended = kb(ROOT, "bulk", "leave-organization", *files)
    assert ended.returncode == 2
    assert "KB705 the column 'owner_count' is DOUBLE" in ended.stderr


def big_table(path: Path, count: int) -> None:
    columns = "true AS belongs_to_organization, i::INTEGER AS user_count, md5(i::VARCHAR) AS id"
    duckdb.sql(f"COPY (SELECT {columns} FROM range({count}) t(i)) TO '{path}'")


def test_a_full_disk_leaves_the_earlier_decisions_alone(tmp_path: Path) -> None:
    big_table(tmp_path / "in.parquet", 200_000)
    (tmp_path / "out.parquet").write_text("of yesterday", encoding="utf-8")
    files = ("--in", str(tmp_path / "in.parquet"), "--out", str(tmp_path / "out.parquet"))
    ended = subprocess.run(
        kb_command("bulk", "leave-organization", *files), cwd=ROOT, env=kb_environment(),
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )  # fmt: skip
    assert (ended.returncode, "KB708" in ended.stderr) == (2, True), ended.stderr
    assert (tmp_path / "out.parquet").read_text(encoding="utf-8") == "of yesterday"
    assert names(tmp_path) == {"in.parquet", "out.parquet"}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    big_table(tmp_path / "in.parquet", 3_000_000)
    files = ("--in", str(tmp_path / "in.parquet"), "--out", str(tmp_path / "out.csv"))
    with subprocess.Popen(
        kb_command("bulk", "leave-organization", *files, "--lang", "en", "--ids"),
        cwd=ROOT, env=kb_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        while running.poll() is None and not any(".part" in each for each in names(tmp_path)):
            time.sleep(0.01)
        assert running.poll() is None, running.stderr and running.stderr.read()
        running.send_signal(how)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert names(tmp_path) == {"in.parquet"}


def test_a_summary_counts_and_a_report_needs_nothing_else(tmp_path: Path) -> None:
    table(tmp_path, *[MEMBER] * 7, LAST_OWNER, "true,,,,,", "x,,,,,")
    report = tmp_path / "report.html"
    arguments = ("--in", str(tmp_path / "in.csv"), "--summary", "--report", str(report))
    ended = kb(ROOT, "bulk", "leave-organization", *arguments, "--lang", "fr", *DAY)
    assert ended.returncode == 1
    assert "70%" in ended.stdout.replace("\u00a0", "")
    assert "9 of 10 rows counted" in ended.stdout
    page = report.read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "<script" not in page
    assert "://" not in page
    assert names(tmp_path) == {"in.csv", "in.rejects.csv", "report.html"}


def test_without_anything_to_write_it_says_what_to_give(tmp_path: Path) -> None:
    table(tmp_path, MEMBER)
    ended = kb(ROOT, "bulk", "leave-organization", "--in", str(tmp_path / "in.csv"))
    assert (ended.returncode, "--summary" in ended.stderr) == (2, True)
