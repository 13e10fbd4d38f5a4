"""Lists: bullets, numbers and levels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.document import MARK, Mark
from extractor.marks import as_bullet, find_marks
from extractor.markup.css import generated
from extractor.markup.lines import Item
from extractor.markup.selectors import Declarations, unescape

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_WHOLE = re.compile(r"\s*([+-]?\d{1,6})")
# Google Docs writes nested lists side by side, with the level at the end of the class.
_KIX = re.compile(r"\blst-kix_\S*?-(\d+)(?=\s|\Z)")
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'")


def kix_level(element: Element) -> int | None:
    """The level that the class of a list tells; None where it tells none."""
    name = element.get("class")
    match = _KIX.search(name) if name and "lst-kix" in name else None
    return int(match[1]) if match else None


def _number(text: str | None, default: int) -> int:
    match = _WHOLE.match(text) if text else None
    return int(match[1]) if match else default


_ROMAN = "1000 m 900 cm 500 d 400 cd 100 c 90 xc 50 l 40 xl 10 x 9 ix 5 v 4 iv 1 i"


def roman(number: int) -> str:
    """A number from 1 to 3999 in lower-case Roman numerals; other numbers in figures."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    parts = _ROMAN.split()
    for value, letters in zip(map(int, parts[::2]), parts[1::2], strict=True):
        while number >= value:
            out += letters
            number -= value
    return out


def alphabetic(number: int) -> str:
    """1 as "a", 27 as "aa" (CSS Counter Styles 3, alphabetic)."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out


def printed(number: int, style: str) -> str:
    """A list number as it is printed in a counter style."""
    if style in ("lower-alpha", "lower-latin"):
        return alphabetic(number) or str(number)
    if style in ("upper-alpha", "upper-latin"):
        return alphabetic(number).upper() or str(number)
    if style == "lower-roman":
        return roman(number)
    return roman(number).upper() if style == "upper-roman" else str(number)


class OpenList:
    """A list that is open: its kind, level and next number."""

    __slots__ = ("_next", "_ordered", "_step", "_style", "level")

    def __init__(self, element: Element, tag: str, style: Declarations) -> None:
        self.level = 0
        self._ordered = tag == "ol"
        self._style = style.get("list-style-type") or style.get("list-style") or _TYPES.get(element.get("type") or "", "")
        self._step = 1
        self._next = 1
        if self._ordered:
            self._next = _number(element.get("start"), 1)
            if element.get("reversed") is not None:
                self._step = -1
                if element.get("start") is None:
                    self._next = sum(1 for child in element if child.tag == "li")

    def item(self, element: Element, style: Declarations, rules: dict[str, Declarations]) -> Item:
        """The item that begins."""
        own = style.get("list-style-type") or style.get("list-style") or self._style
        number = ""
        if self._ordered:
            value = _number(element.get("value"), self._next)
            self._next = value + self._step
            kind = _TYPES.get(element.get("type") or "") or next((word for word in own.split() if "-" in word), "")
            number = printed(value, kind)
        marker = rules.get("marker")
        content = generated(marker["content"], element) if marker and "content" in marker else None
        if content is not None and not content.counter and content.text.strip():
            return item_of(content.text, None, Item("-"))
        if own and (quoted := _QUOTED.search(own)):
            return item_of(unescape(quoted[1] if quoted[1] is not None else quoted[2]), None, Item("-"))
        return Item("1.", number) if self._ordered else Item("-")


def item_of(text: str, font: str | None, item: Item) -> Item:
    """The item whose bullet is generated text: a picture that may be a box stays a mark, a counter leaves the number as it is."""
    found, marks = find_marks(text, font=font)
    if marks and found.strip() == MARK:
        return Item(item.bullet or "-", item.number, as_bullet(marks[0]))
    return item


def item_mark(mark: Mark) -> Item:
    """The item whose bullet is a mark."""
    return Item("-", "", as_bullet(mark))
