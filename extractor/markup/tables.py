"""Rows and cells to a grid, as HTML forms tables (HTML Living Standard, 4.9.12)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from extractor.document import Block, Cell, Table
from extractor.markup.lines import place_of
from extractor.place import NOWHERE

# HTML clamps `colspan` to 1000; `rowspan` ends with the table anyway.
_MOST_COLUMNS = 1000
_ANY_ROWS = 65534
# Places of the grid that merged cells may cover before further `rowspan` is ignored; a form has a few dozen.
_MOST_COVERED = 200_000


def span(value: str | None) -> int:
    """A `colspan` or `rowspan` attribute: at least 1 (0 is left to the caller), no more than HTML allows."""
    if not value:
        return 1
    digits = value.strip().lstrip("+")
    end = 0
    while end < len(digits) and end < 6 and digits[end].isascii() and digits[end].isdigit():
        end += 1
    return max(1, int(digits[:end])) if end else 1


class TableBuilder:
    """A table while it is being read: `row`, then `cell` with the blocks, row by row."""

    def __init__(self, line: int, depth: int | None = None) -> None:
        self.line = line
        self.depth = depth
        """For rows that stand without a table of their own: the depth of those rows; None for a `<table>`."""
        self.in_cell = False
        """A cell is open: rows and cells that begin now belong to another table."""
        self.group = 1
        """Of the rows that come: head (0), body (1) or foot (2), which is their order on the page."""
        self.rows: list[tuple[int, list[Cell]]] = []
        self.last_pair = ""
        """Whether the last cell was a term or the details of one."""
        self.limit = 0
        """A row goes on in the next one after so many columns (the tracks of a CSS grid); 0 for no limit."""
        self._filled = 0

    def row(self, limit: int = 0) -> None:
        """Begin a row."""
        self.rows.append((self.group, []))
        self.limit = limit
        self._filled = 0

    def cell(self, blocks: tuple[Block, ...], row_span: int = 1, column_span: int = 1, line: int | None = None, new_row: bool = False) -> None:
        """Add a cell to the current row."""
        if not self.rows:
            self.row()
        if self.limit and self._filled and (new_row or self._filled + column_span > self.limit):
            self.row(self.limit)
        self._filled += column_span
        self.rows[-1][1].append(
            Cell(0, 0, blocks, max(1, min(row_span, _ANY_ROWS)), max(1, min(column_span, _MOST_COLUMNS)), place_of(line) if line else NOWHERE)
        )

    def extend(self, blocks: tuple[Block, ...]) -> None:
        """Add to the last cell."""
        row = self.rows[-1][1]
        row[-1] = replace(row[-1], blocks=row[-1].blocks + blocks)

    def table(self) -> Table | None:
        """The table, or None where it has no cells. Columns and rows that no cell begins in are taken out of the spans."""
        rows = sorted((row for row in self.rows if row[1]), key=lambda row: row[0])
        if not rows:
            return None
        taken: dict[int, int] = {}
        covered_places = skipped = 0
        placed: list[tuple[Cell, int, int, int, int]] = []
        whole = 0
        starts: set[int] = set()
        for index, (_, row) in enumerate(rows):
            column = 0
            for cell in row:
                while taken and skipped < _MOST_COVERED and taken.get(column, 0) > index:
                    column += 1
                    skipped += 1
                high, wide = min(cell.row_span, len(rows) - index), cell.column_span
                placed.append((cell, index, column, high, wide))
                starts.add(column)
                covered_places += wide
                if high > 1 and covered_places < _MOST_COVERED:
                    for covered in range(column, column + wide):
                        taken[covered] = index + high
                column += wide
            whole = max(whole, column)
        order = sorted(starts)
        cells: list[Cell] = []
        for cell, index, column, high, wide in placed:
            if self.depth is not None and len(rows[index][1]) == 1:
                wide = whole - column  # a row of one box among rows of several is as wide as they are
            if len(order) != whole:
                first = bisect_left(order, column)
                wide = bisect_left(order, column + wide) - first
                column = first
            cells.append(Cell(index, column, cell.blocks, high, wide, cell.place))
        return Table(tuple(cells), place_of(self.line) if self.line else NOWHERE)
