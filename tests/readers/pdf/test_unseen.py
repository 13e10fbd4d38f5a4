"""What stands on a page and is not seen there is no answer; it is quoted."""

from __future__ import annotations

import pytest

from .pages import HEIGHT, make, read, seen, text

ABOVE = text(50, 100, "Date of implementation: July 2018")
BAR = f"0 g 48 {HEIGHT - 124} 150 14 re f"


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ("under a bar", text(50, 120, "agent Kilimanjaro") + "\n" + BAR),
        ("white on white", "1 g " + text(50, 120, "agent Kilimanjaro") + " 0 g"),
        ("in a layer that is off", "/OC /off BDC " + text(50, 120, "agent Kilimanjaro") + " EMC"),
    ],
)
def test_text_that_is_not_seen_is_quoted_and_no_answer(how: str, content: str) -> None:
    layers = "/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >>"
    document = read(make(ABOVE + "\n" + content, catalog=layers, objects=("<< /Type /OCG /Name (Notes) >>",), resources="/Properties << /off 100 0 R >>"))
    assert seen(document) == "Date of implementation: July 2018", how
    assert [line.text for line in document.remarks] == ["agent Kilimanjaro"]


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ("white on a dark ground", BAR + "\n1 g " + text(50, 120, "General Overview") + " 0 g"),
        ("over a bar that is lighter", f"0.4 g 48 {HEIGHT - 124} 150 14 re f 0 g\n" + text(50, 120, "General Overview")),
        ("in a layer that is on", "/OC /on BDC " + text(50, 120, "General Overview") + " EMC"),
    ],
)
def test_text_that_is_seen_stays(how: str, content: str) -> None:
    layers = "/OCProperties << /OCGs [100 0 R] /D << /ON [100 0 R] >> >>"
    document = read(make(ABOVE + "\n" + content, catalog=layers, objects=("<< /Type /OCG /Name (Notes) >>",), resources="/Properties << /on 100 0 R >>"))
    assert seen(document) == "Date of implementation: July 2018\nGeneral Overview", how
    assert document.remarks == ()


def test_the_caption_of_a_printed_button_is_no_answer() -> None:
    button = f"0.9 g 50 {HEIGHT - 150} 40 18 re f 0 G 50 {HEIGHT - 150} 40 18 re S 0 g\n"
    document = read(make("\n".join([ABOVE, text(50, 118, "Talks went on."), button + text(59, 144.5, "Send")])))
    assert seen(document).endswith("Talks went on.")
    assert [line.text for line in document.remarks] == ["Send"]


def test_a_shaded_cell_with_an_answer_is_no_button() -> None:
    shaded = f"0.9 g 50 {HEIGHT - 150} 300 18 re f 0 g\n"
    assert seen(read(make("\n".join([ABOVE, shaded + text(54, 144.5, "None")])))).endswith("None")
