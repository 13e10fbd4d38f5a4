"""The form as a Word document: the parts of its package, and its table with boxes of any kind, arranged in any way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from tests.conformance.kinds import GRIDS, MARKED, Arrangement, Kind
from tests.conformance.table_form import table_form

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable="w14 w15"'
)
_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.activeX"/>'
)
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"

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
BEFORE: Mapping[str, Arrangement] = {
    "/practice_type": "before",
    "/general_overview": "before",
    "/stakeholders": "before",
    "/requirements": "before",
}
CELLS: Mapping[str, Arrangement] = {
    "/practice_type": "own cell before",
    "/general_overview": "own cell after",
    "/stakeholders": "own cell before",
    "/requirements": "own cell after",
}


@dataclass
class Word:
    """A Word document while it is being written: its parts, and what its main part relates to."""

    parts: dict[str, str | bytes] = field(default_factory=dict)
    related: list[tuple[str, str]] = field(default_factory=list)
    overrides: dict[str, str] = field(default_factory=dict)
    body: str = ""
    content_type: str = f"{_WORDPROCESSING}.document.main+xml"

    def relate(self, kind: str, target: str) -> str:
        """The id of a relationship of the main part to `target`, a part's name below word/."""
        if (kind, target) not in self.related:
            self.related.append((kind, target))
        return f"rId{self.related.index((kind, target)) + 1}"

    def part(self, name: str, content: str | bytes, kind: str, content_type: str = "") -> str:
        """Add a part below word/ that the main part relates to; gives the relationship's id."""
        self.parts[f"word/{name}"] = content
        if content_type:
            self.overrides[f"/word/{name}"] = content_type
        return self.relate(kind, name)

    def members(self) -> Iterator[tuple[str, str | bytes]]:
        """Every part of the package, by name."""
        if "word/styles.xml" not in self.parts:
            self.part("styles.xml", styles(""), "styles", f"{_WORDPROCESSING}.styles+xml")
        overrides = {"/word/document.xml": self.content_type, **self.overrides}
        kinds = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        yield "[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{_TYPES}{kinds}</Types>'
        yield "_rels/.rels", relationships([("officeDocument", "word/document.xml")])
        yield (
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>',
        )
        yield "word/_rels/document.xml.rels", relationships(self.related)
        yield from self.parts.items()

    def packed(self) -> bytes:
        """The package's bytes, without a clock in them."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def relationships(rows: list[tuple[str, str]]) -> str:
    """A relationships part: (last word of the type, target), ids counted from rId1."""
    types = {"activeXControlBinary": "http://schemas.microsoft.com/office/2006/relationships"}
    items = "".join(f'<Relationship Id="rId{n}" Type="{types.get(kind, _OFFICE)}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(rows, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def styles(more: str) -> str:
    """The styles part as Word begins it, and more styles."""
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Times New Roman"/><w:sz w:val="20"/>'
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
        f"{more}</w:styles>"
    )


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def sym(font: str, code: str) -> str:
    """A run of one symbol character."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph around runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def cell(content: str, span: int = 1, properties: str = "") -> str:
    """A cell around paragraphs and tables; Word ends each with a paragraph."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{spans}{properties}</w:tcPr>{content}{'' if content.endswith('</w:p>') else '<w:p/>'}</w:tc>"


def table(rows: list[str]) -> str:
    """A table around rows' cells."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    look = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
    look += '<w:tblGrid><w:gridCol w:w="4700"/><w:gridCol w:w="4700"/></w:tblGrid>'
    inner = "".join(row if "<w:tr" in row.partition("<w:tc")[0] else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl>{look}{inner}</w:tbl>"


def text_box(paragraphs: str) -> str:
    """A paragraph that anchors a text box: DrawingML, and VML for older programs."""
    inner = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    extent = 'cx="2800000" cy="1500000"'
    return paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:wrapTopAndBottom/><wp:docPr id="9" name="Text Box 9"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape type="#_x0000_t202" style="position:absolute;width:220pt;height:118pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


Inline = Callable[[Word, bool, str], str]
"""The runs of a box, given the document, whether it is ticked, and its label."""


@dataclass(frozen=True)
class Boxes:
    """How the boxes of a document are written."""

    inline: Inline
    option: Inline | None = None
    """The runs of a whole option, label and all; None for a box and its label beside each other."""
    properties: str = ""
    """Paragraph properties of an option."""
    own_cell: Inline | None = None
    """The whole `w:tc` of a box that stands in its own cell; None for a plain cell around the runs."""
    row: Callable[[bool, str], str] | None = None
    """The whole row made of an option's cells; None for a plain `w:tr`."""
    paragraph: Callable[[Word, bool, str], str] | None = None
    """The whole paragraph of an option; None for a plain one."""

    def beside(self, word: Word, checked: bool, label: str, after: bool = False) -> str:
        """An option's runs."""
        if self.option is not None:
            return self.option(word, checked, label)
        box = self.inline(word, checked, label)
        return run(f"{label} ") + box if after else box + run(f" {label}")

    def _paragraph(self, word: Word, checked: bool, label: str, after: bool = False) -> str:
        if self.paragraph is not None:
            return self.paragraph(word, checked, label)
        return paragraph(self.beside(word, checked, label, after), self.properties)

    def grid(self, word: Word, pointer: str, arrangement: Arrangement) -> str:
        """The paragraphs and tables of one grid."""
        options = [(MARKED[slot.pointer], slot.label.first() if slot.label else "") for slot in GRIDS[pointer]]
        after = "after" in arrangement
        if arrangement.endswith("in a line"):
            return paragraph(run("    ").join(self.beside(word, checked, label, after) for checked, label in options))
        if arrangement == "nested table":
            cells = [cell(self._paragraph(word, checked, label)) for checked, label in options]
            return table(["".join(cells[at : at + 2]) for at in range(0, len(cells), 2)])
        if arrangement.startswith("own cell"):
            rows = []
            for checked, label in options:
                box = self.own_cell(word, checked, label) if self.own_cell else cell(paragraph(self.inline(word, checked, label), self.properties))
                row = cell(paragraph(run(label))) + box if after else box + cell(paragraph(run(label)))
                rows.append(self.row(checked, row) if self.row else row)
            return table(rows)
        paragraphs = "".join(self._paragraph(word, checked, label, after) for checked, label in options)
        return text_box(paragraphs) if arrangement == "text box" else paragraphs


def form(word: Word, boxes: Boxes, plan: Mapping[str, Arrangement], notice: str = "") -> str:
    """The body: the whole form with its boxes arranged by `plan`; `notice` is paragraphs between its heading and its table."""
    grids = {pointer: boxes.grid(word, pointer, arrangement) for pointer, arrangement in plan.items()}
    bold = partial(run, properties="<w:b/>")
    rows = table_form(grids, head=lambda text: paragraph(bold(text)), plain=lambda text: paragraph(run(text)), cell=cell, table=table)
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return paragraph(bold("Case Study on E-commerce")) + notice + rows + paragraph("") + section


def kind(
    name: str,
    title: str,
    boxes: Boxes | Inline,
    plan: Mapping[str, Arrangement] = BESIDE,
    *,
    prepare: Callable[[Word], None] = lambda word: None,
    extension: str = "docx",
    finish: Callable[[Word], bytes] = Word.packed,
    differs: Mapping[str, bool | None] | None = None,
    codes: Mapping[str, str] | None = None,
    rejected: str = "",
) -> Kind:
    """A kind of mark in a Word document. `prepare` adds parts before the body is written, `finish` makes bytes of the document."""
    written = boxes if isinstance(boxes, Boxes) else Boxes(boxes)

    def make() -> bytes:
        word = Word()
        prepare(word)
        word.body = form(word, written, plan)
        return finish(word)

    return Kind(f"docx-{name}", title, f"docx-{name}.{extension}", make, plan, differs or {}, codes or {}, rejected=rejected)
