"""The forms in which people write dates, as patterns, and the search for them in a text; months stand in it as one character each, whatever their language."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from extractor.parsers import date_parts as make
from extractor.parsers import date_words as words
from extractor.parsers.calendar_words import month
from extractor.parsers.date_parts import FIRST_MONTH, SEASONS, Atom, Maker, Names

_M = "[\ue000-\ue3ff]"
_S = "[\ue400-\ue4ff]"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|ere|re|º|°|ª|o|-?го|-?е|\.|ste|de|e|:a|:e|η|ης|ή)?"
_D = rf"(\d{{1,2}})(?!\d)(?:\s(?:st|nd|rd|th|er|ère)\b|{_ORDINAL})(?![^\W\d_\ue000-\uf8ff])"
_OF = r"\s*(?:(?:of|de|d['’]|del|do|da|di)\b\s*|[-/,.]\s*)?(?:month of\s+|mois d[e’']\s*|mes de\s+)?"
_TO_YEAR = r"[\s,.\-/]*(?:\((?=\d))?(?:(?:of the year|of|de l['’]an(?:née)?|del año|do ano|del|de|do|year|anno|ng|năm)\s+)?"
_BETWEEN_DAYS = r"\s*(-|–|—|to|au|a|al|bis|and|et|y|till|until|até|do|по|/|&)\s*"
_QUARTER = (
    r"(?:quarters?|qtr\.?|trimestre|trim\.?|quartal|kvartal|kwartaal|kwartał|квартал\w*|çeyrek|neljännes|ceturksnis|ketvirtis|negyedév|čtvrtletí|trimestru"
    r"|kuartal|suku tahun|quý)"
)
_HALF = r"(?:half(?:[- ]year)?|semesters?|semestre|halbjahr|halvår|halfjaar|półrocze|полугодие|pusgads|félév|pololetí|yarıyıl|semestru|semester)"
_NUMBER = r"([1-4]\.?(?:st|nd|rd|th|er|ère|ere|ème|eme|do|to|de|e|º|°|\.)?\.?|i{1,3}|iv|[^\W\d_\ue000-\uf8ff]{4,12})"


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
# (what the text must hold for it to be worth trying, pattern, maker), the longest and most exact form first: the first that makes a date of what stands at a
# place wins. Patterns are in lower case, as the text is when they are tried, and each is compiled when a text first needs it.
_FORMS: tuple[tuple[str, str, Maker], ...] = (
    ("east", _EAST_ASIAN, make.east_asian),
    ("year", rf"{_ANY_YEAR}\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})(?!\d)\.?(?:[t ]\d\d:\d\d\S*)?", make.iso),
    ("", r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", make.iso),
    ("", rf"(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?{_NUMERIC_YEAR}", make.numeric),
    ("year", r"(\d{1,2})(\s)(\d{1,2})\s((?:19|20)\d\d)(?!\d)", make.numeric),
    ("month days", rf"{_D}{_BETWEEN_DAYS}{_D}{_OF}{_MONTH}{_TO_YEAR}{_EITHER_YEAR}", make.days_month),
    ("month days", rf"{_MONTH}\s*{_D}{_BETWEEN_DAYS}{_D}{_TO_YEAR}{_ANY_YEAR}", make.month_days),
    ("month day", rf"{_D}{_OF}{_MONTH}{_TO_YEAR}(?:{_EITHER_YEAR}{_YEAR_SUFFIX})", make.day_month_year),
    ("month day", rf"{_MONTH}\s*(?:the\s+)?{_D}{_TO_YEAR}{_ANY_YEAR}", make.month_day_year),
    ("month", rf"{_ANY_YEAR}\.?{_YEAR_SUFFIX}[\s,.\-/]*{_MONTH}(?:\s*{_D})?", make.year_month_day),
    ("month day", rf"{_ANY_YEAR}\.{_YEAR_SUFFIX}\s*{_D}\s*{_MONTH}", make.year_day_month),
    ("month", rf"{_MONTH}{_TO_YEAR}{_SHORT_YEAR}{_YEAR_SUFFIX}", make.month_year),
    ("month", rf"{_MONTH}[-/ ]?(\d\d)(?![\d.:])(?=\s*(?:$|[,;)\n]|[-–—]\s|to\b))", make.month_year),
    ("tháng", rf"(?:ngày\s+)?(\d{{1,2}})\s+tháng\s+(\d{{1,2}})\s*(?:/|,?\s*năm)\s*{_ANY_YEAR}", make.numbered_month),
    ("tháng", rf"tháng\s+(\d{{1,2}})\s*(?:/|năm)\s*{_ANY_YEAR}", make.numeric_month),
    ("year", rf"(\d{{1,2}})\s?[/.\-]\s?{_ANY_YEAR}", make.numeric_month),
    ("year", r"((?:19|20)\d\d)\s?([-/.–—])\s?(\d{1,2})(?![\d/])", make.year_numeric_month),
    ("season", rf"({_S}){_FILL}{_TO_YEAR}{_ANY_YEAR}(?:\s?[/–-]\s?((?:20)?\d\d)(?!\d))?", make.season),
    ("letter", rf"[qtk]\s?([1-4])(?![\d.])(?:\s*{_LINK}{_EITHER_YEAR})?", make.quarter_first("quarter")),
    ("letter", rf"([1-4])q\s?[-/’']?\s?{_EITHER_YEAR}", make.quarter_first("quarter")),
    ("letter", rf"{_ANY_YEAR}\s?[-/,]?\s?[qt]\s?([1-4])(?!\d)", make.quarter_last("quarter")),
    ("letter", rf"[hs]\s?([12])(?![\d.])(?:\s*{_LINK}{_EITHER_YEAR})?", make.quarter_first("half")),
    ("letter", rf"([12])h\s?[-/’']?\s?{_EITHER_YEAR}", make.quarter_first("half")),
    ("letter", rf"{_ANY_YEAR}\s?[-/,]?\s?[hs]\s?([12])(?!\d)", make.quarter_last("half")),
    ("quarter", rf"{_NUMBER}\s*{_QUARTER}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", make.quarter_first("quarter")),
    ("half", rf"{_NUMBER}\s*{_HALF}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", make.quarter_first("half")),
    ("quarter", rf"{_QUARTER}\s*{_NUMBER}{_TO_YEAR}{_ANY_YEAR}", make.quarter_first("quarter")),
    ("quarter", rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_QUARTER}", make.quarter_last("quarter")),
    ("half", rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_HALF}", make.quarter_last("half")),
    ("month day", rf"{_D}{_OF}{_MONTH}", make.day_month),
    ("month day", rf"{_MONTH}\s*{_D}", make.month_day),
    ("", rf"{_ANY_YEAR}{_YEAR_SUFFIX}", make.year_alone),
    ("month", _MONTH, make.month_alone),
)
_QUARTER_WORDS = (
    "quart",
    "qtr",
    "trim",
    "kvart",
    "kwart",
    "кварт",
    "çeyrek",
    "neljännes",
    "ceturksnis",
    "ketvirtis",
    "negyed",
    "čtvrtletí",
    "kuartal",
    "suku",
    "quý",
)
_HALF_WORDS = ("half", "semest", "halb", "halv", "półrocze", "полугод", "pusgad", "félév", "pololet", "yarıyıl")
_DAY_BESIDE = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_DAYS_BESIDE = re.compile(r"(?<!\d)\d{1,2}(?!\d)\D+?(?<!\d)\d{1,2}(?!\d)")
_LETTER_BESIDE = re.compile(r"[qtkhs]\s?[1-4]|[1-4][qh]")


def _features(text: str) -> frozenset[str]:
    """What a text (in lower case, months as private characters) holds of what the forms need."""
    found = {""}
    if any("\ue000" <= character <= "\ue3ff" for character in text):
        found.add("month")
        if _DAY_BESIDE.search(text):
            found.add("month day")
            if _DAYS_BESIDE.search(text):
                found.add("month days")
    checks: tuple[tuple[str, bool], ...] = (
        ("season", any("\ue400" <= character <= "\ue4ff" for character in text)),
        ("east", "年" in text or "년" in text),
        ("tháng", "tháng" in text),
        ("year", re.search(r"(?:19|20|2[45])\d\d", text) is not None),
        ("letter", _LETTER_BESIDE.search(text) is not None),
        ("quarter", any(word in text for word in _QUARTER_WORDS)),
        ("half", any(word in text for word in _HALF_WORDS)),
    )
    return frozenset(found | {name for name, there in checks if there})


_compiled = cache(re.compile)


@lru_cache(maxsize=256)
def _forms(features: frozenset[str]) -> tuple[tuple[re.Pattern[str], Maker], ...]:
    return tuple((_compiled(pattern), maker) for need, pattern, maker in _FORMS if need in features)


_WORD = re.compile(r"[^\W\d_][^\s\d.,;:/()\[\]–—\-'’]*")


def _with_months(text: str, country: str | None, language: str) -> tuple[str, Names]:
    """The text with every month (and season) name as one private character and the rest of its letters as U+E7FF, so that offsets stay."""
    found: Names = []
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
                character = chr(FIRST_MONTH + len(found))
                found.append(months)
            elif season:
                character = chr(SEASONS + season)
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
    marked = "".join(low if len(low := character.lower()) == 1 else character for character in marked)
    forms = _forms(_features(marked))
    found: list[Atom] = []
    at = 0
    while (start := _STARTS.search(marked, at)) is not None:
        position = start.start()
        atom = _match(forms, marked, position, names, country)
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


def _match(forms: tuple[tuple[re.Pattern[str], Maker], ...], text: str, position: int, names: Names, country: str | None) -> Atom | None:
    for pattern, maker in forms:
        if (match := pattern.match(text, position)) is not None:
            atom = maker(match, names, country)
            if atom is not None:
                return replace(atom, start=match.start(), end=match.end())
    return None
