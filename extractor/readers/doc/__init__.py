"""Word's binary documents: those of Word 97 to 2003 said again in the words of DOCX, older ones converted by LibreOffice."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime
from typing import TYPE_CHECKING

from extractor.errors import Unreadable
from extractor.handed_on import HandedOn, Part, Rendition
from extractor.readers import DOC, DOCX

if TYPE_CHECKING:
    from olefile import OleFileIO

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes) -> HandedOn:
    """The document, as DOCX. Raise Unreadable ("damaged", "encrypted", "unsupported") where it cannot be read."""
    from extractor.readers.doc.file import DAMAGED, WORD_97

    if not data.startswith(_COMPOUND):
        return _converted(data)
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {name: _stream(ole, name) for name in ("WordDocument", "0Table", "1Table", "Data")}
            controls = _controls(ole) if ole.exists("ObjectPool") else {}
            if ole.exists("\x09DRMContent"):
                raise Unreadable("encrypted", "The Word document is protected by rights management; save it without protection.")
            modified = _modified(getattr(ole.get_metadata(), "last_saved_time", None)) if ole.exists("\x05SummaryInformation") else None
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise DAMAGED from error
    main = streams["WordDocument"]
    if len(main) < 34 or main[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise DAMAGED
    if struct.unpack_from("<H", main, 2)[0] < WORD_97:
        return _converted(data, modified)
    from extractor.readers.doc.converter import Converter
    from extractor.readers.doc.file import WordFile

    try:
        made = Converter(WordFile(main, {0: streams["0Table"], 1: streams["1Table"]}, streams["Data"], controls)).package()
    except (struct.error, IndexError) as error:
        raise DAMAGED from error
    return HandedOn((Part((Rendition(made, DOCX),)),), DOC, modified)


def _stream(ole: OleFileIO[str], name: str) -> bytes:
    """A stream of the file; b"" where there is none. Raise OSError where it was cut off."""
    if not ole.exists(name):
        return b""
    data = ole.openstream(name).read()
    if len(data) < ole.get_size(name):
        raise OSError("cut off")
    return data


_MOST_CONTROL = 100_000


def _controls(ole: OleFileIO[str]) -> dict[int, bytes]:
    """The data of the controls of a form (MS-DOC 2.1.3), by the number in the name of their storage."""
    names = [name for name in ole.listdir() if len(name) == 3 and name[0] == "ObjectPool" and name[2].lower() == "contents" and name[1][1:].isdecimal()]
    return {int(name[1][1:]): ole.openstream(name).read() for name in names if ole.get_size(name) <= _MOST_CONTROL}


def _modified(saved: object) -> date | None:
    # The year 1601 is the beginning of the clock, and means that nothing was noted.
    return date(saved.year, saved.month, saved.day) if isinstance(saved, datetime) and saved.year > 1980 else None


def _converted(data: bytes, modified: date | None = None) -> HandedOn:
    """A document of before Word 97, by way of LibreOffice."""
    from extractor.office import OfficeError, convert

    try:
        made = convert(data, "doc", "docx")
    except OfficeError as error:
        raise Unreadable("unsupported" if error.problem == "missing" else "timeout" if error.problem == "timed-out" else "damaged", error.message) from None
    return HandedOn((Part((Rendition(made, DOCX),)),), DOC, modified)
