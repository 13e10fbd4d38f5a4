"""The words of the calendar: months, weekdays and the order of numeric dates, from the table that CLDR made."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from extractor.data import read


def bare(word: str) -> str:
    """A calendar word without case, Latin accents, points at its ends; marks of other scripts stay."""
    folded = word.casefold().strip(" .,")
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


class Calendar(NamedTuple):
    """months: bare name → months it can mean, each with its languages (none where it is the only one)."""

    months: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]
    weekdays: frozenset[str]
    orders: dict[str, str]
    languages: dict[str, str]
    longest: int


@cache
def calendar() -> Calendar:
    """The tables, loaded at first use."""
    months: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {}
    weekdays: frozenset[str] = frozenset()
    orders: dict[str, str] = {}
    languages: dict[str, str] = {}
    section = ""
    for line in read("dates.txt").splitlines():
        if line.startswith("["):
            section = line
        elif section == "[orders]":
            order, _, codes = line.partition("|")
            orders.update(dict.fromkeys(codes.split(), order))
        elif section == "[months]":
            number, *names = line.split("|")
            for entry in names:
                name, _, spoken = entry.partition("@")
                months[name] = (*months.get(name, ()), (int(number), tuple(spoken.split())))
        elif section == "[weekdays]":
            weekdays = frozenset(line.split("|"))
        elif section == "[languages]":
            language, _, codes = line.partition("|")
            languages.update(dict.fromkeys(codes.split(), language))
    return Calendar(months, weekdays, orders, languages, max(len(name.split()) for name in months))


def month(word: str, country: str | None, language: str) -> tuple[int, ...]:
    """The months that a word can mean, one where the form's language or country settles it; none where it is no month's name."""
    name = bare(word)
    # Hebrew writes "in" and the month as one word: "1 בינואר 2019".
    found = calendar().months.get(name) or calendar().months.get(name.removeprefix("ב"), ())
    if len(found) > 1:
        for spoken in (language, calendar().languages.get(country or "", ""), "en"):
            own = [number for number, languages in found if spoken in languages]
            if len(own) == 1:
                return (own[0],)
    return tuple(sorted({number for number, _ in found}))
