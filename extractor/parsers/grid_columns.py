"""Grids whose labels and boxes the layout parted: labels in one cell and their boxes in the next, a label broken in two, a box typed into a label's line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.answers import Gap, GridAnswer, Item, OptionLabel
from extractor.document import MARK, Line, Mark
from extractor.marks import yes_or_no
from extractor.text import fold

# A label of which less than this many words is left is not known by them.
FEWEST_WORDS = 3
# A label put together from its parts is less sure than one that stands in one place.
BROKEN = 0.75
# So many options must have the same sign beside them before it counts in the line of another.
SEVERAL = 3


def mended(items: list[Item], answer: GridAnswer) -> list[Item]:
    """A line that is the beginning of an option which stands nowhere else, as that option; the rest of the label is taken out where it stands alone."""
    found = {item.slot.pointer for item in items if isinstance(item, OptionLabel)}
    missing = [slot for slot in answer.options if slot.pointer not in found and slot.label is not None]
    lines = [number for number, item in enumerate(items) if isinstance(item, Line) and item.text.count(" ") >= FEWEST_WORDS - 1] if missing else []
    if not lines:
        return items
    out = list(items)
    for slot in missing:
        assert slot.label is not None
        wordings = {fold(text) for texts in slot.label.texts.values() for text in texts}
        begun = [(number, w) for number in lines for w in wordings if w.startswith(fold(items[number].text) + " ")]  # type: ignore[union-attr]
        if len({number for number, _ in begun}) != 1:
            continue
        number, wording = begun[0]
        line = items[number]
        assert isinstance(line, Line)
        out[number] = OptionLabel(slot, line, BROKEN)
        rest = wording.removeprefix(fold(line.text)).strip()
        end = next((n for n in range(number + 1, len(out)) if isinstance(piece := out[n], Line) and fold(piece.text) == rest), None)
        if end is not None:
            del out[end]
    return out


def side_by_side(items: list[Item]) -> tuple[list[Item], list[Line]]:
    """(the items with each box beside its label, what was left out) where a cell holds several labels and the next one their boxes.

    The first box is the first label's and so on. Where they are not as many, whose is whose cannot be told, and the boxes are left out.
    """
    if not any(isinstance(item, Gap) and item.kind == "cell" for item in items):
        return items, []
    out: list[Item] = []
    left_out: list[Line] = []
    for row in _parted(items, ("row",)):
        if out:
            out.append(Gap("row"))
        cells = list(_parted(row, ("cell",)))
        if len(cells) != 2 or not _only_labels(cells[0]) or not _only_boxes(cells[1]):
            out += row
            continue
        labels, boxes = (list(_parted(cell, ("line", "paragraph"))) for cell in cells)
        if len(labels) == len(boxes) and all(len(box) == 1 and isinstance(box[0], Mark) for box in boxes):
            for number, (label, box) in enumerate(zip(labels, boxes, strict=True)):
                out += [*([Gap("row")] if number else []), *label, *box]
        else:
            out += cells[0]
            left_out += [Line(MARK, item.place, (item,)) if isinstance(item, Mark) else item for item in cells[1] if isinstance(item, (Mark, Line))]
    return out, left_out


def _parted(items: list[Item], kinds: tuple[str, ...]) -> Iterator[list[Item]]:
    part: list[Item] = []
    for item in items:
        if isinstance(item, Gap) and item.kind in kinds:
            yield part
            part = []
        else:
            part.append(item)
    yield part


def _only_labels(cell: list[Item]) -> bool:
    return sum(isinstance(item, OptionLabel) for item in cell) > 1 and not any(isinstance(item, Mark) for item in cell)


def _only_boxes(cell: list[Item]) -> bool:
    return any(isinstance(item, Mark) for item in cell) and not any(
        isinstance(item, OptionLabel) or (isinstance(item, Line) and max(map(len, item.text.split()), default=0) > 1) for item in cell
    )


def typed_in_line(items: list[Item]) -> list[Item]:
    """A letter that is a box before several options ("X Postal operator") is one, too, before what the form does not list ("X Logistics associations")."""
    before: dict[str, int] = {}
    for one, other in pairwise(items):
        if isinstance(one, Mark) and isinstance(other, OptionLabel) and len(one.raw) == 1 and one.raw.isalpha():
            before[one.raw] = before.get(one.raw, 0) + 1
    letters = {raw for raw, times in before.items() if times >= SEVERAL}
    if not letters:
        return items
    out: list[Item] = []
    for number, item in enumerate(items):
        if isinstance(item, Line) and item.text[:1] in letters and item.text[1:2] == " " and (number == 0 or isinstance(items[number - 1], Gap)):
            model = next(mark for mark in items if isinstance(mark, Mark) and mark.raw == item.text[0])
            out += [Mark(model.checked, model.raw, model.method, model.confidence, item.place), item.slice(2)]
        else:
            out.append(item)
    return out


def said_in_line(item: Line) -> tuple[Line, str] | None:
    """(the label, Yes or No) of a line that ends with that word: "Civil aviation Yes"; None of any other."""
    label, _, word = item.text.rpartition(" ")
    return (item.slice(0, len(label)), word) if label and yes_or_no(word) is not None else None
