"""The records that every way of rendering is tried with: `python -m tests.render.records` writes new ones.

They are kept in a file because Hypothesis takes some of its data from the constants of the modules that are loaded: drawn anew, the same seed would
give other records after any change of code.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from extractor.render.layout import Boxes
from schemas.ecommerce import CaseStudy
from tests.strategies import ALL, PRINTED, Letters, studies

FILE = Path(__file__).parent / "records.ndjson"
_KEPT = ((ALL, 10), (PRINTED, 4))
_SEED = 2


@dataclass(frozen=True)
class Example:
    """A record, and how it is to be rendered."""

    study: CaseStudy
    language: str
    boxes: Boxes
    printed: bool = False
    """Whether it holds only what a printed form can."""


def kept(*, printed: bool = False) -> list[Example]:
    """The records in the file."""
    return [example for example in _read() if example.printed == printed]


def drawn(count: int, number: int, letters: Letters = ALL) -> list[Example]:
    """That many new records, the same ones for the same number and the same code."""
    found: list[Example] = []
    check(count, number, found.append, letters, shrink=False)
    return found


def check(count: int, number: int, read: Callable[[Example], Any], letters: Letters = ALL, *, shrink: bool = True) -> None:
    """Call `read` with that many new records, and make the one that fails smaller."""
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=phases)
    @given(study=studies(CaseStudy, letters), language=st.sampled_from(["en", "fr", "es"]), boxes=st.sampled_from(["before", "after"]))
    def run(study: CaseStudy, language: str, boxes: Boxes) -> None:
        read(Example(study, language, boxes, letters.printed))

    run()


def fresh_seed() -> int:
    """A number that was not there before, for `drawn` and `check`."""
    return random.SystemRandom().randrange(2**32)


def _read() -> Iterator[Example]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        yield Example(**{**data, "study": CaseStudy.model_validate(data["study"])})


def main(number: int) -> None:
    """Write the file with records of that seed."""
    lines = []
    for letters, count in _KEPT:
        # The first ones that are drawn are the simplest.
        for example in drawn(3 * count, number, letters)[-count:]:
            lines.append(json.dumps({**asdict(example), "study": example.study.model_dump(mode="json")}, ensure_ascii=False) + "\n")
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _SEED)
