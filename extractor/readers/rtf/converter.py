"""One pass over the tokens of an RTF document: which words open what, and where the text goes that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from extractor.errors import Unreadable
from extractor.readers.rtf.state import Field, Object, Picture, State
from extractor.readers.rtf.writing import Writing
from extractor.wordprocessing import wordml
from extractor.wordprocessing.controls import is_box
from extractor.wordprocessing.rtf_tokens import CHARACTERS, SYMBOLS, tokens
from extractor.wordprocessing.wordml import ListLevel, Story

MAX_GROUPS: Final = 5000
"""Braces in braces; Word's own documents stay below fifty."""

# Destinations whose text no reader of the page sees.
_UNSEEN: Final = frozenset(
    (
        *("colortbl", "stylesheet", "nonshppict", "private", "themedata", "colorschememapping", "datastore", "latentstyles", "rsidtbl"),
        *("generator", "xmlnstbl", "filetbl", "revtbl", "atnid", "atnauthor", "bkmkstart", "bkmkend", "xe", "tc", "rxe"),
        *("nonesttables", "ftnsep", "ftnsepc", "aftnsep", "background", "pgptbl", "userprops", "listpicture", "mmathPr", "wgrffmtfilter", "docvar"),
        *("template", "passwordhash", "objname", "fontemb", "fontfile", "panose", "falt"),
    )
)
_RUNNING: Final = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))

_ENDINGS: Final = frozenset(("par", "cell", "row", "nestcell"))
_BESIDE: Final = frozenset(("footnote", "annotation"))


class Converter(Writing):
    """Converts one document; used once."""

    def __init__(self, rtf: str) -> None:
        super().__init__()
        self._rtf = rtf
        self._stack: list[State] = []
        self._starred = False
        self._running: list[str] = []
        self._remarks: list[str] = []
        self._revised: dict[str, int] = {}

    def package(self) -> bytes:
        """The document as DOCX. Raise Unreadable ("damaged") where it ends in the middle."""
        depth = 0
        stream = tokens(self._rtf)
        for kind, text, number in stream:
            if kind == "word":
                if text in _KNOWN or self._starred or self._state.to != "text":
                    self._word(text, number)
                else:
                    # Three of four words only say how the page looks.
                    self._skip = 0
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
        if any(kind == "word" and text in _ENDINGS for kind, text, _ in stream):
            raise Unreadable("damaged", "The RTF document goes on after its end, as its braces do not match; save it again from a word processor.")
        self._flush()
        body = self._body.close()
        lists: list[tuple[str, list[ListLevel]]] = self._lists.definitions(self._fonts)
        for (text, font), key in self._literals.items():
            bullet = not any(character.isalnum() for character in text) or bool(font)
            lists.append((key, [ListLevel("bullet" if bullet else "decimal", text, font)] * 9))
        return wordml.package(body, running=self._running, remarks=self._remarks, lists=lists, pictures=self._pictures, modified=self._modified())

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
        self._state = self._state.nested()
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
        elif closed.end == "row":
            self._row = self._rows.pop()
        elif closed.end == "object data":
            self._end_object_data()
        elif closed.end == "object":
            self._end_object()
        elif closed.end == "picture":
            self._end_picture()
        elif closed.end == "running":
            self._running.append(closed.story.close())
        elif closed.end == "beside":
            self._remarks.append(closed.story.close())

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
        elif state.to == "picture":
            self._picture.word(word, number)
        elif word == "shppict":
            self._flush()
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
        self._state.story, self._state.end = Story(), "beside" if word in _BESIDE else "running"
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
        self._fields.append(Field())
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
        # The row that stands round this one was defined before, and is not over.
        self._flush()
        self._rows.append(self._row)
        self._state.end = "row"

    def _to_picture(self, word: str) -> None:
        self._goto("unseen" if is_box(self._object.name) else "picture", "picture")
        self._picture = Picture()

    def _to_object(self, word: str) -> None:
        self._flush()
        self._state.end = "object"
        self._object = Object()

    def _to_object_class(self, word: str) -> None:
        self._goto("object class")

    def _to_object_data(self, word: str) -> None:
        self._goto("object data", "object data")


_DESTINATIONS: Final = {
    "fonttbl": Converter._to_fonts,
    "listtable": Converter._to_lists,
    "listoverridetable": Converter._to_lists,
    "info": Converter._to_info,
    **dict.fromkeys((*_RUNNING, *_BESIDE), Converter._to_running),
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
    "pict": Converter._to_picture,
    "object": Converter._to_object,
    "objclass": Converter._to_object_class,
    "objdata": Converter._to_object_data,
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
_KNOWN: Final = frozenset((*_UNSEEN, *_DESTINATIONS, *_ACTIONS, *CHARACTERS, "u", "ud", "shppict"))
"""Every word that means something where text stands."""
