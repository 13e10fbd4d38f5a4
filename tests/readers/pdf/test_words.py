"""Words that two fonts share, boxes typed with letters, bullets typed into a field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.document import MARK, Line, Mark, lines_of
from extractor.readers.pdf.boxes import EMPTY, PALE, settle_pale
from tests.readers.pdf.pages import make, marks_of, read, text

FILLER = [text(60, 300 + 14 * n, f"Line {n} of an answer that is long enough to be read as text on a page.") for n in range(8)]


def lines(data: bytes) -> list[Line]:
    return list(lines_of(read(data).blocks))


def page(*content: str) -> bytes:
    return make("\n".join([*content, *FILLER]))


def test_typed_boxes_become_marks_where_they_stand() -> None:
    data = page(text(60, 100, "[x] Initiative / Pilot   [ ] Existing Practice"), text(60, 120, "Safety ( ) Security (x)"))
    found = [line for line in lines(data) if line.marks]
    assert [line.text for line in found] == [f"{MARK} Initiative / Pilot {MARK} Existing Practice", f"Safety {MARK} Security {MARK}"]
    assert [mark.checked for mark in marks_of(data)] == [True, False, False, True]
    boxes = [mark.place.box for mark in found[0].marks]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert 58 < boxes[0].x0 < boxes[0].x1 < boxes[1].x0


def test_an_index_in_square_brackets_is_no_box() -> None:
    (line,) = [line for line in lines(page(text(60, 100, "as f[x] shows"))) if "shows" in line.text]
    assert line.text == "as f[x] shows"


def test_a_word_whose_letters_come_from_two_fonts_is_one_word() -> None:
    # "L" in one font, "ang" in another, right beside it.
    data = page(text(60, 100, "L", font="F1"), text(65.8, 100, "ang", font="FB"), text(90, 100, "Son", font="F1"))
    (line,) = [line for line in lines(data) if "Son" in line.text]
    assert line.text == "Lang Son"


def test_letters_of_a_symbol_font_within_a_line() -> None:
    data = page(text(60, 100, "4", font="FZ"), text(75, 100, "Initiative / Pilot"), text(60, 120, "o", font="FZ"), text(75, 120, "Existing Practice"))
    assert [(mark.raw, mark.checked) for mark in marks_of(data)][:2] == [("✔", True), ("❏", False)]


WHITE = Mark(False, EMPTY, "vector")
DARK = Mark(True, "box with mark", "vector")
UNSURE = Mark(None, PALE, "vector")


@pytest.mark.parametrize(
    ("others", "checked"),
    [([WHITE, WHITE], True), ([DARK], False), ([WHITE, DARK], None), ([], None)],
    ids=["beside white ones", "beside dark marks", "beside both", "alone"],
)
def test_a_pale_box_means_what_the_others_make_it_mean(others: list[Mark], checked: bool | None) -> None:
    settled = settle_pale([UNSURE, *others])
    assert settled[0].checked is checked
    assert settled[1:] == others
    assert settled[0] == (UNSURE if checked is None else replace(UNSURE, checked=checked, confidence=0.8))
