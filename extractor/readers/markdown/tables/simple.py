"""Simple and multi-line tables (pandoc; reStructuredText with "="): columns under runs of dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.readers.markdown.source import Source
from extractor.readers.markdown.tables.cells import MAXIMUM_COLUMNS, Raw, rows_of

_DASHES = re.compile(r"\s*(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))+\s*$")
_LONG_RULE = re.compile(r"\s*-{10,}\s*$")


def simple_table(lines: Sequence[Source], start: int) -> Raw | None:
    """A simple or multi-line table that begins at `lines[start]`: columns under runs of dashes."""
    rule = start
    head: list[int] = []
    full = _LONG_RULE.match(lines[start].text) is not None
    if full:
        rule += 1
        while rule < len(lines) and rule - start <= 6 and lines[rule].text.strip() and not _DASHES.match(lines[rule].text):
            head.append(rule)
            rule += 1
        if not head:
            return None
    elif not _DASHES.match(lines[start].text):
        if start + 1 < len(lines) and _DASHES.match(lines[start + 1].text) and "  " in lines[start].text.strip():
            head, rule = [start], start + 1
        else:
            return None
    if rule >= len(lines) or not _DASHES.match(lines[rule].text):
        return None
    spaced = full or _blank_before_end(lines, rule)
    spans = [match.start() for match in re.finditer(r"[-=]+", lines[rule].text)]
    if len(spans) > MAXIMUM_COLUMNS:
        return None
    equals = "=" in lines[rule].text
    body: list[list[int]] = [[]]
    index = rule + 1
    if equals and index + 1 < len(lines) and lines[index].text.strip() and _DASHES.match(lines[index + 1].text):
        head, index = [index], index + 2
    closed = False
    while index < len(lines) and index - rule < 500:
        text = lines[index].text
        if _DASHES.match(text) or (full and _LONG_RULE.match(text)):
            closed = True
            index += 1
            break
        if not text.strip():
            if not spaced and not (equals and _closed_later(lines, index)):
                break
            body.append([])
        else:
            body[-1].append(index)
        index += 1
    if not any(body) or (not head and not closed):
        return None
    ends = [*spans[1:], 10_000]
    # A text that crosses from one column into the next shows that this is no table.
    for row in ([head] if head else []) + body:
        for number in row:
            text = lines[number].text
            if any(end < len(text) and end > 0 and text[end - 1] != " " and text[end] != " " for end in spans[1:]):
                return None
    groups = [row for row in body if row] if spaced else [[number] for row in body for number in row]
    rows: list[list[list[Source]]] = []
    for group in ([head] if head else []) + groups:
        cells = [[Source(lines[n].number, lines[n].text[a:b].rstrip()) for n in group] for a, b in zip(spans, ends, strict=True)]
        if not spaced and rows and equals and not any(source.text.strip() for source in cells[0]):
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)  # reStructuredText: an empty first column goes on with the row above
            continue
        rows.append(cells)
    made = rows_of(rows)
    for raw in made:
        raw.width = (ends[raw.column] - spans[raw.column] - 1) if raw.column < len(spans) - 1 else None
    return index, made


def _blank_before_end(lines: Sequence[Source], rule: int) -> bool:
    """Whether blank lines part the rows between a rule of dashes and the same one again: pandoc's multi-line table without a head, whose rows wrap."""
    closing = lines[rule].text.rstrip()
    if "=" in closing:
        return False
    for index in range(rule + 1, min(rule + 200, len(lines))):
        if _DASHES.match(lines[index].text):
            return lines[index].text.rstrip() == closing and any(not lines[between].text.strip() for between in range(rule + 1, index))
    return False


def _closed_later(lines: Sequence[Source], start: int) -> bool:
    return any(_DASHES.match(lines[index].text) for index in range(start, min(start + 30, len(lines))))
