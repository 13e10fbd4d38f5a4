"""Files embedded as parts of the text (`w:altChunk`): the whole of a document that was made from a web page is often one."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Final

from extractor.document import Block
from extractor.errors import Unreadable
from extractor.markup import content_of

_NOT_READ: Final = "the document embeds another file (altChunk), which was not read: open and save it in Word"
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HTML: Final = re.compile(rb"\s*(?:<!doctype\s+html|<\?xml[^>]*>\s*<|<html|<body|<div|<p\b|<table)", re.IGNORECASE)


def chunk(data: bytes | None) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks and notes of an embedded file: a web page, or one in a web archive; any other kind is told of and not read."""
    if data is None:
        return (), (_NOT_READ,)
    html = _page(data)
    if html is None:
        return (), (_NOT_READ,)
    try:
        found = content_of(html)
    except Unreadable as error:
        return (), (error.message,)
    return found.blocks, found.notes


def _page(data: bytes) -> str | None:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if _HTML.match(data):
        return _decoded(data, "utf-8")
    if b"mime-version:" in data[:400].lower():
        for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
            payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
            if isinstance(payload, bytes):
                return _decoded(payload, part.get_content_charset() or "utf-8")
    return None


def _decoded(data: bytes, usual: str) -> str:
    named = _CHARSET.search(data[:2048])
    for encoding in (named[1].decode("ascii", "replace") if named else usual, usual, "windows-1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")
