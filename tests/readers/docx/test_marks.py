"""Every way in which Word says that a box is ticked, in every place where a form may have it."""

from __future__ import annotations

import struct

import pytest

from extractor.document import lines_of
from tests.readers.compound import compound
from tests.readers.docx.making import item, lines, numbering, paragraph, part, reading, relationships, run, table, textbox


def checkbox(checked: str, content: str = "", states: str = "") -> str:
    """A check-box content control around a run's worth of XML; `checked` is the w14:checked element."""
    glyph = content or run("☐")
    return f"<w:sdt><w:sdtPr><w14:checkbox>{checked}{states}</w14:checkbox></w:sdtPr><w:sdtContent>{glyph}</w:sdtContent></w:sdt>"


def stored(value: str, glyph: str) -> str:
    """A check-box content control with a stored value and a glyph."""
    return checkbox(f'<w14:checked w14:val="{value}"/>', run(glyph))


def legacy(box: str, result: str = "") -> str:
    """A FORMCHECKBOX field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:checkBox><w:sizeAuto/>{box}</w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sym(font: str, code: str) -> str:
    """A symbol character."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def font(name: str) -> str:
    """Run properties of a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


ONE_SLOT = '<w:rFonts w:ascii="Arial" w:hAnsi="Wingdings"/>'
STATES = '<w14:checkedState w14:val="00FE" w14:font="Wingdings"/><w14:uncheckedState w14:val="00A8" w14:font="Wingdings"/>'


def field(instruction: str) -> str:
    """A field without a result."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}"


ENCODINGS = {
    # name: (XML of a checked mark, XML of an empty one)
    "control 1/0": (stored("1", "☒"), stored("0", "☐")),
    "control true/false": (stored("true", "☒"), stored("false", "☐")),
    "control on/off": (stored("on", "☒"), stored("off", "☐")),
    "control in capitals": (stored("TRUE", "☒"), stored("False", "☐")),
    "control without a value": (checkbox("<w14:checked/>", run("☒")), checkbox("", run("☐"))),
    "control with w:sym": (
        checkbox('<w14:checked w14:val="1"/>', sym("Wingdings", "F0FE"), STATES),
        checkbox('<w14:checked w14:val="0"/>', sym("Wingdings", "F0A8"), STATES),
    ),
    "control with letters of its own states": (
        checkbox('<w14:checked w14:val="1"/>', run("\u00fe", font("Wingdings")), STATES),
        checkbox('<w14:checked w14:val="0"/>', run("\u00a8", font("Wingdings")), STATES),
    ),
    "control without a glyph": (checkbox('<w14:checked w14:val="1"/>', "<w:r/>"), checkbox('<w14:checked w14:val="0"/>', "<w:r/>")),
    "control inside an insertion": (f"<w:ins>{stored('1', '☒')}</w:ins>", f"<w:ins>{stored('0', '☐')}</w:ins>"),
    "control whose old glyph is deleted": (
        checkbox('<w14:checked w14:val="1"/>', f"<w:del><w:r><w:delText>☐</w:delText></w:r></w:del><w:ins>{run('☒')}</w:ins>"),
        checkbox('<w14:checked w14:val="0"/>', f"<w:del><w:r><w:delText>☒</w:delText></w:r></w:del><w:ins>{run('☐')}</w:ins>"),
    ),
    "field w:checked": (legacy("<w:checked/>"), legacy('<w:default w:val="0"/>')),
    "field 1/0": (legacy('<w:checked w:val="1"/>'), legacy('<w:checked w:val="0"/>')),
    "field on/off": (legacy('<w:checked w:val="on"/>'), legacy('<w:checked w:val="off"/>')),
    "field true/false": (legacy('<w:checked w:val="true"/>'), legacy('<w:checked w:val="false"/>')),
    "field default alone": (legacy('<w:default w:val="1"/>'), legacy("<w:default w:val='0'/>")),
    "field against default": (legacy('<w:default w:val="0"/><w:checked/>'), legacy('<w:default w:val="1"/><w:checked w:val="0"/>')),
    "field without either": (legacy("<w:checked/>"), legacy("")),
    "field in one run": (
        legacy("<w:checked/>").replace("</w:r><w:r>", ""),
        legacy("").replace("</w:r><w:r>", ""),
    ),
    "sym Wingdings FE A8": (sym("Wingdings", "F0FE"), sym("Wingdings", "F0A8")),
    "sym Wingdings FD 6F": (sym("Wingdings", "F0FD"), sym("Wingdings", "F06F")),
    "sym without F0": (sym("Wingdings", "00FE"), sym("Wingdings", "A8")),
    "sym Wingdings 2": (sym("Wingdings 2", "F052"), sym("Wingdings 2", "F0A3")),
    "sym of a text font": (sym("MS Gothic", "2612"), sym("MS Gothic", "2610")),
    "sym of OpenSymbol": (sym("OpenSymbol", "F0FE"), sym("OpenSymbol", "F0A8")),
    "private use": (run("\uf0fe", font("Wingdings")), run("\uf0a8", font("Wingdings"))),
    "private use without the font": (run("\uf0fe"), run("\uf0a8")),
    "letters in Wingdings": (run("\u00fe", font("Wingdings")), run("o", font("Wingdings"))),
    "letters, font in one slot": (
        run("\u00fe", '<w:rFonts w:ascii="Arial" w:hAnsi="Wingdings"/>'),
        run("\u00a8", '<w:rFonts w:ascii="Arial" w:hAnsi="Wingdings"/>'),
    ),
    "letters in Wingdings 2": (run("R", font("Wingdings 2")), run("\u00a3", font("Wingdings 2"))),
    "letters in Webdings": (run("g", font("Webdings")), run("c", font("Webdings"))),
    "unicode": (run("☒"), run("☐")),
    "unicode squares": (run("■"), run("□")),
    "variation selector": (run("☑\ufe0f"), run("☐\ufe0e")),
    "typed": (run("[x]"), run("[ ]")),
    "typed over runs": (run("[") + run("x", "<w:b/>") + run("]"), run("[") + run(" ", "<w:b/>") + run("]")),
    "typed round": (run("( X )"), run("(   )")),
    "hyperlinked glyph": (f'<w:hyperlink w:anchor="a">{run("☒")}</w:hyperlink>', f'<w:hyperlink w:anchor="a">{run("☐")}</w:hyperlink>'),
    "symbol field": (field('SYMBOL 254 \\f "Wingdings" \\s 11'), field("SYMBOL 0xA8 \\f Wingdings")),
    "enclosed character": (field(" eq \\o\\ac(□,x)"), field(" eq \\o\\ac(□,)")),
}

_LINES = "<w:p>{yes}<w:r><w:t> Gift</w:t></w:r></w:p><w:p>{no}<w:r><w:t> Samples</w:t></w:r></w:p>"
LAYOUTS = {
    # name: (XML around the marks "yes" and "no", lines that are read)
    "before": (_LINES, ["[+] Gift", "[-] Samples"]),
    "after": ("<w:p><w:r><w:t>Gift </w:t></w:r>{yes}</w:p><w:p><w:r><w:t>Samples </w:t></w:r>{no}</w:p>", ["Gift [+]", "Samples [-]"]),
    "one line": ("<w:p>{yes}<w:r><w:t> Gift  </w:t></w:r>{no}<w:r><w:t> Samples</w:t></w:r></w:p>", ["[+] Gift [-] Samples"]),
    "line breaks": ("<w:p>{yes}<w:r><w:t> Gift</w:t><w:br/></w:r>{no}<w:r><w:t> Samples</w:t></w:r></w:p>", ["[+] Gift", "[-] Samples"]),
    "cell": (table(["<w:p>{yes}</w:p>", "Gift"], ["<w:p>{no}</w:p>", "Samples"]), ["[+]", "Gift", "[-]", "Samples"]),
    "nested table": (table([table(["<w:p>{yes}</w:p>", "Gift"], ["<w:p>{no}</w:p>", "Samples"]) + "<w:p/>"]), ["[+]", "Gift", "[-]", "Samples"]),
    "text box": ("<w:p>" + textbox(_LINES) + "</w:p>", ["[+] Gift", "[-] Samples"]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_mark_is_read_wherever_it_stands(encoding: str, layout: str) -> None:
    yes, no = ENCODINGS[encoding]
    body, expected = LAYOUTS[layout]
    assert lines(reading(body.replace("<w:t> ", '<w:t xml:space="preserve"> ').format(yes=yes, no=no))) == expected


@pytest.mark.parametrize(
    ("value", "glyph", "expected"),
    [
        ("1", "☐", "[+!]"),
        ("0", "☒", "[-!]"),
        ("true", "☑", "[+]"),
        ("1", "■", "[+]"),
        ("", "☒", "[+]"),
        ("maybe", "", "[?]"),
        ("1", "", "[+]"),
        ("1", "Ω", "[+]"),
    ],
)
def test_the_stored_state_holds_against_the_glyph(value: str, glyph: str, expected: str) -> None:
    assert lines(reading(paragraph(stored(value, glyph) + run(" Gift")))) == [f"{expected} Gift"]


def test_a_controls_own_glyphs_decide_what_its_glyph_says() -> None:
    states = '<w14:checkedState w14:val="2610"/><w14:uncheckedState w14:val="2612"/>'
    turned = checkbox('<w14:checked w14:val="1"/>', run("☐"), states)
    assert lines(reading(paragraph(turned + run(" Gift")))) == ["[+] Gift"]


def test_a_fields_result_that_shows_the_other_state_is_noticed() -> None:
    assert lines(reading(paragraph(legacy("<w:checked/>", run("☐")) + run(" Gift")))) == ["[+!] Gift"]


@pytest.mark.parametrize("level", ["run", "paragraph", "cell", "row", "empty cell"])
def test_a_checkbox_control_may_enclose_anything(level: str) -> None:
    glyph = paragraph(run("☒"))
    body = {
        "run": paragraph(stored("1", "☒") + run(" Gift")),
        "paragraph": checkbox('<w14:checked w14:val="1"/>', paragraph(run("☒") + run(" Gift"))),
        "cell": f"<w:tbl><w:tr>{checkbox('<w14:checked/>', f'<w:tc>{glyph}</w:tc>')}<w:tc>{paragraph('Gift')}</w:tc></w:tr></w:tbl>",
        "row": f"<w:tbl>{checkbox('<w14:checked/>', '<w:tr><w:tc>' + glyph + '</w:tc><w:tc>' + paragraph('Gift') + '</w:tc></w:tr>')}</w:tbl>",
        "empty cell": f"<w:tbl><w:tr>{checkbox('<w14:checked/>', '<w:tc><w:p/></w:tc>')}<w:tc>{paragraph('Gift')}</w:tc></w:tr></w:tbl>",
    }[level]
    assert " ".join(lines(reading(body))) == "[+] Gift"


def test_a_label_typed_into_the_control_stays() -> None:
    assert lines(reading(paragraph(checkbox("<w14:checked/>", run("☒ Postal Operator"))))) == ["[+] Postal Operator"]


def test_strict_ooxml_is_read_as_the_other() -> None:
    from extractor.readers.docx import read
    from tests.readers.docx.making import document, package

    strict = document(paragraph(stored("true", "☒") + run(" Gift"))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert lines(read(package(strict))) == ["[+] Gift"]


# ActiveX

AX = 'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
CHECK_BOX = "{8BD21D40-EC42-11CE-9E0D-00AA006002F3}"


def morph(value: str, caption: str) -> bytes:
    """A check box as a stream ([MS-OFORMS] 2.2.5.1): size, value and caption, written as Word writes them."""
    mask = 1 << 8 | 1 << 22 | 1 << 23 | 1 << 6
    texts = b"".join(text.encode("latin-1") + b"\0" * (-len(text) % 4) for text in (value, caption))
    blocks = bytes([4, 0, 0, 0]) + struct.pack("<II", len(value) | 1 << 31, len(caption) | 1 << 31) + struct.pack("<II", 2540, 635) + texts
    return b"\x40\x1d\xd2\x8b" + b"\0" * 12 + b"\x00\x02" + struct.pack("<HQ", 8 + len(blocks), mask) + blocks


@pytest.mark.parametrize(
    ("control", "stream", "expected"),
    [
        ('<ax:ocxPr ax:name="Value" ax:value="1"/><ax:ocxPr ax:name="Caption" ax:value="Gift"/>', None, "[+] Gift"),
        ('<ax:ocxPr ax:name="Value" ax:value="0"/><ax:ocxPr ax:name="Caption" ax:value="Gift"/>', None, "[-] Gift"),
        ('<ax:ocxPr ax:name="Caption" ax:value="Gift"/>', None, "[?] Gift"),
        ("", morph("1", "Gift"), "[+] Gift"),
        ("", morph("0", "Gift"), "[-] Gift"),
        ("", compound({"contents": morph("1", "Gift")[16:]}), "[+] Gift"),
        ("", compound({"other": b"1"}), "[?]"),
        ("", morph("1", "Gift")[:40], "[?]"),
        ("", b"nothing that anybody wrote", "[?]"),
    ],
)
def test_an_activex_check_box_is_read_from_its_own_part(control: str, stream: bytes | None, expected: str) -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId5", "control", "activeX/activeX1.xml")),
        "word/activeX/activeX1.xml": f'<ax:ocx ax:classid="{CHECK_BOX}" r:id="rId1" {AX}>{control}</ax:ocx>',
        "word/activeX/_rels/activeX1.xml.rels": relationships(("rId1", "activeXControlBinary", "activeX1.bin")),
        **({} if stream is None else {"word/activeX/activeX1.bin": stream}),
    }
    body = paragraph('<w:r><w:object><v:shape style="width:100pt;height:20pt"/><w:control r:id="rId5" w:name="CheckBox1"/></w:object></w:r>')
    assert lines(reading(body, parts)) == [expected]


@pytest.mark.parametrize("style", [True, False])
@pytest.mark.parametrize(("theme_font", "expected"), [("Wingdings", "[+] Gift"), ("Calibri", "þ Gift")])
def test_a_font_of_the_theme_may_be_a_symbol_font(theme_font: str, expected: str, style: bool) -> None:
    themed = '<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    parts: dict[str, str | bytes] = {
        "word/theme/theme1.xml": f'<a:theme xmlns:a="x"><a:minorFont><a:latin typeface="{theme_font}"/></a:minorFont></a:theme>',
        "word/styles.xml": part("styles", f'<w:style w:type="character" w:styleId="Box"><w:rPr>{themed}</w:rPr></w:style>'),
    }
    assert lines(reading(paragraph(run("þ", '<w:rStyle w:val="Box"/>' if style else themed) + run(" Gift")), parts)) == [expected]


# Lists, shapes, pictures


@pytest.mark.parametrize(
    ("glyph", "named", "expected"),
    [
        ("\uf0a8", "Wingdings", "[-*] Gift"),
        ("\uf06f", "Wingdings", "[-*] Gift"),
        ("\uf0fe", "Wingdings", "[+*] Gift"),
        ("\uf0fc", "Wingdings", "[+*] Gift"),
        ("☐", "MS Gothic", "[-*] Gift"),
        ("■", "Arial", "[+*] Gift"),
        ("\uf0b7", "Symbol", "Gift"),
        ("\uf0b7", "", "Gift"),
        ("\uf0a7", "Wingdings", "Gift"),
        ("o", "Courier New", "Gift"),
        ("–", "Arial", "Gift"),
        ("\uf0d8", "Wingdings", "Gift"),
    ],
)
def test_a_list_bullet_that_may_be_a_box_is_both(glyph: str, named: str, expected: str) -> None:
    fonts = f"<w:rPr>{font(named)}</w:rPr>" if named else ""
    found = reading(item("Gift"), numbering(f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>{fonts}'))
    assert lines(found) == [expected]
    assert [line.bullet for line in lines_of(found.blocks)] == ["-"]


def test_bullets_whose_shape_only_tells_the_level_are_no_boxes() -> None:
    levels = [f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>' for glyph in "●○■"]
    assert lines(reading(item("Gift") + item("Samples", 1), numbering(*levels))) == ["Gift", "Samples"]


def inline(shape: str, size: int = 12, names: str = 'name="Shape 1"', tag: str = "inline") -> str:
    """A run with a drawing of so many points."""
    emu = size * 12700
    frame = f'<wp:extent cx="{emu}" cy="{emu}"/><wp:docPr id="1" {names}/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>'
    return f"<w:r><w:drawing><wp:{tag}>{frame}</wp:{tag}></w:drawing></w:r>"


def box(kind: str = "rect", fill: str = "<a:noFill/>", size: int = 12, text: str = "") -> str:
    """A drawn shape."""
    inner = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    extent = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{size * 12700}" cy="{size * 12700}"/></a:xfrm>'
    return f'<wps:wsp><wps:spPr>{extent}<a:prstGeom prst="{kind}"/>{fill}</wps:spPr>{inner}</wps:wsp>'


PICTURE = '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{name}"/></pic:nvPicPr></pic:pic>'


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (inline(box()), "[-] Gift"),
        (inline(box(fill='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')), "[-] Gift"),
        (inline(box(fill='<a:solidFill><a:srgbClr val="1F1F1F"/></a:solidFill>')), "[+] Gift"),
        (inline(box(fill='<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')), "[+] Gift"),
        (inline(box(fill='<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>')), "[?] Gift"),
        (inline(box(text="X")), "[+] Gift"),
        (inline(box(text="✓")), "[+] Gift"),
        (inline(box("flowChartSummingJunction")), "[+] Gift"),
        (inline(PICTURE.format(name="checkbox_on.png")), "[+] Gift"),
        (inline(PICTURE.format(name="box-unchecked.png")), "[-] Gift"),
        (inline(PICTURE.format(name="image1.png"), names='name="Picture 1" descr="ticked"'), "[+] Gift"),
        (inline(PICTURE.format(name="image1.png"), names='name="Picture 1" descr="not ticked"'), "[-] Gift"),
        (inline(PICTURE.format(name="image1.png")), "[?] Gift"),
        (inline(PICTURE.format(name="image1.png"), size=120), "Gift"),
        (inline(PICTURE.format(name="image1.png"), size=120, names='name="P" descr="a checked parcel"'), "Gift"),
        ('<w:r><w:pict><v:rect style="width:12pt;height:12pt"/></w:pict></w:r>', "[-] Gift"),
        ('<w:r><w:pict><v:rect style="width:12pt;height:12pt" fillcolor="black"/></w:pict></w:r>', "[+] Gift"),
        ('<w:r><w:pict><v:rect style="width:12pt;height:12pt" fillcolor="black" filled="f"/></w:pict></w:r>', "[-] Gift"),
        ('<w:r><w:pict><v:shape style="width:12pt;height:12pt" alt="unchecked"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>', "[-] Gift"),
    ],
)
def test_drawn_boxes_and_pictures_of_boxes(drawing: str, expected: str) -> None:
    assert lines(reading(paragraph(drawing + run(" Gift")))) == [expected]


def test_an_empty_box_with_something_drawn_over_it_is_not_called_empty() -> None:
    stroke = inline(box("mathMultiply"), tag="anchor")
    assert lines(reading(paragraph(run("☐ Gift ☒ Samples") + stroke))) == ["[?] Gift [+] Samples"]


def test_a_floating_box_stands_before_its_paragraph() -> None:
    assert lines(reading(paragraph(run("Gift") + inline(box(), tag="anchor")))) == ["[-] Gift"]


def test_a_glyph_and_a_tab_are_a_bullet_typed_by_hand() -> None:
    found = reading(paragraph('<w:r><w:sym w:font="Wingdings 2" w:char="F097"/><w:tab/><w:t>the authorities</w:t></w:r>'))
    assert lines(found) == ["[+*] the authorities"]


def test_symbol_fonts_other_signs_are_what_a_reader_sees() -> None:
    body = paragraph(sym("Symbol", "F0B3") + run(" 150 ") + sym("Wingdings", "F0E0") + run(" next") + run("\uf0b7"))
    assert lines(reading(body)) == ["≥ 150 → next•"]


def test_words_in_a_symbol_font_are_words() -> None:
    assert lines(reading(paragraph(run("\u00fe Initiative / Pilot", font("Wingdings"))))) == ["[+] Initiative / Pilot"]


def test_the_font_may_come_from_a_style() -> None:
    styles = part("styles", f'<w:style w:type="character" w:styleId="Box"><w:name w:val="Box"/><w:rPr>{font("Wingdings")}</w:rPr></w:style>')
    body = paragraph(run("\u00fe", '<w:rStyle w:val="Box"/>') + run(" Gift"))
    assert lines(reading(body, {"word/styles.xml": styles})) == ["[+] Gift"]
