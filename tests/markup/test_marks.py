"""Selection marks in HTML: fields, ARIA, pictures, drawings, icons, Word's own, before and after their labels."""

from __future__ import annotations

import pytest

from extractor.document import Mark, lines_of
from extractor.markup import blocks_of
from tests.markup.shown import shown


def marks(html: str) -> list[Mark]:
    return [mark for line in lines_of(blocks_of(html)) for mark in line.marks]


def ties(html: str) -> list[tuple[bool | None, str | None]]:
    return [(mark.checked, mark.tied_to) for mark in marks(html)]


@pytest.mark.parametrize("spelling", ["checked", "CHECKED", "checked=''", "checked=checked", "checked=false", "checked='0'"])
def test_checked_in_any_spelling_means_checked(spelling: str) -> None:
    assert shown(f"<input type=checkbox {spelling}> A <INPUT TYPE='Radio'> B") == ["[x] A [ ] B"]


@pytest.mark.parametrize(
    "html",
    [
        "<label><input type=checkbox checked> Post</label>",
        "<label>Post <input type=checkbox checked></label>",
        "<input type=checkbox checked id=a><label for=a>Post</label>",
        "<table><tr><td><input type=checkbox checked id=a><td><label for=a>Post</label></table>",
        "<span id=n>Post</span><input type=checkbox checked aria-labelledby=n>",
        "<input type=checkbox checked aria-label=Post>",
        "<input type=checkbox checked title=Post>",
        "<div role=checkbox aria-checked=true>Post</div>",
        "<select multiple><option selected>Post</select>",
    ],
)
def test_the_label_that_the_page_ties_to_a_mark(html: str) -> None:
    assert ties(html) == [(True, "Post")]


def test_a_label_around_many_fields_names_none_of_them() -> None:
    assert ties("<label>Group <input type=checkbox> A <input type=checkbox> B</label>") == [(False, None), (False, None)]


def test_the_last_radio_button_of_a_group_wins() -> None:
    assert shown("<form><input type=radio name=p checked>One <input type=radio name=p checked>Two</form>") == ["[ ] One [x] Two"]


def test_a_menu_switch_is_no_mark() -> None:
    assert shown("<input type=checkbox role=button id=m><label for=m>Menu</label>") == ["Menu"]


def test_a_hidden_check_box_with_a_drawn_one_beside_it_is_one_mark() -> None:
    style = "<style>input{display:none} input+label::before{content:'☐'} input:checked+label::before{content:'☑'}</style>"
    assert shown(style + "<input type=checkbox id=a checked><label for=a>A</label> <input type=checkbox id=b><label for=b>B</label>") == ["[x] A [ ] B"]


def test_a_state_that_only_a_script_left_behind_is_not_taken_for_sure() -> None:
    (mark,) = marks("<input type=checkbox aria-checked=true>")
    assert (mark.checked, mark.disagrees) == (None, False)


def test_a_checked_box_that_says_otherwise_disagrees() -> None:
    (mark,) = marks("<input type=checkbox checked aria-checked=false>")
    assert (mark.checked, mark.disagrees) == (True, True)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div role=checkbox aria-checked=true>A</div><div role=checkbox aria-checked=false>B</div>", ["[x] A", "[ ] B"]),
        ("<span role=switch aria-checked=mixed>A</span>", ["[?] A"]),
        ("<button role=checkbox aria-checked=true><svg width=9 height=9><path d='M1 5L4 8 9 1'/></svg></button> A", ["[x] A"]),
        ("<div role=checkbox aria-checked=true>A <span>☑</span></div>", ["A [x]"]),
        ("<div role=checkbox>☒ A</div>", ["[x] A"]),
        ("<p><span role=checkbox aria-checked=true><b>&times;</b></span> A", ["[x] A"]),
        ("<button aria-pressed=true>A</button> <button aria-pressed=false>B</button> <button data-state=closed>Menu</button>", ["[x] A [ ] B"]),
        ("<style>.o::after{content:'';width:9px;height:9px;border:1px solid}</style><span role=radio class=o aria-checked=true>A</span>", ["A [x]"]),
    ],
)
def test_marks_by_role(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


def test_a_picture_that_contradicts_the_stated_state_disagrees() -> None:
    (mark,) = marks("<div role=checkbox aria-checked=false>☑ A</div>")
    assert (mark.checked, mark.disagrees) == (False, True)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><img src=img/checkbox_off.png> A <img src=img/checkbox_on.png> B", ["[ ] A [x] B"]),
        ("<p><img alt=unchecked src=a.gif> A <img alt=checked src=b.gif> B", ["[ ] A [x] B"]),
        ("<p>A <img alt='not ticked' src=a.gif> B <img alt=ticked src=b.gif>", ["A [ ] B [x]"]),
        ("<p><img alt='case non cochée' src=a.gif> A <img alt='case cochée' src=b.gif> B", ["[ ] A [x] B"]),
        ("<p><img alt='☐' src=a> A <img alt='☒' src=b> B", ["[ ] A [x] B"]),
        ("<p><img src=box.png> A <img src=box-checked.png> B", ["[ ] A [x] B"]),
        ("<p><img src=check-box.png> A <img src=check-box.png> B", ["[?] A [?] B"]),
        ("<p><img src=flag-no.png width=20> A <img alt='WCO logo' src=logo.png> B <img src=customs-check.jpg width=300>", ["A B"]),
        (
            "<p><img src='data:image/svg+xml,%3Csvg%3E%3Crect width=%229%22 height=%229%22 fill=%22none%22 stroke=%22black%22/%3E'> A",
            ["[ ] A"],
        ),
    ],
)
def test_images_by_their_names(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


_FRAME = "<rect x=1 y=1 width=8 height=8 fill=none stroke=black />"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (_FRAME, "[ ]"),
        (_FRAME + "<path d='M2 5l2 2 4-5' fill=none stroke=black />", "[x]"),
        (_FRAME + "<line x1=1 y1=1 x2=9 y2=9 stroke=black /><line x1=9 y1=1 x2=1 y2=9 stroke=black />", "[x]"),
        (_FRAME + "<rect x=3 y=3 width=4 height=4 />", "[x]"),
        (_FRAME + "<rect x=3 y=3 width=4 height=4 fill=white />", "[ ]"),
        (_FRAME + "<polyline points='2,5 4,8 8,2' stroke=black fill=none visibility=hidden />", "[ ]"),
        (_FRAME + "<path d='M2 5l2 2 4-5' stroke=black style='display:none'/>", "[ ]"),
        ("<rect width=10 height=10 fill=black />", "[x]"),
        ("<rect width=10 height=10 fill=white stroke=black />", "[ ]"),
        ("<circle cx=5 cy=5 r=4 fill=none stroke=black /><circle cx=5 cy=5 r=2 />", "[x]"),
        ("<use href='#tick'/>", "[x]"),
        ("<title>checked</title><path d='M0 0h3'/>", "[x]"),
        (_FRAME + "<text x=1 y=9>x</text>", "[x]"),
    ],
)
def test_inline_svg_by_what_it_draws(inside: str, expected: str) -> None:
    symbol = f"<svg style='display:none'><symbol id=tick>{_FRAME}<path d='M2 5l2 2 4-5' stroke=black /></symbol></svg>"
    empty = f"<svg width=10 height=10>{_FRAME}</svg>"
    assert shown(f"{symbol}<p>{empty} A <svg width=10 height=10>{inside}</svg> B") == [f"[ ] A {expected} B"]


def test_icons_of_one_path_by_what_is_painted_in_their_middle() -> None:
    checked = "M19 3H5c-1.11 0-2 .9-2 2v14c0 1.1.89 2 2 2h14c1.11 0 2-.9 2-2V5c0-1.1-.89-2-2-2zm-9 14l-5-5 1.41-1.41L10 14.17l7.59-7.59L19 8l-9 9z"
    empty = "M19 5v14H5V5h14m0-2H5c-1.1 0-2 .9-2 2v14c0 1.1.9 2 2 2h14c1.1 0 2-.9 2-2V5c0-1.1-.9-2-2-2z"
    assert shown(f"<p><svg viewBox='0 0 24 24'><path d='{checked}'/></svg> A <svg viewBox='0 0 24 24'><path d='{empty}'/></svg> B") == ["[x] A [ ] B"]


@pytest.mark.parametrize(
    "html",
    [
        "<svg width=30 height=20><rect width=30 height=20 fill=red /><rect x=10 width=10 height=20 fill=white /></svg>",
        "<svg width=20 height=20 viewBox='0 0 32 32'><rect width=32 height=32 fill='#d52b1e'/><path d='M13 6h6v7h7v6h-7v7h-6v-7h-7v-6h7z' fill='#fff'/></svg>",
        "<svg width=16 height=16 viewBox='0 0 24 24' fill=none stroke=black><circle cx=12 cy=12 r=10 /><line x1=12 y1=16 x2=12 y2=12 /></svg>",
        "<svg width=16 height=16><path d='M1 1l5 5 5-5' fill=none stroke=black /></svg>",
    ],
)
def test_flags_and_other_icons_are_no_marks(html: str) -> None:
    assert shown(f"<p>{html} text") == ["text"]


_BOX = ".b{display:inline-block;width:10px;height:10px;border:1px solid #000}"


@pytest.mark.parametrize(
    ("css", "on", "off"),
    [
        (".b.y{background:#000}", "b y", "b"),
        (".b.not-ticked{} .b.ticked{background:#333}", "b ticked", "b not-ticked"),
        (".b.k1::after{content:'';position:absolute;width:4px;height:8px;border:solid;border-width:0 2px 2px 0;transform:rotate(45deg)}", "b k1", "b"),
        (".b.k1::before{content:'\\2713'}", "b k1", "b"),
        (".b.k1{background:linear-gradient(45deg,transparent 45%,#000 45%,#000 55%,transparent 55%)}", "b k1", "b"),
        (".b::after{content:'✓';opacity:0} .b.k1::after{opacity:1}", "b k1", "b"),
        (".b::after{content:'✓';color:transparent} .b.k1::after{color:#000}", "b k1", "b"),
        (".b{background:#eee} .b.k1{box-shadow:inset 0 0 0 8px #000}", "b k1", "b"),
        (".k1::before{content:'\\2612'} .k2::before{content:'\\2610'}", "k1", "k2"),
        (".b.k1{background-image:url(tick.png)} .b.k2{background-image:url(notick.png)}", "b k1", "b k2"),
    ],
)
def test_boxes_that_the_style_sheet_draws(css: str, on: str, off: str) -> None:
    before = f"<p><span class='{off}'></span> A <span class='{on}'></span> B</p>"
    after = f"<p>C <i class='{on}'>&nbsp;</i> D <i class='{off}'></i></p>"
    assert shown(f"<style>{_BOX}{css}</style>{before}{after}") == ["[ ] A [x] B", "C [x] D [ ]"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Two looks, and nothing tells which is checked.
        (f"<style>{_BOX}.m{{border-style:dotted}}</style><p><i class='b m'></i> A <i class=b></i> B", ["[?] A [?] B"]),
        # One look, empty; the name of the class is the name of the thing.
        (f"<style>{_BOX.replace('.b', '.tick')}</style><p><i class=tick></i> A <i class=tick></i> B", ["[ ] A [ ] B"]),
        # Filled ones alone may be ornaments.
        (f"<style>{_BOX}.b{{background:#000}}</style><p><i class=b></i> A <i class=b></i> B", ["A B"]),
        # A box in a box.
        (
            f"<style>{_BOX}.n{{display:block;width:6px;height:6px;background:#000}}</style><p><i class=b><i class=n></i></i> A <i class=b></i> B",
            ["[x] A [ ] B"],
        ),
        (
            f"<style>{_BOX}.b i{{display:none;background:#000}} .y i{{display:block}}</style><p><i class='b y'><i></i></i> A <i class=b><i></i></i> B",
            ["[x] A [ ] B"],
        ),
        # A generated box on the label itself.
        (
            "<style>.o::before{content:'';width:9px;height:9px;border:1px solid}.o.y::before{background:#000}</style><p class='o y'>Yes<p class=o>No",
            ["[x] Yes", "[ ] No"],
        ),
        # Style attributes.
        ("<p><i style='border:1px solid;padding:0 3px'>X</i> A <i style='border:1px solid;padding:0 3px'>&nbsp;</i> B", ["[x] A [ ] B"]),
        (
            "<p><b style='width:9px;height:9px;border:1px solid #000'></b> A <b style='width:9px;height:9px;border:1px solid;background:black'></b> B",
            ["[ ] A [x] B"],
        ),
        # No style sheet: the names of the classes alone.
        ("<p><i class='box ticked'></i> A <i class='box not-ticked'></i> B <i class=box></i> C", ["[x] A [ ] B [?] C"]),
        ("<p><i class='cb on'></i> A <i class='cb off'></i> B", ["[x] A [ ] B"]),
        ("<p><i class=spacer></i> A", ["A"]),
        # A glyph that the sheet generates is a glyph.
        ("<style>.o:before{content:'\\2610 '}.o.y:before{content:'\\2612 '}</style><p class=o>A<p class='o y'>B", ["[ ]A", "[x]B"]),
    ],
)
def test_looks_are_compared(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<i class='fa fa-check-square-o'></i> A <i class='fa fa-square-o'></i> B", "[x] A [ ] B"),
        ("<i class='fas fa-square-check'></i> A <i class='far fa-square'></i> B", "[x] A [ ] B"),
        ("<i class='bi bi-x-square'></i> A <i class='bi bi-square'></i> B", "[x] A [ ] B"),
        ("<span class='glyphicon glyphicon-unchecked'></span> A <span class='glyphicon glyphicon-check'></span> B", "[ ] A [x] B"),
        ("<i class='material-icons'>check_box</i> A <i class='material-icons'>check_box_outline_blank</i> B", "[x] A [ ] B"),
        ("<i class='fa fa-home'></i> A <i class='fa fa-times'></i> B", "A B"),
    ],
)
def test_icons_of_icon_fonts(html: str, expected: str) -> None:
    assert shown(f"<p>{html}</p>") == [expected]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<font face=Wingdings>o</font> A <font face=Wingdings>þ</font> B", "[ ] A [x] B"),
        ("<span style='font-family:Wingdings'>&#61608;</span> A <span style='font-family:\"Wingdings\n2\"'>R</span> B", "[ ] A [x] B"),
        ("<style>.s{font-family:Wingdings}</style><span class=s>&#254;</span> A", "[x] A"),
        ("<font face='Wingdings 2'>\uf0a3</font> A \uf053 B", "[ ] A [x] B"),
        ("<span style='font-family:Wingdings'>þ<span style='font-family:Arial'>o </span></span>A", "[x]o A"),
        ("[<b>x</b>] A [ ] B &#9744; C &check; D", "[x] A [ ] B [ ] C [x] D"),
        ("<u>&nbsp;X&nbsp;</u> A <u>&nbsp;&nbsp;&nbsp;</u> B <u>text</u>", "[x] A [ ] B text"),
        ("Other: <u>&nbsp;&nbsp;&nbsp;</u> <u>text</u>", "Other: text"),
    ],
)
def test_glyphs_and_letters_of_symbol_fonts(html: str, expected: str) -> None:
    assert shown(f"<p>{html}</p>") == [expected]


def test_the_content_control_of_word() -> None:
    html = "<w:Sdt CheckBox='t' CheckBoxIsChecked='{0}'><span style='font-family:\"MS Gothic\"'>{1}</span></w:Sdt> A"
    assert shown("<p>" + html.format("t", "☒") + " " + html.format("f", "☐")) == ["[x] A [ ] A"]
    assert marks(html.format("f", "☒"))[0].disagrees


@pytest.mark.parametrize(
    ("bits", "default", "expected"),
    [("6500", "0000", "[ ]"), ("6500", "0100", "[x]"), ("0500", "0000", "[x]"), ("0100", "0100", "[ ]"), ("7d00", "0000", "[?]")],
)
def test_the_legacy_form_field_of_word(bits: str, default: str, expected: str) -> None:
    # FFData ([MS-DOC] 2.9.78): version, bits, two lengths, the name "Box" with its length and end, the default.
    data = f"FFFFFFFF{bits}00001400030042006f00780000 00{default}"
    comment = "<!--[if supportFields]><span style='mso-element:field-begin'></span> FORMCHECKBOX <![endif]-->"
    assert shown(f"<p>{comment}<!--[if gte mso 9]><xml><w:data>{data}</w:data></xml><![endif]--><!--[if supportFields]>end<![endif]--> A") == [f"{expected} A"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul class=inline-task-list><li class=checked>A<li>B</ul>", ["- [x] A", "- [ ] B"]),
        ("<ul><li data-list=checked>A<li data-list=unchecked>B<li data-list=bullet>C</ul>", ["- [x] A", "- [ ] B", "- C"]),
        ("<div data-task-state=DONE>A</div><div data-task-state=TODO>B</div>", ["[x] A", "[ ] B"]),
        ("<p data-tag='to-do:completed'>A<p data-tag=to-do>B", ["[x] A", "[ ] B"]),
        ("<en-todo checked=true></en-todo>A <en-todo></en-todo>B", ["[x] A [ ] B"]),
    ],
)
def test_lists_of_tasks(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Other: <label><input type=radio name=o checked> Yes</label> <label><input type=radio name=o> No</label> Airlines", ["Other: [x] Airlines"]),
        ("<p>Other: <input type=radio name=o> Oui <input type=radio name=o checked> Non", ["Other: [ ]"]),
        ("<p>A <input type=radio id=y name=o><label for=y>Yes</label> <input type=radio id=n name=o><label for=n>No</label>", ["A [?]"]),
        ("<p><input type=radio name=o checked> Pilot <input type=radio name=o> Practice", ["[x] Pilot [ ] Practice"]),
    ],
)
def test_two_radio_buttons_for_yes_and_no_are_one_mark(html: str, expected: list[str]) -> None:
    assert shown(html) == expected


def test_lists_of_yes_and_no_are_marks_where_there_are_several() -> None:
    asked = "<p>A <select><option value=''>--<option{}>Yes<option{}>No</select>"
    assert shown("".join(asked.format(*chosen) for chosen in ((" selected", ""), (" selected", ""), ("", "")))) == ["A [x]", "A [x]", "A [?]"]
    assert shown(asked.format("", " selected")) == ["A No"]


def test_tasks_of_confluence_as_it_stores_them() -> None:
    task = "<ac:task><ac:task-id>1</ac:task-id><ac:task-status>{}</ac:task-status><ac:task-body>{}</ac:task-body></ac:task>"
    assert shown(f"<ac:task-list>{task.format('complete', 'A')}{task.format('incomplete', 'B')}</ac:task-list>") == ["[x] A", "[ ] B"]
