"""Rows parted by tabs: a table copied out of a word processor or a spreadsheet, or a converter's way with two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.marks import yes_or_no
from extractor.readers.markdown.source import Source
from extractor.readers.markdown.tables.cells import MAXIMUM_COLUMNS, RawCell, broken, rows_of

_BULLET_TAB = re.compile(r"^(\s*(?:[-*+•‣●○◦▪·–—o§\uf0b7\uf0a7]|\(?\w{1,3}[.)]|[☐☑☒□■✓✔✗✘⬜✅]|\\?\[[ xX]?\\?\]|\([ xX]\)))\t\s*")
_LABEL_TAB = re.compile(r"^(\s*[^\t:]{1,30}:)\t+(?=[^\t]*(?:@\S+\.\S|https?://|www\.|\+?\d[\d ()-]{6,})[^\t]*$)")
_REACH = re.compile(r"@\S+\.\S|\bhttps?://|\bwww\.|\+\d[\d ()-]{6,}")
# Lines of one contact: name, title, body, address, telephones, mail.
_CONTACT_LINES = 8
_ITEM = re.compile(r"\s*(?:[-*+•‣●○◦▪–]\s|\(?\w{1,2}[.)]\s)")
_BOXED = re.compile(r"\s*[☐☑☒□■⬜✅]|.*[☐☑☒□■⬜✅]\s*$|\s*(?:<input|\\?\[[ xX]\\?\]|\([ xX]\))")


def unbulleted(text: str) -> str:
    """The text with a space for the tab after a bullet, number, box, or the "Tel.:" before a number: that tab parts no cells."""
    if "\t" not in text:
        return text
    return _LABEL_TAB.sub(r"\1 ", _BULLET_TAB.sub(r"\1 ", text))


def tabbed(text: str) -> bool:
    """Whether a tab parts cells on this line: one after the first word, be it the last character."""
    return "\t" in text.lstrip(" \t")


class TabTable(NamedTuple):
    """A table of rows parted by tabs: its first line, the line after it, its cells."""

    begin: int
    end: int
    cells: list[RawCell]


# So many rows with nothing after their tab show a form of two columns, whose cells run over lines; fewer may be values left out.
_HALF_ROWS = 2


def has_half_rows(lines: Sequence[Source]) -> bool:
    """Whether the text has rows of two columns whose right cell is empty: a left cell and a tab."""
    return sum(1 for _, text, _ in lines if text.endswith("\t") and text.strip() and text.count("\t") == 1) >= _HALF_ROWS


def tab_table(lines: Sequence[Source], start: int, two_columns: bool) -> TabTable | None:
    """The first table parted by tabs in the block of lines that begins at `lines[start]`.

    A cell may run over lines, and the tab stands where the next cell begins. So in a form of `two_columns` (see `has_half_rows`) the lines since the
    last row belong to the left cell, save those that go on with a right cell that has begun. In a list of labels and values a line without a tab is
    none of the table, unless it is an item or a box like the cell that it goes on with.
    """
    end = start
    while end < len(lines) and lines[end].text.strip():
        end += 1
    if not any(tabbed(lines[index].text) for index in range(start, end)):
        return None
    tabs = [index for index in range(start, end) if tabbed(lines[index].text) or lines[index].text.startswith("\t")]
    parts_of = _aligned({index: lines[index].text.split("\t")[:MAXIMUM_COLUMNS] for index in tabs})
    rows: list[list[list[Source]]] = []
    begin = last = tabs[0]
    for position, index in enumerate(tabs):
        parts = [part.strip() for part in parts_of[index]]
        pending = list(lines[last:index]) if position else list(lines[start:index])
        if rows:
            taken = _goes_on(rows[-1][-1], pending, two_columns)
            rows[-1][-1].extend(pending[:taken])
            pending = pending[taken:]
        joined = len(pending) if two_columns and parts[0] else _led_up_to(pending, parts[0])
        if not rows:
            begin = index - joined
            pending = pending[len(pending) - joined :]
        elif joined < len(pending):
            break
        cells = [broken(lines[index].number, part) for part in parts]
        cells[0] = pending + cells[0]
        if rows and not two_columns and not parts[0] and not pending:
            # Labels and values: a row without a label goes on with the value above; one with a label set in begins another list.
            if len(parts) == 2 and rows[-1][0][0].text and len(rows[-1]) == 2 and rows[-1][1][0].text:
                rows[-1][1].extend(cells[1])
                last = index + 1
                continue
            if rows[-1][0][0].text:
                break
        elif rows and not two_columns and parts[0] and not rows[-1][0][0].text and len(rows[-1]) > 2 and not _is_head(rows, parts):
            break
        rows.append(cells)
        last = index + 1
    taken = _goes_on(rows[-1][-1], list(lines[last:end]), two_columns)
    rows[-1][-1].extend(lines[last : last + taken])
    if all(len(row) > 2 and not any(source.text for source in row[0]) for row in rows):
        rows = [row[1:] for row in rows]
    return TabTable(begin, last + taken, rows_of(rows))


def _is_head(rows: list[list[list[Source]]], parts: list[str]) -> bool:
    """Whether the first row heads columns of marks: over its labels it has nothing, over each mark a Yes or a No."""
    heads = rows[0][1:]
    return len(rows) == 1 and len(parts) == len(rows[0]) and all(yes_or_no(cell[0].text) is not None for cell in heads)


def _led_up_to(pending: list[Source], text: str) -> int:
    """How many of the last lines before a row are of one list with its first cell."""
    for pattern in (_ITEM, _BOXED):
        if pattern.match(text):
            count = 0
            while count < len(pending) and pattern.match(pending[-1 - count].text):
                count += 1
            return count
    return 0


def _aligned(rows: dict[int, list[str]]) -> dict[int, list[str]]:
    """Rows whose writer aligned two columns by more or fewer tabs, with one tab; a mark under one of several heads keeps its column."""
    filled = {index: [number for number, part in enumerate(parts) if part.strip()] for index, parts in rows.items()}
    gaps = [index for index, numbers in filled.items() if len(numbers) == 2 and numbers[0] == 0 and numbers[1] > 1]
    if not gaps or any(len(numbers) > 2 or (len(numbers) == 2 and numbers[0] > 0) for numbers in filled.values()):
        return rows
    if any(len(rows[index][filled[index][1]].strip()) < 2 for index in gaps):
        return rows
    return {index: [parts[0], next((part for part in parts[1:] if part.strip()), "")] if len(parts) > 1 else parts for index, parts in rows.items()}


def _goes_on(cell: list[Source], following: list[Source], two_columns: bool) -> int:
    """How many of the lines that follow a row still belong to its last cell: more items, more boxes, or, in a form, a contact's lines."""
    texts = [source.text for source in cell if source.text.strip()]
    if not texts:
        return 0
    taken = 0
    for pattern in (_ITEM, _BOXED):
        if pattern.match(texts[-1]):
            while taken < len(following) and pattern.match(following[taken].text):
                taken += 1
            if taken:
                return taken
    if two_columns:
        for index, source in enumerate(following[:_CONTACT_LINES]):
            if _REACH.search(source.text):
                taken = index + 1
    return taken
