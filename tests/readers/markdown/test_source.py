"""Was a line broken by the layout alone?"""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from extractor.readers.markdown.source import columns_of, fill_width, is_wrap

PROSE = (
    "The service started as an experiment at one airport and it now covers four airports and two land borders. Goods below the threshold are released on the "
    "basis of a reduced data set, and goods above it remain under the normal procedure, which takes two days."
)


@pytest.mark.parametrize("width", [60, 72, 78, 90, 100])
def test_the_width_of_filled_text_is_found(width: int) -> None:
    lines = textwrap.wrap(PROSE, width)
    found = fill_width(lines)
    assert found is not None
    assert max(map(len, lines)) <= found <= width
    assert all(is_wrap(before, after, found) for before, after in pairwise(lines))


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE, PROSE[:150]],  # a paragraph a line
        ["Name: Jane Doe", "Title: Director", "E-mail: jane@e.org"],
        ["A Single Portal for Express, Post and Platforms in the Whole of the Union", "Norway", "12 June 2015"],
        [],
    ],
)
def test_text_that_nobody_filled_has_no_width(lines: list[str]) -> None:
    assert fill_width(lines) is None


@pytest.mark.parametrize(
    ("before", "after", "width"),
    [
        ("“A Single Portal for Express, Post and Platforms”", "Norway", None),  # a title and the country
        ("Senior Adviser for the Facilitation of Cross-Border E-Commerce", "jane@e.org", 64),
        ("Senior Adviser for the Facilitation of Cross-Border E-Commerce", "Tel.: +32 2 572", 64),
        ("Revenue Collection and Business Models in Cross-Border Trade ☐", "Other: ☐", 64),
        ("Revenue Collection and Business Models in Cross-Border Trade", "☐ Other:", 64),
        ("Customs Duty", "EUR 150", 64),
    ],
)
def test_lines_of_their_own_are_not_glued(before: str, after: str, width: int | None) -> None:
    assert not is_wrap(before, after, width)


@pytest.mark.parametrize(
    ("before", "after", "width"),
    [
        ("Joint Guidelines on the Exchange of", "Electronic Advance Data", 40),
        ("Data Exchange with E-Commerce Operators", "☐", 39),
        ("The measure applies to all the goods that are sold to consumers in", "the Union.", None),
        ("Framework of Standards on Cross-Border E-", "Commerce", 50),
        ("Revised Kyoto Convention (General Annex, Chapter", "7)", 60),
    ],
)
def test_wrapped_lines(before: str, after: str, width: int | None) -> None:
    assert is_wrap(before, after, width)


def test_columns_of_wide_characters() -> None:
    assert [columns_of(text) for text in ("abc", "☐ a", "日本", "✅ a")] == [3, 3, 4, 4]
