"""What a paragraph holds: text, spans, links, notes, fields, controls, drawings (ODF 1.3 part 3, 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from extractor.document import MARK, Block, Line, Link
from extractor.marks import find_marks, lone_mark
from extractor.readers.odt.controls import Control, Fieldmark, content_mark, fieldmark, keeps_states
from extractor.readers.odt.drawings import DRAWN, LINK, drawing
from extractor.readers.odt.package import SKIPPED, Source
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import DRAW, FIELD, LOEXT, OFFICE, SVG, TEXT, XLINK, Element, count, truth
from extractor.text import clean
from extractor.wordprocessing.inline import BREAK, TAB, Inline
from extractor.wordprocessing.look import Look
from extractor.wordprocessing.prompts import is_default_prompt, is_prompt
from extractor.wordprocessing.shapes import flag_of, points
from extractor.wordprocessing.states import overlaid
from extractor.wordprocessing.symbols import family_of, symbol_text

_SPAN, _A, _S, _TAB, _BREAK, _NOTE = (TEXT + name for name in ("span", "a", "s", "tab", "line-break", "note"))
_STYLE_NAME, _HREF, _ANCHOR = TEXT + "style-name", XLINK + "href", TEXT + "anchor-type"
_CONTENT_CONTROL, _MARKER, _STARTS, _SEPARATOR, _ENDS = (
    LOEXT + "content-control",
    FIELD + "fieldmark",
    FIELD + "fieldmark-start",
    FIELD + "fieldmark-separator",
    FIELD + "fieldmark-end",
)
_RUBY: Final = TEXT + "ruby"
_COMMENT: Final = OFFICE + "annotation"
_INPUTS: Final = frozenset((TEXT + "text-input", TEXT + "drop-down"))
# ODF 1.3 part 3, 6.1.2: a run of white space is one space.
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_MOST_SPACES: Final = 200
# A box that shows its label is wider than it is high; one that does not is a square, or at most as wide as this, in points.
_NARROW: Final = 20.0


class Runs:
    """Reads inline content. `read_box` gives the blocks of a text box or note."""

    def __init__(self, source: Source, styles: Styles, controls: dict[str, Control], read_box: Callable[[Element], tuple[Block, ...]]) -> None:
        self._source = source
        self._styles = styles
        self._controls = controls
        self._read_box = read_box
        self._fields: list[Fieldmark] = []
        self._after_space = True
        self._kept: bool | None = None
        self.pictures: list[Line] = []
        """Flags, by the country that their description names."""
        self.beside: list[Block] = []
        """Footnotes, endnotes and comments."""
        self.notes: list[str] = []
        self.block = 0
        """The number of the paragraph that is being read, from 1."""

    def paragraph(self, paragraph: Element, inline: Inline, base: Look) -> None:
        """Collect a paragraph's content."""
        self._after_space = True
        self._children(paragraph, inline, base)
        # A field goes no further than its paragraph, lest one lost end swallow the rest of the form.
        while self._fields:
            self._close_field(inline)

    def _children(self, parent: Element, inline: Inline, look: Look) -> None:
        if parent.text:
            self._say(parent.text, inline, look)
        for child in parent:
            self._child(child, inline, look)
            if child.tail:
                self._say(child.tail, inline, look)

    def _child(self, child: Element, inline: Inline, look: Look) -> None:
        tag = child.tag
        if tag == _SPAN:
            self._children(child, inline, self._styles.look(child.get(_STYLE_NAME), look))
        elif tag == _S:
            if not look.hidden:
                self._put(" " * count(child.get(TEXT + "c"), _MOST_SPACES), inline)
        elif tag == _BREAK:
            self._put(BREAK, inline)
        elif tag == _TAB:
            self._put(TAB, inline)
        elif tag == _A:
            start = inline.length
            self._children(child, inline, look)
            self._link(child, inline, start)
        elif tag == _RUBY:
            self._ruby(child, inline, look)
        elif tag == _COMMENT:
            self.beside.extend(self._apart(child))
        elif tag in SKIPPED or not isinstance(tag, str):
            return
        elif tag in DRAWN:
            if not look.hidden:
                self.drawing(child, inline, look)
        elif tag == _NOTE:
            self._note(child)
        elif tag == _CONTENT_CONTROL:
            self._content_control(child, inline, look)
        elif tag == _MARKER:
            self._open_field(child, inline)
            self._close_field(inline)
        elif tag == _STARTS:
            self._open_field(child, inline)
        elif tag == _SEPARATOR:
            self._separate(inline)
        elif tag == _ENDS:
            if self._fields:
                self._close_field(inline)
        elif tag in _INPUTS:
            self._input(child, inline, look)
        else:
            # Page numbers, dates, cross references, ruby bases, metadata around text: they show what they hold.
            self._children(child, inline, look)

    def _ruby(self, ruby: Element, inline: Inline, look: Look) -> None:
        """A ruby text is a reading aid and left out, unless it is a tick over a box."""
        base, over = ruby.find(TEXT + "ruby-base"), ruby.find(TEXT + "ruby-text")
        signs = ["".join(str(part) for part in each.itertext()).strip() for each in (base, over) if each is not None]
        if len(signs) == 2 and (not signs[1] or lone_mark(signs[1])) and (mark := overlaid(*signs)) is not None:
            inline.mark(replace(mark, confidence=0.8))
            self._after_space = False
        else:
            self._children(ruby, inline, look)

    # Text

    def _say(self, text: str, inline: Inline, look: Look) -> None:
        if look.hidden:
            return
        if "  " in text or "\n" in text or "\t" in text or "\r" in text:
            text = _SPACES.sub(" ", text)
        if self._after_space and text[0] == " ":
            text = text[1:]
        if not text:
            return
        self._after_space = text[-1] == " "
        if self._fields and self._fields[-1].is_checkbox:
            self._fields[-1].seen += text
        else:
            inline.text(text, look)

    def _put(self, text: str, inline: Inline) -> None:
        """White space that counts as it stands."""
        self._after_space = False
        if len(text) == 1 and text != " ":
            inline.control(text)
        else:
            inline.add(text)

    def _link(self, element: Element, inline: Inline, start: int) -> None:
        target = element.get(_HREF, "")
        if target and not target.startswith("#") and inline.length > start:
            inline.links.append(Link(start, inline.length, target))

    def _note(self, note: Element) -> None:
        for child in note:
            if child.tag == TEXT + "note-body":
                self.beside.extend(self._apart(child))

    def _apart(self, element: Element) -> tuple[Block, ...]:
        """The blocks of something that has paragraphs of its own."""
        fields, space = self._fields, self._after_space
        self._fields = []
        blocks = self._read_box(element)
        self._fields, self._after_space = fields, space
        return blocks

    def _input(self, element: Element, inline: Inline, look: Look) -> None:
        """An input field, or a drop-down: its own text is what was chosen, its children are the choices."""
        texts = [element.text or "", *(child.tail or "" for child in element)]
        if element.tag == TEXT + "text-input":
            texts = [str(part) for part in element.itertext()]
        text = clean("".join(texts))
        if text and text != clean(element.get(TEXT + "description", "")) and not is_default_prompt(text):
            self._say("".join(texts), inline, look)

    # Content controls and legacy fields

    def _content_control(self, element: Element, inline: Inline, look: Look) -> None:
        pieces = [piece for piece in self._pieces(element, look) if piece[0]]
        text = "".join(text for text, _ in pieces)
        if truth(element.get(LOEXT + "checkbox")):
            self._after_space = False
            shown_look = next((look for text, look in pieces if text.strip()), look)
            font = shown_look.font
            shown, marks = symbol_text(text, font) if font and family_of(font) else find_marks(text)
            if marks and len(shown.strip()) > 1:
                # The label was typed into the control.
                inline.put(shown, (content_mark(element, marks[0].raw, None, self._states_kept), *marks[1:]), shown_look)
            else:
                inline.mark(content_mark(element, text if len(text.strip()) <= 1 or marks else "", font, self._states_kept))
                if len(text.strip()) > 1 and not marks:
                    inline.add(" " + text, shown_look)
            return
        flagged = truth(element.get(LOEXT + "showing-place-holder")) is True
        if is_default_prompt(clean(text)) or (flagged and (is_prompt(text) or not text.strip() or any(piece.placeholder for _, piece in pieces))):
            return
        self._children(element, inline, look)

    def _states_kept(self) -> bool:
        if self._kept is None:
            self._kept = keeps_states(self._source.content)
        return self._kept

    def _pieces(self, element: Element, look: Look) -> list[tuple[str, Look]]:
        """The texts in a control, each with its look."""
        found = [(element.text or "", look)]
        for child in element:
            if child.tag not in SKIPPED:
                found.extend(self._pieces(child, self._styles.look(child.get(_STYLE_NAME), look) if child.tag == _SPAN else look))
            found.append((child.tail or "", look))
        return found

    def _open_field(self, element: Element, inline: Inline) -> None:
        opened = fieldmark(element)
        opened.shown_from = (len(inline.parts), inline.length, len(inline.marks))
        self._fields.append(opened)

    def _separate(self, inline: Inline) -> None:
        """What stood between a field's start and here is its instruction."""
        if not self._fields or self._fields[-1].is_checkbox:
            if self._fields:
                self._fields[-1].seen = ""
            return
        parts, length, marks = self._fields[-1].shown_from
        del inline.parts[parts:]
        del inline.marks[marks:]
        inline.length = length
        inline.links = [link for link in inline.links if link.end <= length]
        inline.looks = [look for look in inline.looks if look[1] <= length]

    def _close_field(self, inline: Inline) -> None:
        closed = self._fields.pop()
        if closed.is_checkbox:
            self._after_space = False
            inline.mark(closed.mark())
        elif closed.shown_from[1] == inline.length and (choice := closed.choice()):
            inline.add(choice)

    # Drawings

    def drawing(self, element: Element, inline: Inline, look: Look) -> None:
        """Collect what a frame, shape or group of them shows."""
        drawn = drawing(element, self._styles, self._source)
        floating = element.get(_ANCHOR) != "as-char"
        if element.tag == LINK:
            inner = next((child for child in element.iter() if child.get(_ANCHOR) is not None), element)
            floating = inner.get(_ANCHOR) != "as-char"
        for control in drawn.controls:
            self._control(control, inline, look)
        inline.overlaid = inline.overlaid or drawn.stroke
        for piece in drawn.pieces:
            if piece.box is not None:
                (inline.after if inline.length else inline.before).extend(self._apart(piece.box))
            elif piece.mark is not None:
                self._after_space = False
                if floating:
                    inline.floating.append(piece.mark)
                else:
                    inline.mark(piece.mark)
        for words in drawn.words:
            if country := flag_of(words):
                self.pictures.append(Line(country, method="text"))

    def _control(self, element: Element, inline: Inline, look: Look) -> None:
        """A form control: a box with its label, where it shows one, or what is written in an entry."""
        control = self._controls.get(element.get(DRAW + "control", ""))
        if control is None:
            return
        self._after_space = False
        if control.mark is None:
            for index, text in enumerate(control.text.split("\n")):
                if index:
                    inline.control(BREAK)
                inline.add(text, look)
            return
        inline.mark(control.mark)
        if control.text and not self._is_narrow(element) and not _beside(element, control.text):
            inline.add(f" {control.text} ", look)

    @staticmethod
    def _is_narrow(element: Element) -> bool:
        width, height = points(element.get(SVG + "width", "")), points(element.get(SVG + "height", ""))
        return 0 < width <= max(_NARROW, 1.25 * height)


def _beside(element: Element, label: str) -> bool:
    """Whether the control's label is written in its paragraph too."""
    parent = element.getparent()
    while parent is not None and parent.tag not in (TEXT + "p", TEXT + "h"):
        parent = parent.getparent()
    return parent is not None and clean(label) in clean("".join(str(part) for part in parent.itertext())).replace(MARK, "")
