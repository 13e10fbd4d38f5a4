"""Which boxes of a page stand side by side, so that elements that are no table are one to the eye.

A grid or flex container, floats and columns with widths, classes named "row" and "col" whose style sheet is elsewhere, and, where nothing styles
them, containers whose children are nearly all a div of two or three divs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from extractor.markup.selectors import Declarations

StyleOf = Callable[["Element"], "Declarations"]


class Role(NamedTuple):
    """What a box is in a table that is none by its elements."""

    kind: Literal["row", "cell", "both", "apart", "line"]
    """A row whose children are cells, a cell, a row that is its own only cell; inline content apart from what is beside it, or on a line of its own."""
    limit: int = 0
    """Columns after which a row goes on in the next one; 0 for none."""
    span: int = 1
    new_row: bool = False


BOXES = frozenset(("div", "section", "article", "main", "aside", "header", "footer", "fieldset", "form", "figure", "nav", "address", "blockquote", "center"))
_HOLDS_BLOCKS = BOXES | frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre"))
_NO_CELL = frozenset(("script", "style", "template", "br", "hr", "link", "meta", "title", "legend"))
_ROW_WORDS = frozenset(("row", "tr", "columns", "cols", "flex", "grid", "line", "formrow", "gridrow", "tablerow", "trow"))
_CELL_WORDS = frozenset(("col", "column", "cell", "td", "th", "half", "left", "right", "c", "tablecell", "tcell", "label", "value", "field"))
_WORD = re.compile(r"[a-z]+")
# A flex row of more boxes than this is a line of chips or options, not a row of a table.
_MOST_CELLS = 6
# An empty box that only ends floats, by the names that it goes by.
_CLEARING = re.compile(r"clear|\bcf\b|\bcb\b")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_REPEAT = re.compile(r"repeat\(\s*(\d+)\s*,([^()]*(?:\([^()]*\))?[^()]*)\)")


def holds_boxes(element: Element) -> bool:
    """Whether an element has children that could stand side by side, or be rows."""
    return any(child.tag in _HOLDS_BLOCKS and child.tag != "p" for child in element)


@lru_cache(maxsize=200)
def tracks(template: str) -> int:
    """How many columns `grid-template-columns` makes; 0 where that depends on the width of the window."""
    if "auto-fi" in template or template in ("none", "subgrid", ""):
        return 0
    count = 0
    for times, inner in _REPEAT.findall(template):
        count += min(int(times), 50) * max(1, len(re.sub(r"\([^()]*\)", "", inner).split()))
    rest = re.sub(r"\[[^\]]*\]", " ", _REPEAT.sub(" ", template))
    return count + len(re.sub(r"\([^()]*\)", "", rest).split())


def _grid_span(style: Declarations, columns: int) -> tuple[int, bool]:
    """How many columns a child of a grid covers, and whether it must begin a row."""
    column = style.get("grid-column") or style.get("grid-column-end") or ""
    if not column:
        return 1, False
    numbers = re.fullmatch(r"\s*(\d+)\s*(?:/\s*(?:(span)\s+)?(-?\d+))?\s*", column)
    if numbers:
        start = int(numbers[1])
        end = numbers[3]
        if end is None:
            return 1, start == 1
        wide = int(end) if numbers[2] else (columns + 2 + int(end) if int(end) < 0 else int(end)) - start
        return max(1, min(wide, columns)), start == 1
    spanned = re.search(r"span\s+(\d+)", column)
    return (max(1, min(int(spanned[1]), columns)), False) if spanned else (1, False)


def _elements(box: Element) -> list[Element] | None:
    """The element children of a box that holds nothing else; None where it has text of its own."""
    if box.text and not box.text.isspace():
        return None
    children: list[Element] = []
    for child in box:
        if child.tail and not child.tail.isspace():
            return None
        if isinstance(child.tag, str) and child.tag not in _NO_CELL:
            children.append(child)
    return children


def _ends_floats(element: Element, style: Declarations) -> bool:
    """Whether a box is there only to end the floats before it."""
    return not len(element) and not (element.text or "").strip() and ("clear" in style or _CLEARING.search(element.get("class") or "") is not None)


def _is_box(element: Element, style: Declarations) -> bool:
    if element.tag in _HOLDS_BLOCKS:
        return style.get("display", "block") not in ("inline", "inline-block", "none")
    return style.get("display", "") in ("block", "grid", "flex", "table", "flow-root") or any(child.tag in _HOLDS_BLOCKS for child in element)


def _percent(style: Declarations) -> float:
    match = _PERCENT.search(" ".join(style.get(name, "") for name in ("width", "flex-basis", "flex", "max-width")))
    return float(match[1]) if match else 0.0


def _words(element: Element) -> frozenset[str]:
    return frozenset(_WORD.findall((element.get("class") or "").lower()))


def cells_of(box: Element, style: Declarations, style_of: StyleOf, named: set[str]) -> dict[Element, Role] | None:
    """The children of a box that stand side by side, as cells; None where they stand one under another."""
    display = style.get("display", "")
    if box.tag in ("ul", "ol", "dl", "table", "tbody", "tr", "thead"):
        return None
    if display in ("grid", "inline-grid"):
        template = style.get("grid-template-columns") or style.get("grid-template", "").rpartition("/")[2] or style.get("grid", "").rpartition("/")[2]
        columns = tracks(template.strip())
        if columns < 2:
            return None
        children = _elements(box)
        if not children or len(children) < 2:
            return None
        roles: dict[Element, Role] = {}
        for child in children:
            wide, new_row = _grid_span(style_of(child), columns)
            roles[child] = Role("cell", columns, wide, new_row)
        return roles
    children = _elements(box)
    if children is None or len(children) < 2:
        return None
    if display in ("flex", "inline-flex"):
        if "column" in style.get("flex-direction", "") + style.get("flex-flow", ""):
            return None
        styles = [style_of(child) for child in children]
        percents = [_percent(one) for one in styles]
        columnar = [
            _is_box(child, one) or percent or ("flex" in one and one["flex"] not in ("none", "0 0 auto")) or "flex-grow" in one
            for child, one, percent in zip(children, styles, percents, strict=True)
        ]
        spread = style.get("justify-content", "").startswith("space-") and not any(child.tag in _NO_SPREAD or not _says_anything(child) for child in children)
        if not any(columnar) and not spread:
            return None
        limit = 0
        if sum(percents) > 110 and percents[0] > 0:
            limit = max(1, int(102 // percents[0]))
            if limit == 1:
                return None
        elif len(children) > _MOST_CELLS or (style.get("flex-wrap") == "wrap" and not any(percents)):
            return None
        return {child: Role("cell", limit) for child in children}
    children = [child for child in children if not _ends_floats(child, style_of(child))]
    styles = [style_of(child) for child in children]
    floating = [
        one.get("float", "none") != "none" or one.get("display") == "table-cell" or (one.get("display") == "inline-block" and "width" in one) for one in styles
    ]
    # The last column is often left to float around the others.
    if len(children) > 1 and all(floating[:-1]) and (floating[-1] or styles[-1].get("margin-left") or styles[-1].get("overflow")):
        if not any(_is_box(child, {}) for child in children):
            return None
        percents = [_percent(one) for one in styles]
        limit = max(1, int(102 // percents[0])) if sum(percents) > 110 and percents[0] > 0 else 0
        return None if limit == 1 else {child: Role("cell", limit) for child in children}
    if _words(box) & _ROW_WORDS and len(children) <= _MOST_CELLS and not _styled([box, *children], named):
        if all(child.tag in BOXES and _words(child) & _CELL_WORDS for child in children):
            return {child: Role("cell") for child in children}
    return None


_NO_SPREAD = frozenset(("input", "img", "svg", "label", "button"))


def _says_anything(element: Element) -> bool:
    return any(text and not text.isspace() for text in element.itertext())


def items_of(box: Element, style: Declarations) -> dict[Element, Role]:
    """The children of a flex or grid container whose inline children do not make columns: each is a box of its own all the same."""
    stacked = style.get("display", "").endswith("grid") or "column" in style.get("flex-direction", "") + style.get("flex-flow", "")
    role = Role("line" if stacked else "apart")
    return {child: role for child in box if isinstance(child.tag, str) and child.tag not in _NO_CELL}


def _styled(elements: list[Element], named: set[str]) -> bool:
    """Whether the page's own style sheet names a class of any of these, and so would say that they stand side by side."""
    return bool(named) and any(name in named for element in elements for name in (element.get("class") or "").split())


def rows_of(box: Element, style_of: StyleOf, named: set[str], is_row: Callable[[Element], bool]) -> dict[Element, Role]:
    """The roles of a container's children where they are rows of one table; empty where they are not.

    A child that is a row by itself (`is_row`) makes a table with those beside it of its class, also when they hold only one box.
    """
    children = [child for child in box if isinstance(child.tag, str) and child.tag in BOXES]
    if len(children) < 2:
        return {}
    rows = [child for child in children if is_row(child)]
    roles: dict[Element, Role] = {}
    if rows:
        classes = {(row.get("class") or "").split()[0] for row in rows if (row.get("class") or "").split()}
        for child in children:
            own = (child.get("class") or "").split()
            if own and own[0] in classes and child not in rows:
                roles[child] = Role("both")
        return roles
    # Nothing styles them: nearly all children are a div of one to three divs, and at least two of them of two or more.
    wide = 0
    found: dict[Element, Role] = {}
    for child in children:
        inner = _elements(child)
        if inner is None or not 1 <= len(inner) <= 3 or any(one.tag not in BOXES for one in inner) or _styled([child, *inner], named):
            continue
        if style_of(child).get("display") in ("none", "flex", "grid"):
            continue
        wide += len(inner) > 1
        found[child] = Role("row")
        for one in inner:
            found[one] = Role("cell")
    rows_found = sum(1 for role in found.values() if role.kind == "row")
    if wide >= 2 and rows_found >= 3 and rows_found * 10 >= len([child for child in box if isinstance(child.tag, str)]) * 6:
        return found
    return {}
