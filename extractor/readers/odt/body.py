"""One story of the document (its body, a header, a text box): paragraphs, lists and tables in the order of the part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.document import Block, Cell, Table
from extractor.errors import Unreadable
from extractor.place import Place
from extractor.readers.odt.controls import Control
from extractor.readers.odt.drawings import DRAWN
from extractor.readers.odt.lists import Lists, Open, start_of
from extractor.readers.odt.package import SKIPPED, Source
from extractor.readers.odt.runs import Runs
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import STYLE, TABLE, TEXT, Element, count, truth
from extractor.wordprocessing.inline import Draft, Inline
from extractor.wordprocessing.lists import settle
from extractor.wordprocessing.look import PLAIN
from extractor.wordprocessing.shaded import NARROW, shade
from extractor.wordprocessing.shapes import dark
from extractor.wordprocessing.tabs import arrange

# Nested deeper than this a table is no layout that a person made (the deepest of 190 real documents: 5).
MAX_NESTING: Final = 24
MAX_SPAN: Final = 63
MAX_REPEAT: Final = 50
"""Rows that one row may stand for: forms repeat none, spreadsheets fill up a page."""
_MAX_ROWS: Final = 5000

_PARAGRAPHS: Final = frozenset((TEXT + "p", TEXT + "h"))
_LIST, _ITEM, _HEADER, _TABLE = TEXT + "list", TEXT + "list-item", TEXT + "list-header", TABLE + "table"
_ROW, _CELL, _COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
_ROWS: Final = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_STYLE_NAME: Final = TEXT + "style-name"
_CELL_STYLE: Final = TABLE + "style-name"
_RUNNING: Final = frozenset(side + kind for side in ("header", "footer") for kind in ("", "-left", "-first"))


class Story:
    """Reads one story with the styles that apply to it."""

    def __init__(self, source: Source, styles: Styles, controls: dict[str, Control]) -> None:
        self._styles = styles
        self._lists = Lists(styles, source)
        self._nesting = 0
        self._shaded: list[tuple[int, bool | None]] = []
        """Index among the cells of the table that is read, and whether it is dark, of each narrow empty cell that is filled in."""
        self.runs = Runs(source, styles, controls, self.read)

    def read(self, container: Element) -> tuple[Block, ...]:
        """The blocks of the body, a cell, a text box or a note."""
        flow: list[Draft | Block] = []
        self._walk(container, flow, None)
        return arrange(settle(flow)) if flow else ()

    def _walk(self, container: Element, flow: list[Draft | Block], opened: Open | None) -> None:
        for child in container:
            tag = child.tag
            if tag in _PARAGRAPHS:
                self._paragraph(child, flow, opened)
            elif tag == _TABLE:
                flow.append(self._table(child))
            elif tag == _LIST:
                self._list(child, flow, opened)
            elif tag in SKIPPED or not isinstance(tag, str):
                continue
            elif tag in DRAWN:
                self._drawing(child, flow)
            elif tag == TEXT + "numbered-paragraph":
                self._numbered(child, flow)
            elif not self._is_hidden(child):
                # Sections, indexes, and whatever else only encloses.
                self._walk(child, flow, opened)

    def _is_hidden(self, section: Element) -> bool:
        """Whether a section is not shown."""
        display = section.get(TEXT + "display")
        hidden = display == "none" or (display == "condition" and truth(section.get(TEXT + "is-hidden")) is True)
        if hidden:
            self.runs.notes.append("a hidden section was left out")
        return hidden

    def _paragraph(self, paragraph: Element, flow: list[Draft | Block], opened: Open | None) -> None:
        self.runs.block += 1
        if any(child.tag == TEXT + "hidden-paragraph" and truth(child.get(TEXT + "is-hidden")) for child in paragraph):
            self.runs.notes.append("a hidden paragraph was left out")
            return
        style = self._styles.get("paragraph", paragraph.get(_STYLE_NAME))
        inline = Inline()
        self.runs.paragraph(paragraph, inline, style.look)
        item = None
        if opened is not None and opened.pending:
            opened.pending = False
            item = self._lists.item(opened)
        indent = style.indent or 0 if opened is None else self._lists.indent(opened, style.own_indent)
        flow.extend(inline.before)
        if inline.length or inline.floating or (item is not None and item.mark is not None):
            drafts = inline.drafts(self.runs.block, item, style.stops, indent)
            if opened is not None and item is None:
                for draft in drafts:
                    draft.level = opened.level
            flow.extend(drafts)
        flow.extend(inline.after)

    def _drawing(self, element: Element, flow: list[Draft | Block]) -> None:
        """A frame or shape that stands between paragraphs, anchored to the page or to another frame."""
        inline = Inline()
        self.runs.block += 1
        self.runs.drawing(element, inline, PLAIN)
        flow.extend(inline.before)
        flow.extend(inline.drafts(self.runs.block, None))
        flow.extend(inline.after)

    # Lists

    def _list(self, element: Element, flow: list[Draft | Block], outer: Open | None) -> None:
        first = None
        if outer is None and element.get(_STYLE_NAME) is None:
            paragraph = next((each for each in element.iter(*_PARAGRAPHS)), None)
            first = None if paragraph is None else self._styles.get("paragraph", paragraph.get(_STYLE_NAME)).list_name
        opened = self._lists.open(element, outer, first)
        for child in element:
            if child.tag == _ITEM:
                opened.pending, opened.start = True, start_of(child)
                if (own := child.get(TEXT + "style-override")) is not None:
                    self._walk(child, flow, Open(own, opened.level, opened.counters, True, opened.start))
                else:
                    self._walk(child, flow, opened)
                opened.pending = False
            elif child.tag == _HEADER:
                self._walk(child, flow, opened)

    def _numbered(self, element: Element, flow: list[Draft | Block]) -> None:
        """A `text:numbered-paragraph`: an item of a list that is not written as one."""
        level = count(element.get(TEXT + "level"), 10) - 1
        opened = self._lists.numbered(element, level)
        opened.start = start_of(element)
        self._walk(element, flow, opened)

    # Tables

    def _table(self, table: Element) -> Table:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise Unreadable("too-large", f"tables are nested more than {MAX_NESTING} deep: save the form as a plain text document")
        first = self.runs.block + 1
        cells: list[Cell] = []
        row = 0
        outside, self._shaded = self._shaded, []
        for element in self._rows(table):
            empty = not any(True for _ in element.iter(*_PARAGRAPHS))
            for _ in range(1 if empty else count(element.get(TABLE + "number-rows-repeated"), MAX_REPEAT)):
                if row < _MAX_ROWS:
                    self._row(element, cells, row)
                    row += 1
        self._nesting -= 1
        if self._shaded:
            widths = self._widths(table)
            shade(cells, [(index, state) for index, state in self._shaded if 0 < widths.get(cells[index].column, 0) <= NARROW])
        self._shaded = outside
        return Table(tuple(cells), Place(block=first))

    def _widths(self, table: Element) -> dict[int, int]:
        """The width of each column whose style tells it, in twentieths of a point."""
        widths: dict[int, int] = {}
        column = 0
        for each in table.iter(TABLE + "table-column"):
            for _ in range(count(each.get(TABLE + "number-columns-repeated"), MAX_SPAN)):
                widths.setdefault(column, self._styles.get("table-column", each.get(_CELL_STYLE)).width)
                column += 1
        return widths

    def _rows(self, table: Element) -> Iterator[Element]:
        for child in table:
            if child.tag == _ROW:
                if child.get(TABLE + "visibility", "visible") == "visible":
                    yield child
            elif child.tag in _ROWS:
                yield from self._rows(child)

    def _row(self, element: Element, cells: list[Cell], row: int) -> None:
        column = 0
        for child in element:
            tag = child.tag
            if tag not in (_CELL, _COVERED):
                continue
            for _ in range(count(child.get(TABLE + "number-columns-repeated"), MAX_SPAN)):
                if column >= MAX_SPAN:
                    return
                # A covered cell lies under the one that spans it, and shows nothing.
                if tag == _CELL:
                    place = Place(None, None, None, self.runs.block + 1)
                    down = count(child.get(TABLE + "number-rows-spanned"), _MAX_ROWS)
                    across = count(child.get(TABLE + "number-columns-spanned"), MAX_SPAN - column)
                    blocks = self.read(child)
                    if not blocks and down == across == 1 and (ground := self._styles.get("table-cell", child.get(_CELL_STYLE)).ground):
                        self._shaded.append((len(cells), dark(ground)))
                    cells.append(Cell(row, column, blocks, down, across, place))
                column += 1


def running(master_styles: Element | None) -> Iterator[Element]:
    """The headers and footers of a document's master pages that are shown."""
    for page in () if master_styles is None else master_styles:
        for child in page:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in _RUNNING and truth(child.get(STYLE + "display", "true")) is not False:
                yield child
