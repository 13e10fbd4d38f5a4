"""What an editor must be told of a form: one function a rule. They read what the declaration asks for and know no form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from extractor.answers import Evidence
from extractor.diagnostics import Diagnostic
from extractor.text import fold
from schemas.form import Form, PlainText, Slot, slots
from schemas.values import Contact, PartialDate

_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
LOW_CONFIDENCE = 0.5
EARLIEST_YEAR = 1980
YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at."""

    form: type[Form]
    values: dict[str, Any]
    """Pointer → value; a grid's value is a dict."""
    evidence: dict[str, Evidence]
    given: tuple[Diagnostic, ...]
    """What the stages before have said."""
    modified: date | None = None
    """The document's own date of last change."""
    threshold: float = LOW_CONFIDENCE


Check = Callable[[Checked], Iterator[Diagnostic]]


def _empty(value: Any) -> bool:
    return value is None or value == ()


def _grids(checked: Checked) -> Iterator[tuple[Slot, dict[str, Any]]]:
    for slot in slots(checked.form):
        if slot.role == "grid":
            yield slot, checked.values.get(slot.pointer) or {}


def _name(slot: Slot) -> str:
    label = slot.label or slot.written_label
    return label.first() if label else slot.pointer.rsplit("/", 1)[1].replace("_", " ")


def required(checked: Checked) -> Iterator[Diagnostic]:
    """`missing-title`, `missing-country`, `missing-description`, `missing-date`, `no-contact`: what the declaration requires."""
    for slot in slots(checked.form):
        if slot.required is None:
            continue
        value = checked.values.get(slot.pointer)
        if slot.parser is Contact:
            if not any(contact.emails or contact.phones for contact in value or ()):
                yield Diagnostic(slot.required.code, slot.pointer, "No contact has an e-mail address or a telephone number.")
        elif _empty(value):
            yield Diagnostic(slot.required.code, slot.pointer, f"{_name(slot)} is empty.")


def choose_one(checked: Checked) -> Iterator[Diagnostic]:
    """`practice-type-not-single`: exactly one box of the grid must be marked."""
    for slot, value in _grids(checked):
        if slot.choose_one is None:
            continue
        marked = [key for key, state in value.items() if state is True]
        if len(marked) != 1:
            what = "None of the boxes is marked" if not marked else f"{len(marked)} boxes are marked"
            yield Diagnostic(slot.choose_one.code, slot.pointer, f"{what}; exactly one must be.")


def nothing_marked(checked: Checked) -> Iterator[Diagnostic]:
    """`nothing-marked`: all boxes of a grid were read and none is marked."""
    unreadable = {d.path for d in checked.given if d.code == "unreadable-mark"}
    for slot, value in _grids(checked):
        if slot.choose_one is not None or any(path.startswith(slot.pointer + "/") for path in unreadable):
            continue
        if any(state is True for state in value.values()) or any(option["checked"] for option in value.get("unlisted") or ()):
            continue
        if not any(state is False for state in value.values()):
            continue  # the grid is not there, and its options have been named as missing
        yield Diagnostic("nothing-marked", slot.pointer, f"No box of “{_name(slot)}” is marked.")


def other(checked: Checked) -> Iterator[Diagnostic]:
    """`other-without-text`, `text-without-mark`: Other and what is written beside it go together."""
    for slot, value in _grids(checked):
        for option in slots(checked.form):
            if option.role != "other" or option.group != slot.pointer:
                continue
            state, text = value.get(option.pointer.rsplit("/", 1)[1]), value.get("other_text")
            if state is True and not text:
                yield Diagnostic("other-without-text", option.pointer, "Other is marked and nothing is written beside it.", _place(checked, option.pointer))
            elif state is False and text:
                yield Diagnostic("text-without-mark", option.pointer, f"“{text}” stands beside Other, which is not marked.", _place(checked, option.pointer))


def implausible_date(checked: Checked) -> Iterator[Diagnostic]:
    """`implausible-date`: before 1980, or more than five years after the document's own last change."""
    for slot in slots(checked.form):
        if slot.parser is not PartialDate:
            continue
        value = checked.values.get(slot.pointer)
        if value is None or value.start is None:
            continue
        start = date.fromisoformat(value.start)
        place = _place(checked, slot.pointer)
        if start.year < EARLIEST_YEAR:
            yield Diagnostic("implausible-date", slot.pointer, f"{value.start} is before {EARLIEST_YEAR}.", place)
        elif checked.modified is not None and start > _years_after(checked.modified, YEARS_AHEAD):
            yield Diagnostic(
                "implausible-date", slot.pointer, f"{value.start} is more than five years after the document's last change, {checked.modified}.", place
            )


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def low_confidence(checked: Checked) -> Iterator[Diagnostic]:
    """`low-confidence`: a value that may be misread."""
    for pointer, found in checked.evidence.items():
        if found.confidence < checked.threshold:
            yield Diagnostic("low-confidence", pointer, f"Read with confidence {found.confidence:.2f} from “{found.text}”.", found.place)


# A name, a title or a body of more characters than this is a sentence; the longest true one that was met has 80.
_LONGEST_NAME = 120
_MARKUP = re.compile(r"</?(?:t[drh]|table|tbody|br|p|div|span|li|ul|ol)\b[^<>]{0,80}>", re.IGNORECASE)


def unlikely(checked: Checked) -> Iterator[Diagnostic]:
    """`low-confidence`: a value that cannot be what its slot asks for, so that something was read in the wrong place."""
    for slot in slots(checked.form):
        value = checked.values.get(slot.pointer)
        if slot.parser is Contact:
            for number, contact in enumerate(value or ()):
                for part in ("name", "title", "organization"):
                    text = getattr(contact, part)
                    if text and (len(text) > _LONGEST_NAME or "@" in text or "://" in text or not any(c.isalpha() for c in text)):
                        pointer = f"{slot.pointer}/{number}/{part}"
                        yield Diagnostic("low-confidence", pointer, f"“{text}” is no {part}.", _place(checked, pointer))
        elif isinstance(text := value if isinstance(value, str) else getattr(value, "text", None), str) and "<" in text and _MARKUP.search(text):
            yield Diagnostic("low-confidence", slot.pointer, f"Markup was left in “{text}”.", _place(checked, slot.pointer))
        if slot.parser is PlainText and isinstance(value, str) and fold(value) in _labels(checked.form):
            yield Diagnostic("low-confidence", slot.pointer, f"“{value}” is a label of the form.", _place(checked, slot.pointer))


@cache
def _labels(form: type[Form]) -> frozenset[str]:
    """What the form prints over its sections, in every language."""
    return frozenset(fold(text) for slot in slots(form) if slot.label is not None for wordings in slot.label.texts.values() for text in wordings)


def undecoded_text(checked: Checked) -> Iterator[Diagnostic]:
    """`undecoded-text`: characters of a value could not be decoded (U+FFFD), or mean something in a lost font alone (private use)."""
    for pointer, found in checked.evidence.items():
        value = checked.values.get(pointer)
        if "\ufffd" in found.text or (isinstance(value, str) and _PRIVATE_USE.search(value)):
            yield Diagnostic("undecoded-text", pointer, f"Some characters could not be decoded: “{found.text}”.", found.place)


def empty_field(checked: Checked) -> Iterator[Diagnostic]:
    """`empty-field`: what the form asks for and no other rule requires is empty."""
    declared = slots(checked.form)
    for slot in declared:
        if not slot.asked_for:
            continue
        if slot.role != "prompts":
            if _empty(checked.values.get(slot.pointer)):
                yield Diagnostic("empty-field", slot.pointer, f"{_name(slot)} is empty.")
            continue
        members = [s for s in declared if s.group == slot.pointer]
        if all(_empty(checked.values.get(s.pointer)) for s in members):
            yield Diagnostic("empty-field", slot.pointer, f"{_name(slot).capitalize()} is empty.")
        elif _empty(checked.values.get(f"{slot.pointer}/combined")):
            for prompt in members:
                if prompt.role == "prompt" and _empty(checked.values.get(prompt.pointer)):
                    yield Diagnostic("empty-field", prompt.pointer, f"{_name(prompt)} is empty.")


def _place(checked: Checked, pointer: str) -> Any:
    found = checked.evidence.get(pointer)
    return found.place if found else None


CHECKS: tuple[Check, ...] = (required, choose_one, nothing_marked, other, implausible_date, low_confidence, unlikely, undecoded_text, empty_field)


def check(checked: Checked) -> list[Diagnostic]:
    """Everything that every rule has to say."""
    return [diagnostic for rule in CHECKS for diagnostic in rule(checked)]
