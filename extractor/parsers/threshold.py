"""Threshold: amounts of money with their currencies and how they stand to each other, or "not applicable"; what is neither stays unread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.diagnostics import Diagnostic
from extractor.parsers import money, numerals
from extractor.parsers.joining import join
from extractor.text import fold
from schemas.values import Money, Threshold

# Answers that say there is no threshold, folded; each also with a note after it ("Nil (all goods)", "None – see below").
_NOT_APPLICABLE = frozenset(
    fold(phrase)
    for phrase in (
        # English
        "n/a|na|n.a.|N.A|nil|none|no|not applicable|non applicable|not aplicable|not applied|does not apply|not relevant|no threshold|no thresholds|no de minimis|no de minimis value|"
        "no de minimis threshold|no de-minimis|no minimum|no minimum value|no exemption|no exemptions|no relief|no limit set|without threshold|exempt|exempted|exemption|exempt from duty|"
        "duty free|free|not exempt|not exempted|none applicable|none applied|no value|nothing|there is none|there is no threshold|does not exist|non-existent|no provision|not available|not in place|"
        "no specific threshold|no specific provision|nil threshold|nil value|not provided for|no special threshold|no separate threshold|"
        # French
        "néant|sans objet|s.o.|so|aucun|aucune|aucun seuil|pas de seuil|pas de minimis|sans seuil|non applicable|pas applicable|ne s'applique pas|non concerné|exonéré|exonérés|exonération|exempté|"
        "exempt de droits|franchise totale|inexistant|rien|non prévu|pas d'exonération|aucune exonération|aucune franchise|pas de franchise|"
        # Spanish, Portuguese, Italian
        "ninguno|ninguna|no aplica|no aplicable|no se aplica|n/c|nulo|nula|no hay|no existe|sin umbral|sin mínimo|sin mínimos|sin límite mínimo|exento|exenta|exentos|exentas|exoneración|sin objeto|"
        "no corresponde|ningún umbral|no procede|sin franquicia|sin exención|no tiene|libre|"
        "não aplicável|não se aplica|nenhum|nenhuma|isento|isenta|não há|não existe|sem limite|nessuno|nessuna|non applicabile|non previsto|esente|"
        # German, Dutch, Nordic, Baltic, Slavic, Turkish
        "keine|keiner|keines|kein|nicht anwendbar|nicht zutreffend|entfällt|trifft nicht zu|k.A.|keine freigrenze|geen|niet van toepassing|n.v.t.|nvt|ingen|ikke relevant|ikke aktuelt|inga|inte tillämpligt|"
        "ei ole|ei sovelleta|puudub|nav|nav piemērojams|nėra|netaikoma|brak|nie dotyczy|žádný|není|neuplatňuje se|nincs|нет|не применимо|не применяется|неприменимо|отсутствует|не предусмотрено|немає|"
        "не застосовується|няма|yok|uygulanmaz|bulunmamaktadır|жоқ|"
        # Arabic, Persian, East and South-East Asia
        "لا ينطبق|لا يوجد|غير منطبق|ندارد|不适用|不適用|无|無|没有|沒有|なし|該当なし|適用なし|해당 없음|해당없음|없음|해당사항 없음|tidak ada|tidak berlaku|tiada|tidak berkenaan|không|không áp dụng|không có|"
        "ไม่มี|walang|hakuna"
    ).split("|")
)  # fmt: skip
_DASHES = re.compile(r"[\s\-–—―‐‑−ー/\\.*_xX×ø∅~]*[\-–—―‐‑−ー/×ø∅~xX][\s\-–—―‐‑−ー/\\.*_]*\Z")
_EMPTY = re.compile(r"[\s_.…:;,()\[\]\ufffc]*\Z")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|\{[^{}]*\}")

_UP_TO = tuple(
    sorted(
        (
            "up to|upto|up until|maximum|max|maximal|maximally|below|under|less than|lower than|not exceeding|not exceed|not to exceed|does not exceed|do not exceed|not exceeds|no more than|not more than|not over|"
            "not above|not greater than|not higher than|at most|within|or less|or below|and below|and under|or under|or lower|and less|as a maximum|ceiling|capped at|"
            "jusqu a|jusqua|jusqu|maximum de|au maximum|au plus|moins de|inferieur a|inferieure a|inferieurs a|inferieur ou egal a|inferieure ou egale a|n excedant pas|ne depassant pas|ne depasse pas|"
            "n excede pas|en dessous de|plafond|plafonne a|ou moins|"
            "hasta|maximo|maxima|maximo de|como maximo|menos de|menor a|menor de|menor que|menor o igual a|menores a|inferior a|inferior o igual a|inferiores a|no mayor a|no mayor de|no superior a|no exceda|"
            "no excedan|no exceda de|no excede|no exceder|que no supere|no supere|no supera|que no superen|por debajo de|tope|o menos|"
            "ate|no maximo|menos de|nao superior a|inferior a|fino a|massimo|non superiore a|inferiore a|bis|bis zu|hochstens|unter|weniger als|nicht mehr als|nicht uber|tot|tot en met|maximaal|onder|"
            "inntil|opp til|op til|hojst|under|hogst|upp till|enintaan|alle|kuni|lidz|ne vairak|iki|do|nie wiecej niz|ponizej|maksymalnie|pana la|legfeljebb|до|не более|менее|ниже|не свыше|не превышает|не больше|"
            "en fazla|kadar|hingga|sampai|maksimum|kurang dari|toi da|den|حتى|اقل من|لا يتجاوز|الى|不超过|不超過|以下|以内|以內|未満|低于|最高|이하|미만|まで|至多"
        ).split("|"),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_OVER = tuple(
    sorted(
        (
            "from|over|above|exceeding|exceeds|more than|greater than|higher than|in excess of|at least|minimum|min|starting at|not less than|not below|or more|and above|and over|a partir de|a partir du|plus de|superieur a|"
            "superieure a|au dessus de|au moins|mas de|superior a|mayor a|mayor de|mayor que|superiores a|al menos|minimo|desde|ab|uber|mehr als|mindestens|acima de|a partir de|over|vanaf|boven|fra|fran|свыше|от|более|من|"
            "以上|超过|超過|이상|초과|de|entre|between|zwischen|von|від|между|ranging from|du"
        ).split("|"),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_OR = frozenset("or|ou|o|u|oder|of|eller|tai|voi|lub|nebo|vagy|sau|ili|или|або|veya|atau|hoac|أو|او|または|或|或者|또는|and or|y o|et ou|or alternatively|respectively|alternatively".split("|"))
_TO = frozenset("to|a|à|bis|al|au|até|ate|tot|til|till|do|до|по|through|thru|up to|hasta|jusqu a|hingga|sampai|ile|từ|den|الى|إلى|至|から|から|~|and|et|y|und|e|en|og|och|i|и|și|to the".split("|"))
_BETWEEN = frozenset("between|from|entre|de|du|desde|zwischen|von|van|mellom|mellan|od|от|między|между|من|بين|ranging from|da|dal".split("|"))
_AND = frozenset(("and", "et", "y", "e", "und", "en", "og", "och", "i", "и"))
# Words that make the figure before or after them no amount of money, where it has no currency of its own.
_UNIT = re.compile(
    r"\s*(?:%|‰|percent|per cent|pour cent|por ciento|prozent|kgs?\b|kilos?\b|kilogram|g\b|grams?\b|grammes?\b|lbs?\b|litres?\b|liters?\b|years?\b|ans?\b|años?\b|months?\b|mois\b|mes(?:es)?\b|days?\b|jours?\b|días?\b|"
    r"weeks?\b|hours?\b|times\b|fois\b|veces\b|items?\b|articles?\b|pieces?\b|pcs\b|units?\b|unidades\b|envíos\b|parcels?\b|packages?\b|consignments?\b|shipments?\b|samples?\b|gifts?\b|persons?\b|countries\b|st\b|nd\b|rd\b|th\b|°|º)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\b(?:art(?:icle|ículo|igo|ikel)?|section|sec|annex|annexe|anexo|appendix|chapter|chap|para(?:graph)?|regulation|reg|decree|decreto|law|ley|loi|act|schedule|table|note|no|nr|n°|nº|no\.|number|rule|order|notice|circular|item|"
    r"heading|code|since|from|as of|until|in|year|january|february|march|april|may|june|july|august|september|october|november|december|depuis|desde|en|directive|resolution|resolución|cn|hs|h|version|phase|step|tier|category|group|class)"
    r"\.?\s*|[#§/\-–.]|\b[A-Za-z]{1,4})$",
    re.IGNORECASE,
)  # fmt: skip
_WORD = re.compile(r"[^\s\d]+")
_TRAILER = re.compile(r"(?:[.,:/]\s?[-–—]{1,2}|/=|[-–—]{2}|\.-|=)(?![\w])")


@dataclass(slots=True)
class _Figure:
    """A figure of the text, the span that it and its currency take, and what it may mean."""

    start: int
    end: int
    value: Decimal
    certain: bool
    meanings: tuple[str, ...] = ()
    left: int = 0  # start of the span, currency included
    right: int = 0  # its end
    money: bool = False


def parse(answer: Answer, context: Context) -> Parsed:
    """The threshold in a cell. "n/a" is an answer, an empty cell is not; a bare sign means the form's country's own currency."""
    lines = answer.lines
    text = join(lines, context.words)
    if not lines or _EMPTY.match(text):
        return Parsed()
    threshold, confidence = read(text, context.country)
    pointer = answer.slot.pointer
    found: list[Diagnostic] = []
    if not threshold.amounts and not threshold.not_applicable:
        found.append(Diagnostic("unparsed-amount", pointer, f"No amount of money could be read for certain in “{text}”.", lines[0].place))
    elif any(amount.currency is None for amount in threshold.amounts):
        found.append(Diagnostic("unknown-currency", pointer, f"The currency of “{text}” is not known.", lines[0].place))
    return Parsed(threshold, (("", evidence(lines, confidence)),), tuple(found))


def read(text: str, country: str | None) -> tuple[Threshold, float]:
    """(threshold, confidence) of a cell's text; the country settles what a bare sign means."""
    text = " ".join(text.split())
    bare = " ".join(_BRACKETED.sub(" ", text).split())
    if not bare.strip(" .,;:"):
        # The whole answer stands in brackets.
        bare = re.sub(r"[()\[\]{}（）]", " ", text)
        bare = " ".join(bare.split())
    if _DASHES.match(bare):
        return Threshold(text=text, not_applicable=True), 0.99 if len(bare) <= 3 else 0.9
    folded = fold(bare)
    if folded in _NOT_APPLICABLE:
        return Threshold(text=text, not_applicable=True), 0.99
    amounts, relation, confidence = _amounts(text, country)
    if amounts and (confidence > 0.5 or not _says_none(bare)):
        return Threshold(text=text, amounts=tuple(amounts), relation=relation), confidence
    if _says_none(bare):
        return Threshold(text=text, not_applicable=True), 0.9 if not re.search(r"\d", bare) else 0.6
    return Threshold(text=text), 0.9


def _says_none(bare: str) -> bool:
    """Whether the text says "none" and then only explains it."""
    head = re.split(r"\s[-–—]\s|[;,:.(]\s|\n", bare, maxsplit=1)[0]
    if fold(head) in _NOT_APPLICABLE and fold(head) not in ("no", "so"):
        return True
    words = fold(bare).split()
    return len(words) > 1 and any(" ".join(words[:n]) in _NOT_APPLICABLE for n in (2, 3, 4)) and not re.search(r"\d", bare) and numerals.in_words(words[2:]) is None


def _amounts(text: str, country: str | None) -> tuple[list[Money], str | None, float]:
    """(amounts, relation, confidence); no amounts where nothing can be read for certain."""
    plain = numerals.western(text).replace("\u2212", "-")
    spans = [match.span() for match in _BRACKETED.finditer(plain)]
    inside = [(a, b) for a, b in spans if not _is_currency(plain[a:b])]
    if inside and not re.search(r"\d", _blank(plain, inside)):
        words = numerals.in_words(fold(_blank(plain, inside)).split())
        if words is None:
            # Everything of worth stands in brackets: "(EUR 150)".
            plain = re.sub(r"[()\[\]{}（）]", " ", plain)
            inside = []
    open_text = _blank(plain, inside)
    found = _figures(open_text, country)
    if not found:
        return _in_words(open_text, text, country)
    with_money = [figure for figure in found if figure.meanings]
    confidence = 0.99
    if with_money:
        amounts_found, confidence = _connected(open_text, found)
    else:
        amounts_found = _bare_numbers(open_text, found)
        if not amounts_found:
            return [], None, 0.9
    relation, connection = _relation(open_text, amounts_found)
    confidence = min(confidence, connection)
    rest = _rest(open_text, amounts_found)
    if not all(figure.certain for figure in amounts_found):
        confidence = min(confidence, 0.4)
    if re.search(r"[^\W\d]", rest):
        confidence = min(confidence, 0.9)
    shared = {figure.meanings for figure in with_money}
    amounts: list[Money] = []
    for figure in amounts_found:
        meanings = figure.meanings or (next(iter(shared)) if len(shared) == 1 else ())
        amounts.append(Money(value=numerals.plain(figure.value), currency=money.currency(meanings, country) if meanings else None))
    return amounts, relation, confidence


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans as spaces, so that every offset stays."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_currency(bracketed: str) -> bool:
    return bool(money.meanings(bracketed[1:-1].strip()))


def _figures(text: str, country: str | None) -> list[_Figure]:
    """Every figure with the currency that stands at it."""
    found: list[_Figure] = []
    spans = numerals.figures(text)
    taken = 0
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        right = end
        multiplier = re.match(r"\s?([^\W\d]+)\.?", text[end:following])
        if (trailer := _TRAILER.match(text[right:following])) is not None:
            right += trailer.end()
        factor = 1
        if multiplier is not None and (factor := numerals.MULTIPLIERS.get(fold(multiplier[1]), 1)) > 1:
            word = multiplier[1]
            # A letter multiplies only where it touches the figure: 10k, 2m.
            if len(word) == 1 and word.isascii() and text[end : end + 1].isspace():
                factor = 1
            else:
                right = end + multiplier.end()
        elif multiplier is not None and multiplier[1][0] in "万萬만千천億亿억" and text[end] == multiplier[1][0]:
            factor = numerals.MULTIPLIERS[multiplier[1][0]]
            right = end + 1
        before, left = _before(text, taken, start)
        after, right_end = _after(text, right, following)
        if len(before) == 1 and len(after) == 1 and before != after and index + 1 < len(spans) and text[right_end:following].strip() == "":
            after = ()  # "USD 50 EUR 45": the second sign is the next figure's
        if before and after:
            both = tuple(code for code in after if code in before)
            if both:
                meanings, right = both, right_end
            else:
                meanings = before if not text[right:right_end].strip() else ()
                if not meanings:
                    meanings, right = _conflict(before, after, country), right_end
        elif before:
            meanings = before
        elif after:
            meanings, right = after, right_end
        else:
            meanings = ()
        places = 3 if meanings and all(code in money.THREE_PLACES for code in meanings) else 2
        if meanings and places == 2 and (own := money.currency(meanings, country)) in money.THREE_PLACES:
            places = 3
        value = numerals.value_of(text[start:end], money.decimal_sign(country), places)
        figure = _Figure(start, end, value[0] * factor if value else Decimal(0), value is not None and value[1], meanings, left if before else start, right)
        figure.money = value is not None
        if factor > 1:
            figure.value = figure.value.normalize() if figure.value == figure.value.to_integral_value() else figure.value
        if not meanings and text[:start].rstrip().endswith(("-", "−")) and not text[:start].rstrip()[:-1].strip():
            figure.certain = False
        taken = right
        found.append(figure)
    return found


def _conflict(before: tuple[str, ...], after: tuple[str, ...], country: str | None) -> tuple[str, ...]:
    """Two currencies at one figure that do not agree: neither is taken, so that the editor hears of it."""
    return tuple(dict.fromkeys((*before, *after)))


def _before(text: str, floor: int, start: int) -> tuple[tuple[str, ...], int]:
    """(meanings, start) of the longest currency that ends where the figure starts."""
    head = text[floor:start]
    trimmed = head.rstrip(" (:[")
    if not trimmed:
        return (), start
    words = list(re.finditer(r"\S+", trimmed))[-money.MOST_WORDS :]
    for word in words:
        candidate = trimmed[word.start() :].lstrip("([,;")
        if (meanings := money.meanings(candidate)) and _acceptable(candidate):
            return meanings, floor + len(trimmed) - len(candidate)
    last = words[-1].group()
    for size in range(min(5, len(last)), 0, -1):
        tail = last[-size:]
        if len(tail) == len(last) or (tail[0].isalpha() and last[-size - 1].isalpha()):
            continue
        if (meanings := money.meanings(tail)) and (not tail.isalpha() or size > 1):
            return meanings, floor + len(trimmed) - size
    return (), start


def _after(text: str, end: int, ceiling: int) -> tuple[tuple[str, ...], int]:
    """(meanings, end) of the longest currency that starts where the figure ends."""
    tail = text[end:ceiling]
    offset = len(tail) - len(tail.lstrip(" ([-"))
    if offset and "-" in tail[:offset] and tail[:offset].strip(" ([") == "-" and tail[:offset] != "-":
        return (), end
    body = tail[offset:]
    if not body:
        return (), end
    words = list(re.finditer(r"\S+", body))[: money.MOST_WORDS]
    for word in reversed(words):
        raw = body[: word.end()]
        for candidate in (raw, raw.rstrip(".,;:)]"), raw.rstrip(".,;:)]/-–—")):
            if candidate and (meanings := money.meanings(candidate)) and _acceptable(candidate, after=True):
                return meanings, end + offset + len(candidate) + (1 if body[len(candidate) : len(candidate) + 1] in ")]" and offset else 0)
    first = words[0].group()
    pieces = re.split(r"[/,;:–—\-()]", first, maxsplit=1)
    if pieces[0] and pieces[0] != first and (meanings := money.meanings(pieces[0])) and _acceptable(pieces[0], after=True):
        return meanings, end + offset + len(pieces[0])
    sign = first[0]
    if not sign.isalnum() and not sign.isspace() and (meanings := money.meanings(sign)):
        return meanings, end + offset + 1
    if not sign.isascii():
        for size in (3, 2, 1):
            if (meanings := money.meanings(first[:size])) and not first[:size].isascii() and re.match("[\u3000-\u9fff\uac00-\ud7af]", sign):
                return meanings, end + offset + size
    return (), end


def _acceptable(written: str, after: bool = False) -> bool:
    """A single letter is a currency only before the figure; "F" and "E" after it are hardly ever anything else than a note."""
    return not (after and len(written) == 1 and written.isascii() and written.isalpha() and written != "F")


def _connected(text: str, found: list[_Figure]) -> tuple[list[_Figure], float]:
    """(the figures that are amounts, confidence): those with a currency, and those that a connecting word ties to one ("EUR 150 / 22")."""
    taken: list[_Figure] = []
    confidence = 0.99
    for index, figure in enumerate(found):
        if not figure.money:
            if figure.meanings:
                confidence = 0.3
            continue
        if figure.meanings:
            taken.append(figure)
            continue
        tied = False
        for neighbour in (index - 1, index + 1):
            if 0 <= neighbour < len(found) and (found[neighbour].meanings or found[neighbour] in taken):
                first, second = sorted((figure, found[neighbour]), key=lambda f: f.start)
                kind = _kind(text[first.right : second.left])
                if kind in ("or", "to", "and", "dash", "slash") and not _UNIT.match(text[figure.right :]) and not text[: figure.start].rstrip().endswith(tuple("#§°")):
                    tied = True
        if tied:
            taken.append(figure)
        elif _UNIT.match(text[figure.end :]) or _REFERENCE.search(text[: figure.start]) or re.fullmatch(r"(?:19|20)\d\d", text[figure.start : figure.end]):
            confidence = min(confidence, 0.85)
        else:
            confidence = min(confidence, 0.4)
    return taken, confidence


def _bare_numbers(text: str, found: list[_Figure]) -> list[_Figure]:
    """The figures of a text without any currency, where nothing but an amount can be meant: a number alone, in a relation, or with a note after it."""
    if not all(figure.money for figure in found):
        return []
    lead = fold(text[: found[0].start])
    if lead and not _phrase(lead, _UP_TO) and not _phrase(lead, _OVER) and lead not in _BETWEEN and lead not in ("value", "approx", "approximately", "about", "circa", "ca", "environ", "amount"):
        return []
    for one, two in zip(found, found[1:], strict=False):
        if _kind(text[one.end : two.start]) not in ("or", "to", "and", "dash", "slash"):
            return []
    if any(_UNIT.match(text[figure.end :]) for figure in found):
        return []
    tail = fold(text[found[-1].right :])
    if len(tail.split()) > 4 or re.search(r"\d", tail):
        return []
    return found


def _kind(between: str) -> str:
    """What the text between two amounts says of them: "or", "to", "and", "dash", "slash", "list" or "words"."""
    stripped = between.strip()
    if stripped in ("/", "//"):
        return "slash"
    if stripped in ("-", "–", "—", "~", "〜", "～", "‐", "‑", "−", "..", "…", "÷"):
        return "dash"
    folded = fold(stripped)
    if not folded:
        return "list" if stripped in (",", ";", "&", "+", "") else "words"
    folded = folded.removesuffix(" up to") if folded != "up to" else folded
    if folded in _OR:
        return "or"
    if folded in _AND:
        return "and"
    if folded in _TO:
        return "to"
    if stripped in ("、", "・"):
        return "list"
    return "words"


def _relation(text: str, amounts: list[_Figure]) -> tuple[str | None, float]:
    """(relation, confidence) of the amounts."""
    lead = fold(text[: amounts[0].left])
    tail = fold(text[amounts[-1].right :])
    if len(amounts) == 1:
        signs = text[: amounts[0].left]
        if re.search(r"[≤<]|=<", signs):
            return "up_to", 0.99
        if re.search(r"[≥>]", signs):
            return None, 0.99
        over = _phrase(lead, _OVER)
        up_to = _phrase(lead, _UP_TO)
        if up_to and not (over and len(over) > len(up_to)) and not lead.endswith(("not " + up_to, "no " + up_to)):
            return "up_to", 0.99 if lead == up_to else 0.95
        if over:
            return None, 0.95
        after = next((phrase for phrase in _UP_TO if tail == phrase or tail.startswith(phrase + " ")), None)
        if after and after in ("or less", "or below", "and below", "and under", "or under", "or lower", "and less", "max", "maximum", "as a maximum", "ou moins", "maximum", "au maximum", "au plus", "o menos",
                               "como maximo", "maximo", "no maximo", "以下", "以内", "以內", "未満", "이하", "미만", "まで", "kadar"):  # fmt: skip
            return "up_to", 0.95
        if any(mark in text[amounts[0].right : amounts[0].right + 3] for mark in ("以下", "以内", "以內", "未満", "未满", "이하", "미만", "まで", "이내")):
            return "up_to", 0.95
        return None, 0.99
    kinds = [_kind(text[one.right : two.left]) for one, two in zip(amounts, amounts[1:], strict=False)]
    if len(amounts) == 2 and kinds[0] in ("to", "dash"):
        one, two = amounts
        certain = one.value < two.value or one.meanings != two.meanings
        return "range", 0.99 if certain else 0.6
    if len(amounts) == 2 and kinds[0] == "and" and _phrase(lead, tuple(_BETWEEN)):
        return "range", 0.99
    if all(kind in ("or", "slash") for kind in kinds) or (kinds[-1] == "or" and all(kind in ("list", "or") for kind in kinds)):
        return "or", 0.99 if not lead else 0.9
    if re.search(r"[;,]\s*or\b|\bou\b|\boder\b|\bor\b", text[amounts[0].right : amounts[-1].left]) and len(amounts) == 2:
        return "or", 0.7
    return None, 0.45


def _phrase(text: str, phrases: tuple[str, ...]) -> str | None:
    """The longest phrase that the folded text ends with or is, or that stands in it as whole words near its end."""
    if not text:
        return None
    for phrase in phrases:
        if text == phrase or text.endswith(" " + phrase) or (not phrase.isascii() and text.endswith(phrase)):
            return phrase
    padded = f" {text} "
    for phrase in phrases:
        if len(phrase) > 4 and f" {phrase} " in padded:
            return phrase
    return None


def _rest(text: str, amounts: list[_Figure]) -> str:
    """What is neither amount nor the words that relate them."""
    out, at = [], 0
    for figure in amounts:
        out.append(text[at : figure.left])
        at = figure.right
    out.append(text[at:])
    rest = " ".join(fold(part) for part in out if part.strip())
    for phrase in (*_UP_TO, *_OVER, *_OR, *_TO, *_BETWEEN):
        if rest == phrase:
            return ""
    return rest


def _in_words(open_text: str, text: str, country: str | None) -> tuple[list[Money], str | None, float]:
    """A single amount spelled out, with its currency after it, where the words leave nothing open."""
    words = list(_WORD.finditer(open_text))
    folded = [fold(word.group()) for word in words]
    flat: list[tuple[str, int]] = [(part, index) for index, word in enumerate(folded) for part in word.split()]
    # A hyphenated number is several words: twenty-two.
    spread: list[tuple[str, int]] = []
    for index, word in enumerate(words):
        for part in re.split(r"[-‐‑]", word.group()):
            if fold(part):
                spread.append((fold(part), index))
    del flat
    for first in range(min(len(spread), 8)):
        found = numerals.in_words([part for part, _ in spread[first:]])
        if found is None:
            continue
        number, used = found
        lead = " ".join(part for part, _ in spread[:first])
        if lead and not _phrase(lead, _UP_TO) and not _phrase(lead, _OVER) and not money.meanings(lead):
            return [], None, 0.9
        last_word = spread[first + used - 1][1]
        tail = open_text[words[last_word].end() :]
        if first + used < len(spread) and numerals.in_words([part for part, _ in spread[first + used :]]) is not None:
            return [], None, 0.9
        meanings, end = _after(tail, 0, len(tail))
        if not meanings and tail.strip().lower().startswith("de "):
            meanings, end = _after(tail.strip()[2:], 0, len(tail))
        if not meanings:
            meanings = money.meanings(lead.upper()) if len(lead) == 3 else money.meanings(lead)
        if not meanings:
            return [], None, 0.9
        rest = fold(tail[end:])
        if numerals.in_words(rest.split()) is not None or " ".join(rest.split()[:1]) in _OR:
            return [], None, 0.9
        written = [numerals.value_of(match) for match in re.findall(r"\d[\d.,' ]*\d|\d", numerals.western(text))]
        if any(value is not None and value[0] != number for value in written):
            return [], None, 0.9
        relation = "up_to" if lead and _phrase(lead, _UP_TO) and not _phrase(lead, _OVER) else None
        return [Money(value=str(number), currency=money.currency(meanings, country))], relation, 0.9
    return [], None, 0.9
