"""Struck text: part of no answer, and quoted."""

from __future__ import annotations

import pytest

from extractor.document import Document, Emphasis, Line, Link, lines_of
from extractor.matching import matches
from extractor.matching.struck import has_struck, without_struck
from schemas.ecommerce import CaseStudy
from tests.building import FORM, table


def struck(text: str, *parts: str, links: tuple[Link, ...] = ()) -> Line:
    """A line with these parts of it struck out."""
    return Line(text, links=links, emphasis=tuple(Emphasis(text.index(part), text.index(part) + len(part), "struck") for part in parts))


@pytest.mark.parametrize(
    ("line", "left", "gone"),
    [
        (struck("A / B / C", "B"), "A / C", ["B"]),
        (struck("A / B", "A"), "B", ["A"]),
        (struck("A / B", "B"), "A", ["B"]),
        (struck("USD 500 USD 800", "USD 800"), "USD 500", ["USD 800"]),
        (struck("one two three four", "two", "three"), "one four", ["two three"]),
    ],
)
def test_struck_words_go_with_the_stroke_beside_them(line: Line, left: str, gone: list[str]) -> None:
    blocks, parts = without_struck((line,), {})
    assert ([each.text for each in lines_of(blocks)], [each.text for each in parts]) == ([left], gone)


def test_a_line_of_nothing_else_goes_and_links_move_with_their_words() -> None:
    line = struck("old site www.toll.no", "old site", links=(Link(9, 20, "https://www.toll.no"),))
    blocks, _ = without_struck((struck("gone", "gone"), line), {})
    assert [(each.text, each.links) for each in lines_of(blocks)] == [("www.toll.no", (Link(0, 11, "https://www.toll.no"),))]


def test_struck_text_is_quoted_and_in_no_answer() -> None:
    whole = table(FORM)
    cells = []
    for cell in whole.cells:
        blocks = tuple(struck("Faster release. Never done.", "Never done.") if isinstance(b, Line) and b.text == "Faster release." else b for b in cell.blocks)
        cells.append(type(cell)(cell.row, cell.column, blocks, cell.row_span, cell.column_span, cell.place))
    document = Document((type(whole)(tuple(cells)),), "text/plain")
    assert has_struck(document.blocks)
    assert not has_struck((whole,))
    (match,) = matches(document, CaseStudy)
    assert [line.text for line in match.answers["/value_proposition"].lines] == ["Faster release."]
    assert [line.text for unplaced in match.unplaced for line in unplaced.lines] == ["Never done."]
