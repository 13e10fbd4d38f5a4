"""What is known at a place of an RTF document: the group that it stands in, the field and the row that are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.wordprocessing import wordml
from extractor.wordprocessing.wordml import CellLook, Story


@dataclass(slots=True)
class Field:
    """A field whose instruction is read."""

    instruction: list[str] = field(default_factory=list)
    is_form_field: bool = False
    numbers: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    """Of a drop-down."""
    begun: bool = False


@dataclass(slots=True)
class Row:
    """A table's row as `\\trowd` defines it."""

    looks: list[CellLook] = field(default_factory=list)
    left: int = 0
    next: CellLook = field(default_factory=CellLook)


@dataclass(slots=True)
class State:
    """What a brace keeps and gives back."""

    to: str = "text"
    """Where text goes: "text", "unseen", "fonts", "lists", "level text", "instruction", "form field", "entry", "info", "list text"."""
    story: Story = field(default_factory=Story)
    skip_after_unicode: int = 1
    font: int | None = None
    codec: str = ""
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    underlined: bool = False
    highlighted: bool = False
    in_table: bool = False
    depth: int = 0
    list: int | None = None
    list_level: int = 0
    indent: int | None = None
    end: str = ""
    """What is closed with the group: "field", "result", "box", "running", "level text"."""


def field_data(current: Field) -> str:
    """A form field's own data (`w:ffData`); "" where the document gives none, so that nothing can be told of a check box."""
    if not current.is_form_field:
        return ""
    numbers = current.numbers
    # RTF 1.9.1, \ffres: 25 means that nothing was chosen yet, and the default counts.
    result = numbers.get("ffres", 25)
    chosen = f'w:val="{result}"' if result != 25 else ""
    default = f'<w:default w:val="{numbers["ffdefres"]}"/>' if "ffdefres" in numbers else ""
    if numbers.get("fftype") == 2:
        entries = "".join(f"<w:listEntry w:val={wordml.attribute(entry)}/>" for entry in current.entries)
        return f"<w:ffData><w:ddList>{f'<w:result {chosen}/>' if chosen else ''}{default}{entries}</w:ddList></w:ffData>"
    if numbers.get("fftype") == 1 and (chosen or default):
        return f"<w:ffData><w:checkBox>{default}{f'<w:checked {chosen}/>' if chosen else ''}</w:checkBox></w:ffData>"
    return ""
