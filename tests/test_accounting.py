"""Words that a form holds and no stage took are quoted, whoever lost them."""

from dataclasses import replace

import pytest

from extractor.document import Line
from extractor.interpret import interpret
from extractor.matching import Match, matches
from schemas.ecommerce import CaseStudy
from tests.building import FORM, document


def matched() -> Match:
    return matches(document(list(FORM)), CaseStudy)[0]


def quotes(match: Match) -> list[tuple[str, str]]:
    return [(d.path, d.message) for d in interpret(match, CaseStudy).diagnostics if d.code == "unplaced-text"]


def test_nothing_is_quoted_of_a_form_that_was_read() -> None:
    assert quotes(matched()) == []


@pytest.mark.parametrize(
    ("pointer", "text"), [("/description", "Goods are declared before they arrive"), ("/de_minimis/gift", "NOK 1 000"), ("/wco_tools", "SAFE Framework")]
)
def test_an_answer_that_was_lost_on_the_way_is_quoted_with_its_slot(pointer: str, text: str) -> None:
    match = matched()
    match.answers[pointer] = replace(match.answers[pointer], blocks=())
    [(path, message)] = quotes(match)
    assert path == pointer
    assert text in message


def test_half_an_answer_is_quoted_by_that_half() -> None:
    match = matched()
    match.answers["/description"] = replace(match.answers["/description"], blocks=(Line("Goods are declared"),))
    [(path, message)] = quotes(match)
    assert path == "/description"
    assert message == "No value holds this text: “before they arrive”"


def test_words_that_the_layout_parted_are_one_word() -> None:
    match = matched()
    match.answers["/description"] = replace(match.answers["/description"], blocks=(Line("Goods are declared beforethey arrive."),))
    assert quotes(match) == []
