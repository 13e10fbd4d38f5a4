"""Write the conformance files: `python -m tests.conformance.make [ID …]`, all of them or those named."""

from __future__ import annotations

import sys

from tests.conformance import all_kinds
from tests.conformance.kinds import FILES


def main(names: list[str]) -> None:
    """Write the files of the named kinds, or of all."""
    FILES.mkdir(exist_ok=True)
    for kind in all_kinds():
        if not names or kind.id in names:
            (FILES / kind.file).write_bytes(kind.make())


if __name__ == "__main__":
    main(sys.argv[1:])
