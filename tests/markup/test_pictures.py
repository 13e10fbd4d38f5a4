"""Pictures of boxes that have no names: what their pixels show, in `<img>` and in a style sheet, whole and as part of a sheet of pictures."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image, ImageDraw

from tests.markup.shown import shown


def picture(*ticked: bool, form: str = "PNG", frame: bool = True, solid: bool = False) -> str:
    """The `data:` address of a picture of boxes of 16 pixels in a row."""
    image = Image.new("RGB", (16 * len(ticked), 16), "white")
    draw = ImageDraw.Draw(image)
    for number, tick in enumerate(ticked):
        left = 16 * number
        if frame:
            draw.rectangle((left + 1, 1, left + 14, 14), outline="black", fill="black" if solid else None)
        if tick:
            draw.line((left + 4, 8, left + 7, 11, left + 12, 4), fill="black", width=2)
    out = io.BytesIO()
    image.save(out, form)
    return f"data:image/{form.lower()};base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG"])
def test_pictures_are_judged_by_their_pixels(form: str) -> None:
    empty, ticked = picture(False, form=form), picture(True, form=form)
    assert shown(f'<p><img src="{empty}">A<p><img src="{ticked}" alt="">B') == ["[ ] A", "[x] B"]


def test_a_filled_box_is_marked_only_beside_an_empty_one() -> None:
    filled, empty = picture(False, solid=True), picture(False)
    assert shown(f'<p><img src="{filled}">A<p><img src="{empty}">B') == ["[x] A", "[ ] B"]
    assert shown(f'<p><img src="{filled}">A<p><img src="{filled}">B') == ["[?] A", "[?] B"]


def test_one_picture_with_a_frame_is_no_box() -> None:
    assert shown(f'<p><img src="{picture(True)}">Norway') == ["Norway"]
    assert shown(f'<p><img width=120 src="{picture(True)}">Norway<p><img width=120 src="{picture(False)}">Flag') == ["Norway", "Flag"]


def test_a_name_that_its_picture_contradicts_disagrees() -> None:
    from extractor.document import lines_of
    from extractor.markup import blocks_of

    (mark,) = (mark for line in lines_of(blocks_of(f'<p><img alt=checked src="{picture(False)}"> A')) for mark in line.marks)
    assert (mark.checked, mark.disagrees) == (True, True)


_SPOT = "display:inline-block;width:16px;height:16px"


def test_the_part_of_a_sheet_that_is_seen_counts() -> None:
    style = f"<style>.a,.b{{{_SPOT};background:url({picture(False, True)})}}.b{{background-position:-16px 0}}</style>"
    assert shown(f"{style}<p><span class=a></span>A<p><span class=b></span>B") == ["[ ] A", "[x] B"]


def test_sheets_that_are_not_at_hand_make_marks_without_a_state() -> None:
    style = f"<style>.s{{{_SPOT};background:url(icons.png)}}.t{{background-position:0 -16px}}</style>"
    pair = '<p><span class=s></span>A<p><span class="s t"></span>B'
    assert shown(style + pair * 2) == ["[?] A", "[?] B"] * 2
    assert shown(style + "<p><span class=s></span>A" * 4) == ["A"] * 4
