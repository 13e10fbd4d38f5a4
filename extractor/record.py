"""The record of one form, generic: it knows no particular form."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from extractor.diagnostics import Severity
from extractor.document import Method
from extractor.errors import RejectionCode
from extractor.place import Place
from schemas.form import Form

BoxList = Annotated[tuple[float, float, float, float], Field(description="x0, top, x1, bottom in PDF points from the page's top left.")]
FormT = TypeVar("FormT", bound=Form)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class FormId(_Part):
    """Which declared form the record is of."""

    id: str
    version: str


class Source(_Part):
    """The input that the record was read from."""

    name: Annotated[str, Field(description="Path below the input that was given, with `/`; `archive.zip!inner/path` inside an archive.")]
    form: Annotated[int, Field(ge=1, description="1, 2, … in the order of the document.")] = 1
    media_type: str | None = None
    sha256: str | None = None
    pages: int | None = None


class _Placed(_Part):
    """Pages have a box; flow formats have a line or block instead, written only where it is there."""

    _left_out_when_empty: ClassVar[tuple[str, ...]] = ("line", "block")

    page: int | None = None
    bbox: BoxList | None = None
    line: int | None = None
    block: int | None = None

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {key: value for key, value in data.items() if value is not None or key not in self._left_out_when_empty}


class Provenance(_Placed):
    """Where one value was read, the text it was read from, how, and how sure that is."""

    text: str
    method: Method
    confidence: Annotated[float, Field(ge=0, le=1)]


class Location(_Placed):
    """A page and box, or a line, or a block; only what is there is written."""

    _left_out_when_empty: ClassVar[tuple[str, ...]] = ("page", "bbox", "line", "block")


class RecordDiagnostic(_Part):
    """Something wrong with one value."""

    severity: Severity
    code: str
    path: Annotated[str, Field(description="JSON Pointer into `case_study`.")]
    message: str
    location: Location | None = None


class Record(_Part, Generic[FormT]):
    """One form as it was read."""

    form: FormId
    source: Source
    status: Literal["valid", "invalid"]
    case_study: FormT
    diagnostics: tuple[RecordDiagnostic, ...] = ()
    provenance: Annotated[dict[str, Provenance], Field(description="JSON Pointer into `case_study` → where the value was read.")] = {}


class RejectionError(_Part):
    """Why an input gave no record."""

    code: RejectionCode
    message: str


class Rejection(_Part):
    """An input that gave no record."""

    source: Source
    error: RejectionError


def rounded(place: Place) -> tuple[float, float, float, float] | None:
    """A place's box to a hundredth of a point."""
    if place.box is None:
        return None
    x0, top, x1, bottom = place.box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


def location_of(place: Place | None) -> Location | None:
    """A diagnostic's location; None where nothing is known of the place."""
    if place is None or (place.page is None and place.line is None and place.block is None):
        return None
    if place.page is not None:
        return Location(page=place.page, bbox=rounded(place))
    return Location(line=place.line) if place.line is not None else Location(block=place.block)


def provenance_of(place: Place, text: str, method: Method, confidence: float) -> Provenance:
    """A value's provenance entry."""
    return Provenance(
        page=place.page,
        bbox=rounded(place),
        line=place.line if place.page is None else None,
        block=place.block if place.page is None and place.line is None else None,
        text=text,
        method=method,
        confidence=round(confidence, 2),
    )
