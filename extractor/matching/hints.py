"""Instructions printed under labels ("(please tick all that apply)", "(maximum 200 words)"): the form's own words, and no part of an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
# "(name, title, e-mail, telephone)"
_FIELD = (
    r"(?:full )?(?:name|title|position|function|e-?mail|telephone|phone|fax|address|organi[sz]ation|nom|fonction|téléphone|adresse|nombre|cargo|teléfono|"
    r"correo(?: electrónico)?)s?"
)
_FIELDS = re.compile(rf"[(\[{{<]\s*{_FIELD}(?:\s*(?:[,;/]|and|et|y|&)\s*(?:and |et |y )?{_FIELD})+\s*[)\]}}>][.:]?\Z", re.IGNORECASE)
# Instructions without brackets: "Please tick all that apply", "Maximum 200 words".
_SPOKEN = re.compile(
    r"(?:please|kindly|veuillez|prière de|por favor|sírvase)\b[^.:;?]{0,20}\b"
    r"(?:tick|check|mark|select|choose|specify|describe|indicate|provide|list|give|fill|attach|cocher|choisir|préciser|indiquer|décrire|joindre|"
    r"marcar|marque|indique|indicar|describa|describir|especifique|seleccione)\b[^.?]{0,100}[.:]?\Z"
    r"|(?:max(?:imum|\.)?|no more than|not more than|maximum de|máximo(?: de)?)\s?\d{1,4} "
    r"(?:words|characters|lines|pages|mots|caractères|palabras|caracteres)[.:]?\Z",
    re.IGNORECASE,
)
# A form that prints instructions prints them under several labels; members do not begin three answers with a bracket.
SEVERAL = 3


def drop_hints(segments: list[Segment]) -> None:
    """Take the instructions out of the segments they begin, so that a header with nothing but one still waits for its answer."""
    found: list[tuple[Segment, int]] = []
    sure = 0
    for segment in segments:
        if not segment.lines or (segment.flow.index == 0 if segment.label is None else segment.label.label.is_option):
            continue
        length = _hint(segment)
        if length and segment.label is None:
            # In the cell below or beside its label: only what is an instruction by its own words.
            if _instructs(" ".join(line.text for line in segment.lines[:length])):
                _cut(segment, range(length, len(segment.lines)))
        elif length:
            found.append((segment, length))
            sure += _instructs(" ".join(line.text for line in segment.lines[:length]))
    for segment, length in found:
        text = " ".join(line.text for line in segment.lines[:length])
        if (len(found) >= SEVERAL and sure) or _instructs(text):
            _cut(segment, range(length, len(segment.lines)))


def _cut(segment: Segment, kept: Sequence[int]) -> None:
    """Leave those of a segment's lines."""
    segment.guidance += [line for number, line in enumerate(segment.lines) if number not in kept]
    segment.lines, segment.numbers = [segment.lines[i] for i in kept], [segment.numbers[i] for i in kept]


def drop_shared_hints(segments: list[Segment]) -> None:
    """Take the instructions out of what several headers share: each answer may begin with its own, in the middle of the lines."""
    for segment in segments:
        if len(segment.owners) < 2:
            continue
        kept = [i for i, line in enumerate(segment.lines) if MARK in line.text or not _BRACKETED.match(line.text) or not _instructs(line.text)]
        _cut(segment, kept)


def _instructs(text: str) -> bool:
    """Whether a bracket is an instruction by its own words."""
    return _INSTRUCTION.search(text) is not None or _FIELDS.match(text) is not None or _SPOKEN.match(text) is not None


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


_DASHES = "-–—"


def drop_separators(segments: list[Segment]) -> None:
    """Take the dash from the empty answers of a group whose labels a dash parts from their answers: "Gift – EUR 45", "Commercial Samples –".

    Where a dash and nothing else stands behind every label of the group, the form printed it and is blank.
    """
    parted: dict[str, set[str]] = {}
    alone: list[tuple[Segment, str, str]] = []
    others: set[str] = set()
    for segment in segments:
        slot = segment.label.label.slot if segment.label is not None else None
        if segment.label is None or slot is None or slot.role != "part" or not segment.lines:
            continue
        rest = segment.flow.lines[segment.label.end_line].text[segment.label.end :].strip(" )]")
        if len(segment.lines) == 1 and len(rest) == 1 and rest in _DASHES and segment.lines[0].text == rest:
            alone.append((segment, slot.group, rest))
        elif rest[:1] in _DASHES and rest[1:2] == " ":
            parted.setdefault(slot.group, set()).add(rest[0])
        else:
            others.add(slot.group)
    count = Counter(group for _, group, _ in alone)
    for segment, group, dash in alone:
        if dash in parted.get(group, ()) or (count[group] >= SEVERAL and group not in others | set(parted)):
            _cut(segment, ())


def _hint(segment: Segment) -> int:
    """How many lines at the beginning of a segment are one bracket; 0 for none."""
    if MARK not in segment.lines[0].text and _SPOKEN.match(segment.lines[0].text):
        return 1
    text = ""
    for number, line in enumerate(segment.lines[:3], 1):
        text = f"{text} {line.text}".strip()
        if not text.startswith(("(", "[", "{", "<")) or MARK in line.text:
            return 0
        if _BRACKETED.match(text):
            return number
    return 0
