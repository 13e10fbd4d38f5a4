"""Right-to-left words: from where they stand to the order in which they are read (UAX #9, the other way round).

pdfium gives the letters of a word in reading order, and the words of a line are taken from left to right as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.readers.pdf.tokens import Token

# Hebrew, Arabic and their neighbours, with their presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[^\\W\\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def runs_left(tokens: Iterable[Token]) -> bool:
    """Whether any of the words is written from right to left."""
    return bool(_RIGHT_TO_LEFT.search("".join(token.text for token in tokens)))


def in_reading_order(tokens: list[Token]) -> list[Token]:
    """The words of a line, left to right, in reading order: each run of words that are read from the right is turned round.

    Numbers and punctuation between such words are of the run; at its ends only where the line has no other letters. A mark or a field parts runs.
    """
    mixed = any(_LEFT_TO_RIGHT.search(token.text) for token in tokens)
    out: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and token.mark is None and " " not in token.text and not _LEFT_TO_RIGHT.search(token.text):
            run.append(token)
            continue
        out += _turned(run, mixed)
        run = []
        if token is not None:
            out.append(token)
    return out


def _turned(run: list[Token], mixed: bool) -> list[Token]:
    places = [k for k, token in enumerate(run) if _RIGHT_TO_LEFT.search(token.text)]
    if not places:
        return run
    first, last = (places[0], places[-1] + 1) if mixed else (0, len(run))
    return run[:first] + run[first:last][::-1] + run[last:]
