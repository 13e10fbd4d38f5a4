"""Boxes and what lies over them: which drawn boxes, pictures and glyphs are marks, and what a pen, a stamp or a second glyph makes of them."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Mark
from extractor.marks import shape_of
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import EMPTY, DrawnBox, boxlike, cells_of, is_cell, judge, settle_pale, state_of, token_of
from extractor.readers.pdf.drawings import Drawings, Shape
from extractor.readers.pdf.fields import Annotations, look_at_pictures, pushed_boxes
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.pens import by_hand, denied, drawn_over, over_labels, written
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.rulings import Ruling
from extractor.readers.pdf.tokens import Shelf, Token

_STRUCK, _RINGED = "box with a mark struck out", "box with a ring around it"
# A page with more pictures of the size of a box is a page of icons.
_MOST_PICTURES = 200


def place_marks(
    boxes: list[DrawnBox],
    tokens: list[Token],
    drawings: Drawings,
    rulings: tuple[list[Ruling], list[Ruling]],
    annotations: Annotations,
    camera: Camera,
    turn: Turn,
) -> tuple[list[Token], set[int]]:
    """The page's tokens with all its marks among them, and the identities of the shapes that belong to marks."""
    fields = annotations.field_boxes
    used: set[int] = set()
    marks: list[Token] = []
    shelf = Shelf(tokens)
    for box in boxes:
        if any(overlap(box.box, other) > 0.4 for other, _ in fields):
            used.update(map(id, box.shapes))
            continue
        if _holds_words(box.box, shelf.near(box.box)) or (box.light and not camera.lighter_than_ground(turn.seen(box.box))):
            continue
        mark = judge(box, camera, turn)
        if box.ringed or (mark.checked and _corrected(box, drawings.shapes)):
            mark = replace(mark, checked=None, raw=_RINGED if box.ringed else _STRUCK, confidence=0.5)
        inside = [t for t in shelf.near(box.box) if _stands_in(t, [box.box])]
        if len({id(t) for t in inside}) == 1 and mark.raw not in (_STRUCK, _RINGED):
            mark = _with_glyph(mark, inside[0])
        marks.append(token_of(mark, box.box))
        used.update(map(id, box.shapes))
    if annotations.shown:
        look_at_pictures(annotations, camera, turn)
    for token in pushed_boxes(annotations, camera, turn):
        marks = [t for t in marks if overlap(t.box, token.box) < 0.4]
        marks.append(token)
    marks += _pictures(drawings, camera, turn, [t.box for t in marks] + [box for box, _ in fields])
    covered = [t.box for t in marks] + [box for box, is_mark in fields if is_mark]
    kept = [t for t in tokens if len(t.text) > 2 or not _stands_in(t, covered)]
    in_text = [t for t in marks if _in_text(t, shelf.near(t.box))]
    # A box that the layout broke from its label stands alone on its line; it is of the others' size.
    marks = [t for t in marks if sum(1 for other in in_text if abs((other.x1 - other.x0) - (t.x1 - t.x0)) < 1.5) >= (0 if t in in_text else 4)]
    marks += [t for t in kept if t.mark is not None]
    kept = [t for t in kept if t.mark is None]
    kept = _overwritten(marks, kept)
    loose = [s for s in drawings.shapes if id(s) not in used]
    if marks and (cells := cells_of(loose, *rulings)):
        loose = [s for s in loose if id(s) not in cells]
    buttons = [t for t in annotations.tokens if t.mark is not None]
    drawn_over(marks, loose)
    kept += by_hand(marks, buttons, annotations)
    over_labels([*marks, *buttons], shelf, loose, annotations)
    denied(marks, kept, shelf)
    holders = [t for t in marks if t.mark is not None]
    for token, mark in zip(holders, settle_pale([t.mark for t in holders if t.mark is not None]), strict=True):
        token.mark = mark
    return kept + marks + annotations.tokens, used


def _with_glyph(mark: Mark, token: Token) -> Mark:
    """A box's mark, told the one glyph that is set in it: it marks the box, whatever it is and however small, unless it is not to be seen."""
    glyph = token.mark
    if glyph is not None and not glyph.checked and not mark.checked:
        return mark
    if mark.raw == EMPTY:
        # White, or covered by something drawn later; but a symbol font that the machine lacks is not painted either.
        return mark if glyph is None else replace(mark, checked=None, raw=f"{glyph.raw}, not painted", confidence=0.5)
    checked = True if glyph is not None else written(token.text)
    return replace(mark, checked=checked, raw=glyph.raw if glyph is not None else token.text, confidence=0.9)


def _corrected(box: DrawnBox, shapes: list[Shape]) -> bool:
    """Whether what marked the box was taken back: a cross blackened over, or a line drawn through box and cross."""
    own = {id(shape) for shape in box.shapes}
    wide, high = box.x1 - box.x0, box.bottom - box.top
    strokes: list[Shape] = []
    covers: list[Shape] = []
    through = False
    for shape in shapes:
        if shape.x0 > box.x1 or shape.x1 < box.x0 or shape.top > box.bottom or shape.bottom < box.top or shape is box.shapes[0]:
            continue
        across, down = shape.x1 - shape.x0, shape.bottom - shape.top
        if shape.fill is not None and shape.fill < 0.5:
            if 0.6 * wide < across < 2 * wide and down > 0.6 * high:
                covers.append(shape)
        elif id(shape) not in own and shape.stroke is not None and shape.stroke < 0.7:
            if box.x0 - 1 <= shape.x0 and shape.x1 <= box.x1 + 1 and box.top - 1 <= shape.top and shape.bottom <= box.bottom + 1:
                strokes.append(shape)
            elif down < 0.6 * high and across < 3 * wide and shape.x0 < box.x0 - 1.5 and shape.x1 > box.x1 + 1.5:
                through = through or box.top + 0.2 * high < (shape.top + shape.bottom) / 2 < box.bottom - 0.2 * high
    first = min((s.serial for s in strokes), default=0)
    return bool(strokes) and (through or any(cover.serial > first for cover in covers))


def frames_of_fields(shapes: list[Shape], annotations: Annotations, horizontal: list[Ruling], vertical: list[Ruling]) -> set[int]:
    """The identities of the outlines that are drawn around form fields alone: they rule no table."""
    out: set[int] = set()
    for field, _ in annotations.field_boxes:
        for shape in shapes:
            if abs(shape.x0 - field.x0) < 4 and abs(shape.x1 - field.x1) < 4 and abs(shape.top - field.top) < 4 and abs(shape.bottom - field.bottom) < 4:
                frame = DrawnBox(shape.x0, shape.top, shape.x1, shape.bottom, [shape], 0.0, False, False)
                if not is_cell(frame, horizontal, vertical):
                    out.add(id(shape))
    return out


def overlap(a: Box, b: Box) -> float:
    """The common area's share of the smaller box."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / max(min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top)), 0.01)


def _in_text(mark: Token, tokens: list[Token]) -> bool:
    """Whether a word stands on the mark's height: boxes without any are points of a plot, or decoration."""
    y, reach = (mark.top + mark.bottom) / 2, 0.5 * (mark.bottom - mark.top)
    return any(t.top - reach <= y <= t.bottom + reach and len(t.text) > 2 and any(map(str.isalpha, t.text)) for t in tokens)


def drop_lonely(groups: list[list[Token]]) -> None:
    """Take out, in place, the drawn boxes and pictures of a document that stand for nothing: one of its size alone, or filled ones without any other."""
    drawn = [t for tokens in groups for t in tokens if t.mark is not None and t.mark.method in ("vector", "image")]
    if not drawn:
        return
    lonely = set()
    for token in drawn:
        alike = [t for t in drawn if abs((t.x1 - t.x0) - (token.x1 - token.x0)) <= 0.35 * (token.x1 - token.x0)]
        filled = [t for t in alike if t.mark is not None and t.mark.raw == "filled box"]
        if (len(alike) < 2 and len(drawn) < 4) or len(filled) == len(alike):
            lonely.add(id(token))
    if lonely:
        for tokens in groups:
            tokens[:] = [t for t in tokens if id(t) not in lonely]


def _holds_words(box: Box, tokens: list[Token]) -> bool:
    """Whether a word of several letters stands in the box: then it is a frame around text."""
    for token in tokens:
        if len(token.text) > 2 or (len(token.text) == 2 and token.text.isalnum()):
            x, y = (token.x0 + token.x1) / 2, token.base - 0.35 * token.size
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom and token.x1 - token.x0 <= 1.3 * (box.x1 - box.x0):
                return True
    return False


def _stands_in(token: Token, boxes: list[Box]) -> bool:
    """Whether a single glyph stands in a box that is a mark already."""
    if len(token.text) > 2:
        return False
    x, y = (token.x0 + token.x1) / 2, token.base - 0.35 * token.size
    return any(b.x0 <= x <= b.x1 and b.top <= y <= b.bottom for b in boxes)


def _pictures(drawings: Drawings, camera: Camera, turn: Turn, taken: list[Box]) -> list[Token]:
    """Pictures of boxes: of a box's size, with four inked sides."""
    small = [p for p in drawings.pictures if boxlike(p.x1 - p.x0, p.bottom - p.top)]
    if len(small) > _MOST_PICTURES:
        return []
    out: list[Token] = []
    for picture in small:
        box = Box(picture.x0, picture.top, picture.x1, picture.bottom)
        if any(overlap(box, other) > 0.4 for other in taken) or not camera.rimmed(turn.seen(box)):
            continue
        wide, high = box.x1 - box.x0, box.bottom - box.top
        inside = Box(box.x0 + 0.24 * wide, box.top + 0.24 * high, box.x1 - 0.24 * wide, box.bottom - 0.24 * high)
        checked, raw = state_of(camera.look(turn.within(inside)), False)
        out.append(token_of(Mark(checked=checked, raw=f"picture of {raw}", method="image", confidence=0.9, place=Place(box=box)), box))
        taken.append(box)
    return out


def _overwritten(marks: list[Token], tokens: list[Token]) -> list[Token]:
    """An empty box glyph with another glyph set over it is a marked box; the glyph over it is no text."""
    empty = [t for t in marks if t.mark is not None and t.mark.checked is False and t.mark.method == "glyph"]
    if not empty:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        if len(token.text) <= 2 and not token.text.isdigit():
            x, y = (token.x0 + token.x1) / 2, token.base - 0.35 * token.size
            for box in empty:
                if box.x0 + 0.15 * (box.x1 - box.x0) <= x <= box.x1 - 0.15 * (box.x1 - box.x0) and abs(y - (box.base - 0.35 * box.size)) < 0.4 * box.size:
                    assert box.mark is not None
                    box.mark = replace(box.mark, checked=True, raw=box.mark.raw + token.text)
                    break
            else:
                kept.append(token)
        else:
            kept.append(token)
    # Two glyphs of marks over one another: a box and a tick.
    ticks = [t for t in marks if t.mark is not None and t.mark.method == "glyph" and t.mark.checked and shape_of(t.mark) in ("tick", "cross", "filled")]
    for tick in ticks:
        for box in empty:
            if box.mark is not None and abs(tick.x0 + tick.x1 - box.x0 - box.x1) < 0.8 * (box.x1 - box.x0) and abs(tick.base - box.base) < 0.4 * box.size:
                assert tick.mark is not None
                box.mark = replace(box.mark, checked=True, raw=box.mark.raw + tick.mark.raw)
                marks.remove(tick)
                break
    return kept
