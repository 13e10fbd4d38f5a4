"""The words that stand around dates, in several languages: what opens an interval, ends it, lists dates, or only fills the sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.data import phrases
from extractor.parsers.calendar_words import calendar
from extractor.text import fold

_FILE = "date_words.txt"
Lead = Literal["", "open", "until", "between", "approximate", "note"]
Tail = Literal["", "open", "uncertain", "note"]
Tie = Literal["range", "dash", "and", "or", "slash", "list", "labelled"]


@cache
def _set(section: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases(_FILE, section)) - {""}


@cache
def seasons() -> dict[str, int]:
    """Season's name in lower case → its EDTF code (21 spring to 24 winter)."""
    return {word: code for code in (21, 22, 23, 24) for word in phrases(_FILE, f"season {code}")}


@cache
def numbers() -> dict[str, int]:
    """How a quarter or half is counted ("first", "2ème", "iii") → which one."""
    return {word: number for number in (1, 2, 3, 4) for word in phrases(_FILE, f"number {number}")}


_SEPARATED = re.compile(r"^\s*[,;:–—(\n-]")


def _reduced(text: str) -> str:
    return fold(re.sub(r"[\ue000-\uf8ff]", " ", text))


def _all_fill(folded: str) -> bool:
    return all(word in _set("fill") or word in calendar().weekdays for word in folded.split())


def _note(text: str) -> bool:
    """Whether a text can be a note beside a date: few words, no figures, none that changes the date's meaning."""
    if any(c.isdigit() for c in text):
        return False
    found = _reduced(text).split()
    refused = _set("danger") | _set("approximate") | _set("open_after")
    return len(found) <= 12 and not any(word in refused for word in found)


# Notes that change what the date beside them means.
_DOUBT = frozenset(
    (
        "tbc",
        "tbd",
        "fy",
        "fiscal",
        "financial",
        "exercice",
        "postponed",
        "cancelled",
        "suspended",
        "repealed",
        "expired",
        "delayed",
        "until",
        "before",
        "bs",
        "ah",
        "ec",
    )
)


def doubtful(note: str) -> bool:
    """Whether a bracketed note changes what the date beside it means: "(FY)", "(tbc)", "(until further notice)"."""
    return any(word in _DOUBT for word in fold(note).split())


def _ending(folded: str, section: str) -> tuple[str, str] | None:
    """(what stands before, the phrase) where a folded text ends with a phrase of a section."""
    parts = folded.split()
    for size in range(min(5, len(parts)), 0, -1):
        if (phrase := " ".join(parts[-size:])) in _set(section):
            return " ".join(parts[:-size]), phrase
    return None


# "Phase 1:", "2)": figures that are no part of a date.
_COUNTED = re.compile(r"\b(phase|stage|step|étape|etape|fase|etapa|stufe|lot|tranche)\s*\d\b|(?:^|(?<=[\s;,\n]))\d[.)]\s", re.IGNORECASE)


def _uncounted(text: str) -> str | None:
    """The text without the figures that count phases; None where others stand in it."""
    text = _COUNTED.sub(lambda match: f"{match[1] or ''} ", text)
    return None if any(c.isdigit() for c in text) else text


@cache
def lead(text: str) -> Lead | None:
    """What the text before the first date makes of it; None where it is not understood."""
    plain = _uncounted(text)
    if plain is None:
        return None
    folded = _reduced(plain)
    if not folded:
        return "until" if plain.strip() in ("..", "<", "≤") else ""
    meanings: tuple[tuple[str, Lead], ...] = (("open", "open"), ("until", "until"), ("approximate", "approximate"))
    for section, meaning in meanings:
        found = _ending(folded, section)
        if found is None or found[0] in _set("between"):
            continue
        labelled = ":" in plain and _note(plain[: plain.rindex(":")])
        if not found[0] or _all_fill(found[0]) or labelled:
            return meaning
    if (found := _ending(folded, "between")) is not None and _all_fill(found[0]):
        # "de", "vom": mere articles before a single date.
        return "" if found[1] in ("de", "du", "del", "dal", "da", "vom", "von", "z", "fra") else "between"
    if (found := _ending(folded, "vague")) is not None:
        return "note" if _all_fill(found[0]) else None
    if _all_fill(folded):
        return ""
    return "note" if re.search(r"[:–—\n-]\s*$", plain) and _note(plain) else None


_ADVERBIAL = ("for ", "pour ", "para ", "in ", "at ", "by the ", "with ", "à ", "en ", "für ")
_OPEN_EAST = ("起", "以降", "以来", "から", "より", "부터", "至今")


@cache
def tail(text: str) -> Tail | None:
    """What the text after the last date makes of it; None where it is not understood."""
    stripped = text.strip(" .,;\n")
    if stripped in ("-", "–", "—", "→", "->", "/", "~", "/..", "- …", "…"):
        return "open"
    if stripped == "?":
        return "uncertain"
    if any(c.isdigit() for c in text):
        return None
    folded = _reduced(text)
    if not folded:
        return "" if not stripped.strip("()[]-–—:") else None
    going_on = _set("open_after")
    if folded in going_on or folded.removeprefix("and ") in going_on or stripped.startswith(_OPEN_EAST):
        return "open"
    if stripped.startswith(("-", "–", "—")) and _reduced(stripped[1:]) in going_on:
        return "open"
    parts = folded.split()
    for size in (4, 3, 2, 1):
        head = " ".join(parts[:size])
        if head in going_on and head not in _set("fill") and _all_fill(" ".join(parts[size:])):
            return "open"
    if _all_fill(folded):
        return ""
    adverbial = text.lstrip().lower().startswith(_ADVERBIAL)
    return "note" if (_SEPARATED.match(text) or adverbial) and _note(text.replace("by the ", "", 1)) else None


@cache
def between(text: str) -> Tie | None:
    """How two dates stand to each other by the text between them; None where it is not understood."""
    stripped = text.strip(" .")
    if stripped in ("-", "–", "—", "~", "〜", "～", "→", "->", "..", "…", "--"):
        return "dash"
    if stripped == "/":
        return "slash"
    if not stripped.strip(",;&+|•·\n "):
        return "list" if stripped or "\n" in text else None
    without = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    if without != text:
        return between(without) or (None if without.strip(" .") else "list")
    plain = _uncounted(text)
    if plain is None:
        return None
    folded = _reduced(plain)
    if folded == "a" or (folded in _set("range") and folded not in _set("and")):
        return "range"
    if folded in _set("or"):
        return "or"
    if folded in _set("and"):
        return "and"
    if stripped[:1] in ("-", "–", "—", ",") and _reduced(stripped[1:]) in _set("range"):
        return "range"
    parts = folded.split()
    parted = (plain[:1] in ",; \n" and plain.lstrip(" ")[:1] in (",", ";", "\n")) or plain.rstrip().endswith((",", ";", ":", "\n"))
    if parts and ((parted and _all_fill(folded)) or (parts[0] in _set("and") and _all_fill(" ".join(parts[1:])))):
        return "labelled"
    # "2016 for express, 2018 for post": notes parted by a sign.
    pieces = re.split(r"[,;\n]|\s[–—-]\s", plain)
    if (len(pieces) > 1 and all(not piece.strip() or _note(piece) for piece in pieces)) or (":" in plain and _note(plain)):
        return "labelled"
    return None
