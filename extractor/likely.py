"""For which empty values a text may be meant that no value took: an editor looks for it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractor.answers import Answer, Context, Evidence
from extractor.document import Line
from extractor.parsers import claims_for, parser_for
from schemas.form import Slot
from schemas.values import Contact, Link, PartialDate, Threshold

# A line that says so much "mine" is of that kind: it holds an address or a labelled number.
_SURE = 0.9
# A date or an amount that stands alone has no more words.
_MOST_WORDS = 6
# An option's neighbours are no further away (points): two lines; their boxes may stand that far to the side of one another.
_NEXT_LINE, _BESIDE = 25.0, 60.0


def likely_paths(
    path: str, lines: Sequence[Line], declared: Sequence[Slot], values: Mapping[str, Any], context: Context, evidence: Mapping[str, Evidence] | None = None
) -> list[str]:
    """The pointers of the values that are empty, or lack a part of this kind; `path` alone where nothing tells.

    A box with a label that no grid took is an option of the grid whose options, by their `evidence`, stand next to it.

    `path` is the pointer of the section that the lines were found in, "" for none.
    """
    if not path and evidence and any(line.marks for line in lines) and (grid := _grid_beside(lines, declared, evidence)):
        return [f"{grid}/unlisted"]
    found: list[str] = []
    for slot in declared:
        value = values.get(slot.pointer)
        if slot.parser is Threshold and value is None:
            if (path and path == slot.group) or (not path and _reads_as(slot, lines, context)):
                found.append(slot.pointer)
        elif path or slot.role != "value":
            continue
        elif slot.parser is PartialDate and value is None:
            if _reads_as(slot, lines, context):
                found.append(slot.pointer)
        elif (slot.parser is Contact and not (value and all(one.emails and one.phones for one in value))) or (slot.parser is Link and not value):
            claim = claims_for(slot.parser)
            if claim is not None and any(claim(line) >= _SURE for line in lines):
                found.append(slot.pointer)
    return found or [path]


def _grid_beside(lines: Sequence[Line], declared: Sequence[Slot], evidence: Mapping[str, Evidence]) -> str:
    """The pointer of the grid with an option right above or below on the page; "" where none is near, or the format has no places."""
    best = (_NEXT_LINE, "")
    boxes = [(line.place.page, line.place.box) for line in lines if line.marks and line.place.box is not None]
    for slot in declared:
        read = evidence.get(slot.pointer) if slot.role == "option" else None
        if read is None or (option := read.place.box) is None:
            continue
        for page, box in boxes:
            if page == read.place.page and box.x0 < option.x1 + _BESIDE and option.x0 < box.x1 + _BESIDE:
                best = min(best, (max(box.top - option.bottom, option.top - box.bottom, 0.0), slot.group))
    return best[1]


def _reads_as(slot: Slot, lines: Sequence[Line], context: Context) -> bool:
    """Whether a line of these, alone, is a date, an amount with its currency, or says that there is none."""
    for line in lines:
        if line.marks or not line.text or len(line.text.split()) > _MOST_WORDS:
            continue
        value = parser_for(slot.parser)(Answer(slot, (replace(line, bullet="", number=""),)), context).value
        if isinstance(value, Threshold) and (value.not_applicable or any(amount.currency for amount in value.amounts)):
            return True
        if isinstance(value, PartialDate) and value.edtf:
            return True
    return False
