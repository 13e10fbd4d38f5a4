"""A look at one small region of the page as it is painted: the judge of what is in a box.

Everything counts there as a reader's eye counts it: painting order, clips, fills, glyphs of any font, pictures. A region costs about 0.05 ms.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from extractor.place import Box
from extractor.readers.pdf.engine import Pdfium

_GRAY = 1  # FPDFBitmap_Gray
_GRAYSCALE = 0x08  # FPDF_GRAYSCALE
# A region's longer side in pixels: 40 tell a tick from a dot, and more cost more.
_SIDE = 40


class Look(NamedTuple):
    """The ink in a region, all as shares of its width, height or area."""

    ink: float
    """Share of the area that is inked."""
    x0: float
    top: float
    x1: float
    bottom: float
    """The inked part's bounding box."""
    solid: float
    """Share of that bounding box that is inked."""
    pale: float = 0.0
    """Where nothing is inked: the share of the area that is a little darker than the ground, as a greyed-out box is; the box is then that part's."""

    @property
    def width(self) -> float:
        """The inked part's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The inked part's height."""
        return self.bottom - self.top


NOTHING = Look(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Camera:
    """Renders regions of one page. `form` is the document's form environment, `size` the page's width and height as seen."""

    def __init__(self, lib: Pdfium, page: int, form: Callable[[], int] = lambda: 0, size: tuple[float, float] = (0.0, 0.0)) -> None:
        self.lib = lib
        self.page = page
        self.form = form
        self.size = size
        self.fields_shown = False
        """Fields were painted: the page must be taken from the form environment before it is closed."""

    def close(self) -> None:
        """Take the page from the form environment."""
        if self.fields_shown:
            self.lib.FORM_OnBeforeClosePage(self.page, self.form())

    def pixels(self, box: Box, fields: bool = False) -> tuple[array[int], int, int]:
        """Grey values of the region (in the page as seen), row by row, with width and height in pixels; with `fields`, form fields are painted too."""
        scale = _SIDE / max(box.x1 - box.x0, box.bottom - box.top, 0.1)
        wide = max(1, round((box.x1 - box.x0) * scale))
        high = max(1, round((box.bottom - box.top) * scale))
        buffer = array("B", b"\xff" * (wide * high))
        bitmap = self.lib.FPDFBitmap_CreateEx(wide, high, _GRAY, buffer.buffer_info()[0], wide)
        if not bitmap:
            return buffer, wide, high
        matrix = array("f", (scale, 0, 0, scale, -box.x0 * scale, -box.top * scale))
        clip = array("f", (0, 0, wide, high))
        self.lib.FPDF_RenderPageBitmapWithMatrix(bitmap, self.page, matrix.buffer_info()[0], clip.buffer_info()[0], _GRAYSCALE)
        if fields and (form := self.form()):
            self.fields_shown = True
            sides = (round(-box.x0 * scale), round(-box.top * scale), round(self.size[0] * scale), round(self.size[1] * scale))
            self.lib.FPDF_FFLDraw(form, bitmap, self.page, *sides, 0, _GRAYSCALE)
        self.lib.FPDFBitmap_Destroy(bitmap)
        return buffer, wide, high

    def lighter_than_ground(self, box: Box) -> bool:
        """Whether the region is a light area on a tinted ground: there a box needs no outline."""
        wide, high = box.x1 - box.x0, box.bottom - box.top
        buffer, w, h = self.pixels(Box(box.x0 - 0.2 * wide, box.top - 0.2 * high, box.x1 + 0.2 * wide, box.bottom + 0.2 * high))
        frame = sorted((*buffer[:w], *buffer[-w:], *buffer[::w], *buffer[w - 1 :: w]))
        middle = sorted(v for y in range(h // 3, h - h // 3) for v in buffer[y * w + w // 4 : (y + 1) * w - w // 4])
        return bool(frame and middle) and frame[len(frame) // 2] < 242 and middle[len(middle) // 2] > frame[len(frame) // 2] + 12

    def rimmed(self, box: Box, fields: bool = False) -> bool:
        """Whether the region's four sides are inked along most of their length, as those of a picture of a box are (of a circle, the middle of each)."""
        buffer, wide, high = self.pixels(box, fields)
        if wide < 8 or high < 8:
            return False
        inked = buffer.tobytes().translate(_darker(190))
        band_x, band_y = max(2, wide // 4), max(2, high // 4)
        rows = [inked[y * wide : (y + 1) * wide] for y in range(high)]
        a, b, c, d = wide // 4, wide - wide // 4, high // 4, high - high // 4
        top = sum(1 for x in range(a, b) if any(rows[y][x] for y in range(band_y)))
        bottom = sum(1 for x in range(a, b) if any(rows[y][x] for y in range(high - band_y, high)))
        left = sum(1 for y in range(c, d) if any(rows[y][:band_x]))
        right = sum(1 for y in range(c, d) if any(rows[y][wide - band_x :]))
        return min(top, bottom) >= 0.85 * (b - a) and min(left, right) >= 0.85 * (d - c)

    def look(self, box: Box, paper: int | None = None, fields: bool = False) -> Look:
        """The ink in the region: what is darker than the paper by a third of the range. `paper` is the grey value of its ground, white where not told."""
        buffer, wide, high = self.pixels(box, fields)
        ground = 255 if paper is None else paper
        threshold = max(ground - 85, 20)
        inked = buffer.tobytes().translate(_darker(threshold))
        total = inked.count(1)
        if not total:
            inked = buffer.tobytes().translate(_darker(ground - 20))
            if not (pale := inked.count(1)):
                return NOTHING
            x0, top, x1, bottom = _extent(inked, wide, high)
            return Look(0.0, x0, top, x1, bottom, 0.0, pale / (wide * high))
        x0, top, x1, bottom = _extent(inked, wide, high)
        return Look(total / (wide * high), x0, top, x1, bottom, total / ((x1 - x0) * (bottom - top) * wide * high))


@cache
def _darker(threshold: int) -> bytes:
    """A table that makes 1 of what is darker than the grey value, 0 of the rest."""
    return bytes(1 if value < threshold else 0 for value in range(256))


def _extent(inked: bytes, wide: int, high: int) -> tuple[float, float, float, float]:
    """The bounding box of the inked pixels, as shares of width and height."""
    rows = [y for y in range(high) if 1 in inked[y * wide : (y + 1) * wide]]
    columns = [x for x in range(wide) if 1 in inked[x::wide]]
    return columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high
