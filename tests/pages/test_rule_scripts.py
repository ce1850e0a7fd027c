"""What the scripts of the pages load is there, in all languages, and small."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from tests.built_site import LANGUAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")

RULES = sorted(path.stem for path in (ROOT / "rules").glob("*/*.yml"))
RULES = [rule for rule in RULES if not (ROOT / "rules" / "parameters" / f"{rule}.yml").is_file()]


def zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_checker_with_the_engine_is_small(site: Path) -> None:
    size = zipped(site / "assets" / "scripts" / "checker.js")
    print(f"{size} bytes")  # noqa: T201 -- shown by `pytest -rP`
    assert size <= 12 * 1024


def test_a_rule_is_small(site: Path) -> None:
    sizes = {rule: zipped(site / "assets" / "rules" / f"{rule}.js") for rule in RULES}
    ordered = sorted(sizes.values())
    print(ordered[0], ordered[len(ordered) // 2], ordered[-1])  # noqa: T201 -- as above
    assert {rule: size for rule, size in sizes.items() if size > 0.5 * 1024} == {}


def test_every_rule_has_its_words_in_every_language(site: Path) -> None:
    for language in LANGUAGES:
        for rule in RULES:
            path = site / "assets" / "rules" / language / f"{rule}.json"
            words = json.loads(path.read_text("utf-8"))
            assert (words["rule"], words["language"]) == (rule, language)
        around = json.loads((site / "assets" / "checker" / f"{language}.json").read_text("utf-8"))
        assert around["language"] == language


def test_one_file_of_a_language_holds_all_of_it_for_pages_from_files(site: Path) -> None:
    for language in LANGUAGES:
        bundle = (site / "assets" / "offline" / f"{language}.js").read_text("utf-8")
        assert bundle.startswith("globalThis.kbOffline={")
        assert all(f'"{rule}":' in bundle for rule in RULES)
