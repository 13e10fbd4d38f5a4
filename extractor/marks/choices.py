"""Yes and No side by side, one of them struck out or set apart: "Yes / ~~No~~", "**Yes** / No".

A reader puts a sign of its own on both sides of a word that its format strikes out or sets apart; `extractor.marks.find_marks` makes a mark of the pair.
"""

from __future__ import annotations

import re

from extractor.document import Mark
from extractor.marks.words import NO, SAID, YES
from extractor.place import Place
from extractor.text import fold

# Noncharacters (Unicode 23.7): they stand in no text.
KEPT, DROPPED = "\ufdd5", "\ufdd6"
LONGEST = 14
"""Letters of the longest word for yes or no."""
_SIGN = f"[{KEPT}{DROPPED}]"
_WORD = f"(?i:{'|'.join(sorted(map(re.escape, SAID), key=len, reverse=True))})(?!\\w)"
_BETWEEN = r"\s{0,3}(?:[/|,;–-]\s{0,3})?"
PAIR = rf"(?P<choice>{_SIGN}{_WORD}{_SIGN}{_BETWEEN}{_SIGN}?{_WORD}{_SIGN}?(?!\w)|(?<!\w){_WORD}{_BETWEEN}{_SIGN}{_WORD}{_SIGN})"


def may_be_choice(text: str) -> bool:
    """Whether text that is struck out or set apart is a Yes or a No."""
    text = text.strip()
    return 0 < len(text) <= LONGEST and not text.isspace() and fold(text) in YES | NO


def set_apart(text: str, sign: str) -> str:
    """The word between two signs, its spaces outside of them."""
    bare = text.strip()
    start = text.index(bare)
    return f"{text[:start]}{sign}{bare}{sign}{text[start + len(bare) :]}"


def chosen(found: str, place: Place) -> Mark | None:
    """The mark that a pair is; None where the two are not one Yes and one No."""
    words: list[tuple[bool, str]] = []
    at = 0
    while at < len(found):
        sign = found[at] if found[at] in KEPT + DROPPED else ""
        start = at + len(sign)
        end = start
        while end < len(found) and found[end].isalpha():
            end += 1
        if end > start:
            word = fold(found[start:end])
            if word not in YES | NO:
                return None
            words.append((word in YES, sign))
            at = end + len(sign)
        else:
            at += 1
    if len(words) != 2 or words[0][0] == words[1][0]:
        return None
    raw = plain(found)
    signs = [sign for _, sign in words]
    for sign, state in ((DROPPED, False), (KEPT, True)):
        if signs.count(sign) == 1 and (sign == DROPPED or DROPPED not in signs):
            said = words[signs.index(sign)][0]
            return Mark(said if state else not said, raw=raw, method="text", confidence=0.9, place=place)
    return Mark(None, raw=raw, method="text", place=place)


def plain(text: str) -> str:
    """The text without the signs."""
    return text.replace(KEPT, "").replace(DROPPED, "")
