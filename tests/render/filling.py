"""Fill in a blank form as its program does: Word its content controls, a PDF viewer its fields, a browser its page."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Collection, Mapping

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from bs4 import BeautifulSoup
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def fill_docx(data: bytes, ticked: Collection[str], written: Mapping[str, str]) -> tuple[bytes, set[str]]:
    """(the document as Word saves it, the names of its controls)."""
    made = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                root = etree.fromstring(content)
                for control in root.iter(f"{_W}sdt"):
                    names.add(_fill_control(control, ticked, written))
                content = etree.tostring(root)
            target.writestr(part, content)
    return made.getvalue(), names


def _fill_control(control: etree._Element, ticked: Collection[str], written: Mapping[str, str]) -> str:
    properties = control[0]
    name = next(iter(properties.iter(f"{_W}tag"))).get(f"{_W}val", "")
    text = next(iter(control.iter(f"{_W}t")))
    checked = next(iter(properties.iter(f"{_W14}checked")), None)
    if checked is not None and name in ticked:
        checked.set(f"{_W14}val", "1")
        text.text = "☒"
    if checked is None and name in written:
        properties.remove(next(iter(properties.iter(f"{_W}showingPlcHdr"))))
        run = text.getparent()
        assert run is not None
        text.text, *more = written[name].split("\n")
        for line in more:
            etree.SubElement(run, f"{_W}br")
            etree.SubElement(run, f"{_W}t").text = line
    return name


def fill_html(data: bytes, ticked: Collection[str], written: Mapping[str, str]) -> tuple[bytes, set[str]]:
    """(the page as a browser saves it once its script has put every answer into it, the names of its controls)."""
    page = BeautifulSoup(data, "lxml")
    names: set[str] = set()
    for control in page.find_all(["input", "textarea"]):
        name = str(control["name"])
        names.add(name)
        if control.get("type") == "checkbox" and name in ticked:
            control["checked"] = ""
        elif name in written and control.name == "textarea":
            control.string = written[name]
        elif name in written:
            control["value"] = written[name]
    return str(page).encode(), names


def fill_pdf(data: bytes, ticked: Collection[str], written: Mapping[str, str]) -> tuple[bytes, set[str]]:
    """(the document as a viewer saves it after clicks and typing, the names of its fields)."""
    document = pdfium.PdfDocument(data)
    document.init_forms()
    form = document.formenv.raw
    names: set[str] = set()
    pages = [document[number] for number in range(len(document))]
    for page in pages:
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, number)
            name = _name(form, annotation)
            names.add(name)
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, box)
            raw.FPDFPage_CloseAnnot(annotation)
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if name in ticked or name in written:
                raw.FORM_OnMouseMove(form, page.raw, 0, x, y)
                raw.FORM_OnLButtonDown(form, page.raw, 0, x, y)
                raw.FORM_OnLButtonUp(form, page.raw, 0, x, y)
            if name in written:
                text = (written[name].replace("\n", "\r") + "\0").encode("utf-16-le")
                raw.FORM_ReplaceSelection(form, page.raw, ctypes.cast(ctypes.create_string_buffer(text), raw.FPDF_WIDESTRING))
            raw.FORM_ForceToKillFocus(form)
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue(), names


def _name(form: object, annotation: object) -> str:
    size = raw.FPDFAnnot_GetFormFieldName(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetFormFieldName(form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")
