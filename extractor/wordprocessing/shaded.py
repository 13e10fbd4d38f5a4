"""Table cells that are themselves the boxes, and are ticked by filling them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.document import MARK, Cell, Line, Mark

NARROW: Final = 800
"""A cell that is itself a box is as narrow as one, in twentieths of a point: 26 points and its margins."""


def shade(cells: list[Cell], shaded: list[tuple[int, bool | None]]) -> None:
    """Narrow cells filled in beside empty ones of their column are ticked boxes; a whole column of them is a bar between two others.

    `shaded` are the indexes of the empty cells that are filled in, and whether with a dark colour.
    """
    filled = {index for index, _ in shaded}
    for index, state in shaded:
        cell = cells[index]
        if any(other.column == cell.column and not other.blocks and number not in filled for number, other in enumerate(cells)):
            mark = Mark(checked=True if state else None, raw="filled cell", method="vector", confidence=0.8)
            cells[index] = replace(cell, blocks=(Line(MARK, cell.place, (mark,)),))
