"""Form controls, content controls and Word's legacy form fields: what state they hold, and what they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from extractor.document import MARK, Mark
from extractor.readers.odt.xml import FIELD, FORM, LOEXT, OFFICE, TEXT, XML, Element, truth
from extractor.text import clean
from extractor.wordprocessing.prompts import is_prompt
from extractor.wordprocessing.states import glyph_code, stored_mark

_BOXES: Final = (FORM + "checkbox", FORM + "radio")
_VALUE: Final = ("current-value", "value", "date-value", "time-value")
# What LibreOffice calls a new control: no label that anybody wrote.
_UNNAMED: Final = re.compile(r"(?:check ?box|option ?button|radio ?button)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Control:
    """What a form control shows: a mark, or text."""

    mark: Mark | None = None
    text: str = ""
    """A box's label, or what an entry holds."""


def controls_of(text: Element, leaves_out_unchecked: bool) -> dict[str, Control]:
    """The form controls of a document's body (ODF 1.3 part 3, 13), by every id that they have.

    `leaves_out_unchecked`: the program that wrote the file leaves the current state out where it is unchecked.
    """
    found: dict[str, Control] = {}
    forms = text.find(OFFICE + "forms")
    for element in () if forms is None else forms.iter():
        key = element.get(XML + "id") or element.get(FORM + "id")
        if key is None:
            continue
        control = _control(element, leaves_out_unchecked)
        found[key] = control
        if (other := element.get(FORM + "id")) is not None:
            found.setdefault(other, control)
    return found


def _control(element: Element, leaves_out_unchecked: bool) -> Control:
    tag = element.tag
    if tag in _BOXES:
        name = "state" if tag == FORM + "checkbox" else "selected"
        current, usual = element.get(f"{FORM}current-{name}"), element.get(FORM + name)
        if current is not None:
            state = truth(current)
        else:
            # The default state is what a reset would bring back. It is no state, and only where it is "unchecked" too, or absent, is there nothing to doubt.
            state = False if leaves_out_unchecked or truth(usual or "false") is False else None
        label = clean(element.get(FORM + "label", "").replace(MARK, "").replace("~", ""))
        if label == clean(element.get(FORM + "name", "")) or _UNNAMED.fullmatch(label):
            label = ""
        return Control(Mark(state, raw="☒" if state else "☐", method="field", tied_to=label or None), label)
    if tag == FORM + "fixed-text":
        return Control(text=element.get(FORM + "label", "").replace(MARK, ""))
    if tag == FORM + "listbox":
        options = [child for child in element if child.tag == FORM + "option"]
        chosen = [child for child in options if truth(child.get(FORM + "current-selected"))]
        return Control(text=", ".join(child.get(FORM + "label", "") for child in chosen).replace(MARK, ""))
    if tag in (FORM + "text", FORM + "textarea", FORM + "formatted-text", FORM + "combobox", FORM + "date", FORM + "time", FORM + "number"):
        written = next((value for name in _VALUE if (value := element.get(FORM + name))), "")
        if not written:
            written = "\n".join("".join(str(part) for part in child.itertext()) for child in element.iterchildren(TEXT + "p"))
        return Control(text="" if is_prompt(written) else written.replace(MARK, ""))
    return Control()


def content_mark(element: Element, shown: str, font: str | None, states_kept: Callable[[], bool]) -> Mark:
    """The mark of a `loext:content-control` that is a check box, which shows this text in this font.

    `states_kept` tells whether any check box of the document has a state that is checked.
    """
    state = element.get(LOEXT + "checked")
    own = {True: _state_code(element, "checked-state"), False: _state_code(element, "unchecked-state")}
    mark = stored_mark(False if state is None else truth(state), shown, font, own)
    if state is None and mark.disagrees:
        # LibreOffice writes the state only where it is checked, and loses Word's `<w14:checked/>`: the box is what a reader sees. Where the document keeps
        # the states of other boxes, it may also be a cross that nobody took back.
        return Mark(checked=True, raw=mark.raw, method="glyph", confidence=0.4 if states_kept() else 0.8)
    return mark


def keeps_states(root: Element) -> bool:
    """Whether any content control of the document is stored as checked."""
    return any(truth(each.get(LOEXT + "checked")) for each in root.iter(LOEXT + "content-control"))


def _state_code(element: Element, name: str) -> str:
    text = element.get(LOEXT + name, "")
    return glyph_code(f"{ord(text):X}") if len(text) == 1 else ""


@dataclass(slots=True)
class Fieldmark:
    """A legacy form field, or another of Word's fields, as LibreOffice keeps it."""

    kind: str
    """The last word of its type: FORMCHECKBOX, FORMTEXT, FORMDROPDOWN, UNHANDLED."""
    params: list[tuple[str, str]] = field(default_factory=list)
    shown_from: tuple[int, int, int] = (0, 0, 0)
    """How many parts, characters and marks its paragraph had where its result begins."""
    seen: str = ""
    """What a check box's result holds: its glyph, where the producer wrote one."""

    def get(self, name: str) -> str | None:
        """A parameter's value; names end with the word that is asked for."""
        return next((value for key, value in self.params if key.rpartition(":")[2] == name), None)

    @property
    def is_checkbox(self) -> bool:
        """Whether it is a check box."""
        return self.kind == "FORMCHECKBOX"

    def mark(self) -> Mark:
        """A check box's mark: without the parameter it is unchecked, as LibreOffice writes it."""
        stored = self.get("Checkbox_Checked")
        return stored_mark(False if stored is None else truth(stored), self.seen, None, {})

    def choice(self) -> str:
        """The entry that a drop-down shows; "" where it is none, or shows a blank or a prompt."""
        entries = [value for key, value in self.params if key == "Dropdown_ListEntry"]
        chosen = self.get("Dropdown_Selected") or ""
        index = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else 0
        entry = entries[index] if self.kind == "FORMDROPDOWN" and index < len(entries) else ""
        return "" if not chosen or (index == 0 and is_prompt(entry)) else entry


def fieldmark(element: Element) -> Fieldmark:
    """The field that a `field:fieldmark` or `field:fieldmark-start` begins."""
    kind = (element.get(FIELD + "type") or "").rpartition(".")[2]
    return Fieldmark(kind, [(child.get(FIELD + "name", ""), child.get(FIELD + "value", "")) for child in element if child.tag == FIELD + "param"])
