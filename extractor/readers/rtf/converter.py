"""One pass over the tokens of an RTF document, which writes it as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from extractor.errors import Unreadable
from extractor.readers.rtf.tables import Fonts, Lists
from extractor.wordprocessing import wordml
from extractor.wordprocessing.rtf_tokens import CHARACTERS, SYMBOLS, codec_of_page, joined, tokens
from extractor.wordprocessing.wordml import CellLook, ListLevel, Story

MAX_GROUPS: Final = 5000
"""Braces in braces; Word's own documents stay below fifty."""

# Destinations whose text no reader of the page sees.
_UNSEEN: Final = frozenset(
    (
        *("colortbl", "stylesheet", "pict", "objdata", "nonshppict", "private", "themedata", "colorschememapping", "datastore", "latentstyles", "rsidtbl"),
        *("generator", "xmlnstbl", "filetbl", "revtbl", "footnote", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "xe", "tc", "rxe"),
        *("nonesttables", "ftnsep", "ftnsepc", "aftnsep", "background", "pgptbl", "userprops", "listpicture", "mmathPr", "wgrffmtfilter", "docvar"),
        *("template", "passwordhash", "objclass", "objname", "fontemb", "fontfile", "panose", "falt", "shppict"),
    )
)
_RUNNING: Final = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))


@dataclass(slots=True)
class _Field:
    """A field whose instruction is read."""

    instruction: list[str] = field(default_factory=list)
    is_form_field: bool = False
    numbers: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    """Of a drop-down."""
    begun: bool = False


@dataclass(slots=True)
class _Row:
    """A table's row as `\\trowd` defines it."""

    looks: list[CellLook] = field(default_factory=list)
    left: int = 0
    next: CellLook = field(default_factory=CellLook)


@dataclass(slots=True)
class _State:
    """What a brace keeps and gives back."""

    to: str = "text"
    """Where text goes: "text", "unseen", "fonts", "lists", "level text", "instruction", "form field", "entry", "info", "list text"."""
    story: Story = field(default_factory=Story)
    skip_after_unicode: int = 1
    font: int | None = None
    codec: str = ""
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    underlined: bool = False
    highlighted: bool = False
    in_table: bool = False
    depth: int = 0
    list: int | None = None
    list_level: int = 0
    indent: int | None = None
    end: str = ""
    """What is closed with the group: "field", "result", "box", "running", "level text"."""


class Converter:
    """Converts one document; used once."""

    def __init__(self, rtf: str) -> None:
        self._rtf = rtf
        self._fonts = Fonts()
        self._lists = Lists()
        self._state = _State()
        self._body = self._state.story
        self._stack: list[_State] = []
        self._pending = bytearray()
        self._units: list[str] = []
        """Text whose characters are known, not yet written."""
        self._ansi = "cp1252"
        self._default_font: int | None = None
        self._starred = False
        self._skip = 0
        self._fields: list[_Field] = []
        self._row = _Row()
        self._nested_row = _Row()
        self._running: list[str] = []
        self._literal: list[str] = []
        """What is printed in front of the paragraph, as the document spells it out, and its font."""
        self._literal_font: int | None = None
        self._literals: dict[tuple[str, str], str] = {}
        self._revised: dict[str, int] = {}
        self._stories: list[Story] = []
        self._boxes: list[tuple[Story, Story]] = []

    def package(self) -> bytes:
        """The document as DOCX. Raise Unreadable ("damaged") where it ends in the middle."""
        depth = 0
        for kind, text, number in tokens(self._rtf):
            if kind == "word":
                self._word(text, number)
            elif kind == "text" or kind == "byte":
                self._bytes(text)
            elif kind == "symbol":
                self._symbol(text)
            elif kind == "open":
                depth += 1
                self._open()
            else:
                depth -= 1
                self._close()
                if depth <= 0:
                    break
        if depth > 0:
            raise Unreadable("damaged", "The RTF document ends in the middle; ask for it again.")
        self._flush()
        body = self._body.close()
        lists: list[tuple[str, list[ListLevel]]] = self._lists.definitions(self._fonts)
        for (text, font), key in self._literals.items():
            bullet = not any(character.isalnum() for character in text) or bool(font)
            lists.append((key, [ListLevel("bullet" if bullet else "decimal", text, font)] * 9))
        return wordml.package(body, running=self._running, lists=lists, modified=self._modified())

    def _modified(self) -> date | None:
        try:
            return date(self._revised.get("yr", 0), self._revised.get("mo", 0), self._revised.get("dy", 0))
        except ValueError:
            return None

    # Groups

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= MAX_GROUPS:
            raise Unreadable("too-large", "The RTF document nests its groups thousands deep; save it again from a word processor.")
        self._stack.append(self._state)
        self._state = replace(self._state, end="")
        self._starred, self._skip = False, 0

    def _close(self) -> None:
        self._flush()
        closed = self._state
        if self._stack:
            self._state = self._stack.pop()
        self._starred, self._skip = False, 0
        if closed.end == "field":
            self._end_field()
        elif closed.end == "level text":
            self._lists.in_text = False
        elif closed.end == "box":
            content = closed.story.close()
            self._state.story.run(wordml.text_box(content))
        elif closed.end == "running":
            self._running.append(closed.story.close())

    def _goto(self, to: str, end: str = "") -> None:
        self._flush()
        if self._state.to != "unseen":
            self._state.to = to
        if end:
            self._state.end = end

    # Control words

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        state = self._state
        if word == "u" and number is not None and state.to not in ("lists", "level text"):
            self._flush_bytes()
            self._units.append(chr(number & 0xFFFF))
            self._skip = state.skip_after_unicode
            return
        self._skip = 0
        if word in _UNSEEN:
            self._goto("unseen")
        elif state.to == "unseen":
            if word == "ud" and starred and state.end == "":
                state.to = "text"
        elif (destination := _DESTINATIONS.get(word)) is not None:
            destination(self, word)
        elif state.to == "form field":
            self._form_field(word, number)
        elif starred:
            self._goto("unseen")
        elif state.to == "fonts":
            self._fonts.word(word, number)
        elif state.to in ("lists", "level text"):
            if state.to == "level text" or word == "leveltext":
                self._skip = state.skip_after_unicode if word == "u" else 0
            if word == "leveltext":
                self._goto("level text", "level text")
            elif word in ("levelnumbers", "listname"):
                self._goto("unseen")
                return
            self._lists.word(word, number)
        elif state.to == "info":
            if word == "revtim":
                state.to = "revised"
            elif word in ("creatim", "printim", "buptim"):
                state.to = "unseen"
        elif state.to == "revised":
            self._revised[word] = number or 0
        elif word in CHARACTERS:
            self._characters(CHARACTERS[word])
        elif (action := _ACTIONS.get(word)) is not None:
            if word not in _TEXTUAL:
                self._flush()
            action(self, number)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._end_paragraph(None)
        elif symbol in SYMBOLS:
            self._characters(SYMBOLS[symbol])

    # Destinations

    def _to_fonts(self, word: str) -> None:
        self._goto("fonts")

    def _to_lists(self, word: str) -> None:
        self._goto("lists")

    def _to_info(self, word: str) -> None:
        self._goto("info")

    def _to_running(self, word: str) -> None:
        self._flush()
        self._state.story, self._state.end = Story(), "running"
        self._state.in_table, self._state.depth, self._state.list = False, 0, None

    def _to_box(self, word: str) -> None:
        self._flush()
        self._state.to = "text"
        self._state.story, self._state.end = Story(), "box"
        self._state.in_table, self._state.depth, self._state.list = False, 0, None

    def _to_shape(self, word: str) -> None:
        # Properties of a shape are no text; only `\shptxt` in it is.
        self._goto("shape")

    def _to_shape_result(self, word: str) -> None:
        self._goto("unseen")

    def _to_list_text(self, word: str) -> None:
        self._goto("list text")
        self._literal, self._literal_font = [], None

    def _to_old_list(self, word: str) -> None:
        self._goto("old list")

    def _to_upr(self, word: str) -> None:
        # The same text follows in Unicode, in `\ud`.
        self._flush()
        self._state.to = "unseen"

    def _to_field(self, word: str) -> None:
        self._flush()
        self._fields.append(_Field())
        self._state.end = "field"

    def _to_instruction(self, word: str) -> None:
        self._goto("instruction")

    def _to_result(self, word: str) -> None:
        self._flush()
        self._begin_field()
        if self._state.to == "instruction":
            self._state.to = "text"

    def _to_form_field(self, word: str) -> None:
        self._goto("form field")
        if self._fields:
            self._fields[-1].is_form_field = True

    def _to_row_properties(self, word: str) -> None:
        self._flush()

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
        story.run(f'<w:fldChar w:fldCharType="begin">{_field_data(current)}</w:fldChar>')
        story.run(wordml.instruction("".join(current.instruction)))
        story.run('<w:fldChar w:fldCharType="separate"/>')

    def _end_field(self) -> None:
        self._begin_field()
        self._state.story.run('<w:fldChar w:fldCharType="end"/>')
        if self._fields:
            self._fields.pop()

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
        elif to in ("text", "instruction", "entry", "list text"):
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
                if "\uf020" < character < "\uf100":
                    if plain:
                        story.run(wordml.text(plain), look)
                        plain = ""
                    story.run(wordml.symbol(font.name, ord(character)), look)
                else:
                    plain += character
            if plain:
                story.run(wordml.text(plain), look)
        if state.deleted:
            story.raw("</w:del>")

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
        self._row = _Row()

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


def _field_data(current: _Field) -> str:
    """A form field's own data (`w:ffData`); "" where the document gives none, so that nothing can be told of a check box."""
    if not current.is_form_field:
        return ""
    numbers = current.numbers
    # RTF 1.9.1, \ffres: 25 means that nothing was chosen yet, and the default counts.
    result = numbers.get("ffres", 25)
    chosen = f'w:val="{result}"' if result != 25 else ""
    default = f'<w:default w:val="{numbers["ffdefres"]}"/>' if "ffdefres" in numbers else ""
    if numbers.get("fftype") == 2:
        entries = "".join(f"<w:listEntry w:val={wordml.attribute(entry)}/>" for entry in current.entries)
        return f"<w:ffData><w:ddList>{f'<w:result {chosen}/>' if chosen else ''}{default}{entries}</w:ddList></w:ffData>"
    if numbers.get("fftype") == 1 and (chosen or default):
        return f"<w:ffData><w:checkBox>{default}{f'<w:checked {chosen}/>' if chosen else ''}</w:checkBox></w:ffData>"
    return ""


_DESTINATIONS: Final = {
    "fonttbl": Converter._to_fonts,
    "listtable": Converter._to_lists,
    "listoverridetable": Converter._to_lists,
    "info": Converter._to_info,
    **dict.fromkeys(_RUNNING, Converter._to_running),
    "shpinst": Converter._to_shape,
    "shptxt": Converter._to_box,
    "dptxbxtext": Converter._to_box,
    "shprslt": Converter._to_shape_result,
    "listtext": Converter._to_list_text,
    "pntext": Converter._to_list_text,
    "pn": Converter._to_old_list,
    "pnseclvl": Converter._to_shape_result,
    "upr": Converter._to_upr,
    "field": Converter._to_field,
    "fldinst": Converter._to_instruction,
    "fldrslt": Converter._to_result,
    "formfield": Converter._to_form_field,
    "nesttableprops": Converter._to_row_properties,
}


_Action = Callable[[Converter, int | None], None]


def _toggle(name: str) -> _Action:
    return lambda converter, number: converter._set(name, number != 0)


_ACTIONS: Final[dict[str, _Action]] = {
    "par": Converter._end_paragraph,
    "sect": Converter._end_paragraph,
    "cell": Converter._cell,
    "nestcell": Converter._nested_cell,
    "row": Converter._end_row,
    "nestrow": Converter._end_nested_row,
    "trowd": Converter._begin_row,
    "trleft": Converter._row_left,
    "cellx": Converter._cell_edge,
    "clvmgf": lambda converter, number: converter._merge_down("restart"),
    "clvmrg": lambda converter, number: converter._merge_down("continue"),
    "clmgf": lambda converter, number: converter._merge_across("restart"),
    "clmrg": lambda converter, number: converter._merge_across("continue"),
    "line": Converter._break,
    "softline": lambda converter, number: None,
    "page": Converter._page,
    "column": Converter._page,
    "plain": Converter._plain,
    "pard": Converter._pard,
    "intbl": Converter._in_table,
    "itap": Converter._at_depth,
    "uc": Converter._unicode_skip,
    "f": Converter._font,
    "deff": Converter._default,
    "ansicpg": Converter._code_page,
    "mac": Converter._mac,
    "pc": Converter._pc,
    "pca": Converter._pca,
    "ls": Converter._list,
    "ilvl": Converter._list_level,
    "li": Converter._indent,
    "b": _toggle("bold"),
    "v": _toggle("hidden"),
    "strike": _toggle("struck"),
    "striked": _toggle("struck"),
    "deleted": _toggle("deleted"),
    "ul": _toggle("underlined"),
    "ulnone": lambda converter, number: converter._set("underlined", False),
    "highlight": _toggle("highlighted"),
}
_TEXTUAL: Final = frozenset(("line",))
