"""Values as readers of each language expect them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from knowledge_base.content.formats import Formats

NB, NARROW = "\u00a0", "\u202f"
LANGUAGES = ("en", "fr", "de", "it", "es")


def in_all(method: str, *arguments: object) -> list[str]:
    return [getattr(Formats(language), method)(*arguments) for language in LANGUAGES]


def test_dates_keep_the_day_with_its_month() -> None:
    assert in_all("date", date(2023, 12, 1)) == [
        f"1{NB}December 2023",
        f"1er{NB}décembre 2023",
        f"1.{NB}Dezember 2023",
        f"1{NB}dicembre 2023",
        f"1{NB}de diciembre de 2023",
    ]


def test_amounts_show_cents_and_their_currency() -> None:
    assert in_all("money", Decimal("1347.2"), "CHF") == [
        f"CHF{NB}1,347.20",
        f"1{NARROW}347,20{NB}CHF",
        f"CHF{NB}1’347.20",
        f"CHF{NB}1’347.20",
        f"1.347,20{NB}CHF",
    ]


def test_amounts_are_never_rounded() -> None:
    assert Formats("en").money(Decimal("1.005"), "EUR") == "€1.005"


def test_ratios_are_percentages_with_all_their_digits() -> None:
    assert in_all("percentage", Decimal("0.125")) == [
        "12.5%", f"12,5{NB}%", "12.5%", "12.5%", f"12,5{NB}%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "months", ["1 month", "1 mois", "1 Monat", "1 mese", "1 mes"]),
        (14, "days", ["14 days", "14 jours", "14 Tage", "14 giorni", "14 días"]),
    ],
)
def test_durations_are_words_that_stay_together(count: int, unit: str, words: list[str]) -> None:
    assert in_all("duration", count, unit) == [word.replace(" ", NB) for word in words]


def test_lists_have_no_comma_before_the_last_word() -> None:
    assert in_all("all_of", ["A", "B", "C"]) == [
        "A, B and C", "A, B et C", "A, B und C", "A, B e C", "A, B y C",
    ]  # fmt: skip
    assert in_all("any_of", ["A", "B"]) == ["A or B", "A ou B", "A oder B", "A o B", "A o B"]


def test_norway_is_a_country_and_not_a_no() -> None:
    assert in_all("country", "NO") == ["Norway", "Norvège", "Norwegen", "Norvegia", "Noruega"]


def test_an_iban_stands_in_groups_that_stay_on_one_line() -> None:
    assert Formats("de").iban("CH9300762011623852957") == NB.join(
        ["CH93", "0076", "2011", "6238", "5295", "7"]
    )


def test_french_sets_a_space_before_the_colon() -> None:
    assert Formats("fr").labelled("Pays", "Suisse") == f"Pays{NB}: Suisse"
    assert Formats("de").labelled("Land", "Schweiz") == "Land: Schweiz"
