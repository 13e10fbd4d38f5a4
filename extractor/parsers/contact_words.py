"""What a line of a contact is: a person's name, a position, a body, a note. Judged by the words of several languages and by how names are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractor.data import phrases, sections
from extractor.text import fold

Field = Literal["name", "title", "organization", "email", "phone", "fax", "note"]
Kind = Literal["name", "title", "organization", "note"]
_FILE = "contact_words.txt"
_FIELDS: tuple[Field, ...] = ("name", "title", "organization", "email", "phone", "fax", "note")

_SUFFIXES = re.compile(r"^(?:ph\.?\s?d|md|mba|msc|m\.sc|ma|bsc|llm|ll\.m|llb|cpa|jr|sr|ii|iii|iv|esq|q\.?c|obe|mbe|cbe|ao|psm|pmp|dr|eng)\.?$", re.IGNORECASE)
_TITLE_EAST = re.compile(
    "(?:課長|部長|局長|室長|係長|主任|補佐|専門官|調査官|处长|處長|司长|司長|科长|科長|主管|经理|經理|专员|專員"
    "|과장|국장|사무관|서기관|주무관|팀장|청장|실장|담당관|관세관)$"
)
_BODY_EAST = re.compile(
    "(?:税関|海关|海關|関税|關稅|关税|税務|税务|总署|總署|局|署|省|部|庁|厅|處|处|课|課|室"
    "|관세청|세관|청|부|국|과|원|위원회|공사|郵政|邮政|우정사업본부|株式会社|有限公司|大学)$"
)
_STREET = re.compile(
    r"[^\W\d_]{3,}(?:straße|strasse|straat|gatan|gate|vej|veien|laan|weg|katu)\s+\d|\b(?:b\.?p|c\.?p|p\.?\s?o)\.?\s?(?:box\s?)?\d", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}[- ])?\d{4,6}\b\s+[^\W\d_]+|[^\W\d_]+,?\s+(?:[A-Z]{2}\s+)?\d{4,6}(?:-\d{3,4})?$"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
)
_PEOPLES = ("ian", "ean", "ese", "ish", "ican")
_LETTERS = re.compile(r"[^\W\d_]")
_HYPHEN = re.compile("[-‐‑]")  # "Directorate-General" is two words where a phrase is looked for
# Who does something, by the word's ending: a "Chamberlain of Customs" is a position whose word no list holds.
_AGENT = re.compile(r"(?:er|or|ist|ain|eur)\Z")


# Bodies that begin like the positions of those who lead them.
_NO_TITLES = ("directorat", "direktorat", "commissioners", "expertise", "inspectorat", "inspektorat", "directoria", "subdireccion", "subdirecao", "subdireccio")


class _Stems(NamedTuple):
    exact: frozenset[str]
    openings: tuple[str, ...]


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A word without case, accents and anything but letters and digits."""
    if word.isascii() and word.isalnum():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum())


@cache
def labels() -> dict[str, Field]:
    """Printed labels inside a contact → the field that follows; without accents, in lower case."""
    return {label: field for field in _FIELDS for label in phrases(_FILE, f"label {field}")}


@cache
def _stems(section: str) -> _Stems:
    words = [word for row in sections(_FILE)[section] for word in row.split()]
    exact = frozenset(bare(word[:-1]) for word in words if word.endswith("^"))
    return _Stems(exact, tuple(sorted({bare(word) for word in words if not word.endswith("^")} - {""})))


@cache
def word_set(section: str) -> frozenset[str]:
    """The words of a section of the word list."""
    return frozenset(word for row in sections(_FILE)[section] for word in row.split())


@lru_cache(maxsize=4096)
def is_title_word(word: str) -> bool:
    """Whether a word names a position: Director, Cheffe, Jefa, Leiter."""
    folded, stems = bare(word), _stems("title")
    if len(folded) < 2 or folded.startswith(_NO_TITLES):
        return False
    return folded in stems.exact or folded.startswith(stems.openings)


@cache
def _body_endings() -> tuple[str, ...]:
    return tuple(word_set("body endings"))


@lru_cache(maxsize=4096)
def is_body_word(word: str) -> bool:
    """Whether a word names a body: Customs, Ministère, Aduanas, Zollverwaltung."""
    folded, stems = bare(word), _stems("body")
    return len(folded) > 1 and (folded in stems.exact or folded.startswith(stems.openings) or (len(folded) > 6 and folded.endswith(_body_endings())))


def belongs(word: str) -> bool:
    """Whether a word says whose a body is: a country, what comes from it, "National", "Royal"."""
    if not word[:1].isupper():
        return False
    if bare(word) in word_set("belonging") or (len(word) > 4 and word.endswith(_PEOPLES)):
        return True
    from extractor.parsers.country import find

    return len(word) > 3 and find(word) is not None


def is_adjective(word: str) -> bool:
    """Whether a word is an adjective that follows a position: "Director General"."""
    return bare(word) in word_set("adjectives")


def is_unit_noun(word: str) -> bool:
    """Whether a word names a unit that may end a position: "Head of Unit"."""
    return bare(word) in word_set("unit nouns")


@cache
def _phrases(section: str) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in phrases(_FILE, section))


def _has_phrase(text: str, section: str) -> bool:
    """Whether a phrase of a section stands in the text as whole words."""
    padded = f" {fold(_HYPHEN.sub(' ', text))} "
    return any(phrase in padded for phrase in _phrases(section))


def is_own_body(text: str) -> bool:
    """Whether a text names a body that stands for itself, and is no unit of one."""
    words = words_of(text)
    if not words or any(is_title_word(word) for word in words):
        return False
    if (len(words) == 1 and text.isupper() and 3 <= len(text) <= 8) or (words[0] == "DG" and len(words) > 1):
        return True
    own = _has_phrase(text, "own bodies")
    if own and ((len(words) > 1 and bare(words[-1]) not in word_set("units")) or belongs(words[0])):
        return True
    return len(words) > 1 and belongs(words[0]) and is_body_word(words[-1]) and not any(bare(word) in word_set("units") for word in words)


def is_address(text: str) -> bool:
    """Whether a text is (part of) a postal address."""
    if any(bare(word) in word_set("places") for word in text.replace(",", " ").split()):
        return True
    return _has_phrase(text, "place phrases") or _STREET.search(text) is not None or _POSTCODE.search(text) is not None


def without_honorifics(text: str) -> str:
    """A text without "Mr", "Dr.", "Mme", "Tan Sri" before it; unchanged where nothing else is left."""
    tokens = text.split()
    known = word_set("honorifics")
    at = 0
    while at < len(tokens) - 1:
        if len(tokens) - at > 2 and f"{bare(tokens[at])}_{bare(tokens[at + 1])}" in known:
            at += 2
        elif bare(tokens[at]) in known and (len(bare(tokens[at])) > 1 or tokens[at].endswith(".")) and not tokens[at].endswith(","):
            at += 1
        else:
            break
    return " ".join(tokens[at:])


def _is_uncased(character: str) -> bool:
    """Whether a letter is of a script that does not capitalise names: Arabic, Han, Thai; Georgian too, whose capitals only set whole words."""
    return character.isalpha() and character.lower() == character == character.title()


def _is_east_asian(text: str) -> bool:
    """Whether a text is all in Han, kana or Hangul."""
    return all("\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or character in "・ " for character in text)


def words_of(text: str) -> list[str]:
    """Words of a text with their hyphens, apostrophes and points."""
    return [word for word in re.split(r"[\s,;/()]+", text) if _LETTERS.search(word)]


def _is_place(text: str) -> bool:
    """Whether a text is a country's name, or ends with one after a comma: "Wellington, New Zealand"."""
    from extractor.parsers.country import find

    if _has_phrase(text, "own bodies"):
        return False  # "European Commission" submits like a country, and is a body all the same
    last = text.rpartition(",")[2].strip()
    return len(last) > 3 and find(last) is not None


@lru_cache(maxsize=2048)
def looks_like_name(text: str) -> float:
    """How likely a text is a person's name, 0 to 1, by how it is written."""
    text = text.strip()
    without = without_honorifics(text)
    honoured = len(without) < len(text)
    if not without or len(without) > 70 or any(c.isdigit() for c in without) or re.search(r"[:;@!?=<>|#%&_*“”\"]", without):
        return 0.0
    if _is_east_asian(without):
        if _TITLE_EAST.search(without) or _BODY_EAST.search(without):
            return 0.0
        letters = len(without.replace(" ", "").replace("・", ""))
        return 0.85 if 2 <= letters <= 5 or (("・" in without or " " in without) and letters <= 14) else 0.0
    surname_first = re.fullmatch(r"([^\s,]+(?: [^\s,]+)?), ([^\s,]+(?: [^\s,]+)?)", without)
    if "," in without and not surname_first:
        head, _, tail = without.rpartition(",")
        if not _SUFFIXES.match(tail.strip()) or "," in head:
            return 0.0
        without = head
    if _is_place(without):
        return 0.0
    parts = without.replace(",", " ").split()
    if not parts or len(parts) > 7:
        return 0.0
    big = 0
    for index, part in enumerate(parts):
        core = part.strip("().,’'\"-")
        if not core:
            return 0.0
        lower = core.lower()
        if (len(core) > 2 and is_title_word(core) and lower not in ("head", "major", "fiscal", "lead", "agent", "vista")) or (
            is_body_word(core) and lower not in ("post", "posta", "sat", "border", "ag", "sa", "sas", "inc", "camara", "centro")
        ):
            return 0.0
        if lower in word_set("particles") and (index > 0 or len(parts) > 1):
            big += core[0].isupper()
        elif _is_uncased(core[0]) or (re.match(r"^[a-z]{1,3}['’-][A-Z]", core) and len(parts) > 1):
            big += 1
        elif not core[0].isupper() or re.search(r"[/\\+]", core):
            return 0.0
        else:
            big += 1
    if big == 0:
        return 0.0
    if len(parts) == 1:
        core = parts[0].strip(".,")
        if honoured:
            return 0.9
        return 0.3 if len(core) > 2 and not core.isupper() else 0.05
    score = 0.9 if big >= 2 else 0.5
    topics = sum(part.strip("().,").lower() in word_set("topics") for part in parts)
    if topics and not honoured:
        score = 0.25 if topics == 1 and len(parts) > 2 else 0.1
    if parts[0] in ("DG", "HM", "DGDDI", "EU", "UN", "WCO", "OMD", "OMA"):
        score = 0.1  # "DG TAXUD"
    if len(parts) <= 3 and belongs(parts[0]) and is_body_word(parts[-1]):
        score = 0.1  # "Swiss Post"
    return min(1.0, score + 0.08) if honoured else score


def _only_of_a_body(words: list[str]) -> tuple[Kind, float] | None:
    """What "X of Customs" is, where X itself names neither position nor body: by its ending a position, else open between the two."""
    of = next((index for index, word in enumerate(words[:4]) if word in ("of", "de", "des", "du", "del")), None)
    if not of or any(is_body_word(word) or is_unit_noun(word) for word in words[:of]):
        return None
    return ("title", 0.6) if _AGENT.search(bare(words[of - 1])) else ("organization", 0.45)


@lru_cache(maxsize=2048)
def classify(text: str) -> tuple[Kind, float]:
    """(what a line without a label is, how sure) by its words alone."""
    text = text.strip(" ,;.-–—")
    words = words_of(text)
    if not words:
        return "note", 0.5
    if is_address(text) or _has_phrase(text, "sentences") or (_is_place(text) and not any(is_title_word(word) or is_body_word(word) for word in words)):
        return "note", 0.9
    titles = [index for index, word in enumerate(words) if is_title_word(word)]
    bodies = [index for index, word in enumerate(words) if is_body_word(word)]
    if _TITLE_EAST.search(text):
        return "title", 0.85
    if _is_east_asian(text) and _BODY_EAST.search(text) and len(text) > 2:
        return "organization", 0.85
    name = looks_like_name(text)
    if name > 0.8 and without_honorifics(text) != text:
        return "name", 0.95
    if any(c.isdigit() for c in text) and not titles:
        return ("organization", 0.6) if bodies else ("note", 0.7)
    if titles and (titles[0] <= 2 or not bodies):
        # "Office of the Director": a body that only mentions a position.
        if bodies and bodies[0] < titles[0] and re.match(r"(?i)^(?:the\s+)?(?:office|bureau|cabinet|secretariat|department|division|ministry)\b", text):
            return "organization", 0.7
        return "title", 0.92 if titles[0] == 0 or len(words) <= 4 else 0.8
    if bodies and text[0].islower() and len(words) > 1:
        return "note", 0.4
    if bodies and name < 0.8:
        if (doubt := _only_of_a_body(words)) is not None:
            return doubt
        return "organization", 0.45 if titles else 0.9 if len(words) > 1 else 0.75
    if name >= 0.8:
        return "name", 0.85
    if titles:
        return "title", 0.7
    if (len(words) == 1 and text.isupper() and 2 <= len(text) <= 9) or re.fullmatch(r"(?:[A-Z]{2,6}[ -]){1,3}[A-Z]{2,8}", text):
        return "organization", 0.65
    if name >= 0.3:
        return "name", 0.5
    couple = re.split(r"\s(?:and|et|y|und|&|e|/)\s", text)
    if len(couple) == 2 and all(looks_like_name(one.strip()) >= 0.8 for one in couple):
        return "name", 0.4
    return "note", 0.4
