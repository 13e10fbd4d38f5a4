"""Cut the document at the labels that were found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.document import MARK, Line
from extractor.marks import yes_or_no
from extractor.matching.flows import Flow, Flows
from extractor.matching.labels import Candidate
from extractor.matching.scoring import ends_of
from extractor.matching.written import without_fillers

PARTING = " ;,|/·•"
"""What parts the items of a run-on line."""

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
    parted: bool = False
    """A sign that parts the items of a run-on line (`,;|/·`) stood at its end."""
    guidance: list[Line] = field(default_factory=list)
    """The printed instructions that were taken out of it."""

    @property
    def empty(self) -> bool:
        """Nothing in it that says anything."""
        return not self.lines

    @property
    def only_marks(self) -> bool:
        """Marks and nothing else."""
        return bool(self.lines) and all(not line.text.replace(MARK, "").strip(" :.") for line in self.lines)


# What a form prints to write on, and nobody wrote: "____", "……", ". . . .".
_BLANK_LINE = re.compile(r"[\s_.…]*(?:__|…|\.\s?\.\s?\.)[\s_.…]*\Z")


def _says_nothing(line: Line) -> bool:
    return bool(_NOTHING.match(line.text))


def _marks_within(line: Line, first: int, last: int) -> list[Line]:
    """The marks in the middle of a label's lines, one each, with the Yes or No that stands beside them."""
    found: list[Line] = []
    places = [at for at in range(first, last) if line.text[at] == MARK]
    for at, until in pairwise([*places, last]):
        word = yes_or_no(line.text[at + 1 : until]) is not None
        found.append(line.slice(at, until if word else at + 1))
    return found


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
            length = len(last.text.rstrip(PARTING))
            before.parted = length < len(last.text) and before.numbers[-1] == label.line
            before.lines[-1] = last.slice(0, length)
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
                self.current.lines += _marks_within(source, first, last_)
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
                piece = without_fillers(source if self.offset == 0 and stop == len(source.text) else source.slice(self.offset, stop))
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
            found.append(Segment(flow, None, [without_fillers(flow.lines[number]) for number in kept], kept))
            continue
        cutter = _Cutter(flow, {line for index, line in echoes if index == flow.index})
        here.sort(key=lambda c: (c.line, c.start))
        for label, following in zip(here, [*here[1:], None], strict=True):
            cutter.label(label, following)
        found += cutter.finish()
    for number, segment in enumerate(found):
        segment.order = number
    return found
