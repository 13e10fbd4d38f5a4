"""Tables, and layouts that are tables to the eye."""

from __future__ import annotations

import pytest

from extractor.document import Table
from extractor.errors import Unreadable
from extractor.markup import blocks_of
from tests.markup.shown import shown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td colspan=2>c</table>", ["0.0: a", "0.1: b", "1.0+2: c"]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", ["0.0v2: a", "0.1: b", "1.1: c"]),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c</table>", ["0.0v2: a", "0.1: b", "1.1: c"]),
        (
            "<table><tfoot><tr><td>f<td>g</tfoot><thead><tr><th>h<th>i</thead><tr><td>b<td>c</table>",
            ["0.0: h", "0.1: i", "1.0: b", "1.1: c", "2.0: f", "2.1: g"],
        ),
        ("<table><caption>Cap</caption><tr><td>a<td>b</table>", ["Cap", "0.0: a", "0.1: b"]),
        ("<table><tr><td>a<td><table><tr><td>n<td>m</table></table>", ["0.0: a", "0.1: 0.0: n / 0.1: m"]),
        ("<table><tr><td>framed<p>page</table>", ["framed", "page"]),
        ("<table><tr><td><table><tr><td>a<td>b</table></table>", ["0.0: a", "0.1: b"]),
        ("<table><tr><td>x<td></table>", ["0.0: x", "0.1: "]),
        ("<td>loose<td>cells<tr><td>rows", ["0.0: loose", "0.1: cells", "1.0+2: rows"]),
        ("<p>before<table><tr><td>a<td>b</table>after", ["before", "0.0: a", "0.1: b", "after"]),
        ("<table><tr><td colspan=4>a<tr><td colspan=2>b<td colspan=2>c</table>", ["0.0+2: a", "1.0: b", "1.1: c"]),
    ],
)
def test_tables_keep_their_grid(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


def test_huge_spans_are_no_wider_than_the_table() -> None:
    (table,) = blocks_of("<table><tr><td colspan=99999999 rowspan=99999999>a<tr><td>b<td>c</table>")
    assert isinstance(table, Table)
    assert table.columns <= 3
    assert table.cells[0].row_span == 2


_GRID = "<style>.g{display:grid;grid-template-columns:%s}.w{grid-column:1/-1}</style>"
_FLEX = "<style>.r{display:flex}.c{flex:1}</style>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            _GRID % "1fr 1fr" + "<div class=g><div class=w>T</div><div>a</div><div>b</div><div>c</div><div>d</div></div>",
            ["0.0+2: T", "1.0: a", "1.1: b", "2.0: c", "2.1: d"],
        ),
        (_GRID % "repeat(2, minmax(0, 1fr))" + "<div class=g><div>a</div><div>b</div></div>", ["0.0: a", "0.1: b"]),
        (_GRID % "repeat(auto-fit, 9em)" + "<div class=g><div>a</div><div>b</div></div>", ["a", "b"]),
        (_FLEX + "<div class=r><div class=c>a</div><div class=c>b</div></div><div class=r><div class=c>w</div></div>", ["0.0: a", "0.1: b", "1.0+2: w"]),
        (_FLEX + "<div class=r><label><input type=checkbox>A</label><label>B</label></div>", ["[ ] A B"]),
        ("<div style='display:flex;flex-direction:column'><span>a</span><span>b</span></div>", ["a", "b"]),
        ("<div style='display:flex;justify-content:space-between'><span>Duty</span><span>800</span></div>", ["0.0: Duty", "0.1: 800"]),
        (
            "<div style='display:flex;flex-wrap:wrap'><div style='width:50%'>a</div><div style='width:50%'>b</div><div style='width:50%'>c</div></div>",
            ["0.0: a", "0.1: b", "1.0+2: c"],
        ),
        (
            "<style>.l{float:left;width:50%}.r{float:right;width:50%}</style><div><div class=l>a</div><div class=r>b</div><div class=clear></div></div>",
            ["0.0: a", "0.1: b"],
        ),
        (
            "<div style='display:table'><p style='display:table-row'><b style='display:table-cell'>a</b><i style='display:table-cell'>b</i></p></div>",
            ["0.0: a", "0.1: b"],
        ),
        ("<div class=row><div class=col-md-6>a</div><div class=col-md-6>b</div></div>", ["0.0: a", "0.1: b"]),
        ("<script src=tailwind.js></script><div class='grid grid-cols-2'><p>a</p><p>b</p></div>", ["0.0: a", "0.1: b"]),
        (
            "<div><div><div>a</div><div>b</div></div><div><div>w</div></div><div><div>c</div><div>d</div></div></div>",
            ["0.0: a", "0.1: b", "1.0+2: w", "2.0: c", "2.1: d"],
        ),
        ("<div><div>a</div><div>b</div><div>c</div></div>", ["a", "b", "c"]),
        ("<dl><dt>Duty<dd>800<dt>Taxes<dt>VAT<dd>n/a<dd>nil</dl>", ["0.0: Duty", "0.1: 800", "1.0: Taxes / VAT", "1.1: n/a / nil"]),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", ["0.0: a", "0.1: b"]),
        ("<dl><dd>only<dd>indented</dl>", ["only", "indented"]),
    ],
)
def test_boxes_side_by_side_are_a_table(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "x",
        "<table><tr><td>a<td>" * 100 + "x",
        "<p " + " ".join(f"a{number}=1" for number in range(9000)) + ">x",
        "<style>" + "div div div div{color:red}" * 5000 + "</style>" + "<div id=x><div>" * 150 + "x",
    ],
)
def test_pages_built_to_exhaust_a_reader_are_refused(html: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        blocks_of(html)
    assert refusal.value.code == "too-large"


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + "<tr><td rowspan=60000 colspan=1000>x" * 300 + "</table>",
        "<style>" + "{" * 20_000 + "</style><p>x",
        "<p>" + "&amp;" * 20_000,
        "<" * 20_000 + "<p>x",
        "<!DOCTYPE html [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;",
        "<svg width=9 height=9><symbol id=a><use href='#a'/></symbol><use href='#a'/></svg>x",
        "<div role=checkbox id=a aria-labelledby='a b'>x<i id=b aria-labelledby=a></i></div>",
        "<p>a\x00b\ufffc\ufdd0c",
        "<span>" * 1000 + "x",
    ],
)
def test_odd_pages_are_read(html: str) -> None:
    assert shown(html)
