"""Is it the form, and how many of them: by what stands as a form does, not by how many labels occur."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extractor.answers import Gap, GridAnswer, OptionLabel
from extractor.document import Block, Line
from extractor.matching.assignment import ACCEPTED, Assignment
from extractor.matching.flows import Flows, Frame
from extractor.matching.labels import Candidate
from extractor.matching.streams import readable_boxes

# Evidence: an instruction sheet holds all 43 labels, a true short form 22. What tells them apart is boxes beside options.
SECTIONS, OPTIONS, BOXES = 4, 6, 3
OPTIONS_WITHOUT_BOXES, SECTIONS_WITHOUT_BOXES = 15, 8
# A glossary of the form's labels, or a list of its fields, has nothing under them but a word or another label.
ANSWERED, ANSWER_WORDS = 2, 4
# Instructions and translations of the form say something after each of its options; members do so after one or two.
EXPLAINED, EXPLANATION_WORDS = 0.5, 3


def is_form(assignment: Assignment, grids: Iterable[GridAnswer], answered: int) -> bool:
    """Whether the labels found stand as the form's do; `answered` is the number of the sections with an answer in sentences."""
    grids = list(grids)
    sections = sum(c.label.is_section and c.line_start for c in assignment.chosen)
    options = [c for c in assignment.chosen if c.label.slot is not None and c.label.slot.role in ("option", "other")]
    standing = sum(c.mark_beside or c.line_start for c in options)
    if sections >= SECTIONS and standing >= OPTIONS and readable_boxes(grids) >= BOXES:
        return True
    if _explained(grids) > EXPLAINED * len(options):
        return False
    whole = sum(c.whole_line or c.colon for c in options)
    return answered >= ANSWERED and sections >= SECTIONS_WITHOUT_BOXES and whole >= OPTIONS_WITHOUT_BOXES


def _explained(grids: Iterable[GridAnswer]) -> int:
    """How many options are followed by words of their own."""
    found = 0
    for grid in grids:
        items = [item for item in grid.items if not isinstance(item, Gap)]
        found += sum(
            isinstance(option, OptionLabel) and isinstance(after, Line) and after.text.count(" ") >= EXPLANATION_WORDS - 1 for option, after in pairwise(items)
        )
    return found


def cut(blocks: tuple[Block, ...], flows: Flows, everything: list[Candidate]) -> list[tuple[Block, ...]]:
    """The blocks of each form of a compendium, in order; one part where there is one form or none.

    A new form begins where an early section repeats and at least 4 of the next 5 sections were seen before, moved back to the last heading of the
    form's own name that is a whole line.
    """
    strong = sorted(
        (c for c in everything if c.score >= ACCEPTED + 1.2 and (c.label.is_section or (c.label.heading and c.label.heading.title))), key=lambda c: c.first
    )
    sections = [c for c in strong if c.label.is_section]
    if len(sections) < 8:
        return [blocks]
    # Where each top-level block begins.
    starts: dict[int, int] = {}
    tops: dict[int, int] = {}
    body = iter([f for f in flows.flows if f.frame is None])
    run = 0
    current = None
    table_frames = iter([f for f in flows.frames if f.parent is None])
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            if run == 0:
                current = next(body)
                tops[current.index] = index
            run += 1
        else:
            run = 0
            starts[next(table_frames).index] = index

    def top(candidate: Candidate) -> int:
        flow = flows.flows[candidate.flow]
        if flow.frame is None:
            return tops[flow.index] + candidate.line
        frame: Frame = flow.frame
        while frame.parent is not None:
            frame = frame.parent
        return starts[frame.index]

    cuts: list[int] = []
    seen: set[int] = set()
    last_cut = -1
    previous: Candidate | None = None
    for at, section in enumerate(sections):
        if section.label.index in seen:
            following = sections[at : at + 5]
            known = sum(c.label.index in seen for c in following)
            if known >= min(4, len(following)) and len(following) >= 4 and (previous is None or previous.label is not section.label):
                here = top(section)
                low = top(previous) if previous is not None else -1
                heading = [
                    c
                    for c in strong
                    if c.label.heading and c.label.heading.title and c.whole_line and c.first < section.first and (previous is None or c.first > previous.first)
                ]
                place = top(heading[-1]) if heading else here
                if place > low and place > last_cut:
                    cuts.append(place)
                    last_cut = place
                    seen = set()
        seen.add(section.label.index)
        previous = section
    parts: list[tuple[Block, ...]] = []
    begin = 0
    for place in cuts:
        parts.append(blocks[begin:place])
        begin = place
    parts.append(blocks[begin:])
    return parts
