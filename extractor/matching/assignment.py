"""Choose one place for every label at once: label by label, a narrative that quotes a label would steal it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.document import MARK
from extractor.matching.ends import to_its_end, translated, widened
from extractor.matching.finding import candidate_at, exact_candidates, fuzzy_candidates, language_of, without_nested
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate, Label, labels_of
from extractor.matching.reworded import reworded
from extractor.matching.scoring import LINE_START, MARK_BESIDE, MID_SECTION, SIMILARITY_ONE_WORD, WHOLE_LINE, score
from schemas.form import Form

# What two places say about each other: a small price for a pair out of order, so that swapped columns do no harm, and a bonus for neighbours of one grid.
INVERSION, NEIGHBOUR, OVERLAP = 0.12, 0.35, 4.0
# The least score of a place that is taken; what is further behind than OUT_OF_REACH no order or neighbourhood makes up for.
ACCEPTED, OUT_OF_REACH = 1.0, 3.0
# Labels of a group that run on in one line stand within so many words of each other: the longest printed option has six, an amount beside it a few more.
RUN_ON = 25
ROUNDS = 4
# So many sections in a row, each without an answer and each found again, are a table of contents; the printed form stacks seven at most.
CONTENTS = 8


@dataclass(slots=True)
class Assignment:
    """The labels that were found, each in one place, in reading order."""

    language: str
    chosen: list[Candidate]
    everything: list[Candidate]
    """All candidates that were looked at, the chosen ones among them."""
    contents: frozenset[tuple[int, int]] = frozenset()
    """The lines (flow, line) of a table of contents."""


def assign(flows: Flows, form: type[Form]) -> Assignment:
    """Choose one place for every label at once: label by label, a narrative that quotes a label would steal it."""
    labels = labels_of(form)
    candidates = exact_candidates(flows, form)
    language = language_of(candidates)
    missing = [label for label in labels if not label.written and not label.is_other]
    have = {c.label.index for c in candidates}
    # A wording of another language counts where the form's own language has none for the label: forms are printed in two languages.
    lacking = [label for label in missing if label.index not in have]
    if lacking and len(have) >= 6:
        candidates += fuzzy_candidates(flows, lacking, labels, language)
    candidates = _in_two_languages(without_nested(candidates), flows, language)
    side_by_side = _side_by_side(candidates, flows)
    for candidate in candidates:
        score(candidate, flows)
        if id(candidate) in side_by_side and not candidate.whole_line:
            candidate.score += WHOLE_LINE + LINE_START - (0 if candidate.line_start else MID_SECTION)
            candidate.line_start = True
        if candidate.language != language:
            candidate.score -= 0.2
    boxed = {c.label.index for c in candidates if c.label.is_option and c.mark_beside}
    for candidate in candidates:
        if candidate.label.index in boxed and not candidate.mark_beside and not candidate.label.is_other:
            candidate.score -= MARK_BESIDE  # an option with its box stands elsewhere: a list names it, too
    # A label found only where a label cannot stand gets a second, fuzzy look.
    strong = {c.label.index for c in candidates if c.score >= ACCEPTED + 0.5}
    running = {c.label.index for c in candidates if c.label.is_option and c.label.index not in strong and _runs_on(c, candidates)}
    weak = [label for label in missing if label.index not in strong | running and label.index in have]
    if weak and len(have) >= 6:
        more = fuzzy_candidates(flows, weak, labels, language)
        known = {(c.label.index, c.first) for c in candidates}
        more = [c for c in more if (c.label.index, c.first) not in known and c.similarity < 1.0]
        for candidate in more:
            score(candidate, flows)
        candidates += more
    contents = _contents(candidates)
    candidates = [c for c in candidates if id(c) not in contents]
    by_label: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if not candidate.label.is_other and not candidate.label.written:
            by_label.setdefault(candidate.label.index, []).append(candidate)
    chosen = _without_strays(_ascend(by_label), Counter(label.group for label in labels if label.is_option))
    chosen += _others(candidates, chosen, labels, flows)
    chosen += reworded(flows, chosen, labels)
    chosen += _written(candidates, chosen, flows)
    chosen = [to_its_end(translated(widened(candidate, flows, chosen), flows), flows) for candidate in chosen]
    chosen.sort(key=lambda c: c.first)
    return Assignment(language, chosen, candidates, frozenset(contents.values()))


def _contents(candidates: list[Candidate]) -> dict[int, tuple[int, int]]:
    """Id → (flow, line) of the places that are entries of a table of contents: sections one after another with nothing between, all found again elsewhere."""
    sections = sorted(
        (c for c in candidates if c.whole_line and c.score >= ACCEPTED and (c.label.is_section or c.label.heading is not None)), key=lambda c: c.first
    )
    options = sorted(c.first for c in candidates if c.label.is_option and c.mark_beside)
    found: dict[int, tuple[int, int]] = {}
    run: list[Candidate] = []

    def close() -> None:
        labels = {c.label.index for c in run}
        inside = {id(c) for c in run}
        elsewhere = {c.label.index for c in sections if id(c) not in inside}
        if len(labels) >= CONTENTS and len(labels & elsewhere) >= 0.8 * len(labels):
            found.update({id(c): (c.flow, c.line) for c in run})
        run.clear()

    for candidate in sections:
        if run and (candidate.first - run[-1].last > 3 or candidate.flow - run[-1].flow > 3):
            close()
        run.append(candidate)
    close()
    return {} if found and not options else found


def _in_two_languages(candidates: list[Candidate], flows: Flows, language: str) -> list[Candidate]:
    """A label printed in two languages ("Gift / Cadeaux") is one place."""
    at: dict[tuple[int, int], Candidate] = {(c.label.index, c.first): c for c in candidates}
    merged: list[Candidate] = []
    gone: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: c.first):
        if id(candidate) in gone:
            continue
        twin = at.get((candidate.label.index, candidate.last + 1))
        if twin is None or twin.language == candidate.language or twin.flow != candidate.flow or twin.line > candidate.end_line + 1:
            merged.append(candidate)
            continue
        between = flows.flows[candidate.flow].lines[candidate.end_line].text[candidate.end : twin.start if twin.line == candidate.end_line else None]
        if MARK in between:
            merged.append(candidate)
            continue
        gone.add(id(twin))
        merged.append(candidate_at(flows, candidate.label, language, candidate.first, twin.last, 1.0))
    return merged


def _pair(a: Candidate, b: Candidate) -> float:
    """What two places say about each other."""
    value = 0.0
    if a.first <= b.last and b.first <= a.last:
        return -OVERLAP
    if a.label.row != b.label.row and (a.label.row < b.label.row) != (a.first < b.first):
        value -= INVERSION
    if a.label.group and a.label.group == b.label.group:
        # Neighbours stand within a few words and cells of each other: about the length of a printed grid.
        if abs(a.first - b.first) < 40 and abs(a.label.index - b.label.index) == 1:
            value += NEIGHBOUR
    elif a.label.group and b.label.slot is not None and b.label.slot.pointer == a.label.group:
        if b.last < a.first < b.last + 60:
            value += NEIGHBOUR
    elif b.label.group and a.label.slot is not None and a.label.slot.pointer == b.label.group:
        if a.last < b.first < a.last + 60:
            value += NEIGHBOUR
    return value


def _side_by_side(candidates: list[Candidate], flows: Flows) -> set[int]:
    """Ids of the section labels that fill a line together: two headers of two columns ("Requirements  WCO tools and instruments")."""
    lines: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.line == candidate.end_line and not candidate.label.is_option and not candidate.label.written:
            lines.setdefault((candidate.flow, candidate.line), []).append(candidate)
    found: set[int] = set()
    for (flow, line), here in lines.items():
        if len({c.label.index for c in here}) < 2:
            continue
        text = flows.flows[flow].lines[line].text
        rest = text
        for candidate in sorted(here, key=lambda c: -c.start):
            rest = rest[: candidate.start] + rest[candidate.end :]
        if not any(character.isalpha() for character in rest):
            found |= {id(c) for c in here}
    return found


def _ascend(by_label: dict[int, list[Candidate]]) -> list[Candidate]:
    """A few rounds of coordinate ascent from each label's own best."""
    choice = {label: max(places, key=lambda c: (c.score, -c.first)) for label, places in by_label.items()}
    # What is further behind than all order and neighbourhood could make up is not looked at again.
    rivals = {label: [c for c in places if c.score >= choice[label].score - OUT_OF_REACH] for label, places in by_label.items()}
    open_labels = [label for label, places in rivals.items() if len(places) > 1]
    for _ in range(ROUNDS):
        moved = False
        for label in open_labels:
            others = [c for other, c in choice.items() if other != label]
            best = max(rivals[label], key=lambda c: (c.score + sum(_pair(c, o) for o in others), -c.first))
            if best is not choice[label]:
                choice[label] = best
                moved = True
        if not moved:
            break
    kept: list[Candidate] = []
    for candidate in sorted(choice.values(), key=lambda c: -c.score):
        if any(candidate.first <= k.last and k.first <= candidate.last for k in kept):
            continue
        if candidate.score >= ACCEPTED or (candidate.label.is_option and _runs_on(candidate, choice.values())):
            kept.append(candidate)
    return kept


def _without_strays(chosen: list[Candidate], sizes: Mapping[str, int]) -> list[Candidate]:
    """Without options and parts that a section's label parts from the rest of their group and that have no box: words of an answer."""
    ordered = sorted(chosen, key=lambda c: c.first)
    sections = [c.first for c in ordered if c.label.is_section and c.line_start]
    clusters: dict[str, dict[int, list[Candidate]]] = {}
    for candidate in ordered:
        if candidate.label.is_option:
            own = candidate.label.group
            between = bisect_left(sections, candidate.first)
            clusters.setdefault(own, {}).setdefault(between, []).append(candidate)
    strays: set[int] = set()
    headers = {c.label.slot.pointer for c in ordered if c.label.slot is not None}
    for group, parts in clusters.items():
        members = [c for part in parts.values() for c in part]
        if group not in headers and not any(c.mark_beside for c in members) and 2 * len(members) < sizes.get(group, 0):
            strays |= {id(c) for c in members}  # neither header nor box: the grid is not there
        largest = max(parts.values(), key=lambda part: (sum(c.mark_beside for c in part), len(part)))
        if len(largest) >= 2:
            strays |= {id(c) for part in parts.values() if part is not largest for c in part if not c.mark_beside}
    return [c for c in ordered if id(c) not in strays]


def _runs_on(candidate: Candidate, choice: Iterable[Candidate]) -> bool:
    """Whether a label in the middle of a line stands in a run of its group's labels: two neighbours beside it, or one for a label of several words."""
    near = sum(
        other.label.group == candidate.label.group
        and other.label is not candidate.label
        and other.flow == candidate.flow
        and (other.first > candidate.last or other.last < candidate.first)
        and abs(other.first - candidate.first) < RUN_ON
        and (other.mark_beside or other.line_start or (other.label.slot is not None and other.label.slot.role == "part"))
        for other in choice
    )
    return near >= (1 if candidate.last > candidate.first else 2)


def _others(candidates: list[Candidate], chosen: list[Candidate], labels: tuple[Label, ...], flows: Flows) -> list[Candidate]:
    """ "Other" fits in no order of its own: the place after the last option of its grid and before the next label."""
    found: list[Candidate] = []
    for label in labels:
        if not label.is_other:
            continue
        options = [c for c in chosen if c.label.group == label.group and not c.label.is_other]
        if not options:
            continue
        options.sort(key=lambda c: c.first)
        last = options[-1]
        following = min((c.first for c in chosen if c.first > last.last and c.label.group != label.group), default=1 << 30)
        flow_of_last = last.flow
        places = [
            c
            for c in candidates
            if c.label is label
            and options[0].first < c.first < following
            and (c.score >= ACCEPTED or c.mark_beside)
            and not any(c.first <= k.last and k.first <= c.last for k in (*chosen, *found))
        ]
        if not places:
            places = _ahead(candidates, label, options[0], chosen, flows)
        if not places:
            # The columns may be read line by line: the grid's next cell holds it though another column's label comes first.
            places = [
                c
                for c in candidates
                if c.label is label
                and c.first > last.last
                and c.first - last.last < 60
                and c.flow - flow_of_last < 24
                and c.score >= LINE_START + SIMILARITY_ONE_WORD
                and not any(
                    k.last < c.first and last.last < k.first and k.label.is_other is False and k.label.group != label.group and k.flow == c.flow for k in chosen
                )
                and not any(c.first <= k.last and k.first <= c.last for k in (*chosen, *found))
            ]
        after = [c for c in places if c.first > last.last]
        pool = after or places
        if pool:
            found.append(max(pool, key=lambda c: (round(c.score, 1), -c.first)))
    return found


def _ahead(candidates: list[Candidate], label: Label, first: Candidate, chosen: list[Candidate], flows: Flows) -> list[Candidate]:
    """The places of an Other that stands before its grid's first option, with a box beside it or in the column of the options, and no other label between."""
    home = flows.flows[first.flow]

    def in_column(place: Candidate) -> bool:
        flow = flows.flows[place.flow]
        return flow.frame is home.frame and flow.cell is not None and home.cell is not None and flow.cell.column == home.cell.column and place.line_start

    return [
        c
        for c in candidates
        if c.label is label
        and (c.mark_beside or in_column(c))
        and c.last < first.first
        and first.first - c.last < RUN_ON
        and not any(c.first <= k.last and k.first < first.first for k in chosen)
    ]


def _written(candidates: list[Candidate], chosen: list[Candidate], flows: Flows) -> list[Candidate]:
    """Labels that members write stand before the first printed section, or are set as a heading: "Title:" stands in a contact, too."""
    first = min((c.first for c in chosen if c.label.is_section or c.label.is_option), default=1 << 30)
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        if not candidate.label.written or candidate.score < ACCEPTED:
            continue
        flow = flows.flows[candidate.flow]
        heading = candidate.whole_line and flow.cell is None and flow.lines[candidate.line].bold
        if (candidate.first < first or heading) and not any(candidate.first <= k.last and k.first <= candidate.last for k in chosen):
            found.setdefault(candidate.label.index, candidate)
    return list(found.values())
