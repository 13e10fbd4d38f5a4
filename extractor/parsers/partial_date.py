"""PartialDate: a date as exact as the text, in EDTF (ISO 8601-2). Dates are found first, then the words around them must explain the whole text: else it is unread."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.diagnostics import Diagnostic
from extractor.parsers import date_words as words
from extractor.parsers.calendar_words import calendar, month
from extractor.parsers.joining import join
from extractor.parsers.numerals import western
from schemas.values import PartialDate

_EMPTY = re.compile(r"[\s_.…:;,()\[\]\ufffc]*\Z")
# Months stand as one private character each while the text is searched: one pattern then fits every language.
_FIRST, _SEASON = 0xE000, 0xE400
_M = "[\ue000-\ue3ff]"
_S = "[\ue400-\ue4ff]"
_Y = r"(?:19|20)\d\d(?!\d)"
_YY = r"['’](?:\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|ere|re|º|°|ª|o|-?го|-?е|\.|ste|de|e|:a|:e)?"
_D = rf"(\d{{1,2}})(?!\d)(?:{_ORDINAL})(?![^\W\d_\ue000-\uf8ff])"
_OF = r"\s*(?:(?:of|de|d['’]|del|do|da|di)\b\s*|[-/,.]\s*)?(?:month of\s+|mois d[e’']\s*|mes de\s+)?"
_TO_YEAR = r"[\s,.\-/]*(?:\((?=\d))?(?:(?:of the year|of|de l['’]an(?:née)?|del año|do ano|del|de|do|year|anno|ng|năm)\s+)?"
_BETWEEN_DAYS = r"\s*(-|–|—|to|au|a|al|bis|and|et|y|till|until|até|do|по|/|&)\s*"
_QUARTER = r"(?:quarters?|qtr\.?|trimestre|trim\.?|quartal|kvartal|kwartaal|kwartał|квартал\w*|çeyrek|neljännes|ceturksnis|ketvirtis|negyedév|čtvrtletí|trimestru|kuartal|suku tahun|quý)"
_HALF = r"(?:half(?:[- ]year)?|semesters?|semestre|halbjahr|halvår|halfjaar|półrocze|полугодие|pusgads|félév|pololetí|yarıyıl|semestru|semester)"
_NUMBERED = {
    **dict.fromkeys(("1", "i", "1st", "first", "premier", "1er", "1ère", "1ere", "première", "primer", "primero", "1º", "1°", "1er.", "primeiro", "erstes", "ersten", "1.", "первый", "первое", "första", "første", "eerste", "pierwszy", "birinci", "primo"), 1),
    **dict.fromkeys(("2", "ii", "2nd", "second", "deuxième", "2e", "2ème", "2eme", "seconde", "segundo", "2º", "2°", "2do", "2.", "zweites", "zweiten", "второй", "второе", "andra", "andet", "andre", "tweede", "drugi", "ikinci", "secondo", "2de"), 2),
    **dict.fromkeys(("3", "iii", "3rd", "third", "troisième", "3e", "3ème", "3eme", "tercer", "tercero", "3º", "3°", "3er", "terceiro", "3.", "drittes", "dritten", "третий", "tredje", "derde", "trzeci", "üçüncü", "terzo", "3de"), 3),
    **dict.fromkeys(("4", "iv", "4th", "fourth", "last", "quatrième", "4e", "4ème", "4eme", "dernier", "cuarto", "último", "4º", "4°", "4to", "quarto", "4.", "viertes", "vierten", "четвертый", "четвёртый", "fjärde", "fjerde", "vierde", "czwarty", "dördüncü", "4de"), 4),
}  # fmt: skip
_NUMBER = r"([1-4](?:st|nd|rd|th|er|ère|ere|ème|eme|do|to|de|e|º|°|\.)?\.?|i{1,3}|iv|[^\W\d_\ue000-\uf8ff]{4,12})"


@dataclass(frozen=True, slots=True)
class _Atom:
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


def parse(answer: Answer, context: Context) -> Parsed:
    """The date in an answer, numeric ones in the order of the form's country; what cannot be read whole keeps its text alone."""
    lines = answer.lines
    text = " ".join(join(lines, context.words).split())
    if not lines or _EMPTY.match(text):
        return Parsed()
    value, ambiguous, confidence = read(join(lines, context.words, between="\n"), context.country, context.language)
    value = value.model_copy(update={"text": text})
    found: list[Diagnostic] = []
    if value.edtf is None:
        found.append(Diagnostic("unparsed-date", answer.slot.pointer, f"No date could be read for certain in “{text}”.", lines[0].place))
    elif ambiguous:
        found.append(Diagnostic("ambiguous-date", answer.slot.pointer, f"“{text}” can be read in more than one way.", lines[0].place))
    return Parsed(value, (("", evidence(lines, confidence)),), tuple(found))


def read(text: str, country: str | None = None, language: str = "en") -> tuple[PartialDate, bool, float]:
    """(date, can be read in two ways, confidence) of a text; `edtf` None where no reading explains all of it."""
    plain = western(text).replace("\u2011", "-").replace("\u2010", "-").replace("\u2212", "-")
    unread = PartialDate(text=text)
    # The reading without notes first; a date inside brackets counts where it is all that stands there.
    for candidate in (plain, _without_notes(plain, country, language)):
        if candidate is None:
            continue
        found = _atoms(candidate, country, language)
        if not found or len(found) > 24:
            continue
        result = _interpret(candidate, found)
        if result is not None:
            edtf, ambiguous, confidence = result
            span = _covered(edtf)
            if span is None:
                return unread, False, 0.9
            return PartialDate(text=text, edtf=edtf, start=span[0], end=span[1]), ambiguous, confidence
    return unread, False, 0.9


def _without_notes(text: str, country: str | None, language: str) -> str | None:
    """The text with bracketed notes as spaces, and brackets around dates as commas."""

    def note(match: re.Match[str]) -> str:
        inside = match.group()[1:-1]
        found = _atoms(inside, country, language)
        if found and len(found) == 1 and _interpret(inside, found) is not None:
            return ";" + inside + ";"
        return " " * len(match.group())

    shorter = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）", note, text)
    return shorter if shorter != text and shorter.strip(" ;,.") else re.sub(r"[()\[\]（）]", " ", text) if shorter != text else None


# --- finding dates -----------------------------------------------------------------------------------------------------------------------------

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
            season = words.SEASONS.get(name.casefold())
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


def _atoms(text: str, country: str | None, language: str) -> list[_Atom]:
    """Every date of the text, from left to right."""
    marked, names = _with_months(text, country, language)
    found: list[_Atom] = []
    at = 0
    starts = re.compile(r"(?<![\w/.])(?=[\d\w\ue000-\ue4ff'’])|(?<=[\s(])(?=[\ue000-\ue4ff])")
    while (start := starts.search(marked, at)) is not None:
        position = start.start()
        atom = _match(marked, position, names, country)
        if atom is None:
            step = re.compile(r"[\w\ue7ff]+|.", re.DOTALL).match(marked, position)
            at = step.end() if step else position + 1
        else:
            found.append(atom)
            at = atom.end
    return found


def _match(text: str, position: int, names: _Words, country: str | None) -> _Atom | None:
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


def _day(year: int, month_: int, day: int) -> str | None:
    if 1 <= month_ <= 12 and 1 <= day <= monthrange(year, month_)[1]:
        return f"-{month_:02}-{day:02}"
    return None


def _whole(year: int | None, months: tuple[int, ...], day: int | None) -> _Atom | None:
    """A day or month of a year, every reading where the month's name has two."""
    readings: list[str] = []
    for number in months:
        code = f"-{number:02}" if day is None else _day(year or 2020, number, day)
        if code is not None:
            readings.append(code)
    if not readings:
        return None
    if len(readings) == 1 or year is None:
        return _Atom(0, 0, year, readings[0]) if len(readings) == 1 else None
    return _Atom(0, 0, year, readings[0], others=tuple(f"{year:04}{code}" for code in readings))


def _iso(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[1], country)
    if year is None:
        return None
    code = _day(year, int(match[2]), int(match[3]))
    return _Atom(0, 0, year, code) if code else None


def _numeric(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    """day, month, year with one kind of sign between: read in the order of the form's country, else in every order that is possible."""
    first, second, third = int(match[1]), int(match[3]), match[4]
    order = calendar().orders.get(country or "", "")
    year = _year(third, country)
    readings: dict[str, str] = {}
    if year is not None:
        for name, day, month_ in (("dmy", first, second), ("mdy", second, first)):
            if code := _day(year, month_, day):
                readings[name] = f"{year:04}{code}"
    if len(third) == 2 and order not in ("dmy", "mdy"):
        early = _year(match[1].zfill(2), country)
        if early is not None and (code := _day(early, second, int(third))):
            readings["ymd"] = f"{early:04}{code}"
    if not readings:
        return None
    if order in readings:
        chosen = readings[order] if order != "ymd" or len(set(readings.values())) == 1 else ""
        if chosen:
            return _Atom(0, 0, int(chosen[:4]), chosen[4:], confidence=0.97 if len(third) == 4 else 0.9)
    distinct = sorted(set(readings.values()))
    if len(distinct) == 1:
        # Written against the country's habit, but only one order gives a date.
        return _Atom(0, 0, int(distinct[0][:4]), distinct[0][4:], confidence=0.85 if order in ("dmy", "mdy") else 0.97)
    return _Atom(0, 0, int(distinct[0][:4]), distinct[0][4:], others=tuple(distinct))


def _day_month_year(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[1]))


def _month_day_year(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[3], country)
    return None if year is None else _whole(year, _months(match[1], names), int(match[2]))


def _year_month_day(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[1], country)
    return None if year is None else _whole(year, _months(match[2], names), int(match[3]) if match[3] else None)


def _days(day: str, sign: str, until: str, month_: str, year_: str, names: _Words, country: str | None) -> _Atom | None:
    year = _year(year_, country)
    months = _months(month_, names)
    if year is None or len(months) != 1:
        return None
    one, two = _day(year, months[0], int(day)), _day(year, months[0], int(until))
    if one is None or two is None or int(day) >= int(until):
        return None
    joiner = "all" if sign in ("and", "et", "y", "&") else "one" if sign == "/" else "range"
    return _Atom(0, 0, year, one, until=two, joiner=joiner)


def _days_month(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    return _days(match[1], match[2], match[3], match[4], match[5], names, country)


def _month_days(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    return _days(match[2], match[3], match[4], match[1], match[5], names, country)


def _month_year(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[2], country)
    return None if year is None else _whole(year, _months(match[1], names), None)


def _numeric_month(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[2], country)
    return _Atom(0, 0, year, f"-{int(match[1]):02}") if year is not None and 1 <= int(match[1]) <= 12 else None


def _year_numeric_month(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[1], country)
    number = int(match[3])
    if year is None:
        return None
    short = number == (year + 1) % 100  # 2018/19
    if match[2] in "-./" and 1 <= number <= 12:
        # "2010-12" is December to ISO 8601, but also how three years are written.
        doubtful = match[2] in "-/" and number > year % 100 and len(match[3]) == 2 and (match[2] == "-" or short)
        return _Atom(0, 0, year, f"-{number:02}", others=(f"{year:04}-{number:02}",) if doubtful else (), confidence=0.6 if doubtful else 0.98)
    if len(match[3]) == 2 and year % 100 < number and (short or match[2] in "-–—"):
        return _Atom(0, 0, year, "", until=f"@{year - year % 100 + number:04}", confidence=0.9)
    return None


def _part(number: str, kind: str) -> str | None:
    index = _NUMBERED.get(number.casefold()) or _NUMBERED.get(number.casefold().rstrip("."))
    if index is None:
        return None
    if kind == "quarter":
        return f"-{32 + index}"
    return f"-{39 + index}" if index <= 2 else "-41" if number.casefold() == "last" else None


def _quarter_first(kind: str) -> Callable[[re.Match[str], _Words, str | None], _Atom | None]:
    def make(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
        year = _year(match[2], country) if match[2] else None
        code = _part(match[1], kind)
        return _Atom(0, 0, year, code) if code and (year is not None or not match[2]) else None

    return make


def _quarter_last(kind: str) -> Callable[[re.Match[str], _Words, str | None], _Atom | None]:
    def make(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
        year = _year(match[1], country)
        code = _part(match[2], kind)
        return _Atom(0, 0, year, code) if code and year is not None else None

    return make


def _season(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[2], country)
    code = f"-{ord(match[1]) - _SEASON}"
    if year is None:
        return None
    if match[3]:
        # Winter 2018/19 begins in the first of its years.
        if code != "-24" or int(match[3][-2:]) != (year + 1) % 100:
            return None
        return _Atom(0, 0, year, code, confidence=0.8)
    return _Atom(0, 0, year, code)


def _year_alone(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    year = _year(match[1], country)
    return _Atom(0, 0, year) if year is not None else None


def _day_month(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    return _whole(None, _months(match[2], names), int(match[1]))


def _month_day(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    return _whole(None, _months(match[1], names), int(match[2]))


def _month_alone(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
    return _whole(None, _months(match[1], names), None)


def _east_asian(match: re.Match[str], names: _Words, country: str | None) -> _Atom | None:
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
        return _Atom(0, 0, year, f"-{32 + index}")
    if match["half"]:
        return _Atom(0, 0, year, "-40" if match["half"] in ("上半", "상반") else "-41")
    if match["month"] is None:
        return _Atom(0, 0, year)
    if not 1 <= int(match["month"]) <= 12:
        return None
    if match["day"] is None:
        return _Atom(0, 0, year, f"-{int(match['month']):02}")
    code = _day(year, int(match["month"]), int(match["day"]))
    return _Atom(0, 0, year, code) if code else None


_YEAR_SUFFIX = r"(?:\s?(?:г\.?|гг\.?|года|году|год|р\.|року|рік|ж\.|жылы|жыл|yılı|год\.|godine|god\.|m\.|metais|metų|gada|gadā|év|évi|\.\s?év\w*|roku|rok|r\.|a\.)(?![\w]))?"
_FILL = "\ue7ff*"
_MONTH = rf"({_M}){_FILL}"
_ANY_YEAR = rf"((?:19|20)\d\d(?![\d])|2[45]\d\d(?!\d))"
_YEAR = rf"(?:{_ANY_YEAR}{_YEAR_SUFFIX})"
_EITHER_YEAR = rf"((?:19|20)\d\d(?!\d)|2[45]\d\d(?!\d)|['’]?\d\d(?!\d))"
_Maker = Callable[[re.Match[str], _Words, "str | None"], "_Atom | None"]
_PATTERNS: tuple[tuple[re.Pattern[str], _Maker], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), maker)
    for pattern, maker in (
        (
            r"(?:ngày\s+)?(?P<era>令和|平成|昭和|民國|民国)?\s?(?P<year>\d{1,4}|元)\s?(?:年度?|년)(?:\s?(?P<half>上半|下半|상반|하반)(?:年|期|기)|\s?第?(?P<quarter>[1-4一二三四])(?:四半期|季度|季|분기)|\s?(?P<month>\d{1,2})\s?(?:月|월)(?:\s?(?P<day>\d{1,2})\s?(?:日|号|號|일))?)?",
            _east_asian,
        ),
        (rf"{_ANY_YEAR}\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})(?!\d)\.?(?:[T ]\d\d:\d\d\S*)?", _iso),
        (r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20|2[45])\d\d|\d\d)(?![\d])(?:\s?(?:г\.|года))?", _numeric),
        (rf"{_D}{_BETWEEN_DAYS}{_D}{_OF}{_MONTH}{_TO_YEAR}{_EITHER_YEAR}", _days_month),
        (rf"{_MONTH}\s*{_D}{_BETWEEN_DAYS}{_D}{_TO_YEAR}{_ANY_YEAR}", _month_days),
        (rf"(?:ngày\s+)?{_D}{_OF}{_MONTH}{_TO_YEAR}(?:{_EITHER_YEAR}{_YEAR_SUFFIX})", _day_month_year),
        (rf"{_MONTH}\s*(?:the\s+)?{_D}{_TO_YEAR}{_ANY_YEAR}", _month_day_year),
        (rf"{_ANY_YEAR}\.?{_YEAR_SUFFIX}[\s,.\-/]*{_MONTH}(?:\s*{_D})?", _year_month_day),
        (rf"{_MONTH}{_TO_YEAR}((?:19|20)\d\d(?!\d)|2[45]\d\d(?!\d)|['’]\d\d(?!\d)){_YEAR_SUFFIX}", _month_year),
        (rf"{_MONTH}[-/ ]?(\d\d)(?![\d.:])(?=\s*(?:$|[,;)\n]|[-–—]\s|to\b))", _month_year),
        (rf"tháng\s+(\d{{1,2}})\s*(?:/|năm)\s*{_ANY_YEAR}", _numeric_month),
        (rf"(\d{{1,2}})\s?[/.\-]\s?{_ANY_YEAR}", _numeric_month),
        (r"((?:19|20)\d\d)\s?([-/.–—])\s?(\d{1,2})(?![\d/])", _year_numeric_month),
        (rf"{_S}{_FILL}", lambda match, names, country: None),
        (rf"({_S}){_FILL}{_TO_YEAR}{_ANY_YEAR}(?:\s?[/–-]\s?((?:20)?\d\d)(?!\d))?", _season),
        (rf"(?:Q|T|K)\s?([1-4])(?![\d.])\s*(?:[\s,\-/’']|of|de|del)*(?:{_EITHER_YEAR})?", _quarter_first("quarter")),
        (rf"([1-4])Q\s?[-/’']?\s?{_EITHER_YEAR}", _quarter_first("quarter")),
        (rf"{_ANY_YEAR}\s?[-/,]?\s?[QT]\s?([1-4])(?!\d)", _quarter_last("quarter")),
        (rf"(?:H|S)\s?([12])(?![\d.])\s*(?:[\s,\-/’']|of|de|del)*(?:{_EITHER_YEAR})?", _quarter_first("half")),
        (rf"([12])H\s?[-/’']?\s?{_EITHER_YEAR}", _quarter_first("half")),
        (rf"{_ANY_YEAR}\s?[-/,]?\s?[HS]\s?([12])(?!\d)", _quarter_last("half")),
        (rf"{_NUMBER}\s*{_QUARTER}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", _quarter_first("quarter")),
        (rf"{_NUMBER}\s*{_HALF}{_TO_YEAR}(?:{_ANY_YEAR}{_YEAR_SUFFIX})", _quarter_first("half")),
        (rf"{_QUARTER}\s*{_NUMBER}{_TO_YEAR}(?:{_ANY_YEAR})", _quarter_first("quarter")),
        (rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_QUARTER}", _quarter_last("quarter")),
        (rf"{_ANY_YEAR}[\s,]*{_NUMBER}\s*{_HALF}", _quarter_last("half")),
        (rf"{_D}{_OF}{_MONTH}", _day_month),
        (rf"{_MONTH}\s*{_D}", _month_day),
        (rf"{_YEAR}", _year_alone),
        (_MONTH, _month_alone),
    )
    if pattern != rf"{_S}{_FILL}"
)  # fmt: skip


# --- reading what stands between them ----------------------------------------------------------------------------------------------------------


def _interpret(text: str, found: list[_Atom]) -> tuple[str, bool, float] | None:
    """(EDTF, ambiguous, confidence) of the dates with the words around them; None where something stays unexplained."""
    pieces = [text[one:two] for one, two in zip([0, *(atom.end for atom in found)], [*(atom.start for atom in found), len(text)], strict=True)]
    between = [words.between(piece) for piece in pieces[1:-1]]
    atoms = _with_years(found, between)
    if atoms is None:
        return None
    lead, tail = words.lead(pieces[0]), words.tail(pieces[-1])
    if lead is None or tail is None or any(kind is None for kind in between):
        return None
    confidence = min(atom.confidence for atom in atoms)
    if "note" in (lead, tail) or "labelled" in between:
        confidence = min(confidence, 0.88)
    ambiguous = any(atom.others for atom in atoms)
    first = atoms[0]
    mark = {"approximate": "~", "uncertain": "?"}.get(lead, "") or ("?" if tail == "uncertain" else "")
    if len(atoms) == 1:
        if first.until:
            end = first.until[1:] if first.until.startswith("@") else f"{first.year:04}{first.until}"
            if lead == "open" or tail == "open" or lead == "until":
                return None
            if first.joiner == "range":
                return f"{first.edtf}/{end}", False, confidence
            brackets = "[]" if first.joiner == "one" else "{}"
            return f"{brackets[0]}{first.edtf},{end}{brackets[1]}", first.joiner == "one", confidence
        if len(first.others) > 1:
            if lead not in ("", "note") or tail == "open":
                return None
            return "[" + ",".join(first.others) + "]", True, min(confidence, 0.6)
        if lead == "open" or tail == "open":
            return f"{first.edtf}/..", ambiguous, confidence
        if lead == "until":
            return f"../{first.edtf}", ambiguous, confidence
        return first.edtf + mark, ambiguous, min(confidence, 0.7) if mark else confidence
    if any(len(atom.others) > 1 or atom.until for atom in atoms) or mark:
        return _several_doubtful(atoms, between, lead, tail)
    if len(set(atom.edtf for atom in atoms)) == 1 and all(kind in ("list", "labelled") for kind in between):
        return first.edtf, False, min(confidence, 0.9)  # one date written twice
    if len(atoms) == 2:
        one, two = atoms
        kind = between[0]
        if kind == "range" or (kind == "dash") or (kind == "and" and lead == "between"):
            if tail == "open" or not one.edtf[: min(len(one.edtf), 7)] <= two.edtf[:7] or _first_day(one.edtf) > _last_day(two.edtf):
                return None
            return f"{one.edtf}/{two.edtf}", False, confidence
    if lead in ("open", "between", "until") or tail == "open":
        return None
    if all(kind in ("or", "list") for kind in between) and "or" in between:
        return "[" + ",".join(sorted(atom.edtf for atom in atoms)) + "]", True, min(confidence, 0.7)
    if "slash" in between:
        if all(kind == "slash" for kind in between) and len(atoms) == 2:
            one, two = atoms
            if not one.code and not two.code and (two.year or 0) == (one.year or 0) + 1:
                return f"{one.edtf}/{two.edtf}", False, min(confidence, 0.85)
            return f"[{one.edtf},{two.edtf}]", True, min(confidence, 0.6)
        return None
    members: list[str] = []
    index = 0
    while index < len(atoms):
        if index < len(between) and between[index] in ("range", "dash"):
            members.append(f"{atoms[index].edtf}..{atoms[index + 1].edtf}")
            index += 2
            if index <= len(between) and index - 1 < len(between) and between[index - 1] in ("range", "dash"):
                return None
        else:
            members.append(atoms[index].edtf)
            index += 1
    return "{" + ",".join(dict.fromkeys(members)) + "}", False, min(confidence, 0.95)


def _several_doubtful(atoms: list[_Atom], between: list[str | None], lead: str, tail: str) -> tuple[str, bool, float] | None:
    """Two numeric dates that could each be read both ways: one's order holds for the other too."""
    if lead in ("open", "until") or tail == "open" or any(atom.until for atom in atoms) or len(atoms) != 2 or between[0] not in ("range", "dash", "list", "and", "labelled"):
        return None
    one, two = atoms
    if len(one.others) > 1 and len(two.others) > 1:
        return None
    # The order that the other date settles is not kept with it; so nothing is decided.
    return None


def _with_years(found: list[_Atom], between: list[str | None]) -> list[_Atom] | None:
    """The dates with the years that the later ones lend ("October–December 2014"); None where one stays without, or the order would turn round."""
    atoms = list(found)
    for index in range(len(atoms) - 1, -1, -1):
        if atoms[index].year is None:
            if index + 1 >= len(atoms) or atoms[index + 1].year is None or atoms[index + 1].until:
                return None
            lent = replace(atoms[index], year=atoms[index + 1].year)
            if lent.code[1:] >= atoms[index + 1].code[1:] or not atoms[index + 1].code:
                return None
            if lent.code.count("-") == 2 and _day(lent.year or 0, int(lent.code[1:3]), int(lent.code[4:])) is None:
                return None
            atoms[index] = lent
    return atoms


def _first_day(edtf: str) -> str:
    span = _bounds(edtf)
    return span[0] if span else edtf


def _last_day(edtf: str) -> str:
    span = _bounds(edtf)
    return span[1] if span else edtf + "~"


def _bounds(edtf: str) -> tuple[str, str] | None:
    """First and last day of a simple EDTF date; None for a season, which has none."""
    edtf = edtf.rstrip("~?")
    year = int(edtf[:4])
    if len(edtf) == 4:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    part = int(edtf[5:7])
    if len(edtf) == 10:
        return edtf, edtf
    if part <= 12:
        return f"{edtf}-01", f"{edtf}-{monthrange(year, part)[1]:02}"
    if 33 <= part <= 36:
        first, last = 3 * (part - 33) + 1, 3 * (part - 32)
    elif part in (40, 41):
        first, last = 6 * (part - 40) + 1, 6 * (part - 39)
    else:
        return None
    return date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat()


def _covered(edtf: str) -> tuple[str | None, str | None] | None:
    """(first day, last day) that an EDTF expression covers; None where it ends before it begins."""
    if edtf[0] in "[{":
        spans = [_bounds(part) for member in edtf[1:-1].split(",") for part in member.split("..")]
        known = [span for span in spans if span is not None]
        if len(known) != len(spans):
            return None, None
        return min(span[0] for span in known), max(span[1] for span in known)
    one, slash, two = edtf.partition("/")
    start = None if one == ".." else _bounds(one)
    if not slash:
        return start if start else (None, None)
    end = None if two == ".." else _bounds(two)
    if start and end and start[0] > end[1]:
        return None
    return (start[0] if start else None), (end[1] if end else None)
