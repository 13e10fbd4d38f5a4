"""PlainText: one paragraph without the quotation marks around it."""

from __future__ import annotations

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.parsers.joining import join
from extractor.text import unpictured

# Opening mark → the marks that close it, in any language (CLDR's quotation delimiters and what keyboards offer).
_PAIRS: dict[str, str] = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〝": "〞〟",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    '"': '"”',
    "＂": "＂",
    "‘": "’‘",
    "‚": "‘’",
    "’": "’",
    "‛": "’",
    "'": "'",
    "`": "'`´",
    "´": "´",
}
_APOSTROPHES = "’'´"
_CLOSING = frozenset("".join(_PAIRS.values()))
# Two marks for one: ``TeX'', ''typed twice'', <<so>>, ,,and so".
_DOUBLED = (("``", "''"), ("''", "''"), ("``", '"'), ("<<", ">>"), (",,", "''"), (",,", '"'), (",,", "“"), ("´´", "´´"), (",,", "”"), ('""', '""'))


def parse(answer: Answer, context: Context) -> Parsed:
    """The text of the answer as one paragraph, without quotation marks around all of it."""
    lines = answer.lines
    text = " ".join(join(lines, context.words).split())
    if not text:
        return Parsed()
    bare = unquoted(unpictured(text))
    if not bare:
        return Parsed(left=tuple(lines)) if any(c.isalnum() for c in text) else Parsed()
    return Parsed(bare, (("", evidence(lines, 0.99)),))


def unquoted(text: str) -> str:
    """The text without the quotation marks that enclose the whole of it, and without one that lost its partner."""
    text = text.strip()
    for opening, closing in _DOUBLED:
        if len(text) > len(opening) + len(closing) and text.startswith(opening) and text.endswith(closing):
            return text[len(opening) : -len(closing)].strip()
    if len(text) < 2:
        return text
    first, last = text[0], text[-1]
    if first in _PAIRS and last in _PAIRS[first] and _encloses(text, first, last):
        inner = text[1:-1].strip()
        # Quotation marks doubled by a second hand: “"Title"”.
        if (
            len(inner) > 2
            and inner[0] in _PAIRS
            and inner[-1] in _PAIRS[inner[0]]
            and _encloses(inner, inner[0], inner[-1])
            and first in '"“'
            and inner[0] in '"“”„'
        ):
            inner = inner[1:-1].strip()
        return inner
    if first in _PAIRS and first not in _APOSTROPHES and not any(mark in text[1:] for mark in _PAIRS[first] + first):
        return text[1:].strip()
    if (
        last in _CLOSING
        and last not in _APOSTROPHES
        and not any(first_mark in text[:-1] for first_mark, closing in _PAIRS.items() if last in closing and first_mark not in _APOSTROPHES)
    ):
        return text[:-1].strip()
    return text


def _encloses(text: str, opening: str, closing: str) -> bool:
    """Whether the first mark's partner is the last one: not in “One” and “two”."""
    depth = 1
    for index in range(1, len(text) - 1):
        character = text[index]
        before, after = text[index - 1], text[index + 1]
        if character not in (opening, closing):
            continue
        if character in _APOSTROPHES and before.isalnum() and after.isalnum():
            continue
        if opening == closing or (character == opening == "“" and closing == "“"):
            opens = before.isspace() or before in "([{-–—/"
            depth += 1 if opens and not after.isspace() else -1
        elif character == opening:
            depth += 1
        else:
            if character in _APOSTROPHES and after.isspace() and before == "s":
                continue  # the members’ portal
            depth -= 1
        if depth == 0:
            return False
    return True
