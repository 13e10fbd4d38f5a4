"""What a Word 97-2003 document says is said again as DOCX."""

from __future__ import annotations

import struct

import pytest

from extractor.document import Document, lines_of
from extractor.errors import Unreadable
from extractor.handed_on import HandedOn
from extractor.readers import read
from tests.readers.doc_file import (
    BOLD,
    DELETED,
    DEPTH,
    FONT,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW,
    LIST,
    OBJECT,
    PICTURE,
    ROW_END,
    Doc,
    Piece,
    row,
    sprm,
    symbol,
)
from tests.readers.docx.test_marks import morph
from tests.readers.test_rtf import shape


def document(doc: Doc) -> Document:
    handed = read(doc.packed())
    assert isinstance(handed, HandedOn)
    assert handed.media_type == "application/msword"
    ((rendition,),) = [part.renditions for part in handed.parts]
    inner = read(rendition.data, rendition.media_type)
    assert isinstance(inner, Document)
    return inner


def lines(*pieces: Piece) -> list[str]:
    return [line.text for line in lines_of(document(Doc(list(pieces))).blocks)]


def text(content: str, properties: bytes = b"", end: str = "\r") -> Piece:
    return Piece(((content, b""),), properties, end)


def test_text_and_what_no_reader_of_the_page_sees() -> None:
    runs = (("Café “x” ", b""), ("hidden", sprm(HIDDEN, 1)), ("gone", sprm(DELETED, 1)), ("non\x1ebreaking", sprm(BOLD, 1)), ("\x02", b""))
    assert lines(Piece(runs), text("two\x0blines")) == ["Café “x” non‑breaking", "two", "lines"]


def test_more_text_than_one_page_of_properties_holds() -> None:
    pieces = [Piece(((f"{number} ", b""), ("bold", sprm(BOLD, 1)))) for number in range(200)]
    found = list(lines_of(document(Doc(pieces)).blocks))
    assert [line.text for line in found] == [f"{number} bold" for number in range(200)]


def test_symbols() -> None:
    piece = Piece((("(", symbol(1, 0xF0FE)), (" A ", b""), ("\uf0a8", sprm(FONT, 1)), (" B ", b""), ("þ", sprm(FONT, 1)), (" C", b"")))
    (line,) = lines_of(document(Doc([piece])).blocks)
    assert line.text == "\ufffc A \ufffc B \ufffc C"
    assert [mark.checked for mark in line.marks] == [True, False, True]


@pytest.mark.parametrize(("checked", "default", "state"), [(1, 0, True), (0, 1, False), (25, 1, True), (25, 0, False)])
def test_form_fields(checked: int, default: int, state: bool) -> None:
    doc = Doc()
    data = doc.form_field(checked, default)
    doc.pieces.append(Piece((("\x13 FORMCHECKBOX ", b""), ("\x01", data), ("\x14\x15 A", b""))))
    (line,) = lines_of(document(doc).blocks)
    assert (line.text, [mark.checked for mark in line.marks]) == ("\ufffc A", [state])


def test_a_form_field_without_its_data_says_nothing_of_its_state() -> None:
    (line,) = lines_of(document(Doc([text("\x13 FORMCHECKBOX \x14\x15 A")])).blocks)
    assert [mark.checked for mark in line.marks] == [None]


def test_a_field_shows_its_result() -> None:
    (line,) = lines_of(document(Doc([text('\x13 HYPERLINK "https://www.toll.no" \x14VOEC\x15 page')])).blocks)
    assert line.text == "VOEC page"
    assert [link.target for link in line.links] == ["https://www.toll.no"]


def test_tables_in_tables() -> None:
    outer = sprm(IN_TABLE, 1)
    inner = outer + sprm(DEPTH, 2)
    pieces = (
        text("A", outer, "\x07"),
        text("De Minimis", outer),
        text("Gift", inner + sprm(INNER_CELL, 1)),
        text("none", inner + sprm(INNER_CELL, 1)),
        text("", inner + sprm(INNER_CELL, 1) + sprm(INNER_ROW, 1) + row([0, 1000, 2000])),
        text("after", outer, "\x07"),
        text("", outer + sprm(ROW_END, 1) + row([0, 3000, 6000]), "\x07"),
        text("wide", outer, "\x07"),
        text("", outer + sprm(ROW_END, 1) + row([0, 6000]), "\x07"),
        text("end"),
    )
    assert shape(document(Doc(list(pieces))).blocks) == [[[["A"], ["De Minimis", [[["Gift"], ["none"]]], "after"]], [["wide"]]], "end"]


def test_merged_cells() -> None:
    outer = sprm(IN_TABLE, 1)
    first = outer + sprm(ROW_END, 1) + row([0, 2000, 4000], [0x60])
    second = outer + sprm(ROW_END, 1) + row([0, 2000, 4000], [0x20])
    pieces = [text(t, outer, "\x07") if t != "|" else text("", first if n < 3 else second, "\x07") for n, t in enumerate(["a", "b", "|", "", "c", "|"])]
    (table,) = document(Doc([*pieces, text("end")])).blocks[:1]
    assert shape((table,)) == [[[["a"], ["b"]], [["c"]]]]


def test_lists_text_boxes_and_running_headers() -> None:
    doc = Doc([text("item", sprm(LIST, 1)), text("\x08before")], running=["Norway"], boxes=[((3000, 900), [text("in the box")])])
    found = document(doc)
    assert [(line.bullet, line.text) for line in lines_of(found.blocks) if line.bullet] == [("-", "item")]
    assert {line.text for line in lines_of(found.blocks)} == {"item", "before", "in the box"}
    assert [line.text for line in found.furniture] == ["Norway"]


def test_text_boxes_in_running_headers() -> None:
    doc = Doc([text("text")], running=["\x08"], header_boxes=[text("Norway")])
    found = document(doc)
    assert [[line.text for line in lines] for lines in (lines_of(found.blocks), found.furniture)] == [["text"], ["Norway"]]


CONTROL = sprm(OBJECT, 1) + sprm(PICTURE, 7)


@pytest.mark.parametrize(
    ("data", "shown", "state"),
    [(morph("1", "Gift"), "\ufffc Gift A", True), (morph("0", "")[16:], "\ufffc A", False), (morph("", ""), "\ufffc A", None), (b"", "\ufffc A", None)],
)
@pytest.mark.parametrize("at", ["\x14", "\x01"])
def test_a_check_box_that_is_an_embedded_control(data: bytes, shown: str, state: bool | None, at: str) -> None:
    runs = [("\x13 CONTROL Forms.CheckBox.1 \\s ", b""), *((each, CONTROL if each == at else b"") for each in "\x14\x01\x15"), (" A", b"")]
    (line,) = lines_of(document(Doc([Piece(tuple(runs))], controls={7: data})).blocks)
    assert (line.text, [mark.checked for mark in line.marks]) == (shown, [state])


def test_a_control_in_a_frame_of_its_own_stands_in_the_line() -> None:
    frame = [Piece((("\x13 CONTROL Forms.CheckBox.1 \\s ", b""), ("\x14", CONTROL), ("\x01\x15", b"")))]
    doc = Doc([Piece((("A \x13 SHAPE \x14\x08", b""), ("\x01", sprm(PICTURE, 0)), ("\x15", b"")))], boxes=[((226, 226), frame)], controls={7: morph("1", "")})
    doc.data = struct.pack("<iH", 68, 68) + bytes(22) + struct.pack("<hhHH", 226, 226, 1000, 1000) + bytes(32)
    (line,) = lines_of(document(doc).blocks)
    assert (line.text, [mark.checked for mark in line.marks]) == ("A \ufffc", [True])


def test_footnotes_stand_beside_the_text() -> None:
    found = document(Doc([text("seen\x02")], running=["Norway"], footnote="since 2019"))
    assert [[line.text for line in lines] for lines in (lines_of(found.blocks), found.remarks, found.furniture)] == [["seen"], ["since 2019"], ["Norway"]]


def test_a_shape_as_large_as_a_box_may_be_ticked_or_not() -> None:
    (line,) = lines_of(document(Doc([text("\x08 A")], boxes=[((226, 226), [text("")])])).blocks)
    assert (line.text, [mark.checked for mark in line.marks]) == ("\ufffc A", [None])


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def test_what_cannot_be_read() -> None:
    whole = Doc([text("text " * 900)]).packed()
    assert code_of(Doc([text("text")], flags=0x0100).packed()) == "encrypted"
    assert code_of(whole.replace("text ".encode("utf-16-le") * 30, bytes(300), 1)) == "damaged"


def test_a_document_of_before_word_97_needs_an_outside_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.office.program", lambda: None)
    with pytest.raises(Unreadable) as caught:
        read(b"\xdb\xa5-\0" + bytes(600))
    assert caught.value.code == "unsupported"
    assert "apt install libreoffice-writer" in caught.value.message
