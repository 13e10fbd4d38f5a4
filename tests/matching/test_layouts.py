"""What a page break, a retyped table or another order of cells does to the form, and what must still be read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractor.document import Document, Line
from extractor.interpret import interpret
from extractor.parsers import grid
from schemas.ecommerce import CaseStudy
from tests.building import FORM, blocks, document, table
from tests.matching.matched import only, text


def rows(**changes: object) -> list[Any]:
    out: list[Any] = [list(row) for row in copy.deepcopy(FORM)]
    for name, row in changes.items():
        out[int(name.removeprefix("row_"))] = row
    return out


def form(*tables: list[Any]) -> Document:
    return Document((*blocks("Case Study on E-commerce"), *(table(part) for part in tables)), "text/plain")


def values(found: Document) -> dict[str, Any]:
    return interpret(only(found), CaseStudy).values


OPTIONS = "☐ Review and update of De Minimis\n☒ Changes on legal framework\n☐ Creation of IT System"
MORE_OPTIONS = "☐ Private Sector (Political Will)\n☐ Exchange of information with stakeholders\n☐ Other:"
HEADERS = ["Requirements", "WCO Relevant tools and instruments"]


def test_headers_printed_again_in_the_middle_of_their_answers() -> None:
    before = rows(row_14=[OPTIONS, "SAFE Framework of Standards"])[:15]
    after = [HEADERS, [MORE_OPTIONS, "Time Release Study Guide"], *rows()[15:]]
    for found in (form(before + after), form(before, after)):
        match = only(found)
        assert text(match, "/wco_tools") == ["SAFE Framework of Standards", "Time Release Study Guide"]
        assert grid.parse(match.grids["/requirements"]).value["other"] is False


def test_a_header_marked_as_continued() -> None:
    changed = rows(row_8=["Goods are declared"])
    changed[9:9] = [["Brief Description of Initiative / Existing Practice (continued)"], ["before they arrive."]]
    assert text(only(form(changed)), "/description") == ["Goods are declared", "before they arrive."]


def test_a_page_break_in_a_grid_and_the_answer_beside_it() -> None:
    cut = rows(row_14=[OPTIONS, "SAFE Framework of Standards"])
    match = only(form(cut[:15], [[MORE_OPTIONS, "Time Release Study Guide"], *cut[15:]]))
    assert text(match, "/wco_tools") == ["SAFE Framework of Standards", "Time Release Study Guide"]
    assert grid.parse(match.grids["/requirements"]).value["other_text"] is None


@pytest.mark.parametrize("cell", [f"☒ Other: training\n{OPTIONS}\n{MORE_OPTIONS[:-9]}", [["☒", "Other: training"], ["☐", "Creation of IT System"]]])
def test_other_before_the_options_that_the_form_lists(cell: object) -> None:
    value = grid.parse(only(form(rows(row_14=[cell, ""]))).grids["/requirements"]).value
    assert (value["other"], value["creation_of_it_system"], value["other_text"], value["unlisted"]) == (True, False, "training", [])


def test_instructions_in_the_cell_of_the_answer() -> None:
    match = only(
        form(
            rows(
                row_6=["(month and year)\nSeptember 2016"],
                row_8=["Please describe the initiative in your own words.\nGoods are declared before they arrive."],
                row_17=["(if any)\nhttps://www.toll.no/voec", "(name, title, e-mail, telephone)\nKari Hansen, Senior Adviser"],
            )
        )
    )
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]
    assert text(match, "/links") == ["https://www.toll.no/voec"]
    assert text(match, "/contacts") == ["Kari Hansen, Senior Adviser"]


def test_instructions_in_a_table_of_their_own() -> None:
    changed = rows(row_6=["(month and year)\nSeptember 2016"])
    assert text(only(form(*([row] for row in changed))), "/implementation_date") == ["September 2016"]


def test_a_dash_that_parts_a_label_from_nothing_is_no_answer() -> None:
    lines = "Customs Duty – NOK 350\nTaxes (VAT/GST) – n/a\nGift –\nCommercial Samples – NOK 10"
    found = values(form(rows(row_4=[f"De Minimis Value\n{lines}", FORM[4][1]])))
    assert found["/de_minimis/gift"] is None
    assert found["/de_minimis/commercial_samples"].text == "NOK 10"


@pytest.mark.parametrize(("lines", "answered"), [("{} –", False), ("{}: –", True)])
def test_a_dash_behind_every_label_is_printed(lines: str, answered: bool) -> None:
    labels = ("Customs Duty", "Taxes (VAT/GST)", "Gift", "Commercial Samples")
    found = values(form(rows(row_4=["De Minimis Value\n" + "\n".join(lines.format(label) for label in labels), FORM[4][1]])))
    assert [found["/de_minimis/gift"] is not None, found["/de_minimis/taxes"] is not None] == [answered, answered]


def test_headers_over_other_columns_than_theirs_give_nothing() -> None:
    labels, answers = ["Customs Duty", "Taxes (VAT/GST)", "Gift", "Commercial Samples"], ["n/a", "NOK 350", "NOK 1 000"]
    match = only(form(rows(row_4=[("De Minimis Value", [labels], [answers]), FORM[4][1]])))
    assert [text(match, f"/de_minimis/{name}") for name in ("customs_duty", "taxes", "gift")] == [[], [], []]
    assert set(answers) <= {line.text for unplaced in match.unplaced for line in unplaced.lines}


def test_lines_numbered_by_hand_are_a_list() -> None:
    found = values(form(rows(row_8=["1. Training\n2) A help desk"], row_10=["2. Faster release."])))
    assert found["/description"] == "1. Training\n2. A help desk"
    assert found["/value_proposition"] == "2\\. Faster release."


PROMPTS = [line.removesuffix("\n") for line in FORM[11][0].splitlines()] if isinstance(FORM[11][0], str) else []


def test_prompts_in_cells_of_their_own_with_their_answers() -> None:
    changed = rows()
    changed[11:13] = [[PROMPTS[0]], [PROMPTS[1] + "\nOne portal."], [PROMPTS[2]], [PROMPTS[3] + "\nShifts."]]
    found = values(form(changed))
    assert (found["/approach/proposed_solution"], found["/approach/operational_activities"]) == ("One portal.", "Shifts.")
    assert (found.get("/approach/combined"), found["/approach/actions"]) == (None, None)


def test_text_after_the_forms_last_row_is_no_answer() -> None:
    alone = [[cell] for row in rows() for cell in row]
    for body in (alone, rows()):
        match = only(Document((*form(body).blocks, *blocks("Annex: minutes of the meeting")), "text/plain"))
        assert text(match, "/reflections/combined") == ["Sellers learned within weeks."]
        assert [line.text for unplaced in match.unplaced for line in unplaced.lines] == ["Annex: minutes of the meeting"]


def test_the_last_answer_goes_on_below_its_table_in_mid_sentence() -> None:
    alone = [[cell] for row in rows(row_19=["Sellers learned"]) for cell in row]
    assert text(only(Document((*form(alone).blocks, *blocks("within weeks.")), "text/plain")), "/reflections/combined") == ["Sellers learned", "within weeks."]


def flat(other: str, following: str) -> Document:
    """The form from Requirements on as lines without blank ones between: both headers, then both answers."""
    lines = ["Requirements", HEADERS[1], *OPTIONS.split("\n"), *MORE_OPTIONS.split("\n")[:2], other, following]
    run_on = tuple(Line(b.text, b.place, b.marks, starts_paragraph=False) for b in blocks("\n".join(lines)) if isinstance(b, Line))
    tail = document(*(cell for row in rows()[15:] for cell in row)).blocks
    return Document((*form(rows()[:13]).blocks, *run_on, *tail), "text/plain")


def test_the_line_below_an_empty_other_is_the_other_headers_answer() -> None:
    found = values(flat("☐ Other:", "SAFE Framework of Standards"))
    assert (found["/wco_tools"], found["/requirements"]["other_text"]) == ("SAFE Framework of Standards", None)


def test_the_line_below_a_marked_other_is_nobodys() -> None:
    match = only(flat("☒ Other:", "SAFE Framework of Standards"))
    assert text(match, "/wco_tools") == []
    assert grid.parse(match.grids["/requirements"]).value["other_text"] is None
    assert "SAFE Framework of Standards" in [line.text for unplaced in match.unplaced for line in unplaced.lines]


def test_text_below_other_beside_an_empty_cell_is_others() -> None:
    found = values(form(rows(row_14=[f"{OPTIONS}\n{MORE_OPTIONS.replace('☐ Other:', '☒ Other:')}\nTraining of officers", ""])))
    assert (found["/wco_tools"], found["/requirements"]["other_text"]) == (None, "Training of officers")


def test_a_list_that_names_an_option_does_not_take_it_from_its_box() -> None:
    listed = rows(row_12=["- Express Companies\n- Data"], row_4=[FORM[4][0], "☒ Customs Administration, ☐ Postal Operator, ☒ Express Companies, ☐ Other:"])
    assert grid.parse(only(form(listed)).grids["/stakeholders"]).value["express_companies"] is True


def test_the_box_of_the_first_option_after_other_words() -> None:
    found = values(form(rows(row_2=["Type: ☐ Initiative / Pilot; ☒ Existing Practice", FORM[2][1]])))
    assert found["/practice_type"]["initiative_or_pilot"] is False
    assert found["/practice_type"]["existing_practice"] is True


def test_parts_and_options_side_by_side_in_four_columns() -> None:
    options = ["Customs Administration", "Postal Operator", "Express Companies", "E-Vendors (E-commerce Operators)", "Final Consumer"]
    parts = ["De Minimis Value", "Customs Duty", "Taxes (VAT/GST)", "Gift", "Commercial Samples"]
    amounts, crosses = ["", "NOK 350", "n/a", "NOK 1 000", "n/a"], ["X", "", "X", "", "X"]
    four = [["E-commerce at Glance", "", "Stakeholders Involved", ""], *(list(row) for row in zip(parts, amounts, options, crosses, strict=True))]
    requirements = [
        ["Requirements", "", "WCO Relevant tools and instruments", ""],
        ["Creation of IT System", "X", "", ""],
        ["Private Sector (Political Will)", "", "", ""],
    ]
    found = form(rows()[:3], four, rows()[5:13], requirements, rows()[15:])
    assert [values(found)[f"/de_minimis/{name}"].text for name in ("customs_duty", "taxes", "gift", "commercial_samples")] == amounts[1:]
