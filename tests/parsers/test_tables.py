"""The generated tables agree with how text is folded now."""

from __future__ import annotations

from extractor.data import read, sections
from extractor.parsers.calendar_words import bare, calendar
from extractor.text import fold


def test_names_of_countries_are_folded() -> None:
    names = [name for row in read("countries.txt").splitlines() for name in row.split("|")[2:]]
    assert len(names) > 4000
    assert [name for name in names if fold(name) != name] == []


def test_names_of_currencies_are_folded() -> None:
    tables = sections("currencies.txt")
    names = [name for row in tables["names"] for name in row.split("|")[1:]] + [row.partition("|")[0] for row in tables["nouns"]]
    assert len(names) > 2000
    assert [name for name in names if fold(name) != name] == []


def test_names_of_months_are_bare() -> None:
    assert len(calendar().months) > 1000
    assert [name for name in calendar().months if bare(name) != name] == []
    assert {number for meanings in calendar().months.values() for number, _ in meanings} == set(range(1, 13))
