"""One pass over the tree of a page: every element adds to the flow of its block, cell or table what a reader of the page sees."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.document import MARK, Block, Line, Mark
from extractor.errors import Unreadable
from extractor.marks import find_marks, symbol_family
from extractor.markup import boxes, fields, layout
from extractor.markup.css import Declarations, Generated, Stylesheet, declarations, generated, merged
from extractor.markup.lines import Flow, Item
from extractor.markup.tables import TableBuilder, span
from extractor.markup.tree import MOST_NESTING
from extractor.place import Place
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Never shown (HTML, 15.3.1), or shown by other means than text.
_UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "title", "meta", "link", "base", "datalist", "param", "source", "track", "iframe", "canvas")
    + ("audio", "video", "noframes", "noembed", "rp", "rt", "area", "col", "colgroup", "del", "dialog", "frameset", "xml")
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
_BULLET_GLYPH = re.compile(r"\s*(\S)[\ufe0e\ufe0f]?\s*\Z")
# Word writes the space after a bullet or number as no-break spaces in this font and size.
_LIST_GAP = re.compile(r"font:\s*7(?:\.0)?pt\s+[\"']?Times New Roman", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d+)", re.IGNORECASE)
_KIX_LEVEL = re.compile(r"\blst-kix_\S*?-(\d+)\b")
_NUMBER = re.compile(r"[(\[]?([0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxlcIVXLC]{1,7})[.)\]:]?\Z")
_ESCAPED_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,24}\d{0,2});")


class State(NamedTuple):
    """What an element hands down to what is in it."""

    bold: bool = False
    pre: bool = False
    font: str | None = None
    """The name of the symbol font that letters are set in; None in a font for text."""
    hidden: bool = False
    """`visibility: hidden`, which a descendant may undo."""
    link: str | None = None


_PLAIN = State()


class _Pending:
    """An element that is a mark by its attributes and whose picture may be in it: a glyph or image that is replaced by the mark itself."""

    __slots__ = ("flow", "mark", "placed", "position", "after")

    def __init__(self, mark: Mark, flow: Flow, after: bool) -> None:
        self.mark = mark
        self.flow = flow
        self.position = flow.length
        self.placed = False
        self.after = after


class _List:
    """A list that is open."""

    __slots__ = ("next", "ordered", "step", "style")

    def __init__(self, ordered: bool, style: str, start: int, step: int) -> None:
        self.ordered = ordered
        self.style = style
        self.next = start
        self.step = step


class Walker:
    """Turns one tree into blocks; made for one page, used once."""

    def __init__(self, root: Element, line: int = 1) -> None:
        self.root = root
        self.offset = line - 1
        self.sheet = _sheet_of(root)
        self.labels = fields.Labels(root)
        self.flow = Flow()
        self.images: list[Line] = []
        self.dropped = 0
        self._line = line
        self._lists: list[_List] = []
        self._tables: list[TableBuilder] = []
        self._flows: list[Flow] = []
        self._roles: dict[Element, layout.Role] = {}
        self._pending: _Pending | None = None
        self._boxes = boxes.drawn_boxes(root, self.sheet)
        self._unset_radios = _unset_radios(root)
