"""The tokens of RTF (Rich Text Format 1.9.1), and the alphabets that its numbers stand for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, Literal

Kind = Literal["open", "close", "word", "symbol", "byte", "text"]


Token = tuple[Kind, str, int | None]
"""One token: a brace, a control word with its number, a control symbol, a byte in hexadecimal, or text.

The second is the control word, the symbol or byte as one character, or text; characters below U+0100 stand for bytes. A plain tuple: a form has thousands.
"""

_TOKEN: Final = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)", re.DOTALL)


def tokens(rtf: str) -> Iterator[Token]:
    """The tokens of RTF that was decoded as Latin-1; what follows a `\\bin` is binary, and skipped. Ends where nothing more can be told."""
    position: int | None = 0
    while position is not None:
        start, position = position, None
        for found in _TOKEN.finditer(rtf, start):
            index = found.lastindex
            if index == 1:
                yield "word", found[1], None
            elif index == 2:
                if found[1] == "bin":
                    position = found.end() + max(0, int(found[2]))
                    break
                yield "word", found[1], int(found[2])
            elif index == 6:
                yield "text", found[6], None
            elif index == 5:
                yield ("open" if found[5] == "{" else "close"), "", None
            elif index == 4:
                yield "symbol", found[4], None
            elif index == 3:
                yield "byte", chr(int(found[3], 16)), None


CHARACTERS: Final = {
    "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
SYMBOLS: Final = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}"}

SYMBOL_CHARSET: Final = 2
# RTF 1.9.1, \fcharset; 0 and 1 are the document's own.
CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES: Final = {65001: "utf-8", 10000: "mac_roman", 708: "iso-8859-6", 819: "iso-8859-1", 936: "gb18030", 0: "cp1252"}


def codec_of_page(number: int) -> str:
    """The codec of a Windows code page; that of Windows-1252 where there is none."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def joined(text: str) -> str:
    """Text in which the two halves of characters beyond U+FFFF are one character; a half alone is U+FFFD."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
