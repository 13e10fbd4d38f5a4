"""All pages together: running headers and footers out, tables and paragraphs over page breaks joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.document import MARK, Block, Cell, Line, Table
from extractor.readers.pdf.furniture import take_furniture
from extractor.readers.pdf.layout import GridNode
from extractor.readers.pdf.markcells import mark_cells
from extractor.readers.pdf.overlays import drop_lonely
from extractor.readers.pdf.rulings import Grid, GridCell
from extractor.readers.pdf.sheets import Sheet, lay_out

# The sides of a table that goes on are as far from the page's edge as before (points).
_SAME_EDGE = 3.0


def join_pages(sheets: list[Sheet]) -> tuple[tuple[Block, ...], tuple[Line, ...], tuple[str, ...]]:
    """The blocks of the document, its furniture, and its notes."""
    furniture = take_furniture(sheets)
    drop_lonely([sheet.tokens for sheet in sheets] + [tokens for node in _all_nodes(sheets) for tokens in node.tokens])
    mark_cells([node for sheet in sheets for node in sheet.grids])
    blocks: list[Block] = []
    notes: list[str] = []
    growing: _Growing | None = None  # the ruled table that the blocks end with, if they do
    for sheet in sheets:
        furniture += sheet.aside
        notes += sheet.notes
        page, grids = lay_out(sheet)
        if not page:
            continue
        first = page[0]
        if growing is not None and isinstance(first, Table) and (grid := grids.get(id(first))) is not None and growing.goes_on(grid):
            growing.add(first, grid)
            blocks[-1] = growing.table()
            page = page[1:]
        elif blocks and isinstance(first, Line) and isinstance(blocks[-1], Line):
            page[0] = _continued(blocks[-1], first, max(_right(b) for b in blocks if isinstance(b, Line)))
        if page:
            blocks += page
            last = page[-1]
            grid = grids.get(id(last))
            growing = _Growing(last, grid) if isinstance(last, Table) and grid is not None else None
    return tuple(blocks), tuple(furniture), tuple(notes)


def _all_nodes(sheets: list[Sheet]) -> Iterator[GridNode]:
    nodes = [node for sheet in sheets for node in sheet.grids]
    while nodes:
        yield from nodes
        nodes = [inner for node in nodes for cell in node.inner for inner in cell]


class _Growing:
    """A ruled table that may go on on the next page: its cells with the sides they were drawn with."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self.first = table
        self.rows: list[list[tuple[Cell, GridCell]]] = []
        self.x0, self.x1 = grid.x0, grid.x1
        self.parts: list[tuple[Cell, GridCell, int]] = []
        self.height = 0
        self._take(table, grid)

    def _take(self, table: Table, grid: Grid) -> None:
        self.parts += [(cell, drawn, cell.row + self.height) for cell, drawn in zip(table.cells, grid.cells, strict=True)]
        self.height += max(c.row + c.row_span for c in table.cells)

    def goes_on(self, grid: Grid) -> bool:
        """Whether the grid has the same sides."""
        return abs(grid.x0 - self.x0) <= _SAME_EDGE and abs(grid.x1 - self.x1) <= _SAME_EDGE

    def add(self, table: Table, grid: Grid) -> None:
        """The next page's part. A row that no line closes at the break is one row; else only its text may go on."""
        last = {(round(d.x0 / 4), round(d.x1 / 4)): k for k, (cell, d, row) in enumerate(self.parts) if row + cell.row_span == self.height}
        top = [(cell, drawn) for cell, drawn in zip(table.cells, grid.cells, strict=True) if cell.row == 0]
        pairs = [(cell, drawn, _same(last, drawn)) for cell, drawn in top]
        open_row = all(k is not None and self.parts[k][1].open_bottom and drawn.open_top for _, drawn, k in pairs) and all(c.row_span == 1 for c, _ in top)
        if open_row or self._goes_on_below(pairs):
            self._merge_row(table, grid, pairs)
            return
        cells = []
        for cell in table.cells:
            pair = next(((d, k) for c, d, k in pairs if c is cell), None)
            if pair is not None and pair[1] is not None and cell.blocks:
                above = self.parts[pair[1]][0]
                joined = _joined(above.blocks, cell.blocks, pair[0].x1)
                cell = replace(cell, blocks=joined[len(above.blocks) :])
            cells.append(cell)
        self._take(replace(table, cells=tuple(cells)), grid)

    def _goes_on_below(self, pairs: list[tuple[Cell, GridCell, int | None]]) -> bool:
        """Whether a row drawn closed at the break is one row all the same: all that stands below goes on with a text above."""
        filled = [(cell, drawn, k) for cell, drawn, k in pairs if cell.blocks]
        if not filled or any(k is None or cell.row_span != 1 for cell, _, k in pairs):
            return False
        for cell, drawn, k in filled:
            above = self.parts[k][0].blocks if k is not None else ()
            first = _joined(above, cell.blocks, drawn.x1)[len(above)] if above else None
            if not (isinstance(first, Line) and first.wrapped):
                return False
        return True

    def _merge_row(self, table: Table, grid: Grid, pairs: list[tuple[Cell, GridCell, int | None]]) -> None:
        """Put the first row below into the last row above."""
        merged = set()
        for cell, _, k in pairs:
            assert k is not None
            above, side, row = self.parts[k]
            self.parts[k] = (replace(above, blocks=_joined(above.blocks, cell.blocks, side.x1)), side, row)
            merged.add(id(cell))
        rest = [(cell, drawn) for cell, drawn in zip(table.cells, grid.cells, strict=True) if id(cell) not in merged]
        self.parts += [(cell, drawn, cell.row - 1 + self.height) for cell, drawn in rest]
        self.height += max((c.row + c.row_span - 1 for c, _ in rest), default=0)

    def table(self) -> Table:
        """The whole table, its columns counted anew."""
        edges: list[float] = []
        for x in sorted(x for _, drawn, _ in self.parts for x in (drawn.x0, drawn.x1)):
            if not edges or x - edges[-1] > _SAME_EDGE:
                edges.append(x)

        def at(x: float) -> int:
            return min(range(len(edges)), key=lambda k: abs(edges[k] - x))

        cells = []
        for cell, drawn, row in self.parts:
            column = at(drawn.x0)
            cells.append(replace(cell, row=row, column=column, column_span=max(at(drawn.x1) - column, 1)))
        cells.sort(key=lambda c: (c.row, c.column))
        return Table(tuple(cells), self.first.place)


def _same(last: dict[tuple[int, int], int], drawn: GridCell) -> int | None:
    """The index of the last row's cell with the same sides."""
    a, b = round(drawn.x0 / 4), round(drawn.x1 / 4)
    for x in (a, a - 1, a + 1):
        for y in (b, b - 1, b + 1):
            if (k := last.get((x, y))) is not None:
                return k
    return None


def _joined(above: tuple[Block, ...], below: tuple[Block, ...], right: float) -> tuple[Block, ...]:
    """The blocks of a cell and of its continuation; the first line below goes on with the last above where it was only broken by the page."""
    if above and below and isinstance(above[-1], Line) and isinstance(below[0], Line):
        left = min((b.place.box.x0 for b in above if isinstance(b, Line) and b.place.box is not None), default=0.0)
        first = _continued(above[-1], below[0], right - min(max(left - 0.0, 0.0), 6.0))
        return (*above, first, *below[1:])
    return above + below


def _right(line: Line) -> float:
    return line.place.box.x1 if line.place.box is not None else 0.0


def _continued(above: Line, below: Line, right: float) -> Line:
    """The line below, told as wrapped where the page alone broke the text: its first word had no room above, and no sentence ended there."""
    if below.bullet or below.text.startswith(MARK) or above.bold != below.bold or not below.words or not above.text:
        return below
    a, b = above.place.box, below.place.box
    if a is None or b is None or abs((a.bottom - a.top) - (b.bottom - b.top)) > 0.25 * (a.bottom - a.top):
        return below
    word = below.words[0].box
    room = right - a.x1
    hyphened = above.text.endswith("-")
    ends = above.text[-1] in ".!?:;"
    if (word.x1 - word.x0 + 2 > room or hyphened) and (not ends or below.text[:1].islower()) and b.x0 < a.x1:
        return replace(below, wrapped=True, starts_paragraph=False, level=above.level)
    return below
