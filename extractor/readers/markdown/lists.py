"""List items: whether a line begins one, and how deep it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Bullet
from extractor.readers.markdown.source import Source, columns_of

_BULLET = re.compile(
    r"(\s*)([-*+•‣●○◦▪▫–—·➢➤►▸❖❍o§■□◆◇✓✔✗✘✕⁃∙\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf06c\uf06e\uf0e0])(\s+|(?<=[•●▪‣◦\uf0b7\uf0a7➢■□])(?=\S))(?=\S)"
)
_NUMBER = re.compile(r"(\s*)(?:\*\*|__)?(\(?)(\d{1,3}|[a-z]|[ivx]{1,5})(\\?[.)])(\s+)(?=\S)")
_DATE = re.compile(r"\s*\d{1,2}\\?\.\s+[^\W\d]+\.?\s+\d{4}\b.{0,40}$")
# Glyphs that are as good a bullet as a box; what the line is, the grid decides.
EITHER = "■□●○◆◇▪▫✓✔✗✘✕❍"
# Where a letter "o" or a dash is no bullet unless spaces or its neighbours say so: both begin a line of running text too.
_DOUBTFUL = "o–—·§+"


@dataclass(slots=True)
class Item:
    """The head of a list item."""

    indent: int
    content: int
    bullet: Bullet
    number: str
    glyph: str
    text: str


class Lists:
    """The lists of one flow. `numbers` holds the last number of each style, for the whole text: labels of a form are numbered across cells."""

    def __init__(self, numbers: dict[str, str], letters: bool = False) -> None:
        self.numbers = numbers
        self.letters = letters
        """Letters of a lost symbol font stand at the beginnings of lines: an "o" there may be a box."""
        self.at: dict[tuple[str, int], str] = {}
        """The last number of each style at each indent of this flow: a list goes on after one that is nested in it."""
        self.levels: list[tuple[int, int, str]] = []
        """The open items, outermost first: indent of the bullet, column of the text, bullet."""

    def item(self, lines: Sequence[Source], index: int, *, blank: bool, inside: bool) -> Item | None:
        """The list item that the line begins, None where it begins none. `blank`: a blank line stands before it; `inside`: an item does."""
        source = lines[index]
        text = source.text
        first = text.lstrip()[:3]
        if first[:1].isalpha() and not (first[1:2] in ".)\\ \t" or first[2:3] in ".)\\" or first[:1] in "ivx"):
            return None
        if len(text) > 20_000:
            text = text[:20_000]
        bullet: Bullet = ""
        number = glyph = ""
        position = 0
        for _ in range(3):
            rest = text[position:]
            if (match := _BULLET.match(rest)) is not None and self._is_bullet(match, lines, index, blank=blank, inside=inside, nested=position > 0):
                if match[2] in EITHER or (self.letters and match[2] == "o"):
                    if position:
                        break
                    return Item(source.indent, source.indent + 2, "-", "", match[2], text[match.start(2) :])
                bullet, number, glyph = "-", "", match[2]
                position += match.end()
                continue
            if (match := _NUMBER.match(rest)) is not None and not self._is_date(match, lines, index) and self._is_number(match, lines, index):
                bullet, number, glyph = "1.", match[3], match[4][-1]
                emphasis = rest[len(match[1]) : match.start(2)]
                text = text[:position] + " " * (match.end() - len(emphasis)) + emphasis + rest[match.end() :]
                position += match.end() - len(emphasis)
                continue
            break
        if not bullet:
            return None
        content = columns_of(text[:position].expandtabs(4))
        return Item(source.indent, content, bullet, number, glyph, source.text[position:] if not number else text[position:] + source.text[20_000:])

    def _is_date(self, match: re.Match[str], lines: Sequence[Source], index: int) -> bool:
        """Whether what begins with a number is a date ("1. april 2020"): not where its number goes on from the item before, nor where the next line's does."""
        if _DATE.match(match.string) is None:
            return False
        last = self.numbers.get("1" + match[4][-1])
        if self.levels and last is not None and _follows(last, match[3]):
            return False
        following = _NUMBER.match(lines[index + 1].text) if index + 1 < len(lines) else None
        return following is None or not _follows(match[3], following[3])

    def _is_bullet(self, match: re.Match[str], lines: Sequence[Source], index: int, *, blank: bool, inside: bool, nested: bool) -> bool:
        glyph, gap = match[2], match[3]
        if glyph in EITHER:
            rest = match.string[match.end() :]
            return not any(other in rest for other in EITHER + "☐☒☑√✅❌×") and not nested
        if glyph in "►▸" and f" {glyph} " in match.string[match.end() :]:
            return False  # before each option of a line it is a mark
        if glyph not in _DOUBTFUL:
            return True
        if blank and (glyph != "o" or match.string[match.end() :][:1].isupper()):
            return True
        if len(gap) > 1 or gap == "\t" or (inside and self.levels and self.levels[-1][2] == glyph):
            return True
        if blank and not inside:
            # "o" is a word in Portuguese and Italian: it begins a list where the next line begins with it too.
            return index + 1 < len(lines) and lines[index + 1].text.lstrip().startswith(glyph + " ")
        before = lines[index - 1].text.rstrip() if index else ""
        after = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
        return before.endswith((":", ";")) or after.startswith(glyph + " ")

    def _is_number(self, match: re.Match[str], lines: Sequence[Source], index: int) -> bool:
        """Whether the number begins a list item: it is the first of a list, or the next after the one before, or the same again (Markdown's 1. 1. 1.)."""
        opening, label, end = match[2], match[3], match[4][-1]
        if (opening and end == ".") or (not opening and len(label) > 1 and not label.isdigit() and not _roman(label)):
            return False
        if not label.isdigit() and end == "." and len(match[5]) == 1 and match.string[match.end() :][:1].islower() and not opening:
            return False
        style = opening + ("1" if label.isdigit() else "a") + end
        last = self.numbers.get(style)
        place = (style, lines[index].indent)
        here = self.at.get(place)
        accepted = label in ("0", "1", "a", "i") or (last is not None and (label == last or _follows(last, label)))
        accepted = accepted or (here is not None and _follows(here, label))
        if not accepted and opening and label in ("v", "x", "i"):
            return False
        if not accepted and label.isdigit():
            # A list may begin anywhere where the next line that begins with a number goes on from it.
            for source in lines[index + 1 : index + 12]:
                following = _NUMBER.match(source.text)
                if following is not None and following[3].isdigit():
                    accepted = int(following[3]) == int(label) + 1
                    break
        if accepted:
            self.numbers[style] = self.at[place] = label
        return accepted

    def level(self, item: Item) -> int:
        """The depth of an item, 0 the outermost, told from its indent, or, where that is lost, from its bullet."""
        glyph = item.glyph if item.bullet == "-" else item.glyph + ("1" if item.number.isdigit() else "a")
        while self.levels and item.indent < self.levels[-1][0] - 1:
            self.levels.pop()
        if self.levels and item.indent >= self.levels[-1][0] + 2:
            self.levels.append((item.indent, item.content, glyph))
        elif self.levels:
            indent, _, bullet = self.levels[-1]
            same = [number for number, (at, _, other) in enumerate(self.levels) if abs(at - item.indent) <= 1 and other == glyph]
            if same:
                del self.levels[same[-1] + 1 :]
            elif glyph in "o◦○▪▫–§" and bullet in "•●▪o○■" and glyph != bullet:
                # The second bullet of a word processor's list, its indent lost.
                self.levels.append((item.indent, item.content, glyph))
            else:
                self.levels[-1] = (indent, item.content, glyph)
        else:
            self.levels.append((item.indent, item.content, glyph))
        return len(self.levels) - 1

    def level_of(self, indent: int) -> int:
        """The depth of the item that a paragraph after a blank line goes on with, 0 outside of lists."""
        while self.levels and indent < self.levels[-1][1] - 1 and indent <= self.levels[-1][0] + 1:
            self.levels.pop()
        return len(self.levels) - 1 if self.levels else 0


def _follows(last: str, label: str) -> bool:
    """Whether one list number is the next after another."""
    if last.isdigit() and label.isdigit():
        return int(label) == int(last) + 1
    if last.isdigit() or label.isdigit():
        return False
    if len(last) == len(label) == 1 and ord(label) == ord(last) + 1:
        return True
    return last in _ROMANS and label in _ROMANS and _ROMANS.index(label) == _ROMANS.index(last) + 1


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _roman(label: str) -> bool:
    return label in _ROMANS
