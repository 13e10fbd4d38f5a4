"""WordprocessingML (ECMA-376 part 1), written: what the older formats of Word say, in the words of the newest, so that one reader judges them all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

MAX_DEPTH: Final = 20
"""Tables in tables; the deepest that a person made has five."""
_NEAR: Final = 40
"""Twentieths of a point: edges of cells that are nearer than two points are one, as programs round them differently from row to row."""

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_HEAD: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    f' xmlns:pic="{_DRAWING}/picture"'
)
_LEAST_SIDE, _MOST_SIDE = 80, 520
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CellLook(NamedTuple):
    """A cell as its row defines it."""

    right: int = 0
    """Its right edge, in twentieths of a point from the left of the text."""
    down: str = ""
    """"restart" where it begins a cell that is merged downwards, "continue" where it goes on with one."""
    across: str = ""
    """The same, for cells merged with those at their left."""
    fill: str = ""
    """Its ground, as six hexadecimal digits."""


@dataclass(slots=True)
class _Level:
    """The table that is open at one depth."""

    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[list[str], Sequence[CellLook], int]] = field(default_factory=list)


class Story:
    """A run of paragraphs and tables that is written from its beginning to its end, as the older formats hold it: each paragraph tells how deep it stands,
    and cells and rows are known only when they end."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._levels: list[_Level] = []
        self._runs: list[str] = []

    @property
    def blank(self) -> bool:
        """Whether the paragraph that is written holds nothing yet."""
        return not self._runs

    def run(self, content: str, look: str = "") -> None:
        """Add a run to the paragraph; `look` is what stands in its `w:rPr`."""
        self._runs.append(f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>" if look else f"<w:r>{content}</w:r>")

    def raw(self, xml: str) -> None:
        """Add what is no run to the paragraph."""
        self._runs.append(xml)

    def end_paragraph(self, depth: int = 0, look: str = "") -> None:
        """End the paragraph, which stands in a table at this depth (0 outside any); `look` is what stands in its `w:pPr`."""
        xml = f"<w:p><w:pPr>{look}</w:pPr>{''.join(self._runs)}</w:p>" if look else f"<w:p>{''.join(self._runs)}</w:p>"
        self._runs.clear()
        self._blocks_at(depth).append(xml)

    def end_cell(self, depth: int) -> None:
        """End the cell at this depth."""
        self._blocks_at(depth)
        level = self._levels[depth - 1]
        level.cells.append("".join(level.cell) or "<w:p/>")
        level.cell = []

    def end_row(self, depth: int, looks: Sequence[CellLook], left: int = 0) -> None:
        """End the row at this depth, whose cells are defined so; `left` is its left edge."""
        self._blocks_at(depth)
        level = self._levels[depth - 1]
        if level.cell:
            self.end_cell(depth)
        if level.cells:
            level.rows.append((level.cells, looks, left))
        level.cells = []

    def close(self) -> str:
        """The whole story."""
        if self._runs:
            self.end_paragraph(len(self._levels))
        self._close_to(0)
        return "".join(self._blocks)

    def _blocks_at(self, depth: int) -> list[str]:
        depth = min(depth, MAX_DEPTH)
        self._close_to(depth)
        while len(self._levels) < depth:
            self._levels.append(_Level())
        return self._levels[depth - 1].cell if depth else self._blocks

    def _close_to(self, depth: int) -> None:
        """Close the tables that are deeper."""
        while len(self._levels) > depth:
            level = self._levels.pop()
            if level.cell:
                level.cells.append("".join(level.cell))
            if level.cells:
                level.rows.append((level.cells, (), 0))
            if level.rows:
                (self._levels[-1].cell if self._levels else self._blocks).append(_table(level.rows))


def _table(rows: list[tuple[list[str], Sequence[CellLook], int]]) -> str:
    edges: list[int] = []
    for edge in sorted({edge for _, looks, left in rows if looks for edge in (left, *(look.right for look in looks))}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    columns = range(len(edges))
    made: list[str] = []
    for cells, looks, left in rows:
        before = _nearest(edges, left) if looks else 0
        made.append(f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else "<w:tr>")
        start, edge = before, left
        for number, cell in enumerate(cells):
            properties = ""
            if number < len(looks):
                look = looks[number]
                end = max(start + 1, _nearest(edges, look.right)) if columns else start + 1
                properties = f'<w:tcW w:w="{max(0, look.right - edge)}" w:type="dxa"/><w:gridSpan w:val="{end - start}"/>'
                properties += f'<w:vMerge w:val="{look.down}"/>' if look.down else ""
                properties += f'<w:hMerge w:val="{look.across}"/>' if look.across else ""
                properties += f'<w:shd w:val="clear" w:fill="{look.fill}"/>' if look.fill else ""
                start, edge = end, look.right
            made.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell}</w:tc>")
        made.append("</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def _nearest(edges: list[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge), default=0)


def text(content: str) -> str:
    """Text for a run: tabs and line feeds are elements, what XML cannot hold is left out."""
    made: list[str] = []
    for part in re.split(r"([\t\n])", _NOT_XML.sub("", content)):
        if part == "\t":
            made.append("<w:tab/>")
        elif part == "\n":
            made.append("<w:br/>")
        elif part:
            made.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return "".join(made)


def symbol(font: str, code: int) -> str:
    """A character of a symbol font for a run."""
    return f'<w:sym w:font={attribute(font)} w:char="{code:04X}"/>'


def instruction(content: str) -> str:
    """A field's instruction for a run."""
    return f'<w:instrText xml:space="preserve">{escape(_NOT_XML.sub("", content))}</w:instrText>'


def attribute(content: str) -> str:
    """A value with its quotation marks."""
    return quoteattr(_NOT_XML.sub("", content))


def text_box(story: str) -> str:
    """A text box for a run."""
    return f'<w:pict><v:shape type="#_x0000_t202"><v:textbox><w:txbxContent>{story or "<w:p/>"}</w:txbxContent></v:textbox></v:shape></w:pict>'


def is_box(width: int, height: int) -> bool:
    """Whether something is as large as a box to tick: 4 to 26 points, here in twentieths, and about square."""
    least, most = sorted((width, height))
    return least >= _LEAST_SIDE and most <= _MOST_SIDE and most <= 1.67 * least


UNKNOWN_BOX: Final = '<w:fldChar w:fldCharType="begin"/><w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType="end"/>'
"""For a run: a box that says nothing of its state."""


def picture(data: bytes, width: int, height: int, pictures: list[bytes]) -> str:
    """A small picture for a run, its bytes added to `pictures`; a box of unknown state where its pixels cannot be looked at."""
    if not data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM")):
        return UNKNOWN_BOX
    if data not in pictures:
        pictures.append(data)
    size = f'cx="{width * 635}" cy="{height * 635}"'
    blip = f'<a:blip r:embed="p{pictures.index(data) + 1}"/>'
    return (
        f"<w:drawing><wp:inline><wp:extent {size}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>{blip}</pic:blipFill>"
        f"<pic:spPr><a:xfrm><a:ext {size}/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


class ListLevel(NamedTuple):
    """One level of a list."""

    format: str
    """"bullet", "decimal", "lowerLetter", …: ST_NumberFormat."""
    text: str
    """What is printed: "%1." for the number of the first level and a full stop."""
    font: str = ""
    start: int = 1
    indent: int | None = None


def package(
    body: str,
    *,
    running: Sequence[str] = (),
    remarks: Sequence[str] = (),
    lists: Iterable[tuple[str, Sequence[ListLevel]]] = (),
    pictures: Sequence[bytes] = (),
    modified: date | None = None,
) -> bytes:
    """A whole document: its body, running headers and footers, the notes and comments beside it, its lists by the id that paragraphs name, its pictures."""
    definitions = list(lists)
    relations = [f'<Relationship Id="r{n}" Type="{_R}/header" Target="header{n}.xml"/>' for n in range(1, len(running) + 1)]
    relations += [f'<Relationship Id="p{n}" Type="{_R}/image" Target="media/{n}.png"/>' for n in range(1, len(pictures) + 1)]
    references = "".join(f'<w:headerReference w:type="default" r:id="r{n}"/>' for n in range(1, len(running) + 1))
    # The reader opens the comments only where the text refers to one.
    body += "<w:p><w:r><w:commentReference/></w:r></w:p>" if remarks else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": _relationships([f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>']),
        "word/document.xml": f"<w:document {_HEAD}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(relations),
    }
    if remarks:
        comments = "".join(f"<w:comment>{story}</w:comment>" for story in remarks)
        parts["word/comments.xml"] = f"<w:comments {_HEAD}>{comments}</w:comments>"
    for number, story in enumerate(running, 1):
        parts[f"word/header{number}.xml"] = f"<w:hdr {_HEAD}>{story}</w:hdr>"
    if definitions:
        parts["word/numbering.xml"] = f"<w:numbering {_HEAD}>{''.join(_definition(key, levels) for key, levels in definitions)}</w:numbering>"
    if modified is not None:
        parts["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="x" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>{modified}T00:00:00Z</dcterms:modified></c:coreProperties>'
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            # Stored: the package lives for as long as it takes to read it.
            archive.writestr(zipfile.ZipInfo(name), content.encode("utf-8"))
        for number, data in enumerate(pictures, 1):
            archive.writestr(zipfile.ZipInfo(f"word/media/{number}.png"), data)
    return buffer.getvalue()


def _relationships(relations: list[str]) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(relations)}</Relationships>'


def _definition(key: str, levels: Sequence[ListLevel]) -> str:
    made = f"<w:abstractNum w:abstractNumId={attribute(key)}>"
    for number, level in enumerate(levels[:9]):
        font = f"<w:rPr><w:rFonts w:ascii={attribute(level.font)}/></w:rPr>" if level.font else ""
        indent = f'<w:pPr><w:ind w:left="{level.indent}"/></w:pPr>' if level.indent is not None else ""
        counted = f'<w:start w:val="{level.start}"/><w:numFmt w:val="{level.format}"/><w:lvlText w:val={attribute(level.text)}/>'
        made += f'<w:lvl w:ilvl="{number}">{counted}{indent}{font}</w:lvl>'
    return f"{made}</w:abstractNum><w:num w:numId={attribute(key)}><w:abstractNumId w:val={attribute(key)}/></w:num>"
