"""OpenDocument's XML: its namespaces, safe parsing, truth values."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractor.errors import Unreadable

Element = etree._Element

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE: Final = _OASIS % "office"
STYLE: Final = _OASIS % "style"
TEXT: Final = _OASIS % "text"
TABLE: Final = _OASIS % "table"
DRAW: Final = _OASIS % "drawing"
FORM: Final = _OASIS % "form"
FO: Final = _OASIS % "xsl-fo-compatible"
SVG: Final = _OASIS % "svg-compatible"
META: Final = _OASIS % "meta"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
# LibreOffice's own extensions, and what it keeps of Word's form fields.
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"

_ENTITY: Final = re.compile(rb"<!(?:ENTITY|\x00E\x00N\x00T\x00I\x00T\x00Y)")
# No entity, no network, no tree deeper than 256 elements: libxml2's own limits stay on. LibreOffice gives one xml:id to two lists where text boxes hold
# them, which is no reason to read nothing.
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
)


def parse(data: bytes, part: str) -> Element:
    """The root of a part. Raise Unreadable where it is no XML, or declares entities, which no OpenDocument file needs."""
    if _ENTITY.search(data, 0, 65_536):
        raise Unreadable("damaged", f"{part} declares entities, which no text document needs: save the form again and send that file")
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", f"{part} is no well-formed XML ({error.msg}): open and save the form again, or ask for the file again") from None
    except ValueError as error:
        raise Unreadable("damaged", f"{part} cannot be read as XML ({error}): ask for the file again") from None


def truth(text: str | None) -> bool | None:
    """A truth value (XML Schema's boolean, and the words that producers write for one); None for anything else."""
    word = (text or "").strip().lower()
    if word in ("true", "1", "checked", "on", "yes"):
        return True
    if word in ("false", "0", "unchecked", "off", "no"):
        return False
    return None


def count(text: str | None, most: int) -> int:
    """A number of spaces, cells or rows: 1 where there is none, and never more than `most`."""
    if text is None or not text.isdecimal() or len(text) > 9:
        return 1
    return max(1, min(int(text), most))
