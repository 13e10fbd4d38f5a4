"""Marks of HTML: form fields, ARIA, custom elements, icons, pictures, what a style sheet draws, and the exports of word processors and wikis."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import partial

from tests.conformance.flowing import TABLE_LAYOUTS, Option, html_form
from tests.conformance.kinds import MARKED, Arrangement, Kind


def _beside(box: Callable[[bool], str]) -> Option:
    """Options whose box is an element beside the label."""

    def option(label: str, checked: bool, arrangement: Arrangement) -> str:
        if arrangement.startswith("own cell"):
            return box(checked)
        return f"{label} {box(checked)}" if arrangement.startswith("after") else f"{box(checked)} {label}"

    return option


def _around(write: Callable[[str, bool], str]) -> Option:
    """Options whose box and label are written together."""
    return lambda label, checked, arrangement: write(label, checked)


def _if(checked: bool, text: str = "checked") -> str:
    return text if checked else ""


def _word(checked: bool) -> str:
    return "true" if checked else "false"


_DRAWN = "<style>.b{display:inline-block;width:12px;height:12px;border:1px solid #000}.b.k{background:#000}</style>"
_GENERATED = '<style>.c::before{content:"\\2610 "}.c[aria-checked=true]::before{content:"\\2612 "}</style>'
_BY_CLASS = '<style>.q4:before{content:"\\25a1"}.q9:before{content:"\\25a0"}</style>'
_KIX = '<style>.lst-kix_a-0>li:before{content:"\\002610 "}.lst-kix_a-0>li.done:before{content:"\\002611 "}</style>'
_RING = "<style>.r{border:1px solid #000;border-radius:50%}</style>"
_FALSE = 'checked="false"'
_TICK = '<path d="M3 7l3 3 5-6" fill="none" stroke="#000"/>'


def _svg(checked: bool) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 14 14">'
        f'<rect x="1" y="1" width="12" height="12" fill="none" stroke="#000"/>{_if(checked, _TICK)}</svg>'
    )


def _struck(before: str, after: str) -> Option:
    """ "Label: Yes / No", the one that does not hold between two tags."""
    return _around(lambda label, c: f"{label}: Yes / {before}No{after}" if c else f"{label}: {before}Yes{after} / No")


def _apart(before: str, after: str) -> Option:
    """ "Label: Yes / No", the one that holds between two tags."""
    return _around(lambda label, c: f"{label}: {before}Yes{after} / No" if c else f"{label}: Yes / {before}No{after}")


def _labelled(label: str, checked: bool) -> str:
    name = "n" + "".join(c for c in label.lower() if c.isalpha())
    return f'<input type="checkbox" id="{name}" {_if(checked)}><label for="{name}">{label}</label>'


def _labelled_by(label: str, checked: bool) -> str:
    name = "n" + "".join(c for c in label.lower() if c.isalpha())
    return f'<span id="{name}">{label}</span> <input type="checkbox" aria-labelledby="{name}" {_if(checked)}>'


def _word_list(label: str, checked: bool, start: str, end: str) -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    glyph = "þ" if checked else "o"
    bullet = f"<span style='font-family:Wingdings;mso-list:Ignore'>{glyph}{gap}</span>"
    return f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{start}{bullet}{end}{label}</p>"


# (id, title, option, layout, head, element of a line)
_READ: tuple[tuple[str, str, Option, int, str, str], ...] = (
    ("input", "<input type=checkbox>, before and after labels and in a cell of its own", _beside(lambda c: f"<input type=checkbox {_if(c)}>"), 0, "", "p"),
    ("input-nested", "<input type=checkbox> in a nested table", _beside(lambda c: f"<input type=checkbox {_if(c)}>"), 1, "", "p"),
    ("input-run-on", "<input type=checkbox>, several to a line", _beside(lambda c: f"<input type=checkbox {_if(c)}>"), 2, "", "p"),
    ("input-false", 'checked="false", which means checked', _beside(lambda c: f'<input type="checkbox" {_if(c, _FALSE)}>'), 3, "", "p"),
    ("input-upper", "tags and attributes in capitals", _beside(lambda c: f'<INPUT TYPE="CHECKBOX" {_if(c, "CHECKED")}>'), 0, "", "p"),
    ("input-disabled", "disabled check boxes", _beside(lambda c: f'<input type="checkbox" disabled="disabled" {_if(c)}/>'), 1, "", "p"),
    ("input-comment", "checked in a comment, which counts for nothing", _beside(lambda c: f"<input type=checkbox {_if(c)}><!-- checked -->"), 3, "", "p"),
    ("input-radio", "one radio button for each option", _around(lambda label, c: f'<input type="radio" name="{label}" {_if(c)}> {label}'), 3, "", "p"),
    (
        "input-hidden",
        "a hidden check box with a drawn one",
        _around(lambda label, c: f'<label><input type=checkbox style="display:none" {_if(c)}><span class=b></span> {label}</label>'),
        3,
        _DRAWN,
        "p",
    ),
    ("input-label-for", "<label for>", _around(_labelled), 3, "", "p"),
    ("input-labelledby", "aria-labelledby", _around(_labelled_by), 3, "", "p"),
    ("aria-checkbox", "role=checkbox", _beside(lambda c: f'<span role="checkbox" aria-checked="{_word(c)}"></span>'), 1, "", "p"),
    ("aria-switch", "role=switch around its label", _around(lambda label, c: f'<div role="switch" aria-checked="{_word(c)}">{label}</div>'), 3, "", "p"),
    ("aria-menu-item", "role=menuitemcheckbox", _around(lambda label, c: f'<div role="menuitemcheckbox" aria-checked="{_word(c)}">{label}</div>'), 3, "", "p"),
    ("aria-pressed", "a button that stays pressed", _around(lambda label, c: f'<button aria-pressed="{_word(c)}">{label}</button>'), 3, "", "p"),
    ("aria-selected", "options of a list box", _around(lambda label, c: f'<div role="option" aria-selected="{_word(c)}">{label}</div>'), 3, "", "p"),
    (
        "select",
        "<select> with Yes and No",
        _around(lambda label, c: f"{label} <select><option {_if(c, 'selected')}>Yes</option><option {_if(not c, 'selected')}>No</option></select>"),
        3,
        "",
        "p",
    ),
    ("data-checked", "data-checked", _beside(lambda c: f'<span class="cb" data-checked="{_word(c)}"></span>'), 3, "", "p"),
    (
        "mat-checkbox",
        "<mat-checkbox>",
        _around(lambda label, c: f'<mat-checkbox class="mat-checkbox {_if(c, "mat-checkbox-checked")}"><label><span>{label}</span></label></mat-checkbox>'),
        3,
        "",
        "p",
    ),
    ("paper-checkbox", "<paper-checkbox checked>", _around(lambda label, c: f"<paper-checkbox {_if(c)}>{label}</paper-checkbox>"), 3, "", "p"),
    ("ion-checkbox", '<ion-checkbox checked="true">', _around(lambda label, c: f'<ion-checkbox checked="{_word(c)}">{label}</ion-checkbox>'), 3, "", "p"),
    (
        "el-checkbox",
        "el-checkbox with is-checked",
        _around(lambda label, c: f'<label class="el-checkbox {_if(c, "is-checked")}"><span class="el-checkbox__inner"></span><span>{label}</span></label>'),
        3,
        "",
        "p",
    ),
    ("icon-awesome", "Font Awesome 4", _beside(lambda c: f'<i class="fa {"fa-check-square-o" if c else "fa-square-o"}"></i>'), 3, "", "p"),
    ("icon-awesome-5", "Font Awesome 5", _beside(lambda c: f'<i class="{"fas fa-check-square" if c else "far fa-square"}"></i>'), 0, "", "p"),
    ("icon-bootstrap", "Bootstrap Icons", _beside(lambda c: f'<i class="bi {"bi-check-square" if c else "bi-square"}"></i>'), 1, "", "p"),
    ("icon-glyphicon", "Glyphicons", _beside(lambda c: f'<span class="glyphicon {"glyphicon-check" if c else "glyphicon-unchecked"}"></span>'), 2, "", "p"),
    (
        "icon-ligature",
        "Material Icons by their names",
        _beside(lambda c: f'<span class="material-icons">{"check_box" if c else "check_box_outline_blank"}</span>'),
        0,
        "",
        "p",
    ),
    (
        "icon-ligature-lost",
        "names of Material Icons without the font",
        _beside(lambda c: f'<i class="icon">{"check_box" if c else "check_box_outline_blank"}</i>'),
        3,
        "",
        "p",
    ),
    ("icon-private-use", "private use characters of Font Awesome", _beside(lambda c: f'<i class="fa">{"&#xf046;" if c else "&#xf096;"}</i>'), 3, "", "p"),
    ("css-drawn", "boxes drawn by the style sheet", _beside(lambda c: f'<span class="b {_if(c, "k")}"></span>'), 0, _DRAWN, "p"),
    (
        "css-generated-aria",
        "generated boxes by [aria-checked]",
        _around(lambda label, c: f'<span class="c" aria-checked="{_word(c)}">{label}</span>'),
        3,
        _GENERATED,
        "p",
    ),
    (
        "css-generated-class",
        "generated boxes by classes that say nothing",
        _around(lambda label, c: f'<span class="{"q9" if c else "q4"}">{label}</span>'),
        3,
        _BY_CLASS,
        "p",
    ),
    (
        "css-background",
        "background images by their names",
        _beside(
            lambda c: f'<span style="display:inline-block;width:13px;height:13px;background:url({"checkbox_on.png" if c else "checkbox_off.png"})"></span>'
        ),
        0,
        "",
        "p",
    ),
    ("img-alt", "images with alt=checked", _beside(lambda c: f'<img src="a.png" alt="{"checked" if c else "unchecked"}">'), 0, "", "p"),
    ("img-alt-glyph", "images with a box for their alt", _beside(lambda c: f'<img src="a.png" alt="{"☒" if c else "☐"}">'), 1, "", "p"),
    (
        "img-source",
        "images by the names of their files",
        _beside(lambda c: f'<img src="i/{"checkbox_checked" if c else "checkbox_unchecked"}.gif" width=12 height=12>'),
        1,
        "",
        "p",
    ),
    (
        "img-yes-no",
        "a wiki's pictures for yes and no",
        _beside(lambda c: f'<img alt="{"Yes check.svg" if c else "X mark.svg"}" src="{"Yes_check" if c else "X_mark"}.svg.png" width=20>'),
        3,
        "",
        "p",
    ),
    (
        "img-data-svg",
        "SVG in a data: address",
        _beside(lambda c: f'<img src="data:image/svg+xml;base64,{base64.b64encode(_svg(c).encode()).decode()}">'),
        1,
        "",
        "p",
    ),
    ("svg", "inline SVG", _beside(_svg), 0, "", "p"),
    (
        "svg-use",
        "SVG symbols of another file",
        _beside(lambda c: f'<svg width=14 height=14><use href="i.svg#{"checkbox-checked" if c else "checkbox-empty"}"/></svg>'),
        1,
        "",
        "p",
    ),
    ("strike", "Yes / No, one struck out by <s>", _struck("<s>", "</s>"), 3, "", "p"),
    ("strike-del", "Yes / No, one in <del>", _struck("<del>", "</del>"), 3, "", "p"),
    ("strike-css", "Yes / No, one struck out by its style", _struck("<span style='text-decoration:line-through'>", "</span>"), 3, "", "p"),
    ("bold", "Yes / No, one in bold", _apart("<b>", "</b>"), 3, "", "p"),
    ("highlight", "Yes / No, one highlighted", _apart("<span style='background:yellow'>", "</span>"), 3, "", "p"),
    ("circled", "Yes / No, one circled", _apart("<span class=r>", "</span>"), 3, _RING, "p"),
    (
        "read-aloud",
        "the state again in text that is only read aloud",
        _beside(lambda c: f'<span aria-hidden="true">{"☒" if c else "☐"}</span><span class="sr-only">{"checked" if c else "not checked"}</span>'),
        3,
        "",
        "p",
    ),
    ("font-wingdings", "<font face=Wingdings>", _beside(lambda c: f"<font face=Wingdings>{'&thorn;' if c else 'o'}</font>"), 0, "", "p"),
    (
        "font-wingdings-2",
        "font-family Wingdings 2",
        _beside(lambda c: f"<span style=\"font-family:'Wingdings 2'\">{'R' if c else '&pound;'}</span>"),
        1,
        "",
        "p",
    ),
    ("word-page", "Word's web page, boxes as bullets", _around(lambda label, c: _word_list(label, c, "<![if !supportLists]>", "<![endif]>")), 3, "", "div"),
    ("word-filtered", "Word's filtered web page, boxes as bullets", _around(lambda label, c: _word_list(label, c, "", "")), 3, "", "div"),
    (
        "libreoffice-controls",
        "LibreOffice's form controls",
        _beside(lambda c: f'<INPUT TYPE=CHECKBOX NAME="Check" {_if(c, "CHECKED")} VALUE="1" STYLE="width: 0.4cm">'),
        0,
        "",
        "p",
    ),
    (
        "google-docs",
        "Google Docs' check lists",
        _around(lambda label, c: f'<ul class="lst-kix_a-0"><li class="{_if(c, "done")}"><span>{label}</span></li></ul>'),
        3,
        _KIX,
        "div",
    ),
    ("confluence", "Confluence's task lists", _around(lambda label, c: f'<ul class="inline-task-list"><li class="{_if(c)}">{label}</li></ul>'), 3, "", "div"),
    (
        "notion",
        "Notion's to-do lists",
        _around(lambda label, c: f'<ul class="to-do-list"><li><div class="checkbox checkbox-{"on" if c else "off"}"></div> <span>{label}</span></li></ul>'),
        3,
        "",
        "div",
    ),
    (
        "github",
        "GitHub's task lists",
        _around(lambda label, c: f'<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled {_if(c)}> {label}</li></ul>'),
        3,
        "",
        "div",
    ),
    (
        "pandoc",
        "pandoc's task lists",
        _around(lambda label, c: f'<ul class="task-list"><li><label><input type="checkbox" {_if(c)} />{label}</label></li></ul>'),
        3,
        "",
        "div",
    ),
    ("onenote", "OneNote's tags", _around(lambda label, c: f'<p data-tag="to-do{_if(c, ":completed")}">{label}</p>'), 3, "", "div"),
    ("entities", "entities", _beside(lambda c: "&#9746;" if c else "&#9744;"), 2, "", "p"),
    ("spans", "[x] split over elements", _beside(lambda c: f"<span>[</span><span>{'x' if c else ' '}</span><span>]</span>"), 2, "", "p"),
)
_CHECKED_UNTOLD: Mapping[str, bool | None] = {pointer: None for pointer, state in MARKED.items() if state}
_UNCLEAR: tuple[tuple[str, str, Option, int, str, Mapping[str, bool | None]], ...] = (
    (
        "aria-mixed",
        "aria-checked=mixed",
        _beside(lambda c: f'<span role="checkbox" aria-checked="{"mixed" if c else "false"}"></span>'),
        3,
        "",
        _CHECKED_UNTOLD,
    ),
)


def _bytes(option: Option, layout: int, head: str, line: str) -> bytes:
    return html_form(option, TABLE_LAYOUTS[layout], head, line).encode()


def _kind(name: str, title: str, option: Option, layout: int, head: str, line: str, differs: Mapping[str, bool | None] | None = None) -> Kind:
    codes = {pointer: "unreadable-mark" for pointer, state in (differs or {}).items() if state is None}
    if codes:
        codes["/practice_type"] = "practice-type-not-single"
    return Kind(f"html-{name}", title, f"html-{name}.html", partial(_bytes, option, layout, head, line), TABLE_LAYOUTS[layout], differs or {}, codes)


KINDS: tuple[Kind, ...] = (*(_kind(*row) for row in _READ), *(_kind(*row[:5], "p", row[5]) for row in _UNCLEAR))
