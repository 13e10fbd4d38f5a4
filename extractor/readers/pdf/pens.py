"""What a pen, a stamp or a note did to the boxes of a page and to their labels: which boxes it marks, and which it makes doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.document import Mark
from extractor.marks import NO, YES, yes_or_no
from extractor.place import Box
from extractor.readers.pdf.boxes import EMPTY, LARGEST_RING
from extractor.readers.pdf.drawings import THIN, Shape
from extractor.readers.pdf.fields import Annotations, text_tokens
from extractor.readers.pdf.strokes import REACH, Holding, Stroke, assign, scribbled
from extractor.readers.pdf.tokens import Shelf, Token

# What may be dirt, or a "no".
SLIGHT = frozenset(".,-–—·'`_:;")
# What may ask, number or deny.
_DOUBTFUL = frozenset("?nN0123456789")
# A stroke drawn on the page that only comes near a box says nothing of it unless it is as near as this (points).
_PAGE_REACH = 1.0
# A mark in the margin stands no further from its box (points).
_MARGIN = 30.0
# So many of a page's boxes with something drawn beside them have decorations.
_DECORATED = 0.6
# A label ends where no word follows within so many points; its box stands no further away than the other.
_WORD_GAP, _BOX_GAP = 25.0, 60.0
# A line through a label crosses so much of it.
_COVERED = 0.6
_SAID = YES | NO
_LOOKED = frozenset(["vector", "image"])
_SEEN_INK = frozenset(["box with mark", "circle with dot", "picture of box with mark"])
_TRACE = "box with a trace of ink"


def written(text: str) -> bool | None:
    """What a text set into a box makes of it: one glyph marks it, whatever it is, and so does a yes; a dot may be dirt, a "no" or a number says nothing."""
    if (said := yes_or_no(text)) is not None and len(text) > 1:
        return True if said else None
    return None if text in SLIGHT or text in _DOUBTFUL or len(text) > 2 or (len(text) == 2 and text.isalnum()) else True


def ink_box(token: Token) -> Box:
    """Where a glyph's box stands: its width, and as high as it is wide, on the baseline."""
    if token.mark is not None and token.mark.method == "glyph":
        wide = token.x1 - token.x0
        return Box(token.x0, token.base - wide, token.x1, token.base + 0.12 * wide)
    return token.box


def drawn_over(marks: list[Token], shapes: list[Shape]) -> None:
    """What is drawn on the page over its boxes, or beside them, by hand: boxes that are glyphs were not looked into, the others were."""
    boxes = [t for t in marks if t.mark is not None]
    if not boxes:
        return
    rows = {row for t in boxes for row in range(int(t.top - 4) >> 4, (int(t.bottom + 4) >> 4) + 1)}
    strokes = [
        _stroke(s)
        for s in shapes
        if 1.0 < max(s.x1 - s.x0, s.bottom - s.top) < LARGEST_RING
        and (int(s.top) >> 4 in rows or int(s.bottom) >> 4 in rows)
        and (s.stroke if s.stroke is not None else s.fill or 0.0) < 0.8
        and not straight(s)
    ]
    if not strokes or len(strokes) > 2000:
        return
    held, far = assign(strokes, [ink_box(t) for t in boxes], _PAGE_REACH)
    for k, holding in held.items():
        token = boxes[k]
        assert token.mark is not None
        token.mark = _by_page(token.mark, holding)
    _in_margin(far, boxes)


def straight(shape: Shape) -> bool:
    """Whether the shape is a horizontal or vertical line: a ruling, an underline, a side of a cell."""
    wide, high = shape.x1 - shape.x0, shape.bottom - shape.top
    return min(wide, high) < THIN / 2 and max(wide, high) > 3


def _stroke(shape: Shape) -> Stroke:
    ring = shape.fill is None and shape.curves >= 3 and shape.closed
    return Stroke(shape.flat(), "drawn", area=shape.fill is not None, ring=ring)


def _by_page(mark: Mark, held: Holding) -> Mark:
    """The mark, told what is drawn on the page over it."""
    undone = held.ringed or held.struck or scribbled([s for s in held.own if not s.area])
    if mark.method not in _LOOKED:
        if undone or (mark.checked is False and not held.sure):
            return replace(mark, checked=None, raw=f"{mark.raw} with drawn mark", confidence=0.5)
        return replace(mark, checked=True, raw=f"{mark.raw} with drawn mark", confidence=0.9) if mark.checked is False else mark
    if mark.raw == EMPTY and held.deep:
        return mark  # it is not painted: covered, or in a layer that is not shown
    if undone:
        return replace(mark, checked=None, raw=f"{mark.raw}, undone", confidence=0.5)
    if mark.checked is None and held.signed and mark.raw == _TRACE:
        return replace(mark, checked=True, raw="box with mark", confidence=0.9)  # a tick or cross of which little lies in the box
    if mark.checked is False or (mark.checked and held.doubtful and not held.own and mark.raw in _SEEN_INK):
        return replace(mark, checked=None, raw=f"{mark.raw} with drawn mark", confidence=0.5)
    return mark


def _in_margin(strokes: Iterable[Stroke], boxes: Sequence[Token]) -> None:
    """A mark on the height of an empty box and near it, but in none, may be meant for it; where most boxes have one it is decoration."""
    beside: set[int] = set()
    for stroke in strokes:
        s = stroke.box
        if not 3 <= max(s.x1 - s.x0, s.bottom - s.top) <= 30 or min(s.x1 - s.x0, s.bottom - s.top) < 1.5:
            continue
        row = [(max(t.x0 - s.x1, s.x0 - t.x1), k) for k, t in enumerate(boxes) if abs(s.top + s.bottom - t.top - t.bottom) / 2 < 0.75 * (t.bottom - t.top)]
        if row and min(row)[0] <= _MARGIN:
            beside.add(min(row)[1])
    if not beside or len(beside) >= _DECORATED * len(boxes):
        return
    for k in beside:
        token = boxes[k]
        if token.mark is not None and token.mark.checked is False and token.mark.method != "field":
            token.mark = replace(token.mark, checked=None, raw=f"{token.mark.raw} with a mark beside it", confidence=0.5)


def by_hand(marks: list[Token], buttons: list[Token], annotations: Annotations) -> list[Token]:
    """Ink, stamps, lines, shapes and short notes over the boxes; give the notes that are over none, as text."""
    boxes = [t for t in (*marks, *buttons) if t.mark is not None]
    held, _ = assign(annotations.strokes, [ink_box(t) for t in boxes])
    for k, holding in held.items():
        token = boxes[k]
        assert token.mark is not None
        kinds = sorted({s.kind for s in holding.own}) or ["ink"]
        token.mark = _by_note(token.mark, holding, kinds[0])
    text: list[Token] = []
    noted: list[tuple[Token, str]] = []
    for box, words in annotations.notes:
        under = _under(box, boxes)
        if under is None:
            text += text_tokens(words, box, "text")
        else:
            noted.append((under, words))
    answered = any(yes_or_no(words) for _, words in noted)
    for token, words in noted:
        assert token.mark is not None
        said = written(words)
        if answered and yes_or_no(words) is False:
            said = False
        if token.mark.method == "field":
            checked = token.mark.checked if said is token.mark.checked else None
        else:
            checked = said if token.mark.checked is False else None
        token.mark = replace(token.mark, checked=checked, raw=f"{token.mark.raw} with {words}", confidence=0.9 if checked is not None else 0.5)
        if token.mark.method != "field":
            token.mark = replace(token.mark, method="ink")
    return text


def _under(note: Box, boxes: Sequence[Token]) -> Token | None:
    """The box that a short note lies over: of several near it the one whose middle is nearest."""
    best: Token | None = None
    least = 0.0
    for token in boxes:
        box = ink_box(token)
        if note.x0 > box.x1 + REACH or note.x1 < box.x0 - REACH or note.top > box.bottom + REACH or note.bottom < box.top - REACH:
            continue
        off = abs(note.x0 + note.x1 - box.x0 - box.x1) + abs(note.top + note.bottom - box.top - box.bottom)
        if best is None or off < least:
            best, least = token, off
    return best


def _by_note(mark: Mark, held: Holding, kind: str) -> Mark:
    """The mark, told what lies over it that no look at the page shows. What is marked twice may be struck out."""
    undone = held.ringed or held.struck or scribbled(held.own)
    if mark.method == "field":
        if undone or (mark.checked is False and held.sure):
            return replace(mark, checked=None, raw=f"{mark.raw} with {kind}", confidence=0.5)
        return mark
    if mark.checked is False:
        checked = True if held.sure and not undone else None
    elif undone or held.own:
        checked = None
    else:
        return mark
    return replace(mark, checked=checked, raw=f"{mark.raw} with {kind}", method="ink", confidence=0.9 if checked else 0.5)


def over_labels(marks: list[Token], shelf: Shelf, shapes: list[Shape], annotations: Annotations) -> None:
    """A line through a label makes its box doubtful; a highlight, an underline or a ring makes an empty box so. A highlight over an empty box too."""
    boxes = [t for t in marks if t.mark is not None]
    spans = [(box, kind) for box, kind in annotations.spans]
    spans += [(s.box, "ring") for s in annotations.strokes if s.ring]
    if boxes:
        rows = sorted((t.top + t.bottom) / 2 for t in boxes)
        low, high = rows[0] - 8, rows[-1] + 8
        for shape in shapes:
            wide, tall = shape.x1 - shape.x0, shape.bottom - shape.top
            if wide > 12 and low < shape.top < high and tall < 0.2 * wide and tall < 6 and (shape.stroke is not None or tall < THIN):
                middle = (shape.top + shape.bottom) / 2
                if (shape.stroke if shape.stroke is not None else shape.fill or 0.0) < 0.8 and any(abs(middle - row) < 8 for row in rows):
                    spans.append((Box(shape.x0, shape.top, shape.x1, shape.bottom), "line"))
    for span, kind in spans:
        struck = kind in ("line", "strikeout")
        for token in _meant(span, kind, boxes, shelf):
            assert token.mark is not None
            if struck or token.mark.checked is False:
                token.mark = replace(token.mark, checked=None, raw=f"{token.mark.raw}, {kind} over it", confidence=0.5)


def _meant(span: Box, kind: str, boxes: Sequence[Token], shelf: Shelf) -> list[Token]:
    """The boxes whose labels, or which themselves, the span lies over."""
    y = (span.top + span.bottom) / 2
    if kind == "line":
        covered = [t for t in shelf.near(span) if t.base - 0.6 * t.size < y < t.base - 0.14 * t.size and _over(span, t)]
        if not covered or span.x1 - span.x0 > max(t.x1 for t in covered) - min(t.x0 for t in covered) + 24:
            return []
    else:
        here = [t for t in boxes if span.x0 <= (t.x0 + t.x1) / 2 <= span.x1 and span.top <= (t.top + t.bottom) / 2 <= span.bottom]
        if here:
            return here
        covered = [t for t in shelf.near(span) if span.top - 2 <= t.base - 0.35 * t.size <= span.bottom + 2 and _over(span, t)]
    covered = [t for t in covered if t.mark is None and any(map(str.isalpha, t.text))]
    if not covered:
        return []
    return _beside(covered, boxes, shelf)


def _over(span: Box, token: Token) -> bool:
    return min(span.x1, token.x1) - max(span.x0, token.x0) > 0.5 * (token.x1 - token.x0)


def _beside(covered: list[Token], boxes: Sequence[Token], shelf: Shelf) -> list[Token]:
    """The box of the label that these words are the most of: the one beside it, before or after; both where both are as near."""
    first, last = min(covered, key=lambda t: t.x0), max(covered, key=lambda t: t.x1)
    base, size = first.base, first.size
    row = [b for b in boxes if abs((b.top + b.bottom) / 2 - base + 0.33 * size) < 0.75 * size]
    words = sorted({id(t): t for t in shelf.near(first.box) if t.mark is None and abs(t.base - base) < 0.4 * size}.values(), key=lambda t: t.x0)
    x0, x1, wide = first.x0, last.x1, sum(t.x1 - t.x0 for t in covered)
    whole = wide
    for word in reversed([w for w in words if w.x1 <= first.x0 + 1]):
        if x0 - word.x1 > _WORD_GAP or any(word.x1 <= (b.x0 + b.x1) / 2 <= x0 for b in row):
            break
        x0, whole = word.x0, whole + word.x1 - word.x0
    for word in (w for w in words if w.x0 >= last.x1 - 1):
        if word.x0 - x1 > _WORD_GAP or any(x1 <= (b.x0 + b.x1) / 2 <= word.x0 for b in row):
            break
        x1, whole = word.x1, whole + word.x1 - word.x0
    if wide < _COVERED * whole:
        return []
    before = min((b for b in row if b.x1 <= x0 + 2), key=lambda b: x0 - b.x1, default=None)
    after = min((b for b in row if b.x0 >= x1 - 2), key=lambda b: b.x0 - x1, default=None)
    gaps = [
        (gap, b) for gap, b in ((x0 - before.x1 if before else 999.0, before), (after.x0 - x1 if after else 999.0, after)) if b is not None and gap < _BOX_GAP
    ]
    nearest = min((gap for gap, _ in gaps), default=0.0)
    return [b for gap, b in gaps if gap <= 1.6 * nearest + 1]


def denied(marks: list[Token], tokens: list[Token], shelf: Shelf) -> None:
    """A marked box with a lone "no" written close beside it may be taken back; where a yes stands beside another, they are words of the form."""
    found: dict[int, Token] = {}
    for word in [t for t in tokens if t.mark is None and t.text.strip(".,;:!()").lower() in _SAID]:
        beside = [
            t for t in marks if -1 < max(t.x0 - word.x1, word.x0 - t.x1) < 14 and abs(word.base - 0.35 * word.size - (t.top + t.bottom) / 2) <= 0.5 * word.size
        ]
        if not beside:
            continue
        if yes_or_no(word.text):
            return
        row = [other for other in shelf.near(word.box) if other is not word and other.mark is None and abs(other.base - word.base) < 0.4 * word.size]
        if not any(0 <= max(other.x0 - word.x1, word.x0 - other.x1) < 10 for other in row):
            found.update((id(token), token) for token in beside)
    if len(found) <= 2:
        for token in found.values():
            if token.mark is not None and token.mark.checked:
                token.mark = replace(token.mark, checked=None, raw=f"{token.mark.raw}, no beside it", confidence=0.5)
