"""Record → filled form, and declaration → blank form, in the formats that people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, cast, get_args

if TYPE_CHECKING:
    from extractor.render.docx_marks import WordMarks
    from extractor.render.layout import Boxes, Layout
    from schemas.form import Form

Format = Literal["docx", "html", "md", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
BLANK_FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")
MARKS: dict[Format, tuple[str, ...]] = {
    "docx": ("content-control", "legacy", "symbol", "glyph"),
    "html": ("input", "glyph"),
    "md": ("brackets", "glyph"),
    "pdf": ("content-control", "legacy", "symbol", "glyph"),
}
"""The kinds of boxes that each format can have, the usual one first. A PDF is a Word document printed."""

_PACKAGES = ("docx", "reportlab", "markdown_it")
INSTALL = "pip install 'wco-forms[render]'"


class RenderError(Exception):
    """Nothing was rendered; the message is one line for a person, with the remedy."""


@contextmanager
def _packages() -> Iterator[None]:
    """A missing package of the extra is an error with its remedy."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in _PACKAGES:
            raise
        raise RenderError(f"The package {error.name} is needed and was not found; install it with {INSTALL}.") from None


def render(study: Form, to: Format, *, marks: str | None = None, language: str = "en", boxes: Boxes = "before") -> bytes:
    """A filled form with the answers of a record's `case_study`.

    `marks` is one of `MARKS` for the format, the first of them by default; `boxes` says on which side of their labels they stand; `language` is that of
    the printed labels, English where the declaration lacks it. Raise RenderError where a program or package is missing.
    """
    from extractor.render.building import layout_of

    with _packages():
        layout = layout_of(type(study), study, language, boxes)
    return write(layout, to, marks)


def blank(form: type[Form], to: Format, *, language: str = "en", boxes: Boxes = "before") -> bytes:
    """A blank form with controls to fill in: content controls in DOCX, form fields in PDF, inputs in HTML. Raise RenderError as `render` does."""
    from extractor.render.building import layout_of

    return write(layout_of(form, None, language, boxes), to)


def write(layout: Layout, to: Format, marks: str | None = None) -> bytes:
    """A layout in a format. Raise RenderError where the format has no such marks, or a program or package is missing."""
    kinds = MARKS[to]
    kind = marks or kinds[0]
    if kind not in kinds:
        raise RenderError(f"A form in {to.upper()} has no marks of the kind “{kind}”; it has {', '.join(kinds)}.")
    with _packages():
        if to == "html":
            from extractor.render import html

            return html.write(layout, glyphs=kind == "glyph")
        if to == "md":
            from extractor.render import markdown

            return markdown.write(layout, glyphs=kind == "glyph")
        if to == "pdf" and layout.fillable:
            from extractor.render import pdf

            return pdf.write(layout)
        from extractor.render import docx

        data = docx.write(layout, cast("WordMarks", kind))
    return data if to == "docx" else _printed(data)


def _printed(document: bytes) -> bytes:
    """A Word document as LibreOffice prints it."""
    from extractor.office import OfficeError, convert

    try:
        return convert(document, "docx", "pdf:writer_pdf_Export")
    except OfficeError as error:
        raise RenderError(error.message) from None
