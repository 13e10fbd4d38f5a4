"""Words that are read from the right."""

from __future__ import annotations

import pytest

from extractor.readers.pdf.bidi import in_reading_order, runs_left
from extractor.readers.pdf.tokens import Token


def words(line: str) -> list[Token]:
    return [Token(word, 50.0 + 30 * k, 92, 70.0 + 30 * k, 102, 100, 10) for k, word in enumerate(line.split())]


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("מכס של פקיד", "פקיד של מכס"),
        ("Contact: מכס של פקיד", "Contact: פקיד של מכס"),
        ("2019 במאי 1", "1 במאי 2019"),
        ("Tel. 12 מכס פקיד 15", "Tel. 12 פקיד מכס 15"),
        ("Customs House 7", "Customs House 7"),
    ],
)
def test_runs_of_words_read_from_the_right_are_turned_round(stands: str, reads: str) -> None:
    assert " ".join(t.text for t in in_reading_order(words(stands))) == reads


def test_lines_without_such_words_are_not_looked_at() -> None:
    assert not runs_left(words("Customs House 7"))
    assert runs_left(words("Customs פקיד"))
