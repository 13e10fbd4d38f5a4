"""Whether a colour or a background can be seen as ink on white paper."""

from __future__ import annotations

import re

from extractor.markup.selectors import Declarations

# Named colours that boxes are filled with (CSS Color 4, 6.1); the light ones are left out.
_DARK = (
    "black gray grey dimgray dimgrey darkgray darkgrey silver navy blue darkblue mediumblue green darkgreen teal red darkred maroon "
    "purple orange crimson currentcolor steelblue royalblue dodgerblue forestgreen seagreen slategray slategrey midnightblue indigo "
    "brown olive limegreen lime tomato firebrick canvastext highlight"
)
_NAMED = frozenset(_DARK.split())
_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b")
_RGB = re.compile(r"rgba?\(\s*([\d.]+)(%?)[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_HSL = re.compile(r"hsla?\([^,)]*[\s,]+[\d.]+%[\s,]+([\d.]+)%(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_NOUGHT = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_SCALED_AWAY = re.compile(r"scale(?:3d)?\(\s*0\s*[,)]")
# Between a light grey field (#e6e6e6, 0.90) and a fill that people see (#c0c0c0, 0.75).
_LIGHTEST_INK = 0.8


def is_ink(value: str) -> bool:
    """Whether a colour, or any colour of a background or fill, is dark enough to be seen as a mark."""
    value = value.lower()
    for match in _HEX.finditer(value):
        digits = match[1]
        if len(digits) in (3, 4):
            digits = "".join(c + c for c in digits)
        if len(digits) == 8 and int(digits[6:], 16) < 64:
            continue
        if _luminance(*(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))) < _LIGHTEST_INK:
            return True
    for match in _RGB.finditer(value):
        scale = 100 if match[2] else 255
        if match[5] is not None and float(match[5]) / (100 if match[6] else 1) < 0.25:
            continue
        if _luminance(float(match[1]) / scale, float(match[3]) / scale, float(match[4]) / scale) < _LIGHTEST_INK:
            return True
    for match in _HSL.finditer(value):
        if match[2] is not None and float(match[2]) / (100 if match[3] else 1) < 0.25:
            continue
        if float(match[1]) < 100 * _LIGHTEST_INK:
            return True
    if "var(" in value:
        return True
    return any(word in _NAMED for word in re.findall(r"[a-z]+", re.sub(r"url\([^)]*\)", "", value)))


def _luminance(red: float, green: float, blue: float) -> float:
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def invisible(style: Declarations) -> bool:
    """Whether a box with these declarations takes no ink at all."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse") or _NOUGHT.fullmatch(style.get("font-size", "1")):
        return True
    if _NOUGHT.fullmatch(style.get("opacity", "1")) or style.get("color") == "transparent":
        return True
    return _SCALED_AWAY.search(style.get("transform", "")) is not None


def same_as_ground(style: Declarations, ground: Declarations) -> bool:
    """Whether what is written in a box has no other colour than what is behind it."""
    colour = style.get("color", ground.get("color", "")).lower()
    return bool(colour) and not is_ink(colour) and not is_ink(f"{ground.get('background', '')} {ground.get('background-color', '')}")
