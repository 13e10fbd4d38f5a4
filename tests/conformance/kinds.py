"""What a conformance file is: one whole form in one format whose boxes are all of one kind, and what its record must say of them.

Every file holds the same answers, `STUDY`, so that a kind of mark is the only thing that changes from file to file. A module of this package for
each family of formats lists its kinds; `python -m tests.conformance.make` writes their files, and `test_conformance` reads them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from schemas.ecommerce import CaseStudy
from schemas.form import Slot, slots

FILES = Path(__file__).parent / "files"

Arrangement = Literal["before", "after", "before in a line", "after in a line", "own cell before", "own cell after", "nested table", "text box"]
"""Where the boxes of a grid stand: before or after their labels, one a line or several to a line, in own cells, in a nested table, in a text box."""

MARKED: Mapping[str, bool] = {
    "/practice_type/initiative_or_pilot": False,
    "/practice_type/existing_practice": True,
    "/general_overview/simplification_of_procedures": True,
    "/general_overview/safety_and_security": False,
    "/general_overview/revenue_collection": True,
    "/general_overview/customs_post_cooperation": False,
    "/general_overview/data_exchange_with_operators": False,
    "/stakeholders/customs_administration": True,
    "/stakeholders/postal_operator": True,
    "/stakeholders/express_companies": False,
    "/stakeholders/e_vendors": False,
    "/stakeholders/other_governmental_authorities": True,
    "/stakeholders/final_consumer": False,
    "/stakeholders/other": False,
    "/requirements/review_of_de_minimis": False,
    "/requirements/changes_on_legal_framework": True,
    "/requirements/creation_of_it_system": False,
    "/requirements/private_sector": False,
    "/requirements/exchange_of_information": True,
    "/requirements/other": False,
}
"""The state of every box, both states in every grid, by pointer."""

GRIDS: Mapping[str, tuple[Slot, ...]] = {
    grid.pointer: tuple(slot for slot in slots(CaseStudy) if slot.group == grid.pointer) for grid in slots(CaseStudy) if grid.role == "grid"
}
"""The options of each grid in the order of the form, by the grid's pointer; `slot.label.first()` is what is printed."""

TITLE = "Clearing parcels before they land"
COUNTRY = "Norway"
DE_MINIMIS: Mapping[str, str] = {"Customs Duty": "NOK 350", "Taxes (VAT/GST)": "n/a", "Gift": "NOK 1 000", "Commercial Samples": "none"}
DATE = "September 2016"
ANSWERS: Mapping[str, str] = {
    "/description": "Goods are declared before they arrive, and most are released on landing.",
    "/value_proposition": "Faster release and fewer storage days.",
    "/approach/combined": "Two systems were joined in one year of work.",
    "/wco_tools": "SAFE Framework of Standards",
    "/links": "https://www.toll.no/voec",
    "/contacts": "Kari Hansen, Senior Adviser, kari.hansen@toll.no",
    "/reflections/combined": "Small sellers needed more help than was planned.",
}
"""The answers that are the same in every file, by pointer."""


@dataclass(frozen=True)
class Kind:
    """One kind of mark or format, and the file that proves it."""

    id: str
    """Name of the kind, of lower-case words joined by hyphens, beginning with the format: "docx-content-control-on-off"."""
    title: str
    """What it is, for the conformance page: "Word content control, values on and off"."""
    file: str
    """Name of its file below `FILES`: the id and the extension."""
    make: Callable[[], bytes]
    """Gives the file's bytes, the same ones every time."""
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)
    """How the boxes of each grid stand, by the grid's pointer; only told, not checked."""
    differs: Mapping[str, bool | None] = field(default_factory=dict)
    """Pointers whose right answer is not `MARKED`'s: None where a careful person could not tell."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Pointer → code of each diagnostic that must be given (every None in `differs` is `unreadable-mark` without being named here)."""
    needs: str = ""
    """The outside program that reading it takes ("soffice"), "" for none; the test is skipped without it."""
    rejected: str = ""
    """The rejection's code where the right answer is none ("unsupported"), else ""."""
