"""Every sample becomes its golden record, byte for byte, and says what the form says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from tests.golden import SAMPLES, golden_of, record_text, samples

TRUTH: dict[str, Any] = json.loads((Path(__file__).parent / "truth" / "cbp-ecommerce.json").read_text(encoding="utf-8"))

# What a format with real bullets carries and the sample's run-together `<ul>` does not.
BULLETS = {
    "value_proposition": [
        "The new branch demonstrates CBP’s commitment to support small and microbusinesses while addressing the challenges posed by this dynamic trading "
        "environment.",
        "This office will be particularly focused on identifying inferior and unsafe goods and preventing them from entering global commerce, noting that the "
        "benefits afforded by online platforms also elevate the risk and opportunity for criminal trade.",
    ],
    "approach": [
        "Establishing the E-Commerce and Small Business Branch within CBP’s Office of Trade on September 12, 2016",
        "Educating small business importers on CBP compliance requirements to ensure a level playing field for U.S. businesses",
        "Engaging with stakeholders to better understand trends in modern business practices",
    ],
}


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name)
def test_a_sample_becomes_its_golden_record(sample: Path) -> None:
    assert record_text(sample) == golden_of(sample).read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name)
def test_a_sample_says_what_the_form_says(sample: Path) -> None:
    study = json.loads(golden_of(sample).read_text(encoding="utf-8"))["case_study"]
    truth = json.loads(json.dumps(TRUTH))
    if sample.suffix != ".md":
        truth["value_proposition"] = "\n".join(f"- {item}" for item in BULLETS["value_proposition"])
        truth["approach"]["combined"] = "\n".join(f"- {item}" for item in BULLETS["approach"])
    assert study == truth


def test_the_sample_as_it_came_is_valid_and_no_error_is_given() -> None:
    (record,) = extract(SAMPLES / "cbp-ecommerce.md")
    assert record.status == "valid"
    assert [d.code for d in record.diagnostics if d.severity != "info"] == ["nothing-marked"]


def test_every_value_that_is_not_null_says_where_it_was_read() -> None:
    for sample in samples():
        (record,) = extract(sample)
        missing = sorted(set(leaves(record.case_study.model_dump(mode="json"))) - set(record.provenance))
        assert missing == [], sample.name


def leaves(study: dict[str, Any]) -> list[str]:
    """Pointers of the leaves that are not null; a threshold, date, country or link counts as one, a contact has one for each field."""
    found: list[str] = []

    def visit(value: Any, pointer: str) -> None:
        if value is None or value == []:
            return
        if isinstance(value, dict):
            if {"text", "edtf"} <= value.keys() or {"text", "amounts"} <= value.keys() or {"name", "code"} == value.keys() or {"label", "url"} == value.keys():
                found.append(pointer)
                return
            for key, inner in value.items():
                visit(inner, f"{pointer}/{key}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, inner in enumerate(value):
                visit(inner, f"{pointer}/{number}")
        else:
            found.append(pointer)

    visit(study, "")
    return found
