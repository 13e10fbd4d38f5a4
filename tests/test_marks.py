"""What counts as a selection mark, character by character and font by font."""

from __future__ import annotations

import pytest

from extractor.document import MARK
from extractor.marks import SYMBOL_FONTS, find_marks, lone_mark, symbol_family, unmark, yes_or_no

TYPED = [
    ("[x] A", "￼ A", [True]),
    ("[X] A [ ] B", "￼ A ￼ B", [True, False]),
    (r"\[x\] A \[ \] B", "￼ A ￼ B", [True, False]),
    ("[] A [_] B [✓] C", "￼ A ￼ B ￼ C", [False, False, True]),
    ("(x) A ( ) B", "￼ A ￼ B", [True, False]),
    ("{x} A { } B <x> C", "￼ A ￼ B ￼ C", [True, False, True]),
    ("__x__ A ____ B", "￼ A ￼ B", [True, False]),
    ("☒ A ☐ B", "￼ A ￼ B", [True, False]),
    ("☑︎ A ☐️ B", "￼ A ￼ B", [True, False]),
    ("â˜’ A", "￼ A", [True]),
]


@pytest.mark.parametrize(("text", "shown", "states"), TYPED)
def test_typed_and_printed_boxes(text: str, shown: str, states: list[bool]) -> None:
    found, marks = find_marks(text)
    assert found == shown.replace("￼", MARK)
    assert [mark.checked for mark in marks] == states


@pytest.mark.parametrize(
    "text",
    ["Art. 7(1)(a)–(c)", "see [1] and [the guide](https://a.org)", "3 × 4 m", "a_b_c", "snake_case_name", "x", "option (b)", "f(x", "2,000 – 3,000", "√2"],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert find_marks(text) == (text, ())


@pytest.mark.parametrize(
    ("font", "text", "states"),
    [
        ("Wingdings", "þ", [True]),
        ("Wingdings", "o", [False]),
        ("Wingdings", "\uf0fe\uf0a8", [True, False]),
        ("ABCDEF+Wingdings-Regular", "ý¨", [True, False]),
        ("Wingdings 2", "R£", [True, False]),
        ("Wingdings2", "TS", [True, True]),
        ("Webdings", "ac", [True, False]),
        ("ZapfDingbats", "4n", [True, True]),
        ("D050000L", "o8", [False, True]),
        ("OpenSymbol", "\uf0fe", [True]),
        ("Wingdings", "˛®", [True, False]),
    ],
)
def test_letters_of_a_symbol_font_are_pictures(font: str, text: str, states: list[bool]) -> None:
    found, marks = find_marks(text, font=font)
    assert found == MARK * len(text)
    assert [mark.checked for mark in marks] == states


def test_letters_of_a_text_font_are_letters() -> None:
    assert find_marks("o þ x", font="Arial") == ("o þ x", ())


def test_private_use_codes_are_wingdings_where_the_font_is_lost_and_b7_is_a_bullet() -> None:
    found, marks = find_marks("\uf0fe A \uf0a8 B \uf0b7 C")
    assert found == f"{MARK} A {MARK} B \uf0b7 C"
    assert [mark.checked for mark in marks] == [True, False]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Arial", None),
        ("Symbol", "symbol"),
        ("SymbolMT", "symbol"),
        ("MS Gothic", None),
        ("AAAAAA+ZapfDingbatsITC", "zapfdingbats"),
        ("Wingdings-2", "wingdings2"),
    ],
)
def test_symbol_fonts_go_by_many_names(name: str, family: str | None) -> None:
    assert symbol_family(name) == family
    assert family is None or family in SYMBOL_FONTS


@pytest.mark.parametrize(("text", "checked"), [("X", True), ("x", True), ("×", True), ("☐", False), ("✓", True)])
def test_a_character_alone_in_its_cell_is_a_mark(text: str, checked: bool) -> None:
    mark = lone_mark(f" {text} ")
    assert mark is not None
    assert mark.checked is checked


@pytest.mark.parametrize("text", ["", "XX", "a", "n/a", "-"])
def test_other_text_alone_in_a_cell_is_none(text: str) -> None:
    assert lone_mark(text) is None


def test_a_text_with_marks_can_be_shown_as_it_was_seen() -> None:
    original = "☒ A [ ] B ■ C"
    assert unmark(*find_marks(original)) == original


@pytest.mark.parametrize(("word", "said"), [("Yes", True), ("OUI", True), ("Sí", True), ("no", False), ("Non", False), ("perhaps", None)])
def test_yes_and_no(word: str, said: bool | None) -> None:
    assert yes_or_no(word) is said
