"""Running headers, footers and page numbers: found by their repetition, taken out before the page is laid out."""

from __future__ import annotations

import re

from extractor.document import Line
from extractor.readers.pdf.sheets import Sheet
from extractor.readers.pdf.visual import VisualLine, visual_lines
from extractor.text import clean, fold

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
            # Each form of a compendium begins with one; only above a table that goes on is it a running header.
            found = [(index, line) for index, line in found if _above_continuation(line, sheets, index)]
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


def _above_continuation(line: VisualLine, sheets: list[Sheet], index: int) -> bool:
    """Whether nothing but this line stands above a table that has the sides of the table at the end of the page before."""
    if index == 0 or not sheets[index].grids or not sheets[index - 1].grids:
        return False
    here = min((node.grid for node in sheets[index].grids), key=lambda g: g.top)
    before = max((node.grid for node in sheets[index - 1].grids), key=lambda g: g.bottom)
    own = set(map(id, line.tokens))
    alone = all(id(t) in own or t.base > here.top or t.bottom < line.top for t in sheets[index].tokens)
    if any(len(_first_cells(sheets[index]) & _first_cells(sheets[k])) > 1 for k in range(index)):
        return False  # the table begins with the same labels as an earlier page's: another form
    return alone and abs(here.x0 - before.x0) < 3 and abs(here.x1 - before.x1) < 3 and before.bottom > 0.7 * sheets[index - 1].height


def _first_cells(sheet: Sheet) -> set[str]:
    """What stands in the first cells of the page's first table."""
    if not sheet.grids:
        return set()
    node = min(sheet.grids, key=lambda n: n.grid.top)
    texts = (fold(" ".join(t.text for t in tokens)) for tokens in node.tokens[:8])
    return {text for text in texts if len(text) > 3}


def _text(line: VisualLine) -> str:
    return clean(" ".join(t.text for t in line.tokens))


def _key(line: VisualLine) -> str:
    return _DIGITS.sub("#", _text(line)).casefold()


def _is_heading(line: VisualLine, sheet: Sheet) -> bool:
    """Whether the line is set as a heading: larger than the text, or bold and no smaller. Each form of a compendium begins with one."""
    sizes = sorted(t.size for tokens in (sheet.tokens, *(tokens for node in sheet.grids for tokens in node.tokens)) for t in tokens if t.mark is None)
    if not sizes:
        return False
    common = sizes[len(sizes) // 2]
    return line.size > 1.25 * common or (line.size > 0.97 * common and all(t.bold for t in line.tokens))
