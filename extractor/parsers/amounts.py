"""Find the amounts of money in a text: every figure, with what its sign, code or name can mean, and what stands between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor.data import phrases
from extractor.parsers import money, numerals
from extractor.text import fold

_FILE = "threshold_words.txt"
# Words after a figure without a currency that make it no amount of money.
UNIT = re.compile(
    r"\s*(?:%|‰|percent|per cent|pour cent|por ciento|prozent|kgs?\b|kilos?\b|kilogram|g\b|grams?\b|grammes?\b|lbs?\b|litres?\b|liters?\b|years?\b|ans?\b"
    r"|años?\b|months?\b|mois\b|mes(?:es)?\b|days?\b|jours?\b|días?\b|weeks?\b|hours?\b|times\b|fois\b|veces\b|items?\b|articles?\b|pieces?\b|pcs\b|units?\b"
    r"|unidades\b|envíos\b|parcels?\b|packages?\b|consignments?\b|shipments?\b|samples?\b|gifts?\b|persons?\b|countries\b|кг\b|шт\b|лет\b|公斤|キロ|st\b|nd\b|rd\b|th\b|°|º)",
    re.IGNORECASE,
)
# Words before a figure that make it a reference: an article, a law's number, a date.
REFERENCE = re.compile(
    r"(?:\b(?:art(?:icle|ículo|igo|ikel)?|section|sec|annex|annexe|anexo|appendix|chapter|chap|para(?:graph)?|regulation|reg|decree|decreto|law|ley|loi|act|schedule"
    r"|table|note|no|nr|n°|nº|number|rule|order|notice|circular|item|heading|code"
    r"|since|from|as of|until|in|year|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|depuis|desde|en|directive|resolution|resolución|cn|hs|h|version|phase|step|tier|category|group|class)\.?\s*"
    r"|[#§/\-–.]|\b[A-Za-z]{1,4})$",
    re.IGNORECASE,
)
# What is written after round amounts: "3 000,-" "500/-" "50.–" "5,000/=".
_TRAILER = re.compile(r"(?:[.,:/]\s?[-–—]{1,2}|/=|[-–—]{2}|\.-|=)(?![\w])")
_MYRIADS = "万萬만千천億亿억"


Tie = Literal["or", "to", "and", "dash", "slash", "list", "words"]
"""How two amounts are tied by what stands between them; "words": by words that say nothing known."""
AND = frozenset(("and", "et", "y", "e", "und", "en", "og", "och", "i", "и"))


@cache
def words(section: str) -> tuple[str, ...]:
    """The folded phrases of a section of the word list, longest first."""
    return tuple(sorted({fold(phrase) for phrase in phrases(_FILE, section)} - {""}, key=len, reverse=True))


@cache
def word_set(section: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(words(section))


@dataclass(slots=True)
class Figure:
    """A figure of a text, the span that it and its currency take, and every currency that it may have."""

    start: int
    end: int
    left: int
    """Start of the span, currency included."""
    right: int
    """End of the span, currency, multiplier and ",-" included."""
    value: Decimal | None
    """None where the signs inside it make it no number."""
    certain: bool
    """Whether the signs inside it have only one reading."""
    meanings: tuple[str, ...] = ()
    """ISO 4217 codes; none where no currency stands at the figure."""
    conflict: bool = False
    """Two currencies stand at it that cannot be the same."""


def figures(text: str, country: str | None) -> list[Figure]:
    """Every figure of a `numerals.western` text with the currency that stands at it."""
    found: list[Figure] = []
    spans = numerals.figures(text)
    taken = 0
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        right, factor = _multiplied(text, end, following)
        before, left = _before(text, taken, start)
        after, right_end = _after(text, right, following)
        conflict = False
        if before and after and index + 1 < len(spans) and not text[right_end:following].strip():
            after = ()  # "US$ 50 US$ 100": the second sign is the next figure's
        if before and after and not set(before) & set(after):
            conflict, after = True, ()
        if before and after:
            meanings, right = tuple(code for code in after if code in before), right_end
        elif after:
            meanings, right = after, right_end
        else:
            meanings = before
        own = money.currency(meanings, country) if meanings else None
        three = own in money.THREE_PLACES or (bool(meanings) and all(code in money.THREE_PLACES for code in meanings))
        read = numerals.value_of(text[start:end], money.decimal_sign(country), 3 if three else 2)
        value = None if read is None else read[0] * factor if factor > 1 else read[0]
        sign = text[:start].rstrip()
        negative = not meanings and sign.endswith("-") and not sign[:-1].strip()
        found.append(Figure(start, end, left if before else start, right, value, read is not None and read[1] and not negative, meanings, conflict))
        taken = right
    return found


def _multiplied(text: str, end: int, ceiling: int) -> tuple[int, int]:
    """(end of the figure with what multiplies it, the factor): "1.5 million", "10k", "1万"; the trailer of a round amount ends it too."""
    if (trailer := _TRAILER.match(text[end:ceiling])) is not None:
        return end + trailer.end(), 1
    word = re.match(r"\s?([^\W\d]+)\.?", text[end:ceiling])
    if word is None:
        return end, 1
    if word[1][0] in _MYRIADS and not text[end].isspace():
        return end + 1, numerals.multipliers()[word[1][0]]
    factor = numerals.multipliers().get(fold(word[1]), 1)
    # A letter multiplies only where it touches the figure.
    if factor == 1 or (len(word[1]) == 1 and text[end].isspace()):
        return end, 1
    return end + word.end(1), factor


def _before(text: str, floor: int, start: int) -> tuple[tuple[str, ...], int]:
    """(meanings, start) of the longest currency that ends where the figure starts."""
    head = text[floor:start]
    trimmed = head.rstrip(" (:[")
    if not trimmed:
        return (), start
    tokens = list(re.finditer(r"\S+", trimmed))[-money.MOST_WORDS :]
    for token in tokens:
        candidate = trimmed[token.start() :].lstrip("([,;")
        if (meanings := money.meanings(candidate)) and _acceptable(candidate):
            return meanings, floor + len(trimmed) - len(candidate)
    last = tokens[-1].group()
    for size in range(min(5, len(last)), 0, -1):
        tail = last[-size:]
        if len(tail) == len(last) or (tail[0].isalpha() and last[-size - 1].isalpha()):
            continue
        if (meanings := money.meanings(tail)) and (not tail.isalpha() or size > 1):
            return meanings, floor + len(trimmed) - size
    return (), start


def _after(text: str, end: int, ceiling: int) -> tuple[tuple[str, ...], int]:
    """(meanings, end) of the longest currency that starts where the figure ends."""
    tail = text[end:ceiling]
    offset = len(tail) - len(tail.lstrip(" (["))
    body = tail[offset:]
    if not body:
        return (), end
    tokens = list(re.finditer(r"\S+", body))[: money.MOST_WORDS]
    for token in reversed(tokens):
        raw = body[: token.end()]
        for candidate in (raw, raw.rstrip(".,;:)]"), raw.rstrip(".,;:)]/-–—")):
            if candidate and (meanings := money.meanings(candidate)) and _acceptable(candidate, after=True):
                return meanings, end + offset + len(candidate) + (1 if body[len(candidate) : len(candidate) + 1] in ")]" and offset else 0)
    first = tokens[0].group()
    pieces = re.split(r"[/,;:–—\-()]", first, maxsplit=1)
    if pieces[0] and pieces[0] != first and (meanings := money.meanings(pieces[0])) and _acceptable(pieces[0], after=True):
        return meanings, end + offset + len(pieces[0])
    sign = first[0]
    if not sign.isalnum() and not sign.isspace() and (meanings := money.meanings(sign)):
        return meanings, end + offset + 1
    if not sign.isascii():
        for size in (3, 2, 1):
            if (meanings := money.meanings(first[:size])) and not first[:size].isascii() and re.match("[\u3000-\u9fff\uac00-\ud7af]", sign):
                return meanings, end + offset + size
    return (), end


def currency_after(text: str) -> tuple[tuple[str, ...], int]:
    """(meanings, end) of the currency that a text begins with."""
    return _after(text, 0, len(text))


def _acceptable(written: str, after: bool = False) -> bool:
    """A single letter is a currency only before the figure; "F" and "E" after it are hardly ever anything else than a note."""
    return not (after and len(written) == 1 and written.isascii() and written.isalpha() and written != "F")


def between(text: str) -> Tie:
    """What the text between two amounts says of them."""
    stripped = text.strip()
    if stripped in ("/", "//"):
        return "slash"
    if stripped in ("-", "–", "—", "~", "〜", "～", "‐", "‑", "−", "..", "…", "÷"):
        return "dash"
    folded = fold(stripped)
    if not folded:
        return "list" if stripped in (",", ";", "&", "+", "") else "words"
    folded = folded.removesuffix(" up to") if folded != "up to" else folded
    if folded in word_set("or"):
        return "or"
    if folded in AND:
        return "and"
    if folded in word_set("to"):
        return "to"
    if stripped in ("、", "・"):
        return "list"
    return "words"


def phrase_in(text: str, section: str) -> str | None:
    """The longest phrase of a section that the folded text is or ends with, else a long one that stands in it as whole words."""
    if not text:
        return None
    known = words(section)
    for phrase in known:
        if text == phrase or text.endswith(" " + phrase) or (not phrase.isascii() and text.endswith(phrase)):
            return phrase
    padded = f" {text} "
    for phrase in known:
        if len(phrase) > 4 and f" {phrase} " in padded:
            return phrase
    return None
