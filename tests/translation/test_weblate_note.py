"""What CONTRIBUTING tells of Weblate fits the folders: every text file is found, and no other."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from knowledge_base.content.references import REFERENCE_CLASSES
from tests.project_copy import ROOT


@pytest.fixture(scope="module")
def note() -> dict[str, Any]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(# weblate\.yaml.*?)```", text, re.DOTALL)
    assert found
    settings: dict[str, Any] = yaml.safe_load(found[1])
    return settings


def test_components_and_discovery_find_the_text_files_of_every_translation(
    note: dict[str, Any],
) -> None:
    discovery = re.compile(note["configuration"]["match"])
    names = ["labels", "terms", "choices", "passages", "planned"]
    masks = [note["component"]["filemask"].replace("site", name) for name in ("site", *names)]
    for language in ("fr", "de", "it", "es"):
        assert re.search(note["configuration"]["language_regex"], language)
        for path in (ROOT / "docs" / language).rglob("*.yml"):
            shown = path.relative_to(ROOT).as_posix()
            single = [each for each in masks if each.replace("*", language) == shown]
            assert bool(single) != bool(discovery.fullmatch(shown)) or path.name == "asks.yml"
    structures = (ROOT / "docs" / "guides").rglob("*.yml")
    assert not any(discovery.fullmatch(each.relative_to(ROOT).as_posix()) for each in structures)


def test_each_component_has_its_english_file(note: dict[str, Any]) -> None:
    for path in (ROOT / "docs" / "de").glob("*/*/*.yml"):
        found = re.fullmatch(note["configuration"]["match"], path.relative_to(ROOT).as_posix())
        assert found
        base = note["configuration"]["base_file_template"]
        assert (ROOT / base.replace("{{ component }}", found["component"])).exists()
    assert (ROOT / note["component"]["template"]).exists()


def test_references_are_placeholders_up_to_their_words(note: dict[str, Any]) -> None:
    pattern = re.search(r'r"(.*)"', note["component"]["check_flags"])
    assert pattern
    for kind in REFERENCE_CLASSES:
        assert re.findall(pattern[1], f"x <{kind}:a.b|words> y") == [f"<{kind}:a.b"]
