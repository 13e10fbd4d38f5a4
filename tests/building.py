"""A mini-language for documents in tests: strings become lines with their marks, nested lists become tables."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Block, Cell, Document, Line, Table
from extractor.marks import find_marks
from extractor.place import Place

Row = Sequence[object]


def line(text: str, number: int = 1, bold: bool = False) -> Line:
    """A line of text, its marks found; "- " in front makes it a list item."""
    bullet = text.startswith("- ")
    text, marks = find_marks(text.removeprefix("- "), Place(line=number))
    return Line(text, place=Place(line=number), marks=marks, bullet="-" if bullet else "", bold=bold)


def table(rows: Sequence[Row]) -> Table:
    """A table of rows; a cell is a string (lines parted by line feeds), a list of rows (a nested table), or a tuple of both; a lone cell spans the row."""
    columns = max(len(row) for row in rows)
    cells = []
    for number, row in enumerate(rows):
        for column, content in enumerate(row):
            span = columns if len(row) == 1 else 1
            cells.append(Cell(number, column, blocks(content), column_span=span))
    return Table(tuple(cells))


def blocks(content: object) -> tuple[Block, ...]:
    """The blocks that a cell's content stands for."""
    if isinstance(content, str):
        return tuple(line(text, number) for number, text in enumerate(content.split("\n"), 1) if text)
    if isinstance(content, list):
        return (table(content),)
    assert isinstance(content, tuple)
    return tuple(block for part in content for block in blocks(part))


def document(*content: object) -> Document:
    """A document of strings and tables."""
    return Document(blocks(content), "text/plain")


FORM: list[Row] = [
    ["“Clearing parcels before they land”"],
    ["Norway", "General Overview"],
    [
        "☐ Initiative / Pilot ☒ Existing Practice",
        "Simplification of Procedures for e-commerce ☒\nSafety & Security ☐\nRevenue Collection / Business Models ☒\n"
        "Cooperation between Customs/Post ☐\nData Exchange with E-Commerce Operators ☐",
    ],
    ["E-commerce at Glance", "Stakeholders Involved"],
    [
        ("De Minimis Value", [["Customs Duty", "NOK 350"], ["Taxes (VAT/GST)", "n/a"], ["Gift", "NOK 1 000"], ["Commercial Samples", ""]]),
        "Customs Administration ☒\nPostal Operator ☐\nExpress Companies ☐\nE-Vendors (E-commerce Operators) ☒\n"
        "Other governmental authorities ☐\nFinal Consumer ☐\nOther: ☐",
    ],
    ["Date of implementation"],
    ["September 2016"],
    ["Brief Description of Initiative / Existing Practice"],
    ["Goods are declared before they arrive."],
    ["Value Proposition of Initiative / Existing Practice"],
    ["Faster release."],
    [
        "1. Actions included in the initiatives/ Existing Practice\n2. Proposed solution\n3. Technical Proposition of Initiative / Existing Practice\n"
        "4. Operational activities of the Initiative / Existing Practice"
    ],
    ["- Training\n- A help desk"],
    ["Requirements", "WCO Relevant tools and instruments"],
    [
        "☐ Review and update of De Minimis\n☒ Changes on legal framework\n☐ Creation of IT System\n☐ Private Sector (Political Will)\n"
        "☐ Exchange of information with stakeholders\n☐ Other:",
        "SAFE Framework of Standards",
    ],
    ["Additional Information"],
    ["Relevant links or documents", "Contact Person for Further Information"],
    ["https://www.toll.no/voec", "Kari Hansen, Senior Adviser\nkari.hansen@toll.no"],
    ["1. Value Added Considerations\n2. Further Reflections by Stakeholders"],
    ["Sellers learned within weeks."],
]
"""A whole form in the layout that the WCO prints, as rows for `table`."""
