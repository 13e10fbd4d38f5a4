"""What a form field stores beside the text of a Word 97-2003 document."""

from __future__ import annotations

import struct
from typing import Final

from extractor.wordprocessing import wordml

_NO_CHOICE: Final = 25
"""MS-DOC 2.9.78, iRes: nothing was chosen yet, and the default counts."""


def form_field(data: bytes, at: int) -> str:
    """A form field's own data (NilPICFAndBinData, FFData; 2.9.157, 2.9.78) as `w:ffData`; "" where it cannot be told."""
    if not 0 <= at <= len(data) - 6:
        return ""
    size, header = struct.unpack_from("<iH", data, at)
    content = data[at + header : at + max(size, 0)]
    if len(content) < 12 or content[:4] != b"\xff\xff\xff\xff":
        return ""
    (bits,) = struct.unpack_from("<H", content, 4)
    kind, result = bits & 3, bits >> 2 & 31
    place = 10
    (length,) = struct.unpack_from("<H", content, place)
    place += 2 + 2 * (length + 1)
    if kind not in (1, 2) or place + 2 > len(content):
        return ""
    (default,) = struct.unpack_from("<H", content, place)
    chosen = f'w:val="{result}"' if result != _NO_CHOICE else ""
    if kind == 1:
        return f'<w:ffData><w:checkBox><w:default w:val="{default}"/>{f"<w:checked {chosen}/>" if chosen else ""}</w:checkBox></w:ffData>'
    place += 2
    # The format, help, status and macro texts stand before the entries.
    for _ in range(5):
        if place + 2 > len(content):
            return ""
        place += 2 + 2 * (struct.unpack_from("<H", content, place)[0] + 1)
    entries = ""
    if place + 6 <= len(content):
        _, count, _ = struct.unpack_from("<HHH", content, place)
        place += 6
        for _ in range(min(count, 100)):
            if place + 2 > len(content):
                break
            (length,) = struct.unpack_from("<H", content, place)
            entry = content[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
            entries += f"<w:listEntry w:val={wordml.attribute(entry)}/>"
            place += 2 + 2 * length
    return f'<w:ffData><w:ddList>{f"<w:result {chosen}/>" if chosen else ""}<w:default w:val="{default}"/>{entries}</w:ddList></w:ffData>'
