"""What a pen drew, on the page or as an annotation, and which box each stroke belongs to.

A stroke belongs to the box that holds it; to the box that holds the lowest corner of a tick, however far its arm reaches; to the box in which two strokes
cross. A stroke that belongs to one box and runs through another makes the other doubtful; one that belongs to none and runs through several makes them all so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot

from extractor.place import Box

Point = tuple[float, float]

# Ink larger than this many times the box is no mark in it but a signature or a circle around a word.
LARGEST_INK = 3.0
# What was drawn by hand belongs to the nearest box within this many points.
REACH = 3.5
# A stroke that leaves its box by no more than this (points) lies in it.
_SLACK = 1.6
# Strokes shorter than this inside a box (points) only touch it.
_TOUCH = 0.6
# A stroke runs through a box's middle where so much of the box's side lies in the middle half.
_DEEP = 0.3
# A pen that turns back so often scribbles; the busiest tick turns once, a cross in one stroke three times.
_SCRIBBLED = 5
_MOST_POINTS = 80


@dataclass(slots=True)
class Stroke:
    """One stroke or filled spot; coordinates are those of the upright page."""

    points: list[Point]
    kind: str
    """"drawn" on the page, else the annotation's subtype."""
    area: bool = False
    """It covers its rectangle, as a stamp does, or is filled."""
    ring: bool = False
    """Its outline alone is drawn: a circle or a square."""
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        self.box = Box(min(xs), min(ys), max(xs), max(ys))
        if len(self.points) > _MOST_POINTS:
            step = len(self.points) // _MOST_POINTS + 1
            self.points = [*self.points[:-1:step], self.points[-1]]

    @property
    def by_hand(self) -> bool:
        """It is an annotation, which no look at the page shows."""
        return self.kind != "drawn"


def of_rectangle(box: Box, kind: str, *, area: bool = False, ring: bool = False) -> Stroke:
    """A stroke of which the rectangle is all that is known."""
    return Stroke([(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom), (box.x0, box.top)], kind, area, ring)


@dataclass(slots=True)
class Holding:
    """What a pen did to one box."""

    own: list[Stroke] = field(default_factory=list)
    """Strokes that belong to it and to no other."""
    signed: bool = False
    """A tick's corner lies in it, or two strokes cross in it."""
    sure: bool = False
    """It is signed, or the strokes in it are as large as a mark is."""
    deep: bool = False
    """They run through its middle, where a look into the box sees them if they are painted at all."""
    doubtful: bool = False
    """A stroke runs through it that belongs to another box too, or to none."""
    beside: bool = False
    """A stroke lies close to it and touches it not at all."""
    ringed: bool = False
    struck: bool = False


def _inside(stroke: Stroke, box: Box) -> float:
    """How much of the stroke's length lies in the box."""
    return sum(_clipped(a, b, box) for a, b in itertools.pairwise(stroke.points))


def _clipped(a: Point, b: Point, box: Box) -> float:
    """The length of the part of a segment that lies in the box (Liang and Barsky's clipping)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    low, high = 0.0, 1.0
    for p, q in ((-dx, a[0] - box.x0), (dx, box.x1 - a[0]), (-dy, a[1] - box.top), (dy, box.bottom - a[1])):
        if p == 0:
            if q < 0:
                return 0.0
        elif p < 0:
            low = max(low, q / p)
        else:
            high = min(high, q / p)
    return hypot(dx, dy) * (high - low) if high > low else 0.0


def _within(inner: Box, outer: Box, slack: float) -> bool:
    return inner.x0 >= outer.x0 - slack and inner.x1 <= outer.x1 + slack and inner.top >= outer.top - slack and inner.bottom <= outer.bottom + slack


def _holds(box: Box, point: Point, slack: float) -> bool:
    return box.x0 - slack <= point[0] <= box.x1 + slack and box.top - slack <= point[1] <= box.bottom + slack


def _corner(stroke: Stroke) -> Point | None:
    """The lowest corner of a tick: the pen came down to it and went up again, to the right, further than it came."""
    points = stroke.points
    if stroke.area or len(points) < 3:
        return None
    k = max(range(len(points)), key=lambda i: points[i][1])
    first, corner, last = points[0], points[k], points[-1]
    if first[0] > last[0]:
        first, last = last, first
    rise = corner[1] - last[1]
    if k in (0, len(points) - 1) or rise < 2.0 or corner[1] - first[1] < 0.12 * rise or last[0] - corner[0] < 0.25 * rise or first[0] > corner[0] + 0.5:
        return None
    return corner if turns(stroke) <= 2 else None


def turns(stroke: Stroke) -> int:
    """How often the pen turns back, up or down."""
    count, heading = 0, 0
    extreme = stroke.points[0][1]
    least = 0.15 * max(stroke.box.bottom - stroke.box.top, stroke.box.x1 - stroke.box.x0)
    for _, y in stroke.points[1:]:
        if (heading >= 0 and y > extreme) or (heading <= 0 and y < extreme):
            if heading == 0 and abs(y - extreme) > least:
                heading = 1 if y > extreme else -1
                extreme = y
            elif heading:
                extreme = y
        elif abs(y - extreme) > least:
            heading = -heading
            extreme = y
            count += 1
    return count


def _crossings(strokes: Sequence[Stroke]) -> list[tuple[Stroke, Stroke, Point]]:
    """Where strokes cross one another, or themselves."""
    out: list[tuple[Stroke, Stroke, Point]] = []
    lines = [s for s in strokes if not s.area and not s.ring]
    for i, one in enumerate(lines):
        for other in lines[i:]:
            a, b = one.box, other.box
            if a.x0 > b.x1 or b.x0 > a.x1 or a.top > b.bottom or b.top > a.bottom:
                continue
            for m, (p, q) in enumerate(itertools.pairwise(one.points)):
                for r, s in itertools.islice(itertools.pairwise(other.points), m + 2 if one is other else 0, None):
                    if (point := _meeting(p, q, r, s)) is not None:
                        out.append((one, other, point))
    return out


def _meeting(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where two segments cross, None where they do not, or run alongside."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = ux * vy - uy * vx
    if abs(cross) < 0.2 * hypot(ux, uy) * hypot(vx, vy) or not cross:
        return None
    t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / cross
    s = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / cross
    return (a[0] + t * ux, a[1] + t * uy) if 0 <= t <= 1 and 0 <= s <= 1 else None


def _surrounds(stroke: Stroke, box: Box) -> bool:
    """Whether the pen went around the box without entering it."""
    outer = stroke.box
    if stroke.area or not (outer.x0 < box.x0 - 0.3 and outer.x1 > box.x1 + 0.3 and outer.top < box.top - 0.3 and outer.bottom > box.bottom + 0.3):
        return False
    (x0, y0), (x1, y1) = stroke.points[0], stroke.points[-1]
    closed = hypot(x1 - x0, y1 - y0) < 0.45 * max(outer.x1 - outer.x0, outer.bottom - outer.top)
    return stroke.ring or (closed and len(stroke.points) > 4 and _inside(stroke, box) < _TOUCH)


def _too_large(strokes: Iterable[Stroke], box: Box) -> bool:
    side = max(box.x1 - box.x0, box.bottom - box.top)
    return any(max(s.box.x1 - s.box.x0, s.box.bottom - s.box.top) > LARGEST_INK * side for s in strokes)


def assign(strokes: Sequence[Stroke], boxes: Sequence[Box], reach: float = REACH) -> tuple[dict[int, Holding], list[Stroke]]:
    """What the strokes did to the boxes, by the boxes' indexes (those that no pen came near are left out), and the strokes that are near none."""
    held: dict[int, Holding] = {}

    def holding(k: int) -> Holding:
        return held.setdefault(k, Holding())

    near: list[tuple[Stroke, list[int]]] = []
    far: list[Stroke] = []
    for stroke in strokes:
        b = stroke.box
        close = [
            k for k, box in enumerate(boxes) if b.x0 < box.x1 + reach and b.x1 > box.x0 - reach and b.top < box.bottom + reach and b.bottom > box.top - reach
        ]
        if close:
            near.append((stroke, close))
        else:
            far.append(stroke)
    if not near:
        return held, far
    crossed: dict[int, set[int]] = {}
    for one, other, point in _crossings([s for s, _ in near]):
        for k, box in enumerate(boxes):
            if _holds(box, point, 0.0):
                crossed.setdefault(id(one), set()).add(k)
                crossed.setdefault(id(other), set()).add(k)
    for stroke, close in near:
        close = [k for k in close if not _too_large([stroke], boxes[k])]
        rings = [k for k in close if _surrounds(stroke, boxes[k])]
        if rings:
            for k in rings:
                holding(k).ringed = True
            continue
        touched = [k for k in close if _touches(stroke, boxes[k])]
        corner = _corner(stroke)
        owners = {k for k in close if _within(stroke.box, boxes[k], _SLACK) or (corner is not None and _holds(boxes[k], corner, 1.2))}
        owners |= {k for k in crossed.get(id(stroke), ()) if k in close}
        if len(owners) > 1 and corner is not None and (below := {k for k in owners if _holds(boxes[k], corner, 0.0)}):
            owners = below
        if not owners and len(touched) == 1 and (_middle_in(stroke, boxes[touched[0]]) or _lowest_in(stroke, boxes[touched[0]])):
            k = touched[0]
            if _level_through(stroke, boxes[k]):
                holding(k).struck = True
                continue
            owners = {k}
        if len(owners) == 1:
            (k,) = owners
            found = holding(k)
            found.own.append(stroke)
            found.signed = found.signed or k in crossed.get(id(stroke), ()) or (corner is not None and _holds(boxes[k], corner, 1.2))
            for elsewhere in touched:
                if elsewhere != k:
                    holding(elsewhere).doubtful = True
        elif touched or owners:
            for k in {*touched, *owners}:
                holding(k).doubtful = True
        elif close:
            holding(min(close, key=lambda k: _gap(stroke.box, boxes[k]))).beside = True
    for k, found in held.items():
        found.sure = found.signed or (bool(found.own) and _large_enough(found.own, boxes[k]))
        found.deep = any(_inside(s, _middle_of(boxes[k])) > _DEEP * (boxes[k].x1 - boxes[k].x0) for s in found.own)
    return held, far


def _middle_of(box: Box) -> Box:
    wide, high = 0.25 * (box.x1 - box.x0), 0.25 * (box.bottom - box.top)
    return Box(box.x0 + wide, box.top + high, box.x1 - wide, box.bottom - high)


def _touches(stroke: Stroke, box: Box) -> bool:
    """Whether the stroke runs through the box, or a spot lies in it, or covers it."""
    if _inside(stroke, box) > _TOUCH:
        return True
    s = stroke.box
    return stroke.area and s.x0 <= box.x0 and s.x1 >= box.x1 and s.top <= box.top and s.bottom >= box.bottom


def _middle_in(stroke: Stroke, box: Box) -> bool:
    s = stroke.box
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return abs(s.x0 + s.x1 - box.x0 - box.x1) / 2 < 0.6 * wide and abs(s.top + s.bottom - box.top - box.bottom) / 2 < 0.6 * high


def _lowest_in(stroke: Stroke, box: Box) -> bool:
    """Whether a filled spot has its lowest point in the box, as the outline of a tick has."""
    return stroke.area and stroke.kind == "drawn" and _holds(box, max(stroke.points, key=lambda p: p[1]), 0.5)


def _level_through(stroke: Stroke, box: Box) -> bool:
    """Whether a nearly level stroke runs through the box and out on both sides: it strikes the box out."""
    s = stroke.box
    return not stroke.area and s.bottom - s.top < 0.35 * (s.x1 - s.x0) and s.x0 < box.x0 - 1 and s.x1 > box.x1 + 1


def _large_enough(strokes: list[Stroke], box: Box) -> bool:
    """Whether the strokes cross a third of the box both ways: the smallest real cross filled 0.36 by 0.49 of its box."""
    x0, x1 = max(min(s.box.x0 for s in strokes), box.x0), min(max(s.box.x1 for s in strokes), box.x1)
    top, bottom = max(min(s.box.top for s in strokes), box.top), min(max(s.box.bottom for s in strokes), box.bottom)
    return x1 - x0 >= 0.33 * (box.x1 - box.x0) and bottom - top >= 0.33 * (box.bottom - box.top)


def _gap(a: Box, b: Box) -> float:
    return max(a.x0 - b.x1, b.x0 - a.x1, a.top - b.bottom, b.top - a.bottom)


def scribbled(strokes: Sequence[Stroke]) -> bool:
    """Whether one of several strokes blackens or scribbles over the others."""
    return len(strokes) > 1 and any(s.area or turns(s) >= _SCRIBBLED for s in strokes) and not all(s.area or turns(s) >= _SCRIBBLED for s in strokes)
