"""Layout → Markdown: CommonMark with task lists and pipe tables, in the order of the form, without its outer table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from extractor.render import words
from extractor.render.layout import Answer, Block, Choices, Label, Layout, Option, Table
from extractor.render.richtext import DataTable, Paragraph, Rich, Run

EMPTY = "…"

# Every sign that can mean markup somewhere; an escape that was not needed does no harm.
_SIGNS = re.compile(r"[\\`*_\[\]|~$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_ADDRESS = re.compile(r"((?:https?://|www\.)[^\s*<>|\\]+|[\w.+-]+@[\w.-]+)")
_START = re.compile(r"[#+=:>-]|(?P<number>\d{1,9})(?=[.)])")


def write(layout: Layout, *, glyphs: bool = False) -> bytes:
    """The layout as Markdown in UTF-8. `glyphs`: boxes as ☒ and ☐ instead of `[x]` and `[ ]`."""
    parts = [f"# {_escaped(layout.title)}"] if layout.title else []
    before: Block | None = None
    for block in _flat(layout.blocks):
        if isinstance(block, Answer) and not block.content and isinstance(before, Label) and before.kind == "prompt":
            # Without a cell of its own only this says that the prompt has no answer, and does not share the next one's.
            parts.append(EMPTY)
        parts += _blocks(block, layout, glyphs)
        before = block
    return ("\n\n".join(parts) + "\n").encode()


def _blocks(block: Block, layout: Layout, glyphs: bool) -> Iterator[str]:
    match block:
        case Label():
            yield f"## {_escaped(block.shown)}"
        case Answer():
            yield from _content(block.content)
        case Choices():
            yield "\n".join(f"- {_option(option, block, layout, glyphs)}" for option in block.options)
        case Table(kind="parts"):
            rows = [[" ".join(_inner(inner) for inner in cell.blocks) for cell in row.cells] for row in block.rows]
            yield _pipes(rows)
        case Table():
            for inner in _flat((block,)):
                yield from _blocks(inner, layout, glyphs)
        case _:
            assert_never(block)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks one after another, without the tables that only set them out."""
    for block in blocks:
        if isinstance(block, Table) and block.kind == "form":
            yield from _flat(_sequence(block))
        else:
            yield block


def _sequence(table: Table) -> Iterator[Block]:
    """The blocks of a table one after another: where labels stand over answers, each label with the answer under it."""
    waiting: dict[int, tuple[Block, ...]] = {}
    for row in table.rows:
        column = 0
        for cell in row.cells:
            for under in range(column, column + cell.span):
                yield from waiting.pop(under, ())
            if cell.heads:
                waiting[column] = cell.blocks
            else:
                yield from cell.blocks
            column += cell.span
    for _, blocks in sorted(waiting.items()):
        yield from blocks


def _option(option: Option, choices: Choices, layout: Layout, glyphs: bool) -> str:
    colon = words.of(words.COLON, layout.language, ": ").rstrip(" ") if option.other is not None else ""
    label = _escaped(option.label) + colon
    beside = f" {_escaped(option.beside)}" if option.beside else ""
    if option.checked is None:
        return label + beside
    box = ("☒" if option.checked else "☐") if glyphs else ("[x]" if option.checked else "[ ]")
    return f"{box} {label}{beside}" if choices.boxes == "before" else f"{label} {box}{beside}"


def _content(content: tuple[Rich, ...]) -> Iterator[str]:
    """Paragraphs, lists and tables; the items of a list are one block."""
    items: list[str] = []
    columns: list[int] = []  # where the text of each open item begins
    kind = ""  # the bullet of the outermost list
    for part in content:
        if isinstance(part, DataTable) or not part.level + len(part.bullet):
            if items:
                yield "\n".join(items)
                items, columns = [], []
            yield _pipes([[_inline(cell) for cell in row] for row in part.rows]) if isinstance(part, DataTable) else _paragraph(part)
            continue
        if not part.bullet:
            indent = columns[part.level - 1] if len(columns) >= part.level else 0
            items.append(f"\n{' ' * indent}{_paragraph(part, indent)}")
            continue
        if not part.level and items and kind != part.bullet:
            # A list of another kind begins.
            yield "\n".join(items)
            items = []
        kind = kind if part.level else part.bullet
        del columns[part.level :]
        indent = columns[-1] if columns else 0
        sign = "-" if part.bullet == "-" else f"{part.number}."
        columns.append(indent + len(sign) + 1)
        items.append(f"{' ' * indent}{sign} {_paragraph(part, columns[-1])}")
    if items:
        yield "\n".join(items)


def _paragraph(paragraph: Paragraph, indent: int = 0) -> str:
    """A paragraph, its lines' ends kept by a backslash (CommonMark 6.7)."""
    lines = _inline(paragraph.runs).split("\n")
    return ("\\\n" + " " * indent).join(_START.sub(_escaped_start, line, count=1) if _START.match(line) else line for line in lines)


def _escaped_start(match: re.Match[str]) -> str:
    return match.group() + "\\" if match["number"] else "\\" + match.group()


def _inner(block: Block) -> str:
    """A block of a small table's cell, on one line."""
    if isinstance(block, Label):
        return _escaped(block.shown)
    assert isinstance(block, Answer)
    return " ".join(_inline(part.runs).replace("\n", " ") for part in block.content if isinstance(part, Paragraph))


def _pipes(rows: list[list[str]]) -> str:
    """A pipe table (GFM 4.10). Its first row is its heading, as GFM has no table without one."""
    lines = ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _inline(runs: tuple[Run, ...]) -> str:
    out = ""
    for run in runs:
        shown = run.link is not None and run.link.removeprefix("mailto:") in (run.text, f"https://{run.text}")
        text = _escaped(run.text)
        out += text if run.link is None or shown else f"[{text}]({_target(run.link)})"
    return out


def _target(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link


def _escaped(text: str) -> str:
    """Text without a sign that CommonMark or its dialects would take for markup; an address stays as it is."""
    return "".join(part if number % 2 else _SIGNS.sub(r"\\\g<0>", part) for number, part in enumerate(_ADDRESS.split(text)))
