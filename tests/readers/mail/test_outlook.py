"""Outlook's messages give their text in its richest rendition, their attachments and the messages in them."""

from __future__ import annotations

import pytest

from extractor import extract
from extractor.errors import Unreadable
from extractor.readers import RTF as RTF_TYPE
from extractor.readers.mail import read
from extractor.readers.mail.rich_text import unpacked, unwrapped
from tests.readers.mail.outlook_files import BODY, CONTENT_ID, DATA, HTML, MIME, NAME, RTF, SUBJECT, Properties, compressed, message, storage, winmail
from tests.test_checks import FORM

LETTER = "Please find our form attached.\r\n"
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in FORM.splitlines()) + "</body></html>"


def codes(data: bytes) -> list[str]:
    (record,) = extract(data)
    assert record.source.media_type == "application/vnd.ms-outlook"
    assert record.case_study.country.code == "NO"
    return [diagnostic.code for diagnostic in record.diagnostics]


def test_a_form_in_the_plain_text() -> None:
    assert codes(message({SUBJECT: "form", BODY: FORM})) == []


def test_text_in_a_code_page() -> None:
    (record,) = extract(message({BODY: FORM.replace("Goods are", "Отправления are").encode("cp1251"), 0x3FFD: 1251}))
    assert record.case_study.description.startswith("Отправления")


@pytest.mark.parametrize("html", [PAGE, PAGE.encode()])
def test_the_page_goes_before_the_plain_text(html: str | bytes) -> None:
    parts = read(message({BODY: LETTER, HTML: html})).parts
    assert [rendition.media_type for rendition in parts[0].renditions] == ["text/html", "text/plain"]


def test_attachments_and_pictures_of_the_text() -> None:
    logo: Properties = {DATA: b"\x89PNG\r\n\x1a\n" + bytes(40_000), NAME: "image001.png", CONTENT_ID: "image001.png@01D0"}
    page = "<html><body>Dear all <img src='cid:image001.png@01D0'></body></html>"
    assert codes(message({HTML: page}, [logo, {DATA: FORM.encode(), NAME: "form.md", MIME: "text/plain"}])) == []


def test_a_message_in_a_message() -> None:
    inner = storage({SUBJECT: "the form", BODY: LETTER}, 24, [{DATA: FORM.encode(), NAME: "form.md"}])
    assert codes(message({BODY: "Forwarded.\r\n"}, [inner])) == []
    (part, *_) = read(message({}, [storage({SUBJECT: "the form", BODY: LETTER}, 24)])).parts
    assert (part.name, part.attachment) == ("the form", True)


def test_rights_management_is_encryption() -> None:
    with pytest.raises(Unreadable) as caught:
        extract(message({BODY: "This message is protected."}, [{DATA: b"\x76\xe8\x04\x60", NAME: "message.rpmsg"}]))
    assert caught.value.code == "encrypted"


def test_a_damaged_message() -> None:
    with pytest.raises(Unreadable) as caught:
        read(message({BODY: FORM})[:2000])
    assert caught.value.code == "damaged"


def test_html_that_was_wrapped_in_rtf() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
        rb"Caf\'e9 {\f1 \'cd} \u8364?{\*\htmltag84 &nbsp;}\htmlrtf\'a0\htmlrtf0 {\*\mhtmltag84 <x>}{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0}"
    )
    wrapped = unwrapped(unpacked(compressed(rtf)))
    assert wrapped is not None
    assert wrapped.html
    assert wrapped.text == "<p>Café Н €&nbsp;</p>"


def test_text_that_was_made_as_rtf_is_rtf() -> None:
    rtf = b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}" + FORM.encode("ascii", "ignore").replace(b"\n", b"\\par\n") + b"}"
    assert unwrapped(rtf) is None
    parts = read(message({BODY: FORM, RTF: compressed(rtf)})).parts
    assert [rendition.media_type for rendition in parts[0].renditions] == [RTF_TYPE, "text/plain"]
    assert len(read(message({BODY: LETTER, RTF: compressed(rtf)})).parts[0].renditions) == 1


def test_references_into_what_was_unpacked() -> None:
    # {\rtf1 and WXYZWXYZWXYZWXYZWXYZ, the example of MS-OXRTFCP 4.1.2
    data = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(data) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_winmail_dat_in_a_mail() -> None:
    head = b"From: a@customs.example\r\nTo: b@customs.example\r\nSubject: form\r\nMIME-Version: 1.0\r\n"
    body = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n--x\r\n'
    part = b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    for wrapped in (winmail({BODY: LETTER}, [("form.md", FORM.encode())]), winmail({BODY: FORM})):
        (record,) = extract(head + body + part + wrapped + b"\r\n--x--\r\n")
        assert record.case_study.country.code == "NO"
        assert record.diagnostics == ()
