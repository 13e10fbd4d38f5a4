"""Cut the document at the labels that were found, and say whom each piece belongs to, by the layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.document import MARK, Line, Table
from extractor.matching.flows import Flow, Flows, Frame
from extractor.matching.labels import Candidate
from extractor.matching.scoring import ends_of

# What is left of a line when its label is cut out, and says nothing: punctuation, rules, blanks to write on.
_NOTHING = re.compile(r"[\s:：.,;*|_#>…·()\[\]“”\"«»=]*\Z")


@dataclass(slots=True, eq=False)
class Segment:
    """What stands between two labels of a flow, or before the first, or after the last."""

    flow: Flow
    label: Candidate | None
    """The label right before it in its flow; None for what stands before the first label of the flow."""
    lines: list[Line] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """For each of `lines`, which line of the flow it was cut from."""
    owners: tuple[Candidate, ...] = ()
    """Whom it belongs to; several where open headers share it; none where no label owns it."""
    after: Candidate | None = None
    """The label right after it in its flow."""
    order: int = 0
    blank: bool = False
    """A line of it is a blank to write on ("____", "…"): it has room of its own for an answer, also where nobody wrote one."""

    @property
    def empty(self) -> bool:
        """Nothing in it that says anything."""
        return not self.lines

    @property
    def only_marks(self) -> bool:
        """Marks and nothing else."""
        return bool(self.lines) and all(not line.text.replace(MARK, "").strip(" :.") for line in self.lines)


# What a form prints to write on, and nobody wrote: "____", "……", ". . . .".
_FILLER_BEFORE = re.compile(r"[\s_]*_{2,}[\s_]*|(?:[.…]\s?){4,}")
_BLANK_LINE = re.compile(r"[\s_.…]*(?:__|…|\.\s?\.\s?\.)[\s_.…]*\Z")
_FILLER_AFTER = re.compile(r"[\s_]*_{2,}[\s_.]*\Z|\s*(?:[.…]\s?){4,}\Z|\s*…{2,}\Z")


def _without_fillers(line: Line) -> Line:
    """The line without the blanks that were printed to write it on."""
    text = line.text
    if "__" not in text and "…" not in text and ".." not in text and ". ." not in text:
        return line
    start = before.end() if (before := _FILLER_BEFORE.match(text)) else 0
    end = after.start() if (after := _FILLER_AFTER.search(text, start)) else len(text)
    return line.slice(start, end) if (start, end) != (0, len(text)) else line


def without_blanks(line: Line) -> Line:
    """An answer's line without the short blanks at its ends that elsewhere are boxes to write an X in."""
    start, end = 0, len(line.text)
    marks = list(line.marks)
    while marks and not marks[0].raw.strip("_ ") and line.text[start:end].startswith(MARK) and line.text[start:end].strip(MARK + " "):
        start += 1 + len(line.text[start + 1 : end]) - len(line.text[start + 1 : end].lstrip())
        marks.pop(0)
    while marks and not marks[-1].raw.strip("_ ") and line.text[start:end].endswith(MARK) and line.text[start:end].strip(MARK + " "):
        end = len(line.text[start : end - 1].rstrip()) + start
        marks.pop()
    return line.slice(start, end) if (start, end) != (0, len(line.text)) else line


_TYPED_ITEM = re.compile(r"(?:[•●▪◦‣·*–-]|(\d{1,2})[.)])\s+(?=\S)")


def typed_item(line: Line) -> Line:
    """A line of a form field as the list item that its writer typed: a field holds plain text."""
    if line.method != "field" or line.bullet or (typed := _TYPED_ITEM.match(line.text)) is None:
        return line
    cut = line.slice(typed.end())
    return replace(cut, bullet="1." if typed[1] else "-", number=typed[1] or "", starts_paragraph=True, wrapped=False)


def _says_nothing(line: Line) -> bool:
    return bool(_NOTHING.match(line.text))


class _Cutter:
    """Walks a flow from label to label and collects what stands between them."""

    def __init__(self, flow: Flow, echoes: set[int]) -> None:
        self.flow = flow
        self.echoes = echoes
        self.found: list[Segment] = []
        self.current = Segment(flow, None)
        self.line, self.offset = 0, 0

    def label(self, label: Candidate, following: Candidate | None) -> None:
        """Close the segment before a label and open the label's own."""
        start, end = ends_of(label, self.flow, following)
        self._take(label.line, max(start, self.offset) if label.line == self.line else start)
        before = self.current
        if label.label.is_option and before.lines and start > 0:
            # What parts the items of a run-on line is no part of them.
            last = before.lines[-1]
            before.lines[-1] = last.slice(0, len(last.text.rstrip(" ;,|/·")))
            if not before.lines[-1].text:
                before.lines.pop()
                before.numbers.pop()
        before.after = label
        if before.label is not None or before.lines or not self.found:
            self.found.append(before)
        self.current = Segment(self.flow, label)
        for number in range(label.line, label.end_line + 1):
            # A box in the middle of a label's lines ("Revenue Collection / Business ☐", then "Models") stands beside the label.
            source = self.flow.lines[number]
            if source.marks:
                first = start if number == label.line else 0
                last_ = end if number == label.end_line else len(source.text)
                self.current.lines += [source.slice(at, at + 1) for at in range(first, last_) if source.text[at] == MARK]
        self.current.numbers = [label.end_line] * len(self.current.lines)
        self.line, self.offset = label.end_line, end

    def finish(self) -> list[Segment]:
        """The flow's segments, the last one to its end."""
        self._take(len(self.flow.lines) - 1, len(self.flow.lines[-1].text))
        self.found.append(self.current)
        return self.found

    def _take(self, line: int, end: int) -> None:
        """Give the current segment everything from where we are to a place."""
        while self.line < line or (self.line == line and self.offset < end):
            source = self.flow.lines[self.line]
            stop = len(source.text) if self.line < line else end
            if self.offset < stop:
                piece = _without_fillers(source if self.offset == 0 and stop == len(source.text) else source.slice(self.offset, stop))
                if piece.text and not _says_nothing(piece) and self.line not in self.echoes:
                    self.current.lines.append(piece)
                    self.current.numbers.append(self.line)
                elif self.offset == 0 and _BLANK_LINE.match(source.text):
                    self.current.blank = True
            if self.line == line:
                self.offset = max(self.offset, end)
                break
            self.line, self.offset = self.line + 1, 0


def segments_of(flows: Flows, labels: list[Candidate], echoes: frozenset[tuple[int, int]] = frozenset()) -> list[Segment]:
    """Every flow cut at its labels, in reading order; each label begins a segment, an empty one too.

    `echoes` are lines (flow, line) that print the form's own heading once more, at the top of a page: they are left out.
    """
    by_flow: dict[int, list[Candidate]] = {}
    for label in labels:
        by_flow.setdefault(label.flow, []).append(label)
    found: list[Segment] = []
    for flow in flows.flows:
        here = by_flow.get(flow.index)
        if here is None:
            kept = [number for number, line in enumerate(flow.lines) if line.text and not _says_nothing(line) and (flow.index, number) not in echoes]
            found.append(Segment(flow, None, [_without_fillers(flow.lines[number]) for number in kept], kept))
            continue
        cutter = _Cutter(flow, {line for index, line in echoes if index == flow.index})
        here.sort(key=lambda c: (c.line, c.start))
        for label, following in zip(here, [*here[1:], None], strict=True):
            cutter.label(label, following)
        found += cutter.finish()
    for number, segment in enumerate(found):
        segment.order = number
    return found


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


class Owners:
    """Finds whom each segment belongs to. Segments are visited in reading order, so what is above and before is known."""

    def __init__(self, flows: Flows, segments: list[Segment]) -> None:
        self.flows = flows
        self.segments = segments
        self.last: dict[int, Segment] = {}
        """Flow → its last segment."""
        self.first: dict[int, Segment] = {}
        for segment in segments:
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
        return self._open_in_last_row(top)

    def _open_in_last_row(self, frame: Frame) -> tuple[Candidate, ...]:
        """The headers of a table's last row that nothing answers yet: what follows the table is theirs."""
        rows = [flow.cell.row + flow.cell.row_span for flow in frame.flows if flow.cell is not None]
        if not rows:
            return ()
        bottom = max(rows)
        found: list[Candidate] = []
        full: tuple[Candidate, ...] = ()
        for flow in frame.flows:
            assert flow.cell is not None
            if flow.cell.row + flow.cell.row_span != bottom:
                continue
            last = self.last[flow.index]
            if last.label is not None and last.empty and not last.label.label.is_option:
                found.append(last.label)
            elif not last.empty:
                full = last.owners
        if found:
            return tuple(found)
        # The only cell of the last row was full: the answer may go on below, on the next page.
        return (
            full if len([f for f in frame.flows if f.cell is not None and f.cell.row + f.cell.row_span == bottom]) == 1 and full and frame.columns == 1 else ()
        )

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
        if headers and not (left is not None and self._answers_left(left, above)):
            return headers
        if left is not None and (open_left := self.open_label(left)) is not None:
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

    def _stacked(self, flow: Flow) -> list[Candidate]:
        """The labels of a flow that wait for an answer, where it holds several labels that are no prompts: rows of a table without lines between them."""
        own = [s for s in self.segments if s.flow is flow and s.label is not None and s.label.label.slot is not None]
        if len(own) < 2 or any(s.label is not None and s.label.label.slot is not None and s.label.label.slot.role == "prompt" for s in own):
            return []
        return [s.label for s in own if s.label is not None and s.empty]

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
