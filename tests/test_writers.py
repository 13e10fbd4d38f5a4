"""The generated schema, and a record for a person to read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor import extract
from extractor.cli import main
from extractor.writers import json_schema
from extractor.writers.text import as_text
from tests.test_checks import FORM


def test_stale_schemas_are_told_and_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(json_schema, "PUBLISHED", tmp_path / "published")
    monkeypatch.setattr(sys, "argv", ["json_schema", "--check"])
    assert json_schema.main() == 1
    assert "run `make schema`" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["json_schema"])
    assert json_schema.main() == 0
    monkeypatch.setattr(sys, "argv", ["json_schema", "--check"])
    assert json_schema.main() == 0


def test_a_record_as_text_shows_what_the_form_does_not_print() -> None:
    text = (
        FORM.replace("- [ ] Other:\n\n**Date", "- [x] Freight forwarders\n- [x] Other: platforms\n\n**Date")
        .replace("12 September 2016", "soon")
        .replace("| Gift | NOK 1 000 |", "| Gift | a few |")
    )
    shown = as_text(extract(text.encode())[0])
    assert "[x] Freight forwarders (not on the printed form)" in shown
    assert "[x] Other: platforms" in shown
    assert "Date of implementation: soon → not read" in shown
    assert "Gift: a few → not read" in shown
    assert "error: unparsed-date /implementation_date" in shown
    assert "Under several prompts:" in shown


def test_show_takes_one_form_and_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path)]) == 2
    assert "convert takes folders" in capsys.readouterr().err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("wco-forms")


def test_a_run_of_several_shows_a_bar_on_a_terminal_and_none_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(FORM + name, encoding="utf-8")
    arguments = ["convert", str(tmp_path / "a.md"), str(tmp_path / "b.md"), "--out", str(tmp_path / "out")]
    main(arguments)
    assert "form/s" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main(arguments)
    assert "0/2" in capsys.readouterr().err
