"""Layout → Word document, written with python-docx."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import count, zip_longest
from typing import Any, assert_never

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from extractor.render import words
from extractor.render.docx_marks import MARKS, W14, W, WordMarks, text_control
from extractor.render.layout import Answer, Block, Cell, Choices, Label, Layout, Option, Row, Table, in_sections
from extractor.render.richtext import DataTable, Paragraph, Run

FONT, SIZE = "Calibri", 10
INK, LABEL_FILL, BORDER, HINT, LINK = RGBColor(0x1F, 0x38, 0x64), "DEEAF6", "A6A6A6", RGBColor(0x60, 0x60, 0x60), RGBColor(0x05, 0x63, 0xC1)
WIDTH = Cm(17.4)
_APART = Pt(6)
"""Under a paragraph of an answer: more than between its lines, or nobody could tell where one ends."""
_LINE = Pt(13.5)
_LONG = 1500
"""Characters: a row with shorter answers (some 15 lines) is moved to the next page as a whole, a longer one may be broken."""
_DEEPEST = 8  # w:ilvl goes from 0 to 8

_NAMESPACES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def write(layout: Layout, marks: WordMarks = "content-control") -> bytes:
    """A DOCX file of the layout, its boxes of the given kind. The same layout gives the same bytes."""
    return _Writer(layout, marks).bytes()


def _xml(text: str) -> Any:
    """Elements from XML without namespace declarations, as a list."""
    return list(parse_xml(f"<w:x {_NAMESPACES}>{text}</w:x>"))


def _printable(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))


def _right_to_left(text: str) -> bool:
    first = next((kind for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
    return first != "L"


class _Writer:
    """One document while it is written."""

    def __init__(self, layout: Layout, marks: WordMarks) -> None:
        self.layout = layout
        self.marks = marks
        self.numbers = count(1001)
        self.document = docx.Document()
        self.lists = count(1)
        self.fresh: Any = None  # the empty paragraph that a new cell comes with

    def bytes(self) -> bytes:
        self.page()
        if self.layout.title:
            title = self.document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            title.paragraph_format.space_after = Pt(8)
            self.run(title, self.layout.title, bold=True, size=16)
        for block in self.layout.blocks:
            for part in in_sections(block) if isinstance(block, Table) and block.kind == "form" else (block,):
                self.block(self.document, part, WIDTH)
                if isinstance(part, Table):
                    self.gap()
        self.properties()
        made = io.BytesIO()
        self.document.save(made)
        return _undated(made.getvalue())

    def page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.rFonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.space_before = Pt(0)
        # LibreOffice prints a link as a link only where its characters have a style.
        link = self.document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline, link.font.color.rgb = True, LINK

    def properties(self) -> None:
        """The title and language; no dates, since the document says nothing of when."""
        core = self.document.core_properties
        core.title, core.author, core.language, core.comments = self.layout.title, "", self.layout.language, ""
        for child in list(core._element):
            if child.tag.endswith(("}created", "}modified", "}lastModifiedBy", "}description", "}creator")):
                core._element.remove(child)

    def gap(self) -> None:
        """Word joins tables that nothing parts."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(3)

    # --- blocks --------------------------------------------------------------------------------------------------------------------------------

    def block(self, parent: Any, block: Block, width: int) -> None:
        match block:
            case Label():
                self.label(parent, block)
            case Answer():
                self.answer(parent, block)
            case Choices():
                for option in block.options:
                    self.option(parent, option, block)
            case Table():
                self.table(parent, block, width)
            case _:
                assert_never(block)

    def paragraph(self, parent: Any) -> Any:
        """A new paragraph, or the empty one that a new cell comes with."""
        fresh, self.fresh = self.fresh, None
        return fresh if fresh is not None else parent.add_paragraph()

    def run(self, paragraph: Any, text: str, *, bold: bool = False, size: float | None = None, colour: RGBColor | None = INK) -> None:
        for number, line in enumerate(_printable(text).split("\n")):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(line)
            run.bold = bold or None
            if size is not None:
                run.font.size = Pt(size)
            if bold or size is not None:
                run.font.color.rgb = colour
            if _right_to_left(line):
                run._r.get_or_add_rPr().append(parse_xml(f"<w:rtl {_NAMESPACES}/>"))

    def label(self, parent: Any, label: Label) -> None:
        paragraph = self.paragraph(parent)
        paragraph.paragraph_format.keep_with_next = True
        if label.kind == "caption":
            self.run(paragraph, label.shown, size=8.5, colour=HINT)
        elif label.kind == "part":
            self.run(paragraph, label.shown)
        else:
            self.run(paragraph, label.shown, bold=True)

    def option(self, parent: Any, option: Option, choices: Choices) -> None:
        paragraph = self.paragraph(parent)
        paragraph.paragraph_format.left_indent = Cm(0.55) if choices.boxes == "before" else None
        paragraph.paragraph_format.first_line_indent = Cm(-0.55) if choices.boxes == "before" else None
        box = () if option.checked is None else _xml(MARKS[self.marks](option.checked, option.label, option.pointer.strip("/"), next(self.numbers)))
        colon = words.of(words.COLON, self.layout.language, ": ") if option.other is not None else ""
        if box and choices.boxes == "before":
            paragraph._p.extend(box)
            self.run(paragraph, "\t")  # to the indent, where longer labels go on
        self.run(paragraph, option.label + colon.rstrip(" "))
        if box and choices.boxes == "after":
            self.run(paragraph, " ")
            paragraph._p.extend(box)
        if option.other is not None and self.layout.fillable:
            self.run(paragraph, " ")
            self.control(paragraph, option.other.label, option.other.pointer, several_lines=False)
        elif option.beside:
            self.run(paragraph, f" {option.beside}")

    def control(self, paragraph: Any, label: str, pointer: str, *, several_lines: bool) -> None:
        hint = words.of(words.WRITE_HERE, self.layout.language, words.WRITE_HERE["en"])
        paragraph._p.extend(_xml(text_control(label, pointer.strip("/"), hint, next(self.numbers), several_lines=several_lines)))

    # --- answers -------------------------------------------------------------------------------------------------------------------------------

    def answer(self, parent: Any, answer: Answer) -> None:
        if self.layout.fillable:
            self.control(self.paragraph(parent), answer.field.label, answer.field.pointer, several_lines=answer.field.lines > 1)
            return
        listed: list[int] = []  # the numbering of each open list, by level
        for part, after in zip_longest(answer.content, answer.content[1:]):
            if isinstance(part, DataTable):
                self.data_table(parent, part)
                listed = []
                continue
            paragraph = self.paragraph(parent)
            if part.bullet:
                listed = self.list_item(paragraph, part, listed)
            elif part.level:
                paragraph.paragraph_format.left_indent = Cm(0.6 * part.level)
            else:
                listed = []
            if isinstance(after, Paragraph) and not (part.bullet and after.bullet):
                paragraph.paragraph_format.space_after = _APART
            self.runs(paragraph, part.runs)

    def runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        if _right_to_left("".join(run.text for run in runs)):
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {_NAMESPACES}/>"))
        for run in runs:
            if run.link is None:
                self.run(paragraph, run.text)
                continue
            relation = self.document.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            (hyperlink,) = _xml(f'<w:hyperlink r:id="{relation}"/>')
            paragraph._p.append(hyperlink)
            before = len(paragraph._p)
            self.run(paragraph, run.text)
            for element in list(paragraph._p)[before:]:
                element.get_or_add_rPr().insert(0, parse_xml(f'<w:rStyle {_NAMESPACES} w:val="Hyperlink"/>'))
                hyperlink.append(element)

    def list_item(self, paragraph: Any, item: Paragraph, listed: list[int]) -> list[int]:
        """Make the paragraph an item; a list of its own begins where none is open at its level or its number does not follow."""
        level = min(item.level, _DEEPEST)
        listed = listed[: level + 1]
        kind = 0 if item.bullet == "-" else 1
        if len(listed) <= level or listed[level] % 2 != kind or (item.bullet == "1." and item.number == 1):
            fresh = self.numbering(kind, level, item.number)
            listed = [*listed[:level], *([fresh] * (level + 1 - len(listed[:level])))]
        (properties,) = _xml(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed[level]}"/></w:numPr>')
        paragraph._p.get_or_add_pPr()._insert_numPr(properties)
        return listed

    def numbering(self, kind: int, level: int, start: int) -> int:
        """A list of its own: bullets have even ids, numbers odd ones."""
        numbering = self.document.part.numbering_part.element
        number = 1000 + 2 * next(self.lists) + kind
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start if depth == level and kind else 1}"/>'
            f'<w:numFmt w:val="{"decimal" if kind else "bullet"}"/><w:lvlText w:val="{f"%{depth + 1}." if kind else "•"}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for depth in range(_DEEPEST + 1)
        )
        (abstract, num) = _xml(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
        first = numbering.find(qn("w:num"))
        if first is not None:
            first.addprevious(abstract)
        else:
            numbering.append(abstract)
        numbering.append(num)
        return number

    def data_table(self, parent: Any, table: DataTable) -> None:
        columns = max(len(row) for row in table.rows)
        made = self.new_table(parent, len(table.rows), columns)
        for row, cells in zip(made.rows, table.rows, strict=True):
            for cell, runs in zip(row.cells, cells, strict=False):
                self.runs(cell.paragraphs[0], runs)
        self.after_table(parent)

    # --- tables --------------------------------------------------------------------------------------------------------------------------------

    def new_table(self, parent: Any, rows: int, columns: int) -> Any:
        fresh, self.fresh = self.fresh, None
        if fresh is not None:
            fresh._p.getparent().remove(fresh._p)
        table = parent.add_table(rows, columns, WIDTH) if parent is self.document._body else parent.add_table(rows, columns)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{BORDER}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        table._tbl.tblPr.extend(_xml(f"<w:tblBorders>{borders}</w:tblBorders>"))
        return table

    def after_table(self, cell: Any) -> None:
        """A cell must end with a paragraph; this one takes no room, and what follows may use it."""
        paragraphs = cell.paragraphs
        last = paragraphs[-1] if paragraphs else cell.add_paragraph()
        if last._p.getnext() is not None or last.text:
            last = cell.add_paragraph()
        last.paragraph_format.space_after = Pt(0)
        last.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        last.paragraph_format.line_spacing = Pt(2)

    def table(self, parent: Any, table: Table, width: int) -> None:
        outer = table.kind == "form"
        made = self.new_table(parent, len(table.rows), table.columns)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER if outer else WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        inner = width if outer else int(width - Cm(0.5))
        shares = [1 / table.columns] * table.columns if outer else [0.45, *[0.55 / (table.columns - 1)] * (table.columns - 1)]
        widths = [int(inner * share) for share in shares]
        margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100)))
        made._tbl.tblPr.extend(_xml(f"<w:tblCellMar>{margins}</w:tblCellMar>"))
        for column, share in zip(made.columns, widths, strict=True):
            column.width = Emu(share)
        heading = True
        for row, source in zip(made.rows, table.rows, strict=True):
            heading = heading and source.heads and outer
            self.row(row, source, widths, heading=heading)
        if parent is not self.document:
            self.after_table(parent)

    def row(self, made: Any, row: Row, widths: list[int], *, heading: bool) -> None:
        properties = made._tr.get_or_add_trPr()
        if sum(len(block.text) for cell in row.cells for block in _answers(cell)) < _LONG:
            properties.extend(_xml("<w:cantSplit/>"))
        if self.layout.fillable and (lines := max((_lines(cell) for cell in row.cells), default=1)) > 1:
            made.height = Emu(_LINE * lines)
        if heading:
            properties.extend(_xml("<w:tblHeader/>"))
        at = 0
        for cell in row.cells:
            target = made.cells[at]
            if cell.span > 1:
                target = target.merge(made.cells[at + cell.span - 1])
            target.width = Emu(sum(widths[at : at + cell.span]))
            at += cell.span
            if cell.heads and any(block.kind in ("section", "prompt") for block in cell.blocks if isinstance(block, Label)):
                target._tc.get_or_add_tcPr().extend(_xml(f'<w:shd w:val="clear" w:color="auto" w:fill="{LABEL_FILL}"/>'))
            self.fresh = target.paragraphs[0]
            for block in cell.blocks:
                self.block(target, block, int(target.width))
            self.fresh = None


def _answers(cell: Cell) -> list[Answer]:
    return [block for block in cell.blocks if isinstance(block, Answer)]


def _lines(cell: Cell) -> int:
    return max((answer.field.lines for answer in _answers(cell)), default=1)


def _undated(data: bytes) -> bytes:
    """The same package without the time of its making, so that the same record gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in _in_order(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _in_order(names: list[str]) -> Iterator[str]:
    yield from (name for name in names if name == "[Content_Types].xml")
    yield from sorted(name for name in names if name != "[Content_Types].xml")
