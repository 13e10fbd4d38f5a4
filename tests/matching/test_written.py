"""What a member's keyboard leaves in an answer's lines."""

from extractor.document import Line
from extractor.matching.written import round_bullets


def test_the_letter_o_among_items_of_a_list_is_a_bullet() -> None:
    found = round_bullets([Line("o weekly review"), Line("monthly meeting", bullet="-"), Line("yearly audit", bullet="-")])
    assert [(line.text, line.bullet) for line in found if isinstance(line, Line)] == [
        ("weekly review", "-"),
        ("monthly meeting", "-"),
        ("yearly audit", "-"),
    ]


def test_the_letter_o_elsewhere_is_a_word() -> None:
    lines = [Line("o bien una sola vez"), Line("Una vez", bullet="-")]
    assert round_bullets(lines) == lines
