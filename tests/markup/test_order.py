"""What the style sheet moves is read where it is seen."""

from __future__ import annotations

import pytest

from extractor.document import lines_of
from extractor.markup import blocks_of

MOVED = [
    ('<div style="display:flex;flex-direction:column"><p style="order:2">B</p><p style="order:1">A</p></div>', "A B"),
    ('<div style="display:flex"><p>B</p><p>C</p><p style="order:-1">A</p></div>', "A B C"),
    ("<style>.g{display:grid}.x{order:3}.y{order:1}</style><div class=g><p class=x>B</p><p class=y>A</p></div>", "A B"),
    ('<div style="display:flex;flex-direction:column-reverse"><p>B</p><p>A</p></div>', "A B"),
    (
        '<div style="display:grid;grid-template-columns:1fr 1fr"><p style="grid-row:2;grid-column:1">C</p>'
        '<p style="grid-row:1;grid-column:2">B</p><p style="grid-row:1;grid-column:1">A</p></div>',
        "A B C",
    ),
    (
        '<div style=\'display:grid;grid-template-areas:"h h" "l r"\'>'
        "<p style='grid-area:r'>C</p><p style='grid-area:l'>B</p><p style='grid-area:h'>A</p></div>",
        "A B C",
    ),
    ('<div><p style="order:2">A</p><p style="order:1">B</p></div>', "A B"),
]


@pytest.mark.parametrize(("html", "seen"), MOVED)
def test_boxes_are_read_in_the_order_in_which_they_are_seen(html: str, seen: str) -> None:
    assert " ".join(line.text for line in lines_of(blocks_of(html))) == seen
