"""A blank form holds a control for every answer, and what is put into the controls is what we read."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest

from extractor import extract
from extractor.render import BLANK_FORMATS, Format, blank
from schemas.ecommerce import CaseStudy
from schemas.form import slots
from tests.render.filling import fill_docx, fill_html, fill_pdf

TICKED = [
    "practice_type/existing_practice",
    "general_overview/safety_and_security",
    "stakeholders/customs_administration",
    "stakeholders/other",
    "requirements/creation_of_it_system",
]
WRITTEN = {
    "title": "Clearing parcels before they land",
    "country": "Norway",
    "de_minimis/gift": "NOK 1 000",
    "implementation_date": "September 2016",
    "description": "Goods are declared before they arrive, and most are released on landing.",
    "approach/combined": "Two systems were joined.",
    "stakeholders/other_text": "Chambers of commerce",
    "links": "https://www.toll.no/voec",
    "contacts": "Kari Hansen, Senior Adviser\nkari.hansen@toll.no",
}
BOXES = {slot.pointer.strip("/") for slot in slots(CaseStudy) if slot.role in ("option", "other")}
TEXTS = {slot.pointer.strip("/") for slot in slots(CaseStudy) if slot.role in ("value", "part", "combined")}
OTHERS = {f"{slot.group.strip('/')}/other_text" for slot in slots(CaseStudy) if slot.role == "other"}

FILL: dict[Format, Callable[..., tuple[bytes, set[str]]]] = {"docx": fill_docx, "html": fill_html, "pdf": fill_pdf}


def named(names: set[str], to: Format) -> set[str]:
    """The names as the format has them: a PDF field's name has no slash."""
    return {name.replace("/", "-") for name in names} if to == "pdf" else names


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("to", BLANK_FORMATS)
def test_what_is_filled_in_is_what_is_read(to: Format, language: str) -> None:
    written = {next(iter(named({name}, to))): text for name, text in WRITTEN.items()}
    data, names = FILL[to](blank(CaseStudy, to, language=language), named(set(TICKED), to), written)
    assert names == named(BOXES | TEXTS | OTHERS, to)
    (record,) = extract(data)
    study = record.case_study.model_dump()
    read = {name for name in BOXES for grid, option in [name.split("/")] if study[grid][option]}
    assert read == set(TICKED)
    assert not [name for name in BOXES for grid, option in [name.split("/")] if study[grid][option] is None]
    assert study["title"] == WRITTEN["title"]
    assert study["country"]["code"] == "NO"
    assert study["de_minimis"]["gift"]["amounts"] == ({"value": "1000", "currency": "NOK"},)
    assert study["implementation_date"]["edtf"] == "2016-09"
    assert study["description"] == WRITTEN["description"]
    assert study["approach"]["combined"] == WRITTEN["approach/combined"]
    assert study["stakeholders"]["other_text"] == WRITTEN["stakeholders/other_text"]
    assert study["links"][0]["url"] == WRITTEN["links"]
    assert (study["contacts"][0]["name"], study["contacts"][0]["emails"]) == ("Kari Hansen", ("kari.hansen@toll.no",))
    empty = {"value_proposition", "wco_tools"}
    assert all(study[name] is None for name in empty)
    assert not [d for d in record.diagnostics if d.code == "unplaced-text"]


@pytest.mark.parametrize("to", BLANK_FORMATS)
def test_an_untouched_form_is_a_form_without_answers(to: Format) -> None:
    (record,) = extract(blank(CaseStudy, to))
    study = record.case_study
    assert (study.title, study.country, study.description, study.links, study.contacts) == (None, None, None, (), ())
    assert not [d for d in record.diagnostics if d.code in ("unplaced-text", "unreadable-mark", "option-missing")]


@pytest.mark.parametrize("to", BLANK_FORMATS)
def test_a_form_has_no_date_of_its_own(to: Format) -> None:
    written = {next(iter(named({"implementation_date"}, to))): "September 2016"}
    (record,) = extract(FILL[to](blank(CaseStudy, to), set(), written)[0])
    assert "implausible-date" not in [d.code for d in record.diagnostics]


@pytest.mark.parametrize("to", BLANK_FORMATS)
def test_the_same_form_has_the_same_bytes(to: Format) -> None:
    assert blank(CaseStudy, to) == blank(CaseStudy, to)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_page_of_the_pdf_ends_with_a_label(language: str) -> None:
    document = pdfium.PdfDocument(blank(CaseStudy, "pdf", language=language))
    assert len(document) == 2
    assert all(_field_below_text(page) for page in document)


def _field_below_text(page: pdfium.PdfPage) -> bool:
    """Whether a field stands lower on the page than its last text."""
    text = page.get_textpage()
    lowest = min(text.get_charbox(index)[1] for index in range(text.count_chars()))
    return any(_bottom(page, number) < lowest for number in range(pdfium.raw.FPDFPage_GetAnnotCount(page.raw)))


def _bottom(page: pdfium.PdfPage, number: int) -> float:
    box = pdfium.raw.FS_RECTF()
    annotation = pdfium.raw.FPDFPage_GetAnnot(page.raw, number)
    pdfium.raw.FPDFAnnot_GetRect(annotation, box)
    pdfium.raw.FPDFPage_CloseAnnot(annotation)
    return float(box.bottom)
