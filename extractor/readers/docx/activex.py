"""ActiveX controls ([MS-OFORMS]): check boxes, option buttons, entries and labels, saved as properties or as a stream."""

from __future__ import annotations

from typing import Final

from extractor.document import MARK, Mark
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.xml import ACTIVEX, R, truth

# Class ids of the Forms 2.0 controls ([MS-OFORMS] 2.1.2).
_BOXES: Final = ("8bd21d40-ec42-11ce-9e0d-00aa006002f3", "8bd21d50-ec42-11ce-9e0d-00aa006002f3")
_ENTRIES: Final = ("8bd21d10-ec42-11ce-9e0d-00aa006002f3", "8bd21d30-ec42-11ce-9e0d-00aa006002f3", "8bd21d20-ec42-11ce-9e0d-00aa006002f3")
_LABEL: Final = "978c9e23-d4b0-11ce-bf2d-00aa003f40d0"


def shown(package: Package, related: Relationship | None) -> tuple[str, tuple[Mark, ...]]:
    """What a control shows: a check box or option button with its caption, an entry's text, a label's caption."""
    if related is None or related.external or (root := package.tree(related.target)) is None:
        return "", ()
    kind = root.get(ACTIVEX + "classid", "").strip("{}").lower()
    properties = {child.get(ACTIVEX + "name", ""): child.get(ACTIVEX + "value", "") for child in root.iter(ACTIVEX + "ocxPr")}
    stored, caption = properties.get("Value"), properties.get("Caption", "")
    if not properties and kind in (*_BOXES, *_ENTRIES) and (stream := root.get(R + "id")):
        binary = package.relationships(related.target).get(stream)
        data = package.tolerant(binary.target) if binary is not None and not binary.external else None
        stored, caption = morph_data(data or b"")
    caption = caption.replace(MARK, "").strip()
    if kind in _BOXES:
        state = None if stored is None else truth(stored)
        # The picture of an option button is a circle; to the grid both are one.
        mark = Mark(checked=state, raw="☒" if state else "☐", method="field", tied_to=caption or None)
        return (f"{MARK} {caption} " if caption else MARK), (mark,)
    if kind in _ENTRIES:
        return (stored or "").replace(MARK, ""), ()
    return (caption if kind == _LABEL else ""), ()


# Sizes of what the data block holds, by bit of the property mask ([MS-OFORMS] 2.2.5.2); 0 where a bit has nothing there. Each is aligned to its size.
_SIZES: Final = (4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2, 0, 0, 4)
_SIZE_BIT, _VALUE_BIT, _CAPTION_BIT = 8, 22, 23
_HEADER: Final = 16  # The class id that OLE writes before the control's own data.


def morph_data(data: bytes) -> tuple[str | None, str]:
    """Value and caption of a control that was saved as a stream ([MS-OFORMS] 2.2.5.1, MorphDataControl); None and "" where it cannot be followed."""
    start = _HEADER
    if len(data) < start + 12 or data[start : start + 2] != b"\x00\x02":
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
