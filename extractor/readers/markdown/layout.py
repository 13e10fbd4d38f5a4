"""Text laid out on a page with spaces: two columns side by side, label and value columns, dot leaders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.readers.markdown.source import BOX, ENDS_IN_BOX, Source, fill_width, is_wrap
from extractor.readers.markdown.tables import Raw, RawCell

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_LEADER = re.compile(r"\s*(?:\.{4,}|…{2,}|(?:\. ){4,}\.?|·{4,}|_{6,}(?=\s*\S))\s*")
# A blank left empty at the end of a leader, where others hold an X: a box like any other once it has its brackets.
_EMPTY_BLANK = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}\.?|·{4,})[ ]*(_{1,5})[ ]*$")
# The gutter of a page of two columns: so many lines must begin there, beyond this column.
_LINES_AT_GUTTER = 4
_FIRST_GUTTER = 22
_ITEM = re.compile(r"\s*(?:[-*+•‣●○◦▪▫–—·➢➤►▸❖o§\ue000-\uf8ff]|\(?\w{1,3}[.)])\s")
_MARK_ALONE = re.compile(r"\s*(?:\\?\[\s?\S?\s?\\?\]|\(\s{0,3}\S?\s{0,3}\)|[^\w\s])\s*$")


def without_leader(text: str) -> str:
    """The line with a space for the dots that lead from a label to its value or box."""
    if not ("...." in text or "…" in text or ". . . ." in text or "____" in text or "····" in text):
        return text
    if text.rstrip().endswith("_"):
        text = _EMPTY_BLANK.sub(r" [\1]", text)
    return _LEADER.sub(" ", text)


def starts(text: str) -> list[int]:
    """The columns where text begins after two spaces or more, the first word of an indented line included."""
    found = [match.end() for match in _GAP.finditer(text)]
    first = len(text) - len(text.lstrip(" "))
    return [first, *found] if first >= 2 else found


class Columns(NamedTuple):
    """The two columns of a page of text."""

    gutter: int
    """Where the right-hand column begins."""
    side: bool
    """The left-hand column holds labels for what stands beside them, line for line; else the columns are two texts beside each other."""
    left_width: int
    right_width: int | None


def columns(lines: Sequence[Source]) -> Columns | None:
    """The columns of a text that is laid out in two, None for a text of one column.

    The gutter is the commonest start after two spaces, in a text where some of such lines have words at the left of it too.
    """
    counts: Counter[int] = Counter()
    both: Counter[int] = Counter()
    filled = 0
    for _, text, _ in lines:
        if not text or text.isspace():
            continue
        filled += 1
        if len(text) > 1000 or ("  " not in text.strip() and not text.startswith("  " * 10)):
            continue
        first = len(text) - len(text.lstrip(" "))
        for column in starts(text.rstrip()):
            if column >= _FIRST_GUTTER:
                counts[column] += 1
                if column != first:
                    both[column] += 1
    best: int | None = None
    most = 0.0
    for column, count in counts.items():
        # A start one column off is a box of one space less, or a page laid out anew; marks set to the right are no column of text.
        total = count + (counts[column - 1] + counts[column + 1]) * 0.5
        if count >= _LINES_AT_GUTTER and sum(both[near] for near in range(column - 1, column + 2)) >= 2 and total > most:
            texts = [text[column:].strip() for _, text, _ in lines if len(text) > column and text[column] != " " and text[column - 1] == " "]
            if sum(1 for text in texts if len(text) > 4) >= 0.5 * len(texts):
                best, most = column, total
    if best is None or not _beside(lines, best):
        return None
    parts = [split(text, best, loose=False) for _, text, _ in lines]
    beside = sum(1 for part in parts if part is not None)
    # Words that a label beside them touches run across by one space only.
    across = sum(1 for _, text, _ in lines if len(text.rstrip()) > best + 4 and split(text, best, loose=True) is None)
    longest = max(len(line.text.rstrip()) for line in lines)
    # Labels at the side take a third of the page; two texts side by side, half of it.
    side = best <= 0.42 * longest and beside >= 0.5 * filled and across <= 0.15 * filled
    left_width = None if side else fill_width((part[0] if part else "" for part in parts), narrowest=16)
    return Columns(best, side, left_width or best - 1, fill_width((part[1] if part else "" for part in parts), narrowest=16))


def _beside(lines: Sequence[Source], gutter: int) -> bool:
    """Whether two texts stand beside each other there, and not only values after their labels: the right one goes on alone, or returns again and again."""
    alone = runs = 0
    inside = False
    for _, text, _ in lines:
        first = len(text) - len(text.lstrip(" "))
        if text and abs(first - gutter) <= 1:
            alone += 1
        begins = any(abs(column - gutter) <= 1 for column in starts(text.rstrip()))
        runs += begins and not inside
        inside = begins
    return alone >= 2 or runs >= 3


@lru_cache(maxsize=2000)
def split(text: str, gutter: int, *, loose: bool) -> tuple[str, str] | None:
    """The parts left and right of the gutter, None where words run across it or nothing stands right of it. `loose`: one space parts them too."""
    if len(text) <= gutter - _DRIFT:
        return None
    first = len(text) - len(text.lstrip(" "))
    if first >= gutter - 2 or (first >= gutter - _DRIFT and first > 20):
        return "", " " * max(0, first - gutter) + text[first:].rstrip()
    near: int | None = None
    for match in _GAP.finditer(text):
        start = match.end()
        if abs(start - gutter) <= _DRIFT and (near is None or abs(start - gutter) < abs(near - gutter)):
            near = start
    if near is None:
        if len(text) > gutter + 2 and text[gutter - 2 : gutter + 3].isspace():
            near = len(text) - len(text[gutter:].lstrip())  # a heading centred over the right column, a box at its right
        elif loose and len(text) > gutter and text[gutter - 1] == " " and text[gutter] != " ":
            near = gutter
        else:
            return None
    return text[:near].rstrip(), " " * min(12, max(0, near - gutter)) + text[near:].rstrip()


def _touching(lines: Sequence[Source], index: int, gutter: int) -> tuple[str, str] | None:
    """The parts of a line whose left column is full, so that one space is all between them: where the lines above and below have the same start."""
    if index + 1 >= len(lines):
        return None
    columns_near: list[int] = []
    for near in (index - 1, index + 1):
        part = split(lines[near].text, gutter, loose=False)
        if part is None:
            return None
        columns_near.append(len(lines[near].text.rstrip()) - len(part[1].strip()))
    column, text = columns_near[0], lines[index].text
    if columns_near[1] != column or len(text) <= column or text[column - 1] != " " or text[column] == " ":
        return None
    return text[:column].rstrip(), text[column:].rstrip()


# A page's columns do not begin at one column throughout: each table, and each page, of a PDF is laid out by itself.
_DRIFT = 7
# So many lines of the left column alone end a row of two texts side by side.
_GAP_LINES = 3
_OWN = re.compile(r"\s*\(?\d{1,2}[.)]\s")


def two_columns(lines: Sequence[Source], start: int, layout: Columns) -> Raw | None:
    """The rows of two cells that begin at `lines[start]`, from a line with words at the right of the gutter on."""
    first = split(lines[start].text, layout.gutter, loose=layout.side)
    if first is None:
        if not layout.side or not _label_alone(lines, start, layout):
            return None
    elif not first[0].strip():
        # A heading centred on the page begins no row; one over the right column does, where the next line has both.
        indent = len(lines[start].text) - len(lines[start].text.lstrip(" "))
        following = split(lines[start + 1].text, layout.gutter, loose=layout.side) if start + 1 < len(lines) else None
        if abs(indent - layout.gutter) > 1 or following is None or not following[0].strip():
            return None
    rows: list[tuple[list[Source], list[Source]]] = []
    index = stop = start
    while index < len(lines):
        if not lines[index].text.strip():
            index += 1
            continue
        row_end = _side_rows(lines, index, layout, rows) if layout.side else _flow_row(lines, index, layout, rows)
        if row_end == index:
            break
        index = stop = row_end
    if not rows:
        return None
    margin = min((len(s.text) - len(s.text.lstrip(" ")) for left, _ in rows for s in left if s.text.strip()), default=0)
    cells: list[RawCell] = []
    for number, (left, right) in enumerate(rows):
        shifted = [Source(n, text[margin:] if not text[:margin].strip() else text.lstrip(), hard) for n, text, hard in left]
        cells.append(RawCell(number, 0, shifted, width=layout.left_width - 1 - margin, exact=False))
        cells.append(RawCell(number, 1, right, width=layout.right_width, exact=False))
    return stop, cells


def _label_alone(lines: Sequence[Source], index: int, layout: Columns) -> bool:
    text = lines[index].text.rstrip()
    return bool(text) and len(text) < layout.gutter and len(text) - len(text.lstrip()) < 8


def _side_rows(lines: Sequence[Source], start: int, layout: Columns, rows: list[tuple[list[Source], list[Source]]]) -> int:
    """Add the rows of a block of lines: each label that does not go on with the one above it begins a row. Returns the line after the last."""
    index = start
    # A page that ends inside a row left an empty line of the same number.
    torn = bool(rows and rows[-1][0] and start and lines[start - 1].number == lines[start].number)
    above = rows[-1][0][-1].text if torn else ""
    first = len(rows)
    while index < len(lines) and lines[index].text.strip():
        number, text, hard = lines[index]
        part = split(text, layout.gutter, loose=True) or _full(lines, index, layout) or (_drawn_in(text, above, layout) if above else None)
        if part is None:
            if not _label_alone(lines, index, layout):
                break
            part = text.rstrip(), ""
        left, right = part
        beside = rows[-1][1][-1].text.rstrip() if rows and rows[-1][1] and (index > start or torn) else ""
        label = left.strip()
        if (
            label
            and not (
                (beside and _runs_on(above, label, beside, right.strip(), layout)) or (above and not right.strip() and _label_runs_on(above, label, layout))
            )
        ) or not rows:
            rows.append(([], []))
        elif not label and index == start:
            rows[-1][1].append(Source(number, ""))
        if left.strip():
            rows[-1][0].append(Source(number, left, hard))
        if right.strip():
            rows[-1][1].append(Source(number, right, hard))
        above = left
        index += 1
    rows[first:] = _stacked(rows[first:])
    return index


def _full(lines: Sequence[Source], index: int, layout: Columns) -> tuple[str, str] | None:
    """The parts of a line whose label is as wide as its column, one space between them: its text begins with a capital, the label goes on below."""
    text = lines[index].text
    below = lines[index + 1].text.rstrip() if index + 1 < len(lines) else ""
    label = (split(below, layout.gutter, loose=True) or (below if len(below) < layout.gutter else "", ""))[0].strip()
    if not label or _OWN.match(label) or text.startswith(" "):
        return None
    for column in (layout.gutter + 1, *range(layout.gutter - 1, layout.gutter - 5, -1)):
        if text[column - 1 : column] == " " and text[column : column + 1].isupper() and _label_runs_on(text[:column].rstrip(), label, layout):
            return text[:column].rstrip(), text[column:].rstrip()
    return None


def _drawn_in(text: str, label: str, layout: Columns) -> tuple[str, str] | None:
    """The parts of a row's last line whose text a converter has drawn near to the label, which goes on with the one above."""
    gaps = [match for match in re.finditer(r"(?<=\S) {3,}(?=\S)", text) if match.end() < layout.gutter]
    if len(gaps) != 1 or text.startswith(" ") or not _label_runs_on(label, text[: gaps[0].start()], layout):
        return None
    return text[: gaps[0].start()], text[gaps[0].end() :].rstrip()


# The form stacks two prompts, or four.
_MOST_STACKED = 4


def _stacked(rows: list[tuple[list[Source], list[Source]]]) -> list[tuple[list[Source], list[Source]]]:
    """The rows of a block without blank lines, numbered labels stacked beside one text in one row: where the text ends before the labels do."""
    numbers = [match[0].strip(" (.)\t") if left and (match := _OWN.match(left[0].text)) is not None else "" for left, _ in rows]
    out: list[tuple[list[Source], list[Source]]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        if numbers[at] == "1":
            while end < len(rows) and numbers[end] == str(end - at + 1):
                end += 1
        out += _together(rows[at:end]) if 1 < end - at <= _MOST_STACKED else rows[at:end]
        at = end
    return out


def _together(rows: list[tuple[list[Source], list[Source]]]) -> list[tuple[list[Source], list[Source]]]:
    """Numbered rows, those with nothing beside them in one with the row above, and with the rows above that whose text runs on without a gap."""
    out: list[tuple[list[Source], list[Source]]] = []
    starts: list[int] = []
    for number, (left, right) in enumerate(rows):
        if right or not out or not out[-1][1]:
            out.append((left, right))
            starts.append(number)
            continue
        while len(out) > 1 and out[-2][1] and len(rows[starts[-1]][1]) and len(out[-2][1]) >= len(out[-2][0]) and starts[-1] - starts[-2] == 1:
            below = out.pop()
            starts.pop()
            out[-1] = (out[-1][0] + below[0], out[-1][1] + below[1])
        out[-1] = (out[-1][0] + left, out[-1][1])
    return out


def _label_runs_on(above: str, label: str, layout: Columns) -> bool:
    """Whether a label's line goes on with the label above it."""
    return bool(above) and not _OWN.match(label) and (label[0].islower() or is_wrap(above, label, layout.left_width, exact=False))


def _runs_on(above: str, label: str, beside: str, right: str, layout: Columns) -> bool:
    """Whether a line of label and text goes on with the row above: its label does, or the text beside it. The first option of a list begins a row."""
    if _OWN.match(label) or (right and bool(ENDS_IN_BOX.search(right)) != bool(ENDS_IN_BOX.search(beside))):
        return False
    if right[:1].islower() and not beside.endswith((".", ":", ";")):
        return True
    if _OWN.match(above) and _ITEM.match(right + " ") and _ITEM.match(beside + " "):
        return True  # the second line of a numbered label, beside the second item of its list
    return _label_runs_on(above, label, layout)


def _flow_row(lines: Sequence[Source], start: int, layout: Columns, rows: list[tuple[list[Source], list[Source]]]) -> int:
    """Add the row that begins at a line with words right of the gutter; returns the line after it, `start` where there is no such row."""
    left: list[Source] = []
    right: list[Source] = []
    index = stop = start
    gap: list[Source] = []
    while index < len(lines) and lines[index].text.strip():
        number, text, hard = lines[index]
        part = split(text, layout.gutter, loose=False) or (_touching(lines, index, layout.gutter) if index > start else None)
        if part is None:
            if index == start or len(text.rstrip()) >= layout.gutter - 1:
                break
            like = (
                BOX.match(text.strip()) is not None
                or _second(text) is not None
                or (bool(left) and (text.strip()[0].islower() or is_wrap(left[-1].text, text, layout.left_width, exact=False)))
            )
            gap.append(Source(number, text.rstrip(), hard))
            if like and len(gap) == 1:
                left.extend(gap)
                gap.clear()
                stop = index + 1
            elif len(gap) >= _GAP_LINES:
                break
        else:
            left.extend(gap)
            gap.clear()
            if part[0].strip():
                left.append(Source(number, part[0], hard))
            if part[1].strip():
                right.append(Source(number, part[1], hard))
            stop = index + 1
        index += 1
    if stop > start:
        rows.append((left, right))
    return stop


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
        elif second is None and rows and indent < column and len(text) < column - 1 and text[indent].islower() and rows[-1][1]:
            rows[-1][0].append(Source(number, text, hard))  # the label goes on
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
    gaps = list(re.finditer(r"(?<=\S) {3,}(?=\S)", stripped))
    if len(gaps) != 1 or BOX.match(stripped.strip()) or _ITEM.match(stripped):
        return None
    value = stripped[gaps[0].end() :]
    if _MARK_ALONE.match(value) and not re.match(r"[-–—]$", value):
        return None
    return gaps[0].end()
