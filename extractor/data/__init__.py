"""Tables that are generated once (`make_*.py`) and committed, so that no command pays for building them."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def read(name: str) -> str:
    """The text of a table in this folder."""
    return (_HERE / name).read_text(encoding="utf-8")
