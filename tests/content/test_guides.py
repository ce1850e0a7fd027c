"""A guide in one language: blocks, references, blocks from rules, fallback."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge_base.content.blocks import (
    Block,
    ConditionsBlock,
    ExampleBlock,
    Link,
    TableBlock,
    Text,
    plain,
)
from knowledge_base.content.center import HelpCenter
from tests.content.project import Project, copy_of_good

NB = "\u00a0"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_of_good(tmp_path)


def block(center: HelpCenter, language: str, name: str) -> object:
    return next(each for each in center.page("take-the-train", language).blocks if each.id == name)


def steps(center: HelpCenter, language: str) -> list[str]:
    found = block(center, language, "steps")
    assert isinstance(found, Block)
    return [plain(item.content) for item in found.items]


def test_references_are_shown_in_the_words_of_the_language(project: Project) -> None:
    center = project.load()
    assert steps(center, "en")[1] == (
        f"Return your tickets within 14{NB}days: see Lose a ticket. You save 20%, and pay "
        f"CHF{NB}347.20 to {NB.join(['CH93', '0076', '2011', '6238', '5295', '7'])}. "
        f"With a return ticket you pay CHF{NB}277.76."
    )
    assert steps(center, "de")[0] == "Öffnen Sie das Büro und klicken Sie auf Kaufen."


def test_a_value_is_the_one_that_holds_on_the_day(project: Project) -> None:
    today = project.load().page("take-the-train", "de").summary
    later = project.load(date(2027, 1, 1)).page("take-the-train", "de").summary
    assert plain(today).endswith("Schweiz, Frankreich und Belgien.")
    assert plain(later).endswith("Schweiz, Frankreich, Belgien und Norwegen.")


def test_a_changed_parameter_changes_every_language(project: Project) -> None:
    project.edit("rules/parameters/travel.yml", "value: 14", "value: 30")
    center = project.load()
    assert f"30{NB}days" in steps(center, "en")[1]
    assert f"30{NB}Tage" in steps(center, "de")[1]


def test_conditions_come_from_the_rule(project: Project) -> None:
    found = block(project.load(), "de", "conditions")
    assert isinstance(found, ConditionsBlock)
    assert [(plain(each.met), each.exact) for each in found.conditions] == [
        ("Dorthin fährt ein Zug.", "Land: Schweiz, Frankreich oder Belgien"),
        ("Ein Platz ist frei.", "Freie Plätze: mehr als 0 · oder · Karte zur Hand: ja"),
    ]


def test_a_requirement_taken_out_of_the_rule_is_off_the_page(project: Project) -> None:
    project.edit(
        "rules/travel/may-travel.yml",
        "  country-not-served: {country: {one_of: {parameter: travel.countries}}}\n",
        "",
    )
    project.edit("rules/travel/may-travel.yml", "  country: {type: country}\n", "")
    project.edit("rules/travel/may-travel.yml", "  country-not-served: {guide: fly-instead}\n", "")
    project.edit("rules/travel/may-travel.yml", "country: FR, ", "")
    problems = project.problems()
    assert {(each.code, each.path) for each in problems} == {
        ("KB202", "docs/de/rules/travel/may-travel.yml"),
        ("KB202", "docs/en/rules/travel/may-travel.yml"),
    }
    assert any("'reasons.country-not-served.met'" in each.message for each in problems)


def test_a_table_has_a_column_for_each_input_that_rows_test(project: Project) -> None:
    found = block(project.load(), "de", "prices")
    assert isinstance(found, TableBlock)
    assert found.columns == ("Art", "Klasse")
    assert [(row.cells, plain(row.outcome)) for row in found.rows] == [
        (("einfache Fahrt", "beliebig"), "Der volle Preis. Betrag: Preis."),
        (("Hin- und Rückfahrt", "erste Klasse"), "Ein ermäßigter Preis."),
        (("Sonst", ""), "Der volle Preis. Betrag: Preis."),
    ]


def test_an_example_is_computed(project: Project) -> None:
    found = block(project.load(), "de", "example")
    assert isinstance(found, ExampleBlock)
    case = found.cases[0]
    assert case.facts == (
        ("Art", "Hin- und Rückfahrt"),
        ("Klasse", "erste Klasse"),
        ("Kaufdatum", f"31.{NB}Januar 2026"),
        ("Preis", f"CHF{NB}347.20"),
        ("Währung", "Schweizer Franken (CHF)"),
    )
    assert case.values == (
        ("Betrag", f"CHF{NB}277.76"),
        ("Rückgabe bis", f"14.{NB}Februar 2026"),
    )
    assert (case.status, plain(case.outcome)) == ("decided", "Ein ermäßigter Preis.")


def test_a_missing_text_is_english_and_says_so_on_the_smallest_part(project: Project) -> None:
    file = "docs/de/guides/travel/take-the-train.yml"
    project.edit(file, '  open: "Öffnen Sie das **Büro** und klicken Sie auf <label:buy>."\n', "")
    found = block(project.load(), "de", "steps")
    assert isinstance(found, Block)
    assert [item.language for item in found.items] == ["en", "de"]
    assert plain(found.items[0].content) == "Open the office and click Buy."
    assert found.language == "de"


def test_a_guide_that_is_not_translated_is_english_throughout(project: Project) -> None:
    project.remove("docs/de/guides/travel/lose-a-ticket.yml")
    page = project.load().page("lose-a-ticket", "de")
    assert (page.language, page.text_language, page.title) == ("de", "en", "Lose a ticket")


def test_a_guide_to_come_is_plain_words(project: Project) -> None:
    center = project.load()
    found = center.page("lose-a-ticket", "de").blocks[0]
    assert isinstance(found, Block)
    assert Text("fliegen Sie") in found.items[0].content
    assert not any(isinstance(node, Link) for node in found.items[0].content)


def test_a_language_is_one_folder_more(project: Project) -> None:
    project.write("docs/rm/site.yml", 'home:\n  found: "{count} resultats"\n')
    center = project.load()
    assert center.languages == ("en", "de", "rm")
    assert center.page("take-the-train", "rm").text_language == "en"
    assert center.site("rm")["home.found"] == "{count} resultats"
    assert center.section_title("travel", "rm") == "Travel"


def test_an_unknown_language_is_named_with_the_known_ones(project: Project) -> None:
    with pytest.raises(KeyError, match=r"unknown language 'dee'\. Did you mean 'de'"):
        project.load().page("take-the-train", "dee")
