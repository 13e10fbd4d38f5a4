"""Annotations that tick a printed form: ink, stamps, lines, shapes, highlights and notes (ISO 32000-1, 12.5.6)."""

from __future__ import annotations

from collections.abc import Callable

from tests.conformance.kinds import Kind
from tests.conformance.pdf_drawn import rectangle
from tests.conformance.pdf_form import CELLS, SIDE, Draw, Sheet, Spot, kind, points
from tests.readers.pdf.pages import HEIGHT, text

EMPTY, MARKED, BELOW = "/stakeholders/express_companies", "/stakeholders/postal_operator", "/stakeholders/e_vendors"
Note = Callable[[Sheet, Spot], None]


def rect(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"/Rect [{x0:.2f} {HEIGHT - bottom:.2f} {x1:.2f} {HEIGHT - top:.2f}]"


def around(spot: Spot, more: float = 2.0) -> str:
    return rect(spot.x - more, spot.y - more, spot.x + SIDE + more, spot.y + SIDE + more)


def quad(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"/QuadPoints [{points([(x0, top), (x1, top), (x0, bottom), (x1, bottom)])}]"


def ink(*paths: Callable[[Spot], list[tuple[float, float]]], appearance: bool = False, flags: int = 4, more: str = "") -> Note:
    """An ink annotation of these strokes; with an appearance stream or without."""

    def put(sheet: Sheet, spot: Spot) -> None:
        strokes = [path(spot) for path in paths]
        xs, ys = [x for s in strokes for x, _ in s], [y for s in strokes for _, y in s]
        box = (min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2)
        shown = ""
        if appearance:
            drawn = " ".join(f"{points([s[0]])} m " + " ".join(f"{points([p])} l" for p in s[1:]) + " S" for s in strokes)
            number = sheet.appearance(f"0 0 1 RG 1.2 w {drawn}", f"{box[0]:.2f} {HEIGHT - box[3]:.2f} {box[2]:.2f} {HEIGHT - box[1]:.2f}")
            shown = f"/AP << /N {number} 0 R >>"
        sheet.annotate(f"/Subtype /Ink {rect(*box)} /C [0 0 1] /BS << /W 1.2 >> /InkList [{' '.join(f'[{points(s)}]' for s in strokes)}] {shown} {more}", flags)

    return put


def tick(spot: Spot) -> list[tuple[float, float]]:
    x, y = spot.x, spot.y
    return [(x + 1.2, y + 4.2), (x + 2.4, y + 5.8), (x + 3.6, y + 7.2), (x + 5.5, y + 4), (x + 7.8, y + 1)]


def large_tick(spot: Spot) -> list[tuple[float, float]]:
    x, y = spot.x, spot.y
    return [(x - 1, y + 2.5), (x + 1.5, y + 5), (x + 3.5, y + 8), (x + 6, y + 3), (x + 10, y - 3), (x + 15, y - 8)]


def down(spot: Spot) -> list[tuple[float, float]]:
    return [(spot.x - 1, spot.y - 1), (spot.x + 4, spot.y + 4), (spot.x + SIDE + 1, spot.y + SIDE + 1)]


def up(spot: Spot) -> list[tuple[float, float]]:
    return [(spot.x - 1, spot.y + SIDE + 1), (spot.x + 5, spot.y + 4), (spot.x + SIDE + 1, spot.y - 1)]


def ring(spot: Spot) -> list[tuple[float, float]]:
    x, y = spot.centre
    return [(x + 8 * a, y + 8 * b) for a, b in ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0.05))]


def scribble(spot: Spot) -> list[tuple[float, float]]:
    return [(spot.x + 1 + 0.9 * k, spot.y + (1.3 if k % 2 else 7.6)) for k in range(9)]


def aside(path: Callable[[Spot], list[tuple[float, float]]], dx: float, dy: float = 0.0) -> Callable[[Spot], list[tuple[float, float]]]:
    return lambda spot: [(x + dx, y + dy) for x, y in path(spot)]


def line(more: str = "") -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        sheet.annotate(f"/Subtype /Line {around(spot)} /L [{points([(spot.x + 1, spot.y + SIDE - 1), (spot.x + SIDE - 1, spot.y + 1)])}] {more}")

    return put


def two_lines(sheet: Sheet, spot: Spot) -> None:
    line()(sheet, spot)
    sheet.annotate(f"/Subtype /Line {around(spot)} /L [{points([(spot.x + 1, spot.y + 1), (spot.x + SIDE - 1, spot.y + SIDE - 1)])}]")


def polyline(sheet: Sheet, spot: Spot) -> None:
    sheet.annotate(f"/Subtype /PolyLine {around(spot)} /Vertices [{points(tick(spot))}] /C [1 0 0]")


def polygon(sheet: Sheet, spot: Spot) -> None:
    x, y = spot.x, spot.y
    corners = [(x + 1.4, y + 4.8), (x + 2.6, y + 3.9), (x + 3.8, y + 5.6), (x + 7, y + 1.2), (x + 7.9, y + 2), (x + 3.9, y + 7.7)]
    sheet.annotate(f"/Subtype /Polygon {around(spot)} /Vertices [{points(corners)}] /IC [0 0.5 0] /C [0 0.5 0]")


def shape(subtype: str, inset: float, entries: str = "/IC [0 0 0] /C [0 0 0]") -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        sheet.annotate(f"/Subtype /{subtype} {around(spot, -inset)} {entries}")

    return put


def stamp(appearance: bool) -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        if not appearance:
            sheet.annotate(f"/Subtype /Stamp {around(spot, 1)} /Name /CheckMark")
            return
        if "stamp" not in sheet.names:
            sheet.names["stamp"] = sheet.appearance("0 0.4 0 rg 1.4 4.2 m 2.6 5.1 l 3.8 3.4 l 7 7.8 l 7.9 7 l 3.9 1.3 l f")
        sheet.annotate(f"/Subtype /Stamp {around(spot, 0)} /Name /Tick /AP << /N {sheet.names['stamp']} 0 R >>")

    return put


def free_text(words: str, dx: float = 0.0, wide: float = 12.0) -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        number = sheet.appearance(f"BT /F1 9 Tf 2 3 Td ({words}) Tj ET", f"0 0 {wide} 12")
        box = rect(spot.x + dx - 1.5, spot.y - 1.5, spot.x + dx - 1.5 + wide, spot.y + 10.5)
        sheet.annotate(f"/Subtype /FreeText {box} /DA (/Helv 9 Tf 0 g) /Contents ({words}) /AP << /N {number} 0 R >>")

    return put


def check_sign(sheet: Sheet, spot: Spot) -> None:
    sheet.annotate(f"/Subtype /FreeText {around(spot, 1.5)} /DA (/Helv 9 Tf 0 g) /Contents <FEFF2713>")


def over_label(subtype: str, entries: str = "/C [1 1 0]") -> Note:
    """A highlight, underline or strike-out over the label."""

    def put(sheet: Sheet, spot: Spot) -> None:
        x0 = spot.x + SIDE + 6
        box = (x0, spot.y - 1, x0 + 4.4 * len(spot.label), spot.y + SIDE + 1)
        sheet.annotate(f"/Subtype /{subtype} {rect(*box)} {quad(*box)} {entries}")

    return put


def over_box(subtype: str, entries: str = "/C [1 1 0]") -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        box = (spot.x - 1, spot.y - 1, spot.x + SIDE + 1, spot.y + SIDE + 1)
        sheet.annotate(f"/Subtype /{subtype} {rect(*box)} {quad(*box)} {entries}")

    return put


def sticky(words: str) -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        box = rect(spot.x - 22, spot.y - 4, spot.x - 4, spot.y + 14)
        note = sheet.annotate(f"/Subtype /Text {box} /Name /Comment /Contents ({words})")
        sheet.annotate(f"/Subtype /Popup {rect(560, spot.y, 590, spot.y + 40)} /Parent {note} 0 R /Open true")

    return put


def low_stamp(sheet: Sheet, spot: Spot) -> None:
    """A stamp that lies over a box and the next."""
    sheet.annotate(f"/Subtype /Stamp {rect(spot.x, spot.y + 3, spot.x + SIDE, spot.y + 21)} /Name /Tick")


def reply(sheet: Sheet, spot: Spot) -> None:
    """An answer to the annotation before."""
    sheet.annotate(f"/Subtype /Text {around(spot)} /IRT {sheet.annotations[-1]} 0 R /Contents (Seen)")


def both(*notes: Note) -> Note:
    def put(sheet: Sheet, spot: Spot) -> None:
        for note in notes:
            note(sheet, spot)

    return put


def with_notes(note: Note) -> Draw:
    """Every box printed empty; a note over each that is marked."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(rectangle(spot))
        if spot.checked:
            note(sheet, spot)

    return draw


def glyphs(note: Note) -> Draw:
    """The same with a box that is a character."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(text(spot.x, spot.y + 8.2, "o", 11, "FZ"))
        if spot.checked:
            note(sheet, spot)

    return draw


CROSS = ink(down, up)


def special(notes: dict[str, tuple[Note, ...]]) -> Draw:
    """Ink crosses over the marked boxes, but for some."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(rectangle(spot))
        for note in notes.get(spot.pointer, (CROSS,) if spot.checked else ()):
            note(sheet, spot)

    return draw


def undecided(name: str, title: str, notes: dict[str, tuple[Note, ...]], *pointers: str) -> Kind:
    return kind(f"note-{name}", title, special(notes), differs=dict.fromkeys(pointers))


KINDS: tuple[Kind, ...] = (
    kind("note-ink-cross", "ink crosses", with_notes(CROSS)),
    kind("note-ink-cross-appearance", "ink crosses with an appearance", with_notes(ink(down, up, appearance=True)), CELLS),
    kind("note-ink-two", "crosses of two ink annotations each", with_notes(both(ink(down), ink(up)))),
    kind("note-ink-tick", "ink ticks", with_notes(ink(tick))),
    kind("note-ink-tick-large", "ink ticks larger than their boxes", with_notes(ink(large_tick, appearance=True))),
    kind("note-ink-glyph", "ink ticks over boxes that are characters", glyphs(ink(tick))),
    kind("note-line", "a line across each marked box", with_notes(line())),
    kind("note-lines", "two lines across each marked box", with_notes(two_lines)),
    kind("note-polyline", "ticks that are polylines", with_notes(polyline)),
    kind("note-polygon", "ticks that are polygons", with_notes(polygon)),
    kind("note-square", "filled squares over the boxes", with_notes(shape("Square", 0.5))),
    kind("note-circle", "filled circles in the boxes", with_notes(shape("Circle", 2))),
    kind("note-stamp", "stamps without an appearance", with_notes(stamp(False))),
    kind("note-stamp-appearance", "stamps with an appearance", with_notes(stamp(True))),
    kind("note-text-x", "an X typed over each marked box", with_notes(free_text("X"))),
    kind("note-text-check", "a tick typed over each marked box", with_notes(check_sign)),
    kind("note-text-yes", "the word Yes typed over each marked box", with_notes(free_text("Yes", wide=20))),
    undecided("highlighted-label", "a highlight over the label of an empty box", {EMPTY: (over_label("Highlight"),)}, EMPTY),
    kind("note-highlighted-marked", "a highlight over the label of a marked box", special({MARKED: (CROSS, over_label("Highlight"))})),
    undecided("highlighted-box", "a highlight over an empty box", {EMPTY: (over_box("Highlight"),)}, EMPTY),
    undecided("struck-label", "a strike-out over the label of a marked box", {MARKED: (CROSS, over_label("StrikeOut", "/C [1 0 0]"))}, MARKED),
    undecided("struck-label-empty", "a strike-out over the label of an empty box", {EMPTY: (over_label("StrikeOut", "/C [1 0 0]"),)}, EMPTY),
    undecided("square-outline", "an outline drawn around an empty box", {EMPTY: (shape("Square", -3, "/C [1 0 0]"),)}, EMPTY),
    undecided("circle-outline", "a circle drawn around an empty box", {EMPTY: (shape("Circle", -4, "/C [1 0 0]"),)}, EMPTY),
    undecided("ink-ring", "an ink ring around an empty box", {EMPTY: (ink(ring),)}, EMPTY),
    undecided("ink-ring-marked", "an ink ring around a marked box", {MARKED: (CROSS, ink(ring))}, MARKED),
    undecided("ink-scribbled", "an ink cross scribbled over", {MARKED: (CROSS, ink(scribble))}, MARKED),
    undecided("ink-dot", "a dot of ink in a box", {EMPTY: (ink(lambda s: [(s.x + 4, s.y + 4), (s.x + 4.6, s.y + 4.4)]),)}, EMPTY),
    undecided("ink-beside", "an ink tick beside its box", {EMPTY: (ink(aside(tick, -11)),)}, EMPTY),
    undecided("ink-between", "an ink cross half on one box and half on the next", {EMPTY: (ink(aside(down, 0, 7.5), aside(up, 0, 7.5)),)}, EMPTY, BELOW),
    undecided(
        "ink-through-two",
        "a stroke of ink through two boxes",
        {EMPTY: (ink(lambda s: [(s.x + 3, s.y - 2), (s.x + 5, s.y + 12), (s.x + 6, s.y + 26)]),)},
        EMPTY,
        BELOW,
    ),
    undecided("stamp-on-two", "a stamp over two boxes", {EMPTY: (low_stamp,)}, EMPTY, BELOW),
    undecided("caret", "a caret at an empty box", {EMPTY: (over_box("Caret", "/Contents (?)"),)}, EMPTY),
    undecided("text-no", "the word No typed over a box", {EMPTY: (free_text("No", wide=16),)}, EMPTY),
    undecided("text-question", "a question mark typed over a box", {EMPTY: (free_text("?"),)}, EMPTY),
    kind("note-hidden", "hidden ink over empty boxes", special({EMPTY: (ink(tick, flags=2),), BELOW: (ink(tick, flags=32),)})),
    kind("note-sticky", "a sticky note beside a box", special({MARKED: (CROSS, sticky("Please check with the post"))})),
    kind("note-reply", "an ink cross with a reply to it", special({MARKED: (CROSS, reply)})),
)
