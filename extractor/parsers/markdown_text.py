"""MarkdownText: a narrative as CommonMark with pipe tables, nothing escaped that need not be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.answers import Answer, Context, Parsed, evidence
from extractor.document import MARK, Block, Cell, Line, Link, Table, lines_of
from extractor.marks import unmark
from extractor.parsers.joining import glue

# A line that CommonMark would take for something else than a paragraph: heading, quotation, list, rule, fence, HTML block, link definition.
_BLOCK_START = re.compile(
    r"(?P<heading>#{1,6}(?:\s|$))|(?P<quote>>)|(?P<bullet>[-+*](?:\s|$))|(?P<number>\d{1,9})[.)](?:\s|$)|(?P<rule>(?:[-*_]\s*){3,}$)|(?P<fence>```|~~~)|(?P<setext>=+\s*$)"
    r"|(?P<html></?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|<!--|<\?|<![A-Z])|(?P<definition>\[[^\]]+\]:)"
)
_WORTH = re.compile(r"[\\*_`<\[&!]")
_HTML = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>|<!--|<\?|<![A-Z]|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[\w.+-]+@[\w.-]+>"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ALONE = re.compile(r"[\s\ufffc_.…]*\Z")
# Deeper than any list that people write; a bound against hostile input.
_DEEPEST = 8


def parse(answer: Answer, context: Context) -> Parsed:
    """The answer as Markdown: paragraphs, nested lists, tables, links; selection marks as they were seen."""
    lines = answer.lines
    if not any(_says_something(line) for line in lines):
        return Parsed()
    text = markdown(answer.blocks, context.words)
    if not text:
        return Parsed()
    return Parsed(text, (("", evidence(lines, 0.99)),))


def markdown(blocks: Sequence[Block], words: frozenset[str] = frozenset()) -> str:
    """CommonMark for blocks of a document; `words` are the document's hyphenated words (`joining.hyphenated_words`)."""
    return _render(blocks, words).strip("\n")


def _says_something(line: Line) -> bool:
    return not _ALONE.match(line.text) or bool(line.marks and not _ALONE.match(line.text.replace(MARK, "")))


def _render(blocks: Sequence[Block], words: frozenset[str]) -> str:
    out: list[tuple[str, bool]] = []  # (text of a block, is a list item)
    run: list[Line] = []

    def flush() -> None:
        if run:
            out.extend(_paragraphs(run, words))
            run.clear()

    for block in blocks:
        if isinstance(block, Line):
            if block.text:
                run.append(block)
            continue
        flush()
        out.extend((text, False) for text in _table(block, words))
    flush()
    result = ""
    for index, (text, item) in enumerate(out):
        if index:
            result += "\n" if item and out[index - 1][1] else "\n\n"
        result += text
    return result


def _paragraphs(lines: Sequence[Line], words: frozenset[str]) -> list[tuple[str, bool]]:
    """Paragraphs and list items of a run of lines."""
    groups: list[list[Line]] = []
    for line in lines:
        starts = not groups or bool(line.bullet) or (line.starts_paragraph and not line.wrapped)
        if starts:
            groups.append([line])
        else:
            groups[-1].append(line)
    levels: list[int] = []
    out: list[tuple[str, bool]] = []
    for group in groups:
        first = group[0]
        if not any(_says_something(line) for line in group):
            continue
        if not first.bullet:
            levels = []
            out.append((_inline(group, words), False))
            continue
        # The levels of a list count from its first item, and go one down at a time.
        while levels and levels[-1] > first.level:
            levels.pop()
        if not levels or levels[-1] < first.level:
            levels.append(first.level)
        depth = min(len(levels) - 1, _DEEPEST)
        body = _inline(group, words)
        if first.bullet == "1.":
            number = first.number.strip(".)( ")
            if number.isascii() and number.isdigit() and len(number) < 10:
                sign = f"{int(number)}."
            elif number:
                # CommonMark knows no letters as numbers: the printed one stays in the text.
                sign, body = "-", f"{first.number.strip()}{'' if first.number.strip()[-1:] in '.)' else '.'} {body}"
            else:
                sign = "1."
        else:
            sign = "-"
        out.append((f"{'  ' * depth}{sign} {body}", True))
    return out


def _inline(lines: Sequence[Line], words: frozenset[str]) -> str:
    """The lines of one paragraph as inline Markdown; a line that a person broke is a hard break."""
    out = ""
    for line in lines:
        text = _with_links(line)
        if line.marks and line.marks[0].bullet and line.bullet and text.startswith(line.marks[0].raw):
            text = text[len(line.marks[0].raw) :].lstrip()
        if not out:
            out = text
        elif line.wrapped:
            out = glue(out, text, words)
        else:
            out = f"{out}\n{text}" if text else out
    return "\n".join(escape_start(part) for part in _joined_links(out).split("\n"))


# A link's end, and the beginning of one to the same address.
_BROKEN_LINK = re.compile(r"(?<!\\)\]\((?P<target><[^<>]+>|[^()\s]+)\) \[(?=(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\((?P=target)\))")


def _joined_links(text: str) -> str:
    """Markdown whose links to one address are one where only a space parts them: on paper, each line of a link is a link."""
    return _BROKEN_LINK.sub(" ", text) if "](" in text else text


def _with_links(line: Line) -> str:
    """The line's text with its hyperlinks as `[text](url)`, unless the text is the address itself."""
    links = [link for link in line.links if link.target and 0 <= link.start < link.end <= len(line.text)]
    if not links:
        return escape(unmark(line.text, line.marks))
    out, at, seen_marks = "", 0, 0
    for link in sorted(links, key=lambda each: each.start):
        if link.start < at:
            continue
        for start, end, inside in ((at, link.start, None), (link.start, link.end, link)):
            part = line.text[start:end]
            count = part.count(MARK)
            shown = escape(unmark(part, line.marks[seen_marks : seen_marks + count]))
            seen_marks += count
            out += shown if inside is None else _link(shown, part, inside)
        at = link.end
    return out + escape(unmark(line.text[at:], line.marks[seen_marks:]))


def _link(shown: str, text: str, link: Link) -> str:
    if same_address(text, link.target) or not text.strip():
        return shown
    target = link.target.strip()
    if re.search(r"[\s<>()]", target):
        target = "<" + target.replace("<", "%3C").replace(">", "%3E").replace("\n", " ") + ">"
    label = shown.replace("[", r"\[").replace("]", r"\]") if shown.count("[") != shown.count("]") else shown
    return f"[{label}]({target})"


def same_address(text: str, target: str) -> bool:
    """Whether a hyperlink's text is its target, give or take scheme, "www." and the last slash."""

    def core(address: str) -> str:
        address = re.sub(r"^(?:mailto:|https?://|tel:)?", "", address.strip().lower().replace("&amp;", "&"))
        address = address.removeprefix("www.").rstrip("/.,;")
        return re.sub(r"[\s<>]", "", address)

    return core(text) == core(target) or (core(text) == core(target).partition("?")[0].rstrip("/") != "" and "@" in text)


def escape_start(text: str) -> str:
    """A line whose beginning CommonMark would take for another block, escaped there."""
    match = _BLOCK_START.match(text)
    if match is None:
        return text
    if match["number"] is not None:
        at = len(match["number"])
        return text[:at] + "\\" + text[at:]
    if match.lastgroup in ("html", "definition") and text.startswith("\\"):
        return text
    return "\\" + text


def escape(text: str) -> str:
    """Inline text with a backslash only where CommonMark would read a character as markup."""
    if not _WORTH.search(text):
        return text
    at = [False] * len(text)
    for index, character in enumerate(text):
        if character == "\\" and index + 1 < len(text) and text[index + 1] in _PUNCTUATION:
            at[index] = True
    for pattern in (_HTML, _ENTITY):
        for match in pattern.finditer(text):
            at[match.start()] = True
    ticks = list(re.finditer(r"`+", text))
    if any(one.group() == two.group() for i, one in enumerate(ticks) for two in ticks[i + 1 : i + 40]):
        for match in ticks:
            at[match.start()] = True
    for match in re.finditer(r"\[[^\[\]]*\](?=\()", text):
        at[match.start()] = True
    _emphasis(text, at)
    if not any(at):
        return text
    return "".join("\\" + character if mark else character for character, mark in zip(text, at, strict=True))


def _emphasis(text: str, at: list[bool]) -> None:
    """Mark the `*` and `_` that would pair to emphasis (CommonMark 6.2: left- and right-flanking runs)."""
    for sign in "*_":
        if text.count(sign) < 2:
            continue
        openers: list[re.Match[str]] = []
        for run in re.finditer(re.escape(sign) + "+", text):
            before = text[run.start() - 1] if run.start() else " "
            after = text[run.end()] if run.end() < len(text) else " "
            left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
            right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
            if sign == "_":
                left, right = left and (not right or not before.isalnum()), right and (not left or not after.isalnum())
            if right and openers:
                for found in (openers.pop(), run):
                    for index in range(found.start(), found.end()):
                        at[index] = True
            elif left:
                openers.append(run)


def _table(table: Table, words: frozenset[str]) -> list[str]:
    """A pipe table, or the plain content of a table that only lays out one cell or one column."""
    cells = [cell for cell in table.cells if any(line.text for line in lines_of(cell.blocks))]
    if not cells:
        return []
    columns = sorted({cell.column for cell in cells})
    if len(columns) == 1:
        return [text for text in (_render(cell.blocks, words) for cell in cells) if text]
    rows = sorted({cell.row for cell in cells})
    grid = {(cell.row, cell.column): _cell(cell, words) for cell in cells}
    lines = ["| " + " | ".join(grid.get((row, column), "") for column in columns) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(columns))
    return ["\n".join(re.sub(r"\|  (?=\|)", "| ", line) for line in lines)]


def _cell(cell: Cell, words: frozenset[str]) -> str:
    """A cell's content on one line."""
    parts: list[str] = []
    for line in lines_of(cell.blocks):
        if not line.text:
            continue
        text = _with_links(line).replace("|", r"\|")
        if parts and line.wrapped:
            parts[-1] = glue(parts[-1], text, words)
        else:
            sign = "- " if line.bullet == "-" else f"{line.number.strip('.) ')}. " if line.bullet and line.number else ""
            parts.append(sign + text)
    return _joined_links(" ".join(parts))
