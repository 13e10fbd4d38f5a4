"""The words to declare a form with: printed labels, headings, slots, and what is asked of them.

A form is a pydantic model. Each field's type says what value it holds (and so which parser reads it); `Annotated` markers say what is printed
beside it and where. `slots` walks the declaration once; everything that knows a form (matching, checks, tables, blank forms) goes through it.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

Column = Literal["left", "right", "both"]


@dataclass(frozen=True)
class Printed:
    """A label as the form prints it: for each language the wordings that members and translators use, the printed one first."""

    texts: dict[str, tuple[str, ...]]

    def first(self, language: str = "en") -> str:
        """The printed wording in a language, in English where the declaration has none."""
        return self.texts.get(language, self.texts["en"])[0]


def printed(en: str | tuple[str, ...], **others: str | tuple[str, ...]) -> Printed:
    """Declare a label: `printed("Gift", fr=("Cadeaux", "Dons"), es="Regalos")`; one more language is one more keyword."""
    given = {"en": en, **others}
    return Printed({language: (text,) if isinstance(text, str) else text for language, text in given.items()})


@dataclass(frozen=True)
class At:
    """Where a slot stands on the printed form: its table row, from 1, and column."""

    row: int
    column: Column = "both"


@dataclass(frozen=True)
class Required:
    """The value must be there; `code` is the diagnostic where it is not."""

    code: str


@dataclass(frozen=True)
class AskedFor:
    """The form asks for the value, and an empty one is worth a remark."""


@dataclass(frozen=True)
class ChooseOne:
    """Exactly one box of the grid must be marked; `code` is the diagnostic where it is not."""

    code: str


@dataclass(frozen=True)
class Written:
    """A label that is not on the printed form, but that members write when they retype it ("Country: …")."""

    label: Printed


@dataclass(frozen=True)
class Heading:
    """A label that owns no answer. `title` says it is the form's own name, before everything else."""

    label: Printed
    at: At
    title: bool = False


@dataclass(frozen=True)
class OtherOption:
    """The grid's option for what the form does not list: text may stand beside it."""


Role = Literal["value", "grid", "option", "other", "prompts", "combined", "prompt", "group", "part"]


@dataclass(frozen=True)
class Slot:
    """One place of the form that holds an answer."""

    pointer: str
    """JSON Pointer into the form's record."""
    type: Any
    """The value's type, without None."""
    parser: type = object
    """What the table of parsers is keyed by: the value type, the marker of a string (`MarkdownText`), the element type of a list."""
    label: Printed | None = None
    """None for a slot without a printed label."""
    written_label: Printed | None = None
    """A label that is not printed, but that members write when they retype the form."""
    at: At = At(0)
    required: Required | None = None
    asked_for: bool = False
    choose_one: ChooseOne | None = None
    group: str = ""
    """Pointer of the grid or section that the slot is part of; "" for none."""
    role: Role = "value"
    """A grid and its options; prompts that may share an answer ("combined") and each prompt; a group of values and its parts; a value of its own."""


class Value(BaseModel):
    """Any part of a record: immutable, nothing unknown in it, every key always written."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Group(Value):
    """Several labelled values under one label (`de_minimis`)."""


class Grid(Value):
    """A group of boxes. A subclass declares its options, then `unlisted` and, where it has an Other, `other_text`, last."""


class Prompts(Value):
    """Narrative prompts that may be answered one by one or together; `combined` holds what stands under several at once."""


class MarkdownText:
    """Marks a string as CommonMark with pipe tables."""


class PlainText:
    """Marks a string as plain text of one paragraph."""


class Form(Value):
    """A declared form. Subclass it with `id` and `version`; `headings` are the labels that own no answer."""

    form_id: ClassVar[str] = ""
    form_version: ClassVar[str] = ""
    headings: ClassVar[tuple[Heading, ...]] = ()

    def __init_subclass__(cls, id: str = "", version: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.form_id, cls.form_version = id, version


def bare_type(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """(type without None, markers) of an annotation; markers inside a union (`Annotated[X, m] | None`) are found too."""
    markers: list[Any] = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *found = get_args(annotation)
            markers += found
            annotation = inner
        elif origin in (Union, types.UnionType):
            rest = [a for a in get_args(annotation) if a is not type(None)]
            if len(rest) != 1:
                return annotation, tuple(markers)
            annotation = rest[0]
        else:
            return annotation, tuple(markers)


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


_Marker = TypeVar("_Marker")


def _marker(markers: tuple[Any, ...], kind: type[_Marker]) -> _Marker | None:
    return next((m for m in markers if isinstance(m, kind)), None)


def _parser_key(type_: Any, markers: tuple[Any, ...]) -> type:
    if get_origin(type_) is tuple:
        return _parser_key(get_args(type_)[0], markers)
    marker = next((type(m) for m in markers if isinstance(m, (MarkdownText, PlainText))), None)
    if marker is not None:
        return marker
    assert isinstance(type_, type)
    return type_


@cache
def slots(form: type[Form]) -> tuple[Slot, ...]:
    """Every slot of a form in the order of its declaration: grids before their options, sections before their prompts."""
    found: list[Slot] = []

    def visit(model: type[BaseModel], pointer: str, above: At, group: str, role: str) -> None:
        hints = _hints(model)
        for name in model.model_fields:
            type_, markers = bare_type(hints[name])
            label = _marker(markers, Printed)
            written = _marker(markers, Written)
            kind = type_ if isinstance(type_, type) else None
            here = f"{pointer}/{name}"
            at = _marker(markers, At) or above
            own: Role
            if role == "grid":
                if label is None:
                    continue  # `unlisted`, `other_text`: filled by the grid's own parser
                own = "other" if _marker(markers, OtherOption) else "option"
            elif kind is not None and issubclass(kind, Grid):
                own = "grid"
            elif kind is not None and issubclass(kind, Prompts):
                own = "prompts"
            elif kind is not None and issubclass(kind, Group):
                own = "group"
            elif role == "prompts":
                own = "combined" if label is None else "prompt"
            else:
                own = "part" if role == "group" else "value"
            found.append(
                Slot(
                    pointer=here,
                    type=type_,
                    parser=_parser_key(type_, markers),
                    label=label,
                    written_label=written.label if written else None,
                    at=at,
                    required=_marker(markers, Required),
                    asked_for=_marker(markers, AskedFor) is not None,
                    choose_one=_marker(markers, ChooseOne),
                    group=group,
                    role=own,
                )
            )
            if kind is not None and own in ("grid", "prompts", "group"):
                visit(kind, here, at, here, own)

    visit(form, "", At(0), "", "form")
    return tuple(found)
