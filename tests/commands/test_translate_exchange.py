"""``kb translate export`` and ``import`` as a translator uses them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge_base.command_line import kb
from rules_engine.problems import ProblemsFound
from tests.project_copy import edit

GUIDE = "guides/travel/take-the-train.yml"


@pytest.fixture
def root(small: Path) -> Path:
    """The small project, everything recorded."""
    assert _kb(small, "record").exit_code == 0
    return small


def _kb(root: Path, *words: str | Path) -> Result:
    arguments = ["--root", str(root), "translate", *map(str, words)]
    return CliRunner().invoke(kb, arguments)


def _code(result: Result) -> str:
    assert isinstance(result.exception, ProblemsFound)
    return result.exception.problems[0].code


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_a_guide_goes_out_is_translated_and_comes_back(root: Path, kind: str) -> None:
    edit(root / f"docs/de/{GUIDE}", 'title: "Mit dem Zug fahren"\n', "")
    out = root.parent / f"train.{kind}"
    gone = _kb(
        root,
        "export",
        "de",
        "--format",
        kind,
        "--guide",
        "take-the-train",
        "--needed",
        "--out",
        out,
    )
    assert gone.output == f"Wrote {out}: 1 texts, 1 missing, 0 to look at again\n"
    if kind == "po":
        edit(
            out, 'msgid "Take the train"\nmsgstr ""', 'msgid "Take the train"\nmsgstr "Zug fahren"'
        )
    else:
        edit(out, "</source>", "</source><target>Zug fahren</target>")
    back = _kb(root, "import", "de", out)
    assert back.exit_code == 0, back.output
    assert back.output.splitlines()[0] == "de: 1 texts written"
    assert 'title: "Zug fahren"\n' in (root / f"docs/de/{GUIDE}").read_text(encoding="utf-8")
    assert _kb(root, "import", "de", out).output == "de: 0 texts written\n"
    assert _kb(root, "record", "--check").exit_code == 0


def test_without_out_the_file_is_printed(root: Path) -> None:
    printed = _kb(root, "export", "de", "--guide", "labels").stdout
    assert 'msgctxt "labels#buy"\n' in printed
    assert "guides/" not in printed.replace("docs/", "")


def test_what_a_machine_translated_is_said(root: Path) -> None:
    edit(root / f"docs/de/{GUIDE}", 'title: "Mit dem Zug fahren"\n', "")
    out = root.parent / "de.po"
    _kb(root, "export", "de", "--out", out)
    edit(out, 'msgid "Take the train"\nmsgstr ""', 'msgid "Take the train"\nmsgstr "Nimm Zug"')
    edit(out, 'msgstr "Nur hin."', 'msgstr "Ein Weg."')
    lines = _kb(root, "import", "de", out, "--machine").output.splitlines()
    assert lines[:2] == [
        "de: 1 texts written, 1 of them translated by a machine",
        "Left alone, written by a person: 1 (guides/take-the-train#words.single.text)",
    ]


def test_a_text_approved_as_it_is_needs_a_reason(root: Path) -> None:
    edit(root / f"docs/en/{GUIDE}", "One way.", "There only.")
    out = root.parent / "de.po"
    _kb(root, "export", "de", "--out", out)
    edit(out, "#, fuzzy\n", "")
    assert "approved but not changed (accept them with --reason): 1" in (
        _kb(root, "import", "de", out).output
    )
    assert "Accepted as they are: 1" in _kb(root, "import", "de", out, "--reason", "Read").output
    assert "Nothing needs a translator." in _kb(root, "status", "de").output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("export", "en"), "KB952"),
        (("import", "en", "x.po"), "KB952"),
        (("export", "dee"), "KB002"),
        (("export", "de", "--guide", "take-the-trains"), "KB008"),
        (("export", "de", "--out", "/none/x.po"), "KB957"),
    ],
)
def test_a_word_that_is_wrong_has_its_code(root: Path, words: tuple[str, ...], code: str) -> None:
    assert _code(_kb(root, *words)) == code


def test_everything_that_is_wrong_with_a_file_is_printed_with_what_to_do(root: Path) -> None:
    out = root.parent / "de.po"
    _kb(root, "export", "de", "--out", out)
    content = out.read_text(encoding="utf-8")
    out.write_text(re.sub(r'^msgstr "(?=[A-ZÄÖÜ])', 'msgstr "<br>', content, flags=re.MULTILINE))
    before = (root / f"docs/de/{GUIDE}").read_bytes()
    result = _kb(root, "import", "de", out)
    assert result.exit_code == 2
    told = re.findall(rf"^{re.escape(str(out))}:\d+:1 KB211 \S+#\S+: ", result.stderr, re.MULTILINE)
    assert len(told) == out.read_text(encoding="utf-8").count("<br>") > 20
    assert f"{len(told)} errors" in result.stderr
    assert (root / f"docs/de/{GUIDE}").read_bytes() == before


def test_without_the_library_it_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "translate.storage", None)
    assert _code(_kb(root, "export", "de")) == "KB950"
    result = _kb(root, "import", "de", "x.po")
    assert result.exit_code == 2
    assert "KB950" in result.stderr
    assert "knowledge-base[translate]" in result.stderr
