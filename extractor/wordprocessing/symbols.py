"""Characters of symbol fonts: marks, and the other signs as the Unicode character that a reader sees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.document import MARK, Mark
from extractor.marks import Shape, find_marks, private_shape, symbol_family, symbol_shape

# Adobe's Symbol encoding (the font's own chart, as in Unicode's VENDORS/ADOBE/symbol.txt), from 0x21 on; a space stands for what no text needs.
_SYMBOL_LOW: Final = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH: Final = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
_SYMBOL: Final = {
    **{0x21 + index: character for index, character in enumerate(_SYMBOL_LOW) if character != " "},
    **{0xA0 + index: character for index, character in enumerate(_SYMBOL_HIGH) if character != " "},
}
# Wingdings (the font's own chart): bullets, arrows, and the signs that stand for a word in a letterhead.
_WINGDINGS: Final = dict(
    zip(
        (0x28, 0x29, 0x2A, 0x2B, 0x4A, 0x4B, 0x4C, 0x76, 0x9E, 0x9F, 0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3),
        "☎☎✉✉☺😐☹❖·•➢←→↑↓➔⇦⇨⇧⇩⬄",
        strict=True,
    )
)
_TABLES: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
# Words of an ordinary alphabet in a symbol font's run: text typed after a box, whose font the producer never set back.
_WORDS: Final = re.compile(r"(?:[A-Za-z]{3,}[^\uf020-\uf0ff]*)+")
# U+F0B7 is Symbol's bullet, U+F0A7, U+F0D8 and U+F076 are Wingdings'; in text whose font is lost they are still bullets.
PRIVATE_BULLETS: Final = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "➢", 0xF076: "❖"}
# A shape as a character that every font and database knows: private codes mean nothing outside their document.
_UNICODE: Final[dict[Shape, str]] = {"empty": "☐", "marked": "☒", "filled": "■", "tick": "✓", "cross": "✗", "dot": "•"}

# The two of OpenSymbol's own private characters that LibreOffice offers as bullets.
_OPENSYMBOL: Final = {0xE00A: "■", 0xE00C: "◆"}

_families: dict[str, str | None] = {}


def family_of(font: str | None) -> str | None:
    """The symbol font's family that a font's name stands for; None for a text font. Remembered: a form names the same three fonts a hundred times."""
    if font is None:
        return None
    try:
        return _families[font]
    except KeyError:
        if len(_families) > 1000:
            _families.clear()
        family = _families[font] = symbol_family(font)
        return family


def opensymbol(text: str, font: str | None) -> str:
    """The text with OpenSymbol's own private characters as the Unicode characters that they show."""
    return text.translate(_OPENSYMBOL) if font is not None and font.lower().startswith(("opensymbol", "starsymbol")) else text


def symbol_text(text: str, font: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of a run set in a symbol font: marks as U+FFFC, other signs as the character that they show, pictures without meaning left out."""
    family = family_of(font)
    if family is None:
        return find_marks(text)
    text = opensymbol(text, font)
    words = _WORDS.search(text) if family != "symbol" else None
    if words is not None and len(set(words.group()[:12])) > 2:
        before, marks = symbol_text(text[: words.start()], font)
        after, more = symbol_text(text[words.end() :], font)
        middle, found = find_marks(words.group())
        return before + middle + after, marks + found + more
    shown, marks = find_marks(text, font=font)
    table = _TABLES.get(family, {})
    marks = tuple(_readable(mark, symbol_shape(mark.raw, family)) for mark in marks)
    return "".join(character if character in (MARK, "•") else _shown(character, table) for character in shown), marks


def _shown(character: str, table: dict[int, str]) -> str:
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    if code <= 0x20 or code == 0xA0:
        return " "
    if code in table:
        return table[code]
    return character if code > 0xFF and not 0xE000 <= code <= 0xF8FF else ""


def _readable(mark: Mark, shape: Shape | None) -> Mark:
    return mark if shape is None or len(mark.raw) != 1 or "\u2000" <= mark.raw < "\ue000" or mark.raw > "\uffff" else replace(mark, raw=_UNICODE[shape])


def readable(mark: Mark) -> Mark:
    """The mark with a private-use character replaced by the Unicode character of the same shape."""
    raw = mark.raw
    return _readable(mark, private_shape(raw)) if len(raw) == 1 and "\ue000" <= raw <= "\uf8ff" else mark
