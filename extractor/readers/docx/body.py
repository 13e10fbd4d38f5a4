"""One story of the document (its body, a header, a text box): paragraphs, tables and content controls in the order of the part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.document import MARK, Block, Cell, Link, Mark, Table
from extractor.errors import Unreadable
from extractor.marks import find_marks, symbol_family
from extractor.place import Place
from extractor.readers.docx import controls, drawings
from extractor.readers.docx.inline import BREAK, PARAGRAPH_BREAK, TAB, Draft, Inline
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.styles import PLAIN, Look, Styles, look_of, numbering_of
from extractor.readers.docx.symbols import symbol_text
from extractor.readers.docx.tabs import arrange
from extractor.readers.docx.xml import MATH, MC, OFFICE, Element, R, W, integer, on_off, value

# Nested deeper than this a table is no layout that a person made (the deepest of 190 real documents: 5).
MAX_NESTING: Final = 24
MAX_SPAN: Final = 63  # Word's own limit of columns.

_P, _R, _T, _TBL, _SDT, _TR, _TC = W + "p", W + "r", W + "t", W + "tbl", W + "sdt", W + "tr", W + "tc"
_PPR, _RPR, _SDTPR, _SDTCONTENT = W + "pPr", W + "rPr", W + "sdtPr", W + "sdtContent"
_ALTERNATE = MC + "AlternateContent"
_HYPERLINK, _FLDSIMPLE, _FLDCHAR, _INSTR, _SYM = W + "hyperlink", W + "fldSimple", W + "fldChar", W + "instrText", W + "sym"
_DROPPED = frozenset((W + "del", W + "moveFrom"))
_WRAPPERS = frozenset(
    (W + "ins", W + "moveTo", W + "smartTag", W + "customXml", W + "bdo", W + "dir", W + "ruby", W + "rubyBase", MC + "Choice", MC + "Fallback")
)
_MATHS = frozenset((MATH + "oMath", MATH + "oMathPara"))
_CHARACTERS = {W + "tab": TAB, W + "ptab": TAB, W + "cr": BREAK, W + "noBreakHyphen": "-"}
_DRAWN = frozenset((W + "drawing", W + "pict", W + "object"))
_HYPERLINK_FIELD: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[lnmt]\s+)*(?:\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_SYMBOL_FIELD: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)\s.*?\\f\s+\"?([^\"\\]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A complex field between its begin and end characters (ECMA-376 part 1, 17.16.18)."""

    data: Element | None
    mark: Mark | None
    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    """Past the separator: what follows is the result, which a reader sees."""
    start: int = 0
    seen: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Flow:
    items: list[Draft | Block] = field(default_factory=list)
    pending: Inline | None = None
    """A paragraph whose mark was deleted: the next one goes on with it."""


class Story:
    """Reads one part. Styles and lists are the document's; relationships are the part's own."""

    def __init__(self, package: Package, part: str, styles: Styles, numbering: Numbering) -> None:
        self._package = package
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._related: dict[str, Relationship] | None = None
        self._block = 0
        self._nesting = 0
        self._fields: list[_Field] = []
        self._boxes: dict[Element, Element] = {}
        """Check-box controls by the run, or else the paragraph, that shows them."""
        self.notes: list[str] = []

    def read(self, container: Element) -> tuple[Block, ...]:
        """The blocks of the body, a cell or a text box."""
        flow = _Flow()
        self._walk(container, flow)
        if flow.pending is not None:
            flow.items.extend(self._lines(flow.pending, None))
        return arrange(flow.items) if flow.items else ()

    def _walk(self, container: Element, flow: _Flow) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, flow)
            elif tag == _TBL:
                flow.items.append(self._table(child))
            elif tag == _SDT:
                content = self._content(child)
                if content is not None:
                    self._walk(content, flow)
            elif tag == _ALTERNATE:
                for choice in child:
                    before = len(flow.items)
                    self._walk(choice, flow)
                    if len(flow.items) > before:
                        break
            elif tag in _WRAPPERS:
                self._walk(child, flow)
            elif tag == W + "altChunk":
                self.notes.append("the document embeds another file (altChunk), which was not read: open and save it in Word")

    def _content(self, control: Element) -> Element | None:
        """What a content control shows; None where that is only its placeholder. A check box is noted for the run that shows it."""
        properties, content = control.find(_SDTPR), control.find(_SDTCONTENT)
        if content is None or properties is None:
            return content
        checkbox = controls.checkbox_of(properties)
        if checkbox is not None:
            shower = next((run for run in content.iter(_R) if _shows(run)), None)
            if shower is None:
                shower = next(content.iter(_P), content)
            self._boxes[shower] = checkbox
        elif on_off(properties.find(W + "showingPlcHdr")):
            return None
        return content

    # Paragraphs

    def _paragraph(self, paragraph: Element, flow: _Flow) -> None:
        self._block += 1
        inline, flow.pending = flow.pending or Inline(), None
        properties = paragraph.find(_PPR)
        base = PLAIN
        list_id: str | None = None
        level: int | None = None
        stops: tuple[int, ...] = ()
        joins = False
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag == W + "pStyle":
                    style = self._styles.get(value(child) or "")
                    base = style.look
                    list_id, level = style.list_id, style.list_level
                elif tag == W + "numPr":
                    own_id, own_level = numbering_of(child)
                    list_id = list_id if own_id is None else own_id
                    level = level if own_level is None else own_level
                elif tag == W + "tabs":
                    stops = tuple(integer(stop.get(W + "pos")) for stop in child if value(stop) not in ("clear", "bar"))
                elif tag == _RPR:
                    joins = child.find(W + "del") is not None or child.find(W + "moveFrom") is not None
        if paragraph in self._boxes:
            inline.mark(controls.control_mark(self._boxes[paragraph], "", None))
        self._children(paragraph, inline, base)
        self._end_fields(inline)
        if joins:
            flow.pending = inline
            return
        item = self._numbering.item(list_id, level or 0) if list_id is not None else None
        flow.items.extend(inline.before)
        if inline.length:
            flow.items.extend(inline.drafts(self._block, item, stops))
        flow.items.extend(inline.after)

    def _lines(self, inline: Inline, item: None) -> list[Draft | Block]:
        return [*inline.before, *inline.drafts(self._block, item, ()), *inline.after]

    def _children(self, parent: Element, inline: Inline, base: Look) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, inline, base)
            elif tag == _HYPERLINK:
                start = inline.length
                self._children(child, inline, base)
                self._link(inline, start, self._target(child))
            elif tag == _SDT:
                content = self._content(child)
                if content is not None:
                    if content in self._boxes:
                        inline.mark(controls.control_mark(self._boxes[content], "", None))
                    self._children(content, inline, base)
            elif tag == _FLDSIMPLE:
                self._simple_field(child, inline, base)
            elif tag in _WRAPPERS:
                self._children(child, inline, base)
            elif tag == _ALTERNATE:
                self._alternate(child, inline, base)
            elif tag in _MATHS:
                inline.add("".join(text.text or "" for text in child.iter(MATH + "t")))
            elif tag in (_P, _TBL):
                # A paragraph inside a paragraph is no OOXML, and some producers write it.
                inline.control(BREAK)
                for run in child.iter(_R):
                    self._run(run, inline, base)

    def _alternate(self, alternate: Element, inline: Inline, base: Look) -> None:
        """The first alternative that holds anything: the same thing in newer and older drawing languages."""
        for choice in alternate:
            before = (inline.length, len(inline.before), len(inline.after), inline.overlaid)
            if choice.find(_R) is not None or choice.find(_SDT) is not None:
                self._children(choice, inline, base)
            else:
                self._pieces(choice, inline, base)
            if (inline.length, len(inline.before), len(inline.after), inline.overlaid) != before:
                return

    # Runs

    def _run(self, run: Element, inline: Inline, base: Look) -> None:
        if run in self._boxes:
            self._control(run, inline, base)
            return
        properties = run.find(_RPR)
        self._pieces(run, inline, base if properties is None else self._look(properties, base))

    def _look(self, properties: Element, base: Look) -> Look:
        look = look_of(properties)
        style = properties.find(W + "rStyle")
        if style is not None:
            styled = self._styles.get(value(style) or "").look
            if styled is not PLAIN:
                # Bold in both paragraph and character style cancels out (ECMA-376 part 1, 17.7.3).
                look = look.over(replace(styled, bold=not base.bold) if styled.bold else styled)
        return look if base is PLAIN else look.over(base)

    def _pieces(self, run: Element, inline: Inline, look: Look) -> None:
        unseen = bool(look.hidden)
        for child in run:
            tag = child.tag
            if tag == _T:
                if (text := child.text) and not unseen:
                    self._text(text, inline, look)
            elif tag == _RPR:
                continue
            elif tag == _FLDCHAR:
                self._field_character(child, inline)
            elif tag == _INSTR:
                if self._fields:
                    self._fields[-1].instruction.append(child.text or "")
            elif unseen or (self._fields and self._mute()):
                if tag == _SYM and self._fields:
                    self._fields[-1].seen.append(controls.sym(child)[0])
            elif tag == _SYM:
                inline.put(*controls.sym(child), look)
            elif tag in _CHARACTERS:
                character = _CHARACTERS[tag]
                if character == "-":
                    inline.add(character, look)
                else:
                    inline.control(character)
            elif tag == W + "br":
                inline.control(PARAGRAPH_BREAK if child.get(W + "type") in ("page", "column") else BREAK)
            elif tag in _DRAWN:
                self._drawing(child, inline)
            elif tag == _ALTERNATE:
                self._alternate(child, inline, look)
            elif tag in _WRAPPERS:
                self._children(child, inline, look)

    def _text(self, text: str, inline: Inline, look: Look) -> None:
        if self._fields and self._mute():
            self._fields[-1].seen.append(text)
        elif look.struck:
            inline.strike(text)
        elif look.font is not None and symbol_family(look.font) is not None:
            inline.put(*symbol_text(text.replace(MARK, "").replace("\n", " "), look.font), look)
        else:
            inline.add(text, look)

    def _control(self, run: Element, inline: Inline, base: Look) -> None:
        """The run that shows a check-box control: its glyph gives way to the control's mark."""
        properties = run.find(_RPR)
        look = base if properties is None else self._look(properties, base)
        checkbox = self._boxes[run]
        text, font = "", look.font
        for child in run:
            if child.tag == _T:
                text += child.text or ""
            elif child.tag == _SYM and (code := controls.integer_of_hex(child.get(W + "char"))) is not None:
                text, font = text + chr(code), child.get(W + "font")
        shown, marks = symbol_text(text, font) if font and symbol_family(font) else find_marks(text)
        if marks and len(text.strip()) > 1:
            mark = controls.control_mark(checkbox, marks[0].raw, font)
            inline.put(shown, (mark, *marks[1:]), look)
            return
        short = len(text.strip()) <= 1
        inline.mark(controls.control_mark(checkbox, text if short else "", font))
        if not short:
            inline.add(" " + text, look)

    # Links and fields

    def _target(self, hyperlink: Element) -> str:
        if self._related is None:
            self._related = self._package.relationships(self._part)
        related = self._related.get(hyperlink.get(R + "id", ""))
        return related.target if related is not None and related.external else ""

    def _link(self, inline: Inline, start: int, target: str) -> None:
        if target and inline.length > start:
            inline.links.append(Link(start, inline.length, target))

    def _simple_field(self, element: Element, inline: Inline, base: Look) -> None:
        instruction = element.get(W + "instr", "")
        data = next(element.iterchildren(W + "fldData", W + "ffData"), None)
        opened = self._open(data if data is not None and data.tag == W + "ffData" else None)
        opened.instruction.append(instruction)
        opened.shows, opened.start = True, inline.length
        self._children(element, inline, base)
        self._close(inline)

    def _mute(self) -> bool:
        return any(not each.shows or each.mark is not None for each in self._fields)

    def _open(self, data: Element | None) -> _Field:
        opened = _Field(data, None if data is None else controls.legacy_mark(data))
        self._fields.append(opened)
        return opened

    def _field_character(self, character: Element, inline: Inline) -> None:
        kind = character.get(W + "fldCharType")
        if kind == "begin":
            self._open(character.find(W + "ffData"))
        elif kind == "separate" and self._fields:
            self._fields[-1].shows, self._fields[-1].start = True, inline.length
        elif kind == "end" and self._fields:
            self._close(inline)

    def _close(self, inline: Inline) -> None:
        closed = self._fields.pop()
        if self._fields and self._mute():
            return
        instruction = "".join(closed.instruction)
        if closed.mark is not None:
            inline.mark(controls.agreeing(closed.mark, "".join(closed.seen)))
        elif "FORMCHECKBOX" in instruction:
            inline.mark(Mark(checked=None, raw="☐", method="field"))
        elif closed.data is not None and (closed.start == inline.length or not closed.shows):
            if choice := controls.legacy_choice(closed.data):
                inline.add(choice)
        elif match := _HYPERLINK_FIELD.match(instruction):
            if closed.shows and not re.match(r"\s*HYPERLINK\s+\\l", instruction, re.IGNORECASE):
                self._link(inline, closed.start, match[1] or match[2] or "")
        elif (match := _SYMBOL_FIELD.match(instruction)) and (not closed.shows or closed.start == inline.length):
            code = int(match[1], 0) if match[1].lower().startswith("0x") else int(match[1])
            if 0 < code < 0xD800:
                inline.put(*symbol_text(chr(code), match[2].strip()))

    def _end_fields(self, inline: Inline) -> None:
        """A paragraph's end: an instruction goes no further, lest one lost end character swallow the rest of the form; a link goes on."""
        while self._fields and not self._fields[-1].shows:
            self._close(inline)
        for opened in self._fields:
            if opened.mark is None and (match := _HYPERLINK_FIELD.match("".join(opened.instruction))):
                self._link(inline, opened.start, match[1] or match[2] or "")
            opened.start = 0

    # Drawings

    def _drawing(self, element: Element, inline: Inline) -> None:
        if element.tag == W + "drawing":
            drawn = drawings.drawing(element)
        else:
            control = element.find(W + "control")
            if control is not None:
                text, marks = controls.activex(self._package, self._relationship(control))
                inline.put(text, marks)
                return
            if (embedded := element.find(OFFICE + "OLEObject")) is not None:
                if embedded.get("ProgID", "").startswith(("Forms.CheckBox", "Forms.OptionButton")):
                    inline.mark(Mark(checked=None, raw="☐", method="field"))
                return
            drawn = drawings.vml(element)
        inline.overlaid = inline.overlaid or drawn.stroke
        for mark in drawn.marks:
            if drawn.floating:
                inline.floating.append(mark)
            else:
                inline.mark(mark)
        for box in drawn.boxes:
            outside, self._fields = self._fields, []
            blocks = self.read(box)
            self._fields = outside
            (inline.after if inline.length else inline.before).extend(blocks)

    def _relationship(self, element: Element) -> Relationship | None:
        if self._related is None:
            self._related = self._package.relationships(self._part)
        return self._related.get(element.get(R + "id", ""))

    # Tables

    def _table(self, table: Element) -> Table:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise Unreadable("too-large", f"tables are nested more than {MAX_NESTING} deep: save the form as a plain Word document")
        first = self._block + 1
        cells: list[Cell] = []
        above: dict[int, int] = {}
        row = 0
        for element in self._rows(table):
            column = 0
            properties = element.find(W + "trPr")
            if properties is not None:
                if properties.find(W + "del") is not None or on_off(properties.find(W + "hidden")):
                    continue
                if (before := properties.find(W + "gridBefore")) is not None:
                    column = max(0, min(integer(value(before)), MAX_SPAN))
            last: int | None = None
            for cell in self._cells(element):
                last, column = self._cell(cell, cells, above, row, column, last)
            row += 1
        self._nesting -= 1
        return Table(tuple(cells), Place(block=first))

    def _cell(self, element: Element | None, cells: list[Cell], above: dict[int, int], row: int, column: int, last: int | None) -> tuple[int | None, int]:
        """Add one `w:tc`; None for a cell that shows only a placeholder. Gives the index of the row's latest cell and the next column."""
        span, down, across = 1, "", ""
        blocks: tuple[Block, ...] = ()
        place = Place(block=self._block + 1)
        if element is not None:
            properties = element.find(W + "tcPr")
            if properties is not None:
                for child in properties:
                    tag = child.tag
                    if tag == W + "gridSpan":
                        span = max(1, min(integer(value(child), 1), MAX_SPAN))
                    elif tag == W + "vMerge":
                        down = value(child) or "continue"
                    elif tag == W + "hMerge":
                        across = value(child) or "continue"
                    elif tag == W + "cellDel":
                        return last, column
            blocks = self.read(element)
        target = above.get(column) if down == "continue" else last if across == "continue" else None
        if target is not None:
            merged = cells[target]
            if down == "continue":
                merged = replace(merged, row_span=row - merged.row + 1)
            else:
                merged = replace(merged, column_span=merged.column_span + span)
            cells[target] = replace(merged, blocks=merged.blocks + blocks)
        else:
            cells.append(Cell(row, column, blocks, 1, span, place))
            target = len(cells) - 1
            if down:
                above[column] = target
            else:
                above.pop(column, None)
        return target if across != "continue" else last, column + span

    def _rows(self, table: Element) -> Iterator[Element]:
        for child in table:
            if child.tag == _TR:
                yield child
            elif child.tag == _SDT:
                content = self._content(child)
                if content is not None:
                    yield from self._rows(content)
            elif child.tag in _WRAPPERS or child.tag == _ALTERNATE:
                yield from self._rows(child)

    def _cells(self, row: Element) -> Iterator[Element | None]:
        for child in row:
            if child.tag == _TC:
                yield child
            elif child.tag == _SDT:
                content = self._content(child)
                if content is None:
                    yield None
                else:
                    yield from self._cells(content)
            elif child.tag in _WRAPPERS:
                yield from self._cells(child)


def _shows(run: Element) -> bool:
    """Whether the run shows something, and is not deleted."""
    if run.find(_T) is None and run.find(_SYM) is None:
        return False
    parent = run.getparent()
    while parent is not None and parent.tag not in (_SDTCONTENT, _P):
        if parent.tag in _DROPPED:
            return False
        parent = parent.getparent()
    return True
