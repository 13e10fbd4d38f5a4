"""The labels inside a contact: "Name:", "Tél. :", "Correo electrónico:", in the languages that members write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractor.parsers.contact_words import Field, labels

_ATTENTION = re.compile(r"(?:att(?:n|ention)?\.?:?|c/o|à l['’]attention de|a la atención de|z\. ?hd?\.)\s+(?=\w)", re.IGNORECASE)


# A label's words: letters with their hyphens and apostrophes, and the signs that join two labels.
_LABEL_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*(?:\s?[°º])?|[@/&]")
_NUMBER_SIGN = r"(?:\.?\s?(?:no|nr|n°|nº|number|numero|#)\.?)?"
_NOTE = r"(?P<note>\s?\([^()]{1,20}\))?"
_SIGN = re.compile(rf"\.?{_NOTE}\s*{_NUMBER_SIGN}\s*(?P<sign>\.?\s*[:：=]|\.?\s[-–—](?=\s)|\.)|(?P<dot>\.)")
_BEFORE_NUMBER = re.compile(rf"{_NOTE}\s*{_NUMBER_SIGN}\s*[.:：]?\s*(?=[+(]?\s?\(?\d)")
# "Correo electrónico de contacto" has four; more words than this are no label.
_LONGEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int
    """Where its value begins."""
    field: Field
    text: str
    sign: str
    """What parts it from its value: ":", ".", "–"; "" where only a number follows."""
    note: bool
    """A bracket stands between label and value."""


@cache
def _label_index() -> tuple[dict[str, Field], frozenset[str]]:
    """(labels by their tokens, the first tokens of all)."""
    index = {" ".join(_LABEL_TOKEN.findall(label)): field for label, field in labels().items()}
    return index, frozenset(tokens.split(" ", 1)[0] for tokens in index)


def labels_of(plain: str, first_only: bool = False) -> list[Label]:
    """Every label of an `unaccented` text that a sign or, for a telephone, a number follows: the longest at each place."""
    index, firsts = _label_index()
    tokens = list(_LABEL_TOKEN.finditer(plain))
    found: list[Label] = []
    at = 0
    while at < len(tokens):
        if tokens[at].group() not in firsts:
            at += 1
            if first_only:
                break
            continue
        for size in range(min(_LONGEST_LABEL, len(tokens) - at), 0, -1):
            group = tokens[at : at + size]
            field = index.get(" ".join(token.group() for token in group))
            if field is None or any(plain[one.end() : two.start()].strip(" .") for one, two in pairwise(group)):
                continue
            label = _with_sign(plain, group[0].start(), group[-1].end(), field)
            if label is not None:
                found.append(label)
                at += size - 1
                break
        at += 1
        if first_only:
            break
    return found


def _with_sign(plain: str, start: int, end: int, field: Field) -> Label | None:
    text = plain[start:end]
    if start and (plain[start - 1].isalnum() or plain[start - 1] == "@"):
        return None
    sign = _SIGN.match(plain, end)
    if sign is not None and sign["sign"] is not None:
        return Label(start, sign.end(), field, text, sign["sign"].strip(), sign["note"] is not None)
    if field in ("phone", "fax") and (number := _BEFORE_NUMBER.match(plain, end)) is not None:
        return Label(start, number.end(), field, text, "", number["note"] is not None)
    return None


@lru_cache(maxsize=512)
def unaccented(text: str) -> str:
    """Without Latin accents and in lower case, of the same length, so that offsets stay."""
    if text.isascii():
        return text.lower()
    out: list[str] = []
    for character in text:
        decomposed = unicodedata.normalize("NFD", character)
        plain = decomposed[0] if len(decomposed) > 1 and "\u0300" <= decomposed[1] <= "\u036f" else character
        lower = plain.lower()
        out.append(lower if len(lower) == 1 else plain)
    return "".join(out)


def whole_label(text: str) -> Field | None:
    """The field that a whole text (a cell, what stands before a colon) is the label of."""
    words = " ".join(unaccented(text).replace("*", " ").split()).strip(" :：.")
    known = labels()
    for candidate in (words, words.replace(".", "").strip(), re.sub(r"\s*\([^()]*\)\s*$", "", words)):
        if found := known.get(candidate):
            return found
    kinds = {known.get(part.strip(" .")) for part in re.split(r"\s*[/&,]\s*|\s+(?:and|et|y|or|e|und)\s+", words)}
    # "Name and title", "Telephone / e-mail": the value tells its parts itself.
    return None if None in kinds else next((field for field in ("name", "phone", "email", "title", "organization") if field in kinds), next(iter(kinds)))


COLONS = (":", "：", ".:", "=", ".：")


def label_at_start(text: str) -> tuple[Field, int] | None:
    """(field, where its value begins) of the label that a line starts with."""
    plain = unaccented(text)
    offset = len(plain) - len(plain.lstrip(" •*-–"))
    for label in labels_of(plain[offset:], first_only=True):
        end = offset + label.end
        if label.start:
            break
        reaches = label.field in ("phone", "fax")
        if label.sign in COLONS:
            return label.field, end
        if label.sign == "." and reaches and starts_number(plain, end):
            return label.field, end
        if label.sign in ("-", "–", "—") and (reaches or label.field == "email") and (starts_number(plain, end) or "@" in plain):
            return label.field, end
        if not label.sign and (len(label.text) > 1 or plain[end - 1] in ":. "):
            return label.field, end
    if (attention := _ATTENTION.match(text)) is not None:
        return "name", attention.end()
    colon = re.match(r"[^:：]{1,40}[:：]", text)
    if colon is not None and (kind := whole_label(colon.group()[:-1])) is not None:
        return kind, colon.end()
    return None


def starts_number(text: str, at: int) -> bool:
    return re.match(r"\s*[+(]?\s?\(?\d", text[at:]) is not None
