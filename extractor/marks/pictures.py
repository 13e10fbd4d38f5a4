"""Small pictures judged by their pixels: is it a picture of a box, and is anything in it."""

from __future__ import annotations

import io
from typing import Final, NamedTuple

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


class Seen(NamedTuple):
    """What a picture shows."""

    box: bool = False
    """A box or circle; a tick without a box is none."""
    checked: bool | None = None
    """Whether something is in it; None where that cannot be told."""
    solid: bool = False
    """It is inked from side to side: a bullet, or a box that is filled."""
    sides: tuple[int, int] = (0, 0)
    """The picture's own width and height in pixels, (0, 0) where it is of no format that is read, or too large."""


def box_seen(data: bytes, part: tuple[int, int, int, int] | None = None) -> Seen:
    """What a picture shows, or a part of it (left, top, right, bottom in its pixels), as sheets of several pictures have."""
    sides, rows = _ink(data, part)
    return Seen(*_judged(rows), sides) if rows is not None else Seen()


def box_state(data: bytes) -> tuple[bool, bool | None]:
    """Whether a picture shows a box, and whether something is in it: None where that cannot be told. A tick without a box is no box."""
    seen = box_seen(data)
    return seen.box, seen.checked


_NO_BOX: Final = (False, None, False)


def _judged(rows: list[list[bool]]) -> tuple[bool, bool | None, bool]:
    """Whether rows of inked pixels are a box, its state, and whether it is solid."""
    filled = [y for y, row in enumerate(rows) if any(row)]
    columns = [x for x in range(_SIDE) if any(row[x] for row in rows)]
    if not filled or not columns:
        return _NO_BOX
    rows = [row[columns[0] : columns[-1] + 1] for row in rows[filled[0] : filled[-1] + 1]]
    wide, high = len(rows[0]), len(rows)
    if min(wide, high) < 16 or not 0.6 <= wide / high <= 1.67 or not _rimmed(rows):
        return _NO_BOX
    left, right, top, bottom = (_thickness(side) for side in (rows, [row[::-1] for row in rows], _turned(rows), _turned(rows[::-1])))
    if None in (left, right, top, bottom):
        # Ink from side to side: a solid shape is as often a bullet as a ticked box.
        return True, None, all(sum(row) >= 0.7 * wide for row in rows[high // 4 : high - high // 4])
    assert left is not None
    assert right is not None
    assert top is not None
    assert bottom is not None
    if _crossed_out(rows):
        return True, None, False
    inside = _round([row[left + 1 : wide - right - 1] for row in rows[top + 1 : high - bottom - 1]])
    if len(inside) < 6 or len(inside[0]) < 6:
        return True, None, False
    share = sum(map(sum, inside)) / (len(inside) * len(inside[0]))
    if share < _EMPTY:
        return True, False, False
    inked = [y for y, row in enumerate(inside) if any(row)]
    across = [x for x in range(len(inside[0])) if any(row[x] for row in inside)]
    spans = (inked[-1] + 1 - inked[0]) >= _SPAN * len(inside) and (across[-1] + 1 - across[0]) >= _SPAN * len(inside[0])
    return True, True if share >= _MARKED and spans else None, False


def _crossed_out(rows: list[list[bool]]) -> bool:
    """Whether strokes run on over the rim at both sides and fill the box besides: somebody scribbled over what was there. A tick or cross may reach out,
    and fills no third of its box."""
    wide, high = len(rows[0]), len(rows)
    columns = [sum(row[x] for row in rows) for x in range(wide)]
    third = wide // 3
    left = max(range(third), key=columns.__getitem__)
    right = max(range(wide - third, wide), key=columns.__getitem__)
    beyond = [sum(sum(row[a:b]) for row in rows) for a, b in ((0, max(0, left - 1)), (right + 2, wide))]
    inner = [row[left + 2 : right - 1] for row in rows[high // 8 : high - high // 8]]
    return min(beyond) > 0 and sum(map(sum, inner)) >= 0.33 * max(1, len(inner) * len(inner[0]))


def _ink(data: bytes, part: tuple[int, int, int, int] | None) -> tuple[tuple[int, int], list[list[bool]] | None]:
    """The size of the picture, and it or a part of it on white paper as rows of inked pixels; None where it is of no format that is read, or too large."""
    if len(data) > _MOST_BYTES:
        return (0, 0), None
    # Hardly any form has pictures of boxes: one without them need not load what reads pictures.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            shown: Image.Image = picture
            if not all(8 <= side <= _MOST_SIDE for side in shown.size):
                return (0, 0), None
            if part is not None:
                left, top, right, bottom = part
                if not (0 <= left < right <= shown.size[0] and 0 <= top < bottom <= shown.size[1]):
                    return (0, 0), None
                shown = shown.crop(part)
            sides = shown.size
            paper = Image.new("RGBA", sides, "white")
            paper.alpha_composite(shown.convert("RGBA"))
            grey = paper.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, IndexError, KeyError, TypeError, MemoryError, Image.DecompressionBombError):
        return (0, 0), None
    return sides, [[value < _INK for value in grey[y * _SIDE : (y + 1) * _SIDE]] for y in range(_SIDE)]


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
