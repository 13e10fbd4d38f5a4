"""Rows of options whose boxes stand in columns of their own, laid out with spaces: "[ ] Yes  [x] No" at the line's end, or an X under Yes or No."""

from __future__ import annotations

import re

from extractor.marks import yes_or_no
from extractor.readers.markdown.source import BOX, columns_of

_BOX = rf"(?:{BOX.pattern})"
_WORD = r"[^\W\d_]{1,10}"
_BOXES_END = re.compile(rf"(?P<gap>\s*)(?P<pair>(?P<first>{_BOX})\s?(?P<one>{_WORD})\s{{1,12}}[/|]?\s{{0,3}}(?P<second>{_BOX})\s?(?P<other>{_WORD}))\s*$")
_WORDS_END = re.compile(rf"(?P<gap>\s+)(?P<pair>(?P<one>{_WORD})\s?(?P<first>{_BOX})\s{{1,12}}[/|]?\s{{0,3}}(?P<other>{_WORD})\s?(?P<second>{_BOX}))\s*$")
_BOTH_WORDS = re.compile(rf"\s{{2,}}(?P<one>{_WORD})\s{{2,12}}(?P<other>{_WORD})\s*$")
_LONGEST_WORD = 10
_HEADS = re.compile(rf"\s{{8,}}({_WORD})\s{{2,}}({_WORD})\s*$")
_TOKENS = re.compile(r"\S+")
# A mark stands as far from where its head begins as the middle of the longest head.
_NEAR = 4


def in_rows(lines: list[str]) -> list[str]:
    """The lines with each such row as one line of text, or as cells parted by tabs; the same list where there are none."""
    if any(line.startswith("+ ") or line.endswith(" +") for line in lines):
        lines = _with_signs(lines)
    lines = _beside_boxes(lines)
    out: list[str] | None = None
    heads: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        if len(line) > 300 or not line.strip():
            heads = None
            continue
        if (columns := _heads(line)) is not None and number + 1 < len(lines) and _cells(lines[number + 1], columns) is not None:
            out = list(lines) if out is None else out
            heads = columns
            out[number] = "\t" + "\t".join(line.split())
        elif heads is not None and (cells := _cells(line, heads)) is not None:
            assert out is not None
            out[number] = "\t".join(cells)
        else:
            heads = None
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if len(following) <= _LONGEST_WORD and yes_or_no(following) is not None and (row := _paired(f"{line.rstrip()}  {following}")) is not None:
                out = list(lines) if out is None else out
                out[number], out[number + 1] = row, ""
            elif (row := _paired(line)) is not None:
                out = list(lines) if out is None else out
                out[number] = row
    return lines if out is None else out


_BOX_AT_RIGHT = re.compile(rf"(?P<indent> *)(?P<text>\S(?:[^ ]| (?! ))*) {{2,}}{_BOX}[ ]*$")
# So many boxes in one column make it one.
_BOXES_IN_COLUMN = 4


def _beside_boxes(lines: list[str]) -> list[str]:
    """The lines with what is written beside an option whole: "Other: Agreement with the   [x]" and "Treasury", broken where the column of boxes begins.

    A line goes on with the one above where its first word would not have fitted there, and where what follows it stands at another indent.
    """
    found = {number: match for number, line in enumerate(lines) if line[-1:] and len(line) < 300 and (match := _BOX_AT_RIGHT.match(line)) is not None}
    if len(found) < _BOXES_IN_COLUMN:
        return lines
    out = list(lines)
    for number, match in found.items():
        rest = lines[number + 1] if number + 1 < len(lines) else ""
        indent = len(match["indent"])
        if ":" not in match["text"] or number + 1 in found or not rest.strip() or _indent(rest) != indent or "  " in rest.strip() or BOX.search(rest):
            continue
        column = _column(match)
        width = max(columns_of(other["text"]) for other in found.values() if len(other["indent"]) == indent and abs(_column(other) - column) <= 1)
        after = lines[number + 2] if number + 2 < len(lines) else ""
        too_long = columns_of(match["text"]) + 1 + columns_of(rest.split(None, 1)[0]) > width
        if too_long and columns_of(rest.strip()) <= width and after.strip() and _indent(after) != indent:
            end = match.end("text")
            out[number], out[number + 1] = f"{lines[number][:end]} {rest.strip()}{lines[number][end:]}", ""
    return out


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(match: re.Match[str]) -> int:
    return columns_of(match.group().rstrip())


def _with_signs(lines: list[str]) -> list[str]:
    """The lines with a plus and a minus beside the options in brackets: by themselves they are bullets, or signs, or a line's end."""
    found: dict[int, str] = {}
    signs: set[str] = set()
    for start, end in _blocks(lines):
        for pattern in (_SIGN_BEFORE, _SIGN_AFTER):
            parts = {number: _SPACES.split(lines[number].strip()) for number in range(start, end)}
            matches = {number: [pattern.match(part) for part in line] for number, line in parts.items()}
            if sum(map(len, matches.values())) < 2 or not all(all(line) for line in matches.values()):
                continue
            here = {match["sign"] for line in matches.values() for match in line if match is not None}
            if "+" in here and len(here) == 2:
                signs |= here
                for number, line in matches.items():
                    found[number] = "   ".join(f"[{m['sign']}] {m['label']}" if pattern is _SIGN_BEFORE else f"{m['label']} [{m['sign']}]" for m in line if m)
    if len(found) < _OPTIONS or len(signs) != 2:
        return lines
    return [found.get(number, line) for number, line in enumerate(lines)]


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Runs of lines one after another that begin, or end, with a plus or a minus."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        bare = line.strip() if len(line) < 300 else ""
        if len(bare) > 3 and ((bare[0] in _SIGNS and bare[1] == " ") or (bare[-1] in _SIGNS and bare[-2] == " ")):
            start = number if start is None else start
        elif start is not None:
            runs.append((start, number))
            start = None
    return runs


_SIGNS = "+-−–"
_SIGN_BEFORE = re.compile(rf"(?P<sign>[{_SIGNS}]) +(?P<label>\S.*)")
_SIGN_AFTER = re.compile(rf"(?P<label>\S.*?) +(?P<sign>[{_SIGNS}])\Z")
_SPACES = re.compile(r" {2,}")
# Half the options of the form, less what stands in one line: no list of pros and cons is so long.
_OPTIONS = 8


def _paired(line: str) -> str | None:
    """The line with one space before and between its box for Yes and its box for No; None where it does not end so, or has nothing to bring together."""
    if "  " not in line and "]" not in line:
        return None
    for pattern in (_BOXES_END, _WORDS_END):
        match = pattern.search(line)
        if match is not None and {yes_or_no(match["one"]), yes_or_no(match["other"])} == {True, False} and line[: match.start()].strip():
            return f"{line[: match.start()].rstrip()} {' '.join(match['pair'].split())}"
    # Both words and no box: what told them apart is lost, and they must not come to stand in two columns.
    match = _BOTH_WORDS.search(line)
    if match is not None and {yes_or_no(match["one"]), yes_or_no(match["other"])} == {True, False} and line[: match.start()].strip():
        return f"{line[: match.start()].rstrip()} {match['one']} / {match['other']}"
    return None


def _heads(line: str) -> tuple[int, int] | None:
    """The columns of a Yes and a No that are all that stands in the line."""
    match = _HEADS.match(line) if line.startswith("        ") else None
    if match is None or {yes_or_no(match[1]), yes_or_no(match[2])} != {True, False}:
        return None
    return match.start(1), match.start(2)


def _cells(line: str, columns: tuple[int, int]) -> list[str] | None:
    """A label, and the marks under the two heads; None where other words stand there, or no mark at all."""
    marks = ["", ""]
    end = len(line)
    for match in reversed(list(_TOKENS.finditer(line))):
        near = [abs(match.start() - column) for column in columns]
        column = near.index(min(near))
        if min(near) > _NEAR or len(match.group()) > 3 or marks[column]:
            break
        marks[column] = match.group()
        end = match.start()
    label = line[:end].rstrip()
    if not any(marks) or not label or end - len(label) < 2 or len(label) > min(columns):
        return None
    return [label.strip(), *marks]
