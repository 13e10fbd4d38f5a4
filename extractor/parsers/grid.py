"""A grid of boxes: which mark belongs to which label, and whether it is checked.

Whether marks stand before or after their labels is decided for each grid from the evidence. Three readings are tried: each line (or table row)
holds one label and its mark; marks stand before their labels; marks stand after them. Each is scored by the labels that it satisfies and the marks
that it leaves over; where two readings fit equally well and disagree, the boxes are null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.answers import Evidence, Gap, GridAnswer, Item, OptionLabel, Parsed, seen
from extractor.diagnostics import Diagnostic
from extractor.document import MARK, Line, Mark
from extractor.marks import unmark, yes_or_no
from extractor.parsers.alphabet import alone, bullets_apart, settled
from extractor.parsers.doubled import one_each, touching
from extractor.parsers.emphasis import chosen, doubtful
from extractor.text import fold
from schemas.form import Slot

# What a break between a mark and its label costs: a label in another cell is usual in tables, one on another line is not.
BREAK_COST = {"line": 0.6, "paragraph": 0.75, "cell": 0.1, "row": 0.8}
RUN_ON_COST = 0.05
MISSING, OTHER_MISSING, ORPHAN, UNLISTED = 1.0, 0.3, 0.7, 0.7
MARGIN = 0.25


@dataclass(slots=True)
class _Unit:
    """A mark, the label it belongs to, and other text that stands with them."""

    mark: Mark | None
    label: OptionLabel | None
    text: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One way to read a grid."""

    name: str
    score: float
    units: list[_Unit]
    complete: bool = False

    def states(self) -> dict[str, bool | None]:
        return {unit.label.slot.pointer: unit.mark.checked for unit in self.units if unit.label and unit.mark}


_PARTING = frozenset((",", ";", "·"))


def _split(items: tuple[Item, ...]) -> list[Item]:
    """Lines with marks in them as text and marks one after another."""
    out: list[Item] = []
    for item in items:
        if not isinstance(item, Line):
            out.append(item)
            continue
        item = touching(item)
        start = 0
        text = item.text
        for mark in item.marks:
            at = text.find(MARK, start)
            if at < 0:
                break
            piece = item.slice(start, at)
            if piece.text.strip(" .:;,–-|/"):
                out.append(piece)
            elif piece.text.strip() in _PARTING:
                # What parts the items of a run-on line parts a box from the option before it, or after it.
                out.append(Gap("paragraph"))
            out.append(mark)
            start = at + 1
        piece = item.slice(start)
        if item.marks and piece.text.strip() in _PARTING:
            out.append(Gap("paragraph"))
        elif piece.text.strip(" .:;,–-|/") or (not item.marks and piece.text.strip()):
            out.append(piece)
    return out


# "Yes / No", "Yes No"
_OPPOSITE = re.compile(r"[^\W\d_]+(?:\s*[/|,–-]\s*|\s+)([^\W\d_]+)(?!\w)")


def _words_as_marks(items: list[Item], options: int) -> list[Item]:
    """Yes and No beside most labels are marks, where both are seen, or three of them."""
    if sum(isinstance(item, Mark) for item in items) >= max(2, options // 2):
        return items
    found: dict[int, Mark] = {}
    rest: dict[int, Line] = {}
    for number, item in enumerate(items):
        if not isinstance(item, Line):
            continue
        words = item.text.split()
        said = yes_or_no(words[0]) if words else None
        if said is not None:
            raw = words[0]
            opposite = _OPPOSITE.match(item.text)
            if opposite is not None and yes_or_no(opposite[1]) is (not said):
                # Both words are printed, and nothing says which of them holds.
                found[number] = Mark(checked=None, raw=opposite.group(), method="text", place=item.place)
                raw = opposite.group()
            else:
                found[number] = Mark(checked=said, raw=raw.strip(".,;:"), method="text", confidence=0.9, place=item.place)
            tail = item.slice(item.text.index(raw) + len(raw))
            if tail.text.strip(" .,;:–-"):
                rest[number] = tail
    states = {mark.checked for mark in found.values()}
    if len(found) < 0.7 * max(1, options - 1) or (len(states) < 2 and len(found) < 3 and None not in states):
        return items
    out: list[Item] = []
    for number, item in enumerate(items):
        out.append(found.get(number, item))
        if number in rest:
            out.append(rest[number])
    return out


def _pairs(items: list[Item]) -> list[Item]:
    """A box for Yes and a box for No beside an option are one mark; neither or both marked says nothing."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        window = [item for item in items[at : at + 8] if not isinstance(item, Gap)][:4]
        pair = _pair(window)
        if pair is None:
            out.append(items[at])
            at += 1
            continue
        out.append(pair)
        taken = {id(item) for item in window}
        while taken:
            taken.discard(id(items[at]))
            at += 1
    return out


def _pair(window: Sequence[Item]) -> Mark | None:
    if len(window) < 4:
        return None
    a, b, c, d = window
    if isinstance(a, Mark) and isinstance(b, Line) and isinstance(c, Mark) and isinstance(d, Line):
        marks, words = (a, c), (b, d)
    elif isinstance(a, Line) and isinstance(b, Mark) and isinstance(c, Line) and isinstance(d, Mark):
        marks, words = (b, d), (a, c)
    else:
        return None
    said = (yes_or_no(words[0].text), yes_or_no(words[1].text))
    if said not in ((True, False), (False, True)):
        return None
    yes, no = marks if said[0] else (marks[1], marks[0])
    if yes.checked is None or no.checked is None or yes.checked == no.checked:
        return Mark(None, raw=f"{yes.raw} {no.raw}", method=yes.method, place=yes.place)
    chosen = yes if yes.checked else no
    return replace(yes, checked=yes.checked, raw=f"{chosen.raw} {words[0 if chosen is marks[0] else 1].text}", place=chosen.place, tied_to=None)


def _lines(items: list[Item], cells: bool = False) -> list[list[Item]]:
    """Items line by line; the cells of one table row are one line, or with `cells` one each."""
    lines: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Gap) and (cells or item.kind != "cell"):
            lines.append([])
        else:
            lines[-1].append(item)
    return [line for line in lines if any(not isinstance(item, Gap) for item in line)]


def _by_line(items: list[Item], cells: bool = False) -> _Reading | None:
    """Each line (or each cell) holds one label and its mark, in either order; None where some line does not."""
    units: list[_Unit] = []
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
            units.append(_Unit(marks[0], labels[0]))
            score += 1
        elif labels:
            if labels[0].slot.role != "other":
                return None
            units.append(_Unit(None, labels[0]))
            score -= OTHER_MISSING
        elif marks and texts:
            units.append(_Unit(marks[0], None, texts))
            score += UNLISTED
        elif marks:
            return None
    return _Reading("line", score, units, complete=True)


def _alternating(line: list[OptionLabel | Mark]) -> list[_Unit] | None:
    """A line of as many labels as marks, in turn, or with the marks at both its ends; None for any other."""
    shape = "".join("m" if isinstance(item, Mark) else "l" for item in line)
    if shape == "mllm":
        line = [line[0], line[1], line[3], line[2]]
    elif shape != shape[:2] * (len(shape) // 2) or shape[:2] not in ("ml", "lm"):
        return None
    units: list[_Unit] = []
    for one, other in zip(line[::2], line[1::2], strict=True):
        mark, label = (one, other) if isinstance(one, Mark) else (other, one)
        assert isinstance(mark, Mark)
        assert isinstance(label, OptionLabel)
        units.append(_Unit(mark, label))
    return units


def _beside_other(items: list[Item], units: list[_Unit]) -> tuple[list[Line], list[Line]]:
    """(what stands beside Other, what belongs to no option): text runs from Other up to the next option, whichever side the marks are on."""
    taken = {id(line) for unit in units if unit.label is None for line in unit.text}
    beside: list[Line] = []
    left: list[Line] = []
    is_beside = False
    for item in items:
        if isinstance(item, OptionLabel):
            is_beside = item.slot.role == "other"
        elif isinstance(item, Gap):
            # Another row, or another paragraph after one, is no longer beside it.
            is_beside = is_beside and item.kind != "row" and not (item.kind == "paragraph" and beside)
        elif isinstance(item, Line) and id(item) not in taken:
            (beside if is_beside else left).append(item)
    return beside, left


def _directed(items: list[Item], before: bool, option_a_line: bool) -> _Reading:
    """Marks stand before their labels, or after them."""
    stream = items if before else [*reversed(items)]
    # Reading backwards, "after" becomes "before": each mark opens a unit that runs to the next mark.
    units: list[_Unit] = []
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
            units.append(_Unit(None, label))
            score -= OTHER_MISSING if label.slot.role == "other" else MISSING

    for mark, rest in groups:
        cost = 0.0
        label: OptionLabel | None = None
        early: list[Line] = []
        late: list[Line] = []
        extra: list[OptionLabel] = []
        parted = False  # the text has its mark beside it, and the label is a paragraph of its own
        for item in rest:
            if isinstance(item, Gap):
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
            units.append(_Unit(mark, None, early if before else [*reversed(early)]))
            score += UNLISTED - min(cost, 0.5)
        elif label is None:
            units.append(_Unit(mark, None))
            score -= ORPHAN
        elif early and label.slot.role != "other" and (before or parted):
            # Text between mark and label: the text is the option, the label is without a mark.
            units.append(_Unit(mark, None, early if before else [*reversed(early)]))
            score += UNLISTED - min(cost, 0.5)
            missing([label])
        else:
            units.append(_Unit(mark, label, [*early, *late]))
            score += 1 - min(cost, 1.0)
        missing(extra)
    missing(item for item in lead if isinstance(item, OptionLabel))
    reading = _Reading("before" if before else "after", score, units if before else units[::-1])
    reading.complete = all(unit.mark is not None or (unit.label is not None and unit.label.slot.role == "other") for unit in units) and all(
        unit.label is not None or unit.text for unit in units
    )
    return reading


def _tied(items: list[Item]) -> tuple[list[Item], list[_Unit]]:
    """Marks that the format itself ties to a label of the grid, or to a text that is none of its options, taken out with their labels."""
    labels = {fold(item.line.text): item for item in items if isinstance(item, OptionLabel)}
    texts = {fold(item.text): item for item in items if isinstance(item, Line)}
    marks = [item for item in items if isinstance(item, Mark)]
    units: list[_Unit] = []
    gone: set[int] = set()
    for mark in marks:
        if not mark.tied_to:
            continue
        words = fold(mark.tied_to)
        label, text = labels.get(words), texts.get(words)
        if label is not None and id(label) not in gone:
            units.append(_Unit(mark, label))
            gone |= {id(mark), id(label)}
        elif label is None and text is not None and id(text) not in gone:
            units.append(_Unit(mark, None, [text]))
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


def _choose(items: list[Item]) -> tuple[_Reading, float, dict[str, tuple[bool | None, bool | None]]]:
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


def _doubted(units: list[_Unit]) -> list[_Unit]:
    """The units with the boxes that their labels' looks speak against left without a state."""
    boxed = [(unit, unit.mark, unit.label) for unit in units if unit.mark is not None and unit.label is not None]
    if any(label.line.emphasis for _, _, label in boxed):
        for (unit, _, _), mark in zip(boxed, doubtful([(mark, label) for _, mark, label in boxed]), strict=True):
            unit.mark = mark or unit.mark
    return units


def parse(answer: GridAnswer) -> Parsed:
    """Read a grid. The value is a dict from option name to True, False or None, with `unlisted` and, where the grid has one, `other_text`."""
    pointer = answer.slot.pointer
    items = _split(answer.items)
    items = one_each(bullets_apart(_pairs(settled(alone(items, answer), answer))))
    labels = [item for item in items if isinstance(item, OptionLabel)]
    items = chosen(_words_as_marks(items, len(labels)), answer)
    rest, tied = _tied(items)
    reading, confidence, disputed = _choose(rest)
    units = _doubted([*tied, *reading.units])
    beside, left = _beside_other(items, units)

    states: dict[str, bool | None] = {slot.pointer: None for slot in answer.options}
    evidence: list[tuple[str, Evidence]] = []
    diagnostics: list[Diagnostic] = []
    unlisted: list[dict[str, object]] = []
    found = {label.slot.pointer: label for label in labels}
    boxed: set[str] = set()
    for unit in units:
        if unit.label is not None and unit.mark is not None:
            key = unit.label.slot.pointer
            boxed.add(key)
            if key in disputed:
                diagnostics.append(
                    Diagnostic(
                        "unreadable-mark", key, "The boxes can be read as standing before or after their labels, and nothing decides.", unit.label.line.place
                    )
                )
                continue
            mark = unit.mark
            states[key] = mark.checked
            text = f"{unmark(unit.label.line.text, unit.label.line.marks)} {mark.raw}".strip()
            sure = min(confidence, mark.confidence, 0.6 + 0.4 * unit.label.similarity)
            place = mark.place if mark.place.box or mark.place.line or mark.place.block else unit.label.line.place
            if mark.checked is None:
                diagnostics.append(Diagnostic("unreadable-mark", key, f"The box of “{unit.label.line.text}” is there and its state cannot be told.", place))
                continue
            evidence.append((key.removeprefix(pointer), Evidence(place, text, mark.method, sure)))
            if mark.disagrees:
                diagnostics.append(
                    Diagnostic("mark-disagrees", key, f"The picture of the box of “{unit.label.line.text}” and its stored state disagree.", place)
                )
        elif unit.label is None and unit.text and unit.mark is not None:
            label = " ".join(unmark(line.text, line.marks) for line in unit.text).strip(" :;,.–-")
            if not label:
                continue
            number = len(unlisted)
            unlisted.append({"label": label, "checked": unit.mark.checked})
            place = unit.text[0].place
            evidence.append((f"/unlisted/{number}/label", Evidence(place, label, "text", confidence)))
            if unit.mark.checked is not None:
                evidence.append(
                    (
                        f"/unlisted/{number}/checked",
                        Evidence(unit.mark.place, f"{label} {unit.mark.raw}", unit.mark.method, min(confidence, unit.mark.confidence)),
                    )
                )
            else:
                diagnostics.append(
                    Diagnostic("unreadable-mark", f"{pointer}/unlisted/{number}", f"The box of “{label}” is there and its state cannot be told.", place)
                )
        elif unit.label is None and unit.mark is not None and not unit.mark.bullet:
            diagnostics.append(Diagnostic("unplaced-text", pointer, f"A box without a label: “{unit.mark.raw}”.", unit.mark.place))
    for slot in answer.options:
        if slot.pointer not in found:
            name = slot.label.first() if slot.label else slot.pointer
            diagnostics.append(Diagnostic("option-missing", slot.pointer, f"The option “{name}” was not found."))
        elif slot.pointer not in boxed and slot.role != "other":
            line = found[slot.pointer].line
            diagnostics.append(Diagnostic("unreadable-mark", slot.pointer, f"No box could be read for “{unmark(line.text, line.marks)}”.", line.place))
    value: dict[str, object] = {slot.pointer.rsplit("/", 1)[1]: states[slot.pointer] for slot in answer.options}
    value["unlisted"] = unlisted
    if any(slot.role == "other" for slot in answer.options):
        other = " ".join(unmark(line.text, line.marks) for line in beside).strip()
        other = other.lstrip(":：.…–-_ ").rstrip("_ ").strip(" ") if other else ""
        other = re.sub(r"\s*(?:[.…_]\s?){3,}$", "", other)
        other = other.strip("_. ") if not any(c.isalnum() for c in other) else other
        value["other_text"] = other or None
        if other:
            evidence.append(("/other_text", Evidence(beside[0].place, seen(beside), beside[0].method, confidence)))
    return Parsed(value, tuple(evidence), tuple(diagnostics), tuple(left))


def empty(slot: Slot, options: tuple[Slot, ...]) -> GridAnswer:
    """A grid of which nothing was found."""
    return GridAnswer(slot, options)
