"""Boxes in Word that are drawn or pictured: DrawingML and VML shapes, groups of them, inline pictures."""

from __future__ import annotations

from collections.abc import Callable

from tests.conformance.kinds import MARKED, Kind
from tests.conformance.word_form import BEFORE, CELLS, NESTED, Inline, Word, kind, paragraph, run
from tests.conformance.word_glyphs import picture

_POINT = 12700
_SIDE = 11 * _POINT
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_OUTLINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


def fill(colour: str) -> str:
    """A plain fill."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def shape(geometry: str, look: str = "<a:noFill/>", text: str = "", flip: str = "") -> str:
    """A DrawingML shape as large as a box of the form."""
    extent = f'<a:xfrm{flip}><a:off x="0" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>'
    inner = f"<wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx>" if text else ""
    properties = f'<wps:spPr>{extent}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{look}{_OUTLINE}</wps:spPr>'
    return f"<wps:wsp><wps:cNvSpPr/>{properties}{inner}<wps:bodyPr/></wps:wsp>"


def inline(graphic: str, uri: str, names: str = 'name="Rectangle 7"', fallback: str = "") -> str:
    """A run with a drawing in the line of text, and what older programs get instead."""
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{_SIDE}" cy="{_SIDE}"/><wp:docPr id="7" {names}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    if not fallback:
        return f"<w:r>{drawing}</w:r>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def vml_box(attributes: str = "", inner: str = "", tag: str = "rect") -> str:
    """A VML shape as large as a box of the form."""
    return f'<v:{tag} style="width:11pt;height:11pt;mso-position-horizontal-relative:char" {attributes}>{inner}</v:{tag}>'


def _text_in_shape(word: Word, checked: bool, label: str) -> str:
    text = f"<v:textbox><w:txbxContent>{paragraph(run('✓'))}</w:txbxContent></v:textbox>" if checked else ""
    return inline(shape("rect", text="✓" if checked else ""), _SHAPE, fallback=vml_box(inner=text))


def _filled_shape(word: Word, checked: bool, label: str) -> str:
    return inline(shape("rect", fill("1F1F1F" if checked else "FFFFFF")), _SHAPE, fallback=vml_box('fillcolor="#1f1f1f"' if checked else 'fillcolor="white"'))


def _crossed_group(word: Word, checked: bool, label: str) -> str:
    strokes = shape("line", "") + shape("line", "", flip=' flipV="1"') if checked else ""
    transform = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/><a:chOff x="0" y="0"/><a:chExt cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>'
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{transform}</wpg:grpSpPr>{shape('rect')}{strokes}</wpg:wgp>"
    lines = '<v:line from="0,0" to="220,220"/><v:line from="0,220" to="220,0"/>' if checked else ""
    older = f'<v:group style="width:11pt;height:11pt" coordsize="220,220"><v:rect style="width:220;height:220" filled="f"/>{lines}</v:group>'
    return inline(group, _GROUP, 'name="Group 7"', older)


def _vml_group(word: Word, checked: bool, label: str) -> str:
    lines = '<v:line from="0,0" to="220,220"/><v:line from="0,220" to="220,0"/>' if checked else ""
    box = '<v:rect style="position:absolute;width:220;height:220" filled="f"/>'
    return f'<w:r><w:pict><v:group style="width:11pt;height:11pt" coordsize="220,220">{box}{lines}</v:group></w:pict></w:r>'


def _circle(word: Word, checked: bool, label: str) -> str:
    return inline(shape("flowChartSummingJunction" if checked else "flowChartConnector"), _SHAPE, 'name="Flowchart 7"')


def _vml(attributes: Callable[[bool], str], text: str = "") -> Inline:
    def box(word: Word, checked: bool, label: str) -> str:
        inner = f"<v:textbox><w:txbxContent>{paragraph(run(text))}</w:txbxContent></v:textbox>" if text and checked else ""
        return f"<w:r><w:pict>{vml_box(attributes(checked), inner)}</w:pict></w:r>"

    return box


def _picture(names: Callable[[bool], str], drawn: Callable[[bool], str], older: bool = False) -> Inline:
    def box(word: Word, checked: bool, label: str) -> str:
        what = drawn(checked)
        name = {"x": "image1.png", "#": "image2.png", "": "image3.png", "~": "image4.png"}[what]
        key = word.part(f"media/{name}", picture(what), "image")
        if older:
            image = f'<v:imagedata r:id="{key}" o:title=""/>'
            return f'<w:r><w:pict><v:shape type="#_x0000_t75" style="width:11pt;height:11pt" {names(checked)}>{image}</v:shape></w:pict></w:r>'
        extent = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>'
        blip = f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        properties = f'<pic:spPr>{extent}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        graphic = f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>{blip}{properties}</pic:pic>'
        return inline(graphic, "http://schemas.openxmlformats.org/drawingml/2006/picture", names(checked))

    return box


def _crossed(checked: bool) -> str:
    return "x" if checked else ""


KINDS: tuple[Kind, ...] = (
    kind("shape-text", "DrawingML rectangle with a tick as its text", _text_in_shape),
    kind("shape-filled", "DrawingML rectangle, filled or empty", _filled_shape, NESTED),
    kind("shape-group", "DrawingML group of a rectangle and two crossing lines", _crossed_group, CELLS),
    kind("shape-circle", "DrawingML circle, crossed or empty", _circle, BEFORE),
    kind("vml-filled", "VML rectangle, filled or empty", _vml(lambda on: 'fillcolor="black"' if on else 'filled="f"')),
    kind("vml-text", "VML rectangle with an X as its text", _vml(lambda on: "", "X"), NESTED),
    kind("vml-group", "VML group of a rectangle and two crossing lines", _vml_group, CELLS),
    kind(
        "picture-named",
        "Inline picture whose alternative text tells its state",
        _picture(lambda on: 'name="Picture 3" descr="Checked box"' if on else 'name="Picture 4" descr="Unchecked box"', _crossed),
        NESTED,
    ),
    kind("picture-seen", "Inline picture judged by its pixels", _picture(lambda on: 'name="Picture 3"', _crossed)),
    kind(
        "picture-scribbled",
        "Inline picture of a crossed box that was scribbled over",
        _picture(lambda on: 'name="Picture 3"', lambda on: "~" if on else ""),
        differs={pointer: None for pointer, checked in MARKED.items() if checked},
        codes={"/practice_type": "practice-type-not-single"},
    ),
    kind(
        "picture-seen-filled",
        "Older inline picture of a box with a filled square in it",
        _picture(lambda on: 'alt=""', lambda on: "#" if on else "", True),
        CELLS,
    ),
)
