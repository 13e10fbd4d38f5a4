"""Threshold: amounts of money and how they stand to each other, or "not applicable"; what is neither stays unread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.diagnostics import Diagnostic
from extractor.parsers import amounts, money, numerals
from extractor.parsers.amounts import Figure, phrase_in, word_set
from extractor.parsers.joining import join
from extractor.text import fold
from schemas.values import Money, Threshold

_DASHES = re.compile(r"[\s\-–—―‐‑−ー/\\.*_xX×ø∅~]*[\-–—―‐‑−ー/×ø∅~xX][\s\-–—―‐‑−ー/\\.*_]*\Z")
_EMPTY = re.compile(r"[\s_.…:;,()\[\]\ufffc]*\Z")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|\{[^{}]*\}")
_BRACKETS = str.maketrans(dict.fromkeys("()[]{}（）", " "))
_WORD = re.compile(r"[^\s\d]+")
_AT_MOST, _AT_LEAST = re.compile(r"[≤<]|=<"), re.compile(r"[≥>]")
# After an amount these say that it is the most; before another they would say something else.
_UP_TO_AFTER = frozenset(
    ("or less", "or below", "and below", "and under", "or under", "or lower", "and less", "max", "maximum", "as a maximum", "ou moins", "au maximum", "au plus")
) | frozenset(("o menos", "como maximo", "maximo", "no maximo", "kadar"))
_UP_TO_AFTER_EAST = ("以下", "以内", "以內", "未満", "未满", "이하", "미만", "まで", "이내")
_VALUE_WORDS = frozenset(("value", "approx", "approximately", "about", "circa", "ca", "environ", "amount", "aprox", "aproximadamente", "valor", "valeur"))
# Below this a reader should look: more figures stand there than were understood, or their relation is open.
_DOUBTFUL = 0.4
_LIKELY = 0.6


# Longer than any threshold with its notes: what stands there is a narrative.
LONGEST = 600


def parse(answer: Answer, context: Context) -> Parsed:
    """The threshold in a cell. "n/a" is an answer, an empty cell is not; a bare sign means the form's country's own currency."""
    lines = answer.lines
    text = join(lines, context.words)
    if not lines or _EMPTY.match(text):
        return Parsed()
    threshold, confidence = read(text, context.country)
    found: tuple[Diagnostic, ...] = ()
    if not threshold.amounts and not threshold.not_applicable:
        found = (Diagnostic("unparsed-amount", answer.slot.pointer, f"No amount of money could be read for certain in “{text}”.", lines[0].place),)
    elif any(amount.currency is None for amount in threshold.amounts):
        found = (Diagnostic("unknown-currency", answer.slot.pointer, f"The currency of “{text}” is not known.", lines[0].place),)
    return Parsed(threshold, (("", evidence(lines, confidence)),), found)


def read(text: str, country: str | None) -> tuple[Threshold, float]:
    """(threshold, confidence) of a cell's text; the country settles what a bare sign means and how "1.000" is read where the figure itself does not."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return Threshold(text=text), 0.9
    bare = " ".join(_BRACKETED.sub(" ", text).split())
    if not bare.strip(" .,;:"):
        # The whole answer stands in brackets.
        bare = " ".join(text.translate(_BRACKETS).split())
    if _DASHES.match(bare):
        return Threshold(text=text, not_applicable=True), 0.99 if len(bare) <= 3 else 0.9
    if fold(bare) in word_set("not_applicable"):
        return Threshold(text=text, not_applicable=True), 0.99
    found, relation, confidence = _money(text, country)
    none = _says_none(bare)
    if found and (confidence > 0.5 or not none):
        return Threshold(text=text, amounts=tuple(found), relation=relation), confidence
    if none:
        return Threshold(text=text, not_applicable=True), 0.6 if re.search(r"\d", bare) else 0.9
    return Threshold(text=text), 0.9


def _says_none(bare: str) -> bool:
    """Whether the text says that there is no threshold, and then only explains it."""
    none = word_set("not_applicable")
    head = fold(re.split(r"\s[-–—]\s|[;,:.(]\s|\n", bare, maxsplit=1)[0])
    if head in none and head not in ("no", "so", "free", "libre"):
        return True
    words = fold(bare).split()
    return not re.search(r"\d", bare) and any(" ".join(words[:n]) in none for n in (2, 3, 4) if n < len(words)) and numerals.in_words(words[2:]) is None


def _money(text: str, country: str | None) -> tuple[list[Money], str | None, float]:
    """(amounts, relation, confidence); no amounts where nothing can be read for certain."""
    plain = numerals.western(text).replace("\u2212", "-")
    notes = [match.span() for match in _BRACKETED.finditer(plain) if not money.meanings(match.group()[1:-1].strip())]
    open_text = _blank(plain, notes)
    if notes and not re.search(r"\d", open_text) and numerals.in_words(fold(open_text).split()) is None:
        open_text = plain.translate(_BRACKETS)  # everything of worth stands in brackets: "(EUR 150)"
    found = amounts.figures(open_text, country)
    if not found:
        return _in_words(open_text, plain, country)
    confidence = 0.99
    if any(figure.meanings for figure in found):
        found, confidence = _connected(open_text, found)
    elif not _only_numbers(open_text, found):
        found = []
    if not found:
        return [], None, 0.9
    relation, tied = _relation(open_text, found)
    confidence = min(confidence, tied)
    if not all(figure.certain and not figure.conflict for figure in found):
        confidence = min(confidence, _DOUBTFUL)
    if re.search(r"[^\W\d]", _rest(open_text, found)):
        confidence = min(confidence, 0.9)
    shared = {figure.meanings for figure in found if figure.meanings}
    out: list[Money] = []
    for figure in found:
        meanings = figure.meanings or (next(iter(shared)) if len(shared) == 1 else ())
        code = money.currency(meanings, country) if meanings and not figure.conflict else None
        if code is None and not figure.conflict and (code := money.abroad(meanings, country)) is not None:
            confidence = min(confidence, _LIKELY)
        assert figure.value is not None
        out.append(Money(value=numerals.plain(figure.value), currency=code))
    return out, relation, confidence


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with spans as spaces, so that every offset stays."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _connected(text: str, found: Sequence[Figure]) -> tuple[list[Figure], float]:
    """(the figures that are amounts, confidence): those with a currency, and those that a connecting word ties to one ("EUR 150 / 22")."""
    taken: list[Figure] = []
    confidence = 0.99
    for index, figure in enumerate(found):
        if figure.value is None:
            confidence = min(confidence, _DOUBTFUL)
        elif figure.meanings or _tied(text, found, index, taken):
            taken.append(figure)
        elif (
            amounts.UNIT.match(text[figure.end :])
            or amounts.REFERENCE.search(text[: figure.start])
            or re.fullmatch(r"(?:19|20)\d\d", text[figure.start : figure.end])
        ):
            confidence = min(confidence, 0.85)
        else:
            confidence = min(confidence, _DOUBTFUL)
    if any(figure.value is None and figure.meanings for figure in found):
        return [], 0.9
    return taken, confidence


def _tied(text: str, found: Sequence[Figure], index: int, taken: Sequence[Figure]) -> bool:
    """Whether a figure without currency has its neighbour's."""
    figure = found[index]
    if amounts.UNIT.match(text[figure.right :]) or text[: figure.start].rstrip().endswith(("#", "§", "°")):
        return False
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(found) and (found[neighbour].meanings or found[neighbour] in taken):
            first, second = sorted((figure, found[neighbour]), key=lambda each: each.start)
            if amounts.between(text[first.right : second.left]) in ("or", "to", "and", "dash", "slash"):
                return True
    return False


def _only_numbers(text: str, found: Sequence[Figure]) -> bool:
    """Whether nothing but amounts can be meant by figures without any currency: alone, in a relation, or with a short note after them."""
    if any(figure.value is None or amounts.UNIT.match(text[figure.right :]) for figure in found):
        return False
    lead = fold(text[: found[0].start])
    if lead and not (phrase_in(lead, "up_to") or phrase_in(lead, "over") or lead in word_set("between") or lead in _VALUE_WORDS):
        return False
    if any(amounts.between(text[one.right : two.left]) not in ("or", "to", "and", "dash", "slash") for one, two in pairwise(found)):
        return False
    return len(fold(text[found[-1].right :]).split()) <= 4


def _relation(text: str, found: Sequence[Figure]) -> tuple[str | None, float]:
    """(relation, confidence) of the amounts."""
    lead = fold(text[: found[0].left])
    ties = [amounts.between(text[one.right : two.left]) for one, two in pairwise(found)]
    if not ties:
        return _bound(text[: found[0].left], lead, text[found[0].right :])
    if len(found) == 2:
        one, two = found
        if ties[0] in ("to", "dash"):
            certain = one.meanings != two.meanings or (one.value or 0) < (two.value or 0)
            return "range", 0.99 if certain else 0.6
        if ties[0] == "and" and phrase_in(lead, "between"):
            return "range", 0.99
        if re.search(r"\b(?:or|ou|oder)\b", text[one.right : two.left]) and ties[0] == "words":
            return "or", 0.7
    if all(tie in ("or", "slash") for tie in ties) or (ties[-1] == "or" and all(tie in ("list", "or") for tie in ties)):
        return "or", 0.9 if lead else 0.99
    # Several amounts, and nothing says how they stand to each other.
    return None, 0.45


def _bound(before: str, lead: str, after: str) -> tuple[str | None, float]:
    """(relation, confidence) of a single amount by the words before and after it."""
    if _AT_MOST.search(before):
        return "up_to", 0.99
    if _AT_LEAST.search(before):
        return None, 0.99
    up_to, over = phrase_in(lead, "up_to"), phrase_in(lead, "over")
    if up_to and not (over and len(over) > len(up_to)) and not lead.endswith((f"not {up_to}", f"no {up_to}")):
        return "up_to", 0.99 if lead == up_to else 0.95
    if over:
        return None, 0.95
    tail = fold(after)
    if any(tail == phrase or tail.startswith(phrase + " ") for phrase in _UP_TO_AFTER) or after.lstrip()[:3].startswith(_UP_TO_AFTER_EAST):
        return "up_to", 0.95
    return None, 0.99


def _rest(text: str, found: Sequence[Figure]) -> str:
    """What is neither an amount nor the words that relate them."""
    out, at = [], 0
    for figure in found:
        out.append(text[at : figure.left])
        at = figure.right
    out.append(text[at:])
    rest = [fold(part) for part in out]
    return " ".join(part for part in rest if part and part not in _relating())


@cache
def _relating() -> frozenset[str]:
    return word_set("up_to") | word_set("over") | word_set("or") | word_set("to") | word_set("between") | _UP_TO_AFTER


def _in_words(open_text: str, text: str, country: str | None) -> tuple[list[Money], str | None, float]:
    """A single amount spelled out, with its currency, where the words leave nothing open: "one thousand US dollars"."""
    nothing: tuple[list[Money], str | None, float] = ([], None, 0.9)
    # A hyphenated number is several words: twenty-two.
    spread = [(fold(part), word.end()) for word in _WORD.finditer(open_text) for part in re.split(r"[-‐‑]", word.group()) if fold(part)]
    for first in range(min(len(spread), 8)):
        found = numerals.in_words([part for part, _ in spread[first:]])
        if found is None:
            continue
        number, used = found
        lead = " ".join(part for part, _ in spread[:first])
        leading = money.meanings(lead.upper() if len(lead) == 3 else lead) if lead else ()
        if lead and not leading and not phrase_in(lead, "up_to") and not phrase_in(lead, "over"):
            return nothing
        tail = open_text[spread[first + used - 1][1] :]
        if numerals.in_words([part for part, _ in spread[first + used :]]) is not None:
            return nothing
        meanings, end = amounts.currency_after(re.sub(r"^(\s*)(?:de|d['’])\s?", r"\1", tail))
        rest = fold(tail[end:]).split()
        if not (meanings or leading) or numerals.in_words(rest) is not None or (rest and rest[0] in word_set("or")):
            return nothing
        # A figure beside the words must say the same: "one thousand (1,000) dollars".
        written = [numerals.value_of(text[start:stop]) for start, stop in numerals.figures(text)]
        if any(value is not None and value[0] != number for value in written):
            return nothing
        relation = "up_to" if phrase_in(lead, "up_to") and not phrase_in(lead, "over") else None
        return [Money(value=str(number), currency=money.currency(meanings or leading, country))], relation, 0.9
    return nothing
