"""A record for a person to read: the form's own labels, its boxes as boxes, and what is wrong."""

from __future__ import annotations

import textwrap
from typing import Any

from extractor.record import Record
from schemas.form import Form, Slot, slots
from schemas.values import Contact, Country, Link, PartialDate, Threshold

_BOX = {True: "[x]", False: "[ ]", None: "[?]"}
_WIDTH = 100


def as_text(record: Record[Any]) -> str:
    """The record as plain text, values in the order of the form, then the diagnostics, most serious first."""
    form: Form = record.case_study
    source = record.source
    head = f"{source.name}" + (f" (form {source.form})" if source.form > 1 else "")
    out = [f"{head}: {record.status}", ""]
    data = {slot.pointer: _get(form, slot.pointer) for slot in slots(type(form))}
    for slot in slots(type(form)):
        value = data[slot.pointer]
        if slot.role == "grid":
            out += ["", _name(slot)]
            options = [s for s in slots(type(form)) if s.group == slot.pointer]
            for option in options:
                text = f"  {_BOX[data[option.pointer]]} {_name(option)}"
                if option.role == "other" and value.other_text:
                    text += f": {value.other_text}"
                out.append(text)
            out += [f"  {_BOX[option.checked]} {option.label} (not on the printed form)" for option in value.unlisted]
        elif slot.role in ("group", "prompts"):
            out += ["", _name(slot)]
        elif slot.role in ("option", "other"):
            continue
        elif slot.role in ("combined", "prompt"):
            if value is not None or slot.role == "prompt":
                out += _entry(slot, value, "  ")
        else:
            out += _entry(slot, value, "  " if slot.group else "")
    if record.diagnostics:
        out += ["", "Diagnostics"]
        for d in record.diagnostics:
            where = ""
            if d.location is not None:
                where = f" (page {d.location.page})" if d.location.page else f" (line {d.location.line})" if d.location.line else f" (block {d.location.block})"
            out += textwrap.wrap(f"  {d.severity}: {d.code} {d.path or '/'}: {d.message}{where}", _WIDTH, subsequent_indent="      ")
    return "\n".join(out)


def _get(form: Form, pointer: str) -> Any:
    value: Any = form
    for key in pointer.strip("/").split("/"):
        value = getattr(value, key)
    return value


def _name(slot: Slot) -> str:
    label = slot.label or slot.written_label
    if label is not None:
        return label.first()
    return "Under several prompts" if slot.role == "combined" else slot.pointer.rsplit("/", 1)[1].replace("_", " ").capitalize()


def _entry(slot: Slot, value: Any, indent: str) -> list[str]:
    shown = _shown(value)
    if "\n" not in shown and len(shown) + len(_name(slot)) < _WIDTH - 4:
        return [f"{indent}{_name(slot)}: {shown}"]
    lines: list[str] = []
    for line in shown.split("\n"):
        lines += textwrap.wrap(line, _WIDTH, initial_indent=indent + "  ", subsequent_indent=indent + "    ") or [""]
    return [f"{indent}{_name(slot)}:", *lines]


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple):
        return "\n".join(_shown(item) for item in value)
    if isinstance(value, Country):
        return f"{value.name} ({value.code or 'no code'})"
    if isinstance(value, PartialDate):
        return f"{value.text} → {value.edtf or 'not read'}"
    if isinstance(value, Threshold):
        if value.not_applicable:
            return f"{value.text} → not applicable"
        amounts = ", ".join(f"{money.value} {money.currency or '(no currency)'}" for money in value.amounts)
        return f"{value.text} → {(value.relation + ' ') if value.relation else ''}{amounts or 'not read'}"
    if isinstance(value, Contact):
        parts = [value.name, value.title, value.organization, *value.emails, *value.phones, value.notes]
        return " · ".join(part.replace("\n", " / ") for part in parts if part)
    if isinstance(value, Link):
        return " → ".join(part for part in (value.label, value.url) if part)
    return str(value)
