"""Tables that code reads: generated ones (each by its `make_*.py`, committed, so that no command pays for building them) and word lists written by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


def read(name: str) -> str:
    """The text of a table in this folder."""
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def sections(name: str) -> dict[str, list[str]]:
    """The lines of a table under each of its `[headings]`, without comments ("# …") and empty lines."""
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in read(name).splitlines():
        if line.startswith("[") and line.endswith("]"):
            rows = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            rows.append(line)
    return found


def phrases(name: str, section: str) -> list[str]:
    """The phrases of a section, parted by "|" or line ends."""
    return [phrase for row in sections(name).get(section, ()) for phrase in row.split("|")]
