"""Declaration and record → layout. The only part of the renderer that walks a form; it names no field of any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.render import values
from extractor.render.layout import Answer, Block, Boxes, Cell, Choices, Field, Label, Layout, Option, Row, Table
from schemas.form import At, Form, MarkdownText, Printed, Slot, slots
from schemas.values import Contact, Link

Column = Literal["left", "right"]

# Lines of text that a blank form offers for each kind of value; one for all others.
_LINES: dict[type, int] = {MarkdownText: 5, Contact: 5, Link: 4}


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of the form: what is printed, and what is answered under it."""

    at: At
    head: tuple[Label, ...] = ()
    """No label where the form prints none."""
    body: tuple[Block, ...] = ()
    more: tuple[tuple[Label, Block], ...] = ()
    """Further labels with an answer of their own each (prompts that were answered one by one)."""


def layout_of(form: type[Form], study: Form | None, language: str = "en", boxes: Boxes = "before") -> Layout:
    """The form as it is printed, with the answers of a record's `case_study`; without one a blank form with controls."""
    title = next((heading.label.first(language) for heading in form.headings if heading.title), "")
    table = Table(tuple(arranged(sections(form, study, language, boxes))), 2)
    return Layout(title, (table,), language, fillable=study is None)


def sections(form: type[Form], study: Form | None, language: str = "en", boxes: Boxes = "before") -> list[Section]:
    """Every section of a form in the order in which it is printed."""
    builder = _Builder(form, study, language, boxes)
    found = [Section(heading.at, (Label(heading.label.first(language)),)) for heading in form.headings if not heading.title]
    found += [builder.section(slot) for slot in builder.slots if slot.role in ("value", "grid", "group", "prompts") and not slot.group]
    return sorted(found, key=lambda section: (section.at.row, section.at.column == "right"))


class _Builder:
    """What all sections of one form share."""

    def __init__(self, form: type[Form], study: Form | None, language: str, boxes: Boxes) -> None:
        self.slots = slots(form)
        self.study = None if study is None else study.model_dump()
        self.objects = study
        self.language = language
        self.boxes = boxes

    def section(self, slot: Slot) -> Section:
        head = (Label(slot.label.first(self.language)),) if slot.label is not None else ()
        if slot.role == "grid":
            return Section(slot.at, head, (self.choices(slot),))
        if slot.role == "group":
            rows = (Row((Cell((Label(self.name(part), "part"),)), Cell((self.answer(part),)))) for part in self.members(slot, "part"))
            return Section(slot.at, head, (Table(tuple(rows), 2, "parts"),))
        if slot.role == "prompts":
            return self.prompts(slot)
        if slot.label is None and self.study is None:
            head = (Label(self.name(slot), "caption"),)
        return Section(slot.at, head, (self.answer(slot),))

    def members(self, slot: Slot, *roles: str) -> list[Slot]:
        return [member for member in self.slots if member.group == slot.pointer and member.role in roles]

    def name(self, slot: Slot) -> str:
        label: Printed | None = slot.label or slot.written_label
        return label.first(self.language) if label is not None else slot.pointer.rpartition("/")[2].replace("_", " ").capitalize()

    def value(self, pointer: str) -> Any:
        value: Any = self.objects
        for name in pointer.strip("/").split("/"):
            value = getattr(value, name, None)
        return value

    def answer(self, slot: Slot, label: str = "") -> Answer:
        field = Field(slot.pointer, label or self.name(slot), _LINES.get(slot.parser, 1))
        return Answer(field, values.shown(slot, self.value(slot.pointer), self.language))

    def choices(self, slot: Slot) -> Choices:
        options: list[Option] = []
        others: list[Option] = []
        for member in self.members(slot, "option", "other"):
            checked = self.value(member.pointer) if self.study is not None else False
            if member.role == "option":
                options.append(Option(member.pointer, self.name(member), checked))
                continue
            pointer = f"{slot.pointer}/other_text"
            beside = Field(pointer, self.name(member))
            others.append(Option(member.pointer, self.name(member), checked, self.value(pointer) or "", beside))
        # What the form does not list comes before Other: what stands after Other is written beside it.
        listed = (Option(f"{slot.pointer}/unlisted/{n}", option.label, option.checked) for n, option in enumerate(self.value(f"{slot.pointer}/unlisted") or ()))
        return Choices(slot.pointer, (*options, *listed, *others), self.boxes)

    def prompts(self, slot: Slot) -> Section:
        """Prompts that share an answer stand one under the other above it; each other one has its own."""
        (shared,) = self.members(slot, "combined") or (None,)
        prompts = self.members(slot, "prompt")
        labels = {prompt.pointer: Label(self.name(prompt), "prompt", number) for number, prompt in enumerate(prompts, 1)}
        single = [prompt for prompt in prompts if self.value(prompt.pointer) is not None]
        combined = self.value(shared.pointer) if shared is not None else None
        if shared is None or (single and combined is None):
            together: list[Slot] = []
        else:
            together = _adjacent([prompt for prompt in prompts if prompt not in single], prompts)
        head = tuple(labels[prompt.pointer] for prompt in together)
        body: tuple[Block, ...] = ()
        if shared is not None and together:
            body = (self.answer(shared, " · ".join(label.shown for label in head)),)
        more = tuple((labels[prompt.pointer], self.answer(prompt)) for prompt in prompts if prompt not in together)
        return Section(slot.at, head, body, more)


def _adjacent(empty: list[Slot], prompts: list[Slot]) -> list[Slot]:
    """The prompts that share an answer: the longest run of neighbours without one of their own, or all such where no two are neighbours."""
    runs: list[list[Slot]] = []
    for prompt in prompts:
        if prompt not in empty:
            continue
        if runs and prompts.index(runs[-1][-1]) == prompts.index(prompt) - 1:
            runs[-1].append(prompt)
        else:
            runs.append([prompt])
    longest = max(runs, key=len, default=[])
    return longest if len(longest) > 1 else empty


def arranged(found: Iterable[Section]) -> Iterator[Row]:
    """The sections as rows of two columns, as their places say.

    A section's label stands in its row and its answer in the next, where that has room in the column; a section beside another's answer holds both its
    label and its answer in one cell.
    """
    by_row: dict[int, dict[str, list[Section]]] = {}
    for section in found:
        by_row.setdefault(section.at.row, {}).setdefault(section.at.column, []).append(section)
    waiting: dict[Column, tuple[Block, ...]] = {}

    def rest() -> Iterator[Row]:
        if any(waiting.values()):
            yield Row((Cell(waiting.get("left", ())), Cell(waiting.get("right", ()))))
        waiting.clear()

    for _, columns in sorted(by_row.items()):
        if "both" in columns:
            yield from rest()
            for section in columns["both"]:
                yield from _whole_rows(section)
            if len(columns) == 1:
                continue
        if any(column in waiting for column in columns):
            yield from rest()
        cells: dict[Column, tuple[Block, ...]] = {}
        beside_answer = bool(waiting)
        for column in ("left", "right"):
            if column not in columns:
                cells[column] = waiting.pop(column, ())
                continue
            for section in columns[column]:
                together = beside_answer or len(columns[column]) > 1 or bool(section.more)
                pairs = tuple(block for pair in section.more for block in pair)
                captioned = any(label.kind == "caption" for label in section.head)
                if section.head and not together and not captioned:
                    cells[column] = section.head
                    if section.body:
                        waiting[column] = section.body
                else:
                    cells[column] = (*cells.get(column, ()), *section.head, *section.body, *pairs)
        yield Row((Cell(cells.get("left", ())), Cell(cells.get("right", ()))))
    yield from rest()


def _whole_rows(section: Section) -> Iterator[Row]:
    """A section over both columns: a row with its labels, a row with its answer."""
    if any(label.kind == "caption" for label in section.head):
        yield Row((Cell((*section.head, *section.body), 2),))
        return
    if section.head:
        yield Row((Cell(section.head, 2),))
    if section.body:
        yield Row((Cell(section.body, 2),))
    for label, answer in section.more:
        yield Row((Cell((label,), 2),))
        yield Row((Cell((answer,), 2),))
