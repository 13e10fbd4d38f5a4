"""Web archives give their page with its style sheets and small pictures in it, and the pages of its frames."""

from __future__ import annotations

import quopri

import pytest

from extractor import extract
from extractor.errors import Unreadable
from extractor.readers import media_type_of
from extractor.readers.mail import read

BROWSER = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://customs.example/form\r\nSubject: form\r\nMIME-Version: 1.0\r\n"
WORD = "MIME-Version: 1.0\r\n"


def archive(*parts: tuple[str, bytes], head: str = BROWSER) -> bytes:
    """An archive of parts, each its header and its content; text goes as quoted-printable."""
    made = (head + 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n').encode()
    for header, content in parts:
        made += f"--x\r\nContent-Transfer-Encoding: quoted-printable\r\n{header}\r\n\r\n".encode() + quopri.encodestring(content) + b"\r\n"
    return made + b"--x--\r\n"


def page(data: bytes) -> str:
    (part,) = read(data).parts
    return part.renditions[0].data.decode("utf-8-sig")


def test_the_type_is_told_from_the_header() -> None:
    part = ("Content-Type: text/html", b"<html></html>")
    assert media_type_of(archive(part)) == media_type_of(archive(part, head=WORD)) == "multipart/related"
    assert media_type_of(archive(part, head="From: a@customs.example\r\nTo: b@customs.example\r\n" + WORD)) == "message/rfc822"


def test_style_sheets_and_pictures_are_put_into_the_page() -> None:
    html = '<html><head><link rel="stylesheet" href="cid:css-1@mhtml.blink"></head><body><img src="tick.svg"><img src="box_on.png"></body></html>'
    made = page(
        archive(
            ('Content-Type: text/html; charset="utf-8"\r\nContent-Location: https://customs.example/forms/1', html.encode()),
            ("Content-Type: text/css\r\nContent-ID: <css-1@mhtml.blink>", ".on::before{content:'☒'}".encode()),
            ("Content-Type: image/svg+xml\r\nContent-Location: https://customs.example/forms/tick.svg", b"<svg/>"),
            ("Content-Type: image/png\r\nContent-Location: https://customs.example/forms/box_on.png", b"\x89PNG"),
        )
    )
    assert "<style>.on::before{content:'\\2612 '}</style>" in made
    assert '<img src="data:image/svg+xml;name=tick.svg;base64,PHN2Zy8+">' in made
    assert '<img src="data:image/png;name=box_on.png;base64,iVBORw==">' in made


def test_the_running_header_of_word_is_put_into_its_page() -> None:
    header = b"<html><body><div style='mso-element:header' id=h1><p>Norway</p></div></body></html>"
    made = page(archive(("Content-Type: text/html", b"<html><body><p>Form</p></body></html>"), ("Content-Type: text/html", header), head=WORD))
    assert made.index("Form") < made.index("Norway") < made.index("</body>")


def test_the_character_set_of_the_header_counts() -> None:
    assert "Нор" in page(archive(('Content-Type: text/html; charset="windows-1251"', "<html><body>Нор</body></html>".encode("cp1251"))))


def test_frames_are_pages_of_their_own() -> None:
    made = archive(
        ("Content-Type: text/html", b"<html><body><iframe src='cid:frame-1'></iframe></body></html>"),
        ("Content-Type: text/html\r\nContent-ID: <frame-1>", b"<html><body>Form</body></html>"),
    )
    assert len(read(made).parts) == 2


def test_an_archive_that_was_cut_off_is_damaged() -> None:
    made = archive(("Content-Type: text/html", b"<html><body>" + b"<p>text</p>" * 200 + b"</body></html>"))
    with pytest.raises(Unreadable) as caught:
        extract(made[:1200])
    assert caught.value.code == "damaged"
