"""Labels in the member's own words: found where the form sets all its labels in one way and lacks one between two that it has."""

from __future__ import annotations

import pytest

from extractor.document import Document, Line
from tests.building import line
from tests.matching.matched import only, text

TEXT = """
*Case Study on E-commerce
*“Clearing parcels before they land”
*Norway
☐ Initiative / Pilot
☒ Existing Practice
*General Overview
☒ Simplification of Procedures for e-commerce
☐ Safety & Security
☒ Revenue Collection / Business Models
☐ Cooperation between Customs/Post
☐ Data Exchange with E-Commerce Operators
*Stakeholders Involved
☒ Customs Administration
☐ Postal Operator
☐ Express Companies
☒ E-Vendors (E-commerce Operators)
☐ Other governmental authorities
☐ Final Consumer
*Date of implementation
September 2016
*Brief Description of Initiative / Existing Practice
Goods are declared before they arrive.
*Value Proposition of Initiative / Existing Practice
Faster release.
*Requirements
☐ Review and update of De Minimis
☒ Changes on legal framework
☐ Creation of IT System
*WCO Relevant tools and instruments
SAFE Framework of Standards
*Relevant links or documents
https://www.toll.no/voec
*Contact Details
Kari Hansen, Senior Adviser
kari.hansen@toll.no
"""


def form(printed: str, written: str, bold: bool = True) -> Document:
    """The form with a label in other words, its labels bold or not."""
    assert printed in TEXT
    rows = TEXT.replace(printed, written).strip().splitlines()
    lines: list[Line] = [line(row.lstrip("*"), number, bold=bold and row.startswith("*")) for number, row in enumerate(rows, 1)]
    return Document(tuple(lines), "text/plain")


@pytest.mark.parametrize(
    ("printed", "written", "pointer", "answer"),
    [
        ("Date of implementation", "Implemented when", "/implementation_date", "September 2016"),
        (
            "Brief Description of Initiative / Existing Practice",
            "The matter described in a few words",
            "/description",
            "Goods are declared before they arrive.",
        ),
        ("Value Proposition of Initiative / Existing Practice", "The value for everyone", "/value_proposition", "Faster release."),
        ("Contact Details", "Persons to get in contact with", "/contacts", "Kari Hansen, Senior Adviser"),
    ],
)
def test_a_heading_in_other_words_stands_for_the_missing_label(printed: str, written: str, pointer: str, answer: str) -> None:
    match = only(form(f"*{printed}", f"*{written}"))
    assert text(match, pointer)[0] == answer


def test_text_that_is_not_set_like_the_labels_is_no_label() -> None:
    match = only(form("*Value Proposition of Initiative / Existing Practice", "The value for everyone"))
    assert text(match, "/value_proposition") == []
    assert text(match, "/description") == ["Goods are declared before they arrive.", "The value for everyone", "Faster release."]


def test_of_two_headings_that_share_no_word_none_is_the_label() -> None:
    match = only(form("*Value Proposition of Initiative / Existing Practice", "*What came of it\n*Remarks"))
    assert text(match, "/value_proposition") == []


def test_where_no_label_is_set_apart_no_line_is_taken_for_one() -> None:
    match = only(form("*Value Proposition of Initiative / Existing Practice", "*The value for everyone", bold=False))
    assert text(match, "/value_proposition") == []
