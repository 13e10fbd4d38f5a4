"""HTML and XHTML pages."""

from __future__ import annotations

from functools import partial

from extractor.document import Document
from extractor.errors import Unreadable
from extractor.marks.mojibake import mend, mended_whole
from extractor.markup import content_of
from extractor.readers.html.encoding import decode
from extractor.readers.html.metadata import modified

MEDIA_TYPE = "text/html"


def read(data: bytes) -> Document:
    """Read a page into a Document. Raise Unreadable if nothing can be read; report everything lesser as a note.

    The encoding is told by the byte order mark, the page's own declaration or the bytes. Texts that stand for pictures (a flag's country) are furniture.
    """
    html, notes = decode(data)
    return _document(mend(mended_whole(html)), notes)


def _document(html: str, notes: tuple[str, ...], hidden: bool = False) -> Document:
    content = content_of(html, hidden=hidden)
    unhidden = None
    if hidden:
        notes = (*notes, "what the page hides was read too: without it the form is not whole")
    elif content.hides:
        unhidden = partial(_document, html, notes, True)
    if not content.blocks and unhidden is None:
        raise Unreadable("empty", "The page shows no text; open it in a browser, and save it again if there should be some.")
    return Document(content.blocks, MEDIA_TYPE, modified=modified(html), furniture=content.furniture, notes=notes + content.notes, unhidden=unhidden)
