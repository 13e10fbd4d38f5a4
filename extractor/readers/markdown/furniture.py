"""Page furniture of text that was printed to pages: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractor.readers.markdown.source import Source

_PAGE_WORD = r"(?:page|página|pagina|pág\.?|pag\.?|seite|p\.|стр\.?|sivu|side|sida|strona|стр)"
_OF = r"(?:of|de|sur|von|di|van|/|из|av|af|z)"
_PAGE_NUMBER = re.compile(
    rf"\s*[#*_]{{0,4}}\s*(?:[-–—~]\s?\d{{1,3}}\s?[-–—~]|{_PAGE_WORD}\s*:?\s*\d{{1,3}}(?:\s*{_OF}\s*\d{{1,3}})?|\d{{1,3}}\s*(?:/|of|sur)\s*\d{{1,3}}|\[\s?{_PAGE_WORD}\s*\d{{1,3}}\s?\]|\{{\d{{1,4}}\}}-{{10,}})\s*[*_]{{0,4}}\s*$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*$")
# A number alone is a page number only at a page's edge, or set so far in that it stands in the middle or at the right of the page.
_CENTRED = 15
_DIGITS = re.compile(r"\d+")


def part(lines: list[Source], breaks: set[int]) -> tuple[list[Source], list[Source]]:
    """The lines without page furniture (blank in its place), and the furniture.

    `breaks` holds the indexes of lines that begin a page after a form feed.
    """
    furniture: list[Source] = []
    out = list(lines)
    numbers: list[int] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 200 or not (bare := text.strip()) or (len(bare) > 40 and bare[0] != "{") or not any(map(str.isdigit, bare)):
            continue
        if _PAGE_NUMBER.match(bare):
            if _alone(lines, index, breaks) or "-" in text or "age" in text.lower():
                numbers.append(index)
        elif _BARE_NUMBER.match(bare) and _alone(lines, index, breaks) and (line.indent >= _CENTRED or _edge(lines, index, breaks)):
            numbers.append(index)
    for index in numbers:
        furniture.append(lines[index])
        out[index] = Source(lines[index].number, "")
    if breaks:
        furniture.extend(_running(out, sorted(breaks)))
    return out, furniture


def _alone(lines: list[Source], index: int, breaks: set[int]) -> bool:
    before = index == 0 or index in breaks or not lines[index - 1].text.strip()
    after = index + 1 >= len(lines) or index + 1 in breaks or not lines[index + 1].text.strip()
    return before and after


def _edge(lines: list[Source], index: int, breaks: set[int]) -> bool:
    """Whether nothing but blank lines stands between the line and a form feed."""
    following = index + 1
    while following < len(lines) and following not in breaks and not lines[following].text.strip():
        following += 1
    if following in breaks:
        return True
    before = index
    while before > 0 and before not in breaks and not lines[before - 1].text.strip():
        before -= 1
    return before in breaks


def _running(lines: list[Source], breaks: list[int]) -> list[Source]:
    """First and last lines that return on several pages, but for their digits; they are blanked in `lines`."""
    edges: list[tuple[str, int]] = []
    bounds = [0, *breaks, len(lines)]
    for start, end in pairwise(bounds):
        filled = [index for index in range(start, end) if lines[index].text.strip()]
        if not filled:
            continue
        for index in dict.fromkeys((filled[0], filled[-1])):
            edges.append((_DIGITS.sub("#", " ".join(lines[index].text.split())), index))
    counts = Counter(text for text, _ in edges)
    found: list[Source] = []
    for text, index in edges:
        if counts[text] >= max(2, 0.6 * (len(bounds) - 1)) and len(text) > 2:
            found.append(lines[index])
            lines[index] = Source(lines[index].number, "")
    return found
