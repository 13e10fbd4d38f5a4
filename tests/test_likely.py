"""The values that a text may be meant for which no value took."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.answers import Context, Evidence
from extractor.document import MARK, Line, Mark
from extractor.likely import likely_paths
from extractor.place import Box, Place
from schemas.ecommerce import CaseStudy
from schemas.form import slots
from schemas.values import Contact, Threshold

THRESHOLDS = ["/de_minimis/customs_duty", "/de_minimis/taxes", "/de_minimis/gift", "/de_minimis/commercial_samples"]
FULL: dict[str, Any] = {pointer: Threshold(text="n/a", not_applicable=True) for pointer in THRESHOLDS} | {"/implementation_date": object()}


@pytest.mark.parametrize(
    ("path", "text", "empty", "paths"),
    [
        ("/de_minimis", "RM 500 none n/a", THRESHOLDS, THRESHOLDS),
        ("/de_minimis", "RM 500", ["/de_minimis/gift"], ["/de_minimis/gift"]),
        ("", "none", ["/de_minimis/taxes", "/de_minimis/gift"], ["/de_minimis/taxes", "/de_minimis/gift"]),
        ("", "RM 500", [], [""]),
        ("", "since 1 March 2018", ["/implementation_date"], ["/implementation_date"]),
        ("", "Home News Contact us", THRESHOLDS, [""]),
        ("/stakeholders", "RM 500", THRESHOLDS, ["/stakeholders"]),
    ],
)
def test_a_lost_text_names_the_empty_values_of_its_kind(path: str, text: str, empty: list[str], paths: list[str]) -> None:
    values = {pointer: value for pointer, value in FULL.items() if pointer not in empty}
    assert likely_paths(path, [Line(text)], slots(CaseStudy), values, Context()) == paths


def test_a_number_that_no_contact_has_is_a_contacts() -> None:
    lost = [Line("Phone: +1 202 555 0100")]
    reached = Contact(name="Jane Doe", emails=("jane@example.org",))
    for contacts, paths in (((), ["/contacts"]), ((reached,), ["/contacts"]), ((reached.model_copy(update={"phones": ("1",)}),), [""])):
        assert likely_paths("", lost, slots(CaseStudy), FULL | {"/contacts": contacts}, Context()) == paths


def test_a_box_that_no_grid_took_is_of_the_grid_beside_it() -> None:
    mark = Mark(checked=True)
    option = Evidence(Place(page=1, box=Box(50, 100, 60, 110)), "Private Sector [x]")
    for page, top, path in ((1, 114, "/requirements/unlisted"), (1, 200, ""), (2, 114, "")):
        lost = Line(f"Training of officers {MARK}", Place(page=page, box=Box(54, top, 160, top + 10)), marks=(mark,))
        assert likely_paths("", [lost], slots(CaseStudy), FULL, Context(), {"/requirements/private_sector": option}) == [path]
