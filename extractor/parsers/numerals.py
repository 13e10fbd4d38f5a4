"""Numbers as the world writes them: digits of any script, group and decimal signs, multipliers, and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.data import phrases, sections

# Full-width and Arabic signs that stand among digits.
_SIGNS = {"，": ",", "．": ".", "٫": ".", "٬": ",", "،": ",", "＇": "'", "ʼ": "'", "′": "'", "´": "'", "`": "'", "·": ".", "˙": "'"}


def western(text: str) -> str:
    """The text with every decimal digit of another script as 0 to 9, and the signs among them as ASCII; of the same length."""
    if text.isascii():
        return text
    out: list[str] = []
    for character in text:
        if character in _SIGNS:
            out.append(_SIGNS[character])
        elif character.isdecimal() and not character.isascii():
            out.append(str(unicodedata.decimal(character)))
        else:
            out.append(character)
    return "".join(out)


# Groups of three digits after a space (SI brochure 5.4.4); groups of the Indian system.
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,3})?\Z")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?\Z")


def figures(text: str) -> list[tuple[int, int]]:
    """(start, end) of every figure in a `western` text; digits after a space belong to it where they can only be a group of thousands."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\d+(?:[.,'’]\d+)*", text):
        if found:
            start, end = found[-1]
            gap = text[end : match.start()]
            joined = text[start:end] + " " + match.group()
            if len(gap) == 1 and gap.isspace() and _SPACED.match(joined.replace("\u00a0", " ").replace("\u2009", " ").replace("\u202f", " ")):
                found[-1] = (start, match.end())
                continue
        found.append((match.start(), match.end()))
    return found


def value_of(figure: str, decimal_sign: str | None = None, places: int = 2) -> tuple[Decimal, bool] | None:
    """(value, certain) of a figure; None where it is no number.

    The figure itself says which sign is which: the last of two kinds is the decimal one, a sign that comes twice parts groups, and so does one before
    three digits, unless the currency has three decimal `places`: then the `decimal_sign` of the form's country decides.
    """
    text = re.sub(r"[\s'’]", "", figure)
    if text.isdigit():
        return Decimal(text), True
    if _INDIAN.match(text):
        return Decimal(text.replace(",", "")), True
    signs = [c for c in text if c in ".,"]
    parts = re.split(r"[.,]", text)
    if "" in parts:
        return None
    last = signs[-1]
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if len(set(signs)) == 2:
        # Two kinds: the last one once, the others before it in groups.
        if signs.count(last) != 1 or len(set(signs[:-1])) != 1:
            return None
        whole = text[: text.rindex(last)]
        head = re.split(r"[.,]", whole)
        if not (len(head[0]) <= 3 and all(len(part) == 3 for part in head[1:])) and not _INDIAN.match(whole):
            return None
        return Decimal(whole.replace(signs[0], "") + "." + parts[-1]), True
    if len(signs) > 1:
        return (Decimal("".join(parts)), True) if grouped else None
    tail = parts[1]
    if len(tail) in (1, 2):
        return Decimal(f"{parts[0]}.{tail}"), True
    if len(tail) == 3 and len(parts[0]) <= 3 and parts[0] != "0":
        if places == 3:
            if decimal_sign == last:
                return Decimal(f"{parts[0]}.{tail}"), tail.endswith("00")
            return Decimal("".join(parts)), decimal_sign is not None
        return Decimal("".join(parts)), True
    return Decimal(f"{parts[0]}.{tail}"), parts[0] == "0"


def plain(value: Decimal) -> str:
    """A decimal as written, without a fraction of zeros: 200.00 → "200", 62.50 → "62.50"."""
    if value == value.to_integral_value():
        return str(value.quantize(Decimal(1)))
    return format(value, "f")


_FILE = "numerals.txt"
_LANGUAGES = ("en", "fr", "es", "pt")
_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e"}
_ARTICLES = frozenset(("a", "an", "un", "une", "una", "um", "uma"))


@cache
def multipliers() -> dict[str, int]:
    """What multiplies the figure before it (thousand, lakh, 万), folded → the factor."""
    return {word: int(section.removeprefix("times ")) for section in sections(_FILE) if section.startswith("times ") for word in phrases(_FILE, section)}


class _Words(NamedTuple):
    """The numerals of a language."""

    ones: dict[str, int]
    hundred: frozenset[str]
    thousand: frozenset[str]
    million: frozenset[str]
    conjunction: str


@cache
def _words(language: str) -> _Words:
    pairs = (entry.split() for entry in phrases(_FILE, f"words {language}"))
    hundred, thousand, million = (frozenset(phrases(_FILE, f"{scale} {language}")) for scale in ("hundred", "thousand", "million"))
    return _Words({word: int(number) for word, number in pairs}, hundred, thousand, million, _AND[language])


@cache
def _known() -> frozenset[str]:
    """Every word that begins a number, but for the articles that are one too."""
    found = {word for language in _LANGUAGES for group in _words(language)[:4] for word in group}
    return frozenset(found) - _ARTICLES


def in_words(words: list[str]) -> tuple[int, int] | None:
    """(number, how many of the folded words spell it) at the start of `words`; None where none does for certain."""
    if not words or (words[0] not in _known() and not (words[0] in _ARTICLES and len(words) > 1 and words[1] in _known())):
        return None
    best: tuple[int, int] | None = None
    for language in _LANGUAGES:
        found = _spelled(words, language)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _spelled(words: list[str], language: str) -> tuple[int, int] | None:
    """The longest number that a language spells at the start of `words`: falling orders within a group, falling scales between groups."""
    known = _words(language)
    total, group, used, real = 0, 0, 0, 0
    ceiling = 10**9
    smaller = 1000  # what the next word of the group must be smaller than
    for index, word in enumerate(words):
        number = known.ones.get(word)
        if language == "fr" and word in ("vingt", "vingts") and group % 100 == 4 and smaller == 1:
            group += 76  # quatre-vingts
            smaller = 20
        elif number is not None:
            teen = (
                language == "fr" and number < 20 and smaller >= 10 and group % 10 == 0 and (group % 100 in (60, 80) or (group % 100 == 10 and 7 <= number <= 9))
            )
            order = 1 if number < 20 else 10 if number < 100 else 100
            if not teen and number and smaller <= (10 if order == 1 and number >= 10 else order):
                break
            group += number
            # "soixante-dix" goes on to "soixante-dix-sept", "dix" to "dix-sept".
            smaller = 10 if language == "fr" and number == 10 else order
        elif word in known.hundred:
            if group > (19 if language == "en" else 9):
                break
            group = (group or 1) * 100
            smaller = 100
        elif word in known.thousand or word in known.million:
            scale = 10**3 if word in known.thousand else 10**6
            if scale >= ceiling or (group == 0 and total):
                break
            total += (group or 1) * scale
            group, ceiling, smaller = 0, scale, 1000
        elif word == known.conjunction and used and index + 1 < len(words) and words[index + 1] in known.ones:
            used = index + 1
            continue
        else:
            break
        used = real = index + 1
    return (total + group, real) if real else None
