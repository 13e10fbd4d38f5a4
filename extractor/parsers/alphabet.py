"""What the marks of a grid mean beside each other: the states of an alphabet of characters, not of a character by itself.

A tick is a mark beside an empty box and a yes beside a cross; a solid square is nothing beside other solid squares; a letter beside each option may
be all that is left of a symbol font. Where checked and empty could be swapped, the states are null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from extractor.answers import Gap, GridAnswer, Item, OptionLabel
from extractor.document import Line, Mark
from extractor.marks import LONE, SHAPES, checked_by, lone_mark, shape_of, stands_as_mark
from extractor.marks.fonts import MOST_LETTERS, lost_shapes
from extractor.marks.glyphs import GREEN, RED, RINGS, Shape

# Letters that are all that is left of boxes are told by their habits alone.
LOST_CONFIDENCE = 0.4
# At least so large a share of the options must have a letter of the alphabet beside it.
SHARE = 0.7
_YES_RINGS = frozenset("〇⭕")
_MARK_METHODS = ("glyph", "vector", "image")


def alone(items: Sequence[Item], answer: GridAnswer) -> list[Item]:
    """Text that is nothing but one character that may be a mark, as that mark; small solid shapes are bullets but beside small empty ones."""
    small = any(raw[:1] in "▫◽▷▹▻" for raw in answer.raws) or any(isinstance(item, Line) and item.text.strip() in ("▷", "▹", "▻") for item in items)
    out: list[Item] = []
    for item in _led(items):
        if isinstance(item, Line) and (mark := lone_mark(item.text, item.place)) is not None:
            if SHAPES.get(mark.raw) != "dot" or small:
                out.append(mark)
        else:
            out.append(item)
    return out


_LED = re.compile(r"([xXхХ])[ \u00a0]+(?=[^\W\d_]{2})")
_SEVERAL = 2


def _led(items: Iterable[Item]) -> list[Item]:
    """An X before a text that is no option of the form as a line of its own, where a lone X stands before at least two options too."""
    items = list(items)
    alone = sum(isinstance(item, Line) and item.text in _CROSSES and isinstance(after, OptionLabel) for item, after in pairwise(items))
    if alone < _SEVERAL:
        return items
    out: list[Item] = []
    for before, item in pairwise([None, *items]):
        led = _LED.match(item.text) if isinstance(item, Line) and (before is None or isinstance(before, Gap)) else None
        out += [item.slice(0, led.end()), item.slice(led.end())] if led is not None and isinstance(item, Line) else [item] if item is not None else []
    return out


_CROSSES = frozenset("xXхХ")


def settled(items: list[Item], answer: GridAnswer) -> list[Item]:
    """The items with each mark in the state that the others of its alphabet give it."""
    items = _unknown_signs(_lost_letters(items, answer))
    raws = answer.raws | {item.raw for item in items if isinstance(item, Mark)}
    shapes = _shapes_of(raws)
    boxes = {raw for raw, shape in shapes.items() if shape == "empty"} | ({"☐"} if answer.empty_seen else set())
    return [_settled(item, shapes, boxes, raws) if isinstance(item, Mark) else item for item in items]


@lru_cache(maxsize=256)
def _shapes_of(raws: frozenset[str]) -> dict[str, Shape]:
    """The shape of each mark that is a single character, but for the letter x."""
    shapes = {raw: SHAPES.get(raw[:1]) if len(raw) <= 2 else None for raw in raws if raw not in "xXхХ"}
    return {raw: known for raw, shape in shapes.items() if (known := shape or LONE.get(raw)) is not None}


def _settled(mark: Mark, shapes: dict[str, Shape], boxes: set[str], raws: frozenset[str]) -> Mark:
    if mark.method not in _MARK_METHODS or mark.disagrees:
        return mark
    raw = mark.raw
    if raw.strip("()（） ") in RINGS and raw[:1] in "(（":
        # A ring in brackets is a radio button that is off beside one that is on, and a yes beside empty brackets.
        return replace(mark, checked=not any(other.strip("()（） ") in ("●", "•", "◉") and other[:1] in "(（" for other in raws))
    if raw[:1] in "([{" and raw[-1:] in ")]}":
        return _bracketed(mark, raws)
    shape = shapes.get(raw) or shape_of(mark)
    kinds = set(shapes.values())
    if {"🔲", "🔳"} <= boxes and raw in "🔲🔳":
        return replace(mark, checked=None)
    seen = GREEN | RED
    if raw[:1] in seen and raws & GREEN and raws & RED:
        return replace(mark, checked=None if boxes else raw[:1] in GREEN)
    rings = boxes & RINGS
    if rings and boxes <= RINGS and "cross" in kinds and not kinds & {"tick", "marked", "filled"} and shape in ("empty", "cross"):
        # A ring is a radio button in most countries and a yes in some: beside crosses only the rings that are never a button tell.
        return replace(mark, checked=shape == "empty" if rings <= _YES_RINGS else None)
    if boxes:
        if shape == "empty" and raw in _YES_RINGS and not boxes <= _YES_RINGS:
            return replace(mark, checked=True)
        return mark
    if shape == "cross" and "tick" in kinds:
        return replace(mark, checked=False)
    if shape == "filled" and kinds <= {"filled"}:
        return replace(mark, checked=None)
    return mark


_BRACKETS = "()[]{} "


def _bracketed(mark: Mark, raws: frozenset[str]) -> Mark:
    """A typed box beside the others of its brackets: [✗] says no beside [✓] alone, (o) is on beside ( ) and nothing that can be told beside (x)."""
    inner = mark.raw.strip(_BRACKETS)
    others = {raw.strip(_BRACKETS) for raw in raws if raw[:1] == mark.raw[:1]}
    if inner in _ROUNDS:
        return mark if "" in others and others <= _ROUNDS | {""} else replace(mark, checked=None)
    if inner in _MINUS and "+" in others and not others & {"", "x", "X"}:
        return replace(mark, checked=False)
    if inner == "x" and "/" in others and "" not in others:
        return replace(mark, checked=False)  # Jira's (/) and (x)
    if inner and SHAPES.get(inner) == "cross" and "" not in others and any(SHAPES.get(other) == "tick" for other in others):
        return replace(mark, checked=False)
    return mark


_ROUNDS = frozenset("oO0")
_MINUS = frozenset("-−–")


def _labels(items: list[Item]) -> int:
    return sum(isinstance(item, OptionLabel) for item in items)


def _letter(item: Item) -> str | None:
    """The letter that stands where a mark would."""
    if isinstance(item, Line):
        text = item.text.strip()
        return text if len(text) == 1 else None
    if isinstance(item, Mark) and item.raw in _OFTEN_LETTERS and item.method == "glyph" and (item.raw != "o" or item.checked is None):
        return item.raw
    return None


# Letters that are taken for a mark, or for a bullet, before the grid is looked at as a whole.
_OFTEN_LETTERS = frozenset("xXo")


def _lost_letters(items: list[Item], answer: GridAnswer) -> list[Item]:
    """Letters beside nearly all options as the boxes, ticks and crosses that they were before their symbol font was lost."""
    found = {number: letter for number, item in enumerate(items) if (letter := _letter(item)) is not None}
    here = frozenset(found.values())
    letters = here | (answer.letters if here & answer.letters else frozenset())
    if len(found) < SHARE * _labels(items) or not 2 <= len(letters) <= MOST_LETTERS:
        return _without_bullets(items)
    states: dict[str, bool | None] | None = None
    if {letter.upper() for letter in letters} in ({"O", "X"}, {"0", "X"}, {"V", "X"}) and letters & frozenset("O0vV"):
        # A ring or a tick beside a cross: which of them says yes is another thing in every country.
        states = dict.fromkeys(letters)
    else:
        readings = [_states(shapes) for shapes in lost_shapes(letters)]
        readings = [reading for reading in readings if set(reading.values()) == {True, False}]
        if not readings:
            return _without_bullets(items)
        states = {letter: readings[0][letter] if all(reading == readings[0] for reading in readings) else None for letter in letters}
    out = list(items)
    for number, letter in found.items():
        item = items[number]
        place = item.place if isinstance(item, Line | Mark) else None
        assert place is not None
        out[number] = Mark(states[letter], raw=letter, method="text", confidence=LOST_CONFIDENCE, place=place)
    return out


def _states(shapes: dict[str, Shape]) -> dict[str, bool | None]:
    kinds = set(shapes.values())
    crosses = "empty" not in kinds and "tick" in kinds
    return {letter: False if shape == "cross" and crosses else checked_by(shape) for letter, shape in shapes.items()}


def _without_bullets(items: list[Item]) -> list[Item]:
    """The items without the bullets that could only have been letters of a lost font."""
    return [item for item in items if not (isinstance(item, Mark) and item.bullet and item.raw == "o" and item.checked is None)]


def _unknown_signs(items: list[Item]) -> list[Item]:
    """A sign that no table knows, alone beside an option, is a mark whose state nobody can tell."""
    if not any(isinstance(item, Line) and _is_sign(item.text) for item in items):
        return items
    signs = sum(isinstance(item, Line) and _is_sign(item.text) for item in items)
    marks = sum(isinstance(item, Mark) for item in items)
    if signs + marks < SHARE * _labels(items):
        return items
    return [Mark(None, raw=item.text, place=item.place) if isinstance(item, Line) and _is_sign(item.text) else item for item in items]


def _is_sign(text: str) -> bool:
    """Whether a text is one sign that is neither a letter nor punctuation."""
    return len(text) <= _LONGEST_SIGN and stands_as_mark(text) and lone_mark(text) is None


# A sign, what chooses its look, and a space at either side.
_LONGEST_SIGN = 4


def bullets_apart(items: list[Item]) -> list[Item]:
    """The items without the glyphs that are bullets: those of lines that have a box too, or of a grid whose every option has a box already."""
    plain = sum(isinstance(item, Mark) and not item.bullet for item in items)
    if not plain or not any(isinstance(item, Mark) and item.bullet for item in items):
        return items
    lines: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Gap) and item.kind not in ("cell", "item"):
            lines.append([])
        else:
            lines[-1].append(item)
    labelled = _labels(items)
    both = any(
        any(isinstance(i, Mark) and i.bullet for i in line) and 0 < _labels(line) <= sum(isinstance(i, Mark) and not i.bullet for i in line) for line in lines
    )
    if both or plain >= labelled:
        return [item for item in items if not (isinstance(item, Mark) and item.bullet)]
    bare = sum(any(isinstance(i, OptionLabel) for i in line) and not any(isinstance(i, Mark) for i in line) for line in lines)
    if bare and plain >= 0.6 * labelled:
        return [item for item in items if not (isinstance(item, Mark) and item.bullet)]
    return items
