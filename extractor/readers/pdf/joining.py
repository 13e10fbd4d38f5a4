"""All pages together: running headers and footers out, tables and paragraphs over page breaks joined."""

from __future__ import annotations

from extractor.document import Block, Line
from extractor.readers.pdf.sheets import Sheet


def join_pages(sheets: list[Sheet]) -> tuple[tuple[Block, ...], tuple[Line, ...], tuple[str, ...]]:
    """The blocks of the document, its furniture, and its notes."""
    blocks: list[Block] = []
    furniture: list[Line] = []
    notes: list[str] = []
    for sheet in sheets:
        blocks += sheet.blocks
        furniture += sheet.aside
        notes += sheet.notes
    return tuple(blocks), tuple(furniture), tuple(notes)
