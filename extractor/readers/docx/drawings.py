"""Shapes and pictures: text boxes, boxes that were drawn, pictures of boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.readers.docx.xml import DRAWING, OFFICE, PICTURE, SHAPE, VML, WORD_DRAWING, Element, R, W, integer, local_name, truth
from extractor.wordprocessing.shapes import MOST_SIDE, POINT, boxlike, dark, named_state, picture_mark, points

_BOXES: Final = frozenset(
    ("rect", "roundRect", "ellipse", "flowChartProcess", "flowChartConnector", "flowChartAlternateProcess", "frame", "bevel", "round2SameRect", "donut")
)
_CROSSED: Final = frozenset(("flowChartSummingJunction", "flowChartOr"))
_STROKES: Final = frozenset(
    ("mathMultiply", "mathPlus", "plus", "line", "straightConnector1", "bentConnector3", "curvedConnector3", "lightningBolt", "halfFrame", "corner")
)
_TXBX: Final = W + "txbxContent"


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: text boxes in reading order, marks, and whether it may lie over something else."""

    boxes: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """What the descriptions of larger pictures say."""
    texts: list[str] = field(default_factory=list)
    """Words drawn as a shape (WordArt)."""
    diagrams: list[str] = field(default_factory=list)
    """Relationships to the data of diagrams (SmartArt)."""
    floating: bool = False
    stroke: bool = False
    """A cross, line or scribble without a box of its own."""


Judge = Callable[[str], tuple[bool, bool | None]]
"""Whether the picture of a relationship shows a box, and the box's state, None where that cannot be told."""


def drawing(element: Element, judge: Judge) -> Drawn:
    """What a `w:drawing` holds (ECMA-376 part 1, 20.4)."""
    drawn = Drawn()
    for frame in element:
        drawn.floating = drawn.floating or frame.tag == WORD_DRAWING + "anchor"
        properties = frame.find(WORD_DRAWING + "docPr")
        if properties is not None and truth(properties.get("hidden", "0")):
            continue
        extent = frame.find(WORD_DRAWING + "extent")
        size = (0, 0) if extent is None else (integer(extent.get("cx")), integer(extent.get("cy")))
        names = [] if properties is None else [properties.get("descr", ""), properties.get("title", ""), properties.get("name", "")]
        placed: list[tuple[int, int, Element]] = []
        for shape in _outer(frame, (SHAPE + "wsp", PICTURE + "pic")):
            if shape.tag == PICTURE + "pic":
                blip = next(shape.iter(DRAWING + "blip"), None)
                _picture(drawn, size, [*names, *_names(shape)], "" if blip is None else blip.get(R + "embed", ""), judge)
            else:
                _shape(drawn, shape, names, placed)
        # Shapes of a group are in the order in which they were drawn; their own offsets say how they are read.
        placed.sort(key=lambda each: each[:2])
        drawn.boxes.extend(box for _, _, box in placed)
        for child in frame.iter():
            name = local_name(child)
            if name == "contentPart":
                # Ink: somebody wrote on the page.
                drawn.stroke = True
            elif name == "relIds" and (data := child.get(R + "dm")):
                drawn.diagrams.append(data)
    return drawn


def _outer(element: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The nearest descendants with one of the tags, none inside another or inside a text box."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag != _TXBX:
            yield from _outer(child, tags)


def _names(shape: Element) -> list[str]:
    found = shape.find(f"{PICTURE}nvPicPr/{PICTURE}cNvPr")
    return [] if found is None else [found.get("descr", ""), found.get("title", ""), found.get("name", "")]


def _picture(drawn: Drawn, size: tuple[int, int], names: list[str], key: str, judge: Judge) -> None:
    words = " ".join(dict.fromkeys(name for name in names if name)).replace("Description automatically generated", "")
    mark = picture_mark(words, *size, lambda: judge(key))
    if mark is not None:
        drawn.marks.append(mark)
    elif words:
        drawn.words.append(words)


def _shape(drawn: Drawn, shape: Element, names: list[str], placed: list[tuple[int, int, Element]]) -> None:
    properties = shape.find(SHAPE + "spPr")
    width = height = left = top = 0
    kind = ""
    if properties is not None:
        if (frame := properties.find(DRAWING + "xfrm")) is not None:
            if (extent := frame.find(DRAWING + "ext")) is not None:
                width, height = integer(extent.get("cx")), integer(extent.get("cy"))
            if (offset := frame.find(DRAWING + "off")) is not None:
                left, top = integer(offset.get("x")), integer(offset.get("y"))
        if (geometry := properties.find(DRAWING + "prstGeom")) is not None:
            kind = geometry.get("prst", "")
        elif properties.find(DRAWING + "custGeom") is not None:
            kind = "custom"
    box = next(shape.iter(_TXBX), None)
    text = "" if box is None else "".join(t.text or "" for t in box.iter(W + "t")).strip()
    if boxlike(width, height) and len(text) <= 2:
        if kind in _BOXES or kind in _CROSSED:
            drawn.marks.append(_drawn_box(text, kind, properties, shape, names))
            return
        if kind in _STROKES or kind == "custom":
            drawn.stroke = True
            return
    elif kind in _STROKES and max(width, height) <= 2 * MOST_SIDE:
        drawn.stroke = True
    if box is not None:
        placed.append((top, left, box))


def _drawn_box(text: str, kind: str, properties: Element | None, shape: Element, names: list[str]) -> Mark:
    if text:
        mark = lone_mark(text)
        return Mark(checked=True if mark is None else mark.checked, raw=f"box with {text}", method="vector", confidence=0.9)
    if kind in _CROSSED:
        return Mark(checked=True, raw="crossed circle", method="vector")
    state, telling = named_state(" ".join(names))
    filled = _filled(properties, shape)
    if telling and state is not None and filled is not True:
        return Mark(checked=state, raw=" ".join(names), method="vector", confidence=0.8)
    return Mark(checked=filled, raw="drawn box" if filled is False else "filled box", method="vector", confidence=0.9)


def _filled(properties: Element | None, shape: Element) -> bool | None:
    """Whether a drawn box is filled with a dark colour; None where only the document's theme tells, or a picture or pattern fills it."""
    if properties is not None:
        for child in properties:
            name = local_name(child)
            if name == "noFill":
                return False
            if name == "solidFill":
                colour = next(iter(child), None)
                return None if colour is None else _dark(colour)
            if name in ("gradFill", "pattFill", "blipFill", "grpFill"):
                return None
    reference = shape.find(f"{SHAPE}style/{DRAWING}fillRef")
    if reference is not None and reference.get("idx", "0") != "0":
        return None
    return False


def _dark(colour: Element) -> bool | None:
    text = colour.get("val", "")
    if colour.tag == DRAWING + "srgbClr":
        return dark(text)
    return {"bg1": False, "lt1": False, "white": False, "window": False, "tx1": True, "dk1": True, "black": True, "windowText": True}.get(text)


_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height|position|left|top|margin-left|margin-top|visibility)\s*:\s*([^;]*)")
_VML_SHAPES: Final = (VML + "rect", VML + "roundrect", VML + "oval", VML + "shape", VML + "line", VML + "polyline", VML + "arc")


def vml(element: Element, judge: Judge) -> Drawn:
    """What a `w:pict` or `w:object` draws (ECMA-376 part 4, 19.1)."""
    drawn = Drawn()
    for shape in _outer(element, _VML_SHAPES):
        style = {name: text.strip() for name, text in _LENGTH.findall(shape.get("style", ""))}
        if style.get("visibility") == "hidden":
            continue
        drawn.floating = drawn.floating or style.get("position") == "absolute"
        width, height = points(style.get("width", "")), points(style.get("height", ""))
        size = (int(width * POINT), int(height * POINT))
        box = next(shape.iter(_TXBX), None)
        text = "" if box is None else "".join(t.text or "" for t in box.iter(W + "t")).strip()
        names = [shape.get("alt", ""), shape.get("title", "")]
        words = shape.find(VML + "textpath")
        if words is not None and "watermark" not in shape.get("id", "").lower():
            drawn.texts.append(words.get("string", ""))
        image = shape.find(VML + "imagedata")
        if image is not None:
            _picture(drawn, size, [*names, image.get(OFFICE + "title", "")], image.get(R + "id", "") or image.get(R + "pict", ""), judge)
        elif shape.tag in (VML + "line", VML + "polyline", VML + "arc"):
            drawn.stroke = drawn.stroke or max(size) <= 2 * MOST_SIDE
        elif (
            boxlike(*size)
            and len(text) <= 2
            and (shape.tag != VML + "shape" or shape.get("type", "") in ("#_x0000_t1", "#_x0000_t3", "#_x0000_t202", "#_x0000_t109"))
        ):
            if text:
                mark = lone_mark(text)
                drawn.marks.append(Mark(checked=True if mark is None else mark.checked, raw=f"box with {text}", method="vector", confidence=0.9))
            else:
                filled = False if truth(shape.get("filled", "t")) is False else dark(shape.get("fillcolor", "white"))
                drawn.marks.append(Mark(checked=filled, raw="drawn box" if filled is False else "filled box", method="vector", confidence=0.9))
        elif box is not None:
            drawn.boxes.append(box)
        elif boxlike(*size):
            drawn.stroke = True
    return drawn
