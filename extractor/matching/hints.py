"""Instructions printed under labels ("(please tick all that apply)", "(maximum 200 words)"): the form's own words, and no part of an answer."""

from __future__ import annotations

import re

from extractor.document import MARK
from extractor.matching.regions import Segment

_BRACKETED = re.compile(r"[(\[{<][^()]*(?:\([^()]*\)[^()]*)*[)\]}>][.:]?\Z")
_INSTRUCTION = re.compile(
    r"\b(?:please|tick|check|select|choose|specify|indicate|describe|maximum|max|words|characters|if any|if applicable|as appropriate|optional|mandatory|"
    r"amount|currency|month|name,|full|"
    r"veuillez|cocher?|cochez|préciser|précisez|indiquer|indiquez|mots|caractères|le cas échéant|facultatif|montant|monnaie|devise|mois|nom,|"
    r"marque|marcar|indique|especifique|seleccione|máximo|palabras|caracteres|si procede|opcional|importe|moneda|mes|nombre,)\b",
    re.IGNORECASE,
)
# A form that prints instructions prints them under several labels; members do not begin three answers with a bracket.
SEVERAL = 3


def drop_hints(segments: list[Segment]) -> None:
    """Take the instructions out of the segments they begin, so that a header with nothing but one still waits for its answer."""
    found: list[tuple[Segment, int]] = []
    sure = 0
    for segment in segments:
        if segment.label is None or segment.label.label.is_option or not segment.lines:
            continue
        length = _hint(segment)
        if length:
            found.append((segment, length))
            sure += bool(_INSTRUCTION.search(" ".join(line.text for line in segment.lines[:length])))
    for segment, length in found:
        text = " ".join(line.text for line in segment.lines[:length])
        if (len(found) >= SEVERAL and sure) or _INSTRUCTION.search(text):
            segment.lines, segment.numbers = segment.lines[length:], segment.numbers[length:]


_ANSWER_NUMBER = re.compile(r"(?:A|R|Answer|Réponse|Respuesta)\s?\d{1,2}\s?[.:)](?:\s+|\Z)", re.IGNORECASE)


def drop_answer_numbers(segments: list[Segment]) -> None:
    """Take "A7:" from the answers of a form that was typed as questions and answers."""
    numbered = [s for s in segments if s.label is not None and s.lines and _ANSWER_NUMBER.match(s.lines[0].text)]
    if len(numbered) >= SEVERAL:
        for segment in numbered:
            match = _ANSWER_NUMBER.match(segment.lines[0].text)
            assert match is not None
            segment.lines[0] = segment.lines[0].slice(match.end())
            if not segment.lines[0].text:
                del segment.lines[0], segment.numbers[0]


def _hint(segment: Segment) -> int:
    """How many lines at the beginning of a segment are one bracket; 0 for none."""
    text = ""
    for number, line in enumerate(segment.lines[:3], 1):
        text = f"{text} {line.text}".strip()
        if not text.startswith(("(", "[", "{", "<")) or MARK in line.text:
            return 0
        if _BRACKETED.match(text):
            return number
    return 0
