"""Make the answer that a parser reads from a few words of text."""

from __future__ import annotations

from extractor.answers import Answer
from extractor.document import Block, Bullet, Cell, Line, Table
from extractor.document import Link as Hyperlink
from schemas.form import Slot


def lines(text: str) -> tuple[Line, ...]:
    """One line a row of `text`: "- " and "1. " begin list items (two spaces a level), ">" goes on with the line before as the layout broke it."""
    found: list[Line] = []
    for row in text.split("\n"):
        level = (len(row) - len(row.lstrip(" "))) // 2
        row = row.strip()
        bullet: Bullet = ""
        number = ""
        wrapped = row.startswith("> ")
        if wrapped:
            row = row[2:]
        if row.startswith("- "):
            bullet, row = "-", row[2:]
        elif row[:1].isdigit() and row[1:3] == ". ":
            bullet, number, row = "1.", row[0], row[3:]
        found.append(Line(row, bullet=bullet, number=number, level=level, starts_paragraph=not wrapped, wrapped=wrapped))
    return tuple(found)


def answer(text: str, pointer: str = "/x") -> Answer:
    """The answer that stands in `text`, no list marks read: dates and amounts begin with figures."""
    blocks = tuple(Line(row.removeprefix("> "), wrapped=row.startswith("> "), starts_paragraph=not row.startswith("> ")) for row in text.split("\n"))
    return Answer(Slot(pointer, str), blocks)


def region(*blocks: Block, pointer: str = "/x") -> Answer:
    """The answer of ready-made blocks."""
    return Answer(Slot(pointer, str), blocks)


def table(*rows: tuple[str, ...]) -> Table:
    """A table of text cells; a line break in a cell parts its lines."""
    cells = tuple(Cell(row, column, tuple(Line(line) for line in text.split("\n"))) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return Table(cells)


def linked(text: str, shown: str, target: str) -> Line:
    """A line of text in which `shown` is a hyperlink to `target`."""
    start = text.index(shown)
    return Line(text, links=(Hyperlink(start, start + len(shown), target),))
