"""Check boxes that store their state beside the glyph that they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.wordprocessing.symbols import family_of, symbol_text


def stored_mark(state: bool | None, shown: str, font: str | None, own: Mapping[bool, str]) -> Mark:
    """The mark of a box with a stored state, None where the stored value says nothing, held against the glyph that it shows in this font.

    `own` are the codes (`glyph_code`) of the box's own glyphs for its two states, where it names them.
    """
    glyph = shown.strip()
    raw = "☒" if state else "☐"
    disagrees = False
    if glyph:
        _, marks = symbol_text(glyph, font) if font and family_of(font) else find_marks(glyph)
        seen = marks[0].checked if len(marks) == 1 else None
        code = glyph_code(f"{ord(glyph[0]):X}") if len(glyph) == 1 else ""
        if code and own.get(True) != own.get(False) and code in own.values():
            seen = own.get(True) == code
        disagrees = None not in (seen, state) and seen != state
        raw = marks[0].raw if len(marks) == 1 else glyph
        if state is None and seen is not None:
            # A value that says nothing (LibreOffice writes one that is empty): the box is what a reader sees.
            return Mark(checked=seen, raw=raw, method="glyph", confidence=0.8)
    return Mark(checked=state, raw=raw, method="field", disagrees=disagrees)


def glyph_code(text: str | None) -> str:
    """A state glyph's code, the same for U+F0FE, 00FE and FE."""
    code = character_code(text)
    return "" if code is None else f"{code - 0xF000 if 0xF000 <= code <= 0xF0FF else code:X}"


def character_code(text: str | None) -> int | None:
    """A character's code from hexadecimal; None where it is none."""
    try:
        code = int(text or "", 16)
    except ValueError:
        return None
    return code if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def overlaid(first: str, second: str) -> Mark | None:
    """The mark that one sign printed over another is, where one of them is an empty frame; None for any other two."""
    for frame, sign in ((first, second), (second, first)):
        shown, marks = find_marks(frame.strip())
        if shown == MARK and marks[0].checked is False:
            return replace(marks[0], checked=bool(sign.strip()), raw=(frame + sign).strip())
    return None
