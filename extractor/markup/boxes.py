"""Selection marks that are drawn: as a picture, as an icon, by the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.markup.css import Stylesheet
from extractor.markup.icons import find_ligatures, find_private, is_ligature

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["drawn_boxes", "is_whole"]

# Elements that hold no text (no-break spaces at most) and no elements, and may be drawn.
_EMPTY = "//*[(@class or @style) and not(*) and not(normalize-space(translate(., '\u00a0', '')))]"
# Letters that stand in a frame as a mark.
LETTERS = frozenset("xX✓✔✗✘✕✖×√vV•*+")
# What a page must hold for boxes that are drawn without a style sheet of its own to be looked for: an empty element, a frame, an icon.
_HAS_DRAWINGS = re.compile(r"></(?:span|i|em|b|div|s|u|a|font|label)>|>(?:\s|&nbsp;|&#160;|\u00a0)+</(?:span|i|b|div|font)>|[\"';]\s*border|material-")


def drawn_boxes(root: Element, sheet: Stylesheet, by_id: Callable[[str], Element | None], html: str) -> dict[Element, Mark]:
    """The elements of a page that are drawn as a box, tick or circle, and the mark that each is. `html` is the page's source in lower case."""
    found: dict[Element, Mark] = {}
    if "<img" in html or "<svg" in html:
        from extractor.markup.pictures import find_pictures

        find_pictures(root, by_id, found)
    if sheet.styles_anything or _HAS_DRAWINGS.search(html):
        from extractor.markup.drawn import find_drawn

        find_drawn(root, sheet, by_id, found)
    if "material-" in html or "check_box" in html or "radio_button_" in html:
        find_ligatures(root, found)
    if not html.isascii() or "&#xe" in html or "&#xf" in html or "&#57" in html or "&#58" in html or "&#6" in html:
        find_private(root, found)
    return found


def is_whole(element: Element) -> bool:
    """Whether an element that is a mark is no more than that: what it holds is not to be read."""
    text = "".join(element.itertext()).strip("\u00a0 \n\t\r")
    return not text or text in LETTERS or is_ligature(element) or (len(text) == 1 and "\ue000" <= text <= "\uf8ff")
