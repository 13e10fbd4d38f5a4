"""The readers see the words that well-known libraries see in the same files: beautifulsoup4 in HTML, python-docx in DOCX, pdfplumber in PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.document import MARK, Document, lines_of
from extractor.readers import read
from tests.golden import SAMPLES

WORD = re.compile(r"[^\W_]+")
# Box characters are marks here and letters nowhere; the printed list bullets are nobody's words.


def our_words(path: Path) -> list[str]:
    document = read(path.read_bytes())
    assert isinstance(document, Document)
    return sorted(WORD.findall(" ".join(line.text.replace(MARK, " ") + " " + line.number for line in lines_of(document.blocks))))


def test_html_beside_beautifulsoup() -> None:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup((SAMPLES / "cbp.html").read_bytes(), "lxml")
    assert soup.body is not None
    assert our_words(SAMPLES / "cbp.html") == sorted(WORD.findall(soup.body.get_text(" ")))


@pytest.mark.parametrize("name", ["cbp-content-controls.docx", "cbp-symbol-font.docx"])
def test_docx_beside_python_docx(name: str) -> None:
    import docx
    from docx.table import Table

    def text(container: object) -> list[str]:
        parts: list[str] = []
        for item in container.iter_inner_content():  # type: ignore[attr-defined]
            if isinstance(item, Table):
                seen: list[object] = []
                for row in item.rows:
                    for cell in row.cells:
                        if not any(cell._tc is other for other in seen):
                            seen.append(cell._tc)
                            parts += text(cell)
            else:
                parts.append(item.text)
        return parts

    assert our_words(SAMPLES / name) == sorted(WORD.findall(" ".join(text(docx.Document(str(SAMPLES / name))))))


@pytest.mark.parametrize("name", ["cbp-word.pdf", "cbp-browser.pdf"])
def test_pdf_beside_pdfplumber(name: str) -> None:
    import pdfplumber

    with pdfplumber.open(SAMPLES / name) as pdf:
        words = WORD.findall(" ".join(page.extract_text() for page in pdf.pages))
    assert our_words(SAMPLES / name) == sorted(words)
