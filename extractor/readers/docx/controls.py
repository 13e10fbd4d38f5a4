"""Form controls: content controls and legacy form fields. What state they hold, and what they show."""

from __future__ import annotations

from typing import Final

from extractor.document import Mark
from extractor.marks import find_marks
from extractor.readers.docx.styles import font_of
from extractor.readers.docx.xml import W14, Element, W, local_name, on_off, value
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
