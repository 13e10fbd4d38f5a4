"""A writer of compound files (MS-CFB), as small as tests need it (version 3)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

Tree = Mapping[str, "bytes | Tree"]
"""Streams and storages by name."""

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096
"""Shorter streams stand in the mini stream."""


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = _END
    size: int = 0


def compound(tree: Tree) -> bytes:
    """The file of these streams and storages."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    small = _Chains(64)
    for entry in entries:
        if entry.kind == 2 and len(entry.data) < _SMALLEST:
            entry.start = small.add(entry.data)
            entry.size = len(entry.data)
    file = _Chains(_SECTOR)
    for entry in entries:
        if entry.kind == 2 and len(entry.data) >= _SMALLEST:
            entry.start, entry.size = file.add(entry.data), len(entry.data)
    # The root's own stream holds the small ones (2.6.3).
    entries[0].start, entries[0].size = file.add(small.content), len(small.content)
    small_table = file.add(b"".join(struct.pack("<I", link) for link in small.links))
    directory = file.add(b"".join(_packed(entry) for entry in entries))
    first = len(file.links)
    tables = 1
    while (first + tables) * 4 > tables * _SECTOR:
        tables += 1
    table = b"".join(struct.pack("<I", link) for link in [*file.links, *[_FAT] * tables]).ljust(tables * _SECTOR, b"\xff")
    numbers = (0, tables, directory, 0, _SMALLEST, small_table, -(-len(small.links) * 4 // _SECTOR), _END, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    return header + b"".join(struct.pack("<I", first + n if n < tables else _FREE) for n in range(109)) + file.content + table


class _Chains:
    """Streams in sectors of a size, each sector linked to the next."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.content = b""
        self.links: list[int] = []

    def add(self, data: bytes) -> int:
        """Add a stream; gives its first sector."""
        if not data:
            return _END
        first = len(self.links)
        count = -(-len(data) // self._size)
        self.links += [first + number + 1 for number in range(count - 1)] + [_END]
        self.content += data.ljust(count * self._size, b"\0")
        return first


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    # Names are ordered by length, then in capitals (2.6.4); a tree of right children alone is in order too.
    previous: int | None = None
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        number = len(entries)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        if previous is None:
            entries[parent].child = number
        else:
            entries[previous].right = number
        previous = number
        if not isinstance(content, bytes):
            _add(entries, number, content)


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, entry.left, entry.right, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, entry.size)
    )
