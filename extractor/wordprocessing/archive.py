"""The ZIP archive that a document of a word processor is: which parts it has, and which of them no reader should open."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from extractor.errors import Unreadable

# A part of a real form has well under 1 MB (the largest of 190 real and test documents: 5 MB); a tree in memory takes about ten times its source.
MAX_PART: Final = 32 * 2**20
# DEFLATE reaches 1032:1; XML of real documents stays below 60:1. Small parts are let through whatever their ratio.
MAX_RATIO: Final = 250
RATIO_FREE: Final = 2**21
MAX_MEMBERS: Final = 10_000

AGAIN: Final = "ask for the file again"


class Archive:
    """An opened archive. Raise Unreadable where it is none, or is built to exhaust its reader."""

    def __init__(self, data: bytes) -> None:
        # The number of members stands in the end record: no need to open 60,000 of them to refuse them (APPNOTE.TXT, 4.3.16).
        end = data.rfind(b"PK\x05\x06", -65_557)
        if end >= 0 and int.from_bytes(data[end + 10 : end + 12], "little") > MAX_MEMBERS:
            raise Unreadable("too-large", "the package holds more parts than any form: save it as a plain document")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError, OverflowError) as error:
            raise Unreadable("damaged", f"the file is no complete ZIP archive ({error}): {AGAIN}") from None
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise Unreadable("too-large", f"the package holds {len(members)} parts: save the form as a plain document")
        # Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3); some producers write backslashes.
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in reversed(members)}
        self.notes: list[str] = []

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lower() in self._members

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None where there is no such part. Raise Unreadable where it cannot be unpacked or is too large."""
        info = self._members.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise Unreadable("encrypted", "the package is protected by a password: save it without one")
        if info.file_size > MAX_PART or (info.file_size > RATIO_FREE and info.file_size > MAX_RATIO * max(info.compress_size, 1)):
            raise Unreadable("too-large", f"{name} unpacks to {info.file_size} bytes: save the form as a plain document")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, OverflowError) as error:
            raise Unreadable("damaged", f"{name} cannot be unpacked ({error}): {AGAIN}") from None

    def tolerant(self, name: str) -> bytes | None:
        """A part that the document can be read without: None, and a note, where it cannot be unpacked."""
        try:
            return self.read(name)
        except Unreadable as error:
            self.notes.append(error.message)
            return None
