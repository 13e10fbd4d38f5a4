"""What a member's pen or keyboard leaves in an answer's lines: blanks to write on, and list items typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import MARK, Block, Line

# What a form prints to write on, and nobody wrote: "____", "……", ". . . .".
_FILLER_BEFORE = re.compile(r"[\s_]*_{2,}[\s_]*|(?:[.…]\s?){4,}")
_FILLER_AFTER = re.compile(r"[\s_]*_{2,}[\s_.]*\Z|\s*(?:[.…]\s?){4,}\Z|\s*…{2,}\Z")


def without_fillers(line: Line) -> Line:
    """The line without the blanks that were printed to write it on."""
    text = line.text
    if "__" not in text and "…" not in text and ".." not in text and ". ." not in text:
        return line
    start = before.end() if (before := _FILLER_BEFORE.match(text)) else 0
    end = after.start() if (after := _FILLER_AFTER.search(text, start)) else len(text)
    return line.slice(start, end) if (start, end) != (0, len(text)) else line


def without_blanks(line: Line) -> Line:
    """An answer's line without the short blanks at its ends that elsewhere are boxes to write an X in."""
    start, end = 0, len(line.text)
    marks = list(line.marks)
    while marks and not marks[0].raw.strip("_ ") and line.text[start:end].startswith(MARK) and line.text[start:end].strip(MARK + " "):
        start += 1 + len(line.text[start + 1 : end]) - len(line.text[start + 1 : end].lstrip())
        marks.pop(0)
    while marks and not marks[-1].raw.strip("_ ") and line.text[start:end].endswith(MARK) and line.text[start:end].strip(MARK + " "):
        end = len(line.text[start : end - 1].rstrip()) + start
        marks.pop()
    return line.slice(start, end) if (start, end) != (0, len(line.text)) else line


_TYPED_ITEM = re.compile(r"(?:[•●▪◦‣·*–-]|(\d{1,2})[.)])\s+(?=\S)")


def typed_item(line: Line) -> Line:
    """A line of a form field as the list item that its writer typed: a field holds plain text."""
    if line.method != "field" or line.bullet or (typed := _TYPED_ITEM.match(line.text)) is None:
        return line
    cut = line.slice(typed.end())
    return replace(cut, bullet="1." if typed[1] else "-", number=typed[1] or "", starts_paragraph=True, wrapped=False)


def round_bullets(blocks: Sequence[Block]) -> list[Block]:
    """The lines of a list that begin with the letter o as items of it: a typist's round bullet. Without other items beside it, "o" is a word."""
    items = sum(isinstance(block, Line) and block.bullet == "-" for block in blocks)
    if items < 2:
        return list(blocks)
    return [
        replace(block.slice(2), bullet="-", starts_paragraph=True)
        if isinstance(block, Line) and not block.bullet and not block.wrapped and block.text.startswith("o ")
        else block
        for block in blocks
    ]


_TYPED_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")


def numbered_items(blocks: Sequence[Block]) -> list[Block]:
    """Lines that a writer numbered by hand, one after another from 1, as the list items they are."""
    out = list(blocks)
    at = 0
    while at < len(out):
        run: list[tuple[int, re.Match[str]]] = []
        while at < len(out) and (found := _next_number(out[at], len(run) + 1)) is not None:
            run.append((at, found))
            at += 1
            while run and at < len(out) and _goes_on(out[at]):
                at += 1
        if len(run) > 1:
            for number, match in run:
                line = out[number]
                assert isinstance(line, Line)
                out[number] = replace(line.slice(match.end()), bullet="1.", number=match[1], starts_paragraph=True, wrapped=False)
        at += not run
    return out


def _next_number(block: Block, number: int) -> re.Match[str] | None:
    """The number that a line begins with, where it is the one wanted and no list item's."""
    if not isinstance(block, Line) or block.bullet or block.wrapped:
        return None
    match = _TYPED_NUMBER.match(block.text)
    return match if match is not None and int(match[1]) == number else None


def _goes_on(block: Block) -> bool:
    return isinstance(block, Line) and block.wrapped
