"""Document + declared form → answers: find the printed labels, cut the document at them, and give each piece to the slot that owns it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.answers import Answer, GridAnswer
from extractor.document import Block, Document, Line, lines_of
from extractor.matching.assignment import Assignment, assign
from extractor.matching.flows import Flows, flows_of
from extractor.matching.forms import ANSWER_WORDS, cut, is_form
from extractor.matching.ground import Ground
from extractor.matching.hints import drop_answer_numbers, drop_hints, drop_separators, drop_shared_hints
from extractor.matching.labels import Candidate
from extractor.matching.owners import Owners
from extractor.matching.paging import repeated_headers
from extractor.matching.regions import Segment, segments_of
from extractor.matching.streams import beside_grid, grids_of, hand_over
from extractor.matching.struck import has_struck, without_struck
from extractor.matching.written import numbered_items, round_bullets, typed_item, without_blanks
from schemas.form import Form, slots


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
    ground: Ground | None = None
    """The whole of the form as it was cut at its labels."""


def matches(document: Document, form: type[Form]) -> list[Match]:
    """Every form of the document, in its order; an empty list where the document is no such form."""
    blocks = document.blocks
    gone: tuple[Line, ...] = ()
    flows = flows_of(blocks)
    assignment = assign(flows, form)
    if has_struck(blocks):
        blocks, gone = without_struck(blocks, _options(flows, assignment))
        flows = flows_of(blocks)
        assignment = assign(flows, form)
    found = _matches(document, blocks, flows, assignment, form)
    if found and gone:
        found[0].unplaced.append(Unplaced("", gone))
    return found


def _options(flows: Flows, assignment: Assignment) -> dict[int, list[tuple[int, int]]]:
    """Where the labels of options stand, by the id of their line."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for label in assignment.chosen:
        if label.label.is_option:
            for number in range(label.line, label.end_line + 1):
                line = flows.flows[label.flow].lines[number]
                start = label.start if number == label.line else 0
                spans.setdefault(id(line), []).append((start, label.end if number == label.end_line else len(line.text)))
    return spans


def _matches(document: Document, blocks: tuple[Block, ...], flows: Flows, assignment: Assignment, form: type[Form]) -> list[Match]:
    parts = cut(blocks, flows, assignment.everything)
    if len(parts) == 1:
        match = _match(document, blocks, flows, assignment, form)
        if match is None:
            return []
        match.unplaced += [Unplaced("", (line,)) for line in document.remarks]
        return [match]
    found: list[Match] = []
    starts: list[int] = []  # the page on which each form begins, 0 where there are no pages
    before: tuple[Line, ...] = ()
    for blocks in parts:
        flows = flows_of(blocks)
        match = _match(document, blocks, flows, assign(flows, form), form)
        if match is not None:
            found.append(match)
            starts.append(next((line.place.page or 0 for line in lines_of(blocks)), 0))
        else:
            # What is no form itself is not lost: it is quoted with the form before it, or with the first one.
            rest = tuple(line for flow in flows.flows for line in flow.lines if line.text)
            if found and rest:
                found[-1].unplaced.append(Unplaced("", rest))
            before += () if found else rest
    if found and before:
        found[0].unplaced.append(Unplaced("", before))
    for line in document.remarks if found else ():
        owner = max((k for k, start in enumerate(starts) if start <= (line.place.page or 0)), default=0)
        found[owner].unplaced.append(Unplaced("", (line,)))
    return found


def _match(document: Document, blocks: tuple[Block, ...], flows: Flows, assignment: Assignment, form: type[Form]) -> Match | None:
    chosen = {id(c) for c in assignment.chosen}
    echoes = frozenset(
        (c.flow, c.line) for c in assignment.everything if c.label.heading is not None and c.label.heading.title and c.whole_line and id(c) not in chosen
    )
    again = echoes | repeated_headers(flows, assignment) | assignment.contents
    segments = segments_of(flows, assignment.chosen, again)
    drop_hints(segments)
    drop_answer_numbers(segments)
    drop_separators(segments)
    Owners(flows, segments).find()
    drop_shared_hints(segments)
    declared = slots(form)
    match = Match(assignment.language, furniture=document.furniture, ground=Ground(flows, assignment.chosen, segments, again))
    match.found = frozenset(c.label.slot.pointer for c in assignment.chosen if c.label.slot is not None)
    hand_over(segments)
    match.grids, taken = grids_of(flows, segments, declared)
    if not is_form(assignment, match.grids.values(), _answered(segments, assignment)):
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
        owners = [o for o in segment.owners if o.label.slot is not None and not beside_grid(o, segment)]
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
    whole = _whole_tables(flows, segments, regions)
    for pointer, parts in regions.items():
        slot = by_pointer[pointer]
        if slot.role in ("grid", "option", "other", "group", "prompts"):
            rest = tuple(line for part in parts for line in part.lines)
            if rest:
                match.unplaced.append(Unplaced(slot.group or pointer, rest))
            continue
        match.answers[pointer] = Answer(slot, _blocks(parts, whole))
    for owner_pointers, parts in shared.items():
        match.shared.append((owner_pointers, tuple(line for part in parts for line in part.lines)))
    return match


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
    # Where a prompt other than the last has its answer in its own cell, so have the others: a cell without an answer is empty.
    answered: dict[str, list[bool]] = {}
    for segment in segments:
        slot = segment.label.label.slot if segment.label is not None else None
        if slot is not None and slot.role == "prompt" and segment.flow.cell is not None:
            answered.setdefault(slot.group, []).append(not segment.empty)
    in_own_cells = {group for group, full in answered.items() if any(full[:-1])}

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
        if run and (run[-1].label.group != label.label.group or (run[-1].flow != label.flow and label.label.group in in_own_cells)):
            close()
        run.append(label)
        if not segment.empty or segment.blank:
            close()
    close()
    return found


def _whole_tables(flows: Flows, segments: list[Segment], regions: dict[str, list[Segment]]) -> set[int]:
    """Ids of the tables that are part of one answer: no label stands in them or in their nested tables, and no two answers share them."""
    parted: set[int] = set()
    owner: dict[int, str] = {}
    taken = {part.order: pointer for pointer, parts in regions.items() for part in parts}
    for segment in segments:
        pointer = taken.get(segment.order)
        frame = segment.flow.frame
        while frame is not None:
            shared = not segment.empty and (pointer is None or owner.setdefault(id(frame.table), pointer) != pointer)
            if segment.label is not None or segment.guidance or shared:
                parted.add(id(frame.table))
            frame = frame.parent
    return {id(frame.table) for frame in flows.frames} - parted


def _blocks(parts: list[Segment], whole: set[int]) -> tuple[Block, ...]:
    """The lines of an answer's segments; a table that the answer holds stays a table."""
    out: list[Block] = []
    seen: set[int] = set()
    for part in parts:
        frame = part.flow.frame
        outermost = None
        while frame is not None:
            if id(frame.table) in whole:
                outermost = frame
            frame = frame.parent
        if outermost is None:
            out += [typed_item(without_blanks(line)) for line in part.lines]
        elif id(outermost.table) not in seen:
            seen.add(id(outermost.table))
            out.append(outermost.table)
    return tuple(numbered_items(round_bullets(out)))


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


__all__ = ["Ground", "Match", "Unplaced", "matches"]
