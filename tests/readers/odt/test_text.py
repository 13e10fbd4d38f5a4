"""Text of an OpenDocument file: paragraphs, lists, tables, notes, changes, running lines."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.document import Line, Table, lines_of
from tests.readers.docx.making import grid, lines, only_table
from tests.readers.odt.making import content, item, listed, p, package, reading, root, style, styles, table

NUMBERED = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
MIXED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("  one \n   two  ", ["one two"]),
        ("one <text:span> two</text:span>", ["one two"]),
        ('one<text:s text:c="3"/>two', ["one two"]),
        ("one<text:tab/>two", ["one two"]),
        ("one<text:line-break/>two", ["one", "two"]),
        ("one<text:soft-page-break/> two", ["one two"]),
        ('<text:page-number text:select-page="current">3</text:page-number> of 4', ["3 of 4"]),
        ("one<office:annotation><dc:creator>A</dc:creator><text:p>why?</text:p></office:annotation> two", ["one two"]),
        ('one<text:bookmark text:name="b"/> two', ["one two"]),
        ("<text:ruby><text:ruby-base>one</text:ruby-base><text:ruby-text>two</text:ruby-text></text:ruby>", ["one"]),
        ("<text:placeholder>&lt;Country&gt;</text:placeholder>one", ["one"]),
        ('<text:text-input text:description="Country">Norway</text:text-input>', ["Norway"]),
        ('<text:text-input text:description="Country">Country</text:text-input>', []),
        ('<text:drop-down><text:label text:value="Peru"/><text:label text:value="Chile"/>Chile</text:drop-down>', ["Chile"]),
    ],
)
def test_what_a_paragraph_holds(inner: str, expected: list[str]) -> None:
    assert lines(reading(p(inner))) == expected


def test_hidden_text_is_not_read_and_struck_text_is_told_apart() -> None:
    automatic = style("H", "text", 'text:display="none"') + style("S", "text", 'style:text-line-through-style="solid"')
    found = reading(p('one <text:span text:style-name="H">two</text:span><text:span text:style-name="S">three</text:span> four'), automatic)
    (line,) = lines_of(found.blocks)
    assert [(line.text[a:b], kind) for a, b, kind in line.emphasis] == [("three", "struck")]
    assert line.text == "one three four"


def test_tracked_changes_are_read_as_accepted() -> None:
    region = '<text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>'
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    assert lines(reading(changes + p('kept<text:change text:change-id="c1"/> <text:change-start text:change-id="c2"/>new<text:change-end/>'))) == ["kept new"]


def test_bold_comes_from_the_style_and_its_parents() -> None:
    common = style("Head", "paragraph", 'fo:font-weight="bold"')
    automatic = style("P1", "paragraph", "", 'style:parent-style-name="Head"') + style("N", "text", 'fo:font-weight="normal"')
    found = reading(p("one", "P1") + p('one <text:span text:style-name="N">two</text:span>', "P1") + p("two"), automatic, parts={"styles.xml": styles(common)})
    assert [line.bold for line in lines_of(found.blocks)] == [True, False, False]


def test_links_stand_over_their_words() -> None:
    (line,) = lines_of(reading(p('see <text:a xlink:href="https://www.toll.no/">the page</text:a>, <text:a xlink:href="#top">above</text:a>')).blocks)
    assert [(line.text[a:b], target) for a, b, target in line.links] == [("the page", "https://www.toll.no/")]


def test_lists_are_numbered_nested_and_continued() -> None:
    first = listed(item("one", listed(item("inner"), item("inner"))), item("two", "more"), more='xml:id="list1"')
    found = reading(first + p("between") + listed(item("three"), more='text:continue-list="list1"') + listed(item("new")), MIXED)
    assert [(line.bullet, line.number, line.level, line.text) for line in lines_of(found.blocks)] == [
        ("1.", "a", 0, "one"),
        ("-", "", 1, "inner"),
        ("-", "", 1, "inner"),
        ("1.", "b", 0, "two"),
        ("", "", 0, "more"),
        ("", "", 0, "between"),
        ("1.", "c", 0, "three"),
        ("1.", "a", 0, "new"),
    ]


def test_a_list_starts_where_it_says_and_a_header_has_no_number() -> None:
    header = f"<text:list-header>{p('head')}</text:list-header>"
    found = reading(listed(header, item("one", more='text:start-value="5"'), item("two")), NUMBERED)
    assert [(line.number, line.text) for line in lines_of(found.blocks)] == [("", "head"), ("5", "one"), ("6", "two")]


def test_numbered_paragraphs_are_items() -> None:
    one = '<text:numbered-paragraph text:list-id="x" text:style-name="L" text:level="1">'
    found = reading(f"{one}{p('one')}</text:numbered-paragraph>{one}{p('two')}</text:numbered-paragraph>", NUMBERED)
    assert [(line.bullet, line.number) for line in lines_of(found.blocks)] == [("1.", "1"), ("1.", "2")]


def test_cells_span_and_cover_and_repeat() -> None:
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell>'
    tall = '<table:table-cell table:number-rows-spanned="2"><text:p>b</text:p></table:table-cell>'
    twice = '<table:table-cell table:number-columns-repeated="2"><text:p>c</text:p></table:table-cell>'
    found = reading(table([wide, "<table:covered-table-cell/>", tall], [twice, "<table:covered-table-cell/>"]))
    assert grid(only_table(found)) == [(0, 0, 1, 2, ["a"]), (0, 2, 2, 1, ["b"]), (1, 0, 1, 1, ["c"]), (1, 1, 1, 1, ["c"])]


def test_rows_stand_in_groups_and_headers_and_hidden_ones_are_not_read() -> None:
    row = "<table:table-row{}><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    hidden = row.format(' table:visibility="collapse"', "no")
    inner = f"<table:table-header-rows>{row.format('', 'head')}</table:table-header-rows><table:table-row-group>{row.format('', 'one')}</table:table-row-group>"
    assert lines(reading(f"<table:table>{inner}{hidden}</table:table>")) == ["head", "one"]


def test_repetition_is_bounded() -> None:
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
    assert len(only_table(reading(f"<table:table>{row}</table:table-row></table:table>")).cells) < 4000


def test_tables_nest() -> None:
    inner = table(["x"]).replace("<table:table>", '<table:table table:is-sub-table="true">')
    found = only_table(reading(table([f"<table:table-cell>{inner}</table:table-cell>"])))
    assert isinstance(found.cells[0].blocks[0], Table)


def test_text_boxes_are_read_where_they_are_anchored() -> None:
    box = f'<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box>{p("inside")}</draw:text-box></draw:frame>'
    shape = f'<draw:custom-shape svg:width="5cm" svg:height="2cm">{p("in a shape")}<draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>'
    assert lines(reading(p(f"{box}before") + p(f"after{shape}") + box)) == ["inside", "before", "after", "in a shape", "inside"]


def test_sections_and_indexes_only_enclose() -> None:
    hidden = f'<text:section text:display="none">{p("hidden")}</text:section>'
    index = f"<text:table-of-content><text:table-of-content-source/><text:index-body>{p('entry')}</text:index-body></text:table-of-content>"
    assert lines(reading(f"<text:section>{p('one')}</text:section>{hidden}{index}")) == ["one", "entry"]


def test_notes_and_comments_stand_beside_the_text() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('the note')}</text:note-body></text:note>"
    comment = f"<office:annotation><dc:creator>A. Reader</dc:creator>{p('why?')}</office:annotation>"
    found = reading(p(f"one{note} two") + p(f"three{comment}"))
    assert (lines(found), [line.text for line in found.remarks]) == (["one two", "three"], ["the note", "why?"])


def test_running_lines_are_furniture() -> None:
    master = f'<style:header>{p("head")}</style:header><style:footer style:display="false">{p("hidden")}</style:footer>'
    found = reading(p("one"), parts={"styles.xml": styles(master=master)})
    assert ([line.text for line in found.furniture], lines(found)) == (["head"], ["one"])


def test_a_flag_names_a_country_beside_the_text() -> None:
    flag = '<draw:frame svg:width="2cm" svg:height="1cm"><draw:image xlink:href="Pictures/a.png"/><svg:title>Flag of Norway</svg:title></draw:frame>'
    found = reading(p(flag + "one"))
    assert [line.text for line in found.furniture] == ["Norway"]


@pytest.mark.parametrize(("meta", "expected"), [("<dc:date>2020-02-11T09:30:00</dc:date>", date(2020, 2, 11)), ("<dc:date>soon</dc:date>", None), ("", None)])
def test_the_date_of_last_change(meta: str, expected: date | None) -> None:
    assert reading(p("one"), parts={"meta.xml": root("document-meta", f"<office:meta>{meta}</office:meta>")}).modified == expected


def test_paragraphs_are_counted() -> None:
    found = reading(p("one") + p("") + table(["two"]))
    assert [line.place.block for line in lines_of(found.blocks)] == [1, 3]
    assert isinstance(found.blocks[0], Line)


def test_one_xml_id_for_two_lists_is_no_reason_to_read_nothing() -> None:
    assert len(lines(reading(listed(item("one"), more='xml:id="a"') + listed(item("two"), more='xml:id="a"')))) == 2


def test_a_part_that_can_be_done_without_is_told_of() -> None:
    found = reading(p("one"), parts={"styles.xml": "<broken"})
    assert lines(found) == ["one"]
    assert any("styles.xml" in note for note in found.notes)
    assert package(content(""))
