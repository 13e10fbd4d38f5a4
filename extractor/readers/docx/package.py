"""The ZIP package: which part is the document, what it is related to, and what no reader should open."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import unquote

from extractor.errors import Unreadable
from extractor.readers.docx.xml import CONTENT_TYPES, RELATIONSHIPS, Element, parse
from extractor.wordprocessing.archive import AGAIN, Archive

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = re.compile(r"wordprocessingml\.(document|template)\.main\+xml|ms-word\.(document|template)\.macroEnabled(?:Template)?\.main\+xml", re.IGNORECASE)
_MODIFIED: Final = re.compile(rb"<(?:\w+:)?modified\b[^>]*>\s*(\d{4})-(\d\d)-(\d\d)")
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Relationship(NamedTuple):
    """Where a part points to: the last word of the relationship's type, and the target, a part's name unless it is external."""

    kind: str
    target: str
    external: bool


class Package(Archive):
    """An opened package. Raise Unreadable where it is none, is encrypted, or is built to exhaust its reader."""

    def __init__(self, data: bytes) -> None:
        if data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0")[:1] == b"<":
            # Hardly any document is saved so: the others need not load what reads it.
            from extractor.readers.docx.flat import packed

            data = packed(data)
        _refuse(data)
        super().__init__(data)
        self._judged: dict[str, tuple[bool, bool | None]] = {}

    def tree(self, name: str) -> Element | None:
        """A part that the document can be read without, as XML: None, and a note, where it cannot be read."""
        data = self.tolerant(name)
        if data is None:
            return None
        try:
            return parse(data, name)
        except Unreadable as error:
            self.notes.append(error.message)
            return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What the part ("" the package itself) points to, by id."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", name + ".rels"))
        if root is None:
            return {}
        found: dict[str, Relationship] = {}
        for element in root.iter(RELATIONSHIPS + "Relationship"):
            target = element.get("Target", "")
            external = element.get("TargetMode", "").lower() == "external"
            if not external:
                target = unquote(target).replace("\\", "/")
                target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            found[element.get("Id", "")] = Relationship(element.get("Type", "").rpartition("/")[2], target, external)
        return found

    def box_picture(self, related: Relationship | None) -> tuple[bool, bool | None]:
        """Whether a picture shows a box, and the box's state: None where that cannot be told, or there is no such part."""
        if related is None or related.external:
            return False, None
        found = self._judged.get(related.target)
        if found is None:
            # Hardly any form has pictures of boxes.
            from extractor.marks.pictures import box_state

            found = self._judged[related.target] = box_state(self.tolerant(related.target) or b"")
        return found

    def main_part(self) -> tuple[str, str]:
        """Name and media type of the document's main part. Raise Unreadable where the package is no Word document."""
        named = [related.target for related in self.relationships("").values() if related.kind == "officeDocument" and not related.external]
        types = self._content_types()
        for name, kind in types.items():
            if _MAIN.search(kind) and self.has(name) and (not named or name in {target.lower() for target in named} or not any(map(self.has, named))):
                return name, re.sub(r"\.main\+xml$", "", kind)
        for name in [*named, "word/document.xml", "word/document2.xml"]:
            if self.has(name) and not name.startswith(("xl/", "ppt/", "visio/")):
                return name, DOCX
        raise self._no_document(named)

    def _content_types(self) -> dict[str, str]:
        root = self.tree("[Content_Types].xml")
        if root is None:
            return {}
        return {
            element.get("PartName", "").lstrip("/").lower(): element.get("ContentType", "")
            for element in root.iter(CONTENT_TYPES + "Override")
            if "main+xml" in element.get("ContentType", "")
        }

    def _no_document(self, named: list[str]) -> Unreadable:
        folders = {name.partition("/")[0] for name in self._members}
        for folder, what in (("xl", "an Excel workbook"), ("ppt", "a PowerPoint presentation"), ("visio", "a Visio drawing")):
            if folder in folders and "word" not in folders:
                return Unreadable("unsupported", f"the file is {what}: send the form as a Word document or a PDF")
        if "word" in folders or any(name.startswith("word/") for name in named):
            return Unreadable("damaged", f"the Word document's main part is missing: {AGAIN}")
        return Unreadable("unsupported", "the file is a ZIP archive without a Word document in it: send the form itself")

    def modified(self) -> date | None:
        """The day of `dcterms:modified` in the core properties; None where they carry none."""
        data = self.tolerant("docProps/core.xml")
        if data is None:
            for related in self.relationships("").values():
                if related.kind == "core-properties" and not related.external:
                    data = self.tolerant(related.target)
        if data is None or (match := _MODIFIED.search(data)) is None:
            return None
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None


def _refuse(data: bytes) -> None:
    """Tell by the first and last bytes what is no package at all."""
    if not data:
        raise Unreadable("empty", "the file is empty: send the form itself")
    if data.startswith(_OLE):
        # [MS-OFFCRYPTO] 2.3.4.4: a protected package is a stream of this name in a compound file; names there are UTF-16.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("encrypted", "the Word document is protected by a password: save it without one")
        raise Unreadable("unsupported", "the file is a compound file of older Office, no .docx: save it as .docx or PDF")
    if not data.startswith(b"PK"):
        raise Unreadable("damaged" if b"PK\x05\x06" in data[-65_557:] else "unsupported", f"the file does not begin as a .docx does: {AGAIN}")
