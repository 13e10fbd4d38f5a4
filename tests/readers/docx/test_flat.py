"""Word documents saved as one XML file."""

from __future__ import annotations

import pytest

from extractor.errors import Unreadable
from extractor.readers import media_type_of
from extractor.readers.docx import read
from tests.readers.docx.making import MAIN, document, lines, paragraph, run

WORD_2003 = '<?xml version="1.0"?>\n<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" ' + (
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">{}</w:wordDocument>'
)


def flat(*parts: str) -> bytes:
    """A package of these parts in one XML file."""
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{"".join(parts)}</pkg:package>'.encode()


def main(body: str) -> str:
    """The main part of a flat package."""
    content = document(body).partition("?>")[2]
    return f'<pkg:part pkg:name="/word/document.xml" pkg:contentType="{MAIN}.main+xml"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_flat_package_is_told_from_its_bytes_and_read(encoding: str) -> None:
    data = flat(main(paragraph("☒ Gift"))).decode().encode(encoding)
    assert media_type_of(data) == MAIN
    assert lines(read(data)) == ["[+] Gift"]


def test_pictures_that_are_no_base64_are_passed_over() -> None:
    broken = '<pkg:part pkg:name="/word/media/a.png" pkg:contentType="image/png"><pkg:binaryData>***</pkg:binaryData></pkg:part>'
    assert lines(read(flat(broken, main(paragraph("Gift"))))) == ["Gift"]


def test_word_2003_xml_is_read_with_changes_accepted() -> None:
    changed = (
        f'<aml:annotation w:type="Word.Insertion"><aml:content>{run("new ")}</aml:content></aml:annotation>'
        f'<aml:annotation w:type="Word.Deletion"><aml:content>{run("old ")}</aml:content></aml:annotation>'
        '<aml:annotation w:type="Word.Bookmark.Start"/>'
    )
    data = WORD_2003.format(f"<w:body><wx:sect><wx:sub-section>{paragraph(changed + run('☒ Gift'))}</wx:sub-section></wx:sect></w:body>").encode()
    assert media_type_of(data) == MAIN
    assert lines(read(data)) == ["new [+] Gift"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WORD_2003.format("").encode(), "damaged"),
        (flat(main(paragraph("Gift")))[:-30], "damaged"),
        (flat(), "unsupported"),
    ],
)
def test_what_cannot_be_read_of_one_file(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code
