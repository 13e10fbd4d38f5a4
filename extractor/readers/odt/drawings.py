"""Frames and shapes: text boxes, boxes that were drawn, pictures of boxes (ODF 1.3 part 3, 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.place import Box
from extractor.readers.odt.package import Source
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import DRAW, FO, SVG, TABLE, TEXT, XLINK, Element
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


class Shape(NamedTuple):
    """A drawn thing that may be a box, and where it lies."""

    box: Box
    mark: Mark | None
    """None for a stroke: a line, a cross, a scribble."""


@dataclass(slots=True)
class Drawn:
    """What a drawing holds, in reading order."""

    boxes: list[Element] = field(default_factory=list)
    """Elements that hold the paragraphs of a text box."""
    shapes: list[Shape] = field(default_factory=list)
    controls: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """What the descriptions of larger pictures say."""

    def marks(self) -> list[Mark]:
        """The boxes; one in which a stroke lies is checked."""
        strokes = [shape.box for shape in self.shapes if shape.mark is None]
        found = []
        for box, mark in self.shapes:
            if mark is None:
                continue
            if mark.checked is False and len(self.shapes) > 1 and any(_inside(stroke, box) for stroke in strokes):
                mark = Mark(checked=True, raw="box with cross", method="vector", confidence=0.9)
            found.append(mark)
        return found

    @property
    def stroke(self) -> bool:
        """Whether there is a stroke that lies in none of the boxes."""
        boxes = [shape.box for shape in self.shapes if shape.mark is not None]
        return any(shape.mark is None and not any(_inside(shape.box, box) for box in boxes) for shape in self.shapes)


def _inside(stroke: Box, box: Box) -> bool:
    x, y = (stroke.x0 + stroke.x1) / 2, (stroke.top + stroke.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def drawing(element: Element, styles: Styles, source: Source) -> Drawn:
    """What a frame, shape or group of them holds."""
    drawn = Drawn()
    placed: list[tuple[float, float, Element]] = []
    for shape in _outer(element):
        if shape.tag == CONTROL:
            drawn.controls.append(shape)
        elif shape.tag == FRAME:
            _frame(drawn, shape, styles, source, placed)
        else:
            _shape(drawn, shape, styles, placed)
    # Shapes of a group are in the order in which they were drawn; where they lie says how they are read.
    placed.sort(key=lambda each: each[:2])
    drawn.boxes.extend(box for _, _, box in placed)
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


def _bounds(element: Element) -> Box:
    """Where a shape lies, in points from what it is anchored to."""
    if element.get(SVG + "x1") is not None:
        x0, y0, x1, y1 = (points(element.get(SVG + name, "")) for name in ("x1", "y1", "x2", "y2"))
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    x, y = points(element.get(SVG + "x", "")), points(element.get(SVG + "y", ""))
    width, height = points(element.get(SVG + "width", "")), points(element.get(SVG + "height", ""))
    return Box(x, y, x + width, y + height)


def _size(box: Box) -> tuple[int, int]:
    return int((box.x1 - box.x0) * POINT), int((box.bottom - box.top) * POINT)


def _frame(drawn: Drawn, frame: Element, styles: Styles, source: Source, placed: list[tuple[float, float, Element]]) -> None:
    bounds = _bounds(frame)
    for child in frame:
        if child.tag == DRAW + "text-box":
            if bounds.bottom <= bounds.top:
                bounds = bounds._replace(bottom=bounds.top + points(child.get(FO + "min-height", "")))
            text = "".join(str(part) for part in child.itertext()).strip()
            bordered = styles.get("graphic", frame.get(DRAW + "style-name")).bordered
            if bordered and len(text) <= 2 and boxlike(*_size(bounds)):
                drawn.shapes.append(Shape(bounds, _drawn_box(text, "", frame, styles)))
            else:
                placed.append((bounds.top, bounds.x0, child))
            return
        if child.tag == DRAW + "image":
            _picture(drawn, frame, child, bounds, source)
            return
        if child.tag == TABLE + "table":
            placed.append((bounds.top, bounds.x0, frame))
            return


def _picture(drawn: Drawn, frame: Element, image: Element, bounds: Box, source: Source) -> None:
    href = image.get(XLINK + "href", "").rpartition("/")[2].rpartition(".")[0]
    words = " ".join(dict.fromkeys((*_words(frame), *([] if _GENERATED_NAME.search(href) else [href]))))
    mark = picture_mark(words, *_size(bounds), lambda: source.box_picture(image))
    if mark is not None:
        drawn.shapes.append(Shape(bounds, mark))
    elif words:
        drawn.words.append(words)


def _shape(drawn: Drawn, shape: Element, styles: Styles, placed: list[tuple[float, float, Element]]) -> None:
    bounds = _bounds(shape)
    size = _size(bounds)
    text = "".join("".join(str(part) for part in child.itertext()) for child in shape if child.tag in (TEXT + "p", TEXT + "list")).strip()
    kind = ""
    if shape.tag == CUSTOM:
        geometry = shape.find(DRAW + "enhanced-geometry")
        kind = "" if geometry is None else geometry.get(DRAW + "type", "").lower().removeprefix("ooxml-").replace("-", "")
    if shape.tag in _CLOSED and boxlike(*size) and len(text) <= 2 and (kind in _BOXES or kind in _CROSSED):
        drawn.shapes.append(Shape(bounds, _drawn_box(text, kind, shape, styles)))
    elif text:
        placed.append((bounds.top, bounds.x0, shape))
    elif (shape.tag in _OPEN or kind not in _BOXES) and max(size) <= 2 * MOST_SIDE:
        drawn.shapes.append(Shape(bounds, None))


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
