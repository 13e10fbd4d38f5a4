"""Read a PDF: its words, ruled lines, drawn boxes, form fields and annotations, put together as a reader's eye does.

One file a part. What is on a page: `engine` (pdfium), `geometry` (frames of reference), `tokens` (words), `drawings` (paths, pictures), `annotations` and
`fields` (with `stored`, what pdfium does not tell of them). Marks: `boxes` (drawn boxes), `pixels` (a look at a region as it is painted), `glyphs` (codes
that tell nothing), `overlays` (which boxes are marks), `strokes` and `pens` (what was drawn over them by hand), `markcells` (cells that are boxes, or hold
those of the cells beside them), `blanks` (lines to set an x on); `unseen` (text that nobody sees).
Layout: `rulings` and `bands` (tables), `columns` (gutters), `visual`, `bidi`, `paragraphs`, `lines` (lines of text), `layout` (blocks of a region). Together:
`sheets` (one page), `furniture` (running headers), `joining` (all pages). `attachments` are the files in the file. `guard` keeps from pdfium what would
kill it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from extractor.document import Document, Line
from extractor.errors import Unreadable
from extractor.handed_on import HandedOn
from extractor.readers.pdf.engine import OpenDocument, opened

if TYPE_CHECKING:
    from extractor.readers.pdf.sheets import Sheet

MEDIA_TYPE = "application/pdf"
# A form has one or two pages, a compendium a few dozen.
MOST_PAGES = 200
_XFA = 2  # FPDF_GetFormType: a form whose pages are made when it is shown
# A scan may carry a scanner's stamp or a page number as text; the shortest form has some sixty words.
_FEWEST_WORDS = 20
# A cover page, or one that asks to wait for a form, has fewer.
_FEWEST_OF_A_FORM = 150


def read(data: bytes) -> Document | HandedOn:
    """Read the bytes of a PDF into a Document; of a portfolio, whose pages are no more than a cover, give the files.

    Raise Unreadable: `encrypted` (a password is asked for), `damaged`, `empty` (no page, or nothing on any), `too-large` (more than MOST_PAGES pages,
    or a page that is no form's), `unsupported` (pictures or outlines of text only, or an XFA form). Everything lesser is a note of the document.
    """
    from extractor.readers.pdf.attachments import names_of, parts_of
    from extractor.readers.pdf.guard import check_forms
    from extractor.readers.pdf.joining import join_pages
    from extractor.readers.pdf.sheets import read_sheet
    from extractor.readers.pdf.tokens import TextReader

    if not data.strip():
        raise Unreadable("empty", "the file is empty")
    check_forms(data)
    with opened(data) as document:
        if document.pages < 1:
            raise Unreadable("empty", "the PDF has no page")
        if document.pages > MOST_PAGES:
            raise Unreadable("too-large", f"the PDF has {document.pages} pages, more than {MOST_PAGES}; send the form's pages alone")
        reader = TextReader(document.lib)
        sheets = [read_sheet(document, reader, number) for number in range(document.pages)]
        bare = not any(sheet.fields or sheet.marks for sheet in sheets) and sum(sheet.words for sheet in sheets) < _FEWEST_OF_A_FORM
        if bare and document.form_type >= _XFA:
            raise Unreadable("unsupported", "the PDF is an XFA form, whose content only Adobe's reader shows; open it there and print it to a new PDF")
        if bare and (parts := parts_of(document)):
            return HandedOn(parts, MEDIA_TYPE, _modified(document))
        if sum(sheet.words for sheet in sheets) < _FEWEST_WORDS and not any(sheet.marks for sheet in sheets):
            _refuse(sheets)
        blocks, furniture, notes = join_pages(sheets)
        # What is not seen is often the same on every page: a producer's mark.
        remarks = list({line.text: line for sheet in reversed(sheets) for line in reversed(sheet.remarks)}.values())[::-1]
        remarks += [Line(f"Attached file: {name}") for name in names_of(document)]
        return Document(blocks, MEDIA_TYPE, document.pages, _modified(document), furniture, tuple(remarks), notes)


def _refuse(sheets: list[Sheet]) -> None:
    """Say why there is nothing to read; give back where the few words are all that there is."""
    words = sum(sheet.words for sheet in sheets)
    if all(sheet.blank for sheet in sheets):
        raise Unreadable("empty", "every page of the PDF is the picture of a blank sheet; scan the form again")
    if any(sheet.pictured for sheet in sheets):
        raise Unreadable("unsupported", "the PDF holds only pictures of text; run OCR on it (ocrmypdf), or ask for the original")
    if words:
        return
    if any(sheet.drawn for sheet in sheets):
        raise Unreadable("unsupported", "the PDF holds its text only as drawn outlines; ask for the original, or run OCR on it (ocrmypdf --force-ocr)")
    if any(sheet.notes for sheet in sheets) and not any(sheet.width for sheet in sheets):
        raise Unreadable("damaged", "no page of the PDF can be read; ask for the file again, or print it to a new PDF")
    raise Unreadable("empty", "there is nothing on any page of the PDF")


_DATE = re.compile(r"D?:?\s*(\d{4})-?(\d{2})?-?(\d{2})?")


def _modified(document: OpenDocument) -> date | None:
    """ModDate, else CreationDate (ISO 32000-1, 7.9.4), as a day."""
    for key in ("ModDate", "CreationDate"):
        if match := _DATE.match(document.meta(key)):
            try:
                return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            except ValueError:
                continue
    return None
