"""Boxes that are drawn on a PDF's page: every way to draw a box, and every way to fill it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from tests.conformance.pdf_form import CELLS, PLAIN, SIDE, Draw, Sheet, Spot, kind, path, points
from tests.readers.pdf.pages import HEIGHT, line, square, text

Pen = Callable[[Spot], str]


def circle(x: float, y: float, radius: float, paint: str = "S") -> str:
    """A circle of four Béziers round a point from the top left."""
    k, y = 0.5523 * radius, HEIGHT - y
    r = radius
    return (
        f"q 0.8 w {x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c {x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c {paint} Q"
    )


def area(x: float, y: float, wide: float, high: float, paint: str = "f") -> str:
    """A rectangle by its top left corner."""
    return f"{x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re {paint}"


# Boxes


def rectangle(spot: Spot) -> str:
    return square(spot.x, spot.y, SIDE)


def white_rectangle(spot: Spot) -> str:
    return f"q 1 g 0.8 w {area(spot.x, spot.y, SIDE, SIDE, 'B')} Q"


def four_lines(spot: Spot) -> str:
    x, y = spot.x, spot.y
    corners = [(x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE), (x, y)]
    return "\n".join(line(*a, *b) for a, b in itertools.pairwise(corners))


def thin_rectangles(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return "\n".join([area(x, y, SIDE, 0.6), area(x, y + SIDE - 0.6, SIDE, 0.6), area(x, y, 0.6, SIDE), area(x + SIDE - 0.6, y, 0.6, SIDE)])


def ring(spot: Spot) -> str:
    return f"{area(spot.x, spot.y, SIDE, SIDE, '')} {area(spot.x + 0.8, spot.y + 0.8, SIDE - 1.6, SIDE - 1.6, 'f*')}"


def black_under_white(spot: Spot) -> str:
    return f"{area(spot.x, spot.y, SIDE, SIDE)} q 1 g {area(spot.x + 0.8, spot.y + 0.8, SIDE - 1.6, SIDE - 1.6)} Q"


def rounded(spot: Spot) -> str:
    x, y, r, k = spot.x, HEIGHT - spot.y, 2.0, 0.9
    s = SIDE
    return (
        f"0.8 w {x + r} {y} m {x + s - r} {y} l {x + s - k} {y} {x + s} {y - k} {x + s} {y - r} c {x + s} {y - s + r} l "
        f"{x + s} {y - s + k} {x + s - k} {y - s} {x + s - r} {y - s} c {x + r} {y - s} l {x + k} {y - s} {x} {y - s + k} {x} {y - s + r} c "
        f"{x} {y - r} l {x} {y - k} {x + k} {y} {x + r} {y} c s"
    )


def dashed(spot: Spot) -> str:
    return f"q [1.5 1] 0 d {rectangle(spot)} Q"


def dotted_lines(spot: Spot) -> str:
    return f"q [0.8 0.8] 0 d {four_lines(spot)} Q"


def blank_line(spot: Spot) -> str:
    return line(spot.x, spot.y + SIDE, spot.x + SIDE, spot.y + SIDE)


def twice(spot: Spot) -> str:
    return f"{rectangle(spot)}\n{rectangle(spot)}"


def clipped(spot: Spot) -> str:
    return f"q {area(spot.x - 1, spot.y - 1, SIDE + 2, SIDE + 2, 'W n')} {rectangle(spot)} Q"


def gray(spot: Spot) -> str:
    return f"q 0.6 G {rectangle(spot)} Q"


def round_box(spot: Spot) -> str:
    return circle(*spot.centre, SIDE / 2)


def shadowed(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return f"q 0.75 g {area(x + 1, y + 1, SIDE, SIDE)} Q {white_rectangle(spot)}"


def tinted(spot: Spot) -> str:
    return f"q 0.93 g 0.8 w {area(spot.x, spot.y, SIDE, SIDE, 'B')} Q"


# What stands in them


def cross(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path((x + 1.5, y + 1.5), (x + SIDE - 1.5, y + SIDE - 1.5)) + "\n" + path((x + 1.5, y + SIDE - 1.5), (x + SIDE - 1.5, y + 1.5))


def corner_cross(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path((x, y), (x + SIDE, y + SIDE), width=0.8) + "\n" + path((x, y + SIDE), (x + SIDE, y), width=0.8)


def tick(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path((x + 1.6, y + 4.6), (x + 3.6, y + 7), (x + 7.4, y + 1.8), width=1.2)


def fill(spot: Spot) -> str:
    return area(spot.x, spot.y, SIDE, SIDE)


def inner_square(spot: Spot) -> str:
    return area(spot.x + 2, spot.y + 2, SIDE - 4, SIDE - 4)


def blot(spot: Spot) -> str:
    x, y = spot.centre
    around = [(x + (3.2 + 0.8 * math.sin(5 * t)) * math.cos(t), y + (3.0 + 0.7 * math.cos(3 * t)) * math.sin(t)) for t in (k * 0.5236 for k in range(12))]
    return path(*around, paint="f")


def dot(spot: Spot) -> str:
    return circle(*spot.centre, 2.2, "f")


def scribble(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path(*[(x + 1 + 0.9 * k, y + (1.3 if k % 2 else 7.6)) for k in range(9)], width=0.7)


def letter(character: str, font: str = "F1", size: float = 9.0, left: float = 1.6, down: float = 7.6) -> Pen:
    """A letter set over the box."""
    return lambda spot: text(round(spot.x + left, 2), round(spot.y + down, 2), character, size, font)


def outline_tick(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path((x + 1.4, y + 4.8), (x + 2.6, y + 3.9), (x + 3.8, y + 5.6), (x + 7, y + 1.2), (x + 7.9, y + 2), (x + 3.9, y + 7.7), paint="f")


def large_cross(spot: Spot) -> str:
    x, y, over = spot.x, spot.y, 4.0
    return path((x - over, y - over), (x + SIDE + over, y + SIDE + over)) + "\n" + path((x - over, y + SIDE + over), (x + SIDE + over, y - over))


def pen_tick(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return path((x + 1, y + 3.5), (x + 3.5, y + 7.5), (x + 15, y - 6), width=1.1)


def pen_tick_curved(spot: Spot) -> str:
    x, y = spot.x, spot.y
    return (
        f"q 1.1 w {points([(x - 1, y + 3)])} m {points([(x + 1, y + 4), (x + 2.5, y + 6), (x + 3.5, y + 8)])} c "
        f"{points([(x + 5, y + 2), (x + 9, y - 3), (x + 14, y - 7)])} c S Q"
    )


def slash(spot: Spot) -> str:
    return path((spot.x + 1.5, spot.y + SIDE - 1.5), (spot.x + SIDE - 1.5, spot.y + 1.5))


def with_pen(box: Pen, mark: Pen) -> Draw:
    """Every box drawn by the one, each that is marked also by the other."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(box(spot))
        if spot.checked:
            sheet.content.append(mark(spot))

    return draw


boxed = with_pen(rectangle, cross)
"""A stroked rectangle with a cross."""

_BOXES: tuple[tuple[str, str, Pen, Pen], ...] = (
    ("lines-cross", "a box of four lines with a cross", four_lines, cross),
    ("thin-rectangles-tick", "a box of four thin filled rectangles with a tick", thin_rectangles, tick),
    ("rectangle-cross", "a stroked rectangle with a cross", rectangle, cross),
    ("rectangle-corner-cross", "a stroked rectangle crossed from corner to corner", rectangle, corner_cross),
    ("white-rectangle-fill", "a rectangle stroked and filled white, filled black where marked", white_rectangle, fill),
    ("ring-tick", "two rectangles filled by the even-odd rule, with a tick", ring, tick),
    ("black-under-white-square", "a black square under a white one, with a small square", black_under_white, inner_square),
    ("rounded-tick", "a box with rounded corners and a tick", rounded, tick),
    ("dashed-cross", "a dashed outline with a cross", dashed, cross),
    ("dashed-lines-cross", "a box of four dashed lines with a cross", dotted_lines, cross),
    ("drawn-twice-tick", "an outline drawn twice, with a tick", twice, tick),
    ("clipped-cross", "a box drawn within a clip, with a cross", clipped, cross),
    ("gray-outline-cross", "a grey outline with a cross", gray, cross),
    ("shadowed-cross", "a box with a shadow, with a cross", shadowed, cross),
    ("tinted-cross", "a box on a tint of its own, with a cross", tinted, cross),
    ("circle-dot", "a circle with a dot", round_box, dot),
    ("circle-tick", "a circle with a tick", round_box, tick),
    ("circle-fill", "a circle filled where marked", round_box, lambda spot: circle(*spot.centre, SIDE / 2, "f")),
    ("rectangle-blot", "a rectangle with a blot of ink", rectangle, blot),
    ("rectangle-scribble", "a rectangle scribbled full", rectangle, scribble),
    ("rectangle-slash", "a rectangle with a single slash", rectangle, slash),
    ("rectangle-outline-tick", "a rectangle with a tick that is a filled outline", rectangle, outline_tick),
    ("letter-capital-x", "a rectangle with a capital X set over it", rectangle, letter("X")),
    ("letter-x", "a rectangle with a small x set over it", rectangle, letter("x", left=2.2, down=7.2)),
    ("letter-v", "a rectangle with a V set over it", rectangle, letter("V")),
    ("letter-dingbat", "a rectangle with a tick of ZapfDingbats set over it", rectangle, letter("4", "FZ", left=1.2)),
    ("letter-disc", "a rectangle with a disc of ZapfDingbats set over it", rectangle, letter("l", "FZ", 8, 1.4, 7.2)),
    ("letter-large-x", "a rectangle with an X larger than itself", rectangle, letter("X", size=15, left=-0.5, down=10)),
    ("large-cross", "a rectangle with a cross larger than itself", rectangle, large_cross),
    ("pen-tick", "a rectangle with a tick that leaves it at the top right", rectangle, pen_tick),
    ("pen-tick-curved", "a rectangle with a curved tick that leaves it at the top right", rectangle, pen_tick_curved),
    ("blank-line-x", "a short line with an X set on it", blank_line, letter("X")),
)

KINDS = tuple(kind(name, title, with_pen(box, mark), CELLS if number % 4 == 3 else PLAIN) for number, (name, title, box, mark) in enumerate(_BOXES))
