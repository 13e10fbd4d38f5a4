"""Drawn blanks before or after the options, with an x on those that are meant: "_x_ Existing practice"."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Mark
from extractor.marks import lone_mark
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import token_of
from extractor.readers.pdf.drawings import THIN, Shape
from extractor.readers.pdf.tokens import Shelf, Token

# A blank is as wide as a letter with some room (points).
_NARROWEST, _WIDEST = 5.0, 34.0
# Its line lies so far below the baseline, or above it (shares of the text's size).
_BELOW, _ABOVE = 0.35, 0.12
# A label stands no further from its blank (shares of the text's size).
_BESIDE = 1.2
# Blanks of one width on a page: fewer are underlined words, or dashes.
_FEWEST = 3
_ALIKE = 1.2
# What comes so near a line touches it (points).
_MEET = 1.0


def _touches(shape: Shape, line: Shape) -> bool:
    """Whether the shape's edge meets the line: then it is a side of a box, of a cell, of a table."""
    if shape.x0 > line.x1 + _MEET or shape.x1 < line.x0 - _MEET or shape.top > line.bottom + _MEET or shape.bottom < line.top - _MEET:
        return False
    inside = shape.x0 < line.x0 - _MEET and shape.x1 > line.x1 + _MEET and shape.top < line.top - _MEET and shape.bottom > line.bottom + _MEET
    return not inside


def place_blanks(tokens: list[Token], shapes: Sequence[Shape]) -> tuple[list[Token], set[int]]:
    """The tokens with a mark for each blank, and the identities of the blanks' lines.

    Short lines of one width are blanks where on one at least stands a lone x, on another nothing, and beside each a word.
    """
    lines = [
        s for s in shapes if s.bottom - s.top < THIN and _NARROWEST <= s.x1 - s.x0 <= _WIDEST and (s.stroke if s.stroke is not None else s.fill or 0.0) < 0.8
    ]
    if len(lines) < _FEWEST:
        return tokens, set()
    lines = [line for line in lines if not any(_touches(other, line) for other in shapes if other is not line)]
    shelf = Shelf(tokens)
    blanks: list[tuple[Shape, Token | None, Token]] = []
    for line in lines:
        row = [t for t in shelf.near(Box(line.x0, line.top - 2, line.x1, line.bottom)) if -_ABOVE * t.size < line.top - t.base < _BELOW * t.size]
        over = {id(t): t for t in row if min(t.x1, line.x1) - max(t.x0, line.x0) > 0.3 * (t.x1 - t.x0)}
        cross = next(iter(over.values()), None)
        if len(over) > 1 or (cross is not None and (cross.mark is not None or cross.text.upper() != "X") and lone_mark(cross.text) is None):
            continue
        labels = [t for t in row if id(t) not in over and t.mark is None and -1 < max(t.x0 - line.x1, line.x0 - t.x1) < _BESIDE * t.size]
        if any(any(map(str.isalpha, t.text)) for t in labels):
            blanks.append((line, cross, labels[0]))
    used: set[int] = set()
    gone: set[int] = set()
    marks: list[Token] = []
    for line, cross, label in blanks:
        alike = [other for other, _, _ in blanks if abs((other.x1 - other.x0) - (line.x1 - line.x0)) < _ALIKE]
        states = {c is not None for other, c, _ in blanks if any(other is each for each in alike)}
        if len(alike) < _FEWEST or states != {True, False}:
            continue
        box = Box(line.x0, label.base - 0.75 * label.size, line.x1, line.bottom)
        raw = f"{cross.text} on a line" if cross is not None else "empty line"
        marks.append(token_of(Mark(checked=cross is not None, raw=raw, method="vector", confidence=0.9, place=Place(box=box)), box))
        used.add(id(line))
        if cross is not None:
            gone.add(id(cross))
    return [t for t in tokens if id(t) not in gone] + marks, used
