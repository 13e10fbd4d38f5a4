"""Tables drawn with characters: pipe, grid, simple and multi-line tables, and rows parted by tabs. Each gives cells that hold source lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BREAK = re.compile(r"<br\s*/?>|\\\\(?=\s|$)", re.IGNORECASE)
_LIST_TAG = re.compile(r"<(/?)(ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_MAXIMUM_COLUMNS = 60
_DEEPEST_LIST = 8


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


# Pipe tables (GitHub Flavored Markdown, 4.10), also without a delimiter row where every line begins and ends with a pipe.


def split_row(text: str) -> list[str]:
    """The cells of a pipe table's row; `\\|` is no border."""
    text = text.strip()
    if text.startswith("|"):
        text = text[1:]
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    if "\\|" not in text:
        return text.split("|")
    return [cell.replace("\x00", "\\|") for cell in text.replace("\\|", "\x00").split("|")]


def pipe_table(lines: Sequence[Source], start: int) -> Raw | None:
    """A pipe table that begins at `lines[start]`."""
    first = lines[start].text
    if "|" not in first:
        return None
    bare = first.strip()
    ruled = start + 1 < len(lines) and "-" in lines[start + 1].text and "|" in lines[start + 1].text and _DELIMITER.match(lines[start + 1].text) is not None
    leading_rule = _DELIMITER.match(first) is not None and "|" in bare and "-" in bare
    framed = bare.startswith("|") and len(bare) > 1
    if not ruled and not leading_rule and not (framed and (bare.endswith("|") or _closes(lines, start))):
        return None
    rows: list[list[list[Source]]] = []
    index = start
    header = ruled or leading_rule
    while index < len(lines):
        number, text, _ = lines[index]
        bare = text.strip()
        if not bare or "|" not in bare or (framed and not bare.startswith("|")):
            break
        if _DELIMITER.match(text) and "-" in text:
            index += 1
            continue
        following = index + 1
        if framed and not bare.endswith("|"):
            # A cell that runs over the end of the line: the row goes on until a line ends with a pipe.
            while following < len(lines) and following - index < 40 and lines[following].text.strip() and not lines[following].text.lstrip().startswith("|"):
                bare += "<br>" + lines[following].text.strip()
                following += 1
                if bare.endswith("|"):
                    break
        rows.append([broken(number, cell.strip()) for cell in split_row(bare)[:_MAXIMUM_COLUMNS]])
        index = following
    if header and len(rows) > 1 and not any(source.text for cell in rows[0] for source in cell):
        rows.pop(0)
    return index, _rows(rows, merge=True)


def _closes(lines: Sequence[Source], start: int) -> bool:
    """Whether a row that begins with a pipe ends with one on a later line of the same block."""
    for index in range(start + 1, min(start + 12, len(lines))):
        bare = lines[index].text.strip()
        if not bare or bare.startswith("|"):
            return False
        if bare.endswith("|"):
            return True
    return False


def _rows(rows: list[list[list[Source]]], *, merge: bool = False) -> list[RawCell]:
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


# Grid tables (pandoc, reStructuredText, Emacs, MySQL).

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
    if len(xs) < 2 or len(xs) > _MAXIMUM_COLUMNS or len(ruled) < 2:
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
    return _rows(rows)


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


# Simple and multi-line tables (pandoc; reStructuredText with "=").

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
    spans = [match.start() for match in re.finditer(r"[-=]+", lines[rule].text)]
    if len(spans) > _MAXIMUM_COLUMNS:
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
            if not full and not (equals and _closed_later(lines, index)):
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
    groups = [row for row in body if row] if full else [[number] for row in body for number in row]
    rows: list[list[list[Source]]] = []
    for group in ([head] if head else []) + groups:
        cells = [[Source(lines[n].number, lines[n].text[a:b].rstrip()) for n in group] for a, b in zip(spans, ends, strict=True)]
        if not full and rows and equals and not any(source.text.strip() for source in cells[0]):
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)  # reStructuredText: an empty first column goes on with the row above
            continue
        rows.append(cells)
    made = _rows(rows)
    for raw in made:
        raw.width = (ends[raw.column] - spans[raw.column] - 1) if raw.column < len(spans) - 1 else None
    return index, made


def _closed_later(lines: Sequence[Source], start: int) -> bool:
    return any(_DASHES.match(lines[index].text) for index in range(start, min(start + 30, len(lines))))


# Rows parted by tabs: a table copied out of a word processor, a spreadsheet, or a converter's way with two columns.

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
    parts_of = _aligned({index: lines[index].text.split("\t")[:_MAXIMUM_COLUMNS] for index in tabs})
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
        elif rows and not two_columns and parts[0] and not rows[-1][0][0].text and len(rows[-1]) > 2:
            break
        rows.append(cells)
        last = index + 1
    taken = _goes_on(rows[-1][-1], list(lines[last:end]), two_columns)
    rows[-1][-1].extend(lines[last : last + taken])
    if all(len(row) > 2 and not any(source.text for source in row[0]) for row in rows):
        rows = [row[1:] for row in rows]
    return TabTable(begin, last + taken, _rows(rows))


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
