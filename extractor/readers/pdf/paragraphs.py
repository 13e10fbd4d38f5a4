"""What only the layout tells of a line: whether it begins a list item or a paragraph, or was broken by the layout alone."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.document import Bullet, Line
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import VisualLine

_BULLETS = frozenset("•◦▪‣·∙⁃–—-*➢➔→►▸❖◆◇§ØüÞ▫◾")
_TYPED_BOX = re.compile(r"[\[({<][xX_]?[\])}>]?\Z")  # "[x]", "[" of "[ ]": an option begins
_DASHES = frozenset("–—-")
_LETTER_BULLET = "o"  # Word's second level: a letter of Courier New
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)]\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_CONTACT = re.compile(r"(?:tel|t[ée]l[ée]fono|t[ée]l[ée]phone|phone|e-?mail|correo|courriel|fax|mobile|mob|web|website)\b\.?:|tel\.|\S*@", re.IGNORECASE)


class Measure:
    """Where the lines of a region could reach: what decides whether a line was broken by the layout."""

    __slots__ = ("edge", "left", "options", "right")

    def __init__(self, left: float, right: float, options: float, edge: float) -> None:
        self.left, self.right = left, right
        self.edge = edge
        """The left side of a ruled cell; 0 where nothing is ruled."""
        self.options = options
        """How far a line that begins with a box could reach."""


def is_bullet(text: str) -> bool:
    """Whether the text of a word is a bullet where it begins a line; any private character is one: what a symbol font without a known code shows."""
    return text in _BULLETS or (len(text) == 1 and "\ue000" <= text <= "\uf8ff")


def _width(token: Token) -> float:
    return token.x1 - token.x0


def bullet_of(line: VisualLine) -> tuple[Bullet, str, int]:
    """The bullet or number that a line begins with: kind, number, how many tokens it takes."""
    first = line.tokens[0]
    if len(line.tokens) < 2 or first.own_line:
        return "", "", 0
    second = line.tokens[1]
    text = first.text
    if first.mark is not None:
        gap = second.x0 - first.x1
        if first.mark.method == "glyph" and second.mark is None and gap > 0.6 * second.size and gap < 4 * second.size:
            return "-", "", 0
        return "", "", 0
    if second.glued and second.x0 - first.x1 < 0.1 * second.size:
        return "", "", 0
    if is_bullet(text):
        return "-", "", 1
    if text == _LETTER_BULLET and ("courier" in first.font.lower() or second.x0 - first.x1 > 0.6 * second.size):
        return "-", "", 1
    if len(text) <= 6 and (match := _NUMBER.match(text)) and text.lower() != "(x)":
        return "1.", match[1], 1
    return "", "", 0


def new_paragraph(before: VisualLine, visual: VisualLine, gap: float, pitch: float, wrapped_lines: int, out: list[Line]) -> bool:
    if visual.tokens[0].own_line:
        return True
    if gap > 1.25 * max(pitch, 1.15 * visual.size) or abs(visual.size - before.size) > 0.1 * before.size:
        return True
    if visual.tokens[0].bold != before.tokens[0].bold or visual.tokens[0].mark is not None:
        return True
    # At the common distance: a paragraph of its own where the one above was one, else a broken line (an address, a list without bullets).
    return wrapped_lines > 0 or (bool(out) and out[-1].text[-1:] in ".!?:;")


def pitch_of(visuals: list[VisualLine]) -> float:
    """The commonest distance of two lines, the smaller where several are."""
    gaps = sorted(b.base - a.base for a, b in pairwise(visuals) if b.base - a.base < 2.2 * b.size)
    if not gaps:
        return 1.2 * visuals[0].size if visuals else 12.0
    return gaps[len(gaps) // 4]


def is_list_number(visual: VisualLine, visuals: list[VisualLine], number: str, measure: Measure) -> bool:
    """Whether "1." is a list's number and not a part of a date: the text hangs on it, or a neighbour number stands at the same indentation."""
    first, second = visual.tokens[0], visual.tokens[1]
    if second.x0 - first.x1 > 0.55 * second.size:
        return True
    if visual.x0 - measure.edge > 15 and measure.edge > 0:
        return True  # indented in its cell
    for other in visuals:
        if other is visual or abs(other.x0 - visual.x0) > 3 or len(other.tokens) < 2:
            continue
        match = _NUMBER.match(other.tokens[0].text)
        if match and match[1] != number:
            return True
    return False


def is_dash(visual: VisualLine, before: VisualLine, visuals: list[VisualLine], measure: Measure, pitch: float) -> bool:
    """Whether a dash that begins a line belongs to the sentence: no other line begins with one there, and the line above was full."""
    first = visual.tokens[0]
    if first.text not in _DASHES:
        return False
    if any(other is not visual and other.tokens[0].text == first.text and abs(other.x0 - visual.x0) < 3 for other in visuals):
        return False
    return goes_on(before, visual, measure, pitch, before.x0, visual.base - before.base)


def goes_on(before: VisualLine, visual: VisualLine, measure: Measure, pitch: float, left: float, gap: float) -> bool:
    """Whether the layout alone broke the line above: this line's first word would not have fitted there."""
    first = visual.tokens[0]
    if first.own_line or before.tokens[-1].own_line or _TYPED_BOX.match(first.text):
        return False
    if gap > 1.3 * max(pitch, 1.1 * visual.size) or abs(visual.size - before.size) > 0.12 * before.size:
        return False
    if before.tokens[-1].mark is not None and before.tokens[0].mark is None:
        return False  # an option that ends with its box
    last = next((t for t in reversed(before.tokens) if t.mark is None), before.tokens[-1])
    if first.bold != last.bold and (first.bold != before.tokens[0].bold):
        return False
    if (
        before.tokens[0].mark is not None
        and len(before.tokens) > 1
        and visual.tokens[0].mark is None
        and abs(visual.x0 - before.tokens[1].x0) <= 1.5
        and visual.x0 > before.x0 + 3
    ):
        return True  # hangs under an option's label
    room = (measure.options if before.tokens[0].mark is not None else measure.right) - before.x1
    if _CONTACT.match(first.text) or (_ADDRESS.match(first.text) and before.x1 - measure.left < 0.6 * (measure.right - measure.left)):
        return False  # an address begins a line of its own
    if len(before.tokens) == 1 and len(visual.tokens) > 1 and _ADDRESS.match(before.tokens[0].text):
        return False  # an address on a line of its own; the next line says something else
    needed = _width(first) + 0.22 * visual.size
    # Words of a line of a cell may reach to its very edge; a tenth of the size is the error of the boxes.
    if needed <= room - 0.1 * visual.size:
        return False
    if abs(visual.x0 - left) <= 3:
        return True
    # Centred or justified at the right, or an indented first line above.
    if abs((visual.x0 + visual.x1) - (before.x0 + before.x1)) <= 6:
        return True
    return left - 40 < visual.x0 < left + 3 and visual.x0 <= before.x0 + 3
