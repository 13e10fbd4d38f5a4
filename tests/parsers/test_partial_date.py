"""Dates as exact as the text, in EDTF."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.parsers.partial_date import parse, read
from tests.parsers.answering import answer

# country | text | EDTF | first day | last day
READ = """
US | September 12, 2016 | 2016-09-12 | 2016-09-12 | 2016-09-12
US | 09/12/2016 | 2016-09-12 | 2016-09-12 | 2016-09-12
GB | 12/09/2016 | 2016-09-12 | 2016-09-12 | 2016-09-12
GB | 01.03.21 | 2021-03-01 | 2021-03-01 | 2021-03-01
GB | 1 st January 2018 | 2018-01-01 | 2018-01-01 | 2018-01-01
ZA | 2019-06-19 | 2019-06-19 | 2019-06-19 | 2019-06-19
CA | 28/06/2018 | 2018-06-28 | 2018-06-28 | 2018-06-28
US | 2016 | 2016 | 2016-01-01 | 2016-12-31
US | Launched in March 2019 | 2019-03 | 2019-03-01 | 2019-03-31
US | Apr-19 | 2019-04 | 2019-04-01 | 2019-04-30
BR | 12/2017 | 2017-12 | 2017-12-01 | 2017-12-31
NO | 1. april 2020 | 2020-04-01 | 2020-04-01 | 2020-04-01
FR | Du 1er juillet 2012 au 30 juin 2013 | 2012-07-01/2013-06-30 | 2012-07-01 | 2013-06-30
FR | février 2021 | 2021-02 | 2021-02-01 | 2021-02-28
FR | À compter du 1er janvier 2019 | 2019-01-01/.. | 2019-01-01 | None
ES | 1º de enero del 2019 | 2019-01-01 | 2019-01-01 | 2019-01-01
ES | enero 2019 a la fecha | 2019-01/.. | 2019-01-01 | None
PE | entre 2018 y 2020 | 2018/2020 | 2018-01-01 | 2020-12-31
RU | с 1 января 2019 года | 2019-01-01/.. | 2019-01-01 | None
PL | listopad 2019 | 2019-11 | 2019-11-01 | 2019-11-30
HR | listopad 2019 | 2019-10 | 2019-10-01 | 2019-10-31
EG | منذ يناير 2020 | 2020-01/.. | 2020-01-01 | None
JP | 2019年4月1日 | 2019-04-01 | 2019-04-01 | 2019-04-01
JP | 令和元年10月 | 2019-10 | 2019-10-01 | 2019-10-31
GR | 1η Ιουλίου 2021 | 2021-07-01 | 2021-07-01 | 2021-07-01
IL | 1 בינואר 2019 | 2019-01-01 | 2019-01-01 | 2019-01-01
TH | 1 มกราคม 2562 | 2019-01-01 | 2019-01-01 | 2019-01-01
VN | Tháng 4 năm 2019 | 2019-04 | 2019-04-01 | 2019-04-30
US | Q3 2014 | 2014-35 | 2014-07-01 | 2014-09-30
US | 1st quarter 2013 (pilot phase) | 2013-33 | 2013-01-01 | 2013-03-31
FR | premier semestre 2019 | 2019-40 | 2019-01-01 | 2019-06-30
US | H2 2020 | 2020-41 | 2020-07-01 | 2020-12-31
US | Q1-Q3 2019 | 2019-33/2019-35 | 2019-01-01 | 2019-09-30
US | Spring 2019 | 2019-21 | None | None
US | Since April 2016 | 2016-04/.. | 2016-04-01 | None
US | As of January 2016 | 2016-01/.. | 2016-01-01 | None
US | from January 2016 on | 2016-01/.. | 2016-01-01 | None
US | 2016 - ongoing | 2016/.. | 2016-01-01 | None
US | 2016– | 2016/.. | 2016-01-01 | None
US | until 2019 | ../2019 | None | 2019-12-31
US | 2019–2021 | 2019/2021 | 2019-01-01 | 2021-12-31
US | 2016/17 | 2016/2017 | 2016-01-01 | 2017-12-31
US | October–December 2014 | 2014-10/2014-12 | 2014-10-01 | 2014-12-31
US | 1–15 March 2019 | 2019-03-01/2019-03-15 | 2019-03-01 | 2019-03-15
US | March 2019 to October 2020 | 2019-03/2020-10 | 2019-03-01 | 2020-10-31
US | Phase 1: March 2014; Phase 2: January 2016 | {2014-03,2016-01} | 2014-03-01 | 2016-01-31
US | 20 September 2017 (pilot), 1 March 2018 (national roll-out) | {2017-09-20,2018-03-01} | 2017-09-20 | 2018-03-01
US | September 2016 (revised January 2018) | {2016-09,2018-01} | 2016-09-01 | 2018-01-31
US | 2016, 2017 and 2018 | {2016,2017,2018} | 2016-01-01 | 2018-12-31
US | Pilot in 2016; roll-out in 2018 | {2016,2018} | 2016-01-01 | 2018-12-31
US | 1 July 2018 (Decree No. 123/2018) | 2018-07-01 | 2018-07-01 | 2018-07-01
"""
UNPARSED = (
    "to be decided by the Board|TBD|ongoing|in progress|before 2016|not before 2020|by end of 2020|3 years ago"
    "|Decree 123/2018"
    "|31 February 2019|30/02/2019|13/2017|FY 2019|20 September|1 July 2018 - 1 July 2017|2011 E.C.|1 Muharram 1440|Pilot since 2016; full since 2018|May"
)
AMBIGUOUS = """
 | 12/09/2016 | [2016-09-12,2016-12-09]
EU | 03/04/2019 | [2019-03-04,2019-04-03]
HU | 03/04/2019 | [2019-03-04,2019-04-03]
CA | 03/04/2019 | [2019-03-04,2019-04-03]
US | 2010-12 | 2010-12
US | March/April 2019 | [2019-03,2019-04]
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("country", "text", "edtf", "start", "end"), _rows(READ))
def test_dates(country: str, text: str, edtf: str, start: str, end: str) -> None:
    value, ambiguous, _ = read(text, country)
    assert (value.edtf, str(value.start), str(value.end)) == (edtf, start, end)
    assert not ambiguous


@pytest.mark.parametrize("text", UNPARSED.split("|"))
def test_what_is_not_read_whole_keeps_its_text_alone(text: str) -> None:
    parsed = parse(answer(text, "/implementation_date"), Context(country="US"))
    assert (parsed.value.text, parsed.value.edtf, parsed.value.start, parsed.value.end) == (text, None, None, None)
    assert [(found.code, found.path) for found in parsed.diagnostics] == [("unparsed-date", "/implementation_date")]


@pytest.mark.parametrize(("country", "text", "edtf"), _rows(AMBIGUOUS))
def test_two_readings_that_nothing_decides(country: str, text: str, edtf: str) -> None:
    parsed = parse(answer(text), Context(country=country or None))
    assert parsed.value.edtf == edtf
    assert [found.code for found in parsed.diagnostics] == ["ambiguous-date"]


@pytest.mark.parametrize(
    ("country", "text", "edtf"), [("JP", "25/12/2016", "2016-12-25"), ("", "05/05/2019", "2019-05-05"), ("BR", "12/25/2016", "2016-12-25")]
)
def test_only_one_order_is_possible(country: str, text: str, edtf: str) -> None:
    assert read(text, country or None)[:2] == (read(text, country or None)[0], False)
    assert read(text, country or None)[0].edtf == edtf


def test_the_whole_answer_is_the_text_on_one_line() -> None:
    parsed = parse(answer("Pilot: March 2019\nFull implementation:\n> January 2020"), Context())
    assert parsed.value.text == "Pilot: March 2019 Full implementation: January 2020"
    assert parsed.value.edtf == "{2019-03,2020-01}"


def test_the_numbers_of_a_list_are_no_days() -> None:
    assert read("1. March 2014\n2. January 2016")[0].edtf == "{2014-03,2016-01}"


def test_a_note_that_changes_the_date_is_of_low_confidence() -> None:
    assert read("2019 (FY)")[2] < 0.5


def test_an_empty_answer_has_no_date() -> None:
    assert parse(answer("____"), Context()).value is None


def test_a_long_text_full_of_figures_ends_soon() -> None:
    assert read("1 2 3 4 5 6 7 8 9 10 11 12 2013 " * 500)[0].edtf is None
