"""How much a place looks like a printed label."""

from __future__ import annotations

import re

from extractor.document import MARK
from extractor.marks import stands_as_mark, yes_or_no
from extractor.marks.fonts import LOST_LETTERS, SURE_LOST_LETTERS
from extractor.matching.flows import Flow, Flows
from extractor.matching.labels import Candidate

# Weights that a prototype ended with, kept by the project's forms: see docs/architecture.md, "Finding the labels".
SIMILARITY, SIMILARITY_ONE_WORD = 2.0, 1.2
LINE_START, WHOLE_LINE, COLON, BOLD, MARK_BESIDE = 1.0, 1.0, 0.4, 0.3, 1.0
MID_SECTION, MID_OPTION = -1.6, -1.2
WRITTEN_WITHOUT_COLON, QUOTED = -3.0, -2.0

_PRINTED_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s*\Z")
# "1.", "(a)", "B.", "iv)", "2.1", "§ 3", "Q4:"
_ENUMERATOR = re.compile(r"[§Q]?\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})[.):\]]|\d{1,2}(?:\.\d{1,2})*)\s*[-–—]?\Z")

# "Section II –", "Part 3:"
_COUNTED_PART = re.compile(
    r"(?:section|part|chapter|block|rubrique|partie|secci[oó]n|parte|cap[ií]tulo|se[cç][cç][aã]o|sezione|abschnitt|teil|deel|раздел|часть|bölüm)"
    r"\s+(?:\d{1,2}|[ivx]{1,5}|[a-z])\s*[-–—.:)]?\Z",
    re.IGNORECASE,
)


def _numbered(before: str) -> bool:
    """Nothing but a number, letter, bullet or ornament stands before."""
    stripped = before.replace(MARK, "").strip()
    return not any(c.isalnum() for c in stripped) or _ENUMERATOR.match(stripped) is not None or _COUNTED_PART.match(stripped) is not None


def _typed_over(before: str) -> bool:
    """A lone X, or another sign, stands before, where others have a line to put it on, or the letter that a lost symbol font left of a box."""
    return stands_as_mark(before) or before.strip() in LOST_LETTERS


_PARTS = re.compile(rf"[\s/|,;:.{MARK}-]+")


def _says_yes_or_no(text: str) -> bool:
    """Nothing but Yes, No or both stands in the text, with boxes or without."""
    if not text or len(text) > 40:
        return False
    words = [word for word in _PARTS.split(text) if word]
    return 0 < len(words) <= 2 and all(yes_or_no(word) is not None for word in words)


def _sign_beside(before: str, after: str) -> bool:
    """Whether the word right before or right after is a single sign, or a letter that nothing but a lost symbol font leaves there."""
    words = (before.rsplit(None, 1)[-1:], after.split(None, 1)[:1])
    return any(stands_as_mark(word) or word in SURE_LOST_LETTERS for found in words for word in found if len(word) <= 2)


_QUOTES = ("“", '"', "«", "‘", "'", "„")
_QUOTES_END = ("”", '"', "»", "’", "'", "“")


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
    start = _numbered(before) or (label.is_option and _typed_over(before))
    mark = mark or (label.is_option and (_typed_over(before) or _sign_beside(before, tail)))
    if label.is_option:
        if not start and not tail.strip(" :：.") and _says_yes_or_no(before):
            start = mark = True  # "Yes Existing Practice"
        mark = mark or _says_yes_or_no(tail) or (tail.strip() in LOST_LETTERS and not tail.strip().isdigit())
    if not start and words > 1 and _PRINTED_NUMBER.search(before):
        start = True  # "… 2. Proposed solution 3. Technical Proposition …": a number as the form prints it
    whole = start and not tail.strip(" :：.?*" + MARK)
    if start and line.wrapped and not (whole or mark or colon or line.bold) and candidate.line > 0:
        start = False  # the layout broke the line here: it is the middle of a sentence
    quoted = before.rstrip()[-1:] in _QUOTES and not whole and not (mark and label.is_option)
    if quoted and after.lstrip()[:1] in _QUOTES_END and tail[:1].islower():
        start = False  # named in a sentence
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
    if label.written and not (colon or (whole and (flow.cell is not None or line.bold or before.strip().startswith("Q")))):
        value += WRITTEN_WITHOUT_COLON
    if quoted:
        value += QUOTED  # in a sentence
    candidate.score = value
    candidate.line_start = start
    candidate.whole_line = whole
    candidate.mark_beside = mark
    candidate.colon = colon


def ends_of(candidate: Candidate, flow: Flow, following: Candidate | None = None) -> tuple[int, int]:
    """(start, end) of a label in its first and last line with what belongs to it: its number before, its colon and brackets after.

    `following` is the next label of the flow: a dash right before it is no part of this label but its answer ("Gift – Commercial Samples n/a").
    """
    before = flow.lines[candidate.line].text[: candidate.start]
    after_mark = before.rfind(MARK) + 1
    start = candidate.start
    alone = before[after_mark:]
    if _numbered(alone) and not (candidate.label.is_option and (alone.strip().isdigit() or stands_as_mark(alone) or alone.strip() in LOST_LETTERS)):
        start = after_mark
    elif (number := _PRINTED_NUMBER.search(before)) is not None:
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
        until = following.start if following is not None and following.line == candidate.end_line else length
        rest = text[probe + 1 : until]
        if text[probe + 1 : probe + 2] in (" ", "") and rest.strip(" ;,|"):
            end = probe + 1
    return start, end
