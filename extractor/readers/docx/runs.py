"""What a paragraph holds: runs, links, fields, content controls, drawings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from extractor.document import MARK, Block, Line, Link, Mark
from extractor.marks import find_marks, lone_mark, unmark
from extractor.readers.docx import activex, controls, drawings
from extractor.readers.docx.fields import Field, as_text
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.styles import Styles, look_of
from extractor.readers.docx.vml import vml
from extractor.readers.docx.xml import CHART, DRAWING, MATH, MC, OFFICE, Element, R, W, leading, on_off, value
from extractor.text import clean
from extractor.wordprocessing.inline import BREAK, PARAGRAPH_BREAK, TAB, Draft, Inline
from extractor.wordprocessing.look import PLAIN, Look
from extractor.wordprocessing.prompts import is_default_prompt, is_prompt
from extractor.wordprocessing.shapes import flag_of
from extractor.wordprocessing.states import character_code, overlaid
from extractor.wordprocessing.symbols import family_of, symbol_text

P, RUN, TABLE, SDT = W + "p", W + "r", W + "tbl", W + "sdt"
ALTERNATE: Final = MC + "AlternateContent"
# What only encloses: tracked insertions, tags, writing direction, what a ruby text stands over.
WRAPPERS: Final = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "rubyBase"))
_DELETED: Final = frozenset((W + "del", W + "moveFrom"))
_TEXT, _RPR, _RSTYLE, _SYM, _BR, _TYPE = W + "t", W + "rPr", W + "rStyle", W + "sym", W + "br", W + "type"
_SDTPR, _SDTCONTENT, _SHOWING = W + "sdtPr", W + "sdtContent", W + "showingPlcHdr"
_RUBY: Final = W + "ruby"
_HYPERLINK, _FLDSIMPLE, _FLDCHAR, _INSTR = W + "hyperlink", W + "fldSimple", W + "fldChar", W + "instrText"
_MATHS: Final = frozenset((MATH + "oMath", MATH + "oMathPara"))
_CHARACTERS: Final = {W + "tab": TAB, W + "ptab": TAB, W + "cr": BREAK, W + "noBreakHyphen": "-"}
_DRAWN: Final = frozenset((W + "drawing", W + "pict", W + "object"))
_RID: Final = R + "id"


class Runs:
    """Reads the inline content of one part. `read_box` gives the blocks of a text box."""

    def __init__(self, package: Package, part: str, styles: Styles, read_box: Callable[[Element], tuple[Block, ...]]) -> None:
        self._package = package
        self._part = part
        self._styles = styles
        self._read_box = read_box
        self._related: dict[str, Relationship] | None = None
        self._fields: list[Field] = []
        self._glossary: str | None = None
        self.boxes: dict[Element, Element] = {}
        """Check-box controls by the run, or else the paragraph, that shows them."""
        self.pictures: list[Line] = []
        """Flags, by the country that their description names."""
        self.notes: list[str] = []
        self.block = 0
        """The number of the paragraph that is being read, from 1."""

    # Content controls

    def content(self, control: Element) -> Element | None:
        """What a content control shows; None where that is only its placeholder. A check box is noted for the run that shows it."""
        properties, content = control.find(_SDTPR), control.find(_SDTCONTENT)
        if content is None or properties is None:
            return content
        checkbox = controls.checkbox_of(properties)
        if checkbox is not None:
            shown = [run for run in content.iter(RUN) if _shows(run)]
            # A control around a whole row or paragraph encloses the label too, which may stand first.
            shower = shown[0] if len(shown) == 1 else next((run for run in shown if controls.shows_mark(run)), shown[0] if shown else None)
            if shower is None:
                shower = next(content.iter(P), content)
            self.boxes[shower] = checkbox
        elif self._is_placeholder(content, bool(on_off(properties.find(_SHOWING)))):
            return None
        return content

    def _is_placeholder(self, content: Element, flagged: bool) -> bool:
        """Whether a control shows only its placeholder. `flagged` is what it says itself: programs fill in the text and forget to take that back."""
        if not flagged:
            first = next(content.iter(_TEXT), None)
            if first is None or not is_prompt(first.text or ""):
                return False
            return is_default_prompt(clean("".join(each.text or "" for each in content.iter(_TEXT))))
        text = clean("".join(each.text or "" for each in content.iter(_TEXT)))
        if not text or is_prompt(text):
            return True
        if self._glossary is None:
            # The placeholders' own texts stand in the glossary part.
            glossary = next((each.target for each in self._relationships().values() if each.kind == "glossaryDocument"), "")
            root = self._package.tree(glossary) if glossary else None
            self._glossary = "" if root is None else clean("".join(each.text or "" for each in root.iter(_TEXT)))
        if self._glossary:
            return text in self._glossary
        return any(self._styles.get(value(style)).look.placeholder or value(style) == "PlaceholderText" for style in content.iter(_RSTYLE))

    def chunk(self, element: Element) -> tuple[Block, ...]:
        """What a file embedded in the text shows."""
        # Hardly any document has one: a form without it need not load what reads HTML.
        from extractor.readers.docx.chunks import chunk

        related = self._relationship(element)
        blocks, notes = chunk(None if related is None or related.external else self._package.tolerant(related.target))
        self.notes.extend(notes)
        return blocks

    # Paragraphs

    def paragraph(self, paragraph: Element, inline: Inline, base: Look) -> None:
        """Collect a paragraph's content."""
        if self.boxes and paragraph in self.boxes:
            inline.mark(controls.control_mark(self.boxes[paragraph], "", None))
        self._children(paragraph, inline, base)
        if self._fields:
            self._break_fields(inline)

    def _children(self, parent: Element, inline: Inline, base: Look) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                if self.boxes and child in self.boxes:
                    self._control(child, inline, base)
                else:
                    self._pieces(child, inline, base)
            elif tag == _HYPERLINK:
                start = inline.length
                self._children(child, inline, base)
                related = self._relationship(child)
                if related is not None and related.external:
                    self._link(inline, start, related.target)
            elif tag == SDT:
                content = self.content(child)
                if content is not None:
                    if content in self.boxes:
                        inline.mark(controls.control_mark(self.boxes[content], "", None))
                    self._children(content, inline, base)
            elif tag == _FLDSIMPLE:
                self._fields.append(Field(child.find(W + "ffData"), child.get(W + "instr", ""), True, inline.length))
                self._children(child, inline, base)
                self._close_field(inline)
            elif tag in WRAPPERS:
                self._children(child, inline, base)
            elif tag == _RUBY:
                self._ruby(child, inline, base)
            elif tag == ALTERNATE:
                self._alternate(child, inline, base)
            elif tag in _MATHS:
                inline.add("".join(text.text or "" for text in child.iter(MATH + "t")))
            elif tag in (P, TABLE):
                # A paragraph inside a paragraph is no OOXML, and some producers write it.
                inline.control(BREAK)
                for run in child.iter(RUN):
                    self._pieces(run, inline, base)

    def _alternate(self, alternate: Element, inline: Inline, base: Look) -> None:
        """The first alternative that holds anything: the same thing in newer and older drawing languages."""
        for choice in alternate:
            before = (inline.length, len(inline.before), len(inline.after), len(inline.floating), inline.overlaid)
            if choice.find(RUN) is not None or choice.find(SDT) is not None:
                self._children(choice, inline, base)
            else:
                self._pieces(choice, inline, base)
            if (inline.length, len(inline.before), len(inline.after), len(inline.floating), inline.overlaid) != before:
                return

    # Runs

    def _look(self, properties: Element, base: Look) -> Look:
        look = look_of(properties)
        # The style is the first of the properties, where there is one.
        style = leading(properties, _RSTYLE)
        if style is not None:
            styled = self._styles.get(value(style)).look
            if styled is not PLAIN:
                # Bold in both paragraph and character style cancels out (ECMA-376 part 1, 17.7.3).
                look = look.over(styled._replace(bold=not base.bold) if styled.bold else styled)
        return look if base is PLAIN else look.over(base)

    def _pieces(self, run: Element, inline: Inline, base: Look) -> None:
        look = base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if (text := child.text) and not look.hidden:
                    self._text(text, inline, look)
            elif tag == _RPR:
                look = self._look(child, base)
            elif tag == _FLDCHAR:
                self._field_character(child, inline)
            elif tag == _INSTR:
                if self._fields:
                    text = child.text or ""
                    self._fields[-1].instruction += text if look.font is None else as_text(text, look.font)
            elif look.hidden:
                continue
            elif self._fields and self._muted():
                if tag == _SYM and (marks := controls.sym(child)[1]):
                    self._fields[-1].see(marks[0].raw)
            elif tag == _SYM:
                inline.put(*controls.sym(child), look)
            elif tag in _CHARACTERS:
                inline.control(_CHARACTERS[tag])
            elif tag == _BR:
                inline.control(PARAGRAPH_BREAK if child.get(_TYPE) in ("page", "column") else BREAK)
            elif tag in _DRAWN:
                self._drawing(child, inline)
            elif tag == ALTERNATE:
                self._alternate(child, inline, look)
            elif tag == _RUBY:
                self._ruby(child, inline, look)
            elif tag in WRAPPERS:
                self._children(child, inline, look)

    def _ruby(self, ruby: Element, inline: Inline, look: Look) -> None:
        """A ruby text is a reading aid and left out, unless it is a tick over a box."""
        base, over = ruby.find(W + "rubyBase"), ruby.find(W + "rt")
        if base is None:
            return
        signs = ["".join(text.text or "" for text in part.iter(_TEXT)).strip() for part in (base, over) if part is not None]
        if len(signs) == 2 and (len(signs[1]) < 2 and (not signs[1] or lone_mark(signs[1]))) and (mark := overlaid(*signs)) is not None:
            inline.mark(replace(mark, confidence=0.8))
        else:
            self._children(base, inline, look)

    def _text(self, text: str, inline: Inline, look: Look) -> None:
        if self._fields and self._muted():
            self._fields[-1].see(text)
        else:
            inline.text(text, look)

    def _control(self, run: Element, inline: Inline, base: Look) -> None:
        """The run that shows a check-box control: its glyph gives way to the control's mark."""
        properties = leading(run, _RPR)
        look = base if properties is None else self._look(properties, base)
        checkbox = self.boxes[run]
        text, font = "", look.font
        for child in run:
            if child.tag == _TEXT:
                text += (child.text or "").replace(MARK, "")
            elif child.tag == _SYM and (code := character_code(child.get(W + "char"))) is not None:
                text, font = text + chr(code), child.get(W + "font")
        shown, marks = symbol_text(text, font) if font and family_of(font) else find_marks(text)
        if marks and len(shown.strip()) > 1:
            # The label was typed into the control.
            inline.put(shown, (controls.control_mark(checkbox, marks[0].raw, None), *marks[1:]), look)
        elif len(text.strip()) <= 1 or marks:
            inline.put(MARK, (controls.control_mark(checkbox, text, font),), look)
        else:
            inline.put(MARK, (controls.control_mark(checkbox, "", None),), look)
            inline.add(" " + text, look)

    # Links and fields

    def _relationships(self) -> dict[str, Relationship]:
        if self._related is None:
            self._related = self._package.relationships(self._part)
        return self._related

    def _relationship(self, element: Element) -> Relationship | None:
        return self._relationships().get(element.get(_RID, ""))

    def _link(self, inline: Inline, start: int, target: str) -> None:
        if target and inline.length > start:
            inline.links.append(Link(start, inline.length, target))

    def _muted(self) -> bool:
        return any(opened.mute for opened in self._fields)

    def _field_character(self, character: Element, inline: Inline) -> None:
        kind = character.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field(character.find(W + "ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].shows, self._fields[-1].start = True, inline.length
        elif kind == "end" and self._fields:
            self._close_field(inline)

    def _close_field(self, inline: Inline) -> None:
        closed = self._fields.pop()
        if self._fields and self._muted():
            # A field inside another's instruction: what it prints is part of that.
            self._fields[-1].see(unmark(*closed.printed()))
            return
        if closed.is_checkbox:
            inline.put(*closed.box())
        elif target := closed.target:
            if closed.shows:
                self._link(inline, closed.start, target)
        elif not closed.shows or closed.start == inline.length:
            inline.put(*closed.printed())

    def _break_fields(self, inline: Inline) -> None:
        """A paragraph's end: an instruction goes no further, lest one lost end character swallow the rest of the form; a link goes on."""
        while self._fields and not self._fields[-1].shows:
            self._close_field(inline)
        for opened in self._fields:
            if not self._muted() and (target := opened.target):
                self._link(inline, opened.start, target)
            opened.start = 0
        if self._fields and self._fields[-1].is_checkbox:
            self._close_field(inline)

    # Drawings

    def _drawing(self, element: Element, inline: Inline) -> None:
        if element.tag == W + "drawing":
            drawn = drawings.drawing(element, self._judge)
        else:
            control = element.find(W + "control")
            if control is not None:
                text, marks = activex.shown(self._package, self._relationship(control))
                inline.put(text, marks)
                if text or marks:
                    return
            elif (embedded := element.find(OFFICE + "OLEObject")) is not None:
                if embedded.get("ProgID", "").startswith(("Forms.CheckBox", "Forms.OptionButton")):
                    inline.mark(Mark(checked=None, raw="☐", method="field"))
                    return
                if embedded.get("ProgID", "").startswith("Equation"):
                    return
            # A control or object that cannot be read is the picture that stands for it.
            drawn = vml(element, self._judge)
        inline.overlaid = inline.overlaid or drawn.stroke
        beside = (inline.after if inline.length else inline.before).extend
        labelled = any(piece.box is not None for piece in drawn.pieces)
        for piece in drawn.pieces:
            if piece.box is not None:
                outside, self._fields = self._fields, []
                beside(self._read_box(piece.box))
                self._fields = outside
            elif piece.mark is not None and labelled:
                # Boxes and their labels in one drawing keep the order in which they stand there.
                beside([Draft(MARK, [piece.mark], [], self.block)])
            elif piece.mark is not None and drawn.floating:
                inline.floating.append(piece.mark)
            elif piece.mark is not None:
                inline.mark(piece.mark)
        for words in drawn.words:
            if country := flag_of(words):
                self.pictures.append(Line(country, method="text"))
        beside(Draft(text, [], [], self.block) for text in (*drawn.texts, *(text for each in drawn.diagrams for text in self._diagram(each))))

    def _judge(self, key: str) -> tuple[bool, bool | None]:
        return self._package.box_picture(self._relationships().get(key))

    def _diagram(self, key: str) -> list[str]:
        """The texts of a diagram's points, or of a chart, one for each of their paragraphs, and one for each series of a chart."""
        related = self._relationships().get(key)
        root = None if related is None or related.external else self._package.tree(related.target)
        if root is None:
            return []
        texts = ("".join(run.text or "" for run in paragraph.iter(DRAWING + "t")) for paragraph in root.iter(DRAWING + "p"))
        series = (", ".join(value.text or "" for value in each.iter(CHART + "v")) for each in root.iter(CHART + "ser"))
        return [text.replace(MARK, "") for text in (*texts, *series) if text.strip()]


def _shows(run: Element) -> bool:
    """Whether the run shows something, and is not deleted."""
    if run.find(_TEXT) is None and run.find(_SYM) is None:
        return False
    parent = run.getparent()
    while parent is not None and parent.tag not in (_SDTCONTENT, P):
        if parent.tag in _DELETED:
            return False
        parent = parent.getparent()
    return True
