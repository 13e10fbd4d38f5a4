"""Documents that are no case study give `not-a-form`, in whatever format they come; no blank or filled form does."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest

from extractor import extract
from extractor.errors import Unreadable
from tests.negatives.formats import FORMATS
from tests.negatives.near_misses import near_misses


def documents() -> Iterator[tuple[str, list[str]]]:
    """(name, lines) of every document."""
    for block in (Path(__file__).parent / "plain.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        name, *lines = block.splitlines()
        yield name, lines
    for language in ("en", "fr", "es"):
        for name, lines in near_misses(language):
            yield f"{name} ({language})", lines


CASES = [(name, lines, suffix) for name, lines in documents() for suffix in FORMATS]


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        extract(data)
    return caught.value.code


def test_there_are_enough() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(("name", "lines", "suffix"), CASES, ids=lambda part: part if isinstance(part, str) else "")
def test_no_other_document_is_taken_for_the_form(name: str, lines: list[str], suffix: str) -> None:
    assert code_of(FORMATS[suffix](lines)) in ("not-a-form", *(("empty",) if name == "empty table" else ()))


def test_no_description_of_a_package_is_taken_for_the_form() -> None:
    told = [text for distribution in distributions() if len(text := distribution.read_text("METADATA") or "") > 2000]
    assert len(told) > 10
    for text in told:
        assert code_of(text.encode()) == "not-a-form"
