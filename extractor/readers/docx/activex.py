"""ActiveX controls ([MS-OFORMS]): check boxes, option buttons, entries and labels, saved as properties or as a stream."""

from __future__ import annotations

from typing import Final

from extractor.document import MARK, Mark
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.xml import ACTIVEX, R, truth
from extractor.wordprocessing.controls import value_and_caption

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
        stored, caption = value_and_caption(data or b"")
    caption = caption.replace(MARK, "").strip()
    if kind in _BOXES:
        state = None if stored is None else truth(stored)
        # The picture of an option button is a circle; to the grid both are one.
        mark = Mark(checked=state, raw="☒" if state else "☐", method="field", tied_to=caption or None)
        return (f"{MARK} {caption} " if caption else MARK), (mark,)
    if kind in _ENTRIES:
        return (stored or "").replace(MARK, ""), ()
    return (caption if kind == _LABEL else ""), ()
