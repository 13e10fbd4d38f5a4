"""winmail.dat, in which Exchange wraps a mail's text and attachments for programs that do not know it (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from extractor.errors import Unreadable
from extractor.readers.mail.mapi import ATTACH_DATA, ATTACH_FILENAME, BODY, SUBJECT, Properties, attachment_of, code_page, message_of
from extractor.readers.mail.message import Attachment, Message

SIGNATURE = b"\x78\x9f\x3e\x22"
_MESSAGE_LEVEL, _ATTACHMENT_LEVEL = 1, 2
_SUBJECT, _BODY, _TITLE, _DATA, _RENDERING, _MESSAGE_PROPERTIES, _ATTACHMENT_PROPERTIES, _CODE_PAGE = (
    0x8004, 0x800C, 0x8010, 0x800F, 0x9002, 0x9003, 0x9005, 0x9007,
)  # fmt: skip
_SHORT, _LONG, _FLOAT, _DOUBLE, _CURRENCY, _TIME, _BOOLEAN, _OBJECT, _INTEGER, _STRING, _UNICODE, _DATE, _ID, _BINARY = (
    2, 3, 4, 5, 6, 7, 0xB, 0xD, 0x14, 0x1E, 0x1F, 0x40, 0x48, 0x102,
)  # fmt: skip
_SIZES = {_SHORT: 4, _LONG: 4, _FLOAT: 4, _DOUBLE: 8, _CURRENCY: 8, _TIME: 8, _BOOLEAN: 4, _INTEGER: 8, _DATE: 8, _ID: 16, 0x0A: 4}
_MULTIPLE = 0x1000
# The identifier of what an embedded mail is stored as, before its own stream (2.1.3.4.4).
_MESSAGE_INTERFACE = bytes.fromhex("0703020000000000c000000000000046")
_MOST_DEPTH = 10


def read_tnef(data: bytes, depth: int = 0) -> Message:
    """The mail in a winmail.dat. What is cut off is lost, what is there is kept. Raise Unreadable ("damaged") where nothing is."""
    if not data.startswith(SIGNATURE) or depth > _MOST_DEPTH:
        raise Unreadable("damaged", "It is no whole winmail.dat; ask for the mail in HTML or plain text.")
    values: dict[int, str | bytes | int] = {}
    attachments: list[dict[int, str | bytes | int]] = []
    code = "cp1252"
    for level, attribute, content in _attributes(data):
        if attribute == _CODE_PAGE and len(content) >= 4:
            code = code_page(struct.unpack_from("<I", content)[0])
        elif attribute == _SUBJECT:
            values.setdefault(SUBJECT, content)
        elif attribute == _BODY:
            values.setdefault(BODY, content)
        elif attribute == _MESSAGE_PROPERTIES:
            values.update(_properties(content))
        elif attribute == _RENDERING:
            attachments.append({})
        elif level == _ATTACHMENT_LEVEL:
            if not attachments:
                attachments.append({})
            if attribute == _TITLE:
                attachments[-1].setdefault(ATTACH_FILENAME, content)
            elif attribute == _DATA:
                attachments[-1][ATTACH_DATA] = content
            elif attribute == _ATTACHMENT_PROPERTIES:
                known = attachments[-1].get(ATTACH_DATA)
                attachments[-1].update(_properties(content))
                if known is not None:
                    attachments[-1][ATTACH_DATA] = known
    enclosed = [_enclosed(Properties(found), code, depth) for found in attachments]
    return message_of(Properties(values), enclosed, code)


def _enclosed(properties: Properties, code: str, depth: int) -> Attachment | Message:
    attachment = attachment_of(properties, code)
    if attachment.data.startswith(_MESSAGE_INTERFACE):
        message = read_tnef(attachment.data[16:], depth + 1)
        message.subject = message.subject or attachment.name
        return message
    return attachment


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, number and content of each attribute (2.1.3.1)."""
    at = 6
    while at + 9 <= len(data):
        level, attribute, _, size = struct.unpack_from("<BHHI", data, at)
        yield level, attribute, data[at + 9 : at + 9 + size]
        at += 9 + size + 2  # a checksum follows


def _properties(content: bytes) -> dict[int, str | bytes | int]:
    """The properties of an attribute that holds a list of them (2.1.3.4)."""
    found: dict[int, str | bytes | int] = {}
    try:
        (count,) = struct.unpack_from("<I", content)
        at = 4
        for _ in range(min(count, len(content) // 4)):
            kind, number = struct.unpack_from("<HH", content, at)
            at += 4
            if number >= 0x8000:
                at = _after_name(content, at)
            value, at = _value(content, at, kind)
            if value is not None:
                found[number] = value
    except (struct.error, IndexError):
        pass  # cut off
    return found


def _after_name(content: bytes, at: int) -> int:
    """Where a named property's value begins: its set and its number, or its name, stand before."""
    (named,) = struct.unpack_from("<I", content, at + 16)
    if not named:
        return at + 24
    (length,) = struct.unpack_from("<I", content, at + 20)
    return at + 24 + _padded(length)


def _value(content: bytes, at: int, kind: int) -> tuple[str | bytes | int | None, int]:
    """A property's value, the first where it has several, and where the next property begins."""
    multiple, kind = kind & _MULTIPLE, kind & ~_MULTIPLE
    values = 1
    sized = kind in (_OBJECT, _STRING, _UNICODE, _BINARY)
    if multiple or sized:
        (values,) = struct.unpack_from("<I", content, at)
        at += 4
    first: str | bytes | int | None = None
    for index in range(min(values, len(content))):
        value: str | bytes | int
        if sized:
            (length,) = struct.unpack_from("<I", content, at)
            value = content[at + 4 : at + 4 + length]
            if kind == _UNICODE:
                value = value.decode("utf-16-le", "replace")
            at += 4 + _padded(length)
        else:
            size = _SIZES.get(kind, 4)
            value = int.from_bytes(content[at : at + min(size, 4)], "little", signed=True) if kind in (_SHORT, _LONG, _BOOLEAN) else content[at : at + size]
            at += size
        if at > len(content) + 3:
            raise IndexError
        if index == 0:
            first = value
    return first, at


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
