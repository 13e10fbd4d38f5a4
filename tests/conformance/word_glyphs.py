"""Boxes in Word that are characters: symbol fonts, fields that print symbols, list bullets, cells and borders that serve as boxes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from tests.conformance.kinds import Kind
from tests.conformance.word_controls import field
from tests.conformance.word_form import BEFORE, CELLS, NAMESPACES, NESTED, Boxes, Inline, Word, cell, kind, paragraph, run, styles, sym


def fonts(name: str) -> str:
    """Run properties of a font, as Word writes them."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _sym(font: str, yes: str, no: str) -> Inline:
    return lambda word, checked, label: sym(font, yes if checked else no)


def _text(yes: str, no: str, properties: str = "") -> Inline:
    return lambda word, checked, label: run(yes if checked else no, properties)


def _result_of(instruction: Callable[[bool], str], separated: bool = False, result: str = "") -> Inline:
    return lambda word, checked, label: field(instruction(checked), result=result, separated=separated)


def _macro_button(word: Word, checked: bool, label: str) -> str:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MACROBUTTON ToggleBox </w:instrText></w:r>'
    return begin + sym("Wingdings", "F0FE" if checked else "F0A8") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _combined(word: Word, checked: bool, label: str) -> str:
    return run("□✓" if checked else "□\u3000", '<w:eastAsianLayout w:id="-1" w:combine="1"/>')


def _ruby(word: Word, checked: bool, label: str) -> str:
    over = run("✓" if checked else "\u3000")
    return f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt>{over}</w:rt><w:rubyBase>{run("□")}</w:rubyBase></w:ruby></w:r>'


def _styled(word: Word) -> None:
    base = f'<w:style w:type="character" w:styleId="Symbols"><w:name w:val="Symbols"/><w:rPr>{fonts("Wingdings")}</w:rPr></w:style>'
    box = '<w:style w:type="character" w:styleId="TickBox"><w:name w:val="Tick Box"/><w:basedOn w:val="Symbols"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    word.part("styles.xml", styles(base + box), "styles", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")


def _nothing(word: Word, checked: bool, label: str) -> str:
    return ""


def _listed(word: Word, checked: bool, label: str) -> str:
    return paragraph(run(label), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{1 if checked else 2}"/></w:numPr>')


def _numbering(yes: str, no: str, more: str = "") -> str:
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="bullet"/>{level}<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr><w:rPr>{fonts("Wingdings")}</w:rPr></w:lvl></w:abstractNum>'
        for number, level in enumerate((yes, no))
    )
    lists = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>' for number in (1, 2))
    return f"<w:numbering {NAMESPACES}>{more}{levels}{lists}</w:numbering>"


_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def _symbol_bullets(word: Word) -> None:
    word.part("numbering.xml", _numbering('<w:lvlText w:val="\uf0fe"/>', '<w:lvlText w:val="\uf0a8"/>'), "numbering", _NUMBERING_TYPE)


def picture(mark: str, size: int = 24) -> bytes:
    """A PNG of a box, black on white: "" empty, "x" with a cross, "#" filled, "~" crossed, and scribbled over beyond its sides."""
    rows = []
    for y in range(size):
        row = bytearray(b"\xff" * size)
        for x in range(size):
            edge = 2 <= x < size - 2 and 2 <= y < size - 2 and not (4 <= x < size - 4 and 4 <= y < size - 4)
            crossed = mark in ("x", "~") and 5 <= x < size - 5 and 5 <= y < size - 5 and (abs(x - y) < 2 or abs(x + y - size + 1) < 2)
            if edge or crossed or (mark == "~" and y % 4 < 2) or (mark == "#" and 7 <= x < size - 7 and 7 <= y < size - 7):
                row[x] = 0
        rows.append(b"\0" + bytes(row))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b"")


def _picture_bullets(word: Word) -> None:
    word.parts["word/media/on.png"], word.parts["word/media/off.png"] = picture("x"), picture("")
    word.parts["word/_rels/numbering.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/{name}.png"/>'
            for n, name in enumerate(("on", "off"), 1)
        )
        + "</Relationships>"
    )
    bullets = "".join(
        f'<w:numPicBullet w:numPicBulletId="{n}"><w:pict><v:shape id="_x0000_i{1025 + n}" style="width:11pt;height:11pt" o:bullet="t">'
        f'<v:imagedata r:id="rId{n + 1}" o:title=""/></v:shape></w:pict></w:numPicBullet>'
        for n in (0, 1)
    )
    yes, no = ('<w:lvlText w:val="\uf0b7"/>' + f'<w:lvlPicBulletId w:val="{n}"/>' for n in (0, 1))
    word.part("numbering.xml", _numbering(yes, no, bullets), "numbering", _NUMBERING_TYPE)


_FRAME = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_SIDES = "<w:tcBorders>" + "".join(f'<w:{side} w:val="single" w:sz="8"/>' for side in ("top", "left", "bottom", "right")) + "</w:tcBorders>"
_NARROW = '<w:tcW w:w="360" w:type="dxa"/>' + _SIDES


def _crossed_cell(word: Word, checked: bool, label: str) -> str:
    return cell(paragraph(run("X") if checked else ""), properties=_NARROW)


def _shaded_cell(word: Word, checked: bool, label: str) -> str:
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="404040"/>' if checked else '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    return cell(paragraph(""), properties=_NARROW + fill)


def _over_blank(word: Word, checked: bool, label: str) -> str:
    return run("_") + run("x", '<w:u w:val="single"/>') + run("_") if checked else run("___")


def _framed(word: Word, checked: bool, label: str) -> str:
    return run(" X " if checked else "   ", _FRAME)


def _beside(before: str) -> Inline:
    return lambda word, checked, label: run("☐") + (run(before) if checked else "")


KINDS: tuple[Kind, ...] = (
    kind("symbol-wingdings", "w:sym of Wingdings, ticked and empty box", _sym("Wingdings", "F0FE", "F0A8")),
    kind("symbol-wingdings-letter", "w:sym of Wingdings, crossed and empty box, codes without F0", _sym("Wingdings", "00FD", "6F"), NESTED),
    kind("symbol-wingdings-2", "w:sym of Wingdings 2", _sym("Wingdings 2", "F053", "F0A3"), BEFORE),
    kind("symbol-webdings", "w:sym of Webdings, tick and empty box", _sym("Webdings", "F061", "F063"), NESTED),
    kind("symbol-segoe", "w:sym of Segoe UI Symbol", _sym("Segoe UI Symbol", "2612", "2610")),
    kind("private-use", "Private-use characters in a Wingdings run", _text("\uf0fe", "\uf0a8", fonts("Wingdings")), NESTED),
    kind("private-use-no-font", "Private-use characters whose font is lost", _text("\uf0fe", "\uf06f"), BEFORE),
    kind("wingdings-letters", "Plain letters þ and o in a Wingdings run", _text("þ", "o", fonts("Wingdings"))),
    kind("wingdings-2-letters", "Plain letters R and £ in a Wingdings 2 run", _text("R", "£", fonts("Wingdings 2")), NESTED),
    kind("wingdings-style", "Plain letters x and ¨ in a style based on Wingdings", _text("x", "¨", '<w:rStyle w:val="TickBox"/>'), CELLS, prepare=_styled),
    kind("wingdings-one-slot", "Plain letters whose font stands in one slot only", _text("ý", "q", '<w:rFonts w:ascii="Arial" w:hAnsi="Wingdings"/>'), NESTED),
    kind(
        "symbol-field",
        "SYMBOL fields of Wingdings",
        _result_of(lambda on: f' SYMBOL {254 if on else 168} \\f "Wingdings" \\s 11 ', separated=True),
    ),
    kind("symbol-field-hexadecimal", "SYMBOL fields without a result", _result_of(lambda on: f" SYMBOL {'0xFE' if on else '0xA8'} \\f Wingdings"), NESTED),
    kind("eq-field", "EQ fields that print a tick over a box", _result_of(lambda on: f" EQ \\o(□{',✓' if on else ', '})"), NESTED),
    kind("enclosed-character", "Enclosed characters of Word for East Asia", _result_of(lambda on: f" eq \\o\\ac(□,{'x' if on else ' '})"), CELLS),
    kind("macro-button", "MACROBUTTON fields that toggle a box", _macro_button, NESTED),
    kind("two-in-one", "Two characters combined in one place", _combined),
    kind("ruby", "A tick as ruby text over a box", _ruby, NESTED),
    kind("combining-square", "A character inside U+20DE", _text("x\u20de", "\u00a0\u20de"), BEFORE),
    kind("bullets", "List bullets that are boxes", Boxes(_nothing, paragraph=_listed), BEFORE, prepare=_symbol_bullets),
    kind("picture-bullets", "List bullets that are pictures of boxes", Boxes(_nothing, paragraph=_listed), BEFORE, prepare=_picture_bullets),
    kind("bordered-run", "A border around a space or an X", _framed),
    kind("over-blank", "An x typed over a blank", _over_blank, BEFORE),
    kind("crossed-cell", "An X alone in a narrow bordered cell", Boxes(_nothing, own_cell=_crossed_cell), CELLS),
    kind("shaded-cell", "A narrow bordered cell that is shaded", Boxes(_nothing, own_cell=_shaded_cell), CELLS),
)
