"""The neutral layout: what a form shows and where, before any format. Plain data, so that a layout can be turned into another one.

A layout is blocks, and a block is a label, an answer, a group of boxes, or a table whose cells hold blocks again: the form's own table and the
small table of a group's parts are the same thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from extractor.render.richtext import Rich

Boxes = Literal["before", "after"]
LabelKind = Literal["section", "prompt", "part", "caption"]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label. A caption is a label that the printed form lacks, shown where a person must be told what to write."""

    text: str
    kind: LabelKind = "section"
    number: int = 0
    """Printed before a prompt; 0 for none."""

    @property
    def shown(self) -> str:
        """The label as it is printed."""
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Field:
    """What a blank form's text control needs."""

    pointer: str
    label: str
    """What the control asks for, in words."""
    lines: int = 1
    """How many lines of text it should offer at least."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; no content where nothing was."""

    field: Field
    content: tuple[Rich, ...] = ()

    @property
    def text(self) -> str:
        """Its characters, without what parts blocks."""
        return "".join(part.text for part in self.content)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a group of boxes."""

    pointer: str
    label: str
    checked: bool | None = False
    """None where no box is printed."""
    beside: str = ""
    """What is written beside it (Other)."""
    other: Field | None = None
    """The text control beside it, where it has one."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A group of boxes, one option a line."""

    pointer: str
    options: tuple[Option, ...]
    boxes: Boxes = "before"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many columns it spans."""

    blocks: tuple[Block, ...] = ()
    span: int = 1

    @property
    def heads(self) -> bool:
        """Whether it holds nothing but labels: it belongs to what comes after it."""
        return bool(self.blocks) and all(isinstance(block, Label) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells."""

    cells: tuple[Cell, ...]

    @property
    def heads(self) -> bool:
        """Whether every cell holds labels alone: no page may end after it."""
        return all(cell.heads or not cell.blocks for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells: the form's own table, or ("parts") a small one with a label and an answer a row."""

    rows: tuple[Row, ...]
    columns: int
    kind: Literal["form", "parts"] = "form"


Block = Label | Answer | Choices | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """One form as it is to be shown."""

    title: str
    """The form's own name."""
    blocks: tuple[Block, ...]
    language: str = "en"
    fillable: bool = False
    """A blank form with controls, not a filled one."""


def each_block(layout: Layout, change: Callable[[Block], Block]) -> Layout:
    """The layout with every block changed, those in cells first."""

    def changed(block: Block) -> Block:
        if isinstance(block, Table):
            rows = (Row(tuple(replace(cell, blocks=tuple(changed(inner) for inner in cell.blocks)) for cell in row.cells)) for row in block.rows)
            block = replace(block, rows=tuple(rows))
        return change(block)

    return replace(layout, blocks=tuple(changed(block) for block in layout.blocks))


def with_boxes(layout: Layout, boxes: Boxes) -> Layout:
    """The layout with every box before or after its label."""
    return each_block(layout, lambda block: replace(block, boxes=boxes) if isinstance(block, Choices) else block)


def in_sections(table: Table) -> tuple[Table, ...]:
    """The table cut before each row of labels: a table of its own may repeat its labels on a new page, and never leaves them alone on the old one."""
    parts: list[list[Row]] = [[]]
    for row in table.rows:
        if row.heads and parts[-1] and not parts[-1][-1].heads:
            parts.append([])
        parts[-1].append(row)
    return tuple(replace(table, rows=tuple(rows)) for rows in parts if rows)
