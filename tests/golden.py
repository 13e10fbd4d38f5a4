"""Golden records of the samples: `NAME.expected.json` beside each sample, accepted by a person, never written by a test.

python -m tests.golden                 writes the goldens that are missing
python -m tests.golden cbp.html …      writes these again
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor import extract
from extractor.writers.files import as_json, write_whole

SAMPLES = Path(__file__).parent.parent / "samples"


def samples() -> list[Path]:
    """Every sample document."""
    return sorted(p for p in SAMPLES.iterdir() if p.is_file() and p.suffix not in (".json", ".py") and p.name != "README.md")


def golden_of(sample: Path) -> Path:
    """Where a sample's golden stands."""
    return sample.with_name(sample.name + ".expected.json")


def record_text(sample: Path) -> str:
    """The sample's one record as the product writes it."""
    (record,) = extract(sample)
    return as_json(record)


def main(names: list[str]) -> int:
    """Write what is missing or named; 2 where a name is no sample."""
    known = {sample.name: sample for sample in samples()}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such sample: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    for name, sample in known.items():
        golden = golden_of(sample)
        if name in names or not golden.exists():
            write_whole(golden, record_text(sample))
            print(f"wrote {golden.name}; read it in the diff before you commit it")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
