"""Tables whose cells are themselves the boxes: a column of crosses beside the options, or a column for Yes and one for No."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from extractor.document import MARK, Line, Mark
from extractor.marks import lone_mark, yes_or_no
from extractor.matching.flows import Flow, Flows, Frame
from extractor.matching.regions import Segment
from extractor.place import Place

# An empty cell beside crossed ones is an empty box, as surely as people keep to the columns of a table.
CELL_CONFIDENCE = 0.9

_DASHES = frozenset("-–—−.·")
"""What people type into a cell that they leave empty."""


@dataclass(slots=True)
class _Row:
    """An option whose label fills a cell."""

    segment: Segment
    grid: str
    row: int
    column: int


def cells_as_boxes(flows: Flows, segments: list[Segment]) -> tuple[dict[int, Line], set[int]]:
    """(order of an option's segment → a line with its one mark, orders of the segments that the marks were read from)."""
    by_flow: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_flow[segment.flow.index].append(segment)
    groups: dict[tuple[int, str, int], list[_Row]] = defaultdict(list)
    for segment in segments:
        slot = segment.label.label.slot if segment.label is not None else None
        flow = segment.flow
        if slot is None or slot.role not in ("option", "other") or flow.frame is None or flow.cell is None:
            continue
        others = [s for s in by_flow[flow.index] if s is not segment and not s.empty]
        if others or any(line.marks for line in segment.lines):
            continue
        groups[flow.frame.index, slot.group, flow.cell.column].append(_Row(segment, slot.group, flow.cell.row, flow.cell.column))
    found: dict[int, Line] = {}
    taken: set[int] = set()
    readings: list[tuple[list[_Row], list[tuple[int, dict[int, Mark | None]]], Frame]] = []
    for (frame_index, _, column), rows in groups.items():
        if len(rows) < 2:
            continue
        frame = flows.frames[frame_index]
        cells = _cells(frame)
        labels = {c for (f, _, c) in groups if f == frame_index}
        rows += _unlisted_rows(rows, cells, by_flow)
        columns = _box_columns(frame, column, labels, cells, [row.row for row in rows])
        if columns:
            readings.append((rows, columns, frame))
    # Where no cell of the form is crossed, nothing tells that cells are boxes.
    crossed = any(mark is not None for _, columns, _ in readings for _, marks in columns for mark in marks.values())
    if not crossed:
        return {}, set()
    # Where cells of the form hold empty boxes, a column without any says nothing.
    boxed = any(mark is not None and mark.checked is False for _, columns, _ in readings for _, marks in columns for mark in marks.values())
    answers = {s.flow.index for s in segments if s.label is None and any(o.label.slot is not None and o.label.slot.role == "part" for o in s.owners)}
    for rows, columns, frame in readings:
        cells = _cells(frame)
        heads = {number: _head(cells, number, min(row.row for row in rows), answers) for number, _ in columns}
        yes = next((marks for number, marks in columns if heads[number] is True), None)
        no = next((marks for number, marks in columns if heads[number] is False), None)
        marked = [marks for _, marks in columns if any(marks.values())]
        single = columns[0][1] if len(columns) == 1 else marked[0] if len(marked) == 1 and yes is None and no is None else None
        unheaded = len(marked) == 2 and yes is None and no is None
        for row in rows:
            mark: Mark | None
            if yes is not None and no is not None:
                if row.segment.label is None and yes.get(row.row) is None and no.get(row.row) is None:
                    continue
                mark = _of_pair(yes.get(row.row), no.get(row.row), row.segment.flow)
            elif single is not None and not (boxed and not any(single.values())):
                mark = _of_cell(single, row)
            elif unheaded:
                # Two columns of marks, and nothing says what each of them means.
                mark = Mark(None, raw="", place=row.segment.flow.lines[0].place if row.segment.flow.lines else Place())
            else:
                continue
            if mark is not None:
                found[row.segment.order] = Line(MARK, place=mark.place, marks=(mark,))
        if (yes is not None and no is not None) or single is not None or unheaded:
            for number, _ in columns:
                first = min(row.row for row in rows)
                # "No" over the only column is no head but an answer further above: "n/a".
                is_head = heads[number] is True or (yes is not None and no is not None)
                headed = [
                    r for r in range(first) if is_head and heads[number] is not None and any(line.text for f in cells.get((r, number), ()) for line in f.lines)
                ][-1:]
                for r in (*headed, *(row.row for row in rows)):
                    for flow in cells.get((r, number), ()):
                        taken |= {s.order for s in by_flow[flow.index]}
    return found, taken


def _cells(frame: Frame) -> dict[tuple[int, int], list[Flow]]:
    cells: dict[tuple[int, int], list[Flow]] = defaultdict(list)
    for flow in frame.flows:
        if flow.cell is not None:
            cells[flow.cell.row, flow.cell.column].append(flow)
    return cells


def _box_columns(
    frame: Frame, column: int, labels: set[int], cells: dict[tuple[int, int], list[Flow]], rows: list[int]
) -> list[tuple[int, dict[int, Mark | None]]]:
    """The columns that hold the boxes of a column of labels: those at its left or those at its right, whichever hold marks."""
    before = range(max((c for c in labels if c < column), default=-1) + 1, column)
    after = range(column + 1, min((c for c in labels if c > column), default=frame.columns))
    sides = [[(number, marks) for number in side if (marks := _marks_in(cells, number, rows)) is not None] for side in (before, after)]
    counts = [sum(mark is not None for _, marks in side for mark in marks.values()) for side in sides]
    if counts[0] != counts[1]:
        return [(number, marks) for number, marks in sides[counts[1] > counts[0]] if any(marks.values()) or len(sides[counts[1] > counts[0]]) == 2]
    if any(counts):
        return []
    # All empty: the side that is there, the right one where both are.
    return sides[1][:1] or sides[0][-1:]


def _unlisted_rows(rows: list[_Row], cells: dict[tuple[int, int], list[Flow]], by_flow: dict[int, list[Segment]]) -> list[_Row]:
    """Rows among those of a grid's options, and the two after them, whose label is not on the form."""
    known = {row.row for row in rows}
    found: list[_Row] = []
    for number in range(min(known) + 1, max(known) + 3):
        if number in known:
            continue
        flows = cells.get((number, rows[0].column), [])
        own = [s for flow in flows for s in by_flow[flow.index] if not s.empty]
        if len(own) != 1 or own[0].label is not None or own[0].after is not None or any(line.marks for line in own[0].lines):
            break
        found.append(_Row(own[0], rows[0].grid, number, rows[0].column))
    return found


def _marks_in(cells: dict[tuple[int, int], list[Flow]], column: int, rows: list[int]) -> dict[int, Mark | None] | None:
    """Row → the mark in the column's cell, None for an empty cell; None where the column holds anything else, or is not there."""
    found: dict[int, Mark | None] = {}
    for row in rows:
        flows = cells.get((row, column))
        if flows is None:
            continue
        lines = [line for flow in flows for line in flow.lines if line.text]
        if not lines:
            found[row] = None
            continue
        text = " ".join(line.text for line in lines)
        marks = [mark for line in lines for mark in line.marks]
        if len(marks) == 1 and not text.replace(MARK, "").strip():
            found[row] = marks[0]
        elif (mark := lone_mark(text, lines[0].place)) is not None:
            found[row] = mark
        elif text in _DASHES:
            found[row] = None
        else:
            return None
    return found if len(found) >= 0.7 * len(rows) else None


def _head(cells: dict[tuple[int, int], list[Flow]], column: int, first: int, answers: set[int]) -> bool | None:
    """Whether the column is headed Yes (True) or No (False); None for anything else, as the answers ("n/a") of the flows numbered `answers`.

    A heading of the grid may lie between, across the column.
    """
    across = 0
    for row in range(first - 1, -1, -1):
        across += (row, column) not in cells
        if across > 1:
            return None
        text = " ".join(line.text for flow in cells.get((row, column), ()) for line in flow.lines).strip()
        if text:
            return yes_or_no(text) if all(flow.index not in answers for flow in cells[row, column]) else None
    return None


def _of_pair(yes: Mark | None, no: Mark | None, flow: Flow) -> Mark:
    """One mark of a Yes and a No box: neither or both marked says nothing."""
    says_yes, says_no = yes is not None and yes.checked, no is not None and no.checked
    place = next(
        (mark.place for mark in (yes if says_yes else None, no if says_no else None, yes, no) if mark is not None),
        flow.lines[0].place if flow.lines else Place(),
    )
    if says_yes == says_no:
        return Mark(None, raw="", place=place)
    chosen = yes if says_yes else no
    assert chosen is not None
    return Mark(
        bool(says_yes),
        raw=f"{chosen.raw} ({'yes' if says_yes else 'no'})",
        method=chosen.method,
        confidence=min(CELL_CONFIDENCE, chosen.confidence),
        place=place,
    )


def _of_cell(column: dict[int, Mark | None], row: _Row) -> Mark | None:
    """The mark of a cell that is itself the box; an empty one says nothing where other cells of the column hold boxes."""
    if row.row not in column:
        return None
    mark = column[row.row]
    if mark is not None:
        return mark
    if any(other is not None and other.checked is False for other in column.values()):
        return None
    return Mark(False, raw="", method="text", confidence=CELL_CONFIDENCE, place=row.segment.flow.lines[0].place if row.segment.flow.lines else Place())
