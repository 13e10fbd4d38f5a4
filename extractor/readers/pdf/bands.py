"""Tables ruled by horizontal lines alone: the bands between the lines are rows, shading and gutters tell their columns."""

from __future__ import annotations

import itertools

from extractor.readers.pdf.columns import firm_starts
from extractor.readers.pdf.drawings import Shape
from extractor.readers.pdf.rulings import Grid, GridCell, Ruling
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import visual_lines

# Fewer lines of one length are headings' underlines.
_FEWEST = 3
# Shorter lines (share of the page's width) do not rule a table.
_SHORTEST = 0.35
_SAME = 4.0


def banded(loose: list[Ruling], shapes: list[Shape], tokens: list[Token], width: float) -> list[Grid]:
    """The tables that horizontal rulings of one length make, in columns where several bands or the shading of one have them."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(loose, key=lambda r: r.at):
        if ruling.end - ruling.start < _SHORTEST * width:
            continue
        for group in groups:
            if abs(group[0].start - ruling.start) <= _SAME and abs(group[0].end - ruling.end) <= _SAME:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return [_table(group, shapes, tokens) for group in groups if len(group) >= _FEWEST]


def shaded(shapes: list[Shape], tokens: list[Token], width: float) -> list[Grid]:
    """The table that shading alone makes: bands of tint, from side to side or over one column, with text between them."""
    fills = [
        s for s in shapes if s.fill is not None and s.fill < 0.99 and 8 < s.bottom - s.top < 90 and s.x1 - s.x0 > 0.2 * width and s.x1 - s.x0 < 1.02 * width
    ]
    if not _FEWEST <= len(fills) <= 200:
        return []
    x0, x1 = min(s.x0 for s in fills), max(s.x1 for s in fills)
    sides = [s for s in fills if abs(s.x0 - x0) < _SAME or abs(s.x1 - x1) < _SAME]
    if x1 - x0 < _SHORTEST * width or len(sides) < len(fills) or sum(1 for s in fills if s.x1 - s.x0 > 0.9 * (x1 - x0)) < _FEWEST:
        return []
    rules: list[Ruling] = []
    for at, shape in sorted(((y, s) for s in fills for y in (s.top, s.bottom)), key=lambda pair: pair[0]):
        if not rules or at - rules[-1].at > _SAME:
            rules.append(Ruling(at, x0, x1, shape))
    inside = [t.base for t in tokens if x0 - 2 <= t.x0 <= x1]
    if inside and (last := max(inside)) > rules[-1].at:
        rules.append(Ruling(last + 4, x0, x1, fills[-1]))  # what follows the last band
    return [_table(rules, shapes, tokens)]


def _table(rules: list[Ruling], shapes: list[Shape], tokens: list[Token]) -> Grid:
    x0, x1 = rules[0].start, rules[0].end
    bands: list[tuple[float, float, list[Token], list[float]]] = []  # top, bottom, what stands there, edges of its shading
    rules = _with_shading(rules, shapes)
    edges = [s for s in shapes if s.fill is not None and s.bottom - s.top > 6 and s.x1 - s.x0 > 20]
    for above, below in itertools.pairwise(rules):
        inside = [t for t in tokens if above.at <= (t.top + t.bottom) / 2 <= below.at and x0 - 2 <= (t.x0 + t.x1) / 2 <= x1 + 2]
        shaded = [x for s in edges if s.top < below.at - 2 and s.bottom > above.at + 2 for x in (s.x0, s.x1) if x0 + 15 < x < x1 - 15]
        bands.append((above.at, below.at, inside, shaded))
    candidates: list[list[float]] = []
    for x in sorted([x for *_, shaded in bands for x in set(shaded)] + [x - 1 for _, _, inside, _ in bands for x in set(firm_starts(visual_lines(inside)))]):
        if candidates and x - candidates[-1][0] <= _SAME + 4:
            candidates[-1].append(x)
        else:
            candidates.append([x])
    columns = [min(c) for c in candidates if len(c) >= 2 or any(abs(x - c[0]) < 1 for *_, shaded in bands for x in shaded)]
    columns = [x for x in columns if sum(1 for _, _, inside, shaded in bands if _splits(x, inside, shaded)) >= 2]
    cells: list[GridCell] = []
    for row, (top, bottom, inside, shaded) in enumerate(bands):
        cuts = [x for x in columns if _splits(x, inside, shaded)]
        sides = [x0, *cuts, x1]
        for a, b in itertools.pairwise(sides):
            left = 0 if a == x0 else columns.index(a) + 1
            right = len(columns) + 1 if b == x1 else columns.index(b) + 1
            cells.append(GridCell(a, top, b, bottom, row, left, 1, right - left))
    return Grid(cells, [x0, *columns, x1], [rule.at for rule in rules])


def _with_shading(rules: list[Ruling], shapes: list[Shape]) -> list[Ruling]:
    """The rules, and the far edge of shading that touches the first or the last: a row of its own, whose rule a page break took away."""
    x0, x1 = rules[0].start, rules[0].end
    fills = [s for s in shapes if s.fill is not None and s.bottom - s.top > 6 and (abs(s.x0 - x0) <= _SAME or abs(s.x1 - x1) <= _SAME)]
    above = [s.top for s in fills if abs(s.bottom - rules[0].at) < 2.5]
    below = [s.bottom for s in fills if abs(s.top - rules[-1].at) < 2.5]
    first = [Ruling(min(above), x0, x1, rules[0].shape)] if above else []
    last = [Ruling(max(below), x0, x1, rules[-1].shape)] if below else []
    return first + rules + last


def _splits(x: float, inside: list[Token], shaded: list[float]) -> bool:
    """Whether a band is cut at `x`: no word crosses it, and text or shading stands on both sides."""
    if any(t.x0 < x - 1 and t.x1 > x + 1.5 for t in inside):
        return False
    for line in visual_lines(inside):
        before, after = [t.x1 for t in line.tokens if t.x0 < x - 1], [t.x0 for t in line.tokens if t.x0 >= x - 1]
        if before and after and min(after) - max(before) < max(0.7 * line.size, 5.0):
            return False  # a space between two words
    left = any(t.x0 < x for t in inside)
    right = any(t.x0 >= x - 1 for t in inside)
    return (left and right) or any(abs(edge - x) < _SAME for edge in shaded)
