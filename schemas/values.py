"""The value types that any form can use. The Python type of a field is what chooses its parser."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from schemas.form import MarkdownText, PlainText, Value

Checked = Annotated[bool | None, Field(description="True: marked. False: an empty box. Null: no box could be read.")]
"""The state of one selection mark; None where no box could be read, never a guess."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code.")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, or the reserved EU.")]
DecimalText = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="A decimal number as a string, without group signs.")]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO 8601 calendar date.")]


Markdown = Annotated[str, MarkdownText(), Field(description="CommonMark with pipe tables; emphasis dropped.")]
Title = Annotated[str, PlainText(), Field(description="Plain text without its quotation marks.")]


class UnlistedOption(Value):
    """A box whose label is not on the printed form."""

    label: str
    checked: Checked = None


class Money(Value):
    """An amount of money."""

    value: DecimalText
    currency: Currency | None = None


class Threshold(Value):
    """A money threshold as the form gives it."""

    text: str
    not_applicable: bool = False
    amounts: tuple[Money, ...] = ()
    relation: Annotated[str | None, Field(pattern="^(or|range|up_to)$")] = None


class PartialDate(Value):
    """A date as exact as the text is: `edtf` after ISO 8601-2, `start` and `end` the first and last day that it covers."""

    text: str
    edtf: str | None = None
    start: IsoDate | None = None
    end: IsoDate | None = None


class Country(Value):
    """A country, territory or customs union: its name as written and its code, None where none is known."""

    name: str
    code: CountryCode | None = None


class Contact(Value):
    """A person or body to write to."""

    name: str | None = None
    title: str | None = None
    organization: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    notes: str | None = None


class Link(Value):
    """A link or a named document; not both are None."""

    label: str | None = None
    url: str | None = None
