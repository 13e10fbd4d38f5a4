"""Many inputs in one run: every one ends as a record, a rejection or a copy, whatever happens on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from extractor.errors import Unreadable
from extractor.inputs import Input
from extractor.pipeline import records_of
from extractor.readers import media_type_of
from extractor.record import Rejection, RejectionError, Source
from extractor.workers import Limits, Worker
from extractor.writers.files import JsonFolder, as_json

MAX_BYTES = 100_000_000
"""A form with pictures has a few megabytes; what is larger is no form or would not fit in memory ten times over."""


@dataclass(slots=True)
class Tally:
    """How a run went."""

    valid: int = 0
    invalid: int = 0
    rejected: int = 0
    copies: int = 0
    forms: int = 0
    inputs: int = 0
    messages: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all valid, 1 some record invalid, 3 some input rejected (before 1)."""
        return 3 if self.rejected else 1 if self.invalid else 0


def load(item: Input, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of an input. Raise Unreadable with `not-found`, `unreadable` or `too-large`."""
    try:
        size = item.path.stat().st_size
        if not item.path.is_file():
            raise Unreadable("unreadable", "It is no file (a device, pipe or socket); give a file.")
        if size > max_bytes:
            raise Unreadable("too-large", f"It has {size:,} bytes, and the limit is {max_bytes:,}; shrink its pictures or raise the limit with --max-bytes.")
        return item.path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("not-found", "There is no such file; check the path.") from None
    except OSError as error:
        raise Unreadable("unreadable", f"It cannot be opened ({error.strerror or error}); check its permissions.") from None


@dataclass(frozen=True, slots=True)
class Converted:
    """One form's record as it is written."""

    valid: bool
    json: str


def converted(data: bytes, name: str, indent: int | None) -> list[Converted]:
    """The records of one document as JSON; `indent` as `json.dumps` has it. Raise Unreadable. (What a worker is asked to do.)"""
    return [Converted(record.status == "valid", as_json(record, indent)) for record in records_of(data, name)]


def shown(data: bytes, name: str) -> tuple[str, bool]:
    """The records of one document for a person to read, and whether all are valid. Raise Unreadable. (What a worker is asked to do.)"""
    from extractor.writers.text import as_text

    records = records_of(data, name)
    return "\n\n".join(as_text(record) for record in records), all(record.status == "valid" for record in records)


def rejection(item: Input, error: Unreadable, data: bytes | None = None) -> Rejection:
    """The rejection of an input; media type and hash are null where its bytes were not read."""
    source = Source(
        name=item.name,
        media_type=media_type_of(data) if data else None,
        sha256=hashlib.sha256(data).hexdigest() if data is not None else None,
    )
    return Rejection(source=source, error=RejectionError(code=error.code, message=error.message))


def convert(
    inputs: Iterable[Input], folder: JsonFolder, *, limits: Limits | None = None, max_bytes: int = MAX_BYTES, each: Callable[[Tally], None] | None = None
) -> Tally:
    """Convert every input into the folder, each in a worker's process within the limits.

    `each` is called after each of them. Raise OSError where the folder cannot be written.
    """
    tally = Tally()
    with Worker(limits or Limits()) as worker:
        _convert(inputs, folder, worker, max_bytes, tally, each or (lambda _: None))
    return tally


def _convert(inputs: Iterable[Input], folder: JsonFolder, worker: Worker, max_bytes: int, tally: Tally, each: Callable[[Tally], None]) -> None:
    first_of: dict[str, tuple[str, bool]] = {}
    """Hash of the bytes → (name of the input that was converted with them, whether it gave records)."""
    for item in inputs:
        tally.inputs += 1
        data: bytes | None = None
        try:
            data = load(item, max_bytes)
            digest = hashlib.sha256(data).hexdigest()
            if (earlier := first_of.get(digest)) is not None and earlier[0] != item.name:
                source = Source(name=item.name, media_type=media_type_of(data), sha256=digest)
                folder.copy(item.name, source.model_dump(), earlier[0])
                tally.copies += 1
                continue
            records = worker.call(converted, data, item.name, folder.indent)
        except Unreadable as error:
            folder.rejection(item.name, rejection(item, error, data))
            tally.rejected += 1
            tally.messages.append(f"{item.path}: {error.code}: {error.message}")
        else:
            folder.records(item.name, [record.json for record in records])
            first_of[digest] = (item.name, True)
            tally.forms += len(records)
            tally.valid += sum(record.valid for record in records)
            tally.invalid += sum(not record.valid for record in records)
        finally:
            each(tally)
