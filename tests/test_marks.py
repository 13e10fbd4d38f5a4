"""What counts as a selection mark, character by character and font by font."""

from __future__ import annotations

import pytest

from extractor.document import MARK
from extractor.marks import SYMBOL_FONTS, find_marks, lone_mark, mark_of, shape_of, symbol_family, unmark, yes_or_no
from extractor.marks.choices import DROPPED, KEPT
from extractor.marks.mojibake import mended_whole

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
    ("‚òí A ‚òê B", "￼ A ￼ B", [True, False]),
    ("&#9746; A \\u2610 B", "￼ A ￼ B", [True, False]),
    (":white_check_mark: A :x: B", "￼ A ￼ B", [True, True]),
    ("［ｘ］ A （　） B", "￼ A ￼ B", [True, False]),
    ("☐✓ A ☐ B [ ]x C", "￼ A ￼ B ￼ C", [True, False, True]),
    ("☐\u0338 A x\u20de B", "￼ A ￼ B", [True, True]),
    ("[yes] A [N] B", "￼ A ￼ B", [True, False]),
    ("x____ A _____ B", "￼ A ￼ B", [True, False]),
    ("⊟ A [-] B", "￼ A ￼ B", [None, None]),
]


@pytest.mark.parametrize(("text", "shown", "states"), TYPED)
def test_typed_and_printed_boxes(text: str, shown: str, states: list[bool | None]) -> None:
    found, marks = find_marks(text)
    assert found == shown.replace("￼", MARK)
    assert [mark.checked for mark in marks] == states


@pytest.mark.parametrize(
    "text",
    [
        "Art. 7(1)(a)–(c)",
        "see [1] and [the guide](https://a.org)",
        "3 × 4 m",
        "a_b_c",
        "snake_case_name",
        "x",
        "option (b)",
        "f(x",
        "2,000 – 3,000",
        "√2",
        "tâche",
        "12:30:45",
        "a & b",
        "Yes / No",
    ],
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


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"Yes / {DROPPED}No{DROPPED}", True),
        (f"{DROPPED}Oui{DROPPED} Non", False),
        (f"{KEPT}Yes{KEPT} | No", True),
        (f"Yes, {KEPT}no{KEPT}", False),
        (f"{DROPPED}Yes{DROPPED} / {DROPPED}No{DROPPED}", None),
        (f"{KEPT}Yes{KEPT} / {DROPPED}No{DROPPED}", True),
    ],
)
def test_one_of_yes_and_no_that_is_struck_out_or_set_apart_is_a_mark(text: str, state: bool | None) -> None:
    found, (mark,) = find_marks(text)
    assert found == MARK
    assert mark.checked is state
    assert KEPT not in mark.raw
    assert DROPPED not in mark.raw


def test_the_signs_around_other_words_vanish() -> None:
    assert find_marks(f"{KEPT}Yes{KEPT}, it is {DROPPED}no{DROPPED} longer so") == ("Yes, it is no longer so", ())


def test_a_text_read_twice_in_the_wrong_code_page_is_mended_whole() -> None:
    assert mended_whole("Été ☒".encode().decode("latin-1").encode().decode("latin-1")) == "Été ☒"
    assert mended_whole("Tâche – œuvre") == "Tâche – œuvre"


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


def test_a_private_character_has_the_shape_that_wingdings_gives_it() -> None:
    assert [shape_of(mark_of(raw, "tick")) for raw in ("\uf0fc", "\uf0a8", "✓", "\uf041", "")] == ["tick", "empty", "tick", None, None]
