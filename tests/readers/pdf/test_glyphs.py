"""Fonts whose codes tell nothing."""

from __future__ import annotations

from extractor.readers.pdf.glyphs import fonts_of_drawings
from extractor.readers.pdf.tokens import Token


def tokens(font: str, *texts: str) -> list[Token]:
    out = []
    for k, text in enumerate(texts):
        token = Token(text, 50.0, 90.0 + 12 * k, 60.0, 100.0 + 12 * k, 98.0 + 12 * k, 10)
        token.font = font
        out.append(token)
    return out


def test_letters_alone_of_a_script_without_such_words_may_be_drawings() -> None:
    boxes, words = tokens("Sans", "\u0eea", "\u0ee8", "\u0ee8"), tokens("Serif", "Initiative", "Practice", "\u0ee8")
    assert fonts_of_drawings(boxes + words) == {"Sans"}


def test_words_and_letters_that_can_be_words_are_none() -> None:
    assert not fonts_of_drawings(tokens("Sans", "\u0eea\u0ee8", "\u0ee8") + tokens("Serif", "a", "\u044f") + tokens("Mincho", "\u65e5", "\u6708"))
