"""Styles, fetched by id: most of a form's styles are never used, and parsing all of them costs more than the rest of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.errors import Unreadable
from extractor.marks import symbol_family
from extractor.readers.docx.xml import Element, W, fragment, integer, on_off, parse, truth, value
from extractor.wordprocessing.look import PLAIN, Look

_DEPTH: Final = 12  # Word itself follows `basedOn` no further than its interface lets one nest: ten.


_BOLD, _FONTS, _VANISH, _HIGHLIGHT, _SHADE = (W + name for name in ("b", "rFonts", "vanish", "highlight", "shd"))
_UNDERLINE, _BORDER, _EASTASIA = W + "u", W + "bdr", W + "eastAsianLayout"
_STRIKES: Final = (W + "strike", W + "dstrike")
_ASCII, _HANSI, _FILL = W + "ascii", W + "hAnsi", W + "fill"


def font_of(fonts: Element) -> str | None:
    """The font that `w:rFonts` gives Latin letters."""
    ascii_font, other = fonts.get(_ASCII), fonts.get(_HANSI)
    if other is not None and other != ascii_font and symbol_family(other) is not None:
        return other
    return ascii_font or other


def look_of(properties: Element) -> Look:
    """The look that run properties give directly."""
    bold = hidden = struck = stressed = framed = underlined = combined = None
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
            underlined = value(child) not in (None, "none", "nil")
            stressed = stressed or underlined
        elif tag == _BORDER:
            framed = value(child) not in (None, "none", "nil")
            stressed = stressed or framed
        elif tag == _HIGHLIGHT:
            stressed = stressed or value(child) not in (None, "none", "white")
        elif tag == _SHADE:
            stressed = stressed or child.get(_FILL, "auto").lower() not in ("auto", "ffffff", "")
        elif tag == _EASTASIA:
            combined = truth(child.get(W + "combine", "0"))
    return Look(bold, hidden, struck, stressed, font, None, framed, underlined, combined)


class Style(NamedTuple):
    """What a style gives: its look, and the list that its paragraphs belong to."""

    look: Look = PLAIN
    list_id: str | None = None
    list_level: int | None = None
    indent: int | None = None


NO_STYLE: Final = Style()


@dataclass(slots=True)
class Styles:
    """The document's styles. `source` gives the bytes of the styles part, and is asked only once a style is."""

    source: Callable[[], bytes | None]
    _data: bytes | None = None
    _all: dict[str, Element] | None = None
    _styles: dict[str, Style] | None = None

    def get(self, style_id: str | None) -> Style:
        """The style with all that it is based on; an empty one where the document has none of this id."""
        if style_id is None:
            return NO_STYLE
        if self._styles is None:
            self._styles = {}
        found = self._styles.get(style_id)
        if found is None:
            found = self._styles[style_id] = self._build(style_id, _DEPTH)
        return found

    def _build(self, style_id: str, depth: int) -> Style:
        element = self._element(style_id)
        if element is None:
            return NO_STYLE
        look, list_id, list_level, indent, base, placeholder = PLAIN, None, None, None, None, None
        for child in element:
            if child.tag == W + "rPr":
                look = look_of(child)
            elif child.tag == W + "name":
                placeholder = True if (value(child) or "").lower() == "placeholder text" else None
            elif child.tag == W + "basedOn":
                base = value(child)
            elif child.tag == W + "pPr":
                for inner in child:
                    if inner.tag == W + "numPr":
                        list_id, list_level = numbering_of(inner)
                    elif inner.tag == W + "ind":
                        indent = indent_of(inner)
        if placeholder:
            look = look._replace(placeholder=True)
        if base is not None and base != style_id and depth:
            below = self._build(base, depth - 1)
            look = look.over(below.look)
            list_id = below.list_id if list_id is None else list_id
            list_level = below.list_level if list_level is None else list_level
            indent = below.indent if indent is None else indent
        return Style(look, list_id, list_level, indent)

    def _element(self, style_id: str) -> Element | None:
        if self._data is None:
            self._data = self.source() or b""
        if self._all is None:
            # The usual prefix, and the id written plainly: cut the one style out.
            at = self._data.find(b'w:styleId="' + style_id.encode() + b'"')
            if at >= 0:
                start, end = self._data.rfind(b"<w:style ", 0, at), self._data.find(b"</w:style>", at)
                if start >= 0 and end >= 0 and self._data.find(b">", start, at) < 0:
                    return fragment(self._data[start : end + 10])
            elif re.search(rb"<w:style\s[^>]*w:styleId=\"", self._data) and style_id.isascii() and style_id.isalnum():
                return None
            self._all = self._parse()
        return self._all.get(style_id)

    def _parse(self) -> dict[str, Element]:
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


def indent_of(element: Element) -> int | None:
    """Where `w:ind` lets a paragraph's lines begin, in twentieths of a point; None where it moves only the first."""
    text = element.get(W + "left") or element.get(W + "start")
    return None if text is None else integer(text)
