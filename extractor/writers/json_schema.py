"""The JSON Schema (2020-12) of records and rejections, generated from the models and committed under `schemas/published/`.

python -m extractor.writers.json_schema            writes it
python -m extractor.writers.json_schema --check    says whether what is committed is what the models say
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import schemas
from extractor.record import Record, Rejection
from schemas.ecommerce import CaseStudy

PUBLISHED = Path(schemas.__file__).parent / "published"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas_by_name() -> dict[str, dict[str, Any]]:
    """File name → JSON Schema of everything that the product writes."""
    record = Record[CaseStudy].model_json_schema(mode="serialization")
    rejection = Rejection.model_json_schema(mode="serialization")
    record["title"] = f"Record of {CaseStudy.form_id}, version {CaseStudy.form_version}"
    return {
        f"{CaseStudy.form_id}-{CaseStudy.form_version}.schema.json": {"$schema": DIALECT, **record},
        "rejection.schema.json": {"$schema": DIALECT, **rejection},
    }


def main() -> int:
    """Write the schemas, or compare them with what is committed; 1 where they differ."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing")
    check = options.parse_args().check
    stale = []
    for name, schema in schemas_by_name().items():
        path = PUBLISHED / name
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"{', '.join(stale)} under schemas/published/ is not what the models say; run `make schema`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
