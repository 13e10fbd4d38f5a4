"""The flow, tables and lists that are open at a place of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.errors import Unreadable
from extractor.markup import layout, word
from extractor.markup.lines import Flow
from extractor.markup.lists import OpenList, kix_level
from extractor.markup.style import Plan, Styles
from extractor.markup.tables import TableBuilder, span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

End = Callable[[], None]
"""What is to be done at the end of an element."""

# Mail nests a dozen tables for its layout; what comes after must be able to follow them.
_MOST_TABLES = 60
# Levels are a quarter of an inch apart and more; lengths are in pixels.
_SAME_MARGIN = 12
_GROUPS = {"thead": 0, "tfoot": 2}
_ROWS = frozenset(("row", "cell", "group", "term", "details"))


class Structure:
    """Where the walk stands in blocks, tables and lists. Each method that begins something gives what ends it."""

    def __init__(self, styles: Styles, line: int) -> None:
        self.flow = Flow()
        """Where lines go."""
        self.line = line
        """The line of the source that has been reached."""
        self.depth = 0
        self.styles = styles
        self.tables: list[TableBuilder] = []
        self._lists: list[OpenList] = []
        self._margins: list[float] = []
        """The left margins of the open list paragraphs of filtered Word pages."""
        self._roles: dict[Element, layout.Role] = {}

    def begin(self, element: Element, plan: Plan) -> End | None:
        """Begin the block, item, row, cell or table that an element is."""
        kind = plan.kind
        role = self._roles.pop(element, None) if self._roles else None
        end: End | None = None
        if role is not None and role.kind in ("apart", "line"):
            role = None
        if role is not None:
            if role.kind != "cell":
                self._row()
            elif role.limit:
                self._open_table().limit = role.limit
            if role.kind != "row":
                end = self._cell(role.span, 1, role.new_row)
        flow = self.flow
        if kind == "block":
            flow.new_paragraph()
            if self.styles.side_by_side and (role is None or role.kind != "row"):
                self._side_by_side(element, plan, made=role is None and plan.tag not in ("body", "html"))
            if plan.style and "mso-list" in plan.style:
                flow.level = word.level(plan.style["mso-list"])
                return self._end_leveled
            if plan.style and "text-indent" in plan.style and (margin := word.hanging(element, plan.style)):
                flow.level = self._hanging_level(margin)
                return self._end_leveled
            if self._margins and plan.tag in ("p", "div"):
                self._margins.clear()
            return end or self._end_block
        if kind == "cell":
            if role is None:
                end = self._cell(span(element.get("colspan")), _row_span(element))
            if self.styles.side_by_side:
                self._side_by_side(element, plan)
            return end
        if kind == "row":
            if role is None:
                self._row()
        elif kind == "item":
            own = self._item(element, plan)
            if self.styles.side_by_side:
                self._side_by_side(element, plan)
            return end or own
        elif kind == "list":
            flow.new_paragraph()
            self._list(element, plan)
            return end or self._end_list
        elif kind == "table":
            flow.new_paragraph()
            if plan.tag == "dl" and next(element.iter("dt"), None) is None:
                return end  # LibreOffice indents with <dd> alone
            self._add_table(TableBuilder(self.line))
            return _both(end, self._end_table)
        elif kind == "group":
            if self.tables and not self.tables[-1].in_cell:
                self.tables[-1].group = _GROUPS.get(plan.tag, 1)
        elif kind in ("term", "details"):
            return self._pair(kind)
        return end

    def _hanging_level(self, margin: float) -> int:
        """The level of a list paragraph of which nothing but its margin tells it, from the margins of those before it, the outermost first."""
        while self._margins and margin < self._margins[-1] - _SAME_MARGIN:
            self._margins.pop()
        if not self._margins or margin > self._margins[-1] + _SAME_MARGIN:
            self._margins.append(margin)
        return len(self._margins) - 1

    def begin_inline(self, element: Element, plan: Plan) -> End | None:
        """Begin an inline element that the layout of what holds it makes a box."""
        role = self._roles[element]
        if role.kind == "line":
            del self._roles[element]
            self.flow.new_paragraph()
            return self._end_block
        if role.kind == "apart":
            del self._roles[element]
            self.flow.space()
            return self.flow.space
        return self.begin(element, plan)

    def _end_block(self) -> None:
        self.flow.new_paragraph()

    def _end_leveled(self) -> None:
        self.flow.new_paragraph()
        self.flow.level = 0

    # Tables

    def _open_table(self) -> TableBuilder:
        """The table that rows and cells go to: the one that is open, or one made around rows that stand without."""
        if self.tables and not self.tables[-1].in_cell:
            return self.tables[-1]
        self.flow.new_paragraph()
        table = TableBuilder(self.line, self.depth)
        self._add_table(table)
        return table

    def _add_table(self, table: TableBuilder) -> None:
        self.tables.append(table)
        if len(self.tables) > _MOST_TABLES:
            raise Unreadable("too-large", "The page nests dozens of tables in one another; save it again from a browser or a word processor.")

    def _end_table(self) -> None:
        table = self.tables.pop().table()
        if table is None:
            return
        if len(table.cells) == 1:
            # A frame around the page is no table to the reader.
            self.flow.new_paragraph()
            self.flow.blocks += table.cells[0].blocks
        else:
            self.flow.table(table)

    def _row(self) -> None:
        self._open_table().row()

    def _cell(self, column_span: int, row_span: int, new_row: bool = False) -> End:
        table = self._open_table()
        table.in_cell = True
        table.last_pair = ""
        outer, lists, line = self.flow, self._lists, self.line
        self.flow, self._lists = Flow(), []
        self._margins.clear()

        def end() -> None:
            cell = self.flow
            cell.new_paragraph()
            self.flow, self._lists = outer, lists
            table.in_cell = False
            table.cell(tuple(cell.blocks), row_span, column_span, line, new_row)

        return end

    def _pair(self, kind: str) -> End:
        """A term or its details: the cells of a row; several terms, or several details, of a row share a cell."""
        if kind == "details" and not (self.tables and not self.tables[-1].in_cell):
            self.flow.new_paragraph()
            return self._end_block
        table = self._open_table()
        if kind != table.last_pair:
            if kind == "term" or not table.rows:
                table.row()
            end = self._cell(1, 1)
            table.last_pair = kind
            return end
        outer = self.flow
        table.in_cell = True
        self.flow = Flow()

        def more() -> None:
            cell = self.flow
            cell.new_paragraph()
            self.flow = outer
            table.in_cell = False
            table.extend(tuple(cell.blocks))

        return more

    def keep_rows(self, element: Element, plan: Plan) -> None:
        """End the table made around loose rows before an element that is none of its rows."""
        loose = plan.kind in _ROWS or element in self._roles or self._is_row(element)
        self.close_rows(self.depth + 1 if loose else self.depth)

    def close_rows(self, depth: int) -> None:
        """End the tables made around loose rows at this depth or deeper."""
        while self.tables and (own := self.tables[-1].depth) is not None and own >= depth and not self.tables[-1].in_cell:
            self._end_table()

    # Boxes side by side

    def _is_row(self, element: Element) -> bool:
        return element.tag in layout.BOXES and layout.cells_of(element, self.styles.of(element), self.styles.of, self.styles.sheet.named) is not None

    def _side_by_side(self, element: Element, plan: Plan, made: bool = False) -> None:
        """Find the children that stand side by side, or are rows of such; `made` where the element itself is their row."""
        if not (plan.side_by_side or layout.holds_boxes(element)):
            return
        cells = layout.cells_of(element, plan.style, self.styles.of, self.styles.sheet.named)
        if cells is not None:
            if made:
                self._row()
            self._roles.update(cells)
        elif plan.side_by_side:
            self._roles.update(layout.items_of(element, plan.style))
        elif len(element) > 1:
            self._roles.update(layout.rows_of(element, self.styles.of, self.styles.sheet.named, self._is_row))

    # Lists

    def _list(self, element: Element, plan: Plan) -> None:
        opened = OpenList(element, plan.tag, plan.style)
        level = kix_level(element)
        opened.level = level if level is not None else self._lists[-1].level + 1 if self._lists else 0
        self._lists.append(opened)

    def _end_list(self) -> None:
        self.flow.new_paragraph()
        self._lists.pop()

    def _item(self, element: Element, plan: Plan) -> End:
        flow = self.flow
        flow.new_paragraph()
        opened = self._lists[-1] if self._lists else OpenList(element, "ul", plan.style)
        outer = flow.level
        flow.level = opened.level
        flow.item = opened.item(element, plan.style, plan.rules)

        def end() -> None:
            flow.new_paragraph()
            flow.item = None
            flow.level = outer

        return end


def _both(outer: End | None, inner: End) -> End:
    if outer is None:
        return inner

    def end() -> None:
        inner()
        outer()

    return end


def _row_span(element: Element) -> int:
    value = element.get("rowspan")
    # `rowspan="0"` goes to the end of the row group.
    return 65534 if value is not None and value.strip() == "0" else span(value)
