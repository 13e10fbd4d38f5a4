"""Labels are found and regions owned, by the layout and not by the words in an answer."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractor.document import Document
from extractor.matching import Match, matches
from extractor.parsers import grid
from schemas.ecommerce import CaseStudy
from tests.building import FORM, blocks, document, table
from tests.matching.matched import only, text


def form(**changes: object) -> Document:
    """The form with rows changed: `row_7=["text"]`."""
    rows: list[Any] = [list(row) for row in copy.deepcopy(FORM)]
    for name, row in changes.items():
        rows[int(name.removeprefix("row_"))] = row
    return Document((*blocks("Case Study on E-commerce"), table(rows)), "text/plain")


def state(match: Match, pointer: str) -> object:
    section, _, option = pointer.strip("/").partition("/")
    return grid.parse(match.grids["/" + section]).value[option]


def test_each_answer_is_found_under_its_label() -> None:
    match = only(form())
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]
    assert text(match, "/de_minimis/customs_duty") == ["NOK 350"]
    assert text(match, "/de_minimis/gift") == ["NOK 1 000"]
    assert text(match, "/wco_tools") == ["SAFE Framework of Standards"]
    assert text(match, "/links") == ["https://www.toll.no/voec"]
    assert text(match, "/contacts") == ["Kari Hansen, Senior Adviser", "kari.hansen@toll.no"]
    assert match.unplaced == []


def test_stacked_prompts_own_together_what_follows() -> None:
    match = only(form())
    assert text(match, "/approach/combined") == ["Training", "A help desk"]
    assert text(match, "/reflections/combined") == ["Sellers learned within weeks."]


@pytest.mark.parametrize("blank", ["…", "____________", ". . . . . ."])
def test_a_prompt_with_a_blank_of_its_own_is_single_even_where_nobody_wrote_on_it(blank: str) -> None:
    rows = [list(row) for row in FORM]
    rows[11:13] = [
        [
            f"1. Actions included in the initiatives/ Existing Practice\n{blank}\n2. Proposed solution\nA portal.\n"
            f"3. Technical Proposition of Initiative / Existing Practice\n{blank}\n"
            "4. Operational activities of the Initiative / Existing Practice\nAn office."
        ],
    ]
    match = only(Document((table(rows),), "text/plain"))
    assert text(match, "/approach/proposed_solution") == ["A portal."]
    assert text(match, "/approach/operational_activities") == ["An office."]


def test_a_prompt_with_a_cell_of_its_own_is_single_even_where_the_cell_is_empty() -> None:
    rows = [list(row) for row in FORM]
    rows[11:13] = [
        ["1. Actions included in the initiatives/ Existing Practice"],
        [""],
        ["2. Proposed solution"],
        ["A portal."],
        ["3. Technical Proposition of Initiative / Existing Practice\n4. Operational activities of the Initiative / Existing Practice"],
        ["Interfaces."],
    ]
    match = only(Document((table(rows),), "text/plain"))
    assert text(match, "/approach/actions") == []
    assert text(match, "/approach/proposed_solution") == ["A portal."]
    assert text(match, "/approach/combined") == ["Interfaces."]


def test_a_narrative_that_quotes_a_label_does_not_steal_it() -> None:
    quoting = "The date of implementation was moved. Requirements grew, and the value proposition of initiative / existing practice is told below."
    match = only(form(row_8=[quoting]))
    assert text(match, "/description") == [quoting]
    assert text(match, "/implementation_date") == ["September 2016"]


def test_columns_may_be_swapped() -> None:
    rows = [list(reversed(row)) for row in FORM]
    match = only(Document((table(rows),), "text/plain"))
    assert text(match, "/wco_tools") == ["SAFE Framework of Standards"]
    assert text(match, "/contacts") == ["Kari Hansen, Senior Adviser", "kari.hansen@toll.no"]
    assert state(match, "/requirements/changes_on_legal_framework") is True


def test_labels_and_answers_side_by_side() -> None:
    rows = [list(row) for row in FORM]
    rows[5:11] = [
        ["Date of implementation", "September 2016"],
        ["Brief Description of Initiative / Existing Practice", "Goods are declared before they arrive."],
        ["Value Proposition of Initiative / Existing Practice", "Faster release."],
    ]
    match = only(Document((table(rows),), "text/plain"))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]
    assert text(match, "/value_proposition") == ["Faster release."]


def test_an_answer_beside_its_label_in_the_same_line() -> None:
    match = only(form(row_5=["Date of implementation: September 2016"], row_6=["Brief Description: Goods."], row_7=[""], row_8=[""]))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods."]


def test_a_form_split_over_two_tables_goes_on_under_its_open_headers() -> None:
    match = only(Document((table(FORM[:17]), table(FORM[17:])), "text/plain"))
    assert text(match, "/links") == ["https://www.toll.no/voec"]
    assert text(match, "/contacts") == ["Kari Hansen, Senior Adviser", "kari.hansen@toll.no"]


def test_a_form_without_any_table() -> None:
    lines = [cell for row in FORM for cell in row]
    flat = "\n".join(
        part if isinstance(part, str) else "De Minimis Value\nCustoms Duty: NOK 350\nTaxes (VAT/GST): n/a\nGift: NOK 1 000\nCommercial Samples:"
        for part in lines
    )
    flat = flat.replace("E-commerce at Glance\nStakeholders Involved\n", "E-commerce at Glance\n").replace(
        "Customs Administration ☒", "Stakeholders Involved\nCustoms Administration ☒"
    )
    flat = flat.replace("Requirements\nWCO Relevant tools and instruments\n", "Requirements\n").replace(
        "SAFE Framework", "WCO Relevant tools and instruments\nSAFE Framework"
    )
    flat = flat.replace("Relevant links or documents\nContact Person for Further Information\n", "Relevant links or documents\n").replace(
        "Kari Hansen", "Contact Person for Further Information\nKari Hansen"
    )
    match = only(document(flat))
    assert text(match, "/de_minimis/gift") == ["NOK 1 000"]
    assert text(match, "/wco_tools") == ["SAFE Framework of Standards"]
    assert text(match, "/contacts") == ["Kari Hansen, Senior Adviser", "kari.hansen@toll.no"]
    assert state(match, "/stakeholders/e_vendors") is True


@pytest.mark.parametrize(
    "label",
    [
        "Breif Description of Initiative / Existing Practice",
        "BRIEF DESCRIPTION OF INITIATIVE/EXISTING PRACTICE:",
        "7. Brief Description of Initiative / Existing Practise",
        "Brief Description of\nInitiative / Existing Practice",
    ],
)
def test_a_label_retyped_misspelt_or_wrapped_is_found(label: str) -> None:
    match = only(form(row_7=[label]))
    assert text(match, "/description") == ["Goods are declared before they arrive."]


def test_text_under_a_heading_that_owns_nothing_is_kept_as_unplaced() -> None:
    match = only(form(row_15=["Additional Information\nWe thank the post."]))
    assert [line.text for unplaced in match.unplaced for line in unplaced.lines] == ["We thank the post."]


def test_two_forms_become_two_matches_in_order() -> None:
    other = [list(row) for row in FORM]
    other[1] = ["Sweden", "General Overview"]
    heading = blocks("Case Study on E-commerce")
    found = matches(Document((*heading, table(FORM), *heading, table(other)), "text/plain"), CaseStudy)
    assert [[line.text for cell in match.preamble for line in cell] for match in found] == [
        ["“Clearing parcels before they land”", name] for name in ("Norway", "Sweden")
    ]


def test_labels_without_boxes_are_no_form() -> None:
    sheet = document(
        "How to fill in the form", *(f"Under “{cell}” write what applies." for row in FORM for cell in row if isinstance(cell, str) and "☐" not in cell)
    )
    assert matches(sheet, CaseStudy) == []
