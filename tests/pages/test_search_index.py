"""What the search of a language is given."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge_base.content.blocks import Block, GuidePage, Inline, Item, Text
from knowledge_base.pages.search_index import search_index, sentences
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))


def guide(*items: Item) -> GuidePage:
    """Return a German guide with one block."""
    block = Block("b", "notes", (Text("Kopf"),), None, items, "de")
    return GuidePage(
        "g", "s", 1, "de", "Titel", (), "de", "how-to", (), date(2026, 1, 1), (), (block,), (),
        date(2026, 1, 1), {},
    )  # fmt: skip


def words(text: str) -> Inline:
    return (Text(text),)


def test_sentences_stand_under_the_anchor_of_their_item() -> None:
    said = "Drucken Sie z. B. eine Rechnung. Das geht ab 2026. «Rechnung» steht oben!"
    page = guide(Item("print", words(said), None, "de"))
    assert sentences(page) == [
        ("b", ["Kopf"]),
        ("b.print", [
            "Drucken Sie z. B. eine Rechnung.", "Das geht ab 2026.", "«Rechnung» steht oben!"
        ]),
    ]  # fmt: skip


def test_a_definition_is_searched_with_its_name() -> None:
    page = guide(Item("role", words("Darf alles."), words("Besitzer"), "de"))
    assert sentences(page)[1] == ("b.role", ["Besitzer: Darf alles."])


def test_what_english_stands_in_for_is_not_searched() -> None:
    page = guide(Item("late", words("Not translated yet."), None, "en"))
    assert sentences(page) == [("b", ["Kopf"])]


@pytest.mark.parametrize(
    ("language", "name", "synonym"),
    [
        ("de", "enable-two-factor", "MFA"),
        ("fr", "payment-reminder", "mise en demeure"),
        ("es", "renewal-warranty", "Renewal Warranty"),
    ],
)
def test_a_guide_is_known_by_other_words_for_its_title(
    language: str, name: str, synonym: str
) -> None:
    number = CENTER.page(name, language).number
    guides = search_index(CENTER, language)["guides"]
    assert isinstance(guides, list)
    assert synonym in next(each for each in guides if each["number"] == number)["synonyms"]


def test_words_of_texts_lead_to_the_guides_that_hold_them() -> None:
    index = search_index(CENTER, "fr")
    guides, body = index["guides"], index["body"]
    assert isinstance(guides, list)
    assert isinstance(body, dict)
    held = [guides[at]["path"] for at in body["calendriers"]]
    assert "fr/account/delete-account/" in held
    assert not [word for word in body if not word.isascii() or word != word.lower()]
