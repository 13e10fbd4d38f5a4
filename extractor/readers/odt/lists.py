"""Lists: what stands in front of their items, and how far each has counted (ODF 1.3 part 3, 5.3 and 16.30)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extractor.document import MARK, Mark
from extractor.marks import as_bullet, find_marks
from extractor.readers.odt.package import Source
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import FO, STYLE, TEXT, XML, Element
from extractor.wordprocessing.bullets import Item, bullet_mark, numeral
from extractor.wordprocessing.shapes import points
from extractor.wordprocessing.symbols import opensymbol

DEEPEST: Final = 9
"""The deepest level of a list, counted from 0: OpenDocument has ten."""

_FORMATS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_TWIPS: Final = 20


class Level(NamedTuple):
    """One level of a list style."""

    bullet: str | None = None
    """The bullet's character, None for a numbered level; "" for a picture."""
    picture: Element | None = None
    font: str | None = None
    format: str = "1"
    around: str = ""
    """What stands before and after the number."""
    start: int = 1
    shown: int = 1
    """How many levels' numbers are shown."""
    indent: int | None = None
    adds: bool = False
    """The paragraph's own indent is added to the list's (the older of the two ways to place a list)."""


@dataclass(slots=True)
class Open:
    """A list that is being read, at one level."""

    style: str | None
    level: int
    counters: list[int | None]
    pending: bool = False
    """An item begins: its bullet or number goes to the next paragraph."""
    start: int | None = None
    """The number that the item itself asks for."""


@dataclass(slots=True)
class Lists:
    """The document's list styles, and the lists met so far. `source` holds the pictures that bullets may be."""

    styles: Styles
    source: Source
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _by_id: dict[str, list[int | None]] = field(default_factory=dict)
    _by_style: dict[str, list[int | None]] = field(default_factory=dict)

    def open(self, element: Element, outer: Open | None, styled: str | None = None) -> Open:
        """The list that a `text:list` begins; `styled` is the list style of its first paragraph, for a list that names none."""
        own = element.get(TEXT + "style-name")
        if outer is not None:
            return Open(own or outer.style, min(outer.level + 1, DEEPEST), outer.counters)
        style = own or styled
        counters: list[int | None] | None = None
        if (before := element.get(TEXT + "continue-list")) is not None:
            counters = self._by_id.get(before)
        if counters is None and element.get(TEXT + "continue-numbering") == "true":
            counters = self._by_style.get(style or "")
        if counters is None:
            counters = [None] * (DEEPEST + 1)
        self._by_style[style or ""] = counters
        if (name := element.get(XML + "id")) is not None:
            self._by_id[name] = counters
        return Open(style, 0, counters)

    def numbered(self, element: Element, level: int) -> Open:
        """The item that a `text:numbered-paragraph` is, in the list that it names."""
        style = element.get(TEXT + "style-name")
        counters = self._by_id.setdefault(element.get(TEXT + "list-id", style or ""), [None] * (DEEPEST + 1))
        return Open(style, level, counters, pending=True)

    def item(self, opened: Open) -> Item | None:
        """What stands in front of an item's first paragraph; None where nothing does."""
        levels = self._levels_of(opened.style)
        level = opened.level
        definition = levels.get(level) or Level(bullet="•")
        if definition.picture is not None:
            is_box, state = self.source.box_picture(definition.picture)
            box = as_bullet(Mark(checked=state, raw="☒" if state else "☐", method="image", confidence=0.8)) if is_box else None
            return Item("-", level, mark=box, indent=definition.indent)
        if definition.bullet is not None:
            mark = bullet_mark(definition.bullet, definition.font, {index: other.bullet or "" for index, other in levels.items()})
            return Item("-", level, mark=mark, indent=definition.indent)
        number = self._count(opened, levels, definition)
        if not definition.format:
            # A "number" that is only what stands around it: a word, or a box.
            shown, marks = find_marks(definition.around)
            if marks and shown.strip() == MARK:
                return Item("-", level, mark=as_bullet(marks[0]), indent=definition.indent)
            return Item("1.", level, number=definition.around.strip(" .)("), indent=definition.indent) if definition.around.strip(" .)(:") else None
        return Item("1.", level, number=number, indent=definition.indent)

    def indent(self, opened: Open, own: int | None) -> int:
        """Where an item's text begins, in twentieths of a point; `own` is its paragraph's own indent."""
        definition = self._levels_of(opened.style).get(opened.level) or Level()
        if own is not None and not definition.adds:
            return own
        return (definition.indent if definition.indent is not None else 720 * (opened.level + 1)) + (own or 0)

    @staticmethod
    def _count(opened: Open, levels: dict[int, Level], definition: Level) -> str:
        counters, level = opened.counters, opened.level
        if opened.start is not None:
            counters[level] = opened.start
        else:
            before = counters[level]
            counters[level] = definition.start if before is None else before + 1
        for deeper in range(level + 1, DEEPEST + 1):
            counters[deeper] = None
        numbers = []
        for index in range(max(0, level - definition.shown + 1), level + 1):
            other = levels.get(index) or Level()
            numbers.append(numeral(counters[index] or other.start, _FORMATS.get(other.format, "decimal")))
        return ".".join(number for number in numbers if number)

    def _levels_of(self, name: str | None) -> dict[int, Level]:
        found = self._levels.get(name or "")
        if found is None:
            element = self.styles.lists.get(name or "")
            found = {} if element is None else {number: _level(child, self.styles) for child in element if (number := _index(child)) is not None}
            self._levels[name or ""] = found
        return found


def _index(element: Element) -> int | None:
    text = element.get(TEXT + "level", "")
    return int(text) - 1 if text.isdecimal() and 1 <= int(text[:3]) <= DEEPEST + 1 else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else default


def _level(element: Element, styles: Styles) -> Level:
    indent: int | None = None
    adds = False
    for child in element:
        if child.tag == STYLE + "list-level-properties":
            alignment = child.find(STYLE + "list-level-label-alignment")
            if alignment is not None:
                indent = round(points(alignment.get(FO + "margin-left", "")) * _TWIPS)
            elif child.get(TEXT + "space-before") is not None or child.get(TEXT + "min-label-width") is not None:
                adds = True
                indent = round((points(child.get(TEXT + "space-before", "")) + points(child.get(TEXT + "min-label-width", ""))) * _TWIPS)
    around = element.get(STYLE + "num-prefix", "") + element.get(STYLE + "num-suffix", "")
    if element.tag == TEXT + "list-level-style-number":
        shown = _number(element.get(TEXT + "display-levels"), 1)
        return Level(None, None, None, element.get(STYLE + "num-format", ""), around, _number(element.get(TEXT + "start-value"), 1), shown, indent, adds)
    if element.tag == TEXT + "list-level-style-image":
        return Level("", element, indent=indent, adds=adds)
    look = styles.text_properties(element).over(styles.get("text", element.get(TEXT + "style-name")).look)
    return Level(opensymbol(element.get(TEXT + "bullet-char", ""), look.font), None, look.font, indent=indent, adds=adds)


def start_of(item: Element) -> int | None:
    """The number that a list item asks for; None where it goes on counting."""
    text = item.get(TEXT + "start-value")
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else None
