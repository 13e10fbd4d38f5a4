"""Find the places where a label may stand: word for word, and for labels that stand nowhere so, by similarity."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from extractor.document import MARK
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate, Label, labels_of
from schemas.form import Form

# How alike a misspelt label must be (per cent): 84 lets two letters in ten differ; a short word has too many neighbours ("gift", "shift") and needs 88.
FUZZY, FUZZY_SHORT, SHORT = 84.0, 88.0, 12


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


def candidate_at(flows: Flows, label: Label, language: str, first: int, last: int, similarity: float) -> Candidate:
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
                found[key] = candidate_at(flows, label, language, number, number + words - 1, 1.0)
    return list(found.values())


def without_nested(candidates: list[Candidate]) -> list[Candidate]:
    """Without those inside a longer one: "Taxes" in "Taxes (VAT/GST)", "Other" in "Other governmental authorities"."""
    kept: list[Candidate] = []
    reach: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.first, -c.last)):
        reach = [c for c in reach if c.last >= candidate.first]
        if reach and any(
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
            for a, b in pairwise(cuts):
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
            cutoff = FUZZY if len(wording) > SHORT else FUZZY_SHORT
            for _, ratio, at in process.extract(wording, units, scorer=fuzz.ratio, score_cutoff=cutoff, limit=3):
                of_unit = hits.setdefault(at, {})
                of_unit[label.index] = max(of_unit.get(label.index, 0.0), ratio)
    for at, of_unit in hits.items():
        # Labels share their second halves ("… of Initiative / Existing Practice"): words that are nearer to another label are no misspelling of this one.
        best = max(of_unit.values())
        for index, ratio in of_unit.items():
            if index in wanted and ratio >= best:
                found.append(candidate_at(flows, everything[index], language, *spans[at], ratio / 100))
    # Of two overlapping places of one label, the one that is more alike: two lines joined look like the label, too, where the first line is it.
    return [c for c in found if not any(o.label is c.label and o.first <= c.last and c.first <= o.last and o.similarity > c.similarity for o in found)]
