"""Text, paragraphs, tables and fields of an RTF document, written as WordprocessingML while its tokens go by."""

from __future__ import annotations

from extractor.readers.rtf.state import Field, Object, Picture, Row, State, field_data
from extractor.readers.rtf.tables import Fonts, Lists
from extractor.wordprocessing import wordml
from extractor.wordprocessing.controls import is_box
from extractor.wordprocessing.rtf_tokens import codec_of_page, joined
from extractor.wordprocessing.wordml import CellLook


class Writing:
    """What the tokens of a document do, once it is told where their text goes."""

    def __init__(self) -> None:
        self._fonts = Fonts()
        self._lists = Lists()
        self._state = State()
        self._body = self._state.story
        self._pending = bytearray()
        self._units: list[str] = []
        """Text whose characters are known, not yet written."""
        self._ansi = "cp1252"
        self._default_font: int | None = None
        self._skip = 0
        self._fields: list[Field] = []
        self._row = Row()
        self._rows: list[Row] = []
        """The rows that stand round it, as far as they were defined before."""
        self._picture = Picture()
        self._pictures: list[bytes] = []
        self._literal: list[str] = []
        """What is printed in front of the paragraph, as the document spells it out, and its font."""
        self._literal_font: int | None = None
        self._object = Object()
        self._literals: dict[tuple[str, str], str] = {}

    # Text

    def _bytes(self, text: str) -> None:
        if self._skip:
            # What stands for a character in programs that know no Unicode.
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if not text:
            return
        to = self._state.to
        if to == "fonts":
            self._fonts.text(text)
        elif to == "level text":
            self._lists.text(text, self._ansi)
        elif to == "picture":
            self._picture.add(text)
        elif to == "object data":
            self._object.add(text)
        elif to in ("text", "instruction", "entry", "list text", "object class"):
            self._pending += text.encode("latin-1")

    def _characters(self, characters: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._flush_bytes()
        self._units.append(characters)

    def _flush_bytes(self) -> None:
        """Turn bytes into characters: in a symbol font each byte is one of the private use area."""
        if not self._pending:
            return
        data = bytes(self._pending)
        self._pending.clear()
        font = self._fonts.get(self._font_number())
        if font.is_symbol:
            self._units.append("".join(chr(0xF000 + byte) if byte > 32 else chr(byte) for byte in data))
        else:
            self._units.append(data.decode(self._state.codec or font.codec or self._ansi, "replace"))

    def _font_number(self) -> int | None:
        return self._default_font if self._state.font is None else self._state.font

    def _flush(self) -> None:
        self._flush_bytes()
        if not self._units:
            return
        text = joined("".join(self._units))
        self._units.clear()
        to = self._state.to
        if to == "instruction":
            if self._fields:
                self._fields[-1].instruction.append(text)
        elif to == "entry":
            if self._fields and self._fields[-1].entries:
                self._fields[-1].entries[-1] += text
        elif to == "list text":
            self._literal.append(text)
            if text.strip():
                self._literal_font = self._font_number()
        elif to == "object class":
            self._object.name += text
        elif to == "text":
            self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        look = ""
        if state.bold:
            look += "<w:b/>"
        if state.struck:
            look += "<w:strike/>"
        if state.hidden:
            look += "<w:vanish/>"
        if state.highlighted:
            look += '<w:highlight w:val="yellow"/>'
        if state.underlined:
            look += '<w:u w:val="single"/>'
        font = self._fonts.get(self._font_number())
        story = state.story
        if state.deleted:
            story.raw("<w:del>")
        if not font.is_symbol:
            story.run(wordml.text(text), look)
        else:
            plain = ""
            for character in text:
                if " " < character < "\u0100" or "\uf020" < character < "\uf100":
                    if plain:
                        story.run(wordml.text(plain), look)
                        plain = ""
                    story.run(wordml.symbol(font.name, 0xF000 | ord(character)), look)
                else:
                    plain += character
            if plain:
                story.run(wordml.text(plain), look)
        if state.deleted:
            story.raw("</w:del>")

    # Fields

    def _form_field(self, word: str, number: int | None) -> None:
        if not self._fields:
            return
        if word == "ffl":
            self._fields[-1].entries.append("")
            self._state.to = "entry"
        elif word in ("ffname", "ffdeftext", "ffformat", "ffhelptext", "ffstattext", "ffentrymcr", "ffexitmcr"):
            self._state.to = "unseen"
        elif number is not None:
            self._fields[-1].numbers[word] = number

    def _begin_field(self) -> None:
        """Write a field up to its result, once."""
        if not self._fields or self._fields[-1].begun:
            return
        current = self._fields[-1]
        current.begun = True
        story = self._state.story
        story.run(f'<w:fldChar w:fldCharType="begin">{field_data(current)}</w:fldChar>')
        story.run(wordml.instruction("".join(current.instruction)))
        story.run('<w:fldChar w:fldCharType="separate"/>')

    def _end_field(self) -> None:
        self._begin_field()
        self._state.story.run('<w:fldChar w:fldCharType="end"/>')
        if self._fields:
            self._fields.pop()

    def _end_picture(self) -> None:
        """Write a picture that is as small as a box to tick; its pixels tell whether it is one."""
        picture = self._picture
        if self._state.to == "text" and picture.is_small:
            self._state.story.run(wordml.picture(picture.data, picture.width, picture.height, self._pictures))

    def _end_object_data(self) -> None:
        """Write what an embedded control shows."""
        if self._state.to == "text" and (shown := self._object.shown):
            self._object.is_written = True
            self._state.story.run(wordml.text(shown))

    def _end_object(self) -> None:
        """Write an embedded control that is a box and does not tell its state."""
        if self._state.to == "text" and is_box(self._object.name) and not self._object.is_written:
            self._state.story.run(wordml.UNKNOWN_BOX)
        self._object = Object()

    # Paragraphs and tables

    def _depth(self) -> int:
        return max(1, self._state.depth) if self._state.in_table else 0

    def _end_paragraph(self, _: int | None) -> None:
        self._flush()
        if self._state.to == "text":
            self._paragraph(self._depth())

    def _paragraph(self, depth: int) -> None:
        state = self._state
        look = ""
        if state.list in self._lists:
            look = f'<w:numPr><w:ilvl w:val="{state.list_level}"/><w:numId w:val="{state.list}"/></w:numPr>'
        elif literal := "".join(self._literal).strip():
            font = self._fonts.get(self._literal_font)
            key = self._literals.setdefault((literal, font.name if font.is_symbol else ""), f"literal{len(self._literals)}")
            look = f'<w:numPr><w:ilvl w:val="{state.list_level}"/><w:numId w:val="{key}"/></w:numPr>'
        if look and state.indent is not None:
            look += f'<w:ind w:left="{state.indent}"/>'
        self._literal = []
        state.story.end_paragraph(depth, look)

    def _end_cell(self, depth: int) -> None:
        self._flush()
        if self._state.to != "text":
            return
        if not self._state.story.blank or self._literal:
            self._paragraph(depth)
        self._state.story.end_cell(depth)

    def _cell(self, _: int | None) -> None:
        self._end_cell(1)

    def _nested_cell(self, _: int | None) -> None:
        self._end_cell(max(2, self._state.depth))

    def _end_row(self, _: int | None) -> None:
        if self._state.to == "text":
            self._state.story.end_row(1, tuple(self._row.looks), self._row.left)

    def _end_nested_row(self, _: int | None) -> None:
        self._state.story.end_row(max(2, self._state.depth), tuple(self._row.looks), self._row.left)

    def _begin_row(self, _: int | None) -> None:
        self._row = Row()

    def _row_left(self, number: int | None) -> None:
        self._row.left = number or 0

    def _cell_edge(self, number: int | None) -> None:
        self._row.looks.append(self._row.next._replace(right=number or 0))
        self._row.next = CellLook()

    def _merge_down(self, how: str) -> None:
        self._row.next = self._row.next._replace(down=how)

    def _merge_across(self, how: str) -> None:
        self._row.next = self._row.next._replace(across=how)

    def _break(self, _: int | None) -> None:
        self._characters("\n")

    def _page(self, _: int | None) -> None:
        if self._state.to == "text":
            self._state.story.run('<w:br w:type="page"/>')

    # Properties

    def _plain(self, _: int | None) -> None:
        state = self._state
        state.font, state.codec = None, ""
        state.bold = state.hidden = state.struck = state.deleted = state.underlined = state.highlighted = False

    def _pard(self, _: int | None) -> None:
        state = self._state
        state.in_table, state.depth, state.list, state.list_level, state.indent = False, 0, None, 0, None

    def _in_table(self, number: int | None) -> None:
        self._state.in_table = number != 0

    def _at_depth(self, number: int | None) -> None:
        self._state.depth = max(0, number or 0)
        self._state.in_table = self._state.depth > 0

    def _unicode_skip(self, number: int | None) -> None:
        self._state.skip_after_unicode = max(0, 1 if number is None else number)

    def _font(self, number: int | None) -> None:
        self._state.font = number

    def _default(self, number: int | None) -> None:
        self._default_font = number

    def _code_page(self, number: int | None) -> None:
        self._ansi = codec_of_page(number or 1252)

    def _mac(self, _: int | None) -> None:
        self._ansi = "mac_roman"

    def _pc(self, _: int | None) -> None:
        self._ansi = "cp437"

    def _pca(self, _: int | None) -> None:
        self._ansi = "cp850"

    def _list(self, number: int | None) -> None:
        self._state.list = number

    def _list_level(self, number: int | None) -> None:
        self._state.list_level = min(8, max(0, number or 0))

    def _indent(self, number: int | None) -> None:
        self._state.indent = number

    def _set(self, name: str, on: bool) -> None:
        setattr(self._state, name, on)
