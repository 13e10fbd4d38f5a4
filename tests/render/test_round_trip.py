"""Any valid record, rendered as a form in any way and read again, gives the same values."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.render import FORMATS, MARKS, Format, render
from schemas.ecommerce import CaseStudy
from tests.strategies import studies

# WCO_FORMS_THOROUGH is how many records each way of rendering is tried with; without it there are enough to find what breaks often.
EXAMPLES = int(os.environ.get("WCO_FORMS_THOROUGH", "0"))
QUICK = 12

WAYS = [(to, marks) for to in FORMATS if to != "pdf" for marks in MARKS[to]]


def profile(quick: int) -> settings:
    return settings(
        max_examples=EXAMPLES or quick,
        deadline=None,
        derandomize=not EXAMPLES,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@pytest.mark.parametrize(("to", "marks"), WAYS)
def test_what_is_rendered_is_read(to: Format, marks: str) -> None:
    @profile(QUICK)
    @given(study=studies(CaseStudy), language=st.sampled_from(["en", "fr", "es"]), boxes=st.sampled_from(["before", "after"]))
    def check(study: CaseStudy, language: str, boxes: Any) -> None:
        (record,) = extract(render(study, to, marks=marks, language=language, boxes=boxes))
        assert record.case_study.model_dump() == study.model_dump()

    check()
