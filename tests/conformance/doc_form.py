"""The form as a Word 97-2003 document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.kinds import Arrangement
from tests.conformance.printed import Block, Box, Cell, Paragraph, TextBox, printed
from tests.readers.doc_file import BOLD, DEPTH, IN_TABLE, INNER_CELL, INNER_ROW, LIST, ROW_END, Doc, Piece, row, sprm

Runs = tuple[tuple[str, bytes], ...]
Boxes = Callable[[Doc, bool], Runs]
"""The runs of a box, given the document and whether it is ticked."""


def doc_form(box: Boxes, plan: Mapping[str, Arrangement]) -> bytes:
    """The form with boxes that `box` writes."""
    doc = Doc()
    for block in printed(plan):
        doc.pieces += _pieces(doc, block, box, 0)
    return doc.packed()


def _pieces(doc: Doc, block: Block, box: Boxes, depth: int) -> list[Piece]:
    if isinstance(block, Paragraph):
        return [Piece(_runs(doc, block, box), _place(depth) + (sprm(LIST, 1) if block.item else b""))]
    if isinstance(block, TextBox):
        doc.boxes.append(((4000, 3000), [piece for each in block.blocks for piece in _pieces(doc, each, box, 0)]))
        return [Piece((("\x08", b""),), _place(depth))]
    return [piece for cells in block.rows for piece in _row(doc, cells, box, depth + 1)]


def _place(depth: int) -> bytes:
    return (sprm(IN_TABLE, 1) + sprm(DEPTH, depth)) if depth else b""


def _runs(doc: Doc, paragraph: Paragraph, box: Boxes) -> Runs:
    look = sprm(BOLD, 1) if paragraph.bold else b""
    runs: list[tuple[str, bytes]] = []
    for run in paragraph.runs:
        runs += box(doc, run.checked) if isinstance(run, Box) else [(run, look)]
    return tuple(runs)


def _row(doc: Doc, cells: tuple[Cell, ...], box: Boxes, depth: int) -> list[Piece]:
    made: list[Piece] = []
    for cell in cells:
        inside = [piece for block in cell.blocks for piece in _pieces(doc, block, box, depth)]
        if not isinstance(cell.blocks[-1], Paragraph):
            inside.append(Piece((), _place(depth)))
        last = inside.pop()
        made += inside
        if depth == 1:
            made.append(Piece(last.runs, last.properties, "\x07"))
        else:
            made.append(Piece(last.runs, last.properties + sprm(INNER_CELL, 1)))
    edges = [sum(cell.width for cell in cells[:number]) for number in range(len(cells) + 1)]
    if depth == 1:
        made.append(Piece((), _place(1) + sprm(ROW_END, 1) + row(edges), "\x07"))
    else:
        made.append(Piece((), _place(depth) + sprm(INNER_CELL, 1) + sprm(INNER_ROW, 1) + row(edges)))
    return made
