"""The conformance page names every kind with its file, and every file is a kind's."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conformance import all_kinds
from tests.conformance.kinds import FILES

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"


def test_the_page_the_files_and_the_kinds_are_the_same() -> None:
    named = re.findall(r"\[([^\]]+)\]\(\.\./tests/conformance/files/", PAGE.read_text(encoding="utf-8"))
    assert named == [kind.file for kind in all_kinds()], "run `make conformance`"
    assert sorted(named) == sorted(path.name for path in FILES.iterdir())


def test_no_row_of_ours_is_wrong() -> None:
    assert not re.search(r"\| \*\*(?:wrong|fails)\*\* \| [^|]* \| [^|]* \| [^|]* \| [^|]* \| [^|]* \| [^|]* \|$", PAGE.read_text(encoding="utf-8"), re.M)
