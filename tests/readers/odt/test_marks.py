"""Selection marks of an OpenDocument file, of every kind, each before and after its label."""

from __future__ import annotations

import pytest

from extractor.document import lines_of
from tests.conformance.word_glyphs import picture
from tests.readers.docx.making import lines
from tests.readers.odt.making import item, listed, p, reading, root, style

WINGDINGS = '<style:font-face style:name="W" svg:font-family="Wingdings"/>'
FONT = style("S", "text", 'style:font-name="W"')
SMALL = 'text:anchor-type="as-char" svg:width="0.4cm" svg:height="0.4cm"'
HOLLOW = '<style:style style:name="N" style:family="graphic"><style:graphic-properties draw:fill="none"/></style:style>'
SOLID = '<style:style style:name="D" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="{}"/></style:style>'
CONTROL = '<loext:content-control loext:checkbox="true" loext:checked-state="☒" loext:unchecked-state="☐" {}>{}</loext:content-control>'
FIELD = '<field:fieldmark{} field:type="vnd.oasis.opendocument.field.{}">{}</field:fieldmark{}>'


def rectangle(style_name: str = "N", inner: str = "") -> str:
    return f'<draw:rect {SMALL} draw:style-name="{style_name}">{inner}</draw:rect>'


def image(href: str, words: str = "") -> str:
    return f'<draw:frame {SMALL}><draw:image xlink:href="{href}"/>{words}</draw:frame>'


def checkbox(value: str) -> str:
    return FIELD.format("", "FORMCHECKBOX", f'<field:param field:name="Checkbox_Checked" field:value="{value}"/>', "")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("☒", "[+]"),
        ("[<text:s/>]", "[-]"),
        ('<text:span text:style-name="S">\uf0fe</text:span>', "[+]"),
        ('<text:span text:style-name="S">o</text:span>', "[-]"),
        (CONTROL.format('loext:checked="true"', "☒"), "[+]"),
        (CONTROL.format("", "☐"), "[-]"),
        (CONTROL.format('loext:checked="true"', "☐"), "[+!]"),
        (CONTROL.format('loext:checked="false"', "☒"), "[-!]"),
        (CONTROL.format("", "☒"), "[+]"),
        (CONTROL.format('loext:checked="true"', ""), "[+]"),
        (FIELD.format("", "FORMCHECKBOX", "", ""), "[-]"),
        (checkbox("true"), "[+]"),
        (checkbox("perhaps"), "[?]"),
        (FIELD.format("-start", "FORMCHECKBOX", "", "-start") + "FORMCHECKBOX<field:fieldmark-end/>", "[-]"),
        (rectangle("N"), "[-]"),
        (rectangle("D"), "[+]"),
        (rectangle("N", p("x")), "[+]"),
        (image("a.png", "<svg:title>checked</svg:title>"), "[+]"),
        (image("a.png", "<svg:desc>unchecked box</svg:desc>"), "[-]"),
        (image("checkbox_empty.png"), "[-]"),
        (image("a.png"), "[?]"),
    ],
)
def test_a_mark_is_read_before_and_after_its_label(inner: str, expected: str) -> None:
    found = reading(p(f"{inner} Gift") + p(f"Gift {inner}"), FONT + HOLLOW + SOLID.format("#000000"), WINGDINGS)
    assert lines(found) == [f"{expected} Gift", f"Gift {expected}"]


@pytest.mark.parametrize(("colour", "expected"), [("#000000", True), ("#ffffff", False), ("#729fcf", None)])
def test_a_shape_of_a_middle_tone_cannot_be_told(colour: str, expected: bool | None) -> None:
    (line,) = lines_of(reading(p(rectangle("D") + " Gift"), SOLID.format(colour)).blocks)
    assert line.marks[0].checked is expected


def test_strokes_tick_the_box_they_lie_in() -> None:
    box = '<draw:rect svg:x="0cm" svg:y="0cm" svg:width="0.4cm" svg:height="0.4cm" draw:style-name="N"/>'
    line = '<draw:line svg:x1="0.05cm" svg:y1="0.05cm" svg:x2="0.35cm" svg:y2="0.35cm"/>'
    group = '<draw:g text:anchor-type="as-char">{}</draw:g>'
    assert lines(reading(p(group.format(box + line) + " Gift") + p(group.format(box) + " Gift"), HOLLOW)) == ["[+] Gift", "[-] Gift"]


def test_a_stroke_over_the_text_makes_an_empty_box_doubtful() -> None:
    stroke = '<draw:line text:anchor-type="char" svg:x1="0cm" svg:y1="0cm" svg:x2="0.4cm" svg:y2="0.4cm"/>'
    assert lines(reading(p(f"{stroke}☐ Gift"))) == ["[?] Gift"]


def test_small_pictures_are_judged_by_their_pixels() -> None:
    parts: dict[str, str | bytes] = {"Pictures/a.png": picture("x"), "Pictures/b.png": picture("")}
    assert lines(reading(p(image("Pictures/a.png") + " Gift") + p(image("Pictures/b.png") + " Gift"), parts=parts)) == ["[+] Gift", "[-] Gift"]


# Form controls


def controlled(attributes: str, tag: str = "checkbox", width: str = "0.5cm", around: str = "{} Gift", generator: str = "") -> list[str]:
    forms = f'<office:forms><form:form><form:{tag} form:id="c1" {attributes}/></form:form></office:forms>'
    control = f'<draw:control text:anchor-type="as-char" svg:width="{width}" svg:height="0.5cm" draw:control="c1"/>'
    meta = root("document-meta", f"<office:meta><meta:generator>{generator}</meta:generator></office:meta>")
    return lines(reading(forms + p(around.format(control)), parts={"meta.xml": meta}))


@pytest.mark.parametrize(
    ("attributes", "tag", "expected"),
    [
        ('form:current-state="checked"', "checkbox", "[+]"),
        ('form:state="checked" form:current-state="unchecked"', "checkbox", "[-]"),
        ('form:state="unchecked" form:current-state="checked"', "checkbox", "[+]"),
        ("", "checkbox", "[-]"),
        ('form:current-state="unknown"', "checkbox", "[?]"),
        ('form:state="checked"', "checkbox", "[?]"),
        ('form:current-selected="true"', "radio", "[+]"),
        ('form:selected="true" form:current-selected="false"', "radio", "[-]"),
        ("", "radio", "[-]"),
    ],
)
def test_the_current_state_of_a_control_counts(attributes: str, tag: str, expected: str) -> None:
    assert controlled(attributes, tag) == [f"{expected} Gift"]


def test_libreoffice_leaves_out_what_is_unchecked() -> None:
    assert controlled('form:state="checked"', generator="LibreOffice/7.4") == ["[-] Gift"]


@pytest.mark.parametrize(
    ("label", "width", "around", "expected"),
    [
        ("Gift", "4cm", "{}", "[+] Gift"),
        ("Gift", "0.5cm", "{} Gift", "[+] Gift"),
        ("Gift", "4cm", "{} Gift", "[+] Gift"),
        ("Check Box 7", "4cm", "{} Gift", "[+] Gift"),
    ],
)
def test_a_control_shows_its_label_once(label: str, width: str, around: str, expected: str) -> None:
    assert controlled(f'form:current-state="checked" form:label="{label}"', width=width, around=around) == [expected]


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ("text", 'form:current-value="Norway"', ["Norway"]),
        ("textarea", 'form:value="Norway"', ["Norway"]),
        ("text", 'form:value="Click here to enter text"', []),
        ("fixed-text", 'form:label="Country"', ["Country"]),
        ("button", 'form:label="Send"', []),
    ],
)
def test_entries_show_what_is_written_in_them(tag: str, attributes: str, expected: list[str]) -> None:
    assert controlled(attributes, tag, around="{}") == expected


def test_a_list_box_shows_what_was_chosen() -> None:
    options = '<form:option form:label="Peru"/><form:option form:label="Chile" form:current-selected="true"/>'
    forms = f'<office:forms><form:form><form:listbox form:id="c1">{options}</form:listbox></form:form></office:forms>'
    assert lines(reading(forms + p('<draw:control text:anchor-type="as-char" draw:control="c1"/>'))) == ["Chile"]


# Content controls and fields


def test_a_lost_state_among_kept_ones_is_read_at_low_confidence() -> None:
    found = reading(p(CONTROL.format('loext:checked="true"', "☒")) + p(CONTROL.format("", "☒")))
    assert [mark.confidence for line in lines_of(found.blocks) for mark in line.marks] == [1.0, 0.4]


def test_a_label_typed_into_a_control_stays() -> None:
    assert lines(reading(p(CONTROL.format('loext:checked="true"', "☒ Gift")))) == ["[+] Gift"]


@pytest.mark.parametrize(
    ("attributes", "inner", "expected"),
    [
        ('loext:showing-place-holder="true"', "Click here to enter text", []),
        ('loext:showing-place-holder="true"', "Norway", ["Norway"]),
        ("", "Norway", ["Norway"]),
        ('loext:drop-down="true"', "Choose an item.", []),
    ],
)
def test_placeholders_are_not_read(attributes: str, inner: str, expected: list[str]) -> None:
    assert lines(reading(p(f"<loext:content-control {attributes}>{inner}</loext:content-control>"))) == expected


def test_text_and_choice_fields_show_their_result() -> None:
    text = FIELD.format("-start", "FORMTEXT", "", "-start") + "FORMTEXT<field:fieldmark-separator/>Norway<field:fieldmark-end/>"
    params = '<field:param field:name="Dropdown_Selected" field:value="1"/>' + "".join(
        f'<field:param field:name="Dropdown_ListEntry" field:value="{value}"/>' for value in ("Peru", "Chile")
    )
    assert lines(reading(p(text) + p(FIELD.format("", "FORMDROPDOWN", params, "")))) == ["Norway", "Chile"]


# Bullets


@pytest.mark.parametrize(
    ("glyph", "font", "expected"), [("☑", "", "[+*] Gift"), ("\uf0a8", "W", "[-*] Gift"), ("•", "", "Gift"), ("\ue00a", "OpenSymbol", "[+*] Gift")]
)
def test_a_bullet_may_be_a_box(glyph: str, font: str, expected: str) -> None:
    properties = f'<style:text-properties style:font-name="{font}"/>' if font else ""
    level = f'<text:list-level-style-bullet text:level="1" text:bullet-char="{glyph}">{properties}</text:list-level-style-bullet>'
    assert lines(reading(listed(item("Gift")), f'<text:list-style style:name="L">{level}</text:list-style>', WINGDINGS)) == [expected]


def test_a_picture_bullet_may_be_a_box() -> None:
    level = '<text:list-level-style-image text:level="1" xlink:href="Pictures/a.png"/>'
    found = reading(listed(item("Gift")), f'<text:list-style style:name="L">{level}</text:list-style>', parts={"Pictures/a.png": picture("")})
    assert lines(found) == ["[-*] Gift"]


@pytest.mark.parametrize(("width", "expected"), [("0.5cm", [True]), ("5cm", [])])
def test_a_narrow_cell_that_is_filled_in_is_a_ticked_box(width: str, expected: list[bool]) -> None:
    automatic = (
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#000000"/></style:style>'
        f'<style:style style:name="B" style:family="table-column"><style:table-column-properties style:column-width="{width}"/></style:style>'
    )
    row = "<table:table-row><table:table-cell{}/><table:table-cell>{}</table:table-cell></table:table-row>"
    rows = row.format(' table:style-name="C"', p("Gift")) + row.format("", p("Duty"))
    body = f'<table:table><table:table-column table:style-name="B"/><table:table-column/>{rows}</table:table>'
    assert [mark.checked for line in lines_of(reading(body, automatic).blocks) for mark in line.marks] == expected


@pytest.mark.parametrize(("over", "expected"), [("✓", "[+] Gift"), ("box", "[-] Gift")])
def test_a_ruby_text_is_left_out_unless_it_is_a_tick(over: str, expected: str) -> None:
    ruby = f"<text:ruby><text:ruby-base>☐</text:ruby-base><text:ruby-text>{over}</text:ruby-text></text:ruby>"
    assert lines(reading(p(f"{ruby} Gift"))) == [expected]
