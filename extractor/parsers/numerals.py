"""Numbers as the world writes them: digits of any script, group and decimal signs, multipliers, and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

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


# What multiplies the figure before it.
MULTIPLIERS: dict[str, int] = {
    **dict.fromkeys(("thousand", "thousands", "mil", "mille", "tausend", "тыс", "тысяч", "тысячи", "тысяча", "ribu", "ألف", "الف", "nghin", "ngan", "bin", "k", "tys"), 10**3),
    **dict.fromkeys(("million", "millions", "millon", "millones", "milhao", "milhoes", "mio", "mln", "mn", "millionen", "миллион", "млн", "juta", "milyon", "trieu", "مليون", "m"), 10**6),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("万", "萬", "만"), 10**4),
    **dict.fromkeys(("千", "천"), 10**3),
    **dict.fromkeys(("億", "亿", "억"), 10**8),
    **dict.fromkeys(("billion", "billions", "bn", "mrd", "milliard", "milliards"), 10**9),
}  # fmt: skip

_ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    "pt": "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezasseis dezassete dezoito dezanove",
}
_OTHERS: dict[str, dict[str, int]] = {
    "en": {"a": 1, "an": 1, **{w: 20 + 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}, "fourty": 40},
    "fr": {
        "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
    },
    "es": {
        "un": 1, "una": 1, "cien": 100, "quinientos": 500, "quinientas": 500, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300,
        "cuatrocientos": 400, "cuatrocientas": 400, "seiscientos": 600, "seiscientas": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
        **{w: 20 + 10 * i for i, w in enumerate("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split())},
        **{w: 21 + i for i, w in enumerate("veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve".split())},
        "veintiun": 21, "ciento": 100,
    },
    "pt": {
        "uma": 1, "duas": 2, "cem": 100, "cento": 100, "duzentos": 200, "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600, "setecentos": 700,
        "oitocentos": 800, "novecentos": 900, "dezesseis": 16, "dezessete": 17, "dezenove": 19, "catorze": 14,
        **{w: 20 + 10 * i for i, w in enumerate("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split())},
    },
}  # fmt: skip
_HUNDRED = {"en": {"hundred", "hundreds"}, "fr": {"cent", "cents"}, "es": set[str](), "pt": set[str]()}
_THOUSAND = {"en": {"thousand"}, "fr": {"mille", "mil"}, "es": {"mil"}, "pt": {"mil"}}
_MILLION = {"en": {"million"}, "fr": {"million", "millions"}, "es": {"millon", "millones"}, "pt": {"milhao", "milhoes"}}
_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e"}
WORDS: dict[str, dict[str, int]] = {
    language: {word: number for number, word in enumerate(ones.split())} | _OTHERS[language] for language, ones in _ONES.items()
}
_KNOWN = frozenset(
    word for language in WORDS for word in (*WORDS[language], *_HUNDRED[language], *_THOUSAND[language], *_MILLION[language])
) - {"a", "an", "un", "une", "una", "um", "uma"}  # fmt: skip


def in_words(words: list[str]) -> tuple[int, int] | None:
    """(number, how many of the folded words spell it) at the start of `words`; None where none does for certain."""
    if not words or (words[0] not in _KNOWN and not (len(words) > 1 and words[1] in _KNOWN)):
        return None
    best: tuple[int, int] | None = None
    for language in WORDS:
        found = _spelled(words, language)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _spelled(words: list[str], language: str) -> tuple[int, int] | None:
    ones, hundred, thousand, million = WORDS[language], _HUNDRED[language], _THOUSAND[language], _MILLION[language]
    total, group, used, real = 0, 0, 0, 0
    ceiling = 10**9  # each scale once, in falling order
    smaller = 1000  # within a group too
    for index, word in enumerate(words):
        if language == "fr" and word in ("vingt", "vingts") and group % 100 == 4 and smaller == 1:
            group += 76  # quatre-vingts
            smaller = 20
        elif word in ones:
            number = ones[word]
            order = 1 if number < 10 else 20 if number < 20 and language != "fr" else 10 if number < 100 else 100
            if language == "fr" and 60 <= group % 100 and group % 10 == 0 and number < 20 and smaller >= 10:
                order = 1  # soixante-dix, quatre-vingt-treize
            elif language == "fr" and group % 100 == 10 and 7 <= number <= 9 and smaller == 10:
                order = 1  # dix-sept
            elif order == 20:
                order = 1
                if smaller <= 10:
                    break
            elif number and (smaller <= order if order > 1 else smaller <= 1):
                break
            group += number
            smaller = order if order > 1 else 1
        elif word in hundred:
            if group > 9 and not (language == "en" and group < 20) or smaller > 1 and group:
                break
            group = (group or 1) * 100
            smaller = 100
        elif word in thousand or word in million:
            scale = 10**3 if word in thousand else 10**6
            if scale >= ceiling or (group == 0 and total):
                break
            total += (group or 1) * scale
            group, ceiling, smaller = 0, scale, 1000
        elif word == _AND[language] and used and index + 1 < len(words) and words[index + 1] in ones:
            used = index + 1
            continue
        else:
            break
        used = real = index + 1
    if real == 0:
        return None
    return total + group, real
