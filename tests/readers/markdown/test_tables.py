"""Tables drawn with characters."""

from __future__ import annotations

import pytest

from extractor.document import Table

from .showing import blocks, document


def test_a_pipe_table_with_an_empty_head_breaks_and_escapes() -> None:
    assert blocks("| | |\n|---|---|\n| Customs Duty | AUD 1,000 |\n| ☐ a<br>☒ b | x \\| y |") == [
        [["Customs Duty", "AUD 1,000"], [["[ ] a", "[x] b"], "x | y"]]
    ]


def test_a_head_with_words_stays() -> None:
    assert blocks("|  | Yes | No |\n|:--|:-:|:-:|\n| Pilot | X |  |") == [[["", "Yes", "No"], ["Pilot", "X", ""]]]


def test_a_pipe_table_without_outer_pipes_or_without_a_rule() -> None:
    assert blocks("a | b\n--|--\nc | d") == [[["a", "b"], ["c", "d"]]]
    assert blocks("| a | b |\n| c | d |") == [[["a", "b"], ["c", "d"]]]


def test_a_pipe_in_a_sentence_is_no_table() -> None:
    assert blocks("see a | b for more") == ["see a | b for more"]


def test_a_cell_that_runs_over_a_line_end() -> None:
    assert blocks("| a | b |\n|---|---|\n| first\nsecond | c |") == [[["a", "b"], [["first", "second"], "c"]]]


def test_lists_in_cells() -> None:
    assert blocks("| a | b |\n|-|-|\n| • one<br>• two<br>&nbsp;&nbsp;• deep | <ul><li>x</li><li>y</li></ul> |") == [
        [["a", "b"], [["- one", "- two", ">- deep"], ["- x", "- y"]]]
    ]


def test_a_converter_that_repeats_merged_cells() -> None:
    (table,) = document("| the title of it | the title of it |\n|---|---|\n| a | b |\n| the text of it all | the text of it all |\n| n/a | n/a |").blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.column_span) for cell in table.cells] == [(0, 2), (1, 1), (1, 1), (2, 2), (3, 2)]


def test_the_same_short_answer_twice_is_two_answers() -> None:
    assert blocks("| Gift | Duty |\n|---|---|\n| n/a | n/a |") == [[["Gift", "Duty"], ["n/a", "n/a"]]]


GRID = """
+------------------------------+
| **Title**                    |
+--------------+---------------+
| ☐ Initiative | Simplifi-     |
|              | cation of all |
| ☒ Existing   | things ☒      |
+:=============+==============:+
| - one        | x             |
|   - deep     +---------------+
| - two        | y             |
+--------------+---------------+
"""


def test_a_grid_table_with_merged_cells() -> None:
    (table,) = document(GRID).blocks
    assert isinstance(table, Table)
    assert blocks(GRID) == [
        [["Title"], [["[ ] Initiative", "[x] Existing"], ["Simplifi-", "~cation of all", "~things [x]"]], [["- one", ">- deep", "- two"], "x"], ["y"]]
    ]
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells] == [
        (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 2, 1), (2, 1, 1, 1), (3, 1, 1, 1),
    ]  # fmt: skip


def test_a_word_too_long_for_its_cell() -> None:
    assert blocks("+------+-----+\n| https://e.org/long | Jane |\n|      | Doe |\n+------+-----+") == [[["https://e.org/long", ["Jane", "~Doe"]]]]


def test_wide_characters_in_a_grid_table() -> None:
    assert blocks("+------+-----+\n| 日本 | ✅  |\n+------+-----+") == [[["日本", "[x]"]]]


def test_a_data_base_listing_and_box_drawing() -> None:
    assert blocks("+----+----+\n| a  | b  |\n+----+----+\n| C  | d  |\n| E  | f  |\n+----+----+") == [[["a", "b"], ["C", "d"], ["E", "f"]]]
    assert blocks("┌────┬────┐\n│ a  │ b  │\n├────┼────┤\n│ c  │ d  │\n└────┴────┘") == [[["a", "b"], ["c", "d"]]]


@pytest.mark.parametrize(
    "source",
    [
        "  Duty      EUR 150\n  Gift      none\n",  # label and value columns
        "Duty   EUR 150\n------ -------\nGift   none\n",  # pandoc's simple table; its head is the first row
        "====  =======\nDuty  EUR 150\n====  =======\nGift  none\n====  =======\n",  # reStructuredText
        "-------------------\nDuty      EUR 150\n--------- ---------\nGift      none\n-------------------\n",  # pandoc's multi-line table
        "Duty\tEUR 150\nGift\tnone\n",
        "Duty\t\t\tEUR 150\nGift\t\tnone\n",  # aligned by more or fewer tabs
    ],
)
def test_label_and_value_however_they_are_set(source: str) -> None:
    assert blocks(source) == [[["Duty", "EUR 150"], ["Gift", "none"]]]


def test_tabs_that_part_no_cells() -> None:
    assert blocks("•\tone\n•\ttwo\n☐\tbox\nTel.:\t+32 2 572 57 57") == ["- one", "- two", "[ ] box", "Tel.: +32 2 572 57 57"]


def test_a_form_of_two_columns_parted_by_tabs() -> None:
    """A trailing tab is an empty right cell, and a cell may run over lines."""
    source = "Title of it\t\nNorway\tGeneral Overview\nDescription\t\n- one\n- two\t\nLinks\tContact\n\nJane Doe\n"
    assert blocks(source) == [
        [["Title of it", ""], ["Norway", "General Overview"], ["Description", ""], [["- one", "- two"], ""], ["Links", "Contact"]],
        "Jane Doe",
    ]


def test_labels_and_values_parted_by_tabs() -> None:
    """Lines without a tab are none of the table; a row without a label goes on with the value above."""
    source = "Case Study\nBelgium\n\tPilot\t☐\n\tPractice\t☒\nGeneral Overview\nDate\t2018\nContact\tJane Doe\n\tjane@e.org\n"
    assert blocks(source) == [
        "Case Study",
        "Belgium",
        [["Pilot", "[ ]"], ["Practice", "[x]"]],
        "General Overview",
        [["Date", "2018"], ["Contact", ["Jane Doe", "jane@e.org"]]],
    ]


def test_an_indented_line_goes_on_with_a_line_block() -> None:
    source = "+---------------------+\n| | Jane Doe, Legal   |\n|   Adviser           |\n| | jane@a.gov        |\n+---------------------+\n"
    assert blocks(source) == [[[["Jane Doe, Legal Adviser", "jane@a.gov"]]]]


def test_a_multi_line_table_without_a_head() -> None:
    source = "  ---------- ---------\n  Duty       EUR 150\n\n  Taxes      none\n  (VAT/GST)\n  ---------- ---------\n"
    assert blocks(source) == [[["Duty", "EUR 150"], [["Taxes", "~(VAT/GST)"], "none"]]]


def test_a_page_drawn_with_bars_alone_has_rows_of_several_lines() -> None:
    rows = (
        "Norway",
        "Overview",
        "[X] Exchange of information",
        "[ ] Safety",
        "    with others",
        "",
        "Links",
        "Contact Person for Further",
        "",
        "Information",
        "* one",
    )
    source = "|“Title”{:54}|\n".format("") + ("|{:30}|{:30}|\n" * 6).format(*rows, "Jane Doe") + "|Text over both columns{:39}|\n".format("")
    assert blocks(source) == [
        [
            ["“Title”"],
            [
                ["Norway", "[x] Exchange of information", "~with others", "Links", "- one"],
                ["Overview", "[ ] Safety", "Contact Person for Further", "~Information", "Jane Doe"],
            ],
            ["Text over both columns"],
        ]
    ]
