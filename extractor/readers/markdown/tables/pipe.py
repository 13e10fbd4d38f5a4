"""Pipe tables (GitHub Flavored Markdown, 4.10), also without a delimiter row where every line begins and ends with a pipe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.readers.markdown.source import Source
from extractor.readers.markdown.tables.cells import MAXIMUM_COLUMNS, Raw, broken, rows_of

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def split_row(text: str) -> list[str]:
    """The cells of a pipe table's row; `\\|` is no border."""
    text = text.strip()
    if text.startswith("|"):
        text = text[1:]
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    if "\\|" not in text:
        return text.split("|")
    return [cell.replace("\x00", "\\|") for cell in text.replace("\\|", "\x00").split("|")]


def pipe_table(lines: Sequence[Source], start: int) -> Raw | None:
    """A pipe table that begins at `lines[start]`."""
    first = lines[start].text
    if "|" not in first:
        return None
    bare = first.strip()
    ruled = start + 1 < len(lines) and "-" in lines[start + 1].text and "|" in lines[start + 1].text and _DELIMITER.match(lines[start + 1].text) is not None
    leading_rule = _DELIMITER.match(first) is not None and "|" in bare and "-" in bare
    framed = bare.startswith("|") and len(bare) > 1
    if not ruled and not leading_rule and not (framed and (bare.endswith("|") or _closes(lines, start))):
        return None
    rows: list[list[list[Source]]] = []
    index = start
    header = ruled or leading_rule
    while index < len(lines):
        number, text, _ = lines[index]
        bare = text.strip()
        if not bare or "|" not in bare or (framed and not bare.startswith("|")):
            break
        if _DELIMITER.match(text) and "-" in text:
            index += 1
            continue
        following = index + 1
        if framed and not bare.endswith("|"):
            # A cell that runs over the end of the line: the row goes on until a line ends with a pipe.
            while following < len(lines) and following - index < 40 and lines[following].text.strip() and not lines[following].text.lstrip().startswith("|"):
                bare += "<br>" + lines[following].text.strip()
                following += 1
                if bare.endswith("|"):
                    break
        rows.append([broken(number, cell.strip()) for cell in split_row(bare)[:MAXIMUM_COLUMNS]])
        index = following
    if header and len(rows) > 1 and not any(source.text for cell in rows[0] for source in cell):
        rows.pop(0)
    return index, rows_of(rows, merge=True)


def _closes(lines: Sequence[Source], start: int) -> bool:
    """Whether a row that begins with a pipe ends with one on a later line of the same block."""
    for index in range(start + 1, min(start + 12, len(lines))):
        bare = lines[index].text.strip()
        if not bare or bare.startswith("|"):
            return False
        if bare.endswith("|"):
            return True
    return False
