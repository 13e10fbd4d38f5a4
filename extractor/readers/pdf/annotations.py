"""Annotations: fields handed to `fields`; links; ink, stamps, lines and shapes; highlights and strike-outs; text typed over the page, and notes beside it."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from extractor.marks import yes_or_no
from extractor.place import Box
from extractor.readers.pdf.engine import OpenDocument
from extractor.readers.pdf.fields import Annotations, drop_twins, finish_fields, read_field, same_place, string_of, text_tokens
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.strokes import Stroke, of_rectangle

# Annotation subtypes (fpdf_annot.h).
_TEXT, _LINK, _FREETEXT, _LINE, _SQUARE, _CIRCLE, _POLYGON, _POLYLINE = 1, 2, 3, 4, 5, 6, 7, 8
_HIGHLIGHT, _UNDERLINE, _SQUIGGLY, _STRIKEOUT, _STAMP, _CARET, _INK, _WIDGET, _REDACT = 9, 10, 11, 12, 13, 14, 15, 20, 28
_DRAWN = {_LINE: "line", _SQUARE: "square", _CIRCLE: "circle", _POLYGON: "polygon", _POLYLINE: "polyline", _STAMP: "stamp", _INK: "ink"}
_OVER_TEXT = {_HIGHLIGHT: "highlight", _UNDERLINE: "underline", _SQUIGGLY: "underline", _STRIKEOUT: "strikeout", _CARET: "caret", _REDACT: "strikeout"}
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5  # annotation flags, ISO 32000-1, table 165
MOST_ANNOTATIONS = 4_000


def read_annotations(document: OpenDocument, page: int, turn: Turn) -> Annotations:
    """All annotations of a page that are shown."""
    lib = document.lib
    out = Annotations()
    count = min(lib.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)
    for index in range(count):
        annotation = lib.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            _read(document, annotation, turn, out)
        finally:
            lib.FPDFPage_CloseAnnot(annotation)
    finish_fields(out)
    if len(out.field_boxes) > 1:
        drop_twins(out)
    return out


def _read(document: OpenDocument, annotation: int, turn: Turn, out: Annotations) -> None:
    lib = document.lib
    kind = lib.FPDFAnnot_GetSubtype(annotation)
    if kind not in _DRAWN and kind not in _OVER_TEXT and kind not in (_TEXT, _LINK, _FREETEXT, _WIDGET):
        return
    if lib.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
        return
    numbers = array("f", bytes(16))
    if not lib.FPDFAnnot_GetRect(annotation, numbers.buffer_info()[0]):
        return
    left, top, right, bottom = numbers
    box = Box(*turn.box(min(left, right), max(top, bottom), max(left, right), min(top, bottom)))
    if kind == _LINK:
        if target := _target(document, annotation):
            out.links.append((box, target))
        return
    if box.x1 < 0 or box.bottom < 0 or box.x0 > turn.width or box.top > turn.height:
        return  # outside the page nobody sees it
    if kind == _WIDGET:
        read_field(document, annotation, box, out)
        return
    words = string_of(document, annotation, b"Contents").strip()
    if kind == _FREETEXT:
        if any(same_place(box, other) for other in out.typed.get(words, ())):
            return  # what is pasted twice over itself is seen once
        out.typed.setdefault(words, []).append(box)
        if len(words) <= 2 or yes_or_no(words) is not None:
            if words:
                out.notes.append((box, words))
        else:
            out.tokens += text_tokens(words, box, "text")
        return
    if words:
        out.remarks.append((box, words))
    if kind in _OVER_TEXT:
        out.spans += [(each, _OVER_TEXT[kind]) for each in _quads(document, annotation, turn) or [box]]
    elif kind != _TEXT:
        out.strokes += _strokes(document, annotation, kind, box, turn)


def _strokes(document: OpenDocument, annotation: int, kind: int, box: Box, turn: Turn) -> list[Stroke]:
    """An annotation as strokes: by its own points where it has any, since its rectangle has room around them."""
    lib = document.lib
    paths: list[list[tuple[float, float]]] = []
    if kind == _INK:
        for path in range(min(lib.FPDFAnnot_GetInkListCount(annotation), 200)):
            paths.append(_points(lambda buffer, count, path=path: lib.FPDFAnnot_GetInkListPath(annotation, path, buffer, count), turn))  # type: ignore[misc]
    elif kind == _LINE:
        numbers = array("f", bytes(16))
        base = numbers.buffer_info()[0]
        if lib.FPDFAnnot_GetLine(annotation, base, base + 8):
            paths.append([turn.point(numbers[0], numbers[1]), turn.point(numbers[2], numbers[3])])
    elif kind in (_POLYGON, _POLYLINE):
        paths.append(_points(lambda buffer, count: lib.FPDFAnnot_GetVertices(annotation, buffer, count), turn))
    what = _DRAWN[kind]
    paths = [path for path in paths if path]
    if paths:
        filled = kind == _POLYGON and bool(lib.FPDFAnnot_HasKey(annotation, b"IC"))
        return [Stroke([*path, path[0]] if kind == _POLYGON else path, what, area=filled) for path in paths]
    outlined = kind in (_SQUARE, _CIRCLE) and not lib.FPDFAnnot_HasKey(annotation, b"IC")
    return [of_rectangle(box, what, area=not outlined, ring=outlined)]


def _points(call: Callable[[int | None, int], int], turn: Turn) -> list[tuple[float, float]]:
    count = min(call(None, 0), 2000)
    numbers = array("f", bytes(8 * count))
    if count:
        call(numbers.buffer_info()[0], count)
    return [turn.point(numbers[2 * k], numbers[2 * k + 1]) for k in range(count)]


def _quads(document: OpenDocument, annotation: int, turn: Turn) -> list[Box]:
    """The quadrilaterals of text that a highlight or a strike-out covers, as boxes."""
    lib = document.lib
    out = []
    for index in range(min(lib.FPDFAnnot_CountAttachmentPoints(annotation), 200)):
        numbers = array("f", bytes(32))
        if lib.FPDFAnnot_GetAttachmentPoints(annotation, index, numbers.buffer_info()[0]):
            xs, ys = numbers[::2], numbers[1::2]
            out.append(Box(*turn.box(min(xs), max(ys), max(xs), min(ys))))
    return out


def _target(document: OpenDocument, annotation: int) -> str:
    lib = document.lib
    link = lib.FPDFAnnot_GetLink(annotation)
    action = lib.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    buffer = array("B", bytes(4096))
    size = lib.FPDFAction_GetURIPath(document.handle, action, buffer.buffer_info()[0], 4096)
    return buffer.tobytes()[: max(min(size, 4096) - 1, 0)].decode("utf-8", "replace").strip() if size else ""
