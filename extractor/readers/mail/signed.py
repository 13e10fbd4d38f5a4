"""S/MIME: what is in a signed message (CMS, RFC 5652), without a look at the signature."""

from __future__ import annotations

# 1.2.840.113549.1.7.2, .3 and 1.2.840.113549.1.9.16.1.23: signed, enveloped, enveloped and authenticated data.
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_DATA = bytes.fromhex("06092a864886f70d010701")
_OCTETS, _PIECES, _TAGGED = 0x04, 0x24, 0xA0


def is_enveloped(data: bytes) -> bool:
    """Whether the message can be read only with its receiver's key."""
    return any(kind in data[:40] for kind in _ENVELOPED)


def content_of_signed(data: bytes) -> bytes | None:
    """The message that was signed; None where it is no signed message or cannot be found in it."""
    if _SIGNED not in data[:40]:
        return None
    at = data.find(_DATA)
    if at < 0:
        return None
    at += len(_DATA)
    try:
        tag, at, _ = _head(data, at)
        if tag != _TAGGED:
            return None
        tag, at, end = _head(data, at)
        if tag == _OCTETS and end is not None:
            return data[at:end]
        if tag != _PIECES:
            return None
        content = bytearray()
        # Pieces follow one another up to the end that is told, or to two zeros (X.690, 8.1.5).
        while end is None or at < end:
            tag, at, stop = _head(data, at)
            if tag != _OCTETS or stop is None:
                break
            content += data[at:stop]
            at = stop
        return bytes(content)
    except IndexError:
        return None


def _head(data: bytes, at: int) -> tuple[int, int, int | None]:
    """Tag, beginning and end of the element at a place (X.690, 8.1); the end is None where it is not told."""
    tag, length = data[at], data[at + 1]
    at += 2
    if length == 0x80:
        return tag, at, None
    if length > 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[at : at + count], "big")
        at += count
    if at + length > len(data):
        raise IndexError
    return tag, at, at + length
