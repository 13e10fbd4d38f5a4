"""The form as an OpenDocument text: the parts of its package, and its table with boxes of any kind, arranged in any way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.conformance.kinds import GRIDS, MARKED, Arrangement, Kind
from tests.conformance.table_form import table_form

ODT = "application/vnd.oasis.opendocument.text"
_OASIS = (
    *("office", "style", "text", "table", "form", "meta", "manifest"),
    *("drawing:draw", "xsl-fo-compatible:fo", "svg-compatible:svg"),
)
NAMESPACES = " ".join(
    [
        *(f'xmlns:{name.rpartition(":")[2]}="urn:oasis:names:tc:opendocument:xmlns:{name.partition(":")[0]}:1.0"' for name in _OASIS),
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"',
    ]
)
BESIDE: Mapping[str, Arrangement] = {
    "/practice_type": "before in a line",
    "/general_overview": "after",
    "/stakeholders": "own cell before",
    "/requirements": "text box",
}
NESTED: Mapping[str, Arrangement] = {
    "/practice_type": "after in a line",
    "/general_overview": "own cell after",
    "/stakeholders": "nested table",
    "/requirements": "before",
}
BEFORE: Mapping[str, Arrangement] = dict.fromkeys(BESIDE, "before")


@dataclass
class Odf:
    """An OpenDocument text while it is being written."""

    styles: str = ""
    """Automatic styles and list styles."""
    fonts: str = ""
    controls: list[str] = field(default_factory=list)
    """Form controls."""
    before: str = ""
    """What stands before the form in the body: tracked changes."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    generator: str = ""
    body: str = ""

    def picture(self, data: bytes, name: str) -> str:
        """Add a picture; gives where it stands."""
        self.pictures[f"Pictures/{name}"] = data
        return f"Pictures/{name}"

    def inside(self) -> str:
        """The automatic styles and the body."""
        forms = f'<office:forms><form:form form:name="Form">{"".join(self.controls)}</form:form></office:forms>' if self.controls else ""
        fonts = f"<office:font-face-decls>{self.fonts}</office:font-face-decls>"
        return (
            f"{fonts}<office:automatic-styles>{_STYLES}{self.styles}</office:automatic-styles>"
            f"<office:body><office:text>{forms}{self.before}{self.body}</office:text></office:body>"
        )

    def meta(self) -> str:
        """The metadata."""
        generator = f"<meta:generator>{self.generator}</meta:generator>" if self.generator else ""
        return f"<office:meta>{generator}<dc:date>2020-02-11T09:30:00</dc:date></office:meta>"


_STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties fo:border="0.5pt solid #000000"/></style:style>'
)


def _root(name: str, content: str, more: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{name} {NAMESPACES} office:version="1.3"{more}>{content}</office:{name}>'


def packed(odf: Odf, media_type: str = ODT, manifest: str = "") -> bytes:
    """The package's bytes, without a clock in them; `manifest` is more about its main part."""
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>'
    entries += f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}</manifest:file-entry>'
    members: dict[str, str | bytes] = {
        "mimetype": media_type,
        "content.xml": _root("document-content", odf.inside()),
        "styles.xml": _root("document-styles", "<office:styles/>"),
        "meta.xml": _root("document-meta", odf.meta()),
        "META-INF/manifest.xml": f'<manifest:manifest {NAMESPACES} manifest:version="1.3">{entries}</manifest:manifest>',
        **odf.pictures,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def flat(odf: Odf) -> bytes:
    """The same as one XML file."""
    return _root("document", odf.meta() + odf.inside(), f' office:mimetype="{ODT}"').encode()


def paragraph(content: str) -> str:
    """A paragraph around text and spans."""
    return f"<text:p>{content}</text:p>"


def span(text: str, style: str) -> str:
    """Text in a character style."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def cell(content: str, across: int = 1) -> str:
    """A cell around paragraphs and tables, and the cells that it covers."""
    spans = f' table:number-columns-spanned="{across}"' if across > 1 else ""
    return f'<table:table-cell office:value-type="string"{spans}>{content}</table:table-cell>' + "<table:covered-table-cell/>" * (across - 1)


def table(rows: list[str], more: str = "") -> str:
    """A table around rows' cells."""
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table{more}><table:table-column table:number-columns-repeated="2"/>{inner}</table:table>'


def text_box(paragraphs: str) -> str:
    """A paragraph that anchors a text box."""
    frame = 'draw:style-name="Frame" text:anchor-type="paragraph" svg:width="7cm" svg:height="4cm"'
    return paragraph(f"<draw:frame {frame}><draw:text-box>{paragraphs}</draw:text-box></draw:frame>")


Inline = Callable[[Odf, bool, str], str]
"""What a box is written as, given the document, whether it is ticked, and its label."""


@dataclass(frozen=True)
class Boxes:
    """How the boxes of a document are written."""

    inline: Inline
    option: Inline | None = None
    """A whole option, label and all; None for a box and its label beside each other."""
    block: Inline | None = None
    """The whole paragraph or list of an option; None for a plain paragraph."""

    def _beside(self, odf: Odf, checked: bool, label: str, after: bool) -> str:
        if self.option is not None:
            return self.option(odf, checked, label)
        box = self.inline(odf, checked, label)
        return f"{escape(label)} {box}" if after else f"{box} {escape(label)}"

    def _paragraph(self, odf: Odf, checked: bool, label: str, after: bool = False) -> str:
        return paragraph(self._beside(odf, checked, label, after)) if self.block is None else self.block(odf, checked, label)

    def grid(self, odf: Odf, pointer: str, arrangement: Arrangement) -> str:
        """The paragraphs and tables of one grid."""
        options = [(MARKED[slot.pointer], slot.label.first() if slot.label else "") for slot in GRIDS[pointer]]
        after = "after" in arrangement
        if arrangement.endswith("in a line"):
            return paragraph(' <text:s text:c="3"/>'.join(self._beside(odf, checked, label, after) for checked, label in options))
        if arrangement == "nested table":
            cells = [cell(self._paragraph(odf, checked, label)) for checked, label in options]
            return table(["".join(cells[at : at + 2]) for at in range(0, len(cells), 2)], ' table:is-sub-table="true"')
        if arrangement.startswith("own cell"):
            rows = []
            for checked, label in options:
                box, words = cell(paragraph(self.inline(odf, checked, label))), cell(paragraph(escape(label)))
                rows.append(words + box if after else box + words)
            return table(rows)
        paragraphs = "".join(self._paragraph(odf, checked, label, after) for checked, label in options)
        return text_box(paragraphs) if arrangement == "text box" else paragraphs


def form(odf: Odf, boxes: Boxes, plan: Mapping[str, Arrangement]) -> str:
    """The body: the whole form with its boxes arranged by `plan`."""

    grids = {pointer: boxes.grid(odf, pointer, arrangement) for pointer, arrangement in plan.items()}
    rows = table_form(grids, head=lambda text: paragraph(span(escape(text), "B")), plain=lambda text: paragraph(escape(text)), cell=cell, table=table)
    heading = '<text:h text:outline-level="1">Case Study on E-commerce</text:h>'
    return heading + rows + paragraph("")


def kind(
    name: str,
    title: str,
    boxes: Boxes | Inline,
    plan: Mapping[str, Arrangement] = BESIDE,
    *,
    odf: Callable[[], Odf] = Odf,
    extension: str = "odt",
    finish: Callable[[Odf], bytes] = packed,
    differs: Mapping[str, bool | None] | None = None,
    codes: Mapping[str, str] | None = None,
    rejected: str = "",
) -> Kind:
    """A kind of mark in an OpenDocument text. `odf` begins the document, `finish` makes bytes of it."""
    written = boxes if isinstance(boxes, Boxes) else Boxes(boxes)

    def make() -> bytes:
        begun = odf()
        begun.body = form(begun, written, plan)
        return finish(begun)

    return Kind(f"odt-{name}", title, f"odt-{name}.{extension}", make, plan, differs or {}, codes or {}, rejected=rejected)
