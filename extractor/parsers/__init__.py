"""One parser a value type: `parse(answer, context)` makes the value, its evidence and its diagnostics of the region that was found for a slot."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from extractor.answers import Answer, Context, Parsed
from extractor.document import Line
from schemas.form import MarkdownText, PlainText
from schemas.values import Contact, Country, Link, PartialDate, Threshold

Parser = Callable[[Answer, Context], Parsed]

# Value type (`Slot.parser`) → module of this package. A new value type is one file and one row.
_MODULES: dict[type, str] = {
    MarkdownText: "markdown_text",
    PlainText: "plain_text",
    Threshold: "threshold",
    PartialDate: "partial_date",
    Country: "country",
    Contact: "contact",
    Link: "link",
}


@cache
def parser_for(kind: type) -> Parser:
    """The `parse` function for a slot's parser type, imported when first asked for. Raises KeyError for a type that no parser reads."""
    parser: Parser = import_module(f"extractor.parsers.{_MODULES[kind]}").parse
    return parser


@cache
def claims_for(kind: type) -> Callable[[Line], float] | None:
    """How likely a line is of a value type (0 to 1), for slots that share one region; None where the type cannot tell."""
    claims: Callable[[Line], float] | None = getattr(import_module(f"extractor.parsers.{_MODULES[kind]}"), "claims", None)
    return claims
