"""From tokens and grids to blocks in reading order: cells, nested tables, columns that nothing rules, lines."""

from __future__ import annotations

from extractor.document import Block, Cell, Line, Table
from extractor.place import Box, Place
from extractor.readers.pdf.columns import Run, columns
from extractor.readers.pdf.lines import LineMaker
from extractor.readers.pdf.paragraphs import Measure
from extractor.readers.pdf.rulings import Grid
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import VisualLine, visual_lines


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
        self.gutters: dict[int, float] = {}
        """Where the right column of the unruled tables begins."""

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
            while (run := columns(rest)) is not None:
                out += self._lines(rest[: run.first], x0, x1, sure)
                out.append(self._columned(run, x0, x1, sure, depth))
                rest = rest[run.last :]
        out += self._lines(rest, x0, x1, sure)
        return out

    def _lines(self, visuals: list[VisualLine], x0: float, x1: float, sure: bool) -> list[Line]:
        if not visuals:
            return []
        return self.maker.lines(visuals, _measure(visuals, x0, x1, sure))

    def _columned(self, run: Run, x0: float, x1: float, sure: bool, depth: int) -> Table:
        """A run of lines in two columns as a table: a row a line where both sides pair off, else one row of two cells."""
        left_x1, right_x0 = run.gutter - 6.0, run.gutter + 1.0
        cells: list[Cell] = []
        for index, (left, right) in enumerate(run.rows()):
            for column, (part, a, b, ruled) in enumerate(((left, x0, left_x1, False), (right, right_x0, x1, sure))):
                blocks = tuple(self.flow(visual_lines(part), a, b, ruled, depth + 1))
                cells.append(Cell(index, column, blocks, 1, 1, self._place(part)))
        table = Table(tuple(cells), self._place([t for visual in run.visuals for t in visual.tokens]))
        self.gutters[id(table)] = run.gutter
        return table

    def _place(self, tokens: list[Token]) -> Place:
        if not tokens:
            return Place(page=self.page)
        box = Box(min(t.x0 for t in tokens), min(t.top for t in tokens), max(t.x1 for t in tokens), max(t.bottom for t in tokens))
        return Place(page=self.page, box=_rounded(self.maker.turn.seen(box)))


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
    return Measure(left, right, max(marked) if len(marked) >= 2 else right, x0 if sure else 0.0)
