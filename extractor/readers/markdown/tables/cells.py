"""A drawn table's cells, as source lines; what the kinds of tables share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.readers.markdown.source import Source


@dataclass(slots=True)
class RawCell:
    """A cell with the source lines that stand in it.

    `width` is the column at which they were filled, None where the cell had no fixed width; not `exact` where a proportional font was filled.
    """

    row: int
    column: int
    lines: list[Source] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    width: int | None = None
    exact: bool = True


Raw = tuple[int, list[RawCell]]
"""The index of the first line after the table, and its cells in reading order."""

# More columns than any form has; a bound against hostile text.
MAXIMUM_COLUMNS = 60
_DEEPEST_LIST = 8
_BREAK = re.compile(r"<br\s*/?>|\\\\(?=\s|$)", re.IGNORECASE)
_LIST_TAG = re.compile(r"<(/?)(ul|ol|li)\b[^<>]*>", re.IGNORECASE)


def broken(number: int, text: str) -> list[Source]:
    """One source line cut at its `<br>`; list elements become lines of a Markdown list."""
    if "<" not in text and "\\\\" not in text:
        return [Source(number, text)]
    if "<li" in text.lower():
        text = _unlist(text)
    parts = _BREAK.split(text) if "\n" not in text else [part for line in text.split("\n") for part in _BREAK.split(line)]
    if len(parts) == 1:
        return [Source(number, parts[0])]
    return [Source(number, part, hard=True) for part in parts]


def _unlist(text: str) -> str:
    kinds: list[list[int]] = []

    def line(match: re.Match[str]) -> str:
        closing, tag = match.group(1), match.group(2).lower()
        if tag == "li":
            if closing:
                return ""
            kind = kinds[-1] if kinds else [0]
            if kind[0]:
                kind[0] += 1
                return "\n" + "   " * min(len(kinds) - 1, _DEEPEST_LIST) + f"{kind[0] - 1}. "
            return "\n" + "   " * min(max(0, len(kinds) - 1), _DEEPEST_LIST) + "- "
        if closing:
            if kinds:
                kinds.pop()
            return "\n"
        kinds.append([1 if tag == "ol" else 0])
        return ""

    return _LIST_TAG.sub(line, text)


def rows_of(rows: list[list[list[Source]]], *, merge: bool = False) -> list[RawCell]:
    """Cells of rows; with `merge`, a row that repeats one text in every column is one merged cell, as some converters write them."""
    width = max((len(row) for row in rows), default=0)
    repeated = [merge and len(row) == width > 1 and _same(row) for row in rows]
    # One short row that says the same twice is two answers; two rows of several words are a converter's habit.
    habit = sum(1 for row, same in zip(rows, repeated, strict=True) if same and row[0][0].text.count(" ") >= 2) >= 2
    cells: list[RawCell] = []
    for number, (row, same) in enumerate(zip(rows, repeated, strict=True)):
        if same and habit:
            cells.append(RawCell(number, 0, row[0], column_span=width))
        else:
            cells.extend(RawCell(number, column, lines) for column, lines in enumerate(row))
    return cells


def _same(row: list[list[Source]]) -> bool:
    first = [source.text for source in row[0]]
    return len("".join(first)) > 2 and all([source.text for source in cell] == first for cell in row[1:])
