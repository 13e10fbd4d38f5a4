"""Frames and shapes: text boxes, boxes that were drawn, pictures of boxes (ODF 1.3 part 3, 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.readers.odt.package import Source
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import DRAW, FO, SVG, TABLE, TEXT, XLINK, Element
from extractor.wordprocessing.pieces import Piece, settle
from extractor.wordprocessing.shapes import MOST_SIDE, POINT, boxlike, named_state, picture_mark, points

FRAME, GROUP, CONTROL, LINK, CUSTOM = (DRAW + name for name in ("frame", "g", "control", "a", "custom-shape"))
_CLOSED: Final = frozenset(DRAW + name for name in ("rect", "ellipse", "circle", "custom-shape", "caption"))
_OPEN: Final = frozenset(DRAW + name for name in ("line", "polyline", "polygon", "path", "connector", "measure", "regular-polygon"))
DRAWN: Final = frozenset((FRAME, GROUP, CONTROL, LINK, *_CLOSED, *_OPEN))
"""Every element that draws something."""

_BOXES: Final = frozenset(
    (
        *("", "rectangle", "rect", "roundrectangle", "roundrect", "ellipse", "circle", "frame", "bevel", "squarebevel", "quadbevel", "ring", "donut"),
        *("flowchartprocess", "flowchartconnector", "flowchartalternateprocess", "round2samerect", "msospt1", "msospt2", "msospt3", "msospt109", "msospt202"),
    )
)
_CROSSED: Final = frozenset(("flowchartsummingjunction", "flowchartor"))
_GENERATED_NAME: Final = re.compile(r"[0-9A-Fa-f]{16,}")
_COUNTED: Final = re.compile(r"[\s_-]*\d+\s*$")


@dataclass(slots=True)
class Drawn:
    """What a drawing holds."""

    pieces: list[Piece] = field(default_factory=list)
    """Marks and text boxes; in reading order once the drawing is settled."""
    controls: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """What the descriptions of larger pictures say."""
    stroke: bool = False
    """A cross, line or scribble without a box of its own."""


def drawing(element: Element, styles: Styles, source: Source) -> Drawn:
    """What a frame, shape or group of them holds."""
    drawn = Drawn()
    for shape in _outer(element):
        if shape.tag == CONTROL:
            drawn.controls.append(shape)
        elif shape.tag == FRAME:
            _frame(drawn, shape, styles, source)
        else:
            _shape(drawn, shape, styles)
    drawn.pieces, drawn.stroke = settle(drawn.pieces)
    return drawn


def _outer(element: Element) -> Iterator[Element]:
    if element.tag in (GROUP, LINK):
        for child in element:
            if child.tag in DRAWN:
                yield from _outer(child)
    else:
        yield element


def _words(element: Element) -> list[str]:
    """Title and description, and the name without the number that programs give it."""
    found = [child.text or "" for child in element if child.tag in (SVG + "title", SVG + "desc")]
    return [text.strip() for text in (*found, _COUNTED.sub("", element.get(DRAW + "name", ""))) if text.strip()]


def _piece(element: Element, mark: Mark | None = None, box: Element | None = None) -> Piece:
    """Where a shape lies, from what it is anchored to."""
    if element.get(SVG + "x1") is not None:
        x0, y0, x1, y1 = (points(element.get(SVG + name, "")) * POINT for name in ("x1", "y1", "x2", "y2"))
        return Piece(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), mark, box)
    left, top, width, height = (points(element.get(SVG + name, "")) * POINT for name in ("x", "y", "width", "height"))
    return Piece(left, top, width, height, mark, box)


def _frame(drawn: Drawn, frame: Element, styles: Styles, source: Source) -> None:
    piece = _piece(frame)
    for child in frame:
        if child.tag == DRAW + "text-box":
            piece.height = piece.height or points(child.get(FO + "min-height", "")) * POINT
            text = "".join(str(part) for part in child.itertext()).strip()
            bordered = styles.get("graphic", frame.get(DRAW + "style-name")).bordered
            if bordered and len(text) <= 2 and boxlike(int(piece.width), int(piece.height)):
                piece.mark = _drawn_box(text, "", frame, styles)
            else:
                piece.box = child
            drawn.pieces.append(piece)
            return
        if child.tag == DRAW + "image":
            _picture(drawn, frame, child, piece, source)
            return
        if child.tag == TABLE + "table":
            piece.box = frame
            drawn.pieces.append(piece)
            return


def _picture(drawn: Drawn, frame: Element, image: Element, piece: Piece, source: Source) -> None:
    href = image.get(XLINK + "href", "").rpartition("/")[2].rpartition(".")[0]
    words = " ".join(dict.fromkeys(_words(frame)))
    told = words if _GENERATED_NAME.search(href) else f"{words} {href}".strip()
    piece.mark = picture_mark(told, int(piece.width), int(piece.height), lambda: source.box_picture(image))
    if piece.mark is not None:
        drawn.pieces.append(piece)
    elif words:
        drawn.words.append(words)


def _shape(drawn: Drawn, shape: Element, styles: Styles) -> None:
    piece = _piece(shape)
    text = "".join("".join(str(part) for part in child.itertext()) for child in shape if child.tag in (TEXT + "p", TEXT + "list")).strip()
    kind = ""
    if shape.tag == CUSTOM:
        geometry = shape.find(DRAW + "enhanced-geometry")
        kind = "" if geometry is None else geometry.get(DRAW + "type", "").lower().removeprefix("ooxml-").replace("-", "")
    if shape.tag in _CLOSED and boxlike(int(piece.width), int(piece.height)) and len(text) <= 2 and (kind in _BOXES or kind in _CROSSED):
        piece.mark = _drawn_box(text, kind, shape, styles)
    elif text:
        piece.box = shape
    elif (shape.tag not in _OPEN and kind in _BOXES) or max(piece.width, piece.height) > 2 * MOST_SIDE:
        return
    drawn.pieces.append(piece)


def _drawn_box(text: str, kind: str, shape: Element, styles: Styles) -> Mark:
    if text:
        mark = lone_mark(text)
        return Mark(checked=True if mark is None else mark.checked, raw=f"box with {text}", method="vector", confidence=0.9)
    if kind in _CROSSED:
        return Mark(checked=True, raw="crossed circle", method="vector")
    words = " ".join(_words(shape))
    state, telling = named_state(words)
    filled = styles.get("graphic", shape.get(DRAW + "style-name")).filled
    if telling and state is not None and filled is not True:
        return Mark(checked=state, raw=words, method="vector", confidence=0.8)
    return Mark(checked=filled, raw="drawn box" if filled is False else "filled box", method="vector", confidence=0.9)
