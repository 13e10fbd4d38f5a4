"""What a list puts in front of its items, which the document itself does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extractor.document import Bullet, Mark
from extractor.marks import SHAPES, as_bullet, mark_of, private_shape, symbol_family, symbol_shape


@dataclass(frozen=True, slots=True)
class Item:
    """What a list puts in front of a paragraph."""

    bullet: Bullet
    level: int
    number: str = ""
    mark: Mark | None = None
    """The bullet's glyph where it is one that boxes are made of too."""
    indent: int | None = None
    """Where the list's definition lets the text begin, in twentieths of a point."""


# Google Docs' own bullet list is ● ○ ■, one glyph a level; Word's is U+F0B7, "o" and a small square. Shapes that differ by level are no boxes.
_BY_LEVEL: Final = {"●": 0, "○": 1, "■": 2}


def bullet_mark(text: str, font: str | None, levels: Mapping[int, str]) -> Mark | None:
    """The mark that a bullet's glyph could be; None for the glyphs that are only ever bullets. `levels` are the bullets of the whole list, by level from 0."""
    glyph = text.strip()
    if len(glyph.rstrip("\ufe0e\ufe0f")) != 1:
        return None
    glyph = glyph[0]
    if glyph in _BY_LEVEL and sum(levels.get(index, "").strip() == shape for shape, index in _BY_LEVEL.items()) > 1:
        return None
    family = symbol_family(font) if font else None
    if family is not None:
        shape = symbol_shape(glyph, family)
    else:
        shape = SHAPES.get(glyph) or private_shape(glyph)
    if shape is None or shape == "dot":
        return None
    return as_bullet(mark_of(glyph, shape))


_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def numeral(number: int, form: str) -> str:
    """A list number as it is printed (ECMA-376 part 1, 17.18.59); in figures where the format is one of the many that no form has."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        # After z come aa, bb, …: the same letter again.
        text = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
    elif form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        for worth, letters in _ROMAN:
            text += letters * (number // worth)
            number %= worth
    elif form == "decimalZero":
        text = f"{number:02d}"
    elif form == "none":
        text = ""
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text
