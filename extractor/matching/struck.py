"""Text that is struck out: part of no answer, and never lost. The label of an option keeps it, for the grid to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.document import MARK, Block, Emphasis, Line, Link, Table, Word, lines_of

_SEPARATORS = "/|"

Spans = Sequence[tuple[int, int]]


def has_struck(blocks: tuple[Block, ...]) -> bool:
    """Whether anything is struck out."""
    return any(line.emphasis and any(each.kind == "struck" for each in line.emphasis) for line in lines_of(blocks))


def without_struck(blocks: tuple[Block, ...], kept: Mapping[int, Spans]) -> tuple[tuple[Block, ...], tuple[Line, ...]]:
    """(the blocks without what is struck out, what was taken out of them); `kept` are the spans of the printed labels, by the line's id, which stay."""
    gone: list[Line] = []

    def of_block(block: Block) -> Block | None:
        if isinstance(block, Table):
            return replace(block, cells=tuple(replace(cell, blocks=of_blocks(cell.blocks)) for cell in block.cells))
        struck = [(a, b) for a, b, kind in block.emphasis if kind == "struck"]
        if not struck:
            return block
        labels = kept.get(id(block), ())
        removed = [at for a, b in struck for at in range(a, b) if block.text[at] != MARK and not any(start <= at < end for start, end in labels)]
        if not removed:
            return block
        line, parts = _without(block, frozenset(removed))
        gone.extend(parts)
        return line if line.text else None

    def of_blocks(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(found for block in inner if (found := of_block(block)) is not None)

    return of_blocks(blocks), tuple(gone)


def _without(line: Line, removed: frozenset[int]) -> tuple[Line, list[Line]]:
    """The line without these characters and the strokes that parted them from others ("A / B" with B struck out is "A"), and what they were."""
    text = line.text
    parts: list[Line] = []
    drop = set(removed)
    at = 0
    while at < len(text):
        if at not in removed:
            at += 1
            continue
        end = at
        while end in removed or (end < len(text) and text[end] == " " and end + 1 in removed):
            end += 1
        drop.update(range(at, end))
        parts.append(replace(line.slice(at, end), marks=(), emphasis=()))
        before, after = text[:at].rstrip(), text[end:].lstrip()
        if before and before[-1] in _SEPARATORS:
            drop.update(range(len(before) - 1, at))
        elif not before and after and after[0] in _SEPARATORS:
            drop.update(range(end, len(text) - len(after) + 1))
        at = end
    moved: list[int] = []
    out: list[str] = []
    for index, character in enumerate(text):
        moved.append(len(out))
        if index in drop or (character == " " and (not out or out[-1] == " ")):
            continue
        out.append(character)
    while out and out[-1] == " ":
        out.pop()
    moved.append(len(out))
    size = len(out)
    return replace(
        line,
        text="".join(out),
        links=tuple(Link(min(moved[a], size), min(moved[b], size), target) for a, b, target in line.links if moved[b] > moved[a]),
        words=tuple(Word(min(moved[a], size), min(moved[b], size), box) for a, b, box in line.words if moved[b] > moved[a]),
        emphasis=tuple(Emphasis(min(moved[a], size), min(moved[b], size), kind) for a, b, kind in line.emphasis if moved[b] > moved[a]),
    ), parts
