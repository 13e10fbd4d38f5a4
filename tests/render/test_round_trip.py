"""Any valid record, rendered as a form in any way and read again, gives the same values."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.render import FORMATS, MARKS, render
from schemas.ecommerce import CaseStudy
from tests.strategies import studies

# WCO_FORMS_THOROUGH is how many records each way of rendering is tried with, new ones each time; without it a few that are always the same.
EXAMPLES = int(os.environ.get("WCO_FORMS_THOROUGH", "0"))
QUICK = 8

# Making a failing record smaller takes long and is worth it where someone looks.
PHASES = (Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,)
WAYS = [(to, marks) for to in FORMATS if to != "pdf" for marks in MARKS[to]]


def check(way: int, examples: int, read: Callable[[CaseStudy, str, Any], None]) -> None:
    """Try a way of rendering and reading with that many records."""

    @settings(max_examples=EXAMPLES or examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=PHASES)
    @given(study=studies(CaseStudy), language=st.sampled_from(["en", "fr", "es"]), boxes=st.sampled_from(["before", "after"]))
    def same(study: CaseStudy, language: str, boxes: Any) -> None:
        read(study, language, boxes)

    (same if EXAMPLES else seed(way)(same))()


def read_again(data: bytes) -> Any:
    (record,) = extract(data)
    return record.case_study.model_dump()


def differences(wanted: Any, read: Any, pointer: str = "") -> list[tuple[str, Any, Any]]:
    """(pointer, wanted, read) of each value that differs."""
    if isinstance(wanted, dict):
        return [found for key, value in wanted.items() for found in differences(value, read[key], f"{pointer}/{key}")]
    return [] if wanted == read else [(pointer, wanted, read)]


@pytest.mark.parametrize("way", range(len(WAYS)), ids=["-".join(way) for way in WAYS])
def test_what_is_rendered_is_read(way: int) -> None:
    to, marks = WAYS[way]

    def read(study: CaseStudy, language: str, boxes: Any) -> None:
        assert differences(study.model_dump(), read_again(render(study, to, marks=marks, language=language, boxes=boxes))) == []

    check(way, QUICK, read)
