"""Drawn boxes: where they are (from the outlines), and what is in them (from the picture of the page)."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from extractor.document import MARK, Mark
from extractor.place import Box, Place
from extractor.readers.pdf.drawings import THIN, Drawings, Shape
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.pixels import Camera, Look
from extractor.readers.pdf.rulings import Ruling
from extractor.readers.pdf.tokens import Token

# A box to be ticked measures between these, in points, and is nearly square (measured over the corpora: 5.6 to 16; hand-made forms to 24).
SMALLEST, LARGEST = 4.5, 26.0
# A drawn bullet is smaller than half the text beside it, a box larger.
_SMALLEST_BULLET, _BULLET_SHARE = 1.2, 0.52
_FLATTEST, _TALLEST = 0.6, 1.67
# The four sides of a box that is drawn line by line meet within this.
_MEET = 1.8
# The white inside a black frame takes more than this of its side.
_MOSTLY = 0.6
EMPTY, PALE, FAINT = "empty box", "box filled with a pale colour", "box with a faint mark"
# What a pen draws around or through a box is no longer than this (points).
LARGEST_RING = 60.0
# Outlines of one size around boxes of another are rings drawn by hand where there are no more than so many on the page.
_FEW_RINGS = 2
# A page with more boxes than this is a plot or a puzzle.
MOST_BOXES = 400


class DrawnBox:
    """A box found in the drawings; `sides` are the shapes that make it."""

    __slots__ = ("bottom", "inset", "light", "lighter", "ringed", "round", "shapes", "solid", "top", "x0", "x1")

    def __init__(self, x0: float, top: float, x1: float, bottom: float, shapes: list[Shape], inset: float, is_round: bool, solid: bool) -> None:
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom
        self.shapes = shapes
        self.light = False
        """A light area without an outline: a box on a tinted ground, or nothing."""
        self.lighter: list[Shape] = []
        """Light strokes inside it, and light areas that fill most of it."""
        self.ringed = False
        """A ring was drawn around it by hand."""
        self.inset = inset
        """How far its own line reaches inwards."""
        self.round = is_round
        self.solid = solid
        """A filled area without an outline."""

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def boxlike(wide: float, high: float) -> bool:
    """Whether a rectangle has the size of a box to tick."""
    return SMALLEST <= wide <= LARGEST and SMALLEST <= high <= LARGEST and _FLATTEST <= wide / high <= _TALLEST


def _outline(shape: Shape) -> str:
    """ "square" or "round" where the subpath is the outline of a box, else ""."""
    points = shape.points
    if not shape.closed:
        return ""
    wide, high = shape.x1 - shape.x0, shape.bottom - shape.top
    slack = 0.06 * max(wide, high) + 0.2
    if not shape.curves:
        corners = set()
        for x, y in points:
            left, right = x - shape.x0 < slack, shape.x1 - x < slack
            top, bottom = y - shape.top < slack, shape.bottom - y < slack
            if (left or right) and (top or bottom):
                corners.add((left, top))
            elif not (left or right or top or bottom):
                return ""
        if len(corners) < 4:
            return ""
        # The corners must be joined along the sides: two crossing lines have four corners too.
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if abs(ax - bx) > slack and abs(ay - by) > slack:
                return ""
        return "square"
    if shape.curves >= 3:
        # A circle or a rounded square keeps away from nothing but the middle: no point lies inside the inner half.
        inner_x, inner_y = 0.25 * wide, 0.25 * high
        for x, y in points:
            if shape.x0 + inner_x < x < shape.x1 - inner_x and shape.top + inner_y < y < shape.bottom - inner_y:
                return ""
        straight = len(points) - 1 - 3 * shape.curves
        return "round" if straight < 2 else "square"
    return ""


def _of_lines(shapes: list[Shape]) -> list[DrawnBox]:
    """Boxes of four short lines or thin rectangles, each drawn by itself."""
    horizontal: list[Shape] = []
    vertical: list[Shape] = []
    for shape in shapes:
        wide, high = shape.x1 - shape.x0, shape.bottom - shape.top
        if (shape.stroke if shape.stroke is not None else shape.fill or 0.0) > 0.9:
            continue
        if high <= THIN and SMALLEST - 1 <= wide <= LARGEST + 2:
            horizontal.append(shape)
        elif wide <= THIN and SMALLEST - 1 <= high <= LARGEST + 2:
            vertical.append(shape)
    if len(horizontal) < 2 or len(vertical) < 2 or len(horizontal) > 2000 or len(vertical) > 2000:
        return []
    horizontal.sort(key=lambda s: s.x0)
    found: list[DrawnBox] = []
    used: set[int] = set()
    for i, upper in enumerate(horizontal):
        if id(upper) in used:
            continue
        mates = []
        for lower in horizontal[i + 1 :]:
            if lower.x0 - upper.x0 > _MEET:
                break
            mates.append(lower)
        for lower in sorted(mates, key=lambda s: abs(s.top - upper.top)):
            if id(lower) in used or abs(lower.x1 - upper.x1) > _MEET:
                continue
            a, b = (upper, lower) if upper.top < lower.top else (lower, upper)
            high = b.bottom - a.top
            x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
            if not boxlike(x1 - x0, high):
                continue
            left = right = None
            for side in vertical:
                if abs(side.top - a.top) <= _MEET and abs(side.bottom - b.bottom) <= _MEET:
                    if abs(side.x0 - x0) <= _MEET or abs(side.x1 - x0) <= _MEET:
                        left = left or side
                    elif abs(side.x1 - x1) <= _MEET or abs(side.x0 - x1) <= _MEET:
                        right = right or side
            if left is None or right is None:
                continue
            sides = [a, b, left, right]
            used.update(map(id, sides))
            thickness = max(min(s.x1 - s.x0, s.bottom - s.top) + s.width for s in sides)
            found.append(DrawnBox(min(x0, left.x0), min(a.top, left.top), max(x1, right.x1), max(b.bottom, left.bottom), sides, thickness, False, False))
            break
    return found


def find_boxes(drawings: Drawings, horizontal: list[Ruling], vertical: list[Ruling]) -> list[DrawnBox]:
    """The outlines on the page that could be boxes to tick: no cells of its tables, and of a double outline the outer one."""
    found: list[DrawnBox] = []
    rest: list[Shape] = []
    light_areas: list[DrawnBox] = []  # on a tinted ground a box needs no outline
    for shape in drawings.shapes:
        wide, high = shape.x1 - shape.x0, shape.bottom - shape.top
        if not boxlike(wide + shape.width, high + shape.width) and not (_SMALLEST_BULLET <= wide <= SMALLEST and _SMALLEST_BULLET <= high <= SMALLEST):
            rest.append(shape)
            continue
        kind = _outline(shape)
        if not kind:
            rest.append(shape)
            continue
        outlined = shape.stroke is not None and shape.stroke < 0.9
        dark = shape.fill is not None and shape.fill < 0.9
        if not outlined and not dark:
            if shape.fill is not None and shape.fill > 0.9 and boxlike(wide, high):
                light_areas.append(DrawnBox(shape.x0, shape.top, shape.x1, shape.bottom, [shape], 0.0, kind == "round", False))
            continue
        half = shape.width / 2 if outlined else 0.0
        found.append(
            DrawnBox(shape.x0 - half, shape.top - half, shape.x1 + half, shape.bottom + half, [shape], max(2 * half, 0.5), kind == "round", not outlined)
        )
    found += _of_lines(rest)
    if len(found) > MOST_BOXES:
        return []
    # A small cell around a box is no outline of the box.
    found = _outermost([box for box in found if not (_holds_smaller(box, found) and is_cell(box, horizontal, vertical))])
    if 3 <= len(light_areas) <= MOST_BOXES:
        for box in light_areas:
            x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
            if not any(b.x0 <= x <= b.x1 and b.top <= y <= b.bottom for b in found):
                box.light = True
                found.append(box)
    light = [s for s in drawings.shapes if s.x1 - s.x0 < LARGEST and s.bottom - s.top < LARGEST and (s.stroke if s.stroke is not None else s.fill or 0.0) > 0.9]
    for box in found:
        box.lighter = [
            s
            for s in light
            if box.x0 - 1 <= s.x0 and s.x1 <= box.x1 + 1 and box.top - 1 <= s.top and s.bottom <= box.bottom + 1
            if s.stroke is not None or s.x1 - s.x0 > _MOSTLY * (box.x1 - box.x0)
        ]
    return found


def _holds_smaller(box: DrawnBox, boxes: list[DrawnBox]) -> bool:
    """Whether a box to tick stands well within this one."""
    return any(
        other.x0 > box.x0 + 1 and other.x1 < box.x1 - 1 and other.top > box.top + 1 and other.bottom < box.bottom - 1
        for other in boxes
        if boxlike(other.x1 - other.x0, other.bottom - other.top)
    )


def cells_of(shapes: list[Shape], horizontal: list[Ruling], vertical: list[Ruling]) -> set[int]:
    """The identities of the rectangles, no larger than a ring drawn by hand, that are cells of a table."""
    cells = set()
    for shape in shapes:
        if shape.stroke is not None and shape.closed and not shape.curves and SMALLEST < max(shape.x1 - shape.x0, shape.bottom - shape.top) < LARGEST_RING:
            if is_cell(DrawnBox(shape.x0, shape.top, shape.x1, shape.bottom, [shape], 0.0, False, False), horizontal, vertical):
                cells.add(id(shape))
    return cells


def _outermost(boxes: list[DrawnBox]) -> list[DrawnBox]:
    """Of boxes within one another the outer one: a double outline, a ring, or a mark that is itself a small square.

    But an outline of a size of its own around a box of the size of others was drawn around it by hand.
    """
    boxes.sort(key=lambda b: -(b.x1 - b.x0) * (b.bottom - b.top))
    sizes = Counter(round(box.x1 - box.x0) for box in boxes)
    around = [box for box in boxes if not box.solid and sizes[round(box.x1 - box.x0)] <= _FEW_RINGS]
    if around and len(boxes) > 2 * _FEW_RINGS:
        rings = {id(ring) for ring in around if _rings_one(ring, boxes, sizes)}
        boxes = [box for box in boxes if id(box) not in rings]
    kept: list[DrawnBox] = []
    for box in boxes:
        middle_x, middle_y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        for other in kept:
            if other.x0 <= middle_x <= other.x1 and other.top <= middle_y <= other.bottom:
                other.shapes += box.shapes
                if other.solid and box.x1 - box.x0 > 0.6 * (other.x1 - other.x0):
                    # A ring made of a dark area and a light one, or a black area with an outline drawn inside: the rim is what lies between.
                    other.inset = max(other.inset, min(box.x0 - other.x0, box.top - other.top))
                    other.solid = False
                break
        else:
            kept.append(box)
    return kept


def _rings_one(ring: DrawnBox, boxes: list[DrawnBox], sizes: Counter[int]) -> bool:
    """Tell a box that the ring is drawn around it; False where there is none."""
    for box in boxes:
        if ring.x0 < box.x0 - 0.5 and ring.x1 > box.x1 + 0.5 and ring.top < box.top - 0.5 and ring.bottom > box.bottom + 0.5:
            if not box.solid and sizes[round(box.x1 - box.x0)] > 3 * sizes[round(ring.x1 - ring.x0)]:
                box.ringed = True
                return True
    return False


def place_bullets(boxes: list[DrawnBox], tokens: list[Token]) -> list[DrawnBox]:
    """Add a bullet to the tokens for each small disc, ring or square that is drawn before a text; give the other boxes."""
    small = [box for box in boxes if box.x1 - box.x0 < 8]
    if not small:
        return boxes
    texts = list(tokens)
    rest = [box for box in boxes if box.x1 - box.x0 >= 8]
    for box in small:
        wide, y = box.x1 - box.x0, (box.top + box.bottom) / 2
        beside = [t for t in texts if 0 < t.x0 - box.x1 < 2.2 * t.size and t.base - 0.75 * t.size < y < t.base + 0.05 * t.size]
        if beside and wide <= _BULLET_SHARE * (text := min(beside, key=lambda t: t.x0)).size:
            token = Token("•" if box.solid else "◦", box.x0, text.top, box.x1, text.bottom, text.base, text.size)
            tokens.append(token)
        elif wide >= SMALLEST:
            rest.append(box)
    return rest


def believable(boxes: list[DrawnBox]) -> list[DrawnBox]:
    """The boxes without solid areas that may be decoration: one counts where an outlined box of its size is on the page, or a light mark is drawn on it."""
    outlined = [box for box in boxes if not box.solid]
    return [box for box in boxes if not box.solid or _light_mark(box) or any(_same_size(box, other) for other in outlined)]


def _same_size(a: DrawnBox, b: DrawnBox) -> bool:
    return abs((a.x1 - a.x0) - (b.x1 - b.x0)) <= 0.3 * (b.x1 - b.x0) and abs((a.bottom - a.top) - (b.bottom - b.top)) <= 0.3 * (b.bottom - b.top)


def _light_mark(box: DrawnBox) -> bool:
    """Whether something light was drawn on a dark area after it: a browser's tick, or the white of a black frame."""
    dark = max(shape.serial for shape in box.shapes if shape.fill is not None)
    return any(shape.serial >= (dark if shape.stroke is not None else box.shapes[0].serial) for shape in box.lighter)


def is_cell(box: DrawnBox, horizontal: list[Ruling], vertical: list[Ruling]) -> bool:
    """Whether the box is a cell of a table: sides of it lie on lines that go on beyond it, or on the sides of its neighbours."""
    own = {id(shape) for shape in box.shapes}
    lines = len(box.shapes) > 3  # a box of four lines: nothing but its corners tells that they are one
    slack = 1.2 if lines else 0.6
    shared = 0
    for edges, start, end, rulings in (((box.top, box.bottom), box.x0, box.x1, horizontal), ((box.x0, box.x1), box.top, box.bottom, vertical)):
        for edge in edges:
            for ruling in rulings:
                if abs(ruling.at - edge) > slack or id(ruling.shape) in own:
                    continue
                if lines:
                    if (ruling.start <= end + 0.6 and ruling.end > end + 2) or (ruling.end >= start - 0.6 and ruling.start < start - 2):
                        return True  # the side goes on beyond the corner
                    continue
                if min(ruling.end, end) - max(ruling.start, start) < 0.7 * (end - start):
                    continue
                if abs(ruling.start - start) < 1 and abs(ruling.end - end) < 1:
                    return True  # a neighbour of the same height
                shared += 1
                break
    return shared >= 2


def settle_pale(marks: list[Mark]) -> list[Mark]:
    """Decide on boxes filled with a pale colour, or with faint marks, by the others of the page.

    Beside white ones and none with a dark mark they are the marked ones (a browser prints disabled boxes so); beside dark marks and no white one
    the pale colour is the boxes' ground. Else nothing tells.
    """
    white, dark = any(mark.raw == EMPTY for mark in marks), any(mark.checked for mark in marks)
    if white and not dark and sum(1 for mark in marks if mark.raw == FAINT) > 1:
        marks = [replace(mark, checked=True, confidence=0.8) if mark.raw == FAINT else mark for mark in marks]
    if white == dark or not any(mark.raw == PALE for mark in marks):
        return marks
    return [replace(mark, checked=white, confidence=0.8) if mark.raw == PALE else mark for mark in marks]


def state_of(look: Look, is_round: bool) -> tuple[bool | None, str]:
    """Whether the inside of a box, as looked at, says yes; None where it cannot be told. With a word for what was seen."""
    if look.ink < 0.012:
        # Little of the ground is darker than the rest, and it is as wide and high as a mark: another page's, or a failing printer's.
        faint = look.pale > 0.03 and look.width >= 0.36 and look.height >= 0.36
        return (None, PALE) if look.pale > 0.3 else (None, FAINT) if faint else (False, EMPTY)
    if look.ink > 0.8:
        return True, "filled box"
    # The smallest real cross filled 0.36 by 0.49 of its box; a stray dot is far smaller.
    if look.width >= 0.36 and look.height >= 0.36:
        off = max(abs((look.x0 + look.x1) / 2 - 0.5), abs((look.top + look.bottom) / 2 - 0.5))
        if (look.solid > 0.9 and off > 0.12) or (off > 0.2 and max(look.width, look.height) < 0.65):
            return None, "box partly filled"
        return True, "box with mark"
    if is_round and look.width >= 0.25 and look.height >= 0.25 and look.solid > 0.6:
        return True, "circle with dot"
    return None, "box with a trace of ink"


def _corner(shape: Shape, is_round: bool) -> float:
    """The radius of an outline's corners: half its side for a circle, nothing for a square."""
    side = min(shape.x1 - shape.x0, shape.bottom - shape.top)
    if is_round or not shape.curves:
        return 0.5 * side if is_round else 0.0
    # Of a corner that is one Bézier the first control point lies at 0.45 of the radius (1 - 0.5523, the circle's constant).
    start = min((x - shape.x0 for x, y in shape.points if y - shape.top < 0.03 * side), default=0.5 * side)
    return min(start / 0.45 if shape.curves <= 4 else start, 0.5 * side)


def judge(box: DrawnBox, camera: Camera, turn: Turn) -> Mark:
    """The mark that a drawn box is."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    rim = box.inset + 0.35 + 0.293 * _corner(box.shapes[0], box.round)  # a rounded corner reaches so far into the square
    inset_x = min(max(rim, 0.13 * wide), 0.34 * wide)
    inset_y = min(max(rim, 0.13 * high), 0.34 * high)
    inside = Box(box.x0 + inset_x, box.top + inset_y, box.x1 - inset_x, box.bottom - inset_y)
    checked, raw = state_of(camera.look(turn.within(inside)), box.round)
    return Mark(checked=checked, raw=raw, method="vector", place=Place(box=box.box))


def token_of(mark: Mark, box: Box) -> Token:
    """A mark as a piece of a line; its baseline is where a text of its height would have it."""
    high = box.bottom - box.top
    token = Token(MARK, box.x0, box.top, box.x1, box.bottom, box.bottom - 0.1 * high, high)
    token.mark = mark
    return token
