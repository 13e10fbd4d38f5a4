"""Shapes and pictures: text boxes, boxes that were drawn, pictures of boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.readers.docx.xml import DRAWING, GROUP, PICTURE, SHAPE, WORD_DRAWING, Element, R, W, integer, local_name, truth
from extractor.wordprocessing.pieces import Piece, settle
from extractor.wordprocessing.shapes import MOST_SIDE, boxlike, dark, named_state, picture_mark

_BOXES: Final = frozenset(
    ("rect", "roundRect", "ellipse", "flowChartProcess", "flowChartConnector", "flowChartAlternateProcess", "frame", "bevel", "round2SameRect", "donut")
)
_CROSSED: Final = frozenset(("flowChartSummingJunction", "flowChartOr"))
_STROKES: Final = frozenset(
    ("mathMultiply", "mathPlus", "plus", "line", "straightConnector1", "bentConnector3", "curvedConnector3", "lightningBolt", "halfFrame", "corner")
)
_TXBX: Final = W + "txbxContent"


Judge = Callable[[str], tuple[bool, bool | None]]
"""Whether the picture of a relationship shows a box, and the box's state, None where that cannot be told."""


@dataclass(slots=True)
class Drawn:
    """What a drawing holds, and whether it may lie over something else."""

    pieces: list[Piece] = field(default_factory=list)
    """Marks and text boxes; in reading order once the drawing is settled."""
    words: list[str] = field(default_factory=list)
    """What the descriptions of larger pictures say."""
    texts: list[str] = field(default_factory=list)
    """Words drawn as a shape (WordArt)."""
    diagrams: list[str] = field(default_factory=list)
    """Relationships to the data of diagrams (SmartArt) and to charts."""
    floating: bool = False
    stroke: bool = False
    """A cross, line or scribble without a box of its own."""

    def settle(self) -> None:
        """Put the pieces in reading order, and give strokes to the boxes that they lie in."""
        self.pieces, loose = settle(self.pieces)
        self.stroke = self.stroke or loose


class Transform(NamedTuple):
    """From the coordinates of a group's shapes to those of the drawing: a factor and an offset for each axis."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def inner(self, at: tuple[float, float], size: tuple[float, float], origin: tuple[float, float], units: tuple[float, float]) -> Transform:
        """That of a group which stands `at` this one's coordinates, is of this `size`, and counts `units` from its `origin`."""
        scale_x = self.scale_x * (size[0] / units[0] if units[0] else 1.0)
        scale_y = self.scale_y * (size[1] / units[1] if units[1] else 1.0)
        return Transform(scale_x, scale_y, self.left + at[0] * self.scale_x - origin[0] * scale_x, self.top + at[1] * self.scale_y - origin[1] * scale_y)

    def piece(self, at: tuple[float, float], size: tuple[float, float]) -> Piece:
        """A shape that stands there."""
        return Piece(self.left + at[0] * self.scale_x, self.top + at[1] * self.scale_y, abs(size[0] * self.scale_x), abs(size[1] * self.scale_y))


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
        for shape, transform in _shapes(frame, Transform(), 0):
            if shape.tag == PICTURE + "pic":
                blip = next(shape.iter(DRAWING + "blip"), None)
                piece = _placed(shape.find(PICTURE + "spPr"), transform)
                parent = shape.getparent()
                grouped = parent is not None and local_name(parent) != "graphicData"
                if not (grouped and piece.width):
                    piece.width, piece.height = size
                add_picture(drawn, piece, [*([] if grouped else names), *_names(shape)], "" if blip is None else blip.get(R + "embed", ""), judge)
            else:
                _shape(drawn, shape, names, transform, size)
        for child in frame.iter():
            name = local_name(child)
            if name == "contentPart":
                # Ink: somebody wrote on the page.
                drawn.stroke = True
            elif (name == "relIds" and (data := child.get(R + "dm"))) or (name == "chart" and (data := child.get(R + "id"))):
                drawn.diagrams.append(data)
    drawn.settle()
    return drawn


def _shapes(element: Element, transform: Transform, depth: int) -> Iterator[tuple[Element, Transform]]:
    """The shapes and pictures of a drawing with the transforms of their groups, none of those inside a text box."""
    for child in element:
        if child.tag in (SHAPE + "wsp", PICTURE + "pic"):
            yield child, transform
        elif child.tag != _TXBX:
            properties = child.find(GROUP + "grpSpPr")
            frame = None if properties is None else properties.find(DRAWING + "xfrm")
            yield from _shapes(child, transform if frame is None or depth > 8 else _grouped(frame, transform), depth + 1)


def _grouped(frame: Element, transform: Transform) -> Transform:
    pairs = [(0.0, 0.0)] * 4
    for number, (name, one, other) in enumerate((("off", "x", "y"), ("ext", "cx", "cy"), ("chOff", "x", "y"), ("chExt", "cx", "cy"))):
        if (found := frame.find(DRAWING + name)) is not None:
            pairs[number] = (integer(found.get(one)), integer(found.get(other)))
    return transform.inner(*pairs)


def _placed(properties: Element | None, transform: Transform) -> Piece:
    at = size = (0.0, 0.0)
    if properties is not None and (frame := properties.find(DRAWING + "xfrm")) is not None:
        if (extent := frame.find(DRAWING + "ext")) is not None:
            size = (integer(extent.get("cx")), integer(extent.get("cy")))
        if (offset := frame.find(DRAWING + "off")) is not None:
            at = (integer(offset.get("x")), integer(offset.get("y")))
    return transform.piece(at, size)


def _names(shape: Element) -> list[str]:
    found = shape.find(f"{PICTURE}nvPicPr/{PICTURE}cNvPr")
    return [] if found is None else [found.get("descr", ""), found.get("title", ""), found.get("name", "")]


def add_picture(drawn: Drawn, piece: Piece, names: list[str], key: str, judge: Judge) -> None:
    """Add a picture: a mark where it is one of a box, else the words that describe it."""
    words = " ".join(dict.fromkeys(name for name in names if name)).replace("Description automatically generated", "")
    piece.mark = picture_mark(words, int(piece.width), int(piece.height), lambda: judge(key))
    if piece.mark is not None:
        drawn.pieces.append(piece)
    elif words:
        drawn.words.append(words)


def _shape(drawn: Drawn, shape: Element, names: list[str], transform: Transform, size: tuple[int, int]) -> None:
    properties = shape.find(SHAPE + "spPr")
    piece = _placed(properties, transform)
    if not (piece.width or piece.height):
        piece.width, piece.height = size
    kind = ""
    if properties is not None:
        if (geometry := properties.find(DRAWING + "prstGeom")) is not None:
            kind = geometry.get("prst", "")
        elif properties.find(DRAWING + "custGeom") is not None:
            kind = "custom"
    piece.box = next(shape.iter(_TXBX), None)
    text = text_in(piece.box)
    if boxlike(int(piece.width), int(piece.height)) and len(text) <= 2:
        if kind in _BOXES or kind in _CROSSED:
            piece.mark, piece.box = _drawn_box(text, kind, properties, shape, names), None
            drawn.pieces.append(piece)
            return
        if kind in _STROKES or kind == "custom":
            piece.box = None
            drawn.pieces.append(piece)
            return
    if piece.box is not None or ((kind in _STROKES or kind == "custom") and 0 < max(piece.width, piece.height) <= 2 * MOST_SIDE):
        drawn.pieces.append(piece)


def text_in(box: Element | None) -> str:
    """The text of a text box as far as it fits a box of a form."""
    return "" if box is None else "".join(text.text or "" for text in box.iter(W + "t")).strip()


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
