"""Country: the name as written and its ISO 3166-1 code, by exact look-up in a table of names; a likeness is no proof (Niger, Nigeria)."""

from __future__ import annotations

import re
from functools import cache

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.data import read
from extractor.diagnostics import Diagnostic
from extractor.document import Line
from extractor.marks import unmark
from extractor.parsers.joining import join
from extractor.text import fold, unpictured
from schemas.values import Country

# The longest name in the table has 60 characters; more than this is no name.
LONGEST = 200
# "Submission by Norway", "Présenté par la Norvège": who sends the form, said in words before the name.
_SENT_BY = re.compile(r"^\W*(?:[^\W\d]+ ){1,3}(?:by|from|par|por|von)\s*:?\s+(?=\S)", re.IGNORECASE)
# A flag is two regional indicator letters (Unicode TR 51): they spell the code.
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])[\ufe0f\u20e3]*")
_FLAG_WORD = re.compile(r"^\W*\b(?:flag|drapeau|bandera|bandeira|flagge)\b(?: (?:of|de la|de l['’]|du|des|del|de|von)\b)?\W*", re.IGNORECASE)
_LABEL = re.compile(r"^\W*(?:member|country|country name|name of country|pays|país|pais|land|state)\s*[:：]\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"^(?P<before>[^()\[\]]*?)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*(?P<after>[^()\[\]]*)$")
_PARTS = re.compile(r"\s*(?:[/|;:•·\n]|\s[-–—]\s|,\s)\s*")
# What may stand before a name without changing whose name it is. "Republic of" and its like are tried last: whole names with them are in the table.
_BEFORE = re.compile(
    r"^(?:the |la |le |les |el |los |l )?"
    r"(?:(?:federal |federative |democratic |islamic |united |people s |socialist |arab |co operative |cooperative |hashemite |oriental )*"
    r"(?:republic|kingdom|state|states|commonwealth|sultanate|principality|grand duchy|emirate|union|federation|government|territory|dominion) of (?:the )?"
    r"|(?:republique|royaume|principaute|etat|federation|union|sultanat)(?: (?:de la|de l|du|des|de|d))? "
    r"|(?:republica|reino|estado|principado|estados|federacion|commonwealth)"
    r"(?: (?:plurinacional|bolivariana|oriental|federal|federativa|islamica|arabe|democratica))*"
    r"(?: (?:de la|de los|de las|del|de|do|da|dos))? "
    r"|республика |королевство |جمهورية |الجمهورية |مملكة |دولة |سلطنة "
    r"|republik |the |la |le |les |el |los |l )"
)
_AFTER_COMMA = re.compile(r"^(?P<before>[^,]*),\s*(?P<inside>[^,]*)(?P<after>)$")
_OPEN_END = re.compile(r"\b(?:of(?: the)?|de|du|des|del)\s*$", re.IGNORECASE)
# Names that two share: which one is meant lies in what stands before.
_SHARED = frozenset(("congo", "corea", "coree", "korea", "china", "chine", "guinea", "yemen", "macedonia"))
_OF_UNKNOWN = re.compile(
    r"^(?:the )?(?:\w+ )?(?:republic|kingdom|commonwealth|sultanate|principality|grand duchy|emirate|federation) of (?:the )?\w+(?: \w+)?$"
    r"|^(?:republique|royaume|republica|reino)(?: \w{1,3}){1,2} \w+$"
)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """(key of a name → code, alpha-3 → alpha-2), loaded at first use."""
    names: dict[str, str] = {}
    alpha3: dict[str, str] = {}
    for line in read("countries.txt").splitlines():
        code, three, *known = line.split("|")
        alpha3[three] = code
        names.update(dict.fromkeys((name.replace(" ", "") for name in known), code))
    alpha3.pop("", None)
    return names, alpha3


def codes() -> frozenset[str]:
    """Every alpha-2 code that a country may have, the reserved EU too."""
    return frozenset(_table()[0].values())


def _key(text: str) -> str:
    """What names are compared by: folded, and without spaces, since a hyphen may stand for one (Guinea-Bissau, Guinea Bissau)."""
    return fold(text).replace(" ", "")


def _of_name(text: str) -> str | None:
    """The code of a name, also with "Republic of" before it or its long form in brackets or after a comma."""
    names, _ = _table()
    folded = fold(text)
    if not folded:
        return None
    if code := names.get(folded.replace(" ", "")):
        return code
    shorter = _BEFORE.sub("", folded, count=1)
    if shorter != folded and shorter not in _SHARED and (code := names.get(shorter.replace(" ", ""))):
        return code
    for pattern in (_BRACKETS, _AFTER_COMMA):
        match = pattern.match(text)
        if match is None:
            continue
        outside, inside = f"{match['before']} {match['after']}", match["inside"]
        # "Korea (Republic of)" is one name turned round; "Norway (NO)", "UAE (United Arab Emirates)" are two for one.
        if turned := names.get(_key(f"{inside} {match['before']}")):
            return turned
        code, other = names.get(_key(outside)), names.get(_key(inside))
        if code is not None and other in (None, code):
            return code
        if code is None and other is not None and not _OPEN_END.search(inside):
            return other
    return None


def _of_code(text: str) -> str | None:
    """The code that the text itself is: NO, NOR, (NO)."""
    _, alpha3 = _table()
    bare = text.strip(" .()[]")
    if len(bare) == 3 and bare.isupper():
        return alpha3.get(bare)
    if len(bare) == 2 and bare.isupper():
        return bare if bare in codes() else None
    return None


def _flag(text: str) -> str | None:
    """The code that a flag in the text spells."""
    match = _FLAG.search(text)
    if match is None:
        return None
    code = "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in match.groups())
    return code if code in codes() else None


def _read(text: str) -> tuple[str, str | None, float]:
    """(name, code, confidence) of a text that should be a country's."""
    if len(text) > LONGEST:
        return text, None, 0.3
    flag = _flag(text)
    name = _FLAG.sub(" ", text)
    name = unpictured(" ".join(name.split()).strip(" \ufffc"))
    for pattern in (_LABEL, _FLAG_WORD):
        shorter = pattern.sub("", name, count=1).strip()
        if shorter:
            name = shorter
    name = name.strip(" \t,;:•|–—-")
    if name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        name = name[1:-1].strip()
    if len(name) > 2 and name.endswith(".") and "." not in name[:-1]:
        name = name[:-1]
    halves = name.split()
    # A flag's alternative text stands beside the name: "Norway Norway".
    if len(halves) % 2 == 0 and halves[: len(halves) // 2] == halves[len(halves) // 2 :] and halves:
        name = " ".join(halves[: len(halves) // 2])
    if not name:
        return text.strip(), flag, 0.95 if flag else 0.0
    sender = _SENT_BY.sub("", name, count=1)
    if sender != name and (code := _of_name(sender)) is not None and flag in (None, code):
        return sender, code, 0.9
    code = _of_name(name)
    if code is not None:
        if flag is not None and flag != code:
            return name, code, 0.45
        return name, code, 0.99
    if code := _of_code(name):
        return name, code, 0.85
    if flag is not None:
        return name, flag, 0.9
    found = {code for part in _PARTS.split(name) if (code := _of_name(part)) is not None}
    if len(found) == 1:
        return name, found.pop(), 0.75
    return name, None, 0.6


def find(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code (or EU) of a country's, territory's or union's name in any of many languages; None where it is none for certain."""
    _, code, confidence = _read(text)
    return code if confidence >= 0.7 else None


def claims(line: Line) -> float:
    """How likely the line as a whole is the name of a country, territory or union, 0 to 1."""
    text = unmark(line.text, line.marks)
    if len(text) > 120 or not any(c.isalpha() or "\U0001f1e6" <= c <= "\U0001f1ff" for c in text):
        return 0.0
    if _flag(text) is not None:
        return 1.0
    name, code, confidence = _read(text)
    if code is not None:
        if confidence > 0.9:
            return 0.95
        return 0.3 if len(name) <= 3 else 0.6
    return 0.5 if name[:1].isupper() and _OF_UNKNOWN.match(fold(name)) else 0.0


def parse(answer: Answer, context: Context) -> Parsed:
    """The country of the answer's text; where several lines stand there, of the first that names one. The rest is left."""
    lines = answer.lines
    if not lines:
        return Parsed()
    text = join(lines, context.words)
    taken, left = lines, []
    name, code, confidence = _read(text)
    if code is None and len(lines) > 1:
        for line in lines:
            candidate = _read(unmark(line.text, line.marks))
            if candidate[1] is not None and candidate[2] >= 0.7:
                name, code, confidence = candidate
                taken, left = [line], [other for other in lines if other is not line]
                break
    if not name:
        return Parsed(left=tuple(lines))
    diagnostics: tuple[Diagnostic, ...] = ()
    if code is None:
        place = taken[0].place
        diagnostics = (Diagnostic("unknown-country", answer.slot.pointer, f"No country is known by the name “{name}”.", place),)
    return Parsed(Country(name=name, code=code), (("", evidence(taken, confidence)),), diagnostics, tuple(left))
