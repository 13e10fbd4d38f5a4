"""Find the printed labels of a form in a document, and choose one place for each: all at once, not label by label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.document import MARK
from extractor.matching.flows import Flow, Flows
from extractor.text import fold
from schemas.form import Form, Heading, Slot, slots

# Weights that a prototype ended with and that the project's own forms confirmed; see docs/design.md, "Finding the labels".
SIMILARITY = 2.0
SIMILARITY_ONE_WORD = 1.2
LINE_START, WHOLE_LINE, COLON, BOLD, MARK_BESIDE = 1.0, 1.0, 0.4, 0.3, 1.0
MID_SECTION, MID_OPTION = -1.6, -1.2
INVERSION, NEIGHBOUR = 0.12, 0.35
ACCEPTED = 1.0
OUT_OF_REACH = 3.0
RUN_ON = 25
FUZZY = 84.0
ROUNDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """One label of the declared form: a slot's or a heading's."""

    index: int
    slot: Slot | None
    heading: Heading | None
    row: int
    group: str
    written: bool
    """Not on the printed form; members who retype it write it."""
    texts: dict[str, tuple[str, ...]]
    """Folded wordings per language, the printed one first."""
    is_option: bool
    """A grid's option, or one of a group's labelled values: they stand side by side and are short."""
    is_other: bool
    """A grid's option for what the form does not list."""
    is_section: bool
    """A printed label that opens a part of the form."""

    @property
    def name(self) -> str:
        """The slot's pointer, or the heading's wording."""
        return self.slot.pointer if self.slot else self.heading.label.first() if self.heading else ""


@dataclass(slots=True, eq=False)
class Candidate:
    """A place where a label may stand."""

    label: Label
    language: str
    first: int
    """Index of its first token."""
    last: int
    similarity: float
    flow: int
    line: int
    start: int
    end_line: int
    end: int
    score: float = 0.0
    line_start: bool = False
    whole_line: bool = False
    mark_beside: bool = False
    colon: bool = False

    @property
    def position(self) -> tuple[int, int, int]:
        return self.flow, self.line, self.start


@lru_cache(maxsize=8)
def labels_of(form: type[Form]) -> tuple[Label, ...]:
    """Every label that a form prints, and those that members write."""
    found: list[Label] = []

    def add(slot: Slot | None, heading: Heading | None, row: int, texts: dict[str, tuple[str, ...]], written: bool = False) -> None:
        folded = {language: tuple(dict.fromkeys(fold(text) for text in wordings)) for language, wordings in texts.items()}
        role = slot.role if slot else "heading"
        is_option = role in ("option", "other", "part")
        is_section = slot is not None and not is_option and not written
        found.append(Label(len(found), slot, heading, row, slot.group if slot else "", written, folded, is_option, role == "other", is_section))

    for heading in form.headings:
        add(None, heading, heading.at.row, heading.label.texts)
    for slot in slots(form):
        if slot.label is not None:
            add(slot, None, slot.at.row, slot.label.texts)
        if slot.written_label is not None:
            add(slot, None, slot.at.row, slot.written_label.texts, written=True)
    return tuple(found)


@lru_cache(maxsize=8)
def _index(form: type[Form]) -> dict[str, tuple[tuple[str, int, Label, str], ...]]:
    """First word → (wording with a space at both ends, number of words, label, language), longest first."""
    index: dict[str, list[tuple[str, int, Label, str]]] = {}
    for label in labels_of(form):
        for language, wordings in label.texts.items():
            for wording in wordings:
                words = wording.split(" ")
                index.setdefault(words[0], []).append((f" {wording} ", len(words), label, language))
    return {word: tuple(sorted(entries, key=lambda entry: -entry[1])) for word, entries in index.items()}


def _candidate(flows: Flows, label: Label, language: str, first: int, last: int, similarity: float) -> Candidate:
    a, b = flows.tokens[first], flows.tokens[last]
    return Candidate(label, language, first, last, similarity, a.flow, a.line, a.start, b.end_line, b.end)


def exact_candidates(flows: Flows, form: type[Form]) -> list[Candidate]:
    """Every place where a wording of a label stands word for word; for one label at one place the longest wording."""
    found: dict[tuple[int, int], Candidate] = {}
    index = _index(form)
    text, offsets = flows.text, flows.offsets
    for number, token in enumerate(flows.tokens):
        entries = index.get(token.word)
        if entries is None:
            continue
        for wording, words, label, language in entries:
            key = (label.index, number)
            if key not in found and text.startswith(wording, offsets[number]):
                found[key] = _candidate(flows, label, language, number, number + words - 1, 1.0)
    return list(found.values())


def _without_nested(candidates: list[Candidate]) -> list[Candidate]:
    """Without those inside a longer one: "Taxes" in "Taxes (VAT/GST)", "Other" in "Other governmental authorities"."""
    kept: list[Candidate] = []
    reach: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.first, -c.last)):
        reach = [c for c in reach if c.last >= candidate.first]
        if any(
            c.first <= candidate.first
            and c.last >= candidate.last
            and (c.last - c.first) > (candidate.last - candidate.first)
            and c.similarity >= candidate.similarity
            for c in reach
        ):
            continue
        kept.append(candidate)
        reach.append(candidate)
    return kept


def language_of(candidates: list[Candidate]) -> str:
    """The language with the most distinct labels; English where none is ahead."""
    seen: dict[str, set[int]] = {}
    for candidate in candidates:
        seen.setdefault(candidate.language, set()).add(candidate.label.index)
    return max(sorted(seen, key=lambda language: language != "en"), key=lambda language: len(seen[language]), default="en")


def fuzzy_candidates(flows: Flows, labels: list[Label], everything: tuple[Label, ...], language: str) -> list[Candidate]:
    """Places for labels that stand nowhere word for word: one or two whole lines, or the part before a colon or beside a mark."""
    from rapidfuzz import fuzz, process

    units: list[str] = []
    spans: list[tuple[int, int]] = []
    tokens = flows.tokens
    starts = [i for i, token in enumerate(tokens) if i == 0 or (token.flow, token.line) != (tokens[i - 1].flow, tokens[i - 1].line)]
    starts.append(len(tokens))

    def unit(first: int, last: int) -> None:
        if 0 < last - first <= 14:
            units.append(" ".join(token.word for token in tokens[first:last]))
            spans.append((first, last - 1))

    for at, first in enumerate(starts[:-1]):
        last = starts[at + 1]
        line = flows.flows[tokens[first].flow].lines[tokens[first].line].text
        if last - first > 24 and MARK not in line:
            colon = line.find(":")
            if 0 < colon < 120:
                unit(first, first + sum(1 for token in tokens[first:last] if token.end <= colon))
            continue
        skip = first + 1 if tokens[first].word.isdigit() and last - first > 2 else first
        unit(skip, last)
        if at + 2 < len(starts) and tokens[last].flow == tokens[first].flow and starts[at + 2] - skip <= 14:
            unit(skip, starts[at + 2])
        # Parts of a line between marks, and before or after a colon.
        cuts = [first]
        for i in range(first + 1, last):
            between = line[tokens[i - 1].end : tokens[i].start]
            if MARK in between or ":" in between or "  " in between or ";" in between or "," in between or "|" in between:
                cuts.append(i)
        cuts.append(last)
        if len(cuts) > 2:
            for a, b in zip(cuts, cuts[1:], strict=False):
                unit(a, b)
    found: list[Candidate] = []
    if not units:
        return found
    hits: dict[int, dict[int, float]] = {}
    wanted = {label.index for label in labels}
    for label in everything:
        for wording in label.texts.get(language, ()):
            if len(wording) < 5:
                continue
            # A short word has too many neighbours: "gift", "gifts", "shift".
            cutoff = FUZZY if len(wording) > 12 else 88.0
            for _, ratio, at in process.extract(wording, units, scorer=fuzz.ratio, score_cutoff=cutoff, limit=3):
                of_unit = hits.setdefault(at, {})
                of_unit[label.index] = max(of_unit.get(label.index, 0.0), ratio)
    for at, of_unit in hits.items():
        # Labels share their second halves ("… of Initiative / Existing Practice"): words that are nearer to another label are no misspelling of this one.
        best = max(of_unit.values())
        for index, ratio in of_unit.items():
            if index in wanted and ratio >= best:
                found.append(_candidate(flows, everything[index], language, *spans[at], ratio / 100))
    return found


_PRINTED_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s*\Z")
_NUMBERING = frozenset(" \t0123456789.)(•*-–—·#§ivabcdefgABCDEFIV")


def _numbered(before: str) -> bool:
    """Nothing but a number, letter or bullet stands before."""
    stripped = before.replace(MARK, "").strip()
    return not stripped or (len(stripped) <= 5 and all(c in _NUMBERING for c in stripped))


def score(candidate: Candidate, flows: Flows) -> None:
    """How much the place looks like a printed label: at the start of a line, the whole of it, a colon, bold, a mark beside it."""
    flow = flows.flows[candidate.flow]
    line = flow.lines[candidate.line]
    last = flow.lines[candidate.end_line]
    before = line.text[: candidate.start]
    after = last.text[candidate.end :]
    tail = after.lstrip(" ).*»”\"'")
    label = candidate.label
    words = candidate.last - candidate.first + 1
    colon = tail.startswith((":", "："))
    mark = before.rstrip(" .)").endswith(MARK) or tail.lstrip(" :：.…").startswith(MARK) or MARK in line.text[candidate.start : candidate.end]
    if candidate.end_line > candidate.line:
        mark = mark or MARK in line.text[candidate.start :]
    start = _numbered(before)
    if not start and words > 1 and _PRINTED_NUMBER.search(before):
        start = True  # "… 2. Proposed solution 3. Technical Proposition …": a number as the form prints it
    whole = start and not tail.strip(" :：.?*" + MARK)
    if start and line.wrapped and not (whole or mark or colon or line.bold) and candidate.line > 0:
        start = False  # the layout broke the line here: it is the middle of a sentence
    value = 0.0
    if (
        words == 1
        and start
        and not (whole or colon or mark or tail.lstrip()[:1] in ("-", "–", "—", "=") or (label.slot is not None and label.slot.role == "part"))
    ):
        start = False  # a single word that begins a sentence
    value += (SIMILARITY if words > 1 or whole else SIMILARITY_ONE_WORD) * candidate.similarity
    if start:
        value += LINE_START
    if whole:
        value += WHOLE_LINE
    if colon:
        value += COLON
    if line.bold and start:
        value += BOLD
    if mark and label.is_option:
        value += MARK_BESIDE
    if not (start or whole or colon or (mark and label.is_option)):
        value += MID_OPTION if label.is_option else MID_SECTION
    if label.written and not (colon or (whole and flow.cell is not None)):
        value -= 3.0
    if not label.is_option and before and not start and not mark and before.rstrip()[-1:] in "“\"«‘'":
        value -= 1.0  # quoted in a sentence
    candidate.score = value
    candidate.line_start = start
    candidate.whole_line = whole
    candidate.mark_beside = mark
    candidate.colon = colon


@dataclass(slots=True)
class Assignment:
    """The labels that were found, each in one place, in reading order."""

    language: str
    chosen: list[Candidate]
    everything: list[Candidate]
    """All candidates that were looked at, the chosen ones among them."""


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
    candidates = _without_nested(candidates)
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
    by_label: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if not candidate.label.is_other and not candidate.label.written:
            by_label.setdefault(candidate.label.index, []).append(candidate)
    chosen = _without_strays(_ascend(by_label), Counter(label.group for label in labels if label.is_option))
    chosen += _others(candidates, chosen, labels)
    chosen += _written(candidates, chosen)
    chosen = [_widened(candidate, flows, chosen) for candidate in chosen]
    chosen.sort(key=lambda c: c.first)
    return Assignment(language, chosen, candidates)


def _widened(candidate: Candidate, flows: Flows, chosen: list[Candidate]) -> Candidate:
    """The whole line where it is a longer wording of the label, misspelt: "Brief Description" found in "Brief Description of Iniative / Existing Practice"."""
    if not candidate.line_start or candidate.whole_line or candidate.similarity < 1:
        return candidate
    tokens = flows.tokens
    words = [tokens[i].word for i in range(candidate.first, candidate.last + 1)]
    length = len(" ".join(words))
    longer = [w for w in candidate.label.texts.get(candidate.language, ()) if len(w) > length + 3]
    if not longer:
        return candidate
    from rapidfuzz import fuzz

    best: tuple[float, int] | None = None
    last = candidate.last + 1
    taken = {c.first for c in chosen if c is not candidate}
    lines = flows.flows[candidate.flow].lines
    if lines[candidate.end_line].text[candidate.end :].lstrip()[:1] in (":", "：", MARK):
        return candidate
    while (
        last < len(tokens)
        and tokens[last].flow == candidate.flow
        and tokens[last].line <= candidate.end_line + 1
        and last not in taken
        and last - candidate.first < 16
    ):
        if tokens[last].line == tokens[last - 1].end_line:
            between = lines[tokens[last].line].text[tokens[last - 1].end : tokens[last].start]
            if ":" in between or MARK in between:
                break
        words.append(tokens[last].word)
        ratio = max(fuzz.ratio(" ".join(words), wording) for wording in longer)
        if ratio >= 88 and (best is None or ratio > best[0]):
            best = (ratio, last)
        last += 1
    if best is None:
        return candidate
    wide = _candidate(flows, candidate.label, candidate.language, candidate.first, best[1], best[0] / 100)
    score(wide, flows)
    return wide


def _pair(a: Candidate, b: Candidate) -> float:
    """What two places say about each other."""
    value = 0.0
    if a.first <= b.last and b.first <= a.last:
        return -4.0
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
            and options[0].first < c.first < following + (200 if False else 0)
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


def _written(candidates: list[Candidate], chosen: list[Candidate]) -> list[Candidate]:
    """Labels that members write are looked for before the first printed section: "Title:" stands in a contact, too."""
    first = min((c.first for c in chosen if c.label.is_section or c.label.is_option), default=1 << 30)
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.label.written and candidate.score >= ACCEPTED and candidate.first < first:
            if not any(candidate.first <= k.last and k.first <= candidate.last for k in chosen):
                found.setdefault(candidate.label.index, candidate)
    return list(found.values())


def ends_of(candidate: Candidate, flow: Flow) -> tuple[int, int]:
    """(start, end) of a label in its first and last line with what belongs to it: its number before, its colon and brackets after."""
    before = flow.lines[candidate.line].text[: candidate.start]
    start = candidate.start
    bare = before.rstrip(" \t0123456789.)(•*-–—·#§\"“«'")
    if not bare:
        start = 0
    elif bare.endswith(MARK):
        start = len(bare)
    else:
        opened = before.rstrip()
        start = len(opened) - 1 if opened.endswith(("(", "“", "«", "[")) and opened[:-1].rstrip().endswith(MARK) else candidate.start
        if (number := _PRINTED_NUMBER.search(before)) is not None:
            start = number.start()
    text = flow.lines[candidate.end_line].text
    end = candidate.end
    length = len(text)
    while end < length and text[end] in ")]”»\"'*?.…":
        end += 1
    probe = end
    while probe < length and text[probe] in " \t":
        probe += 1
    if probe < length and text[probe] in ":：":
        end = probe + 1
    elif probe < length and text[probe] in "-–—=":
        rest = text[probe + 1 :]
        if rest[:1] in (" ", "") and rest.strip():
            end = probe + 1
    return start, end
