"""Styles, fetched by id: most of a form's styles are never used, and parsing all of them costs more than the rest of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from extractor.marks import symbol_family
from extractor.readers.docx.xml import Element, W, fragment, integer, on_off, parse, value

_DEPTH: Final = 12  # Word itself follows `basedOn` no further than its interface lets one nest: ten.


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as it changes what it says. None where a style or run does not tell."""

    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    underlined: bool | None = None
    highlighted: bool | None = None
    font: str | None = None
    """The font of a symbol font's letters, else of Latin text."""

    def over(self, below: Look) -> Look:
        """This look where it tells, else the one below it."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.underlined if self.underlined is None else self.underlined,
            below.highlighted if self.highlighted is None else self.highlighted,
            below.font if self.font is None else self.font,
        )


PLAIN: Final = Look()


def font_of(fonts: Element) -> str | None:
    """The font that `w:rFonts` gives Latin letters; a symbol font in either of its two slots wins."""
    ascii_font, other = fonts.get(W + "ascii"), fonts.get(W + "hAnsi")
    if other is not None and other != ascii_font and symbol_family(other) is not None:
        return other
    return ascii_font or other


def look_of(properties: Element) -> Look:
    """The look that run properties give directly."""
    bold = hidden = struck = underlined = highlighted = None
    font = None
    for child in properties:
        tag = child.tag
        if tag == _BOLD:
            bold = on_off(child)
        elif tag == _FONTS:
            font = font_of(child)
        elif tag == _VANISH:
            hidden = on_off(child)
        elif tag in _STRIKES:
            struck = bool(struck) or on_off(child)
        elif tag == _UNDERLINE:
            underlined = value(child) not in (None, "none")
        elif tag == _HIGHLIGHT:
            highlighted = value(child) not in (None, "none", "white")
        elif tag == _SHADE:
            highlighted = highlighted or child.get(W + "fill", "auto").lower() not in ("auto", "ffffff", "")
        elif tag == _BORDER:
            underlined = underlined or value(child) not in (None, "none", "nil")
    look = Look(bold, hidden, struck, underlined, highlighted, font)
    return PLAIN if look == PLAIN else look


_BOLD = W + "b"
_FONTS = W + "rFonts"
_VANISH = W + "vanish"
_STRIKES = (W + "strike", W + "dstrike")
_UNDERLINE = W + "u"
_HIGHLIGHT = W + "highlight"
_SHADE = W + "shd"
_BORDER = W + "bdr"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives: its look, and the list that its paragraphs belong to."""

    look: Look = PLAIN
    list_id: str | None = None
    list_level: int | None = None
    name: str = ""


NO_STYLE: Final = Style()


class Styles:
    """The document's styles. `source` gives the bytes of the styles part, and is asked only once a style is."""

    def __init__(self, source: Callable[[], bytes | None]) -> None:
        self._source = source
        self._data: bytes | None = None
        self._trees: dict[str, Element] | None = None
        self._styles: dict[str, Style] = {}

    def get(self, style_id: str) -> Style:
        """The style with all that it is based on; an empty one where the document has none of this id."""
        found = self._styles.get(style_id)
        if found is None:
            found = self._styles[style_id] = self._build(style_id, _DEPTH)
        return found

    def _build(self, style_id: str, depth: int) -> Style:
        element = self._element(style_id)
        if element is None:
            return NO_STYLE
        look, list_id, list_level, name, base = PLAIN, None, None, "", None
        for child in element:
            if child.tag == W + "rPr":
                look = look_of(child)
            elif child.tag == W + "name":
                name = value(child) or ""
            elif child.tag == W + "basedOn":
                base = value(child)
            elif child.tag == W + "pPr" and (numbering := child.find(W + "numPr")) is not None:
                list_id, list_level = numbering_of(numbering)
        if base is not None and base != style_id and depth:
            below = self._styles.get(base) or self._build(base, depth - 1)
            look = look.over(below.look)
            list_id = below.list_id if list_id is None else list_id
            list_level = below.list_level if list_level is None else list_level
        return Style(look, list_id, list_level, name)

    def _element(self, style_id: str) -> Element | None:
        if self._data is None:
            self._data = self._source() or b""
        if self._trees is None:
            # The usual prefix, and the id written plainly: cut the one style out.
            at = self._data.find(b'w:styleId="' + style_id.encode() + b'"')
            if at >= 0:
                start, end = self._data.rfind(b"<w:style ", 0, at), self._data.find(b"</w:style>", at)
                if start >= 0 and end >= 0 and self._data.find(b">", start, at) < 0:
                    return fragment(self._data[start : end + 10])
            if re.search(rb"<w:style\b[^>]*w:styleId=\"", self._data):
                return None
            self._trees = self._parse()
        return self._trees.get(style_id)

    def _parse(self) -> dict[str, Element]:
        from extractor.errors import Unreadable

        try:
            root = parse(self._data or b"", "the styles part")
        except Unreadable:
            return {}
        return {element.get(W + "styleId", ""): element for element in root.iter(W + "style")}


def numbering_of(properties: Element) -> tuple[str | None, int | None]:
    """List id and level of `w:numPr`; None for either that it does not give."""
    list_id = level = None
    for child in properties:
        if child.tag == W + "numId":
            list_id = value(child)
        elif child.tag == W + "ilvl":
            level = max(0, min(integer(value(child)), 8))
    return list_id, level
