"""``kb build``: the new site whole, or the old one untouched."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.project_copy import copy_project, kb, kb_command, kb_environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("kb-build")


def bytes_of(site: Path) -> dict[str, str]:
    """Return a digest of every file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("built") / "project")
    done = kb(root, "build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Built site as of ")
    return root


def test_every_language_is_built(built: Path) -> None:
    for language in ("", "fr", "de", "it", "es"):
        page = built / "site" / language / "billing" / "billing-frequency" / "index.html"
        assert page.is_file()


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("docs/de/guides/billing/billing-frequency.yml", 'title: "x', "KB291"),
        ("rules/organization/leave-organization.yml", "rule: [", "KB112"),
        ("docs/guides/sections.yml", "sections: {}", "docs/guides/sections.yml"),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml"),
    ],
)
def test_a_broken_file_leaves_the_old_site_and_nothing_beside_it(
    built: Path, file: str, content: str, said: str
) -> None:
    before, beside = bytes_of(built / "site"), sorted(built.iterdir())
    good = (built / file).read_bytes()
    try:
        (built / file).write_text(content, encoding="utf-8")
        ended = kb(built, "build")
    finally:
        (built / file).write_bytes(good)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "The site that was there stays." in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert bytes_of(built / "site") == before
    assert sorted(built.iterdir()) == beside


def test_a_build_that_is_stopped_leaves_nothing_half_built(built: Path) -> None:
    before, beside = bytes_of(built / "site"), sorted(built.iterdir())
    building = subprocess.Popen(kb_command("build"), cwd=built, env=kb_environment())
    deadline = time.monotonic() + 30
    while sorted(built.iterdir()) == beside and time.monotonic() < deadline:
        time.sleep(0.01)
    building.send_signal(signal.SIGTERM)
    assert building.wait(30) != 0
    assert bytes_of(built / "site") == before
    assert sorted(built.iterdir()) == beside


@pytest.mark.parametrize("out", [".", "docs", "mkdocs.yml"])
def test_only_an_earlier_site_is_replaced(built: Path, out: str) -> None:
    beside = sorted(built.iterdir())
    ended = kb(built, "build", "--out", out)
    assert ended.returncode == 2
    assert "holds other things than an earlier site" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert sorted(built.iterdir()) == beside


def test_a_wrong_date_is_one_line(built: Path) -> None:
    ended = kb(built, "build", "--as-of", "2026-11-31")
    assert ended.returncode == 2
    assert "There is no such day." in ended.stderr
    assert ended.stderr.count("\n") == 1
