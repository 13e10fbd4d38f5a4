"""The parts of an OpenDocument file: a ZIP archive (ODF 1.3 part 2), or one XML file that holds them all."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from typing import Final
from urllib.parse import unquote

from extractor.errors import Unreadable
from extractor.readers.odt.xml import DC, DRAW, META, OFFICE, TEXT, XLINK, Element, parse
from extractor.wordprocessing.archive import AGAIN, MAX_PART, Archive

ODT: Final = "application/vnd.oasis.opendocument.text"
FLAT: Final = "application/vnd.oasis.opendocument.text-flat-xml"
_KINDS: Final = {ODT, ODT + "-template", ODT + "-master", ODT + "-web", ODT + "-master-template"}
_DATE: Final = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")
# LibreOffice and its kin leave out a control's current state where it is unchecked, whatever its default.
_OFFICE_SUITE: Final = re.compile(r"libre ?office|open ?office|collabora|neo ?office|star ?office", re.IGNORECASE)
_MAX_PICTURE: Final = 2**20


class Source:
    """An opened file. Raise Unreadable where it is none, is encrypted, or is built to exhaust its reader."""

    def __init__(self, data: bytes) -> None:
        self.notes: list[str] = []
        self._archive: Archive | None = None
        self._judged: dict[str, tuple[bool, bool | None]] = {}
        if data.startswith(b"PK"):
            self._open(Archive(data))
        elif not data:
            raise Unreadable("empty", "the file is empty: send the form itself")
        elif len(data) > MAX_PART:
            raise Unreadable("too-large", f"the file holds {len(data)} bytes of XML: save the form without its pictures")
        else:
            self.media_type = FLAT
            self.content = parse(data, "the file")
            self.styles: Element | None = self.content
            self.meta: Element | None = self.content

    def _open(self, archive: Archive) -> None:
        self._archive = archive
        # LibreOffice 24.2 and later encrypt the package as a whole (ODF 1.4 part 2, 3.4).
        manifest = archive.tolerant("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest or archive.has("encrypted-package"):
            raise Unreadable("encrypted", "the document is protected by a password: save it without one")
        if (archive.tolerant("mimetype") or b"").strip().startswith(b"application/vnd.sun.xml."):
            raise Unreadable("unsupported", "the file is one of OpenOffice 1 (.sxw): open it in LibreOffice and save it as ODT or DOCX")
        content = archive.read("content.xml")
        if content is None:
            raise Unreadable("damaged", f"the document's content.xml is missing: {AGAIN}")
        kind = (archive.tolerant("mimetype") or b"").decode("ascii", "replace").strip()
        self.media_type = kind if kind in _KINDS else ODT
        self.content = parse(content, "content.xml")
        self.styles = self._tree("styles.xml")
        self.meta = self._tree("meta.xml")

    def _tree(self, name: str) -> Element | None:
        """A part that the document can be read without: None, and a note, where it cannot be read."""
        assert self._archive is not None
        try:
            data = self._archive.read(name)
            return None if data is None else parse(data, name)
        except Unreadable as error:
            self.notes.append(error.message)
            return None

    def text(self) -> Element:
        """The document's body. Raise Unreadable where it has none, or is no text document."""
        body = self.content.find(OFFICE + "body")
        found = None if body is None else body.find(OFFICE + "text")
        if found is not None:
            return found
        if body is not None and len(body):
            raise Unreadable("unsupported", "the file is an OpenDocument file that is no text: save the form as ODT, DOCX or PDF")
        raise Unreadable("damaged", f"content.xml holds no document body: {AGAIN}")

    def picture(self, image: Element) -> bytes:
        """The bytes of the picture that a `draw:image`, or a list's level, shows; none where it stands elsewhere."""
        binary = image.find(OFFICE + "binary-data")
        if binary is not None and (text := binary.text) and len(text) < _MAX_PICTURE:
            try:
                return base64.b64decode(text)
            except (binascii.Error, ValueError):
                return b""
        name = unquote(image.get(XLINK + "href", "")).removeprefix("./")
        return (self._archive.tolerant(name) or b"") if self._archive is not None and name else b""

    def box_picture(self, image: Element) -> tuple[bool, bool | None]:
        """Whether a picture shows a box, and the box's state: None where that cannot be told, or there is no such picture."""
        key = image.get(XLINK + "href", "")
        found = self._judged.get(key) if key else None
        if found is None:
            data = self.picture(image)
            # Hardly any form has pictures of boxes: the others need not load what reads them.
            if b"<svg" in data[:2000]:
                from extractor.markup.pictures import drawing_of

                shown = drawing_of("data:image/svg+xml;base64," + base64.b64encode(data).decode("ascii"))
                found = (False, None) if shown is None else (True, shown.checked)
            else:
                from extractor.marks.pictures import box_state

                found = box_state(data)
            self._judged[key] = found
        return found

    def modified(self) -> date | None:
        """The day of `dc:date`, when the document was last changed (ODF 1.3 part 3, 4.3.2.9); None where it carries none."""
        for name in (DC + "date", META + "creation-date"):
            element = self._metadata(name)
            match = _DATE.match((element.text or "") if element is not None else "")
            if match is not None:
                try:
                    return date(int(match[1]), int(match[2]), int(match[3]))
                except ValueError:
                    continue
        return None

    def leaves_out_unchecked(self) -> bool:
        """Whether the program that wrote the file is one of those that leave out the current state of an unchecked control."""
        generator = self._metadata(META + "generator")
        return generator is not None and _OFFICE_SUITE.search(generator.text or "") is not None

    def _metadata(self, name: str) -> Element | None:
        return None if self.meta is None else self.meta.find(f"{OFFICE}meta/{name}")


SKIPPED: Final = frozenset(
    (
        *(
            TEXT + name
            for name in (
                *("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file"),
                *("table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source", "user-index-source"),
                *("alphabetical-index-source", "bibliography-source", "note-citation", "number", "ruby-text", "hidden-text", "section-source"),
                *("change", "change-start", "change-end", "soft-page-break", "bookmark", "bookmark-start", "bookmark-end", "placeholder", "script"),
            )
        ),
        *(OFFICE + name for name in ("forms", "annotation", "annotation-end", "scripts", "event-listeners", "binary-data")),
        DRAW + "enhanced-geometry",
        DRAW + "glue-point",
    )
)
"""Elements whose text is none that a reader sees: declarations, comments, what tracked changes deleted, generated numbers."""
