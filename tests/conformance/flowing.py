"""The form of every conformance file in the formats that flow: plain text, Markdown and HTML.

A kind of mark gives an `Option`, how one option is written with its box; the arrangement of each grid says where the box stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from tests.conformance.kinds import ANSWERS, COUNTRY, DATE, DE_MINIMIS, GRIDS, MARKED, TITLE, Arrangement

Box = Callable[[bool], str]
"""How a box is written, checked or empty."""
Option = Callable[[str, bool, Arrangement], str]
"""How an option is written: its label, whether it is checked, and where its box stands."""

PRACTICE, OVERVIEW, STAKEHOLDERS, REQUIREMENTS = GRIDS

LAYOUTS: tuple[Mapping[str, Arrangement], ...] = (
    {PRACTICE: "before in a line", OVERVIEW: "after", STAKEHOLDERS: "after", REQUIREMENTS: "before"},
    {PRACTICE: "before", OVERVIEW: "before", STAKEHOLDERS: "before in a line", REQUIREMENTS: "before"},
    {PRACTICE: "after in a line", OVERVIEW: "after", STAKEHOLDERS: "after in a line", REQUIREMENTS: "after"},
)
"""Arrangements for formats that have lines alone."""
TABLE_LAYOUTS: tuple[Mapping[str, Arrangement], ...] = (
    {PRACTICE: "before in a line", OVERVIEW: "after", STAKEHOLDERS: "own cell after", REQUIREMENTS: "before"},
    {PRACTICE: "before", OVERVIEW: "nested table", STAKEHOLDERS: "after", REQUIREMENTS: "own cell before"},
    {PRACTICE: "after in a line", OVERVIEW: "own cell after", STAKEHOLDERS: "before in a line", REQUIREMENTS: "nested table"},
    {PRACTICE: "before", OVERVIEW: "before", STAKEHOLDERS: "before", REQUIREMENTS: "before"},
)
"""Arrangements for formats that have tables."""

PROMPTS = {
    "/description": "Brief Description of Initiative / Existing Practice",
    "/value_proposition": "Value Proposition of Initiative / Existing Practice",
    "/wco_tools": "WCO Relevant tools and instruments",
    "/links": "Relevant links or documents",
    "/contacts": "Contact Person for Further Information",
}
"""The label of each answer that has one label alone, by pointer."""
APPROACH = (
    "1. Actions included in the initiatives/ Existing Practice",
    "2. Proposed solution",
    "3. Technical Proposition of Initiative / Existing Practice",
    "4. Operational activities of the Initiative / Existing Practice",
)
REFLECTIONS = ("1. Value Added Considerations", "2. Further Reflections by Stakeholders")


def boxed(box: Box) -> Option:
    """Options whose box is text beside the label."""

    def option(label: str, checked: bool, arrangement: Arrangement) -> str:
        if arrangement.startswith("own cell"):
            return box(checked)
        return f"{label} {box(checked)}" if arrangement.startswith("after") else f"{box(checked)} {label}"

    return option


def options_of(pointer: str) -> list[tuple[str, bool]]:
    """The labels that a grid prints and whether each is marked."""
    return [(slot.label.first() if slot.label else "", MARKED[slot.pointer]) for slot in GRIDS[pointer]]


def lines_of(pointer: str, option: Option, arrangement: Arrangement) -> list[str]:
    """The lines of a grid."""
    written = [option(label, checked, arrangement) for label, checked in options_of(pointer)]
    return ["   ".join(written)] if arrangement.endswith("in a line") else written


def text_form(option: Option, arrangements: Mapping[str, Arrangement] = LAYOUTS[0]) -> str:
    """The form typed without any table, as plain text with blank lines between its sections."""

    def grid(pointer: str) -> str:
        return "\n".join(lines_of(pointer, option, arrangements[pointer]))

    return sections(grid)


def sections(grid: Callable[[str], str]) -> str:
    """The form typed without any table, `grid` giving what stands for each grid."""
    de_minimis = "\n".join(f"{label}: {value}" for label, value in DE_MINIMIS.items())
    parts = (
        f"“{TITLE}”",
        COUNTRY,
        grid(PRACTICE),
        f"General Overview\n{grid(OVERVIEW)}",
        f"De Minimis Value\n{de_minimis}",
        f"Stakeholders Involved\n{grid(STAKEHOLDERS)}",
        f"Date of implementation\n{DATE}",
        f"{PROMPTS['/description']}\n{ANSWERS['/description']}",
        f"{PROMPTS['/value_proposition']}\n{ANSWERS['/value_proposition']}",
        "\n".join((*APPROACH, ANSWERS["/approach/combined"])),
        f"Requirements\n{grid(REQUIREMENTS)}",
        *(f"{PROMPTS[pointer]}\n{ANSWERS[pointer]}" for pointer in ("/wco_tools", "/links", "/contacts")),
        "\n".join((*REFLECTIONS, ANSWERS["/reflections/combined"])),
    )
    return "\n\n".join(parts) + "\n"


def html_grid(pointer: str, option: Option, arrangement: Arrangement, line: str = "p") -> str:
    """A grid as paragraphs (or elements named `line`), one paragraph, or a table in the cell."""
    if arrangement.startswith("own cell") or arrangement == "nested table":
        rows = []
        for label, checked in options_of(pointer):
            cells = [option(label, checked, arrangement)]
            if arrangement != "nested table":
                cells.insert(0 if arrangement.endswith("after") else 1, escape(label))
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        return f"<table>{''.join(rows)}</table>"
    written = [option(escape(label), checked, arrangement) for label, checked in options_of(pointer)]
    if arrangement.endswith("in a line"):
        return f"<p>{' &nbsp; '.join(written)}</p>"
    return "\n".join(f"<{line}>{one}</{line}>" for one in written)


def html_page(grid: Callable[[str], str], head: str = "", wrap: tuple[str, str] = ("", ""), line: str = "p") -> str:
    """The form as it is printed, a table of two columns; `grid` gives the HTML of each grid, `wrap` what stands around the table."""
    de_minimis = "".join(f"<tr><td>{escape(label)}</td><td>{value}</td></tr>" for label, value in DE_MINIMIS.items())

    def row(*cells: str) -> str:
        span = ' colspan="2"' if len(cells) == 1 else ""
        return "<tr>" + "".join(f"<td{span}>{cell}</td>" for cell in cells) + "</tr>"

    def lines(*texts: str) -> str:
        return "".join(f"<{line}>{escape(text)}</{line}>" for text in texts)

    rows = (
        row(lines(f"“{TITLE}”")),
        row(lines(COUNTRY), "<b>General Overview</b>"),
        row(grid(PRACTICE), grid(OVERVIEW)),
        row("<b>E-commerce at Glance</b>", "<b>Stakeholders Involved</b>"),
        row(f"<p><b>De Minimis Value</b></p><table>{de_minimis}</table>", grid(STAKEHOLDERS)),
        row("<b>Date of implementation</b>"),
        row(DATE),
        *(part for pointer in ("/description", "/value_proposition") for part in (row(f"<b>{PROMPTS[pointer]}</b>"), row(lines(ANSWERS[pointer])))),
        row("".join(f"<{line}><b>{text}</b></{line}>" for text in APPROACH)),
        row(lines(ANSWERS["/approach/combined"])),
        row("<b>Requirements</b>", f"<b>{PROMPTS['/wco_tools']}</b>"),
        row(grid(REQUIREMENTS), lines(ANSWERS["/wco_tools"])),
        row(f"<b>{PROMPTS['/links']}</b>", f"<b>{PROMPTS['/contacts']}</b>"),
        row(lines(ANSWERS["/links"]), lines(ANSWERS["/contacts"])),
        row("".join(f"<{line}><b>{text}</b></{line}>" for text in REFLECTIONS)),
        row(lines(ANSWERS["/reflections/combined"])),
    )
    table = "<table border=1>\n" + "\n".join(rows) + "\n</table>"
    return f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>Case study</title>{head}</head>\n<body>{wrap[0]}{table}{wrap[1]}</body></html>\n"


def html_form(option: Option, arrangements: Mapping[str, Arrangement] = TABLE_LAYOUTS[0], head: str = "", line: str = "p") -> str:
    """The form as an HTML page whose boxes are all written by `option`."""
    return html_page(lambda pointer: html_grid(pointer, option, arrangements[pointer], line), head, line=line)
