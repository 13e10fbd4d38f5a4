"""The package around the document: kinds of Word files, headers, dates, and what must be refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from extractor.document import lines_of
from extractor.errors import Unreadable
from extractor.readers.docx import read
from tests.readers.docx.making import MAIN, cell, document, lines, package, paragraph, part, reading, relationships, run, table


def refused(data: bytes) -> str:
    """The code with which the reader refuses the bytes."""
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert "\n" not in caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    "kind",
    [
        MAIN,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroEnabled",
        "application/vnd.ms-word.template.macroEnabledTemplate",
    ],
)
def test_documents_and_templates_with_and_without_macros(kind: str) -> None:
    found = read(package(document(paragraph("text")), content_type=kind))
    assert (lines(found), found.media_type, found.pages) == (["text"], kind, None)


def test_the_main_part_is_where_the_relationships_say() -> None:
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("rId1", "officeDocument", "/content/main.xml")),
        "content/main.xml": document(paragraph("here")),
        "[Content_Types].xml": "<broken",
    }
    assert lines(read(package(document(paragraph("old copy")), parts))) == ["here"]


def test_broken_relationships_are_told_of_and_the_text_is_read() -> None:
    found = read(package(document(paragraph("text")), {"_rels/.rels": "<Relationships", "word/_rels/document.xml.rels": "<Rel"}))
    assert lines(found) == ["text"]
    assert found.notes


def test_names_with_backslashes_and_other_capitals() -> None:
    assert lines(read(package(None, {"WORD\\Document.xml": document(paragraph("text"))}))) == ["text"]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [("2016-11-14T09:00:00Z", date(2016, 11, 14)), ("2016-99-14T09:00:00Z", None), ("", None), ("yesterday", None)],
)
def test_the_date_of_last_change(stamp: str, expected: date | None) -> None:
    core = f'<cp:coreProperties xmlns:cp="x" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>1999-01-01T00:00:00Z</dcterms:created><dcterms:modified>{stamp}</dcterms:modified></cp:coreProperties>'
    assert reading(paragraph("x"), {"docProps/core.xml": core}).modified == expected


def test_headers_and_footers_are_furniture() -> None:
    body = paragraph("text") + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relationships(("rId1", "header", "header1.xml"), ("rId2", "footer", "footer1.xml")),
        "word/header1.xml": part("hdr", table(["“Sea Mail”", "Korea"])),
        "word/footer1.xml": part("ftr", paragraph("Page 1 of 2")),
    }
    found = reading(body, parts)
    assert (lines(found), [line.text for line in found.furniture]) == (["text"], ["“Sea Mail”", "Korea", "Page 1 of 2"])


PAGE = "<html><body><p>Größe ☒</p><table><tr><td>a</td><td>b</td></tr></table></body></html>"

ARCHIVE = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\nPAGE\r\n--x--\r\n"


@pytest.mark.parametrize(
    "chunk",
    [
        PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.replace("<body>", "<meta charset=utf-8><body>").encode(),
        ARCHIVE.replace("PAGE", PAGE).encode(),
    ],
)
def test_an_embedded_web_page_is_read(chunk: bytes) -> None:
    parts: dict[str, str | bytes] = {"word/_rels/document.xml.rels": relationships(("rId1", "aFChunk", "afchunk.mht")), "word/afchunk.mht": chunk}
    assert lines(reading('<w:altChunk r:id="rId1"/>' + paragraph("after"), parts)) == ["Größe [+]", "a", "b", "after"]


def test_another_embedded_file_is_told_of() -> None:
    parts: dict[str, str | bytes] = {"word/_rels/document.xml.rels": relationships(("rId1", "aFChunk", "a.rtf")), "word/a.rtf": b"{\\rtf1 text}"}
    found = reading('<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/>', parts)
    assert (lines(found), len(found.notes)) == ([], 1)


def test_notes_and_comments_stand_beside_the_text() -> None:
    separator = f'<w:footnote w:type="separator">{paragraph("line")}</w:footnote>'
    parts: dict[str, str | bytes] = {
        "word/comments.xml": part("comments", f"<w:comment>{paragraph('why?')}</w:comment>"),
        "word/footnotes.xml": part("footnotes", f"{separator}<w:footnote>{paragraph('since 2019')}</w:footnote>"),
        "word/endnotes.xml": part("endnotes", f"<w:endnote>{paragraph('see annex')}</w:endnote>"),
    }
    references = "".join(f'<w:{kind}Reference w:id="0"/>' for kind in ("comment", "footnote", "endnote"))
    found = reading(paragraph(run("text") + f"<w:r>{references}</w:r>"), parts)
    assert (lines(found), [line.text for line in found.remarks]) == (["text"], ["since 2019", "see annex", "why?"])


def test_a_subdocument_is_told_of() -> None:
    assert "subdocument" in reading('<w:subDoc r:id="rId1"/>').notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    text = document(paragraph("Größe ☒")).replace("UTF-8", encoding.upper().replace("-SIG", ""))
    assert lines(read(package(text.encode(encoding)))) == ["Größe [+]"]


# What must be refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = package(document(paragraph("text")))


def with_flag(data: bytes) -> bytes:
    """The package with every member said to be encrypted."""
    altered = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = altered.find(signature)
        while at >= 0:
            altered[at + offset] |= 1
            at = altered.find(signature, at + 4)
    return bytes(altered)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + b"\0" * 600, "unsupported"),
        (b"%PDF-1.7", "unsupported"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (GOOD[:-10], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (with_flag(GOOD), "encrypted"),
        (package(None, {"word/styles.xml": "<a/>"}), "damaged"),
        (package(None, {"_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<a/>"}), "unsupported"),
        (package(None, {"_rels/.rels": relationships(("rId1", "officeDocument", "ppt/presentation.xml")), "ppt/presentation.xml": "<a/>"}), "unsupported"),
        (package(None, {"_rels/.rels": "<a/>", "readme.txt": "hello"}), "unsupported"),
        (package("<w:document"), "damaged"),
        (package(""), "damaged"),
        (package('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'), "damaged"),
        (package('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + document(paragraph("&e;")).partition("?>")[2]), "damaged"),
        (package('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + document(paragraph("&b;")).partition("?>")[2]), "damaged"),
    ],
)
def test_what_is_no_readable_word_document(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_bit_that_flipped_is_noticed() -> None:
    at = GOOD.find(b"word/document.xml") + 30
    assert refused(GOOD[:at] + bytes([GOOD[at] ^ 0x10]) + GOOD[at + 1 :]) == "damaged"


def test_a_part_that_unpacks_to_far_too_much_is_refused() -> None:
    assert refused(package(b" " * 40_000_000)) == "too-large"
    assert refused(package(document(paragraph("x" * 4_000_000)))) == "too-large"


def test_too_many_parts_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"word/media/{number}", b"")
    assert refused(buffer.getvalue()) == "too-large"


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * depth

    assert lines(reading(nested(20))) == ["deep"]
    assert refused(package(document(nested(40)))) == "too-large"
    assert refused(package(document(nested(5000)))) == "damaged"
    assert lines(reading("<w:sdt><w:sdtContent>" * 100 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 100)) == ["deep"]
    assert lines(reading(paragraph("<w:ins>" * 200 + run("deep") + "</w:ins>" * 200))) == ["deep"]


def test_absurd_spans_are_bounded() -> None:
    row = "<w:tbl><w:tr>" + cell("a", '<w:gridSpan w:val="999999999"/>') + cell("b") + "</w:tr></w:tbl>"
    assert [each.column for block in reading(row).blocks for each in block.cells] == [0, 63]  # type: ignore[union-attr]


def test_many_paragraphs_are_read_in_time_that_grows_with_them() -> None:
    assert sum(1 for _ in lines_of(reading(paragraph("text") * 5000).blocks)) == 5000
