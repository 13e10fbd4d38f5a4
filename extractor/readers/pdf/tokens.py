"""Characters to words: one `GetText`, one regular expression, the boxes of the first and last character only.

Coordinates of a token are those of the upright page: points from the top left, text running left to right.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import replace
from itertools import repeat
from math import atan2, degrees, hypot

from extractor.document import MARK, Mark
from extractor.marks import SHAPES, find_marks, mark_of, symbol_family, symbol_shape
from extractor.place import Box, Place
from extractor.readers.pdf.engine import Pdfium, floats
from extractor.readers.pdf.geometry import Turn

# A glyph that can be a mark is a word of its own, so that it gets a box of its own. pdfium gives a hyphen that ends a line as U+FFFE,
# and no line break after it.
_LONE = {c: shape for c, shape in SHAPES.items() if shape != "dot" and c not in "×√"}
_GLYPHS = "".join(map(re.escape, _LONE))
_SEPARATORS = r"\s\u0000\u200b\ufeff"
_WORD = re.compile(rf"[{_GLYPHS}][\ufe0e\ufe0f]?|[^{_SEPARATORS}{_GLYPHS}\ufffe]*\ufffe|[^{_SEPARATORS}{_GLYPHS}\ufffe]+")
_HYPHEN = "\ufffe"
# A page with more characters is no form and would take seconds.
MOST_CHARACTERS = 60_000
_BOLD = re.compile(r"bold|black|heavy|demi|[-,_ ]bd\b|-b\b|cmbx|medi(?!um)", re.IGNORECASE)
_FORCE_BOLD = 1 << 18  # ISO 32000-1, table 123
# What stands for the name of a Type 3 font, which has none (ISO 32000-1, 9.6.5), before its number.
NAMELESS = "#"
_CLOSED = {"[": "]", "(": ")", "{": "}"}
_FILLED, _INVISIBLE = 0, 3  # text rendering modes, ISO 32000-1, table 106
# On white paper nothing is seen of lighter colours, or of a lesser opacity (of 255).
_PALEST, _CLEAREST = 240, 16
# Text that runs less askew (degrees) falls by a point over a page's width; a scanner pulls no sheet in so far askew as the most.
# What differs by no more is askew together.
_LEAST_TILT, _MOST_TILT, _SAME_TILT = 0.1, 7.0, 0.25


class Token:
    """A word, a mark or the text of a field: what a line is made of."""

    __slots__ = (
        "base",
        "bold",
        "bottom",
        "faint",
        "font",
        "glued",
        "hidden",
        "index",
        "link",
        "mark",
        "method",
        "own_line",
        "quarter",
        "size",
        "text",
        "top",
        "x0",
        "x1",
    )

    def __init__(self, text: str, x0: float, top: float, x1: float, bottom: float, base: float, size: float) -> None:
        self.text = text
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom
        self.base = base
        """The baseline's distance from the top of the page."""
        self.size = size
        self.font = ""
        self.bold = False
        self.glued = False
        """Nothing parts it from the word before in the text."""
        self.hidden = False
        """Set invisibly: the text layer of a scan."""
        self.faint = False
        """Set in a colour that white paper hides, or transparently."""
        self.mark: Mark | None = None
        self.link = ""
        self.method = "text"
        self.own_line = False
        """A line of a field or a note: text that is broken where its writer broke it."""
        self.index = -1
        """The place of a lone character in the text page, by which its exact box can be asked for."""
        self.quarter = 0
        """Quarter turns between the word's direction and the page's."""

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.x0:.0f}-{self.x1:.0f}, base {self.base:.0f})"


class Shelf:
    """The words of a page by height, so that a box need look at its own row alone."""

    __slots__ = ("_rows",)

    def __init__(self, tokens: list[Token]) -> None:
        self._rows: dict[int, list[Token]] = {}
        for token in tokens:
            for row in range(int(token.top) >> 4, (int(token.bottom) >> 4) + 1):
                self._rows.setdefault(row, []).append(token)

    def near(self, box: Box) -> list[Token]:
        """The words that may overlap the box in height; one may come twice."""
        rows = self._rows
        low, high = int(box.top - 2) >> 4, int(box.bottom + 2) >> 4
        if low == high:
            return rows.get(low, [])
        return [token for row in range(low, high + 1) for token in rows.get(row, ())]


class Font:
    """What matters of a font: its name, whether it is bold, and the symbol family it belongs to."""

    __slots__ = ("bold", "family", "name")

    def __init__(self, name: str, bold: bool) -> None:
        self.name = name
        self.bold = bold
        self.family = symbol_family(name)


_NO_FONT = Font("", False)


class _Run:
    """What all characters of one text object share."""

    __slots__ = ("faint", "font", "hidden", "quarter", "size", "tilt")

    def __init__(self, font: Font, size: float, quarter: int, hidden: bool, faint: bool = False, tilt: float = 0.0) -> None:
        self.font, self.size, self.quarter, self.hidden, self.faint = font, size, quarter, hidden, faint
        self.tilt = tilt
        """Degrees anticlockwise off the quarter turn."""


class TextReader:
    """Reads the words of one page; the fonts are remembered for the whole document."""

    def __init__(self, lib: Pdfium) -> None:
        self.lib = lib
        self.fonts: dict[int, Font] = {}
        self._colour = array("I", (0, 0, 0, 255))
        base = self._colour.buffer_info()[0]
        self._colour_addresses = (base, base + 4, base + 8, base + 12)

    def font(self, text_object: int) -> Font:
        """The font of a text object."""
        lib = self.lib
        handle = lib.FPDFTextObj_GetFont(text_object)
        if not handle:
            return _NO_FONT
        if (known := self.fonts.get(handle)) is not None:
            return known
        buffer = array("B", bytes(256))
        size = min(lib.FPDFFont_GetBaseFontName(handle, buffer.buffer_info()[0], 256), 256)
        name = buffer.tobytes()[: max(size - 1, 0)].decode("utf-8", "replace") or f"{NAMELESS}{len(self.fonts)}"
        font = Font(name, bool(_BOLD.search(name)) or bool(lib.FPDFFont_GetFlags(handle) & _FORCE_BOLD))
        self.fonts[handle] = font
        return font

    def run(self, page: int, text_object: int | None, index: int) -> _Run:
        """What the characters of a text object share, read at the character `index`."""
        lib = self.lib
        matrix = array("f", bytes(24))
        lib.FPDFText_GetMatrix(page, index, matrix.buffer_info()[0])
        a, b, c, d = matrix[:4]
        quarter = 0
        if abs(b) > abs(a):
            quarter = 1 if b > 0 else 3
        elif a < 0 and d < 0:
            quarter = 2
        tilt = 0.0
        if a and b:
            tilt = degrees(atan2(b, a)) - 90 * quarter
            tilt = round((tilt + 180) % 360 - 180, 2)
        size = lib.FPDFText_GetFontSize(page, index) * (hypot(c, d) or 1.0)
        if text_object is None:
            return _Run(_NO_FONT, size, quarter, False)
        mode = lib.FPDFTextObj_GetTextRenderMode(text_object)
        lib.FPDFPageObj_GetFillColor(text_object, *self._colour_addresses)
        faint = mode == _FILLED and (min(self._colour[:3]) >= _PALEST or self._colour[3] < _CLEAREST)
        return _Run(self.font(text_object), size, quarter, mode == _INVISIBLE, faint, tilt)

    def words(self, page: int, count: int, turn: Turn) -> list[Token]:
        """The words of a text page of `count` characters, in the order of the page's content."""
        lib = self.lib
        text = self._text(page, count)
        matches = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        if not matches:
            return []
        starts = [a for a, _ in matches]
        ends = [b - 1 for _, b in matches]
        first = floats(lib.FPDFText_GetLooseCharBox, page, starts)
        last = floats(lib.FPDFText_GetLooseCharBox, page, ends)
        origins = self._origins(page, starts)
        objects = list(map(lib.FPDFText_GetTextObject, repeat(page), starts))
        last_objects = list(map(lib.FPDFText_GetTextObject, repeat(page), ends))
        runs: dict[int | None, _Run] = {}
        spans: list[tuple[int, int, _Run, int]] = []
        tokens: list[Token] = []
        quarters: Counter[int] = Counter()
        for k, (start, end) in enumerate(matches):
            handle = objects[k]
            run = runs.get(handle)
            if run is None:
                run = runs[handle] = self.run(page, handle, start)
            quarters[run.quarter] += end - start
            spans.append((start, end, run, k))
        turn.settle(quarters.most_common(1)[0][0])
        _straighten(turn, spans)
        before = -1
        for start, end, run, k in spans:
            glued = start == before
            before = end
            word = text[start:end]
            i = 4 * k
            if end - start > 1 and (
                run.font.family is not None
                or (
                    last_objects[k] != objects[k]
                    and last_objects[k] is not None
                    and not self._of_a_piece(page, run, objects[k], last_objects[k], end - 1, origins, k, last[i + 2] - first[i], end - start)
                )
            ):
                tokens += self._pieces(page, text, start, end, turn, runs, glued)
                continue
            # Structure FS_RECTF: left, top, right, bottom.
            x0, top, x1, bottom = turn.box(min(first[i], last[i]), first[i + 1], max(first[i + 2], last[i + 2]), first[i + 3])
            if run.quarter:
                x0, top, x1, bottom = turn.box(
                    min(first[i], last[i]), max(first[i + 1], last[i + 1]), max(first[i + 2], last[i + 2]), min(first[i + 3], last[i + 3])
                )
            token = self._token(word, x0, top, x1, bottom, turn.point(origins[2 * k], origins[2 * k + 1])[1], run, turn, glued)
            token.index = start
            tokens.append(token)
        return _unbracketed(tokens)

    def _of_a_piece(self, page: int, run: _Run, first: int | None, last: int, index: int, origins: array[float], k: int, wide: float, length: int) -> bool:
        """Whether a word of several text objects is one word nevertheless: its ends share font and baseline, and it is no wider than its letters."""
        font = self.lib.FPDFTextObj_GetFont
        if run.quarter or wide > 0.85 * run.size * length or (first and font(first) != font(last)):
            return False
        return abs(self._origins(page, [index])[1] - origins[2 * k + 1]) < 0.12 * run.size

    def _text(self, page: int, count: int) -> str:
        lib = self.lib
        buffer = array("H", bytes(2 * count + 2))
        written = lib.FPDFText_GetText(page, 0, count, buffer.buffer_info()[0]) - 1
        text = buffer[: max(written, 0)].tobytes().decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Characters without Unicode, or beyond the BMP, are missing or doubled: the index of text and characters would part.
        codes = map(lib.FPDFText_GetUnicode, repeat(page), range(count))
        return "".join(_HYPHEN if code == 2 else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _origins(self, page: int, indexes: list[int]) -> array[float]:
        out = array("d", bytes(16 * len(indexes)))
        base = out.buffer_info()[0]
        end = base + 16 * len(indexes)
        for _ in map(self.lib.FPDFText_GetCharOrigin, repeat(page), indexes, range(base, end, 16), range(base + 8, end + 8, 16)):
            pass
        return out

    def _token(self, word: str, x0: float, top: float, x1: float, bottom: float, base: float, run: _Run, turn: Turn, glued: bool) -> Token:
        quarter = (run.quarter - turn.quarter) % 4
        size = run.size or bottom - top
        if quarter == 0:
            top, bottom = base - 0.8 * size, base + 0.2 * size
        token = Token(word, x0, top, x1, bottom, base, size)
        token.font = run.font.name
        token.bold = run.font.bold
        token.hidden, token.faint = run.hidden, run.faint
        token.glued = glued
        token.quarter = quarter
        if len(word) == 1 or word[0] in _LONE:
            family = run.font.family
            shape = symbol_shape(word, family) if family is not None and len(word) == 1 else _LONE.get(word[0])
            if shape == "dot":
                token.text = "•"
            elif shape is not None:
                token.mark = mark_of(word[0], shape, place=Place(box=token.box))
        return token

    def _pieces(self, page: int, text: str, start: int, end: int, turn: Turn, runs: dict[int | None, _Run], glued: bool) -> list[Token]:
        """A word that several text objects or a symbol font share: character by character, cut where the font's family, the baseline or the position jumps."""
        lib = self.lib
        indexes = list(range(start, end))
        boxes = floats(lib.FPDFText_GetLooseCharBox, page, indexes)
        origins = self._origins(page, indexes)
        pieces: list[Token] = []
        current: Token | None = None
        current_run: _Run | None = None
        for k, index in enumerate(indexes):
            handle = lib.FPDFText_GetTextObject(page, index)
            run = runs.get(handle)
            if run is None:
                run = current_run if handle is None and current_run is not None else self.run(page, handle, index)
                runs[handle] = run
            i = 4 * k
            x0, top, x1, bottom = turn.box(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3])
            base = turn.point(origins[2 * k], origins[2 * k + 1])[1]
            character = text[index]
            if current is not None and current_run is not None and run.font.family is None and current_run.font.family is None:
                size = max(run.size, current.size)
                gap = x0 - current.x1
                if run.quarter == current_run.quarter and (
                    run.quarter != turn.quarter or (abs(base - current.base) < 0.12 * size and -0.6 * size < gap < 0.3 * size)
                ):
                    current.text += character
                    current.x0, current.x1 = min(current.x0, x0), max(current.x1, x1)
                    continue
            token = self._token(character, x0, top, x1, bottom, base, run, turn, glued)
            token.index = index
            glued = True
            pieces.append(token)
            current, current_run = token, run
        return pieces


def _straighten(turn: Turn, spans: list[tuple[int, int, _Run, int]]) -> None:
    """Set the page straight where most of its text runs askew in one direction."""
    tilts: Counter[float] = Counter()
    for start, end, run, _ in spans:
        if run.tilt:
            tilts[run.tilt] += end - start
    if not tilts:
        return
    (tilt, _), *_ = tilts.most_common(1)
    alike = sum(count for other, count in tilts.items() if abs(other - tilt) <= _SAME_TILT)
    if _LEAST_TILT <= abs(tilt) <= _MOST_TILT and alike > 0.6 * sum(end - start for start, end, _, _ in spans):
        turn.straighten(tilt)


def _unbracketed(tokens: list[Token]) -> list[Token]:
    """The tokens with a tick in printed brackets as one mark, as `[x]` is one."""
    marked = [k for k, token in enumerate(tokens) if token.mark is not None]
    if not any(tokens[k - 1].text in _CLOSED for k in marked if k):
        return tokens
    out: list[Token] = []
    for token in tokens:
        box = out[-1] if out else token
        if len(out) > 1 and box.mark is not None and (start := out[-2]).text in _CLOSED and token.text == _CLOSED[start.text]:
            wide = max(box.x0 - start.x1, token.x0 - box.x1)
            text, found = find_marks(f"{start.text}{box.mark.raw}{token.text}")
            if text == MARK and wide < box.size and abs(start.base - token.base) < 0.2 * token.size:
                box.x0, box.x1 = start.x0, token.x1
                box.mark = replace(found[0], place=Place(box=box.box))
                out[-2:] = [box]
                continue
        out.append(token)
    return out
