"""From tokens and grids to blocks in reading order: cells, nested tables, columns that nothing rules, lines."""

from __future__ import annotations

from extractor.document import Block, Cell, Line, Table
from extractor.place import Box, Place
from extractor.readers.pdf.lines import LineMaker
from extractor.readers.pdf.paragraphs import Measure, is_bullet
from extractor.readers.pdf.rulings import Grid
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import VisualLine, visual_lines

# A gap between two words that is wider than this many times the size, and this many points, may part columns; justified text stretches to one size.
_GAP, _GAP_POINTS = 1.4, 11.0
# Segments that start within this are in one column.
_ALIGNED = 4.0


class GridNode:
    """A grid with what stands in each of its cells."""

    __slots__ = ("grid", "inner", "tokens")

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.tokens: list[list[Token]] = [[] for _ in grid.cells]
        self.inner: list[list[GridNode]] = [[] for _ in grid.cells]


def nest(grids: list[Grid], tokens: list[Token]) -> tuple[list[GridNode], list[Token]]:
    """Put every grid and token into the innermost cell that holds it. Gives the outermost grids and the tokens outside all of them."""
    nodes = [GridNode(grid) for grid in grids]  # the largest first
    roots: list[GridNode] = []
    for index, node in enumerate(nodes):
        x, y = (node.grid.x0 + node.grid.x1) / 2, (node.grid.top + node.grid.bottom) / 2
        for outer in reversed(nodes[:index]):
            if (cell := outer.grid.cell_at(x, y)) >= 0:
                outer.inner[cell].append(node)
                break
        else:
            roots.append(node)
    outside: list[Token] = []
    inner_first = nodes[::-1]
    for token in tokens:
        x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
        for node in inner_first:
            if (cell := node.grid.cell_at(x, y)) >= 0:
                node.tokens[cell].append(token)
                break
        else:
            outside.append(token)
    return roots, outside


class Layout:
    """Lays out one page."""

    def __init__(self, maker: LineMaker) -> None:
        self.maker = maker
        self.page = maker.page
        self.ruled: dict[int, Grid] = {}
        """The grids of the ruled tables, by the tables' identities."""

    def table(self, node: GridNode) -> Table:
        """A ruled grid as a table."""
        grid = node.grid
        cells = []
        for index, cell in enumerate(grid.cells):
            blocks = self.blocks(node.tokens[index], node.inner[index], cell.x0, cell.x1, True)
            place = Place(page=self.page, box=_rounded(self.maker.turn.seen(cell.box)))
            cells.append(Cell(cell.row, cell.column, blocks, cell.row_span, cell.column_span, place))
        table = Table(tuple(cells), Place(page=self.page, box=_rounded(self.maker.turn.seen(grid.box))))
        self.ruled[id(table)] = grid
        return table

    def blocks(self, tokens: list[Token], inner: list[GridNode], x0: float, x1: float, sure: bool) -> tuple[Block, ...]:
        """What stands in one region from `x0` to `x1`, from top to bottom; `sure` where its sides are ruled."""
        out: list[Block] = []
        if not tokens and not inner:
            return ()
        visuals = visual_lines(tokens)
        inner = sorted(inner, key=lambda n: (n.grid.top, n.grid.x0))
        run: list[VisualLine] = []
        for visual in visuals:
            while inner and inner[0].grid.top < visual.base - 0.4 * visual.size:
                out += self.flow(run, x0, x1, sure)
                run = []
                out.append(self.table(inner.pop(0)))
            run.append(visual)
        out += self.flow(run, x0, x1, sure)
        out += [self.table(node) for node in inner]
        return tuple(out)

    def flow(self, visuals: list[VisualLine], x0: float, x1: float, sure: bool, depth: int = 0) -> list[Block]:
        """Lines of one region as lines, and as tables where they stand in columns."""
        if not visuals:
            return []
        out: list[Block] = []
        rest = visuals
        if depth < 6:
            while (found := _columns(rest)) is not None:
                start, end, gutter = found
                out += self._lines(rest[:start], x0, x1, sure)
                out.append(self._columned(rest[start:end], gutter, x0, x1, sure, depth))
                rest = rest[end:]
        out += self._lines(rest, x0, x1, sure)
        return out

    def _lines(self, visuals: list[VisualLine], x0: float, x1: float, sure: bool) -> list[Line]:
        if not visuals:
            return []
        return self.maker.lines(visuals, _measure(visuals, x0, x1, sure))

    def _columned(self, visuals: list[VisualLine], gutter: float, x0: float, x1: float, sure: bool, depth: int) -> Table:
        """A run of lines with text on both sides of a gutter: a row a line where both sides pair off, else one row of two cells."""
        halves = [_halved(visual, gutter) for visual in visuals]
        paired = sum(1 for left, right in halves if left and right)
        singles_left = sum(1 for left, right in halves if left and not right)
        singles_right = sum(1 for left, right in halves if right and not left)
        rows: list[tuple[list[Token], list[Token]]] = []
        if paired >= 2 and singles_left + singles_right <= 0.34 * paired:
            for left, right in halves:
                if (left and right) or not rows:
                    rows.append((list(left), list(right)))
                else:
                    rows[-1][0].extend(left)
                    rows[-1][1].extend(right)
        else:
            rows.append(([t for left, _ in halves for t in left], [t for _, right in halves for t in right]))
        right_x0 = min((t.x0 for _, right in halves for t in right), default=gutter)
        left_x1 = max((t.x1 for left, _ in halves for t in left), default=gutter)
        cells: list[Cell] = []
        for index, (left, right) in enumerate(rows):
            for column, (part, a, b, ruled) in enumerate(((left, x0, min(left_x1 + 4, right_x0), False), (right, right_x0, x1, sure))):
                blocks = tuple(self.flow(visual_lines(part), a, b, ruled, depth + 1))
                box = Box(min(t.x0 for t in part), min(t.top for t in part), max(t.x1 for t in part), max(t.bottom for t in part)) if part else None
                cells.append(Cell(index, column, blocks, 1, 1, Place(page=self.page, box=_rounded(self.maker.turn.seen(box)) if box else None)))
        box = Box(min(v.x0 for v in visuals), min(v.top for v in visuals), max(v.x1 for v in visuals), max(v.bottom for v in visuals))
        return Table(tuple(cells), Place(page=self.page, box=_rounded(self.maker.turn.seen(box))))


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))


def _measure(visuals: list[VisualLine], x0: float, x1: float, sure: bool) -> Measure:
    """How far the lines of a region could reach. In a ruled cell to its side, less the distance kept at the left; else to where several lines end."""
    left = min(v.x0 for v in visuals)
    ends = sorted((v.x1 for v in visuals), reverse=True)
    if sure:
        right = x1 - min(max(left - x0, 1.0), 12.0)
    elif sum(1 for end in ends if end > ends[0] - 0.12 * (ends[0] - left)) >= 3:
        right = ends[0]
    else:
        right = max(x1, ends[0])
    # Options stand in columns of their own, so that the longest of them tells where they end.
    marked = [v.x1 for v in visuals if v.tokens[0].mark is not None and len(v.tokens) > 1]
    return Measure(left, right, max(marked) if len(marked) >= 2 else right)


class _Start:
    """A place in a line where a column may begin; `firm` where a wide gap stands before it, else a mark that its neighbours are aligned with."""

    __slots__ = ("firm", "x")

    def __init__(self, x: float, firm: bool) -> None:
        self.x, self.firm = x, firm


def _segment_starts(visual: VisualLine) -> list[_Start]:
    """Where text begins after a gap that may part columns, or an option after an option."""
    tokens = visual.tokens
    starts = []
    before: Token | None = None
    right = 0.0
    marked_first = tokens[0].mark is not None
    for token in tokens:
        if before is not None:
            gap = token.x0 - right
            wide = gap > _GAP_POINTS and gap > _GAP * max(token.size if token.mark is None else 0.0, before.size if before.mark is None else 0.0, 6.0)
            if token.mark is not None and not marked_first:
                # A box after a text is that text's box, unless it begins an option itself.
                if wide and tokens[-1].mark is None:
                    starts.append(_Start(token.x0, True))
            elif wide or (token.method == "field" and before.method == "field"):
                starts.append(_Start(token.x0, True))
            elif token.mark is not None and before.mark is None:
                starts.append(_Start(token.x0, False))
        right = max(right, token.x1)
        before = token
    return starts


def firm_starts(visuals: list[VisualLine]) -> list[float]:
    """Where columns may begin, by the wide gaps in these lines."""
    return [s.x for visual in visuals for s in _segment_starts(visual) if s.firm]


def _halved(visual: VisualLine, gutter: float) -> tuple[list[Token], list[Token]]:
    left = [t for t in visual.tokens if t.x0 < gutter]
    return left, [t for t in visual.tokens if t.x0 >= gutter]


def _slight(tokens: list[Token]) -> bool:
    """Whether the tokens are marks, bullets or numbers alone: they belong to the text beside them, not in a column of their own."""
    return all(t.mark is not None or is_bullet(t.text) or t.text == "o" or (len(t.text) <= 4 and t.text[-1] in ".)" and t.text[:-1].isalnum()) for t in tokens)


def _columns(visuals: list[VisualLine]) -> tuple[int, int, float] | None:
    """The first run of lines that stand in two columns: its first line, the line after its last, where the right column begins."""
    starts = [_segment_starts(v) for v in visuals]
    found = sorted((s for line in starts for s in line), key=lambda s: s.x)
    if len(found) < 2:
        return None
    clusters: list[list[_Start]] = []
    for start in found:
        if clusters and start.x - clusters[-1][0].x <= _ALIGNED:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    best: tuple[float, int, int, float] | None = None
    for cluster in clusters:
        if len(cluster) < 2 or (not any(s.firm for s in cluster) and cluster[-1].x - cluster[0].x > 1.5):
            continue
        low, high = cluster[0].x, cluster[-1].x
        gutter = low - 1.0
        index = 0
        while index < len(visuals):
            if not any(low <= s.x <= high for s in starts[index]):
                index += 1
                continue
            # Grow the run both ways as long as nothing crosses the gutter.
            first = index
            while first > 0 and _keeps(visuals[first - 1], gutter) and _near(visuals[first - 1], visuals[first]) and not _whole(visuals[first - 1], gutter):
                first -= 1
            last = index + 1
            while last < len(visuals) and _keeps(visuals[last], gutter) and _near(visuals[last - 1], visuals[last]):
                last += 1
            end = last
            # Lines of the left alone at the ends are no part of it: after the columns a heading may follow.
            while last - 1 > index and _whole(visuals[last - 1], gutter):
                last -= 1
            while first < index and _whole(visuals[first], gutter):
                first += 1
            both = sum(1 for k in range(first, last) if any(low <= s.x <= high for s in starts[k]))
            if both >= 2:
                left = [t for v in visuals[first:last] for t in v.tokens if t.x0 < gutter]
                right = [t for v in visuals[first:last] for t in v.tokens if t.x0 >= gutter]
                if left and right and not _slight(left) and not _slight(right):
                    last = _with_last_options(visuals, first, last, end)
                    score = both + 0.01 * (last - first)
                    if best is None or last <= best[1] or (first < best[2] and score > best[0]):
                        best = (score, first, last, gutter)
            index = max(last, index + 1)
    return None if best is None else best[1:]


def _with_last_options(visuals: list[VisualLine], first: int, last: int, end: int) -> int:
    """A run of options in columns goes on with the options of the left column that have none at their right, and their broken lines."""
    lefts = [v.tokens[0] for v in visuals[first:last] if v.tokens[0].mark is not None]
    if not lefts:
        return last
    x = min(t.x0 for t in lefts)
    while last < end:
        token = visuals[last].tokens[0]
        if (token.mark is not None and abs(token.x0 - x) < 3) or (
            visuals[last].base - visuals[last - 1].base < 1.35 * visuals[last].size
            and x - 1 <= token.x0 < x + 25
            and visuals[last - 1].tokens[0].mark is not None
        ):
            last += 1
        else:
            break
    return last


def _keeps(visual: VisualLine, gutter: float) -> bool:
    """Whether no word of the line crosses the gutter, and the gap is there where both sides have text."""
    left, right = _halved(visual, gutter)
    if left and max(t.x1 for t in left) > gutter + 0.5:
        return False
    if left and right:
        start = min(t.x0 for t in right)
        # What begins exactly where the column does needs no wide gap: the longest label comes near it.
        return start - max(t.x1 for t in left) > (0.0 if start - gutter < 2.2 else max(0.7 * visual.size, 6.0))
    return True


def _near(above: VisualLine, below: VisualLine) -> bool:
    return below.base - above.base < 3.2 * max(above.size, below.size)


def _whole(visual: VisualLine, gutter: float) -> bool:
    """Whether a line stands on the left alone: above the run it is a heading, not a part of it."""
    return all(t.x0 < gutter for t in visual.tokens)
