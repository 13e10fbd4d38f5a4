"""Labels that a member reworded: found by where they stand and how they are set, where the declared wordings were not.

A form whose labels are set alike (bold, or with a colon) and that lacks a section between two that were found, has there a line set like a label:
that line is the section's label, the surer the more words they share.
"""

from __future__ import annotations

from extractor.document import MARK
from extractor.matching.finding import candidate_at
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate, Label
from extractor.text import fold

# The share of the labels found that must be set in one way for it to be the form's way, and the words of the longest printed label and a few more.
ALIKE, LONGEST = 0.7, 14
SHARED, UNSHARED = 0.8, 0.4
_COMMON = frozenset(
    word
    for words in (
        "of the and or for in to a on by with initiative existing practice",
        "de la le les du des l d et ou en pour initiative pratique existante",
        "de la del el los y o las en para iniciativa practica existente",
    )
    for word in words.split()
)


def reworded(flows: Flows, chosen: list[Candidate], labels: tuple[Label, ...]) -> list[Candidate]:
    """A place for sections that were not found, between those that were."""
    sections = sorted((c for c in chosen if (c.label.is_section or c.label.heading is not None) and c.line_start), key=lambda c: c.first)
    found = {c.label.index for c in chosen}
    missing = [label for label in labels if label.is_section and label.index not in found]
    if not missing or len(sections) < 6:
        return []
    lines = [flows.flows[c.flow].lines[c.line] for c in sections]
    bold = sum(line.bold for line in lines) >= ALIKE * len(lines)
    colon = sum(c.colon for c in sections) >= ALIKE * len(sections)
    if not (bold or colon):
        return []
    taken = {(c.flow, line) for c in chosen for line in range(c.line, c.end_line + 1)}
    headings = _headings(flows, taken, bold, colon)
    out: list[Candidate] = []
    used: set[int] = set()
    for label in missing:
        low = max((c.first for c in sections if _order(c.label) < _order(label)), default=-1)
        high = min((c.first for c in sections if _order(c.label) > _order(label) and c.first > low), default=len(flows.tokens))
        between = [span for span in headings if low < span[0] < high and span[0] not in used]
        alike = [(span, shared) for span in between if (shared := _shared(flows, span, label)) > 0]
        others = sum(low < h[0] < high for h in headings)
        lacking = sum(1 for other in missing if low < _expected(other, sections) <= high)
        if alike:
            span = max(alike, key=lambda item: (item[1], -item[0][0]))[0]
            similarity = SHARED
        elif len(between) == 1 and others == 1 and lacking == 1:
            span, similarity = between[0], UNSHARED
        else:
            continue
        used.add(span[0])
        candidate = candidate_at(flows, label, "", span[0], span[1], similarity)
        candidate.line_start = candidate.whole_line = True
        candidate.score = 2.0
        out.append(candidate)
    return out


def _order(label: Label) -> tuple[int, int]:
    """Where a label stands on the printed form."""
    return label.row, label.index


def _expected(label: Label, sections: list[Candidate]) -> int:
    """Before which place a missing section would stand: that of the next section found."""
    low = max((c.first for c in sections if _order(c.label) < _order(label)), default=-1)
    return min((c.first for c in sections if _order(c.label) > _order(label) and c.first > low), default=1 << 30)


def _headings(flows: Flows, taken: set[tuple[int, int]], bold: bool, colon: bool) -> list[tuple[int, int]]:
    """(first, last token) of the whole lines that are set as the form sets its labels, and are none."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for number, token in enumerate(flows.tokens):
        key = (token.flow, token.line)
        spans[key] = (spans[key][0] if key in spans else number, number)
    out: list[tuple[int, int]] = []
    for (flow, number), span in spans.items():
        line = flows.flows[flow].lines[number]
        if (flow, number) in taken or MARK in line.text or span[1] - span[0] >= LONGEST or line.bullet == "-" or "@" in line.text or line.wrapped:
            continue
        if (line.bold or not bold) and (line.text.rstrip().endswith(":") or not colon):
            out.append(span)
    return sorted(out)


def _shared(flows: Flows, span: tuple[int, int], label: Label) -> int:
    """How many words that say something a line shares with the label's wordings."""
    words = {_stem(token.word) for token in flows.tokens[span[0] : span[1] + 1]} - _COMMON
    return max((len(words & ({_stem(word) for word in fold(text).split()} - _COMMON)) for texts in label.texts.values() for text in texts), default=0)


def _stem(word: str) -> str:
    return word if word in _COMMON else word[:7]
