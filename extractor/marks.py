"""Decide what is a selection mark and whether it is checked. The only room that knows glyphs.

Characters and symbol-font codes are data: one table each. A reader calls `find_marks` on the text of a run and gets the text with every
mark replaced by U+FFFC, and the marks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.document import MARK, Mark, Method
from extractor.place import NOWHERE, Place
from extractor.text import fold

Shape = Literal["empty", "marked", "filled", "tick", "cross", "dot"]
"""How a mark looks: an empty box, a box with something in it, a solid shape, a bare tick, a bare cross, a small solid shape that is often a bullet."""

# Unicode. A solid shape, tick or cross means checked beside an empty box of the same grid; what a grid makes of them alone is not decided here.
SHAPES: dict[str, Shape] = {
    **dict.fromkeys("☐□▢◻⬜🗆🞎🞏🞐🞑🞒🞓❏❐❑❒⎕▭⃞◽⌷", "empty"),
    **dict.fromkeys("○◯⚪⭘🔾⃝❍", "empty"),
    **dict.fromkeys("☑☒🗹🗷🗵⊠⊡▣▩▨▧▦▥▤🞕🞖🮱🞔⛝⮽⮿⍓⌧🆇🅇🄧🅧✅❎🔳☻", "marked"),
    **dict.fromkeys("◉⦿◎🔘🞊☉⊙⊗⊛⨂⦻◍●", "marked"),
    **dict.fromkeys("■◼⬛🔲⚫⬤🌑◆", "filled"),
    **dict.fromkeys("✓✔🗸🮴√", "tick"),
    **dict.fromkeys("✗✘✕✖🗴🗶❌⨯╳☓×🞪🞫🞬🞭🞮", "cross"),
    **dict.fromkeys("▪◾•▸►", "dot"),
}
SHAPES["●"] = "filled"
SHAPES["🔲"] = "empty"  # BLACK SQUARE BUTTON is drawn as an empty white square
SHAPES["🔳"] = "empty"
SHAPES["▫"] = "empty"
SHAPES["❏"] = "empty"
SHAPES["◇"] = "empty"
SHAPES["◆"] = "filled"
SHAPES["⭕"] = "empty"
SHAPES["★"] = "filled"
SHAPES["☆"] = "empty"
SHAPES["✅"] = "tick"  # beside ⬜ a marked box, beside ❌ a yes
SHAPES["❎"] = "cross"

# A bare "×", "√" or "•" in running text is no mark; these count only where they stand as a box does (see AMBIGUOUS) or come from a form's own mark.
_ONLY_ALONE = frozenset("×√•▸►╳◎☉⊙⊗⊛⨂⦻◍☻▩▨▧▦▥▤⎕⌷▭")

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


def checked_by(shape: Shape) -> bool:
    """Whether a mark of this shape says yes, taken by itself."""
    return shape != "empty"


def shape_of(mark: Mark) -> Shape | None:
    """The shape of a mark that is a single character; None for fields, drawings and typed boxes."""
    return SHAPES.get(mark.raw[:1]) if len(mark.raw) <= 2 else None


_VARIATION = "\ufe0e\ufe0f"
_GLYPHS = "".join(re.escape(c) for c in SHAPES if c not in _ONLY_ALONE and SHAPES[c] != "dot")
_ALONE = "".join(re.escape(c) for c in _ONLY_ALONE)
# Typed boxes: [x] [ ] [] [_] (x) ( ) {x} <x>, and blanks with or without a letter in them: __x__ ___. The letter may be a tick or cross character.
# "(v)" counts paragraphs, "[v]" ticks a box.
_NOT_V = r"[xXхХ✓✔✗✘✕✖×√*•●■+]"
_INNER = r"[xXхХ✓✔✗✘✕✖×√vV*•●■+]"
_TYPED = rf"""
    \\?\[\s?(?P<square>{_INNER}|_|\s?)\s?\\?\]
  | \((?P<round>\s?{_NOT_V}\s?|\s{{1,3}}|_)\)
  | \{{(?P<brace>\s?{_INNER}\s?|\s{{1,3}})\}}
  | <(?P<angle>\s?[xX✓✔✗✘]\s?|\s{{1,2}})>
  | \A(?P<lead>_{{1,2}})(?=[ \u00a0]+\w)
  | (?<![\w_])(?P<blank>_{{1,3}}\s?{_INNER}\s?_{{1,3}}|_{{3,6}})(?![\w_])
"""
_PRIVATE = "\uf020-\uf0b6\uf0b8-\uf0ff"
_MARKS = re.compile(rf"(?P<glyph>[{_GLYPHS}])[{_VARIATION}]*|(?P<private>[{_PRIVATE}])|(?P<keycap>.\u20de)|{_TYPED}", re.VERBOSE)
# The characters that make `_MARKS` worth running at all.
_WORTH = re.compile(rf"[{_GLYPHS}{_PRIVATE}\[({{<_\u20de\ufe0f]")
# UTF-8 read as Windows-1252: "â˜’" for ☒.
_MOJIBAKE = re.compile(
    "â[\u02dc\u2013\u2014œ—–˜\u0153\u0080-\u00ff\u2018-\u2122\u0160-\u017e][\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0192]?"
)


def _mend(match: re.Match[str]) -> str:
    try:
        mended = match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        try:
            mended = match.group().encode("latin-1").decode("utf-8")
        except UnicodeError:
            return match.group()
    return mended if mended in SHAPES else match.group()


def mark_of(raw: str, shape: Shape, *, place: Place = NOWHERE, method: Method = "glyph", confidence: float = 1.0) -> Mark:
    """A mark of one character."""
    return Mark(checked=checked_by(shape), raw=raw, method=method, confidence=confidence, place=place)


def find_marks(text: str, place: Place = NOWHERE, font: str | None = None) -> tuple[str, tuple[Mark, ...]]:
    """The text with every selection mark replaced by U+FFFC, and the marks in order.

    `font` is the name of the font that the whole text is set in, where the format tells: in a symbol font letters are pictures.
    """
    if font is not None and (family := symbol_family(font)) is not None:
        out: list[str] = []
        found: list[Mark] = []
        for character in text:
            shape = symbol_shape(character, family)
            if shape is None or shape == "dot":
                out.append("•" if shape == "dot" else character)
            else:
                out.append(MARK)
                found.append(mark_of(character, shape, place=place))
        return "".join(out), tuple(found)
    if text.isascii() and not ("(" in text or "[" in text or "_" in text or "{" in text or "<" in text):
        return text, ()
    if "â" in text:
        text = _MOJIBAKE.sub(_mend, text)
    if not _WORTH.search(text):
        return text, ()
    marks: list[Mark] = []

    def substitute(match: re.Match[str]) -> str:
        if glyph := match["glyph"]:
            marks.append(mark_of(glyph, SHAPES[glyph], place=place))
            return MARK
        if private := match["private"]:
            shape = private_shape(private)
            if shape is None or shape == "dot":
                return "•" if shape == "dot" else private
            marks.append(mark_of(private, shape, place=place, confidence=0.95))
            return MARK
        if match["keycap"]:
            inner = match.group()[0]
            marks.append(Mark(checked=not inner.isspace(), raw=match.group(), place=place))
            return MARK
        kind = match.lastgroup
        assert kind is not None
        inner = match[kind].strip(" \u00a0_")
        marks.append(Mark(checked=bool(inner), raw=match.group().replace("\\", ""), place=place, confidence=0.9 if kind == "blank" else 1.0))
        return MARK

    text = _MARKS.sub(substitute, text)
    return text, tuple(marks)


def lone_mark(text: str, place: Place = NOWHERE) -> Mark | None:
    """The mark that `text` is, where it stands alone (in a cell, at a label's side): also characters that are none in running text, like × or X."""
    bare = text.strip().rstrip(_VARIATION)
    if len(bare) != 1:
        return None
    if bare in SHAPES:
        return mark_of(bare, SHAPES[bare], place=place)
    if bare in "xXхХ":
        return mark_of(bare, "cross", place=place, confidence=0.9)
    return None


def as_bullet(mark: Mark) -> Mark:
    """The same mark, standing where a list bullet would."""
    return replace(mark, bullet=True)


def unmark(text: str, marks: tuple[Mark, ...]) -> str:
    """The text with the marks as they were seen, for narratives and quotations."""
    if not marks:
        return text
    parts = text.split(MARK)
    out = [parts[0]]
    for index, part in enumerate(parts[1:]):
        out.append(marks[index].raw if index < len(marks) else "")
        out.append(part)
    return "".join(out)


YES = frozenset(["yes", "y", "oui", "si", "s", "sim", "ja", "da", "true", "checked", "selected", "ticked", "marked"])
NO = frozenset(["no", "n", "non", "nao", "nein", "nee", "net", "false", "unchecked", "unselected", "unticked", "unmarked"])


def yes_or_no(text: str) -> bool | None:
    """Whether a word says yes or no, in the languages that members answer in; None for any other."""
    word = fold(text)
    return True if word in YES else False if word in NO else None
