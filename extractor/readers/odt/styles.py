"""Styles: automatic ones of a part, and those that the whole document shares (ODF 1.3 part 3, 16)."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractor.readers.odt.xml import DRAW, FO, OFFICE, STYLE, SVG, TEXT, Element
from extractor.wordprocessing.look import PLAIN, Look
from extractor.wordprocessing.shapes import dark, points
from extractor.wordprocessing.symbols import family_of

_DEPTH: Final = 12
_STYLE, _DEFAULT, _FACES = STYLE + "style", STYLE + "default-style", OFFICE + "font-face-decls"
_NAME, _FAMILY, _PARENT = STYLE + "name", STYLE + "family", STYLE + "parent-style-name"
_TWIPS: Final = 20  # to a point


class Style(NamedTuple):
    """What a style gives, its parents' share in it. None where it does not tell."""

    look: Look = PLAIN
    list_name: str | None = None
    indent: int | None = None
    """Where the paragraph's lines begin, in twentieths of a point."""
    own_indent: int | None = None
    """The same, where the style itself says so and not one of its parents."""
    stops: tuple[int, ...] = ()
    """Tab stops, in twentieths of a point."""
    filled: bool | None = False
    """Whether a shape is filled with a dark colour; None where that cannot be told."""
    ground: str = ""
    """The colour of a table cell's ground, "" where it has none."""
    width: int = 0
    """Of a table's column, in twentieths of a point."""
    bordered: bool = True
    """Whether a frame shows its edge."""


NO_STYLE: Final = Style()


class Styles:
    """The styles of one part. `parts` are the roots whose styles apply, the part's own first."""

    def __init__(self, *parts: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        self._cache: dict[tuple[str, str], Style] = {}
        self.lists: dict[str, Element] = {}
        for index, root in enumerate(part for part in parts if part is not None):
            for holder in root:
                if holder.tag == _FACES:
                    self._faces(holder)
                elif holder.tag == OFFICE + "styles" or (holder.tag == OFFICE + "automatic-styles" and not index):
                    self._add(holder)

    def _faces(self, holder: Element) -> None:
        for face in holder:
            family = face.get(SVG + "font-family")
            if family:
                self._fonts.setdefault(face.get(_NAME, ""), family.strip("'\""))

    def _add(self, holder: Element) -> None:
        for element in holder:
            if element.tag == _STYLE:
                self._elements.setdefault((element.get(_FAMILY, ""), element.get(_NAME, "")), element)
            elif element.tag == TEXT + "list-style":
                self.lists.setdefault(element.get(_NAME, ""), element)
            elif element.tag == _DEFAULT:
                self._elements.setdefault((element.get(_FAMILY, ""), ""), element)

    def get(self, family: str, name: str | None) -> Style:
        """The style of this family ("paragraph", "table-cell", …) and name with all that it is based on; an empty one where there is none."""
        if name is None:
            return NO_STYLE
        found = self._cache.get((family, name))
        if found is None:
            found = self._cache[family, name] = self._build(family, name, _DEPTH)
        return found

    def look(self, name: str | None, base: Look) -> Look:
        """The look of text in a character style, on top of the look around it."""
        style = self.get("text", name).look
        return base if style is PLAIN else style if base is PLAIN else style.over(base)

    def _build(self, family: str, name: str, depth: int) -> Style:
        element = self._elements.get((family, name))
        if element is None:
            return NO_STYLE
        look, list_name, indent = PLAIN, element.get(STYLE + "list-style-name"), None
        stops: tuple[int, ...] = ()
        filled = bordered = None
        told = False
        ground, width = "", 0
        for child in element:
            tag = child.tag
            if tag == STYLE + "text-properties":
                look = self.look_of(child)
            elif tag == STYLE + "paragraph-properties":
                margin = child.get(FO + "margin-left")
                indent = None if margin is None else round(points(margin) * _TWIPS)
                stops = tuple(round(points(stop.get(STYLE + "position", "")) * _TWIPS) for stop in child.iter(STYLE + "tab-stop"))
            elif tag == STYLE + "graphic-properties":
                told = child.get(DRAW + "fill") is not None or child.get(DRAW + "fill-color") is not None
                filled = _filled(child)
                border = child.get(FO + "border")
                bordered = None if border is None else border != "none"
            elif tag == STYLE + "table-cell-properties":
                colour = child.get(FO + "background-color")
                ground = colour or "" if _painted(colour) else ""
            elif tag == STYLE + "table-column-properties":
                width = round(points(child.get(STYLE + "column-width", "")) * _TWIPS)
        parent = element.get(_PARENT)
        if not depth or parent == name:
            return Style(look, list_name, indent, indent, stops, filled if told else False, ground, width, bordered is not False)
        # A drawing's look comes last from the family's default style, whose fill is the program's own colour for new shapes.
        below = self._build(family, parent, depth - 1) if parent is not None else self._build(family, "", 0) if name and family == "graphic" else NO_STYLE
        return Style(
            look.over(below.look),
            below.list_name if list_name is None else list_name,
            below.indent if indent is None else indent,
            indent,
            stops or below.stops,
            filled if told else below.filled,
            ground or below.ground,
            width or below.width,
            below.bordered if bordered is None else bordered,
        )

    def look_of(self, properties: Element) -> Look:
        """The look that text properties give directly (ODF 1.3 part 3, 16.29.24)."""
        bold = hidden = struck = stressed = framed = underlined = None
        font: str | None = None
        for name, value in properties.items():
            if name == FO + "font-weight":
                bold = value == "bold" or (value.isdecimal() and int(value) >= 600)
            elif name == STYLE + "font-name":
                font = self._fonts.get(value, value)
            elif name == FO + "font-family" and font is None:
                font = value.strip("'\"")
            elif name == TEXT + "display":
                hidden = value == "none"
            elif name in (STYLE + "text-line-through-style", STYLE + "text-line-through-type"):
                struck = bool(struck) or value != "none"
            elif name in (STYLE + "text-underline-style", STYLE + "text-underline-type"):
                underlined = bool(underlined) or value != "none"
                stressed = bool(stressed) or value != "none"
            elif name == FO + "background-color":
                stressed = bool(stressed) or _painted(value)
            elif name == FO + "border":
                framed = value != "none"
                stressed = bool(stressed) or framed
        if font is None or family_of(font) is None:
            # The name may be one that the document gives the font, and the family stand beside it.
            family = (properties.get(FO + "font-family") or "").strip("'\"")
            font = family if family and (family_of(family) is not None or font is None) else font
        return Look(bold, hidden, struck, stressed, font, None, framed, underlined)

    def text_properties(self, element: Element) -> Look:
        """The look of an element that holds text properties of its own, as a list level does."""
        for child in element:
            if child.tag == STYLE + "text-properties":
                return self.look_of(child)
        return PLAIN


def _painted(colour: str | None) -> bool:
    return colour is not None and colour.lower() not in ("transparent", "#ffffff", "white", "")


def _filled(properties: Element) -> bool | None:
    """Whether a shape is filled with a dark colour; None where a picture or pattern fills it."""
    fill = properties.get(DRAW + "fill")
    if fill == "none":
        return False
    if fill not in (None, "solid"):
        return None
    colour = properties.get(DRAW + "fill-color")
    return dark(colour) if colour is not None else None if fill == "solid" else False
