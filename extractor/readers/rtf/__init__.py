"""Rich Text Format (1.9.1), as Word, WordPad, TextEdit, LibreOffice and Outlook write it: said again in the words of DOCX, and read as such."""

from __future__ import annotations

from extractor.errors import Unreadable
from extractor.handed_on import HandedOn, Part, Rendition
from extractor.readers import DOCX, RTF


def read(data: bytes) -> HandedOn:
    """The document, as DOCX. Raise Unreadable ("damaged", "too-large") where it was cut off or nests absurdly."""
    from extractor.readers.rtf.converter import Converter

    start = data.find(b"{\\rtf")
    if start < 0:
        raise Unreadable("damaged", "The RTF document has no beginning; ask for it again.")
    return HandedOn((Part((Rendition(Converter(data[start:].decode("latin-1")).package(), DOCX),)),), RTF)
