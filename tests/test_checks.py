"""One test for each diagnostic code, enumerated from the catalogue: a form that has the fault is told so, on the narrowest pointer."""

from __future__ import annotations

from typing import Any

import pytest

from extractor import extract
from extractor.checks import Checked, unlikely
from extractor.diagnostics import CATALOGUE
from extractor.record import Record
from schemas.ecommerce import CaseStudy
from schemas.values import Contact, Threshold

FORM = """# Case Study on E-commerce

“Clearing parcels before they land”

Norway

[ ] Initiative / Pilot
[x] Existing Practice

**General Overview**

- [x] Simplification of Procedures for e-commerce
- [ ] Safety & Security
- [x] Revenue Collection / Business Models
- [ ] Cooperation between Customs/Post
- [ ] Data Exchange with E-Commerce Operators

**E-commerce at Glance**

**De Minimis Value**

| Customs Duty | NOK 350 |
| --- | --- |
| Taxes (VAT/GST) | NOK 350 |
| Gift | NOK 1 000 |
| Commercial Samples | n/a |

**Stakeholders Involved**

- [x] Customs Administration
- [ ] Postal Operator
- [ ] Express Companies
- [x] E-Vendors (E-commerce Operators)
- [ ] Other governmental authorities
- [ ] Final Consumer
- [ ] Other:

**Date of implementation**

12 September 2016

**Brief Description of Initiative / Existing Practice**

Goods are declared before they arrive.

**Value Proposition of Initiative / Existing Practice**

Faster release.

**1. Actions included in the initiatives/ Existing Practice**
**2. Proposed solution**
**3. Technical Proposition of Initiative / Existing Practice**
**4. Operational activities of the Initiative / Existing Practice**

- Training
- A help desk

**Requirements**

- [ ] Review and update of De Minimis
- [x] Changes on legal framework
- [ ] Creation of IT System
- [ ] Private Sector (Political Will)
- [ ] Exchange of information with stakeholders
- [ ] Other:

**WCO Relevant tools and instruments**

SAFE Framework of Standards

**Additional Information**

**Relevant links or documents**

https://www.toll.no/voec

**Contact Person for Further Information**

Kari Hansen, Senior Adviser
kari.hansen@toll.no
Tel: +47 22 86 03 12

**1. Value Added Considerations**
**2. Further Reflections by Stakeholders**

Sellers learned within weeks.
"""

# Code → (what to change in the form, into what, the pointer of the diagnostic).
FAULTS: dict[str, tuple[str, str, str]] = {
    "missing-title": ("“Clearing parcels before they land”\n\n", "", "/title"),
    "missing-country": ("Norway\n\n", "", "/country"),
    "missing-description": ("Goods are declared before they arrive.\n", "", "/description"),
    "missing-date": ("12 September 2016\n", "", "/implementation_date"),
    "unknown-country": ("Norway\n", "Ruritania\n", "/country"),
    "practice-type-not-single": ("[ ] Initiative / Pilot", "[x] Initiative / Pilot", "/practice_type"),
    "no-contact": ("kari.hansen@toll.no\nTel: +47 22 86 03 12\n", "", "/contacts"),
    "invalid-email": ("kari.hansen@toll.no", "kari.hansen@@toll.no", "/contacts/0/emails/0"),
    "invalid-phone": ("+47 22 86 03 12", "+47 22", "/contacts/0/phones/0"),
    "invalid-url": ("https://www.toll.no/voec", "https://www toll no", "/links/0/url"),
    "unparsed-date": ("12 September 2016", "in the near future", "/implementation_date"),
    "unparsed-amount": ("| Gift | NOK 1 000 |", "| Gift | as decided by the ministry |", "/de_minimis/gift"),
    "other-without-text": ("- [ ] Final Consumer\n- [ ] Other:", "- [ ] Final Consumer\n- [x] Other:", "/stakeholders/other"),
    "implausible-date": ("12 September 2016", "12 September 1916", "/implementation_date"),
    "ambiguous-date": (
        "Norway\n\n[ ] Initiative / Pilot\n[x] Existing Practice",
        "Ruritania\n\n[ ] Initiative / Pilot\n[x] Existing Practice",
        "/implementation_date",
    ),
    "unknown-currency": ("| Gift | NOK 1 000 |", "| Gift | 1 000 |", "/de_minimis/gift"),
    "nothing-marked": ("- [x] Changes on legal framework", "- [ ] Changes on legal framework", "/requirements"),
    "unreadable-mark": ("- [ ] Creation of IT System", "- Creation of IT System", "/requirements/creation_of_it_system"),
    "option-missing": ("- [ ] Creation of IT System\n", "", "/requirements/creation_of_it_system"),
    "text-without-mark": ("- [ ] Final Consumer\n- [ ] Other:", "- [ ] Final Consumer\n- [ ] Other: freight forwarders", "/stakeholders/other"),
    "unplaced-text": ("**Additional Information**\n", "**Additional Information**\n\nWe thank the post for its help.\n", ""),
    "undecoded-text": ("SAFE Framework", "SAFE Fra\ufffdmework", "/wco_tools"),
    "empty-field": ("SAFE Framework of Standards\n", "", "/wco_tools"),
}
ELSEWHERE = {
    "mark-disagrees": "only a Word document stores a state beside a picture: tests/readers/docx",
    "part-not-read": "only a file that holds others has parts: tests/test_forms.py",
    "low-confidence": "asked for with a threshold of its own, below",
}


def read(text: str) -> Record[Any]:
    (record,) = extract(text.encode())
    return record


def test_the_form_without_a_fault_is_valid_and_has_no_diagnostic() -> None:
    record = read(FORM)
    assert record.status == "valid"
    assert record.diagnostics == ()


def test_every_code_of_the_catalogue_has_a_test() -> None:
    assert FAULTS.keys() | ELSEWHERE.keys() == CATALOGUE.keys()


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_told_on_its_own_pointer(code: str) -> None:
    old, new, path = FAULTS[code]
    assert old in FORM
    text = FORM.replace(old, new, 1)
    if code == "ambiguous-date":
        text = text.replace("12 September 2016", "03/04/2016")
    record = read(text)
    found = [d for d in record.diagnostics if d.code == code]
    assert [d.path for d in found] == [path]
    assert found[0].severity == CATALOGUE[code].severity
    others = {d.code for d in record.diagnostics} - {code}
    expected = {"unknown-country"} if code == "ambiguous-date" else set()
    assert others == expected
    assert record.status == ("invalid" if any(CATALOGUE[c].severity == "error" for c in {code} | expected) else "valid")


def test_a_value_under_the_threshold_of_confidence_is_told() -> None:
    from extractor.pipeline import records_of

    (record,) = records_of(FORM.encode(), "form.md", low_confidence=1.0)
    assert "/country" in [d.path for d in record.diagnostics if d.code == "low-confidence"]


def test_the_most_serious_come_first() -> None:
    record = read(
        FORM.replace("Goods are declared before they arrive.\n", "").replace("- [x] Changes", "- [ ] Changes").replace("SAFE Framework of Standards\n", "")
    )
    assert [d.severity for d in record.diagnostics] == ["error", "warning", "info"]


def test_what_no_value_took_is_quoted_in_full() -> None:
    record = read(FORM.replace("**Additional Information**\n", "**Additional Information**\n\nWe thank the post for its help, 2016–2018.\n"))
    (found,) = [d for d in record.diagnostics if d.code == "unplaced-text"]
    assert "We thank the post for its help, 2016–2018." in found.message


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/contacts", (Contact(name="kari.hansen@toll.no"),)),
        ("/contacts", (Contact(name="Kari Hansen", title="2016"),)),
        ("/contacts", (Contact(name="Kari Hansen", organization="Goods are declared before they arrive, and " * 3),)),
        ("/de_minimis/gift", Threshold(text="NOK 1 000</td><td>", not_applicable=False, amounts=(), relation=None)),
        ("/description", "Goods are <td>declared</td>."),
        ("/title", "Stakeholders Involved"),
    ],
)
def test_a_value_that_cannot_be_what_its_slot_asks_for_is_told(pointer: str, value: object) -> None:
    (found,) = unlikely(Checked(CaseStudy, {pointer: value}, {}, ()))
    assert found.code == "low-confidence"
    assert found.path.startswith(pointer)


def test_what_may_well_be_a_value_is_not_doubted() -> None:
    values = {
        "/contacts": (Contact(name="Kari Hansen", title="Adviser (2nd class)"),),
        "/description": "Where x < y, nothing is due.",
        "/title": "Gifts by post",
    }
    assert not list(unlikely(Checked(CaseStudy, values, {}, ())))


def test_a_character_of_a_lost_font_is_told() -> None:
    record = read(FORM.replace("SAFE Framework", "SAFE \ue123 Framework"))
    assert [(d.code, d.path) for d in record.diagnostics] == [("undecoded-text", "/wco_tools")]
