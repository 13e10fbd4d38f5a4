"""Make dates of what was found in a text: one small function for each way of writing a day, month, quarter, half, season or year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from extractor.parsers import date_words as words
from extractor.parsers.calendar_words import calendar

# Months stand as one private character each while the text is searched: one pattern then fits every language.
FIRST_MONTH, SEASONS = 0xE000, 0xE400
Names = list[tuple[int, ...]]
"""For each month's name of a text the months that it can mean."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One date of the text. A partial one (year None) takes the year of the next."""

    start: int
    end: int
    year: int | None
    code: str = ""  # what follows the year in EDTF: "", "-04", "-04-01", "-33"
    others: tuple[str, ...] = ()  # EDTF of every reading where there are several
    until: str = ""  # what follows the year of the other end, for "1–15 March 2019"
    joiner: str = "range"
    confidence: float = 0.99

    @property
    def edtf(self) -> str:
        return f"{self.year:04}{self.code}"


Maker = Callable[[re.Match[str], Names, "str | None"], "Atom | None"]
"""Makes the date of a match, the names of its text and the form's country; None where there is no such date."""


def _months(character: str, names: Names) -> tuple[int, ...]:
    return names[ord(character) - FIRST_MONTH]


def _year(written: str, country: str | None) -> int | None:
    """A year as written, of two digits too; Thailand's Buddhist years (543 ahead) as ours."""
    digits = written.strip("'’ ")
    if not digits.isdigit():
        return None
    number = int(digits)
    if len(digits) == 2:
        return number + (2000 if number < 60 else 1900)
    if country == "TH" and 2440 <= number <= 2600:
        return number - 543
    if country == "NP" and number >= 2050:
        return None  # Bikram Sambat, 57 years ahead with other months
    return number if 1900 <= number <= 2099 else None


def day_code(year: int, month_: int, day: int) -> str | None:
    if 1 <= month_ <= 12 and 1 <= day <= monthrange(year, month_)[1]:
        return f"-{month_:02}-{day:02}"
    return None


def _whole(year: int | None, months: tuple[int, ...], day: int | None) -> Atom | None:
    """A day or month of a year, every reading where the month's name has two."""
    readings: list[str] = []
    for number in months:
        code = f"-{number:02}" if day is None else day_code(year or 2020, number, day)
        if code is not None:
            readings.append(code)
    if not readings:
        return None
    if len(readings) == 1 or year is None:
        return Atom(0, 0, year, readings[0]) if len(readings) == 1 else None
    return Atom(0, 0, year, readings[0], others=tuple(f"{year:04}{code}" for code in readings))


def iso(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    if year is None:
        return None
    code = day_code(year, int(match[2]), int(match[3]))
    return Atom(0, 0, year, code) if code else None


def numeric(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    """day, month, year with one kind of sign between: read in the order of the form's country, else in every order that is possible."""
    first, second, third = int(match[1]), int(match[3]), match[4]
    order = calendar().orders.get(country or "", "")
    year = _year(third, country)
    readings: dict[str, str] = {}
    if year is not None:
        for name, day, month_ in (("dmy", first, second), ("mdy", second, first)):
            if code := day_code(year, month_, day):
                readings[name] = f"{year:04}{code}"
    if len(third) == 2 and order not in ("dmy", "mdy"):
        early = _year(match[1].zfill(2), country)
        if early is not None and (code := day_code(early, second, int(third))):
            readings["ymd"] = f"{early:04}{code}"
    if not readings:
        return None
    if order in readings:
        chosen = readings[order] if order != "ymd" or len(set(readings.values())) == 1 else ""
        if chosen:
            return Atom(0, 0, int(chosen[:4]), chosen[4:], confidence=0.97 if len(third) == 4 else 0.9)
    distinct = sorted(set(readings.values()))
    if len(distinct) == 1:
        # Written against the country's habit, but only one order gives a date.
        return Atom(0, 0, int(distinct[0][:4]), distinct[0][4:], confidence=0.85 if order in ("dmy", "mdy") else 0.97)
    return Atom(0, 0, int(distinct[0][:4]), distinct[0][4:], others=tuple(distinct))


def day_month_year(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[1]))


def month_day_year(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[1], names), int(match[2]))


def year_month_day(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[3]) if match[3] else None)


def year_day_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return None if year is None else _whole(year, _months(match[3], names), int(match[2]))


def numbered_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    code = day_code(year, int(match[2]), int(match[1])) if year is not None else None
    return Atom(0, 0, year, code) if code else None


def _days(day: str, sign: str, until: str, month_: str, year_: str, names: Names, country: str | None) -> Atom | None:
    year = _year(year_, country)
    months = _months(month_, names)
    if year is None or len(months) != 1:
        return None
    one, two = day_code(year, months[0], int(day)), day_code(year, months[0], int(until))
    if one is None or two is None or int(day) >= int(until):
        return None
    joiner = "all" if sign in ("and", "et", "y", "&") else "one" if sign == "/" else "range"
    return Atom(0, 0, year, one, until=two, joiner=joiner)


def days_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    return _days(match[1], match[2], match[3], match[4], match[5], names, country)


def month_days(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    return _days(match[2], match[3], match[4], match[1], match[5], names, country)


def month_year(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    return None if year is None else _whole(year, _months(match[1], names), None)


def numeric_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    return Atom(0, 0, year, f"-{int(match[1]):02}") if year is not None and 1 <= int(match[1]) <= 12 else None


def year_numeric_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    number = int(match[3])
    if year is None:
        return None
    short = number == (year + 1) % 100  # 2018/19
    if match[2] in "-./" and 1 <= number <= 12:
        # "2010-12" is December to ISO 8601, but also how three years are written.
        doubtful = match[2] in "-/" and number > year % 100 and len(match[3]) == 2 and (match[2] == "-" or short)
        return Atom(0, 0, year, f"-{number:02}", others=(f"{year:04}-{number:02}",) if doubtful else (), confidence=0.6 if doubtful else 0.98)
    if len(match[3]) == 2 and year % 100 < number and (short or match[2] in "-–—"):
        return Atom(0, 0, year, "", until=f"@{year - year % 100 + number:04}", confidence=0.9)
    return None


def _part(number: str, kind: str) -> str | None:
    index = words.numbers().get(number.casefold()) or words.numbers().get(number.casefold().replace(".", ""))
    if index is None:
        return None
    if kind == "quarter":
        return f"-{32 + index}"
    return f"-{39 + index}" if index <= 2 else "-41" if number.casefold() == "last" else None


def quarter_first(kind: str) -> Maker:
    def make(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
        year = _year(match[2], country) if match[2] else None
        code = _part(match[1], kind)
        return Atom(0, 0, year, code) if code and (year is not None or not match[2]) else None

    return make


def quarter_last(kind: str) -> Maker:
    def make(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
        year = _year(match[1], country)
        code = _part(match[2], kind)
        return Atom(0, 0, year, code) if code and year is not None else None

    return make


def season(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    code = f"-{ord(match[1]) - SEASONS}"
    if year is None:
        return None
    if match[3]:
        # Winter 2018/19 begins in the first of its years.
        if code != "-24" or int(match[3][-2:]) != (year + 1) % 100:
            return None
        return Atom(0, 0, year, code, confidence=0.8)
    return Atom(0, 0, year, code)


def year_alone(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return Atom(0, 0, year) if year is not None else None


def day_month(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    return _whole(None, _months(match[2], names), int(match[1]))


def month_day(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    return _whole(None, _months(match[1], names), int(match[2]))


def month_alone(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    return _whole(None, _months(match[1], names), None)


def east_asian(match: re.Match[str], names: Names, country: str | None) -> Atom | None:
    era = match["era"]
    written = "1" if match["year"] == "元" else match["year"]
    if era:
        base = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}[era]
        year: int | None = base + int(written)
    else:
        year = _year(written, country) if len(written) == 4 else None
    if year is None:
        return None
    if match["quarter"]:
        index = {"一": 1, "二": 2, "三": 3, "四": 4}.get(match["quarter"]) or int(match["quarter"])
        return Atom(0, 0, year, f"-{32 + index}")
    if match["half"]:
        return Atom(0, 0, year, "-40" if match["half"] in ("上半", "상반") else "-41")
    if match["month"] is None:
        return Atom(0, 0, year)
    if not 1 <= int(match["month"]) <= 12:
        return None
    if match["day"] is None:
        return Atom(0, 0, year, f"-{int(match['month']):02}")
    code = day_code(year, int(match["month"]), int(match["day"]))
    return Atom(0, 0, year, code) if code else None
