"""OpenDocument texts made by hand, as small as a package can be."""

from __future__ import annotations

import io
import zipfile

from extractor.document import Document
from extractor.readers.odt import read
from tests.conformance.odf_form import NAMESPACES, ODT

__all__ = ["ODT", "content", "item", "listed", "p", "package", "reading", "style", "styles", "table"]


def root(name: str, inner: str) -> str:
    """A part: its root element's name and content."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {NAMESPACES}>{inner}</office:{name}>'


def content(body: str, automatic: str = "", fonts: str = "") -> str:
    """The main part around the body's XML, automatic styles and font declarations."""
    styles = f"<office:font-face-decls>{fonts}</office:font-face-decls><office:automatic-styles>{automatic}</office:automatic-styles>"
    return root("document-content", f"{styles}<office:body><office:text>{body}</office:text></office:body>")


def styles(common: str = "", automatic: str = "", master: str = "") -> str:
    """The part of common styles and master pages."""
    inner = f"<office:styles>{common}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
    return root("document-styles", f'{inner}<office:master-styles><style:master-page style:name="Standard">{master}</style:master-page></office:master-styles>')


def package(main: str | bytes | None, parts: dict[str, str | bytes] | None = None) -> bytes:
    """The bytes of a package: the main part, None for none, and other parts by name."""
    members: dict[str, str | bytes] = {"mimetype": ODT, **({} if main is None else {"content.xml": main}), **(parts or {})}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def reading(body: str, automatic: str = "", fonts: str = "", parts: dict[str, str | bytes] | None = None) -> Document:
    """What the reader makes of a body's XML."""
    return read(package(content(body, automatic, fonts), parts))


def p(inner: str, style_name: str = "") -> str:
    """A paragraph."""
    named = f' text:style-name="{style_name}"' if style_name else ""
    return f"<text:p{named}>{inner}</text:p>"


def style(name: str, family: str, properties: str = "", more: str = "") -> str:
    """A style of a family, with text properties and more about it."""
    inner = f"<style:text-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def listed(*items: str, style_name: str = "L", more: str = "") -> str:
    """A list of items."""
    return f'<text:list text:style-name="{style_name}" {more}>{"".join(items)}</text:list>'


def item(*blocks: str, more: str = "") -> str:
    """A list item; bare text becomes a paragraph."""
    inner = "".join(block if block.startswith(("<text:p", "<text:list")) else p(block) for block in blocks)
    return f"<text:list-item {more}>{inner}</text:list-item>"


def table(*rows: list[str]) -> str:
    """A table of cells; bare text becomes a paragraph."""
    cells = (
        "".join(each if each.startswith("<table:") and "-cell" in each[:30] else f"<table:table-cell>{p(each)}</table:table-cell>" for each in row)
        for row in rows
    )
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
