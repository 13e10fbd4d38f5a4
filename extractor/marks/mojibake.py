"""Boxes of a text in UTF-8 that was read as one of the older code pages, once or twice: "â˜’" for ☒."""

from __future__ import annotations

import codecs
import re
from functools import cache

from extractor.marks.glyphs import SHAPES

_PAGES = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp1254")
# What a box begins with in those pages; cheap to look for, and hardly ever there.
SUSPECT = re.compile(
    "â[\x80-\x9f\u00ac\u0152-\u0161\u02c6-\u02dc\u2013-\u2122\ufffd]|‚[òñúó¨äÄÖê]|[ΓÔ][ÿû£ù¼è]|ï[ƒ‚\x82\x83]|ã€|ã\x80|„Ä|Ã[¢°¯£]|ðŸ|ð\x9f|рџ|ğŸ|đź|≡ƒ|в[\x80-\x9f—–¬њ]|пѓ|ÔÉ|âś"
)
_FIRST = re.compile("[â‚ΓÔïã„Ãðрğđ≡вп]")
_PRIVATE = "\uf06f\uf0a8\uf0fe\uf0fd\uf0fc\uf0fb\uf052\uf0a3\uf06e"


def _read_as(text: str, page: str) -> str:
    """What becomes of a text; bytes that the page does not assign are shown as controls, as browsers do."""
    try:
        return text.encode().decode(page)
    except UnicodeDecodeError:
        return "".join(chr(byte) if page != "latin-1" and not (known := bytes([byte]).decode(page, "ignore")) else known for byte in text.encode())


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    found: dict[str, str | None] = {}

    def add(garbled: str, character: str) -> None:
        for key in {garbled, garbled.replace("\u00a0", " "), "".join(c for c in garbled if not 0x80 <= ord(c) < 0xA0)}:
            if len(key) > 1:
                found[key] = character if found.get(key, character) == character else None
        # A program that knows the page better than its text puts a replacement character for what the page does not assign.
        found.setdefault("".join("\ufffd" if 0x80 <= ord(c) < 0xA0 else c for c in garbled), character)

    for character in (*SHAPES, *_PRIVATE):
        for page in _PAGES:
            add(_read_as(character, page), character)
        for page in ("cp1252", "latin-1"):
            add(_read_as(_read_as(character, page), page), character)
    table = {key: character for key, character in found.items() if character is not None}
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


def mend(text: str) -> str:
    """The text with the boxes that were read in the wrong code page as the boxes they were."""
    # One class of characters is looked for much faster than words, and hardly any text has one of them.
    if text.isascii() or _FIRST.search(text) is None or SUSPECT.search(text) is None:
        return text
    table, pattern = _table()
    return pattern.sub(lambda match: table[match.group()], text)


def _control(error: UnicodeError) -> tuple[bytes, int]:
    """The byte of a control of ISO 8859-1, which is what a byte of Windows-1252 is read as where the page does not assign it."""
    assert isinstance(error, UnicodeEncodeError)
    part = error.object[error.start : error.end]
    if any(not 0x80 <= ord(c) < 0xA0 for c in part):
        raise error
    return part.encode("latin-1"), error.end


codecs.register_error("wco-forms-controls", _control)
_TWICE = re.compile("[ÃÂâð][\x80-\xbf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")


def mended_whole(text: str) -> str:
    """A text all of whose characters beyond ASCII are UTF-8 that was read as Windows-1252, as it was written; any other text as it is."""
    if _TWICE.search(text) is None:
        return text
    try:
        mended = text.encode("cp1252", "wco-forms-controls").decode("utf-8")
    except UnicodeError:
        return text
    return mended_whole(mended)
