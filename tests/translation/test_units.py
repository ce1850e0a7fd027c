"""The texts of the project one by one."""

from __future__ import annotations

from knowledge_base.content.sources import read_sources
from knowledge_base.content.units import Unit, text_of, units
from tests.content.project import GOOD

SOURCES, _ = read_sources(GOOD)
UNITS = list(units(SOURCES))


def test_each_text_is_listed_once_and_under_a_name_that_can_be_read_again() -> None:
    assert len(set(UNITS)) == len(UNITS)
    assert [Unit.named(str(unit)) for unit in UNITS] == UNITS


def test_a_guide_stands_in_the_order_of_the_site_and_its_rules_after_it() -> None:
    files = list(dict.fromkeys(unit.file for unit in UNITS if "/" in unit.file))
    assert files == [
        "guides/take-the-train",
        "rules/may-travel",
        "rules/ticket-price",
        "guides/lose-a-ticket",
    ]


def test_texts_of_every_kind_of_file_are_units() -> None:
    assert {unit.file.partition("/")[0] for unit in UNITS} == {
        "site", "labels", "choices", "terms", "guides", "rules", "planned",
    }  # fmt: skip


def test_what_each_language_finds_for_itself_is_no_unit() -> None:
    own_fields = (".forms", ".homonyms", ".banned", ".synonyms")
    own = {key for key in SOURCES.texts["en"].terms.texts if key.endswith(own_fields)}
    assert own
    assert not own & {unit.key for unit in UNITS if unit.file == "terms"}


def test_a_text_is_found_in_each_language_and_not_where_it_lacks() -> None:
    unit = Unit("guides/take-the-train", "words.single.text")
    texts = [text_of(SOURCES, language, unit) for language in ("en", "de")]
    assert [text.text if text else None for text in texts] == ["One way.", "Nur hin."]
    assert text_of(SOURCES, "de", Unit("guides/take-the-train", "words.single.note")) is None
    assert text_of(SOURCES, "de", Unit("guides/fly", "title")) is None
    assert text_of(SOURCES, "de", Unit("asks", "guides.fly")) is None
