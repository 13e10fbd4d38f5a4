"""Tables drawn with characters, and the notations of Org, AsciiDoc, reStructuredText, wikis and pdftotext."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from tests.conformance.flowing import OVERVIEW, PRACTICE, REQUIREMENTS, STAKEHOLDERS, Option, boxed, lines_of, options_of, sections
from tests.conformance.kinds import Arrangement, Kind

Rows = Callable[[Sequence[tuple[str, str]]], str]
"""How a table of two columns is written."""
_BALLOTS: Option = boxed(lambda checked: "☒" if checked else "☐")
_TYPED: Option = boxed(lambda checked: "[x]" if checked else "[ ]")
_X: Option = boxed(lambda checked: "X" if checked else "")
_ARRANGEMENTS: Mapping[str, Arrangement] = {
    PRACTICE: "own cell after",
    OVERVIEW: "own cell after",
    STAKEHOLDERS: "own cell before",
    REQUIREMENTS: "own cell after",
}
_IN_LINES: Mapping[str, Arrangement] = dict.fromkeys((PRACTICE, OVERVIEW, STAKEHOLDERS, REQUIREMENTS), "before")
_SIDE: Mapping[str, Arrangement] = dict.fromkeys((PRACTICE, OVERVIEW, STAKEHOLDERS, REQUIREMENTS), "own cell after")


def _widths(rows: Sequence[tuple[str, str]]) -> tuple[int, int]:
    return max(len(one) for one, _ in rows) + 2, max(max(len(other) for _, other in rows), 3) + 2


def _pipe(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(("", "|  |  |", "|---|:-:|", *(f"| {one} | {other} |" for one, other in rows)))


def _grid(rows: Sequence[tuple[str, str]]) -> str:
    first, second = _widths(rows)
    rule = f"+{'-' * first}+{'-' * second}+"
    return "\n".join(("", rule, *(line for one, other in rows for line in (f"| {one:{first - 1}}| {other:{second - 1}}|", rule))))


def _simple(rows: Sequence[tuple[str, str]]) -> str:
    first, second = _widths(rows)
    rule = f"{'-' * first} {'-' * second}"
    return "\n".join(("", rule, *(f"{one:{first}} {other}".rstrip() for one, other in rows), rule))


def _multiline(rows: Sequence[tuple[str, str]]) -> str:
    first, second = _widths(rows)
    rule = "-" * (first + second + 1)
    inner = "\n\n".join(f"{one:{first}} {other}".rstrip() for one, other in rows)
    return f"\n{'-' * first} {'-' * second}\n{inner}\n\n{rule}"


def _rst(rows: Sequence[tuple[str, str]]) -> str:
    first, second = _widths(rows)
    rule = f"{'=' * first} {'=' * second}"
    return "\n".join(("", rule, *(f"{one:{first}} {other}".rstrip() for one, other in rows), rule))


def _tabs(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{one}\t{other}" for one, other in rows)


def _asciidoc(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(('[cols="3,1"]', "|===", *(f"|{one} |{other}" for one, other in rows), "|==="))


def _mediawiki(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(('{| class="wikitable"', *(f"|-\n| {one} || {other}" for one, other in rows), "|}"))


def _jira(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"|{one}|{other}|" for one, other in rows)


def _heads(rows: Sequence[tuple[str, str]]) -> str:
    """A column for Yes and one for No, laid out with spaces."""
    return "\n".join((f"{'':56}Yes     No", *(f"{one:56}{'X       -' if other else '-       X'}" for one, other in rows)))


def _leaders(rows: Sequence[tuple[str, str]]) -> str:
    """Dots that lead to an X, or to a blank that is left empty."""
    return "\n".join(f"{one + ' ':.<60} {other or '_'}" for one, other in rows)


def _headed_tabs(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(("\tYes\tNo", *(f"{one}\t{'X' if other else ''}\t{'' if other else 'X'}" for one, other in rows)))


def _table(write: Rows, option: Option, arrangements: Mapping[str, Arrangement], pointer: str) -> str:
    arrangement = arrangements[pointer]
    pairs = [(label, option(label, checked, arrangement)) for label, checked in options_of(pointer)]
    return write([(box, label) for label, box in pairs] if arrangement == "own cell before" else pairs)


def _tables(write: Rows, option: Option, arrangements: Mapping[str, Arrangement] = _ARRANGEMENTS) -> bytes:
    return sections(partial(_table, write, option, arrangements)).encode()


def _headed(mark: Callable[[str, int], str], item: Callable[[str, bool], str], top: str = "") -> bytes:
    """The form with its sections under headings, the options as items of lists."""

    def grid(pointer: str) -> str:
        return "\n".join(lines_of(pointer, lambda label, checked, _: item(label, checked), "before"))

    text = sections(grid)
    blocks = [block.split("\n", 1) for block in text.rstrip("\n").split("\n\n")]
    out = [
        mark(head, 1) + "\n" + rest[0] if rest and len(head) < 70 and not head.startswith(("-", "*", "1.")) else "\n".join((head, *rest))
        for head, *rest in blocks
    ]
    return (top + "\n\n".join(out) + "\n").encode()


def _org_box(label: str, checked: bool) -> str:
    return f"- [{'X' if checked else ' '}] {label}"


def _asciidoc_box(label: str, checked: bool) -> str:
    return f"* [{'*' if checked else ' '}] {label}"


def _rst_box(label: str, checked: bool) -> str:
    return f"* |{'x' if checked else '_'}| {label}"


KINDS: tuple[Kind, ...] = (
    *(
        Kind(f"markdown-{name}", title, f"markdown-{name}.md", partial(_tables, write, option), _ARRANGEMENTS)
        for name, title, write, option in (
            ("pipe-table", "pipe table, the boxes in cells of their own", _pipe, _BALLOTS),
            ("pipe-table-crossed", "pipe table, an X in a cell", _pipe, _X),
            ("grid-table", "grid table", _grid, _TYPED),
            ("simple-table", "simple table (pandoc)", _simple, _BALLOTS),
            ("multiline-table", "multiline table (pandoc)", _multiline, _BALLOTS),
        )
    ),
    *(
        Kind(f"text-{name}", title, f"text-{name}.txt", partial(_tables, write, option), _ARRANGEMENTS)
        for name, title, write, option in (
            ("tabs", "cells parted by tabs", _tabs, _BALLOTS),
            ("rst-table", "simple table (reStructuredText)", _rst, _TYPED),
            ("mediawiki-table", "table of MediaWiki", _mediawiki, _BALLOTS),
            ("jira-table", "table of Jira", _jira, boxed(lambda checked: "(/)" if checked else "(x)")),
        )
    ),
    *(
        Kind(f"text-{name}", title, f"text-{name}.txt", partial(_tables, write, _X, _SIDE), _SIDE)
        for name, title, write in (
            ("columns-yes-no", "an X under Yes or No, laid out with spaces", _heads),
            ("dot-leaders", "dots that lead to an X or to a blank", _leaders),
            ("tabs-yes-no", "an X under Yes or No, cells parted by tabs", _headed_tabs),
        )
    ),
    Kind(
        "org-check-boxes",
        "check boxes of Org",
        "org-check-boxes.org",
        partial(_headed, lambda head, n: f"{'*' * n} {head}", _org_box, "#+TITLE: Case Study on E-commerce\n\n"),
        _IN_LINES,
    ),
    Kind(
        "asciidoc-checklist",
        "checklist of AsciiDoc",
        "asciidoc-checklist.adoc",
        partial(_headed, lambda head, n: f"={'=' * n} {head}\n", _asciidoc_box),
        _IN_LINES,
    ),
)
