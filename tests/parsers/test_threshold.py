"""Thresholds: the ways in which the world writes money."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.parsers.threshold import parse, read
from tests.parsers.answering import answer

# country | text | amounts | relation
READ = """
US | $ 800 USD | 800 USD |
CO | 200 dólares | 200 USD |
KE | 200 dollars | 200 USD |
AU | 200 dollars | 200 AUD |
MV | six thousand rufiyaa | 6000 MVR |
US | U.S. $800 | 800 USD |
US | 800 US Dollars | 800 USD |
US | $100 or $200 | 100 USD, 200 USD | or
US | $100-$200 | 100 USD, 200 USD | range
AU | AUD 1,000 | 1000 AUD |
AE | 1.000,00 € | 1000 EUR |
CH | CHF 62.50 | 62.50 CHF |
GB | 1'000 CHF | 1000 CHF |
CH | CHF 1’000.– | 1000 CHF |
NP | Rs. 10,000 | 10000 NPR |
IN | Rs. 10,000 | 10000 INR |
IN | Rs. 500/- | 500 INR |
IN | INR 10,00,000 | 1000000 INR |
IN | Rs 1.5 lakh | 150000 INR |
GB | 10 000 JPY | 10000 JPY |
CN | RMB 50 | 50 CNY |
CN | 人民币50元 | 50 CNY |
JP | 1万円以下 | 10000 JPY | up_to
JP | １０，０００円 | 10000 JPY |
KR | 150,000원 | 150000 KRW |
NZ | NZ$ 60 (duty) | 60 NZD |
EU | 10–22 EUR | 10 EUR, 22 EUR | range
EU | from EUR 22 to EUR 150 | 22 EUR, 150 EUR | range
EU | EUR 150 / 22 | 150 EUR, 22 EUR | or
EU | up to 45 EUR | 45 EUR | up_to
EU | ≤ 150 EUR | 150 EUR | up_to
EU | EUR 150 or less | 150 EUR | up_to
EU | no more than 150 euros | 150 EUR | up_to
EU | over EUR 1 000 | 1000 EUR |
EU | not less than EUR 150 | 150 EUR |
FR | jusqu’à 45 EUR | 45 EUR | up_to
ES | hasta 150 euros | 150 EUR | up_to
DE | unter 150,- € | 150 EUR | up_to
RU | до 200 евро | 200 EUR | up_to
TH | SDR 300 | 300 XDR |
SA | ١٬٠٠٠ ريال | 1000 SAR |
NO | kr 3 000,- | 3000 NOK |
DK | kr 360 | 360 DKK |
CO | 100.000 pesos | 100000 COP |
MX | $1,000.00 M.N. | 1000 MXN |
PA | $ 100 | 100 USD |
PA | B/. 100 | 100 PAB |
PE | S/. 1,200.50 | 1200.50 PEN |
BR | R$ 3.000,00 | 3000 BRL |
SN | FCFA 50 000 | 50000 XOF |
CM | 50 000 FCFA | 50000 XAF |
KW | KD 100.000 | 100 KWD |
TN | TND 100,000 | 100 TND |
IQ | IQD 100,000 | 100000 IQD |
TZ | TZS 100,000/= | 100000 TZS |
KE | KES 10k | 10000 KES |
ZA | R500 | 500 ZAR |
VN | 1 triệu đồng | 1000000 VND |
GB | one thousand US dollars | 1000 USD |
FR | cinq cents francs suisses | 500 CHF |
US | one thousand dollars | 1000 USD |
US | one thousand (1,000) dollars | 1000 USD |
HU | HUF 0 | 0 HUF |
EU | USD 200 per consignment | 200 USD |
EU | THB 1,500 (CIF), gifts excluded | 1500 THB |
EU | (EUR 150) | 150 EUR |
"""
NOT_APPLICABLE = (
    "n/a|N/A|n.a.|nil|Nil|none|None|-|–|—|--|exempt|no threshold|no de minimis|not applicable|sans objet|néant|ninguno|no aplica|keine"
    "|não aplicável|нет|لا ينطبق|不适用|なし"
    "|None (all goods taxable)|N/A - see above|none; VAT is due from the first cent|(nil)"
)
UNPARSED = (
    "see Annex II|see Annex 2|see the tariff schedule|5% of the value|10 kg|2 gifts per year|under review|All goods|1,23,45 USD"
    "|Article 5 of the Act|one hundred|one or two euros"
    "|one thousand (2,000) dollars"
)


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("country", "text", "amounts", "relation"), _rows(READ))
def test_amounts_and_their_relation(country: str, text: str, amounts: str, relation: str) -> None:
    threshold, _ = read(text, country)
    assert threshold.text == text
    assert ", ".join(f"{amount.value} {amount.currency}" for amount in threshold.amounts) == amounts
    assert (threshold.relation or "") == relation
    assert not threshold.not_applicable


@pytest.mark.parametrize("text", NOT_APPLICABLE.split("|"))
def test_none_in_any_words_is_an_answer(text: str) -> None:
    threshold, _ = read(text, "BE")
    assert threshold.not_applicable
    assert threshold.amounts == ()


@pytest.mark.parametrize("text", UNPARSED.split("|"))
def test_what_gives_no_amount_for_certain_keeps_its_text(text: str) -> None:
    parsed = parse(answer(text, "/de_minimis/gift"), Context(country="BE"))
    assert (parsed.value.text, parsed.value.amounts, parsed.value.not_applicable) == (text, (), False)
    assert [(found.code, found.path) for found in parsed.diagnostics] == [("unparsed-amount", "/de_minimis/gift")]


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("AU", "1,000"),
        ("NO", "$ 800"),
        ("DE", "£135"),
        ("US", "100 pesos"),
        (None, "$100"),
        ("FR", "50 F CFA"),
        ("ZW", "$ 50"),
        ("EU", "100 or 200"),
        ("EU", "USD 50 AUD"),
    ],
)
def test_a_currency_that_nothing_settles_stays_open(country: str | None, text: str) -> None:
    parsed = parse(answer(text), Context(country=country))
    assert all(amount.currency is None for amount in parsed.value.amounts)
    assert [found.code for found in parsed.diagnostics] == ["unknown-currency"]


@pytest.mark.parametrize("text", ["USD 200, 100 for gifts", "100 EUR, 200 EUR", "CAD 150 (duty); CAD 40 (tax)"])
def test_more_figures_than_were_understood_are_of_low_confidence(text: str) -> None:
    assert read(text, "CA")[1] < 0.5


@pytest.mark.parametrize("text", ["", "  ", "......", "____"])
def test_an_empty_cell_is_no_answer(text: str) -> None:
    parsed = parse(answer(text), Context())
    assert parsed.value is None
    assert parsed.diagnostics == ()


def test_the_evidence_is_the_cell() -> None:
    parsed = parse(answer("EUR 150"), Context(country="EU"))
    ((pointer, evidence),) = parsed.evidence
    assert (pointer, evidence.text) == ("", "EUR 150")
    assert evidence.confidence > 0.9


def test_a_narrative_in_the_cell_is_not_searched_for_amounts() -> None:
    text = "The threshold of EUR 150 applies. " * 40
    assert read(text, "EU")[0].amounts == ()
