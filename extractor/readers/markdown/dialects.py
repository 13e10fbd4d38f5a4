"""Text formats that are neither Markdown nor plain: AsciiDoc, Org, MediaWiki and comma-separated rows, turned line by line into what the scanner knows.

Each line of the result comes from the line of the same number, so that places stay right.
"""

from __future__ import annotations

import csv
import re

GONE = "\ufdd3"
"""A line that is none in the result, not even a blank one: a noncharacter, which the text does not hold any more."""
_ASCIIDOC_HEADING = re.compile(r"(={1,6})\s+(?=[^\s=])")
_ASCIIDOC_ATTRIBUTES = re.compile(r"\[[a-z#.%][^\]\n]*\]\s*\Z|:[\w-]+:(?:\s.*)?\Z|\[\[[^\]\n]*\]\]\s*\Z")
_ASCIIDOC_ITEM = re.compile(r"(\.{1,5}|\*{2,5})\s+(?=\S)")
_WIKI_HEADING = re.compile(r"(={1,6})\s*([^=\s](?:.*[^=\s])?)\s*\1\s*\Z")
_WIKI_LINK = re.compile(r"\[((?:https?|ftp|mailto):[^\s\[\]]+)\s+([^\[\]]+)\]")
_WIKI_ATTRIBUTES = re.compile(r"\s*\w+\s*=\s*(?:\"[^\"]*\"|\S+)(?:\s+\w+\s*=\s*(?:\"[^\"]*\"|\S+))*\s*\|(?!\|)")
_WIKI_ITEM = re.compile(r"([*#]{1,5})\s*(?=[^*#\s])")
_ORG_HEADING = re.compile(r"(\*{1,6})\s+(?=\S)")
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000})\](?:\[([^\[\]\n]{1,500})\])?\]")
_ORG_KEYWORD = re.compile(r"\s*#\+(\w+):\s*(.*)\Z")
# At least so many rows and so large a share of them with one number of fields make a text comma-separated.
_ROWS, _SHARE = 12, 0.8
_HEADINGS = 3


def as_known(lines: list[str]) -> list[str]:
    """The lines in a form that the scanner knows; the same list where they are in none of these formats."""
    signed = [line for line in lines if line.startswith(("=", "{|"))]
    if signed:
        if any(line[0] == "{" for line in signed) or sum(_WIKI_HEADING.match(line) is not None for line in signed) >= _HEADINGS:
            return _wiki(lines)
        if sum(_ASCIIDOC_HEADING.match(line) is not None for line in signed) >= _HEADINGS and not any(line.startswith("# ") for line in lines):
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


def _wiki(lines: list[str]) -> list[str]:
    """MediaWiki's headings, tables, lists and links (Help:Formatting, Help:Tables); a table's row is one line, its cells parted by tabs."""
    out: list[str] = []
    row: int | None = None
    inside = 0
    for line in lines:
        bare = line.strip()
        out.append(GONE if inside else "")
        if bare.startswith("{|"):
            inside, row = inside + 1, None
        elif inside and bare.startswith("|}"):
            inside, row = inside - 1, None
            out[-1] = ""
        elif inside and bare.startswith(("|-", "|+")):
            row = None
            out[-1] = bare[2:].strip() if bare[1] == "+" else GONE
        elif inside and bare[:1] in ("|", "!"):
            cells = [_WIKI_ATTRIBUTES.sub("", cell, count=1).strip() for cell in re.split(r"\|\||!!" if bare[0] == "!" else r"\|\|", bare[1:])]
            if row is None:
                row = len(out) - 1
                out[row] = "\t".join(cells)
            else:
                out[row] += "\t" + "\t".join(cells)
        elif (heading := _WIKI_HEADING.match(line)) is not None:
            out[-1] = f"{'#' * len(heading[1])} {heading[2]}"
        elif not inside and (item := _WIKI_ITEM.match(line)) is not None:
            out[-1] = f"{'   ' * (len(item[1]) - 1)}{'-' if item[1][-1] == '*' else '1.'} {line[item.end() :]}"
        else:
            out[-1] = line
        if "''" in out[-1] or "[" in out[-1]:
            out[-1] = _WIKI_LINK.sub(r"[\2](\1)", out[-1].replace("'''", "**").replace("''", ""))
    return out


def _org(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if (keyword := _ORG_KEYWORD.match(line)) is not None:
            out.append(f"# {keyword[2]}" if keyword[1].lower() == "title" else "")
        elif (heading := _ORG_HEADING.match(line)) is not None:
            out.append("#" * min(6, len(heading[1]) + 1) + " " + _org_links(line[heading.end() :]))
        else:
            out.append(_org_links(line))
    return out


def _org_links(line: str) -> str:
    """The line with its links as Markdown's; a link without a description is its address (Org manual 4.1)."""
    return _ORG_LINK.sub(lambda link: f"[{link[2]}]({link[1]})" if link[2] else link[1], line) if "[[" in line else line


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
