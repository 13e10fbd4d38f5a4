"""Several marks for one option, as a pen or a hasty writer leaves them: a tick beside an empty box, a box corrected by another, two boxes of one label.

What they say together nobody can tell, unless they say the same.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.answers import Gap, Item, OptionLabel
from extractor.document import MARK, Line, Mark
from extractor.marks import shape_of

_SIGNS = ("tick", "cross")


def touching(line: Line) -> Line:
    """The line with marks of different states that touch, or a box and a tick or cross a space apart, as one mark without a state."""
    if len(line.marks) < 2 or (MARK + MARK not in line.text and f"{MARK} {MARK}" not in line.text):
        return line
    text, marks = line.text, list(line.marks)
    at, number = text.find(MARK), 0
    while at >= 0 and number + 1 < len(marks):
        following = text.find(MARK, at + 1)
        between = text[at + 1 : following]
        one, other = marks[number], marks[number + 1]
        if one.checked != other.checked and (not between or (between == " " and (None in (one.checked, other.checked) or _is_sign(one) != _is_sign(other)))):
            text = text[: at + 1] + text[following + 1 :]
            marks[number : number + 2] = [_both(one, other)]
            continue
        at, number = following, number + 1
    return replace(line, text=text, marks=tuple(marks), links=(), words=(), emphasis=()) if len(marks) < len(line.marks) else line


def one_each(items: list[Item]) -> list[Item]:
    """The items with one mark in each line, or row of a table, that holds one label, no other text and several marks of different states.

    Not where another line has more labels than marks: there the layout broke the lines between a label and its box.
    """
    lines: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Gap) and item.kind not in ("cell", "item"):
            lines += [[item], []]
        else:
            lines[-1].append(item)
    if all(len(_marks(line)) < 2 for line in lines) or any(_needed(line) > len(_marks(line)) for line in lines):
        return items
    return [item for line in lines for item in _with_one(line)]


def _marks(line: list[Item]) -> list[Mark]:
    return [item for item in line if isinstance(item, Mark)]


def _needed(line: list[Item]) -> int:
    """How many of the line's labels are printed with a box: Other may be printed without."""
    return sum(isinstance(item, OptionLabel) and item.slot.role != "other" for item in line)


def _with_one(line: list[Item]) -> list[Item]:
    marks = _marks(line)
    if len({mark.checked for mark in marks}) < 2 or sum(isinstance(item, OptionLabel | Line) for item in line) != 1:
        return line
    one = marks[0]
    for mark in marks[1:]:
        one = _both(one, mark)
    return [one if item is marks[0] else item for item in line if not isinstance(item, Mark) or item is marks[0]]


def _is_sign(mark: Mark) -> bool:
    """A bare tick or cross, which a person puts into or beside a box."""
    return shape_of(mark) in _SIGNS or mark.raw in ("x", "X")


def _both(one: Mark, other: Mark) -> Mark:
    return replace(one, checked=None, raw=one.raw + other.raw, confidence=min(one.confidence, other.confidence), tied_to=None, disagrees=False)
