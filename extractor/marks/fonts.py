"""Symbol fonts: what their letters and codes show, and the letters that are left of them where the font is lost."""

from __future__ import annotations

from extractor.marks.glyphs import SHAPES, Shape

# Symbol fonts: what the low byte of a code shows. Wingdings, Wingdings 2, Webdings, ZapfDingbats: the fonts' own charts.
SYMBOL_FONTS: dict[str, dict[int, Shape]] = {
    "wingdings": {
        0x6F: "empty",
        0xA8: "empty",
        0x71: "empty",
        0x72: "empty",
        0x70: "empty",
        0xA1: "empty",
        0xA6: "empty",
        0x6D: "empty",
        0xA2: "empty",
        0x99: "empty",
        0x6E: "filled",
        0x6C: "filled",
        0xA7: "dot",
        0xA9: "marked",
        0xA4: "marked",
        0xA5: "marked",
        0xA3: "empty",
        0xFD: "marked",
        0xFE: "marked",
        0x78: "marked",
        0x54: "marked",
        0xFC: "tick",
        0xFB: "cross",
    },
    "wingdings2": {
        0x30: "empty",
        0xA3: "empty",
        0x2A: "empty",
        0x81: "empty",
        0x82: "empty",
        0x83: "empty",
        0x99: "empty",
        0x9A: "empty",
        0x52: "marked",
        0x53: "marked",
        0x54: "marked",
        0x51: "marked",
        0x55: "marked",
        0x56: "marked",
        0x57: "marked",
        0x58: "marked",
        0xA4: "marked",
        0xA5: "marked",
        0xA6: "marked",
        0x9C: "marked",
        0x9D: "marked",
        0xA2: "filled",
        0x96: "dot",
        0x97: "filled",
        0x98: "filled",
        0xA1: "filled",
        0xA0: "dot",
        0x50: "tick",
        0x4F: "cross",
        0xCE: "cross",
        0xD0: "cross",
        0xCF: "cross",
        0xCD: "cross",
    },
    "wingdings3": {},
    "webdings": {0x63: "empty", 0x31: "empty", 0x78: "empty", 0x67: "filled", 0x3C: "filled", 0x6E: "filled", 0x61: "tick", 0x72: "cross", 0x3D: "empty"},
    "zapfdingbats": {
        0x6F: "empty",
        0x70: "empty",
        0x71: "empty",
        0x72: "empty",
        0x6D: "empty",
        0x6E: "filled",
        0x6C: "filled",
        0x33: "tick",
        0x34: "tick",
        0x35: "cross",
        0x36: "cross",
        0x37: "cross",
        0x38: "cross",
    },
    "symbol": {0xB7: "dot", 0xA8: "dot", 0xD6: "tick", 0xB4: "cross", 0x7F: "empty", 0xF0: "empty"},
}
# The same fonts under the names that producers give them.
_FAMILIES = (
    *((name, "wingdings2") for name in ("wingdings2", "wingdings 2", "wingdings-2")),
    *((name, "wingdings3") for name in ("wingdings3", "wingdings 3", "wingdings-3")),
    *((name, "wingdings") for name in ("wingdings", "opensymbol", "starsymbol")),
    ("webdings", "webdings"),
    *((name, "zapfdingbats") for name in ("dingbats", "d050000l")),
    *((name, "symbol") for name in ("standardsymbols", "symbolmt", "symbolps")),
)
_CP1252 = {bytes([code]).decode("cp1252", "replace"): code for code in range(0x80, 0xA0)}
_MACROMAN = {bytes([code]).decode("mac_roman"): code for code in range(0x80, 0x100)}


def symbol_family(font: str) -> str | None:
    """The symbol font's family ("wingdings", "zapfdingbats", …) that a font's name, with or without subset prefix, stands for; None for a text font."""
    name = font.partition("+")[2] or font
    name = name.strip().strip("'\"").lower()
    if name in ("symbol", "symbol,bold"):
        return "symbol"
    for prefix, family in _FAMILIES:
        if prefix in name:
            return family
    return None


def symbol_shape(character: str, family: str) -> Shape | None:
    """What a character of a symbol font shows: its code in U+F0xx, as a byte, or as the letter that cp1252 or Mac Roman makes of the byte."""
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    table = SYMBOL_FONTS[family]
    if code < 0x100 and code in table:
        return table[code]
    if character in SHAPES:
        return SHAPES[character]
    for encoding in (_CP1252, _MACROMAN):
        if (byte := encoding.get(character)) is not None and byte in table:
            return table[byte]
    return None


def private_shape(character: str) -> Shape | None:
    """What U+F020 to U+F0FF shows where the font's name is lost: Wingdings is what nearly all of them are."""
    code = ord(character) - 0xF000
    return SYMBOL_FONTS["wingdings"].get(code) if 0x20 <= code <= 0xFF and code != 0xB7 else None


_FIGURES: dict[str, Shape] = {"1": "marked", "0": "empty"}
LOST_LETTERS = frozenset("oqnlmpcgrRTSQP£þýüû¨§345678")
"""Letters that begin a line by themselves only where they were boxes of a symbol font."""
SURE_LOST_LETTERS = frozenset("RTQ£þýüû¨§")
"""Those that no sentence has as a word."""


def lost_shapes(letters: frozenset[str]) -> list[dict[str, Shape]]:
    """What the letters showed while they were still set in a symbol font: one reading for each font that has a box, tick or cross for all of them."""
    readings: list[dict[str, Shape]] = []
    for table in SYMBOL_FONTS.values():
        shapes: dict[str, Shape] = {}
        for letter in letters:
            code = ord(letter)
            shape = table.get(code if code < 0x100 else _CP1252.get(letter, -1)) or table.get(_MACROMAN.get(letter, -1))
            if shape is not None and shape != "dot":
                shapes[letter] = shape
        if len(shapes) == len(letters):
            readings.append(shapes)
    if letters == _FIGURES.keys():
        readings.append(dict(_FIGURES))
    return readings


MOST_LETTERS = 3
"""No alphabet of marks has more letters: empty, checked, and another way to check."""


def is_lost_alphabet(letters: frozenset[str]) -> bool:
    """Whether letters beside options may be boxes of one symbol font, some empty and some not."""
    return 2 <= len(letters) <= MOST_LETTERS and any(_tells(frozenset(shapes.values())) for shapes in lost_shapes(letters))


def _tells(shapes: frozenset[Shape]) -> bool:
    return ("empty" in shapes and len(shapes) > 1) or {"tick", "cross"} <= shapes
