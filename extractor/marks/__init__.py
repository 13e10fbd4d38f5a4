"""Decide what is a selection mark and whether it is checked. The only room that knows glyphs.

Characters and symbol-font codes are data: one table each. A reader calls `find_marks` on the text of a run and gets the text with every
mark replaced by U+FFFC, and the marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache

from extractor.document import MARK, Mark, Method
from extractor.marks.choices import DROPPED, KEPT, PAIR, chosen, plain
from extractor.marks.fonts import SYMBOL_FONTS, private_shape, symbol_family, symbol_shape
from extractor.marks.glyphs import LONE, ONLY_ALONE, SHAPES, Shape
from extractor.marks.mojibake import mend
from extractor.marks.typed import KINDS, MAY_BE_LEFT, TYPED, unescaped
from extractor.marks.words import NO, PAIRED_NO, PAIRED_YES, YES
from extractor.place import NOWHERE, Place
from extractor.text import fold

__all__ = [
    "LONE",
    "NO",
    "PAIRED_NO",
    "PAIRED_YES",
    "SHAPES",
    "SYMBOL_FONTS",
    "YES",
    "Shape",
    "as_bullet",
    "checked_by",
    "find_marks",
    "lone_mark",
    "mark_of",
    "private_shape",
    "shape_of",
    "stands_as_mark",
    "symbol_family",
    "symbol_shape",
    "unmark",
    "yes_or_no",
]


def checked_by(shape: Shape) -> bool | None:
    """Whether a mark of this shape says yes, taken by itself; None where it tells no state."""
    return None if shape == "unclear" else shape != "empty"


def shape_of(mark: Mark) -> Shape | None:
    """The shape of a mark that is a single character; None for fields, drawings and typed boxes."""
    if not 0 < len(mark.raw) <= 2:
        return None
    return SHAPES.get(mark.raw[0]) or private_shape(mark.raw[0])


_VARIATION = "\ufe0e\ufe0f"
_GLYPHS = "".join(re.escape(c) for c in SHAPES if c not in ONLY_ALONE and SHAPES[c] != "dot")
_PRIVATE = "\uf020-\uf0b6\uf0b8-\uf0ff"
_TICKS = "xXхХ✓✔✗✘✕✖×√"
# Overlays that strike an empty box through (Unicode 7.9: U+0334 to U+0338, U+20D2 and the like), and frames around the character before.
_STROKES = "\u0334-\u0338\u20d2\u20d3\u20e5\u20eb"
_FRAMES = "\u20dd-\u20df"
_EMPTY_BOXES = "☐□▢◻⬜◽❏❐❑❒○◯⚪⎕\uf0a8\uf06f"
_PATTERN = rf"""(?P<framed>[{_TICKS} \u00a0\u3000\uf0fc\uf0fb][{_VARIATION}]?[{_FRAMES}])
  | (?P<struck>[{_EMPTY_BOXES}][{_VARIATION}]?[{_STROKES}])
  | (?P<beside>[{_EMPTY_BOXES}][{_VARIATION}]?[{_TICKS}](?!\w)|(?<!\w)[{_TICKS}][{_VARIATION}]?[{_EMPTY_BOXES}](?![\w{_TICKS}])|\[\s?\][{_TICKS}](?!\w))
  | (?P<deleted>(?<!\w)[{_TICKS}][{_STROKES}](?!\w))
  | (?P<glyph>[{_GLYPHS}])[{_VARIATION}]*(?P<stroke>[{_STROKES}]?)|(?P<private>[{_PRIVATE}])|{TYPED}"""
_MARKS = re.compile(_PATTERN, re.VERBOSE)
# The characters that make `_MARKS` worth running at all.
_WORTH = re.compile(rf"[{_GLYPHS}{_PRIVATE}\[({{<_=［【〔（{_FRAMES}{_STROKES}{KEPT}{DROPPED}]")


# What a text of ASCII alone must hold for any mark to be in it.
_MAY_BE_TYPED = re.compile(r"[(\[_{<\\&=]|:[a-z+-]")
_LONGEST_KEPT = 200


def mark_of(raw: str, shape: Shape, *, place: Place = NOWHERE, method: Method = "glyph", confidence: float = 1.0) -> Mark:
    """A mark of one character."""
    return Mark(checked=checked_by(shape), raw=raw, method=method, confidence=confidence, place=place)


def find_marks(text: str, place: Place = NOWHERE, font: str | None = None) -> tuple[str, tuple[Mark, ...]]:
    """The text with every selection mark replaced by U+FFFC, and the marks in order.

    `font` is the name of the font that the whole text is set in, where the format tells: in a symbol font letters are pictures.
    """
    if font is not None and (family := symbol_family(font)) is not None:
        out: list[str] = []
        found: list[Mark] = []
        for character in text:
            shape = symbol_shape(character, family)
            if shape is None or shape == "dot":
                out.append("•" if shape == "dot" else character)
            else:
                out.append(MARK)
                found.append(mark_of(character, shape, place=place))
        return "".join(out), tuple(found)
    if text.isascii() and _MAY_BE_TYPED.search(text) is None:
        return text, ()
    # Labels and their boxes are the same in form after form; long texts are not, and would fill the memory.
    found_text, marks = _found(text) if len(text) <= _LONGEST_KEPT else _found.__wrapped__(text)
    if not marks or place is NOWHERE:
        return found_text, marks
    return found_text, tuple([Mark(mark.checked, mark.raw, mark.method, mark.confidence, place) for mark in marks])


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[str, tuple[Mark, ...]]:
    """What `find_marks` finds in a text that is set in no symbol font, the marks without a place."""
    if not text.isascii():
        text = mend(text)
    if MAY_BE_LEFT.search(text):
        text = unescaped(text)
    if not _WORTH.search(text):
        return text, ()
    marks: list[Mark] = []

    def substitute(match: re.Match[str]) -> str:
        mark = _matched(match, NOWHERE)
        if mark is None:
            return "•" if match.group() in _BULLETS else match.group()
        marks.append(mark)
        return MARK

    if KEPT in text or DROPPED in text:
        text = plain(_with_choices().sub(substitute, text))
    else:
        text = _MARKS.sub(substitute, text)
    return text, tuple(marks)


@cache
def _with_choices() -> re.Pattern[str]:
    return re.compile(f"{PAIR}|{_PATTERN}", re.VERBOSE)


_BULLETS = frozenset("\uf0a7")


def _matched(match: re.Match[str], place: Place) -> Mark | None:
    """The mark that `_MARKS` found; None where it is none after all."""
    raw = match.group()
    if glyph := match["glyph"]:
        # Struck through, a box that was marked may be taken back, or crossed out once more.
        return mark_of(glyph, SHAPES[glyph], place=place) if not match["stroke"] else Mark(None, raw=raw, place=place)
    if private := match["private"]:
        shape = private_shape(private)
        return None if shape is None or shape == "dot" else mark_of(private, shape, place=place, confidence=0.95)
    if "choice" in match.re.groupindex and (choice := match["choice"]):
        return chosen(choice, place)
    if match["framed"]:
        return Mark(checked=not raw[0].isspace(), raw=raw, place=place)
    if match["struck"] or match["beside"]:
        return Mark(checked=True, raw=raw, place=place, confidence=0.9)
    if match["deleted"]:
        return Mark(checked=None, raw=raw, place=place)
    kind = next(kind for kind in KINDS if match[kind] is not None)
    inner = match[kind].strip(" \u00a0\u3000_")
    raw = raw.replace("\\", "")
    if kind == "part":
        return Mark(checked=None, raw=raw, place=place)
    if kind == "said":
        said = yes_or_no(inner)
        return None if said is None else Mark(checked=said, raw=raw, place=place, confidence=0.9)
    return Mark(checked=bool(inner), raw=raw, place=place, confidence=0.9 if kind in ("blank", "equals") else 1.0)


def lone_mark(text: str, place: Place = NOWHERE) -> Mark | None:
    """The mark that `text` is, where it stands alone (in a cell, at a label's side): also characters that are none in running text, like × or X."""
    bare = text.strip().rstrip(_VARIATION)
    if len(bare) != 1:
        return None
    if bare in SHAPES:
        return mark_of(bare, SHAPES[bare], place=place)
    if bare in LONE:
        return mark_of(bare, LONE[bare], place=place, confidence=0.9)
    return None


def stands_as_mark(text: str) -> bool:
    """Whether text is one character that may be a mark where it stands alone: one of the tables', or a sign that is neither letter nor punctuation."""
    bare = text.strip().rstrip(_VARIATION)
    return len(bare) == 1 and (bare in SHAPES or bare in LONE or unicodedata.category(bare) in ("So", "Sm", "Sk", "Co", "Cn"))


def as_bullet(mark: Mark) -> Mark:
    """The same mark, standing where a list bullet would."""
    return replace(mark, bullet=True)


def unmark(text: str, marks: tuple[Mark, ...]) -> str:
    """The text with the marks as they were seen, for narratives and quotations."""
    if not marks:
        return text
    parts = text.split(MARK)
    out = [parts[0]]
    for index, part in enumerate(parts[1:]):
        out.append(marks[index].raw if index < len(marks) else "")
        out.append(part)
    return "".join(out)


_LONGEST_SAID = 40
"""Characters of the longest words for yes or no, with what may stand around them."""


def yes_or_no(text: str) -> bool | None:
    """Whether a word says yes or no, in the languages that members answer in; None for any other."""
    if len(text) > _LONGEST_SAID:
        return None
    word = fold(text)
    return True if word in YES else False if word in NO else None
