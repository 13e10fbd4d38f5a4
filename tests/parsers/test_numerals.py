"""Figures and numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.parsers.numerals import figures, in_words, plain, value_of, western


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("1,000", "1000"),
        ("1.000", "1000"),
        ("1.000,00", "1000.00"),
        ("1,000.50", "1000.50"),
        ("10,00,000", "1000000"),
        ("1'000", "1000"),
        ("1 000 000", "1000000"),
        ("62.50", "62.50"),
        ("22,00", "22.00"),
        ("1.5", "1.5"),
        ("0.500", "0.500"),
        ("1.000.000", "1000000"),
    ],
)
def test_group_and_decimal_signs(figure: str, value: str) -> None:
    assert value_of(figure) == (Decimal(value), True)


@pytest.mark.parametrize("figure", ["1,000,00", "1,00,0", "1.2.3,4,5"])
def test_signs_that_make_no_number(figure: str) -> None:
    assert value_of(figure) is None


def test_three_decimals_are_told_by_the_country() -> None:
    assert value_of("100.000", ".", places=3) == (Decimal("100.000"), True)
    assert value_of("100.000", ",", places=3) == (Decimal("100000"), True)


def test_digits_of_every_script() -> None:
    assert western("１０，０００ ١٬٠٠٠ १०") == "10,000 1,000 10"


def test_a_space_parts_groups_of_three_alone() -> None:
    text = "10 000 or 5 20"
    assert [text[start:end] for start, end in figures(text)] == ["10 000", "5", "20"]


def test_a_fraction_of_zeros_goes() -> None:
    assert [plain(Decimal(value)) for value in ("200.00", "62.50", "0", "1E+3")] == ["200", "62.50", "0", "1000"]


@pytest.mark.parametrize(
    ("words", "number", "used"),
    [
        ("one thousand us dollars", 1000, 2),
        ("twenty two euros", 22, 2),
        ("one hundred and fifty", 150, 4),
        ("mil quinientos pesos", 1500, 2),
        ("soixante dix sept", 77, 3),
        ("quatre vingt dix", 90, 3),
        ("deux cent cinquante", 250, 3),
        ("treinta y cinco mil", 35000, 4),
        ("duzentos e cinquenta", 250, 3),
        ("two thousand five hundred", 2500, 4),
        ("twenty thirty", 20, 1),
    ],
)
def test_numbers_in_words(words: str, number: int, used: int) -> None:
    assert in_words(words.split()) == (number, used)


@pytest.mark.parametrize("words", ["no threshold", "a gift", "and one"])
def test_words_that_are_no_number(words: str) -> None:
    assert in_words(words.split()) is None
