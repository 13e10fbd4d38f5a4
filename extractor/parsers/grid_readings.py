"""The ways to read a grid, and which of them fits best.

Whether marks stand before or after their labels is decided for each grid from the evidence. Three readings are tried: each line (or table row)
holds one label and its mark; marks stand before their labels; marks stand after them. Each is scored by the labels that it satisfies and the marks
that it leaves over; where two readings fit equally well and disagree, the boxes are null.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.answers import Gap, Item, OptionLabel
from extractor.document import Line, Mark
from extractor.text import fold

# What a break between a mark and its label costs: a label in another cell is usual in tables, one on another line is not.
BREAK_COST = {"item": 0.6, "line": 0.6, "paragraph": 0.75, "cell": 0.1, "row": 0.8}
RUN_ON_COST = 0.05
MISSING, OTHER_MISSING, ORPHAN, UNLISTED = 1.0, 0.3, 0.7, 0.7
MARGIN = 0.25


@dataclass(slots=True)
class Unit:
    """A mark, the label it belongs to, and other text that stands with them."""

    mark: Mark | None
    label: OptionLabel | None
    text: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """One way to read a grid."""

    name: str
    score: float
    units: list[Unit]
    complete: bool = False

    def states(self) -> dict[str, bool | None]:
        return {unit.label.slot.pointer: unit.mark.checked for unit in self.units if unit.label and unit.mark}


def _lines(items: list[Item], cells: bool = False) -> list[list[Item]]:
    """Items line by line; the cells of one table row are one line, or with `cells` one each."""
    lines: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Gap) and item.kind != "item" and (cells or item.kind != "cell"):
            lines.append([])
        else:
            lines[-1].append(item)
    return [line for line in lines if any(not isinstance(item, Gap) for item in line)]


def _by_line(items: list[Item], cells: bool = False) -> Reading | None:
    """Each line (or each cell) holds one label and its mark, in either order; None where some line does not."""
    units: list[Unit] = []
    score = 0.0
    for line in _lines(items, cells):
        labels = [item for item in line if isinstance(item, OptionLabel)]
        marks = [item for item in line if isinstance(item, Mark)]
        texts = [item for item in line if isinstance(item, Line)]
        if len(labels) > 1 or len(marks) > 1:
            pairs = None if texts else _alternating([item for item in line if isinstance(item, OptionLabel | Mark)])
            if pairs is None:
                return None
            units += pairs
            score += len(pairs)
            continue
        if labels and marks:
            units.append(Unit(marks[0], labels[0]))
            score += 1
        elif labels:
            if labels[0].slot.role != "other":
                return None
            units.append(Unit(None, labels[0]))
            score -= OTHER_MISSING
        elif marks and texts:
            units.append(Unit(marks[0], None, texts))
            score += UNLISTED
        elif marks:
            return None
    return Reading("line", score, units, complete=True)


def _alternating(line: list[OptionLabel | Mark]) -> list[Unit] | None:
    """A line of as many labels as marks, in turn, or with the marks at both its ends; None for any other."""
    shape = "".join("m" if isinstance(item, Mark) else "l" for item in line)
    if shape == "mllm":
        line = [line[0], line[1], line[3], line[2]]
    elif shape != shape[:2] * (len(shape) // 2) or shape[:2] not in ("ml", "lm"):
        return None
    units: list[Unit] = []
    for one, other in zip(line[::2], line[1::2], strict=True):
        mark, label = (one, other) if isinstance(one, Mark) else (other, one)
        assert isinstance(mark, Mark)
        assert isinstance(label, OptionLabel)
        units.append(Unit(mark, label))
    return units


def _directed(items: list[Item], before: bool, option_a_line: bool) -> Reading:
    """Marks stand before their labels, or after them."""
    stream = items if before else [*reversed(items)]
    # Reading backwards, "after" becomes "before": each mark opens a unit that runs to the next mark.
    units: list[Unit] = []
    score = 0.0
    lead: list[Item] = []
    groups: list[tuple[Mark, list[Item]]] = []
    for item in stream:
        if isinstance(item, Mark):
            groups.append((item, []))
        elif groups:
            groups[-1][1].append(item)
        else:
            lead.append(item)

    def missing(labels: Iterable[OptionLabel]) -> None:
        nonlocal score
        for label in labels:
            units.append(Unit(None, label))
            score -= OTHER_MISSING if label.slot.role == "other" else MISSING

    for mark, rest in groups:
        cost = 0.0
        label: OptionLabel | None = None
        early: list[Line] = []
        late: list[Line] = []
        extra: list[OptionLabel] = []
        own_line = False  # the label begins a line, and the text has its mark beside it
        parted = False  # the text has its mark beside it, and the label is a paragraph of its own
        for item in rest:
            if isinstance(item, Gap):
                own_line = own_line or (label is None and bool(early) and not cost and item.kind != "item")
                parted = parted or (label is None and bool(early) and not cost and item.kind in ("paragraph", "row"))
                if label is None and not early:
                    cost += BREAK_COST[item.kind] if option_a_line or item.kind != "line" else RUN_ON_COST
            elif isinstance(item, OptionLabel):
                if label is None:
                    label = item
                else:
                    extra.append(item)
            elif isinstance(item, Line):
                (early if label is None else late).append(item)
        if label is None and early:
            # A text of its own with a mark: an option that the form does not list. Only the text nearest to the mark is its label.
            units.append(Unit(mark, None, early if before else [*reversed(early)]))
            score += UNLISTED - min(cost, 0.5)
        elif label is None:
            units.append(Unit(mark, None))
            score -= ORPHAN
        elif early and ((before or parted) if label.slot.role != "other" else (before and own_line)):
            # Text between mark and label: the text is the option, the label is without a mark. What stands beside Other may come before it, in its line.
            units.append(Unit(mark, None, early if before else [*reversed(early)]))
            score += UNLISTED - min(cost, 0.5)
            missing([label])
        else:
            units.append(Unit(mark, label, [*early, *late]))
            score += 1 - min(cost, 1.0)
        missing(extra)
    missing(item for item in lead if isinstance(item, OptionLabel))
    reading = Reading("before" if before else "after", score, units if before else units[::-1])
    reading.complete = all(unit.mark is not None or (unit.label is not None and unit.label.slot.role == "other") for unit in units) and all(
        unit.label is not None or unit.text for unit in units
    )
    return reading


def tied(items: list[Item]) -> tuple[list[Item], list[Unit]]:
    """Marks that the format itself ties to a label of the grid, or to a text that is none of its options, taken out with their labels."""
    labels = {fold(item.line.text): item for item in items if isinstance(item, OptionLabel)}
    texts = {fold(item.text): item for item in items if isinstance(item, Line)}
    marks = [item for item in items if isinstance(item, Mark)]
    units: list[Unit] = []
    gone: set[int] = set()
    for mark in marks:
        if not mark.tied_to:
            continue
        words = fold(mark.tied_to)
        label, text = labels.get(words), texts.get(words)
        if label is not None and id(label) not in gone:
            units.append(Unit(mark, label))
            gone |= {id(mark), id(label)}
        elif label is None and text is not None and id(text) not in gone:
            units.append(Unit(mark, None, [text]))
            gone |= {id(mark), id(text)}
    # A half-tied grid is read as a whole: ties that hold for all its labels or all its marks win, others are hints at best.
    options = sum(isinstance(item, OptionLabel) and item.slot.role != "other" for item in items)
    if not units or (sum(unit.label is not None for unit in units) < options and len(units) < len(marks)):
        return items, []
    # What stands beside a tied Other is its own, and no part of another box's label.
    beside = False
    for item in items:
        if isinstance(item, OptionLabel | Mark):
            beside = id(item) in gone and (beside or isinstance(item, OptionLabel)) and not (isinstance(item, OptionLabel) and item.slot.role != "other")
        elif beside and isinstance(item, Line):
            gone.add(id(item))
    return [item for item in items if id(item) not in gone], units


def choose(items: list[Item]) -> tuple[Reading, float, dict[str, tuple[bool | None, bool | None]]]:
    """(the best reading, confidence, options on which an equally good one disagrees)."""
    by_line = _by_line(items, cells=True) or _by_line(items)
    lines = _lines(items)
    labelled = [line for line in lines if any(isinstance(i, OptionLabel) for i in line)]
    option_a_line = bool(labelled) and sum(sum(isinstance(i, OptionLabel) for i in line) == 1 for line in labelled) >= 0.6 * len(labelled) and len(labelled) > 1
    before, after = _directed(items, True, option_a_line), _directed(items, False, option_a_line)
    if by_line is not None and sum(unit.label is not None for unit in by_line.units):
        return by_line, 0.99, {}
    first, second = (before, after) if before.score >= after.score else (after, before)
    a, b = first.states(), second.states()
    if first.score - second.score >= MARGIN:
        confidence = 0.99 if first.complete else 0.9
        return first, confidence, {}
    disputed = {key: (a.get(key), b.get(key)) for key in a.keys() | b.keys() if a.get(key) != b.get(key)}
    return first, 0.9, disputed
