"""Blocks as a person would jot them down, so that a test's expectation can be read at a glance."""

from __future__ import annotations

from extractor.document import MARK, Block, Line
from extractor.markup import blocks_of

_STATES = {True: "[x]", False: "[ ]", None: "[?]"}


def shown(html: str) -> list[str]:
    """What a fragment shows: a string for each line, `[x]`, `[ ]` and `[?]` for marks; a table's cells as `row.column: lines`."""
    return [text for block in blocks_of(html) for text in _shown(block)]


def line_shown(line: Line) -> str:
    """One line with its marks."""
    parts = line.text.split(MARK)
    assert len(parts) == len(line.marks) + 1
    text = parts[0] + "".join(_STATES[mark.checked] + part for mark, part in zip(line.marks, parts[1:], strict=True))
    bullet = {"": "", "-": "- ", "1.": f"{line.number}. "}[line.bullet]
    return "  " * line.level + bullet + text


def _shown(block: Block) -> list[str]:
    if isinstance(block, Line):
        return [line_shown(block)]
    out = []
    for cell in block.cells:
        inner = " / ".join(text for part in cell.blocks for text in _shown(part))
        spans = f"+{cell.column_span}" if cell.column_span > 1 else ""
        rows = f"v{cell.row_span}" if cell.row_span > 1 else ""
        out.append(f"{cell.row}.{cell.column}{spans}{rows}: {inner}")
    return out
