"""The ways in which a Word document holds a check box, each as the XML of its runs."""

from __future__ import annotations

from typing import Literal
from xml.sax.saxutils import quoteattr

WordMarks = Literal["content-control", "legacy", "symbol", "glyph"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

# MS Gothic is what Word sets its own check boxes in: no text font has them in one size.
_BOX_FONT = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr>'


def content_control(checked: bool, label: str, tag: str, number: int) -> str:
    """A check box content control ([MS-DOCX] 2.6.1.7)."""
    glyph = "\u2612" if checked else "\u2610"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(label[:64])}/><w:tag w:val={quoteattr(tag[:64])}/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r>{_BOX_FONT}<w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def legacy(checked: bool, label: str, tag: str, number: int) -> str:
    """A form field of Word before 2007 (ECMA-376 17.16.7, checkBox)."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check{number}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:statusText w:type="text" w:val={quoteattr(label[:138])}/>'
        f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(checked)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def symbol(checked: bool, label: str, tag: str, number: int) -> str:
    """A character of Wingdings, as Word's "Insert symbol" writes it."""
    return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if checked else "F0A8"}"/></w:r>'


def glyph(checked: bool, label: str, tag: str, number: int) -> str:
    """A character of Unicode."""
    return f"<w:r>{_BOX_FONT}<w:t>{chr(0x2612 if checked else 0x2610)}</w:t></w:r>"


MARKS = {"content-control": content_control, "legacy": legacy, "symbol": symbol, "glyph": glyph}
"""Name of the kind → the XML of a box: whether it is checked, its label, its name for a program, a number that no other control of the document has."""


def text_control(name: str, tag: str, hint: str, number: int, *, several_lines: bool) -> str:
    """A plain-text content control that shows a hint while it is empty (ECMA-376 17.5.2.34, showingPlcHdr)."""
    multi_line = ' w:multiLine="1"' if several_lines else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name[:64])}/><w:tag w:val={quoteattr(tag[:64])}/><w:id w:val="{number}"/>'
        f"<w:showingPlcHdr/><w:text{multi_line}/></w:sdtPr>"
        f'<w:sdtContent><w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>{hint}</w:t></w:r></w:sdtContent></w:sdt>'
    )
