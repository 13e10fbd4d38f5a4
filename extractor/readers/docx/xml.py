"""OOXML's parts as XML trees: safe parsing, one set of namespaces, on/off values."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractor.errors import Unreadable

Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WORD_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SHAPE: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
GROUP: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
ACTIVEX: Final = "{http://schemas.microsoft.com/office/2006/activeX}"

# Strict OOXML (ISO/IEC 29500-1) has the same elements under other namespaces than the transitional form that Word writes by default.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WORD_DRAWING[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", CHART[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PICTURE[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", DRAWING[1:-1].encode()),
)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE", re.IGNORECASE)

# No entity, no network, no tree deeper than 256 elements: libxml2's own limits stay on.
_STRICT_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
_FORGIVING_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True)


def parse(data: bytes, part: str) -> Element:
    """The root of a part. Raise Unreadable where it is no XML, or declares a document type, which OPC forbids (ECMA-376 part 2, 8.1.1.3)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _DECLARATION.sub("", data.decode("utf-16", "replace")).encode()
    if _DOCTYPE.search(data, 0, 4096):
        raise Unreadable("damaged", f"{part} declares a document type, which no Word document may: save the form again in Word and send that file")
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    try:
        root = etree.fromstring(data, _STRICT_PARSER)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", f"{part} is no well-formed XML ({error.msg}): open and save the form in Word, or ask for the file again") from None
    except ValueError as error:
        raise Unreadable("damaged", f"{part} cannot be read as XML ({error}): ask for the file again") from None
    return root


def fragment(data: bytes) -> Element | None:
    """One element cut out of a part, prefixes and all; None where it cannot be parsed."""
    wrapped = b'<x xmlns:w="' + W[1:-1].encode() + b'">' + data + b"</x>"
    try:
        root = etree.fromstring(wrapped, _FORGIVING_PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root[0] if len(root) else None


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def leading(element: Element, tag: str) -> Element | None:
    """The element's first child where it has this tag, as properties have to be; a search by name costs ten times as much."""
    for child in element:
        return child if child.tag == tag else None
    return None


def value(element: Element) -> str | None:
    """The element's `val`, in whatever namespace its producer put it; None where there is none."""
    found = element.get(W + "val")
    if found is None:
        found = element.get(W14 + "val")
    return element.get("val") if found is None else found


def on_off(element: Element | None) -> bool | None:
    """An on/off property: False where the element is absent, True where it has no value (ECMA-376 part 1, 17.17.4), None where its value is neither."""
    if element is None:
        return False
    text = value(element)
    return True if text is None else truth(text)


def truth(text: str) -> bool | None:
    """An on/off value in any spelling that producers use; None for anything else."""
    word = text.strip().lower()
    if word in ("1", "true", "on", "t", "yes"):
        return True
    if word in ("0", "false", "off", "f", "no"):
        return False
    return None


def integer(text: str | None, default: int = 0) -> int:
    """A whole number, `default` where there is none or it is absurdly long."""
    if text is None or len(text) > 12:
        return default
    try:
        return int(text)
    except ValueError:
        try:
            return int(float(text))
        except (ValueError, OverflowError):
            return default
