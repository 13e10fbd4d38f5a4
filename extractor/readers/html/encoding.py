"""Which characters the bytes of a page stand for."""

from __future__ import annotations

import codecs
import re

# HTML, 4.2.5.4: the declaration stands in the first 1024 bytes; editors put it later, and browsers look on.
_HEAD = 4096
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([-\w:.]+)|<\?xml[^>]+encoding\s*=\s*[\"']([-\w:.]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_ORDER_MARKS = (
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
# What a page in a language is in where nothing else is told (HTML, 13.2.3.2, suggested defaults).
_OF_LANGUAGE = {
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro", "bs", "sq"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn"), "cp1251"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "el": "cp1253",
    "tr": "cp1254",
    "az": "cp1254",
    "he": "cp1255",
    "ar": "cp1256",
    "fa": "cp1256",
    "ur": "cp1256",
    "vi": "cp1258",
    "th": "cp874",
    "ja": "cp932",
    "ko": "cp949",
    "zh": "gb18030",
}
_OTHER_SCRIPTS = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "cp949", "gb18030", "big5"]


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 amid text that is: pasted from a page in Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    return _windows_1252(error.object[error.start : error.end]), error.end


codecs.register_error("wco-forms-windows-1252", _stray)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and a note where its encoding is not told, or not the one that is told."""
    for mark, name in _ORDER_MARKS:
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
        if error.start >= len(data) - 3:  # cut off in the middle of a character
            return data[: error.start].decode("utf-8"), ()
    if declared in _WINDOWS_1252:
        return _windows_1252(data), ()
    if declared.startswith(("utf-8", "utf8", "utf-16")) or not declared:
        mended = data.decode("utf-8", "wco-forms-windows-1252")
        if len(data.decode("utf-8", "ignore").encode("utf-8")) > len(data) - _beyond_ascii(data) / 4:
            return mended, ("some bytes are not in the encoding of the page",)
    elif declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(data, head), ("the encoding of the page is not the one it says" if declared else "the page does not say which encoding it is in",)


def _beyond_ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(range(128, 256))))


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of ASCII text is zero."""
    if head.count(0) * 3 <= len(head):
        return None
    if head[:1] and not head[1:2].strip(b"\x00"):
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\x00" else None


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes are not assigned; browsers show them as controls (Encoding Standard, index windows-1252).
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _guessed(data: bytes, head: bytes) -> str:
    """Text in an encoding that nothing names: that of the page's language, or one for another script where most letters are beyond ASCII."""
    language = _LANGUAGE.search(head)
    name = _OF_LANGUAGE.get(language[1].decode("ascii").lower()) if language else None
    text = re.sub(rb"<[^>]*>|&[#\w]+;", b"", data[:200_000])
    # Text in a Latin alphabet has one letter in ten beyond ASCII; in any other script nearly all are.
    if name is None and 2 * _beyond_ascii(text) > len(re.sub(rb"[^A-Za-z\x80-\xff]", b"", text)):
        from charset_normalizer import from_bytes

        best = from_bytes(text, cp_isolation=_OTHER_SCRIPTS).best()
        name = best.encoding if best is not None else None
    if name is not None:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return _windows_1252(data)
