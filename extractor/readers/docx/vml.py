"""Shapes in the older drawing language (VML, ECMA-376 part 4, 19.1), in which Word saves for older programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.readers.docx.drawings import Drawn, Judge, Transform, add_picture, text_in
from extractor.readers.docx.xml import OFFICE, VML, Element, R, W, truth
from extractor.wordprocessing.shapes import MOST_SIDE, POINT, boxlike, dark, points

_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height|position|left|top|margin-left|margin-top|visibility)\s*:\s*([^;]*)")
_SHAPES: Final = (VML + "rect", VML + "roundrect", VML + "oval", VML + "shape", VML + "line", VML + "polyline", VML + "arc")
# Shapes of a type of their own that are boxes: rectangle, ellipse, text box, process.
_BOX_TYPES: Final = ("#_x0000_t1", "#_x0000_t3", "#_x0000_t202", "#_x0000_t109")


def vml(element: Element, judge: Judge) -> Drawn:
    """What a `w:pict` or `w:object` draws."""
    drawn = Drawn()
    for shape, transform, style, depth in _shapes(element, Transform(), 0):
        _shape(drawn, shape, transform, style, depth == 0, judge)
    drawn.settle()
    return drawn


def _style(shape: Element) -> dict[str, str]:
    return {name: text.strip() for name, text in _LENGTH.findall(shape.get("style", ""))}


def _shapes(element: Element, transform: Transform, depth: int) -> Iterator[tuple[Element, Transform, dict[str, str], int]]:
    """The shapes that are shown, with the transforms and the number of their groups, none of those inside another or a text box."""
    for child in element:
        if child.tag in _SHAPES or child.tag == VML + "group":
            style = _style(child)
            if style.get("visibility") == "hidden":
                continue
            if child.tag in _SHAPES:
                yield child, transform, style, depth
            elif depth <= 8:
                at, size = _placed(style, depth == 0)
                units = _pair(child.get("coordsize", "1000,1000"))
                yield from _shapes(child, transform.inner(at, size, _pair(child.get("coordorigin", "0,0")), units), depth + 1)
        elif child.tag != W + "txbxContent":
            yield from _shapes(child, transform, depth)


def _shape(drawn: Drawn, shape: Element, transform: Transform, style: dict[str, str], outermost: bool, judge: Judge) -> None:
    drawn.floating = drawn.floating or (outermost and style.get("position") == "absolute")
    at, extent = _placed(style, outermost)
    if shape.tag == VML + "line":
        unit = POINT if outermost else 1.0
        (x0, y0), (x1, y1) = (_pair(shape.get(end, "0,0")) for end in ("from", "to"))
        at, extent = (min(x0, x1) * unit, min(y0, y1) * unit), (abs(x1 - x0) * unit, abs(y1 - y0) * unit)
    piece = transform.piece(at, extent)
    piece.box = next(shape.iter(W + "txbxContent"), None)
    size = (int(piece.width), int(piece.height))
    text = text_in(piece.box)
    words = shape.find(VML + "textpath")
    if words is not None and "watermark" not in shape.get("id", "").lower():
        drawn.texts.append(words.get("string", ""))
    image = shape.find(VML + "imagedata")
    if image is not None:
        key = image.get(R + "id", "") or image.get(R + "pict", "")
        piece.box = None
        add_picture(drawn, piece, [shape.get("alt", ""), shape.get("title", ""), image.get(OFFICE + "title", "")], key, judge)
    elif shape.tag in (VML + "line", VML + "polyline", VML + "arc"):
        piece.box = None
        if max(size) <= 2 * MOST_SIDE:
            drawn.pieces.append(piece)
    elif boxlike(*size) and len(text) <= 2 and (shape.tag != VML + "shape" or shape.get("type", "") in _BOX_TYPES):
        piece.mark, piece.box = _box(shape, text), None
        drawn.pieces.append(piece)
    elif piece.box is not None or boxlike(*size):
        drawn.pieces.append(piece)


def _box(shape: Element, text: str) -> Mark:
    if text:
        mark = lone_mark(text)
        return Mark(checked=True if mark is None else mark.checked, raw=f"box with {text}", method="vector", confidence=0.9)
    filled = False if truth(shape.get("filled", "t")) is False else dark(shape.get("fillcolor", "white"))
    return Mark(checked=filled, raw="drawn box" if filled is False else "filled box", method="vector", confidence=0.9)


def _placed(style: dict[str, str], outermost: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a shape stands and how large it is, in EMU, or in its group's own units."""
    if outermost:
        width, height = (points(style.get(name, "")) * POINT for name in ("width", "height"))
        return (0.0, 0.0), (width, height)
    left, top, width, height = (_number(style.get(name, "")) for name in ("left", "top", "width", "height"))
    return (left, top), (width, height)


def _number(text: str) -> float:
    match = re.match(r"\s*(-?\d{1,9}(?:\.\d{1,6})?)", text)
    return float(match[1]) if match else 0.0


def _pair(text: str) -> tuple[float, float]:
    """Two numbers with a comma between; units count in points."""
    one, _, other = text.partition(",")
    values = [points(part) or _number(part) for part in (one, other)]
    return values[0], values[1]
