"""What is no OpenDocument text, or is built to exhaust its reader, is refused with what to do about it."""

from __future__ import annotations

import pytest

from extractor.errors import Unreadable
from extractor.readers import media_type_of
from extractor.readers.odt import read
from tests.conformance.odf_form import NAMESPACES
from tests.readers.docx.making import lines
from tests.readers.odt.making import ODT, content, p, package, root

FLAT = f'<office:document {NAMESPACES} office:mimetype="{ODT}"><office:body><office:text>{p("☒ Gift")}</office:text></office:body></office:document>'
_NESTED = "<table:table><table:table-row><table:table-cell>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]>' + content(p("&a;")).partition("?>")[2]


def deep(depth: int) -> str:
    return content(_NESTED * depth + "</table:table-cell></table:table-row></table:table>" * depth)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (package(None), "damaged"),
        (package(content(p("one")))[:300], "damaged"),
        (package("<broken"), "damaged"),
        (package(root("document-content", "")), "damaged"),
        (package(root("document-content", "<office:body><office:spreadsheet/></office:body>")), "unsupported"),
        (package(content(p("one")), {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (package("<x/>", {"mimetype": "application/vnd.sun.xml.writer"}), "unsupported"),
        (package(b"\x01\x02", {"encrypted-package": b"\x01"}), "encrypted"),
        (package(ENTITIES), "damaged"),
        (package(content(p(" " * 3_000_000))), "too-large"),
        (package(content(p("one")), {f"Pictures/{n}": "" for n in range(10_001)}), "too-large"),
        (package(deep(30)), "too-large"),
        (package(deep(2000)), "damaged"),
        (b"<office:document", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code


def test_a_flat_file_is_read() -> None:
    found = read(FLAT.encode())
    assert (lines(found), found.media_type) == (["[+] Gift"], f"{ODT}-flat-xml")


def test_a_flat_file_in_utf_16_is_read() -> None:
    data = ('<?xml version="1.0" encoding="UTF-16"?>' + FLAT).encode("utf-16")
    assert (media_type_of(data), lines(read(data))) == (f"{ODT}-flat-xml", ["[+] Gift"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (package(content("")), ODT),
        (package(content(""), {"mimetype": f"{ODT}-template"}), ODT),
        (package(content(""), {"mimetype": "", "META-INF/manifest.xml": "<x/>"}), ODT),
        (package(content(p("one") * 50))[:300], ODT),
        (FLAT.encode(), f"{ODT}-flat-xml"),
        (FLAT.replace(".text", ".spreadsheet").encode(), "application/vnd.oasis.opendocument"),
    ],
)
def test_the_type_is_told_from_the_bytes(data: bytes, expected: str) -> None:
    assert media_type_of(data) == expected


def test_a_template_says_so() -> None:
    assert read(package(content(p("one")), {"mimetype": f"{ODT}-template"})).media_type == f"{ODT}-template"
