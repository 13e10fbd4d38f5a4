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


def test_boxes_for_yes_and_for_no_at_the_end_of_a_line_are_no_columns() -> None:
    text = "Postal Operator                [ ] Yes  [x] No\nOperators of electronic commerce[x] Sí  [ ] No\n"
    assert blocks(text) == ["Postal Operator [ ] Yes [x] No", "Operators of electronic commerce [x] Sí [ ] No"]


def test_yes_and_no_whose_boxes_are_lost_stay_together() -> None:
    assert blocks("Postal Operator          Yes      No\nFinal Consumer      Yes\n   No\n") == ["Postal Operator Yes / No", "Final Consumer Yes / No"]


def test_marks_under_yes_and_no_are_cells() -> None:
    text = f"{'':30}Yes     No\n{'Postal Operator':30}X       -\n{'Final Consumer':30}        X\n"
    assert blocks(text) == [[["", "Yes", "No"], ["Postal Operator", "X", "-"], ["Final Consumer", "", "X"]]]


def test_a_plus_and_a_minus_beside_many_lines_are_marks() -> None:
    text = "\n".join(f"{sign} Option number {number}" for number, sign in enumerate("+--+-+--+"))
    assert document(text).blocks[0].text == "\ufffc Option number 0"  # type: ignore[union-attr]
    few = "+ Faster release\n- More storage\n"
    assert blocks(few) == ["- Faster release", "- More storage"]


STACKED = """
General Overview                  Simplification of Procedures                          [x]
                                  Safety & Security                                     [ ]
De Minimis Value                  Customs Duty: GBP 135
                                  Gift: GBP 39
Date of implementation            9 December 2016
1. Actions included in the        The message follows the WCO Data Model; pictures travel apart,
initiatives/ Existing Practice    by reference.
2. Proposed solution              Availability last year was 99.7 %.
3. Technical Proposition of
Initiative / Existing Practice
Persons for Further Information Alun Rhys-Jones, Senior Policy Adviser
and for questions                 HM Revenue & Customs
1. Value Added                    The hardest part was agreeing on who answers.
2. Further Reflections by         Consumer groups welcomed the list, yet found the
\fStakeholders   appeals procedure hard to find.
"""


def test_stacked_prompts_full_labels_and_a_page_that_ends_in_a_row_at_the_side() -> None:
    rows = [row for block in shown(document(STACKED).blocks) if isinstance(block, list) for row in block]
    assert rows[3:] == [
        [
            [
                "1. Actions included in the",
                "~initiatives/ Existing Practice",
                "2. Proposed solution",
                "3. Technical Proposition of",
                "~Initiative / Existing Practice",
            ],
            ["The message follows the WCO Data Model; pictures travel apart,", "~by reference.", "Availability last year was 99.7 %."],
        ],
        [["Persons for Further Information", "~and for questions"], ["Alun Rhys-Jones, Senior Policy Adviser", "HM Revenue & Customs"]],
        ["1. Value Added", "The hardest part was agreeing on who answers."],
        [["2. Further Reflections by", "~Stakeholders"], ["Consumer groups welcomed the list, yet found the", "~appeals procedure hard to find."]],
    ]


def test_a_blank_left_empty_at_the_end_of_a_leader_is_a_box() -> None:
    assert blocks("Pilot ........ _\nPractice ..... X\n") == ["Pilot [ ]", "Practice X"]


def test_a_label_that_wraps_beside_its_value() -> None:
    assert blocks("Duty on      EUR 150\nimports\nGift         none\n") == [[[["Duty on", "imports"], "EUR 150"], ["Gift", "none"]]]


def test_what_is_written_beside_an_option_is_broken_before_the_column_of_boxes() -> None:
    text = (
        "".join(f"  {label:30}☐\n" for label in ("Review", "Changes on the legal framework"[:28], "Creation", "Other: Agreement with the"))
        + "  Treasury\n Links\n"
    )
    assert blocks(text)[3] == "Other: Agreement with the Treasury [ ]"
