"""Links, their labels, and titles of documents."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.document import Line
from extractor.parsers.link import claims, parse, valid
from tests.parsers.answering import lines, linked, region

# text (¶ parts lines) → label | url of each
CASES = {
    "Press release: https://www.a.gov/x.pdf": ["Press release | https://www.a.gov/x.pdf"],
    "Press release:¶https://www.a.gov/x.pdf": ["Press release | https://www.a.gov/x.pdf"],
    "Press release¶https://www.a.gov/x.pdf": ["Press release | ", " | https://www.a.gov/x.pdf"],
    "- Press release¶- www.a.gov": ["Press release | ", " | www.a.gov"],
    "https://a.gov/a; https://b.gov/b": [" | https://a.gov/a", " | https://b.gov/b"],
    "https://a.gov/a, https://b.gov/b": [" | https://a.gov/a", " | https://b.gov/b"],
    "zoll.de": [" | zoll.de"],
    "See https://a.gov/a.": [" | https://a.gov/a"],
    "Report (https://a.gov/a)": ["Report | https://a.gov/a"],
    "URL: https://a.gov/a": [" | https://a.gov/a"],
    "https://a.gov/very-long-¶> path/to/file.pdf": [" | https://a.gov/very-long-path/to/file.pdf"],
    "https://a.gov/very/¶path/to/file.pdf": [" | https://a.gov/very/path/to/file.pdf"],
    "https:// www.a.gov/x": [" | https://www.a.gov/x"],
    "Guide: www.a.gov/guide; FAQ: www.a.gov/faq": ["Guide | www.a.gov/guide", "FAQ | www.a.gov/faq"],
    "https://a.gov/a – Annual report": ["Annual report | https://a.gov/a"],
    "1) https://a.gov/1 2) https://a.gov/2": [" | https://a.gov/1", " | https://a.gov/2"],
    "Title: Annual report¶Link: https://a.gov": ["Annual report | https://a.gov"],
    "Decree 12/2018; Resolution No. 5 of 2019": ["Decree 12/2018 | ", "Resolution No. 5 of 2019 | "],
    "Law No. 123 of 1 May 2019, on parcels": ["Law No. 123 of 1 May 2019, on parcels | "],
    "Public notice 2017/14: www.a.se¶Press release": ["Public notice 2017/14 | www.a.se", "Press release | "],
    "https://a.gov/e¶> Circular 7:¶https://a.gov/c": [" | https://a.gov/e", "Circular 7 | https://a.gov/c"],
    "www.a.gov/x (English), www.a.gov/y (French)": ["English | www.a.gov/x", "French | www.a.gov/y"],
    "[1] https://a.gov/1¶[2] https://a.gov/2": [" | https://a.gov/1", " | https://a.gov/2"],
    "https://a.gov/1 and https://a.gov/2": [" | https://a.gov/1", " | https://a.gov/2"],
    "[[https://rs.ge][Revenue Service]]": ["Revenue Service | https://rs.ge"],
    "[[https://rs.ge][Revenue¶> Service]]": ["Revenue Service | https://rs.ge"],
    "[[https://rs.ge]]": [" | https://rs.ge"],
    "[[https://rs.ge][Customs]] and [[https://b.ge][Post]]": ["Customs | https://rs.ge", "Post | https://b.ge"],
    "[[https://a.gov/x|Annual report]]": ["Annual report | https://a.gov/x"],
    "[https://a.gov/x Annual report]": ["Annual report | https://a.gov/x"],
    "[Annual report|https://a.gov/x]": ["Annual report | https://a.gov/x"],
    "[Annual report](https://a.gov/x)": ["Annual report | https://a.gov/x"],
    "https://a.gov/x[Annual report]": ["Annual report | https://a.gov/x"],
    "link:https://a.gov/x[Annual report]": ["Annual report | https://a.gov/x"],
    "`Annual report <https://a.gov/x>`_": ["Annual report | https://a.gov/x"],
    '"Annual report":https://a.gov/x.': ["Annual report | https://a.gov/x"],
    "Annual report: <https://a.gov/x>": ["Annual report | https://a.gov/x"],
    "https://a.gov/wiki/De_minimis_(customs)": [" | https://a.gov/wiki/De_minimis_(customs)"],
    "https://www.a.gov/import?topic=e-commerce&lang=fr": [" | https://www.a.gov/import?topic=e-commerce&lang=fr"],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_labels_and_addresses(text: str, expected: list[str]) -> None:
    blocks = lines(text.replace("¶", "\n")) if "- " in text or ">" in text else tuple(Line(row) for row in text.split("¶"))
    parsed = parse(region(*blocks), Context())
    assert [f"{link.label or ''} | {link.url or ''}" for link in parsed.value] == expected
    assert [pointer for pointer, _ in parsed.evidence] == [f"/{index}" for index in range(len(expected))]
    assert parsed.diagnostics == ()


def test_hidden_targets_are_the_address() -> None:
    parsed = parse(region(linked("Fact sheet", "Fact sheet", "https://x.gov/f"), linked("www.a.gov", "www.a.gov", "http://www.a.gov/")), Context())
    assert [(link.label, link.url) for link in parsed.value] == [("Fact sheet", "https://x.gov/f"), (None, "www.a.gov")]


def test_a_label_between_two_addresses_is_doubted() -> None:
    parsed = parse(region(Line("https://a.gov/x – see Section 3; https://b.gov")), Context())
    assert min(evidence.confidence for _, evidence in parsed.evidence) < 0.5


def test_what_is_no_part_of_a_link_is_left() -> None:
    parsed = parse(region(Line("Guide: https://a.gov/ y")), Context())
    assert [line.text for line in parsed.left] == ["y"]


@pytest.mark.parametrize("url", ["htp//www.burs.example.org.bw/hub", "htp:/www.example.gob.pe/x", "http:\\\\www.a.gov", "https//www.a.gov", "http://a..gov"])
def test_a_malformed_address_stays_as_written(url: str) -> None:
    parsed = parse(region(Line(f"Guide: {url}"), pointer="/links"), Context())
    assert parsed.value[0].url == url
    assert [(found.code, found.path) for found in parsed.diagnostics] == [("invalid-url", "/links/0/url")]


@pytest.mark.parametrize("url", ["https://a.gov", "www.a.gov/x?y=1#z", "zoll.de", "http://10.0.0.1:8080/x", "https://дом.рф/x", "https://a.museum"])
def test_well_formed_addresses(url: str) -> None:
    assert valid(url)


def test_an_address_that_the_layout_broke_is_as_its_link_says() -> None:
    url = "https://x.org/r/3k#part2"
    parts = (linked(f"Report: {url[:-1]}", url[:-1], url), linked("2", "2", url))
    assert [(link.label, link.url) for link in parse(region(*parts), Context()).value] == [("Report", url)]


def test_an_email_address_is_no_link() -> None:
    parsed = parse(region(Line("info@customs.gov")), Context())
    assert parsed.value == ()
    assert [line.text for line in parsed.left] == ["info@customs.gov"]


@pytest.mark.parametrize(
    ("text", "likely"), [("https://a.gov", True), ("Press release", True), ("Jane Doe", False), ("jane@a.gov", False), ("Tel.: +44 20 7946 0018", False)]
)
def test_whose_line_it_is(text: str, likely: bool) -> None:
    assert (claims(Line(text)) > 0.5) is likely
