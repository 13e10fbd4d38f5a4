"""Fields: what stands between a field's begin and end characters, and what a field prints that has no result."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from extractor.document import MARK, Mark
from extractor.marks import find_marks, lone_mark, unmark
from extractor.readers.docx.xml import Element, W, integer, on_off, value
from extractor.wordprocessing.prompts import is_prompt
from extractor.wordprocessing.states import overlaid
from extractor.wordprocessing.symbols import symbol_text

_LINK: Final = re.compile(r"\s*HYPERLINK\s+(?:\\[nmt]\s+)*(?:\"([^\"]*)\"|([^\s\\]\S*))", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)\s.*?\\f\s+\"?([^\"\\]+)", re.IGNORECASE)
_SYMBOL_UNICODE: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)\s*(?:\\[uhs](?:\s+\d+)?\s*)*\Z", re.IGNORECASE)
# Equations: a sign drawn over a frame (Word's enclosed characters for East Asia), and a frame around a sign.
_OVERLAY: Final = re.compile(r"\s*EQ\s+\\o\s*(?:\\a[lrc]\s*)?\(\s*([^,;()]*?)\s*[,;]\s*([^,;()]*?)\s*[,;]?\s*\)", re.IGNORECASE)
_FRAMED: Final = re.compile(r"\s*EQ\s+\\x\s*(?:\\(?:to|bo|le|ri)\s*)*\(\s*([^()]*?)\s*\)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"\s*CONTROL\s+Forms\.(?:HTML:)?(?:CheckBox|OptionButton)", re.IGNORECASE)
_BUTTON: Final = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*\S)\s*\Z", re.IGNORECASE | re.DOTALL)

Shown = tuple[str, tuple[Mark, ...]]
"""Text with U+FFFC for each mark, and the marks."""


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
        """Whether the field is a check box; an embedded control says nothing of its state here."""
        if (self.data is not None and self.data.find(W + "checkBox") is not None) or "FORMCHECKBOX" in self.instruction:
            return True
        return "CONTROL" in self.instruction and _CONTROL.match(self.instruction) is not None

    def see(self, text: str) -> None:
        """Text that is not shown by itself: of the instruction before the separator, else of the result."""
        if self.shows:
            self.seen += text
        else:
            self.instruction += text.replace(MARK, "")

    @property
    def target(self) -> str:
        """Where a HYPERLINK field goes; "" where it is another field, or stays in the document."""
        match = _LINK.match(self.instruction)
        return "" if match is None else match[1] or match[2] or ""

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

    def box(self) -> Shown:
        """What a check box shows: its mark; beside that of an embedded control, which is all its result, its caption."""
        if _CONTROL.match(self.instruction):
            text, marks = find_marks(self.seen)
            if len(marks) == 1 and text.startswith(MARK):
                return text + " ", (replace(marks[0], method="field"),)
        return MARK, (self.mark(),)

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

    def printed(self) -> Shown:
        """What a field prints by its instruction alone: the entry of a drop-down, a symbol, signs drawn over each other, the face of a macro button."""
        if choice := self.choice():
            return choice.replace(MARK, ""), ()
        instruction = self.instruction
        if match := _SYMBOL.match(instruction) or _SYMBOL_UNICODE.match(instruction):
            code = int(match[1], 16) if match[1].lower().startswith("0x") else int(match[1][:6])
            font = match[2].strip() if len(match.groups()) > 1 else ""
            return symbol_text(chr(code), font) if 0 < code < 0xD800 or 0xE000 <= code < 0xFFF0 else ("", ())
        if match := _OVERLAY.match(instruction):
            mark = overlaid(match[1], match[2])
            return (MARK, (mark,)) if mark is not None else (match[1] + match[2], ())
        if match := _FRAMED.match(instruction):
            inner = lone_mark(match[1])
            if inner is not None or not match[1]:
                return MARK, (Mark(checked=bool(match[1]), raw=f"box with {match[1]}" if match[1] else "☐"),)
            return match[1], ()
        if match := _BUTTON.match(instruction):
            shown, marks = find_marks(match[1])
            # Most macro buttons have no macro: they are the prompts of old templates.
            return (shown, marks) if marks or not (is_prompt(shown) or shown.startswith(("[", "<", "{"))) else ("", ())
        return "", ()


def as_text(text: str, font: str) -> str:
    """Characters of a symbol font as the Unicode characters that they show."""
    return unmark(*symbol_text(text.replace(MARK, ""), font))
