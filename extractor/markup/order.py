"""Boxes that the style sheet shows in another order than the source has them: `order`, places in a grid, reversed directions (CSS Display 3, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from extractor.markup.selectors import Declarations

_ORDER = re.compile(r"order(?<![-\w]order)\s*:")
_WHOLE = re.compile(r"\s*([+-]?\d{1,5})")
_ROW_OF_AREAS = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_FAR = 1 << 20


def may_reorder(html: str) -> bool:
    """Whether a page may move any box; `html` is its source in lower case."""
    if "flex" not in html and "grid" not in html:
        return False
    return any(word in html for word in ("grid-row", "grid-area", "grid-template-areas", "-reverse")) or _ORDER.search(html) is not None


def reorder(root: Element, style_of: Callable[[Element], Declarations]) -> None:
    """Put the children of every flex and grid container in the order in which they are seen."""
    for box in list(root.iter()):
        if not isinstance(box.tag, str) or len(box) < 2:
            continue
        style = style_of(box)
        display = style.get("display", "")
        if not display.endswith(("flex", "grid")):
            continue
        children = [child for child in box if isinstance(child.tag, str)]
        keys = _places(children, style, style_of) if display.endswith("grid") else None
        if keys is None:
            keys = [(_whole(style_of(child).get("order")) or 0, 0) for child in children]
        seen = [child for _, child in sorted(zip(keys, children, strict=True), key=lambda pair: pair[0])]
        if "-reverse" in style.get("flex-direction", "") + style.get("flex-flow", ""):
            seen.reverse()
        if seen != children:
            for child in seen:
                box.append(child)


def _whole(value: str | None) -> int | None:
    match = _WHOLE.match(value) if value else None
    return int(match[1]) if match else None


def _places(children: list[Element], style: Declarations, style_of: Callable[[Element], Declarations]) -> list[tuple[int, int]] | None:
    """(row, column) of each child of a grid; None where they do not name their rows."""
    areas: dict[str, tuple[int, int]] = {}
    template = style.get("grid-template-areas") or (style.get("grid-template", "") if '"' in style.get("grid-template", "") else "")
    for row, match in enumerate(_ROW_OF_AREAS.finditer(template)):
        for column, name in enumerate((match[1] or match[2] or "").split()):
            areas.setdefault(name, (row, column))
    found: list[tuple[int, int]] = []
    named = 0
    for child in children:
        own = style_of(child)
        area = own.get("grid-area", "").strip()
        if area in areas:
            found.append(areas[area])
            named += 1
            continue
        parts = [part.strip() for part in area.split("/")]
        in_row = _whole(own.get("grid-row") or own.get("grid-row-start") or parts[0])
        in_column = _whole(own.get("grid-column") or own.get("grid-column-start") or (parts[1] if len(parts) > 1 else ""))
        named += in_row is not None
        found.append((_FAR if in_row is None else in_row, in_column or 0))
    return found if named == len(children) else None
