"""One pass over the tree of a page: every element adds to the flow of its block, cell or table what a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.document import Block, Line, Mark, lines_of
from extractor.errors import Unreadable
from extractor.marks import find_marks
from extractor.marks.choices import DROPPED, may_be_choice, set_apart
from extractor.markup import boxes, fields, questions, word
from extractor.markup.colours import invisible, same_as_ground
from extractor.markup.css import generated
from extractor.markup.lines import Flow, place_of
from extractor.markup.lists import item_of
from extractor.markup.order import may_reorder, reorder
from extractor.markup.structure import End
from extractor.markup.style import Plan, State, symbol_font
from extractor.markup.tree import MOST_NESTING
from extractor.markup.writing import Writing
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


# A letter or blanks underlined are a blank to write on: "__x__", "___". More blanks are a line for text.
_UNDERLINED = re.compile(r"[\s\u00a0]*([xX✓✔✗✘])?[\s\u00a0]*\Z")


# Underlined blanks are boxes only on a page that has an underlined letter too.
_UNDERLINED_LETTER = re.compile(r"<u>(?:&nbsp;|&#160;|[\s\u00a0])*[x✓✔✗✘](?:&nbsp;|&#160;|[\s\u00a0])*</u>")


def _underlined(element: Element, blank: bool) -> str:
    """What an underlined letter, or `blank` where that may be a box, would be on a typewriter; "" for underlined text."""
    text = element.text or ""
    match = None if len(element) else _UNDERLINED.match(text)
    if match is None:
        return ""
    blanks = text.count("\u00a0")
    if match[1]:
        return f" _{match[1]}_ " if blanks or len(text) > 1 else ""
    return " ___ " if blank and 2 <= blanks <= 6 else ""


_TYPED_ITEM = re.compile(r"( *)(?:[-*•·‣▪◦–]|\(?\w{1,3}[.)]) +\S")


def _level(line: str, indents: list[int]) -> int:
    """The depth of a list item typed into a field, told from its indent; 0 of any other line. `indents` are those of the open items, the outermost first."""
    match = _TYPED_ITEM.match(line.expandtabs(4))
    if match is None:
        return 0
    indent = len(match[1])
    while len(indents) > 1 and indent < indents[-1]:
        indents.pop()
    if indent >= indents[-1] + 2:
        indents.append(indent)
    return len(indents) - 1


def _skip() -> None:
    """The end of an element that nothing in is read."""


class Walker(Writing):
    """Turns one tree into blocks; made for one page, used once."""

    def __init__(self, root: Element, html: str, line: int = 1, hidden: bool = False) -> None:
        html = html.lower()
        super().__init__(root, html, line, hidden)
        self.furniture: list[Line] = []
        """Running headers and footers, and text that stands for pictures that are no marks: a flag's country."""
        self.removed: list[str] = []
        """Text that is marked as deleted."""
        self._root = root
        self._offset = line - 1
        self._blanks = "<u>" in html and _UNDERLINED_LETTER.search(html) is not None
        self._unset = fields.unset_radios(root) if "radio" in html else frozenset()
        self._answered = questions.answered(root, self._labels, self._unset) if "radio" in html or "<select" in html else {}
        self._form_fields = word.FormFields()
        if may_reorder(html):
            reorder(root, self.styles.of)

    def blocks(self) -> tuple[Block, ...]:
        """Walk the tree and give what it shows."""
        from lxml import etree

        stack: list[tuple[State, End | None]] = []
        plan_of = self.styles.plan
        tables, drawn = self.tables, self._boxes
        walk = etree.iterwalk(self._root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "start":
                self.depth += 1
                if self.depth > MOST_NESTING:
                    raise Unreadable("too-large", "The page nests its elements thousands deep; save it again from a browser or a word processor.")
                line = element.sourceline
                if line:
                    self.line = line + self._offset
                state = self._state
                plan = plan_of(element)
                if tables and (depth := tables[-1].depth) is not None and depth >= self.depth and plan.kind != "unseen":
                    self.keep_rows(element, plan)
                if plan.simple and not (self._roles and element in self._roles) and not (drawn and element in drawn):
                    if plan.changes:
                        self._state = plan.apply(state)
                    stack.append((state, None))
                    if text := element.text:
                        self._text(set_apart(text, plan.choice) if plan.choice and not len(element) and may_be_choice(text) else text)
                    continue
                end = self._start(element, plan)
                stack.append((state, end))
                if end is _skip:
                    walk.skip_subtree()
                elif text := element.text:
                    self._text(set_apart(text, plan.choice) if plan.choice and not len(element) and may_be_choice(text) else text)
                continue
            if event == "end":
                if tables and tables[-1].depth is not None:
                    self.close_rows(self.depth + 1)
                state, end = stack.pop()
                if end is not None:
                    end()
                self._state = state
                self.depth -= 1
            elif (mark := self._form_fields.see(element.text or "")) is not None:
                self.mark(mark)
            if tail := element.tail:
                if tables and tables[-1].depth == self.depth + 1 and not tail.isspace():
                    self.close_rows(self.depth + 1)
                self._text(tail)
        self.close_rows(0)
        self.flow.new_paragraph()
        return tuple(self.flow.blocks)

    # Elements

    def _start(self, element: Element, plan: Plan) -> End | None:
        """Begin an element; `_skip` where nothing in it is to be read."""
        kind = plan.kind
        special = _SPECIAL.get(kind)
        if special is not None:
            return special(self, element, plan)
        if plan.changes:
            self._state = plan.apply(self._state)
        if plan.furniture:
            return self._running(element)
        if plan.faint and len("".join(element.itertext()).strip()) <= 2:
            return _skip
        if plan.style and self.flow.item is not None and "float" in plan.style and self._printed_bullet(element):
            return _skip
        ends: list[End] = []
        if kind != "inline":
            end = self.begin(element, plan)
            if end is not None:
                ends.append(end)
        else:
            self._inline(element, plan, ends)
            if ends and ends[-1] is _skip:
                return _skip
        if plan.marked:
            ends.append(self._begin_pending(element, plan))
        elif self._boxes and element in self._boxes:
            self.mark(self._boxes[element])
            if boxes.is_whole(element):
                for end in reversed(ends):
                    end()
                return _skip
        elif plan.generates:
            self._generate(element, plan, ends)
        if not ends:
            return None
        if len(ends) == 1:
            return ends[0]

        def end_all() -> None:
            for end in reversed(ends):
                end()

        return end_all

    def _inline(self, element: Element, plan: Plan, ends: list[End]) -> None:
        tag = plan.tag
        if self._roles and element in self._roles:
            end = self.begin_inline(element, plan)
            if end is not None:
                ends.append(end)
        if tag == "a":
            if target := fields.target(element):
                self.flow.link_start(target)
                ends.append(self.flow.link_end)
        elif tag == "u" and (typed := _underlined(element, self._blanks)):
            self.flow.text(typed, self.line)
            ends.append(_skip)
        elif tag == "q":
            self.flow.text("“", self.line, self._state.bold)
            ends.append(self._end_quote)
        if plan.apart:
            self.flow.space()
            ends.append(self.flow.space)
        if plan.style:
            if plan.style.get("mso-list", "").lower() == "ignore":
                position = self.flow.length
                ends.append(lambda: self._word_bullet(position))
            elif "font" in plan.style and word.is_gap(element):
                # What is before the gap on its line is the bullet or number.
                self._word_bullet(0)

    def _end_quote(self) -> None:
        self.flow.text("”", self.line, self._state.bold)

    def _word_bullet(self, position: int) -> None:
        flow = self.flow
        text, marks = flow.peek(position)
        item = word.bullet(clean(text), marks)
        if item is not None:
            flow.take(position)
            flow.item = item
        elif not text.strip():
            flow.take(position)

    def _printed_bullet(self, element: Element) -> bool:
        """Take the bullet or number that a converter set as text, floating before a list item's own: LibreOffice's XHTML."""
        text = clean(element.text or "")
        if len(element) or not self.flow.blank or not 0 < len(text) <= 8:
            return False
        # A bullet of a symbol font, written twice: in the span and in what floats in it.
        if text[0] > "\ue000" and len(set(text)) == 1:
            text = text[0]
        found, marks = find_marks(text, font=self._state.font)
        item = word.bullet(found, marks)
        if item is not None:
            self.flow.item = item
        return item is not None

    def _generate(self, element: Element, plan: Plan, ends: list[End]) -> None:
        """Text before and after an element that the style sheet generates."""
        for part in ("before", "after"):
            made = plan.rules.get(part)
            if not made or invisible(made) or same_as_ground(made, plan.style):
                continue
            content = generated(made.get("content", "none"), element)
            if content is None or not content.text.strip() or fields.belongs_to_field(element, self._labels.by_id):
                continue
            font = symbol_font(made["font-family"]) if "font-family" in made else self._state.font
            state = self._state._replace(font=font)
            if part == "after":
                ends.append(lambda text=content.text, state=state: self._generated_text(text, state))  # type: ignore[misc]
            elif plan.kind == "item" and self.flow.item is not None and self.flow.blank:
                self.flow.item = item_of(content.text, font, self.flow.item)
            else:
                self._generated_text(content.text, state)

    def _generated_text(self, text: str, state: State) -> None:
        before, line = self._state, self.line
        self._state = state
        self._text(text)
        self._state, self.line = before, line

    def _running(self, element: Element) -> End:
        """A running header or footer: its lines stand apart."""
        body = self.flow
        body.new_paragraph()
        self.flow = Flow()

        def end() -> None:
            self.flow.new_paragraph()
            self.furniture += lines_of(tuple(self.flow.blocks))
            self.flow = body

        return end

    # Elements that hold no flow of their own

    def _unseen(self, element: Element, plan: Plan) -> End:
        if plan.tag == "del" and may_be_choice(element.text or "") and not len(element):
            self._text(set_apart(element.text or "", DROPPED))
        elif plan.tag == "del" and (text := clean("".join(element.itertext()))):
            self.removed.append(text)
        return _skip

    def _break(self, element: Element, plan: Plan) -> End:
        self.flow.new_line()
        return _skip

    def _rule(self, element: Element, plan: Plan) -> End:
        self.flow.new_paragraph()
        return _skip

    def _nothing(self, element: Element, plan: Plan) -> End:
        return _skip

    def _input(self, element: Element, plan: Plan) -> End:
        kind = (element.get("type") or "").strip().lower()
        if element in self._answered:
            self.mark(replace(self._answered[element], place=place_of(self.line)))
        elif kind in ("checkbox", "radio"):
            if fields.is_mark_field(element):
                self.mark(fields.mark_field(element, self._labels, place_of(self.line), element in self._unset))
        elif text := fields.field_text(element):
            self._field(text)
        return _skip

    def _field(self, text: str) -> None:
        """Text that was typed or chosen."""
        if self._state.hidden:
            return
        flow = self.flow
        flow.space()
        outer, indents = flow.level, [0]
        for index, part in enumerate(text.splitlines()):
            if index:
                flow.new_line()
            if part.strip():
                if "\n" in text:
                    flow.level = outer + _level(part, indents)
                flow.text(part, self.line, field=True)
        flow.space()
        if flow.level != outer:
            flow.new_line()
            flow.level = outer

    def _textarea(self, element: Element, plan: Plan) -> End:
        self.flow.new_paragraph()
        self._field("".join(element.itertext()).strip())
        self.flow.new_paragraph()
        return _skip

    def _select(self, element: Element, plan: Plan) -> End:
        if element in self._answered:
            self.mark(replace(self._answered[element], place=place_of(self.line)))
            return _skip
        if element.get("multiple") is None and (element.get("size") or "1").strip() in ("0", "1"):
            if text := fields.chosen(element):
                self._field(text)
            return _skip
        # A list that shows all its options, the chosen ones marked.
        for text, selected in fields.options(element):
            self.flow.new_paragraph()
            self.mark(Mark(selected, raw=f"option {fields.STATE_NAMES[selected]}", method="field", tied_to=clean(text) or None, place=place_of(self.line)))
            self.flow.text(text, self.line)
        self.flow.new_paragraph()
        return _skip

    def _picture(self, element: Element, plan: Plan) -> End:
        from extractor.markup.pictures import picture_text

        mark = self._boxes.get(element)
        if mark is not None:
            self.mark(mark)
        elif not self._state.hidden and (text := picture_text(element)):
            place = place_of(self.line)
            text, marks = find_marks(text, place)
            for one in marks:
                self.mark(replace(one, method="image"))
            if not marks:
                self.furniture.append(Line(text, place, method="image"))
        return _skip

    def _button(self, element: Element, plan: Plan) -> End:
        if not (plan.marked or fields.stated(element) is not None):
            return _skip
        return self._begin_pending(element, plan)


_SPECIAL: dict[str, Callable[[Walker, Element, Plan], End]] = {
    "unseen": Walker._unseen,
    "br": Walker._break,
    "hr": Walker._rule,
    "wbr": Walker._nothing,
    "input": Walker._input,
    "textarea": Walker._textarea,
    "select": Walker._select,
    "picture": Walker._picture,
    "button": Walker._button,
}
