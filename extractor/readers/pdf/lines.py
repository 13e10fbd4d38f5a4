"""Words and marks to lines of text, and what only the layout tells of a line: bullet, level, paragraph, wrapping."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import MARK, Bullet, Line, Link, Mark, Method, Word
from extractor.marks import as_bullet, find_marks, shape_of
from extractor.place import Box, Place
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.tokens import Token
from extractor.text import clean

HYPHEN = "\ufffe"
_BULLETS = frozenset("•◦▪‣·∙⁃–—-*➢➔→►▸❖◆◇§ØüÞ▫◾")
_LETTER_BULLET = "o"  # Word's second level: a letter of Courier New
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)]\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_CONTACT = re.compile(r"(?:tel|t[ée]l[ée]fono|t[ée]l[ée]phone|phone|e-?mail|correo|courriel|fax|mobile|mob|web|website)\b\.?:|tel\.|\S*@", re.IGNORECASE)


class VisualLine:
    """What stands on one baseline, left to right."""

    __slots__ = ("base", "bottom", "size", "tokens", "top", "x0", "x1")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.settle()

    def settle(self) -> None:
        """Sort the tokens and take the measures again."""
        tokens = self.tokens
        tokens.sort(key=_left)
        first = tokens[0]
        x1, top, bottom = first.x1, first.top, first.bottom
        size = 0.0
        bases = []
        for token in tokens:
            if token.x1 > x1:
                x1 = token.x1
            if token.top < top:
                top = token.top
            if token.bottom > bottom:
                bottom = token.bottom
            if token.mark is None:
                bases.append(token.base)
                if token.size > size:
                    size = token.size
        self.x0, self.x1, self.top, self.bottom = first.x0, x1, top, bottom
        self.size = size or first.size
        self.base = sorted(bases)[len(bases) // 2] if bases else first.base

    def __repr__(self) -> str:
        return f"VisualLine({' '.join(t.text for t in self.tokens)!r})"


def _left(token: Token) -> float:
    return token.x0


def _base(token: Token) -> float:
    return token.base


def visual_lines(tokens: Sequence[Token]) -> list[VisualLine]:
    """The tokens of one region as lines from top to bottom. Marks that were drawn or fields join the line whose middle is nearest."""
    texts = [t for t in tokens if t.mark is None or t.mark.method == "glyph"]
    marks = [t for t in tokens if t.mark is not None and t.mark.method != "glyph"]
    lines: list[VisualLine] = []
    texts.sort(key=_base)
    run: list[Token] = []
    run_base = 0.0
    for token in texts:
        # A raised or lowered letter stands up to a third of its size off the baseline.
        if run and token.base - run_base <= 0.38 * max(token.size, run[0].size) and not (token.own_line and run[-1].own_line):
            run.append(token)
            continue
        if run:
            lines.append(VisualLine(run))
        run = [token]
        run_base = token.base
    if run:
        lines.append(VisualLine(run))
    lines = _joined_scripts(lines)
    loose: list[Token] = []
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        best: VisualLine | None = None
        least = 0.0
        for line in lines:
            # The middle of a line of text is a third of its size above the baseline.
            distance = abs(line.base - 0.33 * line.size - middle)
            if distance > 0.7 * line.size + 0.25 * (mark.bottom - mark.top):
                continue
            if best is None or distance < least - 0.12 * line.size or (distance < least + 0.12 * line.size and mark.x0 > line.x1 - line.size):
                best, least = line, distance
        if best is None:
            loose.append(mark)
        else:
            best.tokens.append(mark)
    loose.sort(key=lambda t: t.top + t.bottom)
    run = []
    for mark in loose:
        if run and (mark.top + mark.bottom - run[0].top - run[0].bottom) / 2 > 0.5 * (run[0].bottom - run[0].top):
            lines.append(VisualLine(run))
            run = []
        run.append(mark)
    if run:
        lines.append(VisualLine(run))
    for line in lines:
        line.settle()
    lines.sort(key=lambda line: line.base)
    return lines


def _joined_scripts(lines: list[VisualLine]) -> list[VisualLine]:
    """Small raised or lowered text, on a baseline of its own, goes into the line that it touches."""
    out: list[VisualLine] = []
    for line in lines:
        if out:
            above = out[-1]
            small, large = (line, above) if line.size < 0.8 * above.size else (above, line) if above.size < 0.8 * line.size else (None, None)
            if small is not None and large is not None and abs(line.base - above.base) < 0.55 * large.size:
                if any(-1 < t.x0 - o.x1 < 0.3 * large.size for t in small.tokens for o in large.tokens):
                    above.tokens += line.tokens
                    above.settle()
                    continue
        out.append(line)
    return out


class Measure:
    """Where the lines of a region could reach: what decides whether a line was broken by the layout."""

    __slots__ = ("left", "right", "sure")

    def __init__(self, left: float, right: float, sure: bool) -> None:
        self.left, self.right, self.sure = left, right, sure


def is_bullet(text: str) -> bool:
    """Whether the text of a word is a bullet where it begins a line; any private character is one: what a symbol font without a known code shows."""
    return text in _BULLETS or (len(text) == 1 and "\ue000" <= text <= "\uf8ff")


def _width(token: Token) -> float:
    return token.x1 - token.x0


def _bullet_of(line: VisualLine) -> tuple[Bullet, str, int]:
    """The bullet or number that a line begins with: kind, number, how many tokens it takes."""
    first = line.tokens[0]
    if len(line.tokens) < 2 or first.own_line:
        return "", "", 0
    second = line.tokens[1]
    text = first.text
    if first.mark is not None:
        gap = second.x0 - first.x1
        if first.mark.method == "glyph" and second.mark is None and gap > 0.6 * second.size and gap < 4 * second.size:
            return "-", "", 0
        return "", "", 0
    if second.glued and second.x0 - first.x1 < 0.1 * second.size:
        return "", "", 0
    if is_bullet(text):
        return "-", "", 1
    if text == _LETTER_BULLET and ("courier" in first.font.lower() or second.x0 - first.x1 > 0.6 * second.size):
        return "-", "", 1
    if len(text) <= 6 and (match := _NUMBER.match(text)) and text.lower() != "(x)":
        return "1.", match[1], 1
    return "", "", 0


class LineMaker:
    """Makes the document's lines of one page."""

    def __init__(self, page: int, turn: Turn) -> None:
        self.page = page
        self.turn = turn

    def lines(self, visuals: list[VisualLine], measure: Measure) -> list[Line]:
        """The lines of one flow of text, top to bottom."""
        out: list[Line] = []
        indents: list[float] = []
        text_left = 0.0  # where the text of the item above begins
        in_item = False
        before: VisualLine | None = None
        pitch = _pitch(visuals)
        hyphened = False
        wide_enough = 0
        for visual in visuals:
            bullet, number, taken = _bullet_of(visual)
            if bullet == "1." and not _is_list_number(visual, visuals, number):
                bullet, number, taken = "", "", 0
            tokens = visual.tokens[taken:]
            wrapped = hyphened
            gap = visual.base - before.base if before is not None else 0.0
            if before is not None and not wrapped and not bullet and visual.tokens[0].mark is None:
                wrapped = _goes_on(before, visual, measure, pitch, text_left if in_item else before.x0, gap)
            elif bullet or visual.tokens[0].mark is not None:
                wrapped = False
            starts = before is None or bool(bullet) or (not wrapped and self._new_paragraph(before, visual, gap, pitch, wide_enough, out))
            if bullet:
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

    @staticmethod
    def _new_paragraph(before: VisualLine, visual: VisualLine, gap: float, pitch: float, wrapped_lines: int, out: list[Line]) -> bool:
        if visual.tokens[0].own_line:
            return True
        if gap > 1.25 * max(pitch, 1.15 * visual.size) or abs(visual.size - before.size) > 0.1 * before.size:
            return True
        if visual.tokens[0].bold != before.tokens[0].bold or visual.tokens[0].mark is not None:
            return True
        # At the common distance: a paragraph of its own where the one above was one, else a broken line (an address, a list without bullets).
        return wrapped_lines > 0 or (bool(out) and out[-1].text[-1:] in ".!?:;")

    def line(
        self, tokens: list[Token], bullet: Bullet = "", number: str = "", level: int = 0, starts: bool = True, wrapped: bool = False
    ) -> tuple[Line | None, bool]:
        """One line of these tokens, and whether a hyphen ends it; None where nothing is left of it."""
        parts: list[str] = []
        at = 0
        spans: list[tuple[int, int, Token]] = []
        before: Token | None = None
        for token in tokens:
            text = MARK if token.mark is not None else clean(token.text.replace(HYPHEN, "-"))
            if not text:
                continue
            if before is not None:
                gap = token.x0 - before.x1
                if not token.glued or gap > 0.25 * token.size or token.mark is not None or before.mark is not None:
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
        straight = turn.quarter == turn.rotation
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


def _pitch(visuals: list[VisualLine]) -> float:
    """The commonest distance of two lines, the smaller where several are."""
    gaps = sorted(b.base - a.base for a, b in itertools.pairwise(visuals) if b.base - a.base < 2.2 * b.size)
    if not gaps:
        return 1.2 * visuals[0].size if visuals else 12.0
    return gaps[len(gaps) // 4]


def _is_list_number(visual: VisualLine, visuals: list[VisualLine], number: str) -> bool:
    """Whether "1." is a list's number and not a part of a date: the text hangs on it, or a neighbour number stands at the same indentation."""
    first, second = visual.tokens[0], visual.tokens[1]
    if second.x0 - first.x1 > 0.55 * second.size:
        return True
    for other in visuals:
        if other is visual or abs(other.x0 - visual.x0) > 3 or len(other.tokens) < 2:
            continue
        match = _NUMBER.match(other.tokens[0].text)
        if match and match[1] != number:
            return True
    return False


def _goes_on(before: VisualLine, visual: VisualLine, measure: Measure, pitch: float, left: float, gap: float) -> bool:
    """Whether the layout alone broke the line above: this line's first word would not have fitted there."""
    first = visual.tokens[0]
    if first.own_line or before.tokens[-1].own_line:
        return False
    if gap > 1.3 * max(pitch, 1.1 * visual.size) or abs(visual.size - before.size) > 0.12 * before.size:
        return False
    if before.tokens[-1].mark is not None and before.tokens[0].mark is None:
        return False  # an option that ends with its box
    last = next((t for t in reversed(before.tokens) if t.mark is None), before.tokens[-1])
    if first.bold != last.bold and (first.bold != before.tokens[0].bold):
        return False
    if (
        before.tokens[0].mark is not None
        and len(before.tokens) > 1
        and visual.tokens[0].mark is None
        and abs(visual.x0 - before.tokens[1].x0) <= 1.5
        and visual.x0 > before.x0 + 3
    ):
        return True  # hangs under an option's label
    room = measure.right - before.x1
    if _CONTACT.match(first.text) or (_ADDRESS.match(first.text) and before.x1 - measure.left < 0.6 * (measure.right - measure.left)):
        return False  # an address begins a line of its own
    needed = _width(first) + 0.22 * visual.size
    # Words of a line of a cell may reach to its very edge; a tenth of the size is the error of the boxes.
    if needed <= room - 0.1 * visual.size:
        return False
    if abs(visual.x0 - left) <= 3:
        return True
    # Centred or justified at the right, or an indented first line above.
    if abs((visual.x0 + visual.x1) - (before.x0 + before.x1)) <= 6:
        return True
    return left - 40 < visual.x0 < left + 3 and visual.x0 <= before.x0 + 3
