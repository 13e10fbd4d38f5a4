"""How far a label goes that was found by its beginning: to the end of a longer wording, of its translation, of its heading."""

from __future__ import annotations

import re

from extractor.document import MARK
from extractor.marks import yes_or_no
from extractor.matching.finding import FUZZY_SHORT, candidate_at
from extractor.matching.flows import Flows
from extractor.matching.labels import Candidate
from extractor.matching.scoring import score

# A translation that the declaration does not know shares most of its words with one that it does.
TRANSLATION = 72.0
# A label goes on for no more words than this.
MOST_WORDS = 16


def translated(candidate: Candidate, flows: Flows) -> Candidate:
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
            if ")" in between:
                # A bracket that closes ends a label: "Taxes (VAT) USD 117" is no "Taxes (VAT/GST)" misspelt, but a part of it.
                if best is None and last - 1 > candidate.last and any(wording.startswith(" ".join(words)) for wording in wordings):
                    best = (least, last - 1)
                break
            if ":" in between or MARK in between:
                break
        words.append(token.word)
        ratio = max(fuzz.ratio(" ".join(words), wording) for wording in wordings)
        if ratio >= least and (best is None or ratio > best[0]):
            best = (ratio, last)
    return best


_OPEN = str.maketrans("[", "(")


def widened(candidate: Candidate, flows: Flows, chosen: list[Candidate]) -> Candidate:
    """The whole line where it is a longer wording of the label, misspelt: "Brief Description" found in "Brief Description of Iniative / Existing Practice"."""
    if not candidate.line_start or candidate.whole_line:
        return candidate
    tokens = flows.tokens
    words = [tokens[i].word for i in range(candidate.first, candidate.last + 1)]
    length = len(" ".join(words))
    longer = [w for w in candidate.label.texts.get(candidate.language, ()) if len(w) > length + 3 and w.startswith(" ".join(words))]
    if not longer:
        return candidate
    lines = flows.flows[candidate.flow].lines
    rest = lines[candidate.end_line].text[candidate.end :].lstrip()
    if (end := _around_a_box(candidate, flows, longer)) is not None:
        wide = candidate_at(flows, candidate.label, candidate.language, candidate.first, end, candidate.similarity)
        score(wide, flows)
        return wide
    closed = rest[:1] in (")", "]") and "(" in lines[candidate.line].text[candidate.start :].translate(_OPEN)[: candidate.end - candidate.start]
    if candidate.similarity < 1 or rest[:1] in (":", "：", MARK) or closed:
        return candidate  # what stands behind the bracket of "Taxes (VAT)" is its answer
    taken = frozenset(c.first for c in chosen if c is not candidate)
    best = _best_end(candidate, flows, words, longer, FUZZY_SHORT, candidate.end_line + 1, taken)
    if best is None:
        return candidate
    wide = candidate_at(flows, candidate.label, candidate.language, candidate.first, best[1], best[0] / 100)
    score(wide, flows)
    return wide


def _around_a_box(candidate: Candidate, flows: Flows, longer: list[str]) -> int | None:
    """The last token of a label that goes on in the line below the box beside it: "Private Sector (Political ☐ Yes", then "Will)"; None where it does not."""
    tokens = flows.tokens
    if MARK not in flows.flows[candidate.flow].lines[candidate.end_line].text[candidate.end :]:
        return None
    for wording in longer:
        at = candidate.last + 1
        for word in wording.split(" ")[candidate.last - candidate.first + 1 :]:
            if at < len(tokens) and tokens[at].word != word and yes_or_no(tokens[at].word) is not None:
                at += 1
            if at >= len(tokens) or tokens[at].word != word or tokens[at].flow != candidate.flow or tokens[at].line > candidate.end_line + 1:
                break
            at += 1
        else:
            return at - 1
    return None


_LEADS_IN = re.compile(r"[^\d:@]{1,40}(?:/|&|\band\b|\bet\b|\by\b|[-–—])\s*\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"\s+(?:of|for|in|and|to|by|with|de|du|des|pour|et|del|para|y|en)\b[^:\d@]{0,60}:?\s*\Z", re.IGNORECASE)


def to_its_end(candidate: Candidate, flows: Flows) -> Candidate:
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
