"""Tables drawn with characters: one file a kind. Each function takes the source lines and gives the end of the table and its cells."""

from __future__ import annotations

from extractor.readers.markdown.tables.cells import Raw, RawCell
from extractor.readers.markdown.tables.grid import DRAWING, drawn, grid_table
from extractor.readers.markdown.tables.page import page_table
from extractor.readers.markdown.tables.pipe import pipe_table
from extractor.readers.markdown.tables.simple import simple_table
from extractor.readers.markdown.tables.tabs import TabTable, has_half_rows, tab_table, tabbed, unbulleted

__all__ = [
    "DRAWING",
    "Raw",
    "RawCell",
    "TabTable",
    "drawn",
    "grid_table",
    "has_half_rows",
    "page_table",
    "pipe_table",
    "simple_table",
    "tab_table",
    "tabbed",
    "unbulleted",
]
