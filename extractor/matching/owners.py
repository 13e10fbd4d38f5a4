"""Say whom each piece of the document belongs to, by the layout."""

from __future__ import annotations

from extractor.document import Line, Table
from extractor.matching.flows import Flow, Flows, Frame
from extractor.matching.labels import Candidate
from extractor.matching.regions import Segment


def _edges(flow: Flow) -> tuple[float, float]:
    """Left and right edge of a flow's cell as shares of its table's width."""
    assert flow.frame is not None
    assert flow.cell is not None
    columns = flow.frame.columns
    return flow.cell.column / columns, (flow.cell.column + flow.cell.column_span) / columns


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Shared width as a share of the narrower one."""
    width = min(a[1] - a[0], b[1] - b[0])
    return (min(a[1], b[1]) - max(a[0], b[0])) / width if width > 0 else 0.0


def columns_of_one_row(one: Candidate, other: Candidate) -> bool:
    """Whether the form prints two headers side by side in one row."""
    a, b = one.label.slot, other.label.slot
    return a is not None and b is not None and a.at.row == b.at.row and a.at.column != b.at.column


def _flattened(segments: list[Segment]) -> bool:
    """Whether a converter wrote the cells of a table one after another: a grid's header is parted from its options by another label.

    Two headers of one row then come first, and both their answers after them.
    """
    labels = [s for s in segments if s.label is not None]
    for at, segment in enumerate(labels[:-1]):
        slot = segment.label.label.slot if segment.label is not None else None
        if slot is None or slot.role != "grid" or segment.flow.cell is not None or not segment.empty:
            continue
        following = labels[at + 1].label
        own = [s for s in labels[at + 1 :] if s.label is not None and s.label.label.group == slot.pointer]
        if own and following is not None and following.label.group != slot.pointer and own[0].flow is segment.flow:
            return True
    return False


def _takes_text(label: Candidate) -> bool:
    """Whether text can be the answer of a label: not that of a grid, of one of its options, or of a group."""
    return label.label.slot is not None and label.label.slot.role not in ("grid", "option", "other", "group", "prompts")


class Owners:
    """Finds whom each segment belongs to. Segments are visited in reading order, so what is above and before is known."""

    def __init__(self, flows: Flows, segments: list[Segment]) -> None:
        self.flows = flows
        self.segments = segments
        self.last: dict[int, Segment] = {}
        """Flow → its last segment."""
        self.first: dict[int, Segment] = {}
        self.of_flow: dict[int, list[Segment]] = {}
        for segment in segments:
            self.of_flow.setdefault(segment.flow.index, []).append(segment)
            self.last[segment.flow.index] = segment
            self.first.setdefault(segment.flow.index, segment)
        self.flattened = _flattened(segments)
        self.labelled = {id(s.flow.frame) for s in segments if s.label is not None and s.flow.frame is not None}
        for frame in flows.frames:
            # A table holds a label where one nested in it does.
            if id(frame) in self.labelled:
                outer = frame.parent
                while outer is not None:
                    self.labelled.add(id(outer))
                    outer = outer.parent

    def find(self) -> None:
        """Set `owners` of every segment; a cell beside stacked labels becomes a segment for each."""
        self.parallel: dict[int, list[tuple[Candidate, int, int]]] = {}
        self._find()
        if self.parallel:
            parted: list[Segment] = []
            for segment in self.segments:
                for label, a, b in self.parallel.get(segment.order, [(None, 0, len(segment.lines))]):
                    owners = segment.owners if label is None else (label,)
                    part = segment if label is None else Segment(segment.flow, None, segment.lines[a:b], segment.numbers[a:b], owners)
                    parted.append(part)
            for order, segment in enumerate(parted):
                segment.order = order
            self.segments[:] = parted

    def _find(self) -> None:
        for number, segment in enumerate(self.segments):
            if segment.label is not None:
                segment.owners = (*self._beside(number), segment.label)
            elif segment.flow.cell is None:
                segment.owners = self._of_body(segment)
            else:
                segment.owners = self._of_cell(segment)

        self._answers_above()

    def _answers_above(self) -> None:
        """A cell that ends with a label which nothing answers: its text above the label is the answer, where it could only be a grid's or a group's."""
        answered = {id(owner) for segment in self.segments if not segment.empty for owner in segment.owners}
        for own in self.of_flow.values():
            if len(own) != 2 or own[0].label is not None or own[0].empty or own[0].only_marks or own[0].flow.cell is None or not own[0].owners:
                continue
            label = own[1].label
            if label is None or not label.label.is_section or id(label) in answered or not _takes_text(label):
                continue
            if not any(_takes_text(owner) for owner in own[0].owners):
                own[0].owners = (label,)

    def open_label(self, flow: Flow) -> Candidate | None:
        """The flow's last label, where it still waits for what it asks for."""
        last = self.last[flow.index]
        return last.label if last.empty else None

    def _beside(self, number: int) -> tuple[Candidate, ...]:
        """The headers that stand in one line before a header: they share what follows."""
        label = self.segments[number].label
        assert label is not None
        if number == 0 or not label.label.is_section or label.label.slot is None or label.label.slot.role == "prompt":
            return ()
        before = self.segments[number - 1]
        other = before.label
        if other is None or not before.empty or other.flow != label.flow or not other.label.is_section:
            return ()
        in_one_line = other.end_line == label.line
        return before.owners if in_one_line or (self.flattened and columns_of_one_row(other, label)) else ()

    def _of_body(self, segment: Segment) -> tuple[Candidate, ...]:
        flow = segment.flow
        index = flow.index - 1
        if index < 0:
            return ()
        before = self.flows.flows[index]
        if before.cell is None:
            return self.last[index].owners
        top = before.frame
        assert top is not None
        while top.parent is not None:
            top = top.parent
        if id(top) not in self.labelled:
            # A table inside an answer: what follows it goes on with the answer.
            return self.last[top.host].owners if top.host >= 0 else ()
        return self._open_in_last_row(top, segment.lines[0] if segment.lines else None)

    def _open_in_last_row(self, frame: Frame, following: Line | None) -> tuple[Candidate, ...]:
        """The headers of a table's last row that nothing answers yet: what follows the table is theirs."""
        bottom = max((flow.cell.row + flow.cell.row_span for flow in frame.flows if flow.cell is not None), default=0)
        in_row = [flow for flow in frame.flows if flow.cell is not None and flow.cell.row + flow.cell.row_span == bottom]
        lasts = [self.last[flow.index] for flow in in_row]
        answered = {id(owner) for last in lasts if not last.empty for owner in last.owners}
        found = tuple(
            last.label for last in lasts if last.label is not None and last.empty and not last.label.label.is_option and id(last.label) not in answered
        )
        if found or len(in_row) != 1 or frame.columns != 1 or lasts[0].empty or following is None:
            return found
        # The only cell of the last row was full: the answer goes on below where its last sentence does, or its list.
        end = lasts[0].lines[-1]
        goes_on = end.text[-1:] not in '.!?…:;”"»)' or following.text[:1].islower() or (bool(end.bullet) and end.bullet == following.bullet)
        return lasts[0].owners if goes_on else ()

    def _above(self, flow: Flow) -> list[Flow]:
        """The last flows of the cells right above, in its own table or, in the first row, in the table before it."""
        frame, cell = flow.frame, flow.cell
        assert frame is not None
        assert cell is not None
        edges = _edges(flow)

        last_of_cell: dict[int, Flow] = {}
        if cell.row > 0:
            upper: list[Flow] = frame.ending_at_row.get(cell.row, [])
        else:
            adjoining = frame.above or self._nested_above(frame)
            if adjoining is None or not adjoining.ending_at_row:
                return []
            upper = adjoining.ending_at_row[max(adjoining.ending_at_row)]
            if 1 < frame.columns != adjoining.columns > 1 and sum(self.open_label(f) is not None for f in upper) > 1:
                return []  # headers over other columns than theirs: whose is whose cannot be told
        for other in upper:
            if _overlap(edges, _edges(other)) > 0.3:
                last_of_cell[id(other.cell)] = other
        return list(last_of_cell.values())

    def _nested_above(self, frame: Frame) -> Frame | None:
        """For a table that fills a cell: the table that ends the cell above; pages laid out with tables hold a table in each row."""
        if frame.parent is None or frame.cell is None or frame.host >= 0:
            return None
        for cell in frame.parent.table.cells:
            if cell.row + cell.row_span == frame.cell.row and cell.column == frame.cell.column and cell.blocks and isinstance(cell.blocks[-1], Table):
                return next((f for f in self.flows.frames if f.table is cell.blocks[-1]), None)
        return None

    def _left(self, flow: Flow) -> Flow | None:
        """The last flow of the cell at the left in the same row."""
        frame, cell = flow.frame, flow.cell
        assert frame is not None
        assert cell is not None
        return frame.in_cell.get((cell.row, cell.column))

    def _of_cell(self, segment: Segment) -> tuple[Candidate, ...]:
        flow = segment.flow
        if flow.part > 0 and flow.previous >= 0:
            # After a table nested in the cell: the answer that was open before it goes on.
            return self.last[flow.previous].owners
        above = self._above(flow)
        waiting = [label for f in above if (label := self.open_label(f)) is not None]
        # A heading that owns no answer does not stand between a label and the cell beside it.
        headers = tuple(label for label in waiting if not label.label.is_option and label.label.slot is not None)
        left = self._left(flow)
        if headers and not (left is not None and (self._answers_left(left, above) or self._answers_part(left, headers, segment))):
            return headers
        if left is not None and (open_left := self.open_label(left)) is not None and not (above and self._is_grids(left)):
            return (open_left,) if len(self._stacked(left)) < 2 or open_left.label.is_section else self._parallel(segment, left)
        if waiting and not segment.only_marks:
            return tuple(waiting)
        if left is not None and self._row_label(left) is not None and not segment.only_marks:
            # A third cell of a row whose first is a label and whose second is an answer: part of the answer.
            label = self._row_label(left)
            assert label is not None
            return () if self._headed(flow) else (label,)
        owners: list[Candidate] = []
        for f in above:
            owners += [o for o in self.last[f.index].owners if o not in owners]
        if owners:
            return tuple(owners)
        frame = flow.frame
        assert frame is not None
        if frame.host >= 0:
            return self.last[frame.host].owners
        if frame.host < 0 and frame.parent is not None:
            # The table is all that its cell holds: it belongs to whom the cell belongs to.
            outer = self._flow_of_cell(frame)
            return self._of_cell(Segment(outer, None)) if outer is not None else ()
        return ()

    def _is_grids(self, flow: Flow) -> bool:
        """Several options stand in it: the cell beside it goes on with what is above it, where a page broke both."""
        own = self.of_flow[flow.index]
        options = sum(s.label is not None and s.label.label.slot is not None and s.label.label.slot.role in ("option", "other") for s in own)
        return options > 1 and any(line.marks for line in flow.lines)

    def _stacked(self, flow: Flow) -> list[Candidate]:
        """The labels of a flow that wait for an answer, where it holds several labels that are no prompts: rows of a table without lines between them."""
        own = [s for s in self.of_flow[flow.index] if s.label is not None and s.label.label.slot is not None]
        if len(own) < 2 or any(s.label is not None and s.label.label.slot is not None and s.label.label.slot.role == "prompt" for s in own):
            return []
        # A label right above its first part ("De Minimis Value", "Customs Duty") waits for nothing itself.
        waiting = [s.label for s in own if s.label is not None and s.empty]
        return [label for label in waiting if label.label.slot is None or label.label.slot.role not in ("group", "grid")]

    def _parallel(self, segment: Segment, left: Flow) -> tuple[Candidate, ...]:
        """Share out a cell line by line to the labels stacked in the cell at its left; where the lines are not as many, nothing tells whose they are."""
        labels = self._stacked(left)
        starts = [i for i, line in enumerate(segment.lines) if not line.wrapped]
        if len(starts) != len(labels) or (starts and starts[0] != 0):
            return ()
        self.parallel[segment.order] = [(label, a, b) for label, a, b in zip(labels, starts, [*starts[1:], len(segment.lines)], strict=True)]
        return (labels[-1],)

    def _answers_left(self, left: Flow, above: list[Flow]) -> bool:
        """The cell at the left is an open label of a table of labels and answers side by side: its row, not the column, decides."""
        label = self.open_label(left)
        if label is None or label.label.is_option:
            return False
        upper_left = self._left(above[0]) if above else None
        # Header rows come in pairs ("Requirements | WCO tools"); a label beside an empty cell is no header row.
        return upper_left is None or self.open_label(upper_left) is None

    def _answers_part(self, left: Flow, headers: tuple[Candidate, ...], segment: Segment) -> bool:
        """The cell at the left is a part of a group ("Customs Duty"), and the header above is the group's own over label and answer, or a grid's,
        whose answers have boxes: this has none."""
        label = self.open_label(left)
        if label is None or label.label.slot is None or label.label.slot.role != "part" or any(line.marks for line in segment.lines):
            return False
        group = label.label.slot.group
        return all(header.label.slot is not None and (header.label.slot.role == "grid" or header.label.slot.pointer == group) for header in headers)

    def _headed(self, flow: Flow) -> bool:
        """A column beyond the answers has a heading of its own ("Remarks"): what stands in it is no answer."""
        frame, cell = flow.frame, flow.cell
        assert frame is not None
        assert cell is not None
        top = [f for f in frame.flows if f.cell is not None and f.cell.row == 0 and f.cell.column == cell.column and f.cell.column_span == cell.column_span]
        return cell.row > 0 and any(
            not f.empty and self.first[f.index].label is None and self.last[f.index].label is None and not any(line.marks for line in f.lines) for f in top
        )

    def _row_label(self, flow: Flow) -> Candidate | None:
        """The label that the row of a cell is the answer of, where it has been found already."""
        segment = self.last[flow.index]
        if segment.label is None and len(segment.owners) == 1:
            owner = segment.owners[0]
            holder = self.flows.flows[owner.flow]
            if holder.frame is flow.frame and holder.cell is not None and flow.cell is not None and holder.cell.row == flow.cell.row:
                return owner
        return None

    def _flow_of_cell(self, frame: Frame) -> Flow | None:
        """A stand-in for the cell that a nested table fills: a flow of that cell."""
        return Flow(-1, (), frame.parent, frame.cell, 0, -1) if frame.cell is not None else None
