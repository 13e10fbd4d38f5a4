"""Boxes that are put together from several things: drawings of several shapes, pictures, borders, shaded cells, signs printed over each other."""

from __future__ import annotations

import pytest

from extractor.marks.pictures import box_state
from tests.conformance.word_controls import field
from tests.conformance.word_drawings import inline, shape
from tests.conformance.word_glyphs import picture
from tests.readers.docx.making import cell, lines, numbering, paragraph, reading, relationships, run

POINT = 12700


def group(*shapes: str, side: int = 11) -> str:
    """A run with a group of shapes."""
    extent = f'<a:ext cx="{side * POINT}" cy="{side * POINT}"/>'
    frame = f'<a:xfrm><a:off x="0" y="0"/>{extent}<a:chOff x="0" y="0"/><a:chExt cx="{side * POINT}" cy="{side * POINT}"/></a:xfrm>'
    return inline(f"<wpg:wgp><wpg:grpSpPr>{frame}</wpg:grpSpPr>{''.join(shapes)}</wpg:wgp>", "x")


def at(left: int, top: int, width: int, height: int, geometry: str = "line", text: str = "") -> str:
    """A shape of a group, in points."""
    extent = f'<a:xfrm><a:off x="{left * POINT}" y="{top * POINT}"/><a:ext cx="{width * POINT}" cy="{height * POINT}"/></a:xfrm>'
    inner = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    return f'<wps:wsp><wps:spPr>{extent}<a:prstGeom prst="{geometry}"/><a:noFill/></wps:spPr>{inner}</wps:wsp>'


@pytest.mark.parametrize(
    ("strokes", "expected"),
    [
        ((), "[-] Gift"),
        ((at(1, 1, 9, 9), at(1, 1, 9, 9)), "[+] Gift"),
        ((at(2, 5, 3, 4), at(5, 1, 5, 8)), "[+] Gift"),
        ((at(5, 5, 1, 1),), "[?] Gift"),
        ((at(1, 5, 9, 0),), "[?] Gift"),
    ],
)
def test_strokes_tick_the_box_that_they_lie_in(strokes: tuple[str, ...], expected: str) -> None:
    assert lines(reading(paragraph(group(shape("rect"), *strokes) + run(" Gift")))) == [expected]


def test_a_stroke_beside_boxes_makes_the_empty_ones_of_its_paragraph_unreadable() -> None:
    assert lines(reading(paragraph(group(shape("rect"), at(20, 1, 9, 9)) + run(" Gift ☐ Samples")))) == ["[?] Gift [?] Samples"]


def test_boxes_and_labels_of_one_drawing_are_read_row_by_row() -> None:
    drawn = group(at(0, 30, 11, 11, "rect", "X"), at(0, 0, 11, 11, "rect"), at(15, 0, 90, 12, "rect", "Gift"), at(15, 30, 90, 12, "rect", "Samples"), side=120)
    assert lines(reading(paragraph(drawn))) == ["[-]", "Gift", "[+]", "Samples"]


def pictured(what: str, names: str) -> list[str]:
    """What is read of an inline picture of a box."""
    graphic = '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic>'
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "image", "media/a.png")),
        "word/media/a.png": picture(what),
    }
    return lines(reading(paragraph(inline(graphic, "x", names) + run(" Gift")), parts))


@pytest.mark.parametrize(
    ("what", "names", "expected"),
    [
        ("x", 'name="Picture 1"', "[+] Gift"),
        ("", 'name="Picture 1"', "[-] Gift"),
        ("x", 'name="Picture 1" descr="check box"', "[+] Gift"),
        ("x", 'name="Picture 1" descr="checked box"', "[+] Gift"),
        ("x", 'name="Picture 1" descr="unchecked box"', "[?] Gift"),
        ("", 'name="Picture 1" descr="checked box"', "[?] Gift"),
    ],
)
def test_what_words_say_of_a_picture_is_held_against_its_pixels(what: str, names: str, expected: str) -> None:
    assert pictured(what, names) == [expected]


def test_a_picture_that_cannot_be_decoded_is_a_mark_without_a_state() -> None:
    graphic = '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic>'
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "image", "media/a.png")),
        "word/media/a.png": picture("x")[:60],
    }
    assert lines(reading(paragraph(inline(graphic, "x") + run(" Gift")), parts)) == ["[?] Gift"]


FRAME = '<w:bdr w:val="single" w:sz="4"/>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("  ", FRAME) + run(" Gift"), "[-] Gift"),
        (run(" X ", FRAME) + run(" Gift"), "[+] Gift"),
        (run(" ", FRAME) + run("X", FRAME) + run(" ", FRAME) + run(" Gift"), "[+] Gift"),
        (run("Free", FRAME) + run(" ", FRAME) + run("gift", FRAME), "Free gift"),
        (run(" ", FRAME) + run("Gift", FRAME), "Gift"),
        (run("X", FRAME) + run("-ray", FRAME), "X-ray"),
        (run(" " * 20, FRAME) + run("Gift"), "Gift"),
    ],
)
def test_a_border_around_a_blank_or_a_sign_is_a_box(content: str, expected: str) -> None:
    assert lines(reading(paragraph(content))) == [expected]


def narrow(fill: str) -> str:
    """A narrow empty cell."""
    shade = f'<w:shd w:val="clear" w:fill="{fill}"/>' if fill else ""
    return cell("", f'<w:tcW w:w="360" w:type="dxa"/>{shade}')


@pytest.mark.parametrize(
    ("fills", "expected"),
    [
        (("404040", ""), ["[+]", "Gift", "Samples"]),
        (("FFFF00", ""), ["[?]", "Gift", "Samples"]),
        (("404040", "404040"), ["Gift", "Samples"]),
        (("FFFFFF", ""), ["Gift", "Samples"]),
    ],
)
def test_a_narrow_cell_filled_in_beside_empty_ones_is_ticked(fills: tuple[str, str], expected: list[str]) -> None:
    rows = "".join(f"<w:tr>{narrow(fill)}{cell(label)}</w:tr>" for fill, label in zip(fills, ("Gift", "Samples"), strict=True))
    assert lines(reading(f"<w:tbl>{rows}</w:tbl>")) == expected


def ruby(base: str, over: str) -> str:
    """A run with a ruby text."""
    return f"<w:r><w:ruby><w:rt>{run(over)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ruby("□", "✓") + run(" Gift"), "[+] Gift"),
        (ruby("□", " ") + run(" Gift"), "[-] Gift"),
        (ruby("関", "kan"), "関"),
        (run("□✓", '<w:eastAsianLayout w:combine="1"/>') + run(" Gift"), "[+] Gift"),
        (run("税関", '<w:eastAsianLayout w:combine="1"/>'), "税関"),
        (field(" MACROBUTTON NoMacro [Click here and type your name] ", separated=False) + run("Gift"), "Gift"),
        (field(" MACROBUTTON ToggleBox ☒ ", separated=False) + run(" Gift"), "[+] Gift"),
        (field(" EQ \\x(X) ", separated=False) + run(" Gift"), "[+] Gift"),
        (field(" EQ \\x( ) ", separated=False) + run(" Gift"), "[-] Gift"),
        (field(" EQ \\f(1;2) ", separated=False) + run("Gift"), "Gift"),
    ],
)
def test_signs_over_each_other_and_fields_that_print_them(content: str, expected: str) -> None:
    assert lines(reading(paragraph(content))) == [expected]


def test_picture_bullets_that_are_no_boxes_are_bullets() -> None:
    level = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:lvlPicBulletId w:val="0"/>'
    bullet = '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:numPicBullet>'
    listed = paragraph(run("Gift"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    parts = numbering(level)
    content = parts["word/numbering.xml"]
    assert isinstance(content, str)
    parts["word/numbering.xml"] = content.replace("<w:abstractNum ", bullet + "<w:abstractNum ", 1)
    parts["word/_rels/numbering.xml.rels"] = relationships(("rId1", "image", "media/a.png"))
    for pixels, expected in ((picture("x"), "[+*] Gift"), (b"no picture", "Gift")):
        assert lines(reading(listed, {**parts, "word/media/a.png": pixels})) == [expected]


def test_a_box_that_was_scribbled_over_says_nothing() -> None:
    assert [box_state(picture(what)) for what in ("x", "", "~")] == [(True, True), (True, False), (True, None)]
