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


def families() -> Iterator[tuple[str, tuple[Kind, ...]]]:
    """(heading, kinds) of each family, in the order of the conformance page; the heading is the first line of its module."""
    for family in FAMILIES:
        module = importlib.import_module(f"tests.conformance.{family}")
        yield (module.__doc__ or family).strip().splitlines()[0].rstrip("."), module.KINDS


def all_kinds() -> Iterator[Kind]:
    """Every kind, in the order of the conformance page."""
    for _, kinds in families():
        yield from kinds
