"""Narratives: a record's Markdown as paragraphs, list items and tables that any format can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; a line feed in it is a line's end within the paragraph."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item."""

    runs: tuple[Run, ...]
    bullet: Literal["", "-", "1."] = ""
    level: int = 0
    """Depth of a list item, 0 the outermost; what continues an item carries its level plus one and no bullet."""
    number: int = 0
    """The number of a numbered item."""

    @property
    def text(self) -> str:
        """The paragraph's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of an answer; the first row is its heading."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]

    @property
    def text(self) -> str:
        """The cells' characters."""
        return "".join(run.text for row in self.rows for cell in row for run in cell)


Rich = Paragraph | DataTable


def plain(*lines: str) -> tuple[Paragraph, ...]:
    """A paragraph a line, as it is."""
    return tuple(Paragraph((Run(line),)) for line in lines if line)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("html_block").disable("html_inline")


def rich(markdown: str) -> tuple[Rich, ...]:
    """The blocks of a record's Markdown (CommonMark with pipe tables, lists nested by two spaces)."""
    return tuple(_blocks(_reader().parse(_nested_as_commonmark(markdown))))


_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-+*]|\d{1,9}[.)])(?: +|$)")


def _nested_as_commonmark(markdown: str) -> str:
    """Records nest by two spaces whatever the item above; CommonMark wants the width of its bullet or number."""
    out: list[str] = []
    columns: list[int] = []  # where the text of each open item begins
    for line in markdown.split("\n"):
        match = _ITEM.match(line)
        if match is None or len(match["indent"]) % 2:
            if line and not line.startswith(" "):
                columns = columns if out and out[-1].strip() else []
            out.append(line)
            continue
        depth = min(len(match["indent"]) // 2, len(columns))
        del columns[depth:]
        indent = columns[-1] if columns else 0
        out.append(" " * indent + line[len(match["indent"]) :])
        columns.append(indent + len(match["sign"]) + 1)
    return "\n".join(out)


def _blocks(tokens: Sequence[Token]) -> Iterable[Rich]:
    lists: list[tuple[Literal["-", "1."], int]] = []  # of each open list: its kind, the number of its next item
    fresh = False  # the next paragraph begins an item
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(("-", 0) if token.type == "bullet_list_open" else ("1.", int(token.attrGet("start") or 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "list_item_close":
            kind, number = lists[-1]
            lists[-1] = (kind, number + 1)
            fresh = False
        elif token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield _table(tokens[at:end])
            at = end
        elif token.type == "inline" and lists and fresh:
            kind, number = lists[-1]
            yield Paragraph(_runs(token), kind, len(lists) - 1, number)
            fresh = False
        elif token.type == "inline":
            yield Paragraph(_runs(token), "", len(lists))
        elif token.type in ("code_block", "fence"):
            yield Paragraph((Run(token.content.rstrip("\n")),), "", len(lists))
        at += 1


def _table(tokens: Sequence[Token]) -> DataTable:
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    return DataTable(tuple(tuple(row) for row in rows))


def _runs(token: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    link: str | None = None
    for child in token.children or ():
        if child.type == "link_open":
            link = str(child.attrGet("href") or "") or None
        elif child.type == "link_close":
            link = None
        else:
            text = "\n" if child.type in ("softbreak", "hardbreak") else child.content
            if runs and runs[-1].link == link:
                runs[-1] = Run(runs[-1].text + text, link)
            elif text:
                runs.append(Run(text, link))
    return tuple(runs)
