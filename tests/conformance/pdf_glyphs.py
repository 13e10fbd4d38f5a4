"""Boxes of a PDF that are glyphs or pictures: symbol fonts with and without Unicode, Type 3, fonts that lie, bitmaps."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.conformance.kinds import Kind
from tests.conformance.pdf_drawn import cross, rectangle, with_pen
from tests.conformance.pdf_fields import CROSSED, FRAME
from tests.conformance.pdf_form import CELLS, SIDE, Draw, Sheet, Spot, kind
from tests.readers.pdf.pages import HEIGHT, text


def codes(font: str, on: str, off: str, add: Callable[[Sheet], str], size: float = 10.5) -> Draw:
    """Boxes that are glyphs of a font, by the codes of the two (as hexadecimal digits); `add` gives the font's object."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        if font not in sheet.names:
            sheet.names[font] = 0
            sheet.fonts += f" /{font} {add(sheet)}"
        sheet.content.append(f"BT /{font} {size} Tf 1 0 0 1 {spot.x} {HEIGHT - spot.y - 8} Tm <{on if spot.checked else off}> Tj ET")

    return draw


def to_unicode(sheet: Sheet, pairs: dict[str, str]) -> str:
    """A ToUnicode map of one-byte codes (ISO 32000-1, 9.10.3)."""
    rows = "\n".join(f"<{code}> <{character}>" for code, character in pairs.items())
    number = sheet.stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return f"/ToUnicode {number} 0 R"


def named(base: str, unicode: dict[str, str] | None = None, subtype: str = "TrueType") -> Callable[[Sheet], str]:
    """A symbol font that is not embedded."""

    def add(sheet: Sheet) -> str:
        descriptor = sheet.add(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /StemV 80 >>"
        )
        widths = f"/FirstChar 32 /LastChar 255 /Widths [{' '.join(['890'] * 224)}]"
        more = to_unicode(sheet, unicode) if unicode else ""
        return f"{sheet.add(f'<< /Type /Font /Subtype /{subtype} /BaseFont /{base} {widths} /FontDescriptor {descriptor} 0 R {more} >>')} 0 R"

    return add


def type3(unicode: dict[str, str] | None = None, off: str = FRAME, on: str = CROSSED) -> Callable[[Sheet], str]:
    """A font whose glyphs are drawings: a the empty box, b the marked one."""

    def add(sheet: Sheet) -> str:
        empty, marked = sheet.stream(f"10 0 0 0 9 9 d1 {off}"), sheet.stream(f"10 0 0 0 9 9 d1 {on}")
        more = to_unicode(sheet, unicode) if unicode else ""
        procedures = f"/Encoding << /Type /Encoding /Differences [97 /a /b] >> /CharProcs << /a {empty} 0 R /b {marked} 0 R >>"
        measures = "/FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 98 /Widths [10 10]"
        return f"{sheet.add(f'<< /Type /Font /Subtype /Type3 {measures} {procedures} /Resources << >> {more} >>')} 0 R"

    return add


ROWS = 16
GRAY = "/ColorSpace /DeviceGray /BitsPerComponent 8"
BITS = "/ColorSpace /DeviceGray /BitsPerComponent 1"


def _pixel(x: int, y: int, *, marked: bool) -> int:
    """Whether a pixel of the picture of a box is inked: its frame, and the diagonals of a marked one."""
    frame = 1 <= x <= 14 and 1 <= y <= 14 and (x in (1, 14) or y in (1, 14))
    return int(frame or (marked and 3 <= x <= 12 and 3 <= y <= 12 and (abs(x - y) <= 1 or abs(x + y - 15) <= 1)))


_OFF = [[_pixel(x, y, marked=False) for x in range(ROWS)] for y in range(ROWS)]
_ON = [[_pixel(x, y, marked=True) for x in range(ROWS)] for y in range(ROWS)]


def bits(rows: list[list[int]], ink: int) -> bytes:
    """The picture with one bit a pixel; ink is 0 or 1."""
    return b"".join(int("".join(str(cell if ink else 1 - cell) for cell in row), 2).to_bytes(2, "big") for row in rows)


def gray(rows: list[list[int]]) -> bytes:
    return bytes(20 if cell else 255 for row in rows for cell in row)


def picture(entries: str, data: Callable[[list[list[int]]], bytes], more: Callable[[Sheet, list[list[int]]], str] | None = None, cm: str = "") -> Draw:
    """Boxes that are image XObjects."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        name, rows = ("On", _ON) if spot.checked else ("Off", _OFF)
        if name not in sheet.names:
            extra = more(sheet, rows) if more else ""
            sheet.names[name] = sheet.stream(data(rows), f"/Type /XObject /Subtype /Image /Width {ROWS} /Height {ROWS} {entries} {extra}")
            sheet.resources.setdefault("XObject", {})[name] = f"{sheet.names[name]} 0 R"
        sheet.content.append(f"q {SIDE + 1} 0 0 {SIDE + 1} {spot.x} {HEIGHT - spot.y - SIDE} cm {cm} /{name} Do Q")

    return draw


def inline(sheet: Sheet, spot: Spot) -> None:
    """An image in the content itself."""
    digits = bits(_ON if spot.checked else _OFF, 0).hex()
    sheet.content.append(f"q {SIDE + 1} 0 0 {SIDE + 1} {spot.x} {HEIGHT - spot.y - SIDE} cm BI /W {ROWS} /H {ROWS} /BPC 1 /CS /G /F /AHx ID {digits}> EI Q")


def masked(sheet: Sheet, rows: list[list[int]]) -> str:
    """A soft mask that lets the ink alone through."""
    number = sheet.stream(
        bytes(255 if cell else 0 for row in rows for cell in row),
        f"/Type /XObject /Subtype /Image /Width {ROWS} /Height {ROWS} /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    return f"/SMask {number} 0 R"


# 24 by 24 grey pixels with a frame, with and without a cross.
JPEG = {
    True: (
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/"
        "wAALCAAYABgBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABAYF/8QAKhAAAAUDAgQHAQEAAAAAAAAAAQIEERIDBRMAMRQWIUEGJTJRcbHwYpT/2gAIAQEAAD8A"
        "11itea6XUAvBUCREFMetAp/UV+/Xf5d9I4O74M/MpMMZ5OEpxizu77N30dGrXlulqAbwVekWhUHpQKT0lft13+GbSEWLmDxDxEMMaGSbRjjF3fs2pj/ZypxP"
        "7+oS/S1TrcXMHh7h4YY18cGjHGDM3ZtCultXVbncfKzq0qo1EwCVUWk8C7D7gIv97sIN4y74MHLRMMYY+LpxizMzbN20K121dSudu8rOkSpTVjCJlRarTLsH"
        "sAC33u4j/9k="
    ),
    False: (
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/"
        "wAALCAAYABgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAwX/xAAnEAAABAQFBAMAAAAAAAAAAAABAgQFABESFAMTIWGhFTZWhKSy0f/aAAgBAQAAPwC4Yzqu"
        "fXFMldLTBS5VJbcp51FmOo7hzD9MfPIfhE/YApnVC+tyZU6XeCqzai25SSpLMNQ3HiHa+5331/oMWoiunc7F7H0CAMV1QvripStd3gqsqk1wUkqSyHQdx4h+"
        "pvnj3zSfkAUrqufW5Sqa7TBS5tRrgp51FkGgbhzH/9k="
    ),
}


def jpeg(sheet: Sheet, spot: Spot) -> None:
    """Boxes that are photographs of boxes."""
    name = "On" if spot.checked else "Off"
    if name not in sheet.names:
        data = base64.b64decode(JPEG[spot.checked])
        sheet.names[name] = sheet.stream(data, f"/Type /XObject /Subtype /Image /Width 24 /Height 24 {GRAY} /Filter /DCTDecode")
        sheet.resources.setdefault("XObject", {})[name] = f"{sheet.names[name]} 0 R"
    sheet.content.append(f"q {SIDE + 1} 0 0 {SIDE + 1} {spot.x} {HEIGHT - spot.y - SIDE} cm /{name} Do Q")


def form_object(sheet: Sheet, spot: Spot) -> None:
    """Boxes that are form XObjects, scaled."""
    name = "On" if spot.checked else "Off"
    if name not in sheet.names:
        drawn = "0.08 w 0.05 0.05 0.9 0.9 re S" + (" 0.2 0.2 m 0.8 0.8 l S 0.2 0.8 m 0.8 0.2 l S" if spot.checked else "")
        sheet.names[name] = sheet.appearance(drawn, "0 0 1 1")
        sheet.resources.setdefault("XObject", {})[name] = f"{sheet.names[name]} 0 R"
    sheet.content.append(f"q {SIDE} 0 0 {SIDE} {spot.x} {HEIGHT - spot.y - SIDE} cm /{name} Do Q")


def pattern(sheet: Sheet, spot: Spot) -> None:
    """Marked boxes filled with a hatching."""
    if "hatch" not in sheet.names:
        sheet.names["hatch"] = sheet.stream(
            "0.5 w 0 0 m 3 3 l S", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 3 3] /XStep 3 /YStep 3 /Resources << >>"
        )
        sheet.resources["Pattern"] = {"P1": f"{sheet.names['hatch']} 0 R"}
    fill = "/Pattern cs /P1 scn" if spot.checked else "1 g"
    sheet.content.append(f"q {fill} 0.8 w {spot.x} {HEIGHT - spot.y - SIDE} {SIDE} {SIDE} re B Q")


def bold(sheet: Sheet, spot: Spot) -> None:
    """Everything set twice, a little aside, to look bold."""
    for shift in (0.0, 0.3):
        sheet.content.append(text(spot.x + shift, spot.y + 8, "n" if spot.checked else "o", 10, "FZ"))


def white_x(sheet: Sheet, spot: Spot) -> None:
    """A white X in every empty box: nobody sees it."""
    with_pen(rectangle, cross)(sheet, spot)
    if not spot.checked:
        sheet.content.append(f"q 1 g {text(spot.x + 1.6, spot.y + 7.6, 'X', 9)} Q")


def invisible_x(sheet: Sheet, spot: Spot) -> None:
    """An invisible X in every empty box."""
    with_pen(rectangle, cross)(sheet, spot)
    if not spot.checked:
        sheet.content.append(f"q 3 Tr {text(spot.x + 1.6, spot.y + 7.6, 'X', 9)} 0 Tr Q")


def covered_x(sheet: Sheet, spot: Spot) -> None:
    """An X in every empty box that a white rectangle covers."""
    if spot.checked:
        with_pen(rectangle, cross)(sheet, spot)
        return
    sheet.content.append(text(spot.x + 1.6, spot.y + 7.6, "X", 9))
    sheet.content.append(f"q 1 g 0.8 w {spot.x} {HEIGHT - spot.y - SIDE} {SIDE} {SIDE} re B Q")


private = named("ABCDEF+Wingdings-Regular", {"FE": "F0FE", "A8": "F0A8"})
unknown = type3({"61": "E001", "62": "E002"})

KINDS: tuple[Kind, ...] = (
    kind("wingdings", "Wingdings, not embedded, without Unicode", codes("FW", "FE", "A8", named("Wingdings"))),
    kind(
        "wingdings-private",
        "Wingdings with Unicode in the private area",
        codes("FW", "FE", "A8", named("ABCDEF+Wingdings-Regular", {"FE": "F0FE", "A8": "F0A8"})),
        CELLS,
    ),
    kind("wingdings-latin", "Wingdings whose Unicode is that of the letters", codes("FW", "FD", "6F", named("Wingdings", {"FD": "00FD", "6F": "006F"}))),
    kind("wingdings-2", "Wingdings 2, not embedded", codes("FW", "52", "A3", named("Wingdings2"))),
    kind("zapfdingbats-squares", "ZapfDingbats: a black square and a white one", codes("FX", "6E", "6F", lambda sheet: "6 0 R")),
    kind("zapfdingbats-shadowed", "ZapfDingbats: a black square and a shadowed white one", codes("FX", "6E", "71", lambda sheet: "6 0 R")),
    kind("type3", "a Type 3 font without Unicode", codes("FT", "62", "61", type3())),
    kind("type3-cells", "a Type 3 font without Unicode, in cells of their own", codes("FT", "62", "61", type3()), CELLS),
    kind("type3-unicode", "a Type 3 font with Unicode", codes("FT", "62", "61", type3({"61": "2610", "62": "2612"}))),
    kind("type3-liar", "a font whose empty and marked box have the same Unicode", codes("FT", "62", "61", type3({"61": "25A1", "62": "25A1"}))),
    kind("type3-private", "a font whose boxes have Unicode of the private area that no chart tells", codes("FT", "62", "61", unknown)),
    kind("double-set", "black and white squares set twice to look bold", bold),
    kind("image-1-bit", "bitmaps of one bit", picture(BITS, lambda rows: bits(rows, 0))),
    kind(
        "image-inverted",
        "bitmaps with an inverted /Decode",
        picture(f"{BITS} /Decode [1 0]", lambda rows: bits(rows, 1)),
        CELLS,
    ),
    kind("image-stencil", "stencil masks", picture("/ImageMask true /BitsPerComponent 1 /Decode [1 0]", lambda rows: bits(rows, 1))),
    kind("image-gray", "bitmaps of eight bits", picture(GRAY, gray)),
    kind("image-soft-mask", "black bitmaps with a soft mask", picture(GRAY, lambda rows: bytes(ROWS * ROWS), masked)),
    kind("image-turned", "bitmaps turned by a quarter", picture(GRAY, gray, cm="0 1 -1 0 1 0 cm")),
    kind("image-inline", "inline images", inline),
    kind("image-jpeg", "JPEG pictures", jpeg),
    kind("form-object", "form XObjects", form_object),
    kind("pattern-fill", "boxes filled with a hatching", pattern),
    kind("white-text", "white letters in the empty boxes", white_x),
    kind("invisible-text", "invisible letters in the empty boxes", invisible_x),
    kind("covered-text", "letters in the empty boxes under a white rectangle", covered_x),
)
