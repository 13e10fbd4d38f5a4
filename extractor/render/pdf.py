"""Blank form → PDF with form fields (AcroForm), written with reportlab."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, assert_never

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.acroform import PDFFromString
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.render import words
from extractor.render.layout import Answer, Block, Cell, Choices, Field, Label, Layout, Option, Row, Table, in_sections

# Bitstream Vera comes with reportlab and is embedded; it has every letter of Western European languages.
FONT, BOLD = "Vera", "VeraBd"
SIZE, LEADING, CAPTION = 8.5, 12.0, 7.0
MARGIN, PADDING, GAP = 48.0, 4.0, 3.0
HEADING = 26.0
BOX = 10.0
MOST_STRETCH = 150.0
"""Points by which a field of several lines may grow to fill its page."""
FIELD = 15.0
"""Height of a field of one line, in points; each further line adds `LEADING`."""
INK, TINT, RULE, GREY, FIELD_TINT = HexColor("#1f3864"), HexColor("#deeaf6"), HexColor("#a6a6a6"), HexColor("#606060"), HexColor("#f7fafd")
PART_LABEL = 0.45
_DATES = re.compile(rb"/(?:Creation|Mod)Date \(D:20000101[^()]*\)")


def write(layout: Layout) -> bytes:
    """The form as a PDF of A4 pages. The same layout gives the same bytes."""
    made = io.BytesIO()
    _Writer(layout, made).write()
    # No dates: an answer later than one of no meaning would look implausible. Spaces in their place, since the file says where its objects begin.
    return _DATES.sub(lambda date: b" " * len(date[0]), made.getvalue())


@cache
def _fonts() -> None:
    registerFont(TTFont(FONT, "Vera.ttf"))
    registerFont(TTFont(BOLD, "VeraBd.ttf"))


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows that stand on one page, with their heights in points."""

    rows: tuple[Row, ...]
    columns: int
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.heights) + GAP


class _Writer:
    """One document while it is written. `top` is the height over the page's foot at which the next row begins; blocks are drawn down from theirs."""

    def __init__(self, layout: Layout, target: io.BytesIO) -> None:
        _fonts()
        self.layout = layout
        canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1, lang=layout.language)
        canvas.setTitle(layout.title)
        self.canvas: Any = canvas
        self.width = A4[0] - 2 * MARGIN
        self.top = A4[1] - MARGIN

    def write(self) -> None:
        self.canvas.setFont(BOLD, 14)
        self.canvas.setFillColor(INK)
        self.canvas.drawCentredString(A4[0] / 2, self.top - 12, self.layout.title)
        self.top -= HEADING
        for number, page in enumerate(self.pages()):
            if number:
                self.canvas.showPage()
                self.top = A4[1] - MARGIN
            room = self.top - MARGIN - sum(section.height for section in page)
            tall = sum(_is_tall(row) for section in page for row in section.rows)
            for section in page:
                self.section(section, min(room / tall, MOST_STRETCH) if tall else 0.0)
        self.fonts_of_fields()
        self.canvas.save()

    def fonts_of_fields(self) -> None:
        """Give the form ZapfDingbats, in its own encoding: a viewer that draws the boxes' states anew looks for it there (ISO 32000-1, 12.7.3.3)."""
        form = self.canvas.acroForm
        crosses = form.getRefStr(PDFFromString("<< /BaseFont /ZapfDingbats /Name /ZaDb /Subtype /Type1 /Type /Font >>"))
        # reportlab writes a dictionary for each of its fonts, of which viewers see the last; so both go into one.
        form.fonts = {name: f"{font} /ZaDb {crosses}" for name, font in form.fonts.items()}

    def pages(self) -> list[list[_Section]]:
        """The sections of each page: none is broken, so that no label is left without its field."""
        pages: list[list[_Section]] = [[]]
        room = self.top - MARGIN
        for block in self.layout.blocks:
            for part in in_sections(block) if isinstance(block, Table) and block.kind == "form" else (block,):
                section = self.measured(part)
                if section.height > room and pages[-1]:
                    pages.append([])
                    room = A4[1] - 2 * MARGIN
                pages[-1].append(section)
                room -= section.height
        return pages

    def measured(self, block: Block) -> _Section:
        rows, columns = (block.rows, block.columns) if isinstance(block, Table) and block.kind == "form" else ((Row((Cell((block,)),)),), 1)
        heights = tuple(max(self.cell_height(cell, self.width * cell.span / columns) for cell in row.cells) for row in rows)
        return _Section(rows, columns, heights)

    def section(self, section: _Section, more: float) -> None:
        """Draw the rows of a section; those with fields of several lines are taller by `more`."""
        for row, height in zip(section.rows, section.heights, strict=True):
            height += more if _is_tall(row) else 0.0
            x = MARGIN
            for cell in row.cells:
                width = self.width * cell.span / section.columns
                self.cell(cell, x, width, height)
                x += width
            self.top -= height
        self.top -= GAP

    def cell(self, cell: Cell, x: float, width: float, height: float) -> None:
        tinted = cell.heads and not any(block.kind in ("part", "caption") for block in cell.blocks if isinstance(block, Label))
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.6)
        self.canvas.setFillColor(TINT if tinted else white)
        self.canvas.rect(x, self.top - height, width, height, stroke=1, fill=int(tinted))
        y = self.top - PADDING
        only = len(cell.blocks) == 1 and isinstance(cell.blocks[0], Answer)
        for block in cell.blocks:
            # A field alone in its cell has all of it: its neighbour may be the taller one.
            y -= self.block(block, x + PADDING, y, width - 2 * PADDING, height - 2 * PADDING if only else 0.0)

    def cell_height(self, cell: Cell, width: float) -> float:
        return sum(self.height(block, width - 2 * PADDING) for block in cell.blocks) + 2 * PADDING

    def height(self, block: Block, width: float) -> float:
        """How much room a block takes in a column of that width, in points."""
        match block:
            case Label():
                return LEADING * len(_lines(block.shown, _font(block), _size(block), width)) + (0 if block.kind == "caption" else 1)
            case Answer():
                return _field_height(block.field)
            case Choices():
                return sum(self.option_height(option, width) for option in block.options)
            case Table():
                return sum(self.part_height(row, width) for row in block.rows) + PADDING
            case _:
                assert_never(block)

    def block(self, block: Block, x: float, top: float, width: float, least: float = 0.0) -> float:
        """Draw a block and give the room it took; a field takes at least `least`."""
        match block:
            case Label():
                self.text(block.shown, x, top, width, _font(block), _size(block), GREY if block.kind == "caption" else black if block.kind == "part" else INK)
            case Answer():
                height = max(least, _field_height(block.field))
                self.field(block.field, x, top, width, height)
                return height
            case Choices():
                y = top
                for option in block.options:
                    self.option(option, block, x, y, width)
                    y -= self.option_height(option, width)
            case Table():
                self.parts(block, x, top, width)
            case _:
                assert_never(block)
        return self.height(block, width)

    def text(self, text: str, x: float, top: float, width: float, font: str = FONT, size: float = SIZE, colour: Any = black) -> None:
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(colour)
        for number, line in enumerate(_lines(text, font, size, width)):
            self.canvas.drawString(x, top - LEADING * number - size - 0.5, line)

    # --- fields --------------------------------------------------------------------------------------------------------------------------------

    def field(self, field: Field, x: float, top: float, width: float, height: float) -> None:
        self.canvas.acroForm.textfield(
            name=_name(field.pointer),
            tooltip=field.label,
            x=x,
            y=top - height,
            width=width,
            height=height,
            fontName="Helvetica",
            fontSize=9,
            borderWidth=0.5,
            borderColor=RULE,
            fillColor=FIELD_TINT,
            textColor=black,
            forceBorder=True,
            fieldFlags="multiline" if field.lines > 1 else "",
            maxlen=None,
        )

    def option_height(self, option: Option, width: float) -> float:
        if option.other is not None:
            return FIELD + 3
        return LEADING * len(_lines(option.label, FONT, SIZE, width - BOX - 6)) + 3

    def option(self, option: Option, choices: Choices, x: float, top: float, width: float) -> None:
        label = option.label
        if option.other is not None:
            label += words.of(words.COLON, self.layout.language, ": ").rstrip(" ")
        before = choices.boxes == "before"
        indent = BOX + 6 if before else 0.0
        self.text(label, x + indent, top, width - BOX - 6)
        end = x + indent + stringWidth(_lines(label, FONT, SIZE, width - BOX - 6)[-1], FONT, SIZE)
        if option.checked is not None:
            self.box(option, x if before else end + 5, top - BOX)
            end += 0 if before else BOX + 5
        if option.other is not None:
            self.field(option.other, end + 5, top + 2, x + width - end - 5, FIELD)

    def box(self, option: Option, x: float, y: float) -> None:
        self.canvas.acroForm.checkbox(
            name=_name(option.pointer),
            tooltip=option.label,
            checked=bool(option.checked),
            x=x,
            y=y,
            size=BOX,
            buttonStyle="cross",
            borderWidth=0.75,
            borderColor=black,
            fillColor=white,
            textColor=black,
            forceBorder=True,
            fieldFlags="",
        )

    # --- the small table of a group's parts ----------------------------------------------------------------------------------------------------

    def part_height(self, row: Row, width: float) -> float:
        label, answer = self.part_widths(width)
        return max(self.cell_height(row.cells[0], label), self.cell_height(row.cells[1], answer) - PADDING)

    def part_widths(self, width: float) -> tuple[float, float]:
        return width * PART_LABEL, width * (1 - PART_LABEL)

    def parts(self, table: Table, x: float, top: float, width: float) -> None:
        label, answer = self.part_widths(width)
        for row in table.rows:
            height = self.part_height(row, width)
            self.canvas.setStrokeColor(RULE)
            self.canvas.rect(x, top - height, label, height)
            self.canvas.rect(x + label, top - height, answer, height)
            for block in row.cells[0].blocks:
                self.block(block, x + PADDING, top - PADDING, label - 2 * PADDING)
            for block in row.cells[1].blocks:
                self.block(block, x + label + PADDING / 2, top - PADDING / 2, answer - PADDING, height - PADDING)
            top -= height


def _is_tall(row: Row) -> bool:
    return any(isinstance(block, Answer) and block.field.lines > 1 for cell in row.cells for block in cell.blocks)


def _name(pointer: str) -> str:
    """A field's name: a dot in it would make it a field of another (ISO 32000-1, 12.7.3.2)."""
    return pointer.strip("/").replace("/", "-")


def _field_height(field: Field) -> float:
    return FIELD + LEADING * (field.lines - 1)


def _font(label: Label) -> str:
    return BOLD if label.kind in ("section", "prompt") else FONT


def _size(label: Label) -> float:
    return CAPTION if label.kind == "caption" else SIZE


def _lines(text: str, font: str, size: float, width: float) -> list[str]:
    return simpleSplit(text, font, size, width) or [""]
