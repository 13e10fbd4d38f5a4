"""Choices in Word without boxes, and boxes that a hasty writer left doubtful: there null is the right answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.kinds import MARKED, Arrangement, Kind
from tests.conformance.word_controls import control, glyph, stored
from tests.conformance.word_form import BEFORE, CELLS, NESTED, Boxes, Word, kind, run, sym

STRUCK = "<w:strike/>"
YELLOW = '<w:highlight w:val="yellow"/>'
LINE = '<w:u w:val="single"/>'
FRAME = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'


def _label(yes: str, no: str) -> Boxes:
    """Options that are labels alone, set in one way or the other."""

    def option(word: Word, checked: bool, label: str) -> str:
        return run(label, yes if checked else no)

    return Boxes(lambda word, checked, label: "", option)


def _pair(yes: str, no: str) -> Boxes:
    """Options with "Yes / No" behind them, the word that counts and the other one set in different ways."""

    def option(word: Word, checked: bool, label: str) -> str:
        first, second = (yes, no) if checked else (no, yes)
        return run(f"{label}: ") + run("Yes", first) + run(" / ") + run("No", second)

    return Boxes(lambda word, checked, label: "", option)


MIXED: Mapping[str, Arrangement] = {
    "/practice_type": "before in a line",
    "/general_overview": "nested table",
    "/stakeholders": "before",
    "/requirements": "text box",
}


_UNREADABLE = {pointer: None for pointer, checked in MARKED.items() if checked}
_WHO = 'w:id="7" w:author="Reviewer" w:date="2020-01-01T00:00:00Z"'


def _empty_control() -> str:
    return control(glyph(False), stored("0"))


def _doubtful(name: str, title: str, ticked: Callable[[], str], plan: Mapping[str, Arrangement] = NESTED) -> Kind:
    """A kind whose ticked boxes cannot be told: the empty ones stay as they are."""

    def inline(word: Word, checked: bool, label: str) -> str:
        return ticked() if checked else _empty_control()

    return kind(name, title, inline, plan, differs=_UNREADABLE, codes={"/practice_type": "practice-type-not-single"})


def _highlighted_labels(word: Word, checked: bool, label: str) -> str:
    return run("☐ ") + run(label, YELLOW if checked else "")


KINDS: tuple[Kind, ...] = (
    kind("choice-struck", "No boxes: what does not apply is struck out", _label("", STRUCK), BEFORE),
    kind("choice-struck-in-a-line", "No boxes: what does not apply is struck out, several to a line", _label("", STRUCK), MIXED),
    kind("choice-highlighted", "No boxes: what applies is highlighted", _label(YELLOW, ""), MIXED),
    kind("choice-underlined", "No boxes: what applies is underlined", _label(LINE, ""), BEFORE),
    kind("choice-bordered", "No boxes: what applies has a border", _label(FRAME, ""), MIXED),
    kind("yes-no-struck", "Yes and No behind each label, one of them struck out", _pair("", STRUCK), BEFORE),
    kind("yes-no-highlighted", "Yes and No behind each label, one of them highlighted", _pair(YELLOW, ""), MIXED),
    kind("yes-no-bordered", "Yes and No behind each label, a border around one of them", _pair(FRAME, ""), BEFORE),
    _doubtful("doubt-tick-beside", "A tick typed beside an empty content control", lambda: _empty_control() + run(" ✓")),
    _doubtful("doubt-letter-beside", "An x typed beside an empty content control", lambda: _empty_control() + run(" x"), CELLS),
    _doubtful("doubt-tick-inserted", "A tick inserted beside an empty box by a tracked change", lambda: _empty_control() + f"<w:ins {_WHO}>{run('✓')}</w:ins>"),
    _doubtful("doubt-two-boxes", "An empty and a crossed box for one label", lambda: run("☐☒")),
    _doubtful("doubt-two-in-control", "Two glyphs in one content control", lambda: control(run("☐☒"), stored("0")), CELLS),
    _doubtful("doubt-corrected", "A crossed box struck out, and an empty one behind it", lambda: run("☒", STRUCK) + run("☐")),
    _doubtful("doubt-struck-box", "A box that is struck out", lambda: run("☐", STRUCK), CELLS),
    _doubtful("doubt-symbol-over", "A Wingdings tick beside an empty box", lambda: _empty_control() + sym("Wingdings", "F0FC")),
    kind(
        "doubt-highlighted-label",
        "Empty boxes, and some of their labels highlighted",
        Boxes(lambda word, checked, label: run("☐"), _highlighted_labels),
        BEFORE,
        differs=_UNREADABLE,
        codes={"/practice_type": "practice-type-not-single"},
    ),
)
