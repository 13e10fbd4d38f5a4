"""Write a document of the notation of `plain.txt` in each format: `# ` headings, `- [x] ` boxes, `| a | b |` rows, anything else a paragraph."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from itertools import groupby

_BOX = re.compile(r"- \[(.)\] (.*)")


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """("table", rows) for rows that follow each other, ("line", [line]) for everything else."""
    for is_row, group in groupby((line for line in lines if line.strip()), key=lambda line: line.startswith("|")):
        if is_row:
            yield "table", list(group)
        else:
            yield from (("line", [line]) for line in group)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def _glyphs(line: str) -> str:
    return _BOX.sub(lambda m: ("☒ " if m[1] == "x" else "☐ ") + m[2], line)


def markdown(lines: list[str]) -> bytes:
    """Markdown with pipe tables."""
    out: list[str] = []
    for kind, part in _parts(lines):
        if kind == "table":
            out += [part[0], "|" + " --- |" * len(_cells(part[0])), *part[1:], ""]
        else:
            out += part if part[0].startswith("- ") else [*part, ""]
    return "\n".join(out).encode()


def text(lines: list[str]) -> bytes:
    """Plain text, cells parted by tabs."""
    return "\r\n".join("\t".join(_cells(line)) if line.startswith("|") else _glyphs(line.lstrip("# ")) for line in lines).encode("utf-8")


def web_page(lines: list[str]) -> bytes:
    """HTML with real check boxes."""
    out = ["<!DOCTYPE html><html><head><meta charset=utf-8><title>Document</title></head><body>"]
    for kind, part in _parts(lines):
        if kind == "table":
            out += ["<table>", *("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(row)) + "</tr>" for row in part), "</table>"]
        elif box := _BOX.match(part[0]):
            out.append(f"<p><label><input type=checkbox{' checked' if box[1] == 'x' else ''}> {html.escape(box[2])}</label></p>")
        elif part[0].startswith("#"):
            out.append(f"<h2>{html.escape(part[0].lstrip('# '))}</h2>")
        else:
            out.append(f"<p>{html.escape(part[0])}</p>")
    return "\n".join([*out, "</body></html>"]).encode()


def word(lines: list[str]) -> bytes:
    """DOCX with boxes as characters."""
    import docx

    document = docx.Document()
    for kind, part in _parts(lines):
        if kind == "table":
            table = document.add_table(0, max(len(_cells(row)) for row in part))
            for row in part:
                for cell, content in zip(table.add_row().cells, _cells(row), strict=False):
                    cell.text = content
        elif part[0].startswith("#"):
            document.add_heading(part[0].lstrip("# "))
        else:
            document.add_paragraph(_glyphs(part[0]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(lines: list[str]) -> bytes:
    """PDF with ruled tables and drawn boxes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

    class Box(Flowable):
        """A drawn box and its label."""

        def __init__(self, checked: bool, label: str) -> None:
            super().__init__()
            self.checked, self.label = checked, label
            self.width, self.height = 400, 14

        def draw(self) -> None:
            self.canv.rect(0, 2, 9, 9)
            if self.checked:
                self.canv.line(0, 2, 9, 11)
                self.canv.line(0, 11, 9, 2)
            self.canv.drawString(16, 3, self.label)

    styles = getSampleStyleSheet()
    body: list[Flowable] = []
    for kind, part in _parts(lines):
        if kind == "table":
            rows = [[Paragraph(html.escape(cell), styles["Normal"]) for cell in _cells(row)] for row in part]
            width = max(map(len, rows))
            body.append(Table([row + [""] * (width - len(row)) for row in rows], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        elif box := _BOX.match(part[0]):
            body.append(Box(box[1] == "x", box[2]))
        else:
            body.append(Paragraph(html.escape(part[0].lstrip("# ")), styles["Heading2" if part[0].startswith("#") else "Normal"]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(body)
    return out.getvalue()


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@customs.example", "secretariat@wco.example", "A document"
    return message


def mail(lines: list[str]) -> bytes:
    """A mail message whose body is the document, as text and as a page."""
    message = _message()
    message.set_content(text(lines).decode())
    message.add_alternative(web_page(lines).decode(), subtype="html")
    return bytes(message)


def mail_with_attachment(lines: list[str]) -> bytes:
    """A mail message with the document attached as DOCX."""
    message = _message()
    message.set_content("Please find the document attached.\n")
    message.add_attachment(word(lines), maintype="application", subtype="octet-stream", filename="document.docx")
    return bytes(message)


FORMATS: Mapping[str, Callable[[list[str]], bytes]] = {
    "md": markdown,
    "txt": text,
    "html": web_page,
    "docx": word,
    "pdf": pdf,
    "eml": mail,
    "attached": mail_with_attachment,
}
