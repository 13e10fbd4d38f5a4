"""A document as plain Python values, so that a test can say what it expects on one line."""

from __future__ import annotations

from typing import Any

from extractor.document import MARK, Block, Document, Line, Table
from extractor.readers.markdown import read

_STATE = {True: "[x]", False: "[ ]", None: "[?]"}


def text_of(line: Line) -> str:
    """A line's text with its marks as [x], [ ] and [?], and in front "- " or its number for a list item, ">" for each level, "~" where it was wrapped."""
    parts = line.text.split(MARK)
    text = parts[0] + "".join(_STATE[mark.checked] + part for mark, part in zip(line.marks, parts[1:], strict=True))
    bullet = {"": "", "-": "- ", "1.": f"{line.number}. "}[line.bullet]
    return "~" * line.wrapped + ">" * line.level + bullet + text


def shown(blocks: tuple[Block, ...]) -> list[Any]:
    """Lines as text, a table as a list of rows, a row as a list of cells; a cell is its text, or a list where it is not one line."""
    return [text_of(block) if isinstance(block, Line) else rows_of(block) for block in blocks]


def rows_of(table: Table) -> list[list[Any]]:
    rows: dict[int, list[Any]] = {}
    for cell in table.cells:
        inner = shown(cell.blocks)
        rows.setdefault(cell.row, []).append(inner[0] if len(inner) == 1 and isinstance(inner[0], str) else inner or "")
    return list(rows.values())


def document(text: str) -> Document:
    return read(text.encode())


def blocks(text: str) -> list[Any]:
    return shown(document(text).blocks)


def line(text: str) -> Line:
    """The one line that the text gives."""
    (only,) = document(text).blocks
    assert isinstance(only, Line)
    return only
