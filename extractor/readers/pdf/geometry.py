"""From pdfium's user space to the upright page.

Three frames: pdfium's (points from the bottom left, before /Rotate), the upright one in which everything here is measured (text runs to the right),
and the page as a reader sees it (after /Rotate), in which places are told. The text's own direction turns the page, not /Rotate: a landscape
table on a portrait page is read by turning one's head.
"""

from __future__ import annotations

from extractor.place import Box


class Turn:
    """The turn of one page: its visible rectangle in user space, /Rotate, and the direction of its text in quarter turns anticlockwise."""

    __slots__ = ("bottom", "height", "left", "quarter", "right", "rotation", "top", "width")

    def __init__(self, left: float, top: float, right: float, bottom: float, rotation: int) -> None:
        self.left, self.top, self.right, self.bottom = left, top, right, bottom
        self.rotation = rotation
        self.quarter = 0
        self.width = self.height = 0.0
        self.settle(rotation)

    def settle(self, quarter: int) -> None:
        """Make text that runs at `quarter` quarter turns (anticlockwise, in user space) run to the right."""
        self.quarter = quarter
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if quarter % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the upright page."""
        quarter = self.quarter
        if quarter == 0:
            return x - self.left, self.top - y
        if quarter == 1:
            return y - self.bottom, x - self.left
        if quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A rectangle of user space (top above bottom) on the upright page: x0, top, x1, bottom."""
        if self.quarter == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        a, b = self.point(left, top)
        c, d = self.point(right, bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def seen(self, box: Box) -> Box:
        """A box of the upright page on the page as a reader sees it."""
        more = (self.quarter - self.rotation) % 4
        if more == 0:
            return box
        x0, top, x1, bottom = box
        if more == 1:  # text still runs upwards there
            return Box(top, self.width - x1, bottom, self.width - x0)
        if more == 2:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return Box(self.height - bottom, x0, self.height - top, x1)
