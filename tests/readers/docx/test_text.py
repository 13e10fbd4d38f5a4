"""Lines: breaks, tabs, looks, links, fields, tracked changes, what no reader sees."""

from __future__ import annotations

import pytest

from extractor.document import Line, Table, lines_of
from tests.readers.docx.making import grid, item, lines, numbering, only_table, paragraph, part, reading, relationships, run, table, textbox


def begin(instruction: str) -> str:
    """A complex field up to its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>", ["One", "two"]),
        ("<w:r><w:t>One</w:t><w:cr/><w:t>two</w:t></w:r>", ["One", "two"]),
        ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>", ["One two"]),
        ("<w:r><w:t>pre</w:t><w:noBreakHyphen/><w:t>arrival</w:t></w:r>", ["pre-arrival"]),
        ("<w:r><w:t>clear</w:t><w:softHyphen/><w:t>ance</w:t></w:r>", ["clearance"]),
        ("<w:r><w:t>a\n   b</w:t></w:r>", ["a b"]),
        (run("shown ") + run("hidden", "<w:vanish/>") + run("too", '<w:vanish w:val="0"/>'), ["shown too"]),
        (run("kept ") + f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins>", ["kept new"]),
        (f"<w:moveFrom>{run('old place ')}</w:moveFrom><w:moveTo>{run('new place')}</w:moveTo>", ["new place"]),
        (f'<w:smartTag w:element="x">{run("tag")}</w:smartTag><w:customXml>{run("ged")}</w:customXml>', ["tagged"]),
        ("<m:oMath><m:r><m:t>≤ 150</m:t></m:r></m:oMath>", ["≤ 150"]),
        (f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('関')}</w:rubyBase></w:ruby></w:r>", ["関"]),
        (run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("b"), ["ab"]),
        (run("a \ufffc b"), ["a b"]),
        (begin("REF x") + run("result") + END, ["result"]),
        (begin("FORMTEXT") + run("30 euros") + END, ["30 euros"]),
        (begin("FORMTEXT") + run("\u2002\u2002\u2002\u2002\u2002") + END + run("!"), ["!"]),
        (begin("IF " + "1") + begin("REF y") + run("inner") + END + run(" outer") + END, ["inner outer"]),
        (f'<w:fldSimple w:instr="DATE">{run("4 May 2019")}</w:fldSimple>', ["4 May 2019"]),
        (run("Yes", "<w:strike/>") + run(" / No"), ["[-]"]),
        (run("Yes / ") + run("No", "<w:dstrike/>"), ["[+]"]),
        (run("A / ") + run("B", "<w:strike/>") + run(" / C"), ["A / B / C"]),
        (run("Gift: ") + run("Yes", '<w:u w:val="single"/>') + run(" / No"), ["Gift: [+]"]),
        (run("Gift: Yes / ") + run("No", '<w:highlight w:val="yellow"/>'), ["Gift: [-]"]),
        (run("Gift: ") + run("Oui", "<w:b/>") + run("/Non"), ["Gift: [+]"]),
        (run("Gift: ") + run("Yes / No", "<w:b/>"), ["Gift: Yes / No"]),
        (run("Gift: Yes / No"), ["Gift: Yes / No"]),
        (run("there is no gift", "<w:b/>"), ["there is no gift"]),
    ],
)
def test_what_a_reader_sees_of_a_paragraph(content: str, expected: list[str]) -> None:
    assert lines(reading(paragraph(content))) == expected


def test_a_break_starts_a_line_and_no_paragraph() -> None:
    found = list(lines_of(reading(paragraph('<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:br w:type="page"/><w:t>three</w:t></w:r>') + paragraph("four")).blocks))
    assert [(line.text, line.starts_paragraph, line.place.block) for line in found] == [
        ("One", True, 1),
        ("two", False, 1),
        ("three", True, 1),
        ("four", True, 2),
    ]


def test_breaks_that_only_fill_the_page_are_told_apart() -> None:
    long = "The measure moves the decision to the moment before the flight"
    found = reading(paragraph(f"<w:r><w:t>{long}</w:t><w:br/><w:t>leaves.</w:t><w:br/><w:t>weekly calls</w:t><w:br/><w:t>surveys</w:t></w:r>"))
    assert [line.wrapped for line in lines_of(found.blocks)] == [False, True, False, False]


def test_words_drawn_as_shapes_are_words() -> None:
    body = paragraph('<w:r><w:pict><v:shape style="width:300pt;height:40pt"><v:textpath string="Sea Mail"/></v:shape></w:pict></w:r>')
    assert lines(reading(body)) == ["Sea Mail"]


def test_diagrams_are_their_texts() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "diagramData", "diagrams/data1.xml")),
        "word/diagrams/data1.xml": '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Post</a:t></a:r></a:p><a:p/></d>',
    }
    frame = '<a:graphic><a:graphicData><dgm:relIds xmlns:dgm="urn:d" r:dm="rId1"/></a:graphicData></a:graphic>'
    assert lines(reading(paragraph(f"<w:r><w:drawing><wp:inline>{frame}</wp:inline></w:drawing></w:r>"), parts)) == ["Post"]


def test_charts_are_their_texts() -> None:
    title, series = "<a:p><a:r><a:t>Parcels</a:t></a:r></a:p>", "<c:ser><c:tx><c:v>2019</c:v></c:tx><c:val><c:v>17</c:v></c:val></c:ser>"
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": f'<c:chart xmlns:c="{chart}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{title}{series}</c:chart>',
    }
    frame = f'<a:graphic><a:graphicData><c:chart xmlns:c="{chart}" r:id="rId1"/></a:graphicData></a:graphic>'
    assert lines(reading(paragraph(f"<w:r><w:drawing><wp:inline>{frame}</wp:inline></w:drawing></w:r>"), parts)) == ["Parcels", "2019, 17"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines(reading(paragraph(run("One "), "<w:rPr><w:del/></w:rPr>") + paragraph("two") + paragraph("three"))) == ["One two", "three"]


def test_what_is_set_apart_is_told_with_its_place() -> None:
    content = (
        run("☐ Gift ")
        + run("USD 800", "<w:strike/>")
        + run(" or ")
        + run("free", '<w:highlight w:val="yellow"/>')
        + run(" [x]")
        + run("!", '<w:u w:val="single"/>')
    )
    (line,) = lines_of(reading(paragraph(content)).blocks)
    assert [(line.text[a:b], kind) for a, b, kind in line.emphasis] == [("USD 800", "struck"), ("free", "highlighted"), ("!", "underlined")]


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Pool"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pool"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
)


@pytest.mark.parametrize(
    ("content", "bold"),
    [
        (paragraph(run("Gift", "<w:b/>")), True),
        (paragraph(run("Gift", "<w:b/>") + run(": n/a")), False),
        (paragraph(run("Gift", "<w:b/>") + run(": ")), True),
        (paragraph(run("Gift", '<w:b w:val="0"/>')), False),
        (paragraph(run("Gift"), '<w:pStyle w:val="Heading1"/>'), True),
        (paragraph(run("Gift"), '<w:pStyle w:val="Sub"/>'), True),
        (paragraph(run("Gift", '<w:rStyle w:val="Strong"/>')), True),
        (paragraph(run("Gift", '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="Heading1"/>'), False),
        (paragraph(run("Gift", '<w:b w:val="false"/>'), '<w:pStyle w:val="Heading1"/>'), False),
        (paragraph(run("Gift"), '<w:pStyle w:val="Loop"/>'), False),
        (paragraph(run("Gift"), '<w:pStyle w:val="NoSuch"/>'), False),
        (paragraph(run("Gift", "<w:b/>"), "<w:pPrChange><w:pPr/></w:pPrChange>"), True),
    ],
)
def test_bold_is_direct_or_by_style(content: str, bold: bool) -> None:
    assert [line.bold for line in lines_of(reading(content, {"word/styles.xml": STYLES}).blocks)] == [bold]


def test_text_hidden_by_a_style_is_hidden() -> None:
    assert lines(reading(paragraph(run("a") + run("b", '<w:rStyle w:val="Ghost"/>')), {"word/styles.xml": STYLES})) == ["a"]


def test_styles_with_another_prefix_are_found() -> None:
    styles = STYLES.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    assert [line.bold for line in lines_of(reading(paragraph(run("G"), '<w:pStyle w:val="Sub"/>'), {"word/styles.xml": styles}).blocks)] == [True]


# Links

RELATED: dict[str, str | bytes] = {
    "word/_rels/document.xml.rels": relationships(("rId7", "hyperlink", "https://customs.example/a"), ("rId8", "image", "media/a.png"))
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            run("See ") + f'<w:hyperlink r:id="rId7">{run("the ")}{run("guide")}</w:hyperlink>' + run("."),
            ("See the guide.", 4, 13, "https://customs.example/a"),
        ),
        (run("[x]  ") + f'<w:hyperlink r:id="rId7">{run("guide")}</w:hyperlink>', ("\ufffc guide", 2, 7, "https://customs.example/a")),
        (begin('HYPERLINK "https://customs.example/b"') + run("guide") + END, ("guide", 0, 5, "https://customs.example/b")),
        (begin("HYPERLINK mailto:a@b.example") + run("guide") + END, ("guide", 0, 5, "mailto:a@b.example")),
        (f"<w:fldSimple w:instr=' HYPERLINK \"https://customs.example/c\" '>{run('guide')}</w:fldSimple>", ("guide", 0, 5, "https://customs.example/c")),
        (f'<w:hyperlink r:id="rId7">{run("☒")}{run(" guide")}</w:hyperlink>', ("\ufffc guide", 0, 7, "https://customs.example/a")),
    ],
)
def test_links_keep_their_place(content: str, expected: tuple[str, int, int, str]) -> None:
    (line,) = lines_of(reading(paragraph(content), RELATED).blocks)
    assert [(line.text, *link) for link in line.links] == [expected]


@pytest.mark.parametrize("content", [f'<w:hyperlink w:anchor="top">{run("up")}</w:hyperlink>', begin('HYPERLINK \\l "top"') + run("up") + END])
def test_links_inside_the_document_are_none(content: str) -> None:
    (line,) = lines_of(reading(paragraph(content), RELATED).blocks)
    assert (line.text, line.links) == ("up", ())


def test_a_field_that_never_ends_swallows_nothing() -> None:
    lost = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>'
    assert lines(reading(paragraph(lost + run("here")) + paragraph("there"))) == ["there"]


def test_a_link_over_two_paragraphs_is_two_links() -> None:
    found = reading(paragraph(begin('HYPERLINK "https://x.example"') + run("one")) + paragraph(run("two") + END))
    assert [link.target for line in lines_of(found.blocks) for link in line.links] == ["https://x.example"] * 2


# Content controls and legacy fields that hold text


def control(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = run("Click or tap here to enter text.", '<w:rStyle w:val="PlaceholderText"/>')


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (paragraph(run("Title: ") + control("<w:text/>", run("Parcels"))), ["Title: Parcels"]),
        (paragraph(run("Title: ") + control("<w:showingPlcHdr/><w:text/>", PROMPT)), ["Title:"]),
        (paragraph(run("Title: ") + control("<w:showingPlcHdr/><w:text/>", run("Cliquez ici pour taper du texte."))), ["Title:"]),
        (paragraph(run("Title: ") + control("<w:showingPlcHdr/><w:text/>", run("Parcels for all"))), ["Title: Parcels for all"]),
        (paragraph(run("Title: ") + control("<w:text/>", run("Click or tap here to enter text."))), ["Title:"]),
        (paragraph(run("Title: ") + control("<w:text/>", run("Click and collect for parcels"))), ["Title: Click and collect for parcels"]),
        (paragraph(run("Title: ") + control('<w:showingPlcHdr w:val="0"/><w:text/>', run("Parcels"))), ["Title: Parcels"]),
        (control("<w:showingPlcHdr/>", paragraph(PROMPT)) + paragraph("after"), ["after"]),
        (control("", paragraph("whole paragraph")), ["whole paragraph"]),
        (control("", table(["a", "b"])), ["a", "b"]),
        (paragraph(control('<w:dropDownList><w:listItem w:value="1"/></w:dropDownList>', run("Existing Practice"))), ["Existing Practice"]),
        (paragraph(control('<w:date w:fullDate="2019-05-04T00:00:00Z"/>', run("4 May 2019"))), ["4 May 2019"]),
        (paragraph(control("", control("", run("nested")))), ["nested"]),
    ],
)
def test_a_control_is_what_it_shows(content: str, expected: list[str]) -> None:
    assert lines(reading(content)) == expected


@pytest.mark.parametrize(("text", "expected"), [("Ask your ministry", ["Title:"]), ("Sea mail", ["Title: Sea mail"])])
def test_the_glossary_knows_a_placeholder(text: str, expected: list[str]) -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "glossaryDocument", "glossary/document.xml")),
        "word/glossary/document.xml": part("glossaryDocument", f"<w:docParts><w:docPart>{paragraph('Ask your ministry')}</w:docPart></w:docParts>"),
    }
    body = paragraph(run("Title: ") + control("<w:showingPlcHdr/>", run(text, '<w:rStyle w:val="PlaceholderText"/>')))
    assert lines(reading(body, parts)) == expected


def test_an_empty_cell_control_keeps_its_column() -> None:
    body = f"<w:tbl><w:tr>{control('<w:showingPlcHdr/>', f'<w:tc>{paragraph(PROMPT)}</w:tc>')}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    assert [(each.column, lines(each.blocks)) for each in only_table(reading(body)).cells] == [(0, []), (1, ["b"])]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [('<w:result w:val="1"/>', "Kind: Pilot"), ('<w:default w:val="2"/>', "Kind: Existing Practice"), ("", "Kind:"), ('<w:result w:val="9"/>', "Kind:")],
)
def test_a_drop_down_field_is_the_entry_it_shows(entries: str, expected: str) -> None:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("Choose one", "Pilot", "Existing Practice"))
    data = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}{listed}</w:ddList></w:ffData></w:fldChar></w:r>'
    assert lines(reading(paragraph(run("Kind: ") + data + "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>" + END))) == [expected]


# Lists

DECIMAL = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
LETTER = '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>'
BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'


def listed(found: list[Line]) -> list[tuple[str, int, str, str]]:
    """Bullet, level, number and text of each line."""
    return [(line.bullet, line.level, line.number, line.text) for line in found]


def test_list_numbers_count_as_they_are_printed() -> None:
    body = item("one") + item("deep", 1) + item("deeper", 1) + item("two") + item("again", 1) + paragraph("no item") + item("three")
    assert listed(list(lines_of(reading(body, numbering(DECIMAL, LETTER)).blocks))) == [
        ("1.", 0, "1", "one"),
        ("1.", 1, "a", "deep"),
        ("1.", 1, "b", "deeper"),
        ("1.", 0, "2", "two"),
        ("1.", 1, "a", "again"),
        ("", 0, "", "no item"),
        ("1.", 0, "3", "three"),
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ('<w:numFmt w:val="upperRoman"/><w:start w:val="4"/><w:lvlText w:val="%1."/>', "IV"),
        ('<w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/>', "01"),
        ('<w:numFmt w:val="upperLetter"/><w:start w:val="28"/><w:lvlText w:val="(%1)"/>', "BB"),
        ('<w:numFmt w:val="decimal"/><w:lvlText w:val="Step %1:"/>', "Step 1"),
    ],
)
def test_number_formats(level: str, expected: str) -> None:
    assert listed(list(lines_of(reading(item("x"), numbering(level)).blocks))) == [("1.", 0, expected, "x")]


def test_a_list_may_come_from_a_style_and_be_taken_back() -> None:
    body = paragraph(run("item"), '<w:pStyle w:val="ListBullet"/>') + paragraph(
        run("none"), '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    found = reading(body, {**numbering(BULLET), "word/styles.xml": STYLES})
    assert listed(list(lines_of(found.blocks))) == [("-", 0, "", "item"), ("", 0, "", "none")]


def test_lists_start_anew_where_they_are_told_to() -> None:
    parts: dict[str, str | bytes] = {
        "word/numbering.xml": part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{DECIMAL}</w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
        )
    }
    found = reading(item("a") + item("b") + item("c", list_id=2) + item("d", list_id=2) + item("lost", list_id=9), parts)
    assert [line.number for line in lines_of(found.blocks)] == ["1", "2", "1", "2", ""]


@pytest.mark.parametrize(
    ("content", "bullet", "text"),
    [
        ("• Mapping", "-", "Mapping"),
        ("\uf0b7 Mapping", "-", "Mapping"),
        ("- Mapping", "-", "Mapping"),
        ("– Mapping", "-", "Mapping"),
        ("-", "", "-"),
        ("-5 per cent", "", "-5 per cent"),
        ("o processo", "", "o processo"),
        ("1. March 2019", "", "1. March 2019"),
    ],
)
def test_typed_bullets(content: str, bullet: str, text: str) -> None:
    (line,) = lines_of(reading(paragraph(run(content))).blocks)
    assert (line.bullet, line.text) == (bullet, text)


def test_an_o_in_courier_is_a_bullet() -> None:
    (line,) = lines_of(reading(paragraph(run("o ", '<w:rFonts w:ascii="Courier New"/>') + run("Mapping"))).blocks)
    assert (line.bullet, line.text) == ("-", "Mapping")


def test_typed_numbers_that_count_up_are_a_list() -> None:
    found = reading(paragraph("1. Value Added Considerations") + paragraph("2. Further Reflections") + paragraph("4. April 2019"))
    assert listed(list(lines_of(found.blocks))) == [
        ("1.", 0, "1", "Value Added Considerations"),
        ("1.", 0, "2", "Further Reflections"),
        ("", 0, "", "4. April 2019"),
    ]


def test_indents_make_levels() -> None:
    body = "".join(paragraph(run(f"• {text}"), f'<w:ind w:left="{left}"/>') for text, left in (("a", 360), ("b", 1080), ("c", 1080), ("d", 360)))
    assert [line.level for line in lines_of(reading(body).blocks)] == [0, 1, 1, 0]


def test_typed_indents_make_levels() -> None:
    body = "".join(paragraph(run(text)) for text in ("- a", "  - b", "  - c", "- d"))
    assert [line.level for line in lines_of(reading(body).blocks)] == [0, 1, 1, 0]


def test_bold_prompts_are_no_part_of_the_list_below_them() -> None:
    body = paragraph(run("1. Actions", "<w:b/>")) + paragraph(run("2. Solution", "<w:b/>")) + item("answer")
    assert [line.level for line in lines_of(reading(body, numbering(BULLET + '<w:pPr><w:ind w:left="720"/></w:pPr>')).blocks)] == [0, 0, 0]


# Tables


def test_merged_cells_stand_once() -> None:
    body = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>tall</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:hMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>old</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert grid(only_table(reading(body))) == [
        (0, 0, 1, 2, ["wide"]),
        (0, 2, 1, 1, []),
        (1, 0, 2, 1, ["tall"]),
        (1, 1, 1, 1, []),
        (1, 2, 1, 1, []),
        (2, 1, 1, 2, ["old"]),
    ]


def test_deleted_rows_and_cells_are_gone_and_skipped_columns_count() -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>no</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert grid(only_table(reading(body))) == [(0, 1, 1, 1, ["b"])]


def test_a_table_in_a_cell_stands_where_it_is() -> None:
    outer = only_table(reading(table([paragraph("before") + table(["in", "side"]) + paragraph("after"), "right"])))
    first = outer.cells[0].blocks
    assert [type(block) for block in first] == [Line, Table, Line]
    assert lines(first) == ["before", "in", "side", "after"]


def test_text_boxes_are_read_once_and_where_they_are_anchored() -> None:
    body = (
        paragraph("above") + paragraph(textbox(paragraph("boxed") + table(["a", "b"])) + run("anchor")) + paragraph(run("text ") + textbox(paragraph("later")))
    )
    assert lines(reading(body)) == ["above", "boxed", "a", "b", "anchor", "text", "later"]


def test_grouped_text_boxes_are_read_from_the_top() -> None:
    def at(top: int, text: str) -> str:
        frame = f'<a:xfrm><a:off x="0" y="{top}"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        return f"<wps:wsp><wps:spPr>{frame}</wps:spPr><wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx></wps:wsp>"

    drawing = f"<a:graphic><a:graphicData><wpg:wgp>{at(5000, 'second')}{at(100, 'first')}</wpg:wgp></a:graphicData></a:graphic>"
    assert lines(reading(paragraph(f"<w:r><w:drawing><wp:anchor>{drawing}</wp:anchor></w:drawing></w:r>"))) == ["first", "second"]


# Columns without a table


def tabbed(*texts: str, stops: str = "") -> str:
    """A paragraph whose texts are parted by tabs."""
    content = "<w:r>" + "<w:tab/>".join(f'<w:t xml:space="preserve">{text}</w:t>' if text else "" for text in texts) + "</w:r>"
    return paragraph(content, f"<w:tabs>{stops}</w:tabs>" if stops else "")


def test_lines_with_as_many_tabs_are_rows() -> None:
    found = reading(tabbed("Customs Duty", "USD 800") + tabbed("Gift", "", "n/a") + paragraph("after"))
    assert grid(only_table(found)) == [(0, 0, 1, 1, ["Customs Duty"]), (0, 1, 1, 1, ["USD 800"]), (1, 0, 1, 1, ["Gift"]), (1, 1, 1, 1, ["n/a"])]


def test_with_tab_stops_of_its_own_each_tab_is_a_column() -> None:
    stops = '<w:tab w:val="left" w:pos="2000"/><w:tab w:val="left" w:pos="4000"/>'
    found = reading(tabbed("a", "", "c", stops=stops) + tabbed("d", "e", "f", stops=stops))
    assert [(each.row, each.column, lines(each.blocks)) for each in only_table(found).cells] == [
        (0, 0, ["a"]),
        (0, 1, []),
        (0, 2, ["c"]),
        (1, 0, ["d"]),
        (1, 1, ["e"]),
        (1, 2, ["f"]),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (tabbed("Country:", "Korea"), ["Country: Korea"]),
        (tabbed("Country:", "Korea") + tabbed("Title:", "Parcels"), ["Country: Korea", "Title: Parcels"]),
        (tabbed("☐ Pilot", "☒ Existing Practice"), ["[-] Pilot [+] Existing Practice"]),
        (tabbed("", "indented"), ["indented"]),
        (tabbed("•", "one") + tabbed("•", "two"), ["one", "two"]),
    ],
)
def test_other_tabs_are_spaces(body: str, expected: list[str]) -> None:
    found = reading(body)
    assert all(isinstance(block, Line) for block in found.blocks)
    assert lines(found) == expected


def test_two_bold_headings_side_by_side_are_two_cells() -> None:
    heads = paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>E-commerce at Glance</w:t><w:tab/><w:t>Stakeholders Involved</w:t></w:r>")
    assert [lines(each.blocks) for each in only_table(reading(heads + paragraph("text"))).cells] == [["E-commerce at Glance"], ["Stakeholders Involved"]]


def test_marks_and_links_stay_in_their_column() -> None:
    row = paragraph(f'{run("☐ Gift")}<w:r><w:tab/></w:r><w:hyperlink r:id="rId7">{run("☒ guide")}</w:hyperlink>')
    cells = only_table(reading(row + row, RELATED)).cells
    assert [lines(each.blocks) for each in cells] == [["[-] Gift"], ["[+] guide"]] * 2
    assert [link[:2] for line in lines_of(cells[1].blocks) for link in line.links] == [(0, 7)]


def test_an_empty_left_column_is_a_column() -> None:
    found = reading(tabbed("☐ Pilot", "☐ Data") + tabbed("☒ Practice", "☒ Safety") + tabbed("", "☐ Revenue") + tabbed("", "long text " * 20))
    assert [(each.row, each.column, lines(each.blocks)) for each in only_table(found).cells][4:] == [(2, 0, []), (2, 1, ["[-] Revenue"])]


def test_lines_without_a_tab_after_the_rows_are_lines() -> None:
    stop = '<w:tab w:val="right" w:pos="8600"/>'
    found = reading(tabbed("a", "b", stops=stop) + tabbed("c", "d", stops=stop) + tabbed("Date", stops=stop) + tabbed("May 2019", stops=stop))
    assert lines(found)[-2:] == ["Date", "May 2019"]
    assert len(only_table(found).cells) == 4


def test_a_line_without_a_tab_may_be_a_row_that_ends_early() -> None:
    stop = '<w:tab w:val="left" w:pos="5103"/>'
    found = reading(tabbed("a", "b", stops=stop) + tabbed("c", "d", stops=stop) + tabbed("e", stops=stop) + tabbed("f"))
    assert [(each.row, each.column, lines(each.blocks)) for each in only_table(found).cells][4:] == [(2, 0, ["e"]), (2, 1, [])]
    assert lines(found)[-1] == "f"


def test_thousands_of_indented_lines_are_lines() -> None:
    assert lines(reading(tabbed("", "x") * 3000)) == ["x"] * 3000
