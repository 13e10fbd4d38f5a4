"""Which currency a sign, code or name stands for, and what a bare `$` means in which country."""

from __future__ import annotations

import re
from functools import cache

from extractor.data import read
from extractor.text import fold

# Words that are a code too when written small.
_WORDS = frozenset(
    ("all", "try", "top", "cup", "mad", "pen", "ron", "sos", "mop", "php", "bob", "bam", "cop", "mur", "kid", "nad", "ten", "ang", "gel", "mil", "per", "lei")
)
_WITH_SIGN = re.compile(r"^[$€£¥₹₱₩]? ?([A-Z]{3}) ?[$€£¥₹₱₩]?$")
# Three decimals (ISO 4217): "100.000" is a hundred of these.
THREE_PLACES = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
MOST_WORDS = 6  # "derechos especiales de giro"; "dólares de los Estados Unidos"


class _Tables:
    def __init__(self) -> None:
        sections: dict[str, list[str]] = {}
        for line in read("currencies.txt").splitlines():
            if line.startswith("[") and line.endswith("]"):
                rows = sections.setdefault(line[1:-1], [])
            else:
                rows.append(line)
        self.codes = frozenset(sections["codes"][0].split())
        self.tender: dict[str, tuple[str, tuple[str, ...]]] = {}
        for row in sections["territories"]:
            code, sign, found = row.split("|")
            self.tender[code] = (sign, tuple(found.split()))
        self.signs = {sign: tuple(found.split()) for sign, _, found in (row.rpartition("|") for row in sections["signs"])}
        self.nouns = {noun: tuple(found.split()) for noun, _, found in (row.partition("|") for row in sections["nouns"])}
        self._names = sections["names"]
        self._full: dict[str, str] | None = None

    @property
    def names(self) -> dict[str, str]:
        """Full names, unpacked when the first one is asked for."""
        if self._full is None:
            self._full = {}
            for row in self._names:
                code, *names = row.split("|")
                self._full.update(dict.fromkeys(names, code))
        return self._full


@cache
def _tables() -> _Tables:
    return _Tables()


def decimal_sign(country: str | None) -> str | None:
    """The decimal sign of the country's main language (CLDR); None where the country is not known."""
    known = _tables().tender.get(country or "")
    return known[0] if known else None


@cache
def meanings(written: str) -> tuple[str, ...]:
    """Every currency (ISO 4217) that a sign, code or name can stand for; none where it is no money."""
    tables = _tables()
    written = written.strip().strip('()[]*"“”')
    if not written:
        return ()
    for candidate in (written, written.replace(" ", ""), written.rstrip(".,;:"), written.rstrip(".,;:").replace(" ", "")):
        if candidate in tables.signs:
            return tables.signs[candidate]
        if len(candidate) == 3 and candidate.isascii() and candidate.isalpha():
            if candidate in tables.codes:
                return (candidate,)
            upper = candidate.upper()
            if upper in tables.codes and candidate.lower() not in _WORDS:
                return (upper,)
        elif (match := _WITH_SIGN.match(candidate)) and match[1] in tables.codes:
            return (match[1],)
    if not written[0].isalnum() or "," in written or ";" in written or "/" in written:
        return ()
    folded = fold(written)
    if len(folded) < 2 and folded.isascii():
        return ()
    if folded in tables.nouns:
        return tables.nouns[folded]
    if len(folded) > 3:
        if code := tables.names.get(folded):
            return (code,)
        # "dollars (US)", "dollars US", "euros €": code and noun together.
        words = written.replace("(", " ").replace(")", " ").split()
        if len(words) == 2:
            for one, other in (words, words[::-1]):
                kinds = tables.nouns.get(fold(one), ())
                code = other.strip(".,").upper()
                if code in kinds:
                    return (code,)
    return ()


def abroad(found: tuple[str, ...], country: str | None) -> str | None:
    """The currency that a noun means where the form's country has none of that name: "200 dólares" in a country of pesos are the United States'.

    A bare sign is no noun: it is the country's own, or open.
    """
    return "USD" if country in _tables().tender and "USD" in found and found in (_tables().nouns.get("dollars"), _tables().nouns.get("dolares")) else None


def currency(found: tuple[str, ...], country: str | None) -> str | None:
    """The one currency that is meant: the only meaning there is, or the only one that the form's country uses; None where that leaves it open."""
    if len(found) == 1:
        return found[0]
    known = _tables().tender.get(country or "")
    own = [code for code in (known[1] if known else ()) if code in found]
    return own[0] if len(own) == 1 else None
