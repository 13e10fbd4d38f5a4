"""Text laid out on a page with spaces: two columns side by side, label and value columns, dot leaders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.readers.markdown.source import BOX, Source
from extractor.readers.markdown.tables import Raw, RawCell

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_LEADER = re.compile(r"\s*(?:\.{4,}|…{2,}|(?:\. ){4,}\.?|·{4,}|_{6,}(?=\s*\S))\s*")
# The gutter of a page of two columns: so many lines must begin there, beyond this column.
_LINES_AT_GUTTER = 4
_FIRST_GUTTER = 22
_MARK_ALONE = re.compile(r"\s*(?:\\?\[\s?\S?\s?\\?\]|\(\s{0,3}\S?\s{0,3}\)|[^\w\s])\s*$")


def without_leader(text: str) -> str:
    """The line with a space for the dots that lead from a label to its value or box."""
    return _LEADER.sub(" ", text) if "...." in text or "…" in text or ". . . ." in text or "____" in text or "····" in text else text


def starts(text: str) -> list[int]:
    """The columns where text begins after two spaces or more, the first word of an indented line included."""
    found = [match.end() for match in _GAP.finditer(text)]
    first = len(text) - len(text.lstrip(" "))
    return [first, *found] if first >= 2 else found


def gutter(lines: Sequence[Source]) -> int | None:
    """The column where the right-hand column of the text begins, None for a text of one column.

    It is the commonest start after two spaces, in a text where a fair part of such lines has words at the left of it too.
    """
    counts: Counter[int] = Counter()
    both: Counter[int] = Counter()
    for _, text, _ in lines:
        if len(text) > 1000 or "  " not in text.strip() and not text.startswith("  " * 10):
            continue
        first = len(text) - len(text.lstrip(" "))
        for column in starts(text.rstrip()):
            if column >= _FIRST_GUTTER:
                counts[column] += 1
                if column != first:
                    both[column] += 1
    best: int | None = None
    best_count = 0
    for column, count in counts.items():
        # A column that words of other lines run across on the lines around is no gutter; a start one column off is a mark of one space less.
        total = count + sum(counts[near] for near in (column - 1, column + 1)) * 0.5
        if count >= _LINES_AT_GUTTER and both[column] >= 2 and total > best_count:
            best, best_count = column, int(total)
    return best


def _split(text: str, column: int) -> tuple[str, str] | None:
    """The parts left and right of the gutter, None where words run across it or nothing stands right of it."""
    for start in (column, column - 1, column + 1, column + 2):
        if len(text) > start and text[start] != " " and start >= 2 and text[start - 2 : start] == "  ":
            return text[:start].rstrip(), " " * max(0, start - column) + text[start:].rstrip()
    if len(text) > column and not text[: column + 1].strip():
        # Indented within the right column: a nested list, a line set to the right.
        return "", text[column:].rstrip()
    if len(text) > column + 2 and text[column - 2 : column + 3].strip() == "" and text[:column].strip():
        # A gap over the gutter: a heading centred over the right column.
        return text[:column].rstrip(), text[column:].rstrip()
    return None


def two_columns(lines: Sequence[Source], start: int, column: int, right_width: int | None) -> Raw | None:
    """The rows of two cells that begin at `lines[start]`: each run of lines with words at the right of the gutter is one row."""
    rows: list[tuple[list[Source], list[Source]]] = []
    index = start
    stop = start
    while index < len(lines):
        blank = index
        while blank < len(lines) and not lines[blank].text.strip():
            blank += 1
        end = blank
        while end < len(lines) and lines[end].text.strip():
            end += 1
        run = _run(lines, blank, end, column)
        if run is None:
            break
        first, last, left, right = run
        if first != blank:
            break
        rows.append((left, right))
        stop = last
        if last < end:
            break
        index = end
    if not rows:
        return None
    margin = min((len(s.text) - len(s.text.lstrip(" ")) for left, _ in rows for s in left if s.text.strip()), default=0)
    cells: list[RawCell] = []
    for number, (left, right) in enumerate(rows):
        shifted = [Source(n, _unindented(text, margin), hard) for n, text, hard in left]
        cells.append(RawCell(number, 0, shifted, width=column - 2 - margin))
        cells.append(RawCell(number, 1, right, width=right_width))
    return stop, cells


def _unindented(text: str, margin: int) -> str:
    return text[margin:] if not text[:margin].strip() else text.lstrip()


def _run(lines: Sequence[Source], start: int, end: int, column: int) -> tuple[int, int, list[Source], list[Source]] | None:
    """The row that begins in the block `lines[start:end]`, as (first line, line after it, left cell, right cell)."""
    parts = [_split(lines[index].text, column) for index in range(start, end)]
    first = next((offset for offset, part in enumerate(parts) if part is not None), None)
    if first is None:
        return None
    # Lines before the first with a right part belong to the left cell where they end before the gutter.
    begin = first
    while begin > 0 and len(lines[start + begin - 1].text.rstrip()) < column - 1:
        begin -= 1
    if begin > 0 or (first > 0 and not _belongs(lines[start : start + first])):
        begin = max(begin, first) if not _belongs(lines[start + begin : start + first]) else begin
    stop = first
    for offset in range(first, len(parts)):
        if parts[offset] is not None:
            stop = offset + 1
        elif len(lines[start + offset].text.rstrip()) >= column - 1:
            break
    # Lines of the left column after the last of the right one: they go on with the left cell.
    while stop < len(parts) and len(lines[start + stop].text.rstrip()) < column - 1:
        stop += 1
    left: list[Source] = []
    right: list[Source] = []
    for offset in range(begin, stop):
        number, text, hard = lines[start + offset]
        part = parts[offset]
        sides = (text.rstrip(), "") if part is None else part
        if sides[0].strip():
            left.append(Source(number, sides[0], hard))
        if sides[1].strip():
            right.append(Source(number, sides[1], hard))
    return start + begin, start + stop, left, right


def _belongs(before: Sequence[Source]) -> bool:
    """Whether lines over a row's first line with a right part are the head of its left cell: a line or two."""
    return len(before) <= 3


def label_values(lines: Sequence[Source], start: int) -> Raw | None:
    """Label and value columns inside one column of text ("Customs Duty      EUR 150"): a row for each line, from `lines[start]` on."""
    column = _second(lines[start].text)
    if column is None:
        return None
    rows: list[list[list[Source]]] = []
    index = start
    both = 0
    while index < len(lines):
        number, text, hard = lines[index]
        text = text.rstrip()
        if not text.strip():
            break
        second = _second(text)
        indent = len(text) - len(text.lstrip(" "))
        if second is not None and abs(second - column) <= 1:
            rows.append([[Source(number, text[:second].rstrip(), hard)], [Source(number, text[second:], hard)]])
            both += 1
        elif rows and abs(indent - column) <= 1:
            rows[-1][1].append(Source(number, text.lstrip(), hard))
        elif second is None and rows and len(text) < column - 1 and indent < column and index + 1 < len(lines) and _second(lines[index + 1].text) is not None:
            rows.append([[Source(number, text, hard)], []])  # a label without a value between others that have one
        else:
            break
        index += 1
    if both < 2:
        return None
    cells = [RawCell(row, at, content) for row, pair in enumerate(rows) for at, content in enumerate(pair)]
    return index, cells


def _second(text: str) -> int | None:
    """The column where a value begins after a label and three spaces or more; None where the line is not of that kind or the value is but a mark."""
    stripped = text.rstrip()
    if "   " not in stripped.strip() or len(stripped) > 300:
        return None
    gaps = [match for match in re.finditer(r"(?<=\S) {3,}(?=\S)", stripped)]
    if len(gaps) != 1 or BOX.match(stripped.strip()) or re.match(r"\s*(?:[-*+•‣●○◦▪–o]|\(?\w{1,3}[.)])\s", stripped):
        return None
    value = stripped[gaps[0].end() :]
    if _MARK_ALONE.match(value) and not re.match(r"[-–—]$", value):
        return None
    return gaps[0].end()
