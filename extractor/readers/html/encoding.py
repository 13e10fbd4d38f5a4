"""Which characters the bytes of a page stand for."""

from __future__ import annotations

import codecs
import re

from extractor import code_pages

# HTML, 4.2.5.4: the declaration stands in the first 1024 bytes; editors put it later, after their own style sheets.
_HEAD = 100_000
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([-\w:.]+)|<\?xml[^>]+encoding\s*=\s*[\"']([-\w:.]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
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
# Everything in these is written with ASCII bytes.
_SEVEN_BITS = re.compile(r"iso-?2022|hz-")


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
    if (wide := _wide(head[:4096])) is not None:
        return data.decode(wide, "replace"), ()
    # Bytes beyond ASCII are valid UTF-8 by chance almost never, whatever the page says.
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # cut off in the middle of a character
            return data[: error.start].decode("utf-8"), ()
    else:
        return (_seven_bits(data, head) or text if b"\x1b" in head or b"~{" in head else text), ()
    declared = _declared(head)
    if declared.startswith(("utf-8", "utf8", "utf-16")) or not declared:
        mended = data.decode("utf-8", "wco-forms-windows-1252")
        if len(data.decode("utf-8", "ignore").encode("utf-8")) > len(data) - _beyond_ascii(data) / 4:
            return mended, ("some bytes are not in the encoding of the page",)
        declared = ""
    language = _LANGUAGE.search(head)
    usual = _OF_LANGUAGE.get(language[1].decode("ascii").lower(), "") if language else ""
    # Pages that do not say what they are in were made on Windows, nearly all.
    text = code_pages.decode(data, likely=(declared, usual, "cp1252", "cp1251"), evidence=code_pages.words_of(data))
    codec = code_pages.codec_of(declared)
    if codec == "cp1252" and text == data.decode(codec, "replace"):
        return _windows_1252(data), ()
    # What was read for certain needs no remark.
    return text, ("some characters of the page are in no known encoding",) if "\ufffd" in text else ()


def _declared(head: bytes) -> str:
    """The encoding that a page says it is in, "" where it says none."""
    match = _DECLARED.search(head)
    return (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""


def _seven_bits(data: bytes, head: bytes) -> str | None:
    """Text in an encoding that needs no bytes beyond ASCII, as e-mail in Japan has; None where the page names none."""
    codec = code_pages.codec_of(_declared(head))
    return data.decode(codec, "replace") if codec is not None and _SEVEN_BITS.match(codec.replace("_", "-")) else None


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
