"""Form controls: content controls, legacy form fields, ActiveX. What state they hold, and what they show."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.symbols import symbol_text
from extractor.readers.docx.xml import ACTIVEX, W14, Element, R, W, integer, local_name, on_off, truth, value

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
            own[name == "checkedState"] = _code(value(child))
    glyph = shown.strip()
    disagrees = False
    if glyph and state is not None:
        seen: bool | None = None
        code = _code(f"{ord(glyph[0]):X}") if len(glyph) == 1 else ""
        if code and own.get(True) != own.get(False) and code in own.values():
            seen = own.get(True) == code
        else:
            _, marks = symbol_text(glyph, font) if font else find_marks(glyph)
            if len(marks) == 1:
                seen = marks[0].checked
        disagrees = seen is not None and seen != state
    return Mark(checked=state, raw=glyph or ("☒" if state else "☐"), method="field", disagrees=disagrees)


def _code(text: str | None) -> str:
    """A state glyph's code, the same for U+F0FE, 00FE and FE."""
    code = integer_of_hex(text)
    return "" if code is None else f"{code - 0xF000 if 0xF000 <= code <= 0xF0FF else code:X}"


def integer_of_hex(text: str | None) -> int | None:
    """A number in hexadecimal; None where it is none, or no character's."""
    try:
        code = int(text or "", 16)
    except ValueError:
        return None
    return code if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def sym(element: Element) -> tuple[str, tuple[Mark, ...]]:
    """What a `w:sym` shows: text, and marks where it is one."""
    code = integer_of_hex(element.get(W + "char"))
    if code is None:
        return "", ()
    font = element.get(W + "font", "")
    return symbol_text(chr(code), font)


def legacy_mark(data: Element) -> Mark | None:
    """The mark of a FORMCHECKBOX field's `w:ffData`; None where it is no check box."""
    box = data.find(W + "checkBox")
    if box is None:
        return None
    state = box.find(W + "checked")
    if state is None:
        state = box.find(W + "default")
    checked = on_off(state)
    return Mark(checked=checked, raw="☒" if checked else "☐", method="field")


def legacy_choice(data: Element) -> str | None:
    """The entry that a FORMDROPDOWN field shows; None where it is no drop-down."""
    choices = data.find(W + "ddList")
    if choices is None:
        return None
    chosen = choices.find(W + "result")
    if chosen is None:
        chosen = choices.find(W + "default")
    index = 0 if chosen is None else integer(value(chosen))
    entries = [value(entry) or "" for entry in choices.iterchildren(W + "listEntry")]
    return entries[index] if 0 <= index < len(entries) else ""


def agreeing(mark: Mark, shown: str) -> Mark:
    """The mark of a field, with what the field's result shows held against it."""
    _, marks = find_marks(shown)
    if len(marks) == 1 and mark.checked is not None and marks[0].checked != mark.checked:
        return replace(mark, raw=marks[0].raw, disagrees=True)
    return mark


# Class ids of the Forms 2.0 controls ([MS-OFORMS] 2.1.2).
_BOXES: Final = ("8bd21d40-ec42-11ce-9e0d-00aa006002f3", "8bd21d50-ec42-11ce-9e0d-00aa006002f3")
_ENTRIES: Final = ("8bd21d10-ec42-11ce-9e0d-00aa006002f3", "8bd21d30-ec42-11ce-9e0d-00aa006002f3", "8bd21d20-ec42-11ce-9e0d-00aa006002f3")
_LABEL: Final = "978c9e23-d4b0-11ce-bf2d-00aa003f40d0"


def activex(package: Package, related: Relationship | None) -> tuple[str, tuple[Mark, ...]]:
    """What an ActiveX control shows: a check box or option button with its caption, an entry's text, a label's caption."""
    if related is None or related.external or (root := package.tree(related.target)) is None:
        return "", ()
    kind = root.get(ACTIVEX + "classid", "").strip("{}").lower()
    properties = {child.get(ACTIVEX + "name", ""): child.get(ACTIVEX + "value", "") for child in root.iter(ACTIVEX + "ocxPr")}
    caption = properties.get("Caption", "")
    if kind in _BOXES:
        state: bool | None = None
        if "Value" in properties:
            state = truth(properties["Value"])
        if root.get(R + "id") and "Value" not in properties:
            binary = package.relationships(related.target).get(root.get(R + "id", ""))
            data = package.tolerant(binary.target) if binary is not None and not binary.external else None
            state, caption = (None, caption) if data is None else morph_data(data)
        mark = Mark(checked=state, raw="☒" if state else "☐", method="field", tied_to=caption.strip() or None)
        return (f"{MARK} {caption} " if caption else MARK), (mark,)
    if kind in _ENTRIES:
        return properties.get("Value", ""), ()
    if kind == _LABEL:
        return caption, ()
    return "", ()


def morph_data(data: bytes) -> tuple[bool | None, str]:
    """State and caption of a check box that was saved as a stream; None and "" where it cannot be followed."""
    return None, ""
