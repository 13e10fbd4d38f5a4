"""The tables that stand before an RTF document's text: its fonts and its lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extractor.marks import symbol_family
from extractor.wordprocessing.rtf_tokens import CHARSETS, SYMBOL_CHARSET
from extractor.wordprocessing.wordml import ListLevel

# \levelnfc, and what WordprocessingML calls it.
_FORMATS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip


@dataclass(slots=True)
class Font:
    """A font of the document."""

    name: str = ""
    codec: str = ""
    """The codec of its bytes; "" for the document's own."""
    is_symbol: bool = False


class Fonts:
    """The table of fonts. Names end with a semicolon, and some programs put no braces round an entry."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._current = Font()

    def word(self, word: str, number: int | None) -> None:
        """A control word in the table."""
        if word == "f" and number is not None:
            self._current = self._fonts.setdefault(number, Font())
        elif word == "fcharset" and number is not None:
            self._current.codec = CHARSETS.get(number, "")
            self._current.is_symbol = number == SYMBOL_CHARSET

    def text(self, text: str) -> None:
        """A font's name, or a part of it."""
        self._current.name += text.partition(";")[0].strip("\r\n")
        if ";" in text:
            self._current.is_symbol = self._current.is_symbol or symbol_family(self._current.name) is not None
            self._current = Font()

    def get(self, number: int | None) -> Font:
        """The font of a number."""
        return self._fonts.get(-1 if number is None else number) or Font()


@dataclass(slots=True)
class _Level:
    format: int = 0
    start: int = 1
    text: list[int] = field(default_factory=list)
    """Codes; the first is how many follow."""
    font: int | None = None
    indent: int | None = None


class Lists:
    """The table of lists, and the numbers by which paragraphs name them."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._lists: dict[int, list[_Level]] = {}
        self._by_number: dict[int, int] = {}
        self._override: int | None = None
        self._naming = False
        """In the table that gives lists the numbers by which paragraphs name them."""
        self.in_text = False
        """Inside `\\leveltext`."""

    def word(self, word: str, number: int | None) -> None:
        """A control word in the table of lists or in that of their numbers."""
        if word == "list":
            self._levels = []
        elif word == "listlevel":
            self._levels.append(_Level())
        elif word == "leveltext":
            self.in_text = True
        elif word == "listoverride":
            self._naming, self._override = True, None
        elif number is None:
            return
        elif word == "listid":
            if self._naming:
                self._override = number
            else:
                self._lists[number] = self._levels
        elif word == "ls" and self._override is not None:
            self._by_number[number] = self._override
        elif self._levels:
            level = self._levels[-1]
            if word in ("levelnfc", "levelnfcn"):
                level.format = number
            elif word == "levelstartat":
                level.start = number
            elif word == "f":
                level.font = number
            elif word == "li":
                level.indent = number
            elif word == "u" and self.in_text:
                level.text.append(number & 0xFFFF)

    def text(self, text: str, codec: str) -> None:
        """Bytes of what a level prints."""
        if not self.in_text or not self._levels:
            return
        codes = self._levels[-1].text
        # The length, and the numbers of levels that stand for their counters, are below the space; only letters have an alphabet.
        codes.extend(ord(c) for byte in text for c in (byte if byte < "\x80" else byte.encode("latin-1").decode(codec, "replace")))

    def __contains__(self, number: int | None) -> bool:
        return number is not None and bool(self._lists.get(self._by_number.get(number, 0)))

    def definitions(self, fonts: Fonts) -> list[tuple[str, list[ListLevel]]]:
        """Each list under the number that paragraphs name it by."""
        made: list[tuple[str, list[ListLevel]]] = []
        for number, key in self._by_number.items():
            levels = [
                ListLevel(_FORMATS.get(level.format, "decimal"), _printed(level), fonts.get(level.font).name, level.start, level.indent)
                for level in self._lists.get(key, [])
            ]
            if levels:
                made.append((str(number), levels))
        return made


def _printed(level: _Level) -> str:
    codes = level.text
    if codes and codes[0] < 32:
        codes = codes[1 : codes[0] + 1]
    return "".join(f"%{code + 1}" if code < 9 else chr(code) for code in codes if not 0xD800 <= code < 0xE000).rstrip(";")
