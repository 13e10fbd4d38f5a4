"""What only Word's own HTML has: list bullets as text, form fields in conditional comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.document import MARK, Mark
from extractor.markup.css import length
from extractor.markup.lines import Item
from extractor.markup.lists import item_mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from extractor.markup.selectors import Declarations

# Word fills the space after a bullet or number with no-break spaces in this font and size.
_GAP = re.compile(r"font:\s*7(?:\.0)?pt\s+[\"']?Times New Roman", re.IGNORECASE)
_LEVEL = re.compile(r"level(\d)", re.IGNORECASE)
_NUMBER = re.compile(r"[(\[]?([0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxlcIVXLC]{1,7})[.)\]:]\Z|([0-9]{1,3}(?:\.[0-9]{1,3})*)\Z")
_DATA = re.compile(r"<w:data>\s*([0-9A-Fa-f\s]+?)\s*</w:data>")


def is_gap(element: Element) -> bool:
    """Whether an element is the space that Word puts after a bullet or number."""
    style = element.get("style")
    return style is not None and _GAP.search(style) is not None


def level(mso_list: str) -> int:
    """The level of a list paragraph, from `mso-list: l0 level2 lfo1`, 0 the outermost."""
    match = _LEVEL.search(mso_list)
    return max(int(match[1]) - 1, 0) if match else 0


def hanging(element: Element, style: Declarations) -> float:
    """The left margin of a list paragraph that Word saved "filtered", without its level; 0 for any other paragraph."""
    if not (element.get("class") or "").startswith("MsoList") or not style["text-indent"].startswith("-"):
        return 0.0
    sides = style.get("margin", "").split()
    return length(style.get("margin-left") or (sides[3] if len(sides) == 4 else None)) or 0.0


def bullet(text: str, marks: tuple[Mark, ...]) -> Item | None:
    """The list item that Word's text of a bullet or number stands for; None where it is neither."""
    if text == MARK and len(marks) == 1:
        return item_mark(marks[0])
    if len(text) == 1 and not text.isdigit():
        from extractor.marks import find_marks

        found, more = find_marks(text)
        return item_mark(more[0]) if more and found == MARK else Item("-")
    match = _NUMBER.match(text)
    return Item("1.", match[1] or match[2]) if match else None


class FormFields:
    """Legacy form fields, which Word writes as comments: `FORMCHECKBOX`, then the field's data."""

    def __init__(self) -> None:
        self._open = False

    def see(self, comment: str) -> Mark | None:
        """The mark that a comment completes; None for any other comment."""
        if self._open:
            data = _DATA.search(comment)
            if data is not None:
                self._open = False
                return _check_box(data[1])
            if "field-end" in comment:
                self._open = False
                return Mark(None, raw="FORMCHECKBOX", method="field")
        if "FORMCHECKBOX" in comment:
            self._open = True
            data = _DATA.search(comment)
            if data is not None:
                self._open = False
                return _check_box(data[1])
        return None


def _check_box(data: str) -> Mark:
    """A check box from its FFData structure ([MS-DOC] 2.9.78): two bytes of bits after the version, then lengths, the name, and the default state."""
    unknown = Mark(None, raw="FORMCHECKBOX", method="field")
    try:
        raw = bytes.fromhex(data)
    except ValueError:
        return unknown
    if len(raw) < 12 or raw[:4] != b"\xff\xff\xff\xff":
        return unknown
    bits = int.from_bytes(raw[4:6], "little")
    if bits & 3 != 1:
        return unknown
    state = bits >> 2 & 31
    if state == 25:  # never changed: the default counts
        name = int.from_bytes(raw[10:12], "little")
        at = 12 + 2 * name + 2
        if len(raw) < at + 2:
            return unknown
        state = int.from_bytes(raw[at : at + 2], "little")
    if state not in (0, 1):
        return unknown
    return Mark(state == 1, raw="FORMCHECKBOX checked" if state else "FORMCHECKBOX unchecked", method="field")
