"""The fonts, styles and lists of a Word 97-2003 document (MS-DOC, 2.9)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from extractor.marks import symbol_family
from extractor.readers.doc.file import FONTS, LIST_NUMBERS, LISTS, STYLES, WordFile
from extractor.readers.doc.sprms import C_FONT, P_LEFT, P_LEFT_80, sprms
from extractor.wordprocessing.wordml import ListLevel

_SYMBOL_CHARSET: Final = 2
_NUMBER_FORMATS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip
_MOST_BASES: Final = 12


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the document."""

    name: str = ""
    is_symbol: bool = False


def fonts_of(file: WordFile) -> list[Font]:
    """The fonts by their numbers (SttbfFfn, 2.9.286)."""
    table = file.table(FONTS)
    found: list[Font] = []
    at = 4
    while at < len(table):
        entry = table[at + 1 : at + 1 + table[at]]
        name = entry[39:].decode("utf-16-le", "replace").partition("\0")[0]
        found.append(Font(name, len(entry) > 3 and (entry[3] == _SYMBOL_CHARSET or symbol_family(name) is not None)))
        at += 1 + table[at]
    return found


@dataclass(frozen=True, slots=True)
class _Style:
    base: int = 0xFFF
    paragraph: bytes = b""
    character: bytes = b""


class Styles:
    """The styles, each with what it inherits."""

    def __init__(self, file: WordFile) -> None:
        self._styles: list[_Style] = []
        table = file.table(STYLES)
        if len(table) < 6:
            return
        header, count, base = struct.unpack_from("<HHH", table)
        at = 2 + header
        for _ in range(min(count, 4096)):
            if at + 2 > len(table):
                break
            (size,) = struct.unpack_from("<H", table, at)
            self._styles.append(_style(table[at + 2 : at + 2 + size], base))
            at += 2 + size

    def paragraph(self, number: int) -> bytes:
        """The modifiers of paragraphs in a style, those of the styles it is based on first."""
        return b"".join(style.paragraph for style in self._bases(number))

    def character(self, number: int) -> bytes:
        """The modifiers of text in a style, those of the styles it is based on first."""
        return b"".join(style.character for style in self._bases(number))

    def _bases(self, number: int) -> list[_Style]:
        found: list[_Style] = []
        while number < len(self._styles) and len(found) < _MOST_BASES:
            found.append(self._styles[number])
            number = self._styles[number].base
        return found[::-1]


def _style(entry: bytes, base: int) -> _Style:
    """A style's definition (STD, 2.9.260)."""
    if len(entry) < base + 2:
        return _Style()
    kind, updates = struct.unpack_from("<HH", entry, 2)
    at = base + 4 + 2 * struct.unpack_from("<H", entry, base)[0]
    groups: list[bytes] = []
    for _ in range(updates & 15):
        at += at & 1
        if at + 2 > len(entry):
            break
        (size,) = struct.unpack_from("<H", entry, at)
        groups.append(entry[at + 2 : at + 2 + size])
        at += 2 + size
    if kind & 15 == 1:
        return _Style(kind >> 4, groups[0][2:] if groups else b"", groups[1] if len(groups) > 1 else b"")
    return _Style(kind >> 4, b"", groups[0] if groups and kind & 15 == 2 else b"")


def lists_of(file: WordFile, fonts: list[Font]) -> list[tuple[str, list[ListLevel]]]:
    """The lists, under the numbers by which paragraphs name them, from 1 (PlfLfo, PlfLst; 2.9.184, 2.9.186)."""
    numbers = file.table(LIST_NUMBERS)
    if len(numbers) < 4:
        return []
    by_id = _definitions(file, fonts)
    found: list[tuple[str, list[ListLevel]]] = []
    for index in range(min(struct.unpack_from("<I", numbers)[0], (len(numbers) - 4) // 16)):
        levels = by_id.get(struct.unpack_from("<i", numbers, 4 + 16 * index)[0])
        if levels:
            found.append((str(index + 1), levels))
    return found


def _definitions(file: WordFile, fonts: list[Font]) -> dict[int, list[ListLevel]]:
    table = file.table(LISTS)
    if len(table) < 2:
        return {}
    offset, length = file.place(LISTS)
    rest = file.table_from(offset + length)
    found: dict[int, list[ListLevel]] = {}
    at = 0
    for index in range(min(struct.unpack_from("<H", table)[0], (len(table) - 2) // 28)):
        entry = table[2 + 28 * index : 30 + 28 * index]
        levels: list[ListLevel] = []
        for _ in range(1 if entry[26] & 1 else 9):
            if at + 30 > len(rest):
                break
            level, at = _level(rest, at, fonts)
            levels.append(level)
        found[struct.unpack_from("<i", entry)[0]] = levels
    return found


def _level(rest: bytes, at: int, fonts: list[Font]) -> tuple[ListLevel, int]:
    """One level of a list (LVL, 2.9.150), and where the next begins."""
    start, kind = struct.unpack_from("<iB", rest, at)
    characters, paragraphs = rest[at + 24], rest[at + 25]
    at += 28
    indent: int | None = None
    for sprm in sprms(rest[at : at + paragraphs]):
        if sprm.code in (P_LEFT, P_LEFT_80):
            indent = sprm.signed
    at += paragraphs
    font = Font()
    for sprm in sprms(rest[at : at + characters]):
        if sprm.code == C_FONT and sprm.number < len(fonts):
            font = fonts[sprm.number]
    at += characters
    (length,) = struct.unpack_from("<H", rest, at)
    printed = rest[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(character) + 1}" if character < "\x09" else character for character in printed)
    return ListLevel(_NUMBER_FORMATS.get(kind, "decimal"), text, font.name, start, indent), at + 2 + 2 * length
