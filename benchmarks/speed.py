"""How long one form takes, per format: warm in one process, and from the shell; PDF beside pdfplumber and pdfium's floor, DOCX beside mammoth.

    python -m benchmarks.speed [FILE ...]        default: the samples

Each figure is the median of interleaved rounds (every engine once a round), so that a busy machine slows all of them alike. Read the ratios.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.forms import forms_of
from extractor.readers import DOCX, PDF, media_type_of, read
from schemas.ecommerce import CaseStudy

SAMPLES = Path(__file__).parent.parent / "samples"
ROUNDS = 15


def whole_line(data: bytes) -> None:
    """Everything: bytes to record."""
    extract(data, name="form")


def reader_only(data: bytes) -> None:
    """Bytes to document."""
    read(data)


def pdfplumber_all(data: bytes) -> None:
    """Plain pdfplumber: words, tables, annotations of every page."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.extract_tables()
            _ = page.annots


def pdfium_floor(data: bytes) -> None:
    """pdfium: open, load each page, load its text. Nothing that reads a PDF with it can take less."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for number in range(len(pdf)):
        page = pdf[number]
        page.get_textpage().get_text_range()
    pdf.close()


def mammoth_html(data: bytes) -> None:
    """mammoth: DOCX to HTML."""
    import io

    import mammoth

    mammoth.convert_to_html(io.BytesIO(data))


PEERS: dict[str, dict[str, Callable[[bytes], None]]] = {PDF: {"pdfplumber": pdfplumber_all, "pdfium floor": pdfium_floor}, DOCX: {"mammoth": mammoth_html}}


def medians(files: list[bytes], engines: dict[str, Callable[[bytes], None]]) -> dict[str, float]:
    """Engine → median milliseconds a file, over interleaved rounds after one that warms up."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    for round_ in range(ROUNDS + 1):
        for name, engine in engines.items():
            for data in files:
                start = time.perf_counter()
                engine(data)
                if round_:
                    times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def from_the_shell(path: Path, rounds: int = 7) -> float:
    """Median milliseconds of a whole process: start-up, one form, its record written."""
    import tempfile

    values = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-m", "extractor.cli", "convert", str(path), "--out", folder], check=False, capture_output=True)
            values.append((time.perf_counter() - start) * 1000)
    return statistics.median(values)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    paths: list[Path] = options.parse_args().files or sorted(p for p in SAMPLES.iterdir() if p.suffix in (".md", ".html", ".docx", ".pdf"))
    groups: dict[str, list[tuple[Path, bytes]]] = {}
    for path in paths:
        data = path.read_bytes()
        groups.setdefault(media_type_of(data), []).append((path, data))
    for media_type, items in sorted(groups.items()):
        files = [data for _, data in items]
        engines: dict[str, Callable[[bytes], Any]] = {"whole line": whole_line, "reader": reader_only, **PEERS.get(media_type, {})}
        found = medians(files, engines)
        pages = [forms_of(data, CaseStudy).pages for data in files]
        per_form = statistics.mean(page or 1 for page in pages)
        print(f"{media_type} ({len(files)} forms{f', {sum(p or 0 for p in pages)} pages' if pages[0] else ''})")
        for name, value in found.items():
            page = f"{value / per_form:8.2f} ms a page" if pages[0] else ""
            ratio = "" if name == "whole line" else f"   whole line is {found['whole line'] / value:.3f} of it"
            print(f"  {name:14s} {value:8.2f} ms a form {page}{ratio}")
        print(f"  {'from the shell':14s} {from_the_shell(items[0][0]):8.0f} ms ({items[0][0].name}, all start-up)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
