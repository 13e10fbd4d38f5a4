"""Outlook messages for tests: properties by number, as MSG and as winmail.dat keep them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tests.readers.compound import Tree, compound

Value = str | bytes | int
Properties = Mapping[int, Value]

SUBJECT, BODY, RTF, HTML = 0x0037, 0x1000, 0x1009, 0x1013
DATA, NAME, METHOD, MIME, CONTENT_ID = 0x3701, 0x3707, 0x3705, 0x370E, 0x3712


def storage(properties: Properties, header: int, attachments: Sequence[Properties | Tree] = ()) -> Tree:
    """A message or attachment as a storage of streams (MS-OXMSG)."""
    made: dict[str, bytes | Tree] = {}
    fixed = bytes(header)
    for number, value in properties.items():
        if isinstance(value, int):
            fixed += struct.pack("<HHIii", 3, number, 6, value, 0)
        elif isinstance(value, str):
            made[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
        else:
            made[f"__substg1.0_{number:04X}0102"] = value
    made["__properties_version1.0"] = fixed
    for index, attachment in enumerate(attachments):
        name = f"__attach_version1.0_#{index:08X}"
        if all(isinstance(key, int) for key in attachment):
            made[name] = storage(attachment, 8)  # type: ignore[arg-type]
        else:
            made[name] = {"__properties_version1.0": bytes(8) + struct.pack("<HHIii", 3, METHOD, 6, 5, 0), "__substg1.0_3701000D": attachment}  # type: ignore[dict-item]
    return made


def message(properties: Properties, attachments: Sequence[Properties | Tree] = ()) -> bytes:
    """A whole MSG file; an attachment is its properties, or the storage of an embedded message."""
    return compound(storage(properties, 32, attachments))


def compressed(rtf: bytes) -> bytes:
    """RTF in its compressed form, every byte a literal but runs of the dictionary's beginning (MS-OXRTFCP)."""
    content = bytearray()
    for at in range(0, len(rtf), 8):
        content += b"\0" + rtf[at : at + 8]
    return struct.pack("<IIII", len(content) + 12, len(rtf), 0x75465A4C, 0) + bytes(content)


def winmail(properties: Properties, attachments: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A winmail.dat (MS-OXTNEF)."""
    listed = struct.pack("<I", len(properties))
    for number, value in properties.items():
        data = (value + "\0").encode("utf-16-le") if isinstance(value, str) else value if isinstance(value, bytes) else b""
        listed += struct.pack("<HHII", 0x001F if isinstance(value, str) else 0x0102, number, 1, len(data)) + data.ljust((len(data) + 3) // 4 * 4, b"\0")
    made = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x9003, listed)
    for name, data in attachments:
        made += _attribute(2, 0x9002, bytes(14)) + _attribute(2, 0x8010, name.encode() + b"\0") + _attribute(2, 0x800F, data)
    return made


def _attribute(level: int, number: int, content: bytes) -> bytes:
    return struct.pack("<BHHI", level, number, 6, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
