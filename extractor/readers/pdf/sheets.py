"""One page: everything on it, gathered and put into its grids; then laid out."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from extractor.document import Block, Line
from extractor.errors import Unreadable
from extractor.place import Box, Place
from extractor.readers.pdf.annotations import read_annotations
from extractor.readers.pdf.bands import banded, shaded
from extractor.readers.pdf.bidi import runs_left
from extractor.readers.pdf.blanks import place_blanks
from extractor.readers.pdf.boxes import believable, find_boxes, is_cell, place_bullets
from extractor.readers.pdf.drawings import read_drawings
from extractor.readers.pdf.engine import OpenDocument
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.glyphs import read_liars, read_unknown
from extractor.readers.pdf.layout import GridNode, Layout, nest
from extractor.readers.pdf.lines import LineMaker
from extractor.readers.pdf.overlays import frames_of_fields, place_marks
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.rulings import Grid, by_size, grids_of, rulings_of, without_frames
from extractor.readers.pdf.tokens import MOST_CHARACTERS, TextReader, Token
from extractor.readers.pdf.unseen import part_buttons, part_unseen
from extractor.readers.pdf.visual import visual_lines
from extractor.text import clean

# A page with pictures over this share of it is a scan.
_PICTURED = 0.5
# A blank page's grey values, in a picture of few pixels, are apart by less (of 256); one short line of text makes more.
_BLANK = 4


@dataclass(slots=True)
class Sheet:
    """One page: its words, marks and grids, not yet laid out."""

    number: int
    width: float = 0.0
    height: float = 0.0
    maker: LineMaker | None = None
    tokens: list[Token] = field(default_factory=list)
    """What stands outside all grids."""
    grids: list[GridNode] = field(default_factory=list)
    """The outermost grids, each with what stands in it."""
    aside: list[Line] = field(default_factory=list)
    """Text that runs in another direction than the page's."""
    words: int = 0
    marks: int = 0
    fields: int = 0
    pictured: bool = False
    """A picture covers most of the page."""
    blank: bool = False
    """It is such a picture and nothing else, and nothing is on it."""
    drawn: bool = False
    remarks: list[Line] = field(default_factory=list)
    """What sticky notes and comments say, and text that is not seen."""
    notes: list[str] = field(default_factory=list)


def read_sheet(document: OpenDocument, reader: TextReader, index: int) -> Sheet:
    """Read the page of this index."""
    lib = document.lib
    page = lib.FPDF_LoadPage(document.handle, index)
    if not page:
        return Sheet(index + 1, notes=[f"page {index + 1} is damaged and was not read"])
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
    area = max(turn.width * turn.height, 1.0)
    sheet.pictured = sum((p.x1 - p.x0) * (p.bottom - p.top) for p in drawings.pictures) > _PICTURED * area
    sheet.drawn = len(drawings.shapes) > 20
    # Invisible text over a picture is what OCR read there; elsewhere nobody sees it, and nobody meant it to be read.
    if not sheet.pictured:
        tokens = [t for t in tokens if not t.hidden]
    if not drawings.complete:
        sheet.notes.append(f"page {index + 1} is drawn of so many pieces that not all were looked at")
    horizontal, vertical = rulings_of(drawings.shapes, turn.width, turn.height)
    boxes = [box for box in find_boxes(drawings, horizontal, vertical) if not is_cell(box, horizontal, vertical)]
    seen = (turn.height, turn.width) if (turn.quarter - turn.rotation) % 2 else (turn.width, turn.height)
    camera = Camera(lib, page, lambda: document.form, seen)
    if sheet.pictured and not tokens:
        pixels, _, _ = camera.pixels(Box(0.0, 0.0, *seen))
        sheet.blank = max(pixels) - min(pixels) < _BLANK
    unseen: list[Token] = []
    if not sheet.pictured:  # what OCR read in a picture is set below it, or in no colour
        tokens, unseen = part_unseen(tokens, drawings.shapes, document.layered, camera, turn)
    if text_page:
        read_unknown(tokens, text_page, camera, turn)
        read_liars(tokens, text_page, camera, turn)
    boxes = believable(place_bullets(boxes, tokens))
    tokens, used = place_marks(boxes, tokens, drawings, (horizontal, vertical), annotations, camera, turn)
    camera.close()
    tokens, lines = place_blanks(tokens, [s for s in drawings.shapes if id(s) not in used])
    used |= lines
    tokens, captions = part_buttons(tokens, drawings.shapes)
    used |= frames_of_fields(drawings.shapes, annotations, horizontal, vertical)
    if used:
        horizontal, vertical = rulings_of([s for s in drawings.shapes if id(s) not in used], turn.width, turn.height)
    for box, target in annotations.links:
        for token in tokens:
            if box.x0 - 1 <= (token.x0 + token.x1) / 2 <= box.x1 + 1 and box.top - 1 <= (token.top + token.bottom) / 2 <= box.bottom + 1:
                token.link = target
    sheet.words = sum(1 for t in tokens if t.mark is None)
    sheet.marks = len(tokens) - sheet.words
    sheet.fields = len(annotations.field_boxes)
    sheet.remarks = [Line(clean(words), Place(page=index + 1, box=turn.seen(box))) for box, words in annotations.remarks]
    upright = [t for t in tokens if t.quarter == 0]
    sheet.maker = maker = LineMaker(index + 1, turn, runs_left(tokens))
    sheet.remarks += [line for visual in visual_lines(unseen + captions) if (line := maker.line(visual.tokens)[0]) is not None]
    if len(upright) < len(tokens):
        sheet.aside = _aside([t for t in tokens if t.quarter], maker)
    grids, loose = grids_of(horizontal, vertical)
    grids = without_frames(grids, upright, turn.width)
    if len(loose) >= 3:
        grids += banded(loose, drawings.shapes, upright, turn.width)
    if not grids:
        grids = shaded(drawings.shapes, upright, turn.width)
    sheet.grids, sheet.tokens = nest(by_size(grids), upright)
    return sheet


def lay_out(sheet: Sheet) -> tuple[list[Block], dict[int, Grid], dict[int, float]]:
    """The blocks of a page in reading order; the grids of its ruled tables and the gutters of its unruled ones, by the tables' identities."""
    if sheet.maker is None:
        return [], {}, {}
    layout = Layout(sheet.maker)
    margin = min((t.x0 for t in sheet.tokens), default=0.0)
    blocks = list(layout.blocks(sheet.tokens, sheet.grids, 0.0, sheet.width - margin, False))
    return blocks, layout.ruled, layout.gutters


def _aside(tokens: list[Token], maker: LineMaker) -> list[Line]:
    """Text in another direction: in the order of the page's content, a line for each run."""
    lines = []
    run: list[Token] = []
    for token in tokens:
        if run and (token.quarter != run[-1].quarter or (abs(token.x0 - run[-1].x0) > 2 and abs(token.top - run[-1].top) > 2)):
            line, _ = maker.line(run)
            lines += [line] if line else []
            run = []
        run.append(token)
    if run:
        line, _ = maker.line(run)
        lines += [line] if line else []
    return lines
