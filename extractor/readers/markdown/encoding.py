"""Bytes to text: the byte order mark, UTF-8, UTF-16 and UTF-32 without a mark, else the likeliest single-byte code page."""

from __future__ import annotations

import codecs
import re

from extractor import code_pages
from extractor.errors import Unreadable

# The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Share of control characters above which bytes are no text: noise has 11 % of them, a text hurt by a few flipped bits under 1 %.
_NOISE = 0.04
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
_NEXT_LINE, _LINES = b"\x85", 5
# Evidence is taken from the first part of a long text only.
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of a file. Raise Unreadable: "empty" where nothing is printed in it, "unsupported" where it is no text."""
    if not data:
        raise Unreadable("empty", "The file is empty; send the form itself.")
    text = _decode(data)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _NOISE * len(sample):
        raise Unreadable("unsupported", "The file holds binary data, not text; send the form as text, HTML, DOCX or PDF.")
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b\x00\x1a"):
        raise Unreadable("empty", "The file holds no text; send the form itself.")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data[:_SAMPLE] and (encoding_without_mark := _wide(data)) is not None:
        return data.decode(encoding_without_mark, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    # A UTF-8 text that was cut or hurt: most of what is beyond ASCII still decodes. In a code page hardly any two high bytes make UTF-8.
    sample = damaged[:_SAMPLE]
    wrong = sample.count("\ufffd")
    if sum(1 for character in sample if character > "\x7f") - wrong > 3 * wrong:
        return damaged
    if b"\n" not in data and b"\r" not in data and data.count(_NEXT_LINE) >= _LINES:
        # EBCDIC's end of a line, brought over as C1's (ISO 6429, NEL); in Windows pages the byte is an ellipsis, and no text has one but no line end.
        data = data.replace(_NEXT_LINE, b"\n")
    return code_pages.decode(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by where the NULs of its Latin letters stand; None where they tell nothing."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    nulls = [sample[offset::4].count(0) * 4 / max(len(sample), 1) for offset in range(4)]
    if nulls[0] < 0.1 and nulls[1] > 0.7 and nulls[2] > 0.9 and nulls[3] > 0.9:
        return "utf-32-le"
    if nulls[3] < 0.1 and nulls[2] > 0.7 and nulls[1] > 0.9 and nulls[0] > 0.9:
        return "utf-32-be"
    even, odd = (nulls[0] + nulls[2]) / 2, (nulls[1] + nulls[3]) / 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None
