"""The ruled lines of a page, and the cells between them.

Rulings that touch form a grid. Every line's ends and crossings cut the grid into elementary cells; where no ruling parts two of them they are one.
So merged cells come out by themselves, and an inner table that touches nothing is a grid of its own inside a cell.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right

from extractor.place import Box
from extractor.readers.pdf.drawings import THIN, Shape
from extractor.readers.pdf.tokens import Token

# Rulings nearer than this are one line drawn twice, or the two sides of a double border (points).
SNAP = 2.6
# Shorter strokes are no rulings but parts of boxes and letters.
SHORTEST = 7.0
# A dark rule; lighter ones (luminance) still count as rulings up to here, beyond it is a white line on shading.
_LIGHTEST = 0.97
MOST_RULINGS = 3_000
# Rectangles looked at for boxes of their own; a form of fields has some dozen on a page, a table drawn cell by cell some hundred.
_MOST_OUTLINES = 300
# Elementary cells of one grid; a form's has some hundred.
MOST_ELEMENTS = 40_000


class Ruling:
    """A horizontal or vertical line: `at` its distance, from `start` to `end` along it."""

    __slots__ = ("at", "end", "shape", "start")

    def __init__(self, at: float, start: float, end: float, shape: Shape) -> None:
        self.at, self.start, self.end = at, start, end
        self.shape = shape
        """What it was drawn as."""

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
    """A ruled grid: its cells in reading order, the edges of its rows and columns, its bounding box."""

    __slots__ = ("_at", "bottom", "cells", "lefts", "top", "tops", "x0", "x1")

    def __init__(self, cells: list[GridCell], lefts: list[float], tops: list[float]) -> None:
        self.cells = cells
        self.lefts, self.tops = lefts, tops
        self.x0, self.x1, self.top, self.bottom = lefts[0], lefts[-1], tops[0], tops[-1]
        self._at = {
            (row, column): index
            for index, cell in enumerate(cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell that holds the point, -1 where none does."""
        if not (self.x0 <= x <= self.x1 and self.top <= y <= self.bottom):
            return -1
        row = min(bisect_right(self.tops, y), len(self.tops) - 1) - 1
        column = min(bisect_right(self.lefts, x), len(self.lefts) - 1) - 1
        return self._at.get((row, column), -1)


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
                horizontal.append(Ruling((shape.top + shape.bottom) / 2, shape.x0, shape.x1, shape))
            elif wide <= THIN and high >= SHORTEST:
                vertical.append(Ruling((shape.x0 + shape.x1) / 2, shape.top, shape.bottom, shape))
            continue
        if shape.stroke > _LIGHTEST:
            continue
        if shape.curves and shape.curves * 3 >= len(shape.points) - 1:
            continue
        points = shape.points
        pairs = list(itertools.pairwise(points))
        if shape.closed:
            pairs.append((points[-1], points[0]))
        for (ax, ay), (bx, by) in pairs:
            if abs(ay - by) <= 0.8:
                if abs(ax - bx) >= SHORTEST:
                    horizontal.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx), shape))
            elif abs(ax - bx) <= 0.8 and abs(ay - by) >= SHORTEST:
                vertical.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by), shape))
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
        current = Ruling(at, group[0].start, group[0].end, group[0].shape)
        for ruling in group[1:]:
            if ruling.start <= current.end + SNAP:
                current.end = max(current.end, ruling.end)
            else:
                out.append(current)
                current = Ruling(at, ruling.start, ruling.end, ruling.shape)
        out.append(current)
    return out


def _stacked(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Grid]:
    """The outlines that touch the next but are boxes of their own: nothing ruled inside, their ends in line with no other's. They leave the rulings.

    The fields of a web page stand one below another with less between them than a double border has, each as far right as its label is long.
    They would make a grid whose columns mean nothing.
    """
    sides: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, rulings in enumerate((horizontal, vertical)):
        for ruling in rulings:
            if ruling.shape.closed:
                sides.setdefault(id(ruling.shape), ([], []))[index].append(ruling)
    outlines = [(hs, vs) for hs, vs in sides.values() if len(hs) == len(vs) == 2]
    if not 1 < len(outlines) <= _MOST_OUTLINES:
        return []
    apart = [(hs, vs) for hs, vs in outlines if _stands_apart(hs[0].shape, horizontal, vertical)]
    grids = []
    for hs, vs in apart:
        if any(_touch(hs[0].shape, other[0].shape) for other, _ in apart if other is not hs):
            grids += _grids(hs, vs)
            for ruling in hs:
                horizontal.remove(ruling)
            for ruling in vs:
                vertical.remove(ruling)
    return grids


def _stands_apart(shape: Shape, horizontal: list[Ruling], vertical: list[Ruling]) -> bool:
    """Whether no other ruling goes on inside the shape, or in line with one of its sides."""
    x0, x1, top, bottom = shape.x0, shape.x1, shape.top, shape.bottom
    for ruling in horizontal:
        if ruling.shape is not shape and ruling.start < x1 - SNAP and ruling.end > x0 + SNAP and top - SNAP <= ruling.at <= bottom + SNAP:
            edge = min(abs(ruling.at - top), abs(ruling.at - bottom)) <= SNAP
            if not (edge and ruling.shape.closed):
                return False
    for ruling in vertical:
        if ruling.shape is not shape and ruling.start < bottom + SNAP and ruling.end > top - SNAP:
            if min(abs(ruling.at - x0), abs(ruling.at - x1)) <= SNAP:
                return False
            if x0 < ruling.at < x1 and min(ruling.end, bottom) - max(ruling.start, top) > SNAP:
                return False
    return True


def _touch(one: Shape, other: Shape) -> bool:
    """Whether the one stands right above the other."""
    return min(one.x1, other.x1) - max(one.x0, other.x0) > SNAP and min(abs(one.bottom - other.top), abs(other.bottom - one.top)) <= SNAP


def grids_of(horizontal: list[Ruling], vertical: list[Ruling]) -> tuple[list[Grid], list[Ruling]]:
    """The grids that the rulings form, and the horizontal rulings that are part of none: those that touch no vertical one."""
    horizontal, vertical = list(horizontal), list(vertical)
    apart = _stacked(horizontal, vertical)
    horizontal, vertical = merged(horizontal), merged(vertical)
    parents = list(range(len(horizontal) + len(vertical)))
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
                parents[_root(parents, offset + v)] = _root(parents, h)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for h, ruling in enumerate(horizontal):
        groups.setdefault(_root(parents, h), ([], []))[0].append(ruling)
    for v, ruling in enumerate(vertical):
        groups.setdefault(_root(parents, offset + v), ([], []))[1].append(ruling)
    grids: list[Grid] = apart
    loose: list[Ruling] = []
    for hs, vs in groups.values():
        if hs and vs and len(hs) + len(vs) >= 3:
            grids += _grids(hs, vs)
        elif not vs:
            loose += hs
    return grids, loose


def without_frames(grids: list[Grid], tokens: list[Token], width: float) -> list[Grid]:
    """The grids without frames around a single line, or beside their label or another frame: what stands in them is laid out with the text around."""
    single = [g for g in grids if len(g.cells) == 1]
    if not single:
        return grids
    frames = set()
    for grid in single:
        size = max((t.size for t in tokens if grid.x0 <= t.x0 <= grid.x1 and grid.top <= t.base <= grid.bottom), default=10.0)
        high = grid.bottom - grid.top
        beside = any(
            (o.x0 >= grid.x1 or o.x1 <= grid.x0) and min(o.bottom, grid.bottom) - max(o.top, grid.top) > 0.5 * min(o.bottom - o.top, high) for o in single
        )
        short = high < 2.2 * size
        prompted = short and any(t.x1 <= grid.x0 and grid.x0 - t.x1 < 2 * size and grid.top < t.base < grid.bottom for t in tokens)
        if (short and grid.x1 - grid.x0 < 0.6 * width) or prompted or beside:
            frames.add(id(grid))
    return [g for g in grids if id(g) not in frames]


def by_size(grids: list[Grid]) -> list[Grid]:
    """The largest first, as nesting wants them."""
    return sorted(grids, key=lambda g: -(g.x1 - g.x0) * (g.bottom - g.top))


def _root(parents: list[int], k: int) -> int:
    while parents[k] != k:
        parents[k] = parents[parents[k]]
        k = parents[k]
    return k


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
    middles = [(a + b) / 2 for a, b in itertools.pairwise(steps)]
    for line in lines:
        k = min(range(len(positions)), key=lambda i: abs(positions[i] - line.at))
        mask = 0
        for i, middle in enumerate(middles):
            if line.start <= middle <= line.end:
                mask |= 1 << i
        masks[k] |= mask
    return masks


class _Region:
    """Elementary cells that no ruling parts: their bounding rows and columns, and how many there are."""

    __slots__ = ("bottom", "count", "left", "right", "top")

    def __init__(self, row: int, column: int) -> None:
        self.top = self.bottom = row
        self.left = self.right = column
        self.count = 0

    def add(self, row: int, column: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)
        self.count += 1

    @property
    def rectangular(self) -> bool:
        return self.count == (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def within(self, other: _Region) -> bool:
        return self is not other and other.top <= self.top and self.bottom <= other.bottom and other.left <= self.left and self.right <= other.right


def _grids(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Grid]:
    """The grid of rulings that hang together, and those inside its cells."""
    xs = _clusters([r.at for r in vertical] + [x for r in horizontal for x in (r.start, r.end)])
    ys = _clusters([r.at for r in horizontal] + [y for r in vertical for y in (r.start, r.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MOST_ELEMENTS:
        return []
    across = _covered(horizontal, ys, xs)  # for each y: which x intervals have a line
    down = _covered(vertical, xs, ys)  # for each x: which y intervals have a line
    open_top, open_bottom = across[0], across[-1]
    # Join elementary cells that no line parts. The four sides count as closed: a table cut by a page break, or without outer lines, is still a table.
    parents = list(range(columns * rows))
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not down[c + 1] >> r & 1:
                parents[_root(parents, r * columns + c + 1)] = _root(parents, r * columns + c)
            if r + 1 < rows and not across[r + 1] >> c & 1:
                parents[_root(parents, (r + 1) * columns + c)] = _root(parents, r * columns + c)
    regions: dict[int, _Region] = {}
    owner: list[list[_Region]] = []
    for r in range(rows):
        line = []
        for c in range(columns):
            root = _root(parents, r * columns + c)
            region = regions.get(root)
            if region is None:
                region = regions[root] = _Region(r, c)
            region.add(r, c)
            line.append(region)
        owner.append(line)
    inner: dict[int, list[_Region]] = {}  # regions inside another's bounding box, by that other's identity
    inside: set[int] = set()
    whole = list(regions.values())
    for region in sorted((g for g in whole if not g.rectangular), key=lambda g: -(g.bottom - g.top + 1) * (g.right - g.left + 1)):
        if id(region) in inside:
            continue
        held = [g for g in whole if g.within(region)]
        if (
            held
            and region.count + sum(g.count for g in held) == (region.bottom - region.top + 1) * (region.right - region.left + 1)
            and _surrounds(region, held, xs)
        ):
            inner[id(region)] = held
            inside.update(map(id, held))
    cells = _cells([g for g in whole if id(g) not in inside], inner, owner, xs, ys)
    for cell in cells:
        span = (1 << (cell.column + cell.column_span)) - (1 << cell.column)
        cell.open_top = cell.row == 0 and not open_top & span
        cell.open_bottom = cell.row + cell.row_span == rows and not open_bottom & span
    return [_numbered(cells, xs, ys), *(_numbered(_cells(held, {}, owner, xs, ys), xs, ys) for held in inner.values())]


def _surrounds(region: _Region, held: list[_Region], xs: list[float]) -> bool:
    """Whether the region lies around a table inside it, not beside a cell: a strip of it keeps the table from the left or the right side."""
    left = min(g.left for g in held)
    right = max(g.right for g in held)
    sides = [xs[left] - xs[region.left], xs[region.right + 1] - xs[right + 1]]
    return len(held) > 1 and any(SNAP < side < 0.5 * (xs[region.right + 1] - xs[region.left]) for side in sides)


def _cells(regions: list[_Region], inner: dict[int, list[_Region]], owner: list[list[_Region]], xs: list[float], ys: list[float]) -> list[GridCell]:
    """Regions as cells in reading order; one that is no rectangle and surrounds nothing is cut into rectangles, row by row."""
    cells: list[GridCell] = []
    for region in regions:
        if region.rectangular or id(region) in inner:
            cells.append(_cell(region.top, region.left, region.bottom, region.right, xs, ys))
            continue
        taken: set[tuple[int, int]] = set()
        for r in range(region.top, region.bottom + 1):
            for c in range(region.left, region.right + 1):
                if owner[r][c] is not region or (r, c) in taken:
                    continue
                right = c
                while right < region.right and owner[r][right + 1] is region and (r, right + 1) not in taken:
                    right += 1
                bottom = r
                while (
                    bottom < region.bottom
                    and all(owner[bottom + 1][k] is region for k in range(c, right + 1))
                    and _same_ends(owner, bottom + 1, c, right, region)
                ):
                    bottom += 1
                taken.update((y, x) for y in range(r, bottom + 1) for x in range(c, right + 1))
                cells.append(_cell(r, c, bottom, right, xs, ys))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells


def _same_ends(owner: list[list[_Region]], row: int, left: int, right: int, region: _Region) -> bool:
    line = owner[row]
    return (left == 0 or line[left - 1] is not region) and (right + 1 == len(line) or line[right + 1] is not region)


def _cell(top: int, left: int, bottom: int, right: int, xs: list[float], ys: list[float]) -> GridCell:
    return GridCell(xs[left], ys[top], xs[right + 1], ys[bottom + 1], top, left, bottom - top + 1, right - left + 1)


def _numbered(cells: list[GridCell], xs: list[float], ys: list[float]) -> Grid:
    """A grid of these cells, its rows and columns counted by the edges that are left."""
    tops = sorted({c.row for c in cells} | {c.row + c.row_span for c in cells})
    lefts = sorted({c.column for c in cells} | {c.column + c.column_span for c in cells})
    rows = {k: index for index, k in enumerate(tops)}
    columns = {k: index for index, k in enumerate(lefts)}
    for cell in cells:
        row, column = rows[cell.row], columns[cell.column]
        cell.row_span = rows[cell.row + cell.row_span] - row
        cell.column_span = columns[cell.column + cell.column_span] - column
        cell.row, cell.column = row, column
    return Grid(cells, [xs[k] for k in lefts], [ys[k] for k in tops])
