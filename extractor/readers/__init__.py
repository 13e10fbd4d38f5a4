"""The table from media type to reader, and telling the media type from the bytes. Readers are imported when they are first needed."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from typing import Protocol, cast

from extractor.document import Document
from extractor.errors import Unreadable
from extractor.handed_on import HandedOn

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
RTF = "application/rtf"
DOC = "application/msword"
MAIL = "message/rfc822"
OUTLOOK = "application/vnd.ms-outlook"
WEB_ARCHIVE = "multipart/related"

READERS: dict[str, str] = {
    PDF: "extractor.readers.pdf",
    DOCX: "extractor.readers.docx",
    ODT: "extractor.readers.odt",
    FLAT_ODT: "extractor.readers.odt",
    HTML: "extractor.readers.html",
    MARKDOWN: "extractor.readers.markdown",
    TEXT: "extractor.readers.markdown",
    RTF: "extractor.readers.rtf",
    DOC: "extractor.readers.doc",
    MAIL: "extractor.readers.mail",
    OUTLOOK: "extractor.readers.mail",
    WEB_ARCHIVE: "extractor.readers.mail",
}

# Types that are told apart from damage, with what to do about them.
UNSUPPORTED: dict[str, str] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "a spreadsheet; save the form as DOCX or PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a presentation; save the form as DOCX or PDF",
    "application/vnd.oasis.opendocument": "an OpenDocument file that is no text; save the form as DOCX or PDF",
    "application/epub+zip": "an e-book; save the form as DOCX or PDF",
    "application/zip": "an archive; unpack it and convert the folder",
    "application/gzip": "an archive; unpack it and convert the folder",
    "application/x-7z-compressed": "an archive; unpack it and convert the folder",
    "application/x-tar": "an archive; unpack it and convert the folder",
    "application/x-bzip2": "an archive; unpack it and convert the folder",
    "application/x-xz": "an archive; unpack it and convert the folder",
    "application/vnd.rar": "an archive; unpack it and convert the folder",
    "application/x-ole-storage": "an old Office file; save the form as DOCX or PDF",
    "image/png": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/jpeg": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/tiff": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/gif": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/webp": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/bmp": "a picture; ask for the document it was made from, or run text recognition on it",
    "image/jp2": "a picture; ask for the document it was made from, or run text recognition on it",
    "application/postscript": "a PostScript file; convert it to PDF",
    "application/octet-stream": "of no known type; ask for a PDF, DOCX, HTML or text file",
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
    # Word for Windows 1 and 2, and Word for DOS or Write.
    (b"\x9b\xa5", DOC),
    (b"\xdb\xa5", DOC),
    (b"1\xbe\0\0", DOC),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"%!PS", "application/postscript"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|form|center|font|span|ul)\b", re.I)
_BODY = re.compile(rb"</?(?:html|body)\b", re.I)
# A field of a header (RFC 5322, 2.2), and the lines that continue it.
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)(?:\r?\n|\r|\Z)")
_BEFORE_MAIL = re.compile(rb"(?:\d{1,12}[ \t]*|From [^\r\n]*\d\d:\d\d[^\r\n]*)\r?\n(?=[!-9;-~]+:)")
_ADDRESSED = frozenset((b"from", b"to", b"cc", b"bcc", b"subject", b"date", b"sender", b"reply-to"))
# What only a mail program writes; a memorandum has From, To, Subject and Date too.
_CARRIED = re.compile(
    rb"(?:x-.*|received.*|return-path|message-id|mime-version|delivered-to|content-(?:type|transfer-encoding|location)|snapshot-content-location|dkim-signature"
    rb"|authentication-results|arc-.*|envelope-to|user-agent|thread-(?:index|topic)|references|in-reply-to|list-.*|importance)\Z"
)
_SENT = frozenset((b"to", b"cc", b"bcc", b"received", b"message-id", b"delivered-to", b"return-path"))
_OPENDOCUMENT = re.compile(rb"<(?:[\w.-]+:)?document\b[^>]*urn:oasis:names:tc:opendocument:xmlns:office:1\.0")
# A Word document saved as one XML file, of today's kind or of Word 2003's.
_FLAT_WORD = re.compile(rb"<(?:\w+:)?(?:package|wordDocument)\s[^>]*http://schemas\.microsoft\.com/office/(?:2006/xmlPackage|word/2003/wordml)")
_OPENDOCUMENT_KIND = re.compile(rb"\bmimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.([a-z]+)")


class Reader(Protocol):
    """What every module of the table offers."""

    def read(self, data: bytes) -> Document | HandedOn:
        """Read the bytes into a Document, or give the files that they hold. Raise Unreadable if nothing can be read."""


def media_type_of(data: bytes) -> str:
    """The media type, told from the bytes alone; `application/octet-stream` where nothing fits."""
    head = data[:4096]
    if b"%PDF-" in data[:1024]:
        return PDF
    if head.startswith(b"PK"):
        return _zip_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    for magic, media_type in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and data[6:10] != b"\0\0\0\0"):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    text = _ascii_view(head)
    start = (head if text is None else text).lstrip(b"\xef\xbb\xbf \t\r\n")
    # A mail may hold binary parts as they are.
    if (mail := _mail_type(start)) is not None:
        return mail
    if text is None:
        return "application/octet-stream"
    if start[:1] == b"<" and b"opendocument" in text and _OPENDOCUMENT.search(flat := _ascii_view(data[:20_000]) or b""):
        kind = _OPENDOCUMENT_KIND.search(flat)
        return FLAT_ODT if kind is None or kind[1] == b"text" else "application/vnd.oasis.opendocument"
    if start[:1] == b"<" and _FLAT_WORD.search(text):
        return DOCX
    if start[:5].lower() == b"<?xml" or start[:4] == b"<!--":
        return HTML if _HTML.search(text) else TEXT
    if start[:9].lower() == b"<!doctype" or (start[:1] == b"<" and _HTML.match(start)):
        # A fragment of a page; Markdown that begins with a tag has no <html> or <body> and usually ends in plain lines.
        if _BODY.search(text) or start[:2] == b"<!" or _mostly_tags(data):
            return HTML
    elif _BODY.search(text[:2048]):
        return HTML
    return TEXT


def _mail_type(start: bytes) -> str | None:
    """The type of what begins with the header of a mail or of a web archive; None for any other text."""
    before = _BEFORE_MAIL.match(start)
    at = before.end() if before else 0
    fields: dict[bytes, bytes] = {}
    while (field := _FIELD.match(start, at)) is not None:
        fields.setdefault(field[1].lower(), field[2].lower())
        at = field.end()
    whole = at >= len(start) or start[at : at + 1] in (b"\r", b"\n")
    carried = sum(_CARRIED.match(name) is not None for name in fields)
    addressed = len(_ADDRESSED & fields.keys())
    if carried + addressed < 2 or not (carried or b"@" in fields.get(b"from", b"")) or not (whole or (carried >= 2 and addressed)):
        return None
    saved = b"content-location" in fields or b"snapshot-content-location" in fields or b"saved by" in fields.get(b"from", b"")
    if not _SENT & fields.keys() and (saved or b"multipart/related" in fields.get(b"content-type", b"")):
        return WEB_ARCHIVE
    return MAIL


def _ascii_view(head: bytes) -> bytes | None:
    """The beginning as bytes of ASCII where it is text in some encoding, None where it is binary."""
    if head[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        codec = "utf-32"
    elif head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    elif (wide := _wide(head)) is not None:
        codec = wide
    else:
        # Text holds hardly any control characters; the Markdown reader decides on the rest.
        controls = len(head) - len(head.translate(None, _CONTROLS))
        return None if head and controls > 0.1 * len(head) else head
    return head[: len(head) // 4 * 4].decode(codec, "replace").encode("ascii", "replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zeros of Latin letters stand; None for other text."""
    if head.count(0) * 4 < len(head):
        return None
    zeros = [head[at::4].count(0) * 4 / len(head) for at in range(4)]
    if zeros[2] > 0.8 and zeros[3] > 0.8 and zeros[0] < 0.2:
        return "utf-32-le"
    if zeros[0] > 0.8 and zeros[1] > 0.8 and zeros[3] < 0.2:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    start = head[:64]
    if min(even, odd) > 0.05 or max(start[0::2].count(0), start[1::2].count(0)) * 4 < len(start) / 2:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    # Numbers of two and four bytes in a binary file have zeros in the same places, and give control characters.
    return codec if sum(character < " " and character not in "\t\n\r\f\0" for character in text) <= 0.01 * len(text) else None


def _mostly_tags(data: bytes) -> bool:
    sample = data[:65536]
    lines = [line for line in sample.splitlines() if line.strip()]
    return bool(lines) and sum(b"<" in line for line in lines) >= 0.5 * len(lines)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                if kind == "application/epub+zip":
                    return kind
                if kind == ODT or kind.startswith(ODT + "-"):
                    return ODT
                if kind.startswith("application/vnd.oasis.opendocument"):
                    return "application/vnd.oasis.opendocument"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        # The directory at the end is lost. The beginning still tells an Office file, whose reader says that it is damaged.
        if data[30:38] == b"mimetype" and ODT.encode() in data[38:200]:
            return ODT
        return DOCX if b"word/" in data or b"[Content_Types].xml" in data[:4096] else "application/zip"
    if "[Content_Types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        if any(name.startswith("ppt/") for name in names):
            return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        return DOCX
    if "content.xml" in names and ("META-INF/manifest.xml" in names or "styles.xml" in names):
        return ODT  # some producers leave the type out; the reader looks whether the body is a text
    return DOCX if "word/document.xml" in names else "application/zip"


def _ole_type(data: bytes) -> str:
    names = data
    if "EncryptedPackage".encode("utf-16-le") in names:
        return DOCX  # an encrypted Office document: its reader says so
    if "WordDocument".encode("utf-16-le") in names:
        return "application/msword"
    if "__substg1.0_".encode("utf-16-le") in names:
        return "application/vnd.ms-outlook"
    return "application/x-ole-storage"


def read(data: bytes, media_type: str | None = None) -> Document | HandedOn:
    """What the reader of the bytes' format makes of them; the format is told from the bytes where `media_type` is None.

    Raise Unreadable where nothing can be read.
    """
    if not data:
        raise Unreadable("empty", "The file holds no bytes; ask for it again.")
    media_type = media_type or media_type_of(data)
    module = READERS.get(media_type)
    if module is None:
        raise Unreadable("unsupported", f"The file is {UNSUPPORTED[media_type]}.")
    reader = cast("Reader", importlib.import_module(module))
    return reader.read(data)
