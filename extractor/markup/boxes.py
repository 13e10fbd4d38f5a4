"""Selection marks that are drawn: by the style sheet, as a picture, as an icon, as inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.markup.css import Stylesheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def drawn_boxes(root: Element, sheet: Stylesheet) -> dict[Element, Mark]:
    """The elements of a page that are drawn as a box, tick or circle and hold no text, and the mark that each is."""
    return {}


def belongs_to_field(element: Element) -> bool:
    """Whether what the style sheet draws at an element is only the look of a check box or radio button beside it."""
    return False


def picture_text(element: Element) -> str:
    """The text that stands for a picture; "" for decoration."""
    from extractor.text import clean

    return clean(element.get("alt") or element.get("aria-label") or "")
