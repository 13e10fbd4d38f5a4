"""Lines of text out of inline content: white space collapsed as a browser does, selection marks, links and bullets in place."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from extractor.document import MARK, Block, Bullet, Line, Link, Mark, Method, Table
from extractor.marks import find_marks
from extractor.place import Place
from extractor.text import clean

# Noncharacters (Unicode 23.7) stand for the ends of a link while a line is put together; `tree.parse` keeps them out of the source.
LINK_START = "\ufdd0"
LINK_END = "\ufdd1"

# Bullets that people type at the start of a line; a hyphen, dash or asterisk too is one only where text follows after a space.
_TYPED_BULLET = re.compile(r"[•·‣▪▸►▶◦⁃∙➢➤❖\u2013*-] (?=\S)")
_BULLETS = frozenset("•·‣▪▸►▶◦⁃∙➢➤❖\u2013*-")
_LINK_ENDS = re.compile(f"([{LINK_START}{LINK_END}])")


@lru_cache(maxsize=10_000)
def place_of(line: int) -> Place:
    """The place of a line of the source."""
    return Place(line=line)


class Item:
    """What the next line is the beginning of: a list item."""

    __slots__ = ("bullet", "mark", "number")

    def __init__(self, bullet: Bullet, number: str = "", mark: Mark | None = None) -> None:
        self.bullet: Bullet = bullet
        self.number = number
        self.mark = mark
        """The bullet itself where its picture may be a box."""


class Flow:
    """The blocks of the body, or of one cell, while they are being read."""

    __slots__ = ("_bold", "_fields", "_line", "_link", "_marks", "_parts", "_plain", "_targets", "_typed", "blocks", "fresh", "item", "level")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.fresh = True
        """Whether the next line starts a paragraph."""
        self.item: Item | None = None
        """The list item that the next line begins."""
        self.level = 0
        """Depth of list items, 0 the outermost and where there is none."""
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._targets: list[str] = []
        self._link: str | None = None
        self._line = 0
        self._bold = self._plain = self._fields = self._typed = False

    def text(self, text: str, line: int, bold: bool = False, field: bool = False) -> None:
        """Add a run of text that begins on `line` of the source; `field` where it was typed into a form field."""
        if not text.isspace():
            if not self._line:
                if self._link is not None and not self._targets:
                    self.link_start(self._link)  # a link goes on over the lines of a block
                self._line = line + text.count("\n", 0, len(text) - len(text.lstrip()))
            if bold:
                self._bold = True
            else:
                self._plain = True
            if field:
                self._fields = True
            else:
                self._typed = True
        self._parts.append(text)

    def mark(self, mark: Mark, line: int) -> None:
        """Add a selection mark."""
        self._line = self._line or line
        self._parts.append(MARK)
        self._marks.append(mark)

    def space(self) -> None:
        """Part what comes from what was before, as a margin does."""
        if self._parts:
            self._parts.append(" ")

    def link_start(self, target: str) -> None:
        """A link begins here; it ends at the next `link_end` or at the end of the line."""
        self._link = target
        self._parts.append(LINK_START)
        self._targets.append(target)

    def link_end(self) -> None:
        """The open link ends here."""
        self._link = None
        if self._targets:
            self._parts.append(LINK_END)

    @property
    def blank(self) -> bool:
        """Whether nothing that can be seen is on the current line yet."""
        return not self._line

    @property
    def length(self) -> int:
        """How many pieces the current line has; a position for `insert`."""
        return len(self._parts)

    def insert(self, position: int, mark: Mark, line: int) -> None:
        """Add a mark at an earlier position of the current line."""
        before = "".join(self._parts[:position]).count(MARK)
        self._parts.insert(position, f"{MARK} ")
        self._marks.insert(before, mark)
        self._line = self._line or line

    def peek(self, position: int) -> tuple[str, tuple[Mark, ...]]:
        """What was added to the current line since `position`."""
        text = "".join(self._parts[position:])
        return text, tuple(self._marks[len(self._marks) - text.count(MARK) :])

    def take(self, position: int) -> None:
        """Take off the current line what was added since `position`."""
        if count := "".join(self._parts[position:]).count(MARK):
            del self._marks[-count:]
        del self._parts[position:]
        if not position:
            self._line = 0
            self._bold = self._plain = self._fields = self._typed = False

    def new_line(self) -> None:
        """End the line; what comes goes on with the paragraph. An empty line ends the paragraph."""
        if self._end_line():
            self.fresh = False
        else:
            self.fresh = True

    def new_paragraph(self) -> None:
        """End the paragraph; twice is as good as once."""
        if self._parts:
            self._end_line()
        self.fresh = True

    def table(self, table: Table) -> None:
        """Add a table after what was before; tables of as many columns with nothing between them are one to the eye."""
        self.new_paragraph()
        before = self.blocks[-1] if self.blocks else None
        if isinstance(before, Table) and before.columns == table.columns > 1:
            rows = 1 + max(cell.row for cell in before.cells)
            more = tuple(replace(cell, row=cell.row + rows) for cell in table.cells)
            self.blocks[-1] = replace(before, cells=before.cells + more)
        else:
            self.blocks.append(table)

    def _end_line(self) -> bool:
        if not self._line:
            self._parts.clear()
            self._targets.clear()
            return False
        line = self._assembled("".join(self._parts))
        self._parts.clear()
        self._marks.clear()
        self._targets.clear()
        self._line = 0
        self._bold = self._plain = self._fields = self._typed = False
        if line is None:
            return False
        self.blocks.append(line)
        self.fresh = False
        self.item = None
        return True

    def _assembled(self, raw: str) -> Line | None:
        place = place_of(self._line)
        text = clean(raw)
        marks: tuple[Mark, ...] = ()
        if self._marks:
            # Marks of elements are in place already; glyphs and typed boxes stand between them.
            found: list[Mark] = []
            pieces = text.split(MARK)
            for index, piece in enumerate(pieces):
                if piece:
                    pieces[index], more = find_marks(piece, place)
                    found += more
                if index < len(self._marks):
                    found.append(self._marks[index])
            text = MARK.join(pieces)
            marks = tuple(found)
        else:
            text, marks = find_marks(text, place)
        links: tuple[Link, ...] = ()
        if self._targets:
            text, links = _placed_links(text, self._targets)
        bullet: Bullet = ""
        number = ""
        if self.item is not None:
            bullet, number = self.item.bullet, self.item.number
            if self.item.mark is not None:
                text = f"{MARK} {text}"
                marks = (self.item.mark, *marks)
                links = tuple(Link(start + 2, end + 2, target) for start, end, target in links)
        elif text and text[0] in _BULLETS and (typed := _TYPED_BULLET.match(text)):
            bullet = "-"
            text = text[typed.end() :]
            links = tuple(Link(max(start - 2, 0), end - 2, target) for start, end, target in links if end > 2)
        if not text:
            return None
        method: Method = "field" if self._fields and not self._typed else "text"
        line = Line(text, place, marks, links, (), bullet, self.level, number, self._bold and not self._plain, self.fresh, False, method)
        if marks and any(mark.place.line is None for mark in marks):
            line = replace(line, marks=tuple(mark if mark.place.line else replace(mark, place=place) for mark in marks))
        return line


def _placed_links(text: str, targets: list[str]) -> tuple[str, tuple[Link, ...]]:
    """The text without the signs for the ends of links, spaces still single, and the links."""
    out = ""
    links: list[Link] = []
    start: int | None = None
    index = 0
    for piece in _LINK_ENDS.split(text):
        if piece == LINK_START:
            start = len(out)
        elif piece == LINK_END:
            if start is not None and index < len(targets):
                _append_link(links, out, start, targets[index])
                index += 1
            start = None
        elif piece:
            out += piece[1:] if piece[0] == " " and (not out or out[-1] == " ") else piece
    if start is not None and index < len(targets):
        _append_link(links, out, start, targets[index])
    stripped = out.rstrip()
    return stripped, tuple(Link(start, min(end, len(stripped)), target) for start, end, target in links if start < len(stripped))


def _append_link(links: list[Link], out: str, start: int, target: str) -> None:
    end = len(out.rstrip())
    while start < end and out[start] == " ":
        start += 1
    if start < end:
        links.append(Link(start, end, target))
