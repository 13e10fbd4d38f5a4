"""What other programs make of files: `python benchmarks/peers.py FILE … > peers.json`, run where `benchmarks/peers.txt` is installed.

The output is {peer: {file name: text, or null where it fails}}; a peer has no entry for a format that it does not claim to read.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _mammoth(path: Path) -> str:
    import mammoth

    with path.open("rb") as file:
        return str(mammoth.convert_to_html(file).value)


def _markitdown() -> Callable[[Path], str]:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda path: str(converter.convert(str(path)).text_content)


def _docx2python(path: Path) -> str:
    from docx2python import docx2python

    with docx2python(str(path)) as document:
        return str(document.text)


def _docling() -> Callable[[Path], str]:
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter()
    return lambda path: str(converter.convert(str(path)).document.export_to_markdown())


def _unstructured() -> Callable[[Path], str]:
    import spacy
    from unstructured.nlp import tokenize
    from unstructured.partition.auto import partition

    def without_model() -> Any:
        """A pipeline that cuts sentences by rule: the model, fetched at run time, tells narrative from titles and does not change the text."""
        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        return pipeline

    tokenize._get_nlp = without_model
    return lambda path: "\n".join(str(element.metadata.text_as_html or element) for element in partition(str(path), strategy="fast"))


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


_WORD = frozenset({".docx", ".docm", ".dotx"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
PEERS: dict[str, tuple[frozenset[str], Callable[[], Callable[[Path], str]]]] = {
    "mammoth": (_WORD, lambda: _mammoth),
    "markitdown": (_WORD | _PAGES | {".pdf", ".msg"}, _markitdown),
    "docx2python": (_WORD, lambda: _docx2python),
    "docling": (_WORD | _PAGES, _docling),
    "unstructured": (_WORD | _PAGES | {".eml", ".odt"}, _unstructured),
    "pdfplumber": (frozenset({".pdf"}), lambda: _pdfplumber),
}
"""The formats that each peer is asked to read, and how. Plain text they only pass on; docling and unstructured read PDF with models that see."""


def main(names: list[str]) -> None:
    """Print what each peer makes of each file."""
    logging.disable(logging.CRITICAL)
    found: dict[str, dict[str, Any]] = {}
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # some print to it
    for peer, (suffixes, load) in PEERS.items():
        try:
            read = load()
        except ImportError:
            print(f"{peer} is not installed: pip install -r benchmarks/peers.txt", file=sys.stderr)
            continue
        found[peer] = {}
        for path in map(Path, names):
            if path.suffix.lower() in suffixes:
                found[peer][path.name] = None
                with contextlib.suppress(Exception):
                    found[peer][path.name] = read(path)
    with out:
        json.dump(found, out, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
