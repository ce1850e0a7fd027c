"""``kb new language``: a sixth language begins, and is taken away again without a trace."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from knowledge_base.commands import new_language
from knowledge_base.content.begun_furniture import FOLDER, begun_texts
from knowledge_base.content.sources import read_sources
from knowledge_base.content.text_files import read_texts
from tests.project_copy import ROOT, kb

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def begun(small: Path) -> Path:
    """The small project, which has a configuration, in a repository."""
    shutil.copy(ROOT / "mkdocs.yml", small)
    for words in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "begun"],
    ):
        subprocess.run(["git", *words], cwd=small, check=True)
    return small


def changed(root: Path) -> str:
    """Return what differs from the commit, files that nobody added included."""
    words = ["git", "status", "--porcelain", "--untracked-files=all", "--ignored"]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=True).stdout


def problems(root: Path) -> list[dict[str, str]]:
    checked = kb(root, "check", "--format", "json")
    assert checked.returncode == 0, checked.stdout
    found: list[dict[str, str]] = yaml.safe_load(checked.stdout)
    return found


@pytest.mark.parametrize("language", sorted(path.stem for path in FOLDER.glob("*.yml")))
def test_shipped_furniture_has_every_text_of_the_site_with_its_references(language: str) -> None:
    sources, _ = read_sources(ROOT)
    source = sources.texts["en"].site
    shipped, found = read_texts(FOLDER / f"{language}.yml", language)
    assert found == []
    assert sorted(shipped.texts) == sorted(source.texts)  # what is new there is to be written here
    assert len(begun_texts(language, source)) == len(source.texts)  # none lost a reference or place


def test_a_language_with_shipped_furniture_begins_with_it(begun: Path) -> None:
    started = kb(begun, "new", "language", "pt")
    assert started.returncode == 0, started.stderr
    assert "texts are in Português" in started.stdout
    assert "\n        - {locale: pt, name: Português}\n" in (begun / "mkdocs.yml").read_text(
        "utf-8"
    )
    texts = yaml.safe_load((begun / "docs/pt/site.yml").read_text("utf-8"))
    assert texts["blocks"] == {"conditions": "Condições", "decision-table": "Qual é o seu caso?"}
    # what is no text of the real site stands there to be translated, and is said to be missing
    text = (begun / "docs/pt/site.yml").read_text("utf-8")
    assert '# home:\n#   found: "{count} results"\n' in text
    assert "docs/pt" not in kb(begun, "fmt", "--check").stdout
    own = [each for each in problems(begun) if "docs/pt/site.yml" in str(each)]
    assert {each["code"] for each in own} == {"KB201"}


def test_any_other_language_begins_with_english_texts_to_be_translated(begun: Path) -> None:
    assert kb(begun, "new", "language", "nl").returncode == 0
    text = (begun / "docs/nl/site.yml").read_text("utf-8")
    assert yaml.safe_load(text) is None
    below = text[text.index("# home:") :].splitlines()
    english = yaml.safe_load((begun / "docs/en/site.yml").read_text("utf-8"))
    assert yaml.safe_load("\n".join(line.removeprefix("# ") for line in below)) == english
    assert "docs/nl" not in kb(begun, "fmt", "--check").stdout
    own = [each for each in problems(begun) if "docs/nl/site.yml" in str(each)]
    assert [each["code"] for each in own] == ["KB205"]
    decided = kb(begun, "decide", "may-travel", "--lang", "nl", "--has-card", "true")
    assert decided.stdout.startswith("\nMay I travel?\n")


@pytest.mark.parametrize("language", ["pt", "nl"])
def test_a_language_taken_away_leaves_no_trace(begun: Path, language: str) -> None:
    assert kb(begun, "new", "language", language).returncode == 0
    assert changed(begun) != ""
    removed = kb(begun, "new", "language", language, "--remove")
    assert removed.returncode == 0, removed.stderr
    assert changed(begun) == ""
    assert not (begun / "docs" / language).exists()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("docs/pt/site.yml", 'table:\n  any: "não importa"\n'),
        ("docs/pt/guides/travel/take-the-train.yml", 'title: "Apanhar o comboio"\n'),
    ],
)
def test_what_somebody_wrote_is_not_taken_away_until_it_is_gone(
    begun: Path, file: str, content: str
) -> None:
    kb(begun, "new", "language", "pt")
    path = begun / file
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    state = changed(begun)
    ended = kb(begun, "new", "language", "pt", "--remove")
    assert ended.returncode == 2
    assert f"KB014 somebody wrote in {file}" in ended.stderr
    assert changed(begun) == state
    if before is None:
        path.unlink()
    else:
        path.write_text(before, "utf-8")
    assert kb(begun, "new", "language", "pt", "--remove").returncode == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["de"], "KB004"),
        (["xx"], "KB002"),
        (["pt-BR"], "KB002"),
        (["../x"], "KB002"),
        (["pt", "--remove"], "KB002"),
        (["de", "--remove"], "KB270"),  # published
        (["en", "--remove"], "KB270"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    begun: Path, words: list[str], code: str
) -> None:
    ended = kb(begun, "new", "language", *words)
    assert ended.returncode == 2
    assert f"kb: {code} " in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert changed(begun) == ""


def test_a_configuration_in_another_form_is_left_alone(begun: Path) -> None:
    (begun / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    before = changed(begun)
    ended = kb(begun, "new", "language", "pt")
    assert ended.returncode == 2
    assert "kb: KB009 " in ended.stderr
    assert changed(begun) == before


def test_half_of_a_language_can_be_taken_away(begun: Path) -> None:
    kb(begun, "new", "language", "pt")
    shutil.rmtree(begun / "docs/pt")  # as a run that was killed between two steps leaves it
    assert kb(begun, "new", "language", "pt", "--remove").returncode == 0
    assert changed(begun) == ""


def test_where_one_of_the_two_cannot_be_written_neither_is(
    begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(root: Path, config: str) -> None:
        raise OSError(f"no space left for {len(config)} characters in {root}")

    monkeypatch.setattr(new_language, "_write_config", full)
    with pytest.raises(OSError, match="no space left"):
        new_language._start(begun, "pt", read_sources(begun)[0])
    assert changed(begun) == ""
    assert not (begun / "docs/pt").exists()
