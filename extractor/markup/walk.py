"""One pass over the tree of a page: every element adds to the flow of its block, cell or table what a reader of the page sees."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from extractor.document import MARK, Block, Line, Mark
from extractor.errors import Unreadable
from extractor.marks import find_marks, symbol_family
from extractor.markup import boxes, fields, layout, word
from extractor.markup.css import Declarations, Stylesheet, declarations, generated, merged
from extractor.markup.lines import Flow, Item
from extractor.markup.lists import OpenList, item_of, kix_level
from extractor.markup.tables import TableBuilder, span
from extractor.markup.tree import MOST_NESTING
from extractor.place import Place
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Never shown as text (HTML, 15.3.1), or not part of what a form says.
_UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "title", "meta", "link", "base", "datalist", "param", "source", "track", "iframe", "canvas")
    + ("audio", "video", "noframes", "noembed", "rp", "rt", "area", "col", "colgroup", "frameset", "xml", "del")
)
_BLOCK = (
    "html body div p h1 h2 h3 h4 h5 h6 ul ol menu dir section article main aside header footer nav form fieldset legend figure figcaption address blockquote center"
    " pre listing xmp plaintext details summary hgroup search dialog optgroup marquee noframes"
)
_DISPLAY: dict[str, str] = {
    **dict.fromkeys(_BLOCK.split(), "block"),
    **{"li": "list-item", "table": "table", "tr": "table-row", "td": "table-cell", "th": "table-cell", "caption": "table-caption", "dl": "pairs", "dt": "term"},
    **{"dd": "details", "thead": "table-row-group", "tbody": "table-row-group", "tfoot": "table-row-group"},
}
# What `display` cannot take away without losing the table to a narrow screen's style.
_FIXED = frozenset(("table", "tr", "td", "th", "caption", "dl", "dt", "dd", "thead", "tbody", "tfoot"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_PRE = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_GROUPS = {"thead": 0, "tfoot": 2}
_APART = frozenset(("label", "button", "select", "output", "summary"))
_ESCAPED_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,24}\d{0,2});")
_NONE: Declarations = {}

End = Callable[[], None]


class State(NamedTuple):
    """What an element hands down to what is in it."""

    bold: bool = False
    pre: bool = False
    font: str | None = None
    """The name of the symbol font that letters are set in; None in a font for text."""
    hidden: bool = False
    """`visibility: hidden`, which a descendant may undo."""


class _Pending:
    """An element that is a mark by its attributes; a glyph or picture in it is only how the mark looks, and gives it its position."""

    __slots__ = ("mark", "placed", "position")

    def __init__(self, mark: Mark, position: int) -> None:
        self.mark = mark
        self.position = position
        self.placed = False


class Walker:
    """Turns one tree into blocks; made for one page, used once."""

    def __init__(self, root: Element, line: int = 1) -> None:
        self.root = root
        self.flow = Flow()
        self.images: list[Line] = []
        """Text that stands for pictures that are no marks: a flag's country, a logo's owner."""
        self.removed: list[str] = []
        """Text that is marked as deleted."""
        self.sheet = _sheet_of(root)
        self._styled = bool(self.sheet.parts)
        self._labels = fields.Labels(root)
        self._offset = line - 1
        self._line = line
        self._depth = 0
        self._state = State()
        self._lists: list[OpenList] = []
        self._tables: list[TableBuilder] = []
        self._roles: dict[Element, layout.Role] = {}
        self._pending: _Pending | None = None
        self._boxes = boxes.drawn_boxes(root, self.sheet, self._labels.by_id)
        self._unset = fields.unset_radios(root)
        self._styles: dict[Element, Declarations] = {}
        self._form_fields = word.FormFields()

    def blocks(self) -> tuple[Block, ...]:
        """Walk the tree and give what it shows."""
        from lxml import etree

        stack: list[tuple[State, list[End] | None]] = []
        walk = etree.iterwalk(self.root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "end":
                if self._tables and self._tables[-1].depth is not None:
                    self._close_rows(self._depth + 1)
                state, ends = stack.pop()
                if ends:
                    for end in reversed(ends):
                        end()
                self._state = state
                self._depth -= 1
            elif event == "start":
                self._depth += 1
                if self._depth > MOST_NESTING:
                    raise Unreadable("too-large", "The page nests its elements thousands deep; save it again from a browser or a word processor.")
                if element.sourceline:
                    self._line = element.sourceline + self._offset
                ends = []
                stack.append((self._state, ends))
                if not self._start(element, ends):
                    walk.skip_subtree()
                elif element.text:
                    self._text(element.text)
                continue
            elif (mark := self._form_fields.see(element.text or "")) is not None:
                self._mark(mark)
            tail = element.tail
            if tail:
                if self._tables and self._tables[-1].depth == self._depth + 1 and not tail.isspace():
                    self._close_rows(self._depth + 1)
                self._text(tail)
        self._close_rows(0)
        self.flow.new_paragraph()
        return tuple(self.flow.blocks)

    def _text(self, text: str) -> None:
        line = self._line
        if "\n" in text:
            self._line += text.count("\n")
        state = self._state
        if state.hidden:
            return
        flow = self.flow
        if state.pre:
            self._preformatted(text, line)
            return
        if text.isspace():
            if flow.length:
                flow.space()
            return
        if "&" in text:
            # Escaped twice by a careless converter: "&amp;#9744;".
            text = _ESCAPED_ENTITY.sub(lambda match: entities.unescape(match.group()), text)
        if state.font is not None or self._pending is not None:
            self._pictures(text, line)
        else:
            flow.text(text, line, state.bold)

    def _preformatted(self, text: str, line: int) -> None:
        """Text whose line ends count."""
        for index, part in enumerate(re.split(r"\r\n?|\n", text)):
            if index:
                self.flow.new_line()
            if part and not part.isspace():
                if self._state.font is not None or self._pending is not None:
                    self._pictures(part, line + index)
                else:
                    self.flow.text(part, line + index, self._state.bold)

    def _pictures(self, text: str, line: int) -> None:
        """Text whose characters may be pictures: in a symbol font, or the look of an element that is a mark itself."""
        found, marks = find_marks(text, font=self._state.font)
        pending = self._pending
        for index, piece in enumerate(found.split(MARK)):
            if index:
                mark = marks[index - 1]
                if pending is None:
                    self.flow.mark(mark, line)
                elif not pending.placed:
                    self._place_pending(mark)
            if piece:
                self.flow.text(piece, line, self._state.bold)

    def _mark(self, mark: Mark) -> None:
        """A mark that is an element: apart from what is beside it, as its margin is."""
        if self._state.hidden:
            return
        if self._pending is not None:
            if not self._pending.placed:
                self._place_pending(mark)
            return
        flow = self.flow
        flow.space()
        flow.mark(mark, self._line)
        flow.space()

    def _place_pending(self, seen: Mark) -> None:
        """Put the open element's mark where its picture is, and compare the two."""
        pending = self._pending
        assert pending is not None
        mark = pending.mark
        if mark.checked is None and mark.raw.endswith("unset"):
            mark = replace(mark, checked=seen.checked, raw=seen.raw)
        elif mark.checked is not None and seen.checked is not None and seen.checked != mark.checked:
            mark = replace(mark, disagrees=True)
        pending.placed = True
        self.flow.space()
        self.flow.mark(mark, self._line)
        self.flow.space()

    def _end_pending(self, outer: _Pending | None, after: bool) -> None:
        pending = self._pending
        if pending is not None and not pending.placed:
            if after or self.flow.length < pending.position or self.flow.length == 0:
                self.flow.mark(pending.mark, self._line)
            else:
                self.flow.insert(pending.position, pending.mark, self._line)
            self.flow.space()
        self._pending = outer

    def _style(self, element: Element) -> Declarations:
        """What styles an element, its own attribute over the sheet."""
        style = self._styles.get(element)
        if style is None:
            inline = element.get("style")
            rules = self.sheet.of(element) if self._styled else _NOTHING
            style = merged(rules[""] if "" in rules else _NONE, declarations(inline) if inline else _NONE)
            self._styles[element] = style
        return style

    def _start(self, element: Element, ends: list[End]) -> bool:
        """Begin an element; False where nothing in it is to be read."""
        tag = element.tag
        if tag in _UNSEEN:
            if tag == "del" and (text := clean("".join(element.itertext()))):
                self.removed.append(text)
            return False
        attributes = element.attrib
        rules = self.sheet.of(element) if self._styled else _NOTHING
        style = _NONE
        if attributes:
            inline = attributes.get("style")
            style = merged(rules[""] if "" in rules else _NONE, declarations(inline) if inline else _NONE)
            if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
                return False
        elif "" in rules:
            style = rules[""]
        display = style.get("display", "").replace("!important", "").rstrip() if style else ""
        if display == "none" or style.get("mso-hide") == "all":
            if not (tag == "input" and fields.is_mark_field(element) and self._labels.of(element)):
                return False
        if self._tables and (depth := self._tables[-1].depth) is not None and depth >= self._depth:
            self._keep_rows(element, display)
        special = _SPECIAL.get(tag)
        if special is not None:
            return special(self, element, style, ends)
        state = self._state
        if tag in _BOLD and not state.bold:
            state = state._replace(bold=True)
        if tag in _PRE:
            state = state._replace(pre=True)
        if style:
            state = _styled_state(state, style)
        if attributes:
            if tag == "font" and (face := attributes.get("face")):
                state = state._replace(font=_symbol_font(face))
            role = attributes.get("role")
            if (role is not None and role in fields.MARK_ROLES) or "checkboxischecked" in attributes or (role is None and "aria-checked" in attributes):
                self._begin_pending(element, rules, ends)
            elif self._boxes and element in self._boxes:
                self._mark(self._boxes[element])
        self._state = state
        self._lay_out(element, tag, display, style, rules, ends)
        if rules and ("before" in rules or "after" in rules) and element not in self._boxes:
            self._generate(element, rules, ends)
        return True

    def _begin_pending(self, element: Element, rules: dict[str, Declarations], ends: list[End]) -> None:
        state = fields.stated(element)
        told = any(element.get(name) is not None for name in ("aria-checked", "checkboxischecked", "data-state", "data-checked"))
        name = self._labels.of(element) or fields.visible_text(element) or None
        mark = Mark(state, raw=f"{element.get('role') or 'checkbox'} {element.get('aria-checked') or ('unset' if not told else state)}", method="field", tied_to=name)
        if not told and element in self._boxes:
            mark = replace(self._boxes[element], tied_to=name)
        outer = self._pending
        self._pending = _Pending(mark, self.flow.length)
        after = "after" in rules and "before" not in rules
        ends.append(partial(self._end_pending, outer, after))

    def _generate(self, element: Element, rules: dict[str, Declarations], ends: list[End]) -> None:
        """Text before and after an element that the style sheet generates."""
        for part in ("before", "after"):
            made = rules.get(part)
            if not made or "content" not in made or made.get("display") == "none":
                continue
            content = generated(made["content"], element)
            if content is None or not content.text.strip():
                continue
            if boxes.belongs_to_field(element):
                continue
            font = _symbol_font(made["font-family"]) if "font-family" in made else self._state.font
            write = partial(self._generated_text, content.text, self._state._replace(font=font), element if part == "before" else None)
            if part == "before":
                write()
            else:
                ends.append(write)

    def _generated_text(self, text: str, state: State, element: Element | None) -> None:
        if element is not None and element.tag == "li" and self.flow.item is not None and self.flow.blank:
            self.flow.item = item_of(text, state.font, self.flow.item)
            return
        before, line = self._state, self._line
        self._state = state
        self._text(text)
        self._state, self._line = before, line

    def _lay_out(self, element: Element, tag: str, display: str, style: Declarations, rules: dict[str, Declarations], ends: list[End]) -> None:
        """Begin the block, cell, row, item or table that an element is."""
        default = _DISPLAY.get(tag, "inline")
        role = self._roles.pop(element, None) if self._roles else None
        kind = default if tag in _FIXED or not display else _CSS_DISPLAY.get(display, default)
        if default == "list-item" and kind != "inline":
            kind = "list-item"
        if role is not None:
            self._cell_like(element, role, ends)
        if kind == "inline":
            if tag == "a":
                self._link(element, ends)
            elif tag == "q":
                self.flow.text("“", self._line, self._state.bold)
                ends.append(lambda: self.flow.text("”", self._line, self._state.bold))
            elif (tag in _APART or display.startswith("inline-") or default != "inline") and self.flow.length:
                self.flow.space()
                if default != "inline":
                    ends.append(self.flow.space)
            if style and "mso-" in (element.get("style") or ""):
                self._word_span(element, style, ends)
            elif style and word.is_gap(element):
                self._word_gap()
            return
        flow = self.flow
        if kind == "block":
            flow.new_paragraph()
            if tag in ("ul", "ol", "menu", "dir"):
                self._list(element, tag, style, ends)
            elif role is None or role.kind != "row":
                self._side_by_side(element, display, style, role)
            if style and "mso-list" in style:
                flow.level = word.level(style["mso-list"])
                ends.append(partial(setattr, flow, "level", 0))
            ends.append(flow.new_paragraph)
        elif kind == "list-item":
            self._item(element, style, rules, ends)
            self._side_by_side(element, display, style, layout.Role("cell"))
        elif kind == "table-cell":
            if role is None:
                self._cell(span(element.get("colspan")), _row_span(element), ends)
            self._side_by_side(element, display, style, layout.Role("cell"))
        elif kind == "table-row":
            if role is None:
                self._row(ends)
        elif kind == "table-row-group":
            group = _GROUPS.get(tag, 1)
            if self._tables and not self._tables[-1].in_cell:
                self._tables[-1].group = group
        elif kind == "table":
            self._table(ends)
        elif kind == "table-caption":
            flow.new_paragraph()
            ends.append(flow.new_paragraph)
        elif kind == "pairs":
            self._table(ends)
        else:
            self._pair(kind, ends)

    # Tables

    def _open_table(self) -> TableBuilder:
        """The table that rows and cells go to: the one that is open, or one made around rows that stand without."""
        if self._tables and not self._tables[-1].in_cell:
            return self._tables[-1]
        self.flow.new_paragraph()
        table = TableBuilder(self._line, self._depth)
        self._tables.append(table)
        return table

    def _table(self, ends: list[End]) -> None:
        self.flow.new_paragraph()
        self._tables.append(TableBuilder(self._line))
        ends.append(self._end_table)

    def _end_table(self) -> None:
        table = self._tables.pop().table()
        if table is None:
            return
        if len(table.cells) == 1:
            # A frame around the page is no table to the reader.
            self.flow.new_paragraph()
            self.flow.blocks += table.cells[0].blocks
        else:
            self.flow.table(table)

    def _row(self, ends: list[End], limit: int = 0) -> None:
        self._open_table().row(limit)

    def _cell(self, column_span: int, row_span: int, ends: list[End], new_row: bool = False) -> None:
        table = self._open_table()
        table.in_cell = True
        outer, lists, line = self.flow, self._lists, self._line
        outer.new_paragraph()
        self.flow, self._lists = Flow(), []

        def end() -> None:
            cell = self.flow
            cell.new_paragraph()
            self.flow, self._lists = outer, lists
            table.in_cell = False
            table.cell(tuple(cell.blocks), row_span, column_span, line, new_row)

        ends.append(end)

    def _cell_like(self, element: Element, role: layout.Role, ends: list[End]) -> None:
        if role.kind != "cell":
            self._row(ends)
        elif role.limit:
            self._open_table().limit = role.limit
        if role.kind != "row":
            self._cell(role.span, 1, ends, role.new_row)

    def _pair(self, kind: str, ends: list[End]) -> None:
        """A term or its details: the cells of a row; several terms or several details in a row share a cell."""
        table = self._open_table()
        if kind == table.last_pair:
            outer = self.flow
            table.in_cell = True
            self.flow = Flow()

            def more() -> None:
                cell = self.flow
                cell.new_paragraph()
                self.flow = outer
                table.in_cell = False
                table.extend(tuple(cell.blocks))

            ends.append(more)
            return
        if kind == "term" or not table.rows:
            table.row()
        table.last_pair = kind
        self._cell(1, 1, ends)

    def _keep_rows(self, element: Element, display: str) -> None:
        """End the table made around loose rows before an element that is none of its rows."""
        tag = element.tag
        if element in self._roles or tag in ("tr", "td", "th", "tbody", "thead", "tfoot", "dt", "dd") or display.startswith("table-"):
            self._close_rows(self._depth + 1)
        elif self._is_row(element):
            self._close_rows(self._depth + 1)
        else:
            self._close_rows(self._depth)

    def _close_rows(self, depth: int) -> None:
        while self._tables and (own := self._tables[-1].depth) is not None and own >= depth and not self._tables[-1].in_cell:
            self._end_table()

    def _is_row(self, element: Element) -> bool:
        return element.tag in layout.BOXES and layout.cells_of(element, self._style(element), self._style, self.sheet.named) is not None

    def _side_by_side(self, element: Element, display: str, style: Declarations, role: layout.Role | None) -> None:
        """Find the children that stand side by side, or are rows of such."""
        if not (display.endswith(("flex", "grid")) or layout.holds_boxes(element)):
            return
        cells = layout.cells_of(element, style, self._style, self.sheet.named)
        if cells is not None:
            if role is None and element.tag not in ("body", "html"):
                self._row([])
            self._roles.update(cells)
        elif len(element) > 1:
            self._roles.update(layout.rows_of(element, self._style, self.sheet.named, self._is_row))

    # Lists

    def _list(self, element: Element, tag: str, style: Declarations, ends: list[End]) -> None:
        opened = OpenList(element, tag, style)
        self._lists.append(opened)
        flow = self.flow

        def end() -> None:
            self._lists.pop()

        ends.append(end)
        if (level := kix_level(element)) is not None:
            opened.level = level
        else:
            opened.level = self._lists[-2].level + 1 if len(self._lists) > 1 else 0
        del flow

    def _item(self, element: Element, style: Declarations, rules: dict[str, Declarations], ends: list[End]) -> None:
        flow = self.flow
        flow.new_paragraph()
        opened = self._lists[-1] if self._lists else OpenList(element, "ul", style)
        outer = flow.level
        flow.level = opened.level
        flow.item = opened.item(element, style, rules)

        def end() -> None:
            flow.new_paragraph()
            flow.item = None
            flow.level = outer

        ends.append(end)

    # Word

    def _word_span(self, element: Element, style: Declarations, ends: list[End]) -> None:
        if style.get("mso-list", "").lower() == "ignore":
            position = self.flow.length
            ends.append(partial(self._word_bullet, position))

    def _word_gap(self) -> None:
        """Word's gap after a bullet or number: what is before it on the line was that."""
        self._word_bullet(0)

    def _word_bullet(self, position: int) -> None:
        flow = self.flow
        text, marks = flow.peek(position)
        item = word.bullet(clean(text), marks)
        if item is not None:
            flow.take(position)
            flow.item = item
        elif not text.strip():
            flow.take(position)

    # Inline elements

    def _link(self, element: Element, ends: list[End]) -> None:
        target = fields.target(element)
        if target:
            self.flow.link_start(target)
            ends.append(self.flow.link_end)

    def _break(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        self.flow.new_line()
        return False

    def _rule(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        self.flow.new_paragraph()
        return False

    def _nothing(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        return False

    def _input(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        role = (element.get("role") or "").strip().lower()
        if (element.get("type") or "").strip().lower() in ("checkbox", "radio"):
            if fields.is_mark_field(element):
                self._mark(fields.mark_field(element, self._labels, Place(line=self._line), element in self._unset))
            return False
        del role
        if text := fields.field_text(element):
            self._field(text)
        return False

    def _field(self, text: str) -> None:
        if self._state.hidden:
            return
        flow = self.flow
        flow.space()
        for index, part in enumerate(text.splitlines()):
            if index:
                flow.new_line()
            if part.strip():
                flow.text(part, self._line, field=True)
        flow.space()

    def _textarea(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        self._field("".join(element.itertext()).strip())
        return False

    def _select(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        if element.get("multiple") is not None:
            # A list that shows all its options, the chosen ones marked.
            self.flow.new_paragraph()
            for text, selected in fields.options(element):
                self._mark(Mark(selected, raw="option selected" if selected else "option", method="field", tied_to=clean(text) or None))
                self.flow.text(text, self._line)
                self.flow.new_paragraph()
        elif text := fields.chosen(element):
            self._field(text)
        return False

    def _image(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        mark = self._boxes.get(element)
        if mark is not None:
            self._mark(mark)
        elif not self._state.hidden and (text := boxes.picture_text(element)):
            place = Place(line=self._line)
            text, marks = find_marks(text, place)
            if marks:
                for one in marks:
                    self._mark(replace(one, method="image"))
            else:
                self.images.append(Line(text, place, method="image"))
        return False

    def _button(self, element: Element, style: Declarations, ends: list[End]) -> bool:
        state = fields.stated(element)
        role = element.get("role")
        if role in fields.MARK_ROLES or state is not None:
            name = self._labels.of(element) or fields.visible_text(element) or None
            outer = self._pending
            self.flow.space()
            self._pending = _Pending(Mark(state, raw=f"{role or 'button'} {state}", method="field", tied_to=name), self.flow.length)
            ends.append(partial(self._end_pending, outer, False))
            return True
        return False


_NOTHING: dict[str, Declarations] = {}
_CSS_DISPLAY = {
    **dict.fromkeys(("block", "flex", "grid", "flow-root", "flow", "list-item"), "block"),
    **dict.fromkeys(("inline", "inline-block", "inline-flex", "inline-grid", "contents", "ruby"), "inline"),
    **{"table": "table", "inline-table": "table", "table-row": "table-row", "table-cell": "table-cell", "table-caption": "table-caption"},
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group"), "table-row-group"),
}
_Special = Callable[[Walker, "Element", Declarations, list[End]], bool]
_SPECIAL: dict[str, _Special] = {
    "br": Walker._break,
    "hr": Walker._rule,
    "wbr": Walker._nothing,
    "input": Walker._input,
    "textarea": Walker._textarea,
    "select": Walker._select,
    "img": Walker._image,
    "svg": Walker._image,
    "button": Walker._button,
}


def _sheet_of(root: Element) -> Stylesheet:
    """The style sheets in a page, those for print alone left out."""
    css = "\n".join(style.text for style in root.iter("style") if style.text and "print" not in (style.get("media") or ""))
    if not css:
        return Stylesheet()
    classes = root.xpath("//@class")
    return Stylesheet(css, frozenset(name for value in classes for name in str(value).split()) if isinstance(classes, list) else None)


def _row_span(element: Element) -> int:
    value = element.get("rowspan")
    # `rowspan="0"` goes to the end of the row group.
    return 65534 if value is not None and value.strip() == "0" else span(value)


def _symbol_font(families: str) -> str | None:
    """The first family of a list where it is a font of pictures."""
    first = families.partition(",")[0].strip().strip("\"'")
    return first if symbol_family(first) is not None else None


def _styled_state(state: State, style: Declarations) -> State:
    weight = style.get("font-weight")
    font = style.get("font")
    if weight is not None:
        bold = weight in ("bold", "bolder") or (weight[:1].isdigit() and weight[:3].isdigit() and int(weight[:3]) >= 600)
        if bold != state.bold and weight not in ("inherit", "unset"):
            state = state._replace(bold=bold)
    elif font is not None and re.match(r"\s*(?:\w+\s+)?bold\b", font):
        state = state._replace(bold=True)
    family = style.get("font-family")
    if family is None and font is not None:
        size = re.search(r"\d(?:pt|px|em|rem|%|mm|cm|in)?(?:/[\d.]+\w*)?\s+(.+)\Z", font)
        family = size[1] if size else None
    if family is not None and "inherit" not in family:
        symbols = _symbol_font(family)
        if symbols != state.font:
            state = state._replace(font=symbols)
    space = style.get("white-space")
    if space is not None:
        state = state._replace(pre=space.startswith("pre") or space == "break-spaces")
    visibility = style.get("visibility")
    if visibility is not None:
        state = state._replace(hidden=visibility in ("hidden", "collapse"))
    return state
