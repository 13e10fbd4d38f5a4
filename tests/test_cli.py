"""The command as its user runs it: files in, files out, exit codes, messages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from tests.golden import SAMPLES

MARKDOWN = SAMPLES / "cbp-ecommerce.md"


def convert(*inputs: Path | str, out: Path, arguments: tuple[str, ...] = ()) -> int:
    return main(["convert", *map(str, inputs), "--out", str(out), *arguments])


def rejections(out: Path) -> dict[str, str]:
    lines = (out / "rejections.ndjson").read_text(encoding="utf-8").splitlines()
    return {r["source"]["name"]: r["error"]["code"] for r in map(json.loads, lines)}


def test_a_form_becomes_a_file_of_its_name(tmp_path: Path) -> None:
    assert convert(MARKDOWN, out=tmp_path / "out") == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["cbp-ecommerce.md.json", "rejections.ndjson"]
    record = json.loads((tmp_path / "out" / "cbp-ecommerce.md.json").read_text(encoding="utf-8"))
    assert list(record) == ["form", "source", "status", "case_study", "diagnostics", "provenance"]
    assert record["source"]["name"] == "cbp-ecommerce.md"
    assert record["source"]["form"] == 1


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        convert(MARKDOWN, SAMPLES / "cbp-word.pdf", out=tmp_path / name)
    for first in (tmp_path / "a").iterdir():
        assert first.read_bytes() == (tmp_path / "b" / first.name).read_bytes()


def test_an_input_of_a_folder_keeps_its_path_below_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "2016" / "north").mkdir(parents=True)
    shutil.copy(MARKDOWN, tmp_path / "in" / "2016" / "north" / "form.md")
    assert convert(tmp_path / "in", out=tmp_path / "out") == 0
    record = json.loads((tmp_path / "out" / "2016" / "north" / "form.md.json").read_text(encoding="utf-8"))
    assert record["source"]["name"] == "2016/north/form.md"


def test_records_can_be_lines_of_one_file(tmp_path: Path) -> None:
    assert convert(MARKDOWN, SAMPLES / "cbp.html", out=tmp_path, arguments=("--format", "ndjson")) == 0
    lines = (tmp_path / "records.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["cbp-ecommerce.md", "cbp.html"]
    assert not list(tmp_path.glob("*.json"))


def test_bad_inputs_are_rejections_and_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    pdf = (SAMPLES / "cbp-word.pdf").read_bytes()
    docx = (SAMPLES / "cbp-content-controls.docx").read_bytes()
    files = {
        "empty.docx": b"",
        "cut.pdf": pdf[: len(pdf) // 3],
        "cut.docx": docx[: len(docx) // 2],
        "letter.txt": b"Dear Secretary General,\n\nPlease find nothing attached.\n",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "noise": bytes(range(256)) * 40,
    }
    for name, data in files.items():
        (inputs / name).write_bytes(data)
    shutil.copy(MARKDOWN, inputs / "form.md")
    assert convert(inputs, tmp_path / "missing.pdf", out=tmp_path / "out") == 3
    found = rejections(tmp_path / "out")
    assert found.pop("cut.pdf") in ("damaged", "not-a-form")
    assert found == {
        "empty.docx": "empty",
        "cut.docx": "damaged",
        "letter.txt": "not-a-form",
        "picture.png": "unsupported",
        "noise": "unsupported",
        "missing.pdf": "not-found",
    }
    assert (tmp_path / "out" / "form.md.json").exists()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len([line for line in captured.err.splitlines() if line.startswith("wco-forms: ")]) == 7
    assert "Traceback" not in captured.err
    assert "8 inputs, 1 forms: 1 valid, 0 invalid, 7 rejected" in captured.err


def test_a_document_that_breaks_a_limit_is_a_rejection_and_the_run_goes_on(tmp_path: Path) -> None:
    forms = (MARKDOWN, SAMPLES / "cbp-word.pdf")
    assert convert(*forms, out=tmp_path, arguments=("--timeout", "0.0001")) == 3
    assert rejections(tmp_path) == {"cbp-ecommerce.md": "timeout", "cbp-word.pdf": "timeout"}
    # In a process of its own: this one's heap has room that its children inherit.
    command = [sys.executable, "-m", "extractor.cli", "convert", *map(str, forms), "--out", str(tmp_path), "--memory", "8M"]
    assert subprocess.run(command, capture_output=True).returncode == 3
    assert set(rejections(tmp_path).values()) == {"out-of-memory"}
    assert convert(*forms, out=tmp_path, arguments=("--timeout", "300", "--memory", "1.5G")) == 0


@pytest.mark.parametrize("arguments", [("--timeout", "0"), ("--timeout", "soon"), ("--memory", "much"), ("--memory", "0"), ("--max-bytes", "-1")], ids=" ".join)
def test_a_limit_that_is_none_is_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        convert(MARKDOWN, out=tmp_path, arguments=arguments)
    assert stop.value.code == 2


def test_what_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    assert convert(loop, pipe, out=tmp_path / "out") == 3
    assert rejections(tmp_path / "out") == {"loop.md": "unreadable", "pipe.md": "unreadable"}


def test_a_form_that_is_invalid_gives_one(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(
        MARKDOWN.read_text(encoding="utf-8")
        .replace("September 12, 2016	", "")
        .replace("September 12, 2016\t\n", "\n")
        .replace("\nSeptember 12, 2016", "\n"),
        encoding="utf-8",
    )
    assert convert(form, out=tmp_path / "out") == 1
    record = json.loads((tmp_path / "out" / "form.md.json").read_text(encoding="utf-8"))
    assert record["status"] == "invalid"
    assert "missing-date" in [d["code"] for d in record["diagnostics"]]


def test_a_copy_has_no_record_of_its_own(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(MARKDOWN, inputs / "a.md")
    shutil.copy(MARKDOWN, inputs / "b.md")
    assert convert(inputs, out=tmp_path / "out") == 0
    assert [p.name for p in sorted((tmp_path / "out").glob("*.json"))] == ["a.md.json"]
    (line,) = (tmp_path / "out" / "copies.ndjson").read_text(encoding="utf-8").splitlines()
    copy = json.loads(line)
    assert (copy["source"]["name"], copy["same_as"]) == ("b.md", "a.md")


def test_two_files_of_one_name_are_wrong_usage_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "form.md").write_bytes(MARKDOWN.read_bytes() + folder.encode())
    assert convert(tmp_path / "a" / "form.md", tmp_path / "b" / "form.md", out=tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()
    assert "give the folder that holds them" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_gives_four(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file stands where the folder should")
    assert convert(MARKDOWN, out=tmp_path / "out") == 4
    assert "cannot be written" in capsys.readouterr().err


def test_a_second_run_forgets_records_that_are_no_longer_true(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    shutil.copy(MARKDOWN, form)
    convert(form, out=tmp_path / "out")
    form.write_text("no form any more")
    assert convert(form, out=tmp_path / "out") == 3
    assert not (tmp_path / "out" / "form.md.json").exists()


def test_show_prints_the_form_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(MARKDOWN)]) == 0
    shown = capsys.readouterr().out
    assert "cbp-ecommerce.md: valid" in shown
    assert "[x] Simplification of Procedures for e-commerce" in shown
    assert "[?] Other" in shown
    assert "Customs Duty: $ 800 USD → 800 USD" in shown
    assert "Michael B. Walsh · Director, IPR Division · Michael.B.Walsh@CBP.DHS.gov" in shown


def test_show_says_why_a_file_is_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir,\n\nthis is a letter.\n")
    assert main(["show", str(letter)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "not-a-form" in captured.err


@pytest.mark.parametrize("command", ["convert", "show"])
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "exit codes:" in shown
