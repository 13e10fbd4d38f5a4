"""What is set apart beside its label, and what two marks of one option say together."""

from __future__ import annotations

import pytest

from extractor.document import Document, Emphasis, EmphasisKind, Line
from extractor.matching import matches
from extractor.parsers import grid
from schemas.ecommerce import CaseStudy
from tests.building import FORM, table
from tests.parsers.test_grid import LABELS, NAMES, read

WANTED = (False, True, False, False, True, False)


def told(kinds: dict[str, tuple[EmphasisKind, ...]], bold: bool = False) -> dict[str, object]:
    """The value of the Requirements grid whose labels, without boxes, are set apart in these ways."""
    rows = [list(row) for row in FORM]
    rows[14] = ["\n".join(LABELS), "SAFE Framework of Standards"]
    whole = table(rows)
    cells = []
    for cell in whole.cells:
        lines = tuple(
            Line(
                block.text,
                block.place,
                block.marks,
                bold=bold,
                emphasis=tuple(Emphasis(0, len(block.text), kind) for kind in kinds.get(block.text, ())),
            )
            if isinstance(block, Line) and block.text in LABELS
            else block
            for block in cell.blocks
        )
        cells.append(type(cell)(cell.row, cell.column, lines, cell.row_span, cell.column_span, cell.place))
    (match,) = matches(Document((type(whole)(tuple(cells)),), "text/plain"), CaseStudy)
    value = grid.parse(match.grids["/requirements"]).value
    assert isinstance(value, dict)
    return value


def some(yes: tuple[EmphasisKind, ...], no: tuple[EmphasisKind, ...] = ()) -> dict[str, tuple[EmphasisKind, ...]]:
    """The looks of the labels: those that are wanted, and the others."""
    return {label: yes if wanted else no for label, wanted in zip(LABELS, WANTED, strict=True)}


@pytest.mark.parametrize(
    "kinds",
    [some((), ("struck",)), some(("highlighted",)), some(("framed",)), some(("highlighted", "bold")), some(("highlighted", "underlined"), ("underlined",))],
)
def test_options_set_apart_are_told_without_boxes(kinds: dict[str, tuple[EmphasisKind, ...]]) -> None:
    assert tuple(told(kinds)[name] for name in NAMES) == WANTED


@pytest.mark.parametrize(
    "kinds",
    [
        {},
        some(("struck",), ("struck",)),
        some(("bold",)),
        some(("underlined",)),
        {**some(("highlighted",)), LABELS[0]: ("framed",)},
        {LABELS[-1]: ("highlighted",)},
    ],
)
def test_looks_that_do_not_tell_leave_null(kinds: dict[str, tuple[EmphasisKind, ...]]) -> None:
    assert {told(kinds)[name] for name in NAMES} == {None}


@pytest.mark.parametrize("second", ["☒ ☐ {}", "☒☐ {}", "☐ {} ✓", "☐ ✓ {}", "☐ X {}"])
def test_a_second_mark_of_another_state_leaves_null(second: str) -> None:
    lines = [f"☐ {label}" for label in LABELS]
    lines[1] = second.format(LABELS[1])
    value, codes = read("\n".join(lines))
    assert [value[name] for name in NAMES] == [False, None, False, False, False, False]
    assert codes == {"unreadable-mark changes_on_legal_framework"}


def test_a_box_that_the_layout_moved_to_the_next_line_is_none_too_many() -> None:
    value, codes = read("Review and update of De Minimis ☐\nChanges on legal framework ☒ Creation of IT System\n☐ Private Sector (Political Will) ☒")
    assert not value["creation_of_it_system"]
    assert value["private_sector"] is True
    assert not any(code.startswith("unreadable-mark p") for code in codes)
