"""What is known at a place of an RTF document: the group that it stands in, the field and the row that are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extractor.wordprocessing import controls, wordml
from extractor.wordprocessing.wordml import CellLook, Story

MOST_PIECES: Final = 20_000
"""Lines of a picture's bytes: a box of some pixels has a few hundred."""


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
class Picture:
    """A picture that is read; only one as small as a box to tick is kept."""

    width: int = 0
    height: int = 0
    """In twentieths of a point."""
    digits: list[str] = field(default_factory=list)
    """Its bytes in hexadecimal."""

    def word(self, word: str, number: int | None) -> None:
        """A control word of a picture."""
        if word == "picwgoal":
            self.width = number or 0
        elif word == "pichgoal":
            self.height = number or 0
        elif word == "picscalex":
            self.width = self.width * (number or 100) // 100
        elif word == "picscaley":
            self.height = self.height * (number or 100) // 100

    def add(self, digits: str) -> None:
        """A part of its bytes."""
        if self.is_small and len(self.digits) < MOST_PIECES:
            self.digits.append(digits.strip())

    @property
    def is_small(self) -> bool:
        """Whether it may be a box to tick."""
        return wordml.is_box(self.width, self.height)

    @property
    def data(self) -> bytes:
        """Its bytes; b"" where they cannot be told."""
        try:
            return bytes.fromhex("".join(self.digits))
        except ValueError:
            return b""


@dataclass(slots=True)
class Object:
    """An embedded object that is read; only the data of a control of a form is kept."""

    name: str = ""
    """Its class."""
    digits: list[str] = field(default_factory=list)
    """Its data in hexadecimal."""
    is_written: bool = False

    def add(self, digits: str) -> None:
        """A part of its data."""
        if self.name.lstrip().startswith("Forms.") and len(self.digits) < MOST_PIECES:
            self.digits.append(digits.strip())

    @property
    def shown(self) -> str:
        """What the control shows; "" where it cannot be told."""
        try:
            return controls.shown(self.name, bytes.fromhex("".join(self.digits)))
        except ValueError:
            return ""


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

    def nested(self) -> State:
        """What is known where a group begins: all but what is closed with the group round it. (`dataclasses.replace` costs five times as much.)"""
        return State(
            self.to,
            self.story,
            self.skip_after_unicode,
            self.font,
            self.codec,
            self.bold,
            self.hidden,
            self.struck,
            self.deleted,
            self.underlined,
            self.highlighted,
            self.in_table,
            self.depth,
            self.list,
            self.list_level,
            self.indent,
        )


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
