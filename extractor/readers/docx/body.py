"""One story of the document (its body, a header, a text box): paragraphs, tables and content controls in the order of the part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.document import Block, Cell, Table
from extractor.errors import Unreadable
from extractor.place import Place
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.package import Package
from extractor.readers.docx.runs import ALTERNATE, SDT, TABLE, WRAPPERS, P, Runs
from extractor.readers.docx.styles import Styles, indent_of, numbering_of
from extractor.readers.docx.xml import Element, W, integer, leading, on_off, value
from extractor.wordprocessing.inline import Draft, Inline
from extractor.wordprocessing.lists import settle
from extractor.wordprocessing.look import PLAIN
from extractor.wordprocessing.shaded import NARROW, shade
from extractor.wordprocessing.shapes import dark
from extractor.wordprocessing.tabs import arrange

# Nested deeper than this a table is no layout that a person made (the deepest of 190 real documents: 5).
MAX_NESTING: Final = 24
MAX_SPAN: Final = 63  # Word's own limit of columns.

_ROW, _CELL, _PPR, _TRPR, _TCPR = W + "tr", W + "tc", W + "pPr", W + "trPr", W + "tcPr"
_TCW, _WIDTH, _SHADE, _FILL = W + "tcW", W + "w", W + "shd", W + "fill"
_PSTYLE, _NUMPR, _TABS, _IND, _RPR, _POS = W + "pStyle", W + "numPr", W + "tabs", W + "ind", W + "rPr", W + "pos"
_DEL, _MOVED, _GRIDSPAN, _VMERGE, _HMERGE, _CELLDEL = W + "del", W + "moveFrom", W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"


@dataclass(slots=True)
class _Flow:
    items: list[Draft | Block] = field(default_factory=list)
    pending: Inline | None = None
    """A paragraph whose mark was deleted: the next one goes on with it."""


class Story:
    """Reads one part. Styles and lists are the document's; relationships are the part's own."""

    def __init__(self, package: Package, part: str, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._nesting = 0
        self._shaded: list[tuple[int, bool | None]] = []
        """Index among the cells of the table that is read, and whether it is dark, of each narrow empty cell that is shaded."""
        self.runs = Runs(package, part, styles, self.read)

    def read(self, container: Element) -> tuple[Block, ...]:
        """The blocks of the body, a cell or a text box."""
        flow = _Flow()
        self._walk(container, flow)
        if flow.pending is not None:
            self._close(flow.pending, flow)
        return arrange(settle(flow.items)) if flow.items else ()

    def _walk(self, container: Element, flow: _Flow) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child, flow)
            elif tag == TABLE:
                flow.items.append(self._table(child))
            elif tag == SDT:
                content = self.runs.content(child)
                if content is not None:
                    self._walk(content, flow)
            elif tag == ALTERNATE:
                for choice in child:
                    before = len(flow.items)
                    self._walk(choice, flow)
                    if len(flow.items) > before:
                        break
            elif tag in WRAPPERS:
                self._walk(child, flow)
            elif tag == W + "altChunk":
                flow.items.extend(self.runs.chunk(child))
            elif tag == W + "subDoc":
                self.runs.notes.append("the document refers to another one as a part of it (subdocument), which was not sent with it")

    def _paragraph(self, paragraph: Element, flow: _Flow) -> None:
        self.runs.block += 1
        inline, flow.pending = flow.pending or Inline(), None
        properties = leading(paragraph, _PPR)
        look = PLAIN
        list_id: str | None = None
        level: int | None = None
        indent: int | None = None
        styled: int | None = None
        direct_list = joins = False
        stops: tuple[int, ...] = ()
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag == _PSTYLE:
                    look, list_id, level, styled = self._styles.get(value(child))
                elif tag == _NUMPR:
                    own_id, own_level = numbering_of(child)
                    direct_list = own_id is not None
                    list_id = list_id if own_id is None else own_id
                    level = level if own_level is None else own_level
                elif tag == _TABS:
                    stops = tuple(integer(stop.get(_POS)) for stop in child if value(stop) not in ("clear", "bar"))
                elif tag == _IND:
                    indent = indent_of(child)
                elif tag == _RPR:
                    joins = child.find(_DEL) is not None or child.find(_MOVED) is not None
        self.runs.paragraph(paragraph, inline, look)
        if joins:
            flow.pending = inline
            return
        item = None if list_id is None else self._numbering.item(list_id, level or 0)
        if indent is None:
            # A list that the paragraph itself names goes before its style's indent (ECMA-376 part 1, 17.7.2).
            listed = None if item is None else item.indent
            indent = listed if styled is None or (direct_list and listed is not None) else styled
            if indent is None:
                indent = 0 if item is None else 720 * (item.level + 1)
        flow.items.extend(inline.before)
        if inline.length or (item is not None and item.mark is not None):
            flow.items.extend(inline.drafts(self.runs.block, item, stops, indent))
        flow.items.extend(inline.after)

    def _close(self, inline: Inline, flow: _Flow) -> None:
        flow.items.extend(inline.before)
        flow.items.extend(inline.drafts(self.runs.block, None))
        flow.items.extend(inline.after)

    # Tables

    def _table(self, table: Element) -> Table:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise Unreadable("too-large", f"tables are nested more than {MAX_NESTING} deep: save the form as a plain Word document")
        first = self.runs.block + 1
        cells: list[Cell] = []
        above: dict[int, int] = {}
        outside, self._shaded = self._shaded, []
        row = 0
        for element in self._rows(table):
            column = self._first_column(element)
            if column is None:
                continue
            last: int | None = None
            for cell in self._cells(element):
                last, column = self._cell(cell, cells, above, row, column, last)
            row += 1
        self._nesting -= 1
        if self._shaded:
            shade(cells, self._shaded)
        self._shaded = outside
        return Table(tuple(cells), Place(block=first))

    @staticmethod
    def _first_column(row: Element) -> int | None:
        """The column of the row's first cell; None for a row that is deleted or hidden."""
        for properties in row:
            if properties.tag == _TRPR:
                if properties.find(_DEL) is not None or on_off(properties.find(W + "hidden")):
                    return None
                before = properties.find(W + "gridBefore")
                return 0 if before is None else max(0, min(integer(value(before)), MAX_SPAN))
            if properties.tag == _CELL:
                break
        return 0

    def _cell(self, element: Element | None, cells: list[Cell], above: dict[int, int], row: int, column: int, last: int | None) -> tuple[int | None, int]:
        """Add one `w:tc`; None for a cell that shows only a placeholder. Gives the index of the row's latest cell and the next column."""
        span, down, across, width = 1, "", "", 0
        shade: Element | None = None
        blocks: tuple[Block, ...] = ()
        place = Place(None, None, None, self.runs.block + 1)
        if element is not None:
            properties = leading(element, _TCPR)
            if properties is not None:
                for child in properties:
                    tag = child.tag
                    if tag == _GRIDSPAN:
                        span = max(1, min(integer(value(child), 1), MAX_SPAN))
                    elif tag == _VMERGE:
                        down = value(child) or "continue"
                    elif tag == _HMERGE:
                        across = value(child) or "continue"
                    elif tag == _CELLDEL:
                        return last, column
                    elif tag == _TCW:
                        width = integer(child.get(_WIDTH))
                    elif tag == _SHADE:
                        shade = child
            blocks = self.read(element)
            if shade is not None and not blocks and 0 < width <= NARROW and not (down or across) and _is_shaded(shade):
                self._shaded.append((len(cells), dark(shade.get(_FILL, ""))))
        target = above.get(column) if down == "continue" else last if across == "continue" else None
        if target is None:
            cells.append(Cell(row, column, blocks, 1, span, place))
            target = len(cells) - 1
            if down:
                above[column] = target
            else:
                above.pop(column, None)
            return target, column + span
        # A merged cell stands once, at its top left; what a cell under it still holds comes after.
        merged = cells[target]
        rows, columns = (row - merged.row + 1, merged.column_span) if down == "continue" else (merged.row_span, merged.column_span + span)
        cells[target] = replace(merged, row_span=rows, column_span=columns, blocks=merged.blocks + blocks)
        return last if across == "continue" else target, column + span

    def _rows(self, table: Element) -> Iterator[Element]:
        for child in table:
            if child.tag == _ROW:
                yield child
            elif child.tag == SDT:
                content = self.runs.content(child)
                if content is not None:
                    yield from self._rows(content)
            elif child.tag in WRAPPERS:
                yield from self._rows(child)

    def _cells(self, row: Element) -> Iterator[Element | None]:
        for child in row:
            if child.tag == _CELL:
                yield child
            elif child.tag == SDT:
                content = self.runs.content(child)
                if content is None:
                    yield None
                else:
                    yield from self._cells(content)
            elif child.tag in WRAPPERS:
                yield from self._cells(child)


def _is_shaded(shade: Element) -> bool:
    return shade.get(_FILL, "auto").lower() not in ("auto", "ffffff", "") and value(shade) != "nil"
