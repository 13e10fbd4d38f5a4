"""Lines: white space, breaks, links, bold, bullets and numbers, what is hidden."""

from __future__ import annotations

import pytest

from extractor.document import Line, Link
from extractor.markup import blocks_of, content_of
from tests.markup.shown import shown


def lines(html: str) -> list[Line]:
    return [block for block in blocks_of(html) if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("just  some\n words", ["just some words"]),
        ("", []),
        ("<p> a <b> b </b>c&nbsp;</p>", ["a b c"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<h1>Title</h1>text<p>more", ["Title", "text", "more"]),
        ("<pre>a\n  b\n\nc</pre>", ["a", "b", "c"]),
        ("<p style='white-space: pre-line'>a\nb</p>", ["a", "b"]),
        ("<p>soft&shy;hyphen zero&#8203;width</p>", ["softhyphen zerowidth"]),
        ("<p>&amp;#9744;&amp;nbsp;twice escaped</p>", ["[ ] twice escaped"]),
        ("<p><q>Quoted</q></p>", ["“Quoted”"]),
        ("<p>漢<ruby>字<rp>(</rp><rt>じ</rt></ruby></p>", ["漢字"]),
        ("<span>Duty</span><span style='padding-left:1em'>800</span>", ["Duty 800"]),
        ("<span>Du</span><span>ty</span>", ["Duty"]),
        ("<style>p{}</style><label>first in the page</label>", ["first in the page"]),
    ],
)
def test_inline_content_becomes_lines_as_a_browser_breaks_them(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


def test_a_break_goes_on_with_the_paragraph_and_an_empty_line_ends_it() -> None:
    found = lines("<p>One<br>Two<br><br>Three</p><p>Four</p>")
    assert [(line.text, line.starts_paragraph) for line in found] == [("One", True), ("Two", False), ("Three", True), ("Four", True)]


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>no</p>",
        "<p style='display: none !important'>no</p>",
        "<p style='visibility:hidden'>no</p>",
        "<style>.x .y{display:none}</style><div class=x><p class=y>no</p></div>",
        "<style>@media screen{.y{display:none}}</style><p class=y>no</p>",
        "<template>no</template><script>no</script><noscript>no</noscript><title>no</title>",
        "<dialog>no</dialog>",
        "<select><option value=''>no</option><option>US</option></select>",
        "<input type=hidden value=no><input type=submit value=no><button>no</button>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(html: str) -> None:
    assert shown(html + "<p>yes</p>") == ["yes"]


@pytest.mark.parametrize(
    "html",
    [
        "<style>@media print{p{display:none}}</style><p>yes</p>",
        "<style>p:hover{display:none} p::selection{display:none} .no p{display:none}</style><p>yes</p>",
        "<style>p{display:none} p.a{display:block}</style><p class=a>yes</p>",
        "<style>p.a{display:block !important} #b{display:none}</style><p class=a id=b>yes</p>",
        "<p style='visibility:hidden'><span style='visibility:visible'>yes</span></p>",
        "<div aria-hidden=true>yes</div>",
        "<dialog open>yes</dialog>",
        "<details><summary>yes</summary></details>",
    ],
)
def test_what_a_browser_shows_is_read(html: str) -> None:
    assert shown(html) == ["yes"]


def test_deleted_text_is_left_out_and_noted() -> None:
    content = content_of("<p>keep <del>gone</del><ins>new</ins></p>")
    assert [line.text for line in content.blocks if isinstance(line, Line)] == ["keep new"]
    assert content.notes == ("text marked as deleted was left out: gone",)


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        ("<p><b>all</b></p>", True),
        ("<p><b>part</b> only</p>", False),
        ("<h2>heading</h2>", True),
        ("<h2 style='font-weight:normal'>heading</h2>", False),
        ("<p style='font: bold 12pt Arial'>all</p>", True),
        ("<style>.c2{font-weight:700}</style><p><span class=c2>all</span></p>", True),
        ("<p><strong>☐ marks</strong> </p>", True),
    ],
)
def test_a_line_is_bold_where_all_of_it_is(html: str, bold: bool) -> None:
    assert lines(html)[0].bold is bold


@pytest.mark.parametrize(
    ("html", "text", "links"),
    [
        ("See <a href='https://x.org/a'>the <b>page</b></a>, now", "See the page, now", (Link(4, 12, "https://x.org/a"),)),
        ("<a href=mailto:a@b.org> a@b.org </a>x", "a@b.org x", (Link(0, 7, "mailto:a@b.org"),)),
        ("☐ <a href=http://x.org>x</a> <a href=#top>up</a>", "\ufffc x up", (Link(2, 3, "http://x.org"),)),
        ("<a href='https://www.google.com/url?q=https://real.example/p&amp;sa=D'>r</a>", "r", (Link(0, 1, "https://real.example/p"),)),
        ("<a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fr.example%2F&amp;data=1'>r</a>", "r", (Link(0, 1, "https://r.example/"),)),
    ],
)
def test_links_keep_their_place_and_lose_a_redirector(html: str, text: str, links: tuple[Link, ...]) -> None:
    (line,) = lines(html)
    assert (line.text, line.links) == (text, links)


def test_a_link_around_blocks_is_over_each_of_their_lines() -> None:
    assert [line.links for line in lines("<a href=http://y.org><div>one</div><div>two</div></a>")] == [(Link(0, 3, "http://y.org"),)] * 2


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["- a", "- b", "  - c"]),
        ("<ol start=3><li>c<li value=9>i<li>j</ol>", ["3. c", "9. i", "10. j"]),
        ("<ol type=i><li>x<li>y<ol type=a><li>z</ol></ol>", ["i. x", "ii. y", "  a. z"]),
        ("<ol reversed><li>b<li>a</ol>", ["2. b", "1. a"]),
        ("<ul><li>a<p>more</ul>", ["- a", "more"]),
        ("<ul style='list-style-type: none'> not an item </ul>", ["not an item"]),
        ("<p>• typed</p><p>- typed</p><p>–</p><p>-5</p>", ["- typed", "- typed", "–", "-5"]),
        ("<ul class='lst-kix_a-0'><li>a</ul><ul class='lst-kix_a-1'><li>b</ul>", ["- a", "  - b"]),
        ("<style>li{list-style-type:'\\2610 '}</style><ul><li>box</ul>", ["- [ ] box"]),
        ("<style>.l>li:before{content:'\\0025cf   '}</style><ul class=l><li>dot</ul>", ["- [x] dot"]),
        ("<ul><li><input type=checkbox checked> done</ul>", ["- [x] done"]),
    ],
)
def test_list_items(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


def test_a_bullet_that_may_be_a_box_is_marked_as_a_bullet() -> None:
    (line,) = lines("<style>li::marker{content:'✓ '}</style><ul><li>point</ul>")
    assert (line.bullet, line.text, line.marks[0].bullet, line.marks[0].raw) == ("-", "\ufffc point", True, "✓")


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("<span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>", "  - text"),
        ("<span style='mso-list:Ignore'>2.<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>", "  2. text"),
        ("<span style='font-family:Wingdings;mso-list:Ignore'>q<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>", "  - [ ] text"),
        ("<span style='font-family:\"Courier New\"'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>", "  - text"),
    ],
)
def test_bullets_that_word_writes_as_text(bullet: str, expected: str) -> None:
    assert shown(f"<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>{bullet}<![endif]>text</p>") == [expected]


def test_lines_know_their_line_of_the_source() -> None:
    found = blocks_of("<p>\none</p>\n\n<p>two<br>\nthree</p>", line=10)
    assert [block.place.line for block in found] == [11, 13, 14]


def test_running_headers_and_texts_of_pictures_stand_apart() -> None:
    content = content_of(
        "<div title=header><p>Running</p></div><p><img alt='Flag of Norway' src=no.png width=48> text <img alt='WCO logo'></p><div title=footer>1</div>"
    )
    assert [line.text for line in content.blocks if isinstance(line, Line)] == ["text"]
    assert [line.text for line in content.furniture] == ["Running", "Flag of Norway", "1"]
    assert [line.text for line in content.images] == ["Flag of Norway"]


def test_text_of_fields_is_text_that_was_read_from_a_field() -> None:
    found = lines("<p><input value='Norway'></p><p>Title <input value='x'></p><textarea>a\nb</textarea><p><select><option>EUR<option selected>NOK</select>")
    assert [(line.text, line.method) for line in found] == [("Norway", "field"), ("Title x", "text"), ("a", "field"), ("b", "field"), ("NOK", "field")]


def test_a_panel_that_opens_and_closes_is_read_closed_too() -> None:
    assert shown("<div class='panel-collapse collapse' style='display:none'><p>yes</p></div>") == ["yes"]
    assert shown("<style>.collapse:not(.show){visibility:hidden}</style><div class=collapse><p>yes</p></div>") == ["yes"]
    assert shown("<div role=tabpanel hidden><p>yes</p></div>") == ["yes"]
    assert shown("<div class='navbar-collapse' style='display:none'>no</div>") == []


def test_a_bullet_or_number_that_floats_before_an_item_is_its_own() -> None:
    item = "<li><p><span style='display:block;float:left'>{}</span>word</p></li>"
    assert shown("<ul>" + item.format("\uf0b7\uf0b7") + "</ul>") == ["- word"]
    assert shown("<ol>" + item.format("1.") + item.format("2.") + "</ol>") == ["1. word", "2. word"]


def test_a_list_typed_into_a_field_keeps_its_levels() -> None:
    typed = "1. one\n  - deep\n    * deeper\n  - deep\n2. two\n\ntext"
    found = lines(f"<textarea>{typed}</textarea><p>after</p>")
    assert [line.level for line in found] == [0, 1, 2, 1, 0, 0, 0]


def test_word_pages_saved_filtered_tell_levels_by_margins_alone() -> None:
    item = "<p class=MsoListParagraph style='margin-left:{}pt;text-indent:-18.0pt'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>word</p>"
    found = lines("".join(item.format(margin, bullet) for margin, bullet in ((36, "·"), (72, "o"), (108, "§"), (72, "o"), (36, "·"))))
    assert [(line.bullet, line.level, line.text) for line in found] == [("-", level, "word") for level in (0, 1, 2, 1, 0)]
