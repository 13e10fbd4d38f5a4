"""Which mark belongs to which label, decided from the grid's own evidence."""

from __future__ import annotations

import pytest

from extractor.answers import Gap, GridAnswer, OptionLabel
from extractor.document import Document, Line, Mark
from extractor.matching import matches
from extractor.parsers import grid
from schemas.ecommerce import CaseStudy
from schemas.form import slots
from tests.building import FORM, table

LABELS = (
    "Review and update of De Minimis",
    "Changes on legal framework",
    "Creation of IT System",
    "Private Sector (Political Will)",
    "Exchange of information with stakeholders",
    "Other:",
)
NAMES = ("review_of_de_minimis", "changes_on_legal_framework", "creation_of_it_system", "private_sector", "exchange_of_information", "other")
WANTED = (False, True, False, False, True, False)


def read(cell: object) -> tuple[dict[str, object], set[str]]:
    """(value, codes and paths of the diagnostics) of the Requirements grid with this cell in it."""
    rows = [list(row) for row in FORM]
    rows[14] = [cell, "SAFE Framework of Standards"]
    (match,) = matches(Document((table(rows),), "text/plain"), CaseStudy)
    parsed = grid.parse(match.grids["/requirements"])
    return parsed.value, {f"{d.code} {d.path.removeprefix('/requirements/')}" for d in parsed.diagnostics}


def boxes(checked: str, empty: str) -> list[str]:
    return [checked if wanted else empty for wanted in WANTED]


PAIRS = [
    ("☒", "☐"),
    ("☑", "☐"),
    ("■", "□"),
    ("●", "○"),
    ("[x]", "[ ]"),
    ("(X)", "( )"),
    ("✔", "☐"),
    ("✅", "⬜"),
    ("__x__", "_____"),
    ("🗹", "☐"),
    ("✓", "✗"),
    ("✅", "❌"),
]


@pytest.mark.parametrize(("checked", "empty"), PAIRS)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("parting", ["\n", "  ", "; "], ids=["lines", "run on", "semicolons"])
def test_marks_before_and_after_their_labels(checked: str, empty: str, before: bool, parting: str) -> None:
    parts = [f"{box} {label}" if before else f"{label} {box}" for box, label in zip(boxes(checked, empty), LABELS, strict=True)]
    rows = [list(row) for row in FORM]
    # One alphabet for the whole form: what a tick means depends on what stands for its opposite.
    rows = [[cell.replace("☒", checked).replace("☐", empty) if isinstance(cell, str) else cell for cell in row] for row in rows]
    rows[14] = [parting.join(parts), "SAFE Framework of Standards"]
    (match,) = matches(Document((table(rows),), "text/plain"), CaseStudy)
    value = grid.parse(match.grids["/requirements"]).value
    assert tuple(value[name] for name in NAMES) == WANTED
    assert value["unlisted"] == []
    assert value["other_text"] is None


def test_marks_on_either_side_where_each_line_has_its_own() -> None:
    value, codes = read("\n".join(f"{b} {label}" if i % 2 else f"{label} {b}" for i, (b, label) in enumerate(zip(boxes("☒", "☐"), LABELS, strict=True))))
    assert tuple(value[name] for name in NAMES) == WANTED
    assert codes == set()


@pytest.mark.parametrize("left", [True, False], ids=["left", "right"])
def test_crosses_in_a_column_of_cells_make_the_empty_cells_empty_boxes(left: bool) -> None:
    rows: list[list[object]] = [
        ["X" if wanted else "", label] if left else [label, "X" if wanted else ""] for wanted, label in zip(WANTED, LABELS, strict=True)
    ]
    value, codes = read(rows)
    assert tuple(value[name] for name in NAMES) == WANTED
    assert codes == set()


@pytest.mark.parametrize("marks", [("X", ""), ("☒", "☐")])
def test_a_column_for_yes_and_one_for_no(marks: tuple[str, str]) -> None:
    checked, empty = marks
    rows: list[list[object]] = [["", "Yes", "No"]]
    rows += [[label, checked if wanted else empty, empty if wanted else checked] for wanted, label in zip(WANTED, LABELS, strict=True)]
    value, codes = read(rows)
    assert tuple(value[name] for name in NAMES) == WANTED
    assert codes == set()


def test_a_row_with_both_yes_and_no_says_nothing() -> None:
    rows: list[list[object]] = [["", "Yes", "No"]]
    rows += [[label, "X", "X" if label.startswith("Creation") else ""] for label in LABELS]
    value, codes = read(rows)
    assert value["creation_of_it_system"] is None
    assert codes == {"unreadable-mark creation_of_it_system"}


def test_a_box_for_yes_and_one_for_no_beside_each_label() -> None:
    value, _ = read("\n".join(f"{label} {'☒' if wanted else '☐'} Yes {'☐' if wanted else '☒'} No" for wanted, label in zip(WANTED, LABELS, strict=True)))
    assert tuple(value[name] for name in NAMES) == WANTED
    assert value["unlisted"] == []


def test_yes_and_no_as_words() -> None:
    value, _ = read("\n".join(f"{label.rstrip(':')}: {'yes' if wanted else 'no'}" for wanted, label in zip(WANTED, LABELS, strict=True)))
    assert tuple(value[name] for name in NAMES) == WANTED


def test_an_option_that_the_form_does_not_list() -> None:
    value, codes = read(
        "\n".join(f"{box} {label}" for box, label in zip([*boxes("☒", "☐")[:5], "☒", "☐"], [*LABELS[:5], "Training of staff:", "Other:"], strict=True))
    )
    assert value["unlisted"] == [{"label": "Training of staff", "checked": True}]
    assert codes == set()


def test_other_without_a_box_says_nothing_where_no_box_could_be_read() -> None:
    value, codes = read("\n".join(LABELS))
    assert value["other"] is None
    assert "unreadable-mark other" in codes


@pytest.mark.parametrize("text", ["☒ Other: a courier portal", "Other: a courier portal ☒", "Other: ☒ a courier portal"])
def test_what_stands_beside_other(text: str) -> None:
    before = text.startswith("☒")
    lines = [f"{box} {label}" if before else f"{label} {box}" for box, label in zip(boxes("☒", "☐")[:5], LABELS[:5], strict=True)]
    value, _ = read("\n".join([*lines, text]))
    assert value["other"] is True
    assert value["other_text"] == "a courier portal"


def test_other_without_a_box_is_null_without_a_word() -> None:
    value, codes = read("\n".join([*(f"{box} {label}" for box, label in zip(boxes("☒", "☐")[:5], LABELS[:5], strict=True)), "Other:"]))
    assert value["other"] is None
    assert codes == set()


def test_an_option_without_a_box_is_unreadable_and_not_guessed() -> None:
    lines = [f"{box} {label}" for box, label in zip(boxes("☒", "☐"), LABELS, strict=True)]
    lines[2] = LABELS[2]
    value, codes = read("\n".join(lines))
    assert value["creation_of_it_system"] is None
    assert codes == {"unreadable-mark creation_of_it_system"}


def test_an_option_that_is_not_there() -> None:
    lines = [f"{box} {label}" for box, label in zip(boxes("☒", "☐"), LABELS, strict=True)]
    value, codes = read("\n".join(lines[:2] + lines[3:]))
    assert value["creation_of_it_system"] is None
    assert codes == {"option-missing creation_of_it_system"}


def test_a_run_of_labels_and_marks_that_fits_both_ways_is_null() -> None:
    value, codes = read(" ".join(["☐", *(part for label in LABELS[:5] for part in (label, "☒"))]))
    assert value["changes_on_legal_framework"] is True or value["changes_on_legal_framework"] is None
    assert value["review_of_de_minimis"] is None
    assert "unreadable-mark review_of_de_minimis" in codes


def test_two_grids_side_by_side_with_their_boxes_in_cells_between() -> None:
    options = [
        "Customs Administration",
        "Postal Operator",
        "Express Companies",
        "E-Vendors (E-commerce Operators)",
        "Other governmental authorities",
        "Final Consumer",
    ]
    overview = [
        "Simplification of Procedures for e-commerce",
        "Safety & Security",
        "Revenue Collection / Business Models",
        "Cooperation between Customs/Post",
        "Data Exchange with E-Commerce Operators",
        "",
    ]
    marks = ["☒", "☐", "☐", "☒", "☐", "☒"]
    rows = [list(row) for row in FORM]
    grid_rows = [[a, m, b, n if b else ""] for a, m, b, n in zip(options, marks, overview, reversed(marks), strict=True)]
    rows[1] = ["Norway", ""]
    rows[2] = ["☐ Initiative / Pilot ☒ Existing Practice", ""]
    rows[3] = ["Stakeholders Involved", "General Overview"]
    body = [[("De Minimis Value", [["Customs Duty", "NOK 350"]]), ""]]
    (match,) = matches(Document((table(rows[:4]), table(grid_rows), table([*body, *rows[5:]])), "text/plain"), CaseStudy)
    stakeholders = grid.parse(match.grids["/stakeholders"]).value
    assert [stakeholders[name] for name in ("customs_administration", "postal_operator", "e_vendors", "final_consumer")] == [True, False, True, True]
    overviewed = grid.parse(match.grids["/general_overview"]).value
    assert [overviewed[name] for name in ("simplification_of_procedures", "safety_and_security", "revenue_collection")] == [True, False, True]


def test_ticks_alone_say_nothing_of_the_options_without_one() -> None:
    value, codes = read("\n".join(f"{'✓ ' if wanted else ''}{label}" for wanted, label in zip(WANTED, LABELS, strict=True)))
    assert value["changes_on_legal_framework"] is True
    assert value["creation_of_it_system"] is None
    assert "unreadable-mark creation_of_it_system" in codes


def test_solid_squares_on_every_option_of_a_form_say_nothing() -> None:
    rows = [[cell.replace("☒", "■").replace("☐", "■") if isinstance(cell, str) else cell for cell in row] for row in FORM]
    found = matches(Document((table(rows),), "text/plain"), CaseStudy)
    states = [state for match in found for answer in match.grids.values() for state in grid.parse(answer).value.values()]
    assert True not in states
    assert False not in states


def test_a_comma_parts_a_box_from_the_option_before_it() -> None:
    value, _ = read(
        "Review and update of De Minimis, Changes on legal framework, [X] Creation of IT System, Private Sector (Political Will), "
        "Exchange of information with stakeholders, [X] Other: a road"
    )
    assert [value[name] for name in NAMES] == [None, None, True, None, None, True]


def test_an_option_without_a_box_does_not_take_the_box_of_the_text_under_it() -> None:
    lines = [f"{label} ☒" for label in LABELS[:3]] + [LABELS[3], "Training of officers ☒", "Help desk ☐", f"{LABELS[4]} ☐", f"{LABELS[5]} ☐"]
    value, codes = read("\n".join(lines))
    assert value["private_sector"] is None
    assert value["unlisted"] == [{"label": "Training of officers", "checked": True}, {"label": "Help desk", "checked": False}]
    assert "unreadable-mark private_sector" in codes


def tied(*items: OptionLabel | Mark | Line | Gap) -> dict[str, object]:
    """The value of the Requirements grid of these items, its marks tied by the format."""
    slot, *options = (slot for slot in slots(CaseStudy) if "/requirements" in (slot.pointer, slot.group))
    value: dict[str, object] = grid.parse(GridAnswer(slot, tuple(options), items)).value
    return value


def option(number: int) -> OptionLabel:
    options = [slot for slot in slots(CaseStudy) if slot.group == "/requirements"]
    return OptionLabel(options[number], Line(LABELS[number].rstrip(":")))


def test_ties_hold_for_a_text_that_is_no_option_and_leave_an_option_without_a_box_alone() -> None:
    items: list[OptionLabel | Mark | Line | Gap] = []
    for number in range(5):
        items += [option(number), Gap("paragraph")] if number == 2 else [Mark(number == 1, tied_to=LABELS[number]), option(number), Gap("paragraph")]
    value = tied(*items, Mark(True, tied_to="Training"), Line("Training"))
    assert [value[name] for name in NAMES[:5]] == [False, True, None, False, False]
    assert value["unlisted"] == [{"label": "Training", "checked": True}]


def test_what_stands_beside_a_tied_other_is_no_part_of_another_label() -> None:
    items: list[OptionLabel | Mark | Line | Gap] = []
    for number in range(5):
        items += [Mark(False, tied_to=LABELS[number]), option(number), Gap("paragraph")]
    value = tied(*items, Mark(False), Line("Brokers"), Gap("paragraph"), Mark(True, tied_to="Other"), option(5), Line("Training"))
    assert value["unlisted"] == [{"label": "Brokers", "checked": False}]
    assert (value["other"], value["other_text"]) == (True, "Training")


@pytest.mark.parametrize("parting", [", ", "; ", " / ", " | ", " • "])
def test_only_marked_options_have_a_box(parting: str) -> None:
    """A sign between two options says that a box belongs to the one it stands with."""
    value, codes = read(parting.join(f"[x] {label}" if wanted else label for label, wanted in zip(LABELS, WANTED, strict=True)))
    assert [value[name] for name in NAMES] == [True if wanted else None for wanted in WANTED]
    assert {"unreadable-mark review_of_de_minimis", "unreadable-mark other"} <= codes


@pytest.mark.parametrize(("yes", "no"), [("Yes", "No"), ("ON", "OFF"), ("true", "false")])
def test_words_in_a_cell_beside_every_option(yes: str, no: str) -> None:
    value, _ = read([[label, yes if wanted else no] for label, wanted in zip(LABELS, WANTED, strict=True)])
    assert [value[name] for name in NAMES] == list(WANTED)
    assert value["other_text"] is None


@pytest.mark.parametrize("dash", ["-", "–", "—"])
@pytest.mark.parametrize("sign", ["x", "X", "✓"])
def test_a_dash_beside_each_option_that_has_no_cross_is_an_empty_box(sign: str, dash: str) -> None:
    value, codes = read([[label, sign if wanted else dash] for label, wanted in zip(LABELS, WANTED, strict=True)])
    assert [value[name] for name in NAMES] == list(WANTED)
    assert codes == set()


def test_words_of_an_unknown_alphabet_are_no_text_beside_other() -> None:
    value, codes = read([[label, "aye" if wanted else "nay"] for label, wanted in zip(LABELS, WANTED, strict=True)])
    assert {value[name] for name in NAMES} == {None}
    assert value["other_text"] is None
    assert {f"unreadable-mark {name}" for name in NAMES} <= codes


def test_a_yes_box_in_the_middle_of_a_wrapped_label() -> None:
    rows = []
    for label, wanted in zip(LABELS[:5], WANTED, strict=False):
        first, rest = label[: label.rindex(" ")], label[label.rindex(" ") + 1 :]
        rows.append([f"{first} {'☒' if wanted else '☐'} Yes\n{rest}", f"{'☐' if wanted else '☒'} No"])
    value, _ = read([*rows, ["Other:", "☐ Yes ☒ No"]])
    assert [value[name] for name in NAMES] == list(WANTED)
    assert value["unlisted"] == []


def test_half_a_pair_of_yes_and_no_is_no_option() -> None:
    value, codes = read("\n".join(f"{'☒' if wanted else '☐'} {label} ☐ No" for label, wanted in zip(LABELS, WANTED, strict=True)))
    assert value["unlisted"] == []
    assert {value[name] for name in NAMES} == {None}
    assert {f"unreadable-mark {name}" for name in NAMES} <= codes


def test_text_in_brackets_beside_other() -> None:
    value, _ = read("\n".join([f"☐ {label}" for label in LABELS[:5]] + ["☒ Other (consumer associations)"]))
    assert value["other_text"] == "consumer associations"


@pytest.mark.parametrize("parting", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_the_box_of_a_label_that_is_not_listed_is_not_that_of_other_below_it(parting: str) -> None:
    value, _ = read(parting.join([*(f"☒ {label}" for label in LABELS[:4]), LABELS[4], "☐ Training of officers", "Other:"]))
    assert (value["exchange_of_information"], value["other"]) == (None, None)
    assert value["unlisted"] == [{"label": "Training of officers", "checked": False}]


def test_boxes_stacked_in_the_cell_beside_stacked_labels_are_theirs_in_order() -> None:
    marks = "\n".join("☒ Yes ☐ No" if wanted else "☐ Yes ☒ No" for wanted in WANTED)
    value, said = read([["\n".join(LABELS), marks]])
    assert [value[name] for name in NAMES] == list(WANTED)
    assert not said


def test_where_labels_and_the_boxes_beside_them_are_not_as_many_no_box_is_read() -> None:
    value, said = read([["\n".join((*LABELS[:5], "Amnesty", LABELS[5])), "☒\n☐\n☐\n☐"]])
    assert [value[name] for name in NAMES] == [None] * 6
    assert {f"unreadable-mark {name}" for name in (*NAMES, "unlisted")} <= said


def test_an_option_that_the_layout_broke_round_its_box_is_that_option() -> None:
    value, said = read("\n".join(f"{label} ☐" for label in LABELS[:4]) + "\nExchange of information ☒\nwith stakeholders\nOther: ☐")
    assert value["exchange_of_information"] is True
    assert value["unlisted"] == []
    assert not said


def test_words_and_letters_that_are_boxes_are_boxes_of_unlisted_options_too() -> None:
    value, _ = read(
        "\n".join(f"{label} {'Yes' if wanted else 'No'}" for label, wanted in zip(LABELS[:5], WANTED, strict=False)) + "\nAmnesty for old cases Yes\nOther: No"
    )
    assert value["unlisted"] == [{"label": "Amnesty for old cases", "checked": True}]


def test_two_columns_of_marks_without_heads_say_nothing() -> None:
    rows: list[object] = [[label, "X" if wanted else "-", "-" if wanted else "X"] for label, wanted in zip(LABELS, WANTED, strict=True)]
    value, found = read(rows)
    assert [value[name] for name in NAMES] == [None] * 6
    assert found == {f"unreadable-mark {name}" for name in NAMES}


def test_a_cross_before_an_option_that_the_form_does_not_list() -> None:
    lines = [f"X {label}" if wanted else f"_ {label}" for label, wanted in zip(LABELS, WANTED, strict=True)]
    value, _ = read("\n".join([*lines[:-1], "X Amnesty for old cases", lines[-1]]))
    assert value["unlisted"] == [{"label": "Amnesty for old cases", "checked": True}]
    assert [value[name] for name in NAMES] == list(WANTED)


def test_a_tick_beside_yes_and_nothing_beside_no() -> None:
    value, _ = read("\n".join(f"{label.rstrip(':')}: {'✔ yes' if wanted else 'no'}" for label, wanted in zip(LABELS, WANTED, strict=True)))
    assert [value[name] for name in NAMES] == list(WANTED)


def test_one_word_beside_each_of_two_options() -> None:
    rows = [list(row) for row in FORM]
    rows[2][0] = "Initiative / Pilot: false\nExisting Practice: false"
    (match,) = matches(Document((table(rows),), "text/plain"), CaseStudy)
    value = grid.parse(match.grids["/practice_type"]).value
    assert (value["initiative_or_pilot"], value["existing_practice"]) == (False, False)


def test_an_option_with_its_word_in_one_line_with_the_listed_ones() -> None:
    said = [f"{label.rstrip(':')}: {'Yes' if wanted else 'No'}" for label, wanted in zip(LABELS, WANTED, strict=True)]
    value, codes = read("; ".join([*said[:5], "Amnesty for old cases: Yes", said[5]]))
    assert [value[name] for name in NAMES] == list(WANTED)
    assert value["unlisted"] == [{"label": "Amnesty for old cases", "checked": True}]
    assert not codes
