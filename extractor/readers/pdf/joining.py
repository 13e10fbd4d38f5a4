"""All pages together: running headers and footers out, tables and paragraphs over page breaks joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document import MARK, Block, Cell, Line, Table
from extractor.readers.pdf.furniture import take_furniture
from extractor.readers.pdf.layout import GridNode
from extractor.readers.pdf.markcells import mark_cells, pair_stacks
from extractor.readers.pdf.overlays import drop_lonely
from extractor.readers.pdf.rulings import Grid, GridCell
from extractor.readers.pdf.sheets import Sheet, lay_out

# So many cells that begin in bold are labels.
_LABELS = 3
# The right column of an unruled table that goes on begins as far from the left (points).
_SAME_GUTTER = 6.0
# The sides of a table that goes on are as far from the page's edge as before (points).
_SAME_EDGE = 3.0
# A right column begins at least so far from the text's left side (points).
_COLUMN = 100.0
# Footnotes stand in this lowest part of the page, in few lines, the first with its number or sign.
_LOW, _MOST_NOTES = 0.85, 4
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡§¹²³⁴-⁹]{1,3})\s?(?=[^\W\d])")


def join_pages(sheets: list[Sheet]) -> tuple[tuple[Block, ...], tuple[Line, ...], tuple[str, ...]]:
    """The blocks of the document, its furniture, and its notes."""
    furniture = take_furniture(sheets)
    drop_lonely([sheet.tokens for sheet in sheets] + [tokens for node in _all_nodes(sheets) for tokens in node.tokens])
    pair_stacks([node for sheet in sheets for node in sheet.grids])
    mark_cells([node for sheet in sheets for node in sheet.grids])
    blocks: list[Block] = []
    notes: list[str] = []
    growing: _Growing | None = None  # the ruled table that the blocks end with, footnotes aside, if they do
    grown = 0  # where it stands
    gutter: float | None = None  # where the right column begins of the unruled table that the blocks end with
    for sheet in sheets:
        furniture += sheet.aside
        notes += sheet.notes
        page, grids, gutters = lay_out(sheet)
        if not page:
            continue
        first = page[0]
        if growing is not None and isinstance(first, Table) and (grid := grids.get(id(first))) is not None and growing.goes_on(grid):
            growing.add(first, grid)
            blocks[grown] = growing.table()
            page = page[1:]
        elif growing is not None and isinstance(first, Line) and (taken := growing.take_column(page)):
            blocks[grown] = growing.table()
            page = page[taken:]
        elif gutter is not None and isinstance(first, Table) and abs(gutters.get(id(first), -99.0) - gutter) < _SAME_GUTTER:
            blocks[-1] = _columns_joined(blocks[-1], first)
            page = page[1:]
        elif blocks and isinstance(first, Line) and isinstance(blocks[-1], Line):
            page[0] = _continued(blocks[-1], first, _right_of(blocks, sheet))
            page = _relevelled(blocks, page)
        if page:
            blocks += page
            last = page[-1]
            gutter = gutters.get(id(last))
            below = _footnotes(page, sheet)
            table = page[-1 - below] if below < len(page) else None
            grid = grids.get(id(table))
            growing = _Growing(table, grid) if isinstance(table, Table) and grid is not None else None
            grown = len(blocks) - 1 - below
    return tuple(blocks), tuple(furniture), tuple(notes)


def _footnotes(page: list[Block], sheet: Sheet) -> int:
    """How many lines at the end of a page are footnotes, which a table's next row on the page after knows nothing of."""
    count = 0
    for block in reversed(page):
        box = block.place.box
        if not isinstance(block, Line) or box is None or box.top < _LOW * sheet.height or count >= _MOST_NOTES:
            break
        count += 1
    return count if count and isinstance(note := page[-count], Line) and _NOTE.match(note.text) and not note.marks else 0


def _all_nodes(sheets: list[Sheet]) -> Iterator[GridNode]:
    nodes = [node for sheet in sheets for node in sheet.grids]
    while nodes:
        yield from nodes
        nodes = [inner for node in nodes for cell in node.inner for inner in cell]


class _Growing:
    """A ruled table that may go on on the next page: its cells with the sides they were drawn with."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self.first = table
        self.x0, self.x1 = grid.x0, grid.x1
        self.parts: list[tuple[Cell, GridCell, int]] = []
        self.height = self.labels = 0
        self._take(table, grid)

    def _take(self, table: Table, grid: Grid) -> None:
        self.parts += [(cell, drawn, cell.row + self.height) for cell, drawn in zip(table.cells, grid.cells, strict=True)]
        self.height += max(c.row + c.row_span for c in table.cells)
        self.labels += sum(1 for c in table.cells if c.blocks and isinstance(c.blocks[0], Line) and c.blocks[0].bold)

    def goes_on(self, grid: Grid) -> bool:
        """Whether the grid has the same sides."""
        return abs(grid.x0 - self.x0) <= _SAME_EDGE and abs(grid.x1 - self.x1) <= _SAME_EDGE

    def add(self, table: Table, grid: Grid) -> None:
        """The next page's part, without the header rows that it repeats. A row that no line closes at the break is one row; else only its text may go on."""
        table, grid = _without_repeated(self.first, table, grid)
        if not table.cells:
            return
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

    def take_column(self, page: list[Block]) -> int:
        """Take the lines at a page's top that stand alone in a column of the last row's other than the first; gives how many they are."""
        lefts = [block.place.box.x0 for block in page if block.place.box is not None]
        row = [k for k, (cell, _, at) in enumerate(self.parts) if at + cell.row_span == self.height]
        for k in row:
            cell, drawn, at = self.parts[k]
            above = cell.blocks[-1] if cell.blocks else None
            if cell.column == 0 or not isinstance(above, Line) or above.bold or above.place.box is None:
                continue
            taken: list[Line] = []
            for block in page:
                box = block.place.box
                if not isinstance(block, Line) or block.bold or box is None or abs(box.x0 - above.place.box.x0) > _SAME_EDGE or box.x1 > drawn.x1:
                    break
                taken.append(block)
            # What else is on the page begins far to the left: these lines are no indented text, and the page is not set in one column there.
            if taken and len(taken) < len(page) and above.place.box.x0 - min(lefts) > _COLUMN:
                self.parts[k] = (replace(cell, blocks=_joined(cell.blocks, tuple(taken), drawn.x1)), drawn, at)
                return len(taken)
        return 0

    def _goes_on_below(self, pairs: list[tuple[Cell, GridCell, int | None]]) -> bool:
        """Whether a row drawn closed at the break is one row all the same."""
        if any(k is None or cell.row_span != 1 for cell, _, k in pairs):
            return False
        both = [(self.parts[k][0].blocks, cell.blocks, drawn) for cell, drawn, k in pairs if k is not None]
        filled = [(above, below, drawn) for above, below, drawn in both if below]
        if not filled or any(not above for above, _, _ in filled):
            return False
        ends = [(above[-1], _joined(above, below, drawn.x1)[len(above)]) for above, below, drawn in filled]
        lines = [(a, b) for a, b in ends if isinstance(a, Line) and isinstance(b, Line)]
        if len(lines) < len(ends):
            return False
        if all(below.wrapped for _, below in lines):
            return True  # all that stands below goes on with a text above
        if any(above.bold or below.bold for above, below in lines):
            return False
        if len(filled) < len(both):
            return True  # the cell of the label is empty below
        # A list goes on; or plain text follows plain text in a table whose labels are bold.
        return all((above.bullet and below.bullet) or above.level for above, below in lines) or self.labels >= _LABELS

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


def _columns_joined(above: Block, below: Table) -> Table:
    """An unruled table and its continuation: texts side by side go on, rows follow."""
    assert isinstance(above, Table)
    rows = max(c.row for c in above.cells) + 1
    if rows == 1 and all(c.row == 0 for c in below.cells):
        cells = tuple(replace(a, blocks=_joined(a.blocks, b.blocks, 0.0)) for a, b in zip(above.cells, below.cells, strict=True))
        return Table(cells, above.place)
    return Table(above.cells + tuple(replace(c, row=c.row + rows) for c in below.cells), above.place)


def _without_repeated(first: Table, table: Table, grid: Grid) -> tuple[Table, Grid]:
    """The table without the rows at its top that repeat those of the first page."""
    rows = max(c.row for c in table.cells)
    taken = 0
    while taken < min(rows, 3) and (shown := _row_text(table, taken)) and shown == _row_text(first, taken):
        taken += 1
    if not taken or any(c.row < taken < c.row + c.row_span for c in table.cells):
        return table, grid
    kept = [(c, d) for c, d in zip(table.cells, grid.cells, strict=True) if c.row >= taken]
    for _, drawn in kept:
        drawn.row -= taken
    cells = tuple(replace(c, row=c.row - taken) for c, _ in kept)
    return replace(table, cells=cells), Grid([d for _, d in kept], grid.lefts, grid.tops[taken:])


def _row_text(table: Table, row: int) -> str:
    return " | ".join(line.text for c in table.cells if c.row == row for line in c.blocks if isinstance(line, Line))


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
        below = tuple(_relevelled(above, [_continued(above[-1], below[0], right - 4.0), *below[1:]]))
    return above + below


def _relevelled(above: Sequence[Block], below: list[Block]) -> list[Block]:
    """The lines below with the levels that the list above gives them, by where their text begins."""
    levels: dict[float, int] = {}
    for block in reversed(above):
        if not isinstance(block, Line) or not (block.bullet or block.level or block.wrapped):
            break
        if block.bullet and block.place.box is not None:
            levels.setdefault(block.place.box.x0, block.level)
    if not levels:
        return below
    out: list[Block] = []
    level = 0
    for index, block in enumerate(below):
        if not isinstance(block, Line) or not (block.bullet or block.level or block.wrapped):
            return out + below[index:]
        if block.bullet and block.place.box is not None:
            x = block.place.box.x0
            level = min(((abs(x - known), depth) for known, depth in levels.items()), key=lambda pair: pair[0])[1]
            if all(x > known + 3 for known in levels):
                level = max(levels.values()) + 1
            levels.setdefault(x, level)
        out.append(replace(block, level=level) if block.bullet or block.level else block)
    return out


def _right_of(blocks: list[Block], sheet: Sheet) -> float:
    """How far the lines of running text reach: where several end, else as far from the page's right edge as they begin from its left."""
    boxes = [b.place.box for b in blocks if isinstance(b, Line) and b.place.box is not None]
    ends = sorted((box.x1 for box in boxes), reverse=True)
    left = min((box.x0 for box in boxes), default=0.0)
    if sum(1 for end in ends if end > ends[0] - 0.12 * (ends[0] - left)) >= 3:
        return ends[0]
    return sheet.width - left


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
