"""Grid tables (pandoc, reStructuredText, Emacs, data bases), in ASCII or box-drawing characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extractor.readers.markdown.source import Source
from extractor.readers.markdown.tables.cells import MAXIMUM_COLUMNS, Raw, RawCell, rows_of
from extractor.readers.markdown.tables.pipe import split_row

_GRID_RULE = re.compile(r"\s*\+(?:[-=:~]+\+)+\s*$")
_FILLER = "\x01"
_DRAWN = str.maketrans(
    {**dict.fromkeys("─━═╌┄╍┅", "-"), **dict.fromkeys("│┃║╎┆", "|"), **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫┏┓┗┛┣┫┳┻╋╭╮╰╯┡┩╇┠┨┯┷", "+")}
)
DRAWING = re.compile(r"\s*[┌╔├╠╒┏│┃║╭┣╞╟┡┠┗└╚╰╘]")


def drawn(text: str) -> str:
    """Box-drawing characters as the ASCII of a grid table."""
    return text.translate(_DRAWN)


def _padded(text: str) -> str:
    """The text with one filler after each wide character, so that an index is a column."""
    if text.isascii():
        return text
    out: list[str] = []
    for character in text:
        if unicodedata.combining(character) and out:
            out[-1] += character
        else:
            out.append(character)
            if unicodedata.east_asian_width(character) in "WF":
                out.append(_FILLER)
    # A combined character is one column: keep it whole by indexing a list; joined again only where nothing combines.
    return "".join(out) if all(len(item) == 1 for item in out) else unicodedata.normalize("NFC", "".join(out))


def grid_table(lines: Sequence[Source], start: int) -> Raw | None:
    """A grid table that begins at `lines[start]`, cells merged where the rule between them is missing."""
    if not _GRID_RULE.match(lines[start].text):
        return None
    end = start
    margin = len(lines[start].text) - len(lines[start].text.lstrip())
    while end < len(lines) and lines[end].text.strip()[:1] in ("|", "+"):
        end += 1
    while end > start and not _GRID_RULE.match(lines[end - 1].text):
        end -= 1
    if end - start < 3:
        return None
    rows = [_padded(line.text.rstrip())[margin:] for line in lines[start:end]]
    if sum(map(len, rows)) > 2_000_000:
        return None
    if (listed := _listing(lines, start, end)) is not None:
        return end, listed
    length = max(map(len, rows))
    rows = [row.ljust(length) for row in rows]
    ruled = [index for index, row in enumerate(rows) if row.startswith("+") or re.search(r"\+[-=]{2,}\+", row)]
    xs = sorted({column for index in ruled for column, character in enumerate(rows[index]) if character == "+"})
    if len(xs) < 2 or len(xs) > MAXIMUM_COLUMNS or len(ruled) < 2:
        return None
    return end, _merge(lines[start:end], rows, ruled, xs)


def _listing(lines: Sequence[Source], start: int, end: int) -> list[RawCell] | None:
    """A table with rules only round it and under its head, every line a row, as data bases print it; None where lines may be parts of a row."""
    rules = [index for index in range(start, end) if _GRID_RULE.match(lines[index].text)]
    if len(rules) > 3 or len({lines[index].text.strip().count("+") for index in rules}) != 1:
        return None
    count = lines[start].text.strip().count("+") - 1
    rows: list[list[list[Source]]] = []
    for index in range(start, end):
        if index in rules:
            continue
        cells = split_row(lines[index].text)
        if len(cells) != count or not cells[0].strip():
            return None
        rows.append([[Source(lines[index].number, cell.strip())] for cell in cells])
    body = rows[1:] if len(rules) == 3 else rows
    if count < 2 or len(body) < 2 or any(not row[-1][0].text for row in body) or any(cell[0].text[:1].islower() for row in body[1:] for cell in row[:1]):
        return None
    return rows_of(rows)


def _merge(lines: Sequence[Source], rows: list[str], ruled: list[int], xs: list[int]) -> list[RawCell]:
    """Elementary cells between all rules and all corners, joined wherever no rule parts them."""
    height, width = len(ruled) - 1, len(xs) - 1
    parent = list(range(height * width))

    def find(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    pieces: dict[int, dict[int, str]] = {}
    for band in range(height):
        between = range(ruled[band] + 1, ruled[band + 1])
        borders = _borders(rows, ruled[band], ruled[band + 1], xs)
        for y in between:
            if any(rows[y][x] != "|" for x in borders) and rows[y].count("|") == len(borders):
                # A word too long for its cell has pushed the borders of this line to the right.
                parts = rows[y].split("|")
                pieces[y] = dict(zip(borders, parts[1:], strict=False))
        for slot in range(width):
            if slot + 1 < width and xs[slot + 1] not in borders:
                parent[find(band * width + slot + 1)] = find(band * width + slot)
            if band + 1 < height and rows[ruled[band + 1]][xs[slot] + 1] not in "-=:":
                parent[find((band + 1) * width + slot)] = find(band * width + slot)
    groups: dict[int, list[int]] = {}
    for item in range(height * width):
        groups.setdefault(find(item), []).append(item)
    cells: list[RawCell] = []
    for items in groups.values():
        top, bottom = min(items) // width, max(items) // width
        left, right = min(item % width for item in items), max(item % width for item in items)
        inner = xs[right + 1] - xs[left] - 1
        texts = [
            Source(lines[y].number, (pieces[y].get(xs[left], "") if y in pieces else rows[y][xs[left] + 1 : xs[right + 1]]).replace(_FILLER, "").rstrip())
            for y in range(ruled[top] + 1, ruled[bottom + 1])
            if not (y in ruled and rows[y][xs[left] + 1] in "-=")
        ]
        margin = min((len(text) - len(text.lstrip()) for _, text, _ in texts if text.strip()), default=0)
        lines_of_cell = [Source(number, text[margin:], text.endswith("\\")) for number, text, _ in texts]
        cells.append(RawCell(top, left, lines_of_cell, bottom - top + 1, right - left + 1, inner - 1 - margin))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells


def _borders(rows: list[str], top: int, bottom: int, xs: list[int]) -> list[int]:
    """The columns at which cells of the band between two rules meet: where most of its lines have a border, or, of a single line, where both rules do."""
    between = range(top + 1, bottom)
    if not between:
        return list(xs)
    borders = [x for x in xs if 2 * sum(1 for y in between if rows[y][x] in "|+") > len(between)]
    corners = [x for x in xs if rows[top][x] == "+" and rows[bottom][x] == "+"]
    if len(corners) > len(borders) and all(rows[y].count("|") == len(corners) for y in between):
        return corners
    return borders
