"""Every kind of mark in an OpenDocument text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from tests.conformance.kinds import Kind
from tests.conformance.odf_form import BEFORE, NESTED, ODT, Boxes, Inline, Odf, flat, kind, packed, paragraph, span
from tests.conformance.word_glyphs import picture

_SAFETY, _REVENUE = "/general_overview/safety_and_security", "/general_overview/revenue_collection"
_OFFICE = "LibreOffice/7.4.7.2$Linux_X86_64"


def _text(yes: str, no: str, style: str = "") -> Inline:
    return lambda odf, checked, label: span(yes if checked else no, style) if style else yes if checked else no


def _font(family: str) -> Callable[[], Odf]:
    """A document whose style S sets a font, which the document calls by a name of its own."""
    style = '<style:style style:name="S" style:family="text" style:parent-style-name="Symbols"/>'
    parent = '<style:style style:name="Symbols" style:family="text"><style:text-properties style:font-name="F1"/></style:style>'
    return lambda: Odf(style + parent, f'<style:font-face style:name="F1" svg:font-family="&apos;{family}&apos;" style:font-charset="x-symbol"/>')


# Form controls


def _states(checked: bool, label: str) -> str:
    """The attributes of a check box's state, as programs write them: the default beside the current one, or none where it is unchecked."""
    other = f'form:state="{"unchecked" if checked else "checked"}" ' if len(label) % 2 else ""
    return other + f'form:current-state="{"checked" if checked else "unchecked"}"' if checked or other else ""


def _control(tag: str, states: Callable[[bool, str], str], labelled: bool = True) -> Inline:
    def inline(odf: Odf, checked: bool, label: str) -> str:
        key = f"control{len(odf.controls) + 1}"
        shown = f" form:label={quoteattr(label)}" if labelled else ""
        odf.controls.append(f'<form:{tag} form:name="Box" xml:id="{key}" form:id="{key}"{shown} {states(checked, label)}/>')
        width = "8cm" if labelled else "0.45cm"
        return f'<draw:control text:anchor-type="as-char" svg:width="{width}" svg:height="0.45cm" draw:control="{key}"/>'

    return inline


def _radio(checked: bool, label: str) -> str:
    return 'form:current-selected="true"' if checked else 'form:selected="true" form:current-selected="false"' if len(label) % 2 else ""


def _default_only(checked: bool, label: str) -> str:
    if label.startswith("Safety"):
        return 'form:state="checked"'
    return 'form:current-state="checked"' if checked else ""


def _third_state(checked: bool, label: str) -> str:
    return 'form:is-tristate="true" form:current-state="unknown"' if label.startswith(("Safety", "Revenue")) else _states(checked, label)


# LibreOffice's content controls, and Word's form fields as it keeps them


def _content_control(stored: Callable[[bool, str], str], shown: Callable[[bool, str], bool] = lambda checked, label: checked) -> Inline:
    def inline(odf: Odf, checked: bool, label: str) -> str:
        states = 'loext:checkbox="true" loext:checked-state="☒" loext:unchecked-state="☐"'
        glyph = "☒" if shown(checked, label) else "☐"
        return f"<loext:content-control {states} {stored(checked, label)}>{span(glyph, 'B')}</loext:content-control>"

    return inline


def _written(checked: bool, label: str) -> str:
    return 'loext:checked="true"' if checked else ""


def _explicit(checked: bool, label: str) -> str:
    return f'loext:checked="{str(checked).lower()}"'


_FORMCHECKBOX = 'field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"'


def _fieldmark(odf: Odf, checked: bool, label: str) -> str:
    param = '<field:param field:name="Checkbox_Checked" field:value="true"/>' if checked else ""
    return f'<field:fieldmark text:name="Check" {_FORMCHECKBOX}>{param}</field:fieldmark>'


def _fieldmark_around(odf: Odf, checked: bool, label: str) -> str:
    param = f'<field:param field:name="Checkbox_Checked" field:value="{str(checked).lower()}"/>'
    return f"<field:fieldmark-start {_FORMCHECKBOX}>{param}</field:fieldmark-start>FORMCHECKBOX<field:fieldmark-separator/><field:fieldmark-end/>"


# Lists


def _nothing(odf: Odf, checked: bool, label: str) -> str:
    return ""


def _listed(odf: Odf, checked: bool, label: str) -> str:
    return f'<text:list text:style-name="{"On" if checked else "Off"}"><text:list-item>{paragraph(escape(label))}</text:list-item></text:list>'


def _bulleted(yes: str, no: str) -> Odf:
    levels = [
        f'<text:list-style style:name="{name}"><text:list-level-style-bullet text:level="1" text:bullet-char="{glyph}">'
        '<style:text-properties style:font-name="OpenSymbol"/></text:list-level-style-bullet></text:list-style>'
        for name, glyph in (("On", yes), ("Off", no))
    ]
    return Odf("".join(levels), '<style:font-face style:name="OpenSymbol" svg:font-family="OpenSymbol"/>')


def _picture_bullets() -> Odf:
    odf = Odf()
    for name, inside in (("On", "x"), ("Off", "")):
        image = odf.picture(picture(inside), f"{name}.png")
        odf.styles += f'<text:list-style style:name="{name}"><text:list-level-style-image text:level="1" xlink:href="{image}"/></text:list-style>'
    return odf


# Drawings

_SIZE = 'text:anchor-type="as-char" svg:width="0.4cm" svg:height="0.4cm"'
_FILLS = "".join(
    f'<style:style style:name="{name}" style:family="graphic"><style:graphic-properties draw:fill="{fill}" draw:fill-color="{colour}"/></style:style>'
    for name, fill, colour in (("Filled", "solid", "#000000"), ("Hollow", "none", "#729fcf"))
)


def _custom_shape(odf: Odf, checked: bool, label: str) -> str:
    text = paragraph("x") if checked else ""
    return f'<draw:custom-shape {_SIZE} draw:style-name="Hollow">{text}<draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>'


def _rectangle(odf: Odf, checked: bool, label: str) -> str:
    return f'<draw:rect {_SIZE} draw:style-name="{"Filled" if checked else "Hollow"}"/>'


def _crossed(odf: Odf, checked: bool, label: str) -> str:
    strokes = "".join(f'<draw:line svg:x1="0.05cm" svg:y1="{y1}cm" svg:x2="0.35cm" svg:y2="{y2}cm"/>' for y1, y2 in ((0.05, 0.35), (0.35, 0.05)) if checked)
    box = '<draw:rect draw:style-name="Hollow" svg:x="0cm" svg:y="0cm" svg:width="0.4cm" svg:height="0.4cm"/>'
    return f'<draw:g text:anchor-type="as-char">{box}{strokes}</draw:g>'


def _text_frame(odf: Odf, checked: bool, label: str) -> str:
    return f'<draw:frame draw:style-name="Frame" {_SIZE}><draw:text-box>{paragraph("X" if checked else "")}</draw:text-box></draw:frame>'


def _image(href: str, words: str = "") -> str:
    return f'<draw:frame draw:name="Image1" {_SIZE}><draw:image xlink:href="{href}"/>{words}</draw:frame>'


def _told_picture(odf: Odf, checked: bool, label: str) -> str:
    word = "checked box" if checked else "unchecked box"
    return _image("Pictures/missing.png", f"<svg:title>{word}</svg:title>" if len(label) % 2 else f"<svg:desc>{word}</svg:desc>")


def _picture(odf: Odf, checked: bool, label: str) -> str:
    return _image(odf.picture(picture("x" if checked else ""), f"{'1' if checked else '0'}.png"))


def _doubtful_picture(odf: Odf, checked: bool, label: str) -> str:
    return _image("Pictures/missing.png") if label.startswith("Safety") else _picture(odf, checked, label)


def _vector(odf: Odf, checked: bool, label: str) -> str:
    cross = '<path d="M3 3 L13 13 M13 3 L3 13" stroke="black" stroke-width="2" fill="none"/>' if checked else ""
    box = '<rect x="1" y="1" width="14" height="14" fill="none" stroke="black"/>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{box}{cross}</svg>'
    return _image(odf.picture(data.encode(), f"{'1' if checked else '0'}.svg"))


# Documents


def _tracked_changes() -> Odf:
    regions = "".join(
        f'<text:changed-region text:id="ct{n}"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info>{paragraph(glyph)}'
        "</text:deletion></text:changed-region>"
        for n, glyph in enumerate("☐☒")
    )
    return Odf(before=f"<text:tracked-changes>{regions}</text:tracked-changes>")


def _tracked(odf: Odf, checked: bool, label: str) -> str:
    return f'<text:change text:change-id="ct{int(not checked)}"/><text:change-start text:change-id="ct9"/>{"☒" if checked else "☐"}<text:change-end/>'


def _bordered() -> Odf:
    return Odf('<style:style style:name="S" style:family="text"><style:text-properties fo:border="0.5pt solid #000000"/></style:style>')


_LABELLED = Boxes(_control("checkbox", _states), _control("checkbox", _states))
_BULLETS = Boxes(_nothing, block=_listed)
_ENCRYPTED = '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"/>'

KINDS: tuple[Kind, ...] = (
    kind("glyph", "Ballot boxes as text", _text("☒", "☐")),
    kind("glyph-squares", "Filled and empty squares as text", _text("■", "□"), NESTED),
    kind("typed", "Boxes typed as [x] and [ ]", _text("[x]", "[<text:s/>]"), BEFORE),
    kind("wingdings", "Private-use characters of Wingdings, the font named by way of a parent style", _text("\uf0fe", "\uf0a8", "S"), odf=_font("Wingdings")),
    kind("wingdings-letters", "Plain letters þ and o in Wingdings", _text("þ", "o", "S"), NESTED, odf=_font("Wingdings")),
    kind("wingdings-2", "Private-use characters of Wingdings 2", _text("\uf052", "\uf0a3", "S"), odf=_font("Wingdings 2")),
    kind("opensymbol", "Word's symbols as LibreOffice writes them: U+F0FE in OpenSymbol", _text("\uf0fe", "\uf0a8", "S"), NESTED, odf=_font("OpenSymbol")),
    kind("webdings", "Private-use characters of Webdings", _text("\uf061", "\uf063", "S"), odf=_font("Webdings")),
    kind("bordered-span", "A border around a space or an X", _text("X", "\u00a0", "S"), BEFORE, odf=_bordered),
    kind(
        "form-checkbox",
        "Form controls that show their label, the default state beside the current one",
        Boxes(_control("checkbox", _states), _control("checkbox", _states)),
        BEFORE,
    ),
    kind("form-checkbox-unlabelled", "Form controls beside printed labels", _control("checkbox", _states, labelled=False)),
    kind("form-radio", "Option buttons", _control("radio", _radio, labelled=False), NESTED),
    kind(
        "form-default-only",
        "A form control that has a default state alone, of a program unknown",
        _control("checkbox", _default_only, labelled=False),
        differs={_SAFETY: None},
    ),
    kind(
        "form-default-libreoffice",
        "A form control that has a default state alone, of LibreOffice, which leaves out unchecked states",
        _control("checkbox", _default_only, labelled=False),
        NESTED,
        odf=partial(Odf, generator=_OFFICE),
    ),
    kind("form-third-state", "Form controls in their third state", _control("checkbox", _third_state, labelled=False), differs={_SAFETY: None, _REVENUE: None}),
    kind("content-control", "LibreOffice's content controls", _content_control(_written)),
    kind("content-control-explicit", "Content controls with both states written", _content_control(_explicit), NESTED),
    kind(
        "content-control-disagrees",
        "Content controls whose glyph is not their state",
        _content_control(_explicit, lambda checked, label: checked != label.startswith(("Safety", "Revenue"))),
        codes={_SAFETY: "mark-disagrees", _REVENUE: "mark-disagrees"},
    ),
    kind("content-control-lost", "Content controls whose states the conversion from Word lost", _content_control(lambda checked, label: ""), NESTED),
    kind("fieldmark", "Word's FORMCHECKBOX as LibreOffice writes it", _fieldmark),
    kind("fieldmark-around", "FORMCHECKBOX with start, separator and end", _fieldmark_around, NESTED),
    kind("bullets", "List bullets that are boxes", _BULLETS, BEFORE, odf=partial(_bulleted, "✔", "❑")),
    kind(
        "bullets-private-use",
        "List bullets that are private-use characters",
        _BULLETS,
        BEFORE,
        odf=partial(_bulleted, "\uf0fe", "\uf0a8"),
    ),
    kind("picture-bullets", "List bullets that are pictures of boxes", _BULLETS, BEFORE, odf=_picture_bullets),
    kind("custom-shape", "Drawn shapes, an x typed in those that are ticked", _custom_shape, odf=partial(Odf, _FILLS)),
    kind("rectangle", "Drawn rectangles, filled and hollow", _rectangle, NESTED, odf=partial(Odf, _FILLS)),
    kind("crossed-rectangle", "Drawn rectangles with two lines across", _crossed, odf=partial(Odf, _FILLS)),
    kind("text-frame", "Small text frames, empty or with an X", _text_frame, NESTED),
    kind("picture-told", "Pictures whose title or description says what they show", _told_picture),
    kind("picture", "Pictures of boxes without words", _picture, NESTED),
    kind("picture-lost", "A picture that is missing among pictures of boxes", _doubtful_picture, differs={_SAFETY: None}),
    kind("picture-vector", "SVG pictures of boxes", _vector, NESTED),
    kind("tracked-changes", "Boxes changed under change tracking", _tracked, odf=_tracked_changes),
    kind("flat", "One XML file instead of a package", _text("☑", "☐"), extension="fodt", finish=flat),
    kind("template", "A template", _text("✓", "☐"), extension="ott", finish=partial(packed, media_type=f"{ODT}-template")),
    kind("encrypted", "A document with a password", _text("☒", "☐"), finish=partial(packed, manifest=_ENCRYPTED), rejected="encrypted"),
)
