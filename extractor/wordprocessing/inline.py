"""The text of one paragraph while it is collected, and the lines that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Final, TypeVar

from extractor.document import MARK, Block, Bullet, Emphasis, Line, Link, Mark
from extractor.marks import as_bullet, find_marks, lone_mark, shape_of
from extractor.place import Place
from extractor.text import clean
from extractor.wordprocessing.bullets import Item
from extractor.wordprocessing.look import PLAIN, Look
from extractor.wordprocessing.states import overlaid
from extractor.wordprocessing.symbols import PRIVATE_BULLETS, family_of, readable, symbol_text

# Inside a paragraph's collected text: a line break, a break to another page or column, a tab. XML text has none of them, see `Inline.add`.
BREAK: Final = "\n"
PARAGRAPH_BREAK: Final = "\f"
TAB: Final = "\t"
# A character that a reader passes over: it keeps its place, so that the places of links and marks stay right, and goes when the line is cleaned.
_GONE: Final = "\x01"
_BLANKS: Final = " \t\u00a0" + _GONE
_CONTROLS: Final = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\f": " ", MARK: "", **{chr(code): text for code, text in PRIVATE_BULLETS.items()}})
_NEEDS_CARE: Final = re.compile(rf"[\n\r\t\f{MARK}{''.join(map(chr, PRIVATE_BULLETS))}]")

# The two words of a choice, in the languages of WCO members; the one that is underlined, set bold or highlighted is the one that counts,
# the one that is struck out is not.
_CHOICE: Final = re.compile(
    r"\b(yes|oui|s[ií]|sim|ja|jah|tak|ano|áno|da|igen|evet|да|иә|так|是|はい|예|نعم|y)(\s*(?:[/|,]|\b(?:or|ou|o|oder|of)\b|\s\s|\t)\s*)"
    r"(no|non|não|nein|nee|nej|nei|nie|ne|nem|ei|hayır|нет|жоқ|ні|否|いいえ|아니요|لا|n)\b",
    re.IGNORECASE,
)

# A bullet that somebody typed. A dash or asterisk counts only before a space and more text: "-" alone is an answer ("none").
_TYPED_BULLET: Final = re.compile(r"[ \t\u00a0]*(?:[•·‣▪▸►➢➤❖◦⁃∙●](?:[ \t\u00a0]+|(?=\w))|[-–—*][ \t\u00a0]+)(?=\S)")
_COURIER_O: Final = re.compile(r"[ \t\u00a0]*o[ \t\u00a0]+(?=\S)")
_O_TAB: Final = re.compile(r"[ \t\u00a0]*o\t\s*(?=\S)")
_BLANK: Final = 8
"""Characters of a bordered blank that is still a box, and no line to write on."""
_SHORT: Final = 200
"""Characters of a line whose bold words may be a choice: longer ones are narratives."""
_FULL: Final = 60
"""Characters of a line that may be as long as its column: half a page holds 45 to 50, and no printed label of the form has more than 56."""
_BREAKS: Final = re.compile(r"[\n\f]")


_Value = TypeVar("_Value")


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
    wrapped: bool = False
    stops: tuple[int, ...] = ()
    """The paragraph's own tab stops, in twentieths of a point."""
    indent: int = 0
    """Where the paragraph's text begins, in twentieths of a point."""
    emphasis: list[Emphasis] = field(default_factory=list)

    def line(self) -> Line:
        """The finished line."""
        text = clean(self.text)
        links = tuple(Link(*placed) for placed in _placed(self.links, self.text, text)) if self.links else ()
        return Line(
            text,
            Place(None, None, None, self.block),
            tuple(self.marks),
            links,
            (),
            self.bullet,
            self.level,
            self.number,
            self.bold,
            self.starts_paragraph,
            self.wrapped,
            "text",
            tuple(Emphasis(*placed) for placed in _placed(self.emphasis, self.text, text)) if self.emphasis else (),
        )

    def part(self, start: int, end: int) -> Draft:
        """The text from `start` to `end`, with its marks and links; only the first part is a list item."""
        before = self.text.count(MARK, 0, start)
        marks = self.marks[before : before + self.text.count(MARK, start, end)]
        links = [Link(max(a, start) - start, min(b, end) - start, target) for a, b, target in self.links if a < end and b > start]
        emphasis = [Emphasis(max(a, start) - start, min(b, end) - start, kind) for a, b, kind in self.emphasis if a < end and b > start]
        draft = replace(self, text=self.text[start:end], marks=marks, links=links, emphasis=emphasis)
        if self.text[:start].strip():
            draft.bullet, draft.number = "", ""
        return draft

    def drop(self, end: int) -> None:
        """Take off the line's beginning up to `end`, and its marks and links."""
        self.marks = self.marks[self.text.count(MARK, 0, end) :]
        self.links = [Link(max(a - end, 0), b - end, target) for a, b, target in self.links if b > end]
        self.emphasis = [Emphasis(max(a - end, 0), b - end, kind) for a, b, kind in self.emphasis if b > end]
        self.text = self.text[end:]


def _placed(spans: Iterable[tuple[int, int, _Value]], raw: str, text: str) -> Iterator[tuple[int, int, _Value]]:
    """Spans of the raw text, moved to where their words stand in the cleaned text."""
    for start, end, value in spans:
        label = clean(raw[start:end])
        at = text.find(label, len(clean(raw[:start]))) if label else -1
        if at >= 0:
            yield at, at + len(label), value


@dataclass(slots=True)
class Inline:
    """A paragraph's text so far, with the marks, links and looks of its parts."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    looks: list[tuple[int, int, Look]] = field(default_factory=list)
    """Where the text is not plain."""
    before: list[Block | Draft] = field(default_factory=list)
    """What text boxes anchored before the first word hold."""
    after: list[Block | Draft] = field(default_factory=list)
    floating: list[Mark] = field(default_factory=list)
    """Drawn boxes that are anchored here and stand anywhere on the page."""
    stressed: bool = False
    """Some of the text is set apart, if only by bold type."""
    apart: bool = False
    """Some of the text is set apart by more than bold type."""
    _frame: tuple[int, bool] | None = None
    """Where the latest bordered text ends, and whether it is a box."""
    overlaid: bool = False
    """A drawing that may lie over a box is anchored here: an empty box may not look empty."""

    def add(self, text: str, look: Look | None = None) -> None:
        """Text of a run."""
        if not (text.isascii() and text.isprintable()) and _NEEDS_CARE.search(text):
            text = text.translate(_CONTROLS)
        self._put(text, look)

    def text(self, text: str, look: Look) -> None:
        """Text of a run as it looks: in a symbol font it is pictures."""
        if look is PLAIN:
            self.add(text)
        elif look.combined and len(text) > 1 and (mark := overlaid(text[0], text[1:])) is not None:
            self.mark(mark)
        elif look.framed and self._framed(text):
            pass
        elif look.font is not None and family_of(look.font) is not None:
            self.put(*symbol_text(text.replace(MARK, "").replace("\n", " "), look.font), look)
        elif look.struck:
            self.put(*find_marks(text.translate(_CONTROLS)), look)
        else:
            self.add(text, look)

    def control(self, character: str) -> None:
        """A break or tab."""
        self.parts.append(character)
        self.length += 1

    def put(self, text: str, marks: tuple[Mark, ...] | list[Mark], look: Look | None = None) -> None:
        """Text whose marks are found already; a mark that is struck out may be one taken back, or one ticked by a stroke."""
        self.marks.extend([replace(mark, checked=None) for mark in marks] if look is not None and look.struck else marks)
        self._put(text, look)

    def mark(self, mark: Mark) -> None:
        """A selection mark."""
        self.marks.append(mark)
        self.control(MARK)

    def _framed(self, text: str) -> bool:
        """Whether bordered text is a box, blank or with a sign in it: then it is a mark. Runs that touch share one border."""
        begun, self._frame = self._frame if self._frame is not None and self._frame[0] == self.length else None, None
        bare = text.strip(" \u00a0\u2002\u2003\u3000")
        inner = lone_mark(bare) if bare else None
        if len(text) > _BLANK or len(bare) > 1 or (bare and (inner is None or inner.checked is False)) or (begun is not None and not begun[1]):
            if begun is not None and begun[1]:
                # No box, but the beginning of bordered words.
                gone = self.marks.pop()
                self.parts[-1] = gone.raw[-1] if gone.checked else " "
            self._frame = (self.length + len(text), False)
            return False
        mark = Mark(checked=bool(bare), raw=f"box with {bare}" if bare else "☐", method="vector", confidence=0.9)
        if begun is None:
            self.mark(mark)
        elif bare:
            self.marks[-1] = mark if self.marks[-1].checked is False else replace(mark, checked=None)
        self._frame = (self.length, True)
        return True

    def _put(self, text: str, look: Look | None) -> None:
        if not text:
            return
        end = self.length + len(text)
        if look is not None and (look.bold or look.stressed or look.struck or look.font):
            self.looks.append((self.length, end, look))
            if look.stressed or look.struck:
                self.apart = self.stressed = True
            elif look.bold:
                self.stressed = True
        self.parts.append(text)
        self.length = end

    def drafts(self, block: int, item: Item | None, stops: tuple[int, ...] = (), indent: int = 0) -> list[Draft]:
        """The lines of the paragraph: one, and one more for each break."""
        raw = "".join(self.parts)
        if self.stressed and len(raw) < 400 and (_CHOICE.search(raw)):
            raw = self._choices(raw)
        if self.floating:
            raw = self._place_floating(raw)
        if item is None and not (self.looks or self.marks or self.links or self.overlaid or BREAK in raw or PARAGRAPH_BREAK in raw):
            # Most paragraphs are one line of plain text.
            text, found = find_marks(raw)
            if not text.strip(_BLANKS):
                return []
            plain = Draft(text, [readable(mark) for mark in found], [], block, stops=stops, indent=indent)
            self._typed_bullet(plain, 0)
            return [plain]
        drafts: list[Draft] = []
        fresh = True
        start = used = 0
        for end, breaker in _pieces(raw):
            count = raw.count(MARK, start, end) if self.marks else 0
            # A list item that holds only its own bullet counts where the bullet may be a box: the label may stand in the next cell.
            bare = item is not None and item.mark is not None and not drafts and not breaker
            if bare or raw[start:end].strip(_BLANKS):
                draft = self._draft(raw, start, end, self.marks[used : used + count], block)
                draft.starts_paragraph, draft.stops, draft.indent = fresh, stops, indent
                if item is None:
                    self._typed_bullet(draft, start)
                else:
                    draft.level = item.level
                    if not drafts:
                        _listed(draft, item)
                drafts.append(draft)
                fresh = False
            used += count
            start = end + 1
            fresh = fresh or breaker == PARAGRAPH_BREAK
        if len(drafts) > 1:
            _wrap(drafts)
        return drafts

    def _choices(self, raw: str) -> str:
        """The text with each pair of Yes and No, of which one counts, as the mark that it is; the pair's other characters keep their places."""
        marks = iter(self.marks)
        kept: list[Mark] = []
        parts: list[str] = []
        end = 0
        for match in _CHOICE.finditer(raw):
            first, second = (self._counts(*match.span(group)) for group in (1, 3))
            if first != second:
                before = raw[end : match.start()]
                kept.extend(islice(marks, before.count(MARK)))
                kept.append(Mark(first > second, raw=match[1] if first > second else match[3], method="text", confidence=0.9))
                parts += (before, MARK, _GONE * (len(match.group()) - 1))
                end = match.end()
        self.marks = [*kept, *marks]
        return "".join(parts) + raw[end:]

    def _counts(self, start: int, end: int) -> int:
        """How a word of a choice is set: 1 as the one that counts, -1 as one that does not, 0 as any other."""
        looks = [look for a, b, look in self.looks if a <= start and b >= end]
        return -1 if any(look.struck for look in looks) else int(any(look.bold or look.stressed for look in looks))

    def _emphasis(self, raw: str, start: int, end: int, bold: bool) -> list[Emphasis]:
        """What is set apart in the part of the text, counted in the part once its marks are found."""
        found: list[Emphasis] = []
        for a, b, look in self.looks:
            if b > start and a < end and raw[max(a, start) : min(b, end)].strip():
                kinds = [kind for kind in look.kinds if kind != "bold" or (not bold and end - start < _SHORT)]
                if kinds:
                    first, last = (len(find_marks(raw[start : min(max(at, start), end)])[0]) for at in (a, b))
                    found.extend(Emphasis(first, last, kind) for kind in kinds)
        return found

    def _place_floating(self, raw: str) -> str:
        """Boxes that float: before the text, where it has no box of its own; else they may lie over that one."""
        if MARK in raw or find_marks(raw)[1]:
            self.overlaid = True
            return raw
        count = len(self.floating)
        self.marks = self.floating if count == 1 else [replace(mark, checked=None) for mark in self.floating]
        self.links = [Link(a + count + 1, b + count + 1, target) for a, b, target in self.links]
        self.looks = [(a + count + 1, b + count + 1, look) for a, b, look in self.looks]
        return MARK * count + " " + raw

    def _draft(self, raw: str, start: int, end: int, marks: list[Mark], block: int) -> Draft:
        piece = raw[start:end]
        bold = bool(self.looks) and self._is_bold(raw, start, end)
        links = [Link(max(a, start) - start, min(b, end) - start, target) for a, b, target in self.links if a < end and b > start] if self.links else []
        if not marks and not links:
            piece, found = find_marks(piece)
            all_marks = [readable(mark) for mark in found]
        else:
            # Typed boxes shorten the text: look for them between the marks and link ends that stand fast.
            cuts = sorted({0, len(piece), *(p for link in links for p in link[:2]), *(i + d for i, c in enumerate(piece) if c == MARK for d in (0, 1))})
            out: list[str] = []
            all_marks = []
            moved: dict[int, int] = {0: 0}
            length, given = 0, iter(marks)
            for a, b in pairwise(cuts):
                part = piece[a:b]
                if part == MARK:
                    all_marks.append(next(given))
                else:
                    part, found = find_marks(part)
                    all_marks.extend(readable(mark) for mark in found)
                out.append(part)
                length += len(part)
                moved[b] = length
            piece = "".join(out)
            links = [Link(moved[a], moved[b], target) for a, b, target in links]
        if self.overlaid:
            all_marks = [replace(mark, checked=None) if mark.checked is False else mark for mark in all_marks]
        emphasis = self._emphasis(raw, start, end, bold) if self.apart or (self.stressed and not bold) else []
        return Draft(piece, all_marks, links, block, bold, emphasis=emphasis)

    def _is_bold(self, raw: str, start: int, end: int) -> bool:
        """Whether every letter of the part is bold."""
        position, letters = start, False
        for a, b, look in self.looks:
            if b <= start or a >= end or not look.bold:
                continue
            if a > position and any(map(str.isalnum, raw[position:a])):
                return False
            letters = letters or any(map(str.isalnum, raw[max(a, start) : min(b, end)]))
            position = min(b, end)
        return letters and not any(map(str.isalnum, raw[position:end]))

    def _typed_bullet(self, draft: Draft, start: int) -> None:
        """Take a typed bullet off the line."""
        text = draft.text
        head = text.lstrip()[:1]
        if head.isalnum() and head != "o":
            return
        match = _TYPED_BULLET.match(text) or _O_TAB.match(text)
        if match is None and head == "o" and any(a <= start < b and "courier" in (look.font or "").lower() for a, b, look in self.looks):
            match = _COURIER_O.match(text)
        if match is not None:
            draft.bullet = "-"
            draft.indent += _typed_indent(match.group())
            draft.drop(match.end())
        elif draft.marks and text.lstrip()[:2] == MARK + TAB and shape_of(draft.marks[0]) in ("filled", "tick", "cross", "dot"):
            # A glyph, a tab, text: laid out as list bullets are, by hand.
            draft.bullet = "-"
            draft.marks[0] = as_bullet(draft.marks[0])


def _wrap(drafts: list[Draft]) -> None:
    """Line breaks that only fill the page: behind a long line that ends no sentence, before one that begins none (converters from PDF write them)."""
    for before, after in pairwise(drafts):
        text, following = before.text.rstrip(), after.text.lstrip()
        if (
            len(text) >= _FULL
            and following[:1].islower()
            and text[-1] not in ".:;!?"
            and not (after.starts_paragraph or after.bullet or before.marks or after.marks)
        ):
            after.wrapped = True


def _typed_indent(lead: str) -> int:
    """How far spaces and tabs before a typed bullet push it in, in twentieths of a point: a space is a quarter of 11 points and more, a tab half an inch."""
    lead = lead[: len(lead) - len(lead.lstrip())]
    return 720 * lead.count("\t") + 90 * (len(lead) - lead.count("\t"))


def _pieces(raw: str) -> list[tuple[int, str]]:
    """Where each line ends, and the break that ends it."""
    if "\n" not in raw and "\f" not in raw:
        return [(len(raw), "")]
    return [*((match.start(), match.group()) for match in _BREAKS.finditer(raw)), (len(raw), "")]


def _listed(draft: Draft, item: Item) -> None:
    """Make the line a list item."""
    draft.bullet, draft.number = item.bullet, item.number
    if item.mark is not None:
        draft.text = MARK + " " + draft.text
        draft.marks.insert(0, item.mark)
        draft.links = [Link(a + 2, b + 2, target) for a, b, target in draft.links]
        draft.emphasis = [Emphasis(a + 2, b + 2, kind) for a, b, kind in draft.emphasis]
