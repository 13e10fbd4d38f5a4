"""Tiny PDFs, written by hand: one page of content, with annotations and fields where a test wants them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document import MARK, Document, Line, Mark, Table, lines_of
from extractor.readers import pdf

WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, size: float = 10, font: str = "F1") -> str:
    """Words at x from the left and y from the top."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({escaped}) Tj ET"


def square(x: float, y: float, side: float = 9) -> str:
    """The outline of a box, its top left corner at x and y."""
    return f"0.8 w {x} {HEIGHT - y - side} {side} {side} re S"


def cross(x: float, y: float, side: float = 9) -> str:
    """Two strokes through a box."""
    top, bottom = HEIGHT - y - 1.5, HEIGHT - y - side + 1.5
    return f"{x + 1.5} {top} m {x + side - 1.5} {bottom} l S {x + 1.5} {bottom} m {x + side - 1.5} {top} l S"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroke from the one point to the other, measured from the top left."""
    return f"0.7 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def grid(xs: list[float], ys: list[float]) -> str:
    """A ruled table with these columns' and rows' edges."""
    return "\n".join([line(xs[0], y, xs[-1], y) for y in ys] + [line(x, ys[0], x, ys[-1]) for x in xs])


def rect(x0: float, top: float, x1: float, bottom: float) -> str:
    """An annotation's rectangle from a box measured from the top left."""
    return f"/Rect [{x0} {HEIGHT - bottom} {x1} {HEIGHT - top}]"


def make(*contents: str, annotations: tuple[str, ...] = (), catalog: str = "", page: str = "", objects: tuple[str, ...] = (), resources: str = "") -> bytes:
    """A PDF with a page for each content stream; the annotations are those of the first. `objects` are numbered from 100."""
    bodies: dict[int, str] = {}
    latin = "/Encoding /WinAnsiEncoding"
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} {coded} >>"
        for name, base, coded in (("F1", "Helvetica", latin), ("FB", "Helvetica-Bold", latin), ("FZ", "ZapfDingbats", ""))
    )
    kids = []
    for index, content in enumerate(contents):
        number = 10 + 2 * index
        kids.append(f"{number} 0 R")
        notes = ""
        if index == 0 and annotations:
            for k, annotation in enumerate(annotations):
                bodies[50 + k] = f"<< /Type /Annot /F 4 {annotation} >>"
            notes = f"/Annots [{' '.join(f'{50 + k} 0 R' for k in range(len(annotations)))}]"
        bodies[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << {fonts} >> {resources} >> "
            f"/Contents {number + 1} 0 R {notes} {page} >>"
        )
        bodies[number + 1] = f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"
    bodies[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    bodies[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    bodies.update({100 + k: body for k, body in enumerate(objects)})
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, body in sorted(bodies.items()):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 1\n0000000000 65535 f \n{''.join(f'{n} 1{chr(10)}{offsets[n]:010d} 00000 n {chr(10)}' for n in sorted(offsets))}".encode()
    return out + f"trailer << /Size {max(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def seen(document: Document) -> str:
    """The document as text: `[x]`, `[ ]`, `[?]` for marks, `|` between cells, `~` before a line that was only wrapped."""
    return "\n".join(_blocks(document.blocks))


def _blocks(blocks: tuple[Line | Table, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            shown = block.text
            for mark in block.marks:
                shown = shown.replace(MARK, {True: "[x]", False: "[ ]", None: "[?]"}[mark.checked], 1)
            bullet = f"{block.number}. " if block.bullet == "1." else f"{block.bullet} " if block.bullet else ""
            yield ("~ " if block.wrapped else "") + "  " * block.level + bullet + shown
        else:
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(" / ".join(_blocks(cell.blocks)))
            for row in rows.values():
                yield "| " + " | ".join(row) + " |"


def read(data: bytes) -> Document:
    """The document that a PDF is."""
    content = pdf.read(data)
    assert isinstance(content, Document)
    return content


def marks_of(data: bytes) -> list[Mark]:
    """All marks of a PDF in reading order."""
    return [mark for each in lines_of(read(data).blocks) for mark in each.marks]
