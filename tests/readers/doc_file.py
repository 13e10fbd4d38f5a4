"""A writer of Word 97-2003 documents (MS-DOC), as small as tests need it: one piece of text, its runs and paragraphs, fonts, one list, text boxes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.readers.compound import Tree, compound

FONTS = (("Times New Roman", 0), ("Wingdings", 2), ("Symbol", 2))
ROW_END, IN_TABLE, DEPTH, INNER_CELL, INNER_ROW = 0x2417, 0x2416, 0x6649, 0x244B, 0x244C
BOLD, FONT, SYMBOL, DATA, PICTURE, HIDDEN, DELETED, LIST, SPECIAL = 0x0835, 0x4A4F, 0x6A09, 0x0806, 0x6A03, 0x083C, 0x0800, 0x460B, 0x0855
OBJECT = 0x080A
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TEXT_AT, _PAGE = 0x400, 512


def sprm(code: int, operand: int) -> bytes:
    """One property modifier with a number."""
    return struct.pack("<H", code) + operand.to_bytes(_SIZES[code >> 13], "little")


def symbol(font: int, code: int) -> bytes:
    """The modifiers of a symbol character; its run's text is "("."""
    return sprm(SPECIAL, 1) + struct.pack("<HHH", SYMBOL, font, code)


def row(edges: Sequence[int], merges: Sequence[int] = ()) -> bytes:
    """The modifier that defines a row's cells by their edges; `merges` are the flags of each cell."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H", merges[n] if n < len(merges) else 0) + bytes(18) for n in range(count))
    operand = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand


@dataclass(frozen=True)
class Piece:
    """A paragraph, or what ends with a cell mark."""

    runs: tuple[tuple[str, bytes], ...]
    """Text and the modifiers of its characters."""
    properties: bytes = b""
    end: str = "\r"

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.runs) + self.end


@dataclass
class Doc:
    """A document while it is being written."""

    pieces: list[Piece] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    """The texts of its running headers."""
    boxes: list[tuple[tuple[int, int], list[Piece]]] = field(default_factory=list)
    """Width and height in twentieths of a point, and the text, of each shape; the n-th anchor in the text, U+0008, is the n-th shape's."""
    header_boxes: list[Piece] = field(default_factory=list)
    """The text of each text box in the headers; the n-th anchor there is the n-th shape's."""
    controls: dict[int, bytes] = field(default_factory=dict)
    """The data of embedded controls, by the number of each."""
    footnote: str = ""
    data: bytes = b""
    flags: int = 0
    bullet: str = "\uf0b7"

    def form_field(self, checked: int, default: int = 0) -> bytes:
        """Add the data of a check box (FFData); gives the modifiers of the character that stands for it."""
        at = len(self.data)
        bits = 1 | checked << 2
        content = b"\xff\xff\xff\xff" + struct.pack("<HHHHHH", bits, 0, 20, 0, 0, default) + bytes(20)
        self.data += struct.pack("<iH", 68 + len(content), 68) + bytes(62) + content
        return sprm(DATA, 1) + sprm(PICTURE, at) + sprm(SPECIAL, 1)

    def packed(self) -> bytes:
        """The file."""
        main = [*self.pieces]
        text = "".join(piece.text for piece in main)
        header_texts = [""] * 6 + [f"{each}\r" for each in self.running]
        notes = f"\x02{self.footnote}\r\r" if self.footnote else ""
        headers = "".join(header_texts) + ("\r" if self.running else "")
        box_pieces = [piece for _, pieces in self.boxes for piece in pieces]
        boxes = "".join(piece.text for piece in box_pieces) + ("\r" if self.boxes else "")
        header_boxes = "".join(piece.text for piece in self.header_boxes) + ("\r" if self.header_boxes else "")
        every = [
            *main,
            *([Piece(((notes[:-1], b""),))] if notes else []),
            *([Piece(((headers[:-1], b""),))] if headers else []),
            *box_pieces,
            *([Piece((), b"")] if boxes else []),
            *self.header_boxes,
            *([Piece((), b"")] if header_boxes else []),
        ]
        content = "".join(piece.text for piece in every)
        assert content == text + notes + headers + boxes + header_boxes
        runs: list[tuple[int, bytes]] = []
        paragraphs: list[tuple[int, bytes]] = []
        at = _TEXT_AT
        for piece in every:
            for run, properties in (*piece.runs, (piece.end, b"")):
                at += 2 * len(run)
                runs.append((at, properties))
            paragraphs.append((at, struct.pack("<H", 0) + piece.properties))
        stream = bytes(_TEXT_AT) + content.encode("utf-16-le")
        stream, run_bins = _pages(stream, runs, False)
        stream, paragraph_bins = _pages(stream, paragraphs, True)
        table = _Table()
        table.add(33, b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(content)) + struct.pack("<HIH", 0, _TEXT_AT, 0))
        table.add(12, run_bins)
        table.add(13, paragraph_bins)
        table.add(15, _fonts())
        if self.running:
            positions = [0]
            for each in header_texts:
                positions.append(positions[-1] + len(each))
            table.add(11, struct.pack(f"<{len(positions) + 1}I", *positions, len(headers)))
        if self.boxes:
            _add_boxes(table, (56, 40), text, [(size, sum(len(piece.text) for piece in pieces)) for size, pieces in self.boxes], 1024)
        if self.header_boxes:
            _add_boxes(table, (58, 41), headers, [((3000, 900), len(piece.text)) for piece in self.header_boxes], 2048)
        table.add(74, struct.pack("<I", 1) + struct.pack("<i", 77) + bytes(12))
        table.add(73, struct.pack("<H", 1) + struct.pack("<ii", 77, 0) + bytes(18) + b"\x01\0")
        table.content += _level(self.bullet)
        fib = bytearray(_TEXT_AT)
        struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
        struct.pack_into("<H", fib, 0x0A, 0x0200 | self.flags)
        struct.pack_into("<8i", fib, 0x4C, len(text), len(notes), len(headers), 0, 0, 0, len(boxes), len(header_boxes))
        for number, (start, size) in table.places.items():
            struct.pack_into("<II", fib, 0x9A + 8 * number, start, size)
        return compound({"WordDocument": bytes(fib) + stream[_TEXT_AT:], "1Table": table.content, "Data": self.data, **self._pool()})

    def _pool(self) -> dict[str, Tree]:
        return {"ObjectPool": {f"_{number}": {"contents": data} for number, data in self.controls.items()}} if self.controls else {}


class _Table:
    def __init__(self) -> None:
        self.content = b""
        self.places: dict[int, tuple[int, int]] = {}

    def add(self, number: int, data: bytes) -> None:
        self.places[number] = len(self.content), len(data)
        self.content += data


def _add_boxes(table: _Table, numbers: tuple[int, int], text: str, boxes: Sequence[tuple[tuple[int, int], int]], first: int) -> None:
    """Add the tables of text boxes and of their anchors in a text: the size of each, and the length of its text."""
    positions = [0]
    for _, length in boxes:
        positions.append(positions[-1] + length)
    entries = b"".join(bytes(14) + struct.pack("<ii", first + n, 0) for n in range(1, len(boxes) + 1))
    table.add(numbers[0], struct.pack(f"<{len(positions)}I", *positions) + entries)
    anchors = [index for index, character in enumerate(text) if character == "\x08"]
    shapes = b"".join(struct.pack("<5i", first + n, 0, 0, *size) + bytes(6) for n, (size, _) in enumerate(boxes, 1))
    table.add(numbers[1], struct.pack(f"<{len(anchors) + 1}I", *anchors, len(text)) + shapes)


def _fonts() -> bytes:
    made = struct.pack("<HH", len(FONTS), 0)
    for name, charset in FONTS:
        entry = struct.pack("<BHBB", 0, 400, charset, 0) + bytes(34) + (name + "\0").encode("utf-16-le")
        made += bytes([len(entry)]) + entry
    return made


def _level(bullet: str) -> bytes:
    font = sprm(FONT, 2)
    return struct.pack("<iB", 1, 23) + bytes(19) + bytes([len(font), 0, 0, 0]) + font + struct.pack("<H", len(bullet)) + bullet.encode("utf-16-le")


def _pages(stream: bytes, runs: list[tuple[int, bytes]], of_paragraphs: bool) -> tuple[bytes, bytes]:
    """Add the formatted disk pages of runs, each told by its end; gives the stream and the table of pages."""
    width = 13 if of_paragraphs else 1
    pages: list[tuple[int, list[tuple[int, bytes]]]] = []
    page: list[tuple[int, bytes]] = []
    start = first = _TEXT_AT
    room = 500
    for end, group in runs:
        need = 4 + width + len(group) + 4
        if need > room:
            pages.append((first, page))
            first, page, room = start, [], 500
        page.append((end, group))
        room -= need
        start = end
    pages.append((first, page))
    stream = stream.ljust(-(-len(stream) // _PAGE) * _PAGE, b"\0")
    numbers = []
    for begin, entries in pages:
        numbers.append(len(stream) // _PAGE)
        stream += _page(begin, entries, of_paragraphs, width)
    positions = [begin for begin, _ in pages] + [runs[-1][0]]
    return stream, struct.pack(f"<{len(positions)}I", *positions) + struct.pack(f"<{len(numbers)}I", *numbers)


def _page(begin: int, entries: list[tuple[int, bytes]], of_paragraphs: bool, width: int) -> bytes:
    page = bytearray(_PAGE)
    count = len(entries)
    page[511] = count
    struct.pack_into(f"<{count + 1}I", page, 0, begin, *(end for end, _ in entries))
    free = 510
    for index, (_, group) in enumerate(entries):
        if not group:
            continue
        if not of_paragraphs:
            stored = bytes([len(group)]) + group
        elif len(group) % 2:
            stored = bytes([(len(group) + 1) // 2]) + group
        else:
            stored = bytes([0, len(group) // 2]) + group
        free -= len(stored) + (len(stored) & 1)
        page[free : free + len(stored)] = stored
        page[4 * (count + 1) + width * index] = free // 2
    return bytes(page)
