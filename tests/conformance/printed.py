"""The form as blocks that any word processor's format can be written from: paragraphs, tables in cells, and boxes that the format draws its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.conformance.flowing import APPROACH, PROMPTS, REFLECTIONS, options_of
from tests.conformance.kinds import ANSWERS, COUNTRY, DATE, DE_MINIMIS, TITLE, Arrangement


@dataclass(frozen=True)
class Box:
    """A box to tick."""

    checked: bool


Runs = tuple["str | Box", ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text and boxes."""

    runs: Runs
    bold: bool = False
    item: bool = False
    """An item of a list with bullets."""


@dataclass(frozen=True)
class Cell:
    """A cell; `width` in twentieths of a point."""

    blocks: tuple[Block, ...]
    width: int


@dataclass(frozen=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class TextBox:
    """A text box that stands in a paragraph of its own."""

    blocks: tuple[Paragraph, ...]


Block = Paragraph | Table | TextBox
_WIDTH = 9600
_HALF = _WIDTH // 2


def _text(text: str, bold: bool = False) -> Paragraph:
    return Paragraph((text,), bold)


def grid(pointer: str, arrangement: Arrangement) -> tuple[Block, ...]:
    """The blocks of one grid."""
    options = options_of(pointer)
    after = "after" in arrangement

    def beside(label: str, checked: bool) -> Runs:
        return (f"{label} ", Box(checked)) if after else (Box(checked), f" {label}")

    if arrangement.endswith("in a line"):
        return (Paragraph(tuple(run for label, checked in options for run in (*beside(label, checked), "    "))),)
    if arrangement == "nested table":
        return (Table(tuple((Cell((Paragraph(beside(label, checked)),), 4000),) for label, checked in options)),)
    if arrangement.startswith("own cell"):
        rows = []
        for label, checked in options:
            cells = (Cell((Paragraph((Box(checked),)),), 500), Cell((_text(label),), 3500))
            rows.append(cells[::-1] if after else cells)
        return (Table(tuple(rows)),)
    paragraphs = tuple(Paragraph(beside(label, checked)) for label, checked in options)
    return (TextBox(paragraphs),) if arrangement == "text box" else paragraphs


def printed(plan: Mapping[str, Arrangement]) -> tuple[Block, ...]:
    """The whole form, its boxes arranged by `plan`."""
    thresholds = Table(tuple((Cell((_text(label),), 2000), Cell((_text(answer),), 2000)) for label, answer in DE_MINIMIS.items()))
    grids = {pointer: grid(pointer, arrangement) for pointer, arrangement in plan.items()}

    def wide(*blocks: Block) -> tuple[Cell, ...]:
        return (Cell(blocks, _WIDTH),)

    def pair(left: tuple[Block, ...], right: tuple[Block, ...]) -> tuple[Cell, ...]:
        return Cell(left, _HALF), Cell(right, _HALF)

    def head(text: str) -> tuple[Block, ...]:
        return (_text(text, True),)

    def answer(pointer: str) -> tuple[Block, ...]:
        return (_text(ANSWERS[pointer]),)

    rows = (
        wide(_text(f"“{TITLE}”")),
        pair((_text(COUNTRY),), head("General Overview")),
        pair(grids["/practice_type"], grids["/general_overview"]),
        pair(head("E-commerce at Glance"), head("Stakeholders Involved")),
        pair((*head("De Minimis Value"), thresholds), grids["/stakeholders"]),
        wide(*head("Date of implementation")),
        wide(_text(DATE)),
        *(wide(*part) for pointer in ("/description", "/value_proposition") for part in (head(PROMPTS[pointer]), answer(pointer))),
        wide(*(_text(prompt, True) for prompt in APPROACH)),
        wide(Paragraph((ANSWERS["/approach/combined"],), item=True)),
        pair(head("Requirements"), head(PROMPTS["/wco_tools"])),
        pair(grids["/requirements"], answer("/wco_tools")),
        wide(*head("Additional Information")),
        pair(head(PROMPTS["/links"]), head(PROMPTS["/contacts"])),
        pair(answer("/links"), answer("/contacts")),
        wide(*(_text(prompt, True) for prompt in REFLECTIONS)),
        wide(*answer("/reflections/combined")),
    )
    return _text("Case Study on E-commerce", True), Table(rows)
