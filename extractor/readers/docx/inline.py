"""The text of one paragraph while it is collected, and the lines that it becomes."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.document import MARK, Block, Bullet, Line, Link, Mark
from extractor.marks import as_bullet, find_marks, shape_of
from extractor.place import Place
from extractor.readers.docx.numbering import Item
from extractor.readers.docx.styles import Look
from extractor.readers.docx.symbols import PRIVATE_BULLETS
from extractor.text import clean

# Inside a paragraph's collected text: a line break, a break to another page or column, a tab. XML text has none of them, see `Inline.add`.
BREAK: Final = "\n"
PARAGRAPH_BREAK: Final = "\f"
TAB: Final = "\t"
_STRUCK: Final = "\x01"
# "Yes / No" with one of them struck out: the stroke between them goes too.
_BESIDE_STRUCK: Final = re.compile(r"(\s*[/|]\s*)?\x01[\s\x01]*([/|]\s*)?")
_CONTROLS: Final = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\f": " ", MARK: "", **{chr(code): text for code, text in PRIVATE_BULLETS.items()}})
_NEEDS_CARE: Final = re.compile(rf"[\n\r\t\f{MARK}{''.join(map(chr, PRIVATE_BULLETS))}]")

# A bullet that somebody typed. A dash or asterisk counts only before a space and more text: "-" alone is an answer ("none").
_TYPED_BULLET: Final = re.compile(r"[ \t\u00a0]*(?:[•·‣▪▸►➢➤❖◦⁃∙●](?:[ \t\u00a0]+|(?=\w))|[-–—*][ \t\u00a0]+)(?=\S)")
_COURIER_O: Final = re.compile(r"[ \t\u00a0]*o[ \t\u00a0]+(?=\S)")
_O_TAB: Final = re.compile(r"[ \t\u00a0]*o\t\s*(?=\S)")


@dataclass(slots=True)
class Draft:
    """A line before the layout of its neighbours is known: its text still holds tabs and runs of spaces."""

    text: str
    marks: list[Mark]
    links: list[Link]
    block: int
    bold: bool = False
    bullet: Bullet = ""
    level: int = 0
    number: str = ""
    starts_paragraph: bool = True
    stops: tuple[int, ...] = ()
    """The paragraph's own tab stops, in twentieths of a point."""

    def line(self) -> Line:
        """The finished line."""
        text = clean(self.text)
        links = tuple(_placed(self.links, self.text, text)) if self.links else ()
        return Line(
            text=text,
            place=Place(block=self.block),
            marks=tuple(self.marks),
            links=links,
            bullet=self.bullet,
            level=self.level,
            number=self.number,
            bold=self.bold,
            starts_paragraph=self.starts_paragraph,
        )

    def part(self, start: int, end: int) -> Draft:
        """The text from `start` to `end`, with its marks and links; only the first part is a list item."""
        before = self.text.count(MARK, 0, start)
        marks = self.marks[before : before + self.text.count(MARK, start, end)]
        links = [Link(max(a, start) - start, min(b, end) - start, target) for a, b, target in self.links if a < end and b > start]
        draft = replace(self, text=self.text[start:end], marks=marks, links=links)
        if self.text[:start].strip():
            draft.bullet, draft.number = "", ""
        return draft


def _placed(links: list[Link], raw: str, text: str) -> list[Link]:
    """Links over the raw text, moved to where their words stand in the cleaned text."""
    placed = []
    for start, end, target in links:
        label = clean(raw[start:end])
        at = text.find(label, len(clean(raw[:start]))) if label else -1
        if at >= 0:
            placed.append(Link(at, at + len(label), target))
    return placed


@dataclass(slots=True)
class Inline:
    """A paragraph's text so far, with the marks, links and looks of its parts."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    looks: list[tuple[int, int, Look]] = field(default_factory=list)
    """Where the text is bold, underlined, highlighted."""
    before: list[Block | Draft] = field(default_factory=list)
    """What text boxes anchored before the first word hold."""
    after: list[Block | Draft] = field(default_factory=list)
    floating: list[Mark] = field(default_factory=list)
    """Drawn boxes that are anchored here and stand anywhere on the page."""
    struck: list[str] = field(default_factory=list)
    overlaid: bool = False
    """A drawing that may lie over a box is anchored here: an empty box may not look empty."""

    def add(self, text: str, look: Look | None = None) -> None:
        """Text of a run."""
        if _NEEDS_CARE.search(text):
            text = text.translate(_CONTROLS)
        self._put(text, look)

    def control(self, character: str) -> None:
        """A break or tab."""
        self.parts.append(character)
        self.length += 1

    def put(self, text: str, marks: tuple[Mark, ...] | list[Mark], look: Look | None = None) -> None:
        """Text whose marks are found already."""
        self.marks.extend(marks)
        self._put(text, look)

    def _put(self, text: str, look: Look | None) -> None:
        if not text:
            return
        if look is not None and (look.bold or look.underlined or look.highlighted or look.font):
            self.looks.append((self.length, self.length + len(text), look))
        self.parts.append(text)
        self.length += len(text)

    def strike(self, text: str) -> None:
        """Text that is struck out: a reader passes over it. Its place is kept, for the separator beside it."""
        self.struck.append(text)
        self.control(_STRUCK)

    def mark(self, mark: Mark) -> None:
        """A selection mark."""
        self.marks.append(mark)
        self.parts.append(MARK)
        self.length += 1

    @property
    def empty(self) -> bool:
        """Whether nothing at all was collected."""
        return not self.length and not self.before and not self.after

    def drafts(self, block: int, item: Item | None, stops: tuple[int, ...]) -> list[Draft]:
        """The lines of the paragraph: one, and one more for each break."""
        raw = "".join(self.parts)
        if self.struck and not self.links and not self.looks:
            raw = _BESIDE_STRUCK.sub(lambda match: " / " if match[1] and match[2] else " ", raw)
        if self.floating:
            if MARK in raw or find_marks(raw)[1]:
                self.overlaid = True
            else:
                raw = MARK * len(self.floating) + " " + raw
                self.marks = self.floating if len(self.floating) == 1 else [replace(mark, checked=None) for mark in self.floating]
                self.links = [Link(a + len(self.floating) + 1, b + len(self.floating) + 1, target) for a, b, target in self.links]
                self.looks = []
        drafts: list[Draft] = []
        start = used = 0
        fresh = True
        # A mark that is a list bullet stands before the first word.
        for piece in re.split(r"([\n\f])", raw):
            if piece in ("\n", "\f"):
                start += 1
                fresh = fresh or piece == "\f"
                continue
            end = start + len(piece)
            count = piece.count(MARK)
            if piece.strip(" \t\u00a0") or (item is not None and item.mark is not None and not drafts and len(raw) == len(piece)):
                draft = self._draft(raw, start, end, self.marks[used : used + count], block)
                draft.starts_paragraph, draft.stops = fresh, stops
                if item is not None and not drafts:
                    draft.bullet, draft.number = item.bullet, item.number
                    if item.mark is not None:
                        draft.text = MARK + " " + draft.text.lstrip()
                        draft.marks.insert(0, item.mark)
                        moved = 2 - (len(piece) - len(piece.lstrip()))
                        draft.links = [Link(max(a + moved, 0), b + moved, target) for a, b, target in draft.links]
                elif item is None:
                    _typed_bullet(draft, self._font_at(start))
                if item is not None:
                    draft.level = item.level
                drafts.append(draft)
                fresh = False
            used += count
            start = end
        return drafts

    def _font_at(self, position: int) -> str:
        return next((look.font or "" for start, end, look in self.looks if start <= position < end), "")

    def _draft(self, raw: str, start: int, end: int, marks: list[Mark], block: int) -> Draft:
        piece = raw[start:end]
        bold = bool(self.looks) and self._is_bold(raw, start, end)
        links = [Link(max(a, start) - start, min(b, end) - start, target) for a, b, target in self.links if a < end and b > start]
        if self.overlaid:
            marks = [_unsure(mark) for mark in marks]
        if not marks and not links:
            text, found = find_marks(piece)
            return Draft(text, [_unsure(mark) for mark in found] if self.overlaid else list(found), [], block, bold)
        # Typed boxes shorten the text: look for them between the marks and link ends that stand fast.
        cuts = sorted({0, len(piece), *(p for link in links for p in link[:2]), *(i + d for i, c in enumerate(piece) if c == MARK for d in (0, 1))})
        out: list[str] = []
        all_marks: list[Mark] = []
        moved: dict[int, int] = {0: 0}
        length, given = 0, iter(marks)
        for a, b in itertools.pairwise(cuts):
            part = piece[a:b]
            if part == MARK:
                all_marks.extend((next(given),))
            else:
                part, found = find_marks(part)
                all_marks.extend(_unsure(mark) for mark in found) if self.overlaid else all_marks.extend(found)
            out.append(part)
            length += len(part)
            moved[b] = length
        return Draft("".join(out), all_marks, [Link(moved[a], moved[b], target) for a, b, target in links], block, bold)

    def _is_bold(self, raw: str, start: int, end: int) -> bool:
        """Whether every letter of the part is bold."""
        position, letters = start, False
        for a, b, look in self.looks:
            if b <= start or a >= end or not look.bold:
                continue
            if any(map(str.isalnum, raw[position : max(a, position)])):
                return False
            letters = letters or any(map(str.isalnum, raw[max(a, start) : min(b, end)]))
            position = min(b, end)
        return letters and not any(map(str.isalnum, raw[position:end]))


def _unsure(mark: Mark) -> Mark:
    """An empty box over which something is drawn."""
    return replace(mark, checked=None) if mark.checked is False else mark


def _typed_bullet(draft: Draft, font: str) -> None:
    """Take a typed bullet off the line."""
    match = _TYPED_BULLET.match(draft.text) or _O_TAB.match(draft.text)
    if match is None and "courier" in font.lower():
        match = _COURIER_O.match(draft.text)
    if match is not None:
        at = match.end()
        marks = draft.text.count(MARK, 0, at)
        draft.text, draft.bullet = draft.text[at:], "-"
        draft.marks = draft.marks[marks:]
        draft.links = [Link(max(a - at, 0), b - at, target) for a, b, target in draft.links if b > at]
    elif draft.marks and draft.text.lstrip()[:2] == MARK + TAB and shape_of(draft.marks[0]) in ("filled", "tick", "cross", "dot"):
        # A glyph, a tab, text: laid out as list bullets are, by hand.
        draft.bullet = "-"
        draft.marks[0] = as_bullet(draft.marks[0])
