"""Every kind of mark and format that the product claims to read, each with a real file that proves it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conformance.kinds import Kind

FAMILIES: tuple[str, ...] = (
    # one module a line
    "characters",
    "html",
    "html_pages",
    "text",
    "text_tables",
    "word",
    "odf",
    "pdf_fields",
    "pdf_drawn",
    "pdf_pen",
    "pdf_annotations",
    "pdf_glyphs",
    "pdf_pages",
    "handed_on",
    "rendered",
)
"""The modules of this package that list kinds, in the order of the conformance page; each has `KINDS`, a tuple of `Kind`."""


def all_kinds() -> Iterator[Kind]:
    """Every kind, in the order of the conformance page."""
    for family in FAMILIES:
        yield from importlib.import_module(f"tests.conformance.{family}").KINDS
