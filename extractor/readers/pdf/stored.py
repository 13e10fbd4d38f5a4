"""What a form field with widgets below it stores: its /V, which stands in the field's own dictionary and which pdfium tells only as the widgets show it.

The file is searched for dictionaries with a name, kids and a value, in object streams too; a name that stands for two values tells nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})\s+\d{1,5}\s+obj\b(.{0,50000}?)(?:\bstream\r?\n|\bendobj\b)", re.DOTALL)
_STREAM = re.compile(rb"/Type\s*/ObjStm\b(.{0,500}?)\bstream\r?\n", re.DOTALL)
_FIRST, _COUNT = re.compile(rb"/First\s+(\d{1,8})"), re.compile(rb"/N\s+(\d{1,6})")
_VALUE = re.compile(rb"/V\s*/([^\s/<>\[\]()%]+)")
_NAME = re.compile(rb"/T\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\d{1,3}|.)", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
# A form of a few hundred fields is some hundred kilobytes; more is pictures.
_MOST_BYTES, _MOST_STREAM, _MOST_STREAMS = 20_000_000, 2_000_000, 300


class StoredValues:
    """The values of a document's fields that have kids, by the last part of their names."""

    __slots__ = ("_values",)

    def __init__(self, data: bytes) -> None:
        bodies: dict[int, bytes] = {}
        for number, body in _bodies(data[:_MOST_BYTES]):
            bodies[number] = body  # the last of several is the one that holds
        values: dict[str, set[str]] = {}
        for body in bodies.values():
            if b"/Kids" in body and (name := _NAME.search(body)) and (value := _VALUE.search(body)):
                values.setdefault(_text(name), set()).add(_HEX.sub(lambda m: bytes([int(m[1], 16)]), value[1]).decode("utf-8", "replace"))
        self._values = {name: found.pop() for name, found in values.items() if len(found) == 1}

    def of(self, name: str) -> str:
        """The value of the field of this full name, "" where none is known."""
        return self._values.get(name) or self._values.get(name.rpartition(".")[2], "")


def has_layers(data: bytes) -> bool:
    """Whether the file's catalog, in an object stream or not, names optional content."""
    if b"/OCProperties" in data:
        return True
    return b"/ObjStm" in data and any(b"/OCProperties" in content for _, content in _object_streams(data[:_MOST_BYTES]))


def _object_streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The dictionary of each object stream, and its content."""
    for count, match in enumerate(_STREAM.finditer(data)):
        if count >= _MOST_STREAMS:
            return
        head = data[max(match.start() - 500, 0) : match.end()]
        try:
            yield head[head.rfind(b" obj") + 1 :], zlib.decompressobj().decompress(data[match.end() : match.end() + _MOST_STREAM], _MOST_STREAM)
        except zlib.error:
            continue


def _bodies(data: bytes) -> Iterator[tuple[int, bytes]]:
    for match in _OBJECT.finditer(data):
        yield int(match[1]), match[2]
    for head, content in _object_streams(data):
        first, number = _FIRST.search(head), _COUNT.search(head)
        if first is None or number is None:
            continue
        start = int(first[1])
        pairs = content[:start].split()[: 2 * int(number[1])]
        if not all(pair.isdigit() for pair in pairs):
            continue
        places = [start + int(at) for at in pairs[1::2]]
        for object_number, begin, end in zip(pairs[::2], places, [*places[1:], len(content)], strict=False):
            yield int(object_number), content[begin:end]


def _text(match: re.Match[bytes]) -> str:
    """A text string of a dictionary (ISO 32000-1, 7.9.2.2)."""
    if match[2] is not None:
        digits = bytes(match[2]).translate(None, b" \t\r\n\f")
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
        raw = _ESCAPED.sub(lambda m: bytes([int(m[1], 8) & 255]) if m[1].isdigit() else named.get(m[1], m[1]), match[1])
    return raw[2:].decode("utf-16-be", "replace") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
