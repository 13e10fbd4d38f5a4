"""Each grid as a stream of labels, marks, other text and the gaps between them, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractor.answers import Gap, GridAnswer, Item, OptionLabel, telling
from extractor.document import MARK, Emphasis, Line
from extractor.marks import SHAPES, lone_mark, yes_or_no
from extractor.marks.fonts import LOST_LETTERS, is_lost_alphabet
from extractor.marks.glyphs import RINGS
from extractor.matching.boxes import cells_as_boxes
from extractor.matching.flows import Flow, Flows
from extractor.matching.labels import Candidate
from extractor.matching.owners import columns_of_one_row
from extractor.matching.regions import Segment
from schemas.form import Slot


def grids_of(flows: Flows, segments: list[Segment], declared: tuple[Slot, ...]) -> tuple[dict[str, GridAnswer], set[int]]:
    """(pointer → the grid's stream of labels, marks, text and gaps; orders of the segments that grids took)."""
    grids: dict[str, GridAnswer] = {}
    options: dict[str, list[Slot]] = {}
    for slot in declared:
        if slot.role in ("option", "other"):
            options.setdefault(slot.group, []).append(slot)
    taken: set[int] = set()
    streams: dict[str, list[tuple[Segment, OptionLabel | None]]] = {slot.pointer: [] for slot in declared if slot.role == "grid"}
    labelled = [s for s in segments if s.label is not None]
    group_of = {s.order: _group(s.label) for s in labelled}
    boxes, box_segments = cells_as_boxes(flows, segments)
    for number, segment in enumerate(segments):
        group = group_of.get(segment.order)
        if group is not None:
            if (box := boxes.get(segment.order)) is not None:
                segment.lines.insert(0, box)
                segment.numbers.insert(0, segment.label.end_line if segment.label is not None else 0)
            streams[group].append((segment, _option(segment, flows)))
            taken.add(segment.order)
            after = _group(segment.after)
            if after is not None and after != group and segment.after is not None and segment.label is not None:
                # The box at the beginning of another grid's line is that grid's.
                if segment.numbers[-1:] == [segment.after.line] and segment.label.end_line < segment.after.line:
                    _hand_on_box(segment, streams[after])
            continue
        if segment.order in box_segments:
            taken.add(segment.order)
            continue
        if segment.empty:
            continue
        pointer = _grid_of(segment, segments, number, group_of, streams.keys())
        if pointer is not None:
            if (box := boxes.get(segment.order)) is not None:
                segment.lines.append(box)
                segment.numbers.append(segment.numbers[-1] if segment.numbers else 0)
            streams[pointer].append((segment, None))
            taken.add(segment.order)
        elif (after := _group(segment.after)) is not None:
            # The box right before the first option of a grid, at the end of what stands before the grid.
            _hand_on_box(segment, streams[after])
    all_marks = [mark for stream in streams.values() for segment, _ in stream for line in segment.lines for mark in line.marks]
    empty_seen = any(mark.checked is False and mark.raw not in RINGS and SHAPES.get(mark.raw[:1], "empty") == "empty" for mark in all_marks)
    raws = frozenset(mark.raw for mark in all_marks)
    letters = frozenset(text for stream in streams.values() for segment, _ in stream for line in segment.lines if len(text := line.text.strip(_AROUND)) == 1)
    emphasised = Counter(kind for stream in streams.values() for kind in telling(option for _, option in stream if option is not None))
    for slot in declared:
        if slot.role == "grid":
            items = _items(streams[slot.pointer])
            grids[slot.pointer] = GridAnswer(slot, tuple(options.get(slot.pointer, ())), tuple(items), empty_seen, raws, letters, emphasised)
    return grids, taken


_AROUND = f" {MARK}.:;,–-|/"


def _hand_on_box(segment: Segment, stream: list[tuple[Segment, OptionLabel | None]]) -> None:
    """Give the box at a segment's end to the grid whose first option comes right after it."""
    last, number = segment.lines[-1], segment.numbers[-1]
    after = segment.after
    cut = len(last.text)
    if not last.text.replace(MARK, "").strip() or lone_mark(last.text) is not None or _says_mark(last, segment):
        cut = 0
    elif after is not None and number == after.line and last.text.endswith(MARK):
        cut -= 1  # "Type: ☐ Pilot ☒ Existing Practice"
    else:
        return
    stream.append((Segment(segment.flow, None, [last.slice(cut)], [number]), None))
    rest = [last.slice(0, cut)] if cut and last.text[:cut].strip() else []
    segment.lines, segment.numbers = [*segment.lines[:-1], *rest], [*segment.numbers[:-1], *([number] * len(rest))]


def _says_mark(line: Line, segment: Segment) -> bool:
    """A Yes or No, or the letter that a lost font left of a box, on the line of the option after it."""
    on_its_line = segment.after is not None and segment.after.flow == segment.flow.index and segment.numbers[-1:] == [segment.after.line]
    return on_its_line and (line.text.strip() in LOST_LETTERS or yes_or_no(line.text) is not None)


def _group(label: Candidate | None) -> str | None:
    if label is not None and label.label.slot is not None and label.label.slot.role in ("option", "other"):
        return label.label.slot.group
    return None


def _grid_of(segment: Segment, segments: list[Segment], number: int, group_of: dict[int, str | None], grids: Iterable[str]) -> str | None:
    """The grid that a segment which follows no option label belongs to: by its owner, or by the option label right after it."""
    after = _group(segment.after)
    owner = segment.owners[0] if len(segment.owners) == 1 else None
    owner_group = _group(owner)
    owner_grid = owner.label.slot.pointer if owner is not None and owner.label.slot is not None and owner.label.slot.role == "grid" else None
    if segment.only_marks:
        if after is not None:
            return after
        if segment.flow.cell is not None:
            # A cell that holds nothing but a mark: the option beside it in its row, the one before it unless the row begins with the mark.
            return _beside(segment, segments, number, group_of) or owner_group or owner_grid
        return owner_group or owner_grid
    if owner_group is not None or owner_grid is not None:
        return owner_group or (owner_grid if owner is None or not beside_grid(owner, segment) else None)
    if owner is None and len(segment.owners) > 1:
        # Open headers share a cell: an option in it decides.
        named = [o.label.slot.pointer for o in segment.owners if o.label.slot is not None and o.label.slot.role == "grid"]
        if len(named) == 1 and after == named[0]:
            return after
    return None


def _beside(segment: Segment, segments: list[Segment], number: int, group_of: dict[int, str | None]) -> str | None:
    cell = segment.flow.cell
    frame = segment.flow.frame
    assert cell is not None

    def look(step: int) -> tuple[str | None, int]:
        at = number + step
        while 0 <= at < len(segments) and segments[at].flow.frame is frame:
            other = segments[at]
            assert other.flow.cell is not None
            if other.flow.cell.row != cell.row:
                return None, 0
            if (group := group_of.get(other.order)) is not None:
                return group, abs(other.flow.cell.column - cell.column)
            if other.label is not None or (not other.empty and not other.only_marks):
                return None, 0
            at += step
        return None, 0

    before, near_before = look(-1)
    following, near_following = look(1)
    if before is not None and following is not None:
        return before if near_before <= near_following else following
    return before or following


def _option(segment: Segment, flows: Flows) -> OptionLabel | None:
    label = segment.label
    assert label is not None
    assert label.label.slot is not None
    flow = flows.flows[label.flow]
    end = label.end + (flow.lines[label.end_line].text[label.end : label.end + 1] == ")")
    if label.line == label.end_line:
        line = flow.lines[label.line].slice(label.start, end)
    else:
        line = flow.lines[label.line].slice(label.start)
        rest = flow.lines[label.end_line].slice(0, end)
        shift = len(line.text) + 1
        emphasis = (*line.emphasis, *(Emphasis(a + shift, b + shift, kind) for a, b, kind in rest.emphasis))
        line = Line(text=f"{line.text} {rest.text}".replace(MARK, " ").rstrip(), place=line.place, emphasis=emphasis)
    return OptionLabel(label.label.slot, line, label.similarity)


def _items(stream: list[tuple[Segment, OptionLabel | None]]) -> list[Item]:
    """The stream of a grid: gaps between what stands on different lines, in different cells or rows."""
    items: list[Item] = []
    here: tuple[Flow, int] | None = None

    def move(flow: Flow, first: int, last: int) -> None:
        """Go on to a line of a flow, with the gap that lies between."""
        nonlocal here
        if here is not None and here[0] is not flow:
            before = here[0]
            in_one_row = before.frame is not None and before.frame is flow.frame and before.cell is not None and flow.cell is not None
            same_row = in_one_row and before.cell is not flow.cell and _row(before) == _row(flow)
            items.append(Gap("cell" if same_row else "row"))
        elif here is not None and here[1] != first and not flow.lines[first].wrapped:
            # A line that the layout broke goes on with the one before.
            items.append(Gap("paragraph" if flow.lines[first].starts_paragraph else "line"))
        here = (flow, last)

    for segment, option in stream:
        if option is not None:
            assert segment.label is not None
            move(segment.flow, segment.label.line, segment.label.end_line)
            items.append(option)
        for number, line in zip(segment.numbers, segment.lines, strict=True):
            move(segment.flow, number, number)
            items.append(line)
        if segment.parted:
            items.append(Gap("item"))
    return items


def _row(flow: Flow) -> int:
    return flow.cell.row if flow.cell is not None else -1


def beside_grid(owner: Candidate, segment: Segment) -> bool:
    """Whether text without any box merely stands in a cell beside a grid's header: the country beside "General Overview" where columns are swapped."""
    assert owner.label.slot is not None
    if owner.label.slot.role != "grid" or segment.flow.index == owner.flow or any(line.marks for line in segment.lines):
        return False
    # Beside the header, not among the options below it.
    return segment.flow.cell is None or segment.flow.index - owner.flow <= 2


def hand_over(segments: list[Segment]) -> None:
    """Give what stands below a grid's last option to the header beside the grid's own, where nothing else answers that header.

    Two headers in one row ("Requirements | WCO tools") with both answers under them one after another: the boxes say where the first ends,
    a new paragraph where the second begins.
    """
    answered = {id(owner) for segment in segments if not segment.empty and not segment.only_marks for owner in segment.owners}
    for number, segment in enumerate(segments):
        label = segment.label
        if label is None or not label.label.is_other or segment.empty or _has_neighbour(segment.flow):
            continue
        header = next(
            (s.label for s in segments if s.label is not None and s.label.label.slot is not None and s.label.label.slot.pointer == label.label.group), None
        )
        if header is None:
            continue
        beside = [
            s.label
            for s in segments
            if s.label is not None
            and (s.empty or s.only_marks)
            and not s.label.label.is_option
            and s.label.label.slot is not None
            and _side_by_side(s, header, segments)
        ]
        beside = [b for b in beside if b is not header and id(b) not in answered]
        if len(beside) != 1:
            continue
        # A line that begins small goes on with the one before.
        below = [i for i, line in enumerate(segment.lines) if segment.numbers[i] != label.end_line and not line.wrapped and not line.text[:1].islower()]
        first = next((i for i in below if segment.lines[i].starts_paragraph), None)
        owners: tuple[Candidate, ...] = (beside[0],)
        if first is None and below:
            # No paragraph begins: the line below Other is the other answer where Other is empty, and whose it is cannot be told where Other is marked.
            first = below[0]
            owners = owners if _empty_other(segment) else ()
        if first is not None:
            moved = Segment(segment.flow, None, segment.lines[first:], segment.numbers[first:], owners, order=segment.order)
            segment.lines, segment.numbers = segment.lines[:first], segment.numbers[:first]
            segments.insert(number + 1, moved)
            for order, each in enumerate(segments):
                each.order = order
            return


def _has_neighbour(flow: Flow) -> bool:
    """Whether another cell stands in the row of a flow's cell: each header has its own."""
    cell = flow.cell
    return cell is not None and flow.frame is not None and any(f.cell is not cell and f.cell is not None and f.cell.row == cell.row for f in flow.frame.flows)


def _empty_other(segment: Segment) -> bool:
    """Whether something stands beside Other in its own line, or its box is empty."""
    label = segment.label
    assert label is not None
    if any(number == label.end_line and line.text.replace(MARK, "").strip() for number, line in zip(segment.numbers, segment.lines, strict=True)):
        return True
    marks = segment.flow.lines[label.line].marks
    return len(marks) == 1 and marks[0].checked is False


def _side_by_side(segment: Segment, header: Candidate, segments: list[Segment]) -> bool:
    """Whether a header stands beside another: in the next cell of its row, or right after it where the cells were written one after another."""
    if segment.label is not None and segment.flow.index == header.flow:
        return columns_of_one_row(segment.label, header) and segment.order == next(s.order for s in segments if s.label is header) + 1
    cell = segment.flow.cell
    home = next((s.flow for s in segments if s.label is header), None)
    return (
        home is not None
        and cell is not None
        and home.cell is not None
        and home.frame is segment.flow.frame
        and home.cell.row == cell.row
        and home.cell is not cell
    )


def readable_boxes(grids: Iterable[GridAnswer]) -> int:
    """How many options have a box that could be read; the pipeline's own parser decides which box is whose, this counts them."""
    readable = 0
    for grid in grids:
        lost = is_lost_alphabet(grid.letters)
        marks = sum(isinstance(item, Line) and sum(mark.checked is not None for mark in item.marks) for item in grid.items)
        # The end of a sentence that the layout broke ("… only where it / applies.") is no word beside a label.
        words = sum(
            isinstance(item, Line)
            and not item.wrapped
            and (yes_or_no(item.text.split(" ")[0]) is not None or lone_mark(item.text) is not None or (lost and item.text in grid.letters))
            for item in grid.items
        )
        readable += min(marks + words, len(grid.options) + 4)
    return readable
