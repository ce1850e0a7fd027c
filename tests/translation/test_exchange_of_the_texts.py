"""Every text of the project goes to a translation tool and back without a difference."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import read_sources
from knowledge_base.content.text_files import TextFile
from knowledge_base.content.units import Unit, units
from knowledge_base.translation.exchange.catalog import Catalog, Format
from knowledge_base.translation.exchange.delivery import Delivery, delivery_of
from knowledge_base.translation.exchange.exporting import catalog_of
from knowledge_base.translation.exchange.files import read_catalog, write_catalog
from knowledge_base.translation.exchange.importing import import_file
from knowledge_base.translation.standings import review
from rules_engine.ruleset import load_rules
from tests.content.project import TODAY
from tests.project_copy import ROOT

# What each language has for itself, and what makes it one.
OWN = ("terms.yml", "asks.yml", "site.yml")


@pytest.fixture(scope="module")
def center() -> HelpCenter:
    return HelpCenter(read_sources(ROOT)[0], load_rules(ROOT / "rules"), TODAY)


def _as_it_is(unit: Unit, text: str) -> str:
    return text


@pytest.mark.parametrize("language", ["fr", "de", "it", "es"])
def test_a_language_comes_back_in_both_formats_as_it_went(
    language: str, center: HelpCenter, tmp_path: Path
) -> None:
    catalog = catalog_of(center, language, None, needed=False)
    assert [each.unit for each in catalog.messages] == list(units(center.sources))
    found = review(center.sources, center.ruleset)
    kinds: tuple[Format, ...] = ("po", "xliff")
    for kind in kinds:
        path = tmp_path / kind
        write_catalog(catalog, kind, path)
        back = read_catalog(path)
        assert Catalog(language, tuple(replace(each, line=0) for each in back.messages)) == catalog
        assert delivery_of(back, path, center, found, _as_it_is) == Delivery()


@pytest.mark.parametrize(("language", "kind"), [("de", "po"), ("fr", "xliff")])
def test_an_empty_language_is_filled_from_what_another_one_exported(
    language: str, kind: Format, center: HelpCenter, tmp_path: Path
) -> None:
    root, path = tmp_path / "project", tmp_path / "file"
    for part in ("docs", "rules"):
        shutil.copytree(ROOT / part, root / part)
    write_catalog(catalog_of(center, language, None, needed=False), kind, path)
    for file in (root / "docs" / language).rglob("*.yml"):
        if file.name not in OWN:
            file.unlink()
    sources = read_sources(root)[0]
    import_file(path, language, sources, center.ruleset, TODAY)
    filled = read_sources(root)[0].texts[language]
    expected = center.sources.texts[language]
    for folder in ("guides", "rules"):
        now, before = getattr(filled, folder), getattr(expected, folder)
        assert now.keys() == before.keys()
        for name, file in before.items():
            assert _texts(now[name]) == _texts(file), name
    for name in ("labels", "choices", "passages", "planned"):
        assert _texts(getattr(filled, name)) == _texts(getattr(expected, name)), name
    assert not review(read_sources(root)[0], center.ruleset).edited[language]


def _texts(file: TextFile) -> list[tuple[str, str]]:
    return [(key, text.text) for key, text in file.texts.items()]
