"""What members and converters make of the printed form: each habit with the form that showed it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractor.document import Cell, Document, Line, Table
from extractor.interpret import interpret
from extractor.matching import matches
from extractor.parsers import grid
from schemas.ecommerce import CaseStudy
from tests.building import FORM, blocks, document, table
from tests.matching.matched import only, text


def rows(**changes: object) -> list[Any]:
    out: list[Any] = [list(row) for row in copy.deepcopy(FORM)]
    for name, row in changes.items():
        out[int(name.removeprefix("row_"))] = row
    return out


def values(found: Document) -> dict[str, Any]:
    return interpret(only(found), CaseStudy).values


def form(**changes: object) -> Document:
    return Document((*blocks("Case Study on E-commerce"), table(rows(**changes))), "text/plain")


def test_labels_printed_in_two_languages() -> None:
    changed = [
        [cell.replace("Date of implementation", "Date of implementation / Date de mise en œuvre") if isinstance(cell, str) else cell for cell in row]
        for row in rows()
    ]
    changed[14][0] = changed[14][0].replace("Creation of IT System", "Creation of IT System / Création d’un système informatique")
    changed[7] = ["Brief Description of Initiative / Existing Practice / Présentation de l’initiative / pratique existante"]  # a wording nobody declared
    match = only(Document((table(changed),), "text/plain"))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]
    assert grid.parse(match.grids["/requirements"]).value["creation_of_it_system"] is False


def test_instructions_under_labels_are_no_answers() -> None:
    match = only(form(row_5=["Date of implementation\n(month and year)"], row_7=["Brief Description of Initiative / Existing Practice\n(maximum 200 words)"]))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]


def test_an_answer_above_its_label_in_one_cell() -> None:
    above = rows(row_5=["September 2016\nDate of implementation"])
    match = only(Document((table([*above[:6], *above[7:]]),), "text/plain"))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]


def test_a_label_at_the_end_of_its_cell_is_answered_below_it() -> None:
    match = only(form(row_5=["All of these are estimates.\nDate of implementation"]))
    assert text(match, "/implementation_date") == ["September 2016"]


def test_an_answer_in_brackets_is_an_answer() -> None:
    match = only(form(row_6=["(pilot) September 2016"]))
    assert text(match, "/implementation_date") == ["(pilot) September 2016"]


def test_ornaments_and_letters_before_labels() -> None:
    match = only(form(row_5=["📅 D. Date of implementation:"], row_7=["E. Brief Description:"]))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]


def test_an_x_typed_over_the_line_before_a_label() -> None:
    options = ["_ Review and update of De Minimis", "X Changes on legal framework", "_ Creation of IT System", "X Private Sector (Political Will)"]
    match = only(form(row_14=["\n".join([*options, "_ Exchange of information with stakeholders", "_ Other:"]), ""]))
    parsed = grid.parse(match.grids["/requirements"])
    assert [parsed.value[name] for name in ("review_of_de_minimis", "changes_on_legal_framework", "private_sector", "other")] == [False, True, True, False]


def test_a_column_of_remarks_is_no_part_of_the_answers() -> None:
    sections = [
        ["Item", "Answer", "Remarks"],
        ["Date of implementation", "September 2016", "to be checked"],
        ["Brief Description", "Goods are declared before they arrive.", "ok"],
    ]
    changed = rows()
    match = only(Document((table(changed[:5]), table(sections), table(changed[11:])), "text/plain"))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/description") == ["Goods are declared before they arrive."]
    assert "to be checked" in [line.text for unplaced in match.unplaced for line in unplaced.lines]


def test_labels_stacked_beside_as_many_lines() -> None:
    cell = [["Customs Duty", "NOK 350"], ["Taxes (VAT/GST)\nGift", "none\nNOK 1 000"], ["Commercial Samples", ""]]
    match = only(form(row_4=[("De Minimis Value", cell), FORM[4][1]]))
    assert text(match, "/de_minimis/taxes") == ["none"]
    assert text(match, "/de_minimis/gift") == ["NOK 1 000"]


def test_labels_stacked_beside_fewer_lines_take_none_of_them() -> None:
    cell = [["Customs Duty\nTaxes (VAT/GST)\nGift", "none\nNOK 1 000"], ["Commercial Samples", ""]]
    match = only(form(row_4=[("De Minimis Value", cell), FORM[4][1]]))
    assert text(match, "/de_minimis/gift") == []
    assert {"none", "NOK 1 000"} <= {line.text for unplaced in match.unplaced for line in unplaced.lines}


def test_blanks_to_write_on_are_no_part_of_what_is_written() -> None:
    match = only(form(row_6=["____ September 2016 ______"], row_10=["Faster release.........."]))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert text(match, "/value_proposition") == ["Faster release"]


def test_a_table_of_contents_before_the_form() -> None:
    contents = "\n".join(
        label
        for row in FORM
        for cell in row
        if isinstance(cell, str)
        for label in cell.split("\n")
        if "☐" not in label
        and "☒" not in label
        and any(word in label for word in ("Glance", "Involved", "Date", "Brief", "Value", "Require", "WCO", "Addit", "Relevant", "Contact"))
    )
    match = only(Document((*blocks("Case Study on E-commerce"), *blocks(contents), table(rows())), "text/plain"))
    assert text(match, "/implementation_date") == ["September 2016"]
    assert [line.text for cell in match.preamble for line in cell] == ["“Clearing parcels before they land”", "Norway"]


def test_cells_written_one_after_another() -> None:
    flat: list[str] = []
    for row in FORM:
        for cell in row:
            flat += [cell] if isinstance(cell, str) else ["De Minimis Value\nCustoms Duty: NOK 350\nTaxes (VAT/GST): n/a\nGift: NOK 1 000\nCommercial Samples:"]
    found = values(document(*flat))
    assert found["/wco_tools"] == "SAFE Framework of Standards"
    assert [link.url for link in found["/links"]] == ["https://www.toll.no/voec"]
    assert [contact.name for contact in found["/contacts"]] == ["Kari Hansen"]
    assert found["/requirements"]["changes_on_legal_framework"] is True
    assert found["/requirements"]["other_text"] is None


def test_two_headers_in_one_line_share_what_follows() -> None:
    changed = rows()
    head, tail = changed[:16], changed[18:]
    middle = blocks(
        "Relevant links or documents   Contact Person for Further Information\nhttps://www.toll.no/voec\nKari Hansen, Senior Adviser\nkari.hansen@toll.no"
    )
    found = values(Document((table(head), *middle, table(tail)), "text/plain"))
    assert [link.url for link in found["/links"]] == ["https://www.toll.no/voec"]
    assert [contact.emails for contact in found["/contacts"]] == [("kari.hansen@toll.no",)]


def test_a_table_in_each_row_of_a_table() -> None:
    nested = table([[[[cell]] if len(row) == 1 else [row]] for row in rows() for cell in row[:1]])
    found = values(Document((nested,), "text/plain"))
    assert found["/wco_tools"] == "SAFE Framework of Standards"
    assert [link.url for link in found["/links"]] == ["https://www.toll.no/voec"]
    assert [contact.name for contact in found["/contacts"]] == ["Kari Hansen"]


def test_a_table_inside_an_answer_stays_a_table() -> None:
    match = only(form(row_8=[[["year", "parcels"], ["2016", "3 million"]]]))
    (block,) = match.answers["/description"].blocks
    assert isinstance(block, Table)


def test_the_forms_heading_on_a_later_page_is_no_text() -> None:
    match = only(form(row_8=["Goods are declared\nCase Study on E-commerce\nbefore they arrive."]))
    assert text(match, "/description") == ["Goods are declared", "before they arrive."]


def test_options_of_another_grid_begin_with_their_own_box() -> None:
    lines = "General Overview\n☐ Initiative / Pilot\n☒ Existing Practice\n☒ Simplification of Procedures for e-commerce\n☐ Safety & Security"
    rest = "☒ Revenue Collection / Business Models\n☐ Cooperation between Customs/Post\n☐ Data Exchange with E-Commerce Operators"
    match = only(Document((*blocks(f"“T”\nNorway\n{lines}\n{rest}"), table(rows()[3:])), "text/plain"))
    value = grid.parse(match.grids["/general_overview"]).value
    assert (value["simplification_of_procedures"], value["safety_and_security"], value["revenue_collection"]) == (True, False, True)
    assert grid.parse(match.grids["/practice_type"]).value["existing_practice"] is True


def test_a_box_in_the_middle_of_a_labels_lines() -> None:
    cell = (
        "Simplification of Procedures for e- ☒\ncommerce\nSafety & Security ☐\nRevenue Collection / Business ☒\nModels\n"
        "Cooperation between Customs/Post ☐\nData Exchange with E-Commerce Operators ☐"
    )
    lines = [Line(b.text, b.place, b.marks, starts_paragraph=False) for b in blocks(cell) if isinstance(b, Line)]
    made = table(rows())
    cells = tuple(c if (c.row, c.column) != (2, 1) else type(c)(2, 1, tuple(lines)) for c in made.cells)
    value = grid.parse(only(Document((Table(cells),), "text/plain")).grids["/general_overview"]).value
    assert (value["simplification_of_procedures"], value["revenue_collection"]) == (True, True)


@pytest.mark.parametrize(
    ("first", "second", "title", "country"),
    [
        ("“A title”", "Norway", "A title", "NO"),
        ("Norway", "“A title”", "A title", "NO"),
        ("A title without marks", "Norway", "A title without marks", "NO"),
        ("«Un titre»", "Ruritania", "Un titre", None),
        ("Title: Clearing parcels", "Country: Norway", "Clearing parcels", "NO"),
    ],
)
def test_title_and_country_have_no_label(first: str, second: str, title: str, country: str | None) -> None:
    found = values(form(row_0=[first], row_1=[second, "General Overview"]))
    assert found["/title"] == title
    assert found["/country"].code == country


def test_title_and_country_of_a_running_header() -> None:
    plain = form(row_0=[""], row_1=["", "General Overview"])
    header = (Line("“Clearing parcels”"), Line("Norway"), Line("Page 1 of 2"))
    found = values(Document(plain.blocks, "text/plain", furniture=header))
    assert (found["/title"], found["/country"].code) == ("Clearing parcels", "NO")


def test_a_cover_letter_is_quoted_and_not_taken_for_a_title() -> None:
    letter = "Brussels, 4 March 2019\nDear Secretary General,\nplease find our contribution.\nThe Director General"
    match = only(Document((*blocks(letter), *form().blocks), "text/plain"))
    found = interpret(match, CaseStudy)
    assert found.values["/title"] == "Clearing parcels before they land"
    assert "please find our contribution." in " ".join(d.message for d in found.diagnostics if d.code == "unplaced-text")


def test_text_between_forms_of_a_compendium_is_kept_with_the_form_before() -> None:
    heading = blocks("Case Study on E-commerce")
    found = matches(Document((*heading, table(rows()), *heading, table(rows()), *blocks("Annex\nEnd of the volume.")), "text/plain"), CaseStudy)
    assert len(found) == 2
    assert "End of the volume." in [line.text for unplaced in found[-1].unplaced for line in unplaced.lines]


def test_labels_and_values_in_four_columns_below_a_merged_heading() -> None:
    parts = [("Customs Duty", "NOK 350"), ("Taxes (VAT/GST)", "none"), ("Gift", "NOK 1 000"), ("Commercial Samples", "n/a")]
    boxes = ["Customs Administration", "Postal Operator", "Express Companies", "E-Vendors (E-commerce Operators)", "Other governmental authorities"]
    four = [["De Minimis Value", boxes[0], "X"], *([label, value, box, ""] for (label, value), box in zip(parts, boxes[1:], strict=True))]
    wide = rows()
    needs = ["Review and update of De Minimis", "Changes on legal framework", "Creation of IT System", "Private Sector (Political Will)"]
    wide[14:15] = [[needs[0], "X", "SAFE Framework of Standards"], *([need, "", ""] for need in needs[1:])]
    wide[4:5] = [*four, ["", "Final Consumer", ""], ["", "Other:", ""]]
    cells: list[Cell] = []
    for number, row in enumerate(wide):
        column = 0
        for text_, span in zip(row, {1: (4,), 2: (2, 2), 3: (1, 1, 2) if number > 14 else (2, 1, 1), 4: (1, 1, 1, 1)}[len(row)], strict=True):
            cells.append(Cell(number, column, blocks(text_), column_span=span))
            column += span
    match = only(Document((Table(tuple(cells)),), "text/plain"))
    # The "n/a" far above the boxes of Requirements heads no column of No.
    assert [text(match, f"/de_minimis/{name}") for name in ("customs_duty", "taxes", "gift", "commercial_samples")] == [[value] for _, value in parts]
    assert grid.parse(match.grids["/requirements"]).value["review_of_de_minimis"] is True


def test_a_bracket_ends_the_label_before_a_currency() -> None:
    cell = [["Derechos de aduana", "NOK 350"], ["Impuestos (IVA) USD 117 / MXN 2,000"], ["Regalos", "n/a"], ["Muestras comerciales", "n/a"]]
    match = only(form(row_4=[("Valor de minimis", cell), FORM[4][1]]))
    assert text(match, "/de_minimis/taxes") == ["USD 117 / MXN 2,000"]


def test_sections_counted_in_words() -> None:
    sections = {
        7: "Section I – Brief Description of Initiative / Existing Practice",
        9: "Section II: Value Proposition of Initiative / Existing Practice",
    }
    found = values(form(**{f"row_{k}": [label] for k, label in sections.items()}))
    assert found["/value_proposition"] == values(form())["/value_proposition"]
    assert found["/description"] == values(form())["/description"]


def test_a_bracket_that_closes_ends_a_label() -> None:
    """A currency is no end of a longer wording, however much it looks like one: "(VAT) GTQ 117" and "(VAT/GST)"."""
    (cell,) = (cell for cell in rows()[4] if isinstance(cell, tuple))
    thresholds = [["Customs Duty", "GTQ 50"], ["Taxes (VAT) GTQ 117 / NOK 2,000"], ["Gift", "n/a"], ["Commercial Samples", "n/a"]]
    found = values(form(row_4=[(cell[0], "\n".join(" ".join(row) for row in thresholds)), rows()[4][1]]))
    assert found["/de_minimis/taxes"].text == "GTQ 117 / NOK 2,000"
