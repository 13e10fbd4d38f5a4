"""The document model: the one small shape that every reader turns its format into.

A document is a sequence of blocks; a block is a line of text or a table, and a table's cells hold blocks again.
A selection mark stands in the text of its line, where a reader's eye meets it, as U+FFFC (OBJECT REPLACEMENT CHARACTER);
the mark itself is in `Line.marks`, in the same order. So one string and one regular expression see text and marks alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from extractor.place import NOWHERE, Box, Place, spanning

MARK = "\ufffc"

Method = Literal["text", "glyph", "field", "vector", "image", "ink", "ocr"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A selection mark: a box, circle or tick, whatever it was made of."""

    checked: bool | None
    """None when a box is there and its state cannot be told. Never guess."""
    raw: str = ""
    """The mark as seen in the source: the character, `[x]`, a field's state name, "box with cross"."""
    method: Method = "glyph"
    confidence: float = 1.0
    place: Place = NOWHERE
    tied_to: str | None = None
    """The label that the format itself ties to the mark (`<label for>`, a form field's tooltip); None where it ties none."""
    disagrees: bool = False
    """The picture and the stored state say different things; `checked` is the stored state."""
    bullet: bool = False
    """The mark stands where a list bullet would, and may be no more than that."""


class Link(NamedTuple):
    """A hyperlink over `text[start:end]` of its line."""

    start: int
    end: int
    target: str


EmphasisKind = Literal["struck", "highlighted", "underlined", "framed", "bold"]


class Emphasis(NamedTuple):
    """How `text[start:end]` of its line was set apart: what a pen would do to the one of several words that counts, or to those that do not."""

    start: int
    end: int
    kind: EmphasisKind


class Word(NamedTuple):
    """The bounding box of `text[start:end]` of its line."""

    start: int
    end: int
    box: Box


Bullet = Literal["", "-", "1."]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as a reader sees it, or a whole paragraph where the format does not say how it is broken.

    Text is Unicode NFC with single spaces, no control or zero-width characters, no bullet or list number in front.
    """

    text: str
    place: Place = NOWHERE
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    words: tuple[Word, ...] = ()
    bullet: Bullet = ""
    """"-" or "1." where the line begins a list item (its text is without it), else ""."""
    level: int = 0
    """Depth of nesting of a list item, 0 the outermost; lines that continue an item carry its level."""
    number: str = ""
    """The printed number of a list item ("3", "iv"), "" where there is none."""
    bold: bool = False
    starts_paragraph: bool = True
    wrapped: bool = False
    """The layout alone broke the line before: this one goes on with it, after a space (or none after a hyphen that only broke the line)."""
    method: Method = "text"
    emphasis: tuple[Emphasis, ...] = ()
    """What is struck out, highlighted, underlined or bordered; bold only where the rest of the line is not. Struck text is still part of `text`."""

    def slice(self, start: int, end: int | None = None) -> Line:
        """The part `text[start:end]`, stripped of spaces, with its marks, links and words; a slice from the middle is no list item."""
        text = self.text
        stop = len(text) if end is None else end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start == 0 and stop == len(text):
            return self
        marks = self.marks
        if marks:
            before = text.count(MARK, 0, start)
            marks = marks[before : before + text.count(MARK, start, stop)]
        links = tuple(Link(max(a, start) - start, min(b, stop) - start, target) for a, b, target in self.links if a < stop and b > start)
        emphasis = self.emphasis and tuple(
            Emphasis(max(a, start) - start, min(b, stop) - start, kind) for a, b, kind in self.emphasis if a < stop and b > start
        )
        words = self.words and tuple(Word(max(a, start) - start, min(b, stop) - start, box) for a, b, box in self.words if a < stop and b > start)
        place = self.place
        if words:
            place = spanning(Place(page=place.page, box=word.box) for word in words)
        first = start == 0 or not text[:start].strip(" " + MARK)
        return Line(
            text[start:stop],
            place,
            marks,
            links,
            words,
            self.bullet if first else "",
            self.level,
            self.number if first else "",
            self.bold,
            self.starts_paragraph or not first,
            self.wrapped and first,
            self.method,
            emphasis,
        )

    def place_of(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands, as tight as the format allows."""
        if not self.words:
            return self.place
        boxes = [word.box for word in self.words if word.start < end and word.end > start]
        return spanning(Place(page=self.place.page, box=box) for box in boxes) if boxes else self.place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `row` and `column` count from 0."""

    row: int
    column: int
    blocks: tuple[Block, ...] = ()
    row_span: int = 1
    column_span: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table: cells in reading order (row by row), a merged cell once, at its top left."""

    cells: tuple[Cell, ...]
    place: Place = NOWHERE

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file."""

    blocks: tuple[Block, ...]
    media_type: str
    pages: int | None = None
    """The number of pages; None where the format has none."""
    modified: date | None = None
    """The document's own date of last change, None where it carries none."""
    furniture: tuple[Line, ...] = ()
    """Running headers and footers, kept out of `blocks`: they may give only a title or a country."""
    remarks: tuple[Line, ...] = ()
    """What is said beside the text: sticky notes, comments, names of attached files. No answer, but never lost."""
    notes: tuple[str, ...] = field(default=())
    """What the reader could not use, one line each, for the editor."""
    unhidden: Callable[[], Document] | None = None
    """Reads the file once more with what it hides from its readers; None where it hides nothing."""


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Every line of the blocks in reading order, those in the cells of tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for cell in block.cells:
                yield from lines_of(cell.blocks)
