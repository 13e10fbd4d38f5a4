"""Find the dates in a text: every form in which people write a day, month, quarter, half, season or year, with months in many languages."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractor.parsers import date_words as words
from extractor.parsers.calendar_words import calendar, month

# Months stand as one private character each while the text is searched: one pattern then fits every language.
_FIRST, _SEASON = 0xE000, 0xE400
_M = "[\ue000-\ue3ff]"
_S = "[\ue400-\ue4ff]"
_Y = r"(?:19|20)\d\d(?!\d)"
_YY = r"['’](?:\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|ere|re|º|°|ª|o|-?го|-?е|\.|ste|de|e|:a|:e)?"
_D = rf"(\d{{1,2}})(?!\d)(?:\s(?:st|nd|rd|th|er|ère)\b|{_ORDINAL})(?![^\W\d_\ue000-\uf8ff])"
_OF = r"\s*(?:(?:of|de|d['’]|del|do|da|di)\b\s*|[-/,.]\s*)?(?:month of\s+|mois d[e’']\s*|mes de\s+)?"
_TO_YEAR = r"[\s,.\-/]*(?:\((?=\d))?(?:(?:of the year|of|de l['’]an(?:née)?|del año|do ano|del|de|do|year|anno|ng|năm)\s+)?"
_BETWEEN_DAYS = r"\s*(-|–|—|to|au|a|al|bis|and|et|y|till|until|até|do|по|/|&)\s*"
_QUARTER = (
    r"(?:quarters?|qtr\.?|trimestre|trim\.?|quartal|kvartal|kwartaal|kwartał|квартал\w*|çeyrek|neljännes|ceturksnis|ketvirtis|negyedév|čtvrtletí|trimestru"
    r"|kuartal|suku tahun|quý)"
)
_HALF = r"(?:half(?:[- ]year)?|semesters?|semestre|halbjahr|halvår|halfjaar|półrocze|полугодие|pusgads|félév|pololetí|yarıyıl|semestru|semester)"
_NUMBER = r"([1-4](?:st|nd|rd|th|er|ère|ere|ème|eme|do|to|de|e|º|°|\.)?\.?|i{1,3}|iv|[^\W\d_\ue000-\uf8ff]{4,12})"


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


_Words = list[tuple[int, ...]]
_WORD = re.compile(r"[^\W\d_][^\s\d.,;:/()\[\]–—\-'’]*")


def _with_months(text: str, country: str | None, language: str) -> tuple[str, _Words]:
    """The text with every month (and season) name as one private character and the rest of its letters as U+E7FF, so that offsets stay."""
    found: _Words = []
    out = text
    spans = [match.span() for match in _WORD.finditer(text)]
    index = 0
    while index < len(spans):
        taken = 0
        for size in (3, 2, 1):
            if index + size > len(spans):
                continue
            start, end = spans[index][0], spans[index + size - 1][1]
            name = text[start:end]
            if size > 1 and (len(name) > 40 or name.count(" ") != size - 1):
                continue
            months = month(name, country, language)
            season = words.seasons().get(name.casefold())
            if months:
                character = chr(_FIRST + len(found))
                found.append(months)
            elif season:
                character = chr(_SEASON + season)
            else:
                continue
            if len(found) > 200:
                break
            point = end < len(text) and text[end] == "." and months
            width = end - start + (1 if point else 0)
            out = out[:start] + character + "\ue7ff" * (width - 1) + out[start + width :]
            taken = size
            break
        index += taken or 1
    return out, found


_STARTS = re.compile(r"(?<![\w.])(?=[\d\w\ue000-\ue4ff'’])|(?=[\ue000-\ue4ff])")
_TOKEN = re.compile(r"[\w\ue7ff]+|.", re.DOTALL)


def atoms(text: str, country: str | None, language: str, partial: bool = True) -> list[Atom]:
    """Every date of the text, from left to right; those that lack their year only where `partial` ("October–December 2014")."""
    marked, names = _with_months(text, country, language)
    found: list[Atom] = []
    at = 0
    while (start := _STARTS.search(marked, at)) is not None:
        position = start.start()
        atom = _match(marked, position, names, country)
        before = marked[:position].rstrip()
        # The rest of a fraction ("25/2017") is no date; "2016/2017" are two.
        part = before.endswith("/") and not (found and found[-1].end == len(before[:-1].rstrip()))
        if atom is None or part or (atom.year is None and not partial):
            token = _TOKEN.match(marked, position)
            at = token.end() if token else position + 1
        else:
            found.append(atom)
            at = atom.end
    return found


def _match(text: str, position: int, names: _Words, country: str | None) -> Atom | None:
    for pattern, make in _PATTERNS:
        if (match := pattern.match(text, position)) is not None:
            atom = make(match, names, country)
            if atom is not None:
                end = match.end()
                return replace(atom, start=match.start(), end=end)
    return None


def _months(character: str, names: _Words) -> tuple[int, ...]:
    return names[ord(character) - _FIRST]


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


def _iso(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    if year is None:
        return None
    code = day_code(year, int(match[2]), int(match[3]))
    return Atom(0, 0, year, code) if code else None


def _numeric(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
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


def _day_month_year(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[1]))


def _month_day_year(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[1], names), int(match[2]))


def _year_month_day(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[3]) if match[3] else None)


def _year_day_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return None if year is None else _whole(year, _months(match[3], names), int(match[2]))


def _numbered_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[3], country)
    code = day_code(year, int(match[2]), int(match[1])) if year is not None else None
    return Atom(0, 0, year, code) if code else None


def _days(day: str, sign: str, until: str, month_: str, year_: str, names: _Words, country: str | None) -> Atom | None:
    year = _year(year_, country)
    months = _months(month_, names)
    if year is None or len(months) != 1:
        return None
    one, two = day_code(year, months[0], int(day)), day_code(year, months[0], int(until))
    if one is None or two is None or int(day) >= int(until):
        return None
    joiner = "all" if sign in ("and", "et", "y", "&") else "one" if sign == "/" else "range"
    return Atom(0, 0, year, one, until=two, joiner=joiner)


def _days_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    return _days(match[1], match[2], match[3], match[4], match[5], names, country)


def _month_days(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    return _days(match[2], match[3], match[4], match[1], match[5], names, country)


def _month_year(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    return None if year is None else _whole(year, _months(match[1], names), None)


def _numeric_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    return Atom(0, 0, year, f"-{int(match[1]):02}") if year is not None and 1 <= int(match[1]) <= 12 else None


def _year_numeric_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
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
    index = words.numbers().get(number.casefold()) or words.numbers().get(number.casefold().rstrip("."))
    if index is None:
        return None
    if kind == "quarter":
        return f"-{32 + index}"
    return f"-{39 + index}" if index <= 2 else "-41" if number.casefold() == "last" else None


def _quarter_first(kind: str) -> Callable[[re.Match[str], _Words, str | None], Atom | None]:
    def make(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
        year = _year(match[2], country) if match[2] else None
        code = _part(match[1], kind)
        return Atom(0, 0, year, code) if code and (year is not None or not match[2]) else None

    return make


def _quarter_last(kind: str) -> Callable[[re.Match[str], _Words, str | None], Atom | None]:
    def make(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
        year = _year(match[1], country)
        code = _part(match[2], kind)
        return Atom(0, 0, year, code) if code and year is not None else None

    return make


def _season(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[2], country)
    code = f"-{ord(match[1]) - _SEASON}"
    if year is None:
        return None
    if match[3]:
        # Winter 2018/19 begins in the first of its years.
        if code != "-24" or int(match[3][-2:]) != (year + 1) % 100:
            return None
        return Atom(0, 0, year, code, confidence=0.8)
    return Atom(0, 0, year, code)


def _year_alone(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    year = _year(match[1], country)
    return Atom(0, 0, year) if year is not None else None


def _day_month(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    return _whole(None, _months(match[2], names), int(match[1]))


def _month_day(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    return _whole(None, _months(match[1], names), int(match[2]))


def _month_alone(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
    return _whole(None, _months(match[1], names), None)


def _east_asian(match: re.Match[str], names: _Words, country: str | None) -> Atom | None:
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


_YEAR_SUFFIX = (
    r"(?:\s?(?:г\.?|гг\.?|года|году|год|р\.|року|рік|ж\.|жылы|жыл|yılı|год\.|godine|god\.|m\.|metais|metų|gada|gadā|év|évi|\.\s?év\w*|roku|rok|r\.|a\.)"
    r"(?![\w]))?"
)
_FILL = "\ue7ff*"
_MONTH = rf"({_M}){_FILL}"
_ANY_YEAR = r"((?:19|20)\d\d(?![\d])|2[45]\d\d(?!\d))"
_EITHER_YEAR = r"((?:19|20)\d\d(?!\d)|2[45]\d\d(?!\d)|['’]?\d\d(?!\d))"
_EAST_ASIAN = (
    r"(?P<era>令和|平成|昭和|民國|民国)?\s?(?P<year>\d{1,4}|元)\s?(?:年度?|년)"
    r"(?:\s?(?P<half>上半|下半|상반|하반)(?:年|期|기)|\s?第?(?P<quarter>[1-4一二三四])(?:四半期|季度|季|분기)"
    r"|\s?(?P<month>\d{1,2})\s?(?:月|월)(?:\s?(?P<day>\d{1,2})\s?(?:日|号|號|일))?)?"
)
_NUMERIC_YEAR = r"((?:19|20|2[45])\d\d|\d\d)(?!\d)(?:\s?(?:г\.|года))?"
_SHORT_YEAR = r"((?:19|20)\d\d(?!\d)|2[45]\d\d(?!\d)|['’]\d\d(?!\d))"
_LINK = r"(?:[\s,\-/’']|of|de|del)*"
_Maker = Callable[[re.Match[str], _Words, "str | None"], "Atom | None"]
# The longest and most exact form first: the first pattern that makes a date of what stands at a place wins.
_PATTERNS: tuple[tuple[re.Pattern[str], _Maker], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), maker)
    for pattern, maker in (
        (_EAST_ASIAN, _east_asian),
        (rf"{_ANY_YEAR}\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})(?!\d)\.?(?:[T ]\d\d:\d\d\S*)?", _iso),
        (r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", _iso),
        (rf"(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?{_NUMERIC_YEAR}", _numeric),
        (r"(\d{1,2})(\s)(\d{1,2})\s((?:19|20)\d\d)(?!\d)", _numeric),
        (rf"{_D}{_BETWEEN_DAYS}{_D}{_OF}{_MONTH}{_TO_YEAR}{_EITHER_YEAR}", _days_month),
        (rf"{_MONTH}\s*{_D}{_BETWEEN_DAYS}{_D}{_TO_YEAR}{_ANY_YEAR}", _month_days),
        (rf"{_D}{_OF}{_MONTH}{_TO_YEAR}(?:{_EITHER_YEAR}{_YEAR_SUFFIX})", _day_month_year),
        (rf"{_MONTH}\s*(?:the\s+)?{_D}{_TO_YEAR}{_ANY_YEAR}", _month_day_year),
        (rf"{_ANY_YEAR}\.?{_YEAR_SUFFIX}[\s,.\-/]*{_MONTH}(?:\s*{_D})?", _year_month_day),
        (rf"{_ANY_YEAR}\.{_YEAR_SUFFIX}\s*{_D}\s*{_MONTH}", _year_day_month),
        (rf"{_MONTH}{_TO_YEAR}{_SHORT_YEAR}{_YEAR_SUFFIX}", _month_year),
        (rf"{_MONTH}[-/ ]?(\d\d)(?![\d.:])(?=\s*(?:$|[,;)\n]|[-–—]\s|to\b))", _month_year),
        (rf"(?:ngày\s+)?(\d{{1,2}})\s+tháng\s+(\d{{1,2}})\s*(?:/|,?\s*năm)\s*{_ANY_YEAR}", _numbered_month),
        (rf"tháng\s+(\d{{1,2}})\s*(?:/|năm)\s*{_ANY_YEAR}", _numeric_month),
        (rf"(\d{{1,2}})\s?[/.\-]\s?{_ANY_YEAR}", _numeric_month),
        (r"((?:19|20)\d\d)\s?([-/.–—])\s?(\d{1,2})(?![\d/])", _year_numeric_month),
        (rf"({_S}){_FILL}{_TO_YEAR}{_ANY_YEAR}(?:\s?[/–-]\s?((?:20)?\d\d)(?!\d))?", _season),
        (rf"(?:Q|T|K)\s?([1-4])(?![\d.])(?:\s*{_LINK}{_EITHER_YEAR})?", _quarter_first("quarter")),
        (rf"([1-4])Q\s?[-/’']?\s?{_EITHER_YEAR}", _quarter_first("quarter")),
        (rf"{_ANY_YEAR}\s?[-/,]?\s?[QT]\s?([1-4])(?!\d)", _quarter_last("quarter")),
        (rf"(?:H|S)\s?([12])(?![\d.])(?:\s*{_LINK}{_EITHER_YEAR})?", _quarter_first("half")),
        (rf"([12])H\s?[-/’']?\s?{_EITHER_YEAR}", _quarter_first("half")),
        (rf"{_ANY_YEAR}\s?[-/,]?\s?[HS]\s?([12])(?!\d)", _quarter_last("half")),
        (rf"{_NUMBER}\s*{_QUARTER}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", _quarter_first("quarter")),
        (rf"{_NUMBER}\s*{_HALF}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", _quarter_first("half")),
        (rf"{_QUARTER}\s*{_NUMBER}{_TO_YEAR}{_ANY_YEAR}", _quarter_first("quarter")),
        (rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_QUARTER}", _quarter_last("quarter")),
        (rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_HALF}", _quarter_last("half")),
        (rf"{_D}{_OF}{_MONTH}", _day_month),
        (rf"{_MONTH}\s*{_D}", _month_day),
        (rf"{_ANY_YEAR}{_YEAR_SUFFIX}", _year_alone),
        (_MONTH, _month_alone),
    )
)
