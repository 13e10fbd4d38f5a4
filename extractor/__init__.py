"""Reads filled-in forms in any format into validated records: `from extractor import extract`."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.record import Record

__all__ = ["extract"]


def extract(source: str | PathLike[str] | bytes | IO[bytes], name: str | None = None) -> list[Record[Any]]:
    """The records of one document: a path, its bytes, or a file open for reading bytes.

    `name` is what the records call their source; by default the path's last part, or "document" where there is no path.
    Raise `extractor.errors.Unreadable` where no record can come of it: its `code` is one of the contract's rejection codes, its message one line.
    """
    from extractor.errors import Unreadable
    from extractor.pipeline import records_of

    if isinstance(source, bytes):
        return records_of(source, name or "document")
    if isinstance(source, (str, PathLike)):
        path = Path(source)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise Unreadable("not-found", f"There is no file {path}; check the path.") from None
        except OSError as error:
            raise Unreadable("unreadable", f"{path} cannot be opened: {error.strerror or error}.") from None
        return records_of(data, name or path.name)
    return records_of(source.read(), name or "document")
