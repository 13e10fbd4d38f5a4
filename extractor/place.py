"""Where something stands in a source document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A bounding box in PDF points from the top left of the page as a reader sees it (after rotation and crop)."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom))


@dataclass(frozen=True, slots=True)
class Place:
    """A page and box where the format has pages, else a line of the source text or a block of the document, all counted from 1."""

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    block: int | None = None


NOWHERE = Place()


def spanning(places: Iterable[Place]) -> Place:
    """One place for several: the boxes of the first page joined, or the first line or block."""
    first: Place | None = None
    box: Box | None = None
    for place in places:
        if first is None:
            first, box = place, place.box
        elif place.page == first.page and place.box is not None:
            box = place.box if box is None else box.union(place.box)
    if first is None:
        return NOWHERE
    return Place(page=first.page, box=box, line=first.line, block=first.block)
