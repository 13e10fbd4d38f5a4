"""Visual lines to the document's lines: their text with its marks in place, words, links, and what the layout tells of them."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import MARK, Bullet, Line, Link, Mark, Method, Word
from extractor.marks import as_bullet, find_marks, shape_of
from extractor.place import Box, Place
from extractor.readers.pdf.bidi import in_reading_order
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.paragraphs import Measure, bullet_of, goes_on, is_dash, is_list_number, new_paragraph, pitch_of
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import VisualLine
from extractor.text import clean

HYPHEN = "\ufffe"


class LineMaker:
    """Makes the document's lines of one page."""

    def __init__(self, page: int, turn: Turn, runs_left: bool = False) -> None:
        self.page = page
        self.turn = turn
        self.runs_left = runs_left
        """Whether some words of the page are written from right to left."""

    def lines(self, visuals: list[VisualLine], measure: Measure) -> list[Line]:
        """The lines of one flow of text, top to bottom."""
        out: list[Line] = []
        indents: list[float] = []
        text_left = 0.0  # where the text of the item above begins
        in_item = item_bold = False
        before: VisualLine | None = None
        pitch = pitch_of(visuals)
        hyphened = False
        wide_enough = 0
        for visual in visuals:
            bullet, number, taken = bullet_of(visual)
            if bullet == "1." and not is_list_number(visual, visuals, number, measure):
                bullet, number, taken = "", "", 0
            if bullet == "-" and taken and before is not None and is_dash(visual, before, visuals, measure, pitch_of(visuals)):
                bullet, taken = "", 0  # a dash in running text that the layout put first on its line
            tokens = visual.tokens[taken:]
            wrapped = hyphened
            gap = visual.base - before.base if before is not None else 0.0
            marked = visual.tokens[0].mark is not None
            alone = marked and len(visual.tokens) == 1 and before is not None and all(t.mark is None for t in before.tokens)
            if bullet or (marked and not alone):
                wrapped = False
            elif before is not None and not wrapped:
                wrapped = goes_on(before, visual, measure, pitch, text_left if in_item else before.x0, gap)
            starts = before is None or bool(bullet) or (not wrapped and new_paragraph(before, visual, gap, pitch, wide_enough, out))
            if bullet:
                if indents and visual.tokens[-1].bold != item_bold:
                    indents = []  # a list after a numbered heading is a list of its own
                item_bold = visual.tokens[-1].bold
                while indents and visual.x0 < indents[-1] - 4:
                    indents.pop()
                if not indents or visual.x0 > indents[-1] + 4:
                    indents.append(visual.x0)
                text_left = tokens[0].x0 if taken else visual.tokens[1].x0
                in_item = True
            elif in_item and not wrapped and visual.x0 < text_left - 3:
                in_item = False
                indents = []
            level = max(len(indents) - 1, 0) if in_item else 0
            line, hyphened = self.line(tokens, bullet, number, level, starts, wrapped)
            wide_enough = wide_enough + 1 if wrapped else 0
            if line is not None:
                out.append(line)
            before = visual
        return out

    def line(
        self, tokens: list[Token], bullet: Bullet = "", number: str = "", level: int = 0, starts: bool = True, wrapped: bool = False
    ) -> tuple[Line | None, bool]:
        """One line of these tokens, and whether a hyphen ends it; None where nothing is left of it."""
        if self.runs_left:
            tokens = in_reading_order(tokens)
        parts: list[str] = []
        at = 0
        spans: list[tuple[int, int, Token]] = []
        before: Token | None = None
        for token in tokens:
            text = MARK if token.mark is not None else clean(token.text.replace(HYPHEN, "-"))
            if not text:
                continue
            if before is not None:
                gap, glued = token.x0 - before.x1, token.glued
                if before.x0 > token.x0:  # read from the right
                    gap, glued = before.x0 - token.x1, before.glued
                parted = not glued and not _inside_word(before, token, gap)
                if parted or gap > 0.25 * token.size or token.mark is not None or before.mark is not None:
                    parts.append(" ")
                    at += 1
            spans.append((at, at + len(text), token))
            parts.append(text)
            at += len(text)
            before = token
        if not spans:
            return None, False
        hyphened = tokens[-1].text.endswith(HYPHEN)
        text = "".join(parts)
        text, marks, spans = _with_marks(text, spans)
        page, turn = self.page, self.turn
        placed: list[Mark] = []
        for mark in marks:
            box = mark.place.box
            if box is not None:
                placed.append(replace(mark, place=Place(page=page, box=_rounded(turn.seen(box)))))
            else:
                placed.append(mark)
        if bullet == "-" and text.startswith(MARK) and placed and shape_of(placed[0]) is not None:
            placed[0] = as_bullet(placed[0])
        straight = turn.quarter == turn.rotation and not turn.skewed
        words = []
        letters = bold = 0
        x0 = top = 1e9
        x1 = bottom = -1e9
        for a, b, token in spans:
            left, upper, right, lower = token.x0, token.top, token.x1, token.bottom
            if left < x0:
                x0 = left
            if upper < top:
                top = upper
            if right > x1:
                x1 = right
            if lower > bottom:
                bottom = lower
            if straight:
                words.append(Word(a, b, Box(round(left, 1), round(upper, 1), round(right, 1), round(lower, 1))))
            else:
                words.append(Word(a, b, _rounded(turn.seen(Box(left, upper, right, lower)))))
            if token.mark is None:
                letters += b - a
                if token.bold:
                    bold += b - a
        box = Box(x0, top, x1, bottom)
        methods = {token.method for _, _, token in spans if token.mark is None}
        method: Method = "text"
        if methods == {"field"}:
            method = "field"
        elif any(token.hidden for _, _, token in spans):
            method = "ocr"
        if (method == "field" or tokens[0].own_line) and not bullet and (typed := _TYPED_ITEM.match(text)) is not None:
            # A field or a note holds plain text: who wants a list there types its bullets.
            bullet, number, cut = ("1.", typed[1], typed.end()) if typed[1] else ("-", "", typed.end())
            text, starts, wrapped = text[cut:], True, False
            words = [Word(max(0, word.start - cut), word.end - cut, word.box) for word in words]
        return (
            Line(
                text=text,
                place=Place(page=page, box=_rounded(turn.seen(box))),
                marks=tuple(placed),
                links=_links(spans),
                words=tuple(words),
                bullet=bullet,
                level=level,
                number=number,
                bold=bold > 0.6 * letters,
                starts_paragraph=starts,
                wrapped=wrapped,
                method=method,
            ),
            hyphened,
        )


def _inside_word(before: Token, token: Token, gap: float) -> bool:
    """Whether two tokens are one word whose letters come from two fonts: the first lacks an accented letter. A space is never so narrow."""
    return -0.1 * token.size < gap < 0.12 * token.size and before.font != token.font and before.text[-1:].isalpha() and token.text[:1].isalpha()


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))


def _links(spans: list[tuple[int, int, Token]]) -> tuple[Link, ...]:
    links: list[Link] = []
    for a, b, token in spans:
        if token.link:
            if links and links[-1].target == token.link and a - links[-1].end <= 1:
                links[-1] = Link(links[-1].start, b, token.link)
            else:
                links.append(Link(a, b, token.link))
    return tuple(links)


_TYPED_ITEM = re.compile(r"(?:[•●▪◦‣·*–-]|(\d{1,2})[.)])\s+(?=\S)")
# "f[x]" is mathematics; a single letter is no option's label.
_INDEX = re.compile(r"(?<![^\W_])(?<=[^\W_])\[(?=\s?\w?\s?\])|(?<=\b[^\W_])\[(?=\s?\w?\s?\])")
_OPEN = "\ue001"
_HELD = "\ue000"  # holds the place of a mark that is known already while typed ones are looked for


def _with_marks(text: str, spans: list[tuple[int, int, Token]]) -> tuple[str, list[Mark], list[tuple[int, int, Token]]]:
    """The text with typed boxes and glyphs as marks too, all marks in order, and the spans moved along."""
    known = [token.mark for _, _, token in spans if token.mark is not None]
    held = text.replace(_HELD, " ").replace(MARK, _HELD) if known or MARK in text else text
    if "[" in held or "(" in held:
        held = _INDEX.sub(_OPEN, held)
    found_text, found = find_marks(held)
    if _OPEN in held:
        held, found_text = held.replace(_OPEN, "["), found_text.replace(_OPEN, "[")
    if not found:
        return text, known, spans
    # Where each mark found stood: the text between the marks is unchanged.
    moved: list[tuple[int, int]] = []  # (start in the old text, length in the old text)
    parts = found_text.split(MARK)
    at = len(parts[0])
    for index, mark in enumerate(found):
        following = parts[index + 1]
        length = len(mark.raw)
        if held[at + length : at + length + len(following)] != following:
            end = held.find(following, at + 1) if following else len(held)
            length = max(end - at, 1)
        moved.append((at, length))
        at += length + len(following)
    marks: list[Mark] = []
    new_spans: list[tuple[int, int, Token]] = []
    iterator_known, iterator_found = iter(known), iter(range(len(found)))
    for character in found_text:
        if character == _HELD:
            marks.append(next(iterator_known))
        elif character == MARK:
            k = next(iterator_found)
            a, length = moved[k]
            boxes = [_part(token, start, end, a, a + length) for start, end, token in spans if start < a + length and end > a]
            box = boxes[0] if boxes else None
            for other in boxes[1:]:
                box = box.union(other) if box is not None else other
            marks.append(replace(found[k], place=Place(box=box)))

    def shifted(position: int) -> int:
        """The position in the new text."""
        shift = 0
        for a, length in moved:
            if position >= a + length:
                shift += length - 1
            elif position > a:
                return a - shift + (1 if position > a else 0)
        return position - shift

    for start, end, token in spans:
        a, b = shifted(start), shifted(end)
        if start > 0 and any(p < start < p + n for p, n in moved):
            a = shifted(start) - 1
        new_spans.append((a, max(b, a + 1), token))
    return found_text.replace(_HELD, MARK), marks, new_spans


def _part(token: Token, start: int, end: int, a: int, b: int) -> Box:
    """The part of a token's box that the characters `a` to `b` of the line take, in proportion."""
    length = max(end - start, 1)
    a, b = max(a, start), min(b, end)
    wide = token.x1 - token.x0
    return Box(token.x0 + wide * (a - start) / length, token.top, token.x0 + wide * (b - start) / length, token.bottom)
