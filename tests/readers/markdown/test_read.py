"""The reader as a whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Line, lines_of
from extractor.errors import Unreadable
from extractor.readers.markdown import is_markdown, read


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# Head", True),
        ("**bold**", True),
        ("- [x] task", True),
        ("a | b\n---|---\nc | d", True),
        ("<table><tr><td>a</td></tr></table>", True),
        (r"\$ 800", True),
        ("[a](b)", True),
        ("HEAD\n====\n\n- item\n* item\n1. item", False),
        ("(x) Pilot [ ] Practice_x_", False),
        ("a\tb", False),
    ],
)
def test_media_type(text: str, markdown: bool) -> None:
    assert is_markdown(text) is markdown
    assert read(text.encode()).media_type == ("text/markdown" if markdown else "text/plain")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(ending: str) -> None:
    found = read(ending.join(["a", "", "b"]).encode()).blocks
    assert [(line.text, line.place.line) for line in found if isinstance(line, Line)] == [("a", 1), ("b", 3)]


def test_nothing_but_markup_is_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"<!-- nothing -->\n\n---\n")
    assert caught.value.code == "empty"


def test_too_large() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"a" * 5_000_001)
    assert caught.value.code == "too-large"


HOSTILE = {
    "brackets": "[" * 20_000,
    "links": "[](" * 10_000,
    "images": "![a](b" * 10_000,
    "emphasis": "**a *b " * 5_000,
    "tags": '<a href="' * 8_000,
    "comments": "<!--" * 10_000,
    "tables": "<table><tr><td>" * 1_000,
    "cells": "|a" * 10_000 + "|",
    "lists in cells": "|" + "<ul><li>" * 4_000 + "|",
    "grid": "+--+\n" + "| a|\n" * 5_000,
    "deep list": "".join("  " * depth + "- a\n" for depth in range(300)),
    "deep definition": "a\n" + "".join(": " * depth + "b\n" for depth in range(300)),
    "deep fields": "".join("  " * depth + ":A b: c\n" for depth in range(200)),
    "one line": "word " * 200_000,
    "spaces": " " * 500_000 + "a",
    "torn boxes": "(\n" * 5_000,
    "formulas": "$\\a" * 10_000,
    "code": "`a" * 20_000,
    "quotation": "> " * 20_000 + "a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_its_size(name: str) -> None:
    start = time.perf_counter()
    try:
        read(HOSTILE[name].encode())
    except Unreadable as caught:
        assert caught.code in ("empty", "too-large")  # noqa: PT017
    # Each takes some tens of milliseconds; what grows with the square takes minutes.
    assert time.perf_counter() - start < 5


PIECES = (
    "a",
    "b",
    "**c**",
    "[x]",
    "( )",
    "|",
    "-",
    "1.",
    ">",
    "#",
    "\t",
    "\n",
    "\n\n",
    "+",
    "---",
    "+--+",
    "<br>",
    "<td>",
    "&amp;",
    "\\",
    "$",
    "_",
    "☐",
    "•",
    ":a:",
    "`",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_text_is_read_and_keeps_the_rules_of_a_line(parts: list[str]) -> None:
    try:
        document = read(" ".join(parts).encode())
    except Unreadable:
        return
    for line in lines_of(document.blocks):
        assert line.text == " ".join(line.text.split())
        assert line.text.count("\ufffc") == len(line.marks)
        assert all(0 <= link.start < link.end <= len(line.text) for link in line.links)
        assert line.place.line
