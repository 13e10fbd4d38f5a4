"""Drawn boxes: what is one, and what is in it."""

from __future__ import annotations

import pytest

from .pages import HEIGHT, cross, grid, line, make, marks_of, square, text

Y = [100, 120, 140, 160]
LABELS = ["Customs Administration", "Postal Operator", "Express Companies", "Final Consumer"]


def form(first: str, box: str | None = None) -> bytes:
    """Four options with boxes of their own; the first holds `first`, the second a cross, the others nothing."""
    parts = [text(70, y + 8, label) for y, label in zip(Y, LABELS, strict=True)]
    parts += [(box or square(50, Y[0])), *(square(50, y) for y in Y[1:])]
    return make("\n".join([*parts, cross(50, Y[1]), first]))


def at(x: float, y: float) -> str:
    """A point from the top left."""
    return f"{x} {HEIGHT - y}"


@pytest.mark.parametrize(
    ("what", "ink", "checked"),
    [
        ("nothing", "", False),
        ("a cross", cross(50, 100), True),
        ("a tick", f"1 w {at(51.5, 104)} m {at(54, 107.5)} l {at(58, 101)} l S", True),
        ("a slash", line(51.5, 107.5, 57.5, 101.5), True),
        ("a fill", f"{at(50, 109)} 9 9 re f", True),
        ("a smaller fill", f"{at(52, 107)} 5 5 re f", True),
        ("a letter x", text(52.2, 107.5, "x", 9), True),
        ("a letter v", text(52.2, 107.5, "v", 9), True),
        ("a star", text(52, 109, "*", 12), True),
        ("a heavy tick of ZapfDingbats", text(50.5, 108, "4", 9, "FZ"), True),
        ("a stray dot", f"{at(53, 106)} 1.2 1.2 re f", None),
        ("a full stop", text(53, 107, ".", 9), None),
        ("a dash", text(52.5, 107.5, "-", 9), None),
        ("a half fill", f"{at(50.4, 108.6)} 3.6 8.2 re f", None),
        ("a cross blackened over", cross(50, 100) + f" 0 g {at(50.5, 108.5)} 8 8 re f", None),
        ("a cross struck out", cross(50, 100) + " " + line(46, 105, 63, 104), None),
        ("a tick that only touches it", f"1 w {at(44.5, 103)} m {at(46, 106)} l {at(50.6, 99)} l S", None),
    ],
)
def test_what_stands_in_a_box_marks_it(what: str, ink: str, checked: bool | None) -> None:
    assert [m.checked for m in marks_of(form(ink))] == [checked, True, False, False], what


@pytest.mark.parametrize(
    ("how", "box"),
    [
        ("four lines", "\n".join([line(50, 100, 59, 100), line(59, 100, 59, 109), line(59, 109, 50, 109), line(50, 109, 50, 100)])),
        (
            "four thin rectangles",
            "\n".join(f"{x} {HEIGHT - y - h} {w} {h} re f" for x, y, w, h in ((50, 100, 9, 0.7), (50, 108.3, 9, 0.7), (50, 100, 0.7, 9), (58.3, 100, 0.7, 9))),
        ),
        ("black under white", f"{at(50, 109)} 9 9 re f 1 g {at(51, 108)} 7 7 re f 0 g"),
        ("a ring", f"{at(50, 109)} 9 9 re {at(51, 108)} 7 7 re f*"),
        ("a circle", f"{at(54.5, 100)} m 57 742 59 740 59 737.5 c 59 735 57 733 54.5 733 c 52 733 50 735 50 737.5 c 50 740 52 742 54.5 742 c s"),
        ("a polygon", f"{at(50, 100)} m {at(59, 100)} l {at(59, 109)} l {at(50, 109)} l s"),
    ],
)
def test_however_a_box_is_drawn_it_is_one(how: str, box: str) -> None:
    assert [m.checked for m in marks_of(form("", box))] == [False, True, False, False], how
    assert [m.checked for m in marks_of(form(text(52.2, 107.5, "x", 9), box))] == [True, True, False, False], how


def test_a_dot_in_a_circle_is_a_radio_button_that_is_on() -> None:
    def circle(x: float, y: float, r: float, paint: str) -> str:
        k = 0.5523 * r
        y = HEIGHT - y
        return (
            f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
            f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c {paint}"
        )

    parts = [text(70, y + 8, label) for y, label in zip(Y, LABELS, strict=True)] + [circle(54.5, y + 4.5, 4.5, "s") for y in Y]
    data = make("\n".join([*parts, circle(54.5, Y[2] + 4.5, 1.6, "f")]))
    assert [m.checked for m in marks_of(data)] == [False, False, True, False]


def test_rounded_corners_are_no_ink() -> None:
    k = HEIGHT - 100
    rounded = (
        f"53 {k} m 56 {k} l 58 {k} 59 {k - 1} 59 {k - 3} c 59 {k - 6} l 59 {k - 8} 58 {k - 9} 56 {k - 9} c "
        f"53 {k - 9} l 51 {k - 9} 50 {k - 8} 50 {k - 6} c 50 {k - 3} l 50 {k - 1} 51 {k} 53 {k} c s"
    )
    assert [m.checked for m in marks_of(form("", rounded))] == [False, True, False, False]


def test_a_row_of_cells_is_no_row_of_boxes() -> None:
    data = make(
        "\n".join([grid([50, 62, 74, 86, 98], [100, 112]), text(110, 109, "Post code of the office"), *(text(53 + 12 * k, 109, str(k), 8) for k in range(4))])
    )
    assert marks_of(data) == []


def test_points_of_a_plot_are_no_boxes() -> None:
    data = make(
        "\n".join(square(60 + 30 * k, 100 + (17 * k) % 50, 6) for k in range(9))
        + text(60, 400, "Figure 1. The growth of parcels over nine years, by month of arrival")
    )
    assert marks_of(data) == []


def test_a_frame_around_a_word_is_no_box() -> None:
    data = make("\n".join([square(50, 100, 20), text(52, 113, "42a", 8), text(90, 113, "Number of the item"), square(50, 140, 20), text(52, 153, "43b", 8)]))
    assert marks_of(data) == []


def test_a_small_disc_before_a_line_is_a_bullet() -> None:
    disc = "0 g 52 736 m 52 737.1 51.1 738 50 738 c 48.9 738 48 737.1 48 736 c 48 734.9 48.9 734 50 734 c 51.1 734 52 734.9 52 736 c f"
    data = make("\n".join([disc, text(60, 109, "weekly call with carriers and the post"), text(60, 130, "no bullet here, but a second paragraph")]))
    assert marks_of(data) == []


def test_a_mark_tells_where_it_stands() -> None:
    box = marks_of(form(""))[0].place.box
    assert box is not None
    assert box == pytest.approx((49.6, 99.6, 59.4, 109.4), abs=0.6)


def test_a_small_cell_around_a_box_is_no_outline_of_it() -> None:
    cells = [f"{x} {HEIGHT - y - 18} {wide} 18 re S" for y in (96, 114, 132, 150) for x, wide in ((46, 26), (72, 200))]
    content = [text(76, y + 8, label) for y, label in zip((100, 118, 136, 154), LABELS, strict=True)]
    content += [square(50, y) for y in (100, 118, 136, 154)] + [cross(50, 118)]
    assert [m.checked for m in marks_of(make("\n".join([*cells, *content])))] == [False, True, False, False]


def test_short_lines_with_an_x_on_some_are_boxes() -> None:
    blanks = [line(50, y + 9.5, 59, y + 9.5) for y in Y]
    labels = [text(62, y + 8, label) for y, label in zip(Y, LABELS, strict=True)]
    assert [m.checked for m in marks_of(make("\n".join([*blanks, *labels, text(51, Y[1] + 8, "X")])))] == [False, True, False, False]
    assert marks_of(make("\n".join([*blanks, *labels]))) == []  # where none has an x, nothing tells what they are


def test_the_sides_of_narrow_cells_are_no_lines_to_set_an_x_on() -> None:
    sides = [line(x0, y, x1, y) for y in (*Y, 180) for x0, x1 in ((50, 62), (62, 300))] + [line(x, 100, x, 180) for x in (50, 62, 300)]
    labels = [text(66, y + 12, label) for y, label in zip(Y, LABELS, strict=True)]
    marks = marks_of(make("\n".join([*sides, *labels, text(53, Y[1] + 12, "X")])))
    assert [m.checked for m in marks] == [False, True, False, False]


def test_a_tick_in_printed_brackets_is_one_mark() -> None:
    content = "\n".join([text(50, 100, "["), text(53, 100, "4", 10, "FZ"), text(62, 100, "]"), text(70, 100, "Postal Operator")])
    (mark,) = marks_of(make(content))
    assert mark.checked
    assert len(mark.raw) == 3
