"""Text and selection marks as they are written to the flow that is open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.markup import boxes, fields
from extractor.markup.lines import place_of
from extractor.markup.structure import End, Structure
from extractor.markup.style import Plan, State, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ESCAPED_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,24}\d{0,2});")
_LINE_END = re.compile(r"\r\n?|\n")
# Codes of symbol fonts in the private use area (Windows maps their bytes there), and the fonts.
_PRIVATE = re.compile("([\uf020-\uf0ff]+)")
_SYMBOL_FONT = re.compile(r"wingdings(?: [23])?|webdings|zapf ?dingbats")


def _unescaped(match: re.Match[str]) -> str:
    from html import unescape

    return unescape(match.group())


class _Pending:
    """An element that is a mark by its attributes; a glyph or picture in it is only how the mark looks, and gives it its position."""

    __slots__ = ("letter", "mark", "placed", "position", "told")

    def __init__(self, mark: Mark, position: int, told: bool, letter: str = "") -> None:
        self.letter = letter
        """The one letter that the element holds, which is no text but a tick or cross."""
        self.mark = mark
        self.position = position
        self.told = told
        """The attributes tell the state; else the picture does."""
        self.placed = False


class Writing(Structure):
    """Writes the text and marks of a page, in the state that the open elements make."""

    def __init__(self, root: Element, html: str, line: int, hidden: bool = False) -> None:
        """`html` is the source of the page in lower case; with `hidden`, what its style hides is written too."""
        self._labels = fields.Labels(root)
        super().__init__(Styles(root, self._labels, html, hidden), line)
        self._state = State()
        self._pending: _Pending | None = None
        self._boxes = boxes.drawn_boxes(root, self.styles.sheet, self._labels.by_id, html)
        symbols = (
            set(_SYMBOL_FONT.findall(html))
            if ("ingdings" in html or "webdings" in html or "dingbats" in html) and not html.isascii() and _PRIVATE.search(html)
            else ()
        )
        self._symbols = next(iter(symbols)) if len(symbols) == 1 else None

    # Text

    def _text(self, text: str) -> None:
        line = self.line
        if "\n" in text:
            self.line += text.count("\n")
        state = self._state
        if state.hidden:
            return
        if state.pre:
            self._preformatted(text, line)
        elif text.isspace():
            self.flow.space()
        else:
            if "&" in text:
                # Escaped twice by a careless converter: "&amp;#9744;".
                text = _ESCAPED_ENTITY.sub(_unescaped, text)
            if state.font is not None or self._pending is not None:
                self._pictures(text, line)
            elif self._symbols and _PRIVATE.search(text):
                self._orphans(text, line)
            else:
                self.flow.text(text, line, state.bold)

    def _orphans(self, text: str, line: int) -> None:
        """Characters of a symbol font in a font for text: they belong to the one symbol font that the page names elsewhere."""
        state = self._state
        for index, piece in enumerate(_PRIVATE.split(text)):
            if index % 2:
                self._state = state._replace(font=self._symbols)
                self._pictures(piece, line)
            elif piece:
                self._state = state
                self.flow.text(piece, line, state.bold)
        self._state = state

    def _preformatted(self, text: str, line: int) -> None:
        """Text whose line ends count."""
        for index, part in enumerate(_LINE_END.split(text)):
            if index:
                self.flow.new_line()
            if part and not part.isspace():
                if self._state.font is not None or self._pending is not None:
                    self._pictures(part, line + index)
                else:
                    self.flow.text(part, line + index, self._state.bold)

    def _pictures(self, text: str, line: int) -> None:
        """Text whose characters may be pictures: in a symbol font, or the look of an element that is a mark itself."""
        pending = self._pending
        if pending is not None and pending.letter and pending.letter == text.strip():
            if not pending.placed:
                self._place_pending(Mark(True, raw=pending.letter))
            return
        found, marks = find_marks(text, place_of(line), self._state.font)
        for index, piece in enumerate(found.split(MARK)):
            if index:
                if self._pending is None:
                    self.flow.mark(marks[index - 1], line)
                elif not self._pending.placed:
                    self._place_pending(marks[index - 1])
            if piece:
                self.flow.text(piece, line, self._state.bold)

    # Marks

    def mark(self, mark: Mark) -> None:
        """A mark that is an element: apart from what is beside it, as its margin is."""
        if self._state.hidden:
            return
        if self._pending is not None:
            if not self._pending.placed:
                self._place_pending(mark)
            return
        flow = self.flow
        flow.space()
        flow.mark(mark, self.line)
        flow.space()

    def _begin_pending(self, element: Element, plan: Plan) -> End:
        told = fields.tells_state(element)
        state = fields.stated(element)
        kind = (element.get("role") or "checkbox").strip().lower()
        text = "".join(element.itertext()).strip()
        letter = text if text in boxes.LETTERS else ""
        name = self._labels.of(element) or (not letter and fields.visible_text(element)) or None
        mark = Mark(state, raw=f"{kind} {fields.STATE_NAMES[state]}", method="field", tied_to=name, place=place_of(self.line))
        drawn = self._boxes.get(element)
        outer = self._pending
        self.flow.space()
        self._pending = _Pending(mark, self.flow.length, told, letter)
        if drawn is not None:
            self._place_pending(drawn)
        # What the style sheet draws after the label is the box, where nothing is drawn before it.
        after = "after" in plan.rules and "before" not in plan.rules

        def end() -> None:
            self._end_pending(outer, after)

        return end

    def _place_pending(self, seen: Mark) -> None:
        """Put the open element's mark where its picture is, and compare the two."""
        pending = self._pending
        assert pending is not None
        mark = pending.mark
        if not pending.told:
            mark = replace(mark, checked=seen.checked, raw=seen.raw)
        elif None not in (mark.checked, seen.checked) and seen.checked != mark.checked:
            mark = replace(mark, disagrees=True)
        pending.placed = True
        self.flow.space()
        self.flow.mark(mark, self.line)
        self.flow.space()

    def _end_pending(self, outer: _Pending | None, after: bool) -> None:
        pending = self._pending
        assert pending is not None
        if not pending.placed:
            if after or self.flow.length < pending.position:
                self.flow.space()
                self.flow.mark(pending.mark, self.line)
            else:
                self.flow.insert(pending.position, pending.mark, self.line)
            self.flow.space()
        self._pending = outer
