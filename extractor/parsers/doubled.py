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
    """The items with one mark in each line, or row of a table, that holds one label, no other text and several marks of different states."""
    out: list[Item] = []
    line: list[Item] = []

    def close() -> None:
        marks = [item for item in line if isinstance(item, Mark)]
        labels = sum(isinstance(item, OptionLabel | Line) for item in line)
        if labels == 1 and len(marks) > 1 and len({mark.checked for mark in marks}) > 1:
            one = marks[0]
            for mark in marks[1:]:
                one = _both(one, mark)
            gone = {id(mark) for mark in marks[1:]}
            out.extend(one if item is marks[0] else item for item in line if id(item) not in gone)
        else:
            out.extend(line)
        line.clear()

    for item in items:
        if isinstance(item, Gap) and item.kind != "cell":
            close()
            out.append(item)
        else:
            line.append(item)
    close()
    return out


def _is_sign(mark: Mark) -> bool:
    """A bare tick or cross, which a person puts into or beside a box."""
    return shape_of(mark) in _SIGNS or mark.raw in ("x", "X")


def _both(one: Mark, other: Mark) -> Mark:
    return replace(one, checked=None, raw=one.raw + other.raw, confidence=min(one.confidence, other.confidence), tied_to=None, disagrees=False)
