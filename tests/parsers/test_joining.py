"""Lines that the layout broke."""

from __future__ import annotations

import pytest

from extractor.document import Document, Line
from extractor.parsers.joining import glue, hyphenated_words

# first line | second line | joined
CASES = """
The new branch | demonstrates | The new branch demonstrates
harmo- | nised data | harmonised data
non-Euro- | European | non-Euro-European
check- | out desk | check-out desk
re- | use it | reuse it
e- | commerce | e-commerce
a two- | dimensional code | a two-dimensional code
self- | employed | self-employed
four- | teen days | fourteen days
self- | ish | selfish
2017- | 2018 | 2017-2018
business-to- | consumer | business-to-consumer
short- | and long-term | short- and long-term
a dash - | and more | a dash - and more
https://www.toll.no/e- | commerce | https://www.toll.no/e-commerce
https://www.toll.no/import?topic= | e-commerce | https://www.toll.no/import?topic=e-commerce
see https://www.toll.no/ | for the list | see https://www.toll.no/ for the list
trade- | office@toll.no | trade-office@toll.no
first.last@small- | parcels.example.org | first.last@small-parcels.example.org
電子商 | 取引 | 電子商取引
"""


@pytest.mark.parametrize(("before", "after", "joined"), [[cell.strip() for cell in row.split("|")] for row in CASES.strip().splitlines()])
def test_two_parts_of_one_text(before: str, after: str, joined: str) -> None:
    assert glue(before, after, frozenset({"check-out"})) == joined


def test_the_documents_hyphenated_words() -> None:
    document = Document((Line("At Check-out, re-use the up-to-date e-"), Line("commerce data")), "text/plain")
    assert hyphenated_words(document) == {"check-out", "re-use", "up-to-date"}


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("https://douanes.example.lu/f", "indel-direct", "https://douanes.example.lu/findel-direct"),
        ("E-mail: m.sthilaire@customs.examp", "le.gov.tt", "E-mail: m.sthilaire@customs.example.gov.tt"),
        ("see https://a.example.org", "and read", "see https://a.example.org and read"),
        ("kari@example.no", "www.example.no", "kari@example.no www.example.no"),
        ("https://a.example.org", "Public notice", "https://a.example.org Public notice"),
    ],
)
def test_an_address_torn_in_a_narrow_cell(before: str, after: str, whole: str) -> None:
    assert glue(before, after) == whole
