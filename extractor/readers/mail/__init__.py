"""Mail, as it travels (EML, mbox) and as Outlook saves it (MSG), and web archives (MHTML), which are made like mail."""

from __future__ import annotations

import codecs
import re

from extractor.errors import Unreadable
from extractor.handed_on import HandedOn, Part
from extractor.readers import MAIL, OUTLOOK, WEB_ARCHIVE, media_type_of

_COMPOUND = b"\xd0\xcf\x11\xe0"
# Apple Mail writes the number of the mail's bytes in front of it.
_COUNT = re.compile(rb"\d{1,12}[ \t]*\r?\n(?=[A-Za-z-]+:)")
# mbox: a line for each mail, with its sender and date (RFC 4155).
_FROM_LINE = re.compile(rb"^From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n", re.MULTILINE)
_MOST_MAILS = 200


def read(data: bytes) -> HandedOn:
    """The texts, attachments and forwarded mails of a mail, or the pages of a web archive, in order.

    Raise Unreadable where the mail is damaged or nests absurdly; what is wrong with one part is that part's own.
    """
    from extractor.readers.mail.message import parts_of

    if data.startswith(_COMPOUND):
        from extractor.readers.mail.outlook import read_outlook

        return HandedOn(parts_of(read_outlook(data)), OUTLOOK)
    from extractor.readers.mail.mime import read_mime

    data = _in_bytes(data).lstrip(b" \t\r\n")
    if media_type_of(data) == WEB_ARCHIVE:
        from extractor.readers.mail.archive import pages_of

        return HandedOn(pages_of(data), WEB_ARCHIVE)
    if (count := _COUNT.match(data)) is not None:
        data = data[count.end() : count.end() + int(data[: count.end()])]
    parts: list[Part] = []
    for mail in _mails(data):
        parts += parts_of(read_mime(mail))
    return HandedOn(tuple(parts), MAIL)


def _in_bytes(data: bytes) -> bytes:
    """A mail that was saved as text in UTF-16 or with a byte order mark, as it travelled."""
    for mark, codec in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace").encode("utf-8")
    if data[:2].find(0) >= 0:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace").encode("utf-8")
    return data


def _mails(data: bytes) -> list[bytes]:
    """The mails of a mailbox, or the one mail."""
    if not data.startswith(b"From "):
        return [data]
    lines = list(_FROM_LINE.finditer(data))
    if not lines or lines[0].start():
        return [data.partition(b"\n")[2]]
    if len(lines) > _MOST_MAILS:
        raise Unreadable("too-large", f"It holds more than {_MOST_MAILS} mails; send the one with the form.")
    # A new mail begins after a blank line; elsewhere the words are the mail's own.
    starts = [line for line in lines if not line.start() or data[: line.start()].endswith((b"\n\n", b"\r\n\r\n"))]
    ends = [line.start() for line in starts[1:]] + [len(data)]
    return [re.sub(rb"(?m)^>(>*From )", rb"\1", data[line.end() : end]) for line, end in zip(starts, ends, strict=True)]
