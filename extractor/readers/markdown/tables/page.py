"""A page drawn with bars alone (antiword): bars at the sides and between the columns, no rule anywhere, a cell's lines one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.markdown.source import Source, columns_of
from extractor.readers.markdown.tables.cells import MAXIMUM_COLUMNS, Raw, RawCell
from extractor.readers.markdown.tables.pipe import split_row

# A table of a few lines may be one whose rows are lines.
_LEAST = 8


def page_table(lines: Sequence[Source], start: int) -> Raw | None:
    """The page that begins at `lines[start]`: lines of as many cells are one row, each cell a text of its own; None where lines are rows.

    All lines are as long as the first, some have fewer cells than others, and text stands right behind its bar, as in no table of Markdown.
    """
    if lines[start].text[:1] != "|" or lines[start].text[1:2].isspace():
        return None
    width = columns_of(lines[start].text.rstrip())
    end = start
    rows: list[list[str]] = []
    while end < len(lines) and (text := lines[end].text.strip())[:1] == "|" and text[-1:] == "|" and columns_of(lines[end].text.rstrip()) == width:
        rows.append(split_row(text))
        end += 1
    counts = {len(row) for row in rows}
    flush = sum(1 for row in rows if row[0][:1].strip())
    if len(rows) < _LEAST or counts == {1} or 1 not in counts or max(counts) > MAXIMUM_COLUMNS or 2 * flush < len(rows):
        return None
    cells: list[RawCell] = []
    columns = max(counts)
    row_number = -1
    for index, row in enumerate(rows):
        if index == 0 or _borders(row) != _borders(rows[index - 1]):
            row_number += 1
            for column, text in enumerate(row):
                wide = columns - column if column + 1 == len(row) else 1
                cells.append(RawCell(row_number, column, column_span=wide, width=columns_of(text) - 1))
        for cell, text in zip(cells[-len(row) :], row, strict=True):
            cell.lines.append(Source(lines[start + index].number, text.rstrip()))
    return end, cells


def _borders(row: list[str]) -> list[int]:
    return [columns_of(text) for text in row]
