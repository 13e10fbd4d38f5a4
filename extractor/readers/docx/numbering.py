"""Lists: what stands in front of a list paragraph, which the document itself does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.document import Mark
from extractor.marks import as_bullet, find_marks
from extractor.readers.docx.styles import font_of, indent_of
from extractor.readers.docx.xml import DRAWING, VML, Element, R, W, integer, value
from extractor.wordprocessing.bullets import Item, bullet_mark, numeral


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list's definition."""

    format: str = "decimal"
    text: str = ""
    font: str | None = None
    start: int = 1
    indent: int | None = None
    restarts: bool = True
    picture: str = ""
    """The id of the picture that is its bullet, "" for none."""


class Numbering:
    """The document's lists, and how far each has counted. `source` gives the root of the numbering part once a list is met; `judge` tells of the
    picture of one of its relationships whether it shows a box, and the box's state."""

    def __init__(self, source: Callable[[], Element | None], judge: Callable[[str], tuple[bool, bool | None]]) -> None:
        self._source = source
        self._judge = judge
        self._pictures: dict[str, Element] = {}
        self._loaded = False
        self._abstract: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._instances: dict[str, Element] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]] | None] = {}
        self._counters: dict[str, list[int]] = {}
        self._started: set[tuple[str, int]] = set()

    def item(self, list_id: str | None, level: int) -> Item | None:
        """The next item of the list at this level (from 0); None where the paragraph belongs to no list."""
        if list_id is None or list_id == "0":
            return None
        if not self._loaded:
            self._load()
        found = self._lists.get(list_id)
        if found is None and list_id not in self._lists:
            found = self._lists[list_id] = self._list(list_id)
        if found is None:
            return None
        abstract_id, levels, overrides = found
        definition = levels.get(level) or Level()
        if definition.format == "bullet":
            if definition.picture in self._pictures:
                mark = self._picture_mark(self._pictures[definition.picture])
            else:
                mark = bullet_mark(definition.text, definition.font, {number: other.text for number, other in levels.items()})
            return Item("-", level, mark=mark, indent=definition.indent)
        number = self._count(list_id, abstract_id, levels, overrides, level)
        if definition.format == "none" and not definition.text.strip():
            return None
        text = definition.text
        if "%" not in text:
            # A "number" of fixed text ("Annex", "☐"): what is printed there, and nothing counted.
            shown, marks = find_marks(text)
            if marks and shown.strip() == "\ufffc":
                return Item("-", level, mark=as_bullet(marks[0]), indent=definition.indent)
            return Item("1.", level, number=text.strip(" .)("), indent=definition.indent) if text.strip() else None
        return Item("1.", level, number=number, indent=definition.indent)

    def _count(self, list_id: str, abstract_id: str, levels: dict[int, Level], overrides: dict[int, int], level: int) -> str:
        counters = self._counters.setdefault(abstract_id, [0] * 9)
        for index in range(level):
            if not counters[index]:
                counters[index] = levels.get(index, Level()).start
        definition = levels.get(level) or Level()
        if level in overrides and (list_id, level) not in self._started:
            counters[level] = overrides[level]
        else:
            counters[level] = counters[level] + 1 if counters[level] else max(definition.start, 0)
        self._started.add((list_id, level))
        for index in range(level + 1, 9):
            if levels.get(index, Level()).restarts:
                counters[index] = 0
        text = definition.text
        for index in range(min(level + 1, 9)):
            if f"%{index + 1}" in text:
                text = text.replace(f"%{index + 1}", numeral(counters[index], levels.get(index, Level()).format))
        return text.strip(" .):(-\u2013")

    def _load(self) -> None:
        self._loaded = True
        root = self._source()
        if root is None:
            return
        for element in root:
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId", "")] = element
            elif element.tag == W + "num":
                self._instances[element.get(W + "numId", "")] = element
            elif element.tag == W + "numPicBullet":
                self._pictures[element.get(W + "numPicBulletId", "")] = element

    def _picture_mark(self, bullet: Element) -> Mark | None:
        """The mark that a picture bullet is; None for the pictures that are only ever bullets."""
        image = next(bullet.iter(VML + "imagedata", DRAWING + "blip"), None)
        if image is None:
            return None
        is_box, state = self._judge(image.get(R + "id", "") or image.get(R + "embed", ""))
        return as_bullet(Mark(checked=state, raw="☒" if state else "☐", method="image", confidence=0.8)) if is_box else None

    def _list(self, list_id: str) -> tuple[str, dict[int, Level], dict[int, int]] | None:
        """A list's abstract definition, its levels with the list's own changes, and the levels that it starts anew."""
        element = self._instances.get(list_id)
        if element is None:
            return None
        reference = element.find(W + "abstractNumId")
        abstract_id = "" if reference is None else value(reference) or ""
        levels = self._levels_of(abstract_id)
        overrides: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            number = _index(override)
            if number is None:
                continue
            if (start := override.find(W + "startOverride")) is not None:
                overrides[number] = integer(value(start), 1)
            if (child := override.find(W + "lvl")) is not None:
                levels = {**levels, number: _level(child)}
        return abstract_id, levels, overrides

    def _levels_of(self, abstract_id: str) -> dict[int, Level]:
        found = self._levels.get(abstract_id)
        if found is not None:
            return found
        levels: dict[int, Level] = {}
        element = self._abstract.get(abstract_id)
        if element is not None:
            levels = {number: _level(child) for child in element.iterchildren(W + "lvl") for number in (_index(child),) if number is not None}
            # A list that only names a list style: the levels stand in the definition that the style belongs to.
            if not levels and (link := element.find(W + "numStyleLink")) is not None:
                for other_id, other in self._abstract.items():
                    style = other.find(W + "styleLink")
                    if style is not None and value(style) == value(link) and other_id != abstract_id:
                        levels = {number: _level(child) for child in other.iterchildren(W + "lvl") for number in (_index(child),) if number is not None}
        self._levels[abstract_id] = levels
        return levels


def _index(element: Element) -> int | None:
    number = integer(element.get(W + "ilvl"), -1)
    return number if 0 <= number <= 8 else None


def _level(element: Element) -> Level:
    form, text, font, start, indent, restarts, picture = "decimal", "", None, 1, None, True, ""
    for child in element.iter(W + "numFmt", W + "lvlText", W + "start", W + "rFonts", W + "lvlRestart", W + "ind", W + "lvlPicBulletId"):
        if child.tag == W + "numFmt":
            form = value(child) or form
        elif child.tag == W + "lvlText":
            text = value(child) or ""
        elif child.tag == W + "start":
            start = integer(value(child), 1)
        elif child.tag == W + "rFonts":
            font = font_of(child)
        elif child.tag == W + "ind":
            indent = indent_of(child)
        elif child.tag == W + "lvlRestart":
            restarts = value(child) != "0"
        elif child.tag == W + "lvlPicBulletId":
            picture = value(child) or ""
    return Level(form, text, font, start, indent, restarts, picture)
