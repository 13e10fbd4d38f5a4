"""Normalising text, and folding it so that what a person would call the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# C0/C1 controls, zero-width characters, direction marks, soft hyphen, byte order mark: a stray one between box and label
# must not part them. Tab, line feed and carriage return become spaces.
_INVISIBLE = dict.fromkeys(
    (*range(9), 14, 15, *range(16, 32), *range(127, 160), 173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8293), 65279, 65038, 65039)
)
_PLAIN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*\Z")
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"})
_REPLACED = {**_INVISIBLE, **_LIGATURES}
# Translating costs 25 times what looking does (53 µs against 2 for a paragraph that is not ASCII), and most text needs none.
_RARE = re.compile("[" + "".join(re.escape(chr(code)) for code in _REPLACED) + "]")


def clean(text: str) -> str:
    """NFC, single spaces, no controls, zero-width characters or ligatures, no space at the ends."""
    if _PLAIN.match(text):
        return text
    if _RARE.search(text):
        text = text.translate(_REPLACED)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


HYPHENS = "-\u2010\u2011"
# A word, hyphens inside it and an apostrophe belonging to it; "&" reads as a word of its own.
TOKEN = re.compile(rf"[^\W_]+(?:[{HYPHENS}]\n?[^\W_]+)*|&")


# Letters that Unicode does not decompose and people type without.
_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"})


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word without case, accents, hyphens; "&" as "and"."""
    if word == "&":
        return "and"
    if word.isascii():
        return word.replace("-", "").replace("\n", "").lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if c.isalnum() and not unicodedata.combining(c)).casefold()


def fold(text: str) -> str:
    """Text as a person compares it: words alone, without case, accents, punctuation; single spaces."""
    return _folded(text) if len(text) <= _LONGEST_KEPT else _folded.__wrapped__(text)


# Labels and words are the same in form after form; paragraphs are not.
_LONGEST_KEPT = 120


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " ".join([fold_word(word) for word in TOKEN.findall(text)])


# Emoji, dingbats, arrows and the private use area where icon fonts have their letters, with what joins and varies them. No quotation mark is among them.
_PICTURES = "\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001fbff\U000e0020-\U000e007f\ufe0e\ufe0f\u200d\u20e3"
_PICTURE = re.compile(f"[{_PICTURES}]")
_DECORATED = re.compile(rf"\A[{_PICTURES}](?:[{_PICTURES}]|\s)*(?=\S)|(?<=\S)\s*(?:[{_PICTURES}]|\s)*[{_PICTURES}]\Z")


def unpictured(text: str) -> str:
    """The text without the pictures (emoji, icons, flags) set before and after it; as it is where it is nothing else."""
    if text.isascii() or not (_PICTURE.match(text) or _PICTURE.match(text[-1])):
        return text
    bare = _DECORATED.sub("", text)
    return bare if any(c.isalnum() for c in bare) else text
