"""A grid without boxes whose options were set apart: struck out, highlighted, underlined, bordered or bold. And emphasis that makes a box doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.answers import GridAnswer, Item, OptionLabel, telling
from extractor.document import EmphasisKind, Mark

# A choice that was made without a box is as sure as people keep to one way of making it.
CONFIDENCE = 0.7
# Bold and underlined labels are often printed so: they are a choice only where several grids of the form are answered so.
_USUAL: Mapping[EmphasisKind, int] = {"struck": 1, "highlighted": 1, "framed": 1, "underlined": 2, "bold": 3}
_SAYS_NO = "struck"


def chosen(items: list[Item], answer: GridAnswer) -> list[Item]:
    """The items with a mark after each label, where the grid has no mark and its labels are told apart in one way; as they were where they are not."""
    labels = [item for item in items if isinstance(item, OptionLabel)]
    if len(labels) < 0.7 * len(answer.options) or any(isinstance(item, Mark) for item in items):
        return items
    readings: dict[tuple[bool, ...], EmphasisKind] = {}
    for kind in telling(labels):
        if answer.emphasised.get(kind, 0) >= _USUAL[kind]:
            readings[tuple((kind in label.kinds) != (kind == _SAYS_NO) for label in labels)] = kind
    if len(readings) != 1:
        return items
    ((states, kind),) = readings.items()
    marked = dict(zip(map(id, labels), states, strict=True))
    out: list[Item] = []
    for item in items:
        out.append(item)
        if isinstance(item, OptionLabel):
            raw = f"({kind})" if kind in item.kinds else ""
            out.append(Mark(marked[id(item)], raw=raw, method="text", confidence=CONFIDENCE, place=item.line.place))
    return out


def doubtful(labelled: list[tuple[Mark, OptionLabel]]) -> list[Mark | None]:
    """For each box and its label the box without a state, where the label's look says the opposite of it; None where it may stay as it is.

    A struck label with a ticked box; and, where all the boxes of a grid are empty, labels set apart from the others: so people answer who cannot tick.
    """
    every = [label.kinds for _, label in labelled]
    all_empty = len(labelled) > 1 and all(mark.checked is False for mark, _ in labelled)
    out: list[Mark | None] = []
    for (mark, _), kinds in zip(labelled, every, strict=True):
        against = "struck" in kinds and mark.checked is True
        for kind in ("highlighted", "framed"):
            against = against or (all_empty and kind in kinds and sum(kind in each for each in every) < len(every))
        out.append(replace(mark, checked=None) if against else None)
    return out
