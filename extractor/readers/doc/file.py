"""The streams of a Word 97-2003 file: where its text stands, and the properties of each piece of it (MS-DOC)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from extractor.errors import Unreadable

DAMAGED: Final = Unreadable("damaged", "The Word 97-2003 document is damaged; ask for it again, as DOCX if it can be.")
WORD_97: Final = 0x00C1
"""nFib of Word 97, the first with this format."""
_PAGE: Final = 512
_OVERWRITTEN: Final = "\0" * 4
"""Text never holds NULs; a stretch of them was a part of it."""
_MOST_CHARACTERS: Final = 20_000_000

# MS-DOC 2.5.6, FibRgFcLcb97: the number of each pair of offset and length.
STYLES, HEADERS, CHARACTER_RUNS, PARAGRAPHS, FONTS, PIECES, LISTS, LIST_NUMBERS = 1, 11, 12, 13, 15, 33, 73, 74
ANCHORS, HEADER_ANCHORS, BOX_TEXTS, HEADER_BOX_TEXTS = 40, 41, 56, 58


class Lengths(NamedTuple):
    """How many characters each story of the document has, in their order."""

    text: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


class Run(NamedTuple):
    """Characters that look alike, in one paragraph."""

    start: int
    """The position of its first character."""
    text: str
    character: bytes
    """The modifiers of its characters."""
    paragraph: bytes
    """The style's number in two bytes, and the modifiers of its paragraph."""


class _Piece(NamedTuple):
    start: int
    end: int
    offset: int
    wide: bool


class WordFile:
    """An opened document. Raise Unreadable ("encrypted", "damaged") where it cannot be read."""

    def __init__(self, main: bytes, tables: dict[int, bytes], data: bytes, controls: Mapping[int, bytes] = MappingProxyType({})) -> None:
        if len(main) < 0x200:
            raise DAMAGED
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & 0x0100:
            raise Unreadable("encrypted", "The Word document is protected by a password; save it without one.")
        self._main = main
        self._table = tables.get(flags >> 9 & 1) or b""
        self.data = data
        self.controls = controls
        """The data of each embedded control, by its number."""
        self.lengths = Lengths(*(max(0, number) for number in struct.unpack_from("<8i", main, 0x4C)))
        if sum(self.lengths) > _MOST_CHARACTERS:
            raise DAMAGED
        self._prcs: list[bytes] = []
        self._pieces = self._read_pieces()
        self._runs = _bins(self.table(CHARACTER_RUNS))
        self._paragraphs = _bins(self.table(PARAGRAPHS))
        self._pages: dict[tuple[int, bool], tuple[list[int], list[bytes]]] = {}

    def table(self, number: int) -> bytes:
        """One of the document's tables; b"" where it has none."""
        offset, length = self.place(number)
        return self._table[offset : offset + length]

    def place(self, number: int) -> tuple[int, int]:
        """Offset and length of a table in its stream."""
        found: tuple[int, int] = struct.unpack_from("<II", self._main, 0x9A + 8 * number)
        return found

    def table_from(self, offset: int) -> bytes:
        """The stream of tables from an offset on."""
        return self._table[offset:]

    def _read_pieces(self) -> list[_Piece]:
        clx = self.table(PIECES)
        at = 0
        while at < len(clx) and clx[at] == 1:
            (size,) = struct.unpack_from("<H", clx, at + 1)
            self._prcs.append(clx[at + 3 : at + 3 + size])
            at += 3 + size
        if at + 5 > len(clx) or clx[at] != 2:
            raise DAMAGED
        plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        positions, entries = plc_of(plc, 8)
        pieces: list[_Piece] = []
        for start, end, entry in zip(positions, positions[1:], entries, strict=False):
            (offset,) = struct.unpack_from("<I", entry, 2)
            wide = not offset & 0x40000000
            if end <= start:
                continue
            pieces.append(_Piece(start, end, offset if wide else (offset & 0x3FFFFFFF) // 2, wide))
        if not pieces or pieces[-1].end > _MOST_CHARACTERS:
            raise DAMAGED
        return pieces

    def runs(self, start: int, end: int) -> list[Run]:
        """The text between two positions in runs."""
        found: list[Run] = []
        for piece in self._pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            width = 2 if piece.wide else 1
            while first < last:
                offset = piece.offset + (first - piece.start) * width
                character, until = self._properties(offset, False)
                paragraph, paragraph_until = self._properties(offset, True)
                stop = min(last, first + max(1, (min(until, paragraph_until) - offset + width - 1) // width))
                raw = self._main[offset : offset + (stop - first) * width]
                text = raw.decode("utf-16-le", "surrogatepass") if piece.wide else raw.decode("cp1252", "replace")
                if len(raw) < (stop - first) * width or _OVERWRITTEN in text:
                    raise DAMAGED
                found.append(Run(first, text, character, paragraph))
                first = stop
        return found

    def _properties(self, offset: int, of_paragraph: bool) -> tuple[bytes, int]:
        """The modifiers of the character at an offset of the main stream, and the offset up to which they hold."""
        offsets, pages = self._paragraphs if of_paragraph else self._runs
        index = bisect_right(offsets, offset) - 1
        if index < 0 or index >= len(pages):
            return b"", offset + (1 << 30)
        key = (pages[index], of_paragraph)
        if key not in self._pages:
            self._pages[key] = self._page(*key)
        starts, groups = self._pages[key]
        at = bisect_right(starts, offset) - 1
        if at < 0 or at >= len(groups):
            return b"", offsets[index + 1] if index + 1 < len(offsets) else offset + (1 << 30)
        return groups[at], starts[at + 1]

    def _page(self, number: int, of_paragraph: bool) -> tuple[list[int], list[bytes]]:
        """The runs of a formatted disk page (2.9.33, 2.9.176)."""
        page = self._main[number * _PAGE : (number + 1) * _PAGE]
        count = page[-1] if page else 0
        width = 13 if of_paragraph else 1
        # A page without runs is none: it was overwritten, and which text is marked how can no longer be told.
        if len(page) < _PAGE or not count or 4 * (count + 1) + width * count > _PAGE:
            raise DAMAGED
        starts = list(struct.unpack_from(f"<{count + 1}I", page))
        groups: list[bytes] = []
        for index in range(count):
            at = page[4 * (count + 1) + width * index] * 2
            if not at:
                groups.append(b"")
            elif not of_paragraph:
                groups.append(page[at + 1 : at + 1 + page[at]])
            elif page[at]:
                groups.append(page[at + 1 : at + page[at] * 2])
            else:
                groups.append(page[at + 2 : at + 2 + page[at + 1] * 2])
        return starts, groups


def _bins(plc: bytes) -> tuple[list[int], list[int]]:
    offsets, entries = plc_of(plc, 4)
    return offsets, [int.from_bytes(entry, "little") & 0x3FFFFF for entry in entries]


def plc_of(plc: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """The positions of a PLC (2.2.2), one more than there are entries, and its entries of a size."""
    count = max(0, (len(plc) - 4) // (4 + size))
    if not count:
        return [], []
    start = 4 * (count + 1)
    return list(struct.unpack_from(f"<{count + 1}I", plc)), [plc[start + size * n : start + size * (n + 1)] for n in range(count)]
