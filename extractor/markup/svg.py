"""Inline SVG that draws a box, circle or tick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractor.marks import find_marks, lone_mark
from extractor.markup.colours import is_ink
from extractor.markup.css import MOST_SIDE, declarations, length
from extractor.markup.selectors import Declarations
from extractor.markup.words import told_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SHAPES = frozenset(("rect", "circle", "ellipse", "path", "polygon", "polyline", "line", "text"))
_UNPAINTED = frozenset(("defs", "symbol", "clippath", "mask", "title", "desc", "style", "metadata"))
_NO_BOX = re.compile(r"flag|drapeau|bandera|bandeira|flagge|logo|emblem|coat|arms|map|chart|photo", re.IGNORECASE)


class Drawing(NamedTuple):
    """What a drawing shows."""

    checked: bool | None
    raw: str
    named: bool = False
    """Its name tells what it is; a drawing alone may be another small icon."""


class _Shape(NamedTuple):
    kind: str
    x0: float
    y0: float
    x1: float
    y1: float
    filled: bool
    stroked: bool
    text: str = ""
    path: str = ""

    @property
    def area(self) -> float:
        return max(self.x1 - self.x0, 0.0) * max(self.y1 - self.y0, 0.0)


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")[:4000]]


def _attribute(element: Element, name: str) -> float:
    numbers = _numbers(element.get(name))
    return numbers[0] if numbers else 0.0


def drawing(svg: Element, style: Declarations, by_id: Callable[[str], Element | None]) -> Drawing | None:
    """What an `<svg>` shows where it is a box, circle or tick; None where it is another picture."""
    name = " ".join(
        filter(None, (svg.get("aria-label"), svg.get("class"), svg.get("data-icon"), svg.get("data-testid"), *(title.text for title in svg.iter("title"))))
    )
    if _NO_BOX.search(name):
        return None
    width = length(style.get("width")) or length(svg.get("width"))
    height = length(style.get("height")) or length(svg.get("height"))
    view = _numbers(svg.get("viewbox"))
    if len(view) != 4:
        view = [0.0, 0.0, width or 0.0, height or 0.0]
    wide, high = width or height or view[2], height or width or view[3]
    sized = width is not None or height is not None
    if (sized and wide > MOST_SIDE) or (wide and high and not 0.6 <= wide / high <= 1.67):
        return None
    for use in svg.iter("use"):
        name += " " + (use.get("href") or use.get("xlink:href") or "").rpartition("#")[2]
    told = told_by(name)
    shapes = [shape for shape in _shapes(svg, by_id, view) if shape.filled or shape.stroked or shape.kind == "text"]
    seen = _seen(shapes, view)
    if told.checked is not None and told.box:
        disagree = seen is not None and seen.checked is not None and seen.checked != told.checked and told.sure
        return Drawing(None if disagree else told.checked, f"svg {name.strip()}", True)
    if seen is None and not shapes and told.box:
        return Drawing(None, f"svg {name.strip()}", True)
    return seen


def _shapes(svg: Element, by_id: Callable[[str], Element | None], view: list[float]) -> Iterator[_Shape]:
    """The shapes of a drawing that can be seen, in painting order."""
    budget = 60
    # An explicit stack with what fill and stroke are handed down; drawings of boxes are flat.
    stack: list[tuple[Element, str, str]] = [(svg, "black", "none")]
    while stack and budget:
        element, fill, stroke = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNPAINTED:
            continue
        style = declarations(element.get("style") or "")
        look = {key: style.get(key) or element.get(key) for key in ("display", "visibility", "opacity", "fill", "stroke", "fill-opacity", "stroke-opacity")}
        if look["display"] == "none" or look["visibility"] == "hidden" or look["opacity"] in ("0", "0%", "0.0") or element.get("hidden") is not None:
            continue
        fill = look["fill"] or fill
        stroke = look["stroke"] or stroke
        if tag == "use":
            target = by_id((element.get("href") or element.get("xlink:href") or "").rpartition("#")[2])
            if target is not None:
                budget -= 1
                stack.extend((child, fill, stroke) for child in reversed(target) if target.tag in ("symbol", "g", "svg"))
                if target.tag in _SHAPES:
                    stack.append((target, fill, stroke))
            continue
        if tag in _SHAPES:
            budget -= 1
            shape = _shape(
                element, tag, is_ink(fill) and look["fill-opacity"] != "0", stroke != "none" and look["stroke-opacity"] != "0" and is_ink(stroke), view
            )
            if shape is not None:
                yield shape
            continue
        stack.extend((child, fill, stroke) for child in reversed(element))


def _shape(element: Element, tag: str, filled: bool, stroked: bool, view: list[float]) -> _Shape | None:
    if tag == "rect":
        x, y = _attribute(element, "x"), _attribute(element, "y")
        width = view[2] if (element.get("width") or "").endswith("%") else _attribute(element, "width")
        height = view[3] if (element.get("height") or "").endswith("%") else _attribute(element, "height")
        return _Shape("rect", x, y, x + width, y + height, filled, stroked)
    if tag in ("circle", "ellipse"):
        x, y = _attribute(element, "cx"), _attribute(element, "cy")
        rx, ry = _attribute(element, "r") or _attribute(element, "rx"), _attribute(element, "r") or _attribute(element, "ry")
        return _Shape("circle", x - rx, y - ry, x + rx, y + ry, filled, stroked)
    if tag == "line":
        x0, y0, x1, y1 = (_attribute(element, name) for name in ("x1", "y1", "x2", "y2"))
        return _Shape("line", min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), False, stroked)
    if tag == "text":
        text = "".join(element.itertext()).strip()
        return _Shape("text", 0, 0, 0, 0, True, False, text) if text else None
    if tag == "path":
        path = element.get("d") or ""
        points = [point for loop in outline(path) for point in loop]
        if not points:
            return None
        return _Shape("path", *_bounds(points), filled, stroked, "", path)
    numbers = _numbers(element.get("points"))
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    return _Shape(tag, *_bounds(points), filled, stroked) if points else None


Point = tuple[float, float]


def _bounds(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
# Flags of arcs may run together with what follows ("a2 2 0 012 2"; SVG 2, 9.3.9).
_REAL = r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
_ARC = re.compile(rf"{_REAL}{_REAL}{_REAL}[\s,]*([01])[\s,]*([01]){_REAL}{_REAL}")


def outline(path: str) -> list[list[Point]]:
    """The loops of a path, curves as the polygon of their ends and middles: enough to tell inside from outside of an icon."""
    loops: list[list[Point]] = []
    x = y = start_x = start_y = 0.0
    for command, rest in _COMMAND.findall(path[:20_000]):
        kind = command.lower()
        relative = command.islower()
        if kind == "z":
            x, y = start_x, start_y
            continue
        if kind == "a":
            numbers = [float(number) for match in _ARC.finditer(rest) for number in match.groups()]
        else:
            numbers = _numbers(rest)
        takes = _TAKES[kind]
        for at in range(0, len(numbers) - takes + 1, takes):
            part = numbers[at : at + takes]
            if kind == "h":
                x = x + part[0] if relative else part[0]
            elif kind == "v":
                y = y + part[0] if relative else part[0]
            else:
                end_x, end_y = (x + part[-2], y + part[-1]) if relative else (part[-2], part[-1])
                if kind in "cq" and loops:
                    controls = [(x + part[i], y + part[i + 1]) if relative else (part[i], part[i + 1]) for i in range(0, takes - 2, 2)]
                    middle_x = (x + end_x + 3 * sum(c[0] for c in controls) / len(controls) * 2) / 8
                    middle_y = (y + end_y + 3 * sum(c[1] for c in controls) / len(controls) * 2) / 8
                    loops[-1].append((middle_x, middle_y))
                elif kind == "a" and loops:
                    loops[-1].append(_arc_middle(x, y, end_x, end_y, part))
                x, y = end_x, end_y
            if kind == "m" and at == 0:
                start_x, start_y = x, y
                loops.append([])
            elif not loops:
                loops.append([])
            loops[-1].append((x, y))
    return loops


def _arc_middle(x: float, y: float, end_x: float, end_y: float, arc: list[float]) -> Point:
    """The middle of an arc of a circle; ellipses are taken for circles of their mean radius."""
    radius = (abs(arc[0]) + abs(arc[1])) / 2
    dx, dy = end_x - x, end_y - y
    chord = (dx * dx + dy * dy) ** 0.5
    if not chord or not radius:
        return ((x + end_x) / 2, (y + end_y) / 2)
    radius = max(radius, chord / 2)
    rise = radius - (radius * radius - chord * chord / 4) ** 0.5
    if arc[3]:
        rise = 2 * radius - rise
    side = 1 if arc[4] else -1
    return ((x + end_x) / 2 + side * rise * dy / chord, (y + end_y) / 2 - side * rise * dx / chord)


def _inside(loops: list[list[Point]], x: float, y: float) -> bool:
    """Whether a point is painted by a filled path (non-zero winding)."""
    winding = 0
    for loop in loops:
        for (x0, y0), (x1, y1) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if (y0 <= y) != (y1 <= y):
                at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
                if at > x:
                    winding += 1 if y1 > y0 else -1
    return winding != 0


def _seen(shapes: list[_Shape], view: list[float]) -> Drawing | None:
    """Whether the shapes are a box, and what is in it."""
    if not shapes:
        return None
    frames = [shape for shape in shapes if shape.kind in ("rect", "circle", "polygon", "path") and shape.area]
    if not frames:
        texts = [shape for shape in shapes if shape.kind == "text"]
        if len(texts) == len(shapes) == 1:
            found, marks = find_marks(texts[0].text)
            return Drawing(marks[0].checked, texts[0].text) if len(marks) == 1 and len(found) == 1 else None
        return Drawing(True, "✗" if all(shape.kind == "line" for shape in shapes) else "✓") if len(shapes) <= 2 else None
    frame = max(frames, key=lambda shape: shape.area)
    wide, high = frame.x1 - frame.x0, frame.y1 - frame.y0
    if not 0.6 <= wide / high <= 1.67 or (view[2] and frame.area < 0.15 * view[2] * view[3]):
        return None
    if frame.kind == "path" and not (frame.stroked and not frame.filled):
        return _icon(frame, shapes)
    inner = [shape for shape in shapes if shape is not frame]
    if frame.kind == "path" and len(outline(frame.path)) == 1 and not inner and len(outline(frame.path)[0]) <= 3:
        return Drawing(True, "✓")
    # A second outline, or a white ground, of about the same size is part of the frame.
    inner = [shape for shape in inner if shape.kind not in ("rect", "circle", "polygon") or shape.area < 0.7 * frame.area]
    inner = [shape for shape in inner if shape.kind != "text" or lone_mark(shape.text) is not None or len(shape.text) == 1]
    if len(inner) > 4:
        return None
    name = "circle" if frame.kind == "circle" else "box"
    if any(shape.filled or shape.stroked for shape in inner):
        return Drawing(True, f"{name} with {inner[0].kind}")
    covered = any(shape is not frame and shape.area >= 0.7 * frame.area and shape.filled for shape in shapes) or frame.filled
    return Drawing(True, f"filled {name}") if covered else Drawing(False, f"empty {name}")


def _icon(frame: _Shape, shapes: list[_Shape]) -> Drawing | None:
    """One filled path that is frame and filling at once: painted in its middle or not."""
    if len(shapes) > 3 or not frame.filled:
        return None
    loops = [loop for loop in outline(frame.path) if len(loop) > 2]
    wide, high = frame.x1 - frame.x0, frame.y1 - frame.y0
    border = sum(_inside(loops, frame.x0 + wide * x, frame.y0 + high * y) for x, y in ((0.04, 0.5), (0.96, 0.5), (0.5, 0.04), (0.5, 0.96)))
    steps = (0.3, 0.4, 0.5, 0.6, 0.7)
    middle = sum(_inside(loops, frame.x0 + wide * x, frame.y0 + high * y) for x in steps for y in steps)
    if border == 4:
        if len(shapes) > 1 or middle:
            return Drawing(True, "filled box" if middle == 25 else "box with mark")
        return Drawing(False, "empty box")
    return Drawing(True, "✓") if len(shapes) == 1 and border <= 2 and middle < 20 else None
