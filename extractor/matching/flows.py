"""A document as flows of text: one for each cell, or run of body lines, in reading order, with words that labels can be found by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from extractor.document import MARK, Block, Cell, Line, Table
from extractor.text import TOKEN, fold_word

_SPACE_OR_MARK = " " + MARK


class Token(NamedTuple):
    """One word of a flow: its folded form and where it stands."""

    word: str
    flow: int
    line: int
    start: int
    end: int
    end_line: int
    """The line it ends on: a word may be broken by a hyphen at a line's end."""


@dataclass(slots=True)
class Frame:
    """A table of the document and where it hangs."""

    index: int
    table: Table
    parent: Frame | None
    """The table in one of whose cells this one stands; None for a table of the body."""
    cell: Cell | None
    """That cell."""
    host: int
    """The flow that stands before it in its cell or in the body; -1 for none."""
    above: Frame | None = None
    """The body's table before this one, where nothing but blank space stands between the two."""
    flows: list[Flow] = field(default_factory=list)
    columns: int = 1
    """How many columns it has."""
    ending_at_row: dict[int, list[Flow]] = field(default_factory=dict)
    """Row → the flows of the cells whose last row is the one before it."""
    in_cell: dict[tuple[int, int], Flow] = field(default_factory=dict)
    """(row, column after it) → the last flow of the cell that ends at that column; a cell of several rows has an entry for each."""

    def add(self, flow: Flow) -> None:
        """Take in a flow of one of the table's cells."""
        assert flow.cell is not None
        cell = flow.cell
        self.flows.append(flow)
        self.ending_at_row.setdefault(cell.row + cell.row_span, []).append(flow)
        for row in range(cell.row, cell.row + min(cell.row_span, 1000)):
            self.in_cell[row, cell.column + cell.column_span] = flow


@dataclass(slots=True)
class Flow:
    """Lines that run on without a cell's edge or a table between them."""

    index: int
    lines: tuple[Line, ...]
    frame: Frame | None
    """The innermost table it stands in; None for the body."""
    cell: Cell | None
    part: int = 0
    """0 for the first flow of its cell, 1 for the one after a nested table, …"""
    previous: int = -1
    """The flow before it in the same cell, or before it in the body; -1 for none."""

    @property
    def empty(self) -> bool:
        """No text and no mark in it."""
        return not any(line.text for line in self.lines)

    @property
    def only_marks(self) -> bool:
        """Nothing but marks in it."""
        return any(line.marks for line in self.lines) and not any(line.text.replace(MARK, "").strip() for line in self.lines)


@dataclass(slots=True)
class Flows:
    """All flows of a document, its tables, and its words in one string."""

    flows: list[Flow]
    frames: list[Frame]
    tokens: list[Token]
    text: str
    """The folded words, each with one space before it; a flow ends with " |"."""
    offsets: list[int]
    """Where each token begins in `text`."""


_LONGEST_KEPT = 120


@lru_cache(maxsize=4096)
def _words(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a line, each with its start and end; labels are the same in form after form, so they are cut up once."""
    return [(word, *match.span()) for match in TOKEN.finditer(text) if (word := fold_word(match.group()))]


def flows_of(blocks: tuple[Block, ...]) -> Flows:
    """Walk the blocks in reading order."""
    flows: list[Flow] = []
    frames: list[Frame] = []

    def walk(blocks: tuple[Block, ...], frame: Frame | None, cell: Cell | None) -> None:
        run: list[Line] = []
        part = 0
        previous = -1
        last_frame: Frame | None = None

        def close(force: bool = False) -> None:
            nonlocal part, previous, last_frame
            if not run and not force:
                return
            flow = Flow(len(flows), tuple(run), frame, cell, part, previous)
            flows.append(flow)
            if frame is not None:
                frame.add(flow)
            if not flow.empty:
                last_frame = None
            previous = flow.index
            part += 1
            run.clear()

        for block in blocks:
            if isinstance(block, Line):
                run.append(block)
                continue
            close()
            inner = Frame(len(frames), block, frame, cell, previous, above=last_frame, columns=max(1, block.columns))
            frames.append(inner)
            for inner_cell in block.cells:
                walk(inner_cell.blocks, inner, inner_cell)
            last_frame = inner
        close(force=part == 0 and cell is not None)

    walk(blocks, None, None)
    tokens: list[Token] = []
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for flow in flows:
        index = flow.index
        for number, line in enumerate(flow.lines):
            text = line.text
            if not text:
                continue
            carried: Token | None = None
            if tokens and number and text[:1].islower():
                # A word that a hyphen breaks at the line's end is one word, also where a box stands between.
                before = flow.lines[number - 1].text.rstrip(_SPACE_OR_MARK)
                if before.endswith("-") and tokens[-1].flow == flow.index and tokens[-1].end == len(before) - 1:
                    carried = tokens.pop()
                    at = offsets.pop()
                    pieces.pop()
            for word, start, end in _words(text) if len(text) <= _LONGEST_KEPT else _words.__wrapped__(text):
                if carried is not None:
                    word = carried.word + word
                    tokens.append(Token(word, index, carried.line, carried.start, end, number))
                    carried = None
                else:
                    tokens.append(Token(word, index, number, start, end, number))
                offsets.append(at)
                pieces.append(word)
                at += len(word) + 1
        pieces.append("|")
        at += 2
    return Flows(flows, frames, tokens, " " + " ".join(pieces) + " ", offsets)
