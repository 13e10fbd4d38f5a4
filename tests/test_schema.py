"""The declaration, and the JSON Schema that is generated from it."""

from __future__ import annotations

import json

import jsonschema
import pytest

from extractor.readers import media_type_of
from extractor.record import Rejection, RejectionError, Source
from extractor.writers.json_schema import schemas_by_name
from schemas.ecommerce import CaseStudy
from schemas.form import bare_type, slots
from tests.golden import golden_of, samples

RECORD = schemas_by_name()["wco-ecommerce-case-study-1.schema.json"]
REJECTION = schemas_by_name()["rejection.schema.json"]


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name)
def test_every_golden_record_passes_the_published_schema(sample: object) -> None:
    from pathlib import Path

    assert isinstance(sample, Path)
    validator = jsonschema.Draft202012Validator(RECORD)
    assert list(validator.iter_errors(json.loads(golden_of(sample).read_text(encoding="utf-8")))) == []


def test_a_rejection_passes_its_schema() -> None:
    rejection = Rejection(source=Source(name="a.pdf"), error=RejectionError(code="not-found", message="There is no such file."))
    assert list(jsonschema.Draft202012Validator(REJECTION).iter_errors(rejection.model_dump(mode="json"))) == []


def test_every_key_is_always_written() -> None:
    study = RECORD["$defs"]["CaseStudy"]
    assert study["required"] == list(study["properties"]) == list(CaseStudy.model_fields)


def test_every_slot_that_is_printed_is_printed_in_every_language() -> None:
    for slot in slots(CaseStudy):
        for label in (slot.label, slot.written_label):
            assert label is None or set(label.texts) == {"en", "fr", "es"}, slot.pointer


def test_the_walk_gives_grids_before_their_options() -> None:
    pointers = [slot.pointer for slot in slots(CaseStudy)]
    assert len(pointers) == len(set(pointers))
    for slot in slots(CaseStudy):
        assert slot.group == "" or pointers.index(slot.group) < pointers.index(slot.pointer)


def test_markers_inside_a_union_are_found() -> None:
    from typing import Annotated

    assert bare_type(Annotated[Annotated[int, "inner"] | None, "outer"]) == (int, ("outer", "inner"))


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"junk before %PDF-1.4\n", "application/pdf"),
        (b"<!DOCTYPE html><html></html>", "text/html"),
        (b"\xef\xbb\xbf<html><body>", "text/html"),
        ("<html><body>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "text/html"),
        (b"# Case Study\n\n- [x] A\n", "text/plain"),
        ("Étude".encode("cp1252"), "text/plain"),
        (b"{\\rtf1 a}", "application/rtf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"From: a@b.org\nTo: c@d.org\nSubject: form\n\nText\n", "message/rfc822"),
        (bytes(range(256)) * 8, "application/octet-stream"),
    ],
)
def test_the_type_is_told_from_the_bytes(data: bytes, media_type: str) -> None:
    assert media_type_of(data) == media_type
