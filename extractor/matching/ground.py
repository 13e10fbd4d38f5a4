"""The whole of a form as it was cut: which of its words are printed ones, and in whose region a word stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document import Line
from extractor.matching.flows import Flows, Token
from extractor.matching.labels import Candidate
from extractor.matching.regions import Segment
from extractor.matching.scoring import ends_of


@dataclass(frozen=True, slots=True)
class Ground:
    """A form's words, its labels, and the segments that they part."""

    flows: Flows
    labels: list[Candidate]
    segments: list[Segment]
    again: frozenset[tuple[int, int]]
    """The lines (flow, line) that print once more what stands elsewhere: headings and header rows on a new page, a table of contents."""

    def printed(self) -> set[int]:
        """The numbers of the words that are part of a label, or stand on a line that is printed once more."""
        found = {number for label in self.labels for number in range(label.first, label.last + 1)}
        if self.again:
            found.update(number for number, token in enumerate(self.flows.tokens) if (token.flow, token.line) in self.again)
        return found

    def guidance(self) -> Iterator[Line]:
        """The printed instructions ("(maximum 200 words)")."""
        for segment in self.segments:
            yield from segment.guidance

    def whole_line(self, run: list[Token]) -> bool:
        """Whether words that follow one another are all the words of their line."""
        line = self.flows.flows[run[0].flow].lines[run[0].line].text
        return run[0].line == run[-1].end_line and not any(c.isalnum() for c in line[: run[0].start] + line[run[-1].end :])

    def numbers_label(self, run: list[Token]) -> bool:
        """Whether words are the number printed before a label: "Section III"."""
        here = (label for label in self.labels if (label.flow, label.line) == (run[0].flow, run[0].line) and run[0].start < label.start)
        return any(ends_of(label, self.flows.flows[label.flow])[0] <= run[0].start for label in here)

    def owner_of(self, token: Token) -> str:
        """The pointer of the slot in whose region a word stands; "" for none."""
        owner = ""
        for segment in self.segments:
            if segment.flow.index != token.flow:
                continue
            if segment.label is not None and (segment.label.end_line, segment.label.end) > (token.line, token.start):
                break
            slots = {slot.group if slot.role in ("option", "other") else slot.pointer for label in segment.owners if (slot := label.label.slot) is not None}
            owner = slots.pop() if len(slots) == 1 else ""
        return owner
