"""Form controls: content controls and legacy form fields. What state they hold, and what they show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from extractor.document import Mark
from extractor.marks import find_marks
from extractor.readers.docx.styles import font_of
from extractor.readers.docx.xml import W14, Element, W, integer, local_name, on_off, value
from extractor.wordprocessing.prompts import is_prompt
from extractor.wordprocessing.states import character_code, glyph_code, stored_mark
from extractor.wordprocessing.symbols import symbol_text

_CHECKBOX: Final = (W14 + "checkbox", W + "checkbox", "{http://schemas.microsoft.com/office/word/2012/wordml}checkbox")


def checkbox_of(properties: Element) -> Element | None:
    """The check box that a content control is; None where it is another kind."""
    for child in properties:
        if child.tag in _CHECKBOX:
            return child
    return None


def control_mark(checkbox: Element, shown: str, font: str | None) -> Mark:
    """The mark of a `w14:checkbox` ([MS-DOCX] 2.6.2.1): its stored state, and whether the glyph that it shows says the same."""
    state: bool | None = False
    own: dict[bool, str] = {}
    for child in checkbox:
        name = local_name(child)
        if name == "checked":
            state = on_off(child)
        elif name in ("checkedState", "uncheckedState"):
            own[name == "checkedState"] = glyph_code(value(child))
    return stored_mark(state, shown, font, own)


def shows_mark(run: Element) -> bool:
    """Whether the run holds a symbol, or a glyph that boxes are made of."""
    if run.find(W + "sym") is not None:
        return True
    fonts = run.find(f"{W}rPr/{W}rFonts")
    text = "".join(each.text or "" for each in run.iterchildren(W + "t"))
    return bool((symbol_text(text, font_of(fonts) or "") if fonts is not None else find_marks(text))[1])


def sym(element: Element) -> tuple[str, tuple[Mark, ...]]:
    """What a `w:sym` shows: text, and marks where it is one."""
    code = character_code(element.get(W + "char"))
    return ("", ()) if code is None else symbol_text(chr(code), element.get(W + "font", ""))


@dataclass(slots=True)
class Field:
    """A complex field between its begin and end characters (ECMA-376 part 1, 17.16.18)."""

    data: Element | None
    instruction: str = ""
    shows: bool = False
    """Past the separator: what follows is the result, which a reader sees."""
    start: int = 0
    """Where in its paragraph the result begins."""
    seen: str = ""
    """What a check box's result holds: its glyph, where the producer wrote one."""

    @property
    def mute(self) -> bool:
        """Whether the text met now is not shown by itself."""
        return not self.shows or self.is_checkbox

    @property
    def is_checkbox(self) -> bool:
        """Whether the field is a check box."""
        return (self.data is not None and self.data.find(W + "checkBox") is not None) or "FORMCHECKBOX" in self.instruction

    def mark(self) -> Mark:
        """The mark of a check box: `w:checked`, else `w:default` (ECMA-376 part 1, 17.16.8), held against the glyph of its result."""
        box = None if self.data is None else self.data.find(W + "checkBox")
        if box is None:
            return Mark(checked=None, raw="☐", method="field")
        state = box.find(W + "checked")
        checked = on_off(box.find(W + "default") if state is None else state)
        mark = Mark(checked=checked, raw="☒" if checked else "☐", method="field")
        _, marks = find_marks(self.seen)
        if len(marks) == 1 and None not in (checked, marks[0].checked) and marks[0].checked != checked:
            return replace(mark, raw=marks[0].raw, disagrees=True)
        return mark

    def choice(self) -> str:
        """The entry that a drop-down shows; "" where it is none, or shows a blank or a prompt."""
        choices = None if self.data is None else self.data.find(W + "ddList")
        if choices is None:
            return ""
        chosen = choices.find(W + "result")
        if chosen is None:
            chosen = choices.find(W + "default")
        index = 0 if chosen is None else integer(value(chosen))
        entries = [value(entry) or "" for entry in choices.iterchildren(W + "listEntry")]
        entry = entries[index] if 0 <= index < len(entries) else ""
        return "" if index == 0 and is_prompt(entry) else entry
