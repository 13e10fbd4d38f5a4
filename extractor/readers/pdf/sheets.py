"""One page: everything on it, as blocks in reading order."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from extractor.document import Block, Line
from extractor.errors import Unreadable
from extractor.place import Box
from extractor.readers.pdf.boxes import DrawnBox, believable, find_boxes, is_side_of_table, judge, token_of
from extractor.readers.pdf.drawings import Drawings, read_drawings
from extractor.readers.pdf.engine import OpenDocument
from extractor.readers.pdf.fields import Annotations, read_annotations
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.layout import Layout, nest
from extractor.readers.pdf.lines import LineMaker
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.rulings import grids_of, rulings_of
from extractor.readers.pdf.tokens import MOST_CHARACTERS, TextReader, Token


@dataclass(slots=True)
class Sheet:
    """One page, read."""

    number: int
    width: float
    height: float
    blocks: list[Block] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    """Text that runs in another direction than the page's."""
    has_content: bool = False
    pictured: bool = False
    drawn: bool = False
    notes: list[str] = field(default_factory=list)


def read_sheet(document: OpenDocument, reader: TextReader, index: int) -> Sheet:
    """Read the page of this index."""
    lib = document.lib
    page = lib.FPDF_LoadPage(document.handle, index)
    if not page:
        return Sheet(index + 1, 0, 0, notes=[f"page {index + 1} is damaged and was not read"])
    try:
        text_page = lib.FPDFText_LoadPage(page)
        try:
            return _read(document, reader, page, text_page, index)
        finally:
            if text_page:
                lib.FPDFText_ClosePage(text_page)
    finally:
        lib.FPDF_ClosePage(page)


def _read(document: OpenDocument, reader: TextReader, page: int, text_page: int | None, index: int) -> Sheet:
    lib = document.lib
    numbers = array("f", bytes(16))
    lib.FPDF_GetPageBoundingBox(page, numbers.buffer_info()[0])
    left, top, right, bottom = numbers
    turn = Turn(left, top, right, bottom, lib.FPDFPage_GetRotation(page))
    count = lib.FPDFText_CountChars(text_page) if text_page else 0
    if count > MOST_CHARACTERS:
        raise Unreadable("too-large", f"page {index + 1} holds {count} characters; no form's page does")
    tokens = reader.words(text_page, count, turn) if count > 0 and text_page else []
    tokens = [t for t in tokens if t.x1 > -2 and t.bottom > -2 and t.x0 < turn.width + 2 and t.top < turn.height + 2]
    drawings = read_drawings(lib, page, turn)
    annotations = read_annotations(document, page, turn)
    sheet = Sheet(index + 1, turn.width, turn.height)
    sheet.pictured = bool(drawings.pictures)
    sheet.drawn = len(drawings.shapes) > 20
    if not drawings.complete:
        sheet.notes.append(f"page {index + 1} is drawn of so many pieces that not all were looked at")
    horizontal, vertical = rulings_of(drawings.shapes, turn.width, turn.height)
    boxes = believable([box for box in find_boxes(drawings) if not is_side_of_table(box, horizontal, vertical)])
    camera = Camera(lib, page)
    marks = _marks(boxes, tokens, annotations, camera, turn)
    if marks:
        used = {id(shape) for box, _ in marks for shape in box.shapes}
        horizontal, vertical = rulings_of([s for s in drawings.shapes if id(s) not in used], turn.width, turn.height)
    inside = [box.box for box, _ in marks] + [box for box, is_mark in annotations.field_boxes if is_mark]
    tokens = [t for t in tokens if not _covered(t, inside)]
    tokens += [token for _, token in marks] + annotations.tokens
    for box, target in annotations.links:
        for token in tokens:
            if box.x0 - 1 <= (token.x0 + token.x1) / 2 <= box.x1 + 1 and box.top - 1 <= (token.top + token.bottom) / 2 <= box.bottom + 1:
                token.link = target
    sheet.has_content = bool(tokens)
    upright = [t for t in tokens if t.quarter == 0]
    maker = LineMaker(index + 1, turn)
    if len(upright) < len(tokens):
        sheet.aside = _aside([t for t in tokens if t.quarter], maker)
    grids = grids_of(horizontal, vertical)
    roots, outside = nest(grids, upright)
    margin = min((t.x0 for t in outside), default=0.0)
    sheet.blocks = list(Layout(maker).blocks(outside, roots, 0.0, turn.width - margin, False))
    return sheet


def _marks(boxes: list[DrawnBox], tokens: list[Token], annotations: Annotations, camera: Camera, turn: Turn) -> list[tuple[DrawnBox, Token]]:
    """The drawn boxes that are marks. A field in its place is the mark, or makes the box an entry box."""
    out = []
    for box in boxes:
        if any(_overlap(box.box, other) > 0.4 for other, _ in annotations.field_boxes):
            continue
        mark = judge(box, camera, turn)
        out.append((box, token_of(mark, box.box)))
    return out


def _overlap(a: Box, b: Box) -> float:
    """The common area's share of the smaller box."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / max(min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top)), 0.01)


def _covered(token: Token, boxes: list[Box]) -> bool:
    """Whether a single glyph stands in a box that is a mark already."""
    if len(token.text) > 2:
        return False
    x, y = (token.x0 + token.x1) / 2, token.base - 0.35 * token.size
    return any(b.x0 <= x <= b.x1 and b.top <= y <= b.bottom for b in boxes)


def _aside(tokens: list[Token], maker: LineMaker) -> list[Line]:
    """Text in another direction: in the order of the page's content, a line for each run."""
    lines = []
    run: list[Token] = []
    for token in tokens:
        if run and (token.quarter != run[-1].quarter or abs(token.x0 - run[-1].x0) > 2 and abs(token.top - run[-1].top) > 2):
            line, _ = maker.line(run)
            lines += [line] if line else []
            run = []
        run.append(token)
    if run:
        line, _ = maker.line(run)
        lines += [line] if line else []
    return lines
