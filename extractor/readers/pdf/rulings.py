"""The ruled lines of a page, and the cells between them.

Rulings that touch form a grid. Every line's ends and crossings cut the grid into elementary cells; where no ruling parts two of them they are one.
So merged cells come out by themselves, and an inner table that touches nothing is a grid of its own inside a cell.
"""

from __future__ import annotations

from extractor.place import Box
from extractor.readers.pdf.drawings import THIN, Shape

# Rulings nearer than this are one line drawn twice, or the two sides of a double border (points).
SNAP = 2.6
# Shorter strokes are no rulings but parts of boxes and letters.
SHORTEST = 7.0
# A dark rule; lighter ones (luminance) still count as rulings up to here, beyond it is a white line on shading.
_LIGHTEST = 0.97
MOST_RULINGS = 3_000


class Ruling:
    """A horizontal or vertical line: `at` its distance, from `start` to `end` along it."""

    __slots__ = ("at", "end", "start", "thickness")

    def __init__(self, at: float, start: float, end: float, thickness: float) -> None:
        self.at, self.start, self.end, self.thickness = at, start, end, thickness

    def __repr__(self) -> str:
        return f"Ruling({self.at:.1f}: {self.start:.1f}-{self.end:.1f})"


class GridCell:
    """A cell of a grid: its box and its place in rows and columns."""

    __slots__ = ("column", "column_span", "open_bottom", "open_top", "row", "row_span", "x0", "x1", "top", "bottom")  # noqa: RUF023

    def __init__(self, x0: float, top: float, x1: float, bottom: float, row: int, column: int, row_span: int, column_span: int) -> None:
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom
        self.row, self.column, self.row_span, self.column_span = row, column, row_span, column_span
        self.open_top = self.open_bottom = False
        """No ruling closes the cell there: at a page break the row goes on."""

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    def __repr__(self) -> str:
        return f"GridCell({self.row},{self.column} {self.x0:.0f},{self.top:.0f},{self.x1:.0f},{self.bottom:.0f})"


class Grid:
    """A ruled grid: its cells in reading order and its bounding box."""

    __slots__ = ("bottom", "cells", "top", "x0", "x1")

    def __init__(self, cells: list[GridCell], x0: float, top: float, x1: float, bottom: float) -> None:
        self.cells = cells
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def rulings_of(shapes: list[Shape], width: float, height: float) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and vertical rulings among the shapes of a page of this size."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    for shape in shapes:
        wide, high = shape.x1 - shape.x0, shape.bottom - shape.top
        if wide > width * 1.05 or high > height * 1.05:
            continue  # larger than the page: a background or a clip
        if shape.stroke is None:
            if shape.fill is None or shape.fill > _LIGHTEST:
                continue
            if high <= THIN and wide >= SHORTEST:
                horizontal.append(Ruling((shape.top + shape.bottom) / 2, shape.x0, shape.x1, high))
            elif wide <= THIN and high >= SHORTEST:
                vertical.append(Ruling((shape.x0 + shape.x1) / 2, shape.top, shape.bottom, wide))
            continue
        if shape.stroke > _LIGHTEST:
            continue
        if shape.curves and shape.curves * 3 >= len(shape.points) - 1:
            continue
        points = shape.points
        pairs = list(zip(points, points[1:], strict=False))
        if shape.closed:
            pairs.append((points[-1], points[0]))
        for (ax, ay), (bx, by) in pairs:
            if abs(ay - by) <= 0.8:
                if abs(ax - bx) >= SHORTEST:
                    horizontal.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx), shape.width))
            elif abs(ax - bx) <= 0.8 and abs(ay - by) >= SHORTEST:
                vertical.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by), shape.width))
    return horizontal[:MOST_RULINGS], vertical[:MOST_RULINGS]


def merged(rulings: list[Ruling]) -> list[Ruling]:
    """The same lines with pieces that lie on one another, or end to end, joined."""
    out: list[Ruling] = []
    rulings = sorted(rulings, key=lambda r: r.at)
    index = 0
    while index < len(rulings):
        group = [rulings[index]]
        index += 1
        # Chained by the nearest neighbour, but never wider than two snaps: a ladder of close lines stays a ladder.
        while index < len(rulings) and rulings[index].at - group[-1].at <= SNAP / 2 and rulings[index].at - group[0].at <= SNAP:
            group.append(rulings[index])
            index += 1
        at = sum(r.at * (r.end - r.start) for r in group) / sum(r.end - r.start for r in group)
        group.sort(key=lambda r: r.start)
        current = Ruling(at, group[0].start, group[0].end, group[0].thickness)
        for ruling in group[1:]:
            if ruling.start <= current.end + SNAP:
                current.end = max(current.end, ruling.end)
            else:
                out.append(current)
                current = Ruling(at, ruling.start, ruling.end, ruling.thickness)
        out.append(current)
    return out


def grids_of(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Grid]:
    """The grids that the rulings form, outer ones first; lines that touch no other line form none."""
    horizontal, vertical = merged(horizontal), merged(vertical)
    parents = list(range(len(horizontal) + len(vertical)))

    def root(k: int) -> int:
        while parents[k] != k:
            parents[k] = parents[parents[k]]
            k = parents[k]
        return k

    offset = len(horizontal)
    for v, ruling in enumerate(vertical):
        low, high = ruling.start - SNAP, ruling.end + SNAP
        at = ruling.at
        for h, other in enumerate(horizontal):
            if other.at < low:
                continue
            if other.at > high:
                break
            if other.start - SNAP <= at <= other.end + SNAP:
                parents[root(offset + v)] = root(h)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for h, ruling in enumerate(horizontal):
        groups.setdefault(root(h), ([], []))[0].append(ruling)
    for v, ruling in enumerate(vertical):
        groups.setdefault(root(offset + v), ([], []))[1].append(ruling)
    grids = [grid for hs, vs in groups.values() if len(hs) + len(vs) >= 3 and hs and vs and (grid := _grid(hs, vs)) is not None]
    return sorted(grids, key=lambda g: -(g.x1 - g.x0) * (g.bottom - g.top))


def _clusters(values: list[float]) -> list[float]:
    """The middles of the runs of values that lie within a snap."""
    values.sort()
    out: list[float] = []
    run: list[float] = []
    for value in values:
        if run and value - run[0] > SNAP:
            out.append(sum(run) / len(run))
            run = []
        run.append(value)
    if run:
        out.append(sum(run) / len(run))
    return out


def _covered(lines: list[Ruling], positions: list[float], steps: list[float]) -> list[int]:
    """For each position a bit mask of the steps (intervals of the other axis) that a line covers there."""
    masks = [0] * len(positions)
    middles = [(a + b) / 2 for a, b in zip(steps, steps[1:], strict=False)]
    for line in lines:
        k = min(range(len(positions)), key=lambda i: abs(positions[i] - line.at))
        mask = 0
        for i, middle in enumerate(middles):
            if line.start <= middle <= line.end:
                mask |= 1 << i
        masks[k] |= mask
    return masks


def _grid(horizontal: list[Ruling], vertical: list[Ruling]) -> Grid | None:
    xs = _clusters([r.at for r in vertical] + [x for r in horizontal for x in (r.start, r.end)])
    ys = _clusters([r.at for r in horizontal] + [y for r in vertical for y in (r.start, r.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = _covered(horizontal, ys, xs)  # for each y: which x intervals have a line
    down = _covered(vertical, xs, ys)  # for each x: which y intervals have a line
    columns, rows = len(xs) - 1, len(ys) - 1
    # The four sides are closed: a table cut by a page break, or without outer lines, is still a table.
    full = (1 << columns) - 1
    open_top, open_bottom = across[0], across[-1]
    across[0] = across[-1] = full
    down[0] = down[-1] = (1 << rows) - 1
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for r in range(rows):
        for c in range(columns):
            if owner[r][c] >= 0:
                continue
            right = c
            while right + 1 < columns and owner[r][right + 1] < 0 and not down[right + 1] >> r & 1:
                right += 1
            bottom = r
            span = (1 << (right + 1)) - (1 << c)
            # Grow downwards while no part of the line below is drawn and the row below is cut at the same sides.
            while bottom + 1 < rows and not across[bottom + 1] & span:
                below = bottom + 1
                if any(owner[below][k] >= 0 for k in range(c, right + 1)):
                    break
                if any(down[k] >> below & 1 for k in range(c + 1, right + 1)):
                    break
                if not (down[c] >> below & 1 and down[right + 1] >> below & 1):
                    break
                bottom = below
            for y in range(r, bottom + 1):
                for x in range(c, right + 1):
                    owner[y][x] = len(cells)
            cell = GridCell(xs[c], ys[r], xs[right + 1], ys[bottom + 1], r, c, bottom - r + 1, right - c + 1)
            cell.open_top = r == 0 and not open_top & span
            cell.open_bottom = bottom == rows - 1 and not open_bottom & span
            cells.append(cell)
    return Grid(cells, xs[0], ys[0], xs[-1], ys[-1])
