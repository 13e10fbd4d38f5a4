"""Text formats that are neither Markdown nor plain: AsciiDoc, Org and comma-separated rows, turned line by line into what the scanner knows.

Each line of the result comes from the line of the same number, so that places stay right.
"""

from __future__ import annotations

import csv
import re

_ASCIIDOC_HEADING = re.compile(r"(={1,6})\s+(?=[^\s=])")
_ASCIIDOC_ATTRIBUTES = re.compile(r"\[[a-z#.%][^\]\n]*\]\s*\Z|:[\w-]+:(?:\s.*)?\Z|\[\[[^\]\n]*\]\]\s*\Z")
_ASCIIDOC_ITEM = re.compile(r"(\.{1,5}|\*{2,5})\s+(?=\S)")
_ORG_HEADING = re.compile(r"(\*{1,6})\s+(?=\S)")
_ORG_KEYWORD = re.compile(r"\s*#\+(\w+):\s*(.*)\Z")
# At least so many rows and so large a share of them with one number of fields make a text comma-separated.
_ROWS, _SHARE = 12, 0.8


def as_known(lines: list[str]) -> list[str]:
    """The lines in a form that the scanner knows; the same list where they are in none of these formats."""
    if sum(bool(_ASCIIDOC_HEADING.match(line)) for line in lines) >= 3 and not any(line.startswith("# ") for line in lines):
        return _asciidoc(lines)
    if any(line.lstrip().startswith("#+") and _ORG_KEYWORD.match(line) for line in lines[:20]) and any(_ORG_HEADING.match(line) for line in lines):
        return _org(lines)
    for delimiter in (",", ";"):
        rows = _separated(lines, delimiter)
        if rows is not None:
            return rows
    return lines


def _asciidoc(lines: list[str]) -> list[str]:
    out: list[str] = []
    in_table = False
    for line in lines:
        if line.rstrip() in ("|===", ",===", "!==="):
            in_table = not in_table
            out.append("")
        elif in_table:
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]
            out.append("\t".join(cells[1:]) if line.startswith("|") else line)
        elif _ASCIIDOC_ATTRIBUTES.match(line) or line.rstrip() in ("====", "----", "****", "____", "--", "''''"):
            out.append("")
        elif (heading := _ASCIIDOC_HEADING.match(line)) is not None:
            out.append("#" * len(heading[1]) + " " + line[heading.end() :])
        elif (item := _ASCIIDOC_ITEM.match(line)) is not None:
            indent = "   " * (len(item[1]) - 1)
            out.append(f"{indent}{'1.' if item[1][0] == '.' else '-'} {line[item.end() :]}")
        elif line.endswith(" +"):
            out.append(line[:-2] + "  ")
        else:
            out.append(line)
    return out


def _org(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if (keyword := _ORG_KEYWORD.match(line)) is not None:
            out.append(f"# {keyword[2]}" if keyword[1].lower() == "title" else "")
        elif (heading := _ORG_HEADING.match(line)) is not None:
            out.append("#" * min(6, len(heading[1]) + 1) + " " + line[heading.end() :])
        else:
            out.append(line)
    return out


def _separated(lines: list[str], delimiter: str) -> list[str] | None:
    """Rows parted by commas or semicolons as rows parted by tabs; None where the lines are no such rows."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _ROWS or sum(delimiter in line for line in filled) < _SHARE * len(filled):
        return None
    try:
        rows = [next(csv.reader([line], delimiter=delimiter, strict=True), []) if line.strip() else [] for line in lines]
    except csv.Error:
        return None
    widths = [len(row) for row in rows if row]
    width = max(set(widths), key=widths.count)
    if width < 2 or sum(w == width for w in widths) < _SHARE * len(widths):
        return None
    return ["\t".join(cell.replace("\t", " ").strip() for cell in row) for row in rows]
