"""Any valid record, rendered as a form in any way and read again, gives the same values."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extractor import extract, office
from extractor.render import FORMATS, MARKS, Format, render
from tests.render.records import Example, check, drawn, fresh_seed, kept
from tests.strategies import PRINTED

# WCO_FORMS_THOROUGH is how many new records each way of rendering is tried with, and WCO_FORMS_SEED repeats such a run; without it those in the file are
# used, which are always the same.
THOROUGH = int(os.environ.get("WCO_FORMS_THOROUGH", "0"))
SEED = int(os.environ.get("WCO_FORMS_SEED", "0")) or fresh_seed()

WAYS: list[tuple[Format, str]] = [(to, marks) for to in FORMATS if to != "pdf" for marks in MARKS[to]]
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def read_again(data: bytes) -> Any:
    (record,) = extract(data)
    return record.case_study.model_dump()


def differences(wanted: Any, read: Any, pointer: str = "") -> list[tuple[str, Any, Any]]:
    """(pointer, wanted, read) of each value that differs."""
    if isinstance(wanted, dict):
        return [found for key, value in wanted.items() for found in differences(value, read[key], f"{pointer}/{key}")]
    return [] if wanted == read else [(pointer, wanted, read)]


@pytest.mark.parametrize(("to", "marks"), WAYS)
def test_what_is_rendered_is_read(to: Format, marks: str) -> None:
    def read(example: Example) -> None:
        data = render(example.study, to, marks=marks, language=example.language, boxes=example.boxes)
        assert differences(example.study.model_dump(), read_again(data)) == []

    if THOROUGH:
        print(f"WCO_FORMS_SEED={SEED}")
        check(THOROUGH, SEED, read)
    for example in kept():
        read(example)


@pytest.mark.skipif(office.program() is None, reason="needs LibreOffice: apt install libreoffice-writer")
def test_what_libreoffice_prints_is_read() -> None:
    printed(lambda examples: office.convert_all([rendered(each, "docx") for each in examples], "docx", "pdf:writer_pdf_Export", seconds=60 + len(examples)))


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt install chromium")
def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    printed(lambda examples: [print_page(rendered(each, "html"), tmp_path) for each in examples])


def rendered(example: Example, to: Format) -> bytes:
    return render(example.study, to, language=example.language, boxes=example.boxes)


def printed(make: Callable[[Sequence[Example]], list[bytes]]) -> None:
    """Print records and read them; where paragraphs end is a matter of gaps on paper, and is not compared."""
    examples = kept(printed=True)
    if THOROUGH:
        print(f"WCO_FORMS_SEED={SEED}")
        examples += drawn(THOROUGH, SEED, PRINTED)
    found = [
        differences(_on_one_line(example.study.model_dump()), _on_one_line(read_again(data))) for example, data in zip(examples, make(examples), strict=True)
    ]
    assert [each for each in found if each] == []


def _on_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _on_one_line(inner) for key, inner in value.items()}
    return re.sub(r"\s+", " ", value) if isinstance(value, str) else value


def print_page(page: bytes, folder: Path) -> bytes:
    """A page as Chromium prints it, with no way to the network."""
    assert CHROMIUM is not None
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    made.unlink(missing_ok=True)
    offline = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--proxy-server=127.0.0.1:9", "--no-first-run"]
    shown = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'profile'}"]
    command = [CHROMIUM, *shown, *offline, f"--print-to-pdf={made}", source.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return made.read_bytes()
