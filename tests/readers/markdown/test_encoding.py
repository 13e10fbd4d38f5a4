"""Bytes to text."""

from __future__ import annotations

import random

import pytest

from extractor.errors import Unreadable
from extractor.readers.markdown.encoding import decode

FRENCH = "L’été, une société a reçu 150 € — « déjà » à l’hôtel."
POLISH = "Łódź: opłata za przesyłkę, wartość i gęsia jaźń"
RUSSIAN = "Министерство по налогам и сборам: таможенное управление и почта"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_with_and_without_a_byte_order_mark(encoding: str) -> None:
    text = "Case Study on E-commerce: Customs Administration ☒ " + FRENCH
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), ("Taxes (TVA/TPS) : néant. Société générale à Orléans", "mac_roman"), (POLISH, "cp1250"), (RUSSIAN * 3, "cp1251")],
)
def test_code_pages(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_western_windows_is_what_a_lone_letter_is_read_as() -> None:
    assert decode(b"Pr\xe9cis") == "Précis"


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    assert decode("Fédération é è à ç".encode() + b"\xff") == "Fédération é è à ç\ufffd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n  \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(10_000), "unsupported"),
        (random.Random(1).randbytes(30_000), "unsupported"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.code == code


def test_lines_that_end_with_the_byte_85() -> None:
    assert decode("Été\nfaçade\nété\nGröße\nnaïve\n".encode("cp1252").replace(b"\n", b"\x85")) == "Été\nfaçade\nété\nGröße\nnaïve\n"


def test_shift_jis_of_squares_and_quotation_marks_alone() -> None:
    text = "“Advance Declaration”\n" + "□ Initiative / Pilot\n■ Existing Practice\n" * 5
    assert decode(text.encode("cp932")) == text
