"""Narrow ruled cells that are themselves the boxes: a column beside the options, in which an x or nothing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import token_of
from extractor.readers.pdf.rulings import GridCell
from extractor.readers.pdf.tokens import Token

if TYPE_CHECKING:
    from extractor.readers.pdf.layout import GridNode

# Such a column is as wide as a box with some room, and as high as the two lines of a long option (points).
_WIDEST, _HIGHEST, _NARROWEST = 40.0, 42.0, 6.0
# What people put into such a cell, besides the glyphs that are marks anywhere.
_CROSSES = frozenset("xXхХvV*+/•●√■")


def mark_cells(node: GridNode) -> None:
    """Turn what stands in a grid's box columns into marks: a cross is a marked box, nothing an empty one."""
    columns: dict[tuple[int, int], list[int]] = {}
    for index, cell in enumerate(node.grid.cells):
        if _NARROWEST <= cell.x1 - cell.x0 <= _WIDEST and _NARROWEST <= cell.bottom - cell.top <= _HIGHEST and not node.inner[index]:
            columns.setdefault((round(cell.x0), round(cell.x1)), []).append(index)
    for indexes in columns.values():
        if len(indexes) >= 2:
            _mark_column(node, indexes)


def _mark_column(node: GridNode, indexes: list[int]) -> None:
    indexes.sort(key=lambda k: node.grid.cells[k].row)
    if node.tokens[indexes[0]] and _lone(node.tokens[indexes[0]]) is None:
        indexes = indexes[1:]  # the column's own heading
    empty: list[int] = []
    crossed: list[tuple[int, Mark]] = []
    boxed = False
    marked = 0
    for k in indexes:
        tokens = node.tokens[k]
        if not tokens:
            empty.append(k)
            continue
        mark = _lone(tokens)
        if mark is None:
            return
        marked += 1
        if tokens[0].mark is None:
            crossed.append((k, mark))
        elif mark.checked is not True or mark.method != "glyph":
            boxed = True
    for k, mark in crossed:
        tokens = node.tokens[k]
        tokens[0].mark = Mark(checked=True, raw=mark.raw, confidence=mark.confidence, place=Place(box=tokens[0].box))
    if boxed or len(empty) + marked < 2:
        return  # the boxes are printed in the cells: a cell without one has none
    for k in empty:
        cell = node.grid.cells[k]
        if _has_label(node, cell):
            box = cell.box
            side = min(box.x1 - box.x0, box.bottom - box.top, 12.0)
            x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
            inner = Box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
            node.tokens[k].append(token_of(Mark(checked=False, raw="empty cell", method="vector", confidence=0.9, place=Place(box=box)), inner))


def _lone(tokens: list[Token]) -> Mark | None:
    """The mark that the tokens of a cell are, where they are no more."""
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.mark is not None:
        return token.mark
    if (mark := lone_mark(token.text)) is not None:
        return mark
    return Mark(checked=True, raw=token.text, confidence=0.8) if token.text in _CROSSES else None


def _has_label(node: GridNode, cell: GridCell) -> bool:
    """Whether text stands in a cell beside this one."""
    for k, other in enumerate(node.grid.cells):
        if (abs(other.x1 - cell.x0) < 3 or abs(other.x0 - cell.x1) < 3) and other.top <= cell.top + 2 and other.bottom >= cell.bottom - 2:
            if any(t.mark is None for t in node.tokens[k]):
                return True
    return False

