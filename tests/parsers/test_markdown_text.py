"""Narratives as CommonMark."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from extractor.answers import Context
from extractor.document import MARK, Line, Mark
from extractor.document import Link as Hyperlink
from extractor.parsers.markdown_text import escape, escape_start, parse
from tests.parsers.answering import lines, linked, region, table


def _markdown(text: str, words: frozenset[str] = frozenset()) -> str:
    value = parse(region(*lines(text)), Context(words=words)).value
    assert isinstance(value, str)
    return value


CASES = {
    "One paragraph.\nAnother.": "One paragraph.\n\nAnother.",
    "A paragraph that\n> goes on.": "A paragraph that goes on.",
    "The check-\n> out and the re-\n> use": "The check-out and the reuse",
    "Text:\n- one\n- two\nMore.": "Text:\n\n- one\n- two\n\nMore.",
    "- one\n  - deeper\n    - deepest\n- two": "- one\n  - deeper\n    - deepest\n- two",
    "1. one\n  - deeper\n2. two": "1. one\n  - deeper\n2. two",
    "3. starts at three\n4. goes on": "3. starts at three\n4. goes on",
    "- an item that\n> goes on": "- an item that goes on",
}


@pytest.mark.parametrize(("text", "markdown"), CASES.items())
def test_paragraphs_and_lists(text: str, markdown: str) -> None:
    assert _markdown(text, frozenset({"check-out"})) == markdown


def test_a_list_letter_stays_in_the_text() -> None:
    value = parse(region(Line("first", bullet="1.", number="a"), Line("second", bullet="1.", number="b")), Context()).value
    assert value == "- a. first\n- b. second"


def test_a_line_that_a_person_broke_stays_broken() -> None:
    value = parse(region(Line("Line one"), Line("line two", starts_paragraph=False)), Context()).value
    assert value == "Line one\nline two"


def test_tables_are_pipe_tables() -> None:
    value = parse(region(Line("See:"), table(("Year", "Parcels"), ("2016", "1 | 2\nmillion"))), Context()).value
    assert value == "See:\n\n| Year | Parcels |\n| --- | --- |\n| 2016 | 1 \\| 2 million |"


def test_a_table_of_one_column_only_lays_out() -> None:
    assert parse(region(table(("One.",), ("Two.",))), Context()).value == "One.\n\nTwo."


def test_links_keep_their_target() -> None:
    assert parse(region(linked("See the report.", "report", "https://x.org/r")), Context()).value == "See the [report](https://x.org/r)."


@pytest.mark.parametrize(("shown", "target"), [("https://x.org/r", "https://x.org/r/"), ("www.x.org", "http://www.x.org"), ("a@x.org", "mailto:a@x.org")])
def test_a_link_whose_text_is_the_address_is_text(shown: str, target: str) -> None:
    assert parse(region(linked(f"See {shown}.", shown, target)), Context()).value == f"See {shown}."


def test_a_link_that_the_layout_broke_is_one() -> None:
    broken = [linked("See the annual", "annual", "https://x.org/r"), replace(linked("report [2] of", "report [2]", "https://x.org/r"), wrapped=True)]
    assert parse(region(*broken), Context()).value == r"See the [annual report [2]](https://x.org/r) of"


def test_marks_are_seen_as_they_were() -> None:
    line = Line(f"{MARK} done, {MARK} not", marks=(Mark(True, "☒"), Mark(False, "☐")))
    assert parse(region(line), Context()).value == "☒ done, ☐ not"


def test_a_bullet_that_looks_like_a_box_is_a_bullet() -> None:
    line = Line(f"{MARK} item", bullet="-", marks=(Mark(True, "■", bullet=True),))
    assert parse(region(line), Context()).value == "- item"


@pytest.mark.parametrize("text", ["", "....", "____"])
def test_nothing_is_no_narrative(text: str) -> None:
    assert parse(region(Line(text)), Context()).value is None


PLAIN = (
    "Parcels under $100 (about 85 %) go through the e_CLEAR* portal [beta]; see https://portal.example.org/a_b?x=1&y=2",
    "Lanes #1 and #2; C/2017/14 and Reg. (EU) 2015/2447, cf. Art. 7(1)(a)–(c).",
    "The item is 98.04 <or 9804.00>; duties & taxes",
    "2 * 3 = 6, snake_case_words and a\\b",
    "- starts with a hyphen",
    "+ plus",
    "#hash",
    "# heading",
    "> quoted",
    "2017. The year",
    "1) one",
    "*emphasis* and **strong**",
    "_under_ and __under__",
    "`code` and ``code``",
    "[text](url) and ![image](url)",
    "<b>bold</b> <https://x.org> <!-- no -->",
    "&amp; &#65; &copy;",
    "\\* and \\_",
    "---",
    "***",
    "===",
    "```",
    "<div>",
    "[x]: https://x.org",
    "a*b*c",
    "**",
    "5*4*3",
    "| a | b |",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_renderer_shows_the_text_as_it_was(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(escape_start(escape(text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


@pytest.mark.parametrize("text", [*PLAIN[:3], "2 * 3 = 6, snake_case_words"])
def test_nothing_is_escaped_without_need(text: str) -> None:
    assert escape_start(escape(text)) == text


def test_a_broken_link_span_does_no_harm() -> None:
    line = Line("text", links=(Hyperlink(2, 99, "https://x.org"), Hyperlink(3, 1, "https://y.org")))
    assert parse(region(line), Context()).value == "text"
