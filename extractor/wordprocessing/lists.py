"""Lists as a reader sees them: how deep an item stands is where its text begins, and a list may be numbered by hand."""

from __future__ import annotations

import re
from typing import Final

from extractor.document import Block
from extractor.wordprocessing.inline import Draft

# Less than this, in twentieths of a point, is no deeper: Word's own steps are 360 and 720.
_STEP: Final = 120
_NUMBER: Final = re.compile(r"[ \t\u00a0]*\(?(\d{1,2})[.)][ \t\u00a0]+(?=\S)")
_NUMBER_TAB: Final = re.compile(r"[ ]*\(?(\d{1,2})[.)][ ]*\t[ \t]*(?=\S)")


def settle(items: list[Draft | Block]) -> list[Draft | Block]:
    """Give list items their level, and typed numbers that count up their list."""
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and isinstance(items[end], Draft):
            end += 1
        drafts = [item for item in items[start:end] if isinstance(item, Draft)]
        if len(drafts) > 1:
            _number(drafts)
            if sum(draft.bullet != "" for draft in drafts) > 1:
                _indent(drafts)
        start = end + 1
    return items


def _number(drafts: list[Draft]) -> None:
    """Typed numbers are a list where two lines that follow each other count up; one alone may be a date."""
    expected = 0
    previous: Draft | None = None
    for draft in drafts:
        match = None if draft.bullet else _NUMBER.match(draft.text)
        if match is None:
            if draft.starts_paragraph:
                previous = None
            continue
        number = int(match[1])
        if previous is not None and number == expected:
            _take(previous)
            _take(draft)
        previous, expected = draft, number + 1
    for draft in drafts:
        if not draft.bullet and _NUMBER_TAB.match(draft.text):
            _take(draft)


def _take(draft: Draft) -> None:
    if not draft.bullet and (match := _NUMBER.match(draft.text)) is not None:
        draft.bullet, draft.number = "1.", match[1]
        draft.drop(match.end())


def _indent(drafts: list[Draft]) -> None:
    """Levels by indent, within each run of list items; the list's own levels where nothing is indented."""
    start = 0
    while start < len(drafts):
        end = start
        # Prompts that are numbered and bold are no part of the list that answers them.
        while end < len(drafts) and (end == start or drafts[end].bold == drafts[start].bold or not drafts[end].bullet):
            if not drafts[end].bullet and (end == start or drafts[end].starts_paragraph):
                break
            end += 1
        run = drafts[start:end]
        if len({draft.indent for draft in run if draft.bullet}) > 1:
            open_levels: list[int] = []
            level = 0
            for draft in run:
                if draft.bullet:
                    while open_levels and draft.indent < open_levels[-1] - _STEP:
                        open_levels.pop()
                    if not open_levels or draft.indent > open_levels[-1] + _STEP:
                        open_levels.append(draft.indent)
                    level = len(open_levels) - 1
                draft.level = level
        elif run:
            least = min(draft.level for draft in run)
            for draft in run:
                draft.level -= least
        start = max(end, start + 1)
