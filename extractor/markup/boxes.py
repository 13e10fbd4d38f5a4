"""Selection marks that are drawn: as a picture, as an icon, by the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.markup.css import Stylesheet
from extractor.markup.drawn import find_drawn
from extractor.markup.icons import is_ligature
from extractor.markup.pictures import find_pictures, picture_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["drawn_boxes", "is_hollow", "is_ligature", "picture_text"]

# Elements that hold no text (no-break spaces at most) and no elements, and may be drawn.
_EMPTY = "//*[(@class or @style) and not(*) and not(normalize-space(translate(., '\u00a0', '')))]"
# What a page must hold for pictures, and for boxes drawn otherwise without any style sheet, to be looked for.
_HAS_PICTURES = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)
# Elements that hold no text (no-break spaces at most) and no elements, and may be drawn.
_EMPTY = "//*[(@class or @style) and not(*) and not(normalize-space(translate(., '\u00a0', '')))]"
# What a page must hold for pictures, and for boxes drawn otherwise without any style sheet, to be looked for.
_HAS_PICTURES = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)
_HAS_DRAWINGS = re.compile(
    r"class=[\"'][^\"']*(?:check|tick|box|radio|mark|square|circle|icon|fa-|glyphicon|material|coche|casilla|select)|style=[\"'][^\"']*(?:border|background)",
    re.IGNORECASE,
)


def drawn_boxes(root: Element, sheet: Stylesheet, by_id: Callable[[str], Element | None], html: str) -> dict[Element, Mark]:
    """The elements of a page that are drawn as a box, tick or circle, and the mark that each is. `html` is the page's source."""
    found: dict[Element, Mark] = {}
    if _HAS_PICTURES.search(html):
        find_pictures(root, by_id, found)
    if sheet.parts or _HAS_DRAWINGS.search(html):
        find_drawn(root, sheet, found)
    return found


def is_hollow(element: Element) -> bool:
    """Whether an element holds no text, so that nothing in it is to be read."""
    return not "".join(element.itertext()).strip("\u00a0 \n\t\r")
