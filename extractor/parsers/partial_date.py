"""PartialDate: a date as exact as the text, in EDTF (ISO 8601-2). Dates are found first; then the words around them must explain all of the text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.diagnostics import Diagnostic
from extractor.parsers import date_words as words
from extractor.parsers.date_forms import atoms
from extractor.parsers.date_parts import Atom, day_code
from extractor.parsers.joining import join
from extractor.parsers.numerals import western
from schemas.values import PartialDate

_EMPTY = re.compile(r"[\s_.…:;,()\[\]\ufffc]*\Z")


_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
# More dates than any answer has; a bound against hostile input.
MOST_DATES = 24
# Longer than any date with its notes: what stands there is a narrative.
LONGEST = 600


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
    lines = plain.split("\n")
    if len(lines) > 1 and all(line.startswith((f"{number}. ", f"{number}) ")) for number, line in enumerate(lines, 1)):
        plain = "\n".join(line[2:] for line in lines)  # the numbers of a list, not days
    unread = PartialDate(text=text)
    if len(text) > LONGEST:
        return unread, False, 0.9
    # The reading without notes first; a date inside brackets counts where it is all that stands there.
    without = _without_notes(plain, country, language)
    for candidate, partial in ((plain, True), (plain, False), (without, True), (without, False)):
        if candidate is None:
            continue
        found = atoms(candidate, country, language, partial)
        if not found or len(found) > MOST_DATES:
            continue
        result = _interpret(candidate, found)
        if result is None:
            continue
        edtf, ambiguous, confidence = result
        span = _covered(edtf)
        if span is None:
            break
        if any(words.doubtful(note) for note in _NOTE.findall(text)):
            confidence = min(confidence, 0.45)
        return PartialDate(text=text, edtf=edtf, start=span[0], end=span[1]), ambiguous, confidence
    return unread, False, 0.9


def _without_notes(text: str, country: str | None, language: str) -> str | None:
    """The text with bracketed notes as spaces, and brackets around dates as commas."""

    def note(match: re.Match[str]) -> str:
        inside = match.group()[1:-1]
        found = atoms(inside, country, language)
        if found and len(found) == 1 and _interpret(inside, found) is not None:
            return ";" + inside + ";"
        return " " * len(match.group())

    shorter = _NOTE.sub(note, text)
    return shorter if shorter != text and shorter.strip(" ;,.") else re.sub(r"[()\[\]（）]", " ", text) if shorter != text else None


def _interpret(text: str, found: list[Atom]) -> tuple[str, bool, float] | None:
    """(EDTF, ambiguous, confidence) of the dates with the words around them; None where something stays unexplained."""
    pieces = [text[one:two] for one, two in zip([0, *(atom.end for atom in found)], [*(atom.start for atom in found), len(text)], strict=True)]
    between = [words.between(piece) for piece in pieces[1:-1]]
    dates = _with_years(found)
    if dates is None:
        return None
    lead, tail = words.lead(pieces[0]), words.tail(pieces[-1])
    if lead is None or tail is None or any(kind is None for kind in between):
        return None
    confidence = min(atom.confidence for atom in dates)
    if "note" in (lead, tail) or "labelled" in between:
        confidence = min(confidence, 0.88)
    ambiguous = any(atom.others for atom in dates)
    first = dates[0]
    mark = {"approximate": "~", "uncertain": "?"}.get(lead, "") or ("?" if tail == "uncertain" else "")
    if len(dates) == 1:
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
    if any(len(atom.others) > 1 or atom.until for atom in dates) or mark:
        return None
    if len({atom.edtf for atom in dates}) == 1 and all(kind in ("list", "labelled") for kind in between):
        return first.edtf, False, min(confidence, 0.9)  # one date written twice
    if len(dates) == 2:
        one, two = dates
        kind = between[0]
        if kind == "range" or (kind == "dash") or (kind == "and" and lead == "between"):
            if tail == "open" or not one.edtf[: min(len(one.edtf), 7)] <= two.edtf[:7] or _first_day(one.edtf) > _last_day(two.edtf):
                return None
            return f"{one.edtf}/{two.edtf}", False, confidence
    if lead in ("open", "between", "until") or tail == "open":
        return None
    if all(kind in ("or", "list") for kind in between) and "or" in between:
        return "[" + ",".join(sorted(atom.edtf for atom in dates)) + "]", True, min(confidence, 0.7)
    if "slash" in between:
        if all(kind == "slash" for kind in between) and len(dates) == 2:
            one, two = dates
            if not one.code and not two.code and (two.year or 0) == (one.year or 0) + 1:
                return f"{one.edtf}/{two.edtf}", False, min(confidence, 0.85)
            return f"[{one.edtf},{two.edtf}]", True, min(confidence, 0.6)
        return None
    members: list[str] = []
    index = 0
    while index < len(dates):
        if index < len(between) and between[index] in ("range", "dash"):
            members.append(f"{dates[index].edtf}..{dates[index + 1].edtf}")
            index += 2
            if index <= len(between) and index - 1 < len(between) and between[index - 1] in ("range", "dash"):
                return None
        else:
            members.append(dates[index].edtf)
            index += 1
    return "{" + ",".join(dict.fromkeys(members)) + "}", False, min(confidence, 0.95)


def _with_years(found: Sequence[Atom]) -> list[Atom] | None:
    """The dates with the years that the later ones lend ("October–December 2014"); None where one stays without, or the order would turn round."""
    dates = list(found)
    for index in range(len(dates) - 1, -1, -1):
        if dates[index].year is None:
            if index + 1 >= len(dates) or dates[index + 1].year is None or dates[index + 1].until:
                return None
            lent = replace(dates[index], year=dates[index + 1].year)
            if lent.code[1:] >= dates[index + 1].code[1:] or not dates[index + 1].code:
                return None
            if lent.code.count("-") == 2 and day_code(lent.year or 0, int(lent.code[1:3]), int(lent.code[4:])) is None:
                return None
            dates[index] = lent
    return dates


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
