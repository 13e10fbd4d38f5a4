"""Choose one place for every label at once: label by label, a narrative that quotes a label would steal it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.document import MARK
from extractor.matching.finding import FUZZY_SHORT, candidate_at, exact_candidates, fuzzy_candidates, language_of, without_nested
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate, Label, labels_of
from extractor.matching.reworded import reworded
from extractor.matching.scoring import LINE_START, MID_SECTION, SIMILARITY_ONE_WORD, WHOLE_LINE, score
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
# A translation that the declaration does not know shares most of its words with one that it does.
TRANSLATION = 72.0
# A label goes on for no more words than this.
MOST_WORDS = 16


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
    chosen += _others(candidates, chosen, labels)
    chosen += reworded(flows, chosen, labels)
    chosen += _written(candidates, chosen, flows)
    chosen = [_to_its_end(_translated(_widened(candidate, flows, chosen), flows), flows) for candidate in chosen]
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


def _translated(candidate: Candidate, flows: Flows) -> Candidate:
    """With its translation, where that is no wording that the declaration knows: "Gift / Présents" is a label to the end of the words in the other language."""
    flow = flows.flows[candidate.flow]
    text = flow.lines[candidate.end_line].text
    rest = text[candidate.end :].lstrip(" )")
    if not rest.startswith(("/", "|", "(", "[")) or candidate.label.written:
        return candidate
    others = [w for language, wordings in candidate.label.texts.items() if language != candidate.language for w in wordings]
    if not others:
        return candidate
    best = _best_end(candidate, flows, [], others, TRANSLATION, candidate.end_line, frozenset())
    if best is None:
        return candidate
    wide = candidate_at(flows, candidate.label, candidate.language, candidate.first, best[1], candidate.similarity)
    score(wide, flows)
    return wide


def _best_end(
    candidate: Candidate, flows: Flows, words: list[str], wordings: list[str], least: float, last_line: int, taken: frozenset[int]
) -> tuple[float, int] | None:
    """(similarity in percent, last token) of the end after the candidate's own that makes the words most like one of the wordings; None below `least`.

    The words go on from those given, to the line numbered `last_line`, a colon, a mark, or a token of those taken.
    """
    from rapidfuzz import fuzz

    tokens = flows.tokens
    lines = flows.flows[candidate.flow].lines
    words = list(words)
    best: tuple[float, int] | None = None
    for last in range(candidate.last + 1, len(tokens)):
        token, previous = tokens[last], tokens[last - 1]
        if token.flow != candidate.flow or token.line > last_line or last in taken or len(words) >= MOST_WORDS:
            break
        if token.line == previous.end_line:
            between = lines[token.line].text[previous.end : token.start]
            if ":" in between or MARK in between:
                break
        words.append(token.word)
        ratio = max(fuzz.ratio(" ".join(words), wording) for wording in wordings)
        if ratio >= least and (best is None or ratio > best[0]):
            best = (ratio, last)
    return best


def _widened(candidate: Candidate, flows: Flows, chosen: list[Candidate]) -> Candidate:
    """The whole line where it is a longer wording of the label, misspelt: "Brief Description" found in "Brief Description of Iniative / Existing Practice"."""
    if not candidate.line_start or candidate.whole_line or candidate.similarity < 1:
        return candidate
    tokens = flows.tokens
    words = [tokens[i].word for i in range(candidate.first, candidate.last + 1)]
    length = len(" ".join(words))
    longer = [w for w in candidate.label.texts.get(candidate.language, ()) if len(w) > length + 3 and w.startswith(" ".join(words))]
    if not longer:
        return candidate
    lines = flows.flows[candidate.flow].lines
    if lines[candidate.end_line].text[candidate.end :].lstrip()[:1] in (":", "：", MARK):
        return candidate
    taken = frozenset(c.first for c in chosen if c is not candidate)
    best = _best_end(candidate, flows, words, longer, FUZZY_SHORT, candidate.end_line + 1, taken)
    if best is None:
        return candidate
    wide = candidate_at(flows, candidate.label, candidate.language, candidate.first, best[1], best[0] / 100)
    score(wide, flows)
    return wide


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
            between = sum(s < candidate.first for s in sections)
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


def _others(candidates: list[Candidate], chosen: list[Candidate], labels: tuple[Label, ...]) -> list[Candidate]:
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


_LEADS_IN = re.compile(r"[^\d:@]{1,40}(?:/|&|\band\b|\bet\b|\by\b|[-–—])\s*\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"\s+(?:of|for|in|and|to|by|with|de|du|des|pour|et|del|para|y|en)\b[^:\d@]{0,60}:?\s*\Z", re.IGNORECASE)


def _to_its_end(candidate: Candidate, flows: Flows) -> Candidate:
    """A label set as a heading to the end of its line: "General overview of the practice:"."""
    line = flows.flows[candidate.flow].lines[candidate.end_line]
    rest = line.text[candidate.end :]
    if line.bold and not candidate.line_start and not candidate.label.is_option and not rest.strip(" :：") and candidate.line == candidate.end_line:
        # "Objectives / Value proposition:"
        if _LEADS_IN.match(line.text[: candidate.start]):
            first = candidate.first
            while first > 0 and (flows.tokens[first - 1].flow, flows.tokens[first - 1].line) == (candidate.flow, candidate.line):
                first -= 1
            wide = candidate_at(flows, candidate.label, candidate.language, first, candidate.last, candidate.similarity)
            score(wide, flows)
            return wide
    if not (candidate.line_start and line.bold) or candidate.whole_line or candidate.label.is_option or _GOES_ON.match(rest) is None:
        return candidate
    last = candidate.last
    while last + 1 < len(flows.tokens) and flows.tokens[last + 1].flow == candidate.flow and flows.tokens[last + 1].line == candidate.end_line:
        last += 1
    wide = candidate_at(flows, candidate.label, candidate.language, candidate.first, last, candidate.similarity)
    score(wide, flows)
    return wide
