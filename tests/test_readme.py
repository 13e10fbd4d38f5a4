"""What the README says works: its commands run, its excerpt of a record is one."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main
from tests.golden import SAMPLES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip() for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines() if line.startswith("wco-forms ")
]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds what the README's commands name."""
    (tmp_path / "samples").symlink_to(SAMPLES)
    shutil.copy(SAMPLES / "cbp-content-controls.docx", tmp_path / "form.docx")
    shutil.copy(SAMPLES / "cbp-word.pdf", tmp_path / "form.pdf")
    (tmp_path / "records").mkdir()
    shutil.copy(SAMPLES / "cbp.html.expected.json", tmp_path / "records" / "form.docx.json")
    (tmp_path / "submissions").mkdir()
    shutil.copy(SAMPLES / "cbp.html", tmp_path / "submissions" / "cbp.html")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)[1:]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) >= 4


def test_the_excerpt_is_of_the_record(workplace: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", README, re.S)
    assert main(["convert", "samples/cbp-ecommerce.md", "--out", "out"]) == 0
    record = json.loads((workplace / "out" / "cbp-ecommerce.md.json").read_text(encoding="utf-8"))
    _assert_within(json.loads(block), record)


def _assert_within(excerpt: Any, whole: Any) -> None:
    """Every value of the excerpt stands in the whole; "…" stands for what is left out."""
    if isinstance(excerpt, dict):
        for key, value in excerpt.items():
            _assert_within(value, whole[key])
    elif isinstance(excerpt, list) and excerpt and isinstance(excerpt[0], dict):
        for item in excerpt:
            assert any(all(entry.get(key) == value for key, value in item.items()) for entry in whole), item
    elif excerpt != "…":
        assert excerpt == whole


def test_the_python_example_runs(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(block, {})
    assert capsys.readouterr().out.startswith("CBP Establishes New E-Commerce")
