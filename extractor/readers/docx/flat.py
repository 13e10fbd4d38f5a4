"""Word documents saved as one XML file: a package written flat ("Word XML Document"), and Word 2003's own XML. Both become a package again."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from extractor.errors import Unreadable
from extractor.readers.docx.xml import CONTENT_TYPES, Element, W, local_name, parse
from extractor.wordprocessing.archive import MAX_MEMBERS, MAX_PART

_PACKAGE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WORD_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_AUXILIARY: Final = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATION: Final = "{http://schemas.microsoft.com/aml/2001/core}"
_FLAT: Final = re.compile(rb"<(?:\w+:)?(?:package|wordDocument)\s[^>]*http://schemas\.microsoft\.com/office/(?:2006/xmlPackage|word/2003/wordml)")
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATED: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def packed(data: bytes) -> bytes:
    """The package that a flat document stands for; any other bytes as they are. Raise Unreadable where it is damaged or too large."""
    if data.startswith(b"PK"):
        return data
    head = data[:8192]
    if not _FLAT.search(head.replace(b"\0", b"")):
        return data
    if len(data) > MAX_PART:
        raise Unreadable("too-large", f"the document is one XML file of {len(data)} bytes: save it as .docx")
    if _WORD_2003 in head.replace(b"\0", b""):
        return _zipped(_parts_of_2003(data))
    return _zipped(_parts(parse(data, "the document")))


def _zipped(parts: dict[str, bytes]) -> bytes:
    if len(parts) > MAX_MEMBERS:
        raise Unreadable("too-large", f"the document holds {len(parts)} parts: save it as a plain Word document")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _parts(root: Element) -> dict[str, bytes]:
    """The parts of a package written flat (Open Packaging Conventions, as Word writes them in one file)."""
    parts: dict[str, bytes] = {}
    types = ""
    for part in root.iter(_PACKAGE + "part"):
        name = part.get(_PACKAGE + "name", "").lstrip("/")
        for child in part:
            if child.tag == _PACKAGE + "xmlData" and len(child):
                parts[name] = etree.tostring(child[0])
            elif child.tag == _PACKAGE + "binaryData":
                try:
                    parts[name] = base64.b64decode(child.text or "")
                except (binascii.Error, ValueError):
                    continue
        types += f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(part.get(_PACKAGE + 'contentType', ''))}/>"
    parts["[Content_Types].xml"] = f'<Types xmlns="{CONTENT_TYPES[1:-1]}">{types}</Types>'.encode()
    return parts


def _parts_of_2003(data: bytes) -> dict[str, bytes]:
    """Word 2003's XML in the names of today: its elements are the same but for what encloses sections and tracked changes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = re.sub(r"\A\s*<\?xml[^>]*\?>", "", data.decode("utf-16", "replace")).encode()
    root = parse(data.replace(_WORD_2003, W[1:-1].encode()), "the document")
    for element in [*root.iter(_AUXILIARY + "sect", _AUXILIARY + "sub-section", _ANNOTATION + "annotation", _ANNOTATION + "content")]:
        kind = element.get(W + "type", "")
        if local_name(element) == "annotation" and kind not in ("Word.Insertion", "Word.Formatting"):
            # Bookmarks, comments, and what was deleted.
            element.tag = W + "del"
        else:
            element.tag = W + "ins"
    body, styles = root.find(W + "body"), root.find(W + "styles")
    if body is None:
        raise Unreadable("damaged", "the XML file holds no document body: save it as .docx")
    document = etree.Element(W + "document")
    document.append(body)
    return {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES[1:-1]}"><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'.encode(),
        "_rels/.rels": _RELATED.encode(),
        "word/document.xml": etree.tostring(document),
        **({} if styles is None else {"word/styles.xml": etree.tostring(styles)}),
    }
