"""Ruled cells of boxes: narrow ones that are themselves the boxes, and those that hold the boxes of a stack of labels beside them."""

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
# A box stands on its label's line where its middle is no further from the line's than this share of the text's size.
_ON_LINE = 0.6
# How far from its label a box is set (points).
_BESIDE = 4.0
_BRACKETS = frozenset("[](){}")
# What people put into such a cell, besides the glyphs that are marks anywhere.
_CROSSES = frozenset("xXхХvV*+/•●√■")


def pair_stacks(nodes: list[GridNode]) -> None:
    """Put boxes that are stacked in a cell to the labels that are stacked in the cell beside it: each to the line on its height."""
    while nodes:
        for node in nodes:
            for k, tokens in enumerate(node.tokens):
                if not node.inner[k] and len(tokens) > 1 and (rows := _stack(tokens)):
                    _pair_stack(node, k, rows)
        nodes = [inner for node in nodes for cell in node.inner for inner in cell]


def _stack(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of a cell by lines, where each line is one mark and no more than the brackets around it; [] for any other cell."""
    if any(t.mark is None and t.text not in _BRACKETS for t in tokens):
        return []
    rows: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: (t.base, t.x0)):
        if rows and token.base - rows[-1][0].base < 0.5 * token.size:
            rows[-1].append(token)
        else:
            rows.append([token])
    return rows if len(rows) > 1 and all(_boxed(row) for row in rows) else []


def _boxed(row: list[Token]) -> bool:
    return sum(token.mark is not None for token in row) == 1 or "".join(token.text for token in row) in ("[]", "()")


def _pair_stack(node: GridNode, k: int, rows: list[list[Token]]) -> None:
    cell = node.grid.cells[k]
    for j, other in enumerate(node.grid.cells):
        before = abs(other.x0 - cell.x1) < 3
        if not (before or abs(other.x1 - cell.x0) < 3) or abs(other.top - cell.top) > 3 or abs(other.bottom - cell.bottom) > 3 or node.inner[j]:
            continue
        lines = [[t for t in node.tokens[j] if abs(_middle(t) - _middle(row[0])) < _ON_LINE * t.size] for row in rows]
        if any(not any(t.mark is None and len(t.text) > 1 for t in line) or any(t.mark is not None for t in line) for line in lines):
            continue
        for row, line in zip(rows, lines, strict=True):
            # They are set beside their labels' ends, as the space between the cells tells nothing of the text.
            left, right = min(t.x0 for t in row), max(t.x1 for t in row)
            shift = min(t.x0 for t in line) - right - _BESIDE if before else max(t.x1 for t in line) - left + _BESIDE
            for token in row:
                token.x0 += shift
                token.x1 += shift
                node.tokens[j].append(token)
        node.tokens[k] = []
        return


def _middle(token: Token) -> float:
    return (token.top + token.bottom) / 2


class _Column:
    """A narrow column that holds nothing but crosses and empty cells."""

    __slots__ = ("crossed", "empty", "node", "wide")

    def __init__(self, node: GridNode, wide: float, empty: list[int], crossed: list[tuple[int, Mark]]) -> None:
        self.node, self.wide, self.empty, self.crossed = node, wide, empty, crossed


def mark_cells(nodes: list[GridNode]) -> None:
    """Turn what stands in the box columns of a document's tables into marks: a cross is a marked box, nothing an empty one.

    An empty narrow column is a column of boxes only where another of its width has a cross in it.
    """
    columns: list[_Column] = []
    while nodes:
        for node in nodes:
            columns += _columns(node)
        nodes = [inner for node in nodes for cell in node.inner for inner in cell]
    widths = [column.wide for column in columns if column.crossed]
    for column in columns:
        for k, mark in column.crossed:
            token = column.node.tokens[k][0]
            if token.mark is None:
                token.mark = Mark(checked=True, raw=mark.raw, confidence=mark.confidence, place=Place(box=token.box))
        if any(abs(column.wide - wide) < 3 for wide in widths):
            for k in column.empty:
                _mark_empty(column.node, k)


def _columns(node: GridNode) -> list[_Column]:
    sides: dict[tuple[int, int], list[int]] = {}
    for index, cell in enumerate(node.grid.cells):
        if _NARROWEST <= cell.x1 - cell.x0 <= _WIDEST and _NARROWEST <= cell.bottom - cell.top <= _HIGHEST and not node.inner[index]:
            sides.setdefault((round(cell.x0), round(cell.x1)), []).append(index)
    return [column for indexes in sides.values() if (column := _column(node, indexes)) is not None]


def _column(node: GridNode, indexes: list[int]) -> _Column | None:
    indexes.sort(key=lambda k: node.grid.cells[k].row)
    if node.tokens[indexes[0]] and _lone(node.tokens[indexes[0]]) is None:
        indexes = indexes[1:]  # the column's own heading
    empty: list[int] = []
    crossed: list[tuple[int, Mark]] = []
    for k in indexes:
        tokens = node.tokens[k]
        if not tokens:
            if _has_label(node, node.grid.cells[k]):
                empty.append(k)
            continue
        mark = _lone(tokens)
        if mark is None or (tokens[0].mark is not None and (mark.checked is not True or mark.method != "glyph")):
            return None  # text, or boxes of their own: then a cell without one has none
        if _has_label(node, node.grid.cells[k]):
            crossed.append((k, mark))
    cell = node.grid.cells[indexes[0]] if indexes else None
    return _Column(node, cell.x1 - cell.x0, empty, crossed) if cell is not None and (empty or crossed) else None


def _mark_empty(node: GridNode, k: int) -> None:
    box = node.grid.cells[k].box
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
            if any(t.mark is None and len(t.text) > 2 and any(map(str.isalpha, t.text)) for t in node.tokens[k]):
                return True
    return False
