"""Make the CBP sample again in the formats in which a member would have sent it.

`cbp-ecommerce.md` is the sample itself. From one declaration of its content, `FORM`, this script
writes beside itself:

  cbp-content-controls.docx  Word, marks are check-box content controls (w14:checkbox)
  cbp-symbol-font.docx       Word, marks are Wingdings characters (w:sym)
  cbp-word.pdf               the first of these, printed by LibreOffice
  cbp.html                   a web page, marks are <input type="checkbox">
  cbp-browser.pdf            that page, printed by Chromium
  cbp-fillable.pdf           a fillable PDF that was filled in, marks are AcroForm check boxes

It needs the Python packages python-docx and reportlab (pip install python-docx reportlab), and for
the two printed files LibreOffice and Chromium (Debian: apt-get install libreoffice-writer-nogui
chromium). Where one of the programs is missing the other files are still made, and the exit code is 1.

Every date and id is fixed, so that the same versions of the producers give the same bytes.
"""

from __future__ import annotations

import argparse
import html
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, assert_never, cast

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

# The day on which every copy says it was saved: after the date that the form tells of, and near it,
# so that nobody has to wonder at a practice that began long after its description.
SAVED: Final = datetime(2016, 11, 14, 9, 0, tzinfo=UTC)


# What the form prints and what CBP answered. In a text, *asterisks* hold italics and a line feed is
# a line break within the paragraph. A block's name is what a fillable form calls its fields.


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label or heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A printed option. `checked` is None where it is printed without a box."""

    label: str
    checked: bool | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Options, one a line, each with its box before or after the label."""

    name: str
    box_first: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Amounts:
    """The small table inside a cell: label and value, row by row."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the member wrote, a text a paragraph or bullet. No text is an answer left empty."""

    name: str
    texts: tuple[str, ...] = ()
    bulleted: bool = False


Block = Label | Choices | Amounts | Answer
Cell = tuple[Block, ...]


def options(lines: str) -> tuple[Option, ...]:
    """Read a list of options: [x] is checked, [ ] is not, and without brackets there is no box."""
    states = {"[x] ": True, "[ ] ": False}
    return tuple(Option(line[4:], states[line[:4]]) if line[:4] in states else Option(line, None) for line in map(str.strip, lines.strip().splitlines()))


HEADING: Final = "Case Study on E-commerce"

TITLE: Final = Answer("title", ("“CBP Establishes New E-Commerce and Small Business Team to Handle Global Rise in E-Commerce”",))
PRACTICE_TYPE: Final = Choices(
    "practice_type",
    box_first=True,
    options=options("""
        [x] Initiative / Pilot
        [ ] Existing Practice
    """),
)
GENERAL_OVERVIEW: Final = Choices(
    "general_overview",
    box_first=False,
    options=options("""
        [x] Simplification of Procedures for e-commerce
        [ ] Safety & Security
        [ ] Revenue Collection / Business Models
        [ ] Cooperation between Customs/Post
        [ ] Data Exchange with E-Commerce Operators
    """),
)
DE_MINIMIS: Final = Amounts("de_minimis", (("Customs Duty", "$ 800 USD"), ("Taxes (VAT/GST)", "n/a"), ("Gift", "$100 or $200"), ("Commercial Samples", "n/a")))
STAKEHOLDERS: Final = Choices(
    "stakeholders",
    box_first=False,
    options=options("""
        [x] Customs Administration
        [ ] Postal Operator
        [ ] Express Companies
        [ ] E-Vendors (E-commerce Operators)
        [ ] Other governmental authorities
        [x] Final Consumer
        Other:
    """),
)
DESCRIPTION: Final = Answer(
    "description",
    (
        "To address the various complexities resulting from the new shift towards E-Commerce, the"
        " U.S. Customs and Border Protection (CBP) is developing a comprehensive e-commerce"
        " strategy.",
    ),
)
VALUE_PROPOSITION: Final = Answer(
    "value_proposition",
    (
        "The new branch demonstrates CBP’s commitment to support small and microbusinesses while"
        " addressing the challenges posed by this dynamic trading environment.",
        "This office will be particularly focused on identifying inferior and unsafe goods and"
        " preventing them from entering global commerce, noting that the benefits afforded by"
        " online platforms also elevate the risk and opportunity for criminal trade.",
    ),
    bulleted=True,
)
APPROACH: Final = Answer(
    "approach",
    (
        "Establishing the E-Commerce and Small Business Branch within CBP’s Office of Trade on September 12, 2016",
        "Educating small business importers on CBP compliance requirements to ensure a level playing field for U.S. businesses",
        "Engaging with stakeholders to better understand trends in modern business practices",
    ),
    bulleted=True,
)
REQUIREMENTS: Final = Choices(
    "requirements",
    box_first=True,
    options=options("""
        [ ] Review and update of *De Minimis*
        [ ] Changes on legal framework
        [ ] Creation of IT System
        [ ] Private Sector (Political Will)
        [ ] Exchange of information with stakeholders
        [ ] Other:
    """),
)
CONTACTS: Final = Answer(
    "contacts",
    (
        "Michael B. Walsh - Director, IPR Division\nMichael.B.Walsh@CBP.DHS.gov",
        "Shaun Keller\nChief, E-Commerce and Small Business Branch\nShaun.Keller@CBP.DHS.gov",
    ),
)
REFLECTIONS: Final = Answer(
    "reflections",
    (
        "The creation of this branch is located within CBP's Office of Trade, not the Office of Field Operations.",
        "As agreed in the Trade Facilitation and Trade Enforcement Act of 2015, U.S. CBP announced"
        " on 10 March 2016, the increase of the *de minimis* exemption from $200 to $800.",
    ),
    bulleted=True,
)

# Row by row; a row of one cell goes over both columns.
FORM: Final[tuple[tuple[Cell, ...], ...]] = (
    ((TITLE,),),
    ((Answer("country", ("United States",)),), (Label("General Overview"),)),
    ((PRACTICE_TYPE,), (GENERAL_OVERVIEW,)),
    ((Label("E-commerce at Glance"),), (Label("Stakeholders Involved"),)),
    ((Label("*De Minimis Value*"), DE_MINIMIS), (STAKEHOLDERS,)),
    ((Label("Date of implementation"), Answer("implementation_date", ("September 12, 2016",))),),
    ((Label("Brief Description of Initiative / Existing Practice"), DESCRIPTION),),
    ((Label("Value Proposition of Initiative / Existing Practice"), VALUE_PROPOSITION),),
    (
        (
            Label("1. Actions included in the initiatives/ Existing Practice"),
            Label("2. Proposed solution"),
            Label("3. Technical Proposition of Initiative / Existing Practice"),
            Label("4. Operational activities of the Initiative / Existing Practice"),
            APPROACH,
        ),
    ),
    ((Label("Requirements"), REQUIREMENTS), (Label("WCO Relevant tools and instruments"), Answer("wco_tools"))),
    ((Label("Additional Information"),),),
    ((Label("Relevant links or documents"), Answer("links")), (Label("Contact Person for Further Information"), CONTACTS)),
    ((Label("1. Value Added Considerations"), Label("2. Further Reflections by Stakeholders"), REFLECTIONS),),
)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Split into pieces, each with whether it is italic."""
    for index, piece in enumerate(text.split("*")):
        if piece:
            yield piece, index % 2 == 1


def plain(text: str) -> str:
    """Drop the italics."""
    return text.replace("*", "")


def field_name(group: str, label: str) -> str:
    """Name a field of a fillable form after its printed label."""
    return f"{group}_{re.sub('[^a-z]+', '_', plain(label).lower()).strip('_')}"


# Word


WordMark = Callable[[bool], BaseOxmlElement]


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Build an element of OOXML; tag and attribute names carry their usual prefix."""
    made = cast(BaseOxmlElement, OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(name), value)
    made.extend(children)
    return made


def content_controls() -> WordMark:
    """Marks as Word's check-box content controls, numbered as Word wants them: each id once."""
    ids = itertools.count(1001)
    font = "MS Gothic"

    def mark(checked: bool) -> BaseOxmlElement:
        glyph = element("w:t")
        glyph.text = "☒" if checked else "☐"
        fonts = element("w:rFonts", **{"w:ascii": font, "w:eastAsia": font, "w:hAnsi": font, "w:hint": "eastAsia"})
        checkbox = element(
            "w14:checkbox",
            element("w14:checked", **{"w14:val": "1" if checked else "0"}),
            element("w14:checkedState", **{"w14:val": "2612", "w14:font": font}),
            element("w14:uncheckedState", **{"w14:val": "2610", "w14:font": font}),
        )
        return element(
            "w:sdt",
            element("w:sdtPr", element("w:id", **{"w:val": str(next(ids))}), checkbox),
            element("w:sdtContent", element("w:r", element("w:rPr", fonts), glyph)),
        )

    return mark


def wingdings(checked: bool) -> BaseOxmlElement:
    """A mark as a character of the symbol font: a box with a tick in it, or an empty one."""
    char = "F0FE" if checked else "F0A8"
    return element("w:r", element("w:sym", **{"w:font": "Wingdings", "w:char": char}))


def write_docx(path: Path, mark: WordMark) -> None:
    """Write the form as a Word document with this kind of mark."""
    document = docx.Document()
    _prepare(document)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(6)
    run = heading.add_run(HEADING)
    run.bold, run.font.size = True, Pt(14)

    table = document.add_table(rows=len(FORM), cols=2, style="Table Grid")
    _fix_widths(table, Cm(8.5))
    for row, cells in zip(table.rows, FORM, strict=True):
        targets = [row.cells[0].merge(row.cells[1])] if len(cells) == 1 else row.cells
        for target, blocks in zip(targets, cells, strict=True):
            _fill_cell(target, blocks, mark)

    packed = io.BytesIO()
    document.save(packed)
    path.write_bytes(_with_fixed_times(packed))


def _prepare(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    about = document.core_properties
    about.title = HEADING
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = SAVED


def _fix_widths(table: Table, width: Cm) -> None:
    table.autofit = False
    for column in table.columns:
        column.width = width
        for cell in column.cells:
            cell.width = width


def _fill_cell(cell: _Cell, blocks: Cell, mark: WordMark) -> None:
    # A new cell holds one empty paragraph: use it, lest every cell begin with a blank line.
    unused: list[Paragraph] = list(cell.paragraphs)

    def paragraph() -> Paragraph:
        return unused.pop() if unused else cell.add_paragraph()

    for block in blocks:
        match block:
            case Label(text):
                _write_runs(paragraph(), text, bold=True)
            case Answer(_, texts, bulleted):
                for text in texts:
                    answer = paragraph()
                    answer.style = "List Bullet" if bulleted else "Normal"
                    _write_runs(answer, text)
            case Choices(_, box_first, offered):
                for option in offered:
                    _write_option(paragraph(), option, mark, box_first=box_first)
            case Amounts(_, rows):
                inner = cell.add_table(rows=len(rows), cols=2)
                inner.style = "Table Grid"
                _fix_widths(inner, Cm(4))
                for row, (label, value) in zip(inner.rows, rows, strict=True):
                    row.cells[0].text, row.cells[1].text = label, value
            case _:
                assert_never(block)


def _write_option(paragraph: Paragraph, option: Option, mark: WordMark, *, box_first: bool) -> None:
    box = None if option.checked is None else mark(option.checked)
    if box is not None and box_first:
        paragraph._p.append(box)
        paragraph.add_run(" ")
    _write_runs(paragraph, option.label)
    if box is not None and not box_first:
        paragraph.add_run(" ")
        paragraph._p.append(box)


def _write_runs(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    for piece, italic in runs(text):
        run = paragraph.add_run(piece)
        run.bold, run.italic = bold or None, italic or None


def _with_fixed_times(packed: io.BytesIO) -> bytes:
    """Pack the parts anew: python-docx stamps each with the time of day."""
    repacked = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(repacked, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return repacked.getvalue()


# HTML


PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{heading}</title>
<style>
@page {{ size: A4; margin: 15mm 18mm; }}
body {{ font: 10pt/1.3 Arial, sans-serif; max-width: 172mm; margin: 0 auto; }}
h1 {{ font-size: 14pt; text-align: center; }}
table {{ border-collapse: collapse; width: 100%; }}
td {{ border: 1px solid black; padding: 3pt 5pt; vertical-align: top; }}
.form > tbody > tr > td {{ width: 50%; }}
tr {{ break-inside: avoid; }}
p, ul {{ margin: 0 0 3pt; }}
ul {{ padding-left: 16pt; }}
input {{ margin: 0 2pt; vertical-align: middle; }}
</style>
</head>
<body>
<h1>{heading}</h1>
<table class="form">
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def write_html(path: Path) -> None:
    """Write the form as a web page."""
    rows = []
    for cells in FORM:
        span = ' colspan="2"' if len(cells) == 1 else ""
        tags = (f"<td{span}>\n{''.join(map(_block_html, blocks))}</td>\n" for blocks in cells)
        rows.append(f"<tr>\n{''.join(tags)}</tr>")
    page = PAGE.format(heading=html.escape(HEADING), rows="\n".join(rows))
    path.write_text(page, encoding="utf-8", newline="\n")


def _block_html(block: Block) -> str:
    match block:
        case Label(text):
            return f"<p><b>{_inline_html(text)}</b></p>\n"
        case Answer(_, texts, bulleted):
            if bulleted:
                items = "".join(f"<li>{_inline_html(text)}</li>\n" for text in texts)
                return f"<ul>\n{items}</ul>\n"
            return "".join(f"<p>{_inline_html(text)}</p>\n" for text in texts)
        case Choices(_, box_first, offered):
            return "".join(f"<p>{_option_html(option, box_first)}</p>\n" for option in offered)
        case Amounts(_, rows):
            cells = (f"<tr><td>{_inline_html(label)}</td><td>{_inline_html(value)}</td></tr>\n" for label, value in rows)
            return f"<table>\n{''.join(cells)}</table>\n"
        case _:
            assert_never(block)


def _option_html(option: Option, box_first: bool) -> str:
    label = _inline_html(option.label)
    if option.checked is None:
        return label
    box = f'<input type="checkbox" disabled{" checked" if option.checked else ""}>'
    return f"<label>{f'{box} {label}' if box_first else f'{label} {box}'}</label>"


def _inline_html(text: str) -> str:
    escaped = ((html.escape(piece, quote=False), italic) for piece, italic in runs(text))
    marked = "".join(f"<i>{piece}</i>" if italic else piece for piece, italic in escaped)
    linked = re.sub(r"\S+@\S+", r'<a href="mailto:\g<0>">\g<0></a>', marked)
    return linked.replace("\n", "<br>\n")


# Fillable PDF


FONT: Final = "Helvetica"
SIZE: Final = 9.0
LINE: Final = 12.5  # from one printed line to the next; a box of SIZE fits with air around it
PAD: Final = 4.0
MARGIN: Final = 36.0
FIELD_TINT: Final = Color(0.93, 0.95, 1.0)


class WrappingForm(AcroForm):
    """AcroForm whose fields show long text wrapped, as a viewer does, while /V stays unbroken.

    reportlab breaks the picture of a value at its line feeds only, and wants it in the bytes of
    the font: PDFDocEncoding.
    """

    def txAP(self, key: str, value: str, *args: Any, **kwargs: Any) -> Any:
        """Draw the picture of a text field."""
        shown = "\n".join(wrap(value, kwargs["width"])).encode("pdfdoc").decode("latin-1")
        return super().txAP(key, shown, *args, **kwargs)


def wrap(text: str, width: float) -> list[str]:
    """Lines of a text field of this width, with the two points at each side that viewers leave."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += simpleSplit(line, FONT, SIZE, width - 4) or [""]
    return lines


class FillablePdf:
    """Lays the form out from the top of the page down, measuring each row before it is drawn."""

    def __init__(self, path: Path) -> None:
        # Any, because the stubs know neither that lengths may be broken nor how the form hangs on its page.
        self.canvas = cast(Any, Canvas(str(path), pagesize=A4, invariant=1))
        self.canvas.setTitle(HEADING)
        self.canvas.setAuthor("")
        self.canvas.setCreator("")
        # As Canvas.acroForm does for a form of its own, which it makes only where there is none.
        self.canvas.AcroForm = self.canvas._doc._catalog.AcroForm = WrappingForm(self.canvas)
        self.width, self.top = A4[0] - 2 * MARGIN, A4[1] - MARGIN

    def write(self) -> None:
        """Draw every row, on a second page when the first is full, and save."""
        self.canvas.setFont(f"{FONT}-Bold", 14)
        self.canvas.drawCentredString(A4[0] / 2, self.top - 14, HEADING)
        y = self.top - 26
        for cells in FORM:
            width = self.width / len(cells)
            height = max(self.cell(blocks, 0, 0, width, draw=False) for blocks in cells)
            if y - height < MARGIN:
                self.canvas.showPage()
                y = self.top
            self.canvas.setLineWidth(0.75)
            for column, blocks in enumerate(cells):
                x = MARGIN + column * width
                self.canvas.rect(x, y - height, width, height)
                self.cell(blocks, x, y, width, draw=True)
            y -= height
        self.canvas.save()

    def cell(self, blocks: Iterable[Block], x: float, top: float, width: float, *, draw: bool) -> float:
        """Draw the blocks of a cell below one another, or only measure them; return its height."""
        y, inside = top - PAD, width - 2 * PAD
        for block in blocks:
            match block:
                case Label(text):
                    if draw:
                        self.text(text, x + PAD, y, bold=True)
                    y -= LINE
                case Answer():
                    y -= self.answer(block, x + PAD, y, inside, draw=draw) + 3
                case Choices(name, box_first, offered):
                    for option in offered:
                        if draw:
                            self.option(name, option, x + PAD, y, inside, box_first=box_first)
                        y -= LINE
                case Amounts(name, rows):
                    for row in rows:
                        if draw:
                            self.amount(name, row, x + PAD, y, inside)
                        y -= LINE + PAD
                    y -= 3
                case _:
                    assert_never(block)
        return top - y + PAD - 3

    def answer(self, answer: Answer, x: float, top: float, width: float, *, draw: bool) -> float:
        """A text field, tall enough for all its text; return its height."""
        bullet = "• " if answer.bulleted else ""
        between = "\n" if answer.bulleted else "\n\n"
        value = between.join(bullet + plain(text) for text in answer.texts)
        lines = wrap(value, width) if value else [""] * 3
        height = len(lines) * 1.2 * SIZE + PAD
        if draw:
            self.field(answer.name, value, x, top, width, height, multiline=len(lines) > 1)
        return height

    def option(self, group: str, option: Option, x: float, top: float, width: float, *, box_first: bool) -> None:
        """An option with its check box, and for Other a field to write into."""
        name, boxed = field_name(group, option.label), option.checked is not None
        end = self.text(option.label, x + (SIZE + 5 if boxed and box_first else 0), top) + 4
        if boxed:
            self.canvas.acroForm.checkbox(
                name=name,
                tooltip=plain(option.label),
                checked=option.checked,
                x=x if box_first else end,
                y=top - SIZE - 1,
                size=SIZE + 1,
                buttonStyle="cross",
                borderWidth=0.75,
                borderColor=black,
                fillColor=white,
                textColor=black,
                fieldFlags="",
            )
        if option.label == "Other:":
            self.field(f"{name}_text", "", end, top, x + width - end, LINE - 1)

    def amount(self, group: str, row: tuple[str, str], x: float, top: float, width: float) -> None:
        """A row of the small table: a ruled cell with the label, one with the field."""
        label, value = row
        height, half = LINE + PAD, width / 2
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x, top - height, half, height)
        self.canvas.rect(x + half, top - height, half, height)
        self.text(label, x + 4, top - 3)
        self.field(field_name(group, label), value, x + half + 2, top - 2, half - 4, height - 4)

    def field(self, name: str, value: str, x: float, top: float, width: float, height: float, *, multiline: bool = False) -> None:
        """A text field that holds a value."""
        self.canvas.acroForm.textfield(
            name=name,
            value=value,
            x=x,
            y=top - height,
            width=width,
            height=height,
            fontName=FONT,
            fontSize=SIZE,
            borderWidth=0,
            borderColor=None,
            fillColor=FIELD_TINT,
            textColor=black,
            maxlen=None,
            fieldFlags="multiline" if multiline else "",
        )

    def text(self, text: str, x: float, top: float, *, bold: bool = False) -> float:
        """One printed line; return where it ends."""
        for piece, italic in runs(text):
            style = ("Bold" if bold else "") + ("Oblique" if italic else "")
            font = f"{FONT}-{style}" if style else FONT
            self.canvas.setFont(font, SIZE)
            self.canvas.drawString(x, top - SIZE, piece)
            x += stringWidth(piece, font, SIZE)
        return x


# Printing


# The page and nothing else: no window, no first greeting, no talk with the network, no header of its own.
CHROMIUM_OPTIONS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
]


class ProgramMissing(Exception):
    """A program that prints is not installed; the message says how to install it."""


def program(names: tuple[str, ...], package: str) -> str:
    """Find the first program that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise ProgramMissing(f"{names[0]} is not installed (Debian: apt-get install {package})")


def print_docx(source: Path, path: Path) -> None:
    """Print a Word document through LibreOffice."""
    soffice = program(("soffice", "libreoffice"), "libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(source)]
        path.write_bytes(printed(command, Path(scratch) / f"{source.stem}.pdf"))


def print_html(source: Path, path: Path) -> None:
    """Print a web page through Chromium."""
    chromium = program(("chromium", "chromium-browser", "google-chrome"), "chromium")
    # Chromium's helpers may still write to the profile when it has ended.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        result = Path(scratch) / "printed.pdf"
        here = [f"--user-data-dir={scratch}/profile", f"--print-to-pdf={result}", source.resolve().as_uri()]
        path.write_bytes(printed([chromium, *CHROMIUM_OPTIONS, *here], result))


def printed(command: list[str], result: Path) -> bytes:
    """Run a program that prints into a file; what it says is shown only if it made none."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    # LibreOffice reports success also where it wrote nothing.
    if done.returncode != 0 or not result.exists():
        raise RuntimeError(f"{command[0]} printed nothing (exit code {done.returncode}):\n{done.stdout}{done.stderr}")
    return _with_fixed_trailer(result.read_bytes())


def _with_fixed_trailer(pdf: bytes) -> bytes:
    """Replace the dates of printing and LibreOffice's random ids, byte for byte, so that no offset in the file moves."""
    for random_id in re.findall(rb"(?:/ID \[ <|/DocChecksum /)([0-9A-F]{32})", pdf):
        pdf = pdf.replace(random_id, b"0" * 32)
    return re.sub(rb"(/(?:Creation|Mod)Date ?\(D:)\d{14}", rb"\g<1>" + f"{SAVED:%Y%m%d%H%M%S}".encode(), pdf)


def make_all(folder: Path) -> list[str]:
    """Make every sample; return what could not be made, and why."""
    # Both reportlab and LibreOffice take the time of day from here; LibreOffice writes it as the zone has it.
    os.environ |= {"SOURCE_DATE_EPOCH": str(int(SAVED.timestamp())), "TZ": "UTC"}
    controls, page = folder / "cbp-content-controls.docx", folder / "cbp.html"
    write_docx(controls, content_controls())
    write_docx(folder / "cbp-symbol-font.docx", wingdings)
    write_html(page)
    FillablePdf(folder / "cbp-fillable.pdf").write()
    missing = []
    for printer, source, name in ((print_docx, controls, "cbp-word.pdf"), (print_html, page, "cbp-browser.pdf")):
        try:
            printer(source, folder / name)
        except ProgramMissing as problem:
            missing.append(f"{name} was not made: {problem}")
    return missing


def main() -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=Path(__file__).resolve().parent, metavar="DIR", help="write the files there instead of beside this script")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    missing = make_all(folder)
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
