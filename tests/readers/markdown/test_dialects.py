"""AsciiDoc, Org and comma-separated rows become what the scanner knows, line for line."""

from __future__ import annotations

from extractor.document import Line, Table, lines_of
from extractor.readers.markdown import read
from extractor.readers.markdown.dialects import as_known


def texts(source: str) -> list[str]:
    return [line.text for line in lines_of(read(source.encode()).blocks)]


ASCIIDOC = """\
= Case Study on E-commerce
:author: Customs

== De Minimis Value

[cols="2*"]
|===
|Customs Duty |BAM 300
|Gift |none
|===

== Requirements

* [x] Changes on legal framework
** by decree
. Design
.. Tender

Zdenka, Director +
Customs
"""


def test_asciidoc_headings_tables_items_and_breaks() -> None:
    blocks = read(ASCIIDOC.encode()).blocks
    lines = [line for line in lines_of(blocks) if line.text]
    assert lines[0].text == "Case Study on E-commerce"
    assert lines[0].bold
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [[line.text for line in cell.blocks if isinstance(line, Line)] for cell in table.cells] == [["Customs Duty"], ["BAM 300"], ["Gift"], ["none"]]
    items = [(line.text.lstrip("\ufffc "), line.bullet, line.level) for line in lines if line.bullet]
    assert ("by decree", "-", 1) in items
    assert ("Design", "1.", 0) in items
    assert [line.text for line in lines][-2:] == ["Zdenka, Director", "Customs"]


def test_asciidoc_lines_keep_their_numbers() -> None:
    lines = ASCIIDOC.splitlines()
    assert len(as_known(lines)) == len(lines)
    (gift,) = [line for line in lines_of(read(ASCIIDOC.encode()).blocks) if line.text == "Gift"]
    assert gift.place.line == lines.index("|Gift |none") + 1


def test_org_titles_and_headings() -> None:
    source = (
        "#+TITLE: Case Study on E-commerce\n#+AUTHOR: Customs\n\n* “Parcels”\nBrunei\n** General overview:\n   - [X] Safety and security\n   - [ ] Other:\n"
    )
    found = read(source.encode()).blocks
    assert texts(source)[:3] == ["Case Study on E-commerce", "“Parcels”", "Brunei"]
    assert [mark.checked for line in lines_of(found) for mark in line.marks] == [True, False]


def test_comma_separated_rows_with_quoted_fields() -> None:
    rows = ["Case Study on E-commerce,,", '"Jusqu’en 2017, chaque colis attendait",x,'] + [f"Option {number},X,remark" for number in range(12)]
    (table,) = read("\n".join(rows).encode()).blocks
    assert isinstance(table, Table)
    cells = {(cell.row, cell.column): [line.text for line in cell.blocks if isinstance(line, Line)] for cell in table.cells}
    assert cells[1, 0] == ["Jusqu’en 2017, chaque colis attendait"]
    assert cells[2, 0] == ["Option 0"]
    assert cells[2, 2] == ["remark"]


def test_sentences_with_commas_are_no_rows() -> None:
    lines = [f"In the year {year}, parcels came, and went." if year % 2 else f"Line {year}" for year in range(30)]
    assert as_known(lines) is lines
    assert as_known(['"an open quote, ' + str(number) for number in range(20)]) != []


def test_links_of_org_with_and_without_a_description() -> None:
    text = "#+TITLE: Case Study\n* Relevant links or documents\n- [[https://rs.ge][Revenue Service]]\n- [[https://rs.ge/code]]\n"
    lines = list(lines_of(read(text.encode()).blocks))
    assert [(line.text, [link.target for link in line.links]) for line in lines[-2:]] == [("Revenue Service", ["https://rs.ge"]), ("https://rs.ge/code", [])]


MEDIAWIKI = """\
== Requirements ==
=== Boxes ===
{| class="wikitable"
! Option !! Box
|-
| style="width:4em" | Creation of IT System
| {{tick}}
|}
== Links ==
* [https://www.toll.no '''Customs''']
"""


def test_mediawiki_headings_tables_and_links() -> None:
    blocks = read(MEDIAWIKI.encode()).blocks
    lines = list(lines_of(blocks))
    assert [line.text.replace("\ufffc", "@") for line in lines] == ["Requirements", "Boxes", "Option", "Box", "Creation of IT System", "@", "Links", "Customs"]
    assert [len(block.cells) for block in blocks if isinstance(block, Table)] == [4]
    assert lines[-1].links[0].target == "https://www.toll.no"
