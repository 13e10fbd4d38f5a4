"""Shapes of one drawing: which strokes lie in which boxes, and how the whole is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractor.document import Mark
from extractor.wordprocessing.shapes import POINT

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(slots=True)
class Piece:
    """One shape of a drawing, in EMU from the drawing's own corner: a mark, a text box (the element around its paragraphs), or neither: a stroke."""

    left: float
    top: float
    width: float
    height: float
    mark: Mark | None = None
    box: Element | None = None

    @property
    def is_stroke(self) -> bool:
        """A cross, line or scribble."""
        return self.mark is None and self.box is None

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of it."""
        return self.left + self.width / 2, self.top + self.height / 2


def settle(every: list[Piece]) -> tuple[list[Piece], bool]:
    """The marks and text boxes in reading order, for shapes are stored in the order in which they were drawn; and whether a stroke lies in no box.

    Strokes are given to the boxes that they lie in.
    """
    strokes = [piece for piece in every if piece.is_stroke]
    pieces = [piece for piece in every if not piece.is_stroke]
    loose = bool(strokes) and _cross(pieces, strokes)
    if len(pieces) > 1:
        pieces.sort(key=lambda piece: piece.middle[1])
        # Rows: what begins above the middle of the row's first piece stands beside it.
        rows: list[list[Piece]] = []
        for piece in pieces:
            beside = rows and piece.middle[1] - rows[-1][0].middle[1] < max(min(piece.height, rows[-1][0].height) / 2, POINT)
            rows[-1].append(piece) if beside else rows.append([piece])
        pieces = [piece for row in rows for piece in sorted(row, key=lambda piece: piece.left)]
    return pieces, loose


# How much of its box's width and height a tick or cross spans at least: the smallest real one spans 0.36 and 0.49.
_SPAN: Final = 0.33


def _cross(pieces: list[Piece], strokes: list[Piece]) -> bool:
    """Tick the boxes that strokes lie in; whether a stroke lies in none."""
    inside: dict[int, list[Piece]] = {}
    loose = False
    for stroke in strokes:
        x, y = stroke.middle
        home = next((n for n, p in enumerate(pieces) if p.mark and p.left <= x <= p.left + p.width and p.top <= y <= p.top + p.height), None)
        if home is None:
            loose = True
        else:
            inside.setdefault(home, []).append(stroke)
    for number, found in inside.items():
        box = pieces[number]
        assert box.mark is not None
        across = max(s.left + s.width for s in found) - min(s.left for s in found)
        down = max(s.top + s.height for s in found) - min(s.top for s in found)
        well = _SPAN * box.width <= across <= 1.5 * box.width and _SPAN * box.height <= down <= 1.5 * box.height
        state = True if well and box.mark.checked is False else box.mark.checked if box.mark.checked else None
        box.mark = replace(box.mark, checked=state, raw="box with strokes")
    return loose
