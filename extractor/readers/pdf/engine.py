"""pdfium, called the cheap way.

Every function is declared once, from its address, as a `PYFUNCTYPE` with plain pointers: a call costs a third of a microsecond, a quarter of what
the generated bindings cost, and importing those (30 ms) is spared. Results go into one `array` a kind, filled by `map` over addresses.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_double, c_int, c_uint, c_ulong, c_void_p
from functools import cached_property
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from typing import Any

from extractor.errors import Unreadable
from extractor.readers.pdf.stored import StoredValues, has_layers

P = c_void_p
# name: (result, arguments…). Pointers are plain addresses; types are those of the public headers (fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_annot.h).
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (P, P, ctypes.c_size_t, P),
    "FPDF_CloseDocument": (None, P),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetPageCount": (c_int, P),
    "FPDF_GetMetaText": (c_ulong, P, ctypes.c_char_p, P, c_ulong),
    "FPDF_GetFormType": (c_int, P),
    "FPDF_LoadPage": (P, P, c_int),
    "FPDF_ClosePage": (None, P),
    "FPDF_GetPageBoundingBox": (c_int, P, P),
    "FPDFPage_GetRotation": (c_int, P),
    "FPDFText_LoadPage": (P, P),
    "FPDFText_ClosePage": (None, P),
    "FPDFText_CountChars": (c_int, P),
    "FPDFText_GetText": (c_int, P, c_int, c_int, P),
    "FPDFText_GetUnicode": (c_uint, P, c_int),
    "FPDFText_GetLooseCharBox": (c_int, P, c_int, P),
    "FPDFText_GetCharBox": (c_int, P, c_int, P, P, P, P),
    "FPDFText_GetCharOrigin": (c_int, P, c_int, P, P),
    "FPDFText_GetMatrix": (c_int, P, c_int, P),
    "FPDFText_GetFontSize": (c_double, P, c_int),
    "FPDFText_GetTextObject": (P, P, c_int),
    "FPDFTextObj_GetFont": (P, P),
    "FPDFTextObj_GetTextRenderMode": (c_int, P),
    "FPDFFont_GetBaseFontName": (ctypes.c_size_t, P, P, ctypes.c_size_t),
    "FPDFFont_GetFlags": (c_int, P),
    "FPDFPage_CountObjects": (c_int, P),
    "FPDFPage_GetObject": (P, P, c_int),
    "FPDFPageObj_GetType": (c_int, P),
    "FPDFPageObj_GetBounds": (c_int, P, P, P, P, P),
    "FPDFPageObj_GetMatrix": (c_int, P, P),
    "FPDFPageObj_GetFillColor": (c_int, P, P, P, P, P),
    "FPDFPageObj_GetStrokeColor": (c_int, P, P, P, P, P),
    "FPDFPageObj_GetStrokeWidth": (c_int, P, P),
    "FPDFPath_GetDrawMode": (c_int, P, P, P),
    "FPDFPath_CountSegments": (c_int, P),
    "FPDFPath_GetPathSegment": (P, P, c_int),
    "FPDFPathSegment_GetPoint": (c_int, P, P, P),
    "FPDFPathSegment_GetType": (c_int, P),
    "FPDFPathSegment_GetClose": (c_int, P),
    "FPDFFormObj_CountObjects": (c_int, P),
    "FPDFFormObj_GetObject": (P, P, c_ulong),
    "FPDFPage_GetAnnotCount": (c_int, P),
    "FPDFPage_GetAnnot": (P, P, c_int),
    "FPDFPage_CloseAnnot": (None, P),
    "FPDFAnnot_GetSubtype": (c_int, P),
    "FPDFAnnot_GetRect": (c_int, P, P),
    "FPDFAnnot_GetFlags": (c_int, P),
    "FPDFAnnot_GetStringValue": (c_ulong, P, ctypes.c_char_p, P, c_ulong),
    "FPDFAnnot_GetLink": (P, P),
    "FPDFAnnot_HasKey": (c_int, P, ctypes.c_char_p),
    "FPDFAnnot_GetAP": (c_ulong, P, c_int, P, c_ulong),
    "FPDFAnnot_GetVertices": (c_ulong, P, P, c_ulong),
    "FPDFAnnot_CountAttachmentPoints": (ctypes.c_size_t, P),
    "FPDFAnnot_GetAttachmentPoints": (c_int, P, ctypes.c_size_t, P),
    "FPDFAnnot_GetInkListCount": (c_ulong, P),
    "FPDFAnnot_GetInkListPath": (c_ulong, P, c_ulong, P, c_ulong),
    "FPDFAnnot_GetLine": (c_int, P, P, P),
    "FPDFLink_GetAction": (P, P),
    "FPDFAction_GetURIPath": (c_ulong, P, P, P, c_ulong),
    "FPDFDOC_InitFormFillEnvironment": (P, P, P),
    "FPDFDOC_ExitFormFillEnvironment": (None, P),
    "FPDFAnnot_GetFormFieldType": (c_int, P, P),
    "FPDFAnnot_GetFormFieldFlags": (c_int, P, P),
    "FPDFAnnot_GetFormFieldName": (c_ulong, P, P, P, c_ulong),
    "FPDFAnnot_GetFormFieldValue": (c_ulong, P, P, P, c_ulong),
    "FPDFAnnot_GetFormFieldAlternateName": (c_ulong, P, P, P, c_ulong),
    "FPDFAnnot_GetOptionCount": (c_int, P, P),
    "FPDFAnnot_GetOptionLabel": (c_ulong, P, P, c_int, P, c_ulong),
    "FPDFAnnot_IsOptionSelected": (c_int, P, P, c_int),
    "FPDFDoc_GetAttachmentCount": (c_int, P),
    "FPDFDoc_GetAttachment": (P, P, c_int),
    "FPDFAttachment_GetName": (c_ulong, P, P, c_ulong),
    "FPDFAttachment_GetFile": (c_int, P, P, c_ulong, P),
    "FPDF_FFLDraw": (None, P, P, P, c_int, c_int, c_int, c_int, c_int, c_int),
    "FORM_OnBeforeClosePage": (None, P, P),
    "FPDFBitmap_CreateEx": (P, c_int, c_int, c_int, P, c_int),
    "FPDFBitmap_Destroy": (None, P),
    "FPDF_RenderPageBitmapWithMatrix": (None, P, P, P, P, c_int),
}


class Pdfium:
    """The library's functions as attributes, declared from their addresses when first asked for."""

    def __init__(self) -> None:
        library = self._load()
        for name, (result, *arguments) in _SIGNATURES.items():
            address = ctypes.cast(getattr(library, name), P).value
            assert address is not None
            setattr(self, name, ctypes.PYFUNCTYPE(result, *arguments)(address))
        self.FPDF_InitLibrary()  # does nothing where pypdfium2 has done it before

    @staticmethod
    def _load() -> ctypes.CDLL:
        spec = find_spec("pypdfium2_raw")
        name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            if (path := Path(folder, name)).is_file():
                return ctypes.CDLL(str(path))
        from pypdfium2_raw import bindings  # a build that uses the system's library

        return bindings._libs["pdfium"]  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Callable[..., Any]:  # for the type checker: every attribute is set in __init__
        raise AttributeError(name)


_pdfium: Pdfium | None = None


def pdfium() -> Pdfium:
    """The library, loaded once."""
    global _pdfium
    if _pdfium is None:
        _pdfium = Pdfium()
    return _pdfium


# pdfium's error codes (fpdfview.h, FPDF_ERR_*).
_PASSWORD, _SECURITY = 4, 5


class OpenDocument:
    """An open document: its handle and, once a page has widgets, its form environment."""

    def __init__(self, data: bytes) -> None:
        self.lib = pdfium()
        self._data = data  # pdfium reads from it until the document is closed
        self._buffer = ctypes.c_char_p(data)
        address = ctypes.cast(self._buffer, P).value
        self.handle: int | None = self.lib.FPDF_LoadMemDocument64(address, len(data), None)
        if not self.handle:
            code = self.lib.FPDF_GetLastError()
            if code == _PASSWORD:
                raise Unreadable("encrypted", "the PDF asks for a password; remove it and save the file again")
            if code == _SECURITY:
                raise Unreadable("encrypted", "the PDF is protected by a method that cannot be opened here; save it without protection")
            raise Unreadable("damaged", "the PDF cannot be opened; ask for the file again, or print it to a new PDF")
        self.pages: int = self.lib.FPDF_GetPageCount(self.handle)
        self._form: int | None = None
        self._stored: StoredValues | None = None
        self._form_info: ctypes.Array[ctypes.c_char] | None = None

    def meta(self, key: str) -> str:
        """An entry of the information dictionary, "" where it has none."""
        return text_of(lambda buffer, size: self.lib.FPDF_GetMetaText(self.handle, key.encode(), buffer, size))

    @property
    def stored(self) -> StoredValues:
        """The values of fields that have widgets below them, which pdfium does not tell."""
        if self._stored is None:
            self._stored = StoredValues(self._data)
        return self._stored

    @cached_property
    def layered(self) -> bool:
        """Whether the file has layers, which may be switched off (optional content, ISO 32000-1, 8.11)."""
        return has_layers(self._data)

    @property
    def form_type(self) -> int:
        """0 none, 1 AcroForm, 2 XFA, 3 XFA over an AcroForm."""
        kind: int = self.lib.FPDF_GetFormType(self.handle)
        return kind

    @property
    def form(self) -> int:
        """The form environment, without which fields tell neither type nor value. No page event is sent to it, so no script can run."""
        if self._form is None:
            # struct FPDF_FORMFILLINFO: version 2 and no callbacks (fpdf_formfill.h); the rest stays zero.
            self._form_info = ctypes.create_string_buffer(1024)
            self._form_info[0] = b"\x02"
            self._form = self.lib.FPDFDOC_InitFormFillEnvironment(self.handle, ctypes.addressof(self._form_info)) or 0
        return self._form

    def close(self) -> None:
        """Give everything back; pages must be closed before."""
        if self._form:
            self.lib.FPDFDOC_ExitFormFillEnvironment(self._form)
        self._form = None
        if self.handle:
            self.lib.FPDF_CloseDocument(self.handle)
        self.handle = None


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    """The document in `data`, closed afterwards. Raise Unreadable (`encrypted`, `damaged`) where it cannot be opened."""
    document = OpenDocument(data)
    try:
        yield document
    finally:
        document.close()


def text_of(call: Callable[[int | None, int], int], limit: int = 200_000) -> str:
    """The UTF-16 text that a pdfium function writes into a buffer; `call(buffer, bytes)` gives the length in bytes, the final NUL included."""
    buffer = ctypes.create_string_buffer(256)
    size = call(ctypes.addressof(buffer), 256)
    if size > 256:
        size = min(size, limit)
        buffer = ctypes.create_string_buffer(size)
        call(ctypes.addressof(buffer), size)
    if size < 2:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").rstrip("\0")


def floats(call: Callable[..., int], handle: int, indexes: list[int], count: int = 4) -> array[float]:
    """`count` floats an index, as `call(handle, index, address)` writes them into one structure (a rectangle, a matrix)."""
    out = array("f", bytes(4 * count * len(indexes)))
    base = out.buffer_info()[0]
    step = 4 * count
    for _ in map(call, repeat(handle), indexes, range(base, base + step * len(indexes), step)):
        pass
    return out
