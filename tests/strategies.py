"""Any valid record of a declared form, for property tests: derived from the declaration, one strategy a type of value.

What a form by nature cannot tell apart is left out, each with its reason beside it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from extractor.document import Block, Cell, Line, Table
from extractor.document import Link as Hyperlink
from extractor.parsers.markdown_text import markdown
from extractor.parsers.plain_text import unquoted
from extractor.pipeline import nested
from extractor.text import clean, fold
from schemas.form import Form, MarkdownText, PlainText, Slot, slots
from schemas.values import Contact, Country, Link, Money, PartialDate, Threshold, UnlistedOption
from tests.parsers import test_partial_date, test_threshold

# --- text --------------------------------------------------------------------------------------------------------------------------------------

_SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyzàçéèêëîïôùûüÿœæñáíóúäöüßåøčšžłşğ",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїє",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "अआइईउऊकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "กขคงจฉชซญดตถทนบปผพมยรลวสหอ",
    "一丁七万三上下不世中主久之九也事二五交人今介他付仕代",
    "あいうえおかきくけこさしすせそアイウエオカキクケコ",
    "가각간갇갈감갑값갓강개객거건걸검것게",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "አቡጊዳሄውዞሃጦ",
)


# Every printable character. Not the ones that a record's text never holds: controls, private use (symbol fonts), spaces of other widths, what is
# invisible, U+FFFC; `clean` gives the form that a record has.
_ANY = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffc"), min_size=1, max_size=8)


# What some format takes for markup, a mark or a bullet, in the middle of a sentence.
_SIGNS = (
    *("*", "**bold**", "_x_", "a_b_c", "`code`", "[1]", "[x]", "<b>", "&", "#1", "C:\\temp", "$5 and $6", "~", "|", "^", "{a}", "(see 2)", "5 %", "–"),
    *("“quoted”", "1.", "2)", "- ", "+", "=", "/", "§ 4", "№ 7", "°C", "✓", "☐", "😀"),
)


@dataclass(frozen=True)
class Letters:
    """What texts are made of."""

    scripts: tuple[str, ...]
    signs: tuple[str, ...]
    odd: st.SearchStrategy[str]
    """What may stand among the words of a sentence beside signs and figures."""
    fits: Callable[[str], bool] = lambda text: True
    """Whether a text of fixed words may be used."""
    printed: bool = False
    """Whether the record is to be read from paper, which has no line's end within a paragraph that is not a paragraph's, and no address without its path."""


ALL = Letters(_SCRIPTS, _SIGNS, _ANY)

_EVERYWHERE = frozenset("–“”’‘…≤€£№•")

# What is printed is made of glyphs: of a character for which no font is installed nothing is left, and of text written from the right only where its
# glyphs stand. Latin, Greek and Cyrillic letters are in every font that LibreOffice and Chromium come with. A box or tick among words is a drawn one there.
PRINTED = Letters(
    _SCRIPTS[:3],
    tuple(sign for sign in _SIGNS if sign not in ("✓", "☐", "😀")),
    st.nothing(),
    lambda text: all(char < "\u0530" or char in _EVERYWHERE for char in text),
    printed=True,
)


@st.composite
def words(draw: st.DrawFn, least: int = 1, most: int = 12, letters: Letters = ALL) -> str:
    """Words of one script as people write them: in any order of letters, of two letters and more (one alone may be a mark: X, o)."""
    script = draw(st.sampled_from(letters.scripts))
    found = draw(st.lists(st.text(script, min_size=2, max_size=10), min_size=least, max_size=most))
    text = clean(" ".join(found))
    return text[:1].upper() + text[1:]


# A text that still reads as an entity was escaped twice by its producer, and is unescaped.
# Marks of UTF-8 that were read as Windows-1252 begin so ("â˜’"), and are mended.
_MOJIBAKE = re.compile(r"â[^\x00-\x7f]")
_ENTITY = re.compile(r"&#?\w+;")


@st.composite
def sentence(draw: st.DrawFn, letters: Letters = ALL) -> str:
    """A sentence with anything in it: figures, punctuation, signs that some format takes for markup, any character of Unicode."""
    parts = [draw(words(1, 6, letters))]
    odd = st.one_of(
        letters.odd,
        st.sampled_from(letters.signs),
        st.integers(0, 10**6).map(str),
        words(1, 4, letters),
    )
    parts += draw(st.lists(odd, max_size=5))
    parts += [draw(words(1, 3, letters))]
    text = clean(" ".join(parts))
    assume(not _ENTITY.search(text) and not _MOJIBAKE.search(text))
    return text + draw(st.sampled_from(["", ".", "!", "?", ";"]))


# --- narratives --------------------------------------------------------------------------------------------------------------------------------


@st.composite
def _line(draw: st.DrawFn, letters: Letters, text: st.SearchStrategy[str] | None = None) -> Line:
    shown = draw(sentence(letters) if text is None else text)
    if draw(st.integers(0, 7)) == 0:
        # A link's text of letters and its address: one that equals the address is no link of its own.
        label = draw(words(1, 3, letters))
        start = len(shown) + 1
        return Line(f"{shown} {label}", links=(Hyperlink(start, start + len(label), draw(urls(letters))),))
    return Line(shown)


@st.composite
def _list(draw: st.DrawFn, letters: Letters) -> list[Line]:
    """List items, each at most one level below the one before; numbers count. On paper a number that stands alone may be the text's own."""
    if letters.printed and draw(st.booleans()):
        lines = draw(st.lists(_line(letters), min_size=2, max_size=5))
        return [Line(line.text, links=line.links, bullet="1.", number=str(number)) for number, line in enumerate(lines, 1)]
    items: list[Line] = []
    level = 0
    counts = [0] * 5
    kinds: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        deepest = min(level + 1, 3) if items else 0
        level = draw(st.integers(0, deepest))
        if level >= len(kinds):
            kinds.append("-" if letters.printed else draw(st.sampled_from(["-", "1."])))
        del kinds[level + 1 :]
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        counts[level] += 1
        line = draw(_line(letters))
        numbered = kinds[level] == "1."
        items.append(Line(line.text, links=line.links, bullet="1." if numbered else "-", level=level, number=str(counts[level]) if numbered else ""))
    return items


@st.composite
def _table(draw: st.DrawFn, letters: Letters) -> Table:
    """A table without empty cells at its edges: an empty row or column is none."""
    columns = draw(st.integers(2, 3))
    rows = draw(st.integers(2, 3))
    return Table(tuple(Cell(row, column, (draw(_line(letters, words(1, 3, letters))),)) for row in range(rows) for column in range(columns)))


@st.composite
def narratives(draw: st.DrawFn, letters: Letters = ALL) -> str:
    """Paragraphs, lists, tables and links, as records write them."""
    blocks: list[Block] = []
    kinds = draw(st.lists(st.sampled_from(["paragraph", "paragraph", "paragraph", "list", "table", "broken"]), min_size=1, max_size=4))
    for number, kind in enumerate(kinds):
        if kind == "list" and (number == 0 or kinds[number - 1] != "list"):  # two lists one after the other are one
            blocks += draw(_list(letters))
        elif kind == "table" and number and kinds[number - 1] != "table" and not (letters.printed and "table" in kinds[:number]):
            blocks.append(draw(_table(letters)))
        elif kind == "broken" and not letters.printed:
            blocks.append(draw(_line(letters)))
            blocks.append(Line(draw(sentence(letters)), starts_paragraph=False))
        else:
            blocks.append(draw(_line(letters)))
    return markdown(blocks)


# --- values ------------------------------------------------------------------------------------------------------------------------------------


@st.composite
def urls(draw: st.DrawFn, letters: Letters = ALL) -> str:
    """Web addresses as they are printed."""
    host = ".".join(draw(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=2, max_size=8), min_size=1, max_size=2)))
    path = "/".join(
        draw(
            st.lists(
                st.text("abcdefghijkmnopqrstuvwxyz0123456789-_~", min_size=1, max_size=8).filter(lambda part: part[-1].isalnum()),
                min_size=int(letters.printed),
                max_size=3,
            )
        )
    )
    query = draw(st.sampled_from(["", "", "?id=7&lang=fr", "#part2"]))
    return f"https://www.{host}.{draw(st.sampled_from(['org', 'gov', 'int', 'fr']))}/{path}{query}".removesuffix("/")


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    """(name, code) of the world's countries in the languages of the form, as CLDR has them."""
    from babel import Locale

    from extractor.parsers.country import codes, find

    known = codes()
    pairs = {(name, code) for language in ("en", "fr", "es") for code, name in Locale(language).territories.items() if code in known}
    return tuple(sorted(pair for pair in pairs if find(pair[0]) == pair[1]))


@st.composite
def countries(draw: st.DrawFn) -> Country | None:
    """A country, one that no table knows, or none."""
    kind = draw(st.integers(0, 19))
    if kind == 0:
        return None
    if kind == 1:
        return Country(name=draw(st.sampled_from(["Freedonia", "Republic of Freedonia", "Grand Fenwick"])))
    if kind < 10:
        named = {code: name for name, code in _countries()}
        code = draw(st.sampled_from(sorted({row[0] for row in _DATES + _AMOUNTS} & named.keys())))
        return Country(name=named[code], code=code)
    name, code = draw(st.sampled_from(_countries()))
    return Country(name=name, code=code)


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip("\n").splitlines()]


# The notations that the parsers are held to, row by row with their country.
_DATES = _rows(test_partial_date.READ)
_AMOUNTS = _rows(test_threshold.READ)
_MONTHS = {
    "en": calendar.month_name[1:],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
}
# Currencies of no and of two decimals: with three, "1,398" may be either amount.
_CODES = ("USD", "EUR", "CHF", "JPY", "NOK", "XDR")


@st.composite
def dates(draw: st.DrawFn, country: str | None, letters: Letters = ALL) -> PartialDate:
    """A date in one of the notations that are claimed, in the words of its country where they depend on it."""
    own = [row for row in _DATES if row[0] == country and letters.fits(row[1])]
    from_table = draw(st.booleans())
    if own and from_table:
        _, text, edtf, start, end = draw(st.sampled_from(own))
        return PartialDate(text=text, edtf=edtf, start=start if start != "None" else None, end=end if end != "None" else None)
    kind = draw(st.sampled_from(["day", "month", "year", "iso", "since", "years", "unparsed"]))
    day = draw(st.dates(date(1980, 1, 1), date(2030, 12, 31)))
    month = draw(st.sampled_from(["en", "fr"])) if kind == "day" else "en"
    last = calendar.monthrange(day.year, day.month)[1]
    name = _MONTHS[month][day.month - 1]
    first, final = f"{day:%Y-%m}-01", f"{day:%Y-%m}-{last:02}"
    if kind == "day":
        return PartialDate(text=f"{day.day} {name} {day.year}", edtf=str(day), start=str(day), end=str(day))
    if kind == "iso":
        return PartialDate(text=str(day), edtf=str(day), start=str(day), end=str(day))
    if kind == "month":
        return PartialDate(text=f"{name} {day.year}", edtf=f"{day:%Y-%m}", start=first, end=final)
    if kind == "year":
        return PartialDate(text=str(day.year), edtf=str(day.year), start=f"{day.year}-01-01", end=f"{day.year}-12-31")
    if kind == "since":
        return PartialDate(text=f"Since {name} {day.year}", edtf=f"{day:%Y-%m}/..", start=first, end=None)
    if kind == "years":
        return PartialDate(text=f"{day.year}–{day.year + 2}", edtf=f"{day.year}/{day.year + 2}", start=f"{day.year}-01-01", end=f"{day.year + 2}-12-31")
    return PartialDate(text=draw(st.sampled_from(["to be decided by the Board", "in progress", "before 2016"])))


@st.composite
def thresholds(draw: st.DrawFn, country: str | None, letters: Letters = ALL) -> Threshold:
    """A threshold in one of the notations that are claimed."""
    own = [row for row in _AMOUNTS if row[0] == country and letters.fits(row[1])]
    from_table = draw(st.booleans())
    if own and from_table:
        _, text, amounts, relation = draw(st.sampled_from(own))
        pairs = (pair.split(" ") for pair in amounts.split(", "))
        return Threshold(text=text, amounts=tuple(Money(value=value, currency=currency) for value, currency in pairs), relation=relation or None)
    kind = draw(st.sampled_from(["one", "one", "up to", "or", "range", "not applicable", "unparsed"]))
    if kind == "not applicable":
        return Threshold(text=draw(st.sampled_from(["n/a", "None", "nil", "–", "not applicable", "sans objet", "no aplica"])), not_applicable=True)
    if kind == "unparsed":
        return Threshold(text=draw(st.sampled_from(["see Annex II", "5% of the value", "under review"])))
    code = draw(st.sampled_from(_CODES))
    value, shown = draw(_numbers())
    first = Money(value=value, currency=code)
    amount = draw(st.sampled_from([f"{code} {shown}", f"{shown} {code}"]))
    if kind == "one":
        return Threshold(text=amount, amounts=(first,))
    if kind == "up to":
        most = draw(st.sampled_from(["up to {}", "max. {}", "not exceeding {}", "≤ {}", "jusqu'à {}", "hasta {}"]))
        return Threshold(text=most.format(amount), amounts=(first,), relation="up_to")
    more = draw(st.integers(10_001, 90_000))
    second = Money(value=str(more), currency=code)
    if kind == "or":
        return Threshold(text=f"{code} {shown} or {code} {more}", amounts=(first, second), relation="or")
    assume(float(value) < more)
    return Threshold(text=f"from {code} {shown} to {code} {more}", amounts=(first, second), relation="range")


@st.composite
def _numbers(draw: st.DrawFn) -> tuple[str, str]:
    """(value, as it is written) of an amount: plain, grouped by comma, space or apostrophe, with and without a fraction."""
    whole = draw(st.integers(1, 9_999))
    cents = draw(st.sampled_from([0, 0, 5, 50]))
    value = f"{whole}.{cents:02}" if cents else str(whole)
    grouped = f"{whole:,}"
    written = draw(st.sampled_from([str(whole), grouped, grouped.replace(",", " "), grouped.replace(",", "'")]))
    return value, f"{written}.{cents:02}" if cents else written


_TITLES = ("Director", "Head of the E-commerce Unit", "Inspectrice principale", "Jefe de División", "Chief, Small Business Branch")
_BODIES = ("Norwegian Customs", "Direction générale des douanes", "Servicio de Aduanas", "Customs & Excise Department", "Postal Administration")
_NAMES = (
    *("Kari Hansen", "Jean-Pierre Lefèvre", "María José Cañas", "Awa Diop", "Nguyễn Văn An", "Siobhán O'Neill"),
    *("Иван Петров", "Ελένη Παππά", "山田太郎", "김민수", "محمد حسن"),
)
_PHONES = ("+47 22 86 03 00", "+33 1 57 53 10 00", "+34 91 728 36 96", "+1 202 555 0143", "+221 33 839 00 00", "+49 228 303-0")
_NOTES = ("Fax: +47 22 86 03 01", "P.O. Box 8122 Dep, 0032 Oslo", "Fax: +34 91 728 98 59\nP.O. Box 8300")


@st.composite
def contacts(draw: st.DrawFn, letters: Letters = ALL) -> tuple[Contact, ...]:
    """Persons and bodies. Each can be reached; all but the first have a name, as nothing else on a form says where the next one begins."""
    found: list[Contact] = []
    names = draw(st.lists(st.sampled_from([name for name in _NAMES if letters.fits(name)]), unique=True, max_size=3))
    for number, name in enumerate(names):
        emails = tuple(f"{part}@{draw(st.sampled_from(['toll.no', 'douane.gouv.fr', 'customs.example.org']))}" for part in draw(_mailboxes()))
        phones = tuple(draw(st.lists(st.sampled_from(_PHONES), unique=True, max_size=2)))
        if not emails and not phones:
            emails = (f"contact{number}@customs.example.org",)
        title = draw(st.none() | st.sampled_from(_TITLES))
        body = draw(st.none() | st.sampled_from(_BODIES))
        alone = number == 0 and body is not None and draw(st.booleans())
        notes = draw(st.none() | st.none() | st.sampled_from(_NOTES))
        found.append(Contact(name=None if alone else name, title=None if alone else title, organization=body, emails=emails, phones=phones, notes=notes))
    return tuple(found)


def _mailboxes() -> st.SearchStrategy[list[str]]:
    letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)
    return st.lists(st.builds(lambda a, sign, b: a + sign + b, letters, st.sampled_from([".", "_", "-", ""]), letters), max_size=2, unique=True)


@st.composite
def links(draw: st.DrawFn, letters: Letters = ALL) -> tuple[Link, ...]:
    """Web addresses with and without a label, and titles of documents without an address."""
    found: list[Link] = []
    for _ in range(draw(st.integers(0, 3))):
        label = draw(st.none() | words(1, 6, letters))
        url = draw(urls(letters)) if label is None or draw(st.booleans()) else None
        if letters.printed and label is None and found and found[-1].url is None:
            continue  # on paper an address under a title is the title's
        # The same address twice in a row is one link that the layout broke.
        if not found or found[-1].url is None or found[-1].url != url:
            found.append(Link(label=label, url=url))
    return tuple(found)


# --- the form ----------------------------------------------------------------------------------------------------------------------------------


@st.composite
def titles(draw: st.DrawFn, letters: Letters = ALL) -> str:
    """A title; the quotation marks around it are the form's, so it has none around all of itself."""
    text = draw(sentence(letters))
    assume(unquoted(text) == text and unquoted(f"“{text}”") == text)
    return text


_VALUES: dict[type, Callable[[str | None, Letters], st.SearchStrategy[Any]]] = {
    MarkdownText: lambda country, letters: narratives(letters),
    PartialDate: dates,
    Threshold: thresholds,
    Contact: lambda country, letters: contacts(letters),
    Link: lambda country, letters: links(letters),
}


@st.composite
def studies(draw: st.DrawFn, form: type[Form], letters: Letters = ALL) -> Form:
    """Any valid record of a declared form, its texts of the given letters."""
    declared = slots(form)
    values: dict[str, Any] = {}
    country = next((draw(countries()) for slot in declared if slot.parser is Country), None)
    title = draw(st.none() | titles(letters) | titles(letters) | titles(letters))
    if title is None and country is not None and country.code is None:
        country = None  # neither has a label: of two names that nobody knows, one alone may be either
    code = country.code if country is not None else None
    for slot in declared:
        if slot.role == "grid":
            values |= draw(grids(slot, declared, letters))
        elif slot.role == "prompts":
            values |= draw(prompts(slot, declared, letters))
        elif slot.parser is Country:
            values[slot.pointer] = country
        elif slot.parser is PlainText:
            values[slot.pointer] = title
        elif slot.role in ("value", "part"):
            value = _VALUES[slot.parser](code, letters)
            values[slot.pointer] = draw(value if slot.parser in (Contact, Link) else st.none() | value | value)
    return form.model_validate(nested(values))


@st.composite
def grids(draw: st.DrawFn, grid: Slot, declared: tuple[Slot, ...], letters: Letters = ALL) -> dict[str, Any]:
    """Marked, empty and missing boxes, boxes that the form does not list, text beside Other."""
    options = [slot for slot in declared if slot.group == grid.pointer]
    state = st.sampled_from([True, True, False, False, False, None]) if draw(st.integers(0, 3)) == 0 else st.booleans()
    values: dict[str, Any] = {slot.pointer: draw(state) for slot in options}
    known = {fold(text) for slot in declared if slot.label for texts in slot.label.texts.values() for text in texts}
    labels = (
        draw(st.lists(words(2, 4, letters).filter(lambda text: fold(text) not in known), max_size=2, unique_by=fold)) if draw(st.integers(0, 2)) == 0 else []
    )
    if all(value is None for value in values.values()):
        labels = []  # nobody adds boxes to a grid that has none, and one that stands alone may belong to either neighbour
    if letters.printed and labels:
        # Beside a label that nobody knows, a line without a box may be a part of it.
        values |= {slot.pointer: draw(st.booleans()) for slot in options}
    # A box that is there and says nothing cannot be printed: each has a state.
    values[f"{grid.pointer}/unlisted"] = [UnlistedOption(label=label, checked=draw(st.booleans())) for label in labels]
    if any(slot.role == "other" for slot in options):
        values[f"{grid.pointer}/other_text"] = draw(st.none() | words(1, 5, letters))
    return values


@st.composite
def prompts(draw: st.DrawFn, section: Slot, declared: tuple[Slot, ...], letters: Letters = ALL) -> dict[str, Any]:
    """Answered together, one by one, in part together, or not at all."""
    members = [slot for slot in declared if slot.group == section.pointer]
    single = [slot for slot in members if slot.role == "prompt"]
    values: dict[str, Any] = {slot.pointer: None for slot in members}
    kind = draw(st.sampled_from(["together", "one by one", "in part", "empty"]))
    if kind == "one by one":
        values |= {slot.pointer: draw(st.none() | narratives(letters)) for slot in single}
    elif kind == "in part":
        # At least two stand together, or there would be nothing that they share.
        apart = draw(st.lists(st.sampled_from(single), max_size=max(0, len(single) - 2), unique_by=lambda slot: slot.pointer))
        values |= {slot.pointer: draw(narratives(letters)) for slot in apart}
    if kind in ("together", "in part"):
        values |= {slot.pointer: draw(narratives(letters)) for slot in members if slot.role == "combined"}
    return values
