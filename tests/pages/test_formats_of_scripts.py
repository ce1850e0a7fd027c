"""A script writes a value exactly as a page does: run by Node, on the patterns of the site."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge_base.content.formats import Formats
from knowledge_base.pages.format_patterns import format_patterns
from rules_engine.model.iso_codes import CURRENCIES
from tests.built_site import LANGUAGES, ROOT

NUMBERS = [
    "0", "1", "-1", "12.5", "12.50", "-0.10", "999", "1000", "-1000", "1234", "12345.678",
    "123456789012345", "-1234567.891", "0.0000000001", "1000000", "0.05", "100.00", "5.120",
]  # fmt: skip
COUNTS = [*range(40), 100, 101, 1000, 1000000, 2000001]
DAYS = [date(2026, 1, 1) + timedelta(days=13 * each) for each in range(60)] + [date(1900, 2, 1)]
LISTS = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d", "e"], ["$1", "{1}", "$&"]]

SCRIPT = """
import { readFileSync } from "node:fs";
import { Formats } from "%s";
const { patterns, language, cases } = JSON.parse(readFileSync(0, "utf8"));
const formats = new Formats(patterns, language);
console.log(JSON.stringify(cases.map(([name, ...given]) => formats[name](...given))));
"""


def cases(formats: Formats) -> list[tuple[list[object], str]]:
    """Return calls of the script, each with what a page writes."""
    found: list[tuple[list[object], str]] = []
    for text in NUMBERS:
        number = Decimal(text)
        found.append((["number", text], formats.number(number)))
        found.append((["number", text, 2], formats.fixed(number, 2)))
        found.append((["percentage", text], formats.percentage(number)))
        found += [(["money", text, code], formats.money(number, code)) for code in CURRENCIES]
    for unit in ("years", "months", "weeks", "days", "hours", "minutes", "seconds"):
        found += [(["duration", n, unit], formats.duration(n, unit)) for n in COUNTS]
    found += [(["date", day.isoformat()], formats.date(day)) for day in DAYS]
    found += [(["list", each], formats.all_of(each)) for each in LISTS]
    found.append((["iban", "CH9300762011623852957"], formats.iban("CH9300762011623852957")))
    found.append((["labelled", "a", "b"], formats.labelled("a", "b")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_written_alike_by_pages_and_scripts(language: str) -> None:
    formats = Formats(language)
    wanted = cases(formats)
    given = {
        "patterns": format_patterns(formats),
        "language": language,
        "cases": [call for call, _ in wanted],
    }
    script = SCRIPT % (ROOT / "knowledge_base" / "browser" / "formats.js").as_uri()
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, "--input-type=module", "--eval", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = json.loads(done.stdout)
    assert [
        (call, words, said)
        for (call, said), words in zip(wanted, written, strict=True)
        if words != said
    ] == []
