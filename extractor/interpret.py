"""Answers → values: run each slot's parser, find what has no printed label, share out what several slots own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.accounting import unaccounted
from extractor.answers import Answer, Context, Evidence, Parsed, seen
from extractor.diagnostics import Diagnostic
from extractor.document import Block, Line, Link, Word
from extractor.likely import likely_paths
from extractor.matching import Match
from extractor.parsers import claims_for, parser_for
from extractor.parsers import country as country_parser
from extractor.parsers import grid as grid_parser
from extractor.place import spanning
from extractor.text import unpictured
from schemas.form import Form, PlainText, Slot, slots
from schemas.values import Country, PartialDate, Threshold

# A country's name in the flow of the form; a running header's words must be a country's name and nothing else.
CLAIMED, CLAIMED_IN_FURNITURE = 0.8, 0.95


@dataclass(slots=True)
class Values:
    """What a form holds: the value of every slot that is no section, where it was read, and what is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    country: str | None = None

    def take(self, pointer: str, parsed: Parsed) -> None:
        """Keep a parser's result; what it did not take is unplaced."""
        self.values[pointer] = parsed.value
        for below, found in parsed.evidence:
            self.evidence[pointer + below] = found
        self.diagnostics += parsed.diagnostics
        self.unplaced(pointer, parsed.left)

    def unplaced(self, path: str, lines: Iterable[Line]) -> None:
        """Quote text that no value took, so that nothing is lost."""
        lines = [line for line in lines if any(c.isalnum() for c in line.text) or line.marks]
        if lines:
            text = " ".join(seen(lines).split())
            self.diagnostics.append(Diagnostic("unplaced-text", path, f"No value holds this text: “{text}”", spanning(line.place for line in lines)))


def interpret(match: Match, form: type[Form], words: frozenset[str] = frozenset()) -> Values:
    """The values of one form; `words` are the document's hyphenated words."""
    found = Values()
    declared = slots(form)
    answers = dict(match.answers)
    for slot in declared:
        if slot.label is None and slot.role == "value":
            _unlabelled(match, slot, answers)
    rest = _find_unlabelled(match, declared, answers)
    context = Context(language=match.language, words=words)
    for slot in declared:
        if slot.parser is Country and slot.pointer in answers:
            parsed = parser_for(Country)(answers.pop(slot.pointer), context)
            found.take(slot.pointer, parsed)
            if parsed.value is not None:
                found.country = parsed.value.code
    context = Context(country=found.country, language=match.language, words=words)
    _share(match, declared, answers)
    for slot in declared:
        if slot.role == "grid":
            found.take(slot.pointer, grid_parser.parse(match.grids[slot.pointer]))
        elif slot.pointer in answers:
            answer = answers[slot.pointer]
            if slot.parser in (PartialDate, Threshold):
                answer = replace(answer, blocks=tuple(_with_number(block) for block in answer.blocks))
            found.take(slot.pointer, parser_for(slot.parser)(answer, context))
    lost_lines = [("", lines) for lines in rest] + [(unplaced.path, unplaced.lines) for unplaced in match.unplaced]
    for path, lines in lost_lines:
        for likely in likely_paths(path, lines, declared, found.values, context, found.evidence):
            found.unplaced(likely, lines)
    if match.ground is not None:
        for path, lost in unaccounted(match.ground, form, found.values, found.evidence, found.diagnostics):
            found.unplaced(path, lost)
    return found


def _with_number(block: Block) -> Block:
    """A line whose list number is part of the answer: "1. april 2020" is a date and no list."""
    if not isinstance(block, Line) or not block.number:
        return block
    prefix = f"{block.number}. "
    words = tuple(Word(max(0, word.start + len(prefix)), word.end + len(prefix), word.box) for word in block.words)
    links = tuple(Link(link.start + len(prefix), link.end + len(prefix), link.target) for link in block.links)
    return replace(block, text=prefix + block.text, words=words, links=links, bullet="", number="")


# Answers follow one another as their headers do; a reading that takes line by line must be better than that by so much to count.
LINE_BY_LINE = 1.15


def _share(match: Match, declared: tuple[Slot, ...], answers: dict[str, Answer]) -> None:
    """Lines under several open headers go to the slots whose parsers say "mine" most: one stretch each, or line by line where they are mixed."""
    by_pointer = {slot.pointer: slot for slot in declared}
    for pointers, lines in match.shared:
        claims = [claims_for(by_pointer[pointer].parser) for pointer in pointers]
        scores = [[claim(line) if claim is not None else 0.3 for claim in claims] for line in lines]
        given = _in_stretches(scores, len(pointers))
        by_line = _line_by_line(scores)
        if sum(s[g] for s, g in zip(scores, by_line, strict=True)) > LINE_BY_LINE * sum(s[g] for s, g in zip(scores, given, strict=True)):
            given = by_line
        for number, pointer in enumerate(pointers):
            part = tuple(line for line, owner in zip(lines, given, strict=True) if owner == number)
            before = answers.get(pointer)
            answers[pointer] = Answer(by_pointer[pointer], (*(before.blocks if before else ()), *part), confidence=0.85 if part else 1.0)


def _in_stretches(scores: list[list[float]], owners: int) -> list[int]:
    """Each owner one stretch of lines, in the owners' order, some of them empty: the stretches whose claims add up to most."""
    best: list[tuple[float, list[int]]] = [(0.0, [])] * owners
    for line in scores:
        # The best way to give the lines so far, the last of them to each owner.
        best = [
            max(
                ((value + line[owner], [*given, owner]) for value, given in best[: owner + 1] if len(given) == len(best[owner][1]) or not given),
                key=lambda b: b[0],
            )
            for owner in range(owners)
        ]
    return max(best, key=lambda b: b[0])[1]


def _line_by_line(scores: list[list[float]]) -> list[int]:
    """Each line to whom claims it most; a line that two claim alike goes with the one before it."""
    given: list[int] = []
    for line in scores:
        top = max(line)
        winners = [owner for owner, score in enumerate(line) if score == top]
        given.append(winners[0] if len(winners) == 1 or not given else given[-1])
    return given


def _unlabelled(match: Match, slot: Slot, answers: dict[str, Answer]) -> None:
    """A label that members write ("Country: …") may have been followed by nothing."""
    answer = answers.get(slot.pointer)
    if answer is not None and not answer.lines:
        del answers[slot.pointer]


_OPEN = "“\"«„‟❝「『‹'‘"
_CLOSE = "”\"»“‟❞」』›'’"


def _quoted(lines: tuple[Line, ...]) -> tuple[int, int] | None:
    """(first, last + 1) of the lines that stand in quotation marks, from the first opening mark to its closing one."""
    for first, line in enumerate(lines):
        if not line.text or line.text[0].isalnum() or unpictured(line.text)[0] not in _OPEN:
            continue
        for last in range(first, min(first + 5, len(lines))):
            text = unpictured(lines[last].text).rstrip(" .,;")
            if text[-1:] in _CLOSE and (last > first or len(text) > 2):
                return first, last + 1
    return None


def _find_unlabelled(match: Match, declared: tuple[Slot, ...], answers: dict[str, Answer]) -> list[tuple[Line, ...]]:
    """Find the slots without a printed label (title, country) in what stands before the first section; gives what is left."""
    title_slot = next((s for s in declared if s.label is None and s.parser is PlainText), None)
    country_slot = next((s for s in declared if s.label is None and s.parser is Country), None)
    pool = [tuple(line for line in cell if line.text) for cell in match.preamble]
    pool = [cell for cell in pool if cell]
    if country_slot is not None and country_slot.pointer not in answers:
        place = _claimed_country(pool, CLAIMED)
        where = pool
        if place is None:
            place, where = _claimed_country(match.letter, CLAIMED_IN_FURNITURE), match.letter
        if place is not None:
            cell, line = place
            answers[country_slot.pointer] = Answer(country_slot, (where[cell][line],))
            _remove(where, cell, line, line + 1)
        else:
            for line_ in match.furniture:
                if country_parser.claims(line_) >= CLAIMED_IN_FURNITURE:
                    answers[country_slot.pointer] = Answer(country_slot, (line_,), confidence=0.9)
                    break
    if title_slot is not None and title_slot.pointer not in answers:
        found = _title(pool) or _title(match.letter, quoted_only=True)
        if found is not None:
            cells, cell, first, last, confidence = found
            answers[title_slot.pointer] = Answer(title_slot, cells[cell][first:last], confidence=confidence)
            _remove(cells, cell, first, last)
        else:
            for line_ in match.furniture:
                if _quoted((line_,)) is not None:
                    answers[title_slot.pointer] = Answer(title_slot, (line_,), confidence=0.9)
                    break
    if country_slot is not None and country_slot.pointer not in answers:
        # A name that is no country's stands where the country does: the next short line.
        for cell, lines in enumerate(pool):
            if not lines:
                continue
            if len(lines) == 1 and len(lines[0].text.split()) <= 6 and not lines[0].marks and title_slot is not None and title_slot.pointer in answers:
                answers[country_slot.pointer] = Answer(country_slot, lines, confidence=0.6)
                _remove(pool, cell, 0, 1)
                break
        else:
            for cell, lines in enumerate(pool):
                if (
                    lines
                    and len(lines) <= 3
                    and len(lines[0].text.split()) <= 5
                    and not lines[0].marks
                    and lines[0].text[:1].isupper()
                    and title_slot is not None
                    and title_slot.pointer in answers
                ):
                    answers[country_slot.pointer] = Answer(country_slot, lines[:1], confidence=0.6)
                    _remove(pool, cell, 0, 1)
                    break
    return [cell for cell in (*match.letter, *pool) if cell]


def _remove(cells: list[tuple[Line, ...]], cell: int, first: int, last: int) -> None:
    cells[cell] = (*cells[cell][:first], *cells[cell][last:])


def _claimed_country(cells: list[tuple[Line, ...]], least: float) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    for cell, lines in enumerate(cells):
        for number, line in enumerate(lines):
            claim = country_parser.claims(line)
            # Of two that are countries' names, the one that stands alone in its cell, then the later one: the form's own row comes last.
            if claim >= least and (best is None or (claim + 0.05 * (len(lines) == 1), cell, number) >= best):
                best = (claim + 0.05 * (len(lines) == 1), cell, number)
    return (best[1], best[2]) if best is not None else None


def _title(cells: list[tuple[Line, ...]], quoted_only: bool = False) -> tuple[list[tuple[Line, ...]], int, int, int, float] | None:
    """(cells, cell, first line, last line + 1, confidence) of the title: what stands in quotation marks, else the first paragraph that is left."""
    for cell, lines in enumerate(cells):
        if (span := _quoted(lines)) is not None:
            return cells, cell, *span, 0.99
    if quoted_only:
        return None
    candidates = [(cell, lines) for cell, lines in enumerate(cells) if lines and not lines[0].marks]
    if not candidates:
        return None
    # Without quotation marks: the paragraph in bold, else the first of several words; where there are others, that is no more than likely.
    alone = sum(len(lines) for _, lines in candidates) == 1
    for cell, lines in candidates:
        for first, line in enumerate(lines):
            if (line.bold or alone) and line.text.count(" ") >= 1:
                return cells, cell, first, _paragraph_end(lines, first), 0.9 if alone else 0.8
    for cell, lines in candidates:
        if lines[0].text.count(" ") >= 1 and len(lines[0].text) < 250:
            return cells, cell, 0, _paragraph_end(lines, 0), 0.8 if len(candidates) == 1 else 0.45
    if alone:
        cell, lines = candidates[0]
        return cells, cell, 0, 1, 0.45
    return None


def _paragraph_end(lines: tuple[Line, ...], first: int) -> int:
    last = first + 1
    while last < len(lines) and (lines[last].wrapped or not lines[last].starts_paragraph):
        last += 1
    return last
