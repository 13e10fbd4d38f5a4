"""What a page break leaves behind in a document whose pages were cut apart: header rows printed again."""

from __future__ import annotations

import re

from extractor.matching.assignment import Assignment
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate

_CONTINUED = re.compile(r"[\s:：.…(\[–—-]*(?:continued|cont(?:['’]?d)?|suite|continuación|cont)\b[\s).\]:…]*\Z", re.IGNORECASE)


def repeated_headers(flows: Flows, assignment: Assignment) -> frozenset[tuple[int, int]]:
    """The lines (flow, line) that print a header once more, on a later page.

    That is a cell with nothing but headers that were found before in cells of their own, or a header "(continued)".
    """
    places: dict[int, Candidate] = {c.label.index: c for c in assignment.chosen}
    again: dict[int, set[int]] = {}
    found: set[tuple[int, int]] = set()
    for candidate in assignment.everything:
        first = places.get(candidate.label.index)
        if first is None or first is candidate or candidate.first <= first.last or candidate.label.is_option or candidate.label.written:
            continue
        lines = range(candidate.line, candidate.end_line + 1)
        tail = flows.flows[candidate.flow].lines[candidate.end_line].text[candidate.end :]
        if candidate.line_start and _CONTINUED.match(tail):
            found.update((candidate.flow, line) for line in lines)
        elif candidate.whole_line and first.whole_line and flows.flows[candidate.flow].cell is not None and flows.flows[first.flow].cell is not None:
            again.setdefault(candidate.flow, set()).update(lines)
    for flow, numbers in again.items():
        if all(number in numbers or not line.text for number, line in enumerate(flows.flows[flow].lines)):
            found.update((flow, number) for number in numbers)
    return frozenset(found)
