"""From what was sent to what was meant: transfer encodings, character sets, broken lines and quoted replies."""

from __future__ import annotations

import binascii
import quopri
import re

from extractor import code_pages
from extractor.code_pages import codec_of

# Valid ASCII says nothing of these: they write everything with ASCII bytes, or two bytes a character.
_NOT_ASCII = re.compile(r"utf-?7|utf-?16|utf-?32|iso-?2022|hz|ucs")
UNKNOWN = "latin-1"
"""A codec that keeps every byte as it is, for text whose own reader has to tell what its bytes mean."""


def transfer_decoded(payload: bytes, encoding: str) -> bytes:
    """The bytes of a part without its Content-Transfer-Encoding (RFC 2045, 6); what is broken in them is skipped."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        return _base64(payload)
    if encoding == "quoted-printable":
        # A blank at a line's end was added on the way (RFC 2045, 6.7, rule 3).
        return quopri.decodestring(payload)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        files = uuencoded(payload)
        return files[0][1] if files else payload
    return payload


def _base64(payload: bytes) -> bytes:
    """Base 64, also where blocks with padding of their own were put together, and where the end is lost."""
    decoded = bytearray()
    for block in re.split(rb"=+", re.sub(rb"[^A-Za-z0-9+/=]", b"", payload)):
        whole = block[: len(block) - (len(block) % 4 == 1)]
        decoded += binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    return bytes(decoded)


def is_whole_base64(payload: bytes) -> bool:
    """Whether base 64 ends where a group of its characters does."""
    return len(re.sub(rb"[^A-Za-z0-9+/=]", b"", payload)) % 4 == 0


_UUENCODED = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n(.*?)^(?:`|[ ])?\r?\nend[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def uuencoded(payload: bytes) -> list[tuple[str, bytes]]:
    """Name and bytes of each file that stands uuencoded in a text, the way before MIME."""
    if b"begin " not in payload:
        return []
    found: list[tuple[str, bytes]] = []
    for match in _UUENCODED.finditer(payload):
        decoded = bytearray()
        for line in match[2].splitlines():
            try:
                decoded += binascii.a2b_uu(line)
            except binascii.Error:
                # A mailer took blanks from the end of the line, or added some: the first character says how many bytes it holds.
                count = (line[0] - 32) & 63 if line else 0
                try:
                    decoded += binascii.a2b_uu(line[: (count * 4 + 5) // 3].ljust((count + 2) // 3 * 4 + 1))
                except binascii.Error:
                    break
        found.append((match[1].decode("utf-8", "replace").strip(), bytes(decoded)))
    return found


def without_uuencoded(payload: bytes) -> bytes:
    """The text round the files that stand in it uuencoded."""
    return _UUENCODED.sub(b"", payload) if b"begin " in payload else payload


def text_of(data: bytes, charset: str) -> tuple[str, str]:
    """The text of bytes in a character set, and the codec to write it with again.

    UTF-8 that is valid is UTF-8 whatever is declared, and bytes that make no words in what is declared are in the code page in which they do.
    Where what is declared cannot be, each byte is kept as it is (`UNKNOWN`).
    """
    codec = codec_of(charset)
    if codec is None or not _NOT_ASCII.search(codec):
        try:
            return data.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            pass
    if codec is not None:
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            return data.decode(UNKNOWN), UNKNOWN
        # What is declared may be what the mailer always says.
        return text if _NOT_ASCII.search(codec) or data.isascii() else code_pages.decode(data, likely=(codec,), evidence=code_pages.words_of(data)), "utf-8"
    return data.decode(UNKNOWN), UNKNOWN


_LINE_END = re.compile(r"\r\n|\r|\n")
_FLOWED = re.compile(r"(>*)( ?)(.*)", re.DOTALL)


def unflowed(text: str, delete_space: bool) -> str:
    """Text whose lines were broken by the mailer, each break that was none taken back (RFC 3676, 4). `delete_space` is its DelSp."""
    joined: list[str] = []
    depth, soft = -1, False
    for line in _LINE_END.split(text):
        match = _FLOWED.fullmatch(line)
        assert match is not None
        quoted = len(match[1])
        # A blank stands before what would look like a quotation (4.4, space-stuffing).
        content = match[3] if match[2] else line[quoted:]
        if soft and quoted == depth and content != "-- ":
            joined[-1] += content
        else:
            joined.append(">" * quoted + (" " if quoted else "") + content)
        depth, soft = quoted, content.endswith(" ") and content != "-- "
        if soft and delete_space:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")
# Of a reply's lines; a threshold that is written "> EUR 150" stands on one or two lines, not on these many.
_QUOTED_LINES, _QUOTED_SHARE = 5, 0.25


def unquoted(text: str) -> str:
    """Text without the marks of a quoted reply at the beginning of its lines, where it is a reply."""
    lines = _LINE_END.split(text)
    written = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in written)
    if quoted < _QUOTED_LINES or quoted < _QUOTED_SHARE * len(written):
        return text
    return "\n".join(_QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line for line in lines)
