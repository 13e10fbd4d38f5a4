"""Form fields: check boxes, radio buttons, texts, choices; what each stores, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractor.document import Mark
from extractor.marks import lone_mark, yes_or_no
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import boxlike, state_of, token_of
from extractor.readers.pdf.engine import OpenDocument, text_of
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.strokes import Stroke
from extractor.readers.pdf.tokens import Token
from extractor.text import clean

# Field types (fpdf_formfill.h).
_UNKNOWN, _PUSH, _CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT = 0, 1, 2, 3, 4, 5, 6
_MULTILINE = 1 << 12  # text field flags, ISO 32000-1, table 228
LONGEST_VALUE = 200_000
_LINE_ENDS = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_LINE_HEIGHT = 13.0  # of a field of several lines, where viewers set ten or eleven points
# What an appearance draws beyond a rectangle: text, lines, curves, pictures.
_DRAWS = re.compile(r"(?<![^\s\])>])(?:Tj|TJ|'|\"|l|c|v|y|Do|sh|BI)(?![^\s\[(</])")
_LONGEST_PICTURE = 8_000
_CROSSES = "vV/*+\u2713\u2714"
# Fewer small text fields of one size on a page are no grid of boxes.
_FEWEST_ENTRIES = 3
# Of two things that so cover each other, in width and in height, one is seen.
_COVERS = 0.8
# So many buttons at most stand in one row, where those that cover each other are looked for.
_ROW_OF_BUTTONS = 60


@dataclass(slots=True)
class Annotations:
    """What a page's annotations hold."""

    tokens: list[Token] = field(default_factory=list)
    """Marks and texts of fields, and free text, as pieces of lines."""
    field_boxes: list[tuple[Box, bool]] = field(default_factory=list)
    """The rectangles of fields; True for those that are marks."""
    groups: dict[tuple[str, str, bool], list[tuple[Token, str]]] = field(default_factory=dict)
    """The buttons below each field with the states that they show, by its name, its value, and whether they are radio buttons."""
    links: list[tuple[Box, str]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    """Ink, stamps, lines and shapes drawn over the page."""
    spans: list[tuple[Box, str]] = field(default_factory=list)
    """Highlights, underlines, strike-outs and carets, with what they are."""
    notes: list[tuple[Box, str]] = field(default_factory=list)
    """Free text of one or two characters, or a yes or no: it may be a cross over a box."""
    typed: dict[str, list[Box]] = field(default_factory=dict)
    """Where each free text stands."""
    remarks: list[tuple[Box, str]] = field(default_factory=list)
    """What is said of the page in sticky notes and beside ink and highlights."""
    entries: list[tuple[Box, str]] = field(default_factory=list)
    """Text fields of a box's size, with what is in them."""
    pushed: list[Box] = field(default_factory=list)
    """Push buttons of a box's size: a script may change their picture."""
    shown: list[tuple[Token, str]] = field(default_factory=list)
    """Buttons whose picture may say something else than their state, with the content of their appearance."""
    unchosen: dict[int, bool] = field(default_factory=dict)
    """Buttons with a value and appearances, of which none is chosen, by their tokens' identities: whether the one that the value names draws a mark."""
    chosen: int = 0
    """How many buttons store a state."""


def string_of(document: OpenDocument, annotation: int, key: bytes) -> str:
    """A string or name of the annotation's dictionary, "" where it has none."""
    return text_of(lambda buffer, size: document.lib.FPDFAnnot_GetStringValue(annotation, key, buffer, size), LONGEST_VALUE)


def read_field(document: OpenDocument, annotation: int, box: Box, out: Annotations) -> None:
    """A widget's field: its state as a mark, or its text."""
    lib = document.lib
    form = document.form
    kind = lib.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1

    def value() -> str:
        return text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size), LONGEST_VALUE)

    if kind < 0 or kind == _UNKNOWN:
        _read_orphan(document, annotation, box, out)
    elif kind in (_CHECKBOX, _RADIO):
        _read_button(document, annotation, box, kind == _RADIO, out)
    elif kind == _TEXT:
        out.field_boxes.append((box, False))
        text = value()
        if boxlike(box.x1 - box.x0, box.bottom - box.top) and (not text.strip() or said(text) is not None):
            out.entries.append((box, text.strip()))
        else:
            out.tokens += text_tokens(text, box, "field", multiline=bool(lib.FPDFAnnot_GetFormFieldFlags(form, annotation) & _MULTILINE))
    elif kind in (_COMBO, _LIST):
        _read_choice(document, annotation, box, value, out)
    elif kind == _PUSH and boxlike(box.x1 - box.x0, box.bottom - box.top):
        out.pushed.append(box)


def _read_button(document: OpenDocument, annotation: int, box: Box, radio: bool, out: Annotations) -> None:
    lib = document.lib
    form = document.form
    # pdfium works a button's value out from its appearance; only a /V in the file is evidence of its own.
    value, name = string_of(document, annotation, b"V"), ""
    grouped = not value and lib.FPDFAnnot_HasKey(annotation, b"Parent")
    if radio or grouped:
        name = text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size))
        value = value or document.stored.of(name)
    state, pictured = string_of(document, annotation, b"AS"), bool(lib.FPDFAnnot_HasKey(annotation, b"AP"))
    checked, raw = button_state(state, value, radio or bool(grouped), pictured)
    tip = clean(text_of(lambda buffer, size: lib.FPDFAnnot_GetFormFieldAlternateName(form, annotation, buffer, size)))
    mark = Mark(checked=checked, raw=raw, method="field", place=Place(box=box), tied_to=tip or None)
    token = token_of(mark, box)
    if any(same_place(box, twin.box) and state == its for twin, its in out.groups.get((name, value, radio), ())):
        return  # one button, put on the page twice
    out.tokens.append(token)
    out.field_boxes.append((box, True))
    if radio or grouped:
        out.groups.setdefault((name, value, radio), []).append((token, state))
    if state:
        out.chosen += 1
    if pictured:
        picture = text_of(lambda buffer, size: lib.FPDFAnnot_GetAP(annotation, 0, buffer, size), _LONGEST_PICTURE)
        if not state and value not in ("", "Off"):
            out.unchosen[id(token)] = bool(_DRAWS.search(picture))
        elif checked is not None and checked != bool(_DRAWS.search(picture)):
            out.shown.append((token, picture))


def _read_choice(document: OpenDocument, annotation: int, box: Box, value: Callable[[], str], out: Annotations) -> None:
    """A drop-down list, by what it shows; of yes and no it is a mark."""
    lib, form = document.lib, document.form
    out.field_boxes.append((box, False))
    labels = []
    chosen = []
    for index in range(min(lib.FPDFAnnot_GetOptionCount(form, annotation), 500)):
        labels.append(text_of(lambda buffer, size, i=index: lib.FPDFAnnot_GetOptionLabel(form, annotation, i, buffer, size)))  # type: ignore[misc]
        if lib.FPDFAnnot_IsOptionSelected(form, annotation, index) == 1:
            chosen.append(labels[-1])
    text = ", ".join(chosen) or value()
    states = {said(label) if label.strip() else False for label in labels}
    if states == {True, False} or states == {True}:
        blank = False if any(not label.strip() for label in labels) or states == {True} else None
        state = said(text) if text.strip() else blank
        mark = Mark(checked=state, raw=text.strip(), method="field", place=Place(box=box))
        out.tokens.append(token_of(mark, box))
    else:
        out.tokens += text_tokens(text, box, "field")


def said(text: str) -> bool | None:
    """What a word or a lone glyph in a field says: yes, no, or None where it is an answer of another kind."""
    text = text.strip()
    if (word := yes_or_no(text)) is not None:
        return word
    mark = lone_mark(text)
    return mark.checked if mark is not None else True if text in _CROSSES and text else None


def finish_fields(out: Annotations) -> None:
    """Settle what only all fields of a page tell: which small text fields are boxes, and that of a radio group one button alone can be on."""
    for box, text in out.entries:
        like = [other for other in out.entries if abs((other[0].x1 - other[0].x0) - (box.x1 - box.x0)) < 2]
        if len(like) >= _FEWEST_ENTRIES and any(said(value) for _, value in like if value):
            mark = Mark(checked=bool(text) and said(text), raw=text or "empty field", method="field", confidence=0.9, place=Place(box=box))
            out.tokens.append(token_of(mark, box))
        else:
            out.tokens += text_tokens(text, box, "field")
    settled = _settle_unchosen(out)
    for (_, value, radio), group in out.groups.items():
        if id(group[0][0]) in settled:
            continue
        on = [state for _, state in group if state not in ("", "Off")]
        unseen = value not in ("", "Off") and not any(alike(state, value) for state in on)
        if unseen and len(group) == 1 and not group[0][1] and id(group[0][0]) not in out.unchosen:
            # One widget without appearances: its field's value is all there is.
            token = group[0][0]
            assert token.mark is not None
            token.mark = replace(token.mark, checked=True, raw=value)
            continue
        if unseen or (radio and len(on) > 1):
            # The value names a button that is not shown as on, and which one is not told; or several are on.
            for token, state in group:
                if unseen or state not in ("", "Off"):
                    assert token.mark is not None
                    token.mark = replace(token.mark, checked=None)


def drop_twins(out: Annotations) -> None:
    """Take out the buttons that lie over others of the same state, whatever their names: a reader sees one."""
    kept: list[Token] = []
    twins = set()
    for token in sorted((t for t in out.tokens if t.mark is not None), key=lambda t: t.top):
        for other in reversed(kept[-_ROW_OF_BUTTONS:]):
            if token.top - other.top > token.bottom - token.top:
                kept.append(token)
                break
            if same_place(token.box, other.box) and other.mark is not None and token.mark is not None and other.mark.checked == token.mark.checked:
                twins.add(id(token))
                break
        else:
            kept.append(token)
    if twins:
        out.tokens = [token for token in out.tokens if id(token) not in twins]


def _settle_unchosen(out: Annotations) -> set[int]:
    """Settle the buttons with a value and no state where the page's writer stored no state at all: viewers paint the appearance that the value names.

    Gives the identities of their tokens. Where one button alone lacks its state, or the value names none of the appearances, nothing tells.
    """
    if out.chosen:
        return set()
    groups = [[token for token, _ in group] for group in out.groups.values()]
    grouped = {id(token) for group in groups for token in group}
    settled = set()
    for group in [*groups, *([token] for token in out.tokens if id(token) not in grouped)]:
        on = [out.unchosen.get(id(token), False) for token in group]
        if on.count(True) == 1:
            for token, state in zip(group, on, strict=True):
                assert token.mark is not None
                token.mark = replace(token.mark, checked=state, confidence=0.9)
                settled.add(id(token))
    return settled


def look_at_pictures(out: Annotations, camera: Camera, turn: Turn) -> None:
    """Compare the buttons that may show something else than they store with what is painted, each appearance once: the state holds, the mark disagrees."""
    seen: dict[tuple[str, bool | None, int], bool] = {}
    for token, picture in out.shown:
        mark = token.mark
        if mark is None or mark.checked is None:
            continue
        key = (picture, mark.checked, round(token.x1 - token.x0))
        if key not in seen:
            checked, raw = inside_of(token.box, camera, turn)
            seen[key] = checked is not None and checked != mark.checked and raw != "filled box"
        if seen[key]:
            token.mark = replace(mark, disagrees=True)


def pushed_boxes(out: Annotations, camera: Camera, turn: Turn) -> list[Token]:
    """Push buttons that show boxes: with four inked sides, several on the page."""
    if len(out.pushed) < _FEWEST_ENTRIES:
        return []
    tokens = []
    for box in out.pushed:
        if camera.rimmed(turn.seen(box), fields=True):
            checked, raw = inside_of(box, camera, turn)
            tokens.append(token_of(Mark(checked=checked, raw=f"button showing {raw}", method="image", confidence=0.9, place=Place(box=box)), box))
    return tokens


def inside_of(box: Box, camera: Camera, turn: Turn) -> tuple[bool | None, str]:
    """What is seen in the middle of a widget."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    inside = Box(box.x0 + 0.24 * wide, box.top + 0.24 * high, box.x1 - 0.24 * wide, box.bottom - 0.24 * high)
    return state_of(camera.look(turn.within(inside), fields=True), False)


def _read_orphan(document: OpenDocument, annotation: int, box: Box, out: Annotations) -> None:
    """A widget that no field tree holds: what merging tools leave. Its own dictionary tells what it is."""
    state, value = string_of(document, annotation, b"AS"), string_of(document, annotation, b"V")
    kind = string_of(document, annotation, b"FT")
    if state and kind in ("Btn", ""):
        checked, raw = button_state(state, value, False, True)
        tip = clean(string_of(document, annotation, b"TU"))
        out.tokens.append(token_of(Mark(checked=checked, raw=raw, method="field", place=Place(box=box), tied_to=tip or None), box))
        out.field_boxes.append((box, True))
    elif value and kind in ("Tx", "Ch", ""):
        out.field_boxes.append((box, False))
        out.tokens += text_tokens(value, box, "field", multiline=True)


def button_state(state: str, value: str, grouped: bool, pictured: bool) -> tuple[bool | None, str]:
    """Whether a button is on, and its state as stored.

    `state` is /AS, which decides what is painted (ISO 32000-1, 12.7.4.2.3); `value` the /V of the widget or of the field above it, "" where neither is known;
    `grouped`: the value names one of several buttons; `pictured`: the widget has appearances to choose from.
    Any name but Off is on. A button whose value and appearance say different things is neither.
    """
    stored = value not in ("", "Off")
    if not state:
        if not stored or grouped:
            return False, "Off"
        # A viewer paints none of the appearances. Where there are none, the value is all there is.
        return (None, f"no appearance / {value}") if pictured else (True, value)
    shown = state != "Off"
    if not value or (grouped and not shown):
        return shown, state
    agrees = alike(state, value) if grouped else shown == stored
    return (shown, state) if agrees else (None, f"{state} / {value}")


def alike(state: str, value: str) -> bool:
    """Whether two state names are one: what lies beyond ASCII is written in too many ways."""
    return state.encode("ascii", "ignore") == value.encode("ascii", "ignore")


def same_place(a: Box, b: Box) -> bool:
    """Whether one box so covers another that a reader sees one alone."""
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > _COVERS * max(a.x1 - a.x0, b.x1 - b.x0) and high > _COVERS * max(a.bottom - a.top, b.bottom - b.top)


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
