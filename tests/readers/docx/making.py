"""Word documents made by hand, as small as a package can be, and the lines and marks that the reader finds in them."""

from __future__ import annotations

import io
import zipfile

from extractor.document import MARK, Block, Document, Line, Table, lines_of
from extractor.readers.docx import read

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(body: str) -> str:
    """The main part around the body's XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def part(root: str, content: str) -> str:
    """Any other part of WordprocessingML: its root element's name and content."""
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def relationships(*rows: tuple[str, str, str]) -> str:
    """A relationships part of rows (id, last word of the type, target); a target with a colon is external."""
    items = ""
    for key, kind, target in rows:
        mode = ' TargetMode="External"' if ":" in target else ""
        items += f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def package(main: str | bytes | None, parts: dict[str, str | bytes] | None = None, content_type: str = MAIN) -> bytes:
    """The bytes of a package: the main part, None for none, and other parts by name."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{content_type}.main+xml"/></Types>',
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        **({} if main is None else {"word/document.xml": main}),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def reading(body: str, parts: dict[str, str | bytes] | None = None) -> Document:
    """What the reader makes of a body's XML."""
    return read(package(document(body), parts))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; bare text becomes a run."""
    inner = content if "<" in content or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of cells; bare text becomes a paragraph."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cell(each) for each in row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """A cell."""
    inner = content if content.startswith("<w:") and "<w:p" in content else paragraph(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def textbox(content: str) -> str:
    """A run that anchors a text box, in the newer drawing language and, for older programs, in the older one."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5000000" cy="900000"/><wp:docPr id="1" name="Text Box 1"/>'
        '<a:graphic><a:graphicData uri="x"><wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:rect style="width:400pt;height:70pt">'
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def numbering(*levels: str) -> dict[str, str | bytes]:
    """A numbering part with one list, id 1, of these levels' XML."""
    inner = "".join(f'<w:lvl w:ilvl="{index}">{level}</w:lvl>' for index, level in enumerate(levels))
    content = f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {"word/numbering.xml": part("numbering", content)}


def item(text: str, level: int = 0, list_id: int = 1) -> str:
    """A paragraph of a list."""
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def shown(line: Line) -> str:
    """A line with its marks as `[+]`, `[-]` and `[?]`, `!` where picture and state disagree, `*` where it may be a bullet."""
    text = ""
    marks = iter(line.marks)
    for character in line.text:
        if character == MARK:
            mark = next(marks)
            text += f"[{'+-?'[(True, False, None).index(mark.checked)]}{'!' if mark.disagrees else ''}{'*' if mark.bullet else ''}]"
        else:
            text += character
    assert next(marks, None) is None
    return text


def lines(found: Document | tuple[Block, ...]) -> list[str]:
    """Every line, in reading order."""
    return [shown(line) for line in lines_of(found.blocks if isinstance(found, Document) else found)]


def only_table(found: Document) -> Table:
    """The document's one table."""
    (block,) = (block for block in found.blocks if isinstance(block, Table))
    return block


def grid(found: Table) -> list[tuple[int, int, int, int, list[str]]]:
    """A table's cells: row, column, how many of each it spans, its lines."""
    return [(each.row, each.column, each.row_span, each.column_span, lines(each.blocks)) for each in found.cells]
