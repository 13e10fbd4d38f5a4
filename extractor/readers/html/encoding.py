"""Which characters the bytes of a page stand for."""

from __future__ import annotations

import codecs
import re

# HTML, 4.2.5.4: the declaration stands in the first 1024 bytes; editors put it later, and browsers look on.
_HEAD = 4096
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([-\w:.]+)|<\?xml[^>]+encoding\s*=\s*[\"']([-\w:.]+)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that mean Windows-1252 to every browser (Encoding Standard, 4.2).
_WINDOWS_1252 = frozenset(
    ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "iso_8859-1", "windows-1252", "cp1252", "x-cp1252", "ansi")
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and a note where its declared encoding was not the one it is in."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    head = data[:_HEAD]
    if (wide := _wide(head)) is not None:
        return data.decode(wide, "replace"), ()
    match = _DECLARED.search(head)
    declared = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    # Bytes beyond ASCII are valid UTF-8 by chance almost never, whatever the page says.
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3
    if declared.startswith(("utf-8", "utf8", "utf-16")):
        text = data.decode("utf-8", "replace")
        wrong = text.count("\ufffd")
        if cut or wrong * 10 < sum(1 for c in text if c > "\x7f"):
            return text, (() if cut else ("some bytes are not in the declared encoding",))
        declared = ""
    if declared in _WINDOWS_1252:
        return _windows_1252(data), ()
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(data), ("the page does not say which encoding it is in",)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of the ASCII text is zero."""
    if head[:2] in (b"<\x00", b" \x00", b"\n\x00", b"\r\x00") and head.count(0) * 3 > len(head):
        return "utf-16-le"
    if head[:2] in (b"\x00<", b"\x00 ", b"\x00\n", b"\x00\r") and head.count(0) * 3 > len(head):
        return "utf-16-be"
    return None


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes are not assigned; browsers show them as controls (Encoding Standard, index windows-1252).
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _guessed(data: bytes) -> str:
    """Text in an encoding that nothing names; Windows-1252 is what most of it is in."""
    from charset_normalizer import from_bytes

    best = from_bytes(
        data[:200_000], cp_isolation=["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1256", "shift_jis", "euc_kr", "gb18030", "big5", "euc_jp"]
    ).best()
    if best is not None and best.encoding != "cp1252":
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    return _windows_1252(data)
