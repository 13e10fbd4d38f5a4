"""What a reader gives of a file that holds other files: their bytes, to be read again by the reader of their own format.

So no reader imports another: mail hands on its bodies and attachments, a web archive its page, an old format what it was converted to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Rendition:
    """One way in which a part is given: its bytes and what they are."""

    data: bytes
    media_type: str | None = None
    """None where it is told from the bytes. What the sender says is no evidence: half of all attachments are called octet-stream."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a file."""

    renditions: tuple[Rendition, ...]
    """The same text in several formats, the richest first; the first that holds a form counts."""
    name: str = ""
    """The file's name as its sender wrote it, "" where it has none."""
    attachment: bool = False
    """It was sent beside the text: where it gives no form, a person must be told of it. A mail's own text may be no more than a covering letter."""
    unreadable: Unreadable | None = None
    """Why its bytes cannot be had; it has no renditions then."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The parts of a file, in its order."""

    parts: tuple[Part, ...]
    media_type: str
    modified: date | None = None
    """The file's own date of last change, for the parts that carry none."""
