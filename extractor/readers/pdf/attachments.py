"""Files in a PDF: those of a portfolio are what it is for, those beside a text are named."""

from __future__ import annotations

import ctypes

from extractor.handed_on import Part, Rendition
from extractor.readers.pdf.engine import OpenDocument, text_of

MOST_FILES = 100
_LARGEST_FILE = 50_000_000


def names_of(document: OpenDocument) -> list[str]:
    """The names of the files in the document."""
    return [_name(document, handle) for handle in _handles(document)]


def parts_of(document: OpenDocument) -> tuple[Part, ...]:
    """The files in the document, to be read each by the reader of its format."""
    lib = document.lib
    parts = []
    for handle in _handles(document):
        size = ctypes.c_ulong(0)
        if not lib.FPDFAttachment_GetFile(handle, None, 0, ctypes.addressof(size)) or not 0 < size.value <= _LARGEST_FILE:
            continue
        buffer = ctypes.create_string_buffer(size.value)
        if lib.FPDFAttachment_GetFile(handle, ctypes.addressof(buffer), size.value, ctypes.addressof(size)):
            parts.append(Part((Rendition(buffer.raw[: size.value]),), _name(document, handle), attachment=True))
    return tuple(parts)


def _handles(document: OpenDocument) -> list[int]:
    lib = document.lib
    count = min(lib.FPDFDoc_GetAttachmentCount(document.handle), MOST_FILES)
    return [handle for index in range(count) if (handle := lib.FPDFDoc_GetAttachment(document.handle, index))]


def _name(document: OpenDocument, handle: int) -> str:
    return text_of(lambda buffer, size: document.lib.FPDFAttachment_GetName(handle, buffer, size))
