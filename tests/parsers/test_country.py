"""Countries, territories and the European Union by name."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.document import Line
from extractor.parsers.country import claims, find, parse
from tests.parsers.answering import answer

CODES = """
US United States|The United States of America|U.S.|USA|EE.UU.|États-Unis|Estados Unidos
GB UK|United Kingdom|Great Britain|United Kingdom of Great Britain and Northern Ireland
AE UAE|United Arab Emirates
KR South Korea|Republic of Korea|Korea (Republic of)|Korea, Republic of|대한민국|Korea
KP Democratic People's Republic of Korea|North Korea
HK Hong Kong|Hong Kong, China|Submission by Hong Kong, China|Hong Kong SAR
MO Macao|Macau|Macao, China
CN China|People's Republic of China|中国|P.R. China
TW Chinese Taipei
EU European Union|EU|Union européenne|Unión Europea|European Union (EU)|European Commission
TR Türkiye|Turkey|Republic of Türkiye
CI Côte d’Ivoire|Cote d'Ivoire|Ivory Coast
CD Democratic Republic of the Congo|DRC|Congo (Democratic Republic of the)
CG Congo|Republic of the Congo|Congo (Republic of the)
BT Kingdom of Bhutan|Bhutan
NL The Netherlands|Pays-Bas|Holland
TZ United Republic of Tanzania|Tanzania (United Republic of)|Tanzania
MX México|MEXICO
MA Maroc|Royaume du Maroc|المغرب
RU Российская Федерация|Россия|Russian Federation
JP 日本|Japan
BO Bolivia (Plurinational State of)|Estado Plurinacional de Bolivia
IR Iran (Islamic Republic of)
MK North Macedonia|FYROM
CZ Czech Republic|Czechia
SZ Swaziland|Eswatini
NE Niger
NG Nigeria
NO Norge|NORWAY|Country: Norway|(flag) Norway|Norway Norway|🇳🇴 Norway|🇳🇴
"""
UNKNOWN = "Republic of Ruritania|Meridia|Atlantis|Nigerland|Customs|the|Norway and Sweden"


@pytest.mark.parametrize(("code", "name"), [(row[:2], name) for row in CODES.strip().splitlines() for name in row[3:].split("|")])
def test_names(code: str, name: str) -> None:
    assert find(name) == code
    assert claims(Line(name)) >= 0.3


@pytest.mark.parametrize("name", UNKNOWN.split("|"))
def test_what_is_no_name_has_no_code(name: str) -> None:
    assert find(name) is None


def test_the_name_stays_as_written() -> None:
    parsed = parse(answer("🇰🇷 Korea (Republic of)", "/country"), Context())
    assert (parsed.value.name, parsed.value.code) == ("Korea (Republic of)", "KR")
    assert parsed.evidence[0][1].confidence > 0.9


def test_a_name_without_code_is_an_error() -> None:
    parsed = parse(answer("Republic of Ruritania", "/country"), Context())
    assert (parsed.value.name, parsed.value.code) == ("Republic of Ruritania", None)
    assert [(found.code, found.path) for found in parsed.diagnostics] == [("unknown-country", "/country")]


def test_of_several_lines_the_one_that_names_a_country_counts() -> None:
    parsed = parse(answer("Norwegian Customs\nNorway"), Context())
    assert parsed.value.code == "NO"
    assert [line.text for line in parsed.left] == ["Norwegian Customs"]


@pytest.mark.parametrize("text", ["Simplification of Procedures", "In 2016 the country", "E-commerce at Glance", "12 May 2019", ""])
def test_other_lines_are_not_claimed(text: str) -> None:
    assert claims(Line(text)) < 0.3


def test_a_flag_against_its_name_is_of_low_confidence() -> None:
    parsed = parse(answer("🇸🇪 Norway"), Context())
    assert parsed.value.code == "NO"
    assert parsed.evidence[0][1].confidence < 0.5


@pytest.mark.parametrize("text", ["🌍 Georgia", "🇬🇪 Georgia 🇬🇪", "📍️Georgia", "\uf0ac Georgia", "★ Georgia"])
def test_a_picture_beside_a_name_is_no_part_of_it(text: str) -> None:
    value = parse(answer(text, "/country"), Context()).value
    assert (value.name, value.code) == ("Georgia", "GE")
