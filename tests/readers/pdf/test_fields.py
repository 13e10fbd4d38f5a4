"""Form fields and annotations."""

from __future__ import annotations

import pytest

from extractor.document import Link, lines_of

from .pages import HEIGHT, cross, line, make, marks_of, read, rect, seen, square, text

LABELS = "\n".join(text(70, y + 8, label) for y, label in ((100, "Customs Administration"), (120, "Postal Operator"), (140, "Express Companies")))
FORM = "/AcroForm << /Fields [{}] /DA (/Helv 0 Tf) >>"


def fields(*annotations: str, content: str = LABELS, objects: tuple[str, ...] = ()) -> bytes:
    """A page with these widgets, all of them fields of the form."""
    return make(
        content,
        annotations=tuple(f"/Subtype /Widget {a}" for a in annotations),
        catalog=FORM.format(" ".join(f"{50 + k} 0 R" for k in range(len(annotations)))),
        objects=objects,
    )


def box(y: float, rest: str) -> str:
    """A check box at this height."""
    return f"/FT /Btn {rect(50, y, 60, y + 10)} {rest}"


@pytest.mark.parametrize(
    ("rest", "checked"),
    [
        ("/T (a) /V /Yes /AS /Yes", True),
        ("/T (a) /V /Off /AS /Off", False),
        ("/T (a) /V /Oui /AS /Oui", True),
        ("/T (a) /V /1 /AS /1", True),
        ("/T (a)", False),
        ("/T (a) /AS /Off", False),
        ("/T (a) /AS /On", True),  # no value: the appearance is all there is
        ("/T (a) /V /Yes", True),  # there is no picture: the value is all there is
        ("/T (a) /V /Yes /AP << /N << /Yes 100 0 R /Off 100 0 R >> >>", None),  # no picture is chosen, and the value says on
        ("/T (a) /V /Yes /AS /Off", None),  # stale
        ("/T (a) /V /Off /AS /Yes", None),
    ],
)
def test_a_check_box_is_what_its_appearance_and_its_value_say_together(rest: str, checked: bool | None) -> None:
    marks = marks_of(fields(box(100, rest), box(120, "/T (b) /V /Off /AS /Off")))
    assert [m.checked for m in marks] == [checked, False]
    assert all(m.method == "field" for m in marks)


def drawing(content: str) -> str:
    """An appearance of this content."""
    return f"<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length {len(content)} >>\nstream\n{content}\nendstream"


def test_where_no_state_is_stored_at_all_the_value_chooses_the_appearance() -> None:
    pictures = "/AP << /N << /Yes 100 0 R /Off 101 0 R >> >>"
    content = "\n".join(text(70, y + 8, label) for y, label in zip((100, 120), ("Customs", "Post"), strict=True))
    data = make(
        content,
        annotations=tuple(f"/Subtype /Widget {box(y, f'/T (a{y}) /V /{value} {pictures}')}" for y, value in ((100, "Yes"), (120, "Off"))),
        catalog=FORM.format("50 0 R 51 0 R"),
        objects=(drawing("0 0 m 10 10 l S"), drawing("0 0 10 10 re S")),
    )
    assert [m.checked for m in marks_of(data)] == [True, False]


def test_the_value_of_a_field_with_one_widget_and_no_appearance_is_all_there_is() -> None:
    kids = tuple(f"/Subtype /Widget {rect(50, y, 60, y + 10)} /Parent {100 + k} 0 R" for k, y in enumerate((100, 120)))
    parents = tuple(f"<< /FT /Btn /T (a{k}) /V /{value} /Kids [{50 + k} 0 R] >>" for k, value in enumerate(("Yes", "Off")))
    data = make(LABELS, annotations=kids, catalog=FORM.format("100 0 R 101 0 R"), objects=parents)
    assert [m.checked for m in marks_of(data)] == [True, False]


RADIO = "/Subtype /Widget {} /Parent 100 0 R /AP << /N << /{} 101 0 R /Off 101 0 R >> >> {}"


@pytest.mark.parametrize(
    ("value", "states", "checked"),
    [
        ("/V /A", ("A", "Off"), [True, False]),
        ("/V /Off", ("Off", "Off"), [False, False]),
        ("", ("A", "Off"), [True, False]),
        ("/V /A", ("A", "B"), [None, None]),  # only one of a group can be on
        ("/V /A", ("Off", "B"), [None, None]),  # the value names a button that is not shown as on
        ("/V /A", ("Off", "Off"), [None, None]),
        ("/V /B", ("", "B"), [False, True]),
    ],
)
def test_a_radio_button_asks_which_of_its_group_is_on(value: str, states: tuple[str, str], checked: list[bool | None]) -> None:
    kids = [RADIO.format(rect(50, y, 60, y + 10), name, f"/AS /{state}" if state else "") for y, name, state in zip((100, 120), "AB", states, strict=True)]
    group = f"<< /FT /Btn /Ff 32768 /T (group) {value} /Kids [50 0 R 51 0 R] >>"
    picture = "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream"
    data = make(LABELS, annotations=tuple(kids), catalog=FORM.format("100 0 R"), objects=(group, picture))
    assert [m.checked for m in marks_of(data)] == checked


def test_a_value_inherited_from_the_parent_counts() -> None:
    kid = f"/Subtype /Widget {rect(50, 100, 60, 110)} /Parent 100 0 R /AS /Yes"
    data = make(LABELS, annotations=(kid,), catalog=FORM.format("100 0 R"), objects=("<< /FT /Btn /T (a) /V /Yes /Kids [50 0 R] >>",))
    assert [m.checked for m in marks_of(data)] == [True]


def test_a_tooltip_ties_the_mark_to_its_label() -> None:
    assert marks_of(fields(box(100, "/T (a) /TU (Customs Administration) /AS /Off")))[0].tied_to == "Customs Administration"


def test_a_widget_that_no_form_holds_is_read_from_its_own_dictionary() -> None:
    data = make(LABELS, annotations=(f"/Subtype /Widget {box(100, '/T (a) /AS /Yes /V /Yes')}",))
    assert [m.checked for m in marks_of(data)] == [True]


def test_a_field_replaces_the_box_that_is_printed_under_it() -> None:
    data = fields(box(100, "/T (a) /V /Yes /AS /Yes"), content=LABELS + "\n" + square(50.5, 100.5))
    assert [m.checked for m in marks_of(data)] == [True]


def test_hidden_fields_are_not_read() -> None:
    data = make(LABELS, annotations=(f"/Subtype /Widget {box(100, '/T (a) /AS /Yes')} /F 2",))
    assert marks_of(data) == []


def test_the_text_of_a_field_stands_in_its_place() -> None:
    data = fields(
        f"/FT /Tx /T (d) /V (1 July 2018) {rect(150, 196, 300, 212)}",
        f"/FT /Tx /T (e) /Ff 4096 /V (First paragraph\\nSecond paragraph) {rect(50, 240, 500, 300)}",
        content=text(50, 208, "Date of implementation:") + "\n" + text(50, 232, "Description"),
    )
    assert seen(read(data)) == "Date of implementation: 1 July 2018\nDescription\nFirst paragraph\nSecond paragraph"
    assert [each.method for each in lines_of(read(data).blocks)][-2:] == ["field", "field"]


def test_a_choice_is_read_by_what_it_shows() -> None:
    data = fields(f"/FT /Ch /Ff 131072 /T (c) /V (CH) /Opt [[(CH) (Switzerland)] [(PE) (Peru)]] {rect(50, 196, 200, 212)}", content=text(50, 190, "Country"))
    assert "Switzerland" in seen(read(data))


# Annotations


BOXES = LABELS + "\n" + "\n".join(square(50, y) for y in (100, 120, 140))


@pytest.mark.parametrize(
    ("what", "annotation", "checked"),
    [
        ("ink across", f"/Subtype /Ink {rect(48, 98, 61, 111)} /InkList [[51 {HEIGHT - 101} 58 {HEIGHT - 108} 51 {HEIGHT - 108} 58 {HEIGHT - 101}]]", True),
        ("a line across", f"/Subtype /Line {rect(51, 101, 58, 108)} /L [51 {HEIGHT - 108} 58 {HEIGHT - 101}]", True),
        ("a stamp", f"/Subtype /Stamp {rect(50, 100, 59, 109)}", True),
        ("an X typed over it", f"/Subtype /FreeText {rect(50, 99, 60, 110)} /Contents (X)", True),
        ("ink beside", f"/Subtype /Ink {rect(58, 92, 66, 101)} /InkList [[60 {HEIGHT - 98} 62 {HEIGHT - 100} 66 {HEIGHT - 92}]]", None),
        ("a dot of ink", f"/Subtype /Ink {rect(53, 103, 55, 105)} /InkList [[54 {HEIGHT - 104} 54.6 {HEIGHT - 104.5}]]", None),
        ("a signature across the page", f"/Subtype /Ink {rect(40, 90, 300, 170)} /InkList [[40 {HEIGHT - 90} 300 {HEIGHT - 170}]]", False),
    ],
)
def test_what_a_hand_drew_over_a_box_marks_it(what: str, annotation: str, checked: bool | None) -> None:
    assert [m.checked for m in marks_of(make(BOXES, annotations=(annotation,)))] == [checked, False, False], what


def test_a_box_marked_and_then_struck_by_hand_is_neither() -> None:
    struck = f"/Subtype /Ink {rect(48, 98, 61, 111)} /InkList [[49 {HEIGHT - 104} 60 {HEIGHT - 100} 49 {HEIGHT - 109}]]"
    assert [m.checked for m in marks_of(make(BOXES + "\n" + cross(50, 100), annotations=(struck,)))] == [None, False, False]


def test_ink_marks_a_box_that_is_a_glyph() -> None:
    content = "\n".join(text(50, y, "o", 10, "FZ") + "\n" + text(64, y, label) for y, label in ((108, "Safety"), (128, "Revenue"), (148, "Data")))
    tick = f"/Subtype /Ink {rect(48, 118, 61, 131)} /InkList [[51 {HEIGHT - 124} 53 {HEIGHT - 127} 58 {HEIGHT - 119}]]"
    assert [m.checked for m in marks_of(make(content, annotations=(tick,)))] == [False, True, False]


def test_text_typed_over_the_page_is_read_in_its_place() -> None:
    typed = f"/Subtype /FreeText {rect(180, 100, 400, 112)} /Contents (Australian Taxation Office)"
    assert seen(read(make(text(50, 109, "Other:") + "\n" + text(50, 130, "Date of implementation"), annotations=(typed,)))).startswith(
        "Other: Australian Taxation Office"
    )


def test_a_link_covers_its_words() -> None:
    link = f"/Subtype /Link {rect(74, 100, 105, 112)} /A << /S /URI /URI (https://example.org/a) >>"
    found = next(lines_of(read(make(text(50, 110, "Here: the page of the project"), annotations=(link,))).blocks))
    assert found.links == (Link(6, 14, "https://example.org/a"),) or found.links[0].target == "https://example.org/a"


def test_lines_that_are_rulings_are_no_ink() -> None:
    content = BOXES + "\n" + line(40, 111, 400, 111)
    assert [m.checked for m in marks_of(make(content))] == [False, False, False]


def test_what_is_put_twice_on_one_place_is_one() -> None:
    group = "<< /FT /Btn /Ff 49152 /T (choice) /V /Yes /Kids [50 0 R 51 0 R 52 0 R] >>"
    kids = [
        f"/Subtype /Widget /Parent 100 0 R {rect(x, y, x + 10, y + 10)} /AS /{state}" for x, y, state in ((50, 100, "Yes"), (50, 101, "Yes"), (200, 100, "Off"))
    ]
    data = make(LABELS, annotations=tuple(kids), catalog="/AcroForm << /Fields [100 0 R] >>", objects=(group,))
    assert [m.checked for m in marks_of(data)] == [True, False]
    over = fields(box(100, "/T (a) /AS /On"), box(101, "/T (b) /AS /On"), box(120, "/T (c) /AS /Off"), box(121, "/T (d) /AS /On"))
    assert [m.checked for m in marks_of(over)] == [True, False, True]  # of different states both are there
    typed = [f"/Subtype /FreeText {rect(50, y, 60, y + 11)} /Contents (X)" for y in (99, 100)]
    boxes = "\n".join(square(50, y) for y in (100, 120, 140))
    assert [m.checked for m in marks_of(make(LABELS + "\n" + boxes, annotations=tuple(typed)))] == [True, False, False]


def test_a_list_typed_over_the_page_is_a_list() -> None:
    typed = f"/Subtype /FreeText {rect(180, 300, 400, 330)} /Contents (Audits:\\r- weekly\\r- of each month)"
    assert "\n- weekly\n- of each month" in seen(read(make(LABELS, annotations=(typed,))))
