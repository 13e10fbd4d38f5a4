"""One pass over the text of a Word 97-2003 document, which writes it as WordprocessingML."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from extractor.readers.doc import sprms as s
from extractor.readers.doc.fields import form_field
from extractor.readers.doc.file import ANCHORS, BOX_TEXTS, HEADER_ANCHORS, HEADER_BOX_TEXTS, HEADERS, Run, WordFile, plc_of
from extractor.readers.doc.tables import Font, Styles, fonts_of, lists_of
from extractor.wordprocessing import controls, wordml
from extractor.wordprocessing.rtf_tokens import joined
from extractor.wordprocessing.wordml import CellLook, Story

# MS-DOC 2.4.3 and 2.4.1: characters that are no text.
_PICTURE, _CELL, _ANCHOR, _LINE, _PAGE, _PARAGRAPH, _COLUMN, _BEGIN, _SEPARATE, _END = "\x01\x07\x08\x0b\x0c\x0d\x0e\x13\x14\x15"
_SPECIAL: Final = frozenset(_PICTURE + _CELL + _ANCHOR + _LINE + _PAGE + _PARAGRAPH + _COLUMN + _BEGIN + _SEPARATE + _END)
_CHARACTERS: Final[dict[int, str]] = {**dict.fromkeys((0, 2, 3, 4, 5, 6, 0x10, 0x11, 0x12), ""), 0x1E: "\u2011", 0x1F: "\u00ad"}
_MOST_BOXES: Final = 2000


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    data: str = ""
    """Its `w:ffData`."""
    begun: bool = False
    is_shown: bool = False
    """What its control or shape shows is written; the picture that stands for it is no other."""


@dataclass(slots=True)
class _Row:
    edges: list[int] = field(default_factory=list)
    merges: list[tuple[str, str]] = field(default_factory=list)
    """Down and across, of each cell."""

    def looks(self) -> tuple[CellLook, ...]:
        """Its cells as they are written."""
        merges = self.merges + [("", "")] * len(self.edges)
        return tuple(CellLook(right, down, across) for right, (down, across) in zip(self.edges[1:], merges, strict=False))


@dataclass(slots=True)
class _Look:
    """How a paragraph stands, after all its modifiers."""

    style: int = 0
    depth: int = 0
    in_table: bool = False
    ends_row: bool = False
    inner_cell: bool = False
    inner_row: bool = False
    list: int = 0
    level: int = 0
    indent: int | None = None
    row: _Row = field(default_factory=_Row)

    @property
    def table_depth(self) -> int:
        """How many tables stand round it."""
        return max(1, self.depth) if self.in_table else 0


class Converter:
    """Converts one document; used once."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._fonts = fonts_of(file)
        self._styles = Styles(file)
        self._lists = lists_of(file, self._fonts)
        self._list_numbers = {key for key, _ in self._lists}
        self._header_boxes = sum(file.lengths) - file.lengths.header_boxes
        """Where the texts of the boxes in headers begin, the last of the document's stories."""
        self._boxes = self._text_boxes()
        self._anchors = self._shapes()
        self._shown: set[int] = set()
        self._fields: list[_Field] = []
        self._pictures: list[bytes] = []
        self._paragraph_look = lru_cache(maxsize=256)(self._read_paragraph)
        self._character_look = lru_cache(maxsize=512)(self._read_characters)

    def package(self) -> bytes:
        """The document as DOCX."""
        lengths = self._file.lengths
        body = self._story(0, lengths.text)
        running = self._running(lengths.text + lengths.footnotes)
        # Boxes whose anchor was not found stand at the end, so that nothing is lost.
        for shape in [shape for shape in self._boxes if shape not in self._shown][:_MOST_BOXES]:
            self._shown.add(shape)
            story = self._story(*self._boxes[shape])
            if self._boxes[shape][0] < self._header_boxes:
                body += story
            else:
                running.append(story)
        return wordml.package(body, running=running, remarks=self._remarks(), lists=self._lists, pictures=self._pictures)

    def _remarks(self) -> list[str]:
        """Footnotes, comments and endnotes, whose texts stand one after another behind the text (2.3)."""
        lengths = self._file.lengths
        comments = lengths.text + lengths.footnotes + lengths.headers + lengths.macros
        places = ((lengths.text, lengths.footnotes), (comments, lengths.comments), (comments + lengths.comments, lengths.endnotes))
        return [self._story(start, start + length) for start, length in places if length]

    def _running(self, start: int) -> list[str]:
        """The running headers and footers (2.8.22); the first six stories are the separators of notes."""
        positions, _ = plc_of(self._file.table(HEADERS), 0)
        found: list[str] = []
        for begin, end in list(pairwise(positions))[6:60]:
            if begin < end <= self._file.lengths.headers:
                found.append(self._story(start + begin, start + end))
        return found

    def _text_boxes(self) -> dict[int, tuple[int, int]]:
        """Where the text of each shape stands, of those in headers too (2.8.34, 2.8.31)."""
        boxes: dict[int, tuple[int, int]] = {}
        start = self._header_boxes - self._file.lengths.boxes
        for table, first, length in (
            (BOX_TEXTS, start, self._file.lengths.boxes),
            (HEADER_BOX_TEXTS, self._header_boxes, self._file.lengths.header_boxes),
        ):
            positions, entries = plc_of(self._file.table(table), 22)
            for begin, end, entry in zip(positions, positions[1:], entries, strict=False):
                shape = struct.unpack_from("<i", entry, 14)[0]
                if begin < end <= length and shape:
                    boxes[shape] = (first + begin, first + end)
        return boxes

    def _shapes(self) -> dict[int, tuple[int, bool]]:
        """The shape at each anchor in the text and in its headers (2.8.37), and whether it is as large as a box to tick."""
        found: dict[int, tuple[int, bool]] = {}
        for table, start in ((ANCHORS, 0), (HEADER_ANCHORS, self._file.lengths.text + self._file.lengths.footnotes)):
            positions, entries = plc_of(self._file.table(table), 26)
            for position, entry in zip(positions, entries, strict=False):
                shape, left, top, right, bottom = struct.unpack_from("<5i", entry)
                found[start + position] = shape, wordml.is_box(right - left, bottom - top)
        return found

    # Text

    def _story(self, start: int, end: int) -> str:
        story = Story()
        outer, self._fields = self._fields, []
        for run in self._file.runs(start, end):
            look = self._paragraph_look(run.paragraph)
            self._run(story, run, look)
        self._fields = outer
        return story.close()

    def _run(self, story: Story, run: Run, paragraph: _Look) -> None:
        look, font, symbol, look_at, has_data, is_object, deleted = self._character_look(paragraph.style, run.character)
        if symbol is not None:
            self._write(story, wordml.symbol(*symbol), look, deleted)
            return
        plain = ""
        for index, character in enumerate(run.text):
            if character not in _SPECIAL:
                plain += character
                continue
            self._text(story, plain, look, font, deleted)
            plain = ""
            if character == _PARAGRAPH:
                self._end_paragraph(story, paragraph)
            elif character == _CELL:
                self._end_cell(story, paragraph)
            elif character in (_LINE, _COLUMN):
                self._text(story, "\n", look, font, deleted)
            elif character == _PAGE:
                # A section's end is a paragraph's end too (2.4.1).
                story.run('<w:br w:type="page"/>')
                if not paragraph.in_table:
                    story.end_paragraph()
            elif character == _BEGIN:
                self._fields.append(_Field())
            elif character == _SEPARATE:
                self._begin_field(story)
                if is_object and look_at is not None:
                    self._control(story, look_at)
            elif character == _END:
                self._begin_field(story)
                if self._fields:
                    story.run('<w:fldChar w:fldCharType="end"/>')
                    self._fields.pop()
            elif character == _PICTURE and look_at is not None:
                if is_object:
                    self._control(story, look_at)
                elif has_data:
                    if self._fields:
                        self._fields[-1].data = form_field(self._file.data, look_at)
                elif not (self._fields and self._fields[-1].is_shown):
                    self._picture(story, look_at)
            elif character == _ANCHOR:
                self._shape(story, run.start + index)
        self._text(story, plain, look, font, deleted)

    def _text(self, story: Story, text: str, look: str, font: Font, deleted: bool) -> None:
        text = joined(text.translate(_CHARACTERS))
        if not text:
            return
        if self._fields and not self._fields[-1].begun:
            self._fields[-1].instruction += text
            return
        if not font.is_symbol:
            self._write(story, wordml.text(text), look, deleted)
            return
        for character in text:
            code = ord(character)
            # A symbol font's characters stand for bytes, whichever way they were typed.
            if 0x20 < code < 0x100 or 0xF020 < code < 0xF100:
                self._write(story, wordml.symbol(font.name, code if code > 0xFF else 0xF000 + code), look, deleted)
            else:
                self._write(story, wordml.text(character), look, deleted)

    @staticmethod
    def _write(story: Story, content: str, look: str, deleted: bool) -> None:
        if deleted:
            story.raw("<w:del>")
        story.run(content, look)
        if deleted:
            story.raw("</w:del>")

    def _begin_field(self, story: Story) -> None:
        if not self._fields or self._fields[-1].begun:
            return
        current = self._fields[-1]
        current.begun = True
        story.run(f'<w:fldChar w:fldCharType="begin">{current.data}</w:fldChar>')
        story.run(wordml.instruction(current.instruction))
        story.run('<w:fldChar w:fldCharType="separate"/>')

    def _control(self, story: Story, key: int) -> None:
        """What the control shows that the field is; `key` is the number of its storage (ObjectPool, 2.1.3)."""
        if self._fields and not self._fields[-1].is_shown and (name := self._fields[-1].instruction.strip()).startswith("CONTROL "):
            shown = controls.shown(name.split()[1], self._file.controls.get(key, b""))
            self._fields[-1].is_shown = bool(shown)
            if shown:
                story.run(wordml.text(shown))

    def _shape(self, story: Story, position: int) -> None:
        """The text of a shape that stands here; one as large as a box, without text, may be ticked or not."""
        shape, is_box = self._anchors.get(position, (0, False))
        text = ""
        if shape in self._boxes and shape not in self._shown and len(self._shown) < _MOST_BOXES:
            self._shown.add(shape)
            start, end = self._boxes[shape]
            if any(run.text.strip() for run in self._file.runs(start, end)):
                text = self._story(start, end)
        if text and self._fields and self._fields[-1].instruction.strip() == "SHAPE":
            self._fields[-1].is_shown = True
        if is_box and "CONTROL Forms." in text and text.startswith("<w:p>") and text.count("<w:p>") == 1:
            # A frame round nothing but a control: it stands in the line.
            story.raw(text.removeprefix("<w:p>").removesuffix("</w:p>"))
        elif text:
            story.run(wordml.text_box(text))
        elif is_box:
            story.run(wordml.UNKNOWN_BOX)

    def _picture(self, story: Story, at: int) -> None:
        """A picture in the text (PICFAndOfficeArtData, 2.9.190), where it is as small as a box to tick."""
        data = self._file.data
        if not 0 <= at <= len(data) - 68:
            return
        size, header = struct.unpack_from("<iH", data, at)
        width, height, scale_x, scale_y = struct.unpack_from("<hhHH", data, at + 28)
        width, height = width * (scale_x or 1000) // 1000, height * (scale_y or 1000) // 1000
        if not wordml.is_box(width, height):
            return
        content = data[at + header : at + max(size, 0)]
        start = min((found for magic in (b"\x89PNG\r\n", b"\xff\xd8\xff") if (found := content.find(magic)) >= 0), default=len(content))
        story.run(wordml.picture(content[start:], width, height, self._pictures))

    # Paragraphs and tables

    def _end_paragraph(self, story: Story, look: _Look) -> None:
        depth = look.table_depth
        if look.inner_row:
            story.end_row(depth, look.row.looks(), look.row.edges[0] if look.row.edges else 0)
            return
        story.end_paragraph(depth, self._properties(look))
        if look.inner_cell:
            story.end_cell(depth)

    def _end_cell(self, story: Story, look: _Look) -> None:
        if look.ends_row:
            story.end_row(1, look.row.looks(), look.row.edges[0] if look.row.edges else 0)
            return
        story.end_paragraph(1, self._properties(look))
        story.end_cell(1)

    def _properties(self, look: _Look) -> str:
        if not look.list or str(look.list) not in self._list_numbers:
            return ""
        made = f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{look.list}"/></w:numPr>'
        return made + (f'<w:ind w:left="{look.indent}"/>' if look.indent is not None else "")

    def _read_paragraph(self, group: bytes) -> _Look:
        look = _Look()
        if len(group) >= 2:
            look.style = int.from_bytes(group[:2], "little")
        for sprm in (*s.sprms(self._styles.paragraph(look.style)), *s.sprms(group[2:])):
            code = sprm.code
            if code == s.P_STYLE:
                look.style = sprm.number
            elif code == s.P_IN_TABLE:
                look.in_table = sprm.number != 0
            elif code == s.P_ROW_END:
                look.ends_row = sprm.number != 0
            elif code == s.P_DEPTH:
                look.depth = min(max(0, sprm.signed), wordml.MAX_DEPTH)
                look.in_table = look.in_table or look.depth > 0
            elif code == s.P_DEEPER:
                look.depth = min(max(0, look.depth + sprm.signed), wordml.MAX_DEPTH)
            elif code == s.P_INNER_CELL:
                look.inner_cell = sprm.number != 0
            elif code == s.P_INNER_ROW_END:
                look.inner_row = sprm.number != 0
            elif code == s.P_LIST:
                # The negative of a list's number says that it was there once (2.6.2).
                look.list = max(0, sprm.signed)
            elif code == s.P_LEVEL:
                look.level = min(sprm.number, 8)
            elif code in (s.P_LEFT, s.P_LEFT_80):
                look.indent = sprm.signed
            elif code == s.T_DEFINITION:
                look.row = _row(sprm.operand)
            elif code == s.T_VERTICAL_MERGE and len(sprm.operand) >= 2 and sprm.operand[0] < len(look.row.merges):
                down = {1: "continue", 3: "restart"}.get(sprm.operand[1] & 3, "")
                look.row.merges[sprm.operand[0]] = (down, look.row.merges[sprm.operand[0]][1])
        return look

    def _read_characters(self, paragraph_style: int, group: bytes) -> tuple[str, Font, tuple[str, int] | None, int | None, bool, bool, bool]:
        """The `w:rPr`, font, symbol, the place of a picture or field's data in its stream, whether it is a field's, or the number of an object, and whether
        the text was deleted."""
        flags: dict[int, bool] = {}
        font = 0
        symbol: tuple[str, int] | None = None
        data_at: int | None = None
        has_data = is_object = False
        own = list(s.sprms(group))
        styled = next((sprm.number for sprm in own if sprm.code == s.C_STYLE), None)
        inherited = [*s.sprms(self._styles.character(paragraph_style))]
        if styled is not None:
            inherited += s.sprms(self._styles.character(styled))
        for is_own, sprm in ((each in own, each) for each in (*inherited, *own)):
            code = sprm.code
            if code in (s.C_BOLD, s.C_STRIKE, s.C_HIDDEN, s.C_DELETED, s.C_DOUBLE_STRIKE):
                # 2.6.1, ToggleOperand: 0x80 is as in the style, 0x81 the opposite.
                value = sprm.number
                flags[code] = (flags.get(code, False) != (value == 0x81)) if value in (0x80, 0x81) and is_own else value & 1 == 1
            elif code in (s.C_HIGHLIGHT, s.C_UNDERLINE):
                flags[code] = sprm.number != 0
            elif code in (s.C_FONT, s.C_FONT_OTHER):
                if code == s.C_FONT or self._font(sprm.number).is_symbol:
                    font = sprm.number
            elif code == s.C_SYMBOL and len(sprm.operand) == 4:
                number, character = struct.unpack("<HH", sprm.operand)
                symbol = (self._font(number).name, character if character > 0xFF else 0xF000 + character)
            elif code in (s.C_PICTURE, s.C_OBJECT_AT):
                data_at = sprm.signed
            elif code == s.C_OBJECT:
                is_object = sprm.number != 0
            elif code == s.C_DATA:
                has_data = sprm.number != 0
        look = "<w:b/>" if flags.get(s.C_BOLD) else ""
        look += "<w:strike/>" if flags.get(s.C_STRIKE) or flags.get(s.C_DOUBLE_STRIKE) else ""
        look += "<w:vanish/>" if flags.get(s.C_HIDDEN) else ""
        look += '<w:highlight w:val="yellow"/>' if flags.get(s.C_HIGHLIGHT) else ""
        look += '<w:u w:val="single"/>' if flags.get(s.C_UNDERLINE) else ""
        return look, self._font(font), symbol, data_at, has_data, is_object, flags.get(s.C_DELETED, False)

    def _font(self, number: int) -> Font:
        return self._fonts[number] if number < len(self._fonts) else Font()


def _row(definition: bytes) -> _Row:
    """A row's cells (TDefTableOperand, 2.9.320)."""
    count = definition[0] if definition else 0
    if len(definition) < 1 + 2 * (count + 1):
        return _Row()
    row = _Row(list(struct.unpack_from(f"<{count + 1}h", definition, 1)))
    at = 1 + 2 * (count + 1)
    for index in range(count):
        flags = int.from_bytes(definition[at + 20 * index : at + 20 * index + 2], "little")
        down = {1: "continue", 3: "restart"}.get(flags >> 5 & 3, "")
        row.merges.append((down, "restart" if flags & 1 else "continue" if flags & 2 else ""))
    return row
