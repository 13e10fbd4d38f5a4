"""The inside of a paragraph."""

from __future__ import annotations

import pytest

from extractor.document import Line, Link

from .showing import blocks, document, line, text_of


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Date of implementation**", "Date of implementation"),
        ("__STAKEHOLDERS__ and _more_", "STAKEHOLDERS and more"),
        ("**_De Minimis_ Value**", "De Minimis Value"),
        ("***all of it***", "all of it"),
        ("2. Proposed solution**", "2. Proposed solution"),  # the first ** is lost
        ("the e_CLEAR* portal of 2*3*4", "the e_CLEAR* portal of 2*3*4"),
        ("wyk_p@sars.gov.za and a_b_c", "wyk_p@sars.gov.za and a_b_c"),
        ("https://example.org/_a_/b_c*d see *there*", "https://example.org/_a_/b_c*d see there"),
        ("~~old~~ new ==marked==", "old new marked"),
        (r"\$ 800 USD, 1\. item, a\_b \[beta\]", "$ 800 USD, 1. item, a_b [beta]"),
        ("Safety &amp; Security &#8364; 5&nbsp;EUR &copy; R&D", "Safety & Security € 5 EUR © R&D"),
        ("a `literal **text**` b", "a literal **text** b"),
        ("<i>De Minimis</i> <b>Value</b> <font color=red>x</font>", "De Minimis Value x"),
        ("limits: <none given>, a < b", "limits: <none given>, a < b"),
        ("text[^1] and EUR 150^2^", "text and EUR 150²"),
        ("[underlined]{.underline} and []{#_Toc1 .anchor}here", "underlined and here"),
        ("between $100 and $200", "between $100 and $200"),
        (r"$\textbf{Gift}$ of $5 \%$ and $\leq$ EUR 22", "Gift of 5 % and ≤ EUR 22"),
        (r"\textbf{Gift} of 2 \%", "Gift of 2 %"),
        (r"the command \foo{bar} stays", r"the command \foo{bar} stays"),
        ("a ![logo](logo.png)b ![][img]", "a b"),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    assert line(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("- [x] Pilot", "- [x] Pilot"),
        (r"\[x\] Pilot \[ \] Practice", "[x] Pilot [ ] Practice"),
        ("(x) Pilot ( ) Practice (*) Other", "[x] Pilot [ ] Practice [x] Other"),
        ("_x_ Pilot ___ Practice", "[x] Pilot [ ] Practice"),
        (r"$\square$ Pilot $\boxtimes$ Practice $\checkmark$", "[ ] Pilot [x] Practice [x]"),
        (r"\square Pilot", "[ ] Pilot"),
        ('<input type="checkbox" checked=""/> Pilot <input type=checkbox> Practice', "[x] Pilot [ ] Practice"),
        ('<input checked="false" type="checkbox"/> Pilot', "[x] Pilot"),  # HTML: the attribute alone counts
        ("![checked](box1.png) Pilot ![](img/checkbox_off.png) Practice", "[x] Pilot [ ] Practice"),
        ("![not-ticked](a.png) Pilot", "[ ] Pilot"),
        (":white_check_mark: Pilot :white_large_square: Practice", "[x] Pilot [ ] Practice"),
        ("**☒** Pilot &#9744; Practice", "[x] Pilot [ ] Practice"),
    ],
)
def test_marks(source: str, text: str) -> None:
    assert text_of(line(source)) == text


def test_a_field_is_told_from_a_glyph() -> None:
    assert [mark.method for mark in line('☒ a <input type="checkbox"> b').marks] == ["glyph", "field"]


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("[Guide](https://e.org/a?b=c&amp;d)", "Guide", "https://e.org/a?b=c&d"),
        ("[a_b@c.org](mailto:a_b@c.org)", "a_b@c.org", "mailto:a_b@c.org"),
        ("<rchilcott@cbsa.gc.ca>", "rchilcott@cbsa.gc.ca", "mailto:rchilcott@cbsa.gc.ca"),
        ("<https://e.org/x>", "https://e.org/x", "https://e.org/x"),
        ("[The **bold** guide](<https://e.org/x y> 'title')", "The bold guide", "https://e.org/x y"),
        ("[Guide][1]\n\n[1]: https://e.org/ref", "Guide", "https://e.org/ref"),
        ('<a class="x" href="https://e.org/">Guide</a>', "Guide", "https://e.org/"),
        ("[a (b)](https://e.org/wiki/A_(b))", "a (b)", "https://e.org/wiki/A_(b)"),
    ],
)
def test_links(source: str, text: str, target: str) -> None:
    found = line("see " + source)
    assert found.text == "see " + text
    assert found.links == (Link(4, 4 + len(text), target),)


def test_a_link_over_a_line_end_is_a_link_on_both_lines() -> None:
    first, second = document("the [first\nsecond](https://e.org) part").blocks
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert first.links == (Link(4, 9, "https://e.org"),)
    assert second.links == (Link(0, 6, "https://e.org"),)


def test_offsets_of_links_count_marks_as_one_character() -> None:
    found = line("[ ] **Rules** [here](https://e.org)")
    assert found.text == "\ufffc Rules here"
    assert found.links == (Link(8, 12, "https://e.org"),)


@pytest.mark.parametrize(
    ("source", "bold"), [("**a b**", True), ("**a** b", False), ("# a", True), ("<b>a</b>", True), ("__a__:", True), ("*a*", False), ("a", False)]
)
def test_bold_lines(source: str, bold: bool) -> None:
    assert line(source).bold is bold


def test_a_bold_run_over_several_lines() -> None:
    assert blocks("**Contact Person for Further\nInformation**") == ["Contact Person for Further", "Information"]


def test_hard_breaks() -> None:
    assert blocks("a long enough line that a small letter goes on with at its end and  \nb<br>c\\\nd") == [
        "a long enough line that a small letter goes on with at its end and",
        "b",
        "c",
        "d",
    ]


def test_a_flag_may_name_the_country_but_not_in_the_text() -> None:
    found = document("![Flag of Norway](no.png)\n\ntext")
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["text"]
    assert [side.text for side in found.furniture] == ["Norway"]
