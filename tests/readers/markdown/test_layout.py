"""Text laid out with spaces, and page furniture."""

from __future__ import annotations

from .showing import blocks, document, shown

FORM = """
                     Case Study on E-commerce

                  South Africa                     General Overview
( ) Initiative/Pilot                               Simplification of Procedures for e-commerce (
(x) Existing Practice                              )
                                                   Safety and Security                       ( )

E-commerce at a Glance                             STAKEHOLDERS INVOLVED
De minimis value                                   Customs Administration                    (x)
Customs Duty            up to ZAR 500              Postal Operator                           (x)
Gift                    –                          Other: (x) consumer associations

Date of Implementation

Brief description of Initiative/Existing Practice
In 2016, more than 36 million parcels were declared at import, and the scheme is open to any
operator with a valid account.
                                        - 1 -
\fRelevant Links or Documents                        Contact person for further information
www.sars.gov.za                                    Thandiwe Nkosi
                                                   tnkosi@sars.gov.za
                                        - 2 -
"""


def test_two_columns() -> None:
    assert blocks(FORM) == [
        "Case Study on E-commerce",
        [
            [
                ["South Africa", "[ ] Initiative/Pilot", "[x] Existing Practice"],
                ["General Overview", "Simplification of Procedures for e-commerce [ ]", "Safety and Security [ ]"],
            ],
            [
                ["E-commerce at a Glance", "De minimis value", [["Customs Duty", "up to ZAR 500"], ["Gift", "–"]]],
                ["STAKEHOLDERS INVOLVED", "Customs Administration [x]", "Postal Operator [x]", "Other: [x] consumer associations"],
            ],
        ],
        "Date of Implementation",
        "Brief description of Initiative/Existing Practice",
        "In 2016, more than 36 million parcels were declared at import, and the scheme is open to any",
        "~operator with a valid account.",
        [[["Relevant Links or Documents", "www.sars.gov.za"], ["Contact person for further information", "Thandiwe Nkosi", "tnkosi@sars.gov.za"]]],
    ]


SIDE = """
Case Study on E-commerce
General Overview                  Simplification of Procedures                          [x]
                                  Safety & Security                                     [ ]
De Minimis Value                  Customs Duty: AED 1,000
                                  Gift: AED 3,000
Date of implementation            2019-2021
Brief Description of Initiative / The practice rests on three pillars, of which two are new to the country and
Existing Practice                 one is old.
WCO Relevant tools and            SAFE Framework of Standards
instruments
Contact Person for Further        Jane Doe (Director)
Information                       jane@e.org
"""


def test_labels_at_the_side() -> None:
    (_, table) = blocks(SIDE.replace("Case Study on E-commerce", "Case Study on E-commerce: the form that members send to the secretariat")) or ((), ())
    assert table == [
        ["General Overview", ["Simplification of Procedures [x]", "Safety & Security [ ]"]],
        ["De Minimis Value", ["Customs Duty: AED 1,000", "Gift: AED 3,000"]],
        ["Date of implementation", "2019-2021"],
        [
            ["Brief Description of Initiative /", "~Existing Practice"],
            ["The practice rests on three pillars, of which two are new to the country and", "~one is old."],
        ],
        [["WCO Relevant tools and", "~instruments"], "SAFE Framework of Standards"],
        [["Contact Person for Further", "~Information"], ["Jane Doe (Director)", "jane@e.org"]],
    ]


def test_page_numbers_and_running_heads_are_furniture() -> None:
    pages = "WCO compendium 2019\n\nfirst\n\n          Page 1 of 2\n\fWCO compendium 2019\n\nsecond\n\n          Page 2 of 2\n"
    found = document(pages)
    assert shown(found.blocks) == ["first", "second"]
    assert sorted(line.text for line in found.furniture) == ["Page 1 of 2", "Page 2 of 2", "WCO compendium 2019", "WCO compendium 2019"]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert blocks("Gift\n\n22\n\nmore") == ["Gift", "22", "more"]
    assert blocks("2018/2019") == ["2018/2019"]


def test_the_page_marks_of_a_converter_are_furniture() -> None:
    assert blocks("first\n\n{1}" + "-" * 48 + "\n\n## Page 2\n\nsecond") == ["first", "second"]
