"""The whole line: bytes → Document → answers → values → records."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from extractor.checks import LOW_CONFIDENCE, Checked, check
from extractor.diagnostics import CATALOGUE, Diagnostic
from extractor.document import Document
from extractor.forms import forms_of
from extractor.interpret import Values, interpret
from extractor.parsers.joining import hyphenated_words
from extractor.record import FormId, Record, RecordDiagnostic, Source, location_of, provenance_of
from schemas.ecommerce import CaseStudy
from schemas.form import Form, slots

FORMS: tuple[type[Form], ...] = (CaseStudy,)
"""Every declared form; the first is the one that documents are read as."""

_SEVERITY = {"error": 0, "warning": 1, "info": 2}


def records_of(data: bytes, name: str, form: type[Form] = CaseStudy, low_confidence: float = LOW_CONFIDENCE) -> list[Record[Any]]:
    """The records of a document's forms, in its order. `name` is its path below the input that was given.

    Raise Unreadable where the bytes give no record: its code is one of the contract's.
    """
    found = forms_of(data, form)
    digest = hashlib.sha256(data).hexdigest()
    records: list[Record[Any]] = []
    for number, (document, match) in enumerate(found.forms, 1):
        source = Source(name=name, form=number, media_type=found.media_type, sha256=digest, pages=found.pages)
        values = interpret(match, form, hyphenated_words(document))
        values.diagnostics += found.left_out
        values.diagnostics += [Diagnostic("part-not-read", "", f"{note[:1].upper()}{note[1:].rstrip('.')}.") for note in document.notes]
        records.append(_record(values, form, document, source, low_confidence))
    return records


def _record(values: Values, form: type[Form], document: Document, source: Source, low_confidence: float) -> Record[Any]:
    study = form.model_validate(nested(values.values))
    diagnostics = list(values.diagnostics)
    diagnostics += check(Checked(form, values.values, values.evidence, tuple(diagnostics), document.modified, low_confidence))
    order = {slot.pointer: number for number, slot in enumerate(slots(form))}
    diagnostics.sort(key=lambda d: (_SEVERITY[CATALOGUE[d.code].severity], _order(d.path, order)))
    return model_of(form)(
        form=FormId(id=form.form_id, version=form.form_version),
        source=source,
        status="invalid" if any(d.severity == "error" for d in diagnostics) else "valid",
        case_study=study,
        diagnostics=tuple(_diagnostic(d) for d in diagnostics),
        provenance={
            pointer: provenance_of(found.place, found.text, found.method, found.confidence)
            for pointer, found in sorted(values.evidence.items(), key=lambda item: _order(item[0], order))
        },
    )


@cache
def model_of(form: type[Form]) -> type[Record[Any]]:
    """The record's model for a form; building it takes longer than reading a form."""
    model: type[Record[Any]] = Record[form]  # type: ignore[valid-type]
    return model


def _order(pointer: str, order: dict[str, int]) -> int:
    """A pointer's place in the declaration; what stands below a slot comes with it."""
    while pointer and pointer not in order:
        pointer = pointer.rpartition("/")[0]
    return order.get(pointer, len(order))


def _diagnostic(d: Diagnostic) -> RecordDiagnostic:
    return RecordDiagnostic(severity=d.severity, code=d.code, path=d.path, message=d.message, location=location_of(d.place))


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Values by pointer as the nested dict that the form's model takes."""
    out: dict[str, Any] = {}
    for pointer, value in values.items():
        *sections, name = pointer.strip("/").split("/")
        inner = out
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[name] = value
    return out
