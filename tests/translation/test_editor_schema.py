"""What the schemas for editors hold, and when they are written."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.places import Place
from knowledge_base.content.references import parse
from knowledge_base.content.sources import read_sources
from knowledge_base.content.text_files import SourceText
from knowledge_base.content.written import references
from knowledge_base.translation.editor_schema import editor_schemas
from knowledge_base.translation.reference_patterns import patterns
from knowledge_base.translation.schema_folder import Kept, keep_schemas
from rules_engine.problems import ProblemsFound
from rules_engine.reading.schema import to_plain
from rules_engine.reading.strict_yaml import read_file
from rules_engine.ruleset import load_rules
from tests.content.project import TODAY, Project, copy_of_good
from tests.project_copy import LANGUAGES, kb

ROOT = Path(__file__).parents[2]
GUIDE = "guides/travel/take-the-train"
RULE = "rules/travel/may-travel"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_of_good(tmp_path)


@pytest.fixture(scope="module")
def center() -> HelpCenter:
    sources, _ = read_sources(ROOT)
    return HelpCenter(sources, load_rules(ROOT / "rules"), TODAY)


def schema(project: Project, name: str, language: str = "de") -> dict[str, Any]:
    keep_schemas(project.root, TODAY)
    path = project.root / ".schemas" / language / f"{name}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def at(schema: dict[str, Any], key: str) -> dict[str, Any]:
    for step in key.split("."):
        schema = schema["properties"][step]
    return schema


def hover(project: Project, name: str, key: str, language: str = "de") -> str:
    return str(at(schema(project, name, language), key)["markdownDescription"])


def messages(project: Project, name: str, language: str, text: str) -> list[str]:
    validator = Draft202012Validator(schema(project, name, language))
    errors = list(validator.iter_errors(yaml.safe_load(text)))
    return [each.schema.get("patternErrorMessage", each.message) for each in errors]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_file_fits_the_schema_made_for_it(center: HelpCenter, language: str) -> None:
    files = 0
    for name, made in editor_schemas(center, language):
        path = ROOT / "docs" / language / name
        if path.exists():
            files += 1
            node, _ = read_file(path, name)
            assert node is not None
            texts: Any = to_plain(node, made)
            assert not list(Draft202012Validator(made).iter_errors(texts)), path
    assert files > 100


def test_the_english_text_is_shown_with_what_its_references_stand_for_today(
    project: Project,
) -> None:
    shown = hover(project, GUIDE, "steps.buy")
    assert "> Return your `<term:ticket|tickets>` within `<value:travel.refund_days>`" in shown
    assert "- `<guide:lose-a-ticket>` → Eine Fahrkarte verlieren" in shown
    assert "- `<term:ticket|tickets>` → Fahrkarte" in shown
    assert "- `<value:travel.refund_days>` → 14\u00a0Tage" in shown


def test_a_value_is_the_one_of_the_day(project: Project) -> None:
    later = '14}\n    - {from: "2030-01-01", value: 21}'
    project.edit("rules/parameters/travel.yml", "14}", later)
    keep_schemas(project.root, date(2030, 1, 1))
    path = project.root / ".schemas" / "de" / f"{GUIDE}.json"
    assert "→ 21\u00a0Tage" in path.read_text(encoding="utf-8")


def test_a_label_that_no_source_shows_in_the_language_is_called_assumed(project: Project) -> None:
    assert hover(project, GUIDE, "steps.open").endswith("`<label:buy>` → Kaufen")
    project.write("docs/guides/labels.yml", "buy: {kind: button, seen: {en: take-the-train/s1}}\n")
    assert "→ Kaufen (assumed: no source shows it" in hover(project, GUIDE, "steps.open")


def test_a_term_of_the_sentence_comes_with_its_word_its_forms_and_the_banned_ones(
    project: Project,
) -> None:
    project.edit(f"docs/en/{GUIDE}.yml", "Buy a <term:ticket>", "Tickets")
    said = "- `ticket`: **Fahrkarte**, also Fahrkarten; never Billett"
    assert said in hover(project, GUIDE, "steps.title")
    project.edit(f"docs/en/{GUIDE}.yml", "Tickets", "A return ticket")  # a homonym
    assert "Fahrkarte" not in hover(project, GUIDE, "steps.title")


def test_notes_of_rule_and_structure_are_shown(project: Project) -> None:
    project.edit(f"{RULE}.yml", "inputs:", "note: The country alone counts.\ninputs:")
    path = f"docs/{GUIDE}.yml"
    project.edit(path, "number: 1\n", "# Decided: one word for\n# the ticket.\nnumber: 1\n")
    assert "The country alone counts." in hover(project, RULE, "reasons.no-seat.fails")
    assert "Takes a whole number, at least 0." in hover(project, RULE, "inputs.seats.ask")
    assert "Decided: one word for the ticket." in hover(project, GUIDE, "title")
    made = schema(project, GUIDE)
    assert at(made, "steps.buy")["title"] == "Step 2 of 2"
    assert at(made, "words.single.text")["title"] == "Text of definition 1 of 1"


def test_what_looks_like_markdown_in_a_text_is_shown_as_it_is(project: Project) -> None:
    project.edit(f"docs/en/{GUIDE}.yml", "One way.", "1. # _one_ [way] `a_b` **<label:buy>**")
    shown = hover(project, GUIDE, "words.single.text")
    assert "> 1\\. \\# \\_one\\_ \\[way\\] `a_b` **`<label:buy>`**" in shown


def test_a_translation_may_lack_a_text_and_may_not_have_one_that_nothing_shows(
    project: Project,
) -> None:
    assert messages(project, GUIDE, "de", 'title: "Zug"') == []
    (found,) = messages(project, GUIDE, "de", 'steps: {opne: "Gehen Sie."}')
    assert "opne" in found


def test_english_needs_what_structure_and_rules_ask_for(project: Project) -> None:
    found = messages(project, GUIDE, "en", 'title: "Train"')
    assert "'summary' is a required property" in found
    assert "'steps' is a required property" in found
    assert "'conditions' is a required property" not in found


def test_english_may_begin_a_term_and_a_string_of_the_site(project: Project) -> None:
    assert messages(project, "terms", "en", 'ticket: {term: "ticket"}\nseat: {term: "seat"}') == []
    assert any("seat" in each for each in messages(project, "terms", "de", 'seat: {term: "Platz"}'))


def test_a_missing_text_is_offered_with_the_references_it_needs(project: Project) -> None:
    (snippet,) = at(schema(project, GUIDE), "steps.open")["defaultSnippets"]
    assert snippet["body"] == '"$1<label:buy>$2"'
    (snippet,) = at(schema(project, GUIDE), "steps.buy")["defaultSnippets"]
    assert snippet["body"].startswith('"$1<term:ticket>$2<value:travel.refund_days>$3')


def test_a_place_of_the_site_must_stay(project: Project) -> None:
    found = messages(project, "site", "de", 'home: {found: "{number} Treffer"}')
    assert [each for each in found if "lost the place {count}" in each]
    assert [each for each in found if "has a place that the English text has not" in each]


_PARTS = st.sampled_from(
    [
        *("<value:a.b>", "<value:a.b|number>", "<value:axb>", "<label:c>", "<term:d|words>"),
        *("<term:d>", "<guide:e>", "<example:f.g.h>", r"\<", "<", "\\", "**", "x", " ", "\n", ":"),
    ]
)
_TEXTS = st.lists(_PARTS, max_size=6).map("".join).filter(lambda text: not parse(text)[1])


def _text(text: str) -> SourceText:
    return SourceText(text, parse(text)[0], Place(Path(), "", 1, 1))


def _identities(text: str) -> set[tuple[str, str, str | None]]:
    found = references(parse(text)[0])
    return {(e.kind, e.id, e.words if e.kind == "value" else None) for e in found}


@given(_TEXTS, _TEXTS)
def test_patterns_find_what_the_check_of_references_finds(source: str, translation: str) -> None:
    unmatched = [
        message
        for pattern, message in patterns(_text(source), places=False)
        if not re.search(pattern, translation)
    ]
    lost = _identities(source) - _identities(translation)
    added = _identities(translation) - _identities(source)
    assert len([each for each in unmatched if "lost" in each]) == len(lost)
    assert len([each for each in unmatched if "has not" in each]) == bool(added)


def test_only_what_changed_is_written_and_nothing_stays_beside_it(project: Project) -> None:
    first = keep_schemas(project.root, TODAY)
    assert (first.written, first.removed, first.unchanged) == (first.written, 0, 0)
    assert keep_schemas(project.root, TODAY) == Kept(0, 0, first.written)
    project.edit(f"docs/en/{GUIDE}.yml", "Single", "One way")
    assert keep_schemas(project.root, TODAY) == Kept(1, 0, first.written - 1)
    files = [path for path in (project.root / ".schemas").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".json"}
    assert len(files) == first.written


def test_the_schema_of_what_is_gone_is_removed(project: Project) -> None:
    keep_schemas(project.root, TODAY)
    for folder in ("docs", "docs/en", "docs/de"):
        project.remove(f"{folder}/guides/travel/lose-a-ticket.yml")
    project.edit("docs/guides/sections.yml", ", lose-a-ticket", "")
    assert keep_schemas(project.root, TODAY).removed == 2
    assert not (project.root / ".schemas/de/guides/travel/lose-a-ticket.json").exists()


def test_one_language_is_kept_without_the_others_and_a_removed_one_goes(project: Project) -> None:
    keep_schemas(project.root, TODAY, ["de"])
    assert [path.name for path in (project.root / ".schemas").iterdir()] == ["de"]
    keep_schemas(project.root, TODAY)
    for path in (project.root / "docs" / "de").rglob("*.yml"):
        path.unlink()
    keep_schemas(project.root, TODAY)
    assert not list((project.root / ".schemas").rglob("de/**/*.json"))


@pytest.mark.parametrize("file", [f"docs/en/{GUIDE}.yml", f"docs/{GUIDE}.yml", f"{RULE}.yml"])
def test_a_source_that_cannot_be_read_leaves_all_schemas_as_they_are(
    project: Project, file: str
) -> None:
    before = schema(project, GUIDE)
    project.write(file, 'title: "never closed')
    with pytest.raises(ProblemsFound):
        keep_schemas(project.root, TODAY)
    path = project.root / ".schemas" / "de" / f"{GUIDE}.json"
    assert json.loads(path.read_text(encoding="utf-8")) == before


def test_a_translation_that_cannot_be_read_still_gets_its_schemas(project: Project) -> None:
    project.write("docs/de/terms.yml", 'ticket: {term: "nie')
    assert "`ticket` has no word in this language yet" in hover(project, GUIDE, "steps.buy")


def test_the_command_counts_what_it_wrote(project: Project) -> None:
    done = kb(project.root, "schema", "de")
    assert done.returncode == 0
    assert re.fullmatch(r"\.schemas: \d+ written, 0 removed, 0 already there\n", done.stdout)
    again = kb(project.root, "schema", "de")
    assert again.stdout.startswith(".schemas: 0 written")


def test_an_unknown_language_is_refused(project: Project) -> None:
    done = kb(project.root, "schema", "dee")
    assert done.returncode == 2
    assert "KB002 there is no language 'dee'. Did you mean 'de'?" in done.stderr
