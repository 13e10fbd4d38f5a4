"""The RTF that Outlook keeps a mail's text in: unpacking it (MS-OXRTFCP), and the HTML or text that was wrapped in it (MS-OXRTFEX)."""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from extractor.wordprocessing.rtf_tokens import CHARACTERS, CHARSETS, SYMBOLS, codec_of_page, joined, tokens

# MS-OXRTFCP, 2.1.2: the dictionary begins with what most RTF holds.
_PRELOADED = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    rb"{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
MOST_BYTES = 50_000_000
"""Unpacked; a mail's text has some kilobytes."""
_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D


def unpacked(data: bytes) -> bytes:
    """RTF out of its compressed form; b"" where there is none. What is cut off is lost, what is there is kept."""
    if len(data) < 16:
        return b""
    size, raw_size, kind, _ = struct.unpack_from("<IIII", data)
    content = data[16 : size + 4]
    if kind == _STORED:
        return content[:raw_size]
    if kind != _COMPRESSED or raw_size > MOST_BYTES:
        return b""
    window = bytearray(_PRELOADED.ljust(4096, b" "))
    write, read, out, end = len(_PRELOADED), 0, bytearray(), len(content)
    while read < end and len(out) < raw_size:
        control = content[read]
        read += 1
        for bit in range(8):
            if control >> bit & 1:
                if read + 1 >= end:
                    return bytes(out)
                token = content[read] << 8 | content[read + 1]
                read += 2
                offset, length = token >> 4, (token & 15) + 2
                if offset == write:
                    return bytes(out[:raw_size])
                for step in range(length):
                    byte = window[(offset + step) & 4095]
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) & 4095
            else:
                if read >= end:
                    return bytes(out[:raw_size])
                out.append(content[read])
                window[write] = content[read]
                read += 1
                write = (write + 1) & 4095
    return bytes(out[:raw_size])


class Wrapped(NamedTuple):
    """What RTF was made from."""

    html: bool
    """HTML, else plain text."""
    text: str


_WRAPPED = re.compile(rb"\\from(html1|text)(?![a-z0-9])")
_DESTINATIONS = frozenset(("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "listtable", "listoverridetable", "themedata"))
_MOST_GROUPS = 1000


class _Group(NamedTuple):
    """What a brace keeps and gives back."""

    codec: str
    skip_after_unicode: int
    hidden: bool
    """Text for programs that show RTF, and was not in the original."""
    destination: str
    """"" for the text, "tag" for the original's own markup, "fonts" for the table of fonts, "none" for what is not text."""


def unwrapped(rtf: bytes) -> Wrapped | None:
    """The HTML or text that the RTF was made from; None where it was made as RTF."""
    wrapped = _WRAPPED.search(rtf[:1024])
    if wrapped is None:
        return None
    return Wrapped(wrapped[1] == b"html1", _Original(rtf.decode("latin-1")).text())


class _Original:
    """Takes the original out of the RTF that it was wrapped in."""

    def __init__(self, rtf: str) -> None:
        self._rtf = rtf
        self._out: list[str] = []
        self._pending = bytearray()
        """Bytes of the code page that is current, which may make a character only together."""
        self._group = _Group("cp1252", 1, False, "")
        self._stack: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._ansi = "cp1252"
        self._starred = False
        self._skip = 0

    def text(self) -> str:
        """The original."""
        for kind, text, number in tokens(self._rtf):
            if kind == "word":
                self._control(text, number)
            elif kind in ("byte", "text"):
                self._bytes(text.encode("latin-1"))
            elif kind == "symbol":
                if text == "*":
                    self._starred = True
                else:
                    self._text("\r\n" if text in "\r\n" else SYMBOLS.get(text, ""))
            else:
                self._flush()
                self._starred, self._skip = False, 0
                if kind == "open" and len(self._stack) < _MOST_GROUPS:
                    self._stack.append(self._group)
                elif kind == "close" and self._stack:
                    self._group = self._stack.pop()
        self._flush()
        return joined("".join(self._out))

    def _control(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        group = self._group
        if word == "htmltag" and starred:
            self._enter("tag")
        elif starred or word in _DESTINATIONS:
            self._enter("fonts" if word == "fonttbl" else "none")
        elif word == "htmlrtf":
            self._flush()
            self._group = group._replace(hidden=number != 0)
        elif word == "uc":
            self._group = group._replace(skip_after_unicode=max(0, number or 0))
        elif word == "u" and number is not None:
            self._flush()
            self._keep(chr(number & 0xFFFF))
            self._skip = self._group.skip_after_unicode
        elif word == "ansicpg" and number is not None:
            self._ansi = codec_of_page(number)
            self._flush()
            self._group = group._replace(codec=self._ansi)
        elif word == "f" and number is not None:
            self._flush()
            self._font = number
            if group.destination != "fonts":
                self._group = group._replace(codec=self._fonts.get(number, self._ansi))
        elif word == "fcharset" and number is not None:
            self._fonts[self._font] = CHARSETS.get(number, self._ansi)
        elif word == "plain":
            self._flush()
        elif word in ("par", "line"):
            self._text("\r\n")
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])

    def _enter(self, destination: str) -> None:
        self._flush()
        if self._group.destination != "none":
            self._group = self._group._replace(destination=destination)

    def _bytes(self, data: bytes) -> None:
        if self._skip:
            # What stands for a character in programs that know no Unicode.
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._pending += data

    def _text(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._flush()
        self._keep(text)

    def _flush(self) -> None:
        if self._pending:
            data = bytes(self._pending)
            self._pending.clear()
            self._keep(data.decode(self._group.codec, "replace"))

    def _keep(self, text: str) -> None:
        group = self._group
        if group.destination == "tag" or (group.destination == "" and not group.hidden):
            self._out.append(text)
