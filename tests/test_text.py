"""Cleaning and folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import clean, fold


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \t b\n", "a b"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("ﬁnal oﬃce", "final office"),
        ("co\u00adoperation", "cooperation"),
        ("a\u200bb\ufeffc\u200fd", "abcd"),
        ("e\u0301", "é"),
        ("a\x0bb\x01c", "a bc"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Safety & Security", "SAFETY AND SECURITY"),
        ("E-Commerce at Glance:", "ecommerce at glance"),
        ("Échange d’informations", "echange d'informations"),
        ("Taxes (VAT/GST)", "taxes vat gst"),
        ("Date de mise en œuvre", "DATE DE MISE EN OEUVRE"),
    ],
)
def test_what_a_person_calls_the_same_words_folds_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
