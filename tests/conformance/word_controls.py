"""Word's own boxes: content controls, legacy form fields, ActiveX controls."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.conformance.kinds import MARKED, Kind
from tests.conformance.word_form import BEFORE, CELLS, NESTED, Boxes, Word, cell, kind, paragraph, run, sym
from tests.readers.compound import compound

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/>'
GOTHIC = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
_GOTHIC_STATES = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
_WINGDINGS_STATES = '<w14:checkedState w14:val="00FE" w14:font="Wingdings"/><w14:uncheckedState w14:val="00A8" w14:font="Wingdings"/>'


def control(content: str, stored: str, states: str = _GOTHIC_STATES, more: str = "") -> str:
    """A check-box content control around what it shows; `stored` is its `w14:checked`."""
    return f'<w:sdt><w:sdtPr><w:id w:val="-1042"/>{more}<w14:checkbox>{stored}{states}</w14:checkbox></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def stored(value: str) -> str:
    """`w14:checked` with a value."""
    return f'<w14:checked w14:val="{value}"/>'


def glyph(checked: bool) -> str:
    """The run that Word shows in a check-box control."""
    return run("☒" if checked else "☐", GOTHIC)


def _values(yes: str, no: str) -> Callable[[Word, bool, str], str]:
    return lambda word, checked, label: control(glyph(checked), stored(yes if checked else no))


def _mixed_case(word: Word, checked: bool, label: str) -> str:
    values = ("On", "TRUE", "ON", "True") if checked else ("Off", "FALSE", "off", "False")
    return control(glyph(checked), stored(values[len(label) % 4]))


def _around_cell(word: Word, checked: bool, label: str) -> str:
    return control(cell(paragraph(glyph(checked))), stored(str(int(checked))))


def _paragraph(word: Word, checked: bool, label: str) -> str:
    return control(paragraph(glyph(checked) + run(f" {label}")), stored(str(int(checked))))


def _disagreeing(word: Word, checked: bool, label: str) -> str:
    wrong = label.startswith(("Safety", "Revenue"))
    return control(glyph(checked != wrong), stored(str(int(checked))))


def _tracked(word: Word, checked: bool, label: str) -> str:
    who = 'w:id="7" w:author="Reviewer" w:date="2020-01-01T00:00:00Z"'
    old = glyph(not checked).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f"<w:ins {who}>" + control(f"<w:del {who}>{old}</w:del><w:ins {who}>{glyph(checked)}</w:ins>", stored(str(int(checked)))) + "</w:ins>"


def _alternate(word: Word, checked: bool, label: str) -> str:
    box = control(glyph(checked), stored(str(int(checked))))
    return f'<mc:AlternateContent><mc:Choice Requires="w14">{box}</mc:Choice><mc:Fallback>{glyph(checked)}</mc:Fallback></mc:AlternateContent>'


def _bound(word: Word, checked: bool, label: str) -> str:
    more = '<w:lock w:val="sdtContentLocked"/><w:dataBinding w:xpath="/form/box[1]" w:storeItemID="{00000000-0000-0000-0000-000000000001}"/>'
    return control(glyph(checked), stored("true" if checked else "false"), more=more)


def _rich_text(word: Word, checked: bool, label: str) -> str:
    properties = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>' if checked else "<w:showingPlcHdr/><w:text/>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{glyph(checked)}</w:sdtContent></w:sdt>"


def _drop_down(word: Word, checked: bool, label: str) -> str:
    items = '<w:dropDownList><w:listItem w:displayText="☐" w:value="0"/><w:listItem w:displayText="☒" w:value="1"/></w:dropDownList>'
    return f"<w:sdt><w:sdtPr>{items}</w:sdtPr><w:sdtContent>{glyph(checked)}</w:sdtContent></w:sdt>"


def _strict(word: Word) -> bytes:
    strict = (
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    )
    packed = Word()
    members = dict(word.members())
    packed.members = lambda: iter(members.items())  # type: ignore[method-assign]
    for name, content in members.items():
        if isinstance(content, str):
            for transitional, other in strict:
                content = content.replace(transitional, other)
            members[name] = content
    return packed.packed()


# Legacy form fields


def field(instruction: str, data: str = "", result: str = "", separated: bool = True) -> str:
    """A complex field over five runs."""
    separator = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if separated else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'{separator}{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _form_field(state: Callable[[bool], str], result: str = "") -> Callable[[Word, bool, str], str]:
    def inline(word: Word, checked: bool, label: str) -> str:
        data = f'<w:ffData><w:name w:val="Check1"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/>{state(checked)}</w:checkBox></w:ffData>'
        return '<w:bookmarkStart w:id="1" w:name="Check1"/>' + field(" FORMCHECKBOX ", data, result) + '<w:bookmarkEnd w:id="1"/>'

    return inline


def _split_field(word: Word, checked: bool, label: str) -> str:
    state = "<w:checked/>" if checked else '<w:default w:val="0"/>'
    data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORM</w:instrText></w:r>'
        '<w:proofErr w:type="spellStart"/><w:r><w:instrText>CHECK</w:instrText></w:r><w:r><w:instrText xml:space="preserve">BOX </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _in_condition(word: Word, checked: bool, label: str) -> str:
    inner = _form_field(lambda state: f'<w:checked w:val="{int(state)}"/>')(word, checked, label)
    return field(' IF "1" = "1" ', result=inner)


# ActiveX ([MS-OFORMS])

CHECK_BOX, OPTION_BUTTON = "{8BD21D40-EC42-11CE-9E0D-00AA006002F3}", "{8BD21D50-EC42-11CE-9E0D-00AA006002F3}"


def morph_data(class_id: str, value: str, caption: str) -> bytes:
    """A check box or option button as its stream ([MS-OFORMS] 2.2.5.1): sizes and properties, value and caption, text properties."""
    mask = 1 << 6 | 1 << 8 | 1 << 22 | 1 << 23
    texts = b"".join(text.encode("latin-1") + b"\0" * (-len(text) % 4) for text in (value, caption))
    style = b"\x04" if class_id == CHECK_BOX else b"\x05"
    block = style + b"\0" * 3 + struct.pack("<II", len(value) | 1 << 31, len(caption) | 1 << 31) + struct.pack("<II", 2540, 635) + texts
    text_properties = b"\x00\x02\x18\x00\x35\x00\x00\x00\x07\x00\x00\x80\xe1\x00\x00\x00\x00\x02\x00\x00Calibri\x00"
    first, second, third, rest = class_id.strip("{}").split("-", 3)
    packed_id = struct.pack("<IHH", int(first, 16), int(second, 16), int(third, 16)) + bytes.fromhex(rest.replace("-", ""))
    return packed_id + b"\x00\x02" + struct.pack("<HQ", 8 + len(block), mask | 1 << 31) + block + text_properties


def _activex(class_id: str, as_stream: bool, captioned: bool, stored: bool = False) -> Callable[[Word, bool, str], str]:
    def inline(word: Word, checked: bool, label: str) -> str:
        number = sum(name.startswith("word/activeX/activeX") and name.endswith(".xml") for name in word.parts) + 1
        caption = label if captioned else ""
        properties = (
            ""
            if as_stream
            else f'<ax:ocxPr ax:name="Caption" ax:value="{caption.replace("&", "&amp;")}"/><ax:ocxPr ax:name="Value" ax:value="{int(checked)}"/>'
        )
        how = f'ax:persistence="{"persistStorage" if stored else "persistStream"}" r:id="rId1"' if as_stream else 'ax:persistence="persistPropertyBag"'
        if as_stream:
            data = morph_data(class_id, str(int(checked)), caption)
            word.parts[f"word/activeX/activeX{number}.bin"] = compound({"contents": data[16:]}) if stored else data
            word.parts[f"word/activeX/_rels/activeX{number}.xml.rels"] = (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                f'Type="http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary" Target="activeX{number}.bin"/></Relationships>'
            )
        key = word.part(
            f"activeX/activeX{number}.xml",
            f'<ax:ocx ax:classid="{class_id}" {how} '
            'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"{properties}</ax:ocx>",
            "control",
            "application/vnd.ms-office.activeX+xml",
        )
        shape_id = f"_x0000_i{1024 + number}"
        shape = f'<v:shape id="{shape_id}" type="#_x0000_t75" style="width:108pt;height:18pt"><v:imagedata o:title=""/></v:shape>'
        control = f'<w:control r:id="{key}" w:name="CheckBox{number}" w:shapeid="{shape_id}"/>'
        return f'<w:r><w:object w:dxaOrig="2160" w:dyaOrig="360">{shape}{control}</w:object></w:r>'

    return inline


def _ole(word: Word, checked: bool, label: str) -> str:
    shape = '<v:shape id="_x0000_i1025" style="width:12pt;height:12pt"><v:imagedata o:title=""/></v:shape>'
    embedded = '<o:OLEObject Type="Embed" ProgID="Forms.CheckBox.1" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1"/>'
    return f"<w:r><w:object>{shape}{embedded}</w:object></w:r>"


_NO_STATE = dict.fromkeys(MARKED)
_UNREAD = {"/practice_type": "practice-type-not-single"}
_captioned = _activex(CHECK_BOX, False, True)

KINDS: tuple[Kind, ...] = (
    kind("content-control", "Word content control, values 1 and 0", _values("1", "0")),
    kind("content-control-true-false", "Word content control, values true and false", _values("true", "false"), NESTED),
    kind("content-control-on-off", "Word content control, values on and off in any case", _mixed_case, BEFORE),
    kind(
        "content-control-no-value",
        "Word content control, w14:checked without a value, or missing",
        lambda word, checked, label: control(glyph(checked), "<w14:checked/>" if checked else ""),
        NESTED,
    ),
    kind("content-control-paragraph", "Word content control around the whole paragraph", Boxes(_values("1", "0"), paragraph=_paragraph), NESTED),
    kind("content-control-cell", "Word content control around the cell", Boxes(_values("1", "0"), own_cell=_around_cell), CELLS),
    kind(
        "content-control-row",
        "Word content control around the row",
        Boxes(lambda word, checked, label: glyph(checked), row=lambda checked, cells: control(f"<w:tr>{cells}</w:tr>", stored(str(int(checked))))),
        CELLS,
    ),
    kind(
        "content-control-symbol",
        "Word content control that shows w:sym of Wingdings",
        lambda word, checked, label: control(sym("Wingdings", "F0FE" if checked else "F0A8"), stored(str(int(checked))), _WINGDINGS_STATES),
    ),
    kind(
        "content-control-own-glyphs",
        "Word content control with state glyphs of its own and no w14:font",
        lambda word, checked, label: control(
            run("♥" if checked else "♡"),
            stored(str(int(checked))),
            '<w14:checkedState w14:val="2665"/><w14:uncheckedState w14:val="2661"/>',
        ),
        NESTED,
    ),
    kind(
        "content-control-disagrees",
        "Word content control whose glyph says the opposite of its stored state",
        _disagreeing,
        codes={"/general_overview/safety_and_security": "mark-disagrees", "/general_overview/revenue_collection": "mark-disagrees"},
    ),
    kind("content-control-tracked", "Word content control inside tracked changes", _tracked, NESTED),
    kind("content-control-alternate", "Word content control inside mc:AlternateContent", _alternate),
    kind("content-control-bound", "Word content control, locked and bound to data", _bound, NESTED),
    kind("content-control-strict", "Word content control in strict Office Open XML", _values("true", "false"), finish=_strict),
    kind("content-control-plain", "Glyph inside a text control or building block", _rich_text),
    kind("content-control-list", "Drop-down content control that offers box glyphs", _drop_down, NESTED),
    kind("form-field", "Legacy form field, w:checked with values 1 and 0", _form_field(lambda on: f'<w:default w:val="0"/><w:checked w:val="{int(on)}"/>')),
    kind("form-field-no-value", "Legacy form field, w:checked without a value, or missing", _form_field(lambda on: "<w:checked/>" if on else ""), NESTED),
    kind(
        "form-field-on-off",
        "Legacy form field, values on and off",
        _form_field(lambda on: '<w:checked w:val="on"/>' if on else '<w:checked w:val="off"/>'),
        BEFORE,
    ),
    kind(
        "form-field-default",
        "Legacy form field with a default alone",
        _form_field(lambda on: '<w:default w:val="true"/>' if on else '<w:default w:val="false"/>'),
        CELLS,
    ),
    kind(
        "form-field-against-default",
        "Legacy form field whose state is not its default",
        _form_field(lambda on: f'<w:default w:val="{int(not on)}"/><w:checked w:val="{int(on)}"/>', run("\u00a0")),
        NESTED,
    ),
    kind("form-field-split", "Legacy form field whose instruction is split over runs", _split_field),
    kind("form-field-nested", "Legacy form field inside the result of another field", _in_condition, NESTED),
    kind("activex", "ActiveX check box, saved as properties", _activex(CHECK_BOX, False, False)),
    kind("activex-caption", "ActiveX check box whose caption is the label", Boxes(_captioned, option=_captioned), BEFORE),
    kind("activex-stream", "ActiveX check box, saved as a stream", _activex(CHECK_BOX, True, False), NESTED),
    kind("activex-storage", "ActiveX check box, saved as a storage", _activex(CHECK_BOX, True, False, stored=True), CELLS),
    kind("activex-option-button", "ActiveX option button, saved as a stream", _activex(OPTION_BUTTON, True, False), CELLS),
    kind("ole-check-box", "OLE check box without a state that can be read", _ole, differs=_NO_STATE, codes=_UNREAD),
)
