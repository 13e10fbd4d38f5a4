"""Single property modifiers, in which Word's binary format says how text, paragraphs and table rows look (MS-DOC, 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

# MS-DOC 2.2.5.1, spra: the size of the operand by the upper three bits; 6 says it itself.
_SIZES: Final = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_DEFINITION, _TAB_CHANGES = 0xD608, 0xC615

C_DELETED, C_DATA, C_PICTURE, C_SYMBOL, C_HIGHLIGHT, C_STYLE = 0x0800, 0x0806, 0x6A03, 0x6A09, 0x2A0C, 0x4A30
C_BOLD, C_STRIKE, C_DOUBLE_STRIKE, C_HIDDEN, C_UNDERLINE, C_FONT, C_FONT_OTHER = 0x0835, 0x0837, 0x2A53, 0x083C, 0x2A3E, 0x4A4F, 0x4A51
C_OBJECT, C_OBJECT_AT = 0x080A, 0x680E
P_STYLE, P_LEVEL, P_LIST, P_IN_TABLE, P_ROW_END, P_DEPTH, P_DEEPER = 0x4600, 0x260A, 0x460B, 0x2416, 0x2417, 0x6649, 0x664A
P_INNER_CELL, P_INNER_ROW_END, P_LEFT_80, P_LEFT = 0x244B, 0x244C, 0x840F, 0x845E
T_DEFINITION, T_VERTICAL_MERGE = _TABLE_DEFINITION, 0xD62B


class Sprm(NamedTuple):
    """One modifier."""

    code: int
    operand: bytes

    @property
    def number(self) -> int:
        """The operand as a number without a sign."""
        return int.from_bytes(self.operand, "little")

    @property
    def signed(self) -> int:
        """The operand as a number with a sign."""
        return int.from_bytes(self.operand, "little", signed=True)


def sprms(group: bytes) -> Iterator[Sprm]:
    """The modifiers of a group, up to where it is cut off."""
    at, end = 0, len(group)
    while at + 2 <= end:
        (code,) = struct.unpack_from("<H", group, at)
        at += 2
        size = _SIZES[code >> 13]
        if size < 0:
            if code == _TABLE_DEFINITION:
                if at + 2 > end:
                    return
                size = struct.unpack_from("<H", group, at)[0] - 1
                at += 2
            else:
                if at >= end:
                    return
                size = group[at]
                at += 1
                if code == _TAB_CHANGES and size == 255:
                    return  # its length is told by what it holds, and nothing that is read stands behind it
        if size < 0 or at + size > end:
            return
        yield Sprm(code, group[at : at + size])
        at += size
