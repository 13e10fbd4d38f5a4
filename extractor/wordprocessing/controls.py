"""Controls of Microsoft Forms 2.0 as Office documents embed them ([MS-OFORMS]): their value and caption."""

from __future__ import annotations

import io
import struct
from typing import Final

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOXES: Final = ("Forms.CheckBox", "Forms.OptionButton")
_ENTRIES: Final = ("Forms.TextBox", "Forms.ComboBox", "Forms.ListBox")

# Sizes of what the data block holds, by bit of the property mask ([MS-OFORMS] 2.2.5.2); 0 where a bit has nothing there. Each is aligned to its size.
_SIZES: Final = (4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2, 0, 0, 4)
_SIZE_BIT, _VALUE_BIT, _CAPTION_BIT = 8, 22, 23
_VERSION: Final = b"\x00\x02"
_CLASS_ID: Final = 16


def is_box(class_name: str) -> bool:
    """Whether an embedded object of this class is a check box or an option button."""
    return class_name.strip().startswith(_BOXES)


def shown(class_name: str, data: bytes) -> str:
    """What a control of this class shows, as text: a box in its state with its caption, or an entry's text; "" where it is another or cannot be followed."""
    if is_box(class_name):
        value, caption = value_and_caption(data)
        return {"1": "☒", "0": "☐"}[value] + f" {caption}".rstrip() if value in ("0", "1") else ""
    return value_and_caption(data)[0] or "" if class_name.strip().startswith(_ENTRIES) else ""


def value_and_caption(data: bytes) -> tuple[str | None, str]:
    """Value and caption of a check box, option button or entry, from its stream or from the compound file round it; None and "" where it cannot be followed."""
    start = data.find(_COMPOUND)
    return _morph_data(data if start < 0 else _contents(data[start:]))


def _contents(data: bytes) -> bytes:
    """The control's own stream in the compound file in which it was saved; b"" where there is none."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bytes(ole.openstream("contents").read()) if ole.exists("contents") else b""
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error):
        return b""


def _morph_data(data: bytes) -> tuple[str | None, str]:
    """A MorphDataControl ([MS-OFORMS] 2.2.5.1); where it stands alone, OLE wrote its class id before it."""
    start = 0 if data.startswith(_VERSION) else _CLASS_ID
    if len(data) < start + 12 or data[start : start + 2] != _VERSION:
        return None, ""
    end = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
    mask = int.from_bytes(data[start + 4 : start + 12], "little")
    if end > len(data):
        return None, ""
    at = start + 12
    lengths: dict[int, int] = {}
    for bit, size in enumerate(_SIZES):
        if size and mask >> bit & 1:
            at = _aligned(at, start, size)
            lengths[bit] = int.from_bytes(data[at : at + size], "little")
            at += size
    at = _aligned(at, start, 4) + (8 if mask >> _SIZE_BIT & 1 else 0)
    texts: dict[int, str] = {}
    for bit in (_VALUE_BIT, _CAPTION_BIT):
        if bit in lengths:
            # The top bit says that each character takes one byte ([MS-OFORMS] 2.4.14.1).
            count, narrow = lengths[bit] & 0x7FFFFFFF, lengths[bit] >> 31
            if at + count > end:
                return None, ""
            texts[bit] = data[at : at + count].decode("latin-1" if narrow else "utf-16-le", "replace")
            at = _aligned(at + count, start, 4)
    return texts.get(_VALUE_BIT), texts.get(_CAPTION_BIT, "")


def _aligned(at: int, start: int, size: int) -> int:
    return at + -(at - start) % size
