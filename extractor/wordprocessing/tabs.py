"""Columns that were made with tabs or runs of spaces, as tables: what stands side by side must not read as one sentence."""

from __future__ import annotations

import re
from typing import Final

from extractor.document import Block, Cell, Line, Table
from extractor.place import Place
from extractor.wordprocessing.inline import Draft

# Five spaces: the forms that set several options on one line part them with three, and nobody types five between words.
_GAP: Final = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{5,}")
_ONE_TAB: Final = re.compile(r"[ \u00a0]*\t[ \u00a0]*")
_HEADING: Final = 60
"""A lone tabbed line is two headings only where each part is as short as one: the form's longest heading has 56 characters."""

_SHORT: Final = 100
"""Characters that half a page holds in two lines: a longer text behind a tab is a paragraph with an indented first line."""


def arrange(flow: list[Draft | Block]) -> tuple[Block, ...]:
    """The blocks of a flow: drafts as lines, runs of lines with columns as tables."""
    blocks: list[Block] = []
    index = 0
    while index < len(flow):
        item = flow[index]
        if not isinstance(item, Draft):
            blocks.append(item)
            index += 1
            continue
        columns = _columns(item)
        if len(columns) < 2:
            blocks.append(item.line())
            index += 1
            continue
        rows = [(item, columns)]
        for following in flow[index + 1 :]:
            if not isinstance(following, Draft):
                break
            more = _columns(following)
            if len(more) == 1 and _half_row(following, item):
                more = [more[0], *[(more[0][1], more[0][1])] * (len(columns) - 1)]
            if len(more) != len(columns):
                break
            rows.append((following, more))
        # The last row may end early; several lines without a tab are no rows, but what comes next, where somebody set the same tab stops for all of the text.
        full = max(number for number, (_, parts) in enumerate(rows) if number == 0 or parts[-1][1] > parts[0][1])
        if len(rows) - full > 2:
            del rows[full + 1 :]
        blocks.extend(_rows(rows))
        index += len(rows)
    return tuple(blocks)


def _half_row(draft: Draft, above: Draft) -> bool:
    """Whether a line without a tab stands in the left column of the rows above it: it has their tab stops, and is as short as they are."""
    return bool(draft.stops) and draft.stops == above.stops and not draft.bullet and len(draft.text) < _SHORT


def _columns(draft: Draft) -> list[tuple[int, int]]:
    """Where the columns of the line start and end; one where it has none."""
    text = draft.text
    if draft.bullet or ("\t" not in text and "     " not in text.replace("\u00a0", " ")):
        return [(0, len(text))]
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if "\t" in text[:start] and end - start < _SHORT:
        # The left column is empty here; where it is in every row, the lines are only indented.
        start = 0
    # With tab stops of its own each tab is a step to the next column; without, people press the key until it looks right.
    gap = _ONE_TAB if draft.stops and text.count("\t", start, end) <= len(draft.stops) else _GAP
    columns = []
    for match in gap.finditer(text, start, end):
        columns.append((start, match.start()))
        start = match.end()
    columns.append((start, end))
    return columns


def _rows(rows: list[tuple[Draft, list[tuple[int, int]]]]) -> list[Block]:
    """A table of lines with as many columns each; the lines themselves where they are no table."""
    # Rows before the first with something in its left column are indented lines.
    first = next((index for index, (_, columns) in enumerate(rows) if columns[0][1] > columns[0][0]), len(rows))
    if first:
        return [*(draft.line() for draft, _ in rows[:first]), *(_rows(rows[first:]) if first < len(rows) else ())]
    width = len(rows[0][1])
    if width == 2:
        labelled = sum(_label(draft, a) and not _label(draft, b) for draft, (a, b) in rows)
        if labelled * 2 >= len(rows):
            return [draft.line() for draft, _ in rows]
    if sum(b > a for _, columns in rows for a, b in columns[1:]) < 2:
        draft, columns = rows[0]
        if not draft.bold or draft.marks or any(b - a > _HEADING or b == a for a, b in columns):
            return [draft.line() for draft, _ in rows]
    cells = []
    for row, (draft, columns) in enumerate(rows):
        for column, (start, end) in enumerate(columns):
            lines: tuple[Line, ...] = ()
            if end > start:
                part = draft.part(start, end)
                part.starts_paragraph = True
                lines = (part.line(),)
            cells.append(Cell(row, column, lines, place=Place(block=draft.block)))
    return [Table(tuple(cells), Place(block=rows[0][0].block))]


def _label(draft: Draft, part: tuple[int, int]) -> bool:
    return draft.text[: part[1]].rstrip().endswith((":", "\uff1a")) and part[1] > part[0]
