"""Block structure."""

from __future__ import annotations

import pytest

from extractor.document import Line

from .showing import blocks, document


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One #\n## Two\n###Three\nSetext\n======\n", ["One", "Two", "Three", "Setext"]),
        ("#hashtag and #1 (green)", ["#hashtag and #1 (green)"]),
        ("a\n\n---\n\n***\n\n_____\nb", ["a", "b"]),
        ("- a\n  - b\n    * c\n- d", ["- a", ">- b", ">>- c", "- d"]),
        ("1. a\n2. b\n  - c\n3. d", ["1. a", "2. b", ">- c", "3. d"]),
        ("• a\no  b\no  c\n• d", ["- a", ">- b", ">- c", "- d"]),
        ("a) one\nb) two\n(i) x\n(ii) y\n(x) Pilot", ["a. one", "b. two", "i. x", "ii. y", "[x] Pilot"]),
        ("- 1. Considerations**", ["1. Considerations"]),
        ("12. September 2016", ["12. September 2016"]),  # a date, no list item
        ("1. Of 2016\n2. Parcels 2016", ["1. Of 2016", "2. Parcels 2016"]),  # no dates: each goes on with the other
        ("1. A\n2. B\n   1. C\n3. D", ["1. A", "2. B", ">1. C", "3. D"]),  # the outer list goes on after the inner one
        ("1. Juli 2016", ["1. Juli 2016"]),
        ("7. stands alone", ["7. stands alone"]),
        ("A. Kowalska\nJ. Smith", ["A. Kowalska", "J. Smith"]),
        ("- a\n\n  still a\n\nb", ["- a", "still a", "b"]),
        ("> quoted\n> mail\n\ntext", ["quoted", "mail", "text"]),
        ("> EUR 150", ["> EUR 150"]),  # a threshold, no quotation
        ("```\n☐ Pilot\n```", ["[ ] Pilot"]),
        ("a <!-- PageBreak\n\n --> b", ["a", "b"]),
        ("---\ntitle: x\nlang: en\n---\ntext", ["text"]),
        ("```markdown\n---\ntitle: x\n---\n# Norway :norway:\n```", ["Norway"]),
        ("Requirements\n:   ☐ one  \n    ☒ two\n\nNext\n:   text", ["Requirements", "[ ] one", "[x] two", "Next", "text"]),
        (":Date of it: 2016\n:Contact Person:\n    | Jane\n    | Doe\n", ["Date of it:", "2016", "Contact Person:", "Jane", "Doe"]),
        ("::: {.box}\ntext\n:::", ["text"]),
        ("text\n[^1]: the note", ["text", "the note"]),
        ("Simplification of Procedures (\n)\nSafety (\nx)", ["Simplification of Procedures [ ]", "Safety [x]"]),
        ("Customs Duty ........ GEL 300\nSafety . . . . . . [x]", ["Customs Duty GEL 300", "Safety [x]"]),
    ],
)
def test_blocks(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


def test_a_glyph_in_front_is_a_box_and_may_be_a_bullet() -> None:
    first, second, third = document("✓ Faster release\n\n☒ Pilot\n\n■ Initiative □ Practice").blocks
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert isinstance(third, Line)
    assert (first.bullet, first.text, first.marks[0].bullet) == ("-", "\ufffc Faster release", True)
    assert (second.bullet, second.marks[0].bullet) == ("", False)
    assert (third.bullet, third.marks[0].bullet) == ("", False)


def test_lines_know_where_they_stand_and_whether_they_begin_a_paragraph() -> None:
    lines = document("\n# Head\n\nJane Doe\njane@e.org\n\nnext\n").blocks
    assert [(line.place.line, line.starts_paragraph) for line in lines if isinstance(line, Line)] == [(2, True), (4, True), (5, False), (7, True)]


def test_html_blocks_with_markdown_in_them() -> None:
    source = (
        "text\n<table><tr><th>**General Overview**</th><td>$\\square$ a<br>\\[x\\] b</td></tr>\n"
        "<tr><td>[Guide](https://e.org/a_b)</td><td>1\\. c</td></tr></table>\n\nmore"
    )
    assert blocks(source) == ["text", [["General Overview", ["[ ] a", "[x] b"]], ["Guide", "1. c"]], "more"]


def test_a_list_element_without_items_is_one_paragraph() -> None:
    assert blocks('<ul style="list-style-type: none"> First point Second point') == ["First point Second point"]
