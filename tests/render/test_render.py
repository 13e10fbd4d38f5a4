"""The commands as an editor runs them, and that nothing of the renderer knows one particular form."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from extractor import extract, office
from extractor.cli import main
from extractor.render import BLANK_FORMATS, FORMATS, MARKS, Format, RenderError, blank, render
from extractor.render.building import layout_of
from extractor.render.layout import Choices, Table, with_boxes
from schemas.ecommerce import CaseStudy
from schemas.form import At, Form, Grid, Heading, OtherOption, printed
from schemas.values import Checked, Markdown, PartialDate, UnlistedOption
from tests.golden import SAMPLES

RECORD = SAMPLES / "cbp.html.expected.json"
STUDY = CaseStudy.model_validate(json.loads(RECORD.read_text(encoding="utf-8"))["case_study"])
WAYS = [(to, marks, boxes) for to in FORMATS if to != "pdf" for marks in MARKS[to] for boxes in ("before", "after")]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize(("to", "marks", "boxes"), WAYS)
def test_a_rendered_record_is_read_again(to: Format, marks: str, boxes: str, language: str) -> None:
    (record,) = extract(render(STUDY, to, marks=marks, language=language, boxes=boxes))  # type: ignore[arg-type]
    assert record.case_study == STUDY


@pytest.mark.skipif(office.program() is None, reason="needs LibreOffice: apt install libreoffice-writer")
def test_a_record_is_printed() -> None:
    data = render(STUDY, "pdf")
    assert data.startswith(b"%PDF-")
    (record,) = extract(data)
    assert record.case_study == STUDY


@pytest.mark.parametrize("to", ["docx", "html", "md"])
def test_the_same_record_gives_the_same_bytes(to: Format) -> None:
    assert render(STUDY, to) == render(STUDY, to)


class Goods(Grid):
    parcels: Annotated[Checked, printed("Parcels", fr="Colis")] = None
    letters: Annotated[Checked, printed("Letters")] = None
    other: Annotated[Checked, OtherOption(), printed("Other")] = None
    unlisted: tuple[UnlistedOption, ...] = ()
    other_text: str | None = None


class Survey(Form, id="survey", version="2"):
    headings: ClassVar[tuple[Heading, ...]] = (Heading(printed("A survey"), At(0), title=True),)
    day: Annotated[PartialDate | None, At(1, "left"), printed("Day of the survey")] = None
    goods: Annotated[Goods, At(1, "right"), printed("Goods seen")] = Goods()
    remarks: Annotated[Markdown | None, At(2), printed("Remarks", fr="Remarques")] = None


@pytest.mark.parametrize("to", ["docx", "html", "md"])
def test_another_form_is_rendered_from_its_declaration(to: Format) -> None:
    survey = Survey(day=PartialDate(text="May 2019"), goods=Goods(parcels=True, letters=False), remarks="- One\n- Two")
    data = render(survey, to, language="fr")
    if to == "docx":
        import docx

        (first, second) = docx.Document(io.BytesIO(data)).tables
        shown = [[cell.text for cell in row.cells] for table in (first, second) for row in table.rows]
        assert shown[0] == ["Day of the survey", "Goods seen"]
        assert shown[2][0] == "Remarques"
    else:
        text = data.decode()
        assert [label for label in ("Day of the survey", "May 2019", "Goods seen", "Colis", "Remarques", "Two") if label not in text] == []


@pytest.mark.parametrize("to", BLANK_FORMATS)
def test_another_blank_form_is_made(to: Format) -> None:
    assert len(blank(Survey, to)) > 1000


def test_a_layout_can_be_changed_as_data() -> None:
    (table,) = with_boxes(layout_of(CaseStudy, STUDY), "after").blocks
    assert isinstance(table, Table)
    grids = [block for row in table.rows for cell in row.cells for block in cell.blocks if isinstance(block, Choices)]
    assert len(grids) == 4
    assert {grid.boxes for grid in grids} == {"after"}


# --- the commands ------------------------------------------------------------------------------------------------------------------------------


def test_render_writes_a_file(tmp_path: Path) -> None:
    assert main(["render", str(RECORD), "--to", "docx", "--out", str(tmp_path / "form.docx")]) == 0
    (record,) = extract(tmp_path / "form.docx")
    assert record.case_study == STUDY


def test_text_goes_to_the_standard_output_and_a_record_comes_from_the_standard_input(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RECORD.read_bytes())))
    assert main(["render", "-", "--to", "md"]) == 0
    (record,) = extract(capfdbinary.readouterr().out)
    assert record.case_study == STUDY


def test_blank_writes_a_file(tmp_path: Path) -> None:
    assert main(["blank", "--to", "pdf", "--language", "fr", "--out", str(tmp_path / "form.pdf")]) == 0
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF-")


WRONG = [
    (["--to", "docx"], b"", 2, "--out FILE"),
    (["--to", "md", "--marks", "legacy"], b"", 2, "it has brackets, glyph"),
    (["--to", "md"], b"{", 2, "not JSON"),
    (["--to", "md"], b"[]", 2, "no “form”"),
    (["--to", "md"], b'{"form": {"id": "other"}, "case_study": {}}', 2, "“other”"),
    (["--to", "md"], b'{"form": {"id": "wco-ecommerce-case-study", "version": "1"}, "case_study": {"title": 3}}', 2, "/case_study/title"),
    (["--to", "md", "--out", "/nowhere/form.md"], b"", 4, "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "content", "code", "said"), WRONG)
def test_what_is_wrong_is_said(arguments: list[str], content: bytes, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content or RECORD.read_bytes())
    assert main(["render", str(path), *arguments]) == code
    assert said in capsys.readouterr().err


def test_a_record_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "nowhere.json", "--to", "md"]) == 2
    assert "nowhere.json cannot be opened" in capsys.readouterr().err


def test_a_folder_is_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(tmp_path), "--to", "md"]) == 2
    assert "is a folder: give one of the records in it" in capsys.readouterr().err


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(RenderError, match="apt install libreoffice-writer"):
        render(STUDY, "pdf")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_package(*_: object) -> None:
        raise ModuleNotFoundError(name="markdown_it")

    monkeypatch.setattr("extractor.render.building.layout_of", without_package)
    with pytest.raises(RenderError, match=r"pip install 'wco-forms\[render\]'"):
        render(STUDY, "md")
