"""Small pictures judged by their pixels: is it a picture of a box, and is anything in it."""

from __future__ import annotations

import io
from typing import Final

_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_MOST_BYTES: Final = 2**20
_MOST_SIDE: Final = 1024
"""Pixels; a box on a form is printed at 26 points at most, which are 433 pixels at 1,200 dpi."""
_SIDE: Final = 48
"""A picture is judged at this many pixels a side: 40 tell a tick from a dot, and more cost more."""
_INK: Final = 170
"""Grey values below this are ink on white paper, as they are in the PDF reader: a third of the range."""
_EMPTY, _MARKED, _SPAN = 0.012, 0.035, 0.35
"""Shares of a box's inside: less ink than the first is none, more than the second that spans the third of both sides is a tick or cross; what lies between
is a speck that nobody can judge. The smallest real tick spans 0.36 × 0.49 of its box."""


def box_state(data: bytes) -> tuple[bool, bool | None]:
    """Whether a picture shows a box, and whether something is in it: None where that cannot be told. A tick without a box is no box."""
    rows = _ink(data)
    if rows is None:
        return False, None
    filled = [y for y, row in enumerate(rows) if any(row)]
    columns = [x for x in range(_SIDE) if any(row[x] for row in rows)]
    if not filled or not columns:
        return False, None
    rows = [row[columns[0] : columns[-1] + 1] for row in rows[filled[0] : filled[-1] + 1]]
    wide, high = len(rows[0]), len(rows)
    if min(wide, high) < 16 or not 0.6 <= wide / high <= 1.67 or not _rimmed(rows):
        return False, None
    left, right, top, bottom = (_thickness(side) for side in (rows, [row[::-1] for row in rows], _turned(rows), _turned(rows[::-1])))
    if None in (left, right, top, bottom):
        # Ink from side to side: a solid shape is as often a bullet as a ticked box.
        return True, None
    assert left is not None
    assert right is not None
    assert top is not None
    assert bottom is not None
    inside = _round([row[left + 1 : wide - right - 1] for row in rows[top + 1 : high - bottom - 1]])
    if len(inside) < 6 or len(inside[0]) < 6:
        return True, None
    share = sum(map(sum, inside)) / (len(inside) * len(inside[0]))
    if share < _EMPTY:
        return True, False
    inked = [y for y, row in enumerate(inside) if any(row)]
    across = [x for x in range(len(inside[0])) if any(row[x] for row in inside)]
    spans = (inked[-1] + 1 - inked[0]) >= _SPAN * len(inside) and (across[-1] + 1 - across[0]) >= _SPAN * len(inside[0])
    return True, True if share >= _MARKED and spans else None


def _ink(data: bytes) -> list[list[bool]] | None:
    """The picture on white paper as rows of inked pixels; None where it is of no format that is read, or too large for a box."""
    if len(data) > _MOST_BYTES:
        return None
    # Hardly any form has pictures of boxes: one without them need not load what reads pictures.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if not all(8 <= side <= _MOST_SIDE for side in picture.size):
                return None
            paper = Image.new("RGBA", picture.size, "white")
            paper.alpha_composite(picture.convert("RGBA"))
            grey = paper.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, IndexError, KeyError, TypeError, MemoryError, Image.DecompressionBombError):
        return None
    return [[value < _INK for value in grey[y * _SIDE : (y + 1) * _SIDE]] for y in range(_SIDE)]


def _round(rows: list[list[bool]]) -> list[list[bool]]:
    """The same without what lies outside the ellipse that fills it: a circle's rim bends into the corners of its inside."""
    high, wide = len(rows), len(rows[0]) if rows else 0
    return [
        [inked and ((2 * x + 1 - wide) / max(wide, 1)) ** 2 + ((2 * y + 1 - high) / max(high, 1)) ** 2 <= 0.9 for x, inked in enumerate(row)]
        for y, row in enumerate(rows)
    ]


def _turned(rows: list[list[bool]]) -> list[list[bool]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _rimmed(rows: list[list[bool]]) -> bool:
    """Whether the middle half of each side is inked near the edge, as the sides of a box are, and of a circle."""
    for side in (rows, [row[::-1] for row in rows], _turned(rows), _turned(rows[::-1])):
        middle = side[len(side) // 4 : len(side) - len(side) // 4]
        band = max(2, len(side[0]) // 5)
        if sum(any(row[:band]) for row in middle) < 0.85 * len(middle):
            return False
    return True


def _thickness(rows: list[list[bool]]) -> int | None:
    """How far the rim at the left reaches in, in pixels: where most of the rows' middle is past it. None where no white follows."""
    ends: list[int] = []
    for row in rows[len(rows) // 4 : len(rows) - len(rows) // 4]:
        try:
            start = row.index(True)
            ends.append(row.index(False, start))
        except ValueError:
            continue
    ends.sort()
    # A stroke that touches the rim makes some rows' rim look thick: the rim is what most rows say.
    return ends[int(len(ends) * 0.7)] if len(ends) >= len(rows) // 4 and ends[int(len(ends) * 0.7)] < len(rows[0]) // 3 else None
