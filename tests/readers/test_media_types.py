"""The type of an input is told from its bytes, and what no reader takes is rejected with what to do about it."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from extractor.errors import Unreadable
from extractor.readers import READERS, UNSUPPORTED, media_type_of, read


def archive(**members: str) -> bytes:
    """A zip of text members; `__` in a name stands for a slash, `_dot_` for a point."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


def office(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(member, "<x/>")
    return buffer.getvalue()


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        info = tarfile.TarInfo("form.md")
        info.size = 4
        made.addfile(info, io.BytesIO(b"form"))
    return buffer.getvalue()


def ole(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.encode("utf-16-le") + bytes(512)


OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
CASES = [
    ("a Word document", office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a spreadsheet", office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("a presentation", office("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("an OpenDocument text", archive(mimetype=f"{OPEN_DOCUMENT}.text"), f"{OPEN_DOCUMENT}.text"),
    ("an OpenDocument spreadsheet", archive(mimetype=f"{OPEN_DOCUMENT}.spreadsheet"), OPEN_DOCUMENT),
    ("an e-book", archive(mimetype="application/epub+zip"), "application/epub+zip"),
    ("a zip", archive(form_dot_md="text"), "application/zip"),
    ("half a Word document", office("word/document.xml")[:150], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("half a zip", archive(form_dot_md="text" * 50)[:60], "application/zip"),
    ("a tar", tar(), "application/x-tar"),
    ("an encrypted Office document", ole("EncryptedPackage"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("an old Word document", ole("WordDocument"), "application/msword"),
    ("an Outlook message", ole("__substg1.0_0037001F"), "application/vnd.ms-outlook"),
    ("another old Office file", ole("Workbook"), "application/x-ole-storage"),
    ("a picture of the web", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(40), "image/webp"),
    ("a bitmap", b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36" + bytes(40), "image/bmp"),
    ("a text that begins with BM", b"BM Customs, form of 2016\n", "text/plain"),
    (
        "a web archive",
        b"From: <saved by a browser>\nSnapshot-Content-Location: https://a.org\nSubject: Form\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n--x\n",
        "multipart/related",
    ),
    ("a page after a comment", b"<!-- saved --><html><body></body></html>", "text/html"),
    ("a fragment of a page", b"<div>\n<p>a</p>\n<p>b</p>\n</div>\n", "text/html"),
    ("Markdown that begins with a tag", b"<p align=center>\n\n# Case Study\n\ntext\n\nmore text\n\neven more\n\n- [x] A\n", "text/plain"),
    ("other XML", b"<?xml version='1.0'?><invoice/>", "text/plain"),
    ("UTF-16 without a mark", "Case Study".encode("utf-16-le"), "text/plain"),
]


@pytest.mark.parametrize(("data", "media_type"), [(data, kind) for _, data, kind in CASES], ids=[what for what, _, _ in CASES])
def test_the_type_is_told_from_the_bytes(data: bytes, media_type: str) -> None:
    assert media_type_of(data) == media_type
    assert media_type in READERS or media_type in UNSUPPORTED


@pytest.mark.parametrize("data", [office("xl/workbook.xml"), tar(), ole("Workbook"), b"%!PS-Adobe-3.0\n"])
def test_what_no_reader_takes_is_unsupported_with_the_remedy(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == "unsupported"
    assert any(word in caught.value.message for word in ("save", "unpack", "convert"))
