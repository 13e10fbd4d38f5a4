"""From pdfium's user space to the upright page.

Three frames: pdfium's (points from the bottom left, before /Rotate), the upright one in which everything here is measured (text runs to the right),
and the page as a reader sees it (after /Rotate), in which places are told. The text's own direction turns the page, not /Rotate: a landscape
table on a portrait page is read by turning one's head. A page that went askew through a scanner is set straight in the same way.
"""

from __future__ import annotations

from math import cos, radians, sin

from extractor.place import Box


class Turn:
    """The turn of one page: its visible rectangle in user space, /Rotate, the direction of its text in quarter turns anticlockwise, and what it is askew."""

    __slots__ = ("_cos", "_middle", "_sin", "bottom", "height", "left", "quarter", "right", "rotation", "skewed", "top", "width")

    def __init__(self, left: float, top: float, right: float, bottom: float, rotation: int) -> None:
        self.left, self.top, self.right, self.bottom = left, top, right, bottom
        self.rotation = rotation
        self.quarter = 0
        self.width = self.height = 0.0
        self.skewed = False
        self._cos, self._sin, self._middle = 1.0, 0.0, (0.0, 0.0)
        self.settle(rotation)

    def settle(self, quarter: int) -> None:
        """Make text that runs at `quarter` quarter turns (anticlockwise, in user space) run to the right."""
        self.quarter = quarter
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if quarter % 2 else (wide, high)

    def straighten(self, degrees: float) -> None:
        """Make text level that runs so many degrees (anticlockwise, in user space) off the quarter turn: the page is turned about its middle."""
        self.skewed = True
        self._cos, self._sin = cos(radians(degrees)), sin(radians(degrees))
        self._middle = (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def _level(self, x: float, y: float, direction: int) -> tuple[float, float]:
        """A point of user space turned about the page's middle: straight (1), or askew again (-1)."""
        mx, my = self._middle
        x, y, turned = x - mx, y - my, direction * self._sin
        return mx + x * self._cos + y * turned, my - x * turned + y * self._cos

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the upright page."""
        if self.skewed:
            x, y = self._level(x, y, 1)
        return self._turned(x, y)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        quarter = self.quarter
        if quarter == 0:
            return x - self.left, self.top - y
        if quarter == 1:
            return y - self.bottom, x - self.left
        if quarter == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A rectangle of user space (top above bottom) on the upright page: x0, top, x1, bottom. On a page askew it is moved, as large as before."""
        if self.skewed:
            x, y = (left + right) / 2, (top + bottom) / 2
            to_x, to_y = self._level(x, y, 1)
            left, right, top, bottom = left + to_x - x, right + to_x - x, top + to_y - y, bottom + to_y - y
        if self.quarter == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        a, b = self._turned(left, top)
        c, d = self._turned(right, bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def seen(self, box: Box) -> Box:
        """A box of the upright page on the page as a reader sees it: on a page askew the smallest around it."""
        if self.skewed:
            corners = [self._seen_point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            return Box(min(xs), min(ys), max(xs), max(ys))
        return self._seen(box)

    def within(self, box: Box) -> Box:
        """The upright box inside a small box of a page that may be askew, as a reader sees it: what lies around the box is not in it."""
        if not self.skewed:
            return self._seen(box)
        x, y = self._seen_point((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        turned = self._seen(box)
        wide, high, slope = (turned.x1 - turned.x0) / 2, (turned.bottom - turned.top) / 2, abs(self._sin)
        across, down = wide - slope * high, high - slope * wide
        return Box(x - across, y - down, x + across, y + down)

    def _seen_point(self, x: float, y: float) -> tuple[float, float]:
        # The turn about the middle is the same before and after quarter turns.
        mx, my, turned = self.width / 2, self.height / 2, self._sin
        x, y = x - mx, y - my
        x, y = mx + x * self._cos + y * turned, my - x * turned + y * self._cos
        return self._seen(Box(x, y, x, y))[:2]

    def _seen(self, box: Box) -> Box:
        more = (self.quarter - self.rotation) % 4
        if more == 0:
            return box
        x0, top, x1, bottom = box
        if more == 1:  # text still runs upwards there
            return Box(top, self.width - x1, bottom, self.width - x0)
        if more == 2:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return Box(self.height - bottom, x0, self.height - top, x1)
