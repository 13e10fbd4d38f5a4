"""What is drawn on a page: the paths as outlines and strokes, and the pictures.

A path object may hold a whole table's borders or one box with its cross: it is taken apart into subpaths, each a `Shape`.
"""

from __future__ import annotations

from array import array
from itertools import repeat

from extractor.readers.pdf.engine import Pdfium
from extractor.readers.pdf.geometry import Turn

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# Object types and segment types of fpdf_edit.h.
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
# A form page holds some hundred objects and segments; plots and maps hold tens of thousands and are not looked at beyond this.
MOST_OBJECTS = 6_000
MOST_SEGMENTS = 20_000
_DEEPEST_FORM = 6
# Paths of at least so many segments are looked up among the earlier ones before they are read.
_MANY = 12
# Lines and the sides of boxes are thinner than this (points); a rule of a printed form is 0.25 to 2.25.
THIN = 2.6


class Shape:
    """One subpath: a line, an outline, a filled area. Coordinates are those of the upright page."""

    __slots__ = ("bottom", "closed", "curves", "fill", "points", "serial", "stroke", "top", "width", "x0", "x1")

    def __init__(
        self, points: list[tuple[float, float]], curves: int, closed: bool, fill: float | None, stroke: float | None, width: float, serial: int
    ) -> None:
        self.points = points
        self.curves = curves
        """How many of its segments are Béziers."""
        self.closed = closed
        self.fill = fill
        """Luminance 0 (black) to 1 (white) of the area; None where it is not filled."""
        self.stroke = stroke
        """Luminance of the outline; None where it has none."""
        self.width = width
        self.serial = serial
        """The path object's place in the order of painting."""
        xs = [p[0] for p in points]
        ys = [p[1] for p in points]
        self.x0, self.x1, self.top, self.bottom = min(xs), max(xs), min(ys), max(ys)

    def moved(self, dx: float, dy: float, serial: int) -> Shape:
        """The same shape elsewhere."""
        return Shape([(x + dx, y + dy) for x, y in self.points], self.curves, self.closed, self.fill, self.stroke, self.width, serial)

    def flat(self) -> list[tuple[float, float]]:
        """Its line as points: curves as four chords each where it is made of curves alone, else by their control points."""
        points = self.points
        if not self.curves or len(points) != 3 * self.curves + 1:
            return points
        out = [points[0]]
        for k in range(0, len(points) - 1, 3):
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[k : k + 4]
            for t in (0.25, 0.5, 0.75, 1.0):
                u = 1 - t
                p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
                out.append((p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy))
        return out

    def __repr__(self) -> str:
        return f"Shape({self.x0:.1f} {self.top:.1f} {self.x1:.1f} {self.bottom:.1f} n{len(self.points)} c{self.curves} fill {self.fill} stroke {self.stroke})"


class Picture:
    """An image's rectangle on the upright page."""

    __slots__ = ("bottom", "top", "x0", "x1")

    def __init__(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom


class Drawings:
    """The shapes and pictures of one page, and whether there was too much to look at."""

    __slots__ = ("complete", "pictures", "shapes")

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.pictures: list[Picture] = []
        self.complete = True


def read_drawings(lib: Pdfium, page: int, turn: Turn) -> Drawings:
    """Everything drawn on the page, forms (XObjects) included, in the order of painting."""
    drawings = Drawings()
    reader = _Reader(lib, turn, drawings)
    count = lib.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        drawings.complete = False
        count = MOST_OBJECTS
    reader.read(list(map(lib.FPDFPage_GetObject, repeat(page), range(count))), IDENTITY, 0)
    return drawings


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


class _Reader:
    def __init__(self, lib: Pdfium, turn: Turn, drawings: Drawings) -> None:
        self.lib = lib
        self.turn = turn
        self.drawings = drawings
        self.serial = 0
        self.segments = 0
        self.drawn: dict[tuple[int, float | None, float | None, float, float, float], tuple[tuple[float, float, float, float], list[Shape]]] = {}
        self.numbers = array("f", bytes(32))
        self.address = self.numbers.buffer_info()[0]
        self.colours = array("I", bytes(16))
        self.colour_addresses = tuple(range(self.colours.buffer_info()[0], self.colours.buffer_info()[0] + 16, 4))
        self.modes = array("i", bytes(8))
        self.mode_addresses = (self.modes.buffer_info()[0], self.modes.buffer_info()[0] + 4)

    def read(self, objects: list[int], outer: Matrix, depth: int) -> None:
        lib = self.lib
        for handle, kind in zip(objects, map(lib.FPDFPageObj_GetType, objects), strict=True):
            self.serial += 1
            if kind == _PATH:
                self.path(handle, outer)
            elif kind == _IMAGE:
                if (box := self.bounds(handle, outer)) is not None:
                    self.drawings.pictures.append(Picture(*box))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                matrix = _times(self.matrix(handle), outer)
                count = lib.FPDFFormObj_CountObjects(handle)
                if self.serial + count > MOST_OBJECTS:
                    self.drawings.complete = False
                    count = max(0, MOST_OBJECTS - self.serial)
                self.read([o for o in map(lib.FPDFFormObj_GetObject, repeat(handle), range(count)) if o], matrix, depth + 1)

    def matrix(self, handle: int) -> Matrix:
        if not self.lib.FPDFPageObj_GetMatrix(handle, self.address):
            return IDENTITY
        a, b, c, d, e, f = self.numbers[:6]
        return (a, b, c, d, e, f)

    def bounds(self, handle: int, outer: Matrix) -> tuple[float, float, float, float] | None:
        a = self.address
        if not self.lib.FPDFPageObj_GetBounds(handle, a, a + 4, a + 8, a + 12):
            return None
        left, bottom, right, top = self.numbers[:4]
        if outer is not IDENTITY:
            corners = [(x * outer[0] + y * outer[2] + outer[4], x * outer[1] + y * outer[3] + outer[5]) for x in (left, right) for y in (bottom, top)]
            left, right = min(c[0] for c in corners), max(c[0] for c in corners)
            bottom, top = min(c[1] for c in corners), max(c[1] for c in corners)
        return self.turn.box(left, top, right, bottom)

    def luminance(self, red: int, green: int, blue: int) -> float:
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    def path(self, handle: int, outer: Matrix) -> None:
        lib = self.lib
        lib.FPDFPath_GetDrawMode(handle, *self.mode_addresses)
        filled, stroked = self.modes
        fill = stroke = None
        if filled:
            lib.FPDFPageObj_GetFillColor(handle, *self.colour_addresses)
            red, green, blue, alpha = self.colours
            if alpha >= 24:  # fainter than a tenth is not seen on paper
                fill = self.luminance(red, green, blue)
        width = 0.0
        if stroked:
            lib.FPDFPageObj_GetStrokeColor(handle, *self.colour_addresses)
            red, green, blue, alpha = self.colours
            if alpha >= 24:
                stroke = self.luminance(red, green, blue)
                lib.FPDFPageObj_GetStrokeWidth(handle, self.address)
                width = self.numbers[0]
        if fill is None and stroke is None:
            return
        count = lib.FPDFPath_CountSegments(handle)
        if count < 2:
            return
        self.segments += count
        if self.segments > MOST_SEGMENTS:
            self.drawings.complete = False
            return
        matrix = self.matrix(handle)
        if outer is not IDENTITY:
            matrix = _times(matrix, outer)
        a, b, c, d, e, f = matrix
        if stroke is not None:
            width *= abs(a * d - b * c) ** 0.5
        if stroke is None and 4 <= count <= 5 and not self.turn.skewed:
            # A rectangle that is only filled: its bounds tell all, unless it is large enough to be something else.
            box = self.bounds(handle, outer)
            if box is not None and (box[2] - box[0] < THIN or box[3] - box[1] < THIN):
                x0, top, x1, bottom = box
                self.drawings.shapes.append(Shape([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], 0, True, fill, None, 0.0, self.serial))
                return
        bounds = None
        if count >= _MANY:
            # Drawn again and again, as the boxes of a form are: the same outline elsewhere.
            bounds = self.bounds(handle, outer)
            if bounds is not None and self.repeat_of(bounds, count, fill, stroke, width):
                return
        first = len(self.drawings.shapes)
        segments = list(map(lib.FPDFPath_GetPathSegment, repeat(handle), range(count)))
        kinds = list(map(lib.FPDFPathSegment_GetType, segments))
        closes = list(map(lib.FPDFPathSegment_GetClose, segments))
        points = array("f", bytes(8 * count))
        base = points.buffer_info()[0]
        for _ in map(lib.FPDFPathSegment_GetPoint, segments, range(base, base + 8 * count, 8), range(base + 4, base + 8 * count + 4, 8)):
            pass
        place = self.turn.point
        current: list[tuple[float, float]] = []
        curves = 0
        closed = False
        for k in range(count):
            x, y = points[2 * k], points[2 * k + 1]
            kind = kinds[k]
            if kind == _MOVE:
                if len(current) > 1:
                    self.add(current, curves, closed, fill, stroke, width)
                current, curves, closed = [], 0, False
            elif kind == _BEZIER:
                curves += 1  # three points a curve: the two controls and the end
            current.append(place(a * x + c * y + e, b * x + d * y + f))
            closed = closed or bool(closes[k])
        if len(current) > 1:
            self.add(current, curves, closed, fill, stroke, width)
        if bounds is not None:
            key = (count, fill, stroke, round(width, 2), round(bounds[2] - bounds[0], 1), round(bounds[3] - bounds[1], 1))
            self.drawn[key] = (bounds, self.drawings.shapes[first:])

    def repeat_of(self, bounds: tuple[float, float, float, float], count: int, fill: float | None, stroke: float | None, width: float) -> bool:
        """Add the shapes of an earlier path of the same size, kind and number of segments, moved here; False where there was none."""
        x0, top, x1, bottom = bounds
        known = self.drawn.get((count, fill, stroke, round(width, 2), round(x1 - x0, 1), round(bottom - top, 1)))
        if known is None:
            return False
        dx, dy = x0 - known[0][0], top - known[0][1]
        for shape in known[1]:
            self.drawings.shapes.append(shape.moved(dx, dy, self.serial))
        return True

    def add(self, points: list[tuple[float, float]], curves: int, closed: bool, fill: float | None, stroke: float | None, width: float) -> None:
        shape = Shape(points, curves // 3, closed or fill is not None, fill, stroke, width, self.serial)
        first, last = points[0], points[-1]
        if len(points) > 3 and abs(first[0] - last[0]) < 0.3 and abs(first[1] - last[1]) < 0.3:
            shape.closed = True
        self.drawings.shapes.append(shape)
