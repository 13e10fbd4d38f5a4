"""Every kind of mark in a Word document."""

from __future__ import annotations

from tests.conformance import word_choices, word_controls, word_drawings, word_formats, word_glyphs
from tests.conformance.kinds import Kind

KINDS: tuple[Kind, ...] = (*word_controls.KINDS, *word_glyphs.KINDS, *word_drawings.KINDS, *word_choices.KINDS, *word_formats.KINDS)
