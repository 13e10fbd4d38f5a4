"""Outlook's own messages, MSG: properties in the streams of a compound file (MS-OXMSG)."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from extractor.errors import Unreadable
from extractor.readers.mail.mapi import ATTACH_METHOD, CODE_PAGE, OLE, Properties, attachment_of, code_page, message_of
from extractor.readers.mail.message import Attachment, Message

if TYPE_CHECKING:
    from olefile import OleFileIO

_UNICODE, _STRING, _BINARY, _LONG, _SHORT, _BOOLEAN, _OBJECT = 0x001F, 0x001E, 0x0102, 0x0003, 0x0002, 0x000B, 0x000D
_EMBEDDED = "__substg1.0_3701000D"
_MOST_DEPTH = 20
_MOST_STREAMS = 20_000
# MS-OXMSG, 2.4: what stands before the entries of a storage's properties.
_HEADER_OF_TOP, _HEADER_OF_EMBEDDED, _HEADER_OF_OTHERS = 32, 24, 8


def read_outlook(data: bytes) -> Message:
    """The mail of a compound file. Raise Unreadable ("damaged") where it cannot be opened."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _Storage(ole).message([], _HEADER_OF_TOP)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise Unreadable("damaged", "The Outlook message is damaged; save it again, or save its attachment as a file of its own.") from error


class _Storage:
    """One compound file; a path is the list of the names of its storages."""

    def __init__(self, ole: OleFileIO[str]) -> None:
        self._ole = ole
        self._below: dict[tuple[str, ...], list[str]] = {}
        """Names in each storage."""
        for path in ole.listdir(streams=True, storages=True)[:_MOST_STREAMS]:
            self._below.setdefault(tuple(path[:-1]), []).append(path[-1])

    def message(self, path: list[str], header: int) -> Message:
        """The mail of a storage."""
        properties = self._properties(path, header)
        code = code_page(properties.number(CODE_PAGE)) if properties.number(CODE_PAGE) else ""
        enclosed: list[Attachment | Message] = []
        for name in sorted(self._below.get(tuple(path), ())):
            if name.lower().startswith("__attach_version1.0_"):
                item = self._attachment([*path, name], code or "cp1252")
                if item is not None:
                    enclosed.append(item)
        return message_of(properties, enclosed, code)

    def _attachment(self, path: list[str], code: str) -> Attachment | Message | None:
        properties = self._properties(path, _HEADER_OF_OTHERS)
        attachment = attachment_of(properties, code)
        embedded = [*path, _EMBEDDED]
        inside = self._below.get(tuple(embedded))
        if inside is None:
            return attachment
        if any(name.startswith("__properties") for name in inside):
            if len(path) > _MOST_DEPTH:
                attachment.unreadable = Unreadable("too-large", "it holds mails in mails in mails; send the form as a file of its own.")
                return attachment
            message = self.message(embedded, _HEADER_OF_EMBEDDED)
            message.subject = message.subject or attachment.name
            return message
        if properties.number(ATTACH_METHOD) == OLE and not any(name in inside for name in ("WordDocument", "Package", "CONTENTS", "\x01Ole10Native")):
            return None  # a picture that Outlook drew
        if "Package" in inside:  # an Office document of today, embedded
            attachment.data = self._stream([*embedded, "Package"])
        else:
            attachment.unreadable = Unreadable("unsupported", "it is an object inside the text; ask for it as a file of its own.")
        return attachment

    def _properties(self, path: list[str], header: int) -> Properties:
        values: dict[int, str | bytes | int] = {}
        for name in self._below.get(tuple(path), ()):
            lowered = name.lower()
            if lowered == "__properties_version1.0":
                self._fixed(self._stream([*path, name])[header:], values)
            elif lowered.startswith("__substg1.0_") and len(name) == 20:
                number, kind = int(name[12:16], 16), int(name[16:], 16)
                if kind == _UNICODE:
                    values[number] = self._stream([*path, name]).decode("utf-16-le", "replace")
                elif kind in (_STRING, _BINARY):
                    values.setdefault(number, self._stream([*path, name]))
        return Properties(values)

    @staticmethod
    def _fixed(stream: bytes, values: dict[int, str | bytes | int]) -> None:
        """Properties of fixed size: tag, flags and value in 16 bytes (2.4.2)."""
        for at in range(0, len(stream) - 15, 16):
            kind, number = struct.unpack_from("<HH", stream, at)
            if kind == _LONG:
                values.setdefault(number, struct.unpack_from("<i", stream, at + 8)[0])
            elif kind in (_SHORT, _BOOLEAN):
                values.setdefault(number, struct.unpack_from("<h", stream, at + 8)[0])

    def _stream(self, path: list[str]) -> bytes:
        with self._ole.openstream(path) as stream:
            return stream.read()
