"""A file that holds files gives the forms of all of them, and says which gave none."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType

import pytest

from extractor import extract
from extractor.document import Document
from extractor.errors import Unreadable
from extractor.handed_on import HandedOn, Part, Rendition
from extractor.readers import READERS, read
from tests.test_checks import FORM

TYPE = "message/rfc822"
MAIL = b"From: a@customs.example\nTo: b@customs.example\nSubject: form\n\n"
FORM_PART = Part((Rendition(FORM.encode()),))
LETTER = Part((Rendition(b"Please find our form attached.\n"),))


def attached(data: bytes, name: str = "form.md") -> Part:
    return Part((Rendition(data),), name, attachment=True)


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """The parts that reading `MAIL` gives."""
    parts: list[Part] = []
    reader = ModuleType("reader_of_parts")
    reader.read = lambda data: HandedOn(tuple(parts), TYPE)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, reader.__name__, reader)
    monkeypatch.setitem(READERS, TYPE, reader.__name__)
    return parts


def rejected() -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        extract(MAIL)
    return caught.value


def test_the_forms_of_all_parts_are_numbered_in_order_and_have_the_source_of_the_whole(mail: list[Part]) -> None:
    mail += [LETTER, attached(FORM.encode()), attached(FORM.replace("Norway", "France").encode(), "second.md")]
    first, second = extract(MAIL, name="mail.eml")
    assert [first.source.form, second.source.form] == [1, 2]
    assert first.source.name == second.source.name == "mail.eml"
    assert first.source.media_type == TYPE
    assert first.source.sha256 == second.source.sha256
    assert [first.case_study.country.code, second.case_study.country.code] == ["NO", "FR"]
    assert first.diagnostics == ()


def test_of_the_renditions_of_a_part_the_first_that_holds_a_form_counts(mail: list[Part]) -> None:
    mail.append(Part((Rendition(b"<html><body>Please turn on HTML.</body></html>"), Rendition(FORM.encode()), Rendition(FORM.encode()))))
    (record,) = extract(MAIL)
    assert record.diagnostics == ()


@pytest.mark.parametrize(("data", "why"), [(b"Our price list.\n", "no WCO case study"), (b"PK\x03\x04" + bytes(30), "an archive"), (b"%PDF-1.7", "PDF")])
def test_an_attachment_without_a_form_is_told_beside_one(mail: list[Part], data: bytes, why: str) -> None:
    mail += [attached(FORM.encode()), attached(data, "annex")]
    (record,) = extract(MAIL)
    (told,) = record.diagnostics
    assert (told.code, told.severity, told.path) == ("part-not-read", "warning", "")
    assert "“annex”" in told.message
    assert why in told.message


def test_text_without_a_form_is_no_form(mail: list[Part]) -> None:
    mail.append(LETTER)
    assert rejected().code == "not-a-form"


def test_no_parts_are_no_form(mail: list[Part]) -> None:
    assert rejected().code == "not-a-form"


def test_where_there_is_no_form_an_attachment_that_cannot_be_read_is_the_reason(mail: list[Part]) -> None:
    mail += [LETTER, attached(b"GIF89a" + bytes(99), "scan.gif"), attached(b"%PDF-1.7", "form.pdf"), attached(b"", "nothing.txt")]
    error = rejected()
    assert error.code == "damaged"
    assert "“form.pdf”" in error.message


def test_files_in_files_end_somewhere(mail: list[Part]) -> None:
    mail.append(attached(MAIL, "the mail itself"))
    assert rejected().code == "too-large"


def test_what_is_wrong_in_a_forwarded_mail_is_told_of_its_own_attachments(mail: list[Part], monkeypatch: pytest.MonkeyPatch) -> None:
    inner = ModuleType("reader_of_inner_parts")
    inner.read = lambda data: HandedOn((LETTER, attached(b"%!PS", "form.ps")), "multipart/related")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, inner.__name__, inner)
    monkeypatch.setitem(READERS, "multipart/related", inner.__name__)
    mail += [FORM_PART, Part((Rendition(b"any", "multipart/related"),), "forwarded.eml", attachment=True)]
    (record,) = extract(MAIL)
    assert [d.message for d in record.diagnostics if "form.ps" in d.message and "forwarded" not in d.message]
    assert len(record.diagnostics) == 1


def test_what_a_reader_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read(FORM.encode())
    assert isinstance(document, Document)
    reader = ModuleType("reader_with_notes")
    reader.read = lambda data: replace(document, notes=("the embedded sheet “amounts” was not read",))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, reader.__name__, reader)
    monkeypatch.setitem(READERS, TYPE, reader.__name__)
    (record,) = extract(MAIL)
    (told,) = record.diagnostics
    assert (told.code, told.path, told.message) == ("part-not-read", "", "The embedded sheet “amounts” was not read.")


def test_a_page_that_hides_its_form_is_read_with_what_it_hides() -> None:
    hidden = "".join(f"<p>{line}</p>" for line in FORM.splitlines())
    (record,) = extract(f"<!DOCTYPE html><p>Sign in to edit</p><div style='display:none'>{hidden}</div>".encode(), name="form.html")
    assert record.case_study.country.code == "NO"
    assert any("hides" in diagnostic.message for diagnostic in record.diagnostics)


def test_a_page_that_hides_a_part_of_its_form_is_read_whole() -> None:
    parts = ["".join(f"<p>{line}</p>" for line in part.splitlines()) for part in FORM.partition("**Additional Information**")]
    (record,) = extract(f"<!DOCTYPE html>{parts[0]}<div style='display:none'>{parts[2]}</div>".encode(), name="form.html")
    assert record.case_study.contacts
