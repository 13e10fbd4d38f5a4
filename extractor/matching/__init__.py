"""Document + declared form → answers: find the printed labels, cut the document at them, and give each piece to the slot that owns it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.answers import Answer, Gap, GridAnswer, Item, OptionLabel
from extractor.document import MARK, Block, Document, Line
from extractor.marks import SHAPES
from extractor.matching.boxes import cells_as_boxes
from extractor.matching.flows import Flow, Flows, flows_of
from extractor.matching.forms import ANSWER_WORDS, cut, is_form
from extractor.matching.labels import Assignment, Candidate, assign
from extractor.matching.regions import Owners, Segment, segments_of
from schemas.form import Form, Slot, slots


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Lines that no slot owns, and the slot whose cell or column holds them ("" for none)."""

    path: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Match:
    """One form of a document: an answer for every slot that was found, and what no label owns."""

    language: str
    answers: dict[str, Answer] = field(default_factory=dict)
    grids: dict[str, GridAnswer] = field(default_factory=dict)
    shared: list[tuple[tuple[str, ...], tuple[Line, ...]]] = field(default_factory=list)
    """Lines under several open headers at once: the slots share them out by type."""
    preamble: list[tuple[Line, ...]] = field(default_factory=list)
    """What stands before the form's first section, cell by cell: the slots without a printed label are found in it."""
    letter: list[tuple[Line, ...]] = field(default_factory=list)
    """What stands before the form's own heading."""
    furniture: tuple[Line, ...] = ()
    unplaced: list[Unplaced] = field(default_factory=list)
    found: frozenset[str] = frozenset()
    """Pointers of the slots whose label was found."""


def matches(document: Document, form: type[Form]) -> list[Match]:
    """Every form of the document, in its order; an empty list where the document is no such form."""
    flows = flows_of(document.blocks)
    assignment = assign(flows, form)
    parts = cut(document.blocks, flows, assignment.everything)
    if len(parts) == 1:
        match = _match(document, document.blocks, flows, assignment, form)
        return [match] if match is not None else []
    found: list[Match] = []
    for blocks in parts:
        flows = flows_of(blocks)
        match = _match(document, blocks, flows, assign(flows, form), form)
        if match is not None:
            found.append(match)
        elif found:
            # What follows a form and is none itself is not lost: it is quoted with the form before it.
            rest = tuple(line for flow in flows.flows for line in flow.lines if line.text)
            if rest:
                found[-1].unplaced.append(Unplaced("", rest))
    return found


def _match(document: Document, blocks: tuple[Block, ...], flows: Flows, assignment: Assignment, form: type[Form]) -> Match | None:
    segments = segments_of(flows, assignment.chosen)
    Owners(flows, segments).find()
    declared = slots(form)
    match = Match(assignment.language, furniture=document.furniture)
    match.found = frozenset(c.label.slot.pointer for c in assignment.chosen if c.label.slot is not None)
    _hand_over(segments)
    taken = _grids(match, flows, segments, declared)
    if not is_form(assignment, _boxes(match), _answered(segments, assignment)):
        return None
    regions: dict[str, list[Segment]] = {}
    shared: dict[tuple[str, ...], list[Segment]] = {}
    first_section = _first_section(assignment)
    title_heading = next((c for c in assignment.chosen if c.label.heading is not None and c.label.heading.title and c.line_start), None)
    combined = _combined(segments)
    by_pointer = {slot.pointer: slot for slot in declared}
    for segment in segments:
        if segment.order in taken:
            continue
        owners = [o for o in segment.owners if o.label.slot is not None and not _beside_grid(o, segment)]
        pointers = tuple(dict.fromkeys(combined.get(id(o), o.label.slot.pointer) for o in owners if o.label.slot is not None))
        if segment.empty:
            if segment.label is not None:
                for pointer in pointers:
                    regions.setdefault(pointer, [])
            continue
        if not owners:
            if first_section is None or _start_of(segment) < first_section:
                before_heading = title_heading is not None and _start_of(segment) < (title_heading.flow, title_heading.line)
                (match.letter if before_heading else match.preamble).append(tuple(segment.lines))
            else:
                match.unplaced.append(Unplaced("", tuple(segment.lines)))
        elif len(pointers) > 1:
            readable = tuple(pointer for pointer in pointers if by_pointer[pointer].role not in ("grid", "option", "other", "group", "prompts"))
            if len(readable) == 1:
                regions.setdefault(readable[0], []).append(segment)
            elif readable:
                shared.setdefault(readable, []).append(segment)
            else:
                match.unplaced.append(Unplaced(pointers[0], tuple(segment.lines)))
        else:
            regions.setdefault(pointers[0], []).append(segment)
    unlabelled = _tables_without_labels(flows, segments)
    for pointer, parts in regions.items():
        slot = by_pointer[pointer]
        if slot.role in ("grid", "option", "other", "group", "prompts"):
            rest = tuple(line for part in parts for line in part.lines)
            if rest:
                match.unplaced.append(Unplaced(slot.group or pointer, rest))
            continue
        match.answers[pointer] = Answer(slot, _blocks(parts, unlabelled))
    for owner_pointers, parts in shared.items():
        match.shared.append((owner_pointers, tuple(line for part in parts for line in part.lines)))
    return match


def _beside_grid(owner: Candidate, segment: Segment) -> bool:
    """Whether text without any box merely stands in a cell beside a grid's header: the country beside "General Overview" where columns are swapped."""
    assert owner.label.slot is not None
    if owner.label.slot.role != "grid" or segment.flow.index == owner.flow or any(line.marks for line in segment.lines):
        return False
    # Beside the header, not among the options below it.
    return segment.flow.cell is None or segment.flow.index - owner.flow <= 2


def _hand_over(segments: list[Segment]) -> None:
    """Give what stands below a grid's last option to the header beside the grid's own, where nothing else answers that header.

    Two headers in one row ("Requirements | WCO tools") with both answers under them one after another: the boxes say where the first ends,
    a new paragraph where the second begins.
    """
    answered = {id(owner) for segment in segments if not segment.empty and not segment.only_marks for owner in segment.owners}
    for number, segment in enumerate(segments):
        label = segment.label
        if label is None or not label.label.is_other or segment.empty:
            continue
        header = next(
            (s.label for s in segments if s.label is not None and s.label.label.slot is not None and s.label.label.slot.pointer == label.label.group), None
        )
        if header is None or header.flow == segment.flow.index:
            continue
        beside = [
            s.label
            for s in segments
            if s.label is not None and s.empty and _same_row(s, header, segments) and not s.label.label.is_option and s.label.label.slot is not None
        ]
        beside = [b for b in beside if b is not header and id(b) not in answered]
        first = next((i for i, line in enumerate(segment.lines) if line.starts_paragraph and segment.numbers[i] != label.end_line), None)
        if len(beside) == 1 and first is not None:
            moved = Segment(segment.flow, None, segment.lines[first:], segment.numbers[first:], (beside[0],), order=segment.order)
            segment.lines, segment.numbers = segment.lines[:first], segment.numbers[:first]
            segments.insert(number + 1, moved)
            for order, each in enumerate(segments):
                each.order = order
            return


def _same_row(segment: Segment, header: Candidate, segments: list[Segment]) -> bool:
    """Whether a segment's cell stands in the row of a header's cell."""
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


def _start_of(segment: Segment) -> tuple[int, int]:
    return segment.flow.index, 0 if segment.label is None else segment.label.end_line


def _first_section(assignment: Assignment) -> tuple[int, int] | None:
    """Where the form's part below its title, country and first grids begins: what no label owns before it may be title or country."""
    late = [c for c in assignment.chosen if (c.label.is_section or c.label.is_option or c.label.heading) and c.label.row >= 4]
    return (late[0].flow, late[0].line) if late else None


def _combined(segments: list[Segment]) -> dict[int, str]:
    """Candidate id → pointer of the `combined` value, for prompts with nothing, not even an empty cell, between them."""
    found: dict[int, str] = {}
    run: list[Candidate] = []

    def close() -> None:
        if len(run) > 1:
            for prompt in run:
                assert prompt.label.slot is not None
                found[id(prompt)] = f"{prompt.label.slot.group}/combined"
        run.clear()

    for segment in segments:
        label = segment.label
        if label is None:
            # A cell of its own, even an empty one, answers the prompt before it; the piece before the first label of a flow does where it holds text.
            if not segment.empty or segment.after is None:
                close()
            continue
        if label.label.slot is None or label.label.slot.role != "prompt":
            close()
            continue
        if run and run[-1].label.group != label.label.group:
            close()
        run.append(label)
        if not segment.empty:
            close()
    close()
    return found


def _tables_without_labels(flows: Flows, segments: list[Segment]) -> set[int]:
    """Ids of the tables in which, and in whose nested tables, no label stands."""
    with_labels: set[int] = set()
    for segment in segments:
        if segment.label is None:
            continue
        frame = segment.flow.frame
        while frame is not None:
            with_labels.add(id(frame.table))
            frame = frame.parent
    return {id(frame.table) for frame in flows.frames} - with_labels


def _blocks(parts: list[Segment], unlabelled: set[int]) -> tuple[Block, ...]:
    """The lines of an answer's segments; a table without labels that the answer holds stays a table."""
    out: list[Block] = []
    seen: set[int] = set()
    for part in parts:
        frame = part.flow.frame
        outermost = None
        while frame is not None:
            if id(frame.table) in unlabelled:
                outermost = frame
            frame = frame.parent
        if outermost is None:
            out += part.lines
        elif id(outermost.table) not in seen:
            seen.add(id(outermost.table))
            out.append(outermost.table)
    return tuple(out)


def _grids(match: Match, flows: Flows, segments: list[Segment], declared: tuple[Slot, ...]) -> set[int]:
    """Build each grid's stream of labels, marks, text and gaps; gives the orders of the segments that grids took."""
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
            tail = [line for line in segment.lines[-1:] if not line.text.replace(MARK, "").strip()]
            if tail:
                streams[after].append((Segment(segment.flow, None, tail, segment.numbers[-1:]), None))
                segment.lines, segment.numbers = segment.lines[:-1], segment.numbers[:-1]
    all_marks = [mark for stream in streams.values() for segment, _ in stream for line in segment.lines for mark in line.marks]
    empty_seen = any(mark.checked is False and SHAPES.get(mark.raw[:1], "empty") == "empty" for mark in all_marks)
    raws = frozenset(mark.raw for mark in all_marks)
    for slot in declared:
        if slot.role == "grid":
            items = _items(streams[slot.pointer])
            match.grids[slot.pointer] = GridAnswer(slot, tuple(options.get(slot.pointer, ())), tuple(items), empty_seen, raws)
    return taken


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
        return owner_group or (owner_grid if owner is None or not _beside_grid(owner, segment) else None)
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
    assert label is not None and label.label.slot is not None
    flow = flows.flows[label.flow]
    if label.line == label.end_line:
        line = flow.lines[label.line].slice(label.start, label.end)
    else:
        line = flow.lines[label.line].slice(label.start)
        rest = flow.lines[label.end_line].slice(0, label.end)
        line = Line(text=f"{line.text} {rest.text}".replace(MARK, " ").strip(), place=line.place)
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
    return items


def _row(flow: Flow) -> int:
    return flow.cell.row if flow.cell is not None else -1


def _answered(segments: list[Segment], assignment: Assignment) -> int:
    """How many sections have an answer of several words that are no label themselves, in any language."""
    covered = {(c.flow, c.line) for c in assignment.everything}
    answered: set[int] = set()
    for segment in segments:
        for owner in segment.owners:
            if not owner.label.is_section:
                continue
            for number, line in zip(segment.numbers, segment.lines, strict=True):
                if (segment.flow.index, number) not in covered and line.text.count(" ") >= ANSWER_WORDS - 1:
                    answered.add(owner.label.index)
    return len(answered)


def _boxes(match: Match) -> int:
    """How many options have a box that could be read; the pipeline's own parser decides which box is whose, this counts them."""
    readable = 0
    for grid in match.grids.values():
        marks = sum(isinstance(item, Line) and sum(mark.checked is not None for mark in item.marks) for item in grid.items)
        words = sum(isinstance(item, Line) and item.text.split(" ")[0].strip(".,;:").lower() in _YES_NO for item in grid.items)
        readable += min(marks + words, len(grid.options) + 4)
    return readable


_YES_NO = frozenset(("yes", "no", "y", "n", "oui", "non", "si", "sí", "x"))
__all__ = ["Match", "Unplaced", "matches"]
