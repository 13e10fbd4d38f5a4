"""Running headers, footers and page numbers: found by their repetition, taken out before the page is laid out."""

from __future__ import annotations

import re

from extractor.document import Line
from extractor.readers.pdf.sheets import Sheet
from extractor.readers.pdf.visual import VisualLine, visual_lines
from extractor.text import clean

# Headers and footers stand in the outer parts of the page (shares of its height).
_HEAD, _FOOT = 0.13, 0.87
# How far the same line may wander from page to page (points).
_SAME_HEIGHT = 5.0
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,5}\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|p[áa]gina|p[áa]g|pag|side|sida|strona|p)\b\.?)?\s*\d{1,4}\s*(?:(?:/|of|de|sur|von|di|av|z|\|)\s*\d{1,4})?[-–—|\s]*\Z",
    re.IGNORECASE,
)


def take_furniture(sheets: list[Sheet]) -> list[Line]:
    """Remove the running headers, footers and page numbers from the sheets' tokens; give them as lines, each text once."""
    edges = [_edge_lines(sheet) for sheet in sheets]
    keys: dict[tuple[str, bool], list[tuple[int, VisualLine]]] = {}
    for index, (top, bottom) in enumerate(edges):
        for is_head, lines in ((True, top), (False, bottom)):
            for line in lines:
                keys.setdefault((_key(line), is_head), []).append((index, line))
    taken: list[tuple[int, VisualLine]] = []
    for found in keys.values():
        pages = {index for index, _ in found}
        if len(pages) < 2 or len(pages) < 0.4 * len(sheets):
            continue
        heights = [line.base if line.base < sheets[index].height / 2 else line.base - sheets[index].height for index, line in found]
        if max(heights) - min(heights) > _SAME_HEIGHT:
            continue
        if any(_is_heading(line, sheets[index]) for index, line in found):
            continue
        taken += found
    ids = {id(line) for _, line in taken}
    for index, (top, bottom) in enumerate(edges):
        height = sheets[index].height
        for line in (*top[:1], *bottom[-1:]):
            if id(line) not in ids and (line.base > 0.9 * height or line.base < 0.08 * height) and _PAGE_NUMBER.match(_text(line)):
                taken.append((index, line))
    out: list[Line] = []
    texts: set[str] = set()
    for index, visual in taken:
        sheet = sheets[index]
        gone = set(map(id, visual.tokens))
        sheet.tokens = [t for t in sheet.tokens if id(t) not in gone]
        if sheet.maker is not None and (text := _text(visual)) not in texts:
            texts.add(text)
            running, _ = sheet.maker.line(visual.tokens)
            if running is not None:
                out.append(running)
    return out


def _edge_lines(sheet: Sheet) -> tuple[list[VisualLine], list[VisualLine]]:
    """The lines outside all grids in the head and the foot of the page, at most four each."""
    head = [t for t in sheet.tokens if t.bottom < _HEAD * sheet.height]
    foot = [t for t in sheet.tokens if t.top > _FOOT * sheet.height]
    first_grid = min((g.grid.top for g in sheet.grids), default=sheet.height)
    last_grid = max((g.grid.bottom for g in sheet.grids), default=0.0)
    top = [line for line in visual_lines(head) if line.base < first_grid]
    bottom = [line for line in visual_lines(foot) if line.base > last_grid]
    return top[:4], bottom[-4:]


def _text(line: VisualLine) -> str:
    return clean(" ".join(t.text for t in line.tokens))


def _key(line: VisualLine) -> str:
    return _DIGITS.sub("#", _text(line)).casefold()


def _is_heading(line: VisualLine, sheet: Sheet) -> bool:
    """Whether the line is set as a heading: each form of a compendium begins with one."""
    sizes = sorted(t.size for t in sheet.tokens if t.mark is None) + sorted(
        t.size for node in sheet.grids for tokens in node.tokens for t in tokens if t.mark is None
    )
    sizes.sort()
    return bool(sizes) and line.size > 1.25 * sizes[len(sizes) // 2]
