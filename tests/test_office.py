"""LibreOffice converts, or says why not, and leaves neither files nor processes behind."""

from __future__ import annotations

import os
import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from extractor import office

RTF = rb"{\rtf1\ansi Goods are declared before they arrive.\par}"
needs_office = pytest.mark.skipif(office.program() is None, reason="needs LibreOffice: apt install libreoffice-writer")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def program(folder: Path, script: str) -> Path:
    """A program in the place of LibreOffice's."""
    path = folder / "bin" / "soffice"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@needs_office
def test_a_document_is_converted_and_nothing_fetched_or_left(folder: Path) -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = f"<p>Goods are declared.</p><img src='http://127.0.0.1:{server.server_port}/flag.png'>"
    try:
        assert "Goods are declared." in office.convert(page.encode(), "html", "txt:Text (encoded):UTF8", read_as="HTML (StarWriter)").decode("utf-8-sig")
    finally:
        server.shutdown()
        server.server_close()
    assert not asked
    assert not list(folder.iterdir())


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(office.OfficeError, match="apt install libreoffice-writer") as caught:
        office.convert(RTF, "rtf", "odt")
    assert caught.value.problem == "missing"


def test_a_failure_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", (str(program(folder, "exit 3")),))
    with pytest.raises(office.OfficeError, match="ended with 3") as caught:
        office.convert(RTF, "rtf", "odt")
    assert caught.value.problem == "failed"


def test_a_time_limit_ends_the_program_and_what_it_started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setattr(office, "_PROGRAMS", (str(program(folder, f"exec 3<>{pipe}; echo started >&3; sleep 60 & wait")),))
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(office.OfficeError, match=r"within 0\.5 seconds") as caught:
        office.convert(RTF, "rtf", "odt", seconds=0.5)
    assert caught.value.problem == "timed-out"
    os.set_blocking(reader, True)
    # The pipe ends only when nobody holds it any more: the program and its child.
    with os.fdopen(reader) as ended:
        assert ended.read() == "started\n"
    assert {path.name for path in folder.iterdir()} == {"bin", "pipe"}
