"""The form as one table of two columns, said in whatever words a word processor has for paragraphs, cells and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.kinds import ANSWERS, COUNTRY, DATE, DE_MINIMIS, TITLE

_PROMPTS = (
    "1. Actions included in the initiatives/ Existing Practice",
    "2. Proposed solution",
    "3. Technical Proposition of Initiative / Existing Practice",
    "4. Operational activities of the Initiative / Existing Practice",
)


def table_form(
    grids: Mapping[str, str], *, head: Callable[[str], str], plain: Callable[[str], str], cell: Callable[..., str], table: Callable[[list[str]], str]
) -> str:
    """The whole form but its heading, as markup.

    `grids` is the markup of each grid's boxes by its pointer; `head` and `plain` give a paragraph in bold and in plain type of a text, `cell` a cell of
    markup and the number of columns that it spans, `table` a table of rows of cells.
    """

    def answer(pointer: str) -> str:
        return plain(ANSWERS[pointer])

    thresholds = table([cell(plain(label)) + cell(plain(amount)) for label, amount in DE_MINIMIS.items()])
    return table(
        [
            cell(plain(f"“{TITLE}”"), 2),
            cell(plain(COUNTRY)) + cell(head("General Overview")),
            cell(grids["/practice_type"]) + cell(grids["/general_overview"]),
            cell(head("E-commerce at Glance")) + cell(head("Stakeholders Involved")),
            cell(head("De Minimis Value") + thresholds) + cell(grids["/stakeholders"]),
            cell(head("Date of implementation"), 2),
            cell(plain(DATE), 2),
            cell(head("Brief Description of Initiative / Existing Practice"), 2),
            cell(answer("/description"), 2),
            cell(head("Value Proposition of Initiative / Existing Practice"), 2),
            cell(answer("/value_proposition"), 2),
            cell("".join(map(head, _PROMPTS)), 2),
            cell(answer("/approach/combined"), 2),
            cell(head("Requirements")) + cell(head("WCO Relevant tools and instruments")),
            cell(grids["/requirements"]) + cell(answer("/wco_tools")),
            cell(head("Additional Information"), 2),
            cell(head("Relevant links or documents")) + cell(head("Contact Person for Further Information")),
            cell(answer("/links")) + cell(answer("/contacts")),
            cell(head("1. Value Added Considerations") + head("2. Further Reflections by Stakeholders"), 2),
            cell(answer("/reflections/combined"), 2),
        ]
    )
