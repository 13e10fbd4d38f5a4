"""Normalising text, and folding it so that what a person would call the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# C0/C1 controls, zero-width characters, direction marks, soft hyphen, byte order mark: a stray one between box and label
# must not part them. Tab, line feed and carriage return become spaces.
_INVISIBLE = {
    code: None
    for code in (
        *range(0x00, 0x09),
        0x0E,
        0x0F,
        *range(0x10, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
        0xFE0E,
        0xFE0F,
    )
}
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_PLAIN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*\Z")
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"})


def clean(text: str) -> str:
    """NFC, single spaces, no controls, zero-width characters or ligatures, no space at the ends."""
    if _PLAIN.match(text):
        return text
    text = text.translate(_INVISIBLE)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return _SPACES.sub(" ", text).strip()


HYPHENS = "-\u2010\u2011"
# A word, hyphens inside it and an apostrophe belonging to it; "&" reads as a word of its own.
TOKEN = re.compile(rf"[^\W_]+(?:[{HYPHENS}]\n?[^\W_]+)*|&")


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word without case, accents, hyphens; "&" as "and"."""
    if word == "&":
        return "and"
    if word.isascii():
        return word.replace("-", "").replace("\n", "").lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if c.isalnum() and not unicodedata.combining(c)).casefold()


def fold(text: str) -> str:
    """Text as a person compares it: words alone, without case, accents, punctuation; single spaces."""
    return " ".join(fold_word(match) for match in TOKEN.findall(text))
