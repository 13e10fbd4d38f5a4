"""Many inputs in one run: every one ends as a record, a rejection or a copy, whatever happens on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import Unreadable
from extractor.inputs import Input
from extractor.pipeline import records_of
from extractor.readers import media_type_of
from extractor.record import Record, Rejection, RejectionError, Source
from extractor.writers.files import JsonFolder

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


def convert_one(item: Input, data: bytes) -> list[Record[Any]]:
    """The records of one input. Whatever goes wrong in a reader is this input's own: Unreadable("crashed")."""
    try:
        return records_of(data, item.name)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("out-of-memory", "The memory ran out while it was read; it may be damaged.") from None
    except RecursionError:
        raise Unreadable("damaged", "It is nested too deeply to be a form; ask for it again.") from None
    except Exception as error:
        raise Unreadable("crashed", f"The reader failed on it ({type(error).__name__}: {str(error)[:120]}); please report it with the file.") from error


def rejection(item: Input, error: Unreadable, data: bytes | None = None) -> Rejection:
    """The rejection of an input; media type and hash are null where its bytes were not read."""
    source = Source(
        name=item.name,
        media_type=media_type_of(data) if data else None,
        sha256=hashlib.sha256(data).hexdigest() if data is not None else None,
    )
    return Rejection(source=source, error=RejectionError(code=error.code, message=error.message))


def convert(inputs: Iterable[Input], folder: JsonFolder, *, max_bytes: int = MAX_BYTES, each: Callable[[Tally], None] | None = None) -> Tally:
    """Convert every input into the folder. `each` is called after each of them. Raise OSError where the folder cannot be written."""
    tally = Tally()
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
            records = convert_one(item, data)
        except Unreadable as error:
            folder.rejection(item.name, rejection(item, error, data))
            tally.rejected += 1
            tally.messages.append(f"{item.path}: {error.code}: {error.message}")
        else:
            folder.records(item.name, records)
            first_of[digest] = (item.name, True)
            tally.forms += len(records)
            tally.valid += sum(record.status == "valid" for record in records)
            tally.invalid += sum(record.status == "invalid" for record in records)
        finally:
            if each is not None:
                each(tally)
    return tally
