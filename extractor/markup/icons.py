"""Selection marks that are icons of an icon font, told by the names of their classes or by their ligatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.document import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Prefixes of the classes of Font Awesome, Bootstrap Icons, Glyphicons, Material Design Icons, Line Awesome, Themify, Remix, Prime, Open Iconic and others.
_ICON_FONT = re.compile(
    r"\b(?:fa[srlbd]?|bi|glyphicon|mdi|la[srb]?|ti|ri|pi|icons?|ico|material-icons|material-symbols-\w+|typcn|oi|dashicons|ion|fontello|octicon)(?=[\s-]|\Z)"
)
# What these fonts call their boxes; an icon that is told by none of these words is another.
_TICK = frozenset(("check", "checked", "checkmark", "tick", "done", "ok", "marked"))
_CROSS = frozenset(("x", "times", "xmark", "cross"))
_BOX = frozenset(("square", "box", "checkbox", "circle", "radio", "unchecked"))
_EMPTY = frozenset(("o", "outline", "outlined", "regular", "far", "lar", "blank", "empty", "unchecked", "unfilled", "off", "hollow"))
# Material Icons and Material Symbols are written as their names, which the font shows as one glyph.
_LIGATURES: dict[str, bool | None] = {
    **dict.fromkeys(("check_box", "radio_button_checked", "check_circle", "toggle_on", "task_alt", "check", "done"), True),
    **dict.fromkeys(("check_box_outline_blank", "radio_button_unchecked", "circle", "toggle_off", "crop_square", "square", "panorama_fish_eye"), False),
    "indeterminate_check_box": None,
}


class Icon(NamedTuple):
    """What the classes of an icon say: it shows a tick, a cross, a box, and that the box is empty."""

    name: str
    tick: bool
    cross: bool
    box: bool
    empty: bool


def icon(name: str) -> Icon | None:
    """The box, tick or cross that an element's classes name; None for other icons and other elements."""
    if not name or not _ICON_FONT.search(name):
        return None
    words = frozenset(re.split(r"[\s_\d-]+", name.lower()))
    found = Icon(name, bool(words & _TICK), bool(words & _CROSS), bool(words & _BOX), bool(words & _EMPTY))
    return found if found.tick or found.cross or found.box else None


def find_icons(icons: dict[Element, Icon], found: dict[Element, Mark]) -> None:
    """Add the icons of a page that are marks to those found."""
    ticks = any(one.tick and not one.box for one in icons.values())
    marked = any((one.tick or one.cross) and one.box for one in icons.values())
    for element, one in icons.items():
        if one.box and (one.tick or one.cross):
            found[element] = Mark(True, raw=one.name, method="image", confidence=0.95)
        elif one.box:
            found[element] = Mark(False if one.empty or marked else None, raw=one.name, method="image", confidence=0.9)
        elif one.tick:
            found[element] = Mark(True, raw="✓", method="image", confidence=0.95)
        elif ticks or marked:
            # A cross alone closes a window; beside a tick or a box it is a mark.
            found[element] = Mark(True, raw="✗", method="image", confidence=0.95)


def find_ligatures(root: Element, found: dict[Element, Mark]) -> None:
    """Add the icons that are written as their names to those found."""
    for element in root.iter("i", "span"):
        if is_ligature(element):
            name = (element.text or "").strip()
            found[element] = Mark(_LIGATURES[name], raw=name, method="image", confidence=0.95)


# Icon fonts' characters of the private use area: Font Awesome 4 to 6, Material Icons, Glyphicons, Bootstrap Icons.
_PRIVATE: dict[str, bool | None] = {
    **dict.fromkeys("\uf046\uf14a\uf00c\uf058\uf05d\uf192\uf111\ue834\ue837\ue86c\ue5ca\ue067\ue013", True),
    **dict.fromkeys("\uf096\uf10c\uf1db\ue835\ue836\ue157", False),
}
# A solid square of Font Awesome 5 is the outline in its regular style.
_SQUARE = "\uf0c8"


def find_private(root: Element, found: dict[Element, Mark]) -> None:
    """Add the icons that are written as a character of their font's private use area to those found; one that is not known tells no state."""
    shown: dict[Element, str] = {}
    for element in root.iter("i", "span", "em"):
        text = (element.text or "").strip()
        if len(text) == 1 and "\ue000" <= text <= "\uf8ff" and not len(element) and _ICON_FONT.search(element.get("class") or ""):
            shown[element] = text
    if not any(text in _PRIVATE for text in shown.values()):
        return
    for element, text in shown.items():
        if text in _PRIVATE:
            found[element] = Mark(_PRIVATE[text], raw=text, method="image", confidence=0.9)
        elif text == _SQUARE:
            found[element] = Mark(False, raw=text, method="image", confidence=0.8)


def is_ligature(element: Element) -> bool:
    """Whether an element's text is the name of an icon, which its font shows as a box."""
    name = (element.text or "").strip()
    # Names of one word are words of the page, too, where no class names the font.
    return name in _LIGATURES and ("_" in name or "material-" in (element.get("class") or ""))
