"""The labels of a form, and the places of a document where one may stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.text import fold
from schemas.form import Form, Heading, Slot, slots


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """One label of the declared form: a slot's or a heading's."""

    index: int
    slot: Slot | None
    heading: Heading | None
    row: int
    group: str
    written: bool
    """Not on the printed form; members who retype it write it."""
    texts: dict[str, tuple[str, ...]]
    """Folded wordings per language, the printed one first."""
    is_option: bool
    """A grid's option, or one of a group's labelled values: they stand side by side and are short."""
    is_other: bool
    """A grid's option for what the form does not list."""
    is_section: bool
    """A printed label that opens a part of the form."""

    @property
    def name(self) -> str:
        """The slot's pointer, or the heading's wording."""
        return self.slot.pointer if self.slot else self.heading.label.first() if self.heading else ""


@dataclass(slots=True, eq=False)
class Candidate:
    """A place where a label may stand."""

    label: Label
    language: str
    first: int
    """Index of its first token."""
    last: int
    similarity: float
    flow: int
    line: int
    start: int
    end_line: int
    end: int
    score: float = 0.0
    line_start: bool = False
    whole_line: bool = False
    mark_beside: bool = False
    colon: bool = False

    @property
    def position(self) -> tuple[int, int, int]:
        return self.flow, self.line, self.start


@lru_cache(maxsize=8)
def labels_of(form: type[Form]) -> tuple[Label, ...]:
    """Every label that a form prints, and those that members write."""
    found: list[Label] = []

    def add(slot: Slot | None, heading: Heading | None, row: int, texts: dict[str, tuple[str, ...]], written: bool = False) -> None:
        folded = {language: tuple(dict.fromkeys(fold(text) for text in wordings)) for language, wordings in texts.items()}
        role = slot.role if slot else "heading"
        is_option = role in ("option", "other", "part")
        is_section = slot is not None and not is_option and not written
        found.append(Label(len(found), slot, heading, row, slot.group if slot else "", written, folded, is_option, role == "other", is_section))

    for heading in form.headings:
        add(None, heading, heading.at.row, heading.label.texts)
    for slot in slots(form):
        if slot.label is not None:
            add(slot, None, slot.at.row, slot.label.texts)
        if slot.written_label is not None:
            add(slot, None, slot.at.row, slot.written_label.texts, written=True)
    return tuple(found)
