"""What RTF says is said again as DOCX: alphabets, symbol fonts, form fields, tables, lists, text boxes."""

from __future__ import annotations

import pytest

from extractor.document import Block, Document, Line, Table, lines_of
from extractor.errors import Unreadable
from extractor.handed_on import HandedOn
from extractor.readers import read
from tests.conformance.word_glyphs import picture
from tests.readers.compound import compound
from tests.readers.docx.test_marks import morph

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset204 Arial;}{\f3\fcharset2 Symbol;}}"


def document(body: str, before: str = FONTS) -> Document:
    handed = read((r"{\rtf1\ansi\ansicpg1252\deff0" + before + "\n" + body + "}").encode("latin-1"))
    assert isinstance(handed, HandedOn)
    ((rendition,),) = [part.renditions for part in handed.parts]
    inner = read(rendition.data, rendition.media_type)
    assert isinstance(inner, Document)
    return inner


def lines(body: str, before: str = FONTS) -> list[str]:
    return [line.text for line in lines_of(document(body, before).blocks)]


def states(body: str) -> list[bool | None]:
    return [mark.checked for line in lines_of(document(body).blocks) for mark in line.marks]


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Lines as text, tables as rows of cells."""
    made: list[object] = []
    for block in blocks:
        if isinstance(block, Line):
            made.append(block.text)
        else:
            rows: dict[int, list[object]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(shape(cell.blocks))
            made.append(list(rows.values()))
    return made


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Caf\'e9 \lquote a\rquote \endash\~b\par", "Café ‘a’– b"),
        (r"\u8364?5 and \uc0\u8364 5 and {\uc2\u26085\'93\'fax}\par", "€5 and €5 and 日x"),
        (r"{\f2 \'cd\'ee\'f0} Nor\par", "Нор Nor"),
        (r"\u-10179?\u-8704?\par", "😀"),
        (r"seen{\v hidden}{\*\unknown text}{\footnote note}{\*\annotation note}{\deleted gone}\par", "seen"),
        ("a line\nthat goes on\\par", "a linethat goes on"),
        (r"\bin3 }}}after\par", "after"),
        (r"{\upr{Caf?}{\*\ud{Caf\u233?}}}\par", "Café"),
        (r'{\field{\*\fldinst HYPERLINK "https://www.toll.no"}{\fldrslt VOEC}}\par', "VOEC"),
        (r"no end of the paragraph", "no end of the paragraph"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert lines(body) == [text]


def test_a_font_table_without_braces() -> None:
    assert lines(r"\f1 \'fe\f0  A\par", r"{\fonttbl\f0\fswiss\fcharset0 Helvetica;\f1\fnil\fcharset2 Wingdings;}") == ["\ufffc A"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (r"{\f1 \'fe} A {\f1 \'a8} B {\f1\u-3842 ?} C {\f1\u-3928 ?} D\par", [True, False, True, False]),
        (r"{\field{\*\fldinst SYMBOL 254 \\f Wingdings}{\fldrslt}} A\par", [True]),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffhps20\ffdefres0}}}{\fldrslt}} A\par", [True]),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}} A\par", [True]),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}}{\fldrslt}} A\par", [False]),
        (r"{\field{\*\fldinst FORMCHECKBOX}{\fldrslt}} A\par", [None]),
        (r"\u9746? A \u9744? B\par", [True, False]),
    ],
)
def test_marks(body: str, found: list[bool | None]) -> None:
    assert states(body) == found


def test_the_chosen_entry_of_a_list() -> None:
    assert lines(r"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl no}{\*\ffl yes}}}}{\fldrslt}}\par") == ["yes"]


def test_tables_in_tables() -> None:
    row = r"\trowd\cellx3000\cellx6000"
    inner = r"\pard\intbl\itap2 Gift\nestcell none\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}"
    body = rf"{row}\pard\intbl A\cell De Minimis\par{inner}\pard\intbl after\cell\row\trowd\cellx6000\pard\intbl wide\cell\row\pard end\par"
    assert shape(document(body).blocks) == [[[["A"], ["De Minimis", [[["Gift"], ["none"]]], "after"]], [["wide"]]], "end"]


def test_a_table_in_a_cell_leaves_the_row_round_it_as_it_was_defined() -> None:
    inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx900\cellx1800\nestrow}{\nonesttables\par}"
    first = r"\trowd\cellx3000\cellx6000\pard\intbl a\cell " + inner + r"\pard\intbl\cell\row"
    (table,) = document(first + r"\trowd\cellx3000\cellx6000\pard\intbl c\cell d\cell\row\pard").blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.column, cell.column_span) for cell in table.cells] == [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]


@pytest.mark.parametrize(("mark", "state"), [("x", True), ("", False)])
def test_a_picture_as_small_as_a_box(mark: str, state: bool) -> None:
    png = r"{\pict\picwgoal240\pichgoal240\pngblip " + picture(mark).hex() + "}"
    assert states(rf"{{\*\shppict{png}}}{{\nonshppict{{\pict\wmetafile8 0000}}}} A\par") == [state]


def test_a_picture_that_cannot_be_looked_at_may_be_a_box_of_any_state() -> None:
    assert states(r"{\pict\picwgoal240\pichgoal240\wmetafile8 0000} A\par") == [None]
    assert states(r"{\pict\picwgoal2400\pichgoal2400\wmetafile8 0000} A\par") == []


def test_merged_cells() -> None:
    first = r"\trowd\clvmgf\cellx2000\clmgf\cellx4000\clmrg\cellx6000\pard\intbl a\cell b\cell\cell\row"
    second = r"\trowd\clvmrg\cellx2000\cellx4010\cellx6000\pard\intbl\cell c\cell d\cell\row"
    (table,) = document(first + second + r"\pard").blocks
    assert isinstance(table, Table)
    spans = {" ".join(line.text for line in lines_of(cell.blocks)): (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans == {"a": (2, 1), "b": (1, 2), "c": (1, 1), "d": (1, 1)}
    assert table.columns == 3


def test_lists_as_their_table_defines_them() -> None:
    tables = (
        FONTS
        + r"{\*\listtable{\list{\listlevel\levelnfc23{\leveltext\'01\u-3913 ?;}{\levelnumbers;}\f3}\listid7}"
        + r"{\list{\listlevel\levelnfc0\levelstartat3{\leveltext\'02\'00.;}{\levelnumbers\'01;}}\listid8}}"
        + r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}{\listoverride\listid8\listoverridecount0\ls2}}"
    )
    body = r"{\listtext\f3\'b7\tab}\ls1\ilvl0 a\par\pard{\listtext 3.\tab}\ls2 b\par{\listtext 4.\tab}c\par"
    found = list(lines_of(document(body, tables).blocks))
    assert [(line.bullet, line.number, line.text, line.marks) for line in found] == [("-", "", "a", ()), ("1.", "3", "b", ()), ("1.", "4", "c", ())]


def test_bullets_that_are_spelled_out() -> None:
    found = list(lines_of(document(r"{\pntext\f3\'B7\tab}{\*\pn\pnlvlblt\pnf3{\pntxtb\'B7}}a\par\pard b\par").blocks))
    assert [(line.bullet, line.text, line.marks) for line in found] == [("-", "a", ()), ("", "b", ())]


def test_notes_and_comments_stand_beside_the_text() -> None:
    found = document(r"one{\footnote \pard a note} two{\*\atnid A}{\*\annotation{\*\atndate 1}why?}\par")
    assert ([line.text for line in lines_of(found.blocks)], [line.text for line in found.remarks]) == (["one two"], ["a note", "why?"])


@pytest.mark.parametrize("object_", [r"{\object\objocx{\*\objclass Forms.CheckBox.1}{\*\objdata 01}{\result{\pict\picwgoal240\pichgoal240\wmetafile8 01}}}"])
@pytest.mark.parametrize("around", ["%s", r"{\field{\*\fldinst CONTROL Forms.CheckBox.1 \\s}{\fldrslt %s}}"])
def test_an_embedded_check_box_is_one_of_unknown_state(object_: str, around: str) -> None:
    assert states(around % object_ + r" Postal Operator\par") == [None]


@pytest.mark.parametrize(("value", "state"), [("1", True), ("0", False), ("", None)])
@pytest.mark.parametrize("around", ["%s", r"{\field{\*\fldinst CONTROL Forms.CheckBox.1 \\s}{\fldrslt %s}}"])
def test_an_embedded_check_box_with_its_data(value: str, state: bool | None, around: str) -> None:
    data = b"OLE's own words about what follows" + compound({"contents": morph(value, "Gift")[16:]})
    box = r"{\object\objocx{\*\objclass Forms.CheckBox.1}{\*\objdata " + data.hex() + r"}{\result{\pict\picwgoal240\pichgoal240\wmetafile8 01}}}"
    assert states(around % box + r" Postal Operator\par") == [state]


def test_text_after_the_end_is_damage() -> None:
    with pytest.raises(Unreadable) as caught:
        document(r"one\par} two\par")
    assert caught.value.code == "damaged"


def test_text_boxes_and_running_headers() -> None:
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard In the box\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext again}}}}"
    found = document(rf"{{\header Norway\par}}before{box}\par")
    assert sorted(line.text for line in lines_of(found.blocks)) == ["In the box", "before"]
    assert [line.text for line in found.furniture] == ["Norway"]


def test_the_date_of_the_last_change() -> None:
    found = document("text", r"{\info{\creatim\yr2001\mo1\dy1}{\revtim\yr2021\mo9\dy3\hr9}{\title not this}}")
    assert str(found.modified) == "2021-09-03"
    assert [line.text for line in lines_of(found.blocks)] == ["text"]


@pytest.mark.parametrize(("data", "code"), [(rb"{\rtf1\ansi text\par", "damaged"), (b"{\\rtf1" + b"{" * 9000, "too-large")])
def test_what_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code


def test_braces_after_the_end_are_no_text() -> None:
    handed = read(rb"{\rtf1 text\par}}}} more")
    assert isinstance(handed, HandedOn)
