"""Form fields and annotations: check boxes, radio buttons, text, choices; links; what was drawn or written over the page by hand."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field, replace

from extractor.document import Mark
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import token_of
from extractor.readers.pdf.engine import OpenDocument, text_of
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.tokens import Token
from extractor.text import clean

# Annotation subtypes (fpdf_annot.h).
_LINK, _FREETEXT, _LINE, _SQUARE, _CIRCLE, _POLYGON, _POLYLINE, _STAMP, _INK, _WIDGET = 2, 3, 4, 5, 6, 7, 8, 13, 15, 20
_DRAWN = {_LINE: "line", _SQUARE: "square", _CIRCLE: "circle", _POLYGON: "polygon", _POLYLINE: "polyline", _STAMP: "stamp", _INK: "ink"}
# Field types (fpdf_formfill.h).
_UNKNOWN, _CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT = 0, 2, 3, 4, 5, 6
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5  # annotation flags, ISO 32000-1, table 165
_MULTILINE = 1 << 12  # text field flags, ISO 32000-1, table 228
MOST_ANNOTATIONS = 4_000
LONGEST_VALUE = 200_000
_LINE_ENDS = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_LINE_HEIGHT = 13.0  # of a field of several lines, where viewers set ten or eleven points


@dataclass(slots=True)
class Annotations:
    """What a page's annotations hold."""

    tokens: list[Token] = field(default_factory=list)
    """Marks and texts of fields, and free text, as pieces of lines."""
    field_boxes: list[tuple[Box, bool]] = field(default_factory=list)
    """The rectangles of fields; True for those that are marks."""
    radios: dict[str, list[Token]] = field(default_factory=dict)
    """The radio buttons of each group."""
    links: list[tuple[Box, str]] = field(default_factory=list)
    strokes: list[tuple[Box, str]] = field(default_factory=list)
    """Ink, stamps, lines and shapes drawn over the page, with what they are."""
    notes: list[tuple[Box, str]] = field(default_factory=list)
    """Free text of one or two characters: it may be a cross over a box."""


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
    for group in out.radios.values():
        on = [token for token in group if token.mark is not None and token.mark.checked]
        if len(on) > 1:  # only one of a group can be on
            for token in on:
                assert token.mark is not None
                token.mark = replace(token.mark, checked=None)
    return out


def _read(document: OpenDocument, annotation: int, turn: Turn, out: Annotations) -> None:
    lib = document.lib
    kind = lib.FPDFAnnot_GetSubtype(annotation)
    if kind not in _DRAWN and kind not in (_LINK, _FREETEXT, _WIDGET):
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
    elif kind == _WIDGET:
        _read_field(document, annotation, box, out)
    elif kind == _FREETEXT:
        text = string_of(document, annotation, b"Contents").strip()
        if len(text) <= 2:
            if text:
                out.notes.append((box, text))
        else:
            out.tokens += text_tokens(text, box, "text")
    else:
        out.strokes.append((_inked(document, annotation, kind, turn) or box, _DRAWN[kind]))


def _inked(document: OpenDocument, annotation: int, kind: int, turn: Turn) -> Box | None:
    """The box of an ink's own points: its rectangle has room around them."""
    lib = document.lib
    points: list[tuple[float, float]] = []
    if kind == _INK:
        for path in range(min(lib.FPDFAnnot_GetInkListCount(annotation), 200)):
            count = min(lib.FPDFAnnot_GetInkListPath(annotation, path, None, 0), 2000)
            numbers = array("f", bytes(8 * count))
            lib.FPDFAnnot_GetInkListPath(annotation, path, numbers.buffer_info()[0], count)
            points += [turn.point(numbers[2 * k], numbers[2 * k + 1]) for k in range(count)]
    elif kind == _LINE:
        numbers = array("f", bytes(16))
        base = numbers.buffer_info()[0]
        if lib.FPDFAnnot_GetLine(annotation, base, base + 8):
            points = [turn.point(numbers[0], numbers[1]), turn.point(numbers[2], numbers[3])]
    if not points:
        return None
    return Box(min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))


def string_of(document: OpenDocument, annotation: int, key: bytes) -> str:
    """A string or name of the annotation's dictionary, "" where it has none."""
    return text_of(lambda buffer, size: document.lib.FPDFAnnot_GetStringValue(annotation, key, buffer, size), LONGEST_VALUE)


def _target(document: OpenDocument, annotation: int) -> str:
    lib = document.lib
    link = lib.FPDFAnnot_GetLink(annotation)
    action = lib.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    buffer = array("B", bytes(4096))
    size = lib.FPDFAction_GetURIPath(document.handle, action, buffer.buffer_info()[0], 4096)
    return buffer.tobytes()[: max(min(size, 4096) - 1, 0)].decode("utf-8", "replace").strip() if size else ""


def _read_field(document: OpenDocument, annotation: int, box: Box, out: Annotations) -> None:
    lib = document.lib
    form = document.form
    kind = lib.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1

    def value() -> str:
        return text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size), LONGEST_VALUE)

    if kind < 0 or kind == _UNKNOWN:
        _read_orphan(document, annotation, box, out)
    elif kind in (_CHECKBOX, _RADIO):
        # pdfium works a check box's value out from its appearance; only the widget's own /V is evidence of its own.
        group = value() if kind == _RADIO else ""
        own = string_of(document, annotation, b"V")
        checked, raw, disagrees = button_state(string_of(document, annotation, b"AS"), own or group, _export(document, annotation), kind == _RADIO)
        tip = clean(text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldAlternateName(form, annotation, buffer, size)))
        mark = Mark(checked=checked, raw=raw, method="field", place=Place(box=box), tied_to=tip or None, disagrees=disagrees)
        token = token_of(mark, box)
        out.tokens.append(token)
        out.field_boxes.append((box, True))
        if kind == _RADIO:
            name = text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size))
            out.radios.setdefault(name, []).append(token)
    elif kind == _TEXT:
        out.field_boxes.append((box, False))
        out.tokens += text_tokens(value(), box, "field", multiline=bool(lib.FPDFAnnot_GetFormFieldFlags(form, annotation) & _MULTILINE))
    elif kind in (_COMBO, _LIST):
        out.field_boxes.append((box, False))
        chosen = []
        for index in range(min(lib.FPDFAnnot_GetOptionCount(form, annotation), 500)):
            if lib.FPDFAnnot_IsOptionSelected(form, annotation, index) == 1:
                chosen.append(text_of(lambda buffer, size, i=index: lib.FPDFAnnot_GetOptionLabel(form, annotation, i, buffer, size)))  # type: ignore[misc]
        out.tokens += text_tokens(", ".join(chosen) or value(), box, "field")


def _read_orphan(document: OpenDocument, annotation: int, box: Box, out: Annotations) -> None:
    """A widget that no field tree holds: what merging tools leave. Its own dictionary tells what it is."""
    state, value = string_of(document, annotation, b"AS"), string_of(document, annotation, b"V")
    kind = string_of(document, annotation, b"FT")
    if state and kind in ("Btn", ""):
        checked, raw, disagrees = button_state(state, value, "", False)
        tip = clean(string_of(document, annotation, b"TU"))
        out.tokens.append(token_of(Mark(checked=checked, raw=raw, method="field", place=Place(box=box), tied_to=tip or None, disagrees=disagrees), box))
        out.field_boxes.append((box, True))
    elif value and kind in ("Tx", "Ch", ""):
        out.field_boxes.append((box, False))
        out.tokens += text_tokens(value, box, "field", multiline=True)


def _export(document: OpenDocument, annotation: int) -> str:
    return text_of(lambda buffer, size: document.lib.FPDFAnnot_GetFormFieldExportValue(document.form, annotation, buffer, size))


def button_state(state: str, value: str, export: str, radio: bool) -> tuple[bool | None, str, bool]:
    """Whether a button is on, its state as stored, and whether appearance and value disagree.

    `state` is /AS, which decides what is painted (ISO 32000-1, 12.7.4.2.3); `value` the widget's /V, a radio group's value, or "" where neither is known;
    `export` the widget's on-state.
    Any name but Off is on. A check box whose value and appearance say different things is neither.
    """
    shown = None if not state else state != "Off"
    stored = bool(value) and value != "Off"
    if shown is None:
        # Nothing is painted. Where the value says off too, the box is empty; where it says on, nobody can tell.
        if not stored or (radio and export and value != export):
            return False, "Off", False
        return None, value, False
    if radio:
        if shown and value and export and value not in (export, state) and value != "Off":
            return None, state, False
        return shown, state, False
    if shown != stored and (value or shown):
        if not value:  # a box without /V: the appearance is all there is
            return shown, state, False
        return None, f"{state} / {value}", False
    return shown, state, False


def text_tokens(text: str, box: Box, method: str, multiline: bool = False) -> list[Token]:
    """The lines of a field's text in its place, one piece each: from the top where it may have several, else in the middle."""
    lines = [clean(line) for line in _LINE_ENDS.split(text)]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return []
    high = (box.bottom - box.top) / len(lines)
    if multiline:
        high = min(high, _LINE_HEIGHT)
    tokens = []
    for index, line in enumerate(lines):
        if not line:
            continue
        top = box.top + index * high
        size = min(high * 0.75, 10.0)
        # The text's own width is not known; it matters only for what stands beside it.
        x1 = min(box.x1, box.x0 + 0.55 * size * len(line) + 2)
        token = Token(line, box.x0, top, x1, top + high, top + high / 2 + 0.35 * size, size)
        token.method = method
        token.own_line = len(lines) > 1
        tokens.append(token)
    return tokens
