"""Lines of the source, and whether the layout alone broke one: what a text editor, a mail program or a converter did to a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Source(NamedTuple):
    """One line of the source text, or the part of it that stands in one cell."""

    number: int
    """Line of the file, from 1."""
    text: str
    hard: bool = False
    """The line ends because its writer ended it (`<br>`), not because a paragraph was filled."""

    @property
    def indent(self) -> int:
        """Column of the first character that is no space; tabs stop at multiples of four (CommonMark 2.2)."""
        column = 0
        for character in self.text:
            if character == "\t":
                column += 4 - column % 4
            elif character == " " or character == "\u00a0":
                column += 1
            else:
                break
        return column


# No wide character stands before the dingbats (but a few clocks); the text is NFC, so what combines with Latin letters is gone too.
_FIRST_WIDE = "\u2614"


@lru_cache(maxsize=2000)
def _columns_of_character(character: str) -> int:
    return 0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns_of(text: str) -> int:
    """How many columns of a fixed-width screen the text takes: wide East Asian characters and emoji two, combining ones none."""
    if text.isascii() or max(text) < _FIRST_WIDE:
        return len(text)
    return sum(map(_columns_of_character, text))


# What never continues the line before, wherever the margin is.
_TYPED_BOX = r"\\?\[\s?[xXхХ✓✔✗✘*•+_]?\s?\\?\]|\(\s?[xXхХ✓✔✗✘*]\s?\)|\(\s{1,3}\)|_{1,3}[xX✓]_{1,3}|_{3,4}(?!_)|<input\b|\$\\[A-Za-z]+\$"
_BOX_GLYPH = "☐☑☒□■▢▣⬜⬛✅❎❌✓✔✗✘○●◯◉⚪⚫◻◼🗹🗷🗵\uf06f\uf0a8\uf0fe\uf0fd\uf0fc\uf052\uf0a3"
BOX = re.compile(rf"(?:[{_BOX_GLYPH}]|{_TYPED_BOX})[\ufe0e\ufe0f]?")
ENDS_IN_BOX = re.compile(rf"(?:[{_BOX_GLYPH}]|{_TYPED_BOX})[\ufe0e\ufe0f]?\s*(?:</?\w+/?>)?$")
_ADDRESS_LINE = re.compile(r"<?(?:(?:https?|ftp)://|www\.)\S+$|\S+@\S+\.\S+$|\[[^\]]*\]\([^)]*\)$", re.IGNORECASE)
_LABELLED = re.compile(r"(?:\*\*|__)?[^\W\d_][^:|@]{0,38}[^\s:/]\s?:(?:\*\*|__)?(?:\s|$)")
_SENTENCE_END = re.compile(r"[.:;!?…]['\"”’»)]*$")
_FUNCTION_WORD = re.compile(
    r"\b(?:of|the|a|an|and|or|to|for|in|on|at|by|with|from|as|is|are|was|de|du|des|la|le|les|et|ou|au|aux|en|par|pour|sur|un|une|del|el|los|las|y|e|con|por|para|su|sus|al)$",
    re.IGNORECASE,
)


def is_wrap(before: str, after: str, width: int | None, *, deeper: bool = False, exact: bool = True) -> bool:
    """Whether the layout alone broke the line between `before` and `after`, two lines of one paragraph, `before` with its indent.

    `width` is the column at which lines of this text are filled, None where there is no evidence of one: then only a long line that a small letter
    goes on with counts. `deeper`: the second line hangs below the text of the list item that the first one begins. Not `exact`: the width was measured
    on a proportional font, where the longest line of a narrow column may as well be one that its writer ended, so a capital alone begins a new one.
    """
    following = after.strip()
    end = columns_of(before.rstrip())
    ending = before.strip()
    if not following or not ending:
        return False
    if deeper and following[0].islower() and not _SENTENCE_END.search(ending):
        return True
    if width is not None and end + 1 + columns_of(following.split(None, 1)[0]) <= width:
        # It would have fitted; but a proportional font knows no columns, and a hyphen or an open bracket goes on.
        return end > 0.6 * width and _goes_on(ending, following)
    box = BOX.match(following)
    if box is not None and box.end() < len(following):
        return False
    if ENDS_IN_BOX.search(ending) and not deeper:
        return False
    if _ADDRESS_LINE.match(following) and ("@" in following or len(ending) < 45 or _SENTENCE_END.search(ending)):
        return False
    if _LABELLED.match(following) and (following[0].isupper() or "@" in following or _LABELLED.match(ending) or len(ending) < 45):
        return False
    if width is not None:
        if exact or deeper or not following[0].isupper() or ending.endswith((",", "(", "-", "–", "/", "&")):
            return True
        # One more word is what a filler leaves over; a body that is named by one word is named in capitals.
        return _FUNCTION_WORD.search(ending) is not None or (following.isalpha() and not following.isupper())
    if ending.endswith("-") and ending[-2:-1].isalpha() and following[0].isalpha():
        return end >= 20
    if following[0].islower() or box is not None:
        if ending.endswith((",", "(", "-", "–")) or _FUNCTION_WORD.search(ending):
            return end >= 30
        return end >= 50 and not _SENTENCE_END.search(ending)
    return bool(end >= 60 and _FUNCTION_WORD.search(ending))


def _goes_on(ending: str, following: str) -> bool:
    """Whether the end of a line calls for what the next begins with: a hyphenated word's rest, the end of a bracket."""
    if BOX.match(following) or _LABELLED.match(following):
        return False
    if ending[-1] == "-" and ending[-2:-1].isalpha():
        return following[0].isalpha()
    if ending.rfind("(") > ending.rfind(")"):
        close = following.find(")")
        return close >= 0 and "(" not in following[:close]
    return following[0].islower() and _FUNCTION_WORD.search(ending) is not None


_STRUCTURAL = re.compile(
    r"\s*(?:[|+#>]|[-*+•‣●○◦▪–—·]\s|o\s\s|\(?\w{1,3}[.)]\s|:\s|```|~~~|[=\-_*]{3,}\s*$|<(?:/?(?:table|tr|td|th|ul|ol|li|div|p|input|br)\b|!--))|.*\t",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*:[^:\s][^:]*:\s")
# At least so many joints must agree on one width, in a text whose lines stay within it; or one that a small letter goes on with, where no line at all
# is longer; see `fill_width`.
_AGREEING = 3
_NARROWEST, _WIDEST = 40, 160


def fill_width(lines: Iterable[str], narrowest: int = _NARROWEST) -> int | None:
    """The column at which the text's lines were filled, at least `narrowest`; None where nothing speaks for one.

    Wherever a filler broke a line, the next word did not fit: each such joint gives an interval for the width. The width that most intervals hold
    is taken where they are the greater part of the joints after long lines and hardly any line is longer; a few long lines of a text that nobody
    filled do not agree on one.
    """
    joints: list[tuple[int, int, bool]] = []
    lengths: list[int] = []
    previous: str | None = None
    for line in lines:
        stripped = line.rstrip()
        if not stripped.strip():
            previous = None
            continue
        if len(stripped) > 400:
            return None
        if _NAMED.match(stripped) or "   " in stripped.strip():
            previous = None  # a field list's name stands before a body that was filled by itself, and columns were not filled at all
            continue
        end = columns_of(stripped)
        if " " in stripped.strip():
            lengths.append(end)
        if previous is not None and not _STRUCTURAL.match(line):
            following = stripped.strip()
            if not BOX.match(following) and not _ADDRESS_LINE.match(following):
                reached = columns_of(previous)
                sure = following[0].islower() and reached >= narrowest and not _SENTENCE_END.search(previous)
                joints.append((reached, columns_of(following.split(None, 1)[0]), sure))
        previous = stripped
    joints = joints[:600]
    for slack in (0, 4):
        best, best_count = 0, 0
        for candidate in sorted({end for end, _, _ in joints if narrowest <= end <= _WIDEST}):
            count = sum(1 for end, word, _ in joints if end <= candidate < end + 1 + word + slack)
            if count >= best_count:
                best, best_count = candidate, count
        long = sum(1 for end, _, _ in joints if end > 0.8 * best)
        longer = sum(1 for end in lengths if end > best + slack)
        if best_count >= _AGREEING and best_count >= 0.6 * long and longer <= max(1, 0.05 * len(lengths)):
            return best
        agreeing = [end for end, word, sure in joints if sure and end <= best < end + 1 + word + slack]
        if agreeing and longer == 0 and 2 * len(agreeing) >= long:
            return best
    return None
