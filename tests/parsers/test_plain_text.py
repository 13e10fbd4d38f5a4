"""Titles without their quotation marks."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.parsers.plain_text import parse, unquoted
from tests.parsers.answering import answer

CASES = {
    "“Low value goods”": "Low value goods",
    '"Low value goods"': "Low value goods",
    "«Le « couloir vert » du commerce»": "Le « couloir vert » du commerce",
    "« Le colis en confiance »": "Le colis en confiance",
    "„Der gläserne Container“": "Der gläserne Container",
    "»Der gläserne Container«": "Der gläserne Container",
    "「電子商取引」": "電子商取引",
    "''Twice typed''": "Twice typed",
    "``TeX''": "TeX",
    '“"Doubled"”': "Doubled",
    "‘Green Lane’": "Green Lane",
    "‘Green Lane’ for Postal Parcels": "‘Green Lane’ for Postal Parcels",
    "“Soko Mtandaoni”: bringing small sellers in": "“Soko Mtandaoni”: bringing small sellers in",
    "“One” and “Two”": "“One” and “Two”",
    '"One" and "Two"': '"One" and "Two"',
    '"The "big" plan"': 'The "big" plan',
    "“Lost its partner": "Lost its partner",
    "‘The members’ portal’": "The members’ portal",
    "Plain": "Plain",
}


@pytest.mark.parametrize(("text", "title"), CASES.items())
def test_marks_around_the_whole_go(text: str, title: str) -> None:
    assert unquoted(text) == title


def test_wrapped_lines_are_one_title() -> None:
    parsed = parse(answer("“CBP Establishes New\n> E-Com-\n> merce Team”"), Context())
    assert parsed.value == "CBP Establishes New E-Commerce Team"
    assert parsed.evidence[0][0] == ""


def test_no_text_is_no_title() -> None:
    assert parse(answer("“”"), Context()).value is None


@pytest.mark.parametrize("text", ["📦 “Orange Parcel”", "“Orange Parcel” 🍊", "🚀 Orange Parcel"])
def test_a_picture_beside_a_title_is_no_part_of_it(text: str) -> None:
    assert parse(answer(text), Context()).value == "Orange Parcel"
