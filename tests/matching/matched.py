"""What the tests of matching ask of a document."""

from __future__ import annotations

from extractor.document import Document
from extractor.matching import Match, matches
from schemas.ecommerce import CaseStudy


def only(document: Document) -> Match:
    """The one form of the document."""
    (match,) = matches(document, CaseStudy)
    return match


def text(match: Match, pointer: str) -> list[str]:
    """The lines of an answer."""
    return [line.text for line in match.answers[pointer].lines] if pointer in match.answers else []
