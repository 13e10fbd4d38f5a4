"""Words to lines, lines to cells, pages to a document."""

from __future__ import annotations

from datetime import date
from math import cos, radians, sin

import pytest

from extractor.document import Table, lines_of
from extractor.errors import Unreadable

from .pages import HEIGHT, cross, grid, line, make, marks_of, read, seen, square, text


def paragraph(x: float, y: float, *rows: str, leading: float = 12) -> str:
    return "\n".join(text(x, y + leading * k, row) for k, row in enumerate(rows))


def outline(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"0.75 w {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re S"


LONG = (
    "The message follows the data model of the organization and travels ahead of the goods, so that the",
    "border stays fast for all those that have paid at the point of sale and for those that have not.",
)


def test_a_line_broken_by_the_layout_goes_on() -> None:
    cell = grid([50, 500], [90, 140])
    lines = list(lines_of(read(make(cell + "\n" + paragraph(54, 104, *LONG))).blocks))
    assert [each.wrapped for each in lines] == [False, True]


def test_a_line_that_ends_early_ends_on_purpose() -> None:
    cell = grid([50, 500], [90, 160])
    address = paragraph(54, 104, "Jane Doe, Director", "Department of Home Affairs", "E-mail: jane.doe@example.org")
    assert [each.wrapped for each in lines_of(read(make(cell + "\n" + address)).blocks)] == [False, False, False]


def test_bullets_and_numbers_are_told_apart_from_the_text() -> None:
    content = "\n".join(
        [
            text(50, 100, "•"), text(62, 100, "Legislation of June"),
            text(68, 112, "-"), text(80, 112, "primary law"),
            text(50, 124, "•"), text(62, 124, "A register for vendors abroad"),
            text(50, 150, "1."), text(62, 150, "Actions included"),
            text(50, 162, "2."), text(62, 162, "Proposed solution"),
        ]
    )  # fmt: skip
    assert seen(read(make(content))) == "- Legislation of June\n  - primary law\n- A register for vendors abroad\n1. Actions included\n2. Proposed solution"


def test_a_date_is_no_list() -> None:
    assert seen(read(make(text(50, 100, "1. Juli 2018") + "\n" + text(50, 130, "Kurze Beschreibung der Initiative")))).startswith("1. Juli 2018")
    assert next(lines_of(read(make(text(50, 100, "1. Juli 2018"), text(50, 100, "mehr"))).blocks)).bullet == ""


def test_cells_are_read_row_by_row_and_merged_cells_once() -> None:
    content = "\n".join(
        [grid([50, 200, 350], [90, 110]), grid([50, 350], [110, 130]), text(54, 104, "left"), text(204, 104, "right"), text(54, 124, "across both")]
    )
    table = read(make(content)).blocks[0]
    assert isinstance(table, Table)
    assert [(c.row, c.column, c.column_span) for c in table.cells] == [(0, 0, 1), (0, 1, 1), (1, 0, 2)]
    assert seen(read(make(content))) == "| left | right |\n| across both |"


@pytest.mark.parametrize("inset", [0, 5], ids=["touching one side", "free"])
def test_a_table_inside_a_cell_is_nested(inset: float) -> None:
    inner = grid([60, 130, 200 - inset], [120, 135, 150])
    words = [
        text(54, 104, "De Minimis Value"),
        text(64, 131, "Duty"),
        text(134, 131, "800"),
        text(64, 146, "Gift"),
        text(134, 146, "45"),
        text(204, 104, "Stakeholders"),
    ]
    document = read(make("\n".join([grid([50, 200, 350], [90, 170]), inner, *words])))
    outer = document.blocks[0]
    assert isinstance(outer, Table)
    assert [type(b).__name__ for b in outer.cells[0].blocks] == ["Line", "Table"]
    assert seen(document) == "| De Minimis Value / | Duty | 800 | / | Gift | 45 | | Stakeholders |"


def test_labels_and_values_side_by_side_are_a_table() -> None:
    rows = [("Customs Duty", "USD 800"), ("Taxes (VAT/GST)", "none"), ("Gift", "USD 100"), ("Commercial Samples", "n/a")]
    content = "\n".join(text(50, 100 + 13 * k, label) + "\n" + text(160, 100 + 13 * k, value) for k, (label, value) in enumerate(rows))
    assert seen(read(make(content))) == "\n".join(f"| {label} | {value} |" for label, value in rows)


def test_two_columns_without_rulings_are_read_one_after_the_other() -> None:
    left = ["Initiative / Pilot", "Existing Practice"]
    right = ["Simplification of Procedures", "Safety and Security", "Revenue Collection", "Data Exchange"]
    parts = [text(70, 108 + 14 * k, s) + "\n" + square(50, 100 + 14 * k) for k, s in enumerate(left)]
    parts += [text(340, 108 + 14 * k, s) + "\n" + square(320, 100 + 14 * k) for k, s in enumerate(right)]
    assert seen(read(make("\n".join(parts)))) == "| [ ] Initiative / Pilot / [ ] Existing Practice | " + " / ".join(f"[ ] {s}" for s in right) + " |"


def test_a_box_far_from_its_label_stays_on_its_line() -> None:
    parts = [
        text(50, 108 + 14 * k, s) + "\n" + square(260, 100 + 14 * k) for k, s in enumerate(["Customs Administration", "Postal Operator", "Final Consumer"])
    ]
    assert seen(read(make("\n".join(parts)))) == "Customs Administration [ ]\nPostal Operator [ ]\nFinal Consumer [ ]"


def test_narrow_cells_are_boxes_where_one_has_a_cross() -> None:
    rows = ["Simplification", "Security", "Revenue"]
    content = "\n".join([grid([50, 250, 266], [90, 106, 122, 138]), *(text(54, 102 + 16 * k, s) for k, s in enumerate(rows)), text(255, 118, "x", 9)])
    assert [m.checked for m in marks_of(make(content))] == [False, True, False]


def test_horizontal_rules_alone_make_rows() -> None:
    content = "\n".join(
        [
            *(line(50, y, 500, y) for y in (90, 110, 130, 150)),
            text(54, 104, "Requirements"), text(300, 104, "Tools and instruments"),
            text(54, 124, "Date of implementation"),
            text(54, 144, "Links"), text(300, 144, "Contact person"),
        ]
    )  # fmt: skip
    assert seen(read(make(content))) == "| Requirements | Tools and instruments |\n| Date of implementation |\n| Links | Contact person |"


def test_running_headers_and_page_numbers_are_furniture() -> None:
    pages = [
        "\n".join([text(50, 40, "Member contributions", 8), text(290, 820, f"- {n} -", 8), text(50, 100, f"Text of page {word} of this small document.")])
        for n, word in ((1, "one"), (2, "two"))
    ]
    document = read(make(*pages))
    assert seen(document) == "Text of page one of this small document.\nText of page two of this small document."
    assert [each.text for each in document.furniture] == ["Member contributions", "- 1 -", "- 2 -"]


def test_a_table_goes_on_over_the_page() -> None:
    first = "\n".join([grid([50, 250, 500], [700, 780]), text(54, 715, "Requirements"), text(254, 715, "Tools")])
    second = "\n".join([grid([50, 250, 500], [50, 100]), text(54, 65, "Links"), text(254, 65, "Contact")])
    document = read(make(first, second))
    assert len(document.blocks) == 1
    assert seen(document) == "| Requirements | Tools |\n| Links | Contact |"


def test_a_row_cut_by_the_page_is_one_row() -> None:
    first = "\n".join([line(50, 700, 500, 700), *(line(x, 700, x, 800) for x in (50, 250, 500)), text(54, 715, "Requirements"), text(254, 715, "Tools")])
    second = "\n".join([line(50, 100, 500, 100), *(line(x, 30, x, 100) for x in (50, 250, 500)), text(54, 45, "first thing"), text(254, 45, "second thing")])
    assert seen(read(make(first, second))) == "| Requirements / first thing | Tools / second thing |"


def test_a_footnote_parts_no_row_that_goes_on() -> None:
    first = "\n".join([line(50, 700, 500, 700), *(line(x, 700, x, 780) for x in (50, 250, 500)), text(54, 715, "Requirements"), text(254, 715, "Tools")])
    second = "\n".join([*(line(x, 30, x, 100) for x in (50, 250, 500)), line(50, 100, 500, 100), text(254, 45, "second thing")])
    shown = seen(read(make(first + "\n" + text(50, 800, "1 Adopted by the Working Group", 8), second)))
    assert shown == "| Requirements | Tools / second thing |\n1 Adopted by the Working Group"


def test_lines_alone_in_the_right_column_go_on_over_the_page() -> None:
    first = "\n".join([grid([50, 250, 500], [700, 780]), text(54, 715, "Links"), text(254, 715, "Jane Doe"), text(254, 730, "jane@example.org")])
    rest = paragraph(50, 80, *LONG)
    assert seen(read(make(first, text(254, 45, "Phone: 12 34 56") + "\n" + rest))).startswith("| Links | Jane Doe / jane@example.org / Phone: 12 34 56 |\n")
    assert "\nPhone: 12 34 56\n" in seen(read(make(first, text(280, 45, "Phone: 12 34 56") + "\n" + rest)))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_its_text_runs(rotation: int) -> None:
    content = "\n".join([text(70, 108, "Customs Administration"), square(50, 100), text(70, 128, "Postal Operator"), square(50, 120), text(52, 127.5, "x", 9)])
    document = read(make(content, page=f"/Rotate {rotation}"))
    assert seen(document) == "[ ] Customs Administration\n[x] Postal Operator"
    box = next(lines_of(document.blocks)).place.box
    assert box is not None
    if rotation == 90:  # the page is shown clockwise: what was at the top is at the right
        assert box.x0 > 700
        assert box.top == pytest.approx(49.6, abs=1.5)


@pytest.mark.parametrize("degrees", [0.4, -0.8, 2.0, -5.0])
def test_a_page_askew_is_set_straight(degrees: float) -> None:
    content = [grid([50, 300, 560], [90, 120, 180]), text(54, 104, "De Minimis Value"), text(304, 104, "Stakeholders Involved in all that comes by post")]
    for k, label in enumerate(("Customs Administration", "Postal Operator", "Express Companies")):
        content += [square(304, 124 + 16 * k), text(320, 132 + 16 * k, label)]
    c, s = cos(radians(degrees)), sin(radians(degrees))
    askew = f"1 0 0 1 297 421 cm {c:.5f} {s:.5f} {-s:.5f} {c:.5f} 0 0 cm 1 0 0 1 -297 -421 cm\n"
    straight, turned = (read(make(start + "\n".join([*content, cross(304, 140)]))) for start in ("", askew))
    assert "[x] Postal Operator" in seen(turned)
    assert seen(turned) == seen(straight)
    places = [next(lines_of(document.blocks)).place.box for document in (straight, turned)]
    assert places[0] is not None
    assert places[1] is not None
    # Left of the middle and above it, what is turned anticlockwise goes down and to the left.
    assert places[1].top - places[0].top == pytest.approx(243 * s, abs=7)
    assert places[1].x0 - places[0].x0 == pytest.approx(-325 * s, abs=3)


def test_places_are_measured_from_the_corner_of_what_is_shown() -> None:
    box = next(lines_of(read(make(text(100, 200, "Customs"), page=f"/CropBox [40 40 500 {HEIGHT - 50}]")).blocks)).place.box
    assert box is not None
    assert (box.x0, box.bottom) == pytest.approx((60, 152), abs=0.5)


def test_invisible_text_is_not_read() -> None:
    content = text(50, 100, "seen text of the page") + "\nBT /F1 10 Tf 3 Tr 1 0 0 1 50 700 Tm (hidden) Tj ET"
    assert seen(read(make(content))) == "seen text of the page"


def test_the_date_of_the_last_change_comes_from_the_file() -> None:
    data = make(text(50, 100, "some text"), objects=("<< /CreationDate (D:20190101120000Z) /ModDate (D:20200211093000+01'00') >>",)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info 100 0 R"
    )
    assert read(data).modified == date(2020, 2, 11)


def test_a_dash_in_a_sentence_is_no_bullet() -> None:
    words = (
        "designed with the carriers and two other authorities of the state, Health and Agriculture, who sit",
        "\x96 each with a desk of its own \x96 at the same table from the first day of the year.",
    )
    content = grid([50, 480], [90, 140]) + "\n" + paragraph(54, 104, *(w.encode("latin-1").decode("cp1252") for w in words))
    assert [each.bullet for each in lines_of(read(make(content)).blocks)] == ["", ""]


def test_prose_whose_words_happen_to_meet_is_no_table() -> None:
    rows = ["the cat sat on the mat and saw", "the dog lay by the door and ate", "the hen sat in the barn and had"]
    assert all(not isinstance(block, Table) for block in read(make(paragraph(50, 100, *rows))).blocks)


def test_a_list_cut_by_the_page_keeps_its_levels() -> None:
    first = "\n".join(
        [
            grid([50, 500], [700, 780]),
            text(54, 715, "Description", font="FB"),
            text(60, 730, "•"),
            text(70, 730, "one"),
            text(76, 745, "•"),
            text(86, 745, "two"),
        ]
    )
    second = "\n".join([grid([50, 500], [50, 100]), text(76, 65, "•"), text(86, 65, "three"), text(60, 80, "•"), text(70, 80, "four")])
    assert seen(read(make(first, second))) == "| Description / - one /   - two /   - three / - four |"


def test_shading_alone_makes_rows() -> None:
    tint = "\n".join(f"0.85 0.9 1 rg 50 {HEIGHT - y - 16} 450 16 re f 0 g" for y in (90, 130, 170))
    words = [text(54, 102, "Date"), text(54, 122, "3 May 2018"), text(54, 142, "Description"), text(54, 162, "An answer"), text(54, 182, "Links")]
    assert seen(read(make(tint + "\n" + "\n".join(words)))) == "| Date |\n| 3 May 2018 |\n| Description |\n| An answer |\n| Links |"


# What cannot be read


PICTURE = f"q 500 0 0 700 40 {HEIGHT - 740} cm BI /W 8 /H 8 /BPC 8 /CS /G /L 64 ID " + "z" * 64 + " EI Q"


XFA = "<< /Length 11 >>\nstream\n<xdp></xdp>\nendstream"
LOOP = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 100 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream"


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("nothing", b"", "empty"),
        ("noise", b"%PDF-1.7\nnoise", "damaged"),
        ("a blank page", make(""), "empty"),
        ("a picture of text", make(PICTURE), "unsupported"),
        ("a picture of a blank sheet", make(PICTURE.replace("z", "\xff")), "empty"),
        ("a picture with a page number", make(PICTURE + "\n" + text(290, 820, "1")), "unsupported"),
        ("outlines of letters", make("\n".join(f"{50 + 5 * k} 700 m {53 + 5 * k} 707 l {54 + 5 * k} 700 l f" for k in range(60))), "unsupported"),
        ("a form that paints itself", make("/X Do", page="/Resources << /XObject << /X 100 0 R >> >>", objects=(LOOP,)), "damaged"),
        ("an XFA form", make(paragraph(50, 100, *LONG), catalog="/NeedsRendering true /AcroForm << /Fields [] /XFA 100 0 R >>", objects=(XFA,)), "unsupported"),
        ("too many pages", make(*["" for _ in range(201)]), "too-large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(what: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code, what
    assert "\n" not in caught.value.message


def test_stacked_fields_of_a_web_page_are_no_table() -> None:
    fields = [(120, "Customs duty", "EUR 200"), (180, "Taxes (VAT / GST)", "AMD 150 000"), (80, "Gift", "EUR 500")]
    content = []
    for number, (left, label, value) in enumerate(fields):
        top = 100 + 16 * number
        content += [outline(left, top, left + 400, top + 15.3), text(left - 6 - 5 * len(label), top + 11, label), text(left + 4, top + 11, value)]
    assert seen(read(make("\n".join(content)))) == "Customs duty EUR 200\nTaxes (VAT / GST) AMD 150 000\nGift EUR 500"


def test_stacked_boxes_in_line_are_one_table() -> None:
    content = [outline(50, 100, 450, 115.3), outline(50, 116, 450, 131.3), text(54, 111, "Gift"), text(54, 127, "EUR 500")]
    (table,) = read(make("\n".join(content))).blocks
    assert isinstance(table, Table)
    assert len(table.cells) == 2


def test_a_label_set_off_from_its_box_is_no_column() -> None:
    left, right = ("Initiative / Pilot", "Existing Practice"), ("Safety & Security", "Revenue Collection", "Data Exchange")
    content = [text(50, 92, "Greece"), text(274, 92, "General Overview")]
    for x, labels in ((50, left), (277, right)):
        for k, label in enumerate(labels):
            content += [square(x, 100 + 14 * k), text(x + 26, 108 + 14 * k, label)]
    assert seen(read(make("\n".join(content)))).split("\n") == [
        "| Greece | General Overview |",
        "| [ ] Initiative / Pilot | [ ] Safety & Security |",
        "| [ ] Existing Practice | [ ] Revenue Collection / [ ] Data Exchange |",
    ]


def test_boxes_at_a_tab_stop_after_their_labels_begin_no_column() -> None:
    content = [text(54, 104, "Creation of IT System"), square(205, 96), text(54, 118, "stakeholders"), square(205, 110)]
    content += [text(54, 132, "Other:"), square(205, 124), text(220, 132, "scanners for"), text(54, 146, "parcels")]
    cell = grid([50, 300], [90, 160])
    assert seen(read(make(cell + "\n" + "\n".join(content)))) == "| Creation of IT System [ ] / stakeholders [ ] / Other: [ ] scanners for / ~ parcels |"


def test_words_after_an_address_on_its_own_line_begin_a_line_of_their_own() -> None:
    cell = grid([50, 212], [90, 140])
    address = "https://customs.example.org/sellers"
    content = [text(54, 104, address), text(54, 116, "Circular 7 of 2018:"), text(54, 128, address)]
    assert [each.wrapped for each in lines_of(read(make("\n".join([cell, *content]))).blocks)] == [False, False, False]


def test_boxes_stacked_beside_stacked_labels_go_to_the_labels_on_their_height() -> None:
    labels = ("General Overview", "Safety & Security", "Revenue Collection", "Data Exchange")
    content = [text(54, 104 + 14 * k, label) for k, label in enumerate(labels)] + [square(320, 96 + 14 * k) for k in (1, 2, 3)]
    cells = grid([50, 300, 400], [90, 160])
    assert seen(read(make("\n".join([cells, *content])))) == "| General Overview / Safety & Security [ ] / Revenue Collection [ ] / Data Exchange [ ] |  |"


def test_boxes_for_yes_and_no_stand_in_one_column() -> None:
    content = []
    for y, label, rest in ((104, "Simplification of", "Procedures"), (128, "Cooperation between", "Customs/Post"), (152, "Data Exchange", "")):
        content += [text(54, y, label), text(54, y + 11, rest), square(170, y - 8), text(182, y, "Yes"), square(215, y - 8), text(227, y, "No")]
    cells = grid([50, 300], [90, 180])
    assert seen(read(make("\n".join([cells, *content])))).count("[ ] Yes [ ] No |") == 3


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        # Wider gaps between the rows than within them.
        (
            [(0, "Customs Duty", "1 250 MAD"), (12.1, "Gift", "not"), (22.7, "", "applicable"), (34.8, "Commercial", "none"), (45.4, "Samples", "")],
            ["| Customs Duty | 1 250 MAD |", "| Gift | not / applicable |", "| Commercial / ~ Samples | none |"],
        ),
        # One gap: a label is broken only where the next word had no room.
        (
            [(0, "Customs Duty", "RM 500"), (12, "Gift", "none"), (24, "Commercial", ""), (36, "Samples", "")],
            ["| Customs Duty | RM 500 |", "| Gift | none |", "| Commercial / ~ Samples |  |"],
        ),
        (
            [(0, "Customs Duty", "RM 500"), (12, "Taxes", "none"), (24, "Gift", ""), (36, "Samples", "n/a")],
            ["| Customs Duty | RM 500 |", "| Taxes | none |", "| Gift |  |", "| Samples | n/a |"],
        ),
    ],
)
def test_labels_beside_values_are_rows(lines: list[tuple[float, str, str]], rows: list[str]) -> None:
    content = [text(x, 104 + y, words) for y, *both in lines for x, words in zip((54, 140), both, strict=True) if words]
    shown = seen(read(make("\n".join([grid([50, 300], [90, 180]), *content]))))
    assert shown == "| " + " / ".join(rows) + " |"


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    narrow = ("Goods that come by post are told of", "before they leave, so that the border", "stays fast for all who have paid")
    content = [paragraph(x, 100, *(f"{word} number {k}" for k in range(9))) for x, word in ((50, "Option"), (240, "Answer"))]
    content += [text(50, 215, "Description", font="FB"), paragraph(56, 230, *narrow * 2)]
    shown = seen(read(make("\n".join(content))))
    assert shown.index("stays fast") < shown.index("Answer number 0")
