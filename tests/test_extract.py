"""The Python face."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor import extract
from extractor.errors import Unreadable
from tests.golden import SAMPLES

MARKDOWN = SAMPLES / "cbp-ecommerce.md"


def test_a_path_its_bytes_and_an_open_file_give_the_same_record() -> None:
    (by_path,) = extract(MARKDOWN)
    (by_bytes,) = extract(MARKDOWN.read_bytes(), name=MARKDOWN.name)
    with MARKDOWN.open("rb") as file:
        (by_file,) = extract(file, name=MARKDOWN.name)
    assert by_path == by_bytes == by_file


def test_bytes_without_a_name_are_called_document() -> None:
    (record,) = extract(MARKDOWN.read_bytes())
    assert record.source.name == "document"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"no form\n", "not-a-form"), (b"%PDF-1.7 and nothing more", "damaged"), (b"GIF89a" + bytes(99), "unsupported")]
)
def test_what_gives_no_record_raises_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(data)
    assert caught.value.code == code
    assert "\n" not in caught.value.message


def test_a_missing_path_raises_not_found(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(tmp_path / "missing.docx")
    assert caught.value.code == "not-found"


def test_a_markdown_form_loads_no_engine_of_another_format() -> None:
    code = (
        "import sys; from extractor import extract; extract(sys.argv[1]);"
        "print([m for m in ('pypdfium2', 'pypdfium2_raw', 'bs4', 'docx', 'pdfplumber', 'babel', 'dateparser', 'pycountry') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(MARKDOWN)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
