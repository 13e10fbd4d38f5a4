"""Drawn boxes and pictures of boxes: how large they are, how dark, and what the words that go with them say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from extractor.document import Mark
from extractor.marks import find_marks
from extractor.text import clean

# A box of a form is 4 to 26 points wide, as in PDF; 12,700 EMU are a point.
POINT: Final = 12_700
MOST_SIDE: Final = 26 * POINT
PICTURE_SIDE: Final = 36 * POINT
"""A picture that says in words what it is may be a little larger."""

_NOT_CHECKED: Final = re.compile(
    r"\bun-?(?:checked|ticked|selected|marked|crossed|filled)|\bnot[ _-](?:checked|ticked|selected|marked|crossed)|\bempty|\bblank\b|\bcleared\b"
    r"|(?:box|check|tick|radio)[ _-]?(?:off|no|empty|false)\b|\boff\b|\bleer|\bnicht[ _-]|\bnon[ _-](?:coch|s[ée]lect|selez)|\bd[ée]coch|\bvide\b"
    r"|\bvac[ií]|\bsin marcar|\bno[ _-]marcad|\bdesmarcad|\bn[ãa]o[ _-]marcad|\bvazi",
    re.IGNORECASE,
)
_CHECKED: Final = re.compile(
    r"\b(?:checked|ticked|selected|marked|crossed|filled|tick|check ?-?mark|cross|on(?! (?:the|a|an|this|your|form|page)\b)|yes)\b"
    r"|(?:box|check|tick|radio)[ _-]?(?:on|yes|true)\b"
    r"|\bcoch[ée]|\bmarcad|\bangekreuzt|\bselezionat|\bs[ée]lectionn",
    re.IGNORECASE,
)


def named_state(words: str) -> tuple[bool | None, bool]:
    """What the words that go with a picture say of it: its state, None where they say none, and whether they speak of a box at all."""
    if len(words) > 160:
        return None, False
    shown, marks = find_marks(words)
    if len(marks) == 1 and len(shown.strip()) < 3:
        return marks[0].checked, True
    if _NOT_CHECKED.search(words):
        return False, True
    if _CHECKED.search(words):
        return True, True
    return None, re.search(r"check ?-?_?box|tick ?-?box|\bbox\b", words, re.IGNORECASE) is not None


def picture_mark(words: str, width: int, height: int, judge: Callable[[], tuple[bool, bool | None]]) -> Mark | None:
    """The mark that a picture of this size, in EMU, is; None for any other picture.

    What the words that go with it say is held against its pixels: `judge` tells whether they show a box, and its state.
    """
    told, telling = named_state(words)
    if not (boxlike(width, height) or (telling and boxlike(width, height, PICTURE_SIDE))):
        return None
    _, seen = judge()
    state = seen if told is None else None if seen not in (None, told) else told
    return Mark(checked=state, raw=words.strip() if telling else "☒" if state else "☐", method="image", confidence=0.8)


_FLAG: Final = re.compile(
    r"\b(?:flag|drapeau|bandera|bandeira|flagge|bandiera|vlag)\b(?:\s*(?:of|de|du|da|del|der|von|van|des)\b)?(?:\s*(?:the|la|el|os|l['’])\s*)?", re.IGNORECASE
)


def flag_of(words: str) -> str:
    """The country whose flag a picture is, as the words that go with it say; "" for another picture."""
    country = clean(_FLAG.sub(" ", words)) if _FLAG.search(words) else ""
    return country if len(country) < 60 else ""


def boxlike(width: int, height: int, limit: int = MOST_SIDE) -> bool:
    """Whether something of this size, in EMU, is as large and as square as a box on a form."""
    return min(width, height) >= 4 * POINT and max(width, height) <= limit and 0.6 <= width / max(height, 1) <= 1.67


def dark(text: str) -> bool | None:
    """Whether a colour in hexadecimal is dark, as ink is; None for middle tones."""
    try:
        red, green, blue = bytes.fromhex(text.strip().lstrip("#")[:6])
    except ValueError:
        return {"black": True, "white": False, "window": False}.get(text.strip().lower().partition(" ")[0])
    light = (299 * red + 587 * green + 114 * blue) / 255_000
    return True if light < 0.4 else False if light > 0.8 else None


_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "": 1.0}


def points(text: str) -> float:
    """A length with its unit, in points; 0 where it is none."""
    match = re.match(r"\s*(\d{1,7}(?:\.\d{1,6})?|\.\d{1,6})\s*(pt|in|cm|mm|px|pc|)\s*$", text)
    return float(match[1]) * _UNITS[match[2]] if match else 0.0
