"""What a pen and a bad printer leave on a form: where a careful person could not tell, neither do we."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conformance.kinds import Kind
from tests.conformance.pdf_drawn import Pen, area, circle, cross, large_cross, letter, pen_tick, rectangle, scribble, tick
from tests.conformance.pdf_form import PLAIN, SIDE, Draw, Sheet, Spot, kind, path

EMPTY = "/stakeholders/express_companies"
"""A box that is empty in every file, unless a pen went over it."""
MARKED = "/stakeholders/postal_operator"
FIRST = "/requirements/private_sector"


def by_pen(special: Mapping[str, Pen | None]) -> Draw:
    """Boxes with crosses, but for some whose content is drawn by a pen of its own, or None for nothing but the box."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(rectangle(spot))
        if spot.pointer in special:
            pen = special[spot.pointer]
            if pen is not None:
                sheet.content.append(pen(spot))
        elif spot.checked:
            sheet.content.append(cross(spot))

    return draw


def pen_kind(name: str, title: str, special: Mapping[str, Pen | None], differs: Mapping[str, bool | None]) -> Kind:
    return kind(f"pen-{name}", title, by_pen(special), PLAIN, differs=differs)


def faint(pen: Pen, gray: float) -> Pen:
    return lambda spot: f"q {gray} G {gray} g {pen(spot)} Q"


def both(*pens: Pen) -> Pen:
    return lambda spot: "\n".join(pen(spot) for pen in pens)


def moved(pen: Pen, dx: float, dy: float = 0.0) -> Pen:
    return lambda spot: pen(Spot(spot.pointer, spot.label, spot.x + dx, spot.y + dy, spot.checked))


def struck_label(spot: Spot) -> str:
    return path((spot.x + SIDE + 5, spot.y + 5.2), (spot.x + SIDE + 8 + 4.4 * len(spot.label), spot.y + 4.8), width=1)


def through_two(spot: Spot) -> str:
    return path((spot.x + 2, spot.y - 3), (spot.x + SIDE - 2, spot.y + 2 * SIDE + 9), width=1.1)


KINDS = (
    pen_kind("dot", "a stray dot in a box", {EMPTY: lambda s: circle(s.x + 4, s.y + 5, 0.8, "f")}, {EMPTY: None}),
    pen_kind("dash", "a dash in a box", {EMPTY: lambda s: path((s.x + 2, s.y + 4.6), (s.x + 7, s.y + 4.4))}, {EMPTY: None}),
    pen_kind("half-fill", "a box half filled", {EMPTY: lambda s: area(s.x + 0.4, s.y + 0.4, SIDE / 2, SIDE - 0.8)}, {EMPTY: None}),
    pen_kind("corner-fill", "a corner of a box filled", {EMPTY: lambda s: path((s.x, s.y), (s.x + 5, s.y), (s.x, s.y + 5), paint="f")}, {EMPTY: None}),
    pen_kind("beside", "a tick beside its box", {EMPTY: moved(tick, -10.5)}, {EMPTY: None}),
    pen_kind("edge", "a tick over the edge of its box", {EMPTY: moved(tick, -6)}, {EMPTY: None}),
    pen_kind("margin", "a tick in the margin, on the height of a box", {FIRST: moved(tick, -26)}, {FIRST: None}),
    pen_kind(
        "margin-marked",
        "a tick in the margin, on the height of a box with a cross",
        {"/requirements/changes_on_legal_framework": both(cross, moved(tick, -26))},
        {},
    ),
    pen_kind("scribbled-out", "a cross scribbled over", {EMPTY: both(cross, scribble)}, {EMPTY: None}),
    pen_kind("blackened", "a cross blackened over", {EMPTY: both(cross, lambda s: area(s.x + 0.4, s.y + 0.4, SIDE - 0.8, SIDE - 0.8))}, {EMPTY: None}),
    pen_kind("struck-through", "a cross struck through", {EMPTY: both(cross, lambda s: path((s.x - 4, s.y + 5), (s.x + SIDE + 4, s.y + 4.4)))}, {EMPTY: None}),
    pen_kind("circled-empty", "an empty box circled", {EMPTY: lambda s: circle(*s.centre, 8)}, {EMPTY: None}),
    pen_kind("circled-marked", "a marked box circled", {EMPTY: both(cross, lambda s: circle(*s.centre, 8))}, {EMPTY: None}),
    pen_kind("no-beside", "a marked box with “no” written at its left", {EMPTY: both(cross, letter("no", left=-14))}, {EMPTY: None}),
    pen_kind("faint", "a cross so light that it may be a trace of another page", {EMPTY: faint(cross, 0.85)}, {EMPTY: None}),
    pen_kind(
        "pale-fill",
        "a box filled with a pale grey among crosses",
        {EMPTY: faint(lambda s: area(s.x + 0.4, s.y + 0.4, SIDE - 0.8, SIDE - 0.8), 0.8)},
        {EMPTY: None},
    ),
    pen_kind("label-struck-empty", "a line through the label of an empty box", {EMPTY: struck_label}, {EMPTY: None}),
    pen_kind("label-struck-marked", "a line through the label of a marked box", {MARKED: both(cross, struck_label)}, {MARKED: None}),
    pen_kind("two-ticks", "two ticks on one option", {MARKED: both(tick, moved(tick, 1.6, -0.8))}, {}),
    pen_kind(
        "across-two", "one stroke through two boxes", {EMPTY: through_two, "/stakeholders/e_vendors": None}, {EMPTY: None, "/stakeholders/e_vendors": None}
    ),
    pen_kind("large-cross", "one cross larger than its box", {EMPTY: large_cross}, {EMPTY: True}),
    pen_kind("large-tick", "one tick larger than its box", {EMPTY: pen_tick}, {EMPTY: True}),
    pen_kind(
        "cross-between",
        "a cross whose middle lies between two boxes",
        {EMPTY: moved(large_cross, 0, 7.5), "/stakeholders/e_vendors": None},
        {EMPTY: None, "/stakeholders/e_vendors": None},
    ),
    pen_kind("question-mark", "a question mark in a box", {EMPTY: letter("?", left=2)}, {EMPTY: None}),
    pen_kind("n-in-box", "the letter N in a box", {EMPTY: letter("N", left=1.2)}, {EMPTY: None}),
    pen_kind("word-no-in-box", "the word no in a box", {EMPTY: letter("no", size=7, left=0.6)}, {EMPTY: None}),
    pen_kind("zero-in-box", "a nought in a box", {EMPTY: letter("0", left=2)}, {EMPTY: None}),
    pen_kind("y-in-box", "the letter Y in a box", {EMPTY: letter("Y", left=1.5)}, {EMPTY: True}),
)
