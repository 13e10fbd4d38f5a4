"""Pages of HTML as programs and sites save them: their encodings, XHTML, web forms, lists and tasks of sites, pictures of boxes without names."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from functools import cache, partial

from tests.conformance.flowing import TABLE_LAYOUTS, Option, boxed, html_form, html_grid, html_page
from tests.conformance.kinds import MARKED, Arrangement, Kind

_GLYPHS: Option = boxed(lambda checked: "☒" if checked else "☐")
_INPUTS: Option = boxed(lambda checked: f'<input type="checkbox"{" checked" if checked else ""}>')
_XML = '<?xml version="1.0" encoding="{}"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'


def _checked(checked: bool) -> str:
    return " checked" if checked else ""


def _xhtml(option: Option, encoding: str) -> str:
    page = html_form(option, TABLE_LAYOUTS[1]).replace("<meta charset=utf-8>", "").replace("border=1", 'border="1"')
    return page.replace("<!DOCTYPE html>", _XML.format(encoding)).replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">')


def _xhtml_input(checked: bool) -> str:
    return f'<input type="checkbox"{_checked(checked) and " checked=" + chr(34) + "checked" + chr(34)} />'


@cache
def picture(form: str, *states: bool) -> str:
    """The `data:` address of a picture of boxes of 13 pixels in a row."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (13 * len(states), 13), "white")
    draw = ImageDraw.Draw(image)
    for number, state in enumerate(states):
        left = 13 * number
        draw.rectangle((left, 0, left + 12, 12), outline="black")
        if state:
            draw.line((left + 3, 3, left + 9, 9), fill="black", width=2)
            draw.line((left + 9, 3, left + 3, 9), fill="black", width=2)
    out = io.BytesIO()
    image.save(out, form, quality=50)
    return f"data:image/{form.lower()};base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def _pictured(form: str) -> Option:
    return boxed(lambda checked: f'<img src="{picture(form, checked)}" alt="">')


def _sprites(address: str) -> str:
    return f"<style>.s{{display:inline-block;width:13px;height:13px;background:url({address}) no-repeat 0 0}}.t{{background-position:-13px 0}}</style>"


_SPRITE: Option = boxed(lambda checked: f'<span class="s{" t" if checked else ""}"></span>')


def _yes_no(label: str, checked: bool, arrangement: Arrangement) -> str:
    # A form of its own makes a group of buttons of its own, whatever their name.
    yes = f"<label><input type=radio name=q value=1{_checked(checked)}> Yes</label>"
    no = f"<label><input type=radio name=q value=0{_checked(not checked)}> No</label>"
    return f'<form style="display:inline">{label} {yes} {no}</form>'


def _chosen(label: str, checked: bool, arrangement: Arrangement) -> str:
    yes, no = (" selected", "") if checked else ("", " selected")
    return f"{label} <select><option value=''>Please choose</option><option{yes}>Yes</option><option{no}>No</option></select>"


def _google_forms(label: str, checked: bool, arrangement: Arrangement) -> str:
    state = "true" if checked else "false"
    return (
        f'<div role="listitem"><label><div role="checkbox" aria-label="{label}" aria-checked="{state}" data-answer-value="{label}"><div></div></div>'
        f'<div><span dir="auto">{label}</span></div></label></div>'
    )


def _microsoft_forms(label: str, checked: bool, arrangement: Arrangement) -> str:
    state = "true" if checked else "false"
    return (
        f'<div data-automation-id="choiceItem"><label><span><input type="checkbox" aria-checked="{state}" role="checkbox"{_checked(checked)}></span>'
        f'<span class="text-format-content">{label}</span></label></div>'
    )


def _confluence_storage(label: str, checked: bool, arrangement: Arrangement) -> str:
    status = "complete" if checked else "incomplete"
    return (
        f"<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>{status}</ac:task-status>"
        f"<ac:task-body>{label}</ac:task-body></ac:task></ac:task-list>"
    )


def _sharepoint(label: str, checked: bool, arrangement: Arrangement) -> str:
    return f'<span class="ms-formlabel"><nobr>{label}</nobr></span> <span class="ms-formbody">{"Yes" if checked else "No"}</span>'


def _word_vml(checked: bool) -> str:
    """A drawn box of Word, which browsers that know no VML are given as a picture."""
    text = "X" if checked else ""
    return (
        f'<!--[if gte vml 1]><v:rect style="width:9pt;height:9pt"><v:textbox><p>{text}</p></v:textbox></v:rect><![endif]-->'
        f'<![if !vml]><img width=12 height=12 src="{picture("GIF", checked)}"><![endif]>'
    )


def _libreoffice(checked: bool) -> str:
    return f'<span class="T1">{"☒" if checked else "☐"}</span>'


_BUTTONS = ('<form action="/send" method="post"><button type="button">Menu</button>', '<input type="submit" value="Submit"><button type="submit">Send</button>'
            '<input type="reset" value="Reset"><input type="button" value="Cancel"></form>')  # fmt: skip


def _with_buttons() -> str:
    page = html_form(_INPUTS, TABLE_LAYOUTS[3])
    return page.replace("<body>", "<body>" + _BUTTONS[0]).replace("</body>", _BUTTONS[1] + "</body>")


def _collapsed() -> str:
    """The form in a panel that is closed on the page as it was saved."""
    panel = ('<h3 aria-expanded="false">Case study</h3><div class="panel-collapse collapse" style="display:none" aria-expanded="false">', "</div>")
    return html_page(lambda pointer: html_grid(pointer, _INPUTS, TABLE_LAYOUTS[3][pointer]), wrap=panel)


def _accordion() -> str:
    """A page whose parts are folded up: each part is hidden until a reader opens it."""
    page = html_form(_INPUTS, TABLE_LAYOUTS[3], "<style>.panel{display:none}.panel.open{display:block}</style>")
    head, table = page.split("<table border=1>", 1)
    table, tail = table.rsplit("</table>", 1)
    folded = '<button class="accordion" aria-expanded="false" aria-controls="p1">Case Study on E-commerce</button><div id="p1" class="panel"><table border=1>'
    return f"{head}{folded}{table}</table></div>{tail}"


# id, title, extension, the page, its encoding
_PAGES: tuple[tuple[str, str, str, Callable[[], str], str], ...] = (
    ("utf-8-declared-latin", "UTF-8 that says it is ISO 8859-1", "html", lambda: _declared("iso-8859-1"), "utf-8"),
    ("latin-declared-utf-8", "Windows-1252 that says it is UTF-8", "html", lambda: html_form(_INPUTS), "cp1252"),
    ("declared-late", "a declaration after kilobytes of style", "html", lambda: _late("windows-1252"), "cp1252"),
    ("xhtml", "XHTML", "xhtml", lambda: _xhtml(boxed(_xhtml_input), "UTF-8"), "utf-8"),
    ("xhtml-utf-16", "XHTML in UTF-16", "xhtml", lambda: _xhtml(boxed(_xhtml_input), "UTF-16"), "utf-16"),
    ("utf-16-unmarked", "UTF-16 without a byte order mark", "html", lambda: html_form(_GLYPHS), "utf-16-be"),
    ("web-form", "a web form with its buttons", "html", _with_buttons, "utf-8"),
    ("collapsed-panel", "a panel that is closed on the page as saved", "html", _collapsed, "utf-8"),
    ("accordion", "a panel that the style sheet closes and a button opens", "html", _accordion, "utf-8"),
    ("radio-yes-no", "two radio buttons for each option", "html", partial(html_form, _yes_no, TABLE_LAYOUTS[3]), "utf-8"),
    ("select-choose", "lists of Yes and No that ask to choose", "html", partial(html_form, _chosen, TABLE_LAYOUTS[3]), "utf-8"),
    ("google-forms", "Google Forms, printed", "html", partial(html_form, _google_forms, TABLE_LAYOUTS[3], line="div"), "utf-8"),
    ("microsoft-forms", "Microsoft Forms, printed", "html", partial(html_form, _microsoft_forms, TABLE_LAYOUTS[3], line="div"), "utf-8"),
    ("confluence-storage", "Confluence's own format for tasks", "html", partial(html_form, _confluence_storage, TABLE_LAYOUTS[3], line="div"), "utf-8"),
    ("sharepoint", "a SharePoint list's Yes and No", "html", partial(html_form, _sharepoint, TABLE_LAYOUTS[3], line="div"), "utf-8"),
    ("word-vml", "Word's web page with boxes drawn in VML", "html", partial(html_form, boxed(_word_vml), TABLE_LAYOUTS[0]), "utf-8"),
    ("libreoffice-xhtml", "LibreOffice's XHTML", "xhtml", lambda: _xhtml(boxed(_libreoffice), "UTF-8"), "utf-8"),
    ("img-png", "pictures of boxes without names, PNG", "html", partial(html_form, _pictured("PNG"), TABLE_LAYOUTS[0]), "utf-8"),
    ("img-gif", "pictures of boxes without names, GIF", "html", partial(html_form, _pictured("GIF"), TABLE_LAYOUTS[1]), "utf-8"),
    ("img-jpeg", "pictures of boxes without names, JPEG", "html", partial(html_form, _pictured("JPEG"), TABLE_LAYOUTS[2]), "utf-8"),
    (
        "css-sprite",
        "parts of one picture in the style sheet",
        "html",
        lambda: html_form(_SPRITE, TABLE_LAYOUTS[0], _sprites(picture("PNG", False, True))),
        "utf-8",
    ),
)


def _declared(charset: str) -> str:
    return html_form(_GLYPHS).replace("charset=utf-8", f"charset={charset}")


def _late(charset: str) -> str:
    style = "<style>" + "p{margin:0}\n" * 600 + "</style>"
    return html_form(_INPUTS, TABLE_LAYOUTS[2]).replace("<meta charset=utf-8>", f"{style}<meta charset={charset}>")


def _bytes(page: Callable[[], str], encoding: str) -> bytes:
    return page().encode(encoding)


_NOTHING: Mapping[str, bool | None] = dict.fromkeys(MARKED)
_LOST = partial(html_form, _SPRITE, TABLE_LAYOUTS[3], _sprites("icons.png"))

KINDS: tuple[Kind, ...] = (
    *(Kind(f"html-{name}", title, f"html-{name}.{extension}", partial(_bytes, page, encoding)) for name, title, extension, page, encoding in _PAGES),
    Kind(
        "html-css-sprite-lost",
        "parts of a picture that is elsewhere, without names",
        "html-css-sprite-lost.html",
        partial(_bytes, _LOST, "utf-8"),
        TABLE_LAYOUTS[3],
        _NOTHING,
        {"/practice_type": "practice-type-not-single"},
    ),
)
