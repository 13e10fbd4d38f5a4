"""The HTML reader: encodings, what a page says of its date, what it shows nothing of."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.document import Line, lines_of
from extractor.errors import Unreadable
from extractor.readers.html import read

TEXT = "Côte d’Ivoire – “Titre” œ"


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines_of(read(data).blocks)]


def page(text: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>never shown</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
        # Declared otherwise than it is.
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("<meta charset=no-such-name>", "cp1252"),
        ("", "cp1252"),
    ],
)
def test_the_encoding_is_told_by_mark_declaration_and_bytes(head: str, encoding: str) -> None:
    assert texts(page(TEXT, head).encode(encoding)) == [TEXT]


@pytest.mark.parametrize(
    ("text", "encoding", "head"),
    [
        ("Российская Федерация: электронная торговля и таможня", "cp1251", ""),
        ("Российская Федерация", "cp1251", "<meta charset=windows-1251>"),
        ("日本の税関", "shift_jis", "<meta charset=Shift_JIS>"),
    ],
)
def test_other_scripts(text: str, encoding: str, head: str) -> None:
    assert texts(page(text, head).encode(encoding)) == [text]


_LONG = "Российская таможня получает сведения о посылках до прибытия самолёта; большинство посылок выпускается сразу. "


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "iso8859_5", "cp866"])
@pytest.mark.parametrize("head", ["", "<meta charset=iso-8859-1>", "<meta charset=windows-1250>"])
def test_a_declaration_in_which_the_bytes_make_no_words_is_overruled(encoding: str, head: str) -> None:
    assert texts(page(_LONG * 3, head).encode(encoding)) == [(_LONG * 3).strip()]


def test_signs_of_a_symbol_font_are_no_evidence_against_the_declaration() -> None:
    boxes = "<span style='font-family:Wingdings'>þ</span> Båt " * 3 + "<span style='font-family:Wingdings'>¨</span> Ært"
    found = read(page(boxes, "<meta charset=windows-1252>").encode("cp1252"))
    (line,) = lines_of(found.blocks)
    assert "Båt" in line.text
    assert [mark.checked for mark in line.marks] == [True, True, True, False]


def test_a_declaration_after_the_first_1024_bytes_counts() -> None:
    late = f"<style>{'p{margin:0}' * 600}</style><meta charset=iso-8859-2>"
    assert texts(page("Łódź", late).encode("iso8859_2")) == ["Łódź"]


def test_an_encoding_of_seven_bits_is_read_as_declared() -> None:
    assert texts(page("日本の税関", "<meta charset=iso-2022-jp>").encode("iso2022_jp")) == ["日本の税関"]


def test_the_language_of_the_page_decides_between_encodings_alike() -> None:
    assert texts("<html lang=pl><p>Gdańsk, Łódź</p>".encode("cp1250")) == ["Gdańsk, Łódź"]


def test_stray_bytes_amid_utf_8_are_windows_1252() -> None:
    found = read("<meta charset=utf-8><p>Côté – élève à l’école</p>".encode() + b"<p>pr\xe9sum\xe9</p>")
    assert [line.text for line in lines_of(found.blocks)] == ["Côté – élève à l’école", "présumé"]
    assert found.notes == ("some bytes are not in the encoding of the page",)


def test_a_file_cut_off_in_a_character_keeps_what_is_whole() -> None:
    assert texts("<meta charset=utf-8><p>Côté é".encode()[:-1]) == ["Côté"]


def test_xhtml_with_an_xml_declaration_and_empty_elements() -> None:
    head = b'<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
    assert texts(head + b"<body><p/>C\xf4te<br/>b</body></html>") == ["Côte", "b"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta name=dcterms.modified content=2020-05-06T10:00:00Z>", date(2020, 5, 6)),
        ("<meta content='2020-05-06' name='DCTERMS.modified'>", date(2020, 5, 6)),
        ("<meta http-equiv=Last-Modified content='Tue, 15 Nov 1994 12:45:26 GMT'>", date(1994, 11, 15)),
        ("<meta name=created content=2018-01-01><meta name=changed content=2023-11-14T22:13:20>", date(2023, 11, 14)),
        ("<meta name=date content=2019-01-05><meta name=DC.Date content=2021-02-03>", date(2021, 2, 3)),
        ("<meta name=date content=2019-13-45>", None),
        ("<meta name=created content=2018-01-01>", None),
        ("<meta property=article:modified_time content=2022-03-04T00:00:00+01:00>", date(2022, 3, 4)),
        ("<!--[if gte mso 9]><xml><o:LastSaved>2019-06-19T08:00:00Z</o:LastSaved></xml><![endif]-->", date(2019, 6, 19)),
        ("", None),
    ],
)
def test_the_date_of_the_last_change(head: str, expected: date | None) -> None:
    assert read(page("x", head).encode()).modified == expected


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"<!DOCTYPE html>\n<html lan", b"<html><head><title>t</title></head><body> &nbsp; </body></html>", b"<script>x</script>"]
)
def test_a_page_that_shows_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert refusal.value.code == "empty"


def test_the_document_as_a_whole() -> None:
    document = read(page("<img alt='Flag of Norway'><b>Norway</b>").encode())
    assert document.media_type == "text/html"
    assert document.pages is None
    assert document.blocks == (Line("Norway", place=document.blocks[0].place, bold=True),)
    assert [line.text for line in document.furniture] == ["Flag of Norway"]
