"""Part a text that holds several things of a contact: "Name, Title", "Title, Body", or all in one where line breaks were lost."""

from __future__ import annotations

import re
from typing import Literal

from extractor.parsers.contact_lines import Piece
from extractor.parsers.contact_words import (
    bare,
    belongs,
    classify,
    is_adjective,
    is_body_word,
    is_own_body,
    is_title_word,
    is_unit_noun,
    looks_like_name,
    without_honorifics,
    word_set,
    words_of,
)

_SIGN = re.compile(r"\s*,\s*|\s+[-–—|]+\s+|\s*[–—]\s*|\s*[(\[]|\s*/\s*|\s*[:：]\s+|\s*;\s*")
_ACADEMIC = re.compile(r"(?:Ph\.?\s?D|MBA|M\.?Sc|CPA|LL\.?M|Esq|Jr|Sr|M\.?D)\.?\s*(?:,|$)\s*")


def name_and_title(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """(name, title) of "Name, Title", "Name – Title", "Name (Title)", "Title: Name"; the name alone has no title; (None, None) where it is not written so."""
    text = piece.text
    sign = _SIGN.search(text)
    if sign is None:
        return None, None
    head, tail = text[: sign.start()], text[sign.end() :]
    kind = sign.group().strip()
    if not head or not tail or tail[0].isdigit():
        return None, None
    if kind == "," and _surname_first(head, tail):
        second = _SIGN.search(text, sign.end())
        if second is None:
            return piece, None
        sign, head, tail = second, text[: second.start()], text[second.end() :]
        kind = second.group().strip()
    if kind in (":", "：") and any(is_title_word(word) for word in words_of(head)) and looks_like_name(tail) >= 0.5:
        return piece.part(sign.end()), piece.part(0, sign.start())
    if kind == "/" and looks_like_name(tail) >= 0.8:
        return None, None  # two people in one line
    if kind in (":", "：") and (looks_like_name(tail) >= 0.8 or looks_like_name(re.split(r"[,(]|\s[-–—]\s", tail, maxsplit=1)[0].strip()) >= 0.8):
        return None, None  # "Alternate: Jane Doe"
    likely = looks_like_name(head)
    if likely < 0.25 or (likely < 0.5 and not any(is_title_word(word) for word in words_of(tail)[:4])):
        return None, None
    end, start = sign.start(), sign.end()
    if kind == "," and (academic := _ACADEMIC.match(tail)) is not None:
        end = start = start + academic.end()
        end = len(text[:end].rstrip(" ,"))
    if kind in ("(", "["):
        close = text.rfind(")" if kind == "(" else "]")
        if close < start:
            return None, None
        after = text[close + 1 :].strip(" ,-–—")
        if after and not re.search(r"\w", after):
            after = ""
        if after:
            # "Jane (Ms) Doe" is a name; "Jane Doe (Acting), Director" has all of it as title.
            return piece.part(0, end), piece.part(start - 1 if text[start - 1] == "(" else start)
        if bare(text[start:close]) in word_set("honorifics"):
            return piece, None  # "Doe, Jane (Ms.)"
        title = piece.part(start, close)
    else:
        title = piece.part(start)
    return piece.part(0, end), title if title.text else None


def _surname_first(head: str, tail: str) -> bool:
    """Whether a comma parts surname and given names: "NORDMANN, Kari"."""
    given = _SIGN.split(tail, maxsplit=1)[0].strip()
    if not given or len(given.split()) > 2 or len(head.split()) > 2 or any(is_title_word(word) or is_body_word(word) for word in words_of(given)):
        return False
    return looks_like_name(f"{head}, {given}") >= 0.8 and (head.isupper() or " " not in head)


def title_and_body(piece: Piece, followed: bool) -> tuple[Piece | None, Piece | None]:
    """(title, body) of what stands after a name. All of it is the title, units included; only a body that stands for itself at the end is parted from it.

    `followed`: the contact goes on in the same line, so that no line of its own can name the body.
    """
    text = piece.text
    if not any(is_title_word(word) for word in words_of(text)) and is_own_body(text):
        return None, piece
    cuts = list(re.finditer(r",\s+|\s[-–—]\s", text))
    if cuts:
        last = text[cuts[-1].end() :]
        if is_own_body(last) and (followed or belongs(words_of(last)[0])):
            return piece.part(0, cuts[-1].start()), piece.part(cuts[-1].end())
    return piece, None


def run_together(piece: Piece) -> list[tuple[Literal["name", "title", "organization"], Piece, float]] | None:
    """Name, position and body of a text whose line breaks are lost; None where it is not so. How sure it is says how clear the seams are."""
    tokens = list(re.finditer(r"\S+", piece.text))
    words = [token.group().strip(".,;()") for token in tokens]
    head = next((i for i, word in enumerate(words) if i > 0 and is_title_word(word)), None)
    if head is None or len(tokens) < 3:
        return None
    cut = head
    while cut > 2 and words[cut - 1].lower() in word_set("before title"):
        cut -= 1
    honoured = len(without_honorifics(piece.text)) < len(piece.text)
    if looks_like_name(piece.text[: tokens[cut].start()].strip(" ,-–—")) < 0.8 or (cut < 2 and not honoured):
        return None
    last = head
    while (following := next((i for i in range(last + 1, min(last + 4, len(words))) if is_title_word(words[i])), None)) is not None:
        last = following
    floor, clear = _after_unit(words, last)
    body = next((i for i in range(floor, len(words)) if _begins_body(words, i, floor)), None)
    # A clear seam: the body follows the position at once, and no comma between them opens a unit of its own.
    seam = body if body is not None else len(words)
    clear = clear and seam == floor and not tokens[seam - 1].group().endswith(",")
    end = tokens[body].start() if body is not None else len(piece.text)
    out: list[tuple[Literal["name", "title", "organization"], Piece, float]] = []
    sure = 0.6 if clear else 0.45
    out.append(("name", piece.part(0, tokens[cut].start()), 0.6))
    out.append(("title", piece.part(tokens[cut].start(), end), sure))
    if body is not None:
        out.append(("organization", piece.part(end), sure))
    return out


def _after_unit(words: list[str], last_title: int) -> tuple[int, bool]:
    """(where the position ends at the earliest, whether that is clear): after "of Unit", "de service", an adjective, a unit's number."""
    at, clear, adjectives = last_title + 1, True, 0
    while at < len(words):
        if words[at].lower() in word_set("connecting") and at + 1 < len(words):
            while at < len(words) and (words[at].lower() in word_set("connecting") or not words[at][:1].isupper()):
                clear = clear and (words[at].lower() in word_set("connecting") or is_unit_noun(words[at]))
                at += 1
            if clear and at < len(words) and not is_unit_noun(words[at - 1]):
                clear = is_unit_noun(words[at])
                at += 1
        elif is_adjective(words[at]) and not adjectives:
            adjectives += 1
            at += 1
        elif re.fullmatch(r"[IVX]+|[A-Z]|\d\S*|[A-Z]\d+|", words[at]):
            at += 1
        else:
            break
    return min(at, len(words)), clear


def _begins_body(words: list[str], at: int, floor: int) -> bool:
    """Whether a body's name begins at a word: capitalised, not after "of", with a body's noun in it or next to it."""
    word = words[at]
    if not word[:1].isupper() or (at > floor and words[at - 1].lower() in word_set("connecting")) or is_title_word(word):
        return False
    if is_unit_noun(word) and (at + 1 >= len(words) or words[at + 1].lower() not in word_set("connecting")):
        return False
    rest = " ".join(words[at:])
    if classify(rest)[0] != "organization":
        return False
    if belongs(word) or (word.isupper() and len(word) > 2):
        return True
    return is_body_word(word) and (at == floor or not is_body_word(words[at - 1]))
